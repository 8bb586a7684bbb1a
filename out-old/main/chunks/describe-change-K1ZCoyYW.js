import { A as planWithDraft, gn as getRepository, mr as operations, wr as parseRepositoryUrl } from "./engine-CW36T4mF.js";
import { xi as EngineError } from "./shared-DyOnH0nz.js";
// engine/operations/describe-change.ts
var subjects = {
	"plan.apply": "software",
	"package.restore": "repair",
	"system.cleanup": "cleanup",
	"repository.add": "repository-add",
	"repository.configure": "repository-change",
	"repository.setKey": "repository-change",
	"repository.remove": "repository-remove",
	"policy.add": "rules-add",
	"policy.remove": "rules-remove",
	"policy.request": "leave-ask",
	"policy.withdraw": "leave-withdraw",
	"policy.approve": "leave-give",
	"policy.refuse": "leave-refuse"
};
var describers = {
	"plan.apply": describePlan,
	"repository.add": (_, { openPgpKey, ...input }) => factsOnly({
		...input,
		url: normalized(input.url),
		mirrors: input.mirrors.map(normalized),
		openPgpKey: openPgpKey === void 0 ? void 0 : "in place of a root"
	}),
	"repository.setKey": (toolbox, { name, fingerprint }) => factsOnly({
		...knownAs(toolbox, name),
		fingerprint
	}),
	"repository.configure": (toolbox, { mirrors, ...input }) => factsOnly({
		...knownAs(toolbox, input.name),
		...input,
		mirrors: mirrors?.map(normalized)
	}),
	"repository.remove": (toolbox, { name }) => factsOnly(knownAs(toolbox, name)),
	"policy.request": (_, { what, reason }) => factsOnly({
		...what,
		kind: void 0,
		reason
	}),
	"policy.withdraw": describeDecision,
	"policy.approve": describeDecision,
	"policy.refuse": describeDecision,
	"policy.add": (_, { rules }) => factsOnly({ rules: rules.map(ruleText) }),
	"policy.remove": (_, { rules }) => factsOnly({ rules: rules.map(ruleText) })
};
async function describeDecision(toolbox, { id, ...said }) {
	const [{ findRequest }, { blockingRule }] = await Promise.all([import("./decide-request-C1FkBKnQ.js"), import("./policy-requests-D3CE3FHv.js")]);
	const { user, request } = findRequest(toolbox, id).asked;
	const { wanted, reason } = request;
	const rule = blockingRule(toolbox, request.rule);
	return factsOnly({
		...wanted,
		rule: rule.rule,
		user,
		because: reason ?? void 0,
		kind: void 0,
		publisher: "publisher" in wanted ? wanted.publisher ?? "" : void 0,
		keys: "keys" in wanted ? wanted.keys ?? [] : void 0,
		...said
	});
}
async function describeChange(toolbox, name, input, signal) {
	const described = await (describers[name] ?? ((_, fields) => factsOnly(fields)))(toolbox, input, signal);
	return {
		subject: subjects[name] ?? "other",
		about: operations[name].about,
		...described
	};
}
async function describePlan(toolbox, { request, digest, runScripts, accepted = [] }, signal) {
	const answer = await planWithDraft(toolbox, request, signal, { paths: "later" });
	if (answer.kind === "unsolvable") throw new EngineError("plan/unsolvable", { explanation: answer.explanation });
	const now = answer.kind === "plan" ? answer.plan.digest : "";
	if (answer.kind !== "plan" || now !== digest) throw new EngineError("plan/stale", {
		planned: digest,
		now
	});
	const { install, change, remove, scripts = [], consents = [] } = answer.plan;
	const wanted = runScripts === true ? scripts.filter(({ refusal }) => refusal === null) : [];
	return {
		changes: [
			...install,
			...change,
			...remove
		],
		facts: [
			...consents.filter(({ name }) => accepted.includes(name)).flatMap(consentFacts),
			...wanted.flatMap(scriptFacts),
			{
				label: "plan",
				value: digest
			}
		]
	};
}
function consentFacts(consent) {
	if (consent.kind === "look-alike") return lookAlikeFacts(consent);
	const { kind, name, before, after } = consent;
	const text = (when, { name: who, fingerprints }) => `${name} ${when}: ${[who ?? "", ...fingerprints].join(" ")}`;
	return [{
		label: kind,
		value: text("before", before)
	}, {
		label: kind,
		value: text("now", after)
	}];
}
function lookAlikeFacts({ other, ...mine }) {
	const text = ({ name, publisher, repository }) => [
		name,
		publisher.name ?? "",
		repository,
		...publisher.fingerprints
	].filter((part) => part !== "").join(" \u00B7 ");
	return [{
		label: "not the same",
		value: text(other)
	}, {
		label: "but",
		value: text(mine)
	}];
}
function scriptFacts({ package: name, version, when, text }) {
	return [{
		label: "runs",
		value: `${name} ${version}, ${when}`
	}, {
		label: "script",
		value: text
	}];
}
function normalized(address) {
	return parseRepositoryUrl(address).href;
}
function knownAs(toolbox, name) {
	const { url } = getRepository(toolbox.state, name);
	return {
		name,
		url
	};
}
function ruleText(rule) {
	return Object.values(rule).join(" ");
}
function factsOnly(input) {
	return {
		changes: [],
		facts: Object.entries(input).flatMap(([label, value]) => factsOf(label, value))
	};
}
function factsOf(label, value) {
	if (Array.isArray(value)) return value.flatMap((each) => factsOf(label, each));
	if (value === void 0 || value === "") return [];
	return [{
		label,
		value: typeof value === "string" ? value : JSON.stringify(value)
	}];
}
export { describeChange };

//# sourceMappingURL=describe-change-K1ZCoyYW.js.map