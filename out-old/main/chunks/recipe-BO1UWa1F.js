import { $t as parseRelation, Ar as array, Br as literal, Dr as releaseFacts, Hr as maxLength, Qt as parseProvision, Sr as Day, Wr as minLength, Zr as optional, _r as ContentRating, ai as safeParse, c as pictureSize, ci as string, cr as ConfigurationCopy, ei as picklist, er as isVersion, fi as union, fr as Origin, hi as variant, hr as VersionSchemeName, ir as Alternative, li as transform, or as Architecture, pr as PackageName, ri as regex, s as maximumPixels, si as strictObject, sr as Caption, ti as pipe, tn as isProblem, vi as onDisk, wr as appFacts, xi as EngineError, yi as systemCode } from "./shared-DyOnH0nz.js";
import path from "node:path";
import { copyFile, mkdir, open, readFile, readdir, rename, rm, symlink } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";
// engine/builder/check-picture.ts
var maximumPictureBytes = 8388608;
var endings = {
	"image/svg+xml": "svg",
	"image/png": "png",
	"image/jpeg": "jpg",
	"image/webp": "webp"
};
var pictureTypes = [
	"image/svg+xml",
	"image/png",
	"image/jpeg",
	"image/webp"
];
function pictureEnding(type) {
	return endings[type];
}
function pictureType(bytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "image/png";
	if (buffer.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "image/jpeg";
	if (buffer.toString("latin1", 0, 4) === "RIFF" && buffer.toString("latin1", 8, 12) === "WEBP") return "image/webp";
	return isSvg(buffer) ? "image/svg+xml" : null;
}
function pictureProblem(bytes, types = pictureTypes) {
	if (bytes.length > 8388608) return `is bigger than ${maximumPictureBytes} bytes`;
	const type = pictureType(bytes);
	if (type === null) return "is no picture of a known kind";
	const size = pictureSize(bytes);
	if (size !== null && size.width * size.height > 16e6) return `has more than ${maximumPixels} pixels`;
	if (!types.includes(type)) return `is ${type}`;
	return type === "image/svg+xml" ? svgProblem(Buffer.from(bytes).toString("utf8")) : null;
}
var forbiddenElements = [
	"script",
	"foreignobject",
	"style",
	"iframe",
	"object",
	"embed",
	"handler",
	"listener"
];
function svgProblem(text) {
	if (/<!(?:doctype|entity|\[cdata\[)/i.test(text)) return "has a document type, an entity or CDATA";
	if (/<\?(?!xml\s)/i.test(text)) return "has a processing instruction";
	const forbidden = [...text.matchAll(/<\s*(?:[\w-]+:)?([\w-]+)/g)].map(([, name = ""]) => name).find((name) => forbiddenElements.includes(name.toLowerCase()));
	if (forbidden !== void 0) return `has the element ${forbidden}`;
	if (/[\s"'/]on[a-z]+\s*=/i.test(text)) return "has an event handler";
	const outside = references(text).find((target) => !target.startsWith("#"));
	if (outside !== void 0) return `refers to ${outside}`;
	return /@import|javascript:|&#/i.test(text) ? "hides a reference" : null;
}
function references(text) {
	const attributes = text.matchAll(/\b(?:[\w-]+:)?(?:href|src)\s*=\s*["']?\s*([^"'\s>]*)/gi);
	const functions = text.matchAll(/url\(\s*["']?\s*([^)"'\s]*)/gi);
	return [...attributes, ...functions].map(([, target = ""]) => target);
}
function isSvg(bytes) {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype[^>]*>\s*)?<(?:svg:)?svg[\s>]/i.test(text);
	} catch {
		return false;
	}
}
// engine/builder/yaml-document.ts
var maximumBytes = 1048576;
async function readYaml(file) {
	const text = await onDisk(file, async () => readFile(file, "utf8").catch((error) => {
		throw isMissing(error) ? new EngineError("file/not-found", { path: file }, { cause: error }) : error;
	}));
	if (text.length > maximumBytes) throw invalid({
		file,
		line: null,
		key: "",
		problem: `is longer than ${maximumBytes} characters`,
		accepted: "a short text"
	});
	return parseYaml(file, text);
}
function isMissing(error) {
	return [
		"ENOENT",
		"ENOTDIR",
		"EISDIR"
	].includes(systemCode(error) ?? "");
}
function parseYaml(file, text) {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {
		lineCounter,
		schema: "failsafe",
		uniqueKeys: true,
		logLevel: "error"
	});
	const [error] = document.errors;
	if (error !== void 0) {
		const problem = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
		throw invalid({
			file,
			line: error.linePos?.[0].line ?? null,
			key: "",
			problem,
			accepted: "YAML"
		});
	}
	const lineAt = (node) => node?.range ? lineCounter.linePos(node.range[0]).line : null;
	const refuse = (node, what) => {
		throw invalid({
			file,
			line: lineAt(node),
			key: "",
			problem: `uses ${what}`,
			accepted: "plain YAML, everything written out"
		});
	};
	visit(document, {
		Alias: (_key, node) => refuse(node, `the alias *${node.source}`),
		Node: (_key, node) => {
			if ("anchor" in node && node.anchor !== void 0) refuse(node, `the anchor &${node.anchor}`);
			if ("tag" in node && node.tag !== void 0 && !isResolvedTag(node.tag)) refuse(node, `the tag ${node.tag}`);
		}
	});
	return {
		file,
		value: document.toJS(),
		lineOf: (path) => lineOf(document.contents, path, lineAt)
	};
}
function checkYaml(document, schema) {
	const checked = safeParse(schema, document.value);
	if (checked.success) return checked.output;
	const issue = checked.issues.find(isUnknownField) ?? checked.issues[0];
	const path = (issue.path ?? []).map(({ key }) => key);
	throw complaint(document, path, problemOf(issue), acceptedAt(issue, schema, path));
}
function complaint(document, path, problem, accepted) {
	return invalid({
		file: document.file,
		line: document.lineOf(path),
		key: path.join("."),
		problem,
		accepted
	});
}
function invalid(facts) {
	return new EngineError("recipe/invalid", facts);
}
function isUnknownField(issue) {
	return issue.type === "strict_object" && issue.expected === "never";
}
var shown = 60;
function problemOf(issue) {
	if (isUnknownField(issue)) return "unknown field";
	const { received, input } = issue;
	const kind = input === "" ? kinds["\"\""] : kinds[received];
	if (kind !== void 0) return kind;
	if (issue.type === "max_length") return `has ${received}`;
	return `is ${received.length > shown ? `${received.slice(0, shown)}\u2026` : received}`;
}
var kinds = {
	undefined: "missing",
	Array: "is a list",
	Object: "is a group of fields",
	null: "is empty",
	"\"\"": "is empty"
};
function acceptedAt(issue, schema, path) {
	const around = partsAt(schema, path.slice(0, -1)).entries ?? {};
	if (isUnknownField(issue)) return Object.keys(around).join(", ");
	const field = around[path.at(-1) ?? ""];
	return acceptedBy((issue.received === "undefined" && field !== void 0 ? safeParse(field, void 0).issues?.[0] : void 0) ?? issue);
}
function acceptedBy({ message, expected }) {
	if (!message.startsWith("Invalid ")) return message;
	return expectations[expected ?? ""] ?? expected ?? "another value";
}
var expectations = {
	Object: "fields, each as \"name: value\"",
	Array: "a list, each entry on a line of its own after \"- \"",
	string: "text"
};
function partsAt(schema, path) {
	let at = unwrapped(schema);
	for (const step of path) at = unwrapped(at.entries?.[step] ?? at.item ?? {});
	return at;
}
function unwrapped(schema) {
	return schema.wrapped === void 0 ? schema : unwrapped(schema.wrapped);
}
function lineOf(root, path, lineAt) {
	let node = root;
	let line = lineAt(root);
	for (const step of path) {
		const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : void 0;
		const next = isSeq(node) ? node.items[Number(step)] : pair?.value;
		line = lineAt(pair?.key ?? next) ?? line;
		node = next;
	}
	return line;
}
function isResolvedTag(tag) {
	return [
		"tag:yaml.org,2002:map",
		"tag:yaml.org,2002:seq",
		"tag:yaml.org,2002:str"
	].includes(tag);
}
// engine/builder/publish-file.ts
async function publishBytes(file, bytes) {
	await replacing(file, async (temporary) => {
		const handle = await open(temporary, "wx", 420);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
	});
}
async function publishCopy(source, file) {
	await replacing(file, async (temporary) => copyFile(source, temporary));
}
async function publishLink(file, target) {
	const source = path.join(path.dirname(file), target);
	await replacing(file, async (temporary) => {
		await symlink(target, temporary).catch(async () => copyFile(source, temporary));
	});
}
async function replacing(file, write) {
	const temporary = `${file}.${process.pid}-${randomBytes(6).toString("hex")}.new`;
	return onDisk(file, async () => {
		await mkdir(path.dirname(file), { recursive: true });
		try {
			const answer = await write(temporary);
			await rename(temporary, file);
			return answer;
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
	});
}
var unfinished = /\.(\d+)-[0-9a-f]{12}\.new$/;
async function sweepUnfinished(folder) {
	await onDisk(folder, async () => {
		for (const name of await namesIn(folder)) {
			const [, pid] = unfinished.exec(name) ?? [];
			if (pid !== void 0 && !isAlive(Number(pid))) await rm(path.join(folder, name), { force: true });
		}
	});
}
async function namesIn(folder) {
	return readdir(folder, { recursive: true }).catch((error) => {
		if (systemCode(error) === "ENOENT") return [];
		throw error;
	});
}
function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return systemCode(error) === "EPERM";
	}
}
// engine/builder/recipe.ts
var Line = pipe(string("one line of text"), minLength(1, "one line of text"), maxLength(1e3, "at most 1,000 characters"), regex(/^[^\n\r]*$/, "one line of text"));
var Text = pipe(string("text"), minLength(1, "text"), maxLength(2e5, "at most 200,000 characters"));
var Address = pipe(Line, regex(/^https?:\/\/\S+$/, "an address that starts with https:// or http://"));
var Lines = optional(array(Line, "a list, each entry on a line of its own after \"- \""), []);
var Path = pipe(Line, regex(/^[^/]/, "a path inside the package, such as share/my-app/icon.svg"));
var Launchable = variant("kind", [
	strictObject({
		kind: literal("terminal"),
		exec: Line
	}),
	strictObject({
		kind: literal("desktop"),
		exec: Line
	}),
	strictObject({
		kind: literal("page"),
		page: Path
	})
], "kind: terminal or desktop with exec, or page with page");
var App = strictObject({
	id: optional(Line),
	name: Line,
	summary: Line,
	description: optional(Text),
	icon: optional(Path),
	screenshots: optional(array(strictObject({
		path: Path,
		caption: optional(Caption, "")
	}), "a list"), []),
	content_rating: optional(union([Line, ContentRating])),
	developer: optional(Line),
	releases: optional(array(strictObject({
		version: Line,
		date: Day,
		notes: optional(Text),
		...releaseFacts
	}), "a list"), []),
	launchable: optional(Launchable),
	...appFacts
});
var Priority = pipe(string("a whole number"), regex(/^-?\d{1,9}$/, "a whole number"), transform(Number));
var Yes = pipe(literal("true", "true, or nothing"), transform(() => true));
var PrioritizedAlternative = strictObject({
	...Alternative.entries,
	priority: Priority
});
var Recipe = strictObject({
	name: pipe(PackageName, maxLength(100, "at most 100 characters")),
	version: Line,
	version_scheme: optional(picklist(VersionSchemeName.options, "semver or debian"), "semver"),
	architecture: optional(picklist(Architecture.options, Architecture.options.join(", ")), "universal"),
	description: Text,
	maintainer: Line,
	license: Line,
	homepage: optional(Address),
	source_url: optional(Address),
	dependencies: Lines,
	recommends: Lines,
	suggests: Lines,
	provides: Lines,
	conflicts: Lines,
	breaks: Lines,
	replaces: Lines,
	categories: Lines,
	tags: Lines,
	install_scripts: optional(strictObject({
		pre_install: optional(Text),
		post_install: optional(Text)
	}), {}),
	files: optional(pipe(array(Path, "a list"), minLength(1, "at least one path"))),
	exclude_patterns: Lines,
	app: optional(App),
	alternatives: optional(array(PrioritizedAlternative, "a list")),
	conf_copies: optional(array(ConfigurationCopy, "a list")),
	origin: optional(Origin),
	relocatable: optional(Yes)
});
var relationFields = [
	"dependencies",
	"recommends",
	"suggests",
	"conflicts",
	"breaks",
	"replaces"
];
async function readRecipe(source) {
	const document = await readYaml(path.join(source, "package.yaml"));
	const recipe = checkYaml(document, Recipe);
	checkVersion(document, recipe);
	for (const field of relationFields) checkEach(document, field, recipe[field], (text) => parseRelation(text, recipe.version_scheme));
	checkEach(document, "provides", recipe.provides, (text) => parseProvision(text, recipe.version_scheme));
	return {
		recipe,
		document
	};
}
function checkVersion(document, { version, version_scheme: scheme }) {
	if (isVersion(version, scheme)) return;
	const accepted = scheme === "semver" ? "a version such as 1.2.0 or 2.0.0-beta.1" : "a version such as 1:2.3-4";
	throw complaint(document, ["version"], `is "${version}"`, accepted);
}
function checkEach(document, field, texts, parse) {
	for (const [index, text] of texts.entries()) {
		const read = parse(text);
		if (!isProblem(read)) continue;
		throw complaint(document, [field, index], `is "${text}": ${read.problem}`, read.accepted);
	}
}
export { replacing as a, complaint as c, pictureEnding as d, pictureProblem as f, publishLink as i, readYaml as l, pictureTypes as m, publishBytes as n, sweepUnfinished as o, pictureType as p, publishCopy as r, checkYaml as s, readRecipe as t, maximumPictureBytes as u };

//# sourceMappingURL=recipe-BO1UWa1F.js.map