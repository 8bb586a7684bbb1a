import { $n as count, Jn as inline, Mn as algorithms, Pn as readPublicKey, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import { n as target, t as placeWords } from "./repo-place-DBN1TohX.js";
import path from "node:path";
// cli/commands/repo-keys.ts
var roles = [
	"root",
	"targets",
	"snapshot",
	"timestamp",
	"advisories",
	"releases"
];
async function rotate(input, context) {
	const where = target(input, context);
	const wanted = input.list("role");
	if (input.list("advisoriesKey").length > 0 && !wanted.includes("advisories")) throw usage("--advisories-key is about the role advisories.", "Use: rotate-keys advisories --advisories-key FILE");
	if (input.list("targetsKey").length > 0 && !wanted.includes("targets")) throw usage("--targets-key is about the role targets.", "Use: rotate-keys targets --targets-key FILE");
	const unknown = wanted.find((word) => !roles.some((role) => role === word));
	if (unknown !== void 0) throw usage(`There is no role called ${inline(unknown)}.`, `Roles: ${roles.join(", ")}`);
	const { rotateKeys } = await context.tools();
	const rotation = await rotateKeys({
		...where,
		keystore: await keystoreOf(context),
		roles: wanted.length === 0 ? ["snapshot", "timestamp"] : roles.filter((role) => wanted.includes(role)),
		algorithm: algorithms.find((one) => one === input.text("algorithm")),
		offlineRoot: await offlineRoot(input, context),
		targets: await keptElsewhere(input.list("targetsKey"), input.number("targetsThreshold"), context),
		advisories: await advisoriesHolders(input, context),
		now: context.now()
	}, context.signal);
	return {
		data: rotation,
		text: (page) => rotationText(rotation, input, page)
	};
}
function rotationText(rotation, input, page) {
	if (rotation.kind === "targets-pending") return targetsText(rotation, page);
	const made = `New keys for ${rotation.roles.join(", ")}.`;
	if (rotation.kind === "published") return [made, ...publishedLines(input.operand("repoName"), rotation.built)].join("\n");
	const { before, own } = rotation.lacking;
	return [
		`${made} Nothing is published yet: the next root waits for signatures.`,
		...before === 0 ? [] : [`  ${count(before, "key")} of the root before`],
		...own === 0 ? [] : [`  ${count(own, "key")} of its own`],
		`Take ${inline(rotation.file)} to each of these keys: ${page.command("sign-root", "root.pending.json", "KEY")}`,
		`Then: ${page.command("publish-root", ...placeWords(input))}`
	].join("\n");
}
function targetsText({ file, lacking }, page) {
	return [
		`Nothing has changed yet: what these keys are to vouch for lacks ${count(lacking, "signature")} of theirs.`,
		`Take ${inline(file)} to each of them: ${page.command("sign-targets", "targets.pending.json", "KEY")}`,
		"Then: the same command once more."
	].join("\n");
}
async function signTargets(input, context) {
	const file = path.resolve(context.workingDirectory, input.operand("file"));
	const signer = await (await keystoreOf(context)).signer(input.operand("key"));
	const { signPendingTargets } = await context.tools();
	const targets = await signPendingTargets(file, signer);
	return {
		data: targets,
		text: () => [`Signed targets ${targets.version}, which ends on ${targets.expires.slice(0, 10)}; it has ${count(targets.signatures, "signature")} now.`, ...targets.roles.flatMap(({ name, publisher, keys, threshold, may }) => [`  ${publisher === null ? name : `publisher ${inline(publisher)}`}: ${threshold} of ${count(keys.length, "key")}, for ${may.map(inline).join(", ")}`, ...keys.map((id) => `    ${fingerprint(id)}`)])].join("\n")
	};
}
async function signRoot(input, context) {
	const file = path.resolve(context.workingDirectory, input.operand("file"));
	const signer = await (await keystoreOf(context)).signer(input.operand("key"));
	const { signPendingRoot } = await context.tools();
	const root = await signPendingRoot(file, signer);
	return {
		data: root,
		text: () => [`Signed root ${root.version}, which ends on ${root.expires.slice(0, 10)}; it has ${count(root.signatures, "signature")} now.`, ...root.roles.flatMap(({ name, keys, threshold }) => [`  ${name}: ${threshold} of ${count(keys.length, "key")}`, ...keys.map((id) => `    ${fingerprint(id)}`)])].join("\n")
	};
}
async function publishRoot(input, context) {
	const where = target(input, context);
	const tools = await context.tools();
	const keystore = await keystoreOf(context);
	const given = input.text("file");
	const file = given === void 0 ? void 0 : path.resolve(context.workingDirectory, given);
	const built = await tools.publishRoot({
		...where,
		keystore,
		file,
		now: context.now()
	}, context.signal);
	return {
		data: built,
		text: () => publishedLines(where.name, built).join("\n")
	};
}
function publishedLines(name, built) {
	return [
		`Published "${name}", version ${built.version}: ${count(built.packages, "package")}.`,
		"Its root fingerprint, which people compare when they add it:",
		`  ${fingerprint(built.fingerprint)}`
	];
}
async function offlineRoot(input, context) {
	return keptElsewhere(input.list("rootKey"), input.number("rootThreshold"), context);
}
async function advisoriesHolders(input, context) {
	return keptElsewhere(input.list("advisoriesKey"), input.number("advisoriesThreshold"), context);
}
async function keptElsewhere(files, threshold, { workingDirectory }) {
	if (files.length === 0) return void 0;
	return {
		keys: await Promise.all(files.map((file) => readPublicKey(path.resolve(workingDirectory, file)))),
		threshold: threshold ?? 1
	};
}
export { signRoot as a, rotate as i, publishRoot as n, signTargets as o, publishedLines as r, offlineRoot as t };

//# sourceMappingURL=repo-keys-B21--Wwx.js.map