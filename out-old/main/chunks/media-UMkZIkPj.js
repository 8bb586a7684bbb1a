import { D as sha256Of, H as refuse, Qn as compareVersions, Tr as appLimits, Xn as shownReleases, c as pictureSize, g as commandsOf, v as walkArchive, vi as onDisk, yi as systemCode, zn as byCodePoint } from "./shared-DyOnH0nz.js";
import { d as pictureEnding, f as pictureProblem, n as publishBytes, p as pictureType, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import path from "node:path";
import { readFile, readdir } from "node:fs/promises";
// engine/builder/make-index.ts
function indexRecord(manifest, entry, media) {
	const { files: _files, app, format: _format, ...declared } = manifest;
	return {
		...declared,
		...app === void 0 ? {} : { app: shownApp(app, media) },
		commands: commandsOf(manifest),
		path: entry.path,
		size: entry.size,
		sha256: entry.sha256,
		manifest_sha256: entry.manifest_sha256,
		published: entry.published,
		...entry.signed_by.length === 0 ? {} : { signed_by: entry.signed_by },
		...entry.revoked === void 0 ? {} : { revoked: entry.revoked }
	};
}
function inOrder(records) {
	return records.toSorted((a, b) => byCodePoint(a.name, b.name) || byVersion(a, b) || byCodePoint(a.version, b.version) || byCodePoint(a.architecture, b.architecture));
}
function categoryLists(records) {
	const lists = new Map();
	for (const record of records) for (const category of record.categories) {
		const file = category.toLowerCase().replaceAll(/[^a-z0-9._+-]+/g, "-");
		const list = lists.get(file) ?? {
			category,
			records: []
		};
		if (!list.records.includes(record)) list.records.push(record);
		lists.set(file, list);
	}
	const sorted = [...lists].sort(([a], [b]) => byCodePoint(a, b));
	return new Map(sorted.map(([file, list]) => [file, {
		format: 1,
		category: list.category,
		packages: list.records.map(listed)
	}]));
}
function packageList(records) {
	return records.map(({ name, version, architecture, path }) => `${name} ${version} ${architecture} ${path}\n`).join("");
}
function listed({ name, version, architecture, path, size, sha256 }) {
	return {
		name,
		version,
		architecture,
		path,
		size,
		sha256
	};
}
function shownApp(app, media) {
	const { icon, screenshots, releases, ...rest } = app;
	return {
		...rest,
		...icon === void 0 ? {} : { icon: published(media, icon.sha256) },
		screenshots: screenshots.slice(0, appLimits.screenshots).map(({ sha256, caption }) => ({
			...published(media, sha256),
			caption
		})),
		releases: shownReleases(releases)
	};
}
function published(media, sha256) {
	const found = media.get(sha256);
	if (found === void 0) throw new Error(`The picture ${sha256} was not published`);
	return found;
}
function byVersion(a, b) {
	return a.version_scheme === b.version_scheme ? compareVersions(a.version, b.version, a.version_scheme) : 0;
}
// engine/builder/media.ts
var mediaFolder = "metadata/media";
async function readMedia(repository) {
	const folder = path.join(repository, mediaFolder);
	const media = new Map();
	const names = await onDisk(folder, async () => readdir(folder).catch((error) => {
		if (systemCode(error) === "ENOENT") return [];
		throw error;
	}));
	for (const name of names) {
		const described = describe(await readFile(path.join(folder, name)));
		if (described !== null && described.path === `${mediaFolder}/${name}`) media.set(described.sha256, described);
	}
	return media;
}
async function publishPictures(source, media, signal) {
	const { repository, archive, manifest } = source;
	const wanted = new Set();
	for (const picture of [manifest.app?.icon, ...manifest.app?.screenshots ?? []]) if (picture !== void 0 && !media.has(picture.sha256)) wanted.add(picture.path);
	if (wanted.size === 0) return;
	for (const [member, bytes] of await readMembers(archive, wanted, signal)) {
		const problem = pictureProblem(bytes);
		if (problem !== null) refuse(archive, "content", `${member} ${problem}`);
		await publishPicture(repository, bytes, media);
	}
}
async function publishPicture(repository, bytes, media) {
	const described = describe(bytes);
	if (described === null) throw new Error("Only a picture can be published");
	if (!media.has(described.sha256)) await publishBytes(path.join(repository, described.path), bytes);
	media.set(described.sha256, described);
	return described;
}
function describe(bytes) {
	const type = pictureType(bytes);
	if (type === null) return null;
	const sha256 = sha256Of(bytes);
	return {
		path: `${mediaFolder}/${sha256}.${pictureEnding(type)}`,
		sha256,
		size: bytes.length,
		type,
		...pictureSize(bytes)
	};
}
async function readMembers(archive, wanted, signal) {
	const found = new Map();
	const sink = {
		directory: () => void 0,
		symlink: () => void 0,
		file: (entry) => {
			const isWanted = wanted.has(entry.path);
			if (isWanted && entry.size > 8388608) refuse(archive, "content", `${entry.path} is too big`);
			const pieces = [];
			return {
				write: (piece) => void (isWanted && pieces.push(Buffer.from(piece))),
				close: () => void (isWanted && found.set(entry.path, Buffer.concat(pieces)))
			};
		}
	};
	await walkArchive(archive, () => sink, signal);
	return found;
}
export { categoryLists as a, packageList as c, readMedia as i, publishPicture as n, inOrder as o, publishPictures as r, indexRecord as s, describe as t };

//# sourceMappingURL=media-UMkZIkPj.js.map