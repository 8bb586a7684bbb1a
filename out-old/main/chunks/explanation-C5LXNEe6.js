import { Gn as bold, Jn as inline, ar as sentence, rr as listed } from "./engine-CW36T4mF.js";
import { t as requestCommands } from "./request-D2uGYSbr.js";
import { I as verdictWords, L as bare } from "./change-DfVuWbkk.js";
// cli/output/explanation.ts
function explanationTitle(explanation) {
	const subject = allFacts(explanation).find((fact) => fact.kind === "wanted" || fact.kind === "impossible");
	if (subject === void 0) return "This change is not possible.";
	return `${inline(subject.name)} cannot ${denied(explanation)}.`;
}
function denied(explanation) {
	const wish = allFacts(explanation).find((fact) => fact.kind === "wanted");
	if (wish !== void 0) return wish.older === true ? "go back to an older release" : "be installed";
	return explanation.clash.some((fact) => fact.kind === "needed-by" || fact.kind === "protected") ? "be removed" : "be kept as it is";
}
function clashSentence({ clash }) {
	const wishes = clash.filter((fact) => fact.kind === "wanted").map(wantedWords);
	const told = new Set(clash.flatMap(releasesIn));
	const others = clash.filter((fact) => fact.kind !== "wanted").filter((fact) => fact.kind !== "installed" || !told.has(`${fact.name} ${fact.version}`)).map((fact) => factWords(fact));
	const parts = [...wishes.length === 0 ? [] : [`you want ${listed(wishes)}`], ...others];
	if (parts.length === 0) return "No set of releases was found that grants it.";
	if (parts.length === 1) return `${opening(parts[0])}.`;
	const joint = new Set(clash.map(({ kind }) => kind)).size === 1 ? " and" : ", but";
	return `${opening(parts.slice(0, -1).join(", "))}${joint} ${parts.at(-1)}.`;
}
function releasesIn(fact) {
	switch (fact.kind) {
		case "depends": return [fact.release];
		case "conflicts": return [fact.release, fact.other];
		case "needed-by": return [fact.by];
		default: return [];
	}
}
function opening(text) {
	return /^(?:you|no) /.test(text) ? sentence(text) : text;
}
function proofTree(steps, what, indent = "") {
	return steps.flatMap((step, index) => {
		const last = index === steps.length - 1;
		return [`${indent}${last ? "\u2514\u2500" : "\u251C\u2500"} ${factWords(step.text, what)}`, ...proofTree(step.because, what, `${indent}${last ? "   " : "\u2502  "}`)];
	});
}
function explanationDetails(explanation, page) {
	const what = denied(explanation);
	const why = explanation.proof.length === 0 ? [] : [
		bold("Why"),
		...proofTree(explanation.proof, what),
		""
	];
	const ways = explanation.fixes.map((fix) => fix.requests.flatMap((request) => requestCommands(request, page)).join(" && ")).map((line, index) => `${index + 1}. ${line}`);
	return [...why, ...ways.length === 0 ? [] : [bold("What would work"), ...ways]].join("\n").trimEnd();
}
function factWords(fact, what = "be installed") {
	switch (fact.kind) {
		case "wanted": return `you want ${wantedWords(fact)}`;
		case "installed": return `${inline(fact.name)} ${inline(fact.version)} is installed`;
		case "depends": return `${inline(fact.release)} (${inline(fact.repository)}) needs ${inline(fact.clause)}`;
		case "conflicts": return conflictWords(fact);
		case "no-release": return fact.available.length === 0 ? `no repository offers ${inline(fact.clause)}` : `no repository offers ${inline(fact.clause)}, only ${listed(fact.available.map(inline))}`;
		case "needed-by": return `${inline(fact.by)} needs ${inline(fact.name)}`;
		case "impossible": return `${inline(fact.name)} cannot ${what}`;
		case "not-allowed": return `${inline(fact.release)} (${inline(fact.repository)}) may not be taken: ${notAllowedReasons[fact.reason](fact)}`;
		case "protected": return `${inline(fact.name)} is protected from removal`;
	}
}
var notAllowedReasons = {
	held: ({ release }) => `${bare(release)} is held at the release it has`,
	pinned: ({ release }) => `a pin on ${bare(release)} rules it out`,
	"other-repository": ({ release }) => `${bare(release)} comes from another repository`,
	development: () => "it is a development release",
	architecture: () => "it is made for another kind of machine",
	revoked: () => "its repository took it back",
	untrusted: () => "no key that you trust signed it",
	stranger: () => "its name belongs to another publisher",
	policy: ({ verdict }) => verdict === void 0 ? "a rule forbids it" : verdictWords(verdict)
};
function wantedWords(fact) {
	if (fact.constraint !== null) return `${inline(fact.name)} ${inline(fact.constraint)}`;
	return fact.older === true ? `an older ${inline(fact.name)}` : inline(fact.name);
}
function conflictWords({ release, other, clause }) {
	const says = other.split(" ")[0] === clause ? "" : ` (it says: ${inline(clause)})`;
	return `${inline(release)} cannot be together with ${inline(other)}${says}`;
}
function allFacts({ clash, proof }) {
	return [...clash, ...proof.flatMap(factsOf)];
}
function factsOf(step) {
	return [step.text, ...step.because.flatMap(factsOf)];
}
export { notAllowedReasons as i, explanationDetails as n, explanationTitle as r, clashSentence as t };

//# sourceMappingURL=explanation-C5LXNEe6.js.map