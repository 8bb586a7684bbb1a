import { $t as parseRelation, A as textProblem, At as useThread, B as feed, C as octal, F as through, I as maximumDictionaryBytes, L as maximumPaddingBytes, N as decodeXz, P as xzDictionaryBytes, Qt as parseProvision, R as maximumPaxBytes, S as latin, V as ArchiveProblem, Zt as formatAlternative, a as mapConcurrently, b as checksum, c as pictureSize, er as isVersion, jt as workerFile, k as pathProblem, r as once, s as maximumPixels, tn as isProblem, w as text, x as isZero, xi as EngineError, yi as systemCode, z as ByteCursor } from "./shared-DyOnH0nz.js";
import { l as hashFile, n as buildPackage, o as manifestPathBeside, t as artifactName } from "./build-package-BcXC0Wd2.js";
import { a as note, c as maximumXmlBytes, l as parseXml, n as makeApp, o as elementsOf, r as readDesktopFile, s as isXmlProblem, t as readMetainfo } from "./read-metainfo-ChbbCt82.js";
import { f as pictureProblem, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import { a as usualLimits, r as runBox, t as BoxFailed } from "./run-box-aqGUYF4Q.js";
import { createRequire } from "node:module";
import path from "node:path";
import { lstat, mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { chmodSync, closeSync, copyFileSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readlinkSync, symlinkSync, writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { constants as constants$3, createGunzip, createZstdDecompress } from "node:zlib";
import { Readable } from "node:stream";
import { stringify } from "yaml";
import { Resvg, initWasm } from "@resvg/resvg-wasm";
// engine/importer/deb-problem.ts
var DebProblem = class extends Error {
	name = "DebProblem";
	reason;
	detail;
	constructor(reason, detail, options) {
		super(`${reason}: ${detail}`, options);
		this.reason = reason;
		this.detail = detail;
	}
};
// engine/pictures/expansion.ts
var maximumElements = 5e4;
function expandsTooFar(svg) {
	const root = parseXml(svg);
	if (isXmlProblem(root)) return true;
	const byId = new Map();
	const sizes = new Map();
	const learn = (element) => {
		const id = element.attributes["id"];
		if (id !== void 0) byId.set(id, element);
		elementsOf(element).forEach(learn);
	};
	const measure = (element) => {
		const known = sizes.get(element);
		if (known !== void 0) return known;
		sizes.set(element, Infinity);
		const used = byId.get((element.attributes["href"] ?? element.attributes["xlink:href"] ?? "").slice(1));
		const size = [...elementsOf(element), ...element.name.endsWith("use") && used !== void 0 ? [used] : []].reduce((sum, part) => sum + measure(part), 1);
		sizes.set(element, size);
		return size;
	};
	learn(root);
	return measure(root) > maximumElements;
}
// engine/pictures/draw.ts
var ready = once(async () => {
	const file = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
	await initWasm(await readFile(file));
});
async function drawSquare(bytes, pixels) {
	await ready();
	const size = pictureSize(bytes);
	if (size === null || size.width * size.height > 16e6) return null;
	try {
		return isPng(bytes) ? squareOfPng(bytes, pixels, size) : squareOfSvg(bytes, pixels);
	} catch (error) {
		if (typeof error === "string" || error instanceof Error) return null;
		throw error;
	}
}
function squareOfSvg(bytes, pixels) {
	const text = Buffer.from(bytes).toString("utf8");
	if (expandsTooFar(text)) return null;
	const resvg = new Resvg(text, { font: { loadSystemFonts: false } });
	const isWide = resvg.width >= resvg.height;
	resvg.free();
	return centred(render(text, {
		mode: isWide ? "width" : "height",
		value: pixels
	}), pixels);
}
function squareOfPng(bytes, pixels, size) {
	let [png, { width, height }] = [bytes, size];
	const scale = Math.min(pixels / width, pixels / height);
	const [lastWidth, lastHeight] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
	while (width > lastWidth * 2) {
		[width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)];
		png = render(drawing(image(png, {
			x: 0,
			y: 0,
			width,
			height
		}), width, height));
	}
	if (lastWidth === lastHeight && lastWidth === pixels && width === pixels && height === pixels && png !== bytes) return png;
	return centred(render(drawing(image(png, {
		x: 0,
		y: 0,
		width: lastWidth,
		height: lastHeight
	}), lastWidth, lastHeight)), pixels);
}
function centred(png, pixels) {
	const { width, height } = pictureSize(png) ?? {
		width: 0,
		height: 0
	};
	if (width === pixels && height === pixels) return png;
	return render(drawing(image(png, {
		x: Math.floor((pixels - width) / 2),
		y: Math.floor((pixels - height) / 2),
		width,
		height
	}), pixels, pixels));
}
function image(png, { x, y, width, height }) {
	return `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${Buffer.from(png).toString("base64")}"/>`;
}
function drawing(content, width, height) {
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
}
function render(svg, fitTo) {
	const resvg = new Resvg(svg, {
		font: { loadSystemFonts: false },
		...fitTo === void 0 ? {} : { fitTo }
	});
	try {
		const rendered = resvg.render();
		try {
			return rendered.asPng();
		} finally {
			rendered.free();
		}
	} finally {
		resvg.free();
	}
}
function isPng(bytes) {
	return bytes[0] === 137;
}
// engine/appstream/tree.ts
async function readTreeFile(tree, file, most) {
	if (file.size > most) return null;
	const place = path.join(tree.folder, file.path);
	const found = await lstat(place);
	return found.isFile() && found.size <= most ? readFile(place) : null;
}
// engine/appstream/choose-icon.ts
var largestDrawing = 524288;
var drawnSize = 128;
async function chooseIcon(tree, names, findings) {
	for (const name of new Set(names)) {
		const unsafe = [];
		for (const file of candidates(tree, name)) {
			const verdict = await judge(tree, file);
			if (verdict === "usable") return {
				path: file.path,
				bytes: null
			};
			if (verdict === "unsafe") unsafe.push(file);
			else note(findings, "warning", "icon/unusable", {
				value: file.path,
				accepted: verdict
			});
		}
		const drawn = await drawFirst(tree, unsafe, findings);
		if (drawn !== null) return drawn;
	}
	return null;
}
async function judge(tree, file) {
	const bytes = await readTreeFile(tree, file, maximumPictureBytes);
	if (bytes === null) return `at most ${maximumPictureBytes} bytes`;
	const isDrawing = file.path.endsWith(".svg");
	if (pictureProblem(bytes, ["image/svg+xml", "image/png"]) !== null) return isDrawing ? "unsafe" : "PNG, SVG";
	const pixels = pictureSize(bytes);
	if (pixels !== null && pixels.width * pixels.height > 16e6) return `at most ${maximumPixels} pixels`;
	return "usable";
}
async function drawFirst(tree, files, findings) {
	for (const file of files) {
		const { path: member } = file;
		const bytes = await readTreeFile(tree, file, largestDrawing);
		const drawn = bytes === null ? null : await drawSquare(bytes, drawnSize);
		note(findings, drawn === null ? "warning" : "hint", drawn === null ? "icon/unusable" : "icon/drawn", { value: member });
		if (drawn === null) continue;
		const name = path.posix.basename(member).replace(/\.svg$/, ".png");
		return {
			path: `usr/share/icons/hicolor/${drawnSize}x${drawnSize}/apps/${name}`,
			bytes: drawn
		};
	}
	return null;
}
function candidates({ files }, name) {
	const member = name.replace(/^\//, "");
	const isPath = name.includes("/");
	const plain = name.replace(/\.(?:png|svg|xpm)$/, "");
	return files.flatMap((file) => {
		const rank = isPath ? file.path === member ? 0 : null : rankOf(file.path, plain);
		return rank === null ? [] : [{
			file,
			rank
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).map(({ file }) => file);
}
var sizes = [
	"scalable",
	"128x128",
	"256x256",
	"512x512",
	"192x192",
	"96x96",
	"72x72",
	"64x64",
	"48x48",
	"32x32"
];
function rankOf(file, name) {
	const [, folder = "", base = ""] = /^(?:usr\/)?share\/(?:icons\/hicolor\/([^/]+)\/apps|pixmaps)\/([^/]+)$/.exec(file) ?? [];
	if (!/\.(?:png|svg|xpm)$/.test(base) || base.slice(0, -4) !== name) return null;
	if (folder === "") return sizes.length + (base.endsWith(".xpm") ? 2 : 1);
	const at = sizes.indexOf(folder);
	return at === -1 ? sizes.length : at;
}
// engine/appstream/read-apps.ts
var largestEntry = 524288;
async function readApps(tree, control, signal) {
	const findings = [];
	const components = await componentsOf(tree, findings, signal);
	const entries = await entriesOf(tree, signal);
	const apps = [];
	for (const pair of paired(components, entries, control.name)) {
		signal.throwIfAborted();
		const about = {
			file: control.name,
			all: findings
		};
		const app = makeApp({
			...pair,
			control,
			tree
		}, about);
		const icon = await chooseIcon(tree, iconNames(pair), about);
		apps.push({
			...told(pair),
			app: icon === null ? app : {
				...app,
				icon: icon.path
			},
			icon
		});
	}
	return {
		apps,
		findings
	};
}
function told({ component, entry }) {
	const ofEntry = entry?.categories ?? [];
	if (component === null) return {
		screenshots: [],
		license: null,
		categories: shownCategories(ofEntry)
	};
	const { screenshots, license, categories } = component;
	return {
		screenshots,
		license,
		categories: shownCategories([...categories, ...ofEntry])
	};
}
async function componentsOf(tree, findings, signal) {
	const found = new Map();
	const files = [
		...filesIn(tree, /^usr\/share\/metainfo\/[^/]+\.xml$/),
		...filesIn(tree, /^usr\/share\/appdata\/[^/]+\.xml$/),
		...filesIn(tree, /^share\/(?:metainfo|appdata)\/[^/]+\.xml$/)
	];
	for (const file of files) {
		signal.throwIfAborted();
		const into = {
			file: file.path,
			all: findings
		};
		const text = await textOf(tree, file, maximumXmlBytes);
		if (text === null) note(into, "error", "xml/broken", { value: `UTF-8, ${maximumXmlBytes} bytes` });
		for (const component of text === null ? [] : readMetainfo(text, into)) if (found.has(component.id)) note(into, "error", "id/repeated", { value: component.id });
		else found.set(component.id, component);
	}
	return [...found.values()];
}
async function entriesOf(tree, signal) {
	const found = [];
	for (const file of filesIn(tree, /^(?:usr\/)?share\/applications\/[^/]+\.desktop$/)) {
		signal.throwIfAborted();
		const text = await textOf(tree, file, largestEntry);
		const entry = text === null ? null : readDesktopFile(path.posix.basename(file.path, ".desktop"), text);
		if (entry !== null) found.push(entry);
	}
	return found;
}
function filesIn({ files }, place) {
	return files.filter((file) => place.test(file.path)).toSorted((a, b) => a.path < b.path ? -1 : 1);
}
async function textOf(tree, file, most) {
	const bytes = await readTreeFile(tree, file, most);
	try {
		return bytes === null ? null : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
var appKinds = new Set([
	"desktop-application",
	"console-application",
	"web-application",
	"addon"
]);
function paired(components, entries, name) {
	const taken = new Set();
	const pairs = [];
	for (const component of components.filter(({ kind }) => appKinds.has(kind))) {
		const ids = entryIds(component);
		const entry = entries.find((one) => ids.includes(one.id) && !taken.has(one)) ?? null;
		if (entry !== null) taken.add(entry);
		pairs.push({
			component,
			entry
		});
	}
	for (const entry of entries) if (entry.isShown && !taken.has(entry)) pairs.push({
		component: null,
		entry
	});
	return pairs.toSorted((a, b) => rank(a, name) - rank(b, name));
}
function entryIds({ id, words }) {
	return [...(words.launchables ?? []).filter(({ type }) => type === "desktop-id").map(({ value }) => value), id].map((one) => one.replace(/\.desktop$/, ""));
}
function rank({ component, entry }, name) {
	const isNamed = [
		component?.id,
		entry?.id,
		entry?.program
	].map((id) => (id ?? "").toLowerCase()).some((id) => id === name || id.replace(/\.desktop$/, "").endsWith(`.${name}`));
	return kindRank(component, entry) + (isNamed ? 0 : 1);
}
function kindRank(component, entry) {
	if (component === null) return 4;
	if (component.kind === "addon") return 6;
	return entry === null ? 2 : 0;
}
function iconNames({ component, entry }) {
	const ofEntry = entry?.icon ?? null;
	if (component === null) return ofEntry === null ? [] : [ofEntry];
	const stock = component.icons.filter(({ type }) => type === "stock").map(({ value }) => value);
	return [
		...ofEntry === null ? [] : [ofEntry],
		...stock,
		component.id.replace(/\.desktop$/, "")
	];
}
var toolkits = new Set([
	"GNOME",
	"GTK",
	"KDE",
	"Qt",
	"XFCE",
	"LXQt",
	"LXDE",
	"MATE",
	"Motif",
	"Java",
	"Core"
]);
function shownCategories(categories) {
	return [...new Set(categories)].filter((one) => !toolkits.has(one) && !one.startsWith("X-"));
}
// engine/importer/sections.ts
var categories = {
	admin: "system",
	comm: "internet",
	database: "development",
	devel: "development",
	editors: "utilities",
	education: "education",
	electronics: "science",
	embedded: "development",
	games: "games",
	gnome: "utilities",
	graphics: "graphics",
	hamradio: "science",
	httpd: "internet",
	interpreters: "development",
	java: "development",
	kde: "utilities",
	mail: "internet",
	math: "science",
	misc: "utilities",
	net: "internet",
	news: "internet",
	otherosfs: "utilities",
	php: "development",
	python: "development",
	ruby: "development",
	rust: "development",
	science: "science",
	shells: "system",
	sound: "audio",
	tex: "office",
	text: "utilities",
	utils: "utilities",
	vcs: "development",
	video: "video",
	web: "internet",
	x11: "utilities",
	xfce: "utilities"
};
function categoriesOf(section) {
	const name = section.slice(section.lastIndexOf("/") + 1);
	const category = Object.hasOwn(categories, name) ? categories[name] : void 0;
	return category === void 0 ? [] : [category];
}
var ofMenus = {
	Audio: "audio",
	AudioVideo: "multimedia",
	Development: "development",
	Education: "education",
	Game: "games",
	Graphics: "graphics",
	Network: "internet",
	Office: "office",
	Science: "science",
	Settings: "settings",
	System: "system",
	Utility: "utilities",
	Video: "video"
};
function categoriesOfApp(categories) {
	return [...new Set(categories.flatMap((one) => Object.hasOwn(ofMenus, one) ? [ofMenus[one]] : []))];
}
// engine/importer/app-of.ts
async function appOf(tree, { files }, control, signal) {
	const homepage = control.get("homepage");
	const facts = {
		name: control.get("package") ?? "",
		description: control.get("description") ?? ""
	};
	const said = homepage === void 0 ? facts : {
		...facts,
		homepage
	};
	const { apps } = await readApps({
		folder: tree,
		files
	}, said, signal);
	const [first] = apps;
	if (first === void 0) return {
		app: null,
		license: null,
		categories: []
	};
	await putIcon(tree, first);
	return {
		app: first.app,
		license: first.license,
		categories: categoriesOfApp(first.categories)
	};
}
async function putIcon(tree, { icon }) {
	if (icon?.bytes === null || icon === null) return;
	const place = path.join(tree, icon.path);
	await mkdir(path.dirname(place), { recursive: true });
	await writeFile(place, icon.bytes);
}
// engine/importer/license-of.ts
var unnamedLicense = "LicenseRef-debian-copyright";
var spdx = {
	"apache-2": "Apache-2.0",
	"apache-2.0": "Apache-2.0",
	"artistic-1": "Artistic-1.0",
	"artistic-2": "Artistic-2.0",
	"artistic-2.0": "Artistic-2.0",
	artistic: "Artistic-1.0-Perl",
	"bsd-2-clause": "BSD-2-Clause",
	"bsd-3-clause": "BSD-3-Clause",
	"bsd-4-clause": "BSD-4-Clause",
	"bsl-1.0": "BSL-1.0",
	"cc-by-3.0": "CC-BY-3.0",
	"cc-by-4.0": "CC-BY-4.0",
	"cc-by-sa-3.0": "CC-BY-SA-3.0",
	"cc-by-sa-4.0": "CC-BY-SA-4.0",
	"cc0-1.0": "CC0-1.0",
	expat: "MIT",
	isc: "ISC",
	mit: "MIT",
	"mpl-1.1": "MPL-1.1",
	"mpl-2.0": "MPL-2.0",
	"ofl-1.1": "OFL-1.1",
	unlicense: "Unlicense",
	zlib: "Zlib"
};
var gnuVersions = {
	GPL: [
		"1.0",
		"2.0",
		"3.0"
	],
	LGPL: [
		"2.0",
		"2.1",
		"3.0"
	],
	AGPL: ["3.0"],
	GFDL: [
		"1.1",
		"1.2",
		"1.3"
	]
};
function licenseOf(copyright) {
	const name = copyright === null ? null : shortName(copyright);
	return (name === null ? null : expressionOf(name)) ?? "LicenseRef-debian-copyright";
}
function shortName(copyright) {
	if (!/^Format:\s*\S/im.test(copyright.slice(0, 2e3))) return null;
	for (const stanza of copyright.split(/\n\s*\n/)) {
		if (!/^Files:\s*\*\s*$/im.test(stanza)) continue;
		return /^License:[ \t]*(\S.*?)\s*$/im.exec(stanza)?.[1] ?? null;
	}
	return null;
}
function expressionOf(name) {
	const words = [];
	for (const word of name.split(/\s+/)) {
		const mapped = /^(?:and|or)$/i.test(word) ? word.toUpperCase() : identifierOf(word);
		if (mapped === null) return null;
		words.push(mapped);
	}
	const isExpression = words.length % 2 === 1 && words.every((word, at) => isJoint(word) === (at % 2 === 1));
	const joints = new Set(words.filter(isJoint));
	return isExpression && joints.size < 2 ? words.join(" ") : null;
}
function isJoint(word) {
	return word === "AND" || word === "OR";
}
function identifierOf(word) {
	const gnu = /^(A?GPL|LGPL|GFDL)-(\d(?:\.\d)?)(\+?)(?:-only)?$/i.exec(word);
	if (gnu === null) {
		const known = word.toLowerCase();
		return Object.hasOwn(spdx, known) ? spdx[known] : null;
	}
	const family = gnu[1].toUpperCase();
	const version = gnu[2].includes(".") ? gnu[2] : `${gnu[2]}.0`;
	if (gnuVersions[family]?.includes(version) !== true) return null;
	return `${family}-${version}-${gnu[3] === "+" ? "or-later" : "only"}`;
}
// engine/importer/control.ts
var StanzaProblem = class extends Error {
	name = "StanzaProblem";
};
var fieldLine = /^([!-,./-9;-~][!-9;-~]*):[ \t]*(.*)$/;
function parseStanza(text) {
	const fields = new Map();
	let name = null;
	for (const line of text.trim().split(/\r?\n/)) {
		if (line.trim() === "") throw new StanzaProblem("more than one stanza");
		if (/^[ \t]/.test(line)) {
			if (name === null) throw new StanzaProblem("begins in the middle of a field");
			fields.set(name, `${fields.get(name) ?? ""}\n${line.trimEnd()}`);
			continue;
		}
		const match = fieldLine.exec(line);
		if (match === null) throw new StanzaProblem(`no field: ${line.slice(0, 60)}`);
		name = match[1].toLowerCase();
		if (fields.has(name)) throw new StanzaProblem(`${match[1]} twice`);
		fields.set(name, match[2].trimEnd());
	}
	return fields;
}
function parseStanzas(text) {
	return text.split(/\n\s*\n/).filter((part) => part.trim() !== "").flatMap((part) => {
		try {
			return [parseStanza(part)];
		} catch (error) {
			if (error instanceof StanzaProblem) return [];
			throw error;
		}
	});
}
function parseDescription(field) {
	const [summary = "", ...lines] = field.split("\n");
	const paragraphs = [];
	let open = "";
	const close = () => {
		if (open !== "") paragraphs.push(open);
		open = "";
	};
	for (const line of lines) if (/^ \.\s*$/.test(line)) close();
	else if (/^[ \t]{2}/.test(line)) open = open === "" ? line.trim() : `${open}\n${line.trim()}`;
	else open = open === "" ? line.trim() : `${open} ${line.trim()}`;
	close();
	return {
		summary: summary.trim(),
		long: paragraphs.join("\n\n")
	};
}
// engine/importer/installed-files.ts
var readBytes$1 = 262144;
var dispensable = /^\/usr\/share\/(?:doc|man|info|locale|lintian|help|gtk-doc)\//;
var InstalledFiles = class {
	#paths;
	#configuration;
	#edited = [];
	#open = null;
	constructor(paths, configuration) {
		this.#paths = paths.values();
		this.#configuration = configuration;
	}
	get edited() {
		return this.#edited;
	}
	*next() {
		this.close();
		for (let step = this.#paths.next(); step.done !== true; step = this.#paths.next()) {
			const path = step.value;
			const status = statusOf(path);
			if (status === null || this.#isEdited(path)) continue;
			const member = {
				path: `.${path}`,
				target: "",
				mode: status.mode & 4095,
				size: 0
			};
			if (status.isDirectory()) return {
				...member,
				type: "directory"
			};
			if (status.isSymbolicLink()) return {
				...member,
				type: "symlink",
				target: readlinkSync(path)
			};
			if (!status.isFile()) throw new DebProblem("content", `${path} is a device, pipe or socket`);
			this.#open = opened$1(path);
			return {
				...member,
				type: "file",
				size: status.size
			};
		}
		return null;
	}
	*some() {
		if (this.#open === null) return null;
		const buffer = Buffer.allocUnsafe(readBytes$1);
		const read = readSync(this.#open, buffer);
		return read === 0 ? null : buffer.subarray(0, read);
	}
	close() {
		if (this.#open !== null) closeSync(this.#open);
		this.#open = null;
	}
	#isEdited(path) {
		const md5 = this.#configuration.get(path);
		if (md5 === void 0) return false;
		const isSame = createHash("md5").update(readFileSync(path)).digest("hex") === md5;
		if (!isSame) this.#edited.push(path);
		return !isSame;
	}
};
function statusOf(path) {
	try {
		return lstatSync(path);
	} catch (error) {
		if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
		if (dispensable.test(path)) return null;
		throw new DebProblem("dpkg", `missing: ${path}`, { cause: error });
	}
}
function opened$1(path) {
	try {
		return openSync(path, "r");
	} catch (error) {
		throw new DebProblem("dpkg", `cannot be read: ${path}`, { cause: error });
	}
}
// engine/importer/runtime.ts
var standIns = {
	adduser: [],
	apt: [],
	"ca-certificates": [],
	cron: ["cron-daemon"],
	dbus: ["default-dbus-system-bus", "dbus-system-bus"],
	"dbus-bin": [],
	"dbus-daemon": [],
	"dbus-session-bus-common": [],
	"dbus-system-bus-common": [],
	"dbus-user-session": ["default-dbus-session-bus", "dbus-session-bus"],
	debconf: ["debconf-2.0"],
	"dictionaries-common": [],
	dmsetup: [],
	dpkg: [],
	"emacsen-common": [],
	"gtk-update-icon-cache": [],
	"init-system-helpers": [],
	"install-info": [],
	kmod: [],
	"libpam-modules": [],
	"libpam-modules-bin": [],
	"libpam-runtime": [],
	"libpam-systemd": ["default-logind", "logind"],
	login: [],
	logrotate: [],
	"lsb-base": [],
	mount: [],
	passwd: [],
	polkitd: ["policykit-1"],
	procps: [],
	systemd: [],
	"systemd-sysv": [],
	"sysvinit-utils": [],
	tar: [],
	ucf: [],
	udev: [],
	usrmerge: ["usr-is-merged"],
	"xdg-utils": []
};
function standInNames() {
	return new Set(Object.entries(standIns).flatMap(([name, others]) => [name, ...others]));
}
var standInVersion = "1000:0";
var essentials = [
	"base-files",
	"bash",
	"coreutils",
	"dash",
	"debianutils",
	"findutils",
	"gawk",
	"grep",
	"gzip",
	"hostname",
	"libc-bin",
	"ncurses-base",
	"sed",
	"tzdata"
];
var neededBesides = [["libgdk-pixbuf-2.0-0", "librsvg2-common"], ["gcc", "libc6-dev"]];
var othersOf = { gawk: "mawk" };
var hostName = "multios-host";
var baseName = "multios-base";
// engine/importer/limits.ts
var maximumControlBytes = 33554432;
var maximumDataBytes = 8589934592;
var maximumDataMembers = 5e5;
var maximumRelations = 5e3;
// engine/importer/placed-path.ts
var merged = /^(?:bin|sbin|lib|lib32|lib64|libx32)(?=\/|$)/;
var kept = /^(?:usr|etc)(?:\/|$)/;
function memberPath(written) {
	const path = written.replace(/^\.\//, "").replace(/\/$/, "");
	if (path === "" || path === ".") return "";
	const problem = pathProblem(path);
	if (problem !== null) throw new ArchiveProblem(problem);
	return path;
}
function placedPath(path) {
	const place = path.replace(merged, "usr/$&");
	return kept.test(place) ? place : null;
}
function placedTarget(path, target) {
	const problem = target === "" ? "link to nothing" : textProblem(target);
	if (problem !== null) throw new ArchiveProblem(problem);
	const names = [...target.startsWith("/") ? [] : path.split("/").slice(0, -1)];
	for (const name of target.split("/")) if (name === "..") names.pop();
	else if (name !== "" && name !== ".") names.push(name);
	const goal = names.join("/").replace(merged, "usr/$&");
	return relativeTo(placedPath(path) ?? path, goal);
}
function relativeTo(path, goal) {
	const from = path.split("/").slice(0, -1);
	const to = goal === "" ? [] : goal.split("/");
	let same = 0;
	while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
	const steps = [...from.slice(same).map(() => ".."), ...to.slice(same)];
	return steps.length === 0 ? "." : steps.join("/");
}
// engine/importer/usr-scan.ts
var elf = Buffer.from([
	127,
	69,
	76,
	70
]);
var usr = Buffer.from("/usr/");
var inBin = /^usr\/(?:bin|sbin|games)\/[^/]+$/;
var UsrScan = class {
	#kind = "unseen";
	#tail = Buffer.alloc(0);
	#programs = 0;
	#found = false;
	get isRelocatable() {
		return this.#programs > 0 && !this.#found;
	}
	begin() {
		this.#kind = "unseen";
		this.#tail = Buffer.alloc(0);
	}
	see(path, piece) {
		const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
		if (this.#kind === "unseen") this.#kind = this.#kindOf(path, bytes);
		if (this.#kind !== "elf" || this.#found) return;
		const seam = Buffer.concat([this.#tail, bytes.subarray(0, usr.length - 1)]);
		this.#found = bytes.includes(usr) || seam.includes(usr);
		this.#tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - usr.length + 1)));
	}
	#kindOf(path, head) {
		if (head.subarray(0, elf.length).equals(elf)) {
			this.#programs += 1;
			return "elf";
		}
		if (!inBin.test(path) || head.toString("latin1", 0, 2) !== "#!") return "other";
		this.#programs += 1;
		const [shebang = ""] = head.toString("latin1", 0, 256).split("\n", 1);
		if (shebang.includes("/usr/")) this.#found = true;
		return "script";
	}
};
// engine/importer/write-tree.ts
var setIds = 3072;
var anybodyRuns = 73;
function* writeTree(source, tree) {
	const work = {
		source,
		tree,
		kinds: new Map(),
		stripped: [],
		leftOut: [],
		files: [],
		scan: new UsrScan(),
		bytes: 0,
		members: 0
	};
	for (let member = yield* source.next(); member !== null; member = yield* source.next()) {
		work.members += 1;
		if (work.members > 5e5) throw new ArchiveProblem("more members than allowed");
		yield* place(work, member);
	}
	const { stripped, leftOut, files, scan } = work;
	return {
		stripped,
		leftOut,
		isRelocatable: scan.isRelocatable,
		files
	};
}
function* place(work, member) {
	const written = memberPath(member.path);
	const path = written === "" ? null : placedPath(written);
	if (path === null) {
		if (written !== "" && member.type !== "directory") work.leftOut.push(written);
		return;
	}
	if (member.type === "directory") return directory(work, path);
	if (isMergedAlready(member, written, path)) return;
	if (work.kinds.has(path)) throw new ArchiveProblem(`twice in the package: ${path}`);
	parentOf(work, path);
	if (member.type === "symlink") link$1(work, path, placedTarget(written, member.target));
	else if (member.type === "hardlink") anotherName(work, path, member.target);
	else yield* file(work, path, member);
}
function isMergedAlready(member, written, path) {
	if (member.type !== "symlink") return false;
	const isItself = placedTarget(written, member.target) === path.slice(path.lastIndexOf("/") + 1);
	return written !== path && isItself;
}
function directory(work, path) {
	const there = work.kinds.get(path);
	if (there === "directory") return;
	if (there !== void 0) throw new ArchiveProblem(`twice in the package: ${path}`);
	parentOf(work, path);
	mkdirSync(`${work.tree}/${path}`, { mode: 493 });
	work.kinds.set(path, "directory");
}
function parentOf(work, path) {
	const slash = path.lastIndexOf("/");
	if (slash === -1) return;
	const parent = path.slice(0, slash);
	const kind = work.kinds.get(parent);
	if (kind === void 0) directory(work, parent);
	else if (kind !== "directory") throw new ArchiveProblem(`parent is no directory: ${path}`);
}
function link$1(work, path, target) {
	symlinkSync(target, `${work.tree}/${path}`);
	work.kinds.set(path, "symlink");
}
function anotherName(work, path, target) {
	const first = placedPath(memberPath(target));
	if (first === null || work.kinds.get(first) !== "file") throw new ArchiveProblem(`hard link to no file of the package: ${path}`);
	if (work.stripped.includes(first)) work.stripped.push(path);
	copyFileSync(`${work.tree}/${first}`, `${work.tree}/${path}`);
	work.kinds.set(path, "file");
}
function* file(work, path, { mode, size }) {
	work.bytes += size;
	if (work.bytes > 8589934592) throw new ArchiveProblem("unpacks to more than allowed");
	if ((mode & setIds) !== 0) work.stripped.push(path);
	const target = `${work.tree}/${path}`;
	const access = (mode & anybodyRuns) === 0 ? 420 : 493;
	const descriptor = openSync(target, "wx", access);
	work.kinds.set(path, "file");
	work.files.push({
		path,
		size
	});
	work.scan.begin();
	try {
		for (let piece = yield* work.source.some(); piece !== null; piece = yield* work.source.some()) {
			work.scan.see(path, piece);
			for (let done = 0; done < piece.length;) done += writeSync(descriptor, piece, done);
		}
	} finally {
		closeSync(descriptor);
	}
	if (access === 493) chmodSync(target, access);
}
// engine/importer/repack-installed.ts
var dpkg = "/var/lib/dpkg";
async function installedJobs(names) {
	const installed = installedOf(await readFile(path.join(dpkg, "status"), "utf8").catch((error) => {
		if (systemCode(error) === "ENOENT") return "";
		throw error;
	}));
	const refusal = (source, detail) => {
		return {
			kind: "refused",
			source,
			reason: "dpkg",
			detail
		};
	};
	const refused = names.filter((name) => !installed.has(name)).map((name) => refusal(name, "it is not installed"));
	const found = names.filter((name) => installed.has(name));
	return {
		jobs: (found.length === 0 ? [] : closureOf([...found, ...essentials], installed)).map((stanza) => ({
			kind: "installed",
			control: [...stanza]
		})),
		refused
	};
}
function installedOf(status) {
	const installed = parseStanzas(status).filter((stanza) => stanza.get("status")?.endsWith(" ok installed") === true);
	return new Map(installed.map((stanza) => [stanza.get("package") ?? "", stanza]));
}
function closureOf(names, installed) {
	const standIns = standInNames();
	const isNeeded = (name) => names.includes(name) || !standIns.has(name);
	const providers = providersOf(installed);
	const closure = new Map();
	const queue = [...names];
	for (let name = queue.shift(); name !== void 0; name = queue.shift()) {
		const stanza = installed.get(name);
		if (stanza === void 0 || closure.has(name) || !isNeeded(name)) continue;
		closure.set(name, stanza);
		const field = ["pre-depends", "depends"].flatMap((key) => stanza.get(key) ?? []).join(",");
		for (const alternatives of namesIn(field)) {
			const there = alternatives.find((one) => installed.has(one));
			queue.push(...there === void 0 ? alternatives.flatMap((one) => providers.get(one) ?? []) : [there]);
		}
	}
	return [...closure.values()];
}
function providersOf(installed) {
	const providers = new Map();
	for (const [name, stanza] of installed) for (const provided of namesIn(stanza.get("provides") ?? "").flat()) if (!providers.has(provided)) providers.set(provided, name);
	return providers;
}
function namesIn(field) {
	return field.split(",").map((text) => text.split("|").flatMap((part) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(part)?.[1] ?? [])).filter((names) => names.length > 0);
}
async function withInstalled(control, use) {
	const info = await infoOf(control);
	const paths = (await readFile(`${info}.list`, "utf8")).split("\n").filter((line) => line.startsWith("/"));
	const source = new InstalledFiles(paths.filter((line) => line !== "/."), configurationOf(control));
	const postinst = await readFile(`${info}.postinst`).catch(() => null);
	const files = new Map(postinst === null ? [] : [["postinst", postinst]]);
	const unpack = async (tree) => {
		await mkdir(tree);
		try {
			return await feed(writeTree(source, tree), nothing());
		} catch (error) {
			if (error instanceof ArchiveProblem) throw new DebProblem("content", error.message, { cause: error });
			throw error;
		} finally {
			source.close();
		}
	};
	return use({
		control,
		files,
		unpack
	}, () => source.edited);
}
async function infoOf(control) {
	const name = control.get("package") ?? "";
	if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name)) throw new DebProblem("control", `Package: ${name}`);
	for (const called of [`${name}:${control.get("architecture") ?? ""}`, name]) {
		const info = path.join(dpkg, "info", called);
		if (await readFile(`${info}.list`).then(() => true, () => false)) return info;
	}
	throw new DebProblem("dpkg", "it has no list of files");
}
function configurationOf(control) {
	const lines = (control.get("conffiles") ?? "").split("\n");
	return new Map(lines.flatMap((line) => {
		const match = /^\s*(\/\S+) ([0-9a-f]{32})/.exec(line);
		return match === null ? [] : [[match[1], match[2]]];
	}));
}
async function* nothing() {}
// engine/importer/decompress-part.ts
var readBytes = 65536;
var decoders = {
	"": (chunks) => chunks,
	".gz": (chunks) => through(Readable.from(chunks), createGunzip()),
	".xz": decodeXz,
	".zst": (chunks) => {
		const params = { [constants$3.ZSTD_d_windowLogMax]: Math.log2(maximumDictionaryBytes) };
		return through(Readable.from(chunks), createZstdDecompress({ params }));
	}
};
async function* decompressPart(handle, part, signal) {
	const ending = part.name.replace(/^(?:control|data)\.tar/, "");
	const decode = Object.hasOwn(decoders, ending) ? decoders[ending] : void 0;
	if (decode === void 0) throw new DebProblem("compression", part.name);
	if (ending === ".xz") await checkDictionary(handle, part);
	try {
		yield* decode(bytesOf(handle, part, signal));
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof DebProblem) throw error;
		throw new DebProblem("archive", error instanceof Error ? error.message : String(error), { cause: error });
	}
}
async function checkDictionary(handle, part) {
	const head = Buffer.alloc(64);
	await handle.read(head, 0, Math.min(head.length, part.size), part.start);
	if (xzDictionaryBytes(head) > 67108864) throw new DebProblem("archive", "wants more memory to unpack than allowed");
}
async function* bytesOf(handle, part, signal) {
	for (let at = 0; at < part.size;) {
		signal.throwIfAborted();
		const wanted = Math.min(readBytes, part.size - at);
		const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, part.start + at);
		if (bytesRead === 0) throw new DebProblem("archive", "ends in the middle");
		at += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}
// engine/importer/foreign-pax.ts
var ignored = new Set([
	"mtime",
	"atime",
	"ctime",
	"uid",
	"gid",
	"uname",
	"gname",
	"comment"
]);
function decodeForeignPax(bytes) {
	const names = {};
	const seen = new Set();
	for (let at = 0; at < bytes.length;) {
		const digits = /^([1-9][0-9]{0,6}) /.exec(bytes.toString("latin1", at, at + 8))?.[1];
		const end = at + Number(digits ?? NaN);
		if (digits === void 0 || end > bytes.length || bytes[end - 1] !== 10) throw new ArchiveProblem("pax record with a wrong length");
		const record = utf8(bytes.subarray(at + digits.length + 1, end - 1));
		const key = record.slice(0, Math.max(0, record.indexOf("=")));
		if (key === "" || seen.has(key)) throw new ArchiveProblem("pax record is broken or doubled");
		seen.add(key);
		take(names, key, record.slice(key.length + 1));
		at = end;
	}
	return names;
}
function take(names, key, value) {
	if (key === "path") names.path = value;
	else if (key === "linkpath") names.target = value;
	else if (key === "size" && /^(0|[1-9][0-9]{0,14})$/.test(value)) names.size = Number(value);
	else if (!ignored.has(key)) throw new ArchiveProblem(`pax record ${JSON.stringify(key)}`);
}
function utf8(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		throw new ArchiveProblem("name is not UTF-8");
	}
}
// engine/importer/foreign-tar.ts
var types = new Map([
	["0", "file"],
	["\0", "file"],
	["1", "hardlink"],
	["2", "symlink"],
	["5", "directory"],
	["x", "pax"],
	["L", "long-path"],
	["K", "long-target"]
]);
var ForeignTarReader = class {
	#cursor = new ByteCursor();
	#unread = 0;
	#padding = 0;
	*next() {
		for (let rest = yield* this.some(); rest !== null; rest = yield* this.some());
		yield* skipPadding(this.#cursor, this.#padding);
		this.#padding = 0;
		const member = yield* nextMember(this.#cursor);
		if (member === null) {
			yield* expectOnlyZeros(this.#cursor);
			return null;
		}
		this.#unread = member.size;
		this.#padding = paddingOf(member.size);
		return member;
	}
	*some() {
		if (this.#unread === 0) return null;
		const piece = yield* this.#cursor.some(this.#unread);
		if (piece === null) throw new ArchiveProblem("ends in the middle");
		this.#unread -= piece.length;
		return piece;
	}
};
function* nextMember(cursor) {
	const names = {};
	for (let seen = 0; seen < 4; seen += 1) {
		const block = yield* expectBlock(cursor);
		if (isZero(block)) return yield* endOf(cursor, seen);
		const header = decodeHeader(block);
		if (!isExtension(header)) return extended(header, names);
		Object.assign(names, yield* extensionOf(cursor, header));
	}
	throw new ArchiveProblem("extension after extension");
}
function* endOf(cursor, extensions) {
	if (extensions > 0) throw new ArchiveProblem("an extension without a member");
	if (!isZero(yield* expectBlock(cursor))) throw new ArchiveProblem("half an end mark");
	return null;
}
function isExtension(header) {
	return header.type === "pax" || header.type === "long-path" || header.type === "long-target";
}
function* extensionOf(cursor, { type, size }) {
	if (size === 0 || size > 65536) throw new ArchiveProblem("extension of unusual size");
	const bytes = yield* cursor.take(size);
	if (bytes === null) throw new ArchiveProblem("ends in the middle");
	const read = type === "pax" ? decodeForeignPax(bytes) : longName(type, text(bytes, 0, size));
	yield* skipPadding(cursor, paddingOf(size));
	return read;
}
function longName(type, name) {
	return type === "long-path" ? { path: name } : { target: name };
}
function extended(header, names) {
	const { path = header.path, target = header.target, size = header.size } = names;
	const type = header.type;
	if (!(type === "symlink" || type === "hardlink") && target !== "") throw new ArchiveProblem("link target on something that is no link");
	if (type !== "file" && size !== 0) throw new ArchiveProblem("a link or directory with content");
	return {
		type,
		path,
		target,
		mode: header.mode,
		size
	};
}
function decodeHeader(block) {
	if (octal(block, 148, 8) !== checksum(block)) throw new ArchiveProblem("header checksum is wrong");
	const magic = latin(block, 257, 8);
	const isPosix = magic === "ustar\x0000";
	if (!isPosix && magic !== "ustar  \0") throw new ArchiveProblem("neither GNU nor POSIX tar");
	const flag = latin(block, 156, 1);
	const type = types.get(flag);
	if (type === void 0) throw new ArchiveProblem(`entry of type ${JSON.stringify(flag)}`);
	const prefix = isPosix ? text(block, 345, 155) : "";
	const name = text(block, 0, 100);
	const path = prefix === "" ? name : `${prefix}/${name}`;
	const mode = octal(block, 100, 8) & 4095;
	return {
		type,
		path,
		target: text(block, 157, 100),
		mode,
		size: octal(block, 124, 12)
	};
}
function* expectBlock(cursor) {
	const block = yield* cursor.take(512);
	if (block === null) throw new ArchiveProblem("ends without an end mark");
	return block;
}
function paddingOf(size) {
	return (512 - size % 512) % 512;
}
function* skipPadding(cursor, length) {
	if (length > 0 && (yield* cursor.take(length)) === null) throw new ArchiveProblem("ends in the middle");
}
function* expectOnlyZeros(cursor) {
	let total = 0;
	for (let piece = yield* cursor.some(512); piece !== null; piece = yield* cursor.some(512)) {
		total += piece.length;
		if (!isZero(piece) || total > 1048576) throw new ArchiveProblem("data after the end");
	}
}
// engine/importer/read-ar.ts
var magic = "!<arch>\n";
var headerBytes = 60;
async function readAr(handle) {
	const { size: fileBytes } = await handle.stat();
	if (await textAt(handle, 0, 8) !== magic) throw new DebProblem("not-a-deb", "");
	const parts = [];
	for (let at = 8; at < fileBytes;) {
		const part = partOf(await textAt(handle, at, headerBytes), at + headerBytes);
		if (part.start + part.size > fileBytes) throw new DebProblem("archive", "ends in the middle");
		if (parts.length === 16) throw new DebProblem("archive", `more than ${16} parts`);
		parts.push(part);
		at = part.start + part.size + part.size % 2;
	}
	return parts;
}
var grammar$1 = /^([!-.0-~]{1,16}?)\/? *[0-9 ]{12}[0-9 ]{6}[0-9 ]{6}[0-7 ]{8}([0-9]{1,10}) *`\n$/;
function partOf(header, start) {
	const match = header.length === headerBytes ? grammar$1.exec(header) : null;
	if (match === null) throw new DebProblem("archive", "a part without a whole header");
	return {
		name: match[1],
		start,
		size: Number(match[2])
	};
}
async function textAt(handle, position, length) {
	const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
	return buffer.toString("latin1", 0, bytesRead);
}
// engine/importer/read-deb.ts
async function withDeb(file, use, signal) {
	const handle = await opened(file);
	try {
		const { control, data } = partsOf(await readAr(handle));
		const files = await inPart(handle, control, (tar) => readControlFiles(tar), signal);
		const unpack = async (tree) => {
			await mkdir(tree);
			return inPart(handle, data, (tar) => writeTree(tar, tree), signal);
		};
		return await use({
			control: stanzaOf(files),
			files,
			unpack
		});
	} finally {
		await handle.close();
	}
}
async function opened(file) {
	try {
		const handle = await open(file, "r");
		if ((await handle.stat()).isFile()) return handle;
		await handle.close();
	} catch (error) {
		if (systemCode(error) === "ENOENT") throw new DebProblem("not-a-deb", "no such file", { cause: error });
		throw error;
	}
	throw new DebProblem("not-a-deb", "no file");
}
function partsOf(parts) {
	const [first, ...rest] = parts;
	if (first?.name !== "debian-binary") throw new DebProblem("not-a-deb", "");
	const [control, data, ...more] = rest.filter(({ name }) => !name.startsWith("_"));
	if (!(control?.name.startsWith("control.tar") === true && data?.name.startsWith("data.tar") === true)) throw new DebProblem("not-a-deb", "control and data are not in their places");
	if (more.length > 0) throw new DebProblem("archive", `also has ${more[0].name}`);
	return {
		control,
		data
	};
}
async function inPart(handle, part, read, signal) {
	try {
		return await feed(read(new ForeignTarReader()), decompressPart(handle, part, signal));
	} catch (error) {
		if (error instanceof ArchiveProblem) throw new DebProblem("content", `${part.name}: ${error.message}`, { cause: error });
		throw error;
	}
}
function* readControlFiles(tar) {
	const files = new Map();
	let left = maximumControlBytes;
	for (let member = yield* tar.next(); member !== null; member = yield* tar.next()) {
		const name = memberPath(member.path);
		if (name === "" && member.type === "directory") continue;
		if (member.type !== "file" || name.includes("/")) throw new ArchiveProblem(`odd entry ${name}`);
		if (files.has(name)) throw new ArchiveProblem(`${name} twice`);
		left -= member.size;
		if (left < 0 || files.size === 256) throw new ArchiveProblem("bigger than allowed");
		const pieces = [];
		for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) pieces.push(Buffer.from(piece));
		files.set(name, Buffer.concat(pieces));
	}
	return files;
}
function stanzaOf(files) {
	const bytes = files.get("control");
	if (bytes === void 0) throw new DebProblem("control", "there is no control file");
	try {
		return parseStanza(new TextDecoder("utf-8").decode(bytes));
	} catch (error) {
		if (error instanceof StanzaProblem) throw new DebProblem("control", error.message, { cause: error });
		throw error;
	}
}
// engine/importer/relations.ts
var grammar = /^([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))?\s*(?:\(\s*(<<|<=|=|>=|>>|<|>)\s*([^\s()]+)\s*\))?$/;
var asMeant = {
	"<<": "<",
	">>": ">",
	"<": "<=",
	">": ">="
};
function mapDependencies(field, context) {
	return mapEach(field, ({ name, qualifier, operator }) => {
		if (isForeign(qualifier, context)) return false;
		return !context.standIns.has(name) || operator === void 0 || operator.startsWith(">");
	});
}
function mapExclusions(field, context) {
	return mapEach(field, ({ name, qualifier }) => !isForeign(qualifier, context) && !context.standIns.has(name));
}
function mapProvides(field) {
	return split(field, ",").map((text) => {
		const mapped = spelled(clauseOf(text));
		if (isProblem(parseProvision(mapped, "debian"))) throw new StanzaProblem(`Provides: ${text}`);
		return mapped;
	});
}
function mapEach(field, counts) {
	const kept = new Set();
	const dropped = new Set();
	for (const text of split(field, ",")) {
		const clauses = split(text, "|").map(clauseOf).filter(counts);
		if (clauses.length === 0) dropped.add(text);
		else kept.add(checked([...new Set(clauses.map(spelled))].join(" | "), text));
	}
	return {
		kept: [...kept],
		dropped: [...dropped]
	};
}
function split(field, by) {
	const parts = field.replaceAll(/\s+/g, " ").split(by);
	if (parts.length > 5e3) throw new StanzaProblem(`${parts.length} relations in one field`);
	return parts.map((part) => part.trim()).filter((part) => part !== "");
}
function clauseOf(text) {
	const match = grammar.exec(text);
	if (match === null) throw new StanzaProblem(`relation: ${text.slice(0, 80)}`);
	const [, name, qualifier, operator, version] = match;
	return {
		name,
		qualifier,
		operator,
		version
	};
}
function spelled({ name, operator, version }) {
	if (operator === void 0 || version === void 0) return name;
	const constraints = [{
		operator: asMeant[operator] ?? operator,
		version
	}];
	return formatAlternative({
		name,
		constraints
	});
}
function checked(mapped, text) {
	if (mapped.length > 1e3 || isProblem(parseRelation(mapped, "debian"))) throw new StanzaProblem(`relation: ${text.slice(0, 80)}`);
	return mapped;
}
function isForeign(qualifier, { architecture }) {
	if (qualifier === void 0 || [
		"any",
		"native",
		"all"
	].includes(qualifier)) return false;
	return architecture !== "all" && qualifier !== architecture;
}
// engine/importer/recipe-of.ts
var architectures = {
	all: "universal",
	amd64: "x86_64",
	arm64: "arm64",
	riscv64: "riscv64"
};
function describe(control) {
	try {
		return described(control);
	} catch (error) {
		if (error instanceof StanzaProblem) throw new DebProblem("control", error.message, { cause: error });
		throw error;
	}
}
function described(control) {
	const name = field(control, "package");
	const version = field(control, "version");
	if (!/^[a-z0-9][a-z0-9+.-]{0,99}$/.test(name)) throw new StanzaProblem(`Package: ${name.slice(0, 120)}`);
	if (!isVersion(version, "debian")) throw new StanzaProblem(`Version: ${version.slice(0, 120)}`);
	const debian = field(control, "architecture");
	const architecture = Object.hasOwn(architectures, debian) ? architectures[debian] : void 0;
	if (architecture === void 0) throw new DebProblem("architecture", debian);
	return {
		name,
		version,
		architecture,
		...wordsOf(control, name),
		origin: originOf(control, name, version),
		...relationsOf(control, debian)
	};
}
function wordsOf(control, name) {
	const said = (key) => control.get(key) ?? "";
	const { summary, long } = parseDescription(said("description"));
	const homepage = said("homepage");
	return {
		description: shown(long === "" ? summary || name : `${summary}\n\n${long}`).slice(0, 2e5),
		homepage: /^https?:\/\/[^\s\p{Cc}]{1,900}$/u.test(homepage) ? homepage : null,
		categories: categoriesOf(said("section")),
		tags: tagsOf(said("tag"))
	};
}
function field(control, name) {
	const value = control.get(name);
	if (value === void 0 || value === "") throw new StanzaProblem(`${name} is missing`);
	return value;
}
function originOf(control, name, version) {
	const match = /^([a-z0-9][a-z0-9+.-]*)(?:\s*\(([^()\s]+)\))?$/.exec(control.get("source") ?? name);
	if (match === null) throw new StanzaProblem(`Source: ${control.get("source")?.slice(0, 120) ?? ""}`);
	const maintainer = shown(control.get("maintainer") ?? "").replaceAll(/\s+/g, " ");
	return {
		source: match[1],
		source_version: match[2] ?? version,
		maintainer: maintainer.slice(0, 500) || "unknown"
	};
}
var tellingFacets = /^(?:field|game|interface|role|use|works-with|works-with-format|web|sound|security)::/;
function tagsOf(text) {
	return text.replaceAll(/\s+/g, "").split(",").filter((tag) => tellingFacets.test(tag) && tag.length < 200).slice(0, 100);
}
function relationsOf(control, architecture) {
	const context = {
		architecture,
		standIns: standInNames()
	};
	const dropped = [];
	const all = (map, ...names) => {
		const mapped = map(names.flatMap((name) => control.get(name) ?? []).join(", "), context);
		dropped.push(...mapped.dropped);
		return mapped.kept;
	};
	return {
		relations: {
			dependencies: [...all(mapDependencies, "pre-depends", "depends"), baseName],
			recommends: all(mapDependencies, "recommends"),
			suggests: all(mapDependencies, "suggests"),
			provides: mapProvides(control.get("provides") ?? ""),
			conflicts: all(mapExclusions, "conflicts"),
			breaks: all(mapExclusions, "breaks"),
			replaces: all(mapExclusions, "replaces")
		},
		dropped: [...new Set(dropped)].map((text) => text.slice(0, 1e3))
	};
}
function shown(text) {
	return text.replaceAll(/[^\n\P{C}]/gu, " ");
}
var usualExclusions = [
	"usr/share/doc/*/*",
	"!usr/share/doc/*/copyright",
	"usr/share/doc-base/",
	"usr/share/lintian/",
	"usr/share/bug/",
	"usr/share/reportbug/",
	"usr/share/menu/",
	"usr/lib/systemd/",
	"usr/lib/udev/",
	"usr/lib/modprobe.d/",
	"usr/lib/tmpfiles.d/",
	"usr/lib/sysusers.d/",
	"usr/lib/init/",
	"etc/init.d/",
	"etc/init/",
	"etc/cron.*",
	"etc/logrotate.d/",
	"etc/apt/",
	"etc/pam.d/"
];
function recipeText(of, found, { publisher, exclusions }) {
	const { name, version, architecture, description, homepage, origin, tags, relations } = of;
	const categories = found.categories.length > 0 ? found.categories : of.categories;
	const recipe = {
		name,
		version,
		version_scheme: "debian",
		architecture,
		description,
		maintainer: publisher,
		license: found.license,
		...homepage === null ? {} : { homepage },
		...relations,
		categories,
		tags,
		exclude_patterns: [...usualExclusions, ...exclusions],
		...found.alternatives.length === 0 ? {} : { alternatives: found.alternatives.map(withText) },
		...found.copies.length === 0 ? {} : { conf_copies: found.copies },
		origin: {
			kind: "debian",
			...origin,
			...found.sha256 === null ? {} : { sha256: found.sha256 },
			...of.dropped.length === 0 ? {} : { dropped: of.dropped },
			...found.stripped.length === 0 ? {} : { stripped: found.stripped }
		},
		...found.isRelocatable ? { relocatable: "true" } : {},
		...found.app === null ? {} : { app: found.app }
	};
	return stringify(recipe, {
		defaultStringType: "QUOTE_DOUBLE",
		defaultKeyType: "PLAIN",
		lineWidth: 0
	});
}
function withText(alternative) {
	return {
		...alternative,
		priority: String(alternative.priority)
	};
}
function copyrightPath(tree, name) {
	return path.join(tree, "usr/share/doc", name, "copyright");
}
// engine/importer/script-calls.ts
function readCalls(calls, isThere) {
	const alternatives = new Map();
	const copies = new Map();
	for (const [command, ...args] of calls) if (command === "update-alternatives") {
		const made = alternativeOf(args, isThere);
		if (made !== null) alternatives.set(`${made.name} ${made.path}`, made);
	} else if (command === "ucf") {
		const copy = copyOf(args, isThere);
		if (copy !== null) copies.set(copy.to, copy);
	}
	return {
		alternatives: [...alternatives.values()],
		copies: [...copies.values()]
	};
}
function literalCalls(script) {
	return script.replaceAll(/\\\n/g, " ").split("\n").flatMap((line) => {
		const match = /^\s*(?:\/usr\/(?:s?bin)\/)?(update-alternatives|ucf)\s+([^|;&<>`$()]+)/.exec(line);
		if (match === null) return [];
		return [[match[1], ...match[2].trim().split(/\s+/).map(unquoted)]];
	});
}
function unquoted(word) {
	return word.replace(/^(["'])(.*)\1$/, "$2");
}
function alternativeOf(args, isThere) {
	const at = args.indexOf("--install");
	if (at === -1) return null;
	const master = linkedOf(args.slice(at + 1, at + 4), isThere);
	const priority = Number(args[at + 4]);
	if (master === null || !Number.isSafeInteger(priority) || Math.abs(priority) > 999999999) return null;
	const slaves = [];
	for (let next = args.indexOf("--slave", at); next !== -1; next = args.indexOf("--slave", next + 1)) {
		const slave = linkedOf(args.slice(next + 1, next + 4), isThere);
		if (slave !== null) slaves.push(slave);
	}
	return {
		...master,
		priority,
		...slaves.length === 0 ? {} : { slaves }
	};
}
function linkedOf(words, isThere) {
	const [link, name, path] = [
		treePath(words[0]),
		words[1],
		treePath(words[2])
	];
	if (link === null || path === null || name === void 0) return null;
	return /^[A-Za-z0-9][A-Za-z0-9+._-]*$/.test(name) && isThere(path) ? {
		name,
		link,
		path
	} : null;
}
function copyOf(args, isThere) {
	const words = args.filter((word) => word.startsWith("/"));
	const [from, to] = [treePath(words[0]), treePath(words[1])];
	if (from === null || to === null || words.length !== 2) return null;
	return isThere(from) && to.startsWith("etc/") ? {
		from,
		to
	} : null;
}
function treePath(written) {
	if (written?.startsWith("/") !== true || written.includes("$")) return null;
	try {
		return placedPath(memberPath(written.slice(1)));
	} catch (error) {
		if (error instanceof ArchiveProblem) return null;
		throw error;
	}
}
// engine/importer/trace-script.ts
var patience = 2e4;
var mostLogged = 262144;
var logged = ["update-alternatives", "ucf"];
var silent = [
	...[
		"ucfr",
		"dpkg-divert",
		"dpkg-statoverride",
		"dpkg-trigger",
		"dpkg-maintscript-helper"
	],
	...[
		"deb-systemd-helper",
		"deb-systemd-invoke",
		"systemctl",
		"invoke-rc.d",
		"update-rc.d",
		"service"
	],
	...[
		"py3compile",
		"py3clean",
		"ldconfig",
		"update-mime-database",
		"update-desktop-database"
	],
	...[
		"glib-compile-schemas",
		"gtk-update-icon-cache",
		"update-icon-caches",
		"fc-cache",
		"install-info"
	],
	...[
		"adduser",
		"addgroup",
		"useradd",
		"groupadd",
		"usermod",
		"chown",
		"chmod",
		"db_get",
		"udevadm"
	]
];
async function traceScript({ tools, architecture }, folder, signal) {
	const run = {
		tools,
		architecture,
		shown: folder,
		limits: usualLimits,
		files: {},
		patience,
		environment: {
			PATH: "/tmp/stubs:/usr/sbin:/usr/bin:/sbin:/bin",
			DPKG_MAINTSCRIPT_NAME: "postinst",
			DEBIAN_FRONTEND: "noninteractive",
			DEBCONF_NONINTERACTIVE_SEEN: "true"
		},
		command: traceCommand()
	};
	try {
		const { kept } = await runBox(run, gathered, signal);
		return readLog(kept);
	} catch (error) {
		if (error instanceof BoxFailed) return {
			calls: [],
			isWhole: false
		};
		throw error;
	}
}
function traceCommand() {
	const stub = (name, body) => `printf '%s\\n' '#!/bin/sh' ${quoted(body)} > /tmp/stubs/${name}`;
	const log = (name) => `{ printf '%s' ${name}; for word; do printf '\\t%s' "$word"; done; printf '\\n'; } >> /output/log`;
	return [
		"mkdir -p /tmp/stubs",
		...logged.map((name) => stub(name, log(name))),
		...silent.map((name) => stub(name, "exit 0")),
		stub("dpkg", "exit 1"),
		"chmod 0755 /tmp/stubs/*",
		"touch /output/log",
		"(exec 3>&-; sh /package/postinst configure) > /dev/null 2>&1 < /dev/null && echo whole >> /output/log",
		"cat /output/log >&3"
	].join("\n");
}
function quoted(text) {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
async function gathered(chunks) {
	const pieces = [];
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size <= mostLogged) pieces.push(chunk);
	}
	return Buffer.concat(pieces).toString("utf8");
}
function readLog(log) {
	const lines = log.split("\n").filter((line) => line !== "");
	const isWhole = lines.at(-1) === "whole";
	return {
		calls: (isWhole ? lines.slice(0, -1) : lines).map((line) => line.split("	")),
		isWhole
	};
}
// engine/importer/import-deb.ts
async function importDeb(job, settings, signal) {
	if (job.kind === "installed") return withInstalled(new Map(job.control), async (deb, edited) => {
		return made({
			deb,
			about: aboutOf(deb.control, settings),
			sha256: null,
			edited
		}, settings, signal);
	});
	const use = async (deb) => {
		const said = new Map(deb.control);
		if (job.tags !== "") said.set("tag", job.tags);
		if (job.section !== "") said.set("section", job.section);
		const about = aboutOf(said, settings);
		const sha256 = await hashFile(job.file);
		const { name, version, architecture } = about;
		if (await isPublished(about, sha256, settings)) return {
			kind: "unchanged",
			name,
			version,
			architecture
		};
		return made({
			deb,
			about,
			sha256,
			edited: () => []
		}, settings, signal);
	};
	return withDeb(job.file, use, signal);
}
function aboutOf(control, settings) {
	const debian = control.get("architecture");
	if (debian !== "all" && debian !== settings.architecture) throw new DebProblem("architecture", debian ?? "");
	return describe(control);
}
async function made(sources, settings, signal) {
	const { deb, about, edited } = sources;
	return inFolder(settings, async (folder, output) => {
		const tree = path.join(folder, "src");
		const written = await deb.unpack(tree);
		const calls = await callsOf(deb.files, {
			folder,
			tree,
			sandbox: settings.sandbox
		}, signal);
		const artifact = await build({
			...sources,
			folder,
			output,
			written,
			calls
		}, settings, signal);
		const leftOut = [...written.leftOut, ...edited()];
		return {
			kind: "built",
			artifact,
			stripped: written.stripped,
			leftOut,
			dropped: about.dropped
		};
	});
}
async function isPublished({ name, version, architecture }, sha256, { published }) {
	const artifact = `packages/${artifactName({
		name,
		version,
		architecture
	}, "tar.zst")}`;
	const manifest = manifestPathBeside(path.join(published.folder, artifact));
	if (!published.paths.has(artifact) || !existsSync(manifest)) return false;
	const { origin } = JSON.parse(await readFile(manifest, "utf8"));
	return origin?.sha256 === sha256;
}
async function inFolder({ work }, use) {
	const folder = await mkdtemp(path.join(work, "one-"));
	try {
		return await use(folder, path.join(work, "built", path.basename(folder)));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function callsOf(files, { folder, tree, sandbox }, signal) {
	const script = files.get("postinst")?.toString("utf8") ?? "";
	if (!/update-alternatives|ucf/.test(script)) return {
		alternatives: [],
		copies: []
	};
	const calls = [...literalCalls(script)];
	if (sandbox !== null) {
		const shown = path.join(folder, "control");
		await mkdir(shown);
		await writeFile(path.join(shown, "postinst"), script);
		calls.push(...(await traceScript(sandbox, shown, signal)).calls);
	}
	return readCalls(calls, (member) => existsSync(path.join(tree, member)));
}
async function build({ deb, folder, output, about, written, calls, sha256 }, { publisher, exclusions }, signal) {
	const tree = path.join(folder, "src");
	const shown = await appOf(tree, written, deb.control, signal);
	const found = {
		license: shown.license ?? licenseOf(await copyrightOf(tree, about.name)),
		sha256,
		stripped: written.stripped,
		isRelocatable: written.isRelocatable,
		...calls,
		app: shown.app,
		categories: shown.categories
	};
	const write = async (app) => {
		const text = recipeText(about, {
			...found,
			app
		}, {
			publisher,
			exclusions
		});
		await writeFile(path.join(folder, "package.yaml"), text);
		return buildPackage({
			source: folder,
			output,
			format: "tar.zst",
			signer: null,
			modified: 0,
			preset: 0
		}, signal);
	};
	try {
		return await write(found.app);
	} catch (error) {
		const { key, problem } = complaintIn(error);
		if (key.startsWith("app") && found.app !== null) return write(null);
		throw new DebProblem("recipe", `${key}: ${problem}`, { cause: error });
	}
}
function complaintIn(error) {
	if (!(error instanceof EngineError) || error.code !== "recipe/invalid") throw error;
	return error.facts;
}
var maximumCopyrightBytes = 4194304;
async function copyrightOf(tree, name) {
	const file = copyrightPath(tree, name);
	try {
		const { size } = await stat(file);
		return size > maximumCopyrightBytes ? null : await readFile(file, "utf8");
	} catch (error) {
		if ([
			"ENOENT",
			"ENOTDIR",
			"ELOOP",
			"EISDIR"
		].includes(systemCode(error) ?? "")) return null;
		throw error;
	}
}
// engine/importer/import-in-threads.ts
async function importInThreads(jobs, { settings, count, done }, signal) {
	const outcomes = new Array(jobs.length);
	if (Math.min(count, jobs.length) <= 1) {
		for (const [index, job] of jobs.entries()) {
			outcomes[index] = await orRefused(importDeb(job, settings, signal));
			done(index);
		}
		return outcomes;
	}
	const queue = jobs.entries();
	const threads = Array.from({ length: Math.min(count, jobs.length) }, () => queue);
	const work = async (shared, stopped) => {
		const options = {
			file: workerFile(import.meta, "import-worker"),
			data: settings
		};
		await useThread(options, stopped, async (ask) => {
			for (const [index, job] of shared) {
				stopped.throwIfAborted();
				const outcome = await ask(job);
				if (outcome.kind === "failed") throw new EngineError(outcome.failure.code, outcome.failure.facts);
				outcomes[index] = outcome;
				done(index);
			}
		});
	};
	await mapConcurrently(threads, Math.max(1, threads.length), work, signal);
	return outcomes;
}
async function orRefused(work) {
	return work.catch((error) => {
		if (!(error instanceof DebProblem)) throw error;
		return {
			kind: "refused",
			reason: error.reason,
			detail: error.detail
		};
	});
}
export { baseName as a, neededBesides as c, standIns as d, parseStanzas as f, installedJobs as i, othersOf as l, orRefused as n, essentials as o, importDeb as r, hostName as s, importInThreads as t, standInVersion as u };

//# sourceMappingURL=import-in-threads-DZ-eTtKC.js.map