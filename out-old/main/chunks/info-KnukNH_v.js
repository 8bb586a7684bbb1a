import { $n as count, Bn as riskLines, Gn as bold, Jn as inline, Kn as dim, Rn as advisoryTitle, Un as facts, Vn as sourceLines, Wn as table, Xn as red, Yn as paragraphs, Zn as yellow, er as day, qn as green, rr as listed, sr as size, tr as fingerprint, zn as publishersLines } from "./engine-CW36T4mF.js";
import { j as unexportedText } from "./change-DfVuWbkk.js";
// cli/output/app-words.ts
var licenseFiles = {
	"LicenseRef-debian-copyright": "as its copyright file says",
	"LicenseRef-npm": "as its license file says"
};
function licenseWords(expression) {
	return licenseFiles[expression] ?? inline(expression);
}
function ratingWords(rating) {
	if (rating === null) return "not rated";
	const age = rating.age === 0 ? "for everyone" : `from ${rating.age} years`;
	const parts = rating.attributes.map(({ id, level }) => `${id} ${level}`);
	return parts.length === 0 ? age : `${age} (${parts.join(", ")})`;
}
var linkTitles = {
	homepage: "App homepage",
	bugtracker: "Bug tracker",
	donation: "Donations",
	translate: "Translation",
	"vcs-browser": "Source code",
	contact: "Contact",
	help: "Help",
	faq: "Questions",
	contribute: "Contributing"
};
function fitWords(fit) {
	const { display_length: lengths = [], controls = [], memory, internet } = fit ?? {};
	return [
		...lengths.map((length) => `screen ${length} pixels`),
		...controls,
		...memory === void 0 ? [] : [`memory ${memory} MiB`],
		...internet === void 0 ? [] : [`internet ${internet}`]
	].join(", ");
}
// cli/commands/info.ts
async function info(input, context) {
	const parts = {
		dependencies: input.flag("dependencies"),
		security: input.flag("security"),
		files: input.flag("files")
	};
	const version = input.text("version");
	const repository = input.text("repository");
	const details = await (await context.engine()).run("package.info", {
		name: input.operand("name"),
		...version === void 0 ? {} : { version },
		...repository === void 0 ? {} : { repository },
		files: parts.files,
		locales: localesOf(context.environment)
	}, { signal: context.signal });
	return {
		data: details,
		text: (page) => infoText(details, parts, page)
	};
}
function localesOf({ LC_ALL: all, LC_MESSAGES: messages, LANG: language }) {
	const set = [
		all,
		messages,
		language
	].find((one) => one !== void 0 && one !== "");
	const [, code = "", region] = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@]|$)/.exec(set ?? "") ?? [];
	return code === "" ? [] : [region === void 0 ? code : `${code}-${region}`];
}
function infoText(details, parts, page) {
	const description = paragraphs(details.description, page.width);
	return [
		`${bold(inline(details.title))} ${inline(details.version)}\n${inline(details.summary)}`,
		facts(factRows(details), page.width),
		description === details.summary ? "" : description,
		unexportedText(details.unexported),
		parts.dependencies ? dependencyText(details) : "",
		parts.security ? securityText(details, page) : "",
		parts.files ? fileText(details) : ""
	].filter((part) => part !== "").join("\n\n");
}
function factRows(details) {
	const others = details.versions.flatMap(({ version, revoked }) => version === details.version ? [] : [revoked === void 0 ? version : `${version} (taken back)`]);
	return [
		["Package", details.name],
		["State", stateWords(details)],
		["Repository", inline(details.repository ?? "none offers it any more")],
		["Publisher", inline(details.publisher ?? "")],
		["Maintainer", inline(details.maintainer)],
		["License", licenseWords(details.license)],
		["Size", `${size(details.size)} to download, ${size(details.installedSize)} on disk`],
		["Runs on", details.architecture === "universal" ? "every machine" : inline(details.architecture)],
		["Published", details.published === null ? "" : day(details.published)],
		["Commands", details.commands.map(inline).join(", ")],
		["Categories", details.categories.map(inline).join(", ")],
		["Tags", details.tags.map(inline).join(", ")],
		["Provides", details.provides.map(inline).join(", ")],
		["Homepage", inline(details.homepage ?? "")],
		["Source", inline(details.sourceUrl ?? "")],
		...appRows(details),
		["Other versions", listed([...new Set(others)].map(inline))]
	];
}
function appRows(details) {
	const rating = details.role === "app" ? ratingWords(details.contentRating) : "";
	return [
		["Developer", inline([details.developer, details.developerId].filter((part) => part !== null).join(", "))],
		["Content", rating],
		["Needs", fitWords(details.requires)],
		["Best with", fitWords(details.recommendsFit)],
		["Opens", listed(details.mediaTypes.map(inline))],
		["Add-on of", details.extends.map(inline).join(", ")],
		["Add-ons", listed(details.addOns.map(({ name }) => inline(name)))],
		...details.urls.map(({ kind, url }) => [linkTitles[kind], inline(url)]),
		["End of life", details.endOfLife === null ? "" : yellow(`nobody mends it after ${day(details.endOfLife)}`)],
		["Newest", newestWords(details.releases)]
	];
}
function newestWords([release]) {
	if (release === void 0) return "";
	const { version, date, urgency, issues } = release;
	const mends = issues.length === 0 ? "" : `, mends ${listed(issues.map(({ id }) => inline(id)))}`;
	return `${inline(version)} of ${day(date)}${urgency === null ? "" : `, urgency ${urgency}`}${mends}`;
}
function stateWords({ installed, update }) {
	if (installed === null) return "not installed";
	const who = installed.chosen ? "" : ", because others need it";
	const newer = update === null ? "" : yellow(`, ${inline(update)} is out`);
	return `${green(`${inline(installed.version)} installed`)} on ${day(installed.at)}${who}${newer}`;
}
function dependencyText(details) {
	const needs = details.dependencies.map(({ clause, satisfiedBy }) => {
		if (satisfiedBy === null) return `  ${inline(clause)}  ${red("nothing satisfies it")}`;
		const release = `${satisfiedBy.name} ${inline(satisfiedBy.version)}`;
		return `  ${inline(clause)}  ${dim(satisfiedBy.installed ? `${release}, installed` : `${release} would come along`)}`;
	});
	const line = (name, values) => values.length === 0 ? [] : [`${name} ${listed(values.map(inline), 20)}.`];
	return [
		bold("Needs"),
		...needs.length === 0 ? ["  nothing"] : needs,
		...line("Goes well with", details.recommends),
		...line("Cannot be together with", details.conflicts),
		...line("Needed here by", details.neededBy)
	].join("\n");
}
function securityText({ name, security, hasScripts }, page) {
	const chain = table([
		{ title: "" },
		{ title: "" },
		{ title: "" },
		{
			title: "",
			gives: true
		}
	], security.chain.map((link) => [
		linkWords[link.kind],
		inline(link.title),
		linkState(link),
		`${fingerprint(inline(link.fingerprint)).slice(0, 35)}\u2026`
	]), page.width === null ? null : page.width - 2);
	const advisories = security.advisories.flatMap(advisoryLines);
	return [
		bold("Who vouches for it"),
		...chain.split("\n").map((line) => `  ${line}`),
		bold("Known weaknesses"),
		...advisories.length === 0 ? ["  none known"] : advisories,
		...hasScripts ? [`It brings install scripts, which run only if you say so. They are shown by: ${page.command("install", "--dry-run", name)}`] : []
	].join("\n");
}
function linkState({ state, expires, delegated }) {
	if (state === "valid" && delegated === true) return green("valid, named by the targets key");
	if (state === "missing" || expires === null) return state === "valid" ? green(state) : red(state);
	return state === "valid" ? green(`valid until ${day(expires)}`) : red(`expired ${day(expires)}`);
}
var linkWords = {
	root: "Root key",
	repository: "Repository",
	publisher: "Publisher",
	release: "This release"
};
function advisoryLines(one) {
	const fixedIn = one.fixedIn === null ? "" : `; fixed in ${inline(one.fixedIn)}`;
	return [
		`  ${advisoryTitle(one)}`,
		...riskLines(one).map((line) => `    ${line}`),
		...sourceLines(one).map((line) => `    ${line}`),
		...publishersLines(one).map((line) => `    ${line}`),
		`    ${stateSentences[one.state]}${fixedIn}.`
	];
}
var stateSentences = {
	affected: "This release is affected",
	fixed: "This release is not affected",
	unknown: "Whether this release is affected is not known"
};
function fileText({ files }) {
	if (files === null || files.length === 0) return `${bold("Files")}\n  none`;
	const rows = files.map((file) => {
		if (file.type === "directory") return [`${inline(file.path)}/`, ""];
		if (file.type === "symlink") return [`${inline(file.path)} \u2192 ${inline(file.target)}`, ""];
		return [inline(file.path), size(file.size)];
	});
	const body = table([{ title: "" }, {
		title: "",
		align: "right"
	}], rows, null);
	const plain = files.filter((file) => file.type !== "directory").length;
	return [bold(`Files (${count(plain, "file")})`), ...body.split("\n").map((line) => `  ${line}`)].join("\n");
}
export { info };

//# sourceMappingURL=info-KnukNH_v.js.map