import { a as usualLimits, i as auditNumbers, r as runBox, t as BoxFailed } from "./run-box-aqGUYF4Q.js";
import { Mt as findProgram } from "./engine-CW36T4mF.js";
import { t as systemFolders } from "./shared-DyOnH0nz.js";
// engine/sandbox/find-tools.ts
async function findBoxTools(searched, isRoot) {
	const bwrap = await findProgram("bwrap", searched);
	if (bwrap === null) return { missing: "bwrap" };
	for (const name of [
		"prlimit",
		"tar",
		"sh"
	]) if (await findProgram(name, "/usr/bin") === null) return { missing: `/usr/bin/${name}` };
	const system = await systemFolders();
	if (!isRoot) return {
		bwrap,
		asRoot: null,
		system
	};
	const [unshare, setpriv] = [await findProgram("unshare", searched), await findProgram("setpriv", searched)];
	if (unshare === null) return { missing: "unshare" };
	return setpriv === null ? { missing: "setpriv" } : {
		bwrap,
		asRoot: {
			unshare,
			setpriv
		},
		system
	};
}
// engine/sandbox/find-sandbox.ts
async function findSandbox({ architecture, environment }, shown, signal) {
	if (!isFiltered(architecture)) return {
		kind: "missing",
		detail: architecture
	};
	const tools = await findBoxTools(environment["PATH"], process.getuid?.() === 0);
	if ("missing" in tools) return {
		kind: "missing",
		detail: tools.missing
	};
	const sandbox = {
		tools,
		architecture
	};
	const nothing = {
		...sandbox,
		shown,
		limits: usualLimits,
		files: {},
		environment: {},
		patience
	};
	try {
		await runBox({
			...nothing,
			command: "exit 0"
		}, drained, signal);
		return {
			kind: "works",
			sandbox
		};
	} catch (error) {
		if (error instanceof BoxFailed) return {
			kind: "missing",
			detail: error.detail
		};
		throw error;
	}
}
var patience = 2e4;
async function drained(chunks) {
	for await (const _chunk of chunks);
}
function isFiltered(architecture) {
	return Object.hasOwn(auditNumbers, architecture);
}
export { findSandbox as t };

//# sourceMappingURL=find-sandbox-BXSCkrT7.js.map