import { B as feed, O as fileListProblem, V as ArchiveProblem, bi as toDiskFailure, k as pathProblem, xi as EngineError, y as TarReader, zn as byCodePoint } from "./shared-DyOnH0nz.js";
import { T as wholeOutput, b as triggerKey, mn as scriptOutputId, w as placeOutputs, x as finishOutput, y as triggerDirectory } from "./engine-CW36T4mF.js";
import { a as usualLimits, n as OddOutput, r as runBox, t as BoxFailed } from "./run-box-aqGUYF4Q.js";
import path from "node:path";
import { mkdir, rm } from "node:fs/promises";
import { closeSync, mkdirSync, openSync, symlinkSync, writeSync } from "node:fs";
// engine/scripts/collect-output.ts
async function collectOutput(collecting, chunks) {
	try {
		return await feed(membersOf(collecting, new TarReader()), chunks);
	} catch (error) {
		if (error instanceof ArchiveProblem) throw new OddOutput(error.message, { cause: error });
		throw error;
	}
}
function* membersOf({ folder, name, mostMembers, mostBytes }, tar) {
	const members = [];
	const links = [];
	let bytes = 0;
	for (let member = yield* tar.next(); member !== null; member = yield* tar.next()) {
		const place = placeOf(member, name);
		if (place === null) continue;
		if (members.push(place) > mostMembers) throw new OddOutput(`more than ${mostMembers} files`);
		bytes += member.size;
		if (bytes > mostBytes) throw new OddOutput(`more than ${mostBytes} bytes`);
		const file = path.join(folder, place);
		mkdirSync(path.dirname(file), { recursive: true });
		if (member.type === "symlink") links.push({
			place: file,
			target: member.target
		});
		else yield* written(file, member, tar);
	}
	for (const { place, target } of links) symlinkSync(target, place);
	return members;
}
function placeOf({ type, path: told }, name) {
	const place = told.replace(/^output\/?/, "");
	if (type === "directory" && isOnTheWay(place, name)) return null;
	const problem = pathProblem(place);
	if (problem !== null) throw new OddOutput(problem);
	if (!ownFolders(name).some((own) => place.startsWith(`${own}/`))) throw new OddOutput(`outside ${ownFolders(name).join(", ")}: ${place}`);
	return type === "directory" ? null : place;
}
function ownFolders(name) {
	return ["", "usr/"].flatMap((top) => [
		"share",
		"lib",
		"libexec"
	].map((kind) => `${top}${kind}/${name}`));
}
function isOnTheWay(place, name) {
	return place === "" || ownFolders(name).some((own) => own === place || own.startsWith(`${place}/`));
}
function* written(file, { mode }, tar) {
	const descriptor = openSync(file, "wx", (mode & 73) === 0 ? 420 : 493);
	try {
		for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) for (let at = 0; at < piece.length;) at += writeSync(descriptor, piece, at);
	} finally {
		closeSync(descriptor);
	}
}
// engine/scripts/run-scripts.ts
var boxVersion = 1;
var usualPatience = 6e4;
var mostMembers = 1e4;
async function runScripts(release, options, signal) {
	const { store } = options;
	const output = scriptOutputOf(release);
	const { id, key, directory } = output;
	const whole = release.again ? null : await wholeOutput(path.join(store, directory), id, key);
	if (whole !== null) return {
		output,
		files: countOf(whole),
		printed: null
	};
	const from = path.join(store, `.new-${process.pid}-${directory}`);
	try {
		await rm(from, {
			recursive: true,
			force: true
		});
		await mkdir(from);
		const { kept, printed } = await boxed(release, options, {
			from,
			signal
		});
		const files = await finishOutput(from, id, key, kept);
		checkBeside(release.manifest, files);
		signal.throwIfAborted();
		await placeOutputs(store, [{
			from,
			directory
		}]);
		return {
			output,
			files: countOf(files),
			printed
		};
	} catch (error) {
		await rm(from, {
			recursive: true,
			force: true
		});
		throw await toDiskFailure(error, store);
	}
}
function scriptOutputOf({ manifest: { name }, manifestSha256 }) {
	const id = scriptOutputId(name);
	const key = triggerKey({
		id,
		version: boxVersion,
		tools: [],
		inputs: [["manifest", manifestSha256]]
	});
	return {
		id,
		key,
		directory: triggerDirectory(id, key)
	};
}
async function boxed({ manifest, directory }, { sandbox, store, patience = usualPatience }, { from, signal }) {
	const { name, version, install_scripts: scripts } = manifest;
	const names = ["pre_install", "post_install"].filter((when) => scripts[when] !== void 0);
	const run = {
		...sandbox,
		limits: usualLimits,
		shown: path.join(store, directory),
		files: Object.fromEntries(names.map((when) => [`/scripts/${when}`, scripts[when]])),
		environment: {
			MULTIOS_PACKAGE: name,
			MULTIOS_PACKAGE_VERSION: version
		},
		command: [...names.map(runOne), packOutput].join("\n"),
		patience
	};
	const collecting = {
		folder: from,
		name,
		mostMembers,
		mostBytes: usualLimits.output
	};
	try {
		return await runBox(run, async (chunks) => collectOutput(collecting, chunks), signal);
	} catch (error) {
		if (!(error instanceof BoxFailed)) throw error;
		const { reason, detail } = error;
		throw new EngineError("script/failed", {
			package: name,
			reason,
			detail
		}, { cause: error });
	}
}
function runOne(when) {
	return `/scripts/${when} 3>&- </dev/null || ${`{ status=$?; echo "${when} ended with $status" >&2; exit "$status"; }`}`;
}
var packOutput = "exec /usr/bin/tar -C / --format=ustar --owner=0 --group=0 --numeric-owner -cf - output >&3";
function checkBeside({ name, files: signed }, made) {
	const folders = new Set(signed.flatMap(({ type, path: place }) => type === "directory" ? [place] : []));
	const added = made.filter(({ type, path: place }) => type !== "directory" || !folders.has(place));
	const files = [...signed, ...added].toSorted((a, b) => byCodePoint(a.path, b.path));
	const size = files.reduce((sum, entry) => sum + (entry.type === "file" ? entry.size : 0), 0);
	const problem = fileListProblem({
		files,
		installed_size: size
	});
	if (problem !== null) throw new EngineError("script/failed", {
		package: name,
		reason: "output",
		detail: problem
	});
}
function countOf(files) {
	return files.filter(({ type }) => type !== "directory").length;
}
export { runScripts, scriptOutputOf };

//# sourceMappingURL=run-scripts-DYLjYSJu.js.map