import { $n as count, Gn as bold, Jn as inline, Wn as table, Xn as red, Zn as yellow, ar as sentence, cr as Refusal, rr as listed, sr as size } from "./engine-CW36T4mF.js";
import { $ as wantedOf, Q as extrasOf, Y as becauseWords, Z as developmentOf } from "./change-DfVuWbkk.js";
import { i as notAllowedReasons, n as explanationDetails, r as explanationTitle, t as clashSentence } from "./explanation-C5LXNEe6.js";
import { t as requestCommands } from "./request-D2uGYSbr.js";
// cli/output/dependencies.ts
var columns = [
	{ title: "" },
	{ title: "" },
	{ title: "" },
	{
		title: "",
		align: "right"
	},
	{
		title: "",
		gives: true
	}
];
function solutionText({ lines, unmet, size: bytes, installedSize }, page) {
	const gaps = unmet.length === 0 ? [] : [yellow(`Left out by force: ${listed(unmet.map(inline))}.`)];
	if (lines.length === 0) return ["Nothing to do: everything already is as you asked.", ...gaps].join("\n");
	const coming = lines.filter((line) => line.to !== null).length;
	const going = lines.length - coming;
	const counts = [...coming === 0 ? [] : [`${count(coming, "package")} to install`], ...going === 0 ? [] : [`${count(going, "package")} to remove`]];
	const disk = `${size(Math.abs(installedSize))} ${installedSize < 0 ? "less" : "more"} on disk`;
	return [
		table(columns, lines.map(cells), page.width),
		"",
		...gaps,
		`${sentence(listed(counts))}: ${size(bytes)} to download, ${disk}.`
	].join("\n");
}
function cells(line) {
	const versions = [line.from, line.to].flatMap((version) => version === null ? [] : [inline(version)]);
	return [
		line.action === "remove" ? red("-") : "+",
		line.name,
		line.from === line.to ? versions.slice(1).join("") : versions.join(" \u2192 "),
		line.size === 0 ? "" : size(line.size),
		becauseWords(line.because)
	];
}
function whyText(why, page) {
	const release = `${why.name} ${inline(why.version)}`;
	if (why.chains.length === 0) return why.chosen ? `${release} is installed because you asked for it. Nothing else needs it.` : `${release} came along with something, and nothing needs it any more.\nRemove what nothing needs: ${page.command("autoremove")}`;
	return [`${release} is installed ${why.chosen ? "because you asked for it, and others need it:" : "because you asked for what needs it:"}`, ...why.chains.flatMap((chain) => ["", ...chainTree(chain, release)])].join("\n");
}
function chainTree(chain, release) {
	return chain.flatMap((link, index) => {
		const next = chain[index + 1];
		const met = next === void 0 ? release : `${next.name} ${inline(next.version)}`;
		return [...index === 0 ? [`${link.name} ${inline(link.version)}`] : [], `${"   ".repeat(index)}\u2514\u2500 ${verbs[link.kind]} ${inline(link.clause)}: ${met}`];
	});
}
var verbs = {
	dependency: "needs",
	recommended: "recommends",
	suggested: "suggests"
};
function whyNotText(answer, wanted, page) {
	const named = namedDevelopment(answer, wanted);
	const hidden = hiddenLines(answer.hidden.filter((hidden) => hidden !== named), wanted.name, newestCommand(answer, wanted.name, page));
	return [...whyNotLines(answer, wanted, page), ...hidden.length === 0 ? [] : ["", ...hidden]].join("\n");
}
function namedDevelopment(answer, wanted) {
	const version = (answer.kind === "possible" ? answer.lines.find(({ name }) => name === wanted.name) : void 0)?.to ?? wanted.version;
	return answer.hidden.find((hidden) => hidden.reason === "development" && hidden.version === version);
}
function whyNotLines(answer, wanted, page) {
	switch (answer.kind) {
		case "installed": return [`${answer.name} ${inline(answer.version)} is installed.`];
		case "possible": return possibleLines(answer, wanted, page);
		case "impossible": return [
			explanationTitle(answer.explanation),
			clashSentence(answer.explanation),
			"",
			explanationDetails(answer.explanation, page)
		];
	}
}
function possibleLines(answer, wanted, page) {
	const [command = ""] = requestCommands({
		kind: "install",
		packages: [wanted],
		force: false
	}, page);
	const named = namedDevelopment(answer, wanted);
	const opening = named === void 0 ? ["Nothing is in the way. This would happen:"] : [`${wanted.name} ${inline(named.version)} is of the development channel: it comes only where it is asked for.`, "Nothing else is in the way. This would happen:"];
	const channel = named === void 0 ? [] : [`Or the newest of the channel: ${newestCommand(answer, wanted.name, page)}`];
	return [
		...opening,
		"",
		solutionText(answer, page),
		"",
		`Do it: ${command}`,
		...channel
	];
}
function hiddenLines(hidden, name, newest) {
	if (hidden.length === 0) return [];
	const lines = hidden.map(({ version, repository, reason, verdict }) => {
		const release = `${name} ${inline(version)}`;
		return `  ${release} (${inline(repository)}): ${notAllowedReasons[reason]({
			release,
			verdict
		})}`;
	});
	const channel = hidden.some(({ reason }) => reason === "development") ? [`A development release comes where its version is named, or: ${newest}`] : [];
	return [
		bold("Releases that are not taken"),
		...lines,
		...channel
	];
}
function comingLine(answer, name) {
	return answer.kind === "possible" ? answer.lines.find((line) => line.name === name) : void 0;
}
function newestCommand(answer, name, page) {
	const from = comingLine(answer, name)?.from ?? null;
	return page.command(answer.kind === "installed" || from !== null ? "update" : "install", name, "--development");
}
// cli/commands/dependencies.ts
async function depsolve(input, context) {
	const engine = await context.engine();
	const packages = input.list("package").map(wantedOf);
	const answer = await engine.run("dependency.solve", { request: {
		kind: "install",
		packages,
		force: false,
		...developmentOf(input),
		...extrasOf(input)
	} }, { signal: context.signal });
	if (answer.kind === "unsolvable") throw new Refusal({
		code: "plan/unsolvable",
		facts: { explanation: answer.explanation }
	});
	return {
		data: answer,
		text: (page) => solutionText(answer, page)
	};
}
async function why(input, context) {
	const engine = await context.engine();
	const name = input.operand("name");
	const answer = await engine.run("dependency.why", { name }, { signal: context.signal });
	return {
		data: answer,
		text: (page) => whyText(answer, page)
	};
}
async function whyNot(input, context) {
	const engine = await context.engine();
	const wanted = wantedOf(input.operand("name"));
	const answer = await engine.run("dependency.whyNot", wanted, { signal: context.signal });
	return {
		data: answer,
		text: (page) => whyNotText(answer, wanted, page)
	};
}
export { depsolve, why, whyNot };

//# sourceMappingURL=dependencies-D48tQ78E.js.map