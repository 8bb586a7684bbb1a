import { Jn as inline, Mn as algorithms, Nn as publicKeyFrom, rr as listed, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import path from "node:path";
import { readFile } from "node:fs/promises";
// cli/commands/trust.ts
async function trust(input, context) {
	const whom = await meant(input, context);
	const { keys, only } = await (await context.engine()).run("publisher.trust", whom, { signal: context.signal });
	const mine = keys.filter(({ keyId, name }) => keyId === whom.who || name === whom.who);
	return {
		data: {
			keys,
			only
		},
		text: (page) => [
			"Trusted from now on:",
			...mine.map(keyLine),
			...onlyLines(only, page)
		].join("\n")
	};
}
async function untrust(input, context) {
	const whom = await meant(input, context);
	const answer = await (await context.engine()).run("publisher.distrust", whom, { signal: context.signal });
	const { removed, affected } = answer;
	return {
		data: answer,
		text: () => [
			"No longer trusted:",
			...removed.map(keyLine),
			...affected.length === 0 ? [] : [`Installed, and vouched for by no key you trust: ${listed(affected.map(({ name, version }) => `${name} ${inline(version)}`))}. They stay as they are.`]
		].join("\n")
	};
}
async function trusted(_, context) {
	const answer = await (await context.engine()).run("publisher.trusted", {}, { signal: context.signal });
	const { keys, only } = answer;
	return {
		data: answer,
		text: (page) => keys.length === 0 ? [`You trust no publisher by name. Trust one: ${page.command("sign", "trust", "PUBLISHER")}`, ...onlyLines(only, page)].join("\n") : [...keys.map(keyLine), ...onlyLines(only, page)].join("\n")
	};
}
async function rotate(input, context) {
	const [old, next] = [input.operand("key"), input.operand("new")];
	if (old === next) throw usage("A key cannot take its own place.", "Give the new one another name.");
	const { signSuccession } = await context.tools();
	const keystore = await keystoreOf(context);
	const signer = await keystore.signer(old);
	const isThere = (await keystore.list()).some(({ name }) => name === next);
	const algorithm = algorithms.find((one) => one === input.text("algorithm")) ?? signer.key.algorithm;
	const said = await signSuccession(signer, isThere ? await keystore.publicKey(next) : (await keystore.generate(next, algorithm)).key);
	return {
		data: said,
		text: () => JSON.stringify(said, null, 2)
	};
}
function keyLine({ keyId, name }) {
	return `  ${fingerprint(keyId)}${name === "" ? "" : `  ${inline(name)}`}`;
}
function onlyLines(only, page) {
	return only ? ["Only what one of your trusted keys signed is installed (trusted_publishers_only = true)."] : ["Others may be installed, too, until the configuration says: [security] trusted_publishers_only = true", `Where it is: ${page.command("status")}`];
}
async function meant(input, context) {
	const typed = input.operand("who");
	const repository = input.text("repository");
	const where = repository === void 0 ? {} : { repository };
	const bare = typed.replaceAll(/[\s:]/g, "").toLowerCase();
	if (/^[0-9a-f]{64}$/.test(bare)) return {
		who: bare,
		...where
	};
	const text = await readText(path.resolve(context.workingDirectory, typed));
	return {
		who: text === null ? typed : publicKeyFrom(text, typed).keyId,
		...where
	};
}
async function readText(file) {
	try {
		return await readFile(file, "utf8");
	} catch {
		return null;
	}
}
export { rotate, trust, trusted, untrust };

//# sourceMappingURL=trust-8wsH_iQO.js.map