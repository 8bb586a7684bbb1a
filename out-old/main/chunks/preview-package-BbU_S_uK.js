import { a as note, c as maximumXmlBytes, n as makeApp } from "./read-metainfo-ChbbCt82.js";
import { a as judgeWords, i as subjectOfManifest, o as judgeIconPixels, r as reportOf, s as judgeShotPixels, t as judgeMetainfo } from "./lint-CRp0XWyr.js";
import { D as sha256Of, Fr as getDotPath, Wt as mediaName, X as firstLine, ai as safeParse, ar as AppRecord, q as roleOf, v as walkArchive, xi as EngineError } from "./shared-DyOnH0nz.js";
import { f as pictureProblem, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import { s as indexRecord, t as describe } from "./media-UMkZIkPj.js";
import { t as presented } from "./present-app-o5_QKXUt.js";
import { tmpdir } from "node:os";
import path from "node:path";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
// engine/operations/preview-look.ts
var nothingToShow = {
	details: null,
	offers: [],
	others: []
};
var unoffered = {
	repository: null,
	publisher: null,
	published: null,
	installed: null,
	update: null,
	addOns: [],
	versions: [],
	neededBy: [],
	unexported: [],
	security: {
		chain: [],
		advisories: []
	},
	files: null
};
// engine/operations/preview-archive.ts
var largestContent = 268435456;
var largestPictures = 33554432;
async function previewArchive(toolbox, options, findings, signal) {
	const read = await readPackage(options, findings, signal);
	if (read === null) return nothingToShow;
	const { manifest } = read;
	const subject = subjectOfManifest(manifest);
	if (subject === null) note(findings, "hint", "app/missing", { accepted: "app" });
	else judgeWords(subject, options.today, findings);
	const media = keepPictures(toolbox, read, findings);
	const record = indexRecord(withShown(manifest, media), entryOf(read, options), media);
	return {
		...nothingToShow,
		details: detailsOf$1(record, options.locales)
	};
}
async function readPackage({ bytes }, findings, signal) {
	const folder = await mkdtemp(path.join(tmpdir(), "multios-preview-"));
	try {
		const file = path.join(folder, "package");
		await writeFile(file, bytes, { mode: 384 });
		const pictures = new Map();
		return {
			...await walkArchive(file, (opened) => pictureSink(opened.manifest, pictures), signal),
			pictures
		};
	} catch (error) {
		const problem = problemIn(error);
		if (problem === null) throw error;
		note(findings, "error", "package/broken", { value: problem });
		return null;
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function problemIn(error) {
	if (error instanceof TooMuch) return error.message;
	if (!(error instanceof EngineError)) return null;
	return error.code === "trust/artifact" || error.code === "archive/not-an-archive" ? error.facts.detail : null;
}
var TooMuch = class extends Error {};
function pictureSink({ app, installed_size: content }, pictures) {
	if (content > largestContent) throw new TooMuch(`unpacks to more than ${largestContent} bytes`);
	const named = new Set([app?.icon, ...app?.screenshots ?? []].map((picture) => picture?.path));
	let left = largestPictures;
	return {
		directory: () => void 0,
		symlink: () => void 0,
		file: ({ path: member, size }) => {
			const isKept = named.has(member) && size <= Math.min(left, 8388608);
			if (isKept) left -= size;
			const pieces = [];
			return {
				write: (piece) => void (isKept && pieces.push(Buffer.from(piece))),
				close: () => void (isKept && pictures.set(member, Buffer.concat(pieces)))
			};
		}
	};
}
function keepPictures(toolbox, { manifest, pictures }, findings) {
	const { app } = manifest;
	const media = new Map();
	if (app === void 0) return media;
	const keep = (picture) => {
		const bytes = usable(picture, pictures, findings);
		const described = bytes === null ? null : describe(bytes);
		if (bytes === null || described === null) return null;
		media.set(described.sha256, described);
		toolbox.previewed.keep(mediaName(described), {
			type: described.type,
			bytes
		});
		return bytes;
	};
	const icon = app.icon === void 0 ? null : keep(app.icon);
	if (app.icon === void 0) note(findings, "warning", "icon/missing");
	if (icon !== null) judgeIconPixels(icon, null, findings);
	for (const shot of app.screenshots) {
		const bytes = keep(shot);
		if (bytes !== null) judgeShotPixels(bytes, null, findings);
	}
	return media;
}
function usable({ path: member, sha256 }, pictures, findings) {
	const bytes = pictures.get(member);
	const problem = bytes === void 0 ? `is absent, or bigger than ${maximumPictureBytes} bytes` : sha256Of(bytes) === sha256 ? pictureProblem(bytes) : "is not what the package says it is";
	if (bytes !== void 0 && problem === null) return bytes;
	note(findings, "error", "icon/unusable", {
		value: `${member} ${problem ?? ""}`,
		accepted: "SVG, PNG, JPEG, WebP"
	});
	return null;
}
function withShown(manifest, media) {
	const { app } = manifest;
	if (app === void 0) return manifest;
	const { icon, screenshots, ...rest } = app;
	const isShown = ({ sha256 }) => media.has(sha256);
	const shownIcon = icon !== void 0 && isShown(icon) ? { icon } : {};
	return {
		...manifest,
		app: {
			...rest,
			...shownIcon,
			screenshots: screenshots.filter(isShown)
		}
	};
}
function entryOf({ manifest, manifestSha256 }, { file, bytes, today }) {
	const { name, version, architecture } = manifest;
	return {
		name,
		version,
		architecture,
		path: file,
		size: bytes.length,
		sha256: sha256Of(bytes),
		manifest_sha256: manifestSha256,
		published: `${today}T00:00:00.000Z`,
		publisher: null,
		signed_by: []
	};
}
function detailsOf$1(record, locales) {
	const { app, name, description, license, dependencies } = record;
	return {
		...unoffered,
		name,
		license,
		version: record.version,
		architecture: record.architecture,
		title: app?.name ?? name,
		summary: app?.summary ?? firstLine(description),
		role: roleOf(record),
		categories: record.categories,
		tags: record.tags,
		icon: app?.icon === void 0 ? null : `media/${mediaName(app.icon)}`,
		size: record.size,
		installedSize: record.installed_size,
		homepage: record.homepage ?? null,
		sourceUrl: record.source_url ?? null,
		maintainer: record.maintainer,
		...presented({
			name,
			description,
			license
		}, app, locales),
		commands: record.commands,
		dependencies: dependencies.map((clause) => ({
			clause,
			satisfiedBy: null
		})),
		recommends: record.recommends,
		provides: record.provides,
		conflicts: record.conflicts,
		hasScripts: Object.keys(record.install_scripts).length > 0
	};
}
// engine/operations/preview-metainfo.ts
function previewMetainfo({ bytes, locales, today }, findings) {
	const text = bytes.length > 2097152 ? null : textOf(bytes);
	if (text === null) {
		note(findings, "error", "xml/broken", { value: `UTF-8, ${maximumXmlBytes} bytes` });
		return nothingToShow;
	}
	const [component, ...others] = judgeMetainfo(text, today, findings);
	if (component === void 0) return nothingToShow;
	const app = appOf(component, findings);
	return {
		details: app === null ? null : detailsOf(component, app, locales),
		offers: component.screenshots.map(({ url, caption }) => ({
			url,
			caption
		})),
		others: others.map(({ id }) => id)
	};
}
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
function appOf(component, findings) {
	const { id } = component;
	const made = makeApp({
		component,
		entry: null,
		control: {
			name: id,
			description: ""
		},
		tree: {
			folder: "",
			files: []
		}
	}, {
		...findings,
		all: []
	});
	const { description = made.summary, content_rating = "none" } = made;
	const written = {
		...made,
		id,
		description,
		content_rating,
		screenshots: []
	};
	const read = safeParse(AppRecord, written);
	if (read.success) return read.output;
	const [issue] = read.issues;
	note(findings, "error", "recipe/invalid", {
		value: getDotPath(issue) ?? "",
		accepted: issue.message
	});
	return null;
}
function detailsOf(component, app, locales) {
	const { kind, license, categories } = component;
	const said = {
		name: nameFor(component.id),
		description: app.description,
		license: license ?? ""
	};
	return {
		...unoffered,
		...said,
		title: app.name,
		summary: app.summary,
		version: app.releases[0]?.version ?? "",
		architecture: "universal",
		role: kind === "console-application" ? "command" : kind.endsWith("-application") ? "app" : "component",
		categories: [...new Set(categories)],
		tags: [],
		icon: null,
		size: 0,
		installedSize: 0,
		homepage: app.urls?.homepage ?? null,
		sourceUrl: null,
		maintainer: "",
		...presented(said, app, locales),
		commands: app.binaries ?? [],
		dependencies: [],
		recommends: [],
		provides: [],
		conflicts: [],
		hasScripts: false
	};
}
function nameFor(id) {
	return (id.toLowerCase().replace(/\.desktop$/, "").split(".").at(-1) ?? "").replaceAll(/[^a-z0-9+-]+/g, "-").replace(/^[^a-z0-9]+/, "") || "app";
}
// engine/operations/preview-package.ts
async function previewPackage(toolbox, { file, content, locales }, signal) {
	const today = new Date(toolbox.clock.now()).toISOString().slice(0, 10);
	const findings = {
		file,
		all: []
	};
	return {
		...await lookAt(toolbox, {
			file,
			bytes: Buffer.from(content, "base64"),
			locales,
			today
		}, findings, signal),
		findings: [...reportOf(findings).findings]
	};
}
async function lookAt(toolbox, options, findings, signal) {
	switch (kindOf(options.bytes)) {
		case "xml": return previewMetainfo(options, findings);
		case "archive": return previewArchive(toolbox, options, findings, signal);
		case "unknown":
			note(findings, "error", "file/unknown", { value: options.file });
			return nothingToShow;
	}
}
var xz = Buffer.from([
	253,
	55,
	122,
	88,
	90,
	0
]);
var zstd = Buffer.from([
	40,
	181,
	47,
	253
]);
function kindOf(bytes) {
	if ([xz, zstd].some((magic) => bytes.subarray(0, magic.length).equals(magic))) return "archive";
	return /^\uFEFF?\s*</.test(bytes.toString("utf8", 0, 1e3)) ? "xml" : "unknown";
}
export { previewPackage };

//# sourceMappingURL=preview-package-BbU_S_uK.js.map