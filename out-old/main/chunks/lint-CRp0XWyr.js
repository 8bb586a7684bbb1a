import { a as note, c as maximumXmlBytes, i as hidesCharacters, t as readMetainfo } from "./read-metainfo-ChbbCt82.js";
import { f as pictureProblem, p as pictureType, t as readRecipe, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import { Si as failureOf, c as pictureSize, kr as urlKinds, s as maximumPixels, vi as onDisk, xi as EngineError, xr as ratingOf, yi as systemCode } from "./shared-DyOnH0nz.js";
import path from "node:path";
import { lstat, open, readFile, stat } from "node:fs/promises";
import parseLicense from "spdx-expression-parse";
// engine/lint/files.ts
async function judgeFiles(source, { recipe, document }, findings) {
	const { app } = recipe;
	if (app === void 0) return;
	const tree = path.join(source, "src");
	const at = (...place) => document.lineOf(["app", ...place]);
	await judgeIcon(tree, app, at, findings);
	for (const [index, { path: member }] of app.screenshots.entries()) await judgeShot(tree, member, at("screenshots", index, "path"), findings);
	await judgeLaunchable(tree, app, at("launchable"), findings);
}
async function judgeIcon(tree, { icon }, at, findings) {
	const line = at("icon");
	if (icon === void 0) return note(findings, "warning", "icon/missing", { line });
	const bytes = await pictureOf(tree, icon, line, findings);
	if (bytes !== null) judgeIconPixels(bytes, line, findings);
}
function judgeIconPixels(bytes, line, findings) {
	const size = pictureSize(bytes);
	const isDrawing = pictureType(bytes) === "image/svg+xml";
	const pixels = size === null ? "" : `${size.width}\u00D7${size.height}`;
	if (size !== null && size.width !== size.height) note(findings, "hint", "icon/not-square", {
		line,
		value: pixels
	});
	if (isDrawing || size === null || Math.min(size.width, size.height) >= 128) return;
	const isTiny = Math.min(size.width, size.height) < 64;
	note(findings, isTiny ? "warning" : "hint", "icon/small", {
		line,
		value: pixels,
		accepted: "128\u00D7128, SVG"
	});
}
var narrowest = 620;
async function judgeShot(tree, member, line, findings) {
	const bytes = await pictureOf(tree, member, line, findings);
	if (bytes !== null) judgeShotPixels(bytes, line, findings);
}
function judgeShotPixels(bytes, line, findings) {
	const size = pictureSize(bytes);
	if (size === null) return;
	const { width, height } = size;
	const value = `${width}\u00D7${height}`;
	if (width * height > 16e6) note(findings, "error", "screenshot/large", {
		line,
		value,
		accepted: String(maximumPixels)
	});
	if (width < narrowest) note(findings, "hint", "screenshot/small", {
		line,
		value,
		accepted: String(narrowest)
	});
	const ratio = width / height;
	if (ratio < 1 || ratio > 2.4) note(findings, "hint", "screenshot/ratio", {
		line,
		value,
		accepted: "16:9"
	});
}
async function pictureOf(tree, member, line, findings) {
	const bytes = await readUpTo(path.join(tree, member), maximumPictureBytes);
	if (bytes === null) {
		note(findings, "error", "icon/unusable", {
			line,
			value: member,
			accepted: `src/, ${maximumPictureBytes} bytes`
		});
		return null;
	}
	const problem = pictureProblem(bytes);
	if (problem === null) return bytes;
	note(findings, "error", "icon/unusable", {
		line,
		value: `${member} ${problem}`,
		accepted: "SVG, PNG, JPEG, WebP"
	});
	return null;
}
async function readUpTo(file, most) {
	try {
		const handle = await open(file);
		try {
			const { size } = await handle.stat();
			return size > most ? null : await handle.readFile();
		} finally {
			await handle.close();
		}
	} catch (error) {
		if ([
			"ENOENT",
			"ENOTDIR",
			"EISDIR"
		].includes(systemCode(error) ?? "")) return null;
		throw error;
	}
}
async function judgeLaunchable(tree, { launchable }, line, findings) {
	if (launchable === void 0) return;
	const { places, value } = launchable.kind === "page" ? {
		places: [launchable.page],
		value: launchable.page
	} : {
		places: commandPlaces(launchable.exec),
		value: launchable.exec
	};
	for (const place of places) if (await isThere(path.join(tree, place))) return;
	note(findings, "error", "launchable/missing", {
		line,
		value,
		accepted: places.map((one) => `src/${one}`).join(", ")
	});
}
function commandPlaces(exec) {
	return exec.includes("/") ? [exec] : [
		"bin",
		"usr/bin",
		"usr/games",
		"usr/sbin",
		"sbin"
	].map((one) => `${one}/${exec}`);
}
async function isThere(file) {
	return lstat(file).then((found) => found.isFile() || found.isSymbolicLink(), () => false);
}
// engine/lint/categories.ts
var names = new Set(`
AudioVideo Audio Video Development Education Game Graphics Network Office Science Settings System Utility
Building Debugger IDE GUIDesigner Profiling RevisionControl Translation Calendar ContactManagement Database Dictionary
Chart Email Finance FlowChart PDA ProjectManagement Presentation Spreadsheet WordProcessor 2DGraphics VectorGraphics
RasterGraphics 3DGraphics Scanning OCR Photography Publishing Viewer TextTools DesktopSettings HardwareSettings Printing
PackageManager Dialup InstantMessaging Chat IRCClient Feed FileTransfer HamRadio News P2P RemoteAccess Telephony
TelephonyTools VideoConference WebBrowser WebDevelopment Midi Mixer Sequencer Tuner TV AudioVideoEditing Player Recorder
DiscBurning ActionGame AdventureGame ArcadeGame BoardGame BlocksGame CardGame KidsGame LogicGame RolePlaying Shooter
Simulation SportsGame StrategyGame LauncherStore Art Construction Music Languages ArtificialIntelligence Astronomy Biology
Chemistry ComputerScience DataVisualization Economy Electricity Geography Geology Geoscience History Humanities
ImageProcessing Literature Maps Math NumericalAnalysis MedicalSoftware Physics Robotics Spirituality Sports
ParallelComputing Amusement Archiving Compression Electronics Emulator Engineering FileTools FileManager TerminalEmulator
Filesystem Monitor Security Accessibility Calculator Clock TextEditor Documentation Adult Core KDE COSMIC GNOME XFCE LXDE
LXQt MATE DDE GTK Qt Motif Java ConsoleOnly Screensaver TrayIcon Applet Shell`.trim().split(/\s+/));
var own = new Set("audio development education games graphics internet multimedia network office productivity science settings system utilities video writing".split(" "));
function isRegistered(category) {
	return names.has(category) || category.startsWith("X-");
}
function isOwn(category) {
	return own.has(category.toLowerCase());
}
// engine/lint/rules.ts
var longestSummary = 90;
var shortestParagraph = 80;
function judgeWords(subject, today, findings) {
	judgeId(subject, findings);
	judgeSummary(subject, findings);
	judgeDescription(subject, findings);
	judgeLicenses(subject, findings);
	judgeCategories(subject, findings);
	judgeReleases(subject, today, findings);
	judgeUrls(subject, findings);
	judgeScreenshots(subject, findings);
	judgeRest(subject, findings);
}
function judgeId({ origin, kind, id, lineOf }, findings) {
	const parts = id.split(".");
	if (parts.length >= 3 && parts.every((part) => /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(part))) return;
	const about = {
		line: lineOf("id"),
		value: id,
		accepted: "org.example.App"
	};
	if (!/^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(id)) note(findings, "error", "id/form", about);
	else if (origin === "recipe") note(findings, "hint", "id/form", about);
	else if (kind === "desktop-application") note(findings, "warning", "id/form", about);
}
function judgeSummary({ name, summary, lineOf }, findings) {
	const line = lineOf("summary");
	if (name === null) note(findings, "error", "name/missing", { line: lineOf("name") });
	if (summary === null) return note(findings, "error", "summary/missing", { line });
	const about = {
		line,
		value: summary
	};
	if (summary.length > longestSummary) note(findings, "hint", "summary/long", {
		...about,
		accepted: String(longestSummary)
	});
	if (/[^.]\.$/.test(summary)) note(findings, "hint", "summary/full-stop", about);
	if (name !== null && summary.toLowerCase() === name.toLowerCase()) note(findings, "hint", "summary/is-name", about);
	if (hidesCharacters(summary) || hidesCharacters(name ?? "")) note(findings, "warning", "text/hidden", about);
}
function judgeDescription({ description, kind, lineOf }, findings) {
	const line = lineOf("description");
	if (description === null) {
		const severity = kind.endsWith("-application") ? "error" : "hint";
		return note(findings, severity, "description/missing", { line });
	}
	const [first = ""] = description.split("\n\n");
	if (/^(?:- |1\. )/.test(first)) note(findings, "hint", "description/no-paragraph-first", { line });
	else if (first.length < shortestParagraph) note(findings, "hint", "description/short", {
		line,
		value: first,
		accepted: String(shortestParagraph)
	});
	if (/<\/?[a-z][^>]{0,100}>/i.test(description)) note(findings, "hint", "text/markup", {
		line,
		value: /<\/?[a-z][^>]{0,100}>/i.exec(description)?.[0] ?? ""
	});
}
var freeWords = /^(?:CC0-1\.0|CC-BY-\d\.0|CC-BY-SA-\d\.0|GFDL-1\.\d(?:-only|-or-later)?|MIT|0BSD|FSFAP|FTL|BSL-1\.0)$/;
function judgeLicenses({ origin, license, metadataLicense, lineOf }, findings) {
	const line = lineOf("license");
	if (license === null) note(findings, "hint", "license/missing", { line });
	else if (!isSpdx(license)) note(findings, "warning", "license/not-spdx", {
		line,
		value: license,
		accepted: "MIT, GPL-3.0-or-later"
	});
	const about = {
		line: lineOf("metadata_license"),
		accepted: "CC0-1.0, CC-BY-4.0, MIT"
	};
	if (metadataLicense === null) note(findings, origin === "metainfo" ? "error" : "hint", "license/metadata", about);
	else if (!metadataLicense.split(/\s+(?:AND|OR|and|or)\s+/).some((id) => freeWords.test(id))) note(findings, "error", "license/metadata", {
		...about,
		value: metadataLicense
	});
}
function isSpdx(expression) {
	try {
		parseLicense(expression);
		return true;
	} catch (error) {
		if (error instanceof Error) return false;
		throw error;
	}
}
function judgeCategories({ origin, kind, categories, lineOf }, findings) {
	const line = lineOf("categories");
	if (categories.length === 0 && kind === "desktop-application") note(findings, "hint", "category/none", { line });
	for (const [index, category] of categories.entries()) {
		if (isRegistered(category) || origin === "recipe" && isOwn(category)) continue;
		const about = {
			line: lineOf("categories", index),
			value: category
		};
		note(findings, origin === "metainfo" ? "warning" : "hint", "category/unknown", about);
	}
}
function judgeReleases({ releases, lineOf }, today, findings) {
	if (releases.length === 0) note(findings, "hint", "release/none", { line: lineOf("releases") });
	const versions = new Set();
	for (const [index, { version, date }] of releases.entries()) {
		const line = lineOf("releases", index);
		const before = releases[index - 1];
		if (before !== void 0 && before.date < date) note(findings, "warning", "release/order", {
			line,
			value: `${before.date} ${date}`
		});
		if (date > today) note(findings, "hint", "release/future", {
			line,
			value: date
		});
		if (versions.has(version)) note(findings, "warning", "release/repeated", {
			line,
			value: version
		});
		versions.add(version);
	}
}
function judgeUrls({ urls, lineOf }, findings) {
	if (urls.homepage === void 0) note(findings, "hint", "url/none", {
		line: lineOf("urls"),
		value: "homepage"
	});
	for (const kind of urlKinds) {
		const url = urls[kind];
		if (url?.startsWith("http:") === true) note(findings, "hint", "url/not-https", {
			line: lineOf("urls", kind),
			value: url,
			accepted: "https://\u2026"
		});
	}
}
function judgeScreenshots({ kind, screenshots, lineOf }, findings) {
	if (kind === "desktop-application" && screenshots.length === 0) note(findings, "hint", "screenshot/none", { line: lineOf("screenshots") });
	for (const [index, { caption }] of screenshots.entries()) if (caption === "") note(findings, "hint", "screenshot/no-caption", { line: lineOf("screenshots", index) });
}
function judgeRest({ origin, kind, isRated, isLaunchable, lineOf }, findings) {
	if (!isRated && kind.endsWith("-application")) note(findings, "hint", "rating/missing", {
		line: lineOf("content_rating"),
		accepted: "oars-1.1"
	});
	if (isLaunchable || kind !== "desktop-application") return;
	note(findings, origin === "metainfo" ? "error" : "hint", "launchable/none", { line: lineOf("launchable") });
}
// engine/lint/subject.ts
function subjectOfComponent(component) {
	const { words, lines } = component;
	return {
		origin: "metainfo",
		kind: component.kind,
		id: component.id,
		name: component.name,
		summary: component.summary,
		description: words.description ?? null,
		license: component.license,
		metadataLicense: words.metadata_license ?? null,
		categories: component.categories,
		isRated: words.content_rating !== void 0,
		releases: words.releases ?? [],
		urls: words.urls ?? {},
		screenshots: component.screenshots,
		isLaunchable: (words.launchables ?? []).length > 0,
		lineOf: (...path) => lines.get(path.join(".")) ?? lines.get(elementNames[String(path[0])] ?? String(path[0])) ?? lines.get("component") ?? null
	};
}
var elementNames = {
	license: "project_license",
	urls: "url"
};
function subjectOfManifest({ app, license, categories, homepage }) {
	if (app === void 0) return null;
	return {
		...ofApp(app),
		id: app.id,
		description: app.description,
		license,
		categories,
		isRated: ratingOf(app.content_rating) !== null,
		urls: {
			homepage,
			...app.urls
		},
		lineOf: () => null
	};
}
function subjectOfRecipe({ recipe, document }) {
	const { app } = recipe;
	if (app === void 0) return null;
	const ownFields = new Set(["license", "categories"]);
	return {
		...ofApp(app),
		id: app.id ?? recipe.name,
		description: app.description ?? recipe.description,
		license: recipe.license,
		categories: recipe.categories,
		isRated: ratingOf(app.content_rating ?? "none") !== null,
		urls: {
			homepage: recipe.homepage,
			...app.urls
		},
		lineOf: (...path) => document.lineOf(ownFields.has(String(path[0])) ? path : ["app", ...path])
	};
}
function ofApp(app) {
	return {
		origin: "recipe",
		kind: app.launchable?.kind === "terminal" ? "console-application" : "desktop-application",
		name: app.name,
		summary: app.summary,
		metadataLicense: app.metadata_license ?? null,
		releases: app.releases,
		screenshots: app.screenshots,
		isLaunchable: app.launchable !== void 0 || (app.launchables ?? []).length > 0
	};
}
// engine/lint/lint.ts
async function lintApp({ target, today }, signal) {
	const file = (await statOf(target)).isDirectory() ? path.join(target, "package.yaml") : target;
	const findings = {
		file,
		all: []
	};
	signal.throwIfAborted();
	if (!/\.xml$|package\.yaml$/i.test(file)) throw new EngineError("request/invalid", {
		what: "file",
		value: target,
		problem: "is no package.yaml and no XML"
	});
	if (/\.xml$/i.test(file)) await lintMetainfo(file, today, findings);
	else await lintRecipe(file, today, findings);
	return reportOf(findings);
}
function reportOf({ file, all }) {
	const findings = all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
	const count = (severity) => findings.filter((one) => one.severity === severity).length;
	return {
		file,
		findings,
		counts: {
			error: count("error"),
			warning: count("warning"),
			hint: count("hint")
		}
	};
}
function judgeMetainfo(text, today, findings) {
	const components = readMetainfo(text, findings);
	const ids = new Set();
	for (const component of components) {
		const { id, lines } = component;
		if (ids.has(id)) note(findings, "error", "id/repeated", {
			line: lines.get("component") ?? null,
			value: id
		});
		ids.add(id);
		judgeWords(subjectOfComponent(component), today, findings);
	}
	return components;
}
async function statOf(target) {
	return onDisk(target, async () => stat(target).catch((error) => {
		if (systemCode(error) !== "ENOENT") throw error;
		throw new EngineError("file/not-found", { path: target }, { cause: error });
	}));
}
async function lintMetainfo(file, today, findings) {
	const { size } = await statOf(file);
	if (size > 2097152) return note(findings, "error", "xml/broken", { value: `too-long ${maximumXmlBytes} bytes` });
	judgeMetainfo(await onDisk(file, async () => readFile(file, "utf8")), today, findings);
}
async function lintRecipe(file, today, findings) {
	const source = path.dirname(file);
	try {
		const read = await readRecipe(source);
		const subject = subjectOfRecipe(read);
		if (subject === null) return note(findings, "hint", "app/missing", { accepted: "app" });
		judgeWords(subject, today, findings);
		await judgeFiles(source, read, findings);
	} catch (error) {
		const failure = failureOf(error);
		if (failure?.code !== "recipe/invalid") throw error;
		const { line, key, problem, accepted } = failure.facts;
		note(findings, "error", "recipe/invalid", {
			line,
			value: `${key} ${problem}`.trim(),
			accepted
		});
	}
}
export { judgeWords as a, subjectOfManifest as i, lintApp as n, judgeIconPixels as o, reportOf as r, judgeShotPixels as s, judgeMetainfo as t };

//# sourceMappingURL=lint-CRp0XWyr.js.map