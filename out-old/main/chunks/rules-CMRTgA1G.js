import { $n as count, Gn as bold, Jn as inline, Kn as dim, Un as facts, Xn as red, Zn as yellow, cr as Refusal, ir as moment, qn as green } from "./engine-CW36T4mF.js";
import { F as ruleWords, I as verdictWords, M as placeWords } from "./change-DfVuWbkk.js";
import path from "node:path";
import { readFile } from "node:fs/promises";
// engine/model/policy-lines.ts
function policyLines(policy) {
	const { packages, publishers, schedule, version: _, ...rest } = policy;
	return [
		...plainLines(rest),
		...schedule === void 0 ? [] : scheduleLines(schedule),
		...publishers === void 0 ? [] : publisherLines(publishers),
		...packages.map((rule, place) => ({
			rule: `packages[${place}]`,
			says: packageWords(rule)
		}))
	];
}
function plainLines(rules, above = "") {
	return Object.entries(rules).flatMap(([key, value]) => {
		const rule = above === "" ? key : `${above}.${key}`;
		if (value === void 0) return [];
		if (isList(value)) return [{
			rule,
			says: value.join(", ")
		}];
		return typeof value === "object" ? plainLines(value, rule) : [{
			rule,
			says: String(value)
		}];
	});
}
function isList(value) {
	return Array.isArray(value);
}
function publisherLines({ mode, trusted }) {
	return [{
		rule: "publishers.mode",
		says: mode
	}, ...trusted.map(({ name, keys = [], namespaces = [] }, place) => {
		const words = [
			name,
			...namespaces.length === 0 ? [] : [`only ${namespaces.join(", ")}`],
			...keys.map((key) => `key ${key.slice(0, 23)}\u2026`)
		];
		return {
			rule: `publishers.trusted[${place}]`,
			says: words.join(", ")
		};
	})];
}
function scheduleLines({ windows, ...rest }) {
	return [...windows.map(({ days, from, to }, place) => ({
		rule: `schedule.windows[${place}]`,
		says: `${days.length === 7 ? "every day" : days.join(", ")}, ${from} to ${to}`
	})), ...plainLines(rest, "schedule")];
}
function packageWords({ decision, match, repositories, where = {}, note, anyPublisher }) {
	const { license, unfixedSeverity, hasScripts } = where;
	return [
		`${decision} ${match}`,
		...repositories === void 0 ? [] : [`from ${repositories.join(", ")}`],
		...license === void 0 ? [] : [`license ${license.join(", ")}`],
		...unfixedSeverity === void 0 ? [] : [`known weakness of severity ${unfixedSeverity} or above`],
		...hasScripts === void 0 ? [] : [hasScripts ? "with install scripts" : "without install scripts"],
		...anyPublisher === true ? ["of any publisher"] : [],
		...note === void 0 ? [] : [note]
	].join(", ");
}
// cli/commands/rules.ts
async function show(_, context) {
	const policy = await (await context.engine()).run("policy.show", {}, { signal: context.signal });
	return {
		data: policy,
		text: (page) => policyText(policy, page)
	};
}
async function explain(input, context) {
	const engine = await context.engine();
	const name = input.operand("name");
	const explanation = await engine.run("policy.explain", { name }, { signal: context.signal });
	return {
		data: explanation,
		text: () => explanationText(explanation)
	};
}
async function check(input, context) {
	const file = path.resolve(context.workingDirectory, input.operand("file"));
	const text = await readText(file);
	const engine = await context.engine();
	const owner = input.flag("person") ? "person" : "administrator";
	const { problems } = await engine.run("policy.check", {
		text,
		owner
	}, { signal: context.signal });
	return {
		data: {
			file,
			problems
		},
		text: () => problemsText(file, problems),
		...problems.length === 0 ? {} : { exit: 1 }
	};
}
async function readText(file) {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT") throw new Refusal({
			code: "file/not-found",
			facts: { path: file }
		}, { cause: error });
		if (code === "EACCES") throw new Refusal({
			code: "disk/denied",
			facts: { path: file }
		}, { cause: error });
		throw error;
	}
}
function policyText({ levels, roles }, page) {
	if (levels.length === 0) return `No policy file rules this machine.\n${dim(`What you decided yourself: ${page.command("policy")}`)}`;
	const parts = levels.map(({ owner, file, policy }) => {
		const whose = owner === "administrator" ? "Your administrator" : "You";
		const rules = policyLines(policy).map(({ rule, says }) => [inline(rule), inline(says)]);
		return `${bold(whose)} (${inline(file)})\n${facts(rules, page.width)}`;
	});
	const mine = roles === null ? [] : [roles.length === 0 ? "You have no role here." : `You are: ${roles.join(", ")}.`];
	return [...parts, ...mine].join("\n\n");
}
function explanationText({ name, releases, removal, schedule }) {
	const lines = releases.flatMap(({ version, repository, verdicts, refusal }) => {
		const title = `${name} ${inline(version)} (${inline(repository)})`;
		const word = refusal === null ? green("may be taken") : red("may not be taken");
		const allowing = verdicts.filter(({ decision }) => decision === "allow");
		const refusing = verdicts.filter(({ decision }) => decision !== "allow");
		return [
			`${title}: ${word}`,
			...refusing.map((verdict) => `  ${verdictWords(verdict)}${verdict.decision === "ask" ? " (ask for it)" : ""}`),
			...refusal === null ? allowing.map((verdict) => `  allowed by ${ruleWords(verdict)}`) : []
		];
	});
	const gone = removal === null ? [] : [`${name} may not be removed: ${ruleWords(removal)}`];
	return [
		...lines.length === 0 ? [`No repository in use offers ${name}.`] : lines,
		...gone,
		...schedule.map(scheduleText)
	].join("\n");
}
function scheduleText({ verdict, repairsPass }) {
	const from = verdict.opens === void 0 ? "" : ` It may from ${moment(verdict.opens)} on.`;
	const pass = repairsPass ? " Repairs of known weaknesses may come now." : "";
	return yellow(`Software may not change now, says ${ruleWords(verdict)}.${from}${pass}`);
}
function problemsText(file, problems) {
	if (problems.length === 0) return `${inline(file)} is a valid policy file.`;
	const lines = problems.map(({ line, key, problem, accepted }) => `${placeWords(file, line, key)}: ${inline(problem)}${accepted === "" ? "" : `. Accepted: ${inline(accepted)}`}`);
	return [`${count(problems.length, "problem")}:`, ...lines].join("\n");
}
export { check, explain, show };

//# sourceMappingURL=rules-CMRTgA1G.js.map