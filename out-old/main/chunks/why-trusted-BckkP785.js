import { Gn as bold, Jn as inline, Xn as red, Zn as yellow, ir as moment, qn as green, tr as fingerprint } from "./engine-CW36T4mF.js";
import path from "node:path";
import { existsSync } from "node:fs";
// cli/commands/why-trusted.ts
async function whyTrusted(input, context) {
	const typed = input.operand("what");
	const engine = await context.engine();
	const what = meant(typed, context.workingDirectory);
	const trust = await engine.run("trust.explain", { what }, { signal: context.signal });
	return {
		data: trust,
		text: () => trustText(trust),
		...trust.holds ? {} : { exit: 4 }
	};
}
function meant(typed, folder) {
	const file = path.resolve(folder, typed);
	return typed.includes("/") && existsSync(file) ? file : typed;
}
function trustText({ name, version, path: place, links, holds }) {
	const what = place === null ? "" : `, ${inline(place)}`;
	return [
		`${bold(name)} ${inline(version)}${what}`,
		...links.flatMap(linkLines),
		holds ? green("Every link that is here holds.") : red("The chain is broken. Repair it, or do without this package.")
	].join("\n");
}
function linkLines({ kind, title, fingerprint: print, digest, expires, state }) {
	const until = expires === null ? "" : `, valid until ${moment(expires)}`;
	const shown = title === "" ? "" : ` ${inline(title)}`;
	return [
		`  ${stateWords[state]}  ${kindWords[kind]}${shown}${until}`,
		...print === null ? [] : [`            key ${fingerprint(print)}`],
		...digest === null ? [] : [`            sha256 ${digest}`]
	];
}
var kindWords = {
	root: "root",
	timestamp: "timestamp",
	snapshot: "snapshot",
	targets: "targets",
	delegation: "delegation to",
	releases: "releases",
	index: "index of",
	manifest: "manifest of",
	publisher: "signature of",
	artifact: "artifact",
	file: "installed files:"
};
var stateWords = {
	valid: green("holds   "),
	expired: yellow("too old "),
	absent: "not kept",
	missing: red("missing "),
	broken: red("broken  ")
};
export { whyTrusted as n, linkLines as t };

//# sourceMappingURL=why-trusted-BckkP785.js.map