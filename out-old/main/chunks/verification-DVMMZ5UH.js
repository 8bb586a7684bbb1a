import { $n as count, Jn as inline, Un as facts, Xn as red, Zn as yellow, qn as green, sr as size, tr as fingerprint } from "./engine-CW36T4mF.js";
// cli/output/verification.ts
function verificationText(result, judged, page) {
	const rows = [
		["Package", `${result.name} ${inline(result.version)} (${result.architecture})`],
		["Content", green(`${count(result.files, "file or folder", "files and folders")}, every hash fits, ${size(result.installedSize)}`)],
		["Checksum", result.checksum === "match" ? green("fits") : "none beside it"],
		...result.signatures.map((one) => ["Signature", signatureWords(one, judged)])
	];
	if (result.signatures.length === 0) rows.push(["Signature", yellow("none: nobody signed it")]);
	const signed = result.signatures.some((one) => one.state === "valid");
	const verdict = judged && !signed ? red("\n\nIt is not signed with the key that was asked for.") : "";
	return facts(rows, page.width) + verdict;
}
function signatureWords({ keyId, state }, judged) {
	const key = fingerprint(keyId).slice(0, 17);
	if (state === "valid") return green(`valid, by ${key}\u2026`);
	if (state === "invalid") return red(`does not fit, says it is by ${key}\u2026`);
	return judged ? yellow(`by another key, ${key}\u2026`) : `by ${key}\u2026, not checked: give the key with --key FILE`;
}
export { verificationText as t };

//# sourceMappingURL=verification-DVMMZ5UH.js.map