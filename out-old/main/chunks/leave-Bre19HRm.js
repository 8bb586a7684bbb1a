import { En as matchesPattern } from "./shared-DyOnH0nz.js";
// engine/scripts/leave.ts
function leaveRefusal(rules, { name, repository }) {
	if (rules.allow_scripts === false || rules.allow_scripts.length === 0) return "off";
	if (!rules.allow_scripts.some((entry) => {
		const slash = entry.indexOf("/");
		return matchesPattern(repository, entry.slice(0, slash)) && matchesPattern(name, entry.slice(slash + 1));
	})) return "not-listed";
	return rules.allow_unsigned && !rules.require_signature ? "unsigned" : null;
}
export { leaveRefusal };

//# sourceMappingURL=leave-Bre19HRm.js.map