import { n as fingerprintOf, t as confirmFingerprint } from "./confirm-fingerprint-BuLbKWWm.js";
import { Gn as bold, Jn as inline, Zn as yellow, er as day, tr as fingerprint } from "./engine-CW36T4mF.js";
import { t as readText } from "./read-text-DzvyJO68.js";
import path from "node:path";
// cli/commands/openpgp-key.ts
async function setKey(input, context) {
	const name = input.operand("name");
	const given = input.text("fingerprint");
	const key = await keyAt(input.operand("key"), context);
	const engine = await context.engine();
	const call = { signal: context.signal };
	const offer = await engine.run("repository.inspectKey", {
		replaces: name,
		key
	}, call);
	await confirmFingerprint(offer, {
		expected: given === void 0 ? void 0 : fingerprintOf(given),
		text: () => changeText(name, offer),
		question: "Did its owner announce this? Type y to trust this key from now on: ",
		declined: "You said no, so the key stays as it was."
	}, context);
	const { fingerprint: confirmed } = offer;
	return {
		data: await engine.run("repository.setKey", {
			name,
			openPgpKey: offer.key,
			fingerprint: confirmed
		}, call),
		text: () => `The key of "${name}" is now ${fingerprint(confirmed)}.`
	};
}
async function confirmedKey({ url, name, source }, expected, context) {
	const engine = await context.engine();
	const key = await keyAt(source, context);
	const offer = await engine.run("repository.inspectKey", {
		url,
		name,
		key
	}, { signal: context.signal });
	await confirmFingerprint(offer, {
		expected,
		text: () => offerText(offer),
		question: "Is this the fingerprint that its owner publishes? Type y to trust it: ",
		declined: "You said no, so the repository was not added."
	}, context);
	return offer;
}
async function keyAt(source, context) {
	if (/^https?:\/\//i.test(source)) return { url: source };
	return { text: await readText(path.resolve(context.workingDirectory, source), source) };
}
function offerText(offer) {
	return [
		`The repository at ${bold(inline(offer.url))} signs with OpenPGP. The key has this fingerprint:`,
		...keyLines(offer),
		yellow("Such a repository cannot tell how fresh its answers are: somebody on the way may hold news back.")
	].join("\n");
}
function changeText(name, offer) {
	const { replaces } = offer;
	return [replaces === offer.fingerprint ? `A newer copy of the key of "${name}":` : `Another key for "${name}". Until now it was trusted by\n\n  ${fingerprint(replaces ?? "")}\n\nFrom now on it would be`, ...keyLines(offer)].join("\n");
}
function keyLines({ fingerprint: hex, users, algorithm, expires, state }) {
	return [
		"",
		`  ${fingerprint(hex)}`,
		"",
		...users.map((user) => `  ${inline(user)}`),
		`  ${inline(algorithm)}, ${expires === null ? "never expires" : `valid until ${day(expires)}`}`,
		...state === "valid" ? [] : [yellow(`  ${stateWords[state]}`)],
		""
	];
}
var stateWords = {
	expired: "It has expired: nothing is taken from the repository while it is so.",
	revoked: "Its owner revoked it: nothing more is taken from the repository with it.",
	unusable: "It is too weak, or cannot sign: nothing is taken from the repository with it."
};
export { setKey as n, confirmedKey as t };

//# sourceMappingURL=openpgp-key-CfXH16ur.js.map