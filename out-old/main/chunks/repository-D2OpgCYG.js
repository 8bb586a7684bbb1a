import { n as fingerprintOf, t as confirmFingerprint } from "./confirm-fingerprint-BuLbKWWm.js";
import { t as exitCodes } from "./exit-code-DYsfbtdd.js";
import { $n as count, Gn as bold, Jn as inline, Kn as dim, Wn as table, Xn as red, Zn as yellow, er as day, ir as moment, qn as green, rr as listed, tr as fingerprint, ur as usage } from "./engine-CW36T4mF.js";
import { n as staleWords } from "./freshness-CFVRI1OG.js";
import { t as failureWords } from "./words-D5rRzsb0.js";
import { t as confirmedKey } from "./openpgp-key-CfXH16ur.js";
import path from "node:path";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
// cli/output/repositories.ts
function repositoriesText(repositories, page) {
	if (repositories.length === 0) return noneText(page);
	const columns = [
		{ title: "Name" },
		{
			title: "Priority",
			align: "right"
		},
		{
			title: "Packages",
			align: "right"
		},
		{ title: "State" },
		{
			title: "Address",
			gives: true
		},
		{
			title: "About",
			gives: true
		}
	];
	const rows = repositories.map((one) => [
		one.name,
		String(one.priority),
		String(one.packages),
		stateWords(one),
		inline(one.url),
		inline(one.description)
	]);
	return table(columns, rows, page.width);
}
function repositoriesInFull(repositories, setting) {
	if (repositories.length === 0) return noneText(setting);
	return repositories.map((one) => inFull(one, setting)).join("\n\n");
}
function noneText(page) {
	return `There is no repository yet. Add one: ${page.command("repository", "add")} NAME URL`;
}
function inFull(one, setting) {
	const rows = [
		["State", stateWords(one)],
		["Priority", String(one.priority)],
		["Packages", String(one.packages)],
		...one.description === "" ? [] : [["About", inline(one.description)]],
		["Address", addressWords(one.url, one, setting)],
		...one.mirrors.map((url, at) => [at === 0 ? "Mirrors" : "", addressWords(url, one, setting)]),
		["Trust", one.openPgp === null ? "TUF, by its root" : "OpenPGP, by one key"],
		["Fingerprint", fingerprint(one.fingerprint)],
		...trustRows(one),
		...openPgpRows(one)
	];
	const lines = table([{ title: "" }, { title: "" }], rows, null).split("\n");
	return [bold(one.name), ...lines.map((line) => `  ${line}`)].join("\n");
}
function addressWords(url, { troubles }, setting) {
	const trouble = troubles.find((each) => each.url === url);
	if (trouble === void 0) return inline(url);
	const { title, cause } = failureWords(trouble.failure, setting);
	return `${inline(url)}  ${yellow(`failed ${moment(trouble.at)}: ${cause ?? title}`)}`;
}
function trustRows({ trust }) {
	if (trust === null) return [];
	return [
		["Root", `version ${trust.rootVersion}, ${trust.rootThreshold} of ${count(trust.rootKeys, "key")} must agree, valid until ${day(trust.rootExpires)}`],
		["Catalog", [
			`version ${trust.indexVersion}`,
			...trust.signedAt === null ? [] : [`signed ${moment(trust.signedAt)}`],
			`valid until ${moment(trust.validUntil)}`
		].join(", ")],
		...trust.snapshotSha256 === null ? [] : [["Snapshot", `version ${trust.snapshotVersion}, ${fingerprint(trust.snapshotSha256)}`]]
	];
}
function openPgpRows({ openPgp }) {
	if (openPgp === null) return [];
	const { users, algorithm, expires, signedAt } = openPgp;
	const until = expires === null ? "never expires" : `valid until ${day(expires)}`;
	return [
		["Key", `${inline(users.join(", "))}, ${inline(algorithm)}, ${until}`],
		["Catalog", signedAt === null ? "never seen" : `signed ${moment(signedAt)}`],
		["Freshness", yellow("no guarantee: nothing says until when this is the newest")]
	];
}
function stateWords(one) {
	const words = syncWords(one);
	const { state } = one.advisories;
	if (!one.enabled || state !== "outdated" && state !== "withheld") return words;
	return `${words}, ${yellow("without its newest advisories")}`;
}
function syncWords(one) {
	if (!one.enabled) return dim("not in use");
	if (one.problem !== null) return red("last sync failed");
	if (one.trust?.state === "expired" || one.openPgp?.state === "expired") return red("expired");
	if (one.lastSync === null) return yellow("never synced");
	const synced = `synced ${moment(one.lastSync)}`;
	const failing = one.troubles.length;
	return failing === 0 ? green(synced) : yellow(`${synced}, ${count(failing, "address", "addresses")} failing`);
}
// cli/commands/repository.ts
async function add(input, context) {
	const url = addressOf(input.operand("url"), context.workingDirectory);
	const given = input.text("fingerprint");
	const expected = given === void 0 ? void 0 : fingerprintOf(given);
	const name = input.operand("name");
	const source = input.text("gpgKey");
	const offer = source === void 0 ? await confirmedRoot({
		url,
		name
	}, expected, context) : await confirmedKey({
		url,
		name,
		source
	}, expected, context);
	const added = await (await context.engine()).run("repository.add", {
		name,
		url: offer.url,
		description: input.text("description") ?? "",
		priority: input.number("priority") ?? 0,
		fingerprint: offer.fingerprint,
		mirrors: mirrorsIn("mirror", input, context),
		..."key" in offer ? { openPgpKey: offer.key } : {}
	}, {
		signal: context.signal,
		report: context.report
	});
	return {
		data: added,
		text: () => `Added "${added.name}": it offers ${count(added.packages, "package")}.`
	};
}
async function remove(input, context) {
	const name = input.operand("name");
	const data = await (await context.engine()).run("repository.remove", { name }, { signal: context.signal });
	return {
		data,
		text: () => removedText(name, data)
	};
}
async function list(_, context) {
	const repositories = await (await context.engine()).run("repository.list", {}, { signal: context.signal });
	const { program, typed, settings } = context;
	return {
		data: repositories,
		text: (page) => settings.verbose ? repositoriesInFull(repositories, {
			...page,
			program,
			typed
		}) : repositoriesText(repositories, page)
	};
}
var enable = (input, context) => configure(input, context, { enabled: true });
var disable = (input, context) => configure(input, context, { enabled: false });
async function setPriority(input, context) {
	const text = input.operand("n");
	const priority = Number(text);
	if (!/^-?\d+$/.test(text) || Math.abs(priority) > 1e3) throw usage(`"${text}" is no priority.`, "A whole number from -1000 to 1000 is needed.");
	return configure(input, context, { priority });
}
async function setMirrors(input, context) {
	const name = input.operand("name");
	const mirrors = mirrorsIn("url", input, context);
	const view = await (await context.engine()).run("repository.configure", {
		name,
		mirrors
	}, { signal: context.signal });
	return {
		data: view,
		text: () => mirrorsText(view)
	};
}
async function sync(input, context) {
	const name = input.text("repository");
	const results = await (await context.engine()).run("repository.sync", {
		...name === void 0 ? {} : { names: [name] },
		force: input.flag("force")
	}, {
		signal: context.signal,
		report: context.report
	});
	const failed = results.find((one) => one.failure !== null)?.failure;
	return {
		data: results,
		text: (page) => syncText(results, {
			...page,
			program: context.program,
			typed: context.typed
		}),
		...failed ? { exit: exitCodes[failed.code] } : {}
	};
}
async function configure(input, context, settings) {
	const name = input.operand("name");
	const view = await (await context.engine()).run("repository.configure", {
		name,
		...settings
	}, { signal: context.signal });
	const state = view.enabled ? "in use" : "not in use";
	return {
		data: view,
		text: () => `"${view.name}" is ${state}. Its priority is ${view.priority}.`
	};
}
function mirrorsIn(from, input, context) {
	return input.list(from).map((mirror) => addressOf(mirror, context.workingDirectory));
}
function mirrorsText({ name, url, mirrors }) {
	if (mirrors.length === 0) return `"${name}" has no mirrors: everything comes from its own address.`;
	return [`Packages of "${name}" come from, in this order:`, ...[...mirrors, url].map((each) => `  ${inline(each)}`)].join("\n");
}
function addressOf(text, workingDirectory) {
	if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
	const folder = path.resolve(workingDirectory, text);
	return /^[./~]/.test(text) || existsSync(folder) ? `${pathToFileURL(folder).href.replace(/\/$/, "")}/` : text;
}
async function confirmedRoot(where, expected, context) {
	const offer = await (await context.engine()).run("repository.inspect", where, {
		signal: context.signal,
		report: context.report
	});
	await confirmFingerprint(offer, {
		expected,
		text: () => offerText(offer),
		question: "Is this the fingerprint that its owner publishes? Type y to trust it: ",
		declined: "You said no, so the repository was not added."
	}, context);
	return offer;
}
function removedText(name, { disowned, pinned }) {
	return [
		`Removed "${name}". What was installed from it stays.`,
		...disowned.length === 0 ? [] : [`It owned ${listed(disowned)}: every repository may offer that now.`],
		...pinned.length === 0 ? [] : [yellow(`Still pinned to it, so nothing is taken for them: ${listed(pinned)}.`)]
	].join("\n");
}
function offerText(offer) {
	const groups = fingerprint(offer.fingerprint).split(" ");
	return [
		`The repository at ${bold(inline(offer.url))} shows this root fingerprint:`,
		"",
		`  ${groups.slice(0, 4).join(" ")}`,
		`  ${groups.slice(4).join(" ")}`,
		"",
		`${count(offer.keys, "key speaks", "keys speak")} for it, ${offer.threshold} must agree. Valid until ${day(offer.expires)}.`
	].join("\n");
}
function syncText(results, setting) {
	if (results.length === 0) return "There is no repository in use.";
	const rows = results.map((one) => [
		one.name,
		outcomeWords(one),
		count(one.packages, "package")
	]);
	const problems = results.flatMap(({ name, failure }) => {
		if (failure === null) return [];
		const { title, cause, fix } = failureWords(failure, setting);
		return [
			"",
			`${red(name)}: ${title}`,
			...[cause, fix].filter((part) => part !== null).map((part) => `  ${part}`)
		];
	});
	const stale = results.flatMap(({ name, advisories }) => advisories.state === "outdated" || advisories.state === "withheld" ? ["", yellow(staleWords({
		repository: name,
		...advisories
	}, setting))] : []);
	return [
		table([
			{ title: "" },
			{ title: "" },
			{ title: "" }
		], rows, setting.width),
		...problems,
		...stale
	].join("\n");
}
function outcomeWords({ outcome }) {
	if (outcome === "failed") return red("failed");
	return outcome === "updated" ? green("updated") : "nothing new";
}
export { add, disable, enable, list, remove, setMirrors, setPriority, sync };

//# sourceMappingURL=repository-D2OpgCYG.js.map