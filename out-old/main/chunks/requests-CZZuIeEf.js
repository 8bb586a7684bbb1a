import { $n as count, Gn as bold, Jn as inline, Kn as dim, Un as facts, Xn as red, Zn as yellow, er as day, ir as moment, qn as green, ur as usage } from "./engine-CW36T4mF.js";
import { P as ruleReason } from "./change-DfVuWbkk.js";
// cli/commands/requests.ts
async function request(input, context) {
	const name = input.operand("what");
	const [version, repository, reason] = [
		"version",
		"repository",
		"reason"
	].map((key) => input.text(key));
	const what = name.includes("://") ? {
		kind: "repository",
		address: name
	} : {
		kind: "package",
		name,
		...version === void 0 ? {} : { version },
		...repository === void 0 ? {} : { repository }
	};
	const engine = await context.engine();
	const asked = {
		what,
		...reason === void 0 ? {} : { reason }
	};
	const view = await engine.run("policy.request", asked, { signal: context.signal });
	return {
		data: view,
		text: (page) => [`Asked for ${wantedWords(view)}.`, view.rule.decision === "deny" ? yellow(`The rule in its way, ${inline(view.rule.rule)}, lets nobody ask: your administrator would have to change it.`) : `Look for the answer: ${page.command("policy", "requests")}`].join("\n")
	};
}
async function requests(_, context) {
	const list = await (await context.engine()).run("policy.requests", {}, { signal: context.signal });
	return {
		data: list,
		text: (page) => listText(list, page)
	};
}
async function withdraw(input, context) {
	const view = await (await context.engine()).run("policy.withdraw", { id: input.operand("id") }, { signal: context.signal });
	return {
		data: view,
		text: () => `Taken back: ${wantedWords(view)}.`
	};
}
async function approve(input, context) {
	const [until, reason] = [input.text("until"), input.text("reason")];
	const wish = {
		id: input.operand("id"),
		...until === void 0 ? {} : { until: endOf(until) },
		...reason === void 0 ? {} : { reason }
	};
	const view = await (await context.engine()).run("policy.approve", wish, { signal: context.signal });
	return {
		data: view,
		text: () => `${inline(view.user.name)} may have ${wantedWords(view)}${untilWords(view)}, in any version.`
	};
}
async function refuse(input, context) {
	const reason = input.text("reason");
	if (reason === void 0) throw usage("The reason is missing.", "Whoever asked is told it: --reason TEXT.");
	const engine = await context.engine();
	const wish = {
		id: input.operand("id"),
		reason
	};
	const view = await engine.run("policy.refuse", wish, { signal: context.signal });
	return {
		data: view,
		text: () => `${inline(view.user.name)} may not have ${wantedWords(view)}.`
	};
}
function endOf(date) {
	const [, year, month, date1] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
	const next = new Date(Number(year), Number(month) - 1, Number(date1) + 1);
	if (year !== void 0 && new Date(Number(year), Number(month) - 1, Number(date1)).getDate() === Number(date1)) return next.toISOString();
	throw usage(`"${inline(date)}" is no date.`, "Write the last day on which it holds: 2027-03-31.");
}
function listText({ requests: all, isAdministrator, ignored }, page) {
	const parts = all.map((view) => viewText(view, isAdministrator, page));
	const strange = ignored === 0 ? [] : [yellow(`${count(ignored, "file")} in the folder for requests could not be taken for one.`)];
	return [...parts.length === 0 ? ["Nothing was asked for."] : parts, ...strange].join("\n\n");
}
function viewText(view, isAdministrator, page) {
	const { id, user, rule, reason, at, wanted } = view;
	const isOpen = view.status.kind === "asked";
	const rows = [
		...isAdministrator ? [["asked by", `${inline(user.name)} (${user.uid}), ${moment(at)}`]] : [["asked", moment(at)]],
		...reason === null ? [] : [["because", inline(reason)]],
		["rule", `${inline(rule.rule)}, ${ruleReason(rule)}`],
		...wanted.kind === "package" ? sourceRows(wanted) : [],
		["id", id]
	];
	const mayApprove = isAdministrator && rule.decision === "ask";
	const next = isOpen && (mayApprove || !isAdministrator) ? [dim(nextCommand(mayApprove, id, page))] : [];
	return [
		`${bold(wantedWords(view))}: ${statusWords(view)}`,
		facts(rows, page.width),
		...next
	].join("\n");
}
function nextCommand(mayApprove, id, page) {
	return mayApprove ? page.command("policy", "approve", id) : page.command("policy", "withdraw", id);
}
function sourceRows({ address, publisher, keys }) {
	return [
		["from", inline(address)],
		["publisher", publisher === null ? "nobody that the repository vouches for" : inline(publisher)],
		...(keys ?? []).map((key) => ["key", key])
	];
}
function wantedWords({ wanted }) {
	return wanted.kind === "package" ? `${wanted.name} ${inline(wanted.version)} (${inline(wanted.repository)})` : `the repository ${inline(wanted.address)}`;
}
function statusWords(view) {
	const { status, rule } = view;
	switch (status.kind) {
		case "asked": return rule.decision === "ask" ? yellow("not answered yet") : yellow("its rule has to be changed");
		case "approved": return green(`approved by ${inline(status.by)}${untilWords(view)}${remark(status.reason)}`);
		case "expired": return yellow(`its approval is over${remark(status.reason)}`);
		case "refused": return red(`refused by ${inline(status.by)}${remark(status.reason)}`);
	}
}
function untilWords({ status }) {
	return status.kind === "approved" && status.until !== null ? ` until ${day(lastMoment(status.until))}` : "";
}
function lastMoment(until) {
	return new Date(Date.parse(until) - 1).toISOString();
}
function remark(reason) {
	return reason === null ? "" : `: ${inline(reason)}`;
}
export { approve, refuse, request, requests, withdraw };

//# sourceMappingURL=requests-CZZuIeEf.js.map