import { n as isCliCode, t as exitCodes } from "./exit-code-DYsfbtdd.js";
import { Gn as bold, Jn as inline, Xn as red, lr as failureIn } from "./engine-CW36T4mF.js";
import { n as explanationDetails } from "./explanation-C5LXNEe6.js";
import { t as failureWords } from "./words-D5rRzsb0.js";
import { randomBytes } from "node:crypto";
// cli/report-failure.ts
function reportFailure(error, setting) {
	const known = failureIn(error, isCliCode);
	const failure = known ?? bug();
	const words = failureWords(failure, setting);
	const details = failure.code === "plan/unsolvable" ? explanationDetails(failure.facts.explanation, setting) : "";
	const trail = setting.verbose || known === null ? causes(error, known === null) : [];
	return {
		text: [
			failureText(failure, words),
			...details === "" ? [] : ["", details],
			...trail
		].join("\n"),
		data: { error: {
			...failure,
			message: messageOf(words)
		} },
		exit: exitCodes[failure.code]
	};
}
function failureText(failure, { title, cause, fix }) {
	return [failure.code === "usage/interrupted" ? title : `${bold(red("error:"))} ${title}`, ...[cause, fix].filter((part) => part !== null).flatMap((part) => part.split("\n")).map((line) => `  ${line}`)].join("\n");
}
function messageOf({ title, cause }) {
	return cause === null ? title : `${title} ${cause.replaceAll("\n", ", ")}`;
}
function bug() {
	return {
		code: "internal",
		facts: { incident: randomBytes(4).toString("hex") }
	};
}
function causes(error, withStack) {
	const lines = [];
	let one = withStack ? error : error instanceof Error ? error.cause : void 0;
	for (let depth = 0; one !== void 0 && depth < 5; depth += 1) {
		const text = one instanceof Error ? one.stack ?? one.message : JSON.stringify(one);
		lines.push("", ...text.split("\n").map((line) => `  ${inline(line)}`));
		one = one instanceof Error ? one.cause : void 0;
	}
	return lines;
}
export { reportFailure };

//# sourceMappingURL=report-failure-Bu8NW8AJ.js.map