import { Jn as inline, Mn as algorithms, Nn as publicKeyFrom, Wn as table, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import { n as readTextIfThere, t as readText } from "./read-text-DzvyJO68.js";
import { t as verificationText } from "./verification-DVMMZ5UH.js";
import path from "node:path";
// cli/commands/sign.ts
async function generateKey(input, context) {
	const name = input.operand("keyname");
	const keystore = await keystoreOf(context);
	const algorithm = algorithms.find((one) => one === input.text("algorithm")) ?? "ed25519";
	const made = await keystore.generate(name, algorithm);
	return {
		data: made,
		text: (page) => [
			`Made the key "${name}".`,
			`  ${fingerprint(made.key.keyId)}`,
			`Sign with it: ${page.beside("multios-builder", "build", "--sign", "--key-id", name)}`,
			`Give its public half to others: ${page.command("sign", "export", name)} > ${name}.pub`
		].join("\n")
	};
}
async function listKeys(_, context) {
	const keys = await (await keystoreOf(context)).list();
	return {
		data: keys,
		text: (page) => {
			if (keys.length === 0) return `There is no key yet. Make one: ${page.command("sign", "generate-key", "my-key")}`;
			return table([
				{ title: "Name" },
				{ title: "Kind" },
				{
					title: "Key id",
					gives: true
				}
			], keys.map((key) => [
				inline(key.name),
				key.key.algorithm,
				key.key.keyId
			]), page.width);
		}
	};
}
async function signFile(input, context) {
	const file = path.resolve(context.workingDirectory, input.operand("file"));
	const signer = await (await keystoreOf(context)).signer(input.operand("key"));
	const { signPackage } = await context.tools();
	const signed = await signPackage({
		file,
		signer
	}, context.signal);
	return {
		data: signed,
		text: () => `Signed ${inline(input.operand("file"))}: see ${inline(signed.signature)}`
	};
}
async function verifyFile(input, context) {
	const file = path.resolve(context.workingDirectory, input.operand("file"));
	const key = await keyNamed(input.operand("key"), context);
	const { verifyPackage } = await context.tools();
	const result = await verifyPackage({
		file,
		keys: [key]
	}, context.signal);
	return {
		data: result,
		text: (page) => verificationText(result, true, page),
		...result.signatures.some((one) => one.state === "valid") ? {} : { exit: 4 }
	};
}
async function exportKey(input, context) {
	const keystore = await keystoreOf(context);
	if (input.flag("private")) {
		const passphrase = passphraseOf(context);
		if (passphrase === null) throw usage("There is no passphrase to seal the key with.", passphraseHint);
		const sealed = await keystore.sealed(input.operand("key"), passphrase);
		return {
			data: JSON.parse(sealed),
			text: () => sealed.trimEnd()
		};
	}
	const key = await keystore.publicKey(input.operand("key"));
	return {
		data: key,
		text: () => JSON.stringify(key, null, 2)
	};
}
async function importKey(input, context) {
	const source = input.operand("file");
	const text = await readText(path.resolve(context.workingDirectory, source), source);
	const { openTransferred } = await context.tools();
	const privateKey = await openTransferred(text, {
		source,
		passphrase: passphraseOf(context)
	});
	const taken = await (await keystoreOf(context)).take(input.operand("keyname"), privateKey);
	return {
		data: taken,
		text: () => `Took in the key "${taken.name}" (${taken.key.algorithm}).\n  ${fingerprint(taken.key.keyId)}`
	};
}
var passphraseHint = "Put one into MULTIOS_EXPORT_PASSPHRASE. Whoever knows it and has the file can sign as you.";
function passphraseOf({ environment }) {
	return environment["MULTIOS_EXPORT_PASSPHRASE"] || null;
}
async function keyNamed(name, context) {
	const file = path.resolve(context.workingDirectory, name);
	const text = await readTextIfThere(file);
	if (text !== null) return publicKeyFrom(text, name);
	return (await keystoreOf(context)).publicKey(name);
}
export { exportKey, generateKey, importKey, listKeys, signFile, verifyFile };

//# sourceMappingURL=sign-DyU7h4Af.js.map