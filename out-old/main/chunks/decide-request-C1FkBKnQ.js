import { At as refused, Pt as writeDecision, c as spoolOf, d as dropRequest, dt as isInForce, f as readRequest, i as decided, it as ruleWithDigest, jt as verdictOf, l as viewOf, o as mayDecide, r as blockingRule } from "./engine-CW36T4mF.js";
import { xi as EngineError } from "./shared-DyOnH0nz.js";
// engine/operations/decide-request.ts
async function approveRequest(toolbox, { id, ...said }) {
	checkAdministrator(toolbox, "policy.approve");
	const { until, reason } = {
		until: said.until ?? null,
		reason: said.reason ?? null
	};
	const now = toolbox.clock.now();
	if (until !== null && !isInForce({ until }, now)) throw new EngineError("request/invalid", {
		what: "until",
		value: until,
		problem: "that is over already"
	});
	const { asked, decision: before } = findRequest(toolbox, id);
	if (before !== void 0 && (before.kind === "refused" || isInForce(before, now))) throw decided(before);
	checkApprovable(toolbox, asked);
	return decide(toolbox, asked, {
		kind: "approved",
		until,
		reason
	}, before !== void 0);
}
async function refuseRequest(toolbox, { id, reason }) {
	checkAdministrator(toolbox, "policy.refuse");
	const { asked, decision: before } = findRequest(toolbox, id);
	if (before?.kind === "refused") throw decided(before);
	return decide(toolbox, asked, {
		kind: "refused",
		until: null,
		reason
	}, true);
}
function checkAdministrator(toolbox, operation) {
	if (mayDecide(toolbox)) return;
	const { file } = toolbox.administration;
	throw refused(operation, verdictOf({
		owner: "administrator",
		file,
		policy: {
			version: 1,
			packages: []
		}
	}, {
		rule: "roles",
		reason: "role"
	}));
}
function findRequest(toolbox, id) {
	const spool = spoolOf(toolbox);
	const decision = toolbox.decisions().find((one) => one.id === id);
	const asked = decision ?? (spool === null ? null : readRequest(spool, id));
	if (asked === null) throw new EngineError("policy/request-not-found", { id });
	return {
		asked,
		decision
	};
}
function checkApprovable(toolbox, { request: { rule: told } }) {
	const { file } = toolbox.administration;
	const rule = blockingRule(toolbox, told);
	const refuse = (reason) => new EngineError("policy/not-approvable", {
		file,
		rule: rule.rule,
		reason
	});
	if (rule.decision === "deny") throw refuse("denies");
	if (ruleWithDigest(toolbox.policyLevels(), told.sha256) === null) throw refuse("changed");
}
async function decide(toolbox, { id, user, request }, said, instead) {
	const decision = {
		format: 1,
		id,
		at: new Date(toolbox.clock.now()).toISOString(),
		by: toolbox.person().name,
		user,
		request,
		...said
	};
	if (!await writeDecision(toolbox.administration, decision, instead)) {
		const first = toolbox.decisions().find((one) => one.id === id);
		throw first === void 0 ? new EngineError("policy/request-not-found", { id }) : decided(first);
	}
	const spool = spoolOf(toolbox);
	if (spool !== null) await dropRequest(spool, id);
	toolbox.announce({ kind: "catalog-changed" });
	return viewOf(toolbox, {
		id,
		user,
		request
	}, decision);
}
export { approveRequest, findRequest, refuseRequest };

//# sourceMappingURL=decide-request-C1FkBKnQ.js.map