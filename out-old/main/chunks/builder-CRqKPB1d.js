import { $n as count, Jn as inline, Pn as readPublicKey, sr as size, ur as usage } from "./engine-CW36T4mF.js";
import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import { t as verificationText } from "./verification-DVMMZ5UH.js";
import path from "node:path";
// cli/commands/builder.ts
async function skeleton(input, context) {
	const name = input.operand("name");
	const shown = input.text("directory") ?? name;
	const directory = path.resolve(context.workingDirectory, shown);
	const { createSkeleton } = await context.tools();
	const made = await createSkeleton({
		directory,
		name
	}, context.signal);
	return {
		data: {
			directory,
			...made
		},
		text: (page) => [
			`Started ${name} in ${inline(shown)}:`,
			...made.files.map((file) => `  ${inline(file)}`),
			`Build it: ${page.command("build", shown)}`
		].join("\n")
	};
}
async function build(input, context) {
	const here = (file) => path.resolve(context.workingDirectory, file);
	const shown = input.text("output") ?? "dist";
	const modified = sourceDate(context.environment);
	const signer = await signerOf(input, context);
	const { buildPackage } = await context.tools();
	const built = await buildPackage({
		source: here(input.text("dir") ?? "."),
		output: here(shown),
		format: input.text("format") === "tar.zst" ? "tar.zst" : "tar.xz",
		signer,
		modified
	}, context.signal);
	const file = path.join(shown, path.basename(built.file));
	return {
		data: built,
		text: (page) => [
			`Built ${inline(file)} (${size(built.size)}, ${count(built.files, "file or folder", "files and folders")}).`,
			built.signedBy === null ? "It is not signed. Sign it: add --sign --key-id KEY" : `Signed with "${input.text("keyId") ?? ""}".`,
			`Check it: ${page.command("verify", file)}`
		].join("\n")
	};
}
async function verify(input, context) {
	const here = (file) => path.resolve(context.workingDirectory, file);
	const keys = [];
	for (const file of input.list("key")) keys.push(await readPublicKey(here(file)));
	const { verifyPackage } = await context.tools();
	const judged = keys.length > 0;
	const result = await verifyPackage({
		file: here(input.operand("file")),
		...judged ? { keys } : {}
	}, context.signal);
	const bad = result.signatures.some((one) => one.state === "invalid");
	const signed = !judged || result.signatures.some((one) => one.state === "valid");
	return {
		data: result,
		text: (page) => verificationText(result, judged, page),
		...bad || !signed ? { exit: 4 } : {}
	};
}
async function signerOf(input, context) {
	const key = input.text("keyId");
	if (!input.flag("sign")) {
		if (key !== void 0) throw usage("--key-id names a key, but nothing says to sign.", "Add --sign.");
		return null;
	}
	if (key === void 0) throw usage("--sign needs to know which key.", `Add --key-id KEY. See your keys: ${context.beside("multios-pm", "sign", "list")}`);
	return (await keystoreOf(context)).signer(key);
}
function sourceDate({ SOURCE_DATE_EPOCH: text }) {
	if (text === void 0 || text === "") return 0;
	const seconds = Number(text);
	if (!/^\d+$/.test(text) || seconds > 8589934591) throw usage(`SOURCE_DATE_EPOCH is "${text}".`, "It holds the seconds since 1970, as a whole number.");
	return seconds;
}
export { build, skeleton, verify };

//# sourceMappingURL=builder-CRqKPB1d.js.map