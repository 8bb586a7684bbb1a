import { Ar as array, Bn as canonicalJson, Br as literal, D as sha256Of, Dn as describePublicKey, E as parseManifest, En as matchesPattern, Fr as getDotPath, Gn as Revocation, Gr as minValue, H as refuse, Hr as maxLength, In as signWith, Jt as maintainerName, Kt as findUngranted, Qr as parse, Rn as parseJsonStrict, Rr as isoTimestamp, Tn as releasesRole, Un as Publisher, Ur as maxValue, Vr as looseObject, Wn as RepositoryIndex, Wr as minLength, Xr as object, Yn as indexTarget, Yr as number, Yt as ownerOverridden, Zn as signedAtField, Zr as optional, ai as safeParse, an as VexStatement, ci as string, ii as safeInteger, in as Justification, jn as tufDescription, mr as Sha256, oi as startsWith, on as VexStatus, or as Architecture, pr as PackageName, qn as advisoriesTarget, qr as nullable, si as strictObject, ti as pipe, tr as PublicKey, u as nearest, v as walkArchive, vi as onDisk, vn as knownPublishers, wn as publisherRole, xi as EngineError, xn as pathsOfNames, yi as systemCode, zn as byCodePoint } from "./shared-DyOnH0nz.js";
import { Et as withSuccessors } from "./engine-CW36T4mF.js";
import { t as delegatedPublishers } from "./delegated-publishers-brJmnVzo.js";
import { a as deltaTarget, c as Advisory, i as deltaSource, n as changesBetween, r as changesTogether, s as textOfRecords, t as IndexDelta } from "./index-delta-e_X-8AnU.js";
import { a as checksumText, c as signaturePath, i as checksumPath, l as hashFile, o as manifestPathBeside, r as checkChecksum, s as readSignatures, t as artifactName } from "./build-package-BcXC0Wd2.js";
import { a as verifyEnvelope, n as envelopeBytes, t as carriedKeys } from "./verify-envelope-Djp1Xosw.js";
import { c as complaint, f as pictureProblem, i as publishLink, l as readYaml, n as publishBytes, o as sweepUnfinished, r as publishCopy, s as checkYaml, u as maximumPictureBytes } from "./recipe-BO1UWa1F.js";
import { a as categoryLists, c as packageList, i as readMedia, n as publishPicture, o as inOrder, r as publishPictures, s as indexRecord } from "./media-UMkZIkPj.js";
import path from "node:path";
import { promisify } from "node:util";
import { mkdir, readFile, readdir, rm, stat } from "node:fs/promises";
import { Key, MetaFile, Metadata, MetadataKind, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from "@tufjs/models";
import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { gunzipSync, gzip } from "node:zlib";
// engine/builder/repository-record.ts
var Line$1 = pipe(string(), minLength(1), maxLength(1e3));
var Days = pipe(number(), safeInteger(), minValue(1), maxValue(36500));
var Expiry = strictObject({
	root: Days,
	targets: Days,
	snapshot: Days,
	timestamp: Days,
	advisories: optional(Days, 14)
});
var usualExpiry = {
	root: 365,
	targets: 90,
	snapshot: 7,
	timestamp: 7,
	advisories: 14
};
var Moment = pipe(string(), isoTimestamp());
var Since = strictObject({
	root: Moment,
	targets: Moment,
	snapshot: Moment,
	timestamp: Moment,
	advisories: optional(Moment),
	releases: optional(Moment)
});
var Holders = strictObject({
	keys: pipe(array(PublicKey), minLength(1), maxLength(16)),
	threshold: pipe(number(), safeInteger(), minValue(1))
});
var PublishedPackage = strictObject({
	name: PackageName,
	version: Line$1,
	architecture: Architecture,
	path: Line$1,
	size: pipe(number(), safeInteger(), minValue(0)),
	sha256: Sha256,
	manifest_sha256: Sha256,
	published: Moment,
	publisher: nullable(Line$1),
	signed_by: array(Sha256),
	revoked: optional(Revocation),
	source: optional(Line$1)
});
var RepositoryRecord = strictObject({
	format: literal(1),
	name: Line$1,
	description: pipe(string(), maxLength(1e4)),
	expiry: Expiry,
	since: optional(Since),
	advisories: optional(Holders),
	releases: optional(Holders),
	publishers: array(Publisher),
	packages: array(PublishedPackage)
});
function sinceNow(now) {
	const moment = now.toISOString();
	return {
		root: moment,
		targets: moment,
		snapshot: moment,
		timestamp: moment,
		advisories: moment
	};
}
var fileName = "multios-repository.json";
async function readRecord(place) {
	const record = await readRecordIfThere(place.path);
	if (record === null) throw new EngineError("repository/not-found", {
		name: place.name,
		nearest: []
	});
	if (record.name !== place.name) throw new EngineError("repository/not-found", {
		name: place.name,
		nearest: [record.name]
	});
	return record;
}
async function readRecordIfThere(folder) {
	const file = path.join(folder, fileName);
	const text = await onDisk(file, async () => readFile(file, "utf8").catch((error) => {
		if (systemCode(error) === "ENOENT") return null;
		throw error;
	}));
	if (text === null) return null;
	try {
		return parse(RepositoryRecord, parseJsonStrict(text));
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "not a repository record"
		}, { cause: error });
	}
}
async function writeRecord(folder, record) {
	await publishBytes(path.join(folder, fileName), `${JSON.stringify(record, null, 2)}\n`);
}
function withKeys(record, name, keys) {
	const before = record.publishers.find((publisher) => publisher.name === name) ?? {
		name,
		keys: []
	};
	const fresh = keys.filter(({ keyId }) => !before.keys.some((key) => key.keyId === keyId));
	const others = record.publishers.filter((publisher) => publisher.name !== name);
	return {
		...record,
		publishers: [...others, {
			...before,
			keys: [...before.keys, ...fresh]
		}]
	};
}
// engine/builder/verify-package.ts
async function verifyPackage({ file, keys = [] }, signal) {
	const { manifest, manifestSha256 } = await readWhole(file, signal);
	const sha256 = await hashFile(file);
	const checksum = await checkChecksum(file, sha256);
	const envelope = await readSignatures(file);
	return {
		file,
		name: manifest.name,
		version: manifest.version,
		architecture: manifest.architecture,
		manifestSha256,
		sha256,
		files: manifest.files.length,
		installedSize: manifest.installed_size,
		signatures: envelope === null ? [] : judge(envelope, manifestSha256, keys),
		checksum
	};
}
async function readWhole(file, signal) {
	const nothing = () => void 0;
	const sink = {
		directory: nothing,
		symlink: nothing,
		file: () => ({
			write: nothing,
			close: nothing
		})
	};
	return walkArchive(file, () => sink, signal);
}
function judge(envelope, manifestSha256, keys) {
	const carried = verifyEnvelope(envelope, manifestSha256, carriedKeys(envelope));
	const broken = new Set(carried.filter(({ state }) => state === "invalid").map(({ keyId }) => keyId));
	return verifyEnvelope(envelope, manifestSha256, keys).map(({ keyId, state }) => {
		return {
			keyId,
			state: broken.has(keyId) ? "invalid" : state
		};
	});
}
// engine/builder/add-packages.ts
async function addPackages(options, signal) {
	const folder = path.resolve(options.path);
	let record = await readRecord({
		name: options.name,
		path: folder
	});
	const fresh = [];
	for (const file of options.files) {
		const checked = await check(path.resolve(file), record, options, signal);
		if (isThere(record, checked)) continue;
		record = withPackage(record, checked);
		fresh.push(checked);
	}
	signal.throwIfAborted();
	await sweepUnfinished(folder);
	for (const checked of fresh) await copyIn(folder, checked);
	if (fresh.length > 0) await writeRecord(folder, record);
	return { added: fresh.map(({ entry: { name, version, architecture, path: place, publisher } }) => {
		return {
			name,
			version,
			architecture,
			path: place,
			publisher
		};
	}) };
}
async function check(file, record, options, signal) {
	const read = await readWhole(file, signal);
	const { name, version, architecture, maintainer, origin } = read.manifest;
	const sha256 = await hashFile(file);
	await checkChecksum(file, sha256);
	const envelope = await readSignatures(file);
	const known = [...record.publishers.flatMap(({ keys }) => keys), ...options.keys ?? []];
	const valid = validSigners(file, envelope, read.manifestSha256, known);
	if (valid.length === 0 && options.allowUnsigned !== true) refuse(file, "signature-missing", "");
	const owner = ownerOverridden(read.manifest, record.publishers);
	if (owner !== null) refuse(file, "stranger", `it belongs to ${owner.name}`);
	const signers = options.newPublisherKey === true ? valid : knownSigners(file, record, maintainer, valid);
	const signedBy = signers.map(({ keyId }) => keyId);
	if (options.newPublisherKey !== true) checkSameKey(file, record, name, signedBy);
	const ending = file.endsWith(".tar.zst") ? "tar.zst" : "tar.xz";
	return {
		file,
		read,
		envelope,
		signers,
		entry: {
			name,
			version,
			architecture,
			sha256,
			path: `packages/${artifactName(read.manifest, ending)}`,
			size: (await stat(file)).size,
			manifest_sha256: read.manifestSha256,
			published: publishedAt(file, options),
			publisher: signers.length === 0 ? null : maintainerName(maintainer),
			signed_by: signedBy,
			...origin === void 0 ? {} : { source: origin.source }
		}
	};
}
function publishedAt(file, { now, published }) {
	return (published?.get(file) ?? now).toISOString();
}
function validSigners(file, envelope, manifestSha256, known) {
	if (envelope === null) return [];
	const keys = [...known, ...carriedKeys(envelope)];
	const verdicts = verifyEnvelope(envelope, manifestSha256, keys);
	const bad = verdicts.find(({ state }) => state === "invalid");
	if (bad !== void 0) refuse(file, "signature", bad.keyId);
	const valid = verdicts.filter(({ state }) => state === "valid").map(({ keyId }) => keyId);
	const unknown = verdicts[0];
	if (valid.length === 0 && unknown !== void 0) refuse(file, "publisher", `unknown key ${unknown.keyId}`);
	return valid.flatMap((keyId) => keys.find((key) => key.keyId === keyId) ?? []);
}
function knownSigners(file, record, maintainer, signers) {
	const publisher = record.publishers.find(({ name }) => name === maintainerName(maintainer));
	if (publisher === void 0 || signers.length === 0) return signers;
	const known = signers.filter(({ keyId }) => publisher.keys.some((key) => key.keyId === keyId));
	if (known.length > 0) return known;
	const keys = signers.map(({ keyId }) => keyId).join(", ");
	return refuse(file, "publisher", `${publisher.name} has no key ${keys} here`);
}
function checkSameKey(file, record, name, signedBy) {
	const before = record.packages.filter((known) => known.name === name).flatMap((known) => known.signed_by);
	const successions = record.publishers.flatMap((publisher) => publisher.successions ?? []);
	const expected = withSuccessors(before, successions);
	if (before.length === 0 || signedBy.some((keyId) => expected.has(keyId))) return;
	refuse(file, "publisher", `earlier releases of ${name} were signed by ${[...new Set(before)].join(", ")}`);
}
function isThere(record, { file, entry }) {
	const before = record.packages.find(({ name, version, architecture, path: place }) => place === entry.path || name === entry.name && version === entry.version && architecture === entry.architecture);
	if (before === void 0) return false;
	if (before.sha256 === entry.sha256) return true;
	return refuse(file, "published", before.path);
}
function withPackage(record, { entry, signers }) {
	const packages = [...record.packages, entry];
	const { publisher } = entry;
	if (publisher === null) return {
		...record,
		packages
	};
	return {
		...withKeys(record, publisher, signers),
		packages
	};
}
async function copyIn(folder, { file, read, envelope, entry }) {
	const target = path.join(folder, entry.path);
	await publishCopy(file, target);
	if (await hashFile(target) !== entry.sha256) refuse(file, "hash", "it changed while it was copied");
	await publishBytes(manifestPathBeside(target), read.manifestBytes);
	await publishBytes(checksumPath(target), checksumText(target, entry.sha256));
	if (envelope !== null) await publishBytes(signaturePath(target), envelopeBytes(envelope));
}
// engine/builder/packed-json.ts
var compress = promisify(gzip);
function jsonBytes(value) {
	return Buffer.from(`${canonicalJson(value)}\n`);
}
async function packedJson(value) {
	return gzipped(jsonBytes(value));
}
async function gzipped(bytes) {
	const unknownSystem = 255;
	const compressed = await compress(bytes, { level: 9 });
	compressed[9] = unknownSystem;
	return compressed;
}
// engine/builder/tuf-metadata.ts
var rootRoles = [
	"root",
	"targets",
	"snapshot",
	"timestamp"
];
var advisoriesRole = "advisories";
var roleNames = [
	...rootRoles,
	advisoriesRole,
	releasesRole
];
var specVersion = "1.0.31";
async function makeRelease(release) {
	const { version, now, expiry, signers, advisories, delegating } = release;
	const releases = delegating === void 0 ? null : await releasesOf(release, delegating.releases);
	const targets = delegating?.bytes ?? await targetsOf(release);
	const targetsVersion = delegating?.version ?? version;
	const snapshotBytes = await signed(new Snapshot({
		specVersion,
		version,
		expires: expiryOf(now, expiry.snapshot),
		meta: {
			"targets.json": metaOf(targetsVersion, targets),
			...releases === null ? {} : { [`${releasesRole}.json`]: metaOf(version, releases) },
			...advisories === null ? {} : { [`${advisoriesRole}.json`]: metaOf(advisories.version, advisories.role) }
		}
	}), signers.snapshot);
	return {
		targetsVersion,
		targets,
		releases,
		snapshot: snapshotBytes,
		timestamp: await signed(new Timestamp({
			specVersion,
			version,
			expires: expiryOf(now, expiry.timestamp),
			snapshotMeta: metaOf(version, snapshotBytes),
			unrecognizedFields: { [signedAtField]: wholeSeconds(now.getTime()) }
		}), signers.timestamp)
	};
}
async function targetsOf({ version, now, expiry, signers, targets, advisories }) {
	if (signers.targets === null) throw new Error("Nobody signs the targets role");
	const role = Targets.fromJSON({
		_type: "targets",
		spec_version: specVersion,
		version,
		expires: expiryOf(now, expiry.targets),
		targets: {},
		...advisories === null ? {} : { delegations: delegationsTo([advisoriesDelegation(advisories.holders)]) }
	});
	addFiles(role, targets);
	return signed(role, signers.targets);
}
async function releasesOf({ version, now, expiry, targets }, signer) {
	const role = new Targets({
		specVersion,
		version,
		expires: expiryOf(now, expiry.snapshot)
	});
	addFiles(role, targets);
	return signed(role, signer);
}
function addFiles(role, files) {
	for (const { name, length, sha256 } of files) role.addTarget(new TargetFile({
		path: name,
		length,
		hashes: { sha256 }
	}));
}
function newAdvisories({ version, expires }, file) {
	const role = new Targets({
		specVersion,
		version,
		expires
	});
	const hashes = { sha256: sha256Of(file) };
	role.addTarget(new TargetFile({
		path: advisoriesTarget,
		length: file.length,
		hashes
	}));
	return new Metadata(role);
}
function advisoriesDelegation(holders) {
	return {
		...holders,
		role: advisoriesRole,
		paths: ["metadata/advisories*"]
	};
}
function delegationsTo(delegations) {
	const known = new Map();
	const roles = delegations.map(({ role: name, keys, threshold, paths }) => {
		const ofRole = keys.map(tufKey);
		for (const key of ofRole) known.set(key.keyID, key.toJSON());
		return {
			name,
			keyids: ofRole.map(({ keyID }) => keyID),
			threshold,
			terminating: true,
			paths: [...paths]
		};
	});
	return {
		keys: Object.fromEntries(known),
		roles
	};
}
function tufKeyId(key) {
	return sha256Of(canonicalJson(tufDescription(key)));
}
function tufKey(key) {
	const { keytype, keyval, scheme } = tufDescription(key);
	return new Key({
		keyID: tufKeyId(key),
		keyType: keytype,
		scheme,
		keyVal: keyval
	});
}
function metaOf(version, bytes) {
	return new MetaFile({
		version,
		length: bytes.length,
		hashes: { sha256: sha256Of(bytes) }
	});
}
async function signed(body, signer) {
	const metadata = new Metadata(body);
	await addSignature(metadata, signer);
	return metadataBytes(metadata);
}
function metadataBytes(metadata) {
	return Buffer.from(`${JSON.stringify(metadata.toJSON(), null, 1)}\n`);
}
async function addSignature(metadata, signer) {
	const keyID = tufKeyId(signer.key);
	const others = { ...metadata.signatures };
	let bytes = new Uint8Array(0);
	metadata.sign((data) => {
		bytes = data;
		return new Signature({
			keyID,
			sig: ""
		});
	});
	const sig = Buffer.from(await signer.sign(bytes)).toString("hex");
	metadata.signatures = {
		...others,
		[keyID]: new Signature({
			keyID,
			sig
		})
	};
}
function countSignatures(metadata, keys) {
	const valid = keys.filter((key) => {
		try {
			key.verifySignature(metadata);
			return true;
		} catch {
			return false;
		}
	});
	return new Set(valid.map(({ keyID }) => keyID)).size;
}
function expiryOf(now, days) {
	return wholeSeconds(now.getTime() + days * 864e5);
}
function wholeSeconds(time) {
	return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
// engine/builder/next-root.ts
function nextRoot(next) {
	const { before, keys, now, days } = next;
	const roles = Object.fromEntries(rootRoles.map((name) => [name, roleOf(name, next)]));
	const named = new Set(Object.values(roles).flatMap(({ keyids }) => keyids));
	const fresh = Object.values(keys).flatMap((of) => of.map((key) => tufKey(key)));
	const known = [...Object.values(before?.keys ?? {}), ...fresh].filter(({ keyID }) => named.has(keyID));
	const root = Root.fromJSON({
		_type: "root",
		spec_version: specVersion,
		version: (before?.version ?? 0) + 1,
		expires: expiryOf(now, days),
		keys: Object.fromEntries(known.map((key) => [key.keyID, key.toJSON()])),
		roles,
		consistent_snapshot: true
	});
	return new Metadata(root);
}
function roleOf(name, next) {
	const { before, keys } = next;
	const old = before?.roles[name];
	const wanted = {
		root: next.threshold,
		targets: next.targetsThreshold
	}[name];
	return {
		keyids: keys[name]?.map(tufKeyId) ?? [...old?.keyIDs ?? []],
		threshold: wanted ?? old?.threshold ?? 1
	};
}
async function signRoot(root, signers) {
	for (const signer of signers) await addSignature(root, signer);
}
function lackingIn$1(root, before) {
	return {
		before: before === null ? 0 : lackingOf$1(before, root),
		own: lackingOf$1(root.signed, root)
	};
}
function isComplete({ before, own }) {
	return before === 0 && own === 0;
}
function parsePending(bytes) {
	try {
		const json = parseJsonStrict(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
		return Metadata.fromJSON(MetadataKind.Root, json);
	} catch {
		return null;
	}
}
function lackingOf$1({ roles, keys }, root) {
	const { keyIDs = [], threshold = 1 } = roles["root"] ?? {};
	const known = keyIDs.flatMap((id) => keys[id] ?? []);
	return Math.max(0, threshold - countSignatures(root, known));
}
// engine/builder/root-keys.ts
function pendingRootFile(repository) {
	return path.join(repository, "root.pending.json");
}
async function readPending$1(file) {
	try {
		return await readFile(file);
	} catch (error) {
		if (systemCode(error) === "ENOENT") throw new EngineError("file/not-found", { path: file });
		throw error;
	}
}
function roleKeyName(repository, role, time = 1) {
	return `repository:${repository}:${role}${time === 1 ? "" : `.${time}`}`;
}
async function newRoleKey({ list, generate, signer }, { repository, role, algorithm }) {
	const names = new Set((await list()).map(({ name }) => name));
	let time = 1;
	while (names.has(roleKeyName(repository, role, time))) time += 1;
	const { name } = await generate(roleKeyName(repository, role, time), algorithm);
	return signer(name);
}
async function findSigners(keystore, record, root) {
	const { list, signer } = keystore;
	const { name: repository } = record;
	const keys = await list();
	const named = (role) => {
		const ids = root.roles[role]?.keyIDs ?? [];
		return keys.filter(({ name }) => name.startsWith(roleKeyName(repository, role))).find(({ key }) => ids.includes(tufKeyId(key)))?.name ?? null;
	};
	const targets = async () => {
		if (record.releases === void 0) return online("targets");
		const name = named("targets");
		return name === null || root.roles["targets"]?.threshold !== 1 ? null : signer(name);
	};
	const online = async (role) => {
		const name = named(role);
		if (name === null) throw new EngineError("key/not-found", {
			keyId: roleKeyName(repository, role),
			nearest: []
		});
		return signer(name);
	};
	const ofRoot = named("root");
	return {
		root: ofRoot === null ? null : await signer(ofRoot),
		targets: await targets(),
		snapshot: await online("snapshot"),
		timestamp: await online("timestamp"),
		advisories: await advisoriesSigner(keystore, record),
		...await releasesSigners(keystore, record)
	};
}
async function releasesSigners(keystore, { name: repository, releases }) {
	if (releases === void 0) return {};
	const ofReleases = roleKeyName(repository, releasesRole);
	const ofAdvisories = roleKeyName(repository, advisoriesRole);
	const keys = await keystore.list();
	const newest = keys.find(({ key }) => releases.keys.some(({ keyId }) => keyId === key.keyId));
	if (newest === void 0) throw new EngineError("key/not-found", {
		keyId: ofReleases,
		nearest: []
	});
	const signers = keys.filter(({ name }) => name !== newest.name && (name.startsWith(ofReleases) || name.startsWith(ofAdvisories))).map(async ({ name }) => keystore.signer(name));
	return {
		releases: await keystore.signer(newest.name),
		former: await Promise.all(signers)
	};
}
async function advisoriesSigner(keystore, { name: repository, advisories }) {
	const keys = await keystore.list();
	const first = roleKeyName(repository, "advisories");
	const found = advisories === void 0 ? keys.find(({ name }) => name === first) : keys.find(({ key }) => advisories.keys.some(({ keyId }) => keyId === key.keyId));
	if (found !== void 0) return (advisories?.threshold ?? 1) === 1 ? keystore.signer(found.name) : null;
	if (advisories !== void 0) return null;
	return newRoleKey(keystore, {
		repository,
		role: "advisories",
		algorithm: "ed25519"
	});
}
function checkThreshold({ keys, threshold }) {
	const distinct = new Set(keys.map(({ keyId }) => keyId)).size;
	const problem = distinct < keys.length ? "one key is given twice" : "it is at least 1, and at most the number of keys";
	if (distinct === keys.length && threshold >= 1 && threshold <= distinct) return;
	throw new EngineError("request/invalid", {
		what: "threshold",
		value: String(threshold),
		problem
	});
}
function widened(roles) {
	const wanted = new Set(roles);
	if (wanted.has("timestamp") || wanted.has("snapshot")) wanted.add("timestamp").add("snapshot");
	return roleNames.filter((name) => wanted.has(name));
}
// engine/builder/published-metadata.ts
function metadataFolder(repository) {
	return path.join(repository, "metadata");
}
async function readRoot(repository) {
	const root = await readRootIfThere(repository);
	if (root !== null) return root;
	const waiting = pendingRootFile(repository.path);
	const pending = parsePending(await readFile(waiting).catch(() => new Uint8Array(0)));
	if (pending !== null) {
		const { version } = pending.signed;
		throw new EngineError("key/signatures-missing", {
			file: waiting,
			version,
			...lackingIn$1(pending, null)
		});
	}
	throw damaged(path.join(metadataFolder(repository.path), "1.root.json"), "missing");
}
async function readRootIfThere(repository) {
	const folder = metadataFolder(repository.path);
	const versions = (await onDisk(folder, async () => readdir(folder).catch(noneWhereMissing))).flatMap((name) => /^([1-9]\d*)\.root\.json$/.exec(name)?.[1] ?? []).map(Number);
	const version = Math.max(0, ...versions);
	if (version === 0) return null;
	const first = await readFile(path.join(folder, "1.root.json"));
	const file = path.join(folder, `${version}.root.json`);
	try {
		const json = JSON.parse(await readFile(file, "utf8"));
		return {
			version,
			root: Metadata.fromJSON(MetadataKind.Root, json).signed,
			fingerprint: sha256Of(first)
		};
	} catch (error) {
		throw damaged(file, "not a TUF root", error);
	}
}
function checkSigners(name, root, signers) {
	for (const role of rootRoles) {
		const signer = signers[role];
		if (signer === null || root.roles[role]?.keyIDs.includes(tufKeyId(signer.key)) === true) continue;
		const file = `metadata/${root.version}.root.json`;
		const detail = `the ${role} key is not the one that the root names`;
		throw new EngineError("trust/metadata", {
			repository: name,
			file,
			reason: "key",
			detail
		});
	}
}
async function publishedVersion(repository) {
	const file = path.join(metadataFolder(repository), "timestamp.json");
	try {
		const json = JSON.parse(await readFile(file, "utf8"));
		return Metadata.fromJSON(MetadataKind.Timestamp, json).signed.version;
	} catch (error) {
		if (systemCode(error) === "ENOENT") return 0;
		throw damaged(file, "not a TUF timestamp", error);
	}
}
async function publishedAdvisoriesVersion(repository) {
	return roleVersionIn(repository, await publishedVersion(repository), advisoriesRole);
}
async function roleVersionIn(repository, version, role) {
	const file = path.join(metadataFolder(repository), `${version}.snapshot.json`);
	try {
		const json = JSON.parse(await readFile(file, "utf8"));
		const { meta } = Metadata.fromJSON(MetadataKind.Snapshot, json).signed;
		return meta[`${role}.json`]?.version ?? 0;
	} catch (error) {
		if (systemCode(error) === "ENOENT") return 0;
		throw damaged(file, "not a TUF snapshot", error);
	}
}
async function publishedFiles(repository, version) {
	const roles = ["targets", releasesRole];
	return (await Promise.all(roles.map(async (role) => filesOf(repository, version, role)))).flat();
}
async function filesOf(repository, snapshot, role) {
	const version = await roleVersionIn(repository, snapshot, role);
	const file = path.join(metadataFolder(repository), `${version}.${role}.json`);
	try {
		const json = JSON.parse(await readFile(file, "utf8"));
		const { targets } = Metadata.fromJSON(MetadataKind.Targets, json).signed;
		return Object.entries(targets).map(([name, { hashes }]) => ({
			name,
			sha256: hashes["sha256"] ?? ""
		}));
	} catch (error) {
		if (systemCode(error) === "ENOENT") return [];
		throw damaged(file, "not TUF targets", error);
	}
}
function hashNamed(target, sha256) {
	const { dir, base } = path.posix.parse(target);
	return path.posix.join(dir, `${sha256}.${base}`);
}
function noneWhereMissing(error) {
	if (systemCode(error) === "ENOENT") return [];
	throw error;
}
function damaged(file, detail, cause) {
	return new EngineError("state/damaged", {
		file,
		detail
	}, { cause });
}
// engine/builder/read-vex.ts
var Text = pipe(string(), minLength(1));
var Statement = object({
	vulnerability: object({
		name: Text,
		"@id": optional(Text),
		aliases: optional(array(Text), [])
	}),
	products: pipe(array(object({ "@id": Text })), minLength(1)),
	status: VexStatus,
	justification: optional(Justification),
	impact_statement: optional(Text),
	action_statement: optional(Text),
	timestamp: optional(Text)
});
var Document = object({
	"@context": pipe(string(), startsWith("https://openvex.dev/ns/v0.2", "OpenVEX 0.2")),
	"@id": Text,
	author: Text,
	timestamp: Text,
	statements: pipe(array(Statement), minLength(1))
});
async function readVex(repository) {
	const folder = path.join(repository, "vex");
	const names = await onDisk(folder, async () => readdir(folder).catch((error) => {
		if (systemCode(error) === "ENOENT") return [];
		throw error;
	}));
	const statements = [];
	for (const name of names.filter((one) => one.endsWith(".json")).toSorted(byCodePoint)) statements.push(...await readDocument(path.join(folder, name)));
	return statements;
}
async function readDocument(file) {
	const text = await onDisk(file, async () => readFile(file, "utf8"));
	const document = checked(Document, parsed(text, file), {
		file,
		at: ""
	});
	return document.statements.map((statement, index) => {
		const at = `statements.${index}`;
		const { status, justification, impact_statement: impact } = statement;
		if (status === "not_affected" && justification === void 0 && impact === void 0) throw invalid(file, `${at}.justification`, "is missing, and so is impact_statement");
		return checked(VexStatement, statementOf(document, statement, {
			file,
			at
		}), {
			file,
			at
		});
	});
}
function statementOf(document, statement, where) {
	const { vulnerability, products, status, justification } = statement;
	const words = statement.impact_statement ?? statement.action_statement;
	return {
		document: document["@id"],
		author: document.author,
		vulnerability: [...new Set([vulnerability.name, ...vulnerability.aliases])],
		products: products.map((product) => productIn(product["@id"], where)),
		status,
		...justification === void 0 ? {} : { justification },
		...words === void 0 ? {} : { statement: words },
		at: statement.timestamp ?? document.timestamp
	};
}
function productIn(id, { file, at }) {
	const told = /^(?:pkg:(?:generic|deb\/debian|npm)\/)?([^@?#]+)(?:@([^?#]+))?(?:[?#].*)?$/.exec(id);
	try {
		const name = decodeURIComponent(told?.[1] ?? "");
		const version = told?.[2] === void 0 ? void 0 : decodeURIComponent(told[2]);
		if (/^[a-z0-9][a-z0-9+._-]{0,127}$/.test(name)) return {
			name,
			...version === void 0 ? {} : { version }
		};
	} catch (error) {
		if (!(error instanceof URIError)) throw error;
	}
	throw invalid(file, `${at}.products`, `${JSON.stringify(id)} names no package`);
}
function parsed(text, file) {
	try {
		return parseJsonStrict(text);
	} catch (error) {
		throw invalid(file, "", "is no JSON", error);
	}
}
function checked(schema, value, { file, at }) {
	const result = safeParse(schema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw invalid(file, [at, getDotPath(issue) ?? ""].filter((part) => part !== "").join("."), issue.message);
}
function invalid(file, key, problem, cause) {
	return new EngineError("recipe/invalid", {
		file,
		line: null,
		key,
		problem,
		accepted: "an OpenVEX 0.2 document"
	}, { cause });
}
// engine/builder/read-advisories.ts
async function readAdvisories(repository) {
	const advisories = [];
	for (const file of await advisoryFiles(repository)) advisories.push((await readAdvisory(file)).advisory);
	const vex = await readVex(repository);
	return {
		format: 1,
		advisories: advisories.sort((a, b) => byCodePoint(a.id, b.id)),
		...vex.length === 0 ? {} : { vex }
	};
}
async function advisoryFiles(repository) {
	const folder = path.join(repository, "advisories");
	return (await onDisk(folder, async () => readdir(folder).catch((error) => {
		if (systemCode(error) === "ENOENT") return [];
		throw error;
	}))).filter((name) => name.endsWith(".json")).map((name) => path.join(folder, name));
}
async function readAdvisory(file) {
	const text = await onDisk(file, async () => readFile(file, "utf8"));
	const facts = {
		file,
		line: null,
		accepted: "an OSV 1.6 record"
	};
	let value;
	try {
		value = parseJsonStrict(text);
	} catch (error) {
		throw new EngineError("recipe/invalid", {
			...facts,
			key: "",
			problem: "is no JSON"
		}, { cause: error });
	}
	const checked = safeParse(Advisory, value);
	if (checked.success) return {
		value,
		advisory: checked.output
	};
	const [issue] = checked.issues;
	const key = getDotPath(issue) ?? "";
	throw new EngineError("recipe/invalid", {
		...facts,
		key,
		problem: issue.message
	});
}
// engine/builder/advisories-role.ts
async function advisoriesToPublish(repository, { holders, now, days }, signer) {
	const published = await publishedAdvisoriesVersion(repository);
	if (signer !== null) {
		const file = await packedAdvisories(repository);
		const role = newAdvisories({
			version: published + 1,
			expires: expiryOf(now, days)
		}, file);
		await addSignature(role, signer);
		return {
			holders,
			version: published + 1,
			role: metadataBytes(role),
			file
		};
	}
	const waiting = await readPending(repository);
	if (waiting !== null && waiting.role.signed.version > published && isSigned$1(waiting, holders)) return released(waiting, holders);
	const before = await readPublished(repository, published);
	if (before !== null && isSigned$1(before, holders)) return released(before, holders);
	throw unsigned$1(repository, waiting, holders);
}
function endOf({ role }) {
	return parseRole(role).signed.expires;
}
async function signAdvisories(place, { holders, now, days }, signer) {
	const { advisories } = await readAdvisories(place.path);
	const file = await packedAdvisories(place.path);
	const version = await publishedAdvisoriesVersion(place.path) + 1;
	const waiting = await readPending(place.path);
	const role = waiting?.role.signed.version === version && Buffer.from(waiting.file).equals(file) && Date.parse(waiting.role.signed.expires) > now.getTime() + days * day / 2 ? waiting.role : newAdvisories({
		version,
		expires: expiryOf(now, days)
	}, file);
	await addSignature(role, signer);
	await publishBytes(pendingFile(place.path), file);
	await publishBytes(pendingRole(place.path), metadataBytes(role));
	return {
		file: pendingRole(place.path),
		version,
		expires: role.signed.expires,
		advisories: advisories.length,
		lacking: lackingIn({
			role,
			file
		}, holders),
		isNamed: holders.keys.some(({ keyId }) => keyId === signer.key.keyId)
	};
}
async function checkPending(repository, holders) {
	const waiting = await readPending(repository);
	const published = await publishedAdvisoriesVersion(repository);
	if (waiting === null || waiting.role.signed.version <= published || !isSigned$1(waiting, holders)) throw unsigned$1(repository, waiting, holders);
}
async function forgetPending(repository) {
	const waiting = await readPending(repository);
	if (waiting !== null && waiting.role.signed.version > await publishedAdvisoriesVersion(repository)) return;
	await rm(pendingRole(repository), { force: true });
	await rm(pendingFile(repository), { force: true });
}
var day = 864e5;
function pendingRole(repository) {
	return path.join(repository, "advisories.pending.json");
}
function pendingFile(repository) {
	return path.join(repository, "advisories.pending.json.gz");
}
async function packedAdvisories(repository) {
	return packedJson(await readAdvisories(repository));
}
async function readPending(repository) {
	return readVouched(pendingRole(repository), () => pendingFile(repository));
}
async function readPublished(repository, version) {
	return readVouched(path.join(metadataFolder(repository), `${version}.${advisoriesRole}.json`), (sha256) => path.join(repository, hashNamed(advisoriesTarget, sha256)));
}
async function readVouched(roleFile, fileOf) {
	const bytes = await readIfThere(roleFile);
	const role = bytes === null ? null : parseRole(bytes);
	const target = role === null ? null : onlyTarget(role.signed);
	if (role === null || target === null) return null;
	const sha256 = target.hashes["sha256"] ?? "";
	const file = await readIfThere(fileOf(sha256));
	return file !== null && sha256Of(file) === sha256 ? {
		role,
		file
	} : null;
}
function onlyTarget({ targets, delegations }) {
	return Object.keys(targets).length === 1 && delegations === void 0 ? targets["metadata/advisories.json.gz"] ?? null : null;
}
async function readIfThere(file) {
	return onDisk(file, async () => readFile(file).catch((error) => {
		if (systemCode(error) === "ENOENT") return null;
		throw error;
	}));
}
function parseRole(bytes) {
	try {
		const json = parseJsonStrict(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
		return Metadata.fromJSON(MetadataKind.Targets, json);
	} catch {
		return null;
	}
}
function released({ role, file }, holders) {
	return {
		holders,
		version: role.signed.version,
		role: metadataBytes(role),
		file
	};
}
function isSigned$1(vouched, holders) {
	return lackingIn(vouched, holders) === 0;
}
function lackingIn({ role }, { keys, threshold }) {
	const distinct = new Map(keys.map((key) => [tufKeyId(key), tufKey(key)]));
	return Math.max(0, threshold - countSignatures(role, [...distinct.values()]));
}
function unsigned$1(repository, waiting, holders) {
	const lacking = waiting === null ? holders.threshold : Math.max(1, lackingIn(waiting, holders));
	return new EngineError("key/advisories-unsigned", {
		file: pendingRole(repository),
		lacking
	});
}
// engine/builder/curation.ts
var Line = pipe(string("one line of text"), minLength(1, "one line of text"), maxLength(1e3));
var CurationFile = strictObject({
	featured: optional(array(strictObject({
		package: PackageName,
		kicker: Line,
		headline: Line,
		art: optional(Line)
	}), "a list"), []),
	collections: optional(RepositoryIndex.entries.collections, [])
});
async function readCuration(repository, names, media) {
	const document = await readYaml(path.join(repository, "repository.yaml")).catch((error) => {
		if (error instanceof EngineError && error.code === "file/not-found") return null;
		throw error;
	});
	if (document === null) return {
		featured: [],
		collections: []
	};
	const { featured, collections } = checkYaml(document, CurationFile);
	for (const [index, collection] of collections.entries()) for (const [place, name] of collection.packages.entries()) checkKnown(document, name, names, [
		"collections",
		index,
		"packages",
		place
	]);
	const shown = [];
	for (const [index, { art, ...pick }] of featured.entries()) {
		checkKnown(document, pick.package, names, [
			"featured",
			index,
			"package"
		]);
		if (art === void 0) shown.push(pick);
		else shown.push({
			...pick,
			art: await publishArt({
				repository,
				document,
				media
			}, art, index)
		});
	}
	return {
		featured: shown,
		collections
	};
}
async function publishArt({ repository, document, media }, art, index) {
	const file = path.resolve(repository, art);
	const key = [
		"featured",
		index,
		"art"
	];
	const accepted = "an SVG that only draws, or a PNG, JPEG or WebP, as a path below the repository";
	if (!file.startsWith(`${path.resolve(repository)}${path.sep}`)) throw complaint(document, key, `${art} is outside the repository`, accepted);
	const bytes = await onDisk(file, async () => readFile(file)).catch(() => null);
	if (bytes === null) throw complaint(document, key, `there is no ${art}`, accepted);
	const problem = bytes.length > 8388608 ? "is too big" : pictureProblem(bytes);
	if (problem !== null) throw complaint(document, key, `${art} ${problem}`, accepted);
	return publishPicture(repository, bytes, media);
}
function checkKnown(document, name, names, key) {
	if (names.has(name)) return;
	const near = nearest(name, names);
	throw complaint(document, key, `there is no package ${name}`, near.length === 0 ? "a package of the repository" : near.join(", "));
}
// engine/builder/index-deltas.ts
var mostSteps = 14;
var mostOfIndex = .5;
async function indexDeltas(repository, index, packed) {
	const targets = await publishedFiles(repository, await publishedVersion(repository));
	const published = targets.find(({ name }) => name === indexTarget);
	const before = published === void 0 ? null : await readIndex(repository, published);
	if (published === void 0 || before === null) return new Map();
	const known = await readDeltas(repository, targets, published.sha256);
	const to = sha256Of(packed);
	if (to === published.sha256) return new Map(known.map(({ name, bytes }) => [name, bytes]));
	const latest = changesBetween(before, index.packages);
	const ways = [{
		from: published.sha256,
		steps: 1,
		changes: latest
	}, ...known.map(({ delta }) => ({
		from: delta.from,
		steps: delta.steps + 1,
		changes: changesTogether(delta, latest)
	}))];
	const { packages: _packages, ...about } = index;
	const rest = {
		...about,
		to,
		records_sha256: digestOfRecords(index.packages)
	};
	const made = new Map();
	for (const { from, steps, changes } of ways) {
		if (from === to || steps > mostSteps) continue;
		const bytes = await packedJson({
			...rest,
			from,
			steps,
			...changes
		});
		if (bytes.length <= packed.length * mostOfIndex) made.set(deltaTarget(from), bytes);
	}
	return made;
}
function digestOfRecords(records) {
	const hash = createHash("sha256");
	for (const piece of textOfRecords(records)) hash.update(piece);
	return hash.digest("hex");
}
var Comparable = looseObject({ packages: array(looseObject({
	name: string(),
	version: string(),
	architecture: string()
})) });
async function readIndex(repository, target) {
	const read = safeParse(Comparable, (await readPacked(repository, target))?.value);
	return read.success ? read.output.packages : null;
}
async function readDeltas(repository, targets, to) {
	const known = [];
	for (const target of targets) {
		if (deltaSource(target.name) === null) continue;
		const packed = await readPacked(repository, target);
		const read = safeParse(IndexDelta, packed?.value);
		if (packed === null || !read.success || read.output.to !== to) continue;
		known.push({
			name: target.name,
			bytes: packed.bytes,
			delta: read.output
		});
	}
	return known;
}
async function readPacked(repository, { name, sha256 }) {
	try {
		const bytes = await readFile(path.join(repository, hashNamed(name, sha256)));
		if (sha256Of(bytes) !== sha256) return null;
		return {
			bytes,
			value: parseJsonStrict(gunzipSync(bytes).toString("utf8"))
		};
	} catch {
		return null;
	}
}
// engine/builder/targets-role.ts
async function targetsToPublish(repository, wanted, signing) {
	const { root, signer } = signing;
	const version = await publishedTargetsVersion(repository);
	const before = await readRole(path.join(metadataFolder(repository), `${version}.targets.json`));
	const known = before !== null && isSigned(before, root) ? before : null;
	if (signer !== null) {
		if (known !== null && says(known, wanted) && !endsSoon$1(known, signing, 2)) return asIs(known, null);
		const next = newTargets(version + 1, wanted, signing);
		await addSignature(next, signer);
		return asIs(next, null);
	}
	return byHolders(repository, wanted, {
		before,
		known,
		version
	}, signing);
}
async function byHolders(repository, wanted, { before, known, version }, signing) {
	const { root } = signing;
	const pending = await readRole(pendingTargetsFile(repository));
	const signed = pending !== null && pending.signed.version > version && isSigned(pending, root) ? pending : known;
	const file = signed !== null && says(signed, wanted) && !endsSoon$1(signed, signing, 4) ? null : await leaveToSign(repository, {
		wanted,
		after: signed ?? before
	}, signing);
	if (signed === null) throw await unsigned(repository, root);
	return asIs(signed, file);
}
async function targetsToSign(repository, record, { targets: holders, now }) {
	checkThreshold(holders);
	const { advisories, releases } = record;
	if (advisories === void 0 || releases === void 0) throw new EngineError("request/invalid", {
		what: "targets key",
		value: holders.keys[0]?.keyId ?? "",
		problem: "it has to sign the index as long as there is no releases key: rotate-keys releases"
	});
	const wanted = wantedDelegations(record, {
		advisories,
		releases
	});
	const version = await publishedTargetsVersion(repository);
	const published = await readRole(path.join(metadataFolder(repository), `${version}.targets.json`));
	const about = {
		now,
		days: record.expiry.targets
	};
	const file = await leaveToSign(repository, {
		wanted,
		after: published
	}, about);
	const waiting = await readRole(file);
	const lacking = waiting === null ? holders.threshold : lackingOf(waiting, holders);
	return lacking === 0 ? null : {
		file,
		lacking
	};
}
function wantedDelegations(record, { advisories, releases }) {
	const publishers = record.publishers.toSorted((a, b) => byCodePoint(a.name, b.name));
	const names = namesByPublisher(record);
	return [
		advisoriesDelegation(advisories),
		{
			...releases,
			role: releasesRole,
			paths: ["metadata/*"]
		},
		...publishers.map(({ name, keys, namespaces = [] }) => ({
			role: publisherRole(name),
			keys,
			threshold: 1,
			paths: pathsOfNames(withNames(namespaces, names.get(name) ?? []))
		}))
	];
}
function namesByPublisher({ packages }) {
	const signed = packages.flatMap(({ name, publisher }) => publisher === null ? [] : [{
		name,
		publisher
	}]);
	const groups = Map.groupBy(signed, ({ publisher }) => publisher);
	return new Map([...groups].map(([publisher, entries]) => [publisher, [...new Set(entries.map(({ name }) => name))]]));
}
function withNames(namespaces, names) {
	const others = names.filter((name) => !namespaces.some((pattern) => matchesPattern(name, pattern)));
	return [...namespaces, ...others].toSorted(byCodePoint);
}
function pendingTargetsFile(repository) {
	return path.join(repository, "targets.pending.json");
}
async function forgetPendingTargets(repository) {
	const waiting = await readRole(pendingTargetsFile(repository));
	if (waiting !== null && waiting.signed.version > await publishedTargetsVersion(repository)) return;
	await rm(pendingTargetsFile(repository), { force: true });
}
async function publishedTargetsVersion(repository) {
	return roleVersionIn(repository, await publishedVersion(repository), "targets");
}
async function leaveToSign(repository, { wanted, after }, signing) {
	const file = pendingTargetsFile(repository);
	const version = (after?.signed.version ?? 0) + 1;
	const waiting = await readRole(file);
	if (waiting?.signed.version === version && says(waiting, wanted) && !endsSoon$1(waiting, signing, 2)) return file;
	await publishBytes(file, metadataBytes(newTargets(version, wanted, signing)));
	return file;
}
function newTargets(version, wanted, { now, days }) {
	const role = Targets.fromJSON({
		_type: "targets",
		spec_version: specVersion,
		version,
		expires: expiryOf(now, days),
		targets: {},
		delegations: delegationsTo(wanted)
	});
	return new Metadata(role);
}
function asIs(role, waiting) {
	return {
		version: role.signed.version,
		bytes: metadataBytes(role),
		role: role.signed,
		waiting
	};
}
function says({ signed }, wanted) {
	if (Object.keys(signed.targets).length > 0 || signed.delegations === void 0) return false;
	return canonicalJson(signed.delegations.toJSON()) === canonicalJson(delegationsTo(wanted));
}
function endsSoon$1({ signed }, { now, days }, part) {
	return Date.parse(signed.expires) - now.getTime() <= days * 864e5 / part;
}
function isSigned(role, root) {
	return lackingUnder(role, root) === 0;
}
function lackingUnder(role, root) {
	const { keyIDs = [], threshold = 1 } = root.roles["targets"] ?? {};
	const keys = keyIDs.flatMap((id) => root.keys[id] ?? []);
	return Math.max(0, threshold - countSignatures(role, keys));
}
function lackingOf(role, { keys, threshold }) {
	return Math.max(0, threshold - countSignatures(role, keys.map(tufKey)));
}
async function unsigned(repository, root) {
	const file = pendingTargetsFile(repository);
	const waiting = await readRole(file);
	const threshold = root.roles["targets"]?.threshold ?? 1;
	const lacking = waiting === null ? threshold : Math.max(1, lackingUnder(waiting, root));
	return new EngineError("key/targets-unsigned", {
		file,
		lacking
	});
}
async function readRole(file) {
	const bytes = await onDisk(file, async () => readFile(file).catch((error) => {
		if (systemCode(error) === "ENOENT") return null;
		throw error;
	}));
	return bytes === null ? null : parseTargets(bytes);
}
function parseTargets(bytes) {
	try {
		const json = parseJsonStrict(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
		return Metadata.fromJSON(MetadataKind.Targets, json);
	} catch {
		return null;
	}
}
// engine/builder/delegate.ts
async function delegate(repository, record, { signers, root, now }) {
	const { advisories, releases } = record;
	if (releases === void 0) return null;
	const targets = await targetsToPublish(repository, wantedDelegations(record, {
		advisories,
		releases
	}), {
		root,
		signer: signers.targets,
		now,
		days: record.expiry.targets
	});
	const known = (role) => new Set(targets.role.delegations?.roles?.[role]?.keyIDs);
	const signer = [...signers.releases === void 0 ? [] : [signers.releases], ...signers.former ?? []].find(isAmong(known(releasesRole)));
	const watching = watchingWith(known(advisoriesRole), advisories, signers);
	if (signer === void 0 || watching === null) throw new EngineError("key/targets-unsigned", {
		file: pendingTargetsFile(repository),
		lacking: 1
	});
	return {
		targets,
		releases: signer,
		advisories: watching
	};
}
function watchingWith(named, holders, { advisories: signer, former = [] }) {
	if (holders.keys.every((key) => named.has(tufKeyId(key)))) return {
		holders,
		signer
	};
	const before = former.find(isAmong(named));
	return before === void 0 ? null : {
		holders: {
			keys: [before.key],
			threshold: 1
		},
		signer: before
	};
}
function isAmong(ids) {
	return ({ key }) => ids.has(tufKeyId(key));
}
function allowedBy(record, { delegations }) {
	const allowed = delegations === void 0 ? [] : delegatedPublishers(delegations);
	const known = new Map(allowed.map((one) => [one.publisher, one]));
	const publishers = record.publishers.flatMap(({ namespaces, ...publisher }) => {
		const { keyIds = [], names = [] } = known.get(publisher.name) ?? {};
		const keys = publisher.keys.filter(({ keyId }) => keyIds.includes(keyId));
		if (keys.length === 0) return [];
		const owned = namespaces?.filter((pattern) => names.includes(pattern)) ?? [];
		return [{
			...publisher,
			keys,
			...owned.length === 0 ? {} : { namespaces: owned }
		}];
	});
	const isUngranted = findUngranted(knownPublishers(publishers, allowed));
	const packages = record.packages.filter((entry) => !isUngranted(claimOf(entry)));
	return {
		...record,
		publishers,
		packages
	};
}
function claimOf({ name, publisher, signed_by: signedBy }) {
	return {
		name,
		maintainer: publisher ?? "",
		...signedBy.length === 0 ? {} : { signed_by: signedBy }
	};
}
// engine/builder/publish-release.ts
var keptVersions = 2;
async function publishRelease(repository, files, about) {
	const { advisories } = about;
	const targets = describe(files.targets);
	const release = await makeRelease({
		...about,
		targets
	});
	const folder = metadataFolder(repository);
	const signed = new Map(files.targets);
	if (advisories !== null) signed.set(advisoriesTarget, advisories.file);
	const named = describe(signed);
	for (const { name, sha256 } of named) {
		const bytes = signed.get(name) ?? new Uint8Array(0);
		await publishBytes(path.join(repository, hashNamed(name, sha256)), bytes);
	}
	if (advisories !== null) await publishBytes(path.join(folder, `${advisories.version}.${advisoriesRole}.json`), advisories.role);
	if (release.releases !== null) await publishBytes(path.join(folder, `${about.version}.${releasesRole}.json`), release.releases);
	await publishBytes(path.join(folder, `${release.targetsVersion}.targets.json`), release.targets);
	await publishBytes(path.join(folder, `${about.version}.snapshot.json`), release.snapshot);
	for (const { name, sha256 } of named) await publishLink(path.join(repository, name), path.posix.basename(hashNamed(name, sha256)));
	for (const [name, bytes] of files.plain) await publishBytes(path.join(repository, name), bytes);
	if (about.root !== void 0) await publishBytes(path.join(folder, `${about.root.version}.root.json`), about.root.bytes);
	await publishBytes(path.join(folder, "timestamp.json"), release.timestamp);
	await removeOld(repository, about.version, new Set([...signed.keys(), ...files.plain.keys()]));
}
function describe(files) {
	return [...files].map(([name, bytes]) => ({
		name,
		length: bytes.length,
		sha256: sha256Of(bytes)
	}));
}
async function removeOld(repository, version, names) {
	const folder = metadataFolder(repository);
	const oldest = version - keptVersions;
	const needed = new Set();
	for (let kept = Math.max(1, oldest); kept <= version; kept += 1) {
		for (const role of ["targets", advisoriesRole]) needed.add(`${await roleVersionIn(repository, kept, role)}.${role}.json`);
		const files = [...await publishedFiles(repository, kept), ...await filesOf(repository, kept, advisoriesRole)];
		for (const { name, sha256 } of files) needed.add(path.posix.basename(hashNamed(name, sha256)));
	}
	const isOld = (name) => {
		if (/^\d+\.(?:advisories|targets)\.json$/.test(name)) return !needed.has(name);
		const numbered = /^(\d+)\.(?:releases|snapshot)\.json$/.exec(name)?.[1];
		if (numbered !== void 0) return Number(numbered) < oldest;
		if (/^[0-9a-f]{64}\./.test(name)) return !needed.has(name);
		return /^(?:category|index-from)-.*\.json(?:\.gz)?$/.test(name) && !names.has(`metadata/${name}`);
	};
	await onDisk(folder, async () => {
		for (const name of await readdir(folder)) if (isOld(name)) await rm(path.join(folder, name), { force: true });
	});
}
// engine/builder/build-repository.ts
async function buildRepository(options, signal) {
	const place = {
		name: options.name,
		path: path.resolve(options.path)
	};
	const record = await readRecord(place);
	const { root, named } = await rootOf(place, record, options);
	const version = await publishedVersion(place.path) + 1;
	const { signers, now } = options;
	const holders = record.advisories ?? await firstHolders(place, record, options);
	const signing = {
		signers,
		root: named,
		now
	};
	const delegated = await delegate(place.path, {
		...record,
		advisories: holders
	}, signing);
	const offered = delegated === null ? record : allowedBy(record, delegated.targets.role);
	const index = await makeIndex(place.path, offered, signal);
	const files = await makeFiles(place.path, index);
	const watching = delegated?.advisories ?? {
		holders,
		signer: signers.advisories
	};
	const about = {
		holders: watching.holders,
		now,
		days: record.expiry.advisories
	};
	const advisories = await advisoriesToPublish(place.path, about, watching.signer);
	signal.throwIfAborted();
	await sweepUnfinished(place.path);
	await publishRelease(place.path, files, {
		version,
		now,
		expiry: record.expiry,
		signers,
		advisories,
		...namedBy(delegated, root)
	});
	await forgetPending(place.path);
	await forgetPendingTargets(place.path);
	const { fingerprint, root: newest } = await readRoot(place);
	return {
		...place,
		fingerprint,
		packages: index.packages.length,
		version,
		rootEndsSoon: endsSoon(newest, now, record.expiry.root) ? newest.expires : null,
		advisoriesEnd: signers.advisories === null ? endOf(advisories) : null,
		targetsWaiting: waitingFor(delegated?.targets.waiting, record.packages.length - offered.packages.length)
	};
}
async function rootOf(place, record, options) {
	const published = options.nextRoot === void 0 ? await readRoot(place) : await readRootIfThere(place);
	const root = options.nextRoot ?? await renewedRoot(published?.root, options, record.expiry.root);
	const named = root?.signed ?? published.root;
	checkSigners(place.name, named, options.signers);
	return {
		root,
		named
	};
}
function namedBy(delegated, root) {
	return {
		delegating: delegated === null ? void 0 : {
			...delegated.targets,
			releases: delegated.releases
		},
		root: root === null ? void 0 : {
			version: root.signed.version,
			bytes: metadataBytes(root)
		}
	};
}
function waitingFor(file, packages) {
	return file === null || file === void 0 ? null : {
		file,
		packages
	};
}
async function firstHolders({ name, path: repository }, record, { signers, now }) {
	if (signers.advisories === null) throw new EngineError("key/not-found", {
		keyId: roleKeyName(name, "advisories"),
		nearest: []
	});
	const advisories = {
		keys: [signers.advisories.key],
		threshold: 1
	};
	const since = record.since === void 0 ? {} : { since: {
		...record.since,
		advisories: now.toISOString()
	} };
	await writeRecord(repository, {
		...record,
		...since,
		advisories
	});
	return advisories;
}
async function makeIndex(repository, record, signal) {
	const media = await readMedia(repository);
	const records = [];
	for (const entry of record.packages) {
		signal.throwIfAborted();
		records.push(await readPackage(repository, entry, media, signal));
	}
	const packages = inOrder(records);
	const curation = await readCuration(repository, new Set(packages.map(({ name }) => name)), media);
	const { name, description } = record;
	const publishers = record.publishers.toSorted((a, b) => byCodePoint(a.name, b.name));
	return parse(RepositoryIndex, {
		format: 1,
		name,
		description,
		publishers,
		packages,
		...curation
	});
}
async function readPackage(repository, entry, media, signal) {
	const archive = path.join(repository, entry.path);
	const file = manifestPathBeside(archive);
	const { manifest, manifestSha256 } = parseManifest(await onDisk(file, async () => readFile(file)), file);
	if (manifestSha256 !== entry.manifest_sha256) refuse(file, "manifest", `expected ${entry.manifest_sha256}, found ${manifestSha256}`);
	await publishPictures({
		repository,
		archive,
		manifest
	}, media, signal);
	return indexRecord(manifest, entry, media);
}
async function makeFiles(repository, index) {
	const json = jsonBytes(index);
	const packed = await gzipped(json);
	const targets = new Map([[indexTarget, packed], ...await indexDeltas(repository, index, packed)]);
	for (const [category, list] of categoryLists(index.packages)) targets.set(`metadata/category-${category}.json`, jsonBytes(list));
	return {
		targets,
		plain: new Map([["metadata/index.json", json], ["metadata/packages.txt", Buffer.from(packageList(index.packages))]])
	};
}
async function renewedRoot(before, { signers, now }, days) {
	if (before === void 0 || signers.root === null || !endsSoon(before, now, days)) return null;
	const next = nextRoot({
		before,
		keys: {},
		now,
		days
	});
	await signRoot(next, [signers.root]);
	return isComplete(lackingIn$1(next, before)) ? next : null;
}
function endsSoon(root, now, days) {
	return Date.parse(root.expires) - now.getTime() <= days * 864e5 / 4;
}
// engine/builder/create-repository.ts
async function createRepository(options, signal) {
	const { name, signers, now } = options;
	const folder = path.resolve(options.path);
	const expiry = await checkNew(options, folder);
	const keys = {
		...onlineKeys(signers),
		root: [signers.root.key]
	};
	const root = nextRoot({
		before: null,
		keys,
		now,
		days: expiry.root
	});
	await signRoot(root, [signers.root]);
	const bytes = metadataBytes(root);
	await start(options, {
		folder,
		expiry,
		signers,
		file: path.join(metadataFolder(folder), "1.root.json"),
		bytes
	}, signal);
	return {
		name,
		path: folder,
		fingerprint: sha256Of(bytes)
	};
}
async function createWithOfflineRoot(options, signal) {
	const { signers, now, root } = options;
	const folder = path.resolve(options.path);
	const expiry = await checkNew(options, folder);
	checkThreshold(root);
	const keys = {
		...onlineKeys(signers),
		root: root.keys
	};
	const pending = nextRoot({
		before: null,
		keys,
		threshold: root.threshold,
		now,
		days: expiry.root
	});
	const file = pendingRootFile(folder);
	await start(options, {
		folder,
		expiry,
		signers,
		file,
		bytes: metadataBytes(pending)
	}, signal);
	return file;
}
async function checkNew({ name, expiry }, folder) {
	checkName(name);
	if (await readRecordIfThere(folder) !== null) throw new EngineError("repository/exists", {
		name,
		url: folder
	});
	return {
		...usualExpiry,
		...expiry
	};
}
function onlineKeys({ targets, snapshot, timestamp }) {
	return {
		targets: [targets.key],
		snapshot: [snapshot.key],
		timestamp: [timestamp.key]
	};
}
async function start({ name, description, now }, { folder, expiry, signers, file, bytes }, signal) {
	signal.throwIfAborted();
	await onDisk(folder, async () => mkdir(path.join(folder, "packages"), { recursive: true }));
	await publishBytes(file, bytes);
	const advisories = {
		keys: [signers.advisories.key],
		threshold: 1
	};
	const releases = signers.releases === void 0 ? void 0 : {
		keys: [signers.releases.key],
		threshold: 1
	};
	const since = {
		...sinceNow(now),
		...releases === void 0 ? {} : { releases: now.toISOString() }
	};
	await writeRecord(folder, {
		format: 1,
		name,
		description,
		expiry,
		since,
		advisories,
		...releases === void 0 ? {} : { releases },
		publishers: [],
		packages: []
	});
}
function checkName(name) {
	if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) return;
	throw new EngineError("request/invalid", {
		what: "repository name",
		value: name,
		problem: "a name starts with a letter or digit and holds a-z 0-9 . _ -"
	});
}
// engine/keys/signer.ts
function createSigner() {
	return signerOf(generateKeyPairSync("ed25519").privateKey);
}
function signerOf(privateKey) {
	const key = describePublicKey(createPublicKey(privateKey));
	return {
		key,
		sign: async (bytes) => signWith(key.algorithm, bytes, privateKey)
	};
}
export { readWhole as A, parsePending as C, roleNames as D, metadataBytes as E, withKeys as F, writeRecord as I, readRecord as M, readRecordIfThere as N, rootRoles as O, sinceNow as P, nextRoot as S, addSignature as T, pendingRootFile as _, buildRepository as a, isComplete as b, checkPending as c, readAdvisory as d, readRoot as f, newRoleKey as g, findSigners as h, createWithOfflineRoot as i, verifyPackage as j, addPackages as k, signAdvisories as l, checkThreshold as m, signerOf as n, parseTargets as o, readRootIfThere as p, createRepository as r, targetsToSign as s, createSigner as t, advisoryFiles as u, readPending$1 as v, signRoot as w, lackingIn$1 as x, widened as y };

//# sourceMappingURL=signer-D9kNSE0F.js.map