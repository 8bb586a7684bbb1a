import { n as fingerprintOf } from "./confirm-fingerprint-BuLbKWWm.js";
import { Jn as inline, Pn as readPublicKey, cr as Refusal, rr as listed, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { $ as wantedOf } from "./change-DfVuWbkk.js";
import { n as target, t as placeWords } from "./repo-place-DBN1TohX.js";
import path from "node:path";
import { readFile } from "node:fs/promises";
// cli/commands/repo-publishers.ts
async function publisher(input, context) {
	const [files, namespaces] = [input.list("key"), input.list("namespace")];
	const keys = await Promise.all(files.map(async (file) => readPublicKey(path.resolve(context.workingDirectory, file))));
	const words = input.list("succession");
	const successions = await Promise.all(words.map(async (file) => readJson(file, context)));
	const { setPublisher } = await context.tools();
	const known = await setPublisher({
		...target(input, context),
		publisher: input.operand("name"),
		keys,
		namespaces,
		successions
	});
	const isChanged = files.length + namespaces.length + words.length > 0;
	return {
		data: known,
		text: (page) => [
			...keyLines(known),
			...(known.namespaces ?? []).length === 0 ? [] : [`Names that are its alone: ${(known.namespaces ?? []).map(inline).join(", ")}`],
			...isChanged ? [`Publish: ${page.command("build", ...placeWords(input))}`] : []
		].join("\n")
	};
}
async function revokeKey(input, context) {
	const keyId = fingerprintOf(input.operand("fingerprint"));
	const { revokePublisherKey } = await context.tools();
	const revoked = await revokePublisherKey({
		...target(input, context),
		publisher: input.operand("name"),
		keyId
	});
	const { publisher: known, unpublished } = revoked;
	return {
		data: revoked,
		text: (page) => [
			`This key signs no more for ${inline(known.name)}: ${fingerprint(keyId)}`,
			...keyLines(known),
			...unpublished.length === 0 ? [] : [`Nobody else signed these, so the next build leaves them out: ${listed(unpublished.map(({ name, version }) => `${inline(name)} ${inline(version)}`))}.`],
			`Publish: ${page.command("build", ...placeWords(input))}`
		].join("\n")
	};
}
function keyLines({ name, keys }) {
	return [`${inline(name)} signs with:`, ...keys.map(({ keyId, algorithm }) => `  ${fingerprint(keyId)}  ${algorithm}`)];
}
async function readJson(file, context) {
	const place = path.resolve(context.workingDirectory, file);
	const text = await readFile(place, "utf8").catch((error) => {
		if (error.code !== "ENOENT") throw error;
		throw new Refusal({
			code: "file/not-found",
			facts: { path: file }
		}, { cause: error });
	});
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
async function yank(input, context) {
	const typed = input.operand("release");
	const { name, version } = wantedOf(typed);
	if (version === void 0) throw usage(`${inline(typed)} names no version.`, "Say which release: NAME=VERSION");
	const { yankRelease } = await context.tools();
	const reason = input.flag("restore") ? null : input.text("reason") ?? "";
	return {
		data: await yankRelease({
			...target(input, context),
			release: {
				name,
				version
			},
			reason,
			now: context.now()
		}),
		text: (page) => [reason === null ? `${inline(name)} ${inline(version)} is offered again.` : `Took ${inline(name)} ${inline(version)} back.`, `Publish: ${page.command("build", ...placeWords(input))}`].join("\n")
	};
}
export { publisher, revokeKey, yank };

//# sourceMappingURL=repo-publishers-DPDN8cpn.js.map