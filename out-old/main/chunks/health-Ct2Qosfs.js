import { $n as count, Bn as riskLines, Gn as bold, Hn as urgencyWords, Jn as inline, Kn as dim, Rn as advisoryTitle, Un as facts, Vn as sourceLines, Xn as red, Zn as yellow, qn as green, rr as listed, sr as size, ur as usage, zn as publishersLines } from "./engine-CW36T4mF.js";
import { n as staleWords, t as staleSummary } from "./freshness-CFVRI1OG.js";
import { t as linkLines } from "./why-trusted-BckkP785.js";
// cli/commands/audit.ts
async function securityAudit(input, context) {
	if (input.flag("fix")) throw usage("An audit repairs nothing.", "Use: update --security-only");
	const packages = [...input.list("package")];
	const audit = await (await context.engine()).run("package.audit", packages.length === 0 ? {} : { packages }, { signal: context.signal });
	return {
		data: audit,
		text: (page) => auditText(audit, {
			...page,
			program: context.program,
			typed: context.typed
		}),
		...isClean(audit) ? {} : { exit: 1 }
	};
}
function isClean({ findings, stale, revoked = [] }) {
	return findings.length + stale.length + revoked.length === 0;
}
function auditText(audit, page) {
	const affected = audit.findings.filter(({ advisories }) => isIn(advisories, "affected").length > 0);
	const doubtful = audit.findings.filter(({ advisories }) => isIn(advisories, "affected").length === 0);
	return [
		...(audit.revoked ?? []).flatMap((one) => revokedLines(one, page)),
		...audit.findings.map((one) => findingText(one, page)),
		...audit.stale.map((one) => yellow(staleWords(one, page))),
		...summary(audit, {
			affected,
			doubtful
		}, page)
	].join("\n");
}
function revokedLines({ name, version, repository, reason, at }, page) {
	const why = reason === "" ? "" : `: ${inline(reason)}`;
	return [`${red("taken back")} ${bold(name)} ${inline(version)}${why}`, `  "${inline(repository)}" took it back on ${at.slice(0, 10)}. Put another version in its place: ${page.command("update", name)}`];
}
function isIn(advisories, state) {
	return advisories.filter((one) => one.state === state);
}
function findingText(finding, page) {
	const { name, version, advisories, urgency } = finding;
	const why = urgency === null ? "" : `: ${urgencyWords(urgency, isIn(advisories, "affected"))}`;
	return [
		`${urgency === null ? yellow("not known") : red("affected")} ${bold(name)} ${inline(version)}${why}`,
		...advisories.flatMap((one) => [
			`  ${advisoryTitle(one)}`,
			...riskLines(one).map((line) => `    ${line}`),
			...sourceLines(one).map((line) => `    ${line}`),
			...publishersLines(one).map((line) => `    ${line}`),
			`    ${repairWords(finding, one)}`
		]),
		...adviceLines$1(finding, page)
	].join("\n");
}
function repairWords({ version, update }, { id, state, fixedIn }) {
	const named = fixedIn === null ? "" : `it names ${inline(fixedIn)} as repaired`;
	if (state === "unknown") return `Whether ${inline(version)} is affected cannot be told from it${named === "" ? "" : `; ${named}`}.`;
	if (update?.repairs.includes(id) === true) return `Fixed in ${inline(update.version)}, from ${inline(update.repository)}.`;
	if (update?.unclear.includes(id) === true) return `Whether ${inline(update.version)}, from ${inline(update.repository)}, repairs it cannot be told${named === "" ? "" : `; ${named}`}.`;
	return named === "" ? "No fix is known." : `No repository offers a fix yet; ${named}.`;
}
function adviceLines$1({ name, advisories, update }, page) {
	const affecting = isIn(advisories, "affected");
	if (affecting.length === 0) return [];
	const repairs = update?.repairs ?? [];
	const left = affecting.filter(({ id }) => !repairs.includes(id));
	const first = repairs.length === 0 ? [] : [`  Repair: ${page.command("update", name)}`];
	if (left.length === 0) return first;
	return [...first, `  Until there is a fix: do without it, if you can: ${page.command("uninstall", name)}`];
}
function summary({ packages, known, stale }, { affected, doubtful }, page) {
	if (known === 0) return [yellow("No repository brings any advisory, so nothing is known for or against what is installed."), `Ask them for news: ${page.command("sync")}`];
	const looked = `${count(packages, "package")} held against ${count(known, "advisory", "advisories")}`;
	if (affected.length === 0 && doubtful.length === 0) return stale.length === 0 ? [`${looked}: ${green("nothing is known against them")}.`] : [`${looked}: nothing was known against them then.`, `Ask for news: ${page.command("sync")}`];
	const parts = [...affected.length === 0 ? [] : [`${affected.length} affected`], ...doubtful.length === 0 ? [] : [`${doubtful.length} not known: ${listed(doubtful.map(({ name }) => name))}`]];
	const security = affected.some(({ update }) => (update?.repairs.length ?? 0) > 0);
	return [`${looked}: ${listed(parts)}.`, ...security ? [`Repair what can be repaired: ${page.command("update", "--security-only")}`] : []];
}
// cli/commands/health.ts
async function verify(input, context) {
	const packages = [...input.list("package")];
	if (input.flag("checkConflicts")) return checkConflicts(packages, context);
	if (input.flag("securityAudit")) return securityAudit(input, context);
	const engine = await context.engine();
	const call = {
		signal: context.signal,
		report: context.report
	};
	const wanted = {
		...packages.length === 0 ? {} : { packages },
		...input.flag("strict") ? { strict: true } : {}
	};
	if (input.flag("fix")) {
		const fixed = await engine.run("package.restore", wanted, call);
		return {
			data: fixed,
			text: (page) => restoreText(fixed, page),
			...fixed.left.length === 0 ? {} : { exit: 1 }
		};
	}
	const results = await engine.run("package.verify", wanted, call);
	return {
		data: results,
		text: (page) => verifyText(results, page),
		...results.every((one) => one.ok) ? {} : { exit: 1 }
	};
}
async function owns(input, context) {
	const engine = await context.engine();
	const path = input.operand("path");
	const owners = await engine.run("package.owners", { path }, { signal: context.signal });
	return {
		data: owners,
		text: () => ownersText(owners, path),
		...owners.length === 0 ? { exit: 8 } : {}
	};
}
async function checkConflicts(packages, context) {
	if (packages.length > 0) throw usage("--check-conflicts looks at everything together.", "Leave the names out.");
	const problems = await (await context.engine()).run("dependency.check", {}, { signal: context.signal });
	return {
		data: problems,
		text: (page) => stateText(problems, page),
		...problems.every((one) => one.kind === "unmet" && one.accepted) ? {} : { exit: 1 }
	};
}
async function status(input, context) {
	const state = await (await context.engine()).run("system.status", {}, { signal: context.signal });
	const debug = input.flag("debug") ? await debugFacts(context) : null;
	return {
		data: debug === null ? state : {
			...state,
			debug
		},
		text: (page) => statusText(state, debug, page)
	};
}
async function debugFacts({ terminal, environment }) {
	const os = await import("node:os");
	return {
		node: process.version,
		system: `${os.type()} ${os.release()} ${os.machine()}`,
		terminal: terminal.out.isTerminal,
		keystore: environment["MULTIOS_KEYSTORE"] ?? "keychain"
	};
}
function verifyText(results, page) {
	if (results.length === 0) return "Nothing is installed, so there is nothing to check.";
	const broken = results.filter((one) => !one.ok);
	const lines = broken.flatMap((one) => [
		`${red("damaged")} ${one.name} ${inline(one.version)}`,
		...one.problems.map(({ path, problem }) => `  ${inline(path)} ${problemWords[problem]}`),
		...(one.untrusted ?? []).flatMap(linkLines)
	]);
	const files = results.reduce((sum, one) => sum + one.files, 0);
	const packages = results.filter(({ name }) => !isMade(name));
	const sound = packages.filter(({ ok }) => ok).length;
	const summary = `${count(sound, "package")} of ${packages.length} ${sound === 1 ? "is" : "are"} as installed (${count(files, "file or folder", "files and folders")} checked).`;
	return [
		...lines,
		...results.flatMap(editedLines),
		summary,
		...adviceLines(broken, page)
	].join("\n");
}
function adviceLines(broken, page) {
	const names = broken.some(({ name }) => isMade(name)) ? [] : broken.map(({ name }) => name);
	const strict = broken.some(({ problems, untrusted }) => untrusted?.some(({ kind }) => kind === "artifact") === true || problems.some(({ problem }) => problem === "extra"));
	const untrusted = broken.find((one) => one.untrusted?.some(({ kind }) => kind !== "artifact") === true);
	return [...strict || broken.some(({ problems }) => problems.length > 0) ? [`Repair: ${page.command("verify", ...names, "--fix", ...strict ? ["--strict"] : [])}`] : [], ...untrusted === void 0 ? [] : [`Ask its repository again for what vouches for it: ${page.command("sync")}`, `Look at the whole chain: ${page.command("why-trusted", untrusted.name)}`]];
}
function isMade(name) {
	return name.startsWith("trigger:");
}
function editedLines({ name, edited }) {
	return edited.map((path) => dim(`${name}: you edited ${inline(path)}`));
}
function restoreText({ restored, left }, page) {
	if (restored.length === 0 && left.length === 0) return "Nothing was damaged.";
	const lines = restored.map(({ name, path }) => `${green("restored")} ${name}: ${inline(path)}`);
	return left.length === 0 ? [...lines, "Everything is as installed again."].join("\n") : [...lines, verifyText(left, page)].join("\n");
}
function ownersText(owners, path) {
	if (owners.length === 0) return `No installed package brings ${inline(path)}.`;
	return owners.map(({ name, version, path: place, type, shown }) => {
		const what = type === "file" ? "" : ` (${type})`;
		return `${name} ${inline(version)}: ${inline(place)}${what}${shown ? "" : ", taken over by another package"}`;
	}).join("\n");
}
function stateText(problems, page) {
	if (problems.length === 0) return "What is installed fits together.";
	return [...problems.map((one) => {
		if (one.kind === "conflict") return `${red("conflict")} ${inline(one.release)} cannot be together with ${inline(one.other)}`;
		const lacks = `${inline(one.release)} lacks ${inline(one.clause)}`;
		return one.accepted ? `${yellow("left out")} ${lacks}, as you accepted` : `${red("missing")} ${lacks}`;
	}), `Repair: ${page.command("repair")}`].join("\n");
}
var problemWords = {
	missing: "is missing",
	changed: "was changed",
	"wrong-mode": "has other permissions than it should",
	"wrong-link": "points somewhere else than it should",
	extra: "does not belong there"
};
function recoveryWords(recovered) {
	const [kind, generation] = (recovered ?? "").split(" ");
	if (kind === "finished") return `the change that was cut off is finished: generation ${generation}`;
	return kind === "taken-back" ? `the change that was cut off was taken back: generation ${generation} is as it was` : inline(recovered ?? "");
}
function statusText(state, debug, page) {
	const rows = [
		["Version", `${state.version} (${state.architecture})`],
		["Installed", state.installed === 0 ? "nothing yet" : `${count(state.installed, "package")}, ${state.chosen} of them chosen by you`],
		["Generation", String(state.generation)],
		["Repositories", String(state.repositories)],
		["Programs", inline(`${state.profile}/bin`)],
		["Data", inline(state.dataDirectory)],
		["Configuration", inline(state.configFile)],
		["On disk", `${size(state.storeBytes)} packages, ${size(state.cacheBytes)} cache, ${size(state.diskFree)} free`],
		["After a crash", recoveryWords(state.recovered)]
	];
	if (state.staleAdvisories.length > 0) rows.push(["Advisories", yellow(`out of date (${staleSummary(state.staleAdvisories)})`)]);
	if (debug !== null) rows.push(["Trees", state.linking === "hard-links" ? "share files with the store" : "are copies"], ["Node", debug.node], ["System", inline(debug.system)], ["Terminal", debug.terminal ? "yes" : "no"], ["Keystore", inline(debug.keystore)]);
	return facts(rows, page.width);
}
export { owns, status, verify };

//# sourceMappingURL=health-Ct2Qosfs.js.map