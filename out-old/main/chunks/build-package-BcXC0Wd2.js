import { D as sha256Of, H as refuse, M as compress, O as fileListProblem, T as manifestBytes, a as mapConcurrently, gr as manifestPath, h as commandPaths, p as commandAt, u as nearest, vi as onDisk, xi as EngineError, yi as systemCode, zn as byCodePoint } from "./shared-DyOnH0nz.js";
import { i as signManifest, n as envelopeBytes, r as parseEnvelope } from "./verify-envelope-Djp1Xosw.js";
import { a as replacing, c as complaint, f as pictureProblem, m as pictureTypes, n as publishBytes, t as readRecipe, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import path from "node:path";
import { lstat, readFile, readdir, readlink, rm, stat } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";
// engine/archive/write-archive.ts
var maximumFileBytes = 8 ** 11 - 1;
async function writeArchive(options, signal) {
	const { file, manifest, format, preset = 6 } = options;
	const problem = fileListProblem(manifest);
	if (problem !== null) throw new Error(`Cannot pack ${manifest.name}: ${problem}`);
	const bytes = manifestBytes(manifest);
	await onDisk(file, async () => {
		const target = createWriteStream(file, {
			flags: "wx",
			mode: 420
		});
		await pipeline(compress(tarBytes(options, bytes), format, preset), target, { signal });
	});
	return { manifestSha256: sha256Of(bytes) };
}
async function* tarBytes(options, manifest) {
	const tar = pack();
	const filling = fill(tar, options, manifest).then(() => tar.finalize(), (error) => void tar.destroy(error instanceof Error ? error : new Error(String(error))));
	try {
		yield* tar;
	} finally {
		tar.destroy();
		await filling;
	}
}
async function fill(tar, options, manifest) {
	const mtime = new Date(options.modified * 1e3);
	const size = manifest.length;
	await addContent(tar, {
		name: manifestPath,
		type: "file",
		mode: 420,
		mtime,
		size
	}, Readable.from([manifest]));
	for (const entry of options.manifest.files) await addEntry(tar, entry, mtime, options.contentOf);
}
async function addEntry(tar, entry, mtime, contentOf) {
	const name = entry.path;
	switch (entry.type) {
		case "directory": return addEmpty(tar, {
			name,
			type: "directory",
			mode: 493,
			mtime
		});
		case "symlink": return addEmpty(tar, {
			name,
			type: "symlink",
			mode: 511,
			mtime,
			linkname: entry.target
		});
		case "file": return addFile(tar, entry, mtime, contentOf(entry.path));
	}
}
async function addFile(tar, entry, mtime, source) {
	const { path: name, mode, size } = entry;
	if (size > maximumFileBytes) throw new Error(`${name} is too big for a package: ${size} bytes`);
	const hash = createHash("sha256");
	const content = createReadStream(source);
	content.on("data", (piece) => hash.update(piece));
	await addContent(tar, {
		name,
		type: "file",
		mode,
		mtime,
		size
	}, content);
	if (hash.digest("hex") !== entry.sha256) throw new Error(`${source} changed while it was packed`);
}
async function addContent(tar, header, content) {
	await pipeline(content, tar.entry(header));
}
async function addEmpty(tar, header) {
	return new Promise((resolve, reject) => {
		tar.entry(header, (error) => error ? reject(error) : resolve());
	});
}
// engine/builder/make-manifest.ts
async function makeManifest(sources) {
	const { recipe, document, entries } = sources;
	const { files: _selection, exclude_patterns: _exclusion, app, ...declared } = recipe;
	checkTriggerFields(sources);
	const installed = entries.reduce((sum, entry) => sum + (entry.type === "file" ? entry.size : 0), 0);
	const manifest = {
		format: 1,
		...declared,
		...app === void 0 ? {} : { app: await appRecord(sources, app) },
		installed_size: installed,
		files: [...entries]
	};
	const problem = fileListProblem(manifest);
	if (problem !== null) throw complaint(document, ["files"], problem, "names that every system can hold");
	return manifest;
}
async function appRecord(sources, app) {
	checkLaunchable(sources, app);
	const { id, description, icon, screenshots, content_rating: rating, ...rest } = app;
	const shots = [];
	for (const [index, { path: member, caption }] of screenshots.entries()) shots.push({
		...await picture(sources, member, [
			"app",
			"screenshots",
			index,
			"path"
		]),
		caption
	});
	return {
		...rest,
		id: id ?? sources.recipe.name,
		description: description ?? sources.recipe.description,
		...icon === void 0 ? {} : { icon: await iconOf(sources, icon) },
		screenshots: shots,
		content_rating: rating ?? "none"
	};
}
async function iconOf(sources, member) {
	return picture(sources, member, ["app", "icon"], ["image/svg+xml", "image/png"]);
}
async function picture(sources, member, key, types = pictureTypes) {
	const file = memberFile(sources, member, key);
	const isSmall = file.size <= maximumPictureBytes;
	const bytes = isSmall ? await readFile(path.join(sources.tree, member)) : Buffer.alloc(0);
	const problem = isSmall ? pictureProblem(bytes, types) : `is bigger than ${maximumPictureBytes} bytes`;
	if (problem === null) return {
		path: member,
		sha256: file.sha256
	};
	const accepted = `${types.join(", ")}; an SVG may only draw`;
	throw complaint(sources.document, key, `${member} ${problem}`, accepted);
}
function checkLaunchable(sources, { launchable }) {
	if (launchable === void 0) return;
	if (launchable.kind === "page") memberFile(sources, launchable.page, [
		"app",
		"launchable",
		"page"
	]);
	else checkCommand(sources, launchable.exec);
}
function checkCommand(sources, exec) {
	const { document, entries, recipe } = sources;
	const { alternatives = [] } = recipe;
	const paths = commandPaths({
		files: [...entries],
		alternatives
	});
	const member = exec.includes("/") ? exec : paths.get(exec) ?? `bin/${exec}`;
	if (alternatives.some(({ link }) => link === member)) return;
	const problem = commandProblem(sources, member);
	if (problem === null) return;
	const accepted = paths.size === 0 ? "an executable file in src/bin" : [...paths.values()].join(", ");
	throw complaint(document, [
		"app",
		"launchable",
		"exec"
	], problem, accepted);
}
function commandProblem({ entries }, member) {
	const command = resolveLink(entries, member);
	if (command?.type !== "file") return `there is no ${member}`;
	return command.mode === 493 && commandAt(member) !== null ? null : `${member} cannot be executed`;
}
function checkTriggerFields(sources) {
	const { alternatives = [], conf_copies: copies = [] } = sources.recipe;
	for (const [index, { path: member, slaves = [] }] of alternatives.entries()) {
		checkMember(sources, member, [
			"alternatives",
			index,
			"path"
		]);
		for (const [at, slave] of slaves.entries()) checkMember(sources, slave.path, [
			"alternatives",
			index,
			"slaves",
			at,
			"path"
		]);
	}
	for (const [index, { from }] of copies.entries()) checkMember(sources, from, [
		"conf_copies",
		index,
		"from"
	]);
}
function checkMember(sources, member, key) {
	if (resolveLink(sources.entries, member)?.type !== "file") memberFile(sources, member, key);
}
function memberFile(sources, member, key) {
	const found = sources.entries.find((entry) => entry.path === member);
	if (found?.type === "file") return found;
	const { document, entries } = sources;
	const files = entries.filter((entry) => entry.type === "file").map((entry) => entry.path);
	const near = nearest(member, files);
	const accepted = near.length === 0 ? "a file below src/ that files selects" : near.join(", ");
	throw complaint(document, key, `there is no ${member}`, accepted);
}
function resolveLink(entries, member) {
	const found = entries.find((entry) => entry.path === member);
	if (found?.type !== "symlink") return found;
	const target = path.posix.normalize(path.posix.join(path.posix.dirname(member), found.target));
	return entries.find((entry) => entry.path === target);
}
// engine/builder/glob.ts
function parsePattern(text) {
	const isNegated = text.startsWith("!");
	const body = isNegated ? text.slice(1) : text;
	const isDirectoryOnly = body.endsWith("/");
	const bare = isDirectoryOnly ? body.slice(0, -1) : body;
	const segments = [...bare.includes("/") ? [] : ["**"], ...bare.replace(/^\//, "").split("/").map(segment)];
	return {
		isNegated,
		matches: (path, isDirectory) => (isDirectory || !isDirectoryOnly) && matchesPath(segments, path.split("/"))
	};
}
function isExcluded(patterns, path, isDirectory) {
	const last = patterns.findLast((pattern) => pattern.matches(path, isDirectory));
	return last !== void 0 && !last.isNegated;
}
function segment(text) {
	if (text === "**") return "**";
	return (text.match(/\[!?[^\]]+\]|\*+|./gsu) ?? []).map((part) => {
		if (part.startsWith("*")) return "*";
		if (part === "?") return () => true;
		const set = /^\[(!?)(.+)\]$/su.exec(part);
		if (set === null) return (character) => character === part;
		const isIn = membersOf(set[2]);
		return set[1] === "!" ? (character) => !isIn(character) : isIn;
	});
}
function membersOf(text) {
	const ranges = (text.match(/.-.|./gsu) ?? []).map((part) => {
		const characters = [...part];
		return {
			first: characters[0],
			last: characters.at(-1)
		};
	});
	return (character) => ranges.some(({ first, last }) => first <= character && character <= last);
}
function matchesPath(segments, names) {
	let reached = [0];
	for (const [index, one] of segments.entries()) if (one === "**") reached = anywhereAfter(reached, names, index === segments.length - 1);
	else reached = reached.flatMap((place) => place < names.length && matchesName(one, [...names[place]]) ? [place + 1] : []);
	return reached.includes(names.length);
}
function anywhereAfter([first], names, isLast) {
	if (first === void 0) return [];
	const from = isLast ? first + 1 : first;
	return Array.from({ length: Math.max(0, names.length + 1 - from) }, (_, at) => from + at);
}
function matchesName(tokens, characters) {
	let token = 0;
	let star = null;
	for (let at = 0; at < characters.length;) {
		const wanted = tokens[token];
		if (wanted === "*") {
			star = {
				token,
				taken: at
			};
			token += 1;
		} else if (wanted?.(characters[at]) === true) {
			token += 1;
			at += 1;
		} else {
			if (star === null) return false;
			star.taken += 1;
			token = star.token + 1;
			at = star.taken;
		}
	}
	return tokens.slice(token).every((left) => left === "*");
}
// engine/builder/select-files.ts
var always = [".git", ".DS_Store"];
async function selectFiles(tree, { recipe, document }, signal) {
	const found = await walk(tree, "", [...always, ...recipe.exclude_patterns].map(parsePattern));
	const selected = recipe.files === void 0 ? found : select(found, recipe.files, {
		recipe,
		document
	});
	const odd = selected.find((entry) => !entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink());
	if (odd !== void 0) {
		const shown = memberOf(tree, odd);
		throw complaint(document, ["files"], `${shown} is a device, pipe or socket`, "files, folders and links");
	}
	return withParents(await mapConcurrently(selected, 8, async (entry) => describe(tree, entry), signal));
}
async function walk(tree, below, excluded) {
	const folder = path.join(tree, below);
	const kept = (await onDisk(folder, async () => readdir(folder, { withFileTypes: true }))).filter((entry) => !isExcluded(excluded, memberOf(tree, entry), entry.isDirectory()));
	const deeper = await Promise.all(kept.map(async (entry) => entry.isDirectory() ? walk(tree, memberOf(tree, entry), excluded) : []));
	return [...kept, ...deeper.flat()];
}
function select(found, patterns, read) {
	const tree = path.join(path.dirname(read.document.file), "src");
	const selected = new Set();
	for (const [index, text] of patterns.entries()) {
		const matching = found.filter((entry) => isSelected(memberOf(tree, entry), text));
		if (matching.length === 0 && !text.endsWith("/")) throw complaint(read.document, ["files", index], `selects nothing: ${text}`, "a path below src/");
		for (const entry of matching) selected.add(entry);
	}
	if (selected.size > 0) return [...selected];
	throw complaint(read.document, ["files"], "selects nothing at all", "paths below src/, such as bin/");
}
function isSelected(member, pattern) {
	const { matches } = parsePattern(`/${pattern.replace(/\/+$/, "")}`);
	const names = member.split("/");
	return names.some((_name, index) => matches(names.slice(0, index + 1).join("/"), true));
}
async function describe(tree, entry) {
	const member = memberOf(tree, entry);
	const place = path.join(tree, member);
	return onDisk(place, async () => {
		if (entry.isDirectory()) return {
			type: "directory",
			path: member
		};
		if (entry.isSymbolicLink()) return {
			type: "symlink",
			path: member,
			target: await readlink(place)
		};
		const { mode, size } = await lstat(place);
		const isExecutable = (mode & 73) !== 0;
		return {
			type: "file",
			path: member,
			mode: isExecutable ? 493 : 420,
			size,
			sha256: await hashFile(place)
		};
	});
}
async function hashFile(file) {
	const hash = createHash("sha256");
	await pipeline(createReadStream(file), hash);
	return hash.digest("hex");
}
function withParents(entries) {
	const all = new Map(entries.map((entry) => [entry.path, entry]));
	for (const { path: member } of entries) for (let at = member.lastIndexOf("/"); at !== -1; at = member.lastIndexOf("/", at - 1)) {
		const parent = member.slice(0, at);
		if (!all.has(parent)) all.set(parent, {
			type: "directory",
			path: parent
		});
	}
	return [...all.values()].sort((a, b) => byCodePoint(a.path, b.path));
}
function memberOf(tree, entry) {
	return path.relative(tree, path.join(entry.parentPath, entry.name)).split(path.sep).join("/");
}
// engine/builder/sidecars.ts
function checksumPath(file) {
	return `${file}.sha256`;
}
function signaturePath(file) {
	return `${file}.sig`;
}
function manifestPathBeside(file) {
	return `${file}.manifest.json`;
}
function checksumText(file, sha256) {
	return `${sha256}  ${path.basename(file)}\n`;
}
async function checkChecksum(file, sha256) {
	const bytes = await readBeside(checksumPath(file));
	if (bytes === null) return "missing";
	const named = /^([0-9a-f]{64})[ \n]/.exec(`${bytes.toString("latin1").trimEnd()}\n`)?.[1];
	if (named === sha256) return "match";
	return refuse(file, "hash", `expected ${named ?? "a checksum"}, found ${sha256}`);
}
async function readSignatures(file) {
	const bytes = await readBeside(signaturePath(file));
	if (bytes === null) return null;
	return parseEnvelope(bytes) ?? refuse(signaturePath(file), "signature", "not a signature file");
}
async function readBeside(file) {
	return onDisk(file, async () => readFile(file).catch((error) => {
		if (systemCode(error) === "ENOENT") return null;
		if (systemCode(error) === "EISDIR") return Buffer.alloc(0);
		throw error;
	}));
}
// engine/builder/build-package.ts
async function buildPackage(options, signal) {
	const manifest = await manifestOf(path.resolve(options.source), signal);
	const file = path.join(path.resolve(options.output), artifactName(manifest, options.format));
	const tree = path.join(path.resolve(options.source), "src");
	const { format, modified, signer, preset = 6 } = options;
	const contentOf = (member) => path.join(tree, member);
	const made = await replacing(file, async (temporary) => {
		const { manifestSha256 } = await writeArchive({
			file: temporary,
			manifest,
			contentOf,
			format,
			modified,
			preset
		}, signal);
		const sha256 = await hashFile(temporary);
		signal.throwIfAborted();
		await writeSidecars(file, manifest, {
			sha256,
			manifestSha256,
			signer
		});
		return {
			sha256,
			manifestSha256,
			size: (await stat(temporary)).size
		};
	});
	const { name, version, architecture, files } = manifest;
	const signedBy = signer?.key.keyId ?? null;
	return {
		file,
		name,
		version,
		architecture,
		...made,
		files: files.length,
		signedBy
	};
}
function artifactName(manifest, format) {
	const version = manifest.version.replaceAll(/[:~]/g, "_");
	return `${manifest.name}-${version}-${manifest.architecture}.${format}`;
}
async function manifestOf(source, signal) {
	const read = await readRecipe(source);
	const tree = path.join(source, "src");
	if (!await stat(tree).then((place) => place.isDirectory(), (error) => {
		if (systemCode(error) === "ENOENT") return false;
		throw error;
	})) throw new EngineError("file/not-found", { path: tree });
	const entries = await selectFiles(tree, read, signal);
	if (entries.length === 0) throw complaint(read.document, ["files"], "src/ is empty", "files below src/");
	return makeManifest({
		...read,
		tree,
		entries
	});
}
async function writeSidecars(file, manifest, made) {
	await publishBytes(manifestPathBeside(file), manifestBytes(manifest));
	await publishBytes(checksumPath(file), checksumText(file, made.sha256));
	if (made.signer === null) await rm(signaturePath(file), { force: true });
	else await publishBytes(signaturePath(file), envelopeBytes(await signManifest(made.manifestSha256, made.signer)));
}
export { checksumText as a, signaturePath as c, checksumPath as i, hashFile as l, buildPackage as n, manifestPathBeside as o, checkChecksum as r, readSignatures as s, artifactName as t };

//# sourceMappingURL=build-package-BcXC0Wd2.js.map