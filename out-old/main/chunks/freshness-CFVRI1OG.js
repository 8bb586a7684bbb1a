import { er as day } from "./engine-CW36T4mF.js";
import { t as failureWords } from "./words-D5rRzsb0.js";
// cli/output/freshness.ts
function staleWords({ repository, state, validUntil, problem }, setting) {
	const why = problem === null ? "" : ` ${failureWords(problem, setting).cause ?? ""}`.trimEnd();
	if (state === "withheld") return `The newest advisories of "${repository}" could not be had, so those of before hold.${why}`;
	if (validUntil === null) return `The advisories of "${repository}" could not be had.${why}`;
	return `The advisories of "${repository}" are out of date since ${day(validUntil)}: what became known later is not known here.${why}`;
}
function staleSummary(stale) {
	return stale.map(({ repository, validUntil }) => validUntil === null ? `none of ${repository}` : `${repository}: up to ${day(validUntil)}`).join(", ");
}
export { staleWords as n, staleSummary as t };

//# sourceMappingURL=freshness-CFVRI1OG.js.map