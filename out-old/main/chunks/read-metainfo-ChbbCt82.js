import { Cr as ReleaseUrgency, Er as localeForm, Or as translatedLength, Tr as appLimits, br as ratingLevels, kr as urlKinds, yr as ratingAttributes } from "./shared-DyOnH0nz.js";
import sax from "sax";
// engine/xml/read-xml.ts
var maximumXmlBytes = 2097152;
var maximumDepth = 32;
var maximumElements = 1e5;
function parseXml(text) {
	if (text.length > 2097152) return {
		problem: "too-long",
		line: null,
		detail: `${maximumXmlBytes} characters`
	};
	try {
		return read(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		if (error instanceof Refused) return error.found;
		throw error;
	}
}
function isXmlProblem(read) {
	return "problem" in read;
}
var Refused = class extends Error {
	found;
	constructor(problem, line, detail) {
		super(detail);
		this.found = {
			problem,
			line,
			detail
		};
	}
};
function read(text) {
	const parser = sax.parser(true, {
		strictEntities: true,
		position: true
	});
	const refuse = (problem, detail) => {
		throw new Refused(problem, parser.line + 1, detail);
	};
	const open = [];
	const roots = [];
	let elements = 0;
	const hear = (said) => void open.at(-1)?.children.push(said);
	parser.onerror = (error) => refuse("syntax", error.message.split("\n", 1)[0] ?? "");
	parser.ondoctype = () => refuse("document-type", "");
	parser.ontext = hear;
	parser.oncdata = hear;
	parser.onopentag = ({ name, attributes }) => {
		elements += 1;
		if (elements > maximumElements) refuse("too-many", `${maximumElements} elements`);
		if (open.length >= maximumDepth) refuse("too-deep", `${maximumDepth} elements`);
		if (open.length === 0 && roots.length > 0) refuse("syntax", "A second root");
		const element = {
			name,
			attributes,
			children: [],
			line: parser.line + 1 - lineBreaks(text, parser.startTagPosition, parser.position)
		};
		(open.at(-1)?.children ?? roots).push(element);
		open.push(element);
	};
	parser.onclosetag = () => void open.pop();
	parser.write(text).close();
	return roots[0] ?? refuse("syntax", "No root");
}
function lineBreaks(text, from, to) {
	return text.slice(from, to).split("\n").length - 1;
}
function elementsOf(parent, name) {
	return parent.children.filter((child) => typeof child !== "string" && (name === void 0 || child.name === name));
}
function textOf(element) {
	return element.children.map((child) => typeof child === "string" ? child : textOf(child)).join("");
}
// engine/appstream/findings.ts
var shown = 120;
var most = 500;
function note(into, severity, rule, about = {}) {
	if (into.all.length >= most) return;
	const { line = null, value, accepted = null } = about;
	into.all.push({
		severity,
		rule,
		file: into.file,
		line,
		value: value === void 0 ? null : value.slice(0, shown),
		accepted
	});
}
// engine/appstream/clean-text.ts
var unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu;
function hidesCharacters(text) {
	return text.search(unseen) !== -1;
}
function lineOf(text) {
	return text.replace(unseen, "").replaceAll(/\s+/g, " ").trim();
}
function cut(text, length) {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).replace(/\s+\S{0,40}$/, "").replace(/[\ud800-\udbff]$/, "")}\u2026`;
}
// engine/appstream/locale.ts
var modifiers = {
	latin: "Latn",
	cyrillic: "Cyrl",
	arabic: "Arab",
	devanagari: "Deva",
	valencia: "valencia",
	tarask: "tarask"
};
function toLocale(posix) {
	const [, language = "", region = "", modifier = ""] = /^([A-Za-z]{2,3})(?:[_-]([A-Za-z0-9]+))?(?:\.[\w-]+)?(?:@(\w+))?$/.exec(posix) ?? [];
	const tag = modifier === "" ? "" : modifiers[modifier] ?? "unknown to us";
	const isScript = /^[A-Z]/.test(tag);
	const locale = [
		language.toLowerCase(),
		isScript ? tag : "",
		cased(region),
		isScript ? "" : tag
	].filter((part) => part !== "").join("-");
	return localeForm.test(locale) ? locale : null;
}
function cased(part) {
	if (part.length !== 4) return part.toUpperCase();
	return `${part.slice(0, 1).toUpperCase()}${part.slice(1).toLowerCase()}`;
}
// engine/appstream/desktop-file.ts
function readDesktopFile(id, text) {
	const values = mainGroup(text);
	if (values === null || (values.get("Type") ?? "Application") !== "Application") return null;
	const isTrue = (key) => values.get(key) === "true";
	return {
		id,
		names: localized(values, "Name", 200),
		comments: localized(values, "Comment", 400),
		genericNames: localized(values, "GenericName", 200),
		keywords: localized(values, "Keywords", 2e3),
		categories: listOf(values.get("Categories")).slice(0, 30),
		mediaTypes: listOf(values.get("MimeType")),
		icon: values.get("Icon") ?? null,
		program: programOf(values.get("Exec")),
		terminal: isTrue("Terminal"),
		isShown: !isTrue("NoDisplay") && !isTrue("Hidden")
	};
}
function listOf(value = "") {
	return [...new Set(value.split(";").map(lineOf))].filter((one) => one !== "");
}
function mainGroup(text) {
	const lines = text.split("\n");
	const start = lines.findIndex((line) => /^\[Desktop Entry\]\s*$/.test(line));
	if (start === -1) return null;
	const values = new Map();
	for (const line of lines.slice(start + 1)) {
		if (line.startsWith("[")) break;
		const [, key = "", value = ""] = /^([A-Za-z0-9-]+(?:\[[^\]]{1,40}\])?)\s*=\s*(.*)$/.exec(line) ?? [];
		if (key !== "" && !values.has(key)) values.set(key, unescaped(value));
	}
	return values;
}
function unescaped(value) {
	const meanings = {
		s: " ",
		n: " ",
		t: " ",
		r: " "
	};
	return value.replaceAll(/\\(.)/g, (_whole, letter) => meanings[letter] ?? letter).trim();
}
function localized(values, key, length) {
	const found = new Map();
	for (const [written, value] of values) {
		const [, name, language] = /^([A-Za-z0-9-]+)(?:\[(.*)\])?$/.exec(written) ?? [];
		const locale = language === void 0 ? "" : toLocale(language);
		const words = cut(lineOf(value), length);
		if (name === key && locale !== null && words !== "" && !found.has(locale)) found.set(locale, words);
	}
	return found;
}
function programOf(exec = "") {
	const words = [...exec.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
	const isAround = (word) => /^(?:\/usr\/bin\/)?env$/.test(word) || /^\w+=/.test(word);
	const name = words.find((word) => !isAround(word))?.split("/").at(-1) ?? "";
	return /^[\w+.-]{1,100}$/.test(name) ? name : null;
}
// engine/base/defined.ts
function defined(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}
// engine/appstream/markup.ts
var known$1 = new Set([
	"p",
	"ul",
	"ol",
	"li",
	"em",
	"code"
]);
var silent = new Set([
	"script",
	"style",
	"iframe",
	"object",
	"embed",
	"svg",
	"template",
	"head",
	"title"
]);
var blocks = new Set([
	"p",
	"ul",
	"ol",
	"div",
	"section",
	"h1",
	"h2",
	"h3",
	"h4",
	"blockquote",
	"pre"
]);
function plainText(description, locale) {
	const odd = new Set();
	noteOdd(description, odd);
	return {
		text: blocksOf(description, locale).join("\n\n"),
		odd: [...odd],
		hides: hidesCharacters(textOf(description))
	};
}
function localesOf(element) {
	const found = new Set();
	for (const child of elementsOf(element)) {
		const locale = localeOf(child);
		if (locale !== null && locale !== "none") found.add(locale);
		for (const below of localesOf(child)) found.add(below);
	}
	return found;
}
function localeOf({ attributes }) {
	const written = attributes["xml:lang"];
	if (written === void 0 || written === "C") return null;
	return toLocale(written) ?? "none";
}
function noteOdd(element, odd) {
	for (const child of elementsOf(element)) {
		if (!known$1.has(child.name)) odd.add(child.name.slice(0, 40));
		noteOdd(child, odd);
	}
}
function blocksOf(parent, locale) {
	const found = [];
	let loose = "";
	const flush = () => {
		const line = lineOf(loose);
		if (line !== "") found.push(line);
		loose = "";
	};
	for (const child of inLanguage(parent, locale)) {
		if (typeof child === "string" || !blocks.has(child.name)) {
			loose += typeof child === "string" ? child : inline(child);
			continue;
		}
		flush();
		found.push(...blockOf(child, locale));
	}
	flush();
	return found;
}
function blockOf(element, locale) {
	if (element.name !== "ul" && element.name !== "ol") return blocksOf(element, locale);
	const marked = inLanguage(element, locale).filter((child) => typeof child !== "string").map((child) => lineOf(inline(child))).filter((point) => point !== "").map((point, index) => `${element.name === "ol" ? `${index + 1}.` : "-"} ${point}`);
	return marked.length === 0 ? [] : [marked.join("\n")];
}
function inline(element) {
	if (silent.has(element.name.toLowerCase())) return " ";
	const text = element.children.map((child) => typeof child === "string" ? child : inline(child)).join("");
	if (element.name === "code" && text.trim() !== "") return `\`${text.trim()}\``;
	return element.name === "br" || element.name === "li" ? ` ${text} ` : text;
}
function inLanguage(parent, locale) {
	const chosen = [];
	for (const child of parent.children) {
		if (typeof child === "string") {
			chosen.push(child);
			continue;
		}
		const own = localeOf(child);
		if (own === null) chosen.push(child);
		else if (own === locale) replaceLast(chosen, child);
	}
	return chosen;
}
function replaceLast(chosen, translated) {
	const at = chosen.findLastIndex((one) => typeof one !== "string");
	const last = chosen[at];
	if (typeof last === "object" && last.name === translated.name && localeOf(last) === null) chosen[at] = translated;
	else chosen.push(translated);
}
// engine/appstream/component-words.ts
function wordsOf(parent, name, findings) {
	const found = new Map();
	const length = name === "name" ? 200 : 400;
	for (const child of elementsOf(parent, name)) {
		const locale = localeOf(child) ?? "";
		const words = lineOf(textOf(child));
		if (locale === "none" || words === "" || found.has(locale)) continue;
		if (words.length > length) note(findings, "warning", "text/long", {
			line: child.line,
			value: name
		});
		found.set(locale, cut(words, length));
	}
	return found;
}
function keywordsByLocale(element) {
	const found = new Map();
	for (const group of elementsOf(element, "keywords")) {
		const around = localeOf(group) ?? "";
		for (const child of elementsOf(group, "keyword")) {
			const locale = localeOf(child) ?? around;
			const word = cut(lineOf(textOf(child)), 100);
			const words = found.get(locale) ?? [];
			if (word !== "" && words.length < appLimits.keywords && !words.includes(word)) words.push(word);
			if (words.length > 0) found.set(locale, words);
		}
	}
	found.delete("none");
	return found;
}
function single(parent, name) {
	const [first] = elementsOf(parent, name);
	const text = first === void 0 ? "" : lineOf(textOf(first));
	return text === "" ? null : text;
}
// engine/appstream/web-address.ts
function webAddress(text) {
	const address = text.trim();
	if (!/^https?:\/\/[^\s\p{Cc}\p{Cf}]{1,900}$/u.test(address)) return null;
	const parsed = URL.parse(address);
	return parsed === null || parsed.username !== "" || parsed.href.length > 990 ? null : parsed.href;
}
// engine/appstream/component-facts.ts
function factsOf(component, findings) {
	return {
		facts: withoutEmpty({
			...developerOf(component),
			...providedBy(component),
			keywords: keywordsByLocale(component).get("") ?? [],
			metadata_license: single(component, "metadata_license") ?? void 0,
			urls: urlsOf$1(component, findings),
			launchables: launchablesOf(component),
			requires: fitOf(component, "requires", findings),
			recommends: fitOf(component, "recommends", findings),
			supports: fitOf(component, "supports", findings),
			branding: brandingOf(component),
			extends: linesIn([component], "extends").filter((id) => /^[A-Za-z0-9][\w.+-]{0,254}$/.test(id)).slice(0, 20),
			date_eol: /^\d{4}-\d{2}-\d{2}/.exec(component.attributes["date_eol"] ?? "")?.[0]
		}),
		categories: linesIn(elementsOf(component, "categories"), "category").slice(0, 30),
		icons: elementsOf(component, "icon").map((icon) => ({
			type: icon.attributes["type"] ?? "stock",
			value: lineOf(textOf(icon))
		}))
	};
}
function withoutEmpty(facts) {
	const isSaid = (value) => value !== void 0 && !(typeof value === "object" && Object.keys(value).length === 0);
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => isSaid(value)));
}
function developerOf(component) {
	const [developer] = elementsOf(component, "developer");
	const id = developer?.attributes["id"] ?? "";
	const name = (developer === void 0 ? null : single(developer, "name")) ?? single(component, "developer_name");
	return {
		...name === null ? {} : { developer: cut(name, 200) },
		.../^[A-Za-z0-9][\w.+-]{0,254}$/.test(id) ? { developer_id: id } : {}
	};
}
function providedBy(component) {
	const provides = elementsOf(component, "provides");
	const types = [
		...linesIn(provides, "mediatype"),
		...linesIn(provides, "mimetype"),
		...linesIn(elementsOf(component, "mimetypes"), "mimetype")
	];
	return {
		binaries: linesIn(provides, "binary").slice(0, 200),
		media_types: mediaTypes(types)
	};
}
function mediaTypes(types) {
	const form = /^[\w.+-]{1,100}\/[\w.+*-]{1,150}$/;
	return [...new Set(types)].filter((type) => form.test(type)).slice(0, 300);
}
function linesIn(parents, name) {
	const all = parents.flatMap((parent) => elementsOf(parent, name)).map((element) => cut(lineOf(textOf(element)), 200));
	return [...new Set(all)].filter((text) => text !== "");
}
function urlsOf$1(component, findings) {
	const urls = {};
	for (const element of elementsOf(component, "url")) {
		const { line, attributes } = element;
		const kind = urlKinds.find((one) => one === attributes["type"]);
		const address = webAddress(textOf(element));
		if (kind === void 0) note(findings, "warning", "value/unknown", {
			line,
			value: attributes["type"] ?? "",
			accepted: urlKinds.join(", ")
		});
		else if (address === null) note(findings, "error", "url/form", {
			line,
			value: textOf(element).trim(),
			accepted: "https://\u2026"
		});
		else urls[kind] ??= address;
	}
	return urls;
}
var launchableTypes = [
	"desktop-id",
	"service",
	"cockpit-manifest",
	"url"
];
function launchablesOf(component) {
	return elementsOf(component, "launchable").slice(0, 20).flatMap((element) => {
		const type = launchableTypes.find((one) => one === element.attributes["type"]);
		const value = cut(lineOf(textOf(element)), 300);
		return type === void 0 || value === "" ? [] : [{
			type,
			value
		}];
	});
}
var sizes = {
	xsmall: "360",
	small: "420",
	medium: "760",
	large: "900",
	xlarge: "1200"
};
var comparisons = {
	ge: ">=",
	le: "<=",
	gt: ">",
	lt: "<",
	eq: "="
};
var controls = [
	"pointing",
	"keyboard",
	"console",
	"tablet",
	"touch",
	"gamepad",
	"tv-remote",
	"voice",
	"vision"
];
var connections = [
	"always",
	"offline-only",
	"first-run"
];
function fitOf(component, name, findings) {
	const groups = elementsOf(component, name);
	const lengths = groups.flatMap((group) => elementsOf(group, "display_length")).map(displayLength);
	const memory = groups.flatMap((group) => elementsOf(group, "memory")).map((one) => compared(one))[0];
	const hands = controls.filter((control) => linesIn(groups, "control").includes(control));
	const internet = connections.find((one) => linesIn(groups, "internet").includes(one));
	for (const unknown of linesIn(groups, "control").filter((one) => !controls.some((each) => each === one))) note(findings, "warning", "value/unknown", {
		line: groups[0]?.line ?? null,
		value: unknown,
		accepted: controls.join(", ")
	});
	const said = lengths.filter((one) => one !== void 0).slice(0, 4);
	return {
		...said.length === 0 ? {} : { display_length: said },
		...hands.length === 0 ? {} : { controls: hands },
		...memory === void 0 ? {} : { memory },
		...internet === void 0 ? {} : { internet }
	};
}
function displayLength(element) {
	const length = compared(element);
	return length !== void 0 && element.attributes["side"] === "longest" ? `${length} longest` : length;
}
function compared(element) {
	const said = lineOf(textOf(element));
	const value = sizes[said] ?? said;
	const comparison = comparisons[element.attributes["compare"] ?? "ge"];
	return /^\d{1,5}$/.test(value) && comparison !== void 0 ? `${comparison} ${value}` : void 0;
}
function brandingOf(component) {
	const colors = elementsOf(component, "branding").flatMap((group) => elementsOf(group, "color"));
	const of = (scheme) => {
		const fits = (color) => color.attributes["scheme_preference"] === scheme;
		const plain = (color) => color.attributes["scheme_preference"] === void 0;
		const chosen = colors.find(fits) ?? colors.find(plain);
		const written = chosen === void 0 ? "" : lineOf(textOf(chosen));
		return /^#[0-9a-fA-F]{6}$/.test(written) ? written.toLowerCase() : void 0;
	};
	const [light, dark] = [of("light"), of("dark")];
	return {
		...light === void 0 ? {} : { light },
		...dark === void 0 ? {} : { dark }
	};
}
// engine/appstream/debian-text.ts
function readDebianText(field) {
	const [first = "", ...below] = field.split("\n");
	const blocks = [];
	for (const raw of below) addLine(blocks, raw.replace(/^ /, "").trimEnd());
	const description = blocks.filter((block) => block !== "").join("\n\n");
	return {
		summary: cut(lineOf(first), 400),
		description: cut(description, 2e4)
	};
}
function addLine(blocks, line) {
	const open = blocks.at(-1) ?? "";
	const point = /^\s*(?:[-*+\u2022]|o(?= ))\s+(.*)$/.exec(line)?.[1];
	if (/^\s*\.?$/.test(line)) blocks.push("");
	else if (point === void 0) extend(blocks, open === "" ? lineOf(line) : `${open} ${lineOf(line)}`);
	else if (isPoints(open)) extend(blocks, `${open}\n- ${lineOf(point)}`);
	else blocks.push(`- ${lineOf(point)}`);
}
function extend(blocks, block) {
	blocks.splice(-1, 1, block);
}
function isPoints(block) {
	return block.startsWith("- ");
}
// engine/appstream/fit-translations.ts
var first = [
	"zh-CN",
	"es",
	"fr",
	"ar",
	"pt-BR",
	"ru",
	"de",
	"ja",
	"hi",
	"it",
	"tr",
	"ko",
	"pl",
	"nl",
	"uk",
	"zh-TW"
];
function fitTranslations(all) {
	const rank = (locale) => first.includes(locale) ? first.indexOf(locale) : first.length;
	const locales = Object.keys(all).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
	const kept = {};
	const short = new Set(locales);
	let left = appLimits.translated;
	const put = (locale, translation) => {
		const before = kept[locale];
		const more = translatedLength({ it: translation }) - (before === void 0 ? 0 : translatedLength({ it: before }));
		if (more > left || Object.keys(translation).length === 0) return false;
		kept[locale] = translation;
		left -= more;
		return true;
	};
	for (const locale of locales.slice(0, appLimits.locales)) {
		const { description: _long, captions: _many, ...brief } = all[locale];
		put(locale, brief);
	}
	for (const locale of locales) if ((locale in kept || !isBrief(all[locale])) && put(locale, all[locale])) short.delete(locale);
	else if (isBrief(all[locale]) && locale in kept) short.delete(locale);
	const sorted = Object.entries(kept).toSorted(([a], [b]) => a < b ? -1 : 1);
	return {
		translations: Object.fromEntries(sorted),
		cut: short.size
	};
}
function isBrief({ description, captions }) {
	return description === void 0 && captions === void 0;
}
// engine/appstream/make-app.ts
function makeApp(sources, findings) {
	const { component, entry, control } = sources;
	const debian = readDebianText(control.description);
	const words = component?.words ?? {};
	return defined({
		...words,
		id: component?.id ?? entry?.id ?? control.name,
		...namesOf(sources, debian),
		...entry === null ? {} : wordsOfEntry(words, entry),
		urls: urlsOf(words, control),
		launchable: launchableOf(sources),
		translations: translationsOf$1(words.translations ?? {}, entry, findings)
	});
}
function namesOf({ component, entry, control }, debian) {
	const name = firstSaid([component?.name, wordOf(entry?.names)]) ?? control.name;
	const ofEntry = [wordOf(entry?.comments), wordOf(entry?.genericNames)];
	return {
		name,
		summary: firstSaid([
			component?.summary,
			debian.summary,
			...ofEntry
		]) ?? name,
		description: firstSaid([component?.words.description, debian.description])
	};
}
function firstSaid(words) {
	return words.find((one) => one !== null && one !== void 0 && one !== "") ?? void 0;
}
function wordOf(words) {
	return words?.get("");
}
function urlsOf({ urls }, { homepage }) {
	const all = {
		...homepage === void 0 ? {} : { homepage },
		...urls
	};
	return Object.keys(all).length === 0 ? void 0 : all;
}
function wordsOfEntry(words, entry) {
	const keywords = words.keywords ?? keywordList(entry.keywords.get(""));
	const types = words.media_types ?? mediaTypes(entry.mediaTypes);
	return {
		...keywords.length === 0 ? {} : { keywords },
		...types.length === 0 ? {} : { media_types: types }
	};
}
function keywordList(value) {
	return listOf(value).map((word) => cut(lineOf(word), 100)).slice(0, 64);
}
function translationsOf$1(said, entry, findings) {
	const all = { ...said };
	if (entry !== null) for (const [locale, translation] of translationsOfEntry(entry)) all[locale] = {
		...translation,
		...all[locale]
	};
	const fitted = fitTranslations(all);
	if (fitted.cut > 0) note(findings, "hint", "translations/cut", { value: String(fitted.cut) });
	return Object.keys(fitted.translations).length === 0 ? void 0 : fitted.translations;
}
function translationsOfEntry(entry) {
	const locales = new Set([...entry.names.keys(), ...entry.comments.keys()]);
	locales.delete("");
	return new Map([...locales].map((locale) => {
		const keywords = keywordList(entry.keywords.get(locale));
		return [locale, defined({
			name: entry.names.get(locale),
			summary: entry.comments.get(locale),
			keywords: keywords.length === 0 ? void 0 : keywords
		})];
	}));
}
var programFolders = [
	"usr/bin",
	"usr/games",
	"usr/sbin",
	"bin",
	"sbin"
];
function launchableOf({ entry, tree, component }) {
	const isHere = (program) => {
		const places = new Set(programFolders.map((folder) => `${folder}/${program ?? ""}`));
		return tree.files.some((file) => places.has(file.path));
	};
	const program = entry?.program;
	if (isHere(program)) return {
		kind: entry?.terminal === true ? "terminal" : "desktop",
		exec: program
	};
	const [binary] = component?.kind === "console-application" ? component.words.binaries ?? [] : [];
	return isHere(binary) ? {
		kind: "terminal",
		exec: binary
	} : void 0;
}
// engine/appstream/component-rating.ts
function ratingFrom(component, findings) {
	const all = elementsOf(component, "content_rating");
	const known = all.find(({ attributes }) => /^oars-1\.[01]$/.test(attributes["type"] ?? ""));
	const [first] = all;
	if (first !== void 0 && known === void 0) {
		const value = first.attributes["type"] ?? "";
		note(findings, "warning", "rating/unknown", {
			line: first.line,
			value,
			accepted: "oars-1.1"
		});
	}
	if (known === void 0) return null;
	const type = known.attributes["type"] === "oars-1.0" ? "oars-1.0" : "oars-1.1";
	const attributes = {};
	for (const element of elementsOf(known, "content_attribute")) {
		const id = ratingAttributes.find((one) => one === element.attributes["id"]);
		const said = lineOf(textOf(element));
		const level = ratingLevels.find((one) => one === said);
		if (id !== void 0 && level !== void 0) attributes[id] = level;
		else note(findings, "warning", "rating/unknown", {
			line: element.line,
			value: `${element.attributes["id"] ?? ""} ${said}`.trim(),
			accepted: ratingLevels.join(", ")
		});
	}
	return {
		type,
		attributes
	};
}
// engine/appstream/component-releases.ts
var longestNotes = 1e4;
function releasesOf(component, findings, lines) {
	const found = [];
	for (const element of elementsOf(component, "releases").flatMap((all) => elementsOf(all, "release"))) {
		if (found.length === appLimits.releases) {
			note(findings, "warning", "release/cut", {
				line: element.line,
				value: String(appLimits.releases)
			});
			break;
		}
		const release = releaseOf(element, findings);
		if (release === null) continue;
		lines.set(`releases.${found.length}`, element.line);
		found.push(release);
	}
	return found;
}
function releaseOf(element, findings) {
	const { attributes, line } = element;
	const version = lineOf(attributes["version"] ?? "");
	const date = dayOf(attributes);
	if (version === "" || date === null) {
		const value = attributes["date"] ?? attributes["timestamp"] ?? "";
		note(findings, "error", "release/date", {
			line,
			value: `${version} ${value}`.trim(),
			accepted: "2026-03-01"
		});
		return null;
	}
	const [url] = elementsOf(element, "url").map((one) => webAddress(textOf(one)));
	const issues = issuesOf(element);
	return defined({
		version: cut(version, 200),
		date,
		notes: notesOf(element, findings),
		kind: [
			"stable",
			"development",
			"snapshot"
		].find((one) => one === attributes["type"]),
		urgency: urgencyOf(element, findings),
		url: url ?? void 0,
		issues: issues.length === 0 ? void 0 : issues
	});
}
function urgencyOf({ attributes, line }, findings) {
	const said = attributes["urgency"];
	const urgency = ReleaseUrgency.options.find((one) => one === said);
	if (said !== void 0 && urgency === void 0) {
		const accepted = ReleaseUrgency.options.join(", ");
		note(findings, "warning", "value/unknown", {
			line,
			value: said,
			accepted
		});
	}
	return urgency;
}
function notesOf(element, findings) {
	const [description] = elementsOf(element, "description");
	if (description === void 0) return void 0;
	const { text, odd } = plainText(description, null);
	if (odd.length > 0) note(findings, "error", "text/markup", {
		line: description.line,
		value: odd.join(", "),
		accepted: "p, ul, ol, li, em, code"
	});
	return text === "" ? void 0 : cut(text, longestNotes);
}
function dayOf({ date, timestamp }) {
	const day = date?.trim() ?? dayOfSeconds(timestamp);
	const [whole = ""] = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(day) ?? [];
	const moment = Date.parse(`${whole}T00:00:00Z`);
	return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(whole) && whole !== "" ? whole : null;
}
function dayOfSeconds(timestamp = "") {
	return /^\d{1,12}$/.test(timestamp) && Number(timestamp) < 253402300800 ? new Date(Number(timestamp) * 1e3).toISOString() : "";
}
function issuesOf(element) {
	return elementsOf(element, "issues").flatMap((list) => elementsOf(list, "issue")).slice(0, appLimits.issues).flatMap((issue) => {
		const id = cut(lineOf(textOf(issue)), 100);
		const url = webAddress(issue.attributes["url"] ?? "");
		return id === "" ? [] : [{
			id,
			...url === null ? {} : { url }
		}];
	});
}
// engine/appstream/component-screenshots.ts
function screenshotsOf(component, findings, lines) {
	const all = elementsOf(component, "screenshots").flatMap((list) => elementsOf(list, "screenshot"));
	const inOrder = all.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)));
	if (all.length > 0 && !all.some(isDefault)) note(findings, "warning", "screenshot/no-default", {
		line: all[0].line,
		accepted: "type=\"default\""
	});
	const found = [];
	for (const element of inOrder.slice(0, appLimits.screenshots)) {
		const offer = offerOf(element, findings);
		if (offer === null) continue;
		lines.set(`screenshots.${found.length}`, element.line);
		found.push(offer);
	}
	return found;
}
function isDefault({ attributes }) {
	return attributes["type"] === "default";
}
function offerOf(element, findings) {
	const image = elementsOf(element, "image").find(({ attributes }) => attributes["type"] !== "thumbnail");
	if (image === void 0) return null;
	const url = webAddress(textOf(image));
	if (url === null) {
		note(findings, "error", "url/form", {
			line: image.line,
			value: textOf(image).trim(),
			accepted: "https://\u2026"
		});
		return null;
	}
	const captions = wordsOf(element, "caption", findings);
	const caption = captions.get("") ?? "";
	captions.delete("");
	return {
		url,
		caption,
		captions,
		width: pixels(image, "width"),
		height: pixels(image, "height")
	};
}
function pixels({ attributes }, name) {
	const written = attributes[name] ?? "";
	return /^[1-9]\d{0,4}$/.test(written) ? Number(written) : null;
}
// engine/appstream/component.ts
var kinds = {
	desktop: "desktop-application",
	console: "console-application",
	webapp: "web-application"
};
var lists = new Set([
	"translation",
	"provides",
	"url",
	"icon",
	"launchable",
	"extends",
	"content_rating"
]);
var known = new Set(`id name name_variant_suffix summary description metadata_license project_license project_group developer developer_name
  launchable url icon keywords categories releases screenshots provides requires recommends supports suggests extends
  content_rating branding languages translation update_contact custom agreement mimetypes compulsory_for_desktop bundle
  replaces pkgname source_pkgname tags references kudos metadata naming`.split(/\s+/));
function readComponent(element, findings) {
	const lines = linesOf(element, findings);
	const id = idOf(element, findings);
	if (id === null) return null;
	const kind = lineOf(element.attributes["type"] ?? "generic");
	const { facts, categories, icons } = factsOf(element, findings);
	const rating = ratingFrom(element, findings);
	const releases = releasesOf(element, findings, lines);
	const screenshots = screenshotsOf(element, findings, lines);
	const name = wordsOf(element, "name", findings);
	const summary = wordsOf(element, "summary", findings);
	const description = descriptionOf(element, findings);
	const translations = translationsOf({
		element,
		screenshots,
		name,
		summary,
		description
	});
	return {
		kind: kinds[kind] ?? kind,
		id,
		name: name.get("") ?? null,
		summary: summary.get("") ?? null,
		words: {
			...facts,
			...description.get("") === void 0 ? {} : { description: description.get("") },
			...rating === null ? {} : { content_rating: rating },
			...releases.length === 0 ? {} : { releases },
			...Object.keys(translations).length === 0 ? {} : { translations }
		},
		license: single(element, "project_license"),
		categories,
		icons,
		screenshots,
		lines
	};
}
function idOf(element, findings) {
	const id = single(element, "id");
	if (id === null) note(findings, "error", "id/missing", { line: element.line });
	else if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,254}$/.test(id)) return id;
	else note(findings, "error", "id/form", {
		line: element.line,
		value: id,
		accepted: "org.example.App"
	});
	return null;
}
function linesOf(element, findings) {
	const lines = new Map([["component", element.line]]);
	for (const child of elementsOf(element)) {
		if (lines.has(child.name) && localeOf(child) === null && !lists.has(child.name)) note(findings, "error", "field/repeated", {
			line: child.line,
			value: child.name
		});
		else if (!known.has(child.name)) note(findings, "hint", "field/unknown", {
			line: child.line,
			value: child.name
		});
		if (!lines.has(child.name)) lines.set(child.name, child.line);
		if (hidesCharacters(child.children.filter((part) => typeof part === "string").join(""))) note(findings, "warning", "text/hidden", {
			line: child.line,
			value: child.name
		});
	}
	return lines;
}
var longestDescription = 2e4;
function descriptionOf(element, findings) {
	const found = new Map();
	for (const description of elementsOf(element, "description")) {
		const whole = localeOf(description);
		if (whole === "none") continue;
		const plain = plainText(description, whole);
		if (whole === null && !found.has("")) tellOfText(description, plain, findings);
		for (const locale of new Set([whole ?? "", ...localesOf(description)])) {
			const { text } = plainText(description, locale === "" ? null : locale);
			if (text !== "" && !found.has(locale)) found.set(locale, cut(text, longestDescription));
		}
	}
	return found;
}
function tellOfText({ line }, { text, odd, hides }, findings) {
	if (odd.length > 0) note(findings, "error", "text/markup", {
		line,
		value: odd.slice(0, 5).join(", "),
		accepted: "p, ul, ol, li, em, code"
	});
	if (hides) note(findings, "warning", "text/hidden", {
		line,
		value: "description"
	});
	if (text.length > longestDescription) note(findings, "warning", "text/long", {
		line,
		value: "description"
	});
}
function translationsOf(said) {
	const keywords = keywordsByLocale(said.element);
	const locales = new Set([
		...said.name.keys(),
		...said.summary.keys(),
		...said.description.keys(),
		...said.screenshots.flatMap(({ captions }) => [...captions.keys()])
	]);
	locales.delete("");
	const all = {};
	for (const locale of [...locales].sort()) {
		const [name, summary, description] = [
			said.name,
			said.summary,
			said.description
		].map((of) => of.get(locale));
		const captions = said.screenshots.map((shot) => shot.captions.get(locale) ?? "");
		const words = keywords.get(locale);
		all[locale] = {
			...name === void 0 ? {} : { name },
			...summary === void 0 ? {} : { summary },
			...description === void 0 ? {} : { description },
			...words === void 0 ? {} : { keywords: words },
			...captions.some((caption) => caption !== "") ? { captions } : {}
		};
	}
	return all;
}
// engine/appstream/read-metainfo.ts
function readMetainfo(text, findings) {
	const root = parseXml(text);
	if (isXmlProblem(root)) {
		note(findings, "error", "xml/broken", {
			line: root.line,
			value: brokenBy(root)
		});
		return [];
	}
	return componentElements(root, findings).flatMap((element) => {
		const component = readComponent(element, findings);
		return component === null ? [] : [component];
	});
}
function brokenBy({ problem, detail }) {
	return problem === "syntax" ? detail : `${problem} ${detail}`.trim();
}
function componentElements(root, findings) {
	if (root.name === "component") return [root];
	if (root.name === "components") return catalogElements(root, findings);
	note(findings, "error", "xml/no-component", {
		line: root.line,
		value: root.name,
		accepted: "component"
	});
	return [];
}
function catalogElements(root, findings) {
	const version = root.attributes["version"] ?? "";
	if (/^(?:0\.\d{1,2}|1\.\d{1,2})$/.test(version)) return elementsOf(root, "component");
	note(findings, "error", "xml/catalog-version", {
		line: root.line,
		value: version,
		accepted: "0.6 \u2026 1.0"
	});
	return [];
}
export { note as a, maximumXmlBytes as c, hidesCharacters as i, parseXml as l, makeApp as n, elementsOf as o, readDesktopFile as r, isXmlProblem as s, readMetainfo as t };

//# sourceMappingURL=read-metainfo-ChbbCt82.js.map