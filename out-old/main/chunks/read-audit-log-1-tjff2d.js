import { t as checkLog } from "./check-log-BpKeqUZm.js";
import { o as logLines, s as keptTrees, u as parseLine } from "./change-DfVuWbkk.js";
// engine/operations/read-audit-log.ts
async function listAuditLog({ layout }, { since, action, limit }) {
	const oldest = since === void 0 ? -Infinity : Date.parse(since);
	const isWanted = (entry) => isOf(entry, action) && Date.parse(entry.at) >= oldest;
	const found = [];
	let count = 0;
	let begun = [];
	for await (const entry of entriesOf(layout.audit)) {
		begun = entry.outcome === "begun" ? [entry] : [];
		if (begun.length > 0 || !isWanted(entry)) continue;
		count += 1;
		found.push(entry);
		if (found.length > 2 * limit) found.splice(0, found.length - limit);
	}
	const open = begun.filter(isWanted);
	const entries = [...found, ...open].slice(-limit).reverse();
	return {
		entries,
		more: count + open.length > entries.length
	};
}
async function* entriesOf(folder) {
	for await (const { text } of logLines(folder)) {
		const line = parseLine(text);
		if (line?.kind === "entry") yield line.entry;
	}
}
async function verifyAuditLog({ layout, state }, { kept }) {
	const trees = [...kept, ...keptTrees(state)];
	return checkLog(logLines(layout.audit), {
		trees,
		signer: null
	});
}
var partLength = 1e6;
async function exportAuditLog({ layout }, { from }) {
	let count = 0;
	let text = "";
	for await (const line of logLines(layout.audit)) {
		if (!line.isWhole) break;
		if (text.length >= partLength) return {
			text,
			next: count
		};
		if (count >= from) text += `${line.text}\n`;
		count += 1;
	}
	return {
		text,
		next: null
	};
}
function isOf({ action }, wanted) {
	return wanted === void 0 || action === wanted || action.startsWith(`${wanted}.`);
}
export { exportAuditLog, listAuditLog, verifyAuditLog };

//# sourceMappingURL=read-audit-log-1-tjff2d.js.map