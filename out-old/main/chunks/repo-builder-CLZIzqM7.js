import { $n as count, Jn as inline, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { n as makeRepositorySigners, t as keystoreOf } from "./keys-p2k9Uznq.js";
import { t as readText } from "./read-text-DzvyJO68.js";
import { n as target, t as placeWords } from "./repo-place-DBN1TohX.js";
import { r as publishedLines, t as offlineRoot } from "./repo-keys-B21--Wwx.js";
import path from "node:path";
// cli/commands/repo-builder.ts
async function create(input, context) {
	const name = input.operand("name");
	const shown = input.operand("path");
	if (input.list("rootKey").length > 0) return createOffline(input, context);
	const { createRepository } = await context.tools();
	const { online, root } = await makeRepositorySigners(await keystoreOf(context), name);
	const made = await createRepository({
		...described(input, context),
		signers: {
			...online,
			root: await root()
		}
	}, context.signal);
	return {
		data: made,
		text: (page) => [
			`Started the repository "${name}" in ${inline(shown)}.`,
			"Its root fingerprint, which people compare when they add it:",
			`  ${fingerprint(made.fingerprint)}`,
			`Add packages: ${page.command("add")} FILE... --repo-name ${name} --repo-path ${inline(shown)}`
		].join("\n")
	};
}
async function createOffline(input, context) {
	const name = input.operand("name");
	const shown = input.operand("path");
	const { createWithOfflineRoot } = await context.tools();
	const root = await offlineRoot(input, context);
	if (root === void 0) throw usage("There is no key of the root.", "Give one: --root-key FILE");
	const { online } = await makeRepositorySigners(await keystoreOf(context), name);
	const file = await createWithOfflineRoot({
		...described(input, context),
		signers: online,
		root
	}, context.signal);
	return {
		data: {
			name,
			path: path.resolve(context.workingDirectory, shown),
			pendingRoot: file
		},
		text: (page) => [
			`Started the repository "${name}" in ${inline(shown)}. Its first root waits for ${count(root.threshold, "signature")}:`,
			`  ${inline(file)}`,
			`Take it to each key of the root: ${page.command("sign-root", "root.pending.json", "KEY")}`,
			`Then: ${page.command("publish-root")} --repo-name ${name} --repo-path ${inline(shown)}`
		].join("\n")
	};
}
function described(input, context) {
	return {
		name: input.operand("name"),
		path: path.resolve(context.workingDirectory, input.operand("path")),
		description: input.text("description") ?? "",
		now: context.now()
	};
}
async function add(input, context) {
	const files = input.list("file").map((file) => path.resolve(context.workingDirectory, file));
	const { addPackages } = await context.tools();
	const newPublisherKey = input.flag("newPublisherKey");
	const result = await addPackages({
		...target(input, context),
		files,
		newPublisherKey,
		now: context.now()
	}, context.signal);
	return {
		data: result,
		text: (page) => addedText(result.added, input, page)
	};
}
async function build(input, context) {
	const where = target(input, context);
	const { publishRepository } = await context.tools();
	const keystore = await keystoreOf(context);
	const key = await openPgpKeyOf(input, context);
	const built = await publishRepository({
		...where,
		keystore,
		now: context.now()
	}, context.signal);
	const signed = await signedToo(where.path, key, context);
	return {
		data: {
			...built,
			openPgp: signed.files
		},
		text: (page) => [
			...publishedLines(where.name, built),
			...signed.lines,
			...reminders(built, [...placeWords(input)], page)
		].join("\n")
	};
}
async function openPgpKeyOf(input, context) {
	const source = input.text("gpgKey");
	if (source === void 0) return null;
	const { checkOpenPgpKey } = await context.tools();
	const key = {
		key: await readText(path.resolve(context.workingDirectory, source), source),
		source,
		passphrase: context.environment["MULTIOS_EXPORT_PASSPHRASE"] || null,
		now: context.now()
	};
	await checkOpenPgpKey(key);
	return key;
}
async function signedToo(folder, key, context) {
	const { isSignedWithOpenPgp, signWithOpenPgp } = await context.tools();
	if (key === null) {
		if (!isSignedWithOpenPgp(folder)) return {
			files: [],
			lines: []
		};
		return {
			files: [],
			lines: ["Its OpenPGP signatures are of what was published before: sign it again."]
		};
	}
	const files = await signWithOpenPgp({
		path: folder,
		...key
	}, context.signal);
	return {
		files,
		lines: ["Signed with OpenPGP:", ...files.map((file) => `  ${file}`)]
	};
}
function reminders({ rotated, due, rootEndsSoon, advisoriesEnd, targetsWaiting }, place, page) {
	const rotate = (roles) => page.command("rotate-keys", ...roles, ...place);
	return [
		...rotated.length === 0 ? [] : [`Keys that had come to their age were replaced: ${rotated.join(", ")}.`],
		...due.length === 0 ? [] : [`Keys have come to their age: ${rotate(due)}`],
		...targetsWaiting === null ? [] : waitingLines(targetsWaiting, page),
		...advisoriesEnd === null ? [] : [`The advisories are good until ${advisoriesEnd.slice(0, 10)}: ${page.command("sign-advisories", "KEY", ...place)}`],
		...rootEndsSoon === null ? [] : [`The root ends on ${rootEndsSoon.slice(0, 10)}: ${rotate(["root"])}`]
	];
}
function waitingLines({ file, packages }, page) {
	return [...packages === 0 ? [] : [`Not published yet: ${count(packages, "package")}, until the targets key says who may sign them.`], `Where that key is kept: ${page.command("sign-targets", inline(file), "KEY")}`];
}
async function sync(input, context) {
	const from = path.resolve(context.workingDirectory, input.operand("dir"));
	const { syncDirectory } = await context.tools();
	const newPublisherKey = input.flag("newPublisherKey");
	const result = await syncDirectory({
		...target(input, context),
		from,
		newPublisherKey,
		now: context.now()
	}, context.signal);
	return {
		data: result,
		text: (page) => addedText(result.added, input, page)
	};
}
function addedText(added, input, page) {
	if (added.length === 0) return "Nothing new: every package was already there.";
	const next = page.command("build", ...placeWords(input));
	return [
		`Added ${count(added.length, "package")}:`,
		...added.map((one) => `  ${one.name} ${inline(one.version)} (${one.architecture})`),
		`Publish: ${next}`
	].join("\n");
}
export { add, build, create, sync };

//# sourceMappingURL=repo-builder-CLZIzqM7.js.map