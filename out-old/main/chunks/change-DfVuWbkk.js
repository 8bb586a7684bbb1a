import { Bn as canonicalJson, Dn as describePublicKey, Fn as isSignedWith, Gt as barOf, In as signWith, Mn as usablePublicKey, Nn as algorithmOf, Pn as generatePrivateKey, Qr as parse$2, Rn as parseJsonStrict, Si as failureOf, Xt as thresholdFor, _i as freeBytes, a as mapConcurrently, ai as safeParse, bi as toDiskFailure, d as checkTold, gi as diskFailureBehind, i as isAbort, jn as tufDescription, nr as SignatureEnvelope, qt as keysFor, vi as onDisk, xi as EngineError, yi as systemCode } from "./shared-DyOnH0nz.js";
import { $ as sameOffer, $n as count, A as planWithDraft, Bt as wholeContent, Ct as trustedSigners, Dt as findEvidence, F as comparePaths, Ft as isRefusal, Gn as bold, Hn as urgencyWords, I as toleratingDamage, Jn as inline, Kn as dim, Lt as commit, Ot as putEvidence, Qn as closed, R as fromAnyAddress, St as checkTrusted, T as wholeOutput, Tr as resolveInside, Ut as isWhole, Vt as addToStore, W as fileAddresses, Wn as table, Wt as readStoredManifest, Xn as red, Y as keepGeneration, Z as fetchArtifact, Zn as yellow, _ as readRecord, _r as AuditEntry, an as runningGeneration, ar as sentence, br as readBytes, cn as readGeneration, cr as Refusal, g as triggerOutputs, gn as getRepository, gr as AuditCheckpoint, gt as goesBack, ht as expectedSigners, ir as moment, j as checkScriptsMayRun, m as exportPrograms, mn as scriptOutputId, mt as checkConsents, nt as checkedPlan, qn as green, qt as behindTheSwitch, rn as openedCatalog, rr as listed, rt as unmanaged, sr as size, tr as fingerprint, ur as usage, yr as TooLong } from "./engine-CW36T4mF.js";
import { a as verifyEnvelope } from "./verify-envelope-Djp1Xosw.js";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { appendFile, chmod, mkdir, open, rename, stat } from "node:fs/promises";
import { createReadStream, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
// cli/operands.ts
function wantedOf(operand) {
	const at = operand.search(/[=<>!~^]/);
	if (at < 0) return { name: operand };
	const name = operand.slice(0, at).trim();
	const range = operand.slice(at).trim();
	if (name === "" || /^[=<>!~^]+$/.test(range)) throw usage(`"${operand}" names no package and version.`, "Write NAME=VERSION, or \"NAME>=VERSION\".");
	return {
		name,
		version: (/^={1,2}([^=<>!~^,|][^,|]*)$/.exec(range)?.[1])?.trim() ?? spaced(range)
	};
}
function spaced(range) {
	return range.split(",").map((part) => part.trim().replace(/^([=<>!~^]+)\s*/, "$1 ")).join(", ");
}
function extrasOf(input) {
	return {
		...input.flag("recommends") ? {} : { recommends: false },
		...input.flag("suggests") ? { suggests: true } : {}
	};
}
function developmentOf(input) {
	return input.flag("development") ? { development: true } : {};
}
// cli/output/nothing.ts
function nothingText(request, names, page) {
	const are = names.length === 1 ? "is" : "are";
	switch (request.kind) {
		case "install": return `Nothing to do: ${listed(names)} ${are} already installed.`;
		case "update": return names.length === 0 ? `Nothing to do: everything${categoryWords(request.categories)} is up to date.` : `Nothing to do: ${listed(names)} ${are} up to date.`;
		case "remove": return `Nothing to do: ${listed(names)} ${are} not installed.`;
		case "downgrade": return `Nothing to do: no older release of ${listed(names)} may be taken.`;
		case "replace": return `Nothing to do: ${request.by} is already there in place of ${request.name}.`;
		case "autoremove": return "Nothing to do: everything that is installed is needed.";
		case "repair": return "Nothing to do: nothing that is installed lacks anything.";
		case "together": return "Nothing to do: everything already is as you asked.";
		case "rollback-package": return `Nothing to do: ${request.name} is at ${request.version} already.`;
		case "rollback":
		case "undo": return `Nothing to do: everything already is as it was then. See ${page.command("history")}`;
	}
}
function categoryWords(categories) {
	return categories === void 0 ? "" : ` in ${listed(categories.map(inline), 8, "or")}`;
}
// cli/output/scripts.ts
var mostLines = 200;
function scriptsText({ scripts = [] }) {
	if (scripts.length === 0) return [];
	const held = scripts.filter(({ refusal }) => refusal !== null);
	const free = scripts.filter(({ refusal }) => refusal === null);
	return [
		"",
		bold("Scripts"),
		...scripts.flatMap(scriptLines),
		...free.length === 0 ? [] : [`${count(free.length, "script")} can run, in a sandbox, if you want that.`],
		...unique(held.map(heldSentence)).map((why) => {
			const number = held.filter((script) => heldSentence(script) === why).length;
			return yellow(`${count(number, "script")} will not run: ${why}`);
		})
	];
}
function canRun({ scripts = [] }) {
	return scripts.filter(({ refusal }) => refusal === null);
}
function scriptsQuestion(scripts) {
	const packages = unique(scripts.map(({ package: name }) => name));
	return `Run ${scripts.length === 1 ? "the script" : `the ${scripts.length} scripts`} of ${listed(packages)} in a sandbox? [y/N] `;
}
function ranText({ scripts = [] }) {
	return scripts.flatMap(({ package: name, files, printed }) => {
		const made = files === 0 ? "no files" : count(files, "file");
		if (printed === null) return [`What the scripts of ${name} made is still there: ${made}.`];
		const said = printed.trimEnd().split("\n").slice(-5).filter(Boolean);
		return [`The scripts of ${name} ran and made ${made}.`, ...said.map((line) => dim(`  | ${inline(line)}`))];
	});
}
function scriptLines(script) {
	const { text, sha256, difference } = script;
	const bytes = size(Buffer.byteLength(text));
	const digest = `SHA-256 ${sha256.slice(0, 16)}\u2026`;
	const head = `  ${script.package} ${inline(script.version)}: ${script.when}, ${bytes}, ${digest}${changeWords(script)}`;
	const body = difference === null || isUnchanged(difference) ? linesOf$1(text).map((line) => `  | ${inline(line)}`) : difference.map(differenceLine);
	const rest = body.length - mostLines;
	return [
		head,
		...body.slice(0, mostLines),
		...rest > 0 ? [dim(`  \u2026 ${count(rest, "more line")}; --dry-run --json has them all`)] : []
	];
}
function isUnchanged(difference) {
	return difference.every(({ kind }) => kind === "same");
}
function changeWords({ difference }) {
	if (difference === null) return "";
	return isUnchanged(difference) ? ", as before" : ", changed";
}
function differenceLine({ kind, text }) {
	const shown = inline(text);
	if (kind === "added") return green(`  + ${shown}`);
	return kind === "removed" ? red(`  - ${shown}`) : `    ${shown}`;
}
function linesOf$1(text) {
	return text.replace(/\n$/, "").split("\n");
}
function unique(words) {
	return [...new Set(words)];
}
function heldSentence({ refusal }) {
	return refusal === null ? "" : whyNot(refusal);
}
function whyNot({ reason, detail }) {
	switch (reason) {
		case "off": return "allow_scripts in config.toml is false, as it is unless you change it.";
		case "not-listed": return "allow_scripts in config.toml does not name them.";
		case "unsigned": return "scripts are off where config.toml lets unsigned packages pass.";
		case "going-back": return "going back runs nothing.";
		case "no-sandbox": return closed(`there is no sandbox here to run them in (${inline(detail)})`);
	}
}
var endings = {
	status: "It ended with an error",
	time: "It took longer than a minute and was ended",
	output: "It left behind what no script may leave behind"
};
var scriptWords = {
	"script/refused": ({ package: name, ...refusal }, { typed }) => ({
		title: `A script of ${inline(name)} may not run, so nothing was changed.`,
		cause: sentence(whyNot(refusal)),
		fix: `Without its scripts: ${typed.replace(/ --run-scripts\b/, "")}`
	}),
	"script/failed": ({ package: name, reason, detail }, { typed }) => ({
		title: `A script of ${inline(name)} failed, so nothing was changed.`,
		cause: closed(detail === "" ? endings[reason] : `${endings[reason]}: ${inline(detail)}`),
		fix: `Without its scripts: ${typed.replace(/ --run-scripts\b/, "")}`
	})
};
// cli/output/because.ts
function becauseWords(because) {
	switch (because.kind) {
		case "requested": return "you asked for it";
		case "dependency": return `${inline(because.by)} needs ${inline(because.clause)}`;
		case "recommended": return `${inline(because.by)} recommends ${inline(because.clause)}`;
		case "suggested": return `${inline(because.by)} suggests ${inline(because.clause)}`;
		case "replaces": return `takes the place of ${inline(because.name)}`;
		case "orphaned": return because.formerly === null ? "nothing needs it any more" : `only ${inline(because.formerly)} needed it`;
		case "depends-on-removed": return `needs ${inline(because.on)}, which goes`;
		case "conflict": return `cannot be together with ${inline(because.with)}`;
		case "newer": return "newer release";
		case "generation": return `as in generation ${because.generation}`;
		case "held": return heldWords(because.reason);
	}
}
function heldWords(reason) {
	return reason.startsWith("hold ") ? "stays as it is: you hold it" : `stays as it is: ${inline(reason)}`;
}
// cli/output/consent.ts
function consentLines(consent) {
	return consent.kind === "look-alike" ? lookAlikeLines(consent) : changeLines(consent);
}
function changeLines({ kind, name, before, after }) {
	const what = kind === "publisher-key" ? "is signed by another key" : "comes from another repository";
	const none = kind === "publisher-key" ? "no signature" : "not known any more";
	return [
		`${name} ${what} than before, and nobody who vouched for it says so:`,
		...side("before", before, none),
		...side("now   ", after, none)
	];
}
function lookAlikeLines({ likeness, other, ...mine }) {
	return [
		`${mine.name} is not ${other.name}, which ${standingWords[other.standing]}: ${likenessWords[likeness]}.`,
		...origin("this one", mine),
		...origin("known   ", other)
	];
}
var standingWords = {
	installed: "you have",
	featured: "its repository recommends",
	needed: "many packages need"
};
var likenessWords = {
	separators: "only dots and dashes differ",
	glyphs: "only letters that look alike differ",
	affix: "only a \"lib\" or an \"s\" differs",
	typing: "they differ by a slip of the keyboard"
};
function origin(which, { name, publisher, repository }) {
	return [`  ${which}  ${`${name}, from ${repository}, by ${publisher.name === null ? "nobody known" : inline(publisher.name)}`}`, ...publisher.fingerprints.map((print) => `            ${fingerprint(print)}`)];
}
function side(when, { name, fingerprints }, none) {
	const who = name === null ? "nobody known" : inline(name);
	const [first = none, ...more] = fingerprints.map(fingerprint);
	return [`  ${when}  ${first}  ${who}`, ...more.map((print) => `          ${print}`)];
}
// cli/output/request-words.ts
var requestWords = {
	"policy/spool": ({ folder, problem }) => spoolWords[problem](inline(folder)),
	"policy/nothing-to-ask": ({ what, reason }, { command }) => reason === "allowed" ? {
		title: `Nothing keeps ${inline(what)} from you, so nobody was asked.`,
		cause: null,
		fix: null
	} : {
		title: `Only your own rules keep ${inline(what)} from you, so nobody was asked.`,
		cause: null,
		fix: `See which: ${command("policy", "show")}`
	},
	"policy/request-not-found": ({ id }, { command }) => ({
		title: `There is no request ${inline(id)}.`,
		cause: "An id stands for exactly what was asked for: it goes where that is changed or taken back.",
		fix: `See what there is: ${command("policy", "requests")}`
	}),
	"policy/not-approvable": ({ file, rule, reason }) => ({
		title: "This request cannot be approved, so nothing was changed.",
		cause: reason === "denies" ? `The rule "${inline(rule)}" refuses without asking.` : `The rule that asked, then "${inline(rule)}", says something else now.`,
		fix: reason === "denies" ? `If it may be had, change that rule: ${inline(file)}` : "Let whoever asked ask once more."
	}),
	"policy/decided": ({ id, kind, by, at }) => ({
		title: `${inline(id)} was ${kind} already, by ${inline(by)}, ${moment(at)}.`,
		cause: null,
		fix: kind === "approved" ? "To take that back, refuse it." : "Let whoever asked ask once more."
	})
};
var spoolWords = {
	none: () => ({
		title: "Your administrator takes no requests here.",
		cause: "No folder for them is named in the policy file (\"requests\").",
		fix: "Ask in another way."
	}),
	missing: unusable("is not there", (folder) => `install -d -m 1777 ${folder}`),
	owner: unusable("belongs to somebody else than the administrator", (folder) => `chown root:root ${folder}`),
	writable: unusable("lets people exchange what others put there", (folder) => `chmod 1777 ${folder}`),
	"no-folder": unusable("is no folder", (folder) => `install -d -m 1777 ${folder}`),
	full: (folder) => ({
		title: "You have asked for as much as one person may, so this was not asked for.",
		cause: `What is not answered yet lies in ${folder}.`,
		fix: "Wait for answers."
	}),
	closed: (folder) => ({
		title: "You may not ask for anything here.",
		cause: `You may not write in ${folder}.`,
		fix: "Ask your administrator in another way."
	})
};
function unusable(problem, mend) {
	return (folder) => ({
		title: "The folder for requests cannot be used, so nothing was asked or decided.",
		cause: `${folder} ${problem}.`,
		fix: `The administrator can mend that: ${mend(folder)}`
	});
}
// cli/output/word-parts.ts
var publisher = "multios-repo-builder";
function isMaker(program) {
	return program === "multios-repo-builder" || program === "multios-builder";
}
function elsewhere(program) {
	return isMaker(program) ? "another place" : "another place with --data-dir DIR";
}
function near(nearest) {
	return nearest.length === 0 ? null : `Did you mean ${listed(nearest.slice(0, 3).map(inline), 3, "or")}?`;
}
function elsewhereOffered({ repository, available, offeredBy }) {
	const others = listed(offeredBy.map((name) => `"${inline(name)}"`));
	const instead = available.length === 0 ? "" : ` "${inline(repository)}" has ${listed(available.map(inline))}.`;
	return `${others === "" ? "No repository in use offers it." : `It is offered by ${others}.`}${instead}`;
}
function unquoted(value) {
	return value.replace(/^"(.*)"$/s, "$1");
}
function lastWord(what) {
	if (what === "repository-url") return "address of a repository";
	if (what === "openpgp-key") return "OpenPGP key";
	if (/\.packages\.\d+$/.test(what)) return "name";
	return what.includes(" ") ? what : what.split(".").findLast((part) => !/^\d+$/.test(part)) ?? what;
}
function bare(release) {
	return inline(release).split(" ")[0];
}
function notSetWords(rule, what) {
	const [first = "", second = ""] = inline(what).split(" ");
	return {
		hold: `"${first}" is not held.`,
		pin: `"${first}" is not pinned.`,
		protect: `"${first}" is not protected.`,
		owner: `The repository "${first}" does not own "${second}".`
	}[rule];
}
function evidence(detail) {
	return detail === "" ? "." : `: ${inline(detail)}`;
}
function spaceWords(needed, free) {
	const wants = needed === null ? "" : ` needs ${size(needed)} more`;
	const has = free === null ? "" : `${wants === "" ? "" : ","} has ${size(free)} free`;
	return wants + has === "" ? " is full." : `${wants}${has}.`;
}
// cli/output/policy-words.ts
var reasonWords = {
	repository: "its repository is not on the list of those that may be used",
	insecure: "its address is not encrypted",
	"user-added": "only the administrator adds repositories here",
	namespace: "its name belongs to another repository",
	publisher: "its publisher is not trusted for it",
	"publisher-key": "its repository names a key for the publisher that is not trusted",
	package: "a rule for packages speaks of it",
	default: "no rule allows it",
	scripts: "it brings install scripts",
	delay: "it was published too recently",
	downgrade: "it is older than what is installed",
	protected: "it must not be removed",
	"installed-size": "everything together would take more space than is allowed",
	"download-size": "this would download more than is allowed at once",
	role: "your role does not reach that far",
	schedule: "this is not a time in which software may change"
};
function ruleReason({ reason, note }) {
	return `${reasonWords[reason]}${note === null ? "" : `: ${inline(note)}`}`;
}
function ruleWords({ owner, file, rule }) {
	const whose = owner === "administrator" ? "of your administrator" : "of your own";
	return `rule "${inline(rule)}" ${whose} (${inline(file)})`;
}
function verdictWords(verdict) {
	const note = verdict.note === null || verdict.reason === "role" ? "" : `: ${inline(verdict.note)}`;
	return `${reasonWords[verdict.reason]}, says ${ruleWords(verdict)}${note}`;
}
var policyWords = {
	...requestWords,
	"policy/not-set": ({ rule, what }, { command }) => ({
		title: notSetWords(rule, what),
		cause: null,
		fix: `See what holds: ${command("policy")}`
	}),
	"policy/refused": (facts, { command }) => ({
		title: refusedTitle(facts),
		cause: closed(`Because ${verdictWords(facts)}`),
		fix: facts.request === null ? ownWay(facts) : `Look closer: ${command("policy", "explain", facts.request)}\nAsk for it:  ${command("policy", "request", facts.request)}`
	}),
	"policy/invalid": ({ file, line, key, problem, accepted, more }, { command }) => ({
		title: "The rules of this machine cannot be used, so nothing is done.",
		cause: closed(`${placeWords(file, line, key)}: ${inline(problem)}`),
		fix: [
			accepted === "" ? "" : `Accepted: ${inline(accepted)}.`,
			more === 0 ? "" : `There ${more === 1 ? "is" : "are"} ${count(more, "more problem")}.`,
			`Whoever wrote it can check it: ${command("policy", "check", file)}`
		].filter((part) => part !== "").join(" ")
	}),
	"policy/untrusted": ({ file, problem }) => ({
		title: "The administrator's rules cannot be trusted, so nothing is done.",
		cause: `${inline(file)} ${untrustedWords[problem].cause}`,
		fix: untrustedWords[problem].fix(inline(file))
	})
};
function refusedTitle({ what, reason, owner }) {
	const name = inline(what);
	switch (reason) {
		case "installed-size":
		case "download-size": return "This change is larger than is allowed here, so nothing was changed.";
		case "schedule": return "Software may not change at this time, so nothing was changed.";
		case "role": return `You may not do that here (${name}).`;
		case "protected": return `${name} may not be removed, so nothing was changed.`;
		default: return owner === "administrator" ? `Your administrator does not allow ${name}, so nothing was changed.` : `Your own rules do not allow ${name}, so nothing was changed.`;
	}
}
function ownWay({ owner, file, reason, note, opens }) {
	if (opens !== void 0) return `It may from ${moment(opens)} on. Going back is possible at any time.`;
	if (owner === "person") return `Change the rule, if it is not meant any more: ${inline(file)}`;
	if (reason !== "role") return "Ask your administrator.";
	return note === null ? "Your administrator gave you no role. Ask for one." : `You are: ${inline(note)}. Ask your administrator.`;
}
function placeWords(file, line, key) {
	const place = line === null ? inline(file) : `${inline(file)}, line ${line}`;
	return key === "" ? place : `${place}, "${inline(key)}"`;
}
var untrustedWords = {
	owner: {
		cause: "belongs to somebody else than the administrator.",
		fix: (file) => `Look at what it says, then give it back: chown root:root ${file}`
	},
	writable: {
		cause: "can be written by others.",
		fix: (file) => `Look at what it says, then close it: chmod go-w ${file}`
	},
	link: {
		cause: "is a link, and could lead anywhere.",
		fix: () => "Put the file itself there."
	},
	"no-file": {
		cause: "is no file.",
		fix: () => "Put a file there, or move it away."
	},
	"too-large": {
		cause: "is too large for a policy file.",
		fix: () => "Put the right file there."
	},
	unreadable: {
		cause: "cannot be read.",
		fix: (file) => `Let everybody read it: chmod a+r ${file}`
	}
};
// cli/output/unexported.ts
var mostShown = 6;
function unexportedText(unexported) {
	if (unexported.length === 0) return "";
	const shown = unexported.slice(0, mostShown).map(line);
	const rest = unexported.length - shown.length;
	return [
		"Not in your menu and commands as it should be:",
		...shown,
		...rest === 0 ? [] : [dim(`  and ${rest} more; --json names them all`)]
	].join("\n");
}
function line({ kind, package: name, path, reason }) {
	return `  ${kinds[kind]} of ${name}: ${inline(path)} ${dim(`(${reasons[reason]})`)}`;
}
var kinds = {
	entry: "the menu entry",
	icon: "the icon",
	command: "the command"
};
var reasons = {
	foreign: "something else has that name, and was left alone",
	edited: "you changed it, so it was left alone",
	"other-program": "it would hide another program of that name on your PATH",
	"linked-folder": "a folder on the way is a link, or no folder",
	"no-folder": "there is no folder for it",
	denied: "this account may not write there",
	unreadable: "the entry cannot be read",
	"not-an-application": "the entry is not that of an application",
	"no-command": "it starts a program that no installed package has"
};
// cli/output/plan.ts
var columns = [
	{ title: "" },
	{ title: "" },
	{
		title: "",
		align: "right"
	},
	{
		title: "",
		gives: true
	}
];
function planText(plan, page) {
	const shown = [
		[bold("Install"), plan.install],
		[bold("Change"), plan.change],
		[red("Remove"), plan.remove],
		[dim("Keep"), plan.keep]
	].filter(([, lines]) => lines.length > 0);
	const rows = shown.flatMap(([, lines]) => lines.map(lineCells));
	const body = table(columns, rows, page.width === null ? null : page.width - 2).split("\n");
	const parts = [];
	for (const [title, lines] of shown) parts.push(title, ...body.splice(0, lines.length).map((line) => `  ${line}`), "");
	return [
		...parts,
		...totals(plan),
		...losses(plan),
		...scriptsText(plan),
		...consents(plan),
		...told$1(plan)
	].join("\n");
}
function keptText(lines) {
	return lines.map((line) => `${line.name} ${inline(line.to ?? "")} ${becauseWords(line.because)}.`).join("\n");
}
function lineCells(line) {
	const why = line.urgency === void 0 ? "" : `: ${urgencyWords(line.urgency, line.fixes)}`;
	const fixes = line.fixes.length === 0 ? "" : `, fixes ${listed(line.fixes.map(inline), 4)}${why}`;
	return [
		line.name,
		versions(line),
		lineSize(line),
		`${becauseWords(line.because)}${standIn(line)}${moved(line)}${fixes}${allowedBy(line)}`
	];
}
function standIn({ name, because }) {
	if (!("clause" in because)) return "";
	return because.clause.split("|").map((choice) => /^[^\s<>=~^!]*/.exec(choice.trim())?.[0]).includes(name) ? "" : `, which ${name} provides`;
}
function allowedBy({ policy }) {
	return policy === void 0 ? "" : `, allowed by ${ruleWords(policy)}`;
}
function moved({ repository, fromRepository }) {
	return repository === null || fromRepository === null ? "" : `, from ${inline(repository)}, was ${inline(fromRepository)}`;
}
function versions(line) {
	const from = line.from === null ? "" : inline(line.from);
	const to = line.to === null ? "" : inline(line.to);
	if (line.action === "reinstall") return `${to} again`;
	if (line.action === "keep" || from === "" || to === "" || from === to) return to === "" ? from : to;
	return `${from} \u2192 ${to}`;
}
function lineSize(line) {
	if (line.action === "keep") return "";
	if (line.action === "remove") return line.disk === 0 ? "" : size(line.disk);
	return line.download === 0 ? "no download" : size(line.download);
}
function totals(plan) {
	return [`${plan.download === 0 ? "Nothing to download" : `Download ${size(plan.download)}`}, ${plan.disk === 0 ? "no change on disk" : plan.disk > 0 ? `${size(plan.disk)} more on disk` : `${size(-plan.disk)} less on disk`} (${size(plan.diskFree)} free).`, dim(`Generation ${plan.from} \u2192 ${plan.to}.`)];
}
function losses(plan) {
	if (plan.losesChosen.length === 0) return [];
	const verb = plan.losesChosen.length === 1 ? "goes" : "go";
	return ["", yellow(`You chose ${listed(plan.losesChosen)}, which ${verb} too.`)];
}
function consents({ consents: asked = [] }) {
	return asked.flatMap((one) => {
		const [first = "", ...sides] = consentLines(one);
		return [
			"",
			yellow(first),
			...sides
		];
	});
}
function told$1({ told: verdicts = [] }) {
	return verdicts.map((verdict) => yellow(`Only because it repairs a known weakness: otherwise ${verdictWords(verdict)}.`));
}
function receiptText(receipt, page) {
	const done = [
		did("Installed", receipt.lines, ["install"], newest),
		did("Updated", receipt.lines, ["upgrade"], nameTo),
		did("Installed again", receipt.lines, ["reinstall"], newest),
		did("Went back to", receipt.lines, ["downgrade"], newest),
		did("Removed", receipt.lines, ["remove"], (line) => `${line.name} ${inline(line.from ?? "")}`.trim())
	].filter((line) => line !== "");
	const left = unexportedText(receipt.unexported);
	return [
		...done.length === 0 ? ["Done."] : done,
		...left === "" ? [] : [left],
		...ranText(receipt),
		`This is generation ${receipt.generation}. To take it back: ${page.command("undo")}`
	].join("\n");
}
function did(verb, lines, actions, words) {
	const mine = lines.filter((line) => actions.includes(line.action));
	return mine.length === 0 ? "" : `${verb} ${listed(mine.map(words))}.`;
}
function nameTo(line) {
	return `${line.name} to ${inline(line.to ?? "")}`;
}
function newest(line) {
	return `${line.name} ${inline(line.to ?? "")}`.trim();
}
// cli/commands/carry-out.ts
async function change(request, input, context, attempt = 1) {
	const engine = await context.engine();
	const call = {
		signal: context.signal,
		report: context.report
	};
	const answer = await engine.run("plan.make", { request }, call);
	if (answer.kind === "unsolvable") throw new Refusal({
		code: "plan/unsolvable",
		facts: { explanation: answer.explanation }
	});
	if (answer.kind === "nothing") {
		const data = input.flag("dryRun") ? answer : null;
		const kept = answer.kept ?? [];
		return {
			data,
			text: (page) => kept.length === 0 ? nothingText(request, answer.names, page) : `Nothing to do.\n${keptText(kept)}`
		};
	}
	if (input.flag("dryRun")) return {
		data: answer,
		text: (page) => `${planText(answer.plan, page)}\n\nNothing was changed: this was a dry run.`
	};
	const again = () => change(request, input, context, attempt + 1);
	const runScripts = input.flag("runScripts");
	const given = {
		sources: input.list("acceptSource"),
		names: input.list("acceptName")
	};
	return carryOut({
		request,
		plan: answer.plan,
		attempt,
		runScripts,
		given
	}, context, again);
}
async function carryOut({ request, plan, attempt, runScripts, given }, context, again) {
	const engine = await context.engine();
	context.say((page) => `${planText(plan, page)}\n`);
	const accepted = await accept(plan, given, context);
	const wasConfirmed = await confirm(plan, context);
	const scripts = await scriptsWish(plan, runScripts, context);
	context.expect(plan.download);
	try {
		const call = {
			signal: context.signal,
			report: context.report
		};
		const wish = {
			request,
			digest: plan.digest,
			...scripts.run ? { runScripts: true } : {},
			...accepted.length === 0 ? {} : { accepted }
		};
		return applied(await engine.run("plan.apply", wish, call), context);
	} catch (error) {
		if (wasConfirmed || scripts.asked || accepted.length > 0 || attempt >= mostAttempts || !isStale(error)) throw error;
		return again();
	}
}
var mostAttempts = 20;
function isStale(error) {
	return error instanceof Error && "failure" in error && error.failure.code === "plan/stale";
}
function applied(receipt, { signal }) {
	const late = signal.aborted ? "It was too late to stop: the change is complete.\n" : "";
	return {
		data: receipt,
		text: (page) => late + receiptText(receipt, page),
		...signal.aborted ? { exit: 130 } : {}
	};
}
async function accept({ consents = [] }, given, context) {
	const open = consents.filter(({ kind, name }) => !(kind === "look-alike" ? given.names : given.sources).includes(name));
	if (open.length > 0) {
		const answer = context.canAsk ? await context.ask("Have you compared them, and may this go on? [y/N] ") : null;
		if (answer === null) throw new Refusal(unconfirmed(open));
		if (!isYes(answer, false)) throw new Refusal({
			code: "usage/declined",
			facts: { what: "You said no, so nothing was changed." }
		});
	}
	return [...new Set(consents.map(({ name }) => name))];
}
function unconfirmed(open) {
	const changes = open.filter((one) => one.kind !== "look-alike");
	if (changes.length > 0) return {
		code: "trust/change-unconfirmed",
		facts: { changes }
	};
	return {
		code: "trust/look-alike-unconfirmed",
		facts: { names: open.filter((one) => one.kind === "look-alike") }
	};
}
async function confirm(plan, context) {
	const loses = plan.losesChosen;
	if (context.settings.yes || loses.length === 0 && !goesFurther(plan)) return false;
	const answer = await context.ask(loses.length === 0 ? "Proceed? [Y/n] " : "Proceed? [y/N] ");
	if (answer === null && !context.canAsk) {
		if (loses.length === 0) return false;
		throw new Refusal({
			code: "usage/unconfirmed",
			facts: { loses }
		});
	}
	if (answer === null || !isYes(answer, loses.length === 0)) throw new Refusal({
		code: "usage/declined",
		facts: { what: "You said no, so nothing was changed." }
	});
	return true;
}
async function scriptsWish(plan, runScripts, context) {
	const scripts = canRun(plan);
	if (runScripts || context.settings.yes || scripts.length === 0 || !context.canAsk) return {
		run: runScripts,
		asked: false
	};
	const answer = await context.ask(scriptsQuestion(scripts));
	return {
		run: answer !== null && isYes(answer, false),
		asked: true
	};
}
function isYes(typed, unlessSaid) {
	return /^\s*(?:y|yes)\s*$/i.test(typed) || unlessSaid && typed.trim() === "";
}
function goesFurther({ request, install, change, remove }) {
	const asked = (line) => {
		const { kind } = line.because;
		if (kind === "requested") return true;
		if (request.kind === "undo" || request.kind === "rollback") return kind === "generation";
		if (request.kind === "rollback-package") return line.name === request.name;
		if (request.kind === "replace") return kind === "replaces";
		return request.kind === "update" && kind === "newer";
	};
	return [
		...install,
		...change,
		...remove
	].some((line) => !asked(line));
}
// cli/commands/change.ts
async function install(input, context) {
	const repository = input.text("repository");
	const request = {
		kind: "install",
		packages: wantedPackages(input),
		...repository === void 0 ? {} : { repository },
		force: input.flag("force"),
		...input.flag("forceDeps") ? { forceDependencies: true } : {},
		...developmentOf(input),
		...extrasOf(input)
	};
	const removed = [...input.list("remove")];
	if (removed.length === 0) return change(request, input, context);
	const both = request.packages.find(({ name }) => removed.includes(name));
	if (both !== void 0) throw comesAndGoes(both.name);
	return change({
		kind: "together",
		requests: [request, {
			kind: "remove",
			packages: removed,
			purge: false,
			force: false
		}]
	}, input, context);
}
async function uninstall(input, context) {
	return change({
		kind: "remove",
		packages: [...input.list("package")],
		purge: input.flag("purge"),
		force: input.flag("force"),
		...input.flag("keepDependencies") ? { keepUnneeded: true } : {}
	}, input, context);
}
async function update(input, context) {
	const packages = [...input.list("package")];
	const categories = categoriesOf(input.text("category"));
	return change({
		kind: "update",
		...packages.length === 0 ? {} : { packages },
		...categories === void 0 ? {} : { categories },
		...input.flag("securityOnly") ? { security: true } : {},
		...developmentOf(input),
		...extrasOf(input)
	}, input, context);
}
async function downgrade(input, context) {
	return change({
		kind: "downgrade",
		packages: [...input.list("package")]
	}, input, context);
}
async function replace(input, context) {
	const [name, by] = [input.operand("old"), input.operand("new")];
	if (name === by) throw comesAndGoes(name);
	return change({
		kind: "replace",
		name,
		by,
		...extrasOf(input)
	}, input, context);
}
async function autoremove(input, context) {
	return change({ kind: "autoremove" }, input, context);
}
async function repair(input, context) {
	return change({ kind: "repair" }, input, context);
}
async function undo(input, context) {
	return change({ kind: "undo" }, input, context);
}
async function rollback(input, context) {
	const [generation, [name, version, ...more]] = [input.number("to"), input.list("package")];
	if (generation !== void 0) {
		if (name !== void 0) throw usage("A generation and a package are two ways back.", "Say --to N, or NAME VERSION.");
		return change({
			kind: "rollback",
			generation
		}, input, context);
	}
	if (name === void 0 || version === void 0 || more.length > 0) throw usage("Where to is missing.", "Say --to N for a generation, or NAME VERSION for a package.");
	const backup = !input.flag("noBackup");
	return change({
		kind: "rollback-package",
		name,
		version,
		backup
	}, input, context);
}
function comesAndGoes(name) {
	return usage(`${inline(name)} cannot come and go in one change.`, "To install it once more: install --force.");
}
function wantedPackages(input) {
	const wanted = input.list("package").map(wantedOf);
	const version = input.text("version");
	const [only] = wanted;
	if (version === void 0 || only === void 0) return wanted;
	if (wanted.length > 1) throw usage("--version speaks of one package, and several are named.", "Write NAME=VERSION for each.");
	if (only.version !== void 0) throw usage(`The version of ${only.name} is given twice.`, "Write NAME=VERSION, or --version.");
	return [{
		name: only.name,
		version
	}];
}
function categoriesOf(text) {
	if (text === void 0) return void 0;
	const categories = text.split(",").map((category) => category.trim());
	if (categories.includes("")) throw usage(`"${text}" names no category.`, "Separate categories by commas.");
	return categories;
}
// engine/transaction/check-signature.ts
var limit = 65536;
async function checkSignature(check, signal) {
	const { record, keys, threshold, kept } = check;
	const before = kept === null ? [] : validKeys(kept, record, keys);
	if (kept !== null && before.length >= threshold) return {
		envelope: kept,
		keys: before
	};
	const file = `${record.path}.sig`;
	const bytes = await fetchSignature(check, file, signal);
	if (bytes === null) {
		if (check.mayBeUnsigned) return null;
		throw new EngineError("trust/artifact", {
			file,
			reason: "signature-missing",
			detail: ""
		});
	}
	const envelope = parse$1(bytes, file);
	if (envelope.payload.manifest !== record.manifest_sha256) throw new EngineError("trust/artifact", {
		file,
		reason: "signature",
		detail: "signs another manifest"
	});
	const valid = validKeys(envelope, record, keys);
	if (valid.length >= threshold) return {
		envelope,
		keys: valid
	};
	const verdicts = verifyEnvelope(envelope, record.manifest_sha256, keys);
	const known = verdicts.some(({ state }) => state === "invalid");
	throw new EngineError("trust/artifact", {
		file,
		reason: known ? "signature" : "publisher",
		detail: verdicts.map(({ keyId }) => keyId).join(", ")
	});
}
function validKeys(envelope, { manifest_sha256: digest }, keys) {
	const verdicts = verifyEnvelope(envelope, digest, keys);
	const valid = new Set(verdicts.flatMap(({ keyId, state }) => state === "valid" ? [keyId] : []));
	return keys.filter(({ keyId }) => valid.has(keyId));
}
async function fetchSignature(check, file, signal) {
	try {
		return await readBytes(check.transport, resolveInside(check.base, file), limit, signal);
	} catch (error) {
		if (error instanceof TooLong) throw new EngineError("trust/artifact", {
			file,
			reason: "length",
			detail: error.message
		}, { cause: error });
		if (error instanceof EngineError && error.code === "network/status") {
			const { status } = error.facts;
			if (status === 404 || status === 403) return null;
		}
		throw error;
	}
}
function parse$1(bytes, file) {
	try {
		return parse$2(SignatureEnvelope, parseJsonStrict(Buffer.from(bytes).toString("utf8")));
	} catch (error) {
		throw new EngineError("trust/artifact", {
			file,
			reason: "signature",
			detail: "unreadable"
		}, { cause: error });
	}
}
// engine/transaction/acquire.ts
async function acquire(wanted, options, report, signal) {
	return mapConcurrently(wanted, options.atOnce, async (one, shared) => fromAnyAddress(one.addresses, async (base) => acquireFrom(base, one, {
		options,
		report
	}, shared), shared), signal);
}
async function acquireFrom(base, { record, keys, threshold, kept }, { options, report }, signal) {
	const proof = await checkSignature({
		record,
		base,
		keys,
		threshold,
		kept,
		...options
	}, signal);
	return {
		file: await fetchArtifact(options.transport, {
			url: resolveInside(base, record.path),
			file: record.path,
			sha256: record.sha256,
			size: record.size,
			cache: options.cache,
			onBytes: (received) => report({
				kind: "transfer",
				name: record.name,
				received,
				total: record.size
			})
		}, signal),
		record,
		proof
	};
}
// engine/operations/acquire-releases.ts
async function acquireReleases(toolbox, releases, report, signal) {
	return acquireOffered(toolbox, releases.map((release) => ({
		release,
		offer: null
	})), report, signal);
}
async function acquireOffered(toolbox, wanted, report, signal) {
	const sources = sourcesOf(toolbox, wanted);
	const options = {
		...checking(toolbox),
		cache: toolbox.layout.packages,
		atOnce: toolbox.config.general.max_concurrent_downloads
	};
	const acquired = await acquire(sources, options, report, signal);
	for (const [index, { proof }] of acquired.entries()) keepProof(toolbox, sources[index], proof);
	return acquired;
}
async function proveOffered(toolbox, here, signal) {
	const unproven = here.filter(({ release }) => findEvidence(toolbox.state, release.manifest_sha256) === null);
	await mapConcurrently(sourcesOf(toolbox, unproven), toolbox.config.general.max_concurrent_downloads, async (source, shared) => keepProof(toolbox, source, await fromAnyAddress(source.addresses, async (base) => checkSignature({
		...source,
		base,
		...checking(toolbox)
	}, shared), shared)), signal);
}
function sourcesOf(toolbox, wanted) {
	const catalog = openedCatalog(toolbox);
	const trusted = trustedSigners(toolbox, () => catalog);
	return wanted.map(({ release, offer: known, signers = null }) => {
		const offer = known ?? sameOffer(catalog, release);
		if (offer === null) throw new EngineError("release/not-found", {
			name: release.name,
			wanted: release.version,
			available: []
		});
		const keys = publisherKeys(catalog, offer).filter(({ keyId }) => signers?.has(keyId) !== false);
		return {
			record: offer.record,
			addresses: fileAddresses(toolbox, getRepository(toolbox.state, offer.repository)),
			keys: trustedAmong(keys, offer, trusted?.(offer.repository)),
			threshold: thresholdFor(offer.record, catalog.about(offer.repository)?.publishers ?? []),
			kept: findEvidence(toolbox.state, offer.record.manifest_sha256)?.envelope ?? null,
			repository: offer.repository,
			publisher: release.publisher
		};
	});
}
function publisherKeys(catalog, { record, repository }) {
	const publishers = catalog.about(repository)?.publishers ?? [];
	const bar = barOf(record, publishers);
	if (bar !== null) throw new EngineError("trust/artifact", {
		file: record.path,
		reason: bar,
		detail: ""
	});
	return keysFor(record, publishers);
}
function trustedAmong(keys, { record }, trusted) {
	if (trusted === void 0) return keys;
	const left = keys.filter(({ keyId }) => trusted.has(keyId));
	if (left.length > 0) return left;
	const detail = keys.map(({ keyId }) => keyId).join(", ");
	throw new EngineError("trust/artifact", {
		file: record.path,
		reason: "untrusted",
		detail
	});
}
function checking({ transport, config: { security } }) {
	return {
		transport,
		mayBeUnsigned: security.allow_unsigned && !security.require_signature && !security.trusted_publishers_only
	};
}
function keepProof({ state, clock }, { record, repository, publisher }, proof) {
	putEvidence(state, record.manifest_sha256, {
		repository,
		fingerprint: getRepository(state, repository).fingerprint,
		publisher,
		keys: proof?.keys ?? [],
		envelope: proof?.envelope ?? null,
		artifact: {
			path: record.path,
			sha256: record.sha256,
			size: record.size
		},
		at: new Date(clock.now()).toISOString()
	});
}
// engine/operations/script-log.ts
var mostBytes = 4194304;
async function logScripts({ places, clock }, entry) {
	const file = path.join(places.log, "scripts.jsonl");
	await onDisk(file, async () => {
		await mkdir(places.log, {
			recursive: true,
			mode: 448
		});
		if (await stat(file).then((status) => status.size, () => 0) > mostBytes) await rename(file, `${file}.1`);
		const at = new Date(clock.now()).toISOString();
		await appendFile(file, `${canonicalJson({
			at,
			...entry
		})}\n`, { mode: 384 });
	});
}
// engine/operations/script-outputs.ts
async function scriptOutputs(toolbox, change, signal) {
	const { plan, after, wanted } = change;
	const kept = await outputsKept(toolbox, change);
	const free = (plan.scripts ?? []).filter(({ refusal }) => refusal === null);
	const names = wanted ? [...new Set(free.map(({ package: name }) => name))] : [];
	if (names.length === 0) return {
		outputs: kept,
		ran: []
	};
	const outputs = new Map(kept.map((output) => [output.id, output]));
	const ran = [];
	for (const release of after.releases.filter(({ name }) => names.includes(name))) {
		const { output, files, printed } = await runScriptsOf(toolbox, release, change.draft.reinstall.has(release.name), signal);
		outputs.set(output.id, output);
		ran.push({
			package: release.name,
			files,
			printed
		});
	}
	wholeContent(toolbox.layout, {
		releases: after.releases,
		triggers: [...outputs.values()]
	});
	return {
		outputs: [...outputs.values()],
		ran
	};
}
async function runScriptsOf(toolbox, { name, version, directory, manifest_sha256: manifestSha256 }, again, signal) {
	const { layout } = toolbox;
	const { runScripts } = await import("./run-scripts-DYLjYSJu.js");
	const { workingSandbox } = await import("./plan-scripts-6KMMAWl-.js");
	const sandbox = await workingSandbox(toolbox, name, signal);
	const release = {
		manifest: readStoredManifest(layout, directory),
		manifestSha256,
		directory,
		again
	};
	try {
		const run = await runScripts(release, {
			sandbox,
			store: layout.store
		}, signal);
		if (run.printed !== null) await logScripts(toolbox, {
			package: name,
			version,
			outcome: "ran",
			printed: run.printed
		});
		return run;
	} catch (error) {
		const failure = failureOf(error);
		if (failure?.code === "script/failed") {
			const { reason: outcome, detail: printed } = failure.facts;
			await logScripts(toolbox, {
				package: name,
				version,
				outcome,
				printed
			});
		}
		throw error;
	}
}
async function outputsKept(toolbox, { draft: { request }, before, after }) {
	const { layout } = toolbox;
	const held = new Set(before.releases.map((release) => release.manifest_sha256));
	const own = outputsOf(before, after.releases.filter(({ manifest_sha256: digest }) => held.has(digest)));
	if (request.kind === "undo" || request.kind === "rollback") {
		const number = request.kind === "rollback" ? request.generation : before.previous;
		return wholeOnes(layout.store, outputsOf(await readGeneration(layout, number), after.releases));
	}
	if (request.kind !== "rollback-package") return own;
	const { scriptOutputOf } = await import("./run-scripts-DYLjYSJu.js");
	const back = after.releases.filter(({ manifest_sha256: digest }) => !held.has(digest)).map(({ name, manifest_sha256: manifestSha256 }) => scriptOutputOf({
		manifest: { name },
		manifestSha256
	}));
	return [...own, ...await wholeOnes(layout.store, back)];
}
function outputsOf({ triggers }, releases) {
	const ids = new Set(releases.map(({ name }) => scriptOutputId(name)));
	return triggers.filter(({ id }) => ids.has(id));
}
async function wholeOnes(store, outputs) {
	const whole = [];
	for (const output of outputs) {
		const { id, key, directory } = output;
		if (await wholeOutput(path.join(store, directory), id, key) !== null) whole.push(output);
	}
	return whole;
}
// engine/operations/unexported.ts
async function unexportedOf({ layout }, names) {
	const { skipped } = await readRecord(layout.exports);
	return skipped.filter((one) => names.has(one.package));
}
// engine/operations/apply-plan.ts
var steps = [
	"resolve",
	"download",
	"stage",
	"verify",
	"commit",
	"record"
];
async function applyPlan(toolbox, input, report, signal) {
	const enter = (step) => report({
		kind: "step",
		step,
		index: steps.indexOf(step),
		count: steps.length
	});
	enter("resolve");
	const { plan, draft } = await sameAgain(toolbox, input, signal);
	const accepted = input.accepted ?? [];
	checkConsents(plan, accepted);
	const wanted = input.runScripts === true;
	if (wanted) checkScriptsMayRun(plan);
	await checkSpace(toolbox, plan);
	enter("download");
	const before = await runningGeneration(toolbox);
	const arrivals = await bring(toolbox, {
		draft,
		before,
		accepted
	}, report, signal);
	enter("stage");
	await addToStore(toolbox.layout, arrivals, draft.reinstall, signal);
	checkAsTold(toolbox, draft, before);
	checkPathsOf(toolbox, draft, before);
	const bare = generationOf(toolbox, plan, draft);
	const made = await triggerOutputs(toolbox, before, bare, signal);
	const { outputs, ran } = await scriptOutputs(toolbox, {
		plan,
		draft,
		before,
		after: bare,
		wanted
	}, signal);
	const after = {
		...bare,
		triggers: [...made, ...outputs]
	};
	const again = new Set(after.releases.flatMap(({ name, manifest_sha256 }) => draft.reinstall.has(name) ? [manifest_sha256] : []));
	const { layout, state, files } = toolbox;
	await commit({
		layout,
		state,
		files,
		before,
		after,
		again
	}, report, signal);
	if (draft.backup) keepGeneration(toolbox, before.number);
	await behindTheSwitch({
		generation: after.number,
		folder: layout.root
	}, () => exportPrograms(toolbox, signal));
	toolbox.announce({
		kind: "machine-changed",
		generation: after.number
	});
	const lines = [
		...plan.install,
		...plan.change,
		...plan.remove
	];
	return {
		generation: after.number,
		previous: before.number,
		digest: plan.digest,
		lines,
		unexported: await unexportedOf(toolbox, new Set(lines.map(({ name }) => name))),
		...ran.length === 0 ? {} : { scripts: [...ran] }
	};
}
async function sameAgain(toolbox, input, signal) {
	const answer = await planWithDraft(toolbox, input.request, signal, { paths: "later" });
	if (answer.kind !== "plan" || answer.plan.digest !== input.digest) await blamePolicy(toolbox, input, signal);
	switch (answer.kind) {
		case "unsolvable": throw new EngineError("plan/unsolvable", { explanation: answer.explanation });
		case "nothing": throw new EngineError("plan/stale", {
			planned: input.digest,
			now: ""
		});
		case "plan":
			if (answer.plan.digest === input.digest) return answer;
			throw new EngineError("plan/stale", {
				planned: input.digest,
				now: answer.plan.digest
			});
	}
}
async function blamePolicy(toolbox, { request, digest }, signal) {
	if (toolbox.policyLevels().length === 0) return;
	const shown = await planWithDraft(unmanaged(toolbox), request, signal, { paths: "later" });
	if (shown.kind === "plan" && shown.plan.digest === digest) checkedPlan(toolbox, shown.draft, shown.plan);
}
async function checkSpace(toolbox, plan) {
	const unpacked = [...plan.install, ...plan.change].reduce((sum, { disk }) => sum + Math.max(0, disk), 0);
	const needed = plan.download + unpacked;
	const free = await freeBytes(toolbox.layout.root);
	if (free !== null && needed > free) throw new EngineError("disk/full", {
		path: toolbox.layout.root,
		needed,
		free
	});
}
async function bring(toolbox, { draft, before, accepted }, report, signal) {
	const known = new Set(before.releases.map(({ manifest_sha256: digest }) => digest));
	const expected = expectedSigners(toolbox, draft, accepted);
	const wanted = draft.next.map((next) => ({
		...next,
		signers: expected(next)
	}));
	const fresh = wanted.filter(({ release }) => !known.has(release.manifest_sha256));
	const missing = wanted.filter((next) => mustArrive(toolbox, draft, next));
	const here = fresh.filter((next) => next.offer !== null && !missing.includes(next));
	if (!goesBack(draft)) await proveOffered(toolbox, here, signal);
	checkTrusted(toolbox, fresh.map(({ release }) => release));
	return acquireOffered(toolbox, missing, report, signal);
}
function mustArrive(toolbox, draft, { release }) {
	return draft.reinstall.has(release.name) || !isWhole(toolbox.layout, release);
}
function checkAsTold(toolbox, draft, before) {
	if (draft.request.kind === "undo" || draft.request.kind === "rollback") return;
	const known = new Set(before.releases.map((release) => release.manifest_sha256));
	for (const { release, offer } of draft.next) {
		if (offer === null || known.has(release.manifest_sha256)) continue;
		checkTold(offer.record, readStoredManifest(toolbox.layout, release.directory));
	}
}
function checkPathsOf(toolbox, draft, before) {
	const after = draft.next.map(({ release }) => release);
	const manifestOf = ({ directory }) => readStoredManifest(toolbox.layout, directory);
	toleratingDamage(() => comparePaths(toolbox, {
		before: before.releases,
		after,
		manifestOf
	}));
}
function generationOf(toolbox, plan, draft) {
	return {
		format: 1,
		number: plan.to,
		at: new Date(toolbox.clock.now()).toISOString(),
		request: plan.request,
		previous: plan.from,
		triggers: [],
		releases: draft.next.map(({ release }) => release).toSorted((a, b) => a.name < b.name ? -1 : 1)
	};
}
// engine/audit/merkle.ts
var emptyTree = {
	size: 0,
	edge: []
};
function leafOf(line) {
	return createHash("sha256").update(leafPrefix).update(line).digest();
}
function withLeaf({ size, edge }, leaf) {
	const next = [...edge];
	let node = leaf;
	for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeOf(next.pop(), node);
	return {
		size: size + 1,
		edge: [...next, node]
	};
}
function rootOf({ edge }) {
	const last = edge.at(-1);
	if (last === void 0) return createHash("sha256").digest();
	return edge.slice(0, -1).reduceRight((right, left) => nodeOf(left, right), last);
}
var leafPrefix = Buffer.from([0]);
var nodePrefix = Buffer.from([1]);
function nodeOf(left, right) {
	return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}
// engine/audit/checkpoint.ts
function verifierText(privateKey) {
	const { keyval } = tufDescription(describePublicKey(createPublicKey(privateKey)));
	const typed = Buffer.concat([ed25519, Buffer.from(keyval.public, "hex")]);
	const name = `${namePrefix}${createHash("sha256").update(typed).digest("hex").slice(0, 16)}`;
	return `${name}+${keyHash(name, typed).toString("hex")}+${typed.toString("base64")}`;
}
function parseVerifier(text) {
	const [, name, hash, encoded] = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text) ?? [];
	if (name === void 0 || hash === void 0 || encoded === void 0) return null;
	const typed = Buffer.from(encoded, "base64");
	if (typed.length !== 33 || typed[0] !== ed25519[0]) return null;
	if (keyHash(name, typed).toString("hex") !== hash) return null;
	const key = publicKeyOf(typed.subarray(1));
	return key === null ? null : {
		text,
		name,
		key
	};
}
function signedCheckpoint(tree, privateKey, verifier) {
	const [name = "", hash = ""] = verifier.split("+");
	const body = `${name}\n${tree.size}\n${rootOf(tree).toString("base64")}\n`;
	const signature = signWith("ed25519", Buffer.from(body), privateKey);
	return `${body}\n\u2014 ${name} ${Buffer.concat([Buffer.from(hash, "hex"), signature]).toString("base64")}\n`;
}
function parseCheckpoint(note) {
	const [, origin, size, root] = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n\u2014 /.exec(note) ?? [];
	if (origin === void 0 || size === void 0 || root === void 0) return null;
	return {
		origin,
		size: Number(size),
		root
	};
}
function isSignedBy(note, { name, key, text }) {
	const split = note.indexOf("\n\n") + 1;
	const signature = note.slice(split + 1);
	const [, signer, encoded] = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)\n$/.exec(signature) ?? [];
	if (split === 0 || signer !== name || encoded === void 0) return false;
	const bytes = Buffer.from(encoded, "base64");
	if (bytes.subarray(0, 4).toString("hex") !== text.split("+")[1]) return false;
	const body = Buffer.from(note.slice(0, split));
	return isSignedWith("ed25519", {
		bytes: body,
		signature: bytes.subarray(4)
	}, key);
}
var namePrefix = "multios-pm/audit/";
var ed25519 = Buffer.from([1]);
function keyHash(name, typed) {
	return createHash("sha256").update(`${name}\n`).update(typed).digest().subarray(0, 4);
}
function publicKeyOf(bytes) {
	const jwk = {
		kty: "OKP",
		crv: "Ed25519",
		x: bytes.toString("base64url")
	};
	return usablePublicKey(describePublicKey(createPublicKey({
		key: jwk,
		format: "jwk"
	})));
}
// engine/audit/line.ts
var noLine = "0".repeat(64);
var keyAction = "audit.key";
function lineOf(value) {
	return canonicalJson(value).replace(/[\u007f-\uffff]/g, spelledOut);
}
function parseLine(text) {
	try {
		const value = parseJsonStrict(text, {
			maxLength: longestLine,
			maxDepth: 4
		});
		if (lineOf(value) !== text) return null;
		const checkpoint = safeParse(AuditCheckpoint, value);
		if (checkpoint.success) return {
			kind: "checkpoint",
			checkpoint: checkpoint.output
		};
		const entry = safeParse(AuditEntry, value);
		return entry.success ? {
			kind: "entry",
			entry: entry.output
		} : null;
	} catch {
		return null;
	}
}
function spelledOut(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
var longestLine = 1e6;
// engine/audit/log-end.ts
var emptyLog = {
	tree: emptyTree,
	head: noLine,
	file: 1,
	bytes: 0,
	verifier: null
};
function readLogEnd(state) {
	const row = state.one("SELECT size, head, edge, file, bytes, verifier FROM audit_end");
	if (row === void 0) return null;
	const edge = row.edge.split(" ").map((digest) => Buffer.from(digest, "hex"));
	const { size, head, file, bytes, verifier } = row;
	return {
		tree: {
			size,
			edge
		},
		head,
		file,
		bytes,
		verifier
	};
}
function writeLogEnd(state, end, checkpoint) {
	const edge = end.tree.edge.map((node) => node.toString("hex")).join(" ");
	state.change(`INSERT INTO audit_end VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET size = excluded.size, head = excluded.head, edge = excluded.edge,
       file = excluded.file, bytes = excluded.bytes, verifier = excluded.verifier, checkpoint = excluded.checkpoint`, end.tree.size, end.head, edge, end.file, end.bytes, end.verifier, checkpoint);
}
function keptTrees(state) {
	const end = readLogEnd(state);
	if (end === null) return [];
	const root = rootOf(end.tree).toString("base64");
	return [{
		size: end.tree.size,
		root,
		verifier: end.verifier
	}];
}
// engine/audit/log-files.ts
function fileName(number) {
	return `${String(number).padStart(6, "0")}.jsonl`;
}
function logFiles(folder) {
	return namesIn(folder).filter((name) => /^\d{6}\.jsonl$/.test(name)).sort();
}
async function* logLines(folder) {
	const files = await onDisk(folder, async () => logFiles(folder));
	for (const file of files) yield* fileLines(path.join(folder, file), file);
}
async function* fileLines(place, name) {
	let rest = "";
	let line = 0;
	for await (const chunk of createReadStream(place, { encoding: "utf8" })) {
		const parts = (rest + String(chunk)).split("\n");
		rest = parts.pop() ?? "";
		for (const text of parts) yield {
			file: name,
			line: line += 1,
			text,
			isWhole: true
		};
		if (rest.length > longestRest) break;
	}
	if (rest !== "") yield {
		file: name,
		line: line + 1,
		text: rest,
		isWhole: false
	};
}
function sizeOf(place) {
	return statSync(place, { throwIfNoEntry: false })?.size ?? 0;
}
var longestRest = 2e6;
function namesIn(folder) {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (systemCode(error) === "ENOENT") return [];
		throw error;
	}
}
// engine/audit/follow.ts
async function follow(folder, known) {
	let followed = {
		end: known,
		begun: null,
		torn: 0
	};
	const newer = logFiles(folder).map((name) => Number.parseInt(name, 10));
	for (const file of new Set([known.file, ...newer.filter((number) => number > known.file)])) {
		const from = file === known.file ? known.bytes : 0;
		followed = await followFile(path.join(folder, fileName(file)), file, from, followed);
	}
	return followed;
}
async function followFile(place, file, from, before) {
	const size = sizeOf(place);
	if (size === from) return {
		...before,
		end: {
			...before.end,
			file,
			bytes: size
		},
		torn: 0
	};
	const bytes = await readFrom(place, size < from ? 0 : from);
	const whole = bytes.lastIndexOf("\n") + 1;
	const end = {
		...before.end,
		file,
		bytes: size - (bytes.length - whole)
	};
	const lines = size < from ? [] : bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
	return {
		...withLines({
			...before,
			end
		}, lines),
		torn: bytes.length - whole
	};
}
function withLines(before, lines) {
	let { end, begun } = before;
	for (const text of lines) {
		const line = parseLine(text);
		if (line === null || !continues(end, line)) return {
			...before,
			end,
			begun
		};
		const leaf = leafOf(text);
		end = {
			...end,
			tree: withLeaf(end.tree, leaf),
			head: leaf.toString("hex")
		};
		if (line.kind === "checkpoint") continue;
		const { entry } = line;
		begun = entry.outcome === "begun" ? entry : null;
		const { key } = entry.object;
		if (entry.action === "audit.key" && typeof key === "string") end = {
			...end,
			verifier: key
		};
	}
	return {
		...before,
		end,
		begun
	};
}
function continues({ tree, head }, line) {
	const { seq, prev } = line.kind === "entry" ? line.entry : line.checkpoint;
	return seq === tree.size && prev === head;
}
async function readFrom(place, from) {
	if (sizeOf(place) === 0) return Buffer.alloc(0);
	const handle = await open(place, "r");
	try {
		const { size } = await handle.stat();
		const bytes = Buffer.alloc(Math.max(0, size - from));
		const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
		return bytes.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}
// engine/audit/signing-key.ts
function readSigningKey(file) {
	const text = textOf(file);
	const key = text === null ? null : parse(text);
	return key !== null && algorithmOf(key) === "ed25519" ? key : null;
}
async function makeSigningKey(file) {
	const key = await generatePrivateKey("ed25519");
	const handle = await open(file, "w", 384);
	try {
		await handle.writeFile(key.export({
			type: "pkcs8",
			format: "pem"
		}));
		await handle.sync();
	} finally {
		await handle.close();
	}
	await chmod(file, 384);
	return key;
}
function parse(text) {
	try {
		return createPrivateKey(text);
	} catch {
		return null;
	}
}
function textOf(file) {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if (systemCode(error) === "ENOENT") return null;
		throw error;
	}
}
// engine/audit/audit-log.ts
async function openAuditLog(place, stamp) {
	const { folder, state } = place;
	return clearly(folder, async () => {
		await makeFolder(folder);
		let now = await follow(folder, readLogEnd(state) ?? emptyLog);
		const key = await signingKey(folder);
		const written = async (news, isOver) => {
			const events = [...owed(now, key.verifier), ...news].map((one) => ({
				...stamp(),
				...one
			}));
			const made = linesOf(now.end, events, isOver ? key : null);
			const end = {
				...await write(folder, now, made),
				verifier: key.verifier
			};
			now = {
				end,
				begun: null,
				torn: 0
			};
			if (made.checkpoint !== null) writeLogEnd(state, end, made.checkpoint);
		};
		return {
			append: async (one) => clearly(folder, () => written([one], false)),
			conclude: async (news) => clearly(folder, () => written(news, true))
		};
	});
}
var fullFile = 1048576;
async function signingKey(folder) {
	const file = path.join(folder, "signing.key");
	const privateKey = readSigningKey(file) ?? await makeSigningKey(file);
	return {
		privateKey,
		verifier: verifierText(privateKey)
	};
}
function owed({ end, begun, torn }, verifier) {
	const done = { outcome: "done" };
	return [
		...torn === 0 ? [] : [{
			action: "audit.cut",
			object: { bytes: torn },
			...done
		}],
		...begun === null ? [] : [unrecorded(begun)],
		...end.verifier === verifier ? [] : [{
			action: keyAction,
			object: { key: verifier },
			...done
		}]
	];
}
function unrecorded({ action, object, planDigest }) {
	return {
		action,
		object,
		outcome: "unrecorded",
		...planDigest === void 0 ? {} : { planDigest }
	};
}
function linesOf(from, events, key) {
	let end = from;
	let text = "";
	const add = (line) => {
		const leaf = leafOf(line);
		end = {
			...end,
			tree: withLeaf(end.tree, leaf),
			head: leaf.toString("hex")
		};
		text += `${line}\n`;
	};
	for (const event of events) add(lineOf({
		seq: end.tree.size,
		prev: end.head,
		...event
	}));
	if (key === null) return {
		text,
		end,
		checkpoint: null
	};
	const checkpoint = signedCheckpoint(end.tree, key.privateKey, key.verifier);
	add(lineOf({
		seq: end.tree.size,
		prev: end.head,
		checkpoint
	}));
	return {
		text,
		end,
		checkpoint
	};
}
async function write(folder, { end, torn }, { text, end: after }) {
	const isFull = end.bytes >= fullFile && torn === 0;
	const file = isFull ? end.file + 1 : end.file;
	const start = isFull ? 0 : end.bytes;
	const handle = await open(path.join(folder, fileName(file)), "a", 384);
	try {
		if (torn > 0) await handle.truncate(end.bytes);
		await handle.appendFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
	if (start === 0) await syncFolder(folder);
	return {
		...after,
		file,
		bytes: start + Buffer.byteLength(text)
	};
}
async function makeFolder(folder) {
	if (mkdirSync(folder, {
		recursive: true,
		mode: 448
	}) !== void 0) await syncFolder(path.dirname(folder));
}
async function syncFolder(folder) {
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
async function clearly(folder, work) {
	try {
		return await work();
	} catch (error) {
		const known = await toDiskFailure(error, path.dirname(folder));
		const code = systemCode(known);
		if (known instanceof EngineError || code === null) throw known;
		throw new EngineError("state/damaged", {
			file: folder,
			detail: code
		}, { cause: error });
	}
}
// engine/audit/facts.ts
function factsOf(record) {
	const known = Object.entries(record).filter(([, value]) => value !== void 0);
	let room = mostText;
	const facts = known.slice(0, mostFacts).map(([name, value]) => {
		const fact = factOf(value);
		room -= name.length + JSON.stringify(fact).length;
		return [short(name), room > 0 ? fact : hidden];
	});
	return Object.fromEntries(facts);
}
function withoutSecrets(text) {
	return text.replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*/g, hidden).replace(/([a-z][a-z0-9+.-]{0,20}:[/\\]{2})[^\s/\\?#]*@/gi, `$1${hidden}@`).replace(/([a-z][a-z0-9+.-]{0,20}:[/\\]{2}[^\s/\\?#:[]*:)(?!\d{1,5}(?:[/\\?#\s]|$))\S+/gi, `$1${hidden}`).replace(/([a-z][a-z0-9+.-]{0,20}:[/\\]{2}[^\s?#]*)[?#]\S*/gi, `$1?${hidden}`);
}
var hidden = "\u2026";
var mostFacts = 30;
var mostItems = 200;
var mostText = 5e4;
var longest = 500;
function factOf(value) {
	if (value === null || typeof value === "boolean") return value;
	if (typeof value === "number") return Number.isSafeInteger(value) ? value : String(value);
	if (typeof value === "string") return short(value);
	if (!Array.isArray(value)) return short(asText(value));
	const items = value.slice(0, mostItems).map((item) => short(typeof item === "string" ? item : asText(item)));
	return value.length > mostItems ? [...items, `and ${value.length - mostItems} more`] : items;
}
function asText(value) {
	const plain = JSON.parse(JSON.stringify(value, wholeNumbers) ?? "null");
	return canonicalJson(plain);
}
function wholeNumbers(_name, value) {
	return typeof value === "number" && !Number.isSafeInteger(value) ? String(value) : value;
}
function short(text) {
	const safe = withoutSecrets(text.slice(0, 8 * longest));
	return safe.length > longest ? `${safe.slice(0, longest)}${hidden}` : safe;
}
// engine/operations/audited.ts
var tellings = {
	"plan.make": {
		begins: false,
		object: ({ request }) => requestFacts(request)
	},
	"plan.apply": {
		begins: true,
		object: ({ request, runScripts }) => ({
			...requestFacts(request),
			...factsOf({ runScripts })
		}),
		came: ({ generation, previous, lines, scripts }, { request, accepted }) => [{ object: {
			...requestFacts(request),
			...factsOf({
				generation,
				previous,
				changes: lines.map(lineText)
			}),
			...factsOf({ scripts: scripts?.map((ran) => ran.package) }),
			...factsOf({ accepted })
		} }]
	},
	"package.restore": {
		begins: true,
		object: factsOf,
		came: ({ restored, left }, input) => [{ object: factsOf({
			...input,
			restored: restored.map(({ name, path }) => `${name} ${path}`),
			left: left.map(({ name }) => name)
		}) }]
	},
	"repository.remove": {
		begins: true,
		object: factsOf,
		came: (removed, input) => [{ object: factsOf({
			...input,
			...removed
		}) }]
	},
	"repository.sync": {
		begins: false,
		object: factsOf,
		came: syncedRepositories
	},
	"system.cleanup": {
		begins: false,
		object: factsOf,
		came: ({ dryRun, items, bytes }) => dryRun || items.length === 0 ? [] : [{ object: factsOf({
			items: items.map(({ kind, name }) => `${kind} ${name}`),
			bytes
		}) }]
	},
	"history.label": {
		begins: false,
		object: factsOf
	},
	"history.pin": {
		begins: false,
		object: factsOf
	}
};
function tellingOf(name) {
	return tellings[name] ?? {
		begins: true,
		object: factsOf
	};
}
function requestFacts(request) {
	const { kind, ...rest } = request;
	return factsOf({
		request: kind,
		...rest,
		..."packages" in rest ? { packages: rest.packages?.map(wantedText) } : {}
	});
}
function wantedText(wanted) {
	if (typeof wanted === "string") return wanted;
	return wanted.version === void 0 ? wanted.name : `${wanted.name} ${wanted.version}`;
}
function lineText({ action, name, from, to, repository }) {
	return [
		action,
		name,
		[from, to].filter((version) => version !== null).join(" to "),
		...repository === null ? [] : [`from ${repository}`]
	].join(" ");
}
function syncedRepositories(results) {
	return results.flatMap(({ name, outcome, packages, failure }) => {
		if (outcome === "updated") return [{ object: {
			name,
			packages
		} }];
		return failure !== null && isRefusal(failure) ? [{
			object: { name },
			failure
		}] : [];
	});
}
// engine/operations/witness.ts
async function witnessed(scene, deed, work) {
	const { begins, came } = tellingOf(deed.name);
	const about = aboutOf(deed);
	const tell = (output) => came?.(output, deed.input) ?? [{ object: about.object }];
	return told(scene, {
		about,
		begins,
		tell,
		signal: deed.signal
	}, work);
}
async function witnessedStarter(scene, work, signal) {
	return told(scene, {
		about: {
			action: "starter.add",
			object: {}
		},
		begins: true,
		tell: () => [{ object: {} }],
		signal
	}, work);
}
async function told(scene, { about, begins, tell, signal }, work) {
	const log = begins ? await openLog(scene) : null;
	await log?.append({
		...about,
		outcome: "begun"
	});
	let output;
	try {
		output = await work();
	} catch (error) {
		await conclude(scene, log, [await brokenOff(about, error, signal)]);
		throw error;
	}
	await conclude(scene, log, tell(output).map((one) => ended(about, one)));
	return output;
}
async function recordRefusal(scene, deed, failure) {
	const about = aboutOf(deed);
	await conclude(scene, null, [ended(about, {
		object: about.object,
		failure
	})]);
}
async function recordRecovery(scene, { kind, generation }) {
	await conclude(scene, null, [{
		action: "system.recover",
		object: factsOf({
			change: kind,
			generation
		}),
		outcome: "done"
	}]);
}
function aboutOf({ name, input }) {
	const digest = "digest" in input ? { planDigest: input.digest } : {};
	return {
		action: name,
		object: tellingOf(name).object(input),
		...digest
	};
}
function ended(about, { object, failure }) {
	if (failure === void 0) return {
		...about,
		object,
		outcome: "done"
	};
	const facts = factsOf(failure.facts);
	const { rule } = facts;
	return {
		...about,
		object,
		outcome: "failed",
		failure: {
			code: failure.code,
			facts
		},
		...typeof rule === "string" ? { rule } : {}
	};
}
async function brokenOff(about, error, signal) {
	if (signal.aborted && isAbort(error, signal)) return {
		...about,
		outcome: "cancelled"
	};
	const failure = failureOf(error) ?? failureOf(await diskFailureBehind(error));
	if (failure === null) return {
		...about,
		outcome: "failed",
		failure: {
			code: "internal",
			facts: {}
		}
	};
	return ended(about, {
		object: about.object,
		failure
	});
}
async function conclude(scene, log, news) {
	if (news.length === 0) return;
	try {
		await (log ?? await openLog(scene)).conclude(news);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
	}
}
async function openLog({ layout, state, clock, environment, command }) {
	const actor = actorOf(environment);
	const [program = ""] = command.split(" ");
	const who = {
		actor,
		command: path.basename(program)
	};
	return openAuditLog({
		folder: layout.audit,
		state
	}, () => ({
		at: new Date(clock.now()).toISOString(),
		...who
	}));
}
function actorOf(environment) {
	const uid = process.getuid?.() ?? null;
	const { SUDO_USER: sudo, XDG_SESSION_ID: session } = environment;
	return {
		uid,
		user: nameOf(uid),
		...uid === 0 && sudo !== void 0 ? { sudo } : {},
		host: hostname(),
		...session === void 0 ? {} : { session }
	};
}
function nameOf(uid) {
	try {
		return userInfo().username;
	} catch {
		return uid === null ? "" : String(uid);
	}
}
export { wantedOf as $, update as A, evidence as B, downgrade as C, rollback as D, replace as E, ruleWords as F, spaceWords as G, lastWord as H, verdictWords as I, lookAlikeLines as J, unquoted as K, bare as L, placeWords as M, policyWords as N, undo as O, ruleReason as P, extrasOf as Q, elsewhere as R, autoremove as S, repair as T, near as U, isMaker as V, publisher as W, scriptWords as X, becauseWords as Y, developmentOf as Z, withLeaf as _, fileLines as a, runScriptsOf as b, keyAction as c, isSignedBy as d, parseCheckpoint as f, rootOf as g, leafOf as h, witnessedStarter as i, unexportedText as j, uninstall as k, noLine as l, emptyTree as m, recordRefusal as n, logLines as o, parseVerifier as p, changeLines as q, witnessed as r, keptTrees as s, recordRecovery as t, parseLine as u, applyPlan as v, install as w, acquireReleases as x, unexportedOf as y, elsewhereOffered as z };

//# sourceMappingURL=change-DfVuWbkk.js.map