import { $t as parseRelation, Ar as array, Bn as canonicalJson, Br as literal, Dn as describePublicKey, Fr as getDotPath, Hn as NamePattern, Hr as maxLength, Jr as nullish, Kn as Succession, Ln as JsonRefused, Lr as is, Mn as usablePublicKey, Mr as boolean, Nn as algorithmOf, Nr as check, Pn as generatePrivateKey, Qr as parse$1, Qt as parseProvision, Rn as parseJsonStrict, Sn as publisherOfRole, Wr as minLength, Xr as object, Yn as indexTarget, Yt as ownerOverridden, Zr as optional, a as mapConcurrently, ai as safeParse, ci as string, ei as picklist, er as isVersion, fi as union, jr as base64, kn as keyIdOfTuf, li as transform, mi as unwrap, ni as record, pi as unknown, pr as PackageName, qn as advisoriesTarget, qr as nullable, ri as regex, rn as satisfies, si as strictObject, ti as pipe, tn as isProblem$1, tr as PublicKey, u as nearest, vi as onDisk, xi as EngineError, yi as systemCode, yn as namesOfPaths, zn as byCodePoint } from "./shared-DyOnH0nz.js";
import { t as checkLog } from "./check-log-BpKeqUZm.js";
import { a as fileLines, f as parseCheckpoint, p as parseVerifier, u as parseLine } from "./change-DfVuWbkk.js";
import { A as readWhole, C as parsePending, D as roleNames, E as metadataBytes, F as withKeys, I as writeRecord, M as readRecord$3, N as readRecordIfThere, O as rootRoles, P as sinceNow, S as nextRoot, T as addSignature, _ as pendingRootFile, a as buildRepository, b as isComplete, c as checkPending, d as readAdvisory, f as readRoot, g as newRoleKey, h as findSigners, i as createWithOfflineRoot, j as verifyPackage, k as addPackages, l as signAdvisories, m as checkThreshold, n as signerOf, o as parseTargets, p as readRootIfThere, r as createRepository, s as targetsToSign, t as createSigner, u as advisoryFiles, v as readPending, w as signRoot, x as lackingIn, y as widened } from "./signer-D9kNSE0F.js";
import { c as signaturePath, l as hashFile, n as buildPackage, o as manifestPathBeside, s as readSignatures } from "./build-package-BcXC0Wd2.js";
import { n as publishBytes } from "./recipe-BO1UWa1F.js";
import { n as keyIdsIn } from "./delegated-publishers-brJmnVzo.js";
import { c as Advisory, u as Affected } from "./index-delta-e_X-8AnU.js";
import { Cr as parseFileUrl, Nt as findPlaces, Sr as systemTransport, Tt as signSuccession, br as readBytes, wt as isSaid, yr as TooLong } from "./engine-CW36T4mF.js";
import { n as lintApp } from "./lint-CRp0XWyr.js";
import { a as signOpenPgp, t as OpenPgpRefused } from "./openpgp-7GfmiUr8.js";
import { a as verifyEnvelope, i as signManifest, n as envelopeBytes } from "./verify-envelope-Djp1Xosw.js";
import { t as findSandbox } from "./find-sandbox-BXSCkrT7.js";
import { a as baseName, c as neededBesides, d as standIns, f as parseStanzas, i as installedJobs, l as othersOf, o as essentials, s as hostName, t as importInThreads, u as standInVersion } from "./import-in-threads-DZ-eTtKC.js";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chmod, copyFile, link, lstat, mkdir, mkdtemp, open, readFile, readdir, rm, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, randomBytes, scrypt } from "node:crypto";
import { gunzip } from "node:zlib";
import { stringify } from "yaml";
import { spawn } from "node:child_process";
// engine/audit/check-file.ts
async function checkAuditFile(file, expected) {
	const { signer } = expected;
	if (signer !== null && parseVerifier(signer) === null) throw new EngineError("request/invalid", {
		what: "key",
		value: signer,
		problem: "it is written as name+hash+key, as audit verify shows it"
	});
	return reading(file, () => checkLog(linesIn(file), expected));
}
async function newestCheckpoint(file) {
	return reading(file, async () => {
		let found = null;
		for await (const { text } of linesIn(file)) {
			const line = parseLine(text);
			if (line?.kind === "checkpoint") found = parseCheckpoint(line.checkpoint.checkpoint) ?? found;
		}
		if (found !== null) return {
			size: found.size,
			root: found.root
		};
		throw new EngineError("request/invalid", {
			what: "file",
			value: file,
			problem: "there is no checkpoint in it: it is no audit log that was exported"
		});
	});
}
function linesIn(file) {
	return fileLines(file, path.basename(file));
}
async function reading(file, work) {
	try {
		return await work();
	} catch (error) {
		if (systemCode(error) === "ENOENT" || systemCode(error) === "EISDIR") throw new EngineError("file/not-found", { path: file }, { cause: error });
		throw error;
	}
}
// engine/builder/rotate-delegated.ts
async function rotateDelegated(options, roles, old) {
	const former = [...old.former ?? []];
	let signers = old;
	if (roles.includes("advisories")) {
		signers = {
			...signers,
			advisories: await rotateAdvisories(options, old.advisories)
		};
		if (old.advisories !== null) former.push(old.advisories);
	}
	if (roles.includes("releases")) {
		signers = {
			...signers,
			releases: await rotateReleases(options, old.releases)
		};
		if (old.releases !== void 0) former.push(old.releases);
	}
	return {
		...signers,
		former
	};
}
async function rotateAdvisories(options, old) {
	const { name, path, advisories, now } = options;
	const record = await readRecord$3({
		name,
		path
	});
	if (advisories !== void 0) {
		checkThreshold(advisories);
		await checkPending(path, advisories);
	}
	const fresh = advisories === void 0 ? await newKey(options, "advisories", old) : null;
	const holders = advisories ?? {
		keys: [fresh.key],
		threshold: 1
	};
	await writeRecord(path, {
		...record,
		advisories: {
			keys: [...holders.keys],
			threshold: holders.threshold
		},
		since: {
			...record.since ?? sinceNow(now),
			advisories: now.toISOString()
		}
	});
	return fresh;
}
async function rotateReleases(options, old) {
	const { name, path, now } = options;
	const record = await readRecord$3({
		name,
		path
	});
	const fresh = await newKey(options, "releases", old ?? null);
	await writeRecord(path, {
		...record,
		releases: {
			keys: [fresh.key],
			threshold: 1
		},
		since: {
			...record.since ?? sinceNow(now),
			releases: now.toISOString()
		}
	});
	return fresh;
}
async function newKey({ name, keystore, algorithm }, role, old) {
	const wanted = algorithm ?? old?.key.algorithm ?? "ed25519";
	return newRoleKey(keystore, {
		repository: name,
		role,
		algorithm: wanted
	});
}
// engine/builder/rotate-keys.ts
async function rotateKeys(options, signal) {
	const { name, keystore, now, offlineRoot, targets } = options;
	const place = {
		name,
		path: path.resolve(options.path)
	};
	const record = await readRecord$3(place);
	const { root: before } = await readRoot(place);
	const known = await findSigners(keystore, record, before);
	const roles = widened(options.roles);
	signal.throwIfAborted();
	if (offlineRoot !== void 0) checkThreshold(offlineRoot);
	const unsigned = targets === void 0 ? null : await targetsToSign(place.path, record, {
		targets,
		now
	});
	if (unsigned !== null) return {
		kind: "targets-pending",
		...unsigned
	};
	const old = await rotateDelegated({
		...options,
		...place
	}, roles, known);
	const ofRoot = rootRoles.filter((role) => roles.includes(role));
	if (ofRoot.length === 0) return {
		kind: "published",
		roles,
		built: await buildRepository({
			...place,
			signers: old,
			now
		}, signal)
	};
	const fresh = await newSigners(options, ofRoot, old);
	const keys = {
		...keysOf(fresh),
		...offlineRoot === void 0 ? {} : { root: offlineRoot.keys },
		...targets === void 0 ? {} : { targets: targets.keys }
	};
	const root = nextRoot({
		before,
		keys,
		now,
		days: record.expiry.root,
		...thresholds(options, fresh)
	});
	await signRoot(root, [old.root, fresh.root].filter((signer) => signer !== null && signer !== void 0));
	const lacking = lackingIn(root, before);
	if (!isComplete(lacking)) {
		const file = pendingRootFile(place.path);
		await publishBytes(file, metadataBytes(root));
		return {
			kind: "pending",
			roles,
			file,
			lacking
		};
	}
	const elsewhere = {
		...offlineRoot === void 0 ? {} : { root: null },
		...targets === void 0 ? {} : { targets: null }
	};
	const signers = {
		...old,
		...elsewhere,
		...fresh
	};
	return {
		kind: "published",
		roles,
		built: await publish({
			...place,
			now
		}, {
			root,
			before,
			signers
		}, signal)
	};
}
function thresholds({ offlineRoot, targets }, fresh) {
	return {
		threshold: fresh.root === void 0 ? offlineRoot?.threshold : 1,
		targetsThreshold: fresh.targets === void 0 ? targets?.threshold : 1
	};
}
async function signPendingRoot(file, signer) {
	const root = parsed(await readPending(file), file);
	await signRoot(root, [signer]);
	await publishBytes(file, metadataBytes(root));
	return describe$1(root);
}
async function publishRoot(options, signal) {
	const place = {
		name: options.name,
		path: path.resolve(options.path)
	};
	const record = await readRecord$3(place);
	const waiting = pendingRootFile(place.path);
	const file = options.file ?? waiting;
	const root = parsed(await readPending(file), file);
	const published = await readRootIfThere(place);
	checkComplete(root, published?.root ?? null, file);
	const signers = await findSigners(options.keystore, record, root.signed);
	const about = {
		root,
		before: published?.root ?? null,
		signers
	};
	const built = await publish({
		...place,
		now: options.now
	}, about, signal);
	await rm(waiting, { force: true });
	return built;
}
function checkComplete(root, before, file) {
	const { version } = root.signed;
	const wanted = (before?.version ?? 0) + 1;
	if (version !== wanted) throw noRoot(file, `it has version ${version}, where ${wanted} is next`);
	const lacking = lackingIn(root, before);
	if (!isComplete(lacking)) throw new EngineError("key/signatures-missing", {
		file,
		version,
		...lacking
	});
}
async function publish(place, about, signal) {
	const { root, before, signers } = about;
	const built = await buildRepository({
		...place,
		signers,
		nextRoot: root
	}, signal);
	const record = await readRecord$3(place);
	const since = { ...record.since ?? sinceNow(place.now) };
	for (const role of rootRoles) if (idsOf(before, role) !== idsOf(root.signed, role)) since[role] = place.now.toISOString();
	await writeRecord(place.path, {
		...record,
		since
	});
	return built;
}
function idsOf(root, role) {
	return (root?.roles[role]?.keyIDs ?? []).toSorted().join(" ");
}
async function newSigners({ name, keystore, algorithm, offlineRoot, targets }, roles, old) {
	const fresh = {};
	for (const role of roles) {
		if (role === "root" && offlineRoot !== void 0) continue;
		if (role === "targets" && targets !== void 0) continue;
		const wanted = algorithm ?? old[role]?.key.algorithm ?? "ed25519";
		fresh[role] = await newRoleKey(keystore, {
			repository: name,
			role,
			algorithm: wanted
		});
	}
	return fresh;
}
function keysOf(signers) {
	const entries = Object.entries(signers).map(([role, { key }]) => [role, [key]]);
	return Object.fromEntries(entries);
}
function parsed(bytes, file) {
	const root = parsePending(bytes);
	if (root !== null) return root;
	throw noRoot(file, "it is no TUF root");
}
function noRoot(file, problem) {
	return new EngineError("request/invalid", {
		what: "root",
		value: file,
		problem
	});
}
function describe$1({ signed, signatures }) {
	return {
		version: signed.version,
		expires: signed.expires,
		signatures: Object.keys(signatures).length,
		roles: Object.entries(signed.roles).map(([name, { keyIDs, threshold }]) => ({
			name,
			keys: keyIDs.flatMap((id) => signed.keys[id] === void 0 ? [] : [keyIdOfTuf(signed.keys[id])]),
			threshold
		}))
	};
}
// engine/builder/publish-repository.ts
var maximumAge = {
	root: 365,
	targets: 180,
	snapshot: 180,
	timestamp: 180,
	advisories: 180,
	releases: 180
};
async function publishRepository(options, signal) {
	const { name, keystore, now } = options;
	const place = {
		name,
		path: path.resolve(options.path)
	};
	const record = await readRecord$3(place);
	const { root } = await readRoot(place);
	const signers = await findSigners(keystore, record, root);
	const due = rolesDue(record, now).filter((role) => !(isRole(role, ["advisories", "targets"]) && signers[role] === null));
	const isRootHere = signers.root !== null && root.roles["root"]?.threshold === 1;
	const byTargets = signers.targets === null ? [] : ["advisories", "releases"];
	const roles = due.filter((role) => isRole(role, rootRoles) ? isRootHere : isRole(role, byTargets));
	if (roles.length > 0) {
		const rotation = await rotateKeys({
			...place,
			keystore,
			roles,
			now
		}, signal);
		const left = due.filter((role) => !roles.includes(role));
		if (rotation.kind === "published") return {
			...rotation.built,
			rotated: rotation.roles,
			due: left
		};
	}
	return {
		...await buildRepository({
			...place,
			signers,
			now
		}, signal),
		rotated: [],
		due
	};
}
function isRole(role, among) {
	return among.some((one) => one === role);
}
function rolesDue({ since }, now) {
	if (since === void 0) return [];
	const isDue = (role, at) => at !== void 0 && now.getTime() - Date.parse(at) > maximumAge[role] * 864e5;
	return roleNames.filter((role) => isDue(role, since[role]));
}
// engine/builder/targets-elsewhere.ts
async function signPendingTargets(file, signer) {
	const role = parseTargets(await readPending(file));
	if (role === null) throw new EngineError("request/invalid", {
		what: "targets",
		value: file,
		problem: "it is no TUF targets role"
	});
	await addSignature(role, signer);
	await publishBytes(file, metadataBytes(role));
	const { version, expires, delegations } = role.signed;
	return {
		version,
		expires,
		signatures: Object.keys(role.signatures).length,
		roles: Object.values(delegations?.roles ?? {}).map(({ name, keyIDs, threshold, paths = [] }) => {
			const publisher = publisherOfRole(name);
			return {
				name,
				publisher,
				keys: keyIdsIn(delegations?.keys ?? {}, keyIDs),
				threshold,
				may: publisher === null ? paths : namesOfPaths(paths)
			};
		})
	};
}
// engine/builder/sign-advisories.ts
async function signRepositoryAdvisories(options, signal) {
	const { signer, now } = options;
	const place = {
		name: options.name,
		path: path.resolve(options.path)
	};
	const { advisories, expiry } = await readRecord$3(place);
	signal.throwIfAborted();
	return signAdvisories(place, {
		holders: advisories ?? {
			keys: [],
			threshold: 1
		},
		now,
		days: expiry.advisories
	}, signer);
}
// engine/advisories/import/feed.ts
var FeedRefused = class extends Error {
	name = "FeedRefused";
};
var longestFeed = 4e8;
function parseFeed(text) {
	try {
		return parseJsonStrict(text, {
			maxLength: longestFeed,
			maxDepth: 64
		});
	} catch (error) {
		if (!(error instanceof JsonRefused)) throw error;
		throw new FeedRefused(error.message, { cause: error });
	}
}
function formOf(schema, value, what) {
	const checked = safeParse(schema, value, { abortEarly: true });
	if (checked.success) return checked.output;
	throw new FeedRefused(`this is no ${what}: ${issueWords(checked.issues[0])}`);
}
function membersOf(value, what) {
	if (isObject(value)) return Object.entries(value);
	throw new FeedRefused(`this is no ${what}`);
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function collect(records, read) {
	const advisories = [];
	const skipped = [];
	for (const [record, value] of records) {
		const draft = read(value, record);
		const checked = "problem" in draft ? null : safeParse(Advisory, draft, { abortEarly: true });
		if (checked?.success === true) advisories.push(checked.output);
		else skipped.push({
			record,
			problem: "problem" in draft ? draft.problem : issueWords(checked.issues[0])
		});
	}
	return {
		advisories,
		skipped
	};
}
function collectListed(records, idOf, read) {
	return collect(records.map((record, index) => [idOf(record) ?? `record ${index + 1}`, record]), read);
}
function oneOrMore(value) {
	return Array.isArray(value) ? value : [value];
}
function recordOf(schema, value) {
	const checked = safeParse(schema, value, { abortEarly: true });
	return checked.success ? checked.output : { problem: issueWords(checked.issues[0]) };
}
function isProblem(value) {
	return typeof value === "object" && value !== null && "problem" in value;
}
function thoseOf(schema, all) {
	return all.flatMap((value) => {
		const checked = safeParse(schema, value);
		return checked.success ? [checked.output] : [];
	});
}
function inDoubt(ecosystem, name) {
	return { package: {
		ecosystem,
		name: packageName(name)
	} };
}
function packageName(text) {
	return text.trim().toLowerCase().replaceAll(/\s+/g, "-");
}
var Id = pipe(string(), regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, "no id of an advisory"));
var CveId = pipe(string(), regex(/^CVE-\d{4}-\d{4,19}$/, "no CVE number"));
var Text$1 = pipe(string(), transform((text) => text.slice(0, 2e4)));
function firstLine(text) {
	return text.trim().split(/\r?\n/, 1)[0].slice(0, 300);
}
function timeOf(text) {
	return text !== void 0 && text !== null && /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,18}(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? text : "1970-01-01T00:00:00Z";
}
function issueWords(issue) {
	const place = getDotPath(issue)?.slice(0, 200) ?? "";
	const message = issue.message.slice(0, 200);
	return place === "" ? message : `${place}: ${message}`;
}
// engine/advisories/import/cve-versions.ts
var Bound = pipe(string(), minLength(1), maxLength(1e3));
var Version = object({
	version: pipe(string(), maxLength(1e3)),
	status: string(),
	versionType: optional(string(), "custom"),
	lessThan: optional(Bound),
	lessThanOrEqual: optional(Bound),
	changes: optional(array(object({
		at: Bound,
		status: string()
	})), [])
});
function cveVersions(versions, defaultStatus) {
	const read = thoseOf(Version, versions);
	const isRead = read.length === versions.length;
	const affected = read.filter(({ status }) => status === "affected").map(rangeOf);
	const entries = affected.filter((entry) => entry !== null);
	const isWhole = isRead && entries.length === affected.length && !read.some(({ status }) => status === "unknown");
	if (defaultStatus === "unaffected") return {
		entries,
		isWhole
	};
	if (defaultStatus !== "affected") return {
		entries,
		isWhole: false
	};
	const cut = read.filter(({ status }) => status === "unaffected").map(holeOf).flatMap((hole) => hole ?? []);
	return {
		entries: [{ ranges: [{
			type: typeOf(read),
			events: [{ introduced: "0" }, ...cut]
		}] }, ...entries],
		isWhole: isRead
	};
}
function rangeOf(one) {
	const { version, lessThan, lessThanOrEqual, changes } = one;
	if (lessThan === void 0 && lessThanOrEqual === void 0 && changes.length === 0) return isNothing(version) ? null : { versions: [version] };
	if (changes.some(({ status }) => status !== "affected" && status !== "unaffected")) return null;
	const start = { introduced: isNothing(version) ? "0" : version };
	return { ranges: [{
		type: typeOf([one]),
		events: [
			start,
			...changes.map(turnOf),
			...endOf(one)
		]
	}] };
}
function turnOf({ at, status }) {
	return status === "affected" ? { introduced: at } : { fixed: at };
}
function endOf({ lessThan, lessThanOrEqual }) {
	return [...lessThan === void 0 || lessThan === "*" ? [] : [{ fixed: lessThan }], ...lessThanOrEqual === void 0 || lessThanOrEqual === "*" ? [] : [{ last_affected: lessThanOrEqual }]];
}
function holeOf({ version, lessThan, lessThanOrEqual, changes }) {
	if (changes.length > 0 || lessThanOrEqual !== void 0 || lessThan === void 0) return null;
	if (isNothing(version) && version !== "0") return null;
	return lessThan === "*" ? [{ fixed: version }] : [{ fixed: version }, { introduced: lessThan }];
}
function isNothing(version) {
	return [
		"",
		"0",
		"*",
		"-",
		"n/a",
		"unspecified",
		"unknown",
		"all",
		"any"
	].includes(version.toLowerCase());
}
function typeOf(versions) {
	if (versions.some(({ versionType }) => versionType === "git")) return "GIT";
	return versions.length > 0 && versions.every(({ versionType }) => versionType === "semver") ? "SEMVER" : "ECOSYSTEM";
}
// engine/advisories/import/cve.ts
function importCve(text) {
	return collectListed(oneOrMore(parseFeed(text)), idOf$2, readRecord$2);
}
var Meta = object({ cveId: CveId });
var Unknowns$2 = optional(array(unknown()), []);
var Container = object({
	title: optional(Text$1, ""),
	descriptions: Unknowns$2,
	affected: Unknowns$2,
	metrics: Unknowns$2,
	references: Unknowns$2
});
var Record$2 = object({
	cveMetadata: object({
		cveId: CveId,
		state: optional(string(), ""),
		datePublished: optional(string()),
		dateUpdated: optional(string()),
		dateRejected: optional(string())
	}),
	containers: object({
		cna: Container,
		adp: Unknowns$2
	})
});
function idOf$2(value) {
	const named = safeParse(object({ cveMetadata: Meta }), value);
	return named.success ? named.output.cveMetadata.cveId : null;
}
function readRecord$2(value) {
	const record = recordOf(Record$2, value);
	if (isProblem(record)) return record;
	const { cveMetadata: about, containers } = record;
	const all = [containers.cna, ...thoseOf(Container, containers.adp)];
	const affected = all.flatMap((container) => container.affected).map(readProduct);
	const wrong = affected.find(isProblem);
	if (wrong !== void 0) return wrong;
	const rejected = about.state === "REJECTED";
	if (affected.length === 0 && !rejected) return { problem: "it names no product" };
	const description = descriptionOf$1(containers.cna);
	const updated = timeOf(about.dateUpdated ?? about.datePublished);
	return {
		id: about.cveId,
		summary: firstLine(containers.cna.title === "" ? description : containers.cna.title),
		details: description,
		modified: updated,
		...about.datePublished === void 0 ? {} : { published: timeOf(about.datePublished) },
		...rejected ? { withdrawn: timeOf(about.dateRejected ?? updated) } : {},
		severity: all.flatMap(({ metrics }) => vectorsOf$1(metrics)),
		database_specific: kevOf$1(all.flatMap(({ metrics }) => metrics)),
		affected: affected.flatMap((entry) => isProblem(entry) ? [] : entry),
		references: thoseOf(Reference$2, containers.cna.references).map(({ url }) => ({
			type: "WEB",
			url
		}))
	};
}
var Reference$2 = object({ url: pipe(string(), minLength(1), maxLength(1e3)) });
var Name = optional(pipe(string(), maxLength(1e3)), "");
var Product = object({
	product: Name,
	packageName: Name,
	defaultStatus: optional(string(), "unknown"),
	versions: Unknowns$2
});
function readProduct(value) {
	const product = recordOf(Product, value);
	if (isProblem(product)) return { problem: `affected: ${product.problem}` };
	const names = new Set([product.packageName, product.product].map(packageName).filter((name) => name !== ""));
	if (names.size === 0) return { problem: "affected: it names no product" };
	const { entries, isWhole } = cveVersions(product.versions, product.defaultStatus);
	return [...names].flatMap((name) => [...entries.map((entry) => ({
		package: {
			ecosystem: "CVE",
			name
		},
		...entry
	})), ...isWhole ? [] : [inDoubt("CVE", name)]]);
}
function descriptionOf$1({ descriptions }) {
	const all = thoseOf(object({
		lang: string(),
		value: Text$1
	}), descriptions);
	return (all.find(({ lang }) => lang.toLowerCase().startsWith("en")) ?? all[0])?.value ?? "";
}
var Cvss = optional(object({ vectorString: pipe(string(), maxLength(512)) }));
var Metric = object({
	cvssV3_0: Cvss,
	cvssV3_1: Cvss,
	cvssV4_0: Cvss
});
function vectorsOf$1(metrics) {
	return thoseOf(Metric, metrics).flatMap(({ cvssV3_0, cvssV3_1, cvssV4_0 }) => [...cvssV4_0 === void 0 ? [] : [{
		type: "CVSS_V4",
		score: cvssV4_0.vectorString
	}], ...[cvssV3_1, cvssV3_0].flatMap((one) => one === void 0 ? [] : [{
		type: "CVSS_V3",
		score: one.vectorString
	}])]);
}
var KevMetric = object({ other: object({
	type: literal("kev"),
	content: object({ dateAdded: string() })
}) });
function kevOf$1(metrics) {
	const [kev] = thoseOf(KevMetric, metrics);
	return kev === void 0 ? {} : { kev: { date_added: timeOf(kev.other.content.dateAdded).slice(0, 10) } };
}
// engine/advisories/import/debian.ts
function importDebian(text, release) {
	const issues = new Map();
	for (const [source, told] of membersOf(parseFeed(text), "security tracker")) for (const [issue, value] of membersOf(told, `security tracker at ${source}`)) {
		const known = issues.get(issue);
		if (known === void 0) issues.set(issue, [{
			source,
			value
		}]);
		else known.push({
			source,
			value
		});
	}
	return collect(Array.from(issues, ([issue, told]) => [issue, told]), (told, issue) => readIssue(issue, told, release));
}
var Release = object({
	status: string(),
	fixed_version: optional(string()),
	urgency: optional(string(), "")
});
var Issue = object({
	description: optional(Text$1, ""),
	releases: unknown()
});
function readIssue(issue, told, wanted) {
	if (!is(Id, issue)) return { problem: "no id of an advisory" };
	const read = told.map(({ source, value }) => ({
		source,
		about: recordOf(Issue, value)
	}));
	const whole = read.flatMap(({ source, about }) => isProblem(about) ? [] : [{
		source,
		about
	}]);
	const damaged = read.flatMap(({ source, about }) => isProblem(about) ? [inDoubt("Debian", source)] : []);
	const entries = whole.flatMap(({ source, about }) => entriesOf$1(source, about.releases, wanted));
	const description = whole[0]?.about.description ?? "";
	const urgencies = entries.flatMap(({ urgency }) => urgency === null ? [] : [urgency]);
	const severity = severities.find((one) => urgencies.includes(one));
	return {
		id: `DEBIAN-${issue}`,
		summary: firstLine(description),
		details: description,
		modified: timeOf(null),
		aliases: issue.startsWith("CVE-") ? [issue] : [],
		...severity === void 0 ? {} : { database_specific: { severity } },
		affected: [...entries.flatMap(({ affected }) => affected ?? []), ...damaged]
	};
}
function entriesOf$1(source, releases, wanted) {
	if (!isObject(releases)) return [{
		affected: inDoubt("Debian", source),
		urgency: null
	}];
	return Object.entries(releases).filter(([name]) => wanted === null || name === wanted).map(([name, value]) => {
		const state = recordOf(Release, value);
		return isProblem(state) ? {
			affected: inDoubt(`Debian:${name}`, source),
			urgency: null
		} : {
			affected: affectedOf$1(source, name, state),
			urgency: urgencyOf(state)
		};
	});
}
function affectedOf$1(source, release, state) {
	const ecosystem = `Debian:${release}`;
	const { status, fixed_version: fixed } = state;
	if (status === "resolved" && fixed === "0") return null;
	if (status === "open") return ranged(ecosystem, source, []);
	return status === "resolved" && fixed !== void 0 && isVersion(fixed, "debian") ? ranged(ecosystem, source, [{ fixed }]) : inDoubt(ecosystem, source);
}
function ranged(ecosystem, source, end) {
	return {
		package: {
			ecosystem,
			name: packageName(source)
		},
		ranges: [{
			type: "ECOSYSTEM",
			events: [{ introduced: "0" }, ...end]
		}]
	};
}
var severities = [
	"critical",
	"high",
	"medium",
	"low"
];
function urgencyOf({ urgency }) {
	const word = urgency.replaceAll("*", "");
	if (word === "unimportant") return "low";
	return severities.find((severity) => severity === word) ?? null;
}
// engine/advisories/import/enrich.ts
var longestTable = 2e8;
function readEpss(text) {
	const { date, rows } = tableOf(text);
	const byCve = new Map();
	const skipped = [];
	for (const line of rows) {
		const row = rowOf(line);
		if (isProblem(row)) skipped.push({
			record: line.split(",", 1)[0].slice(0, 100),
			...row
		});
		else if (byCve.has(row.cve)) skipped.push({
			record: row.cve,
			problem: "told twice"
		});
		else byCve.set(row.cve, {
			...row.epss,
			...date
		});
	}
	return {
		byCve,
		skipped
	};
}
function tableOf(text) {
	if (text.length > longestTable) throw new FeedRefused(`longer than ${longestTable} characters`);
	const lines = text.split(/\r?\n/);
	const comment = lines[0]?.startsWith("#") === true ? lines.shift() : "";
	if (lines.shift()?.trim() !== "cve,epss,percentile") throw new FeedRefused("this is no EPSS table");
	const date = /score_date:(\d{4}-\d{2}-\d{2})/.exec(comment)?.[1];
	return {
		date: date === void 0 ? {} : { date },
		rows: lines.filter((line) => line !== "")
	};
}
function rowOf(line) {
	const [cve = "", score = "", percentile = "", ...more] = line.split(",");
	const epss = epssOf(score, percentile);
	if (!is(CveId, cve) || more.length > 0) return { problem: "no CVE number and two numbers" };
	return epss === null ? { problem: "no score from 0 to 1" } : {
		cve,
		epss
	};
}
function epssOf(score, percentile) {
	const values = [score, percentile].map((text) => /^\d(?:\.\d{1,20})?(?:e-\d{1,2})?$/i.test(text) ? Number(text) : NaN);
	if (!values.every((value) => value >= 0 && value <= 1)) return null;
	return {
		score: values[0].toFixed(5),
		percentile: values[1].toFixed(5)
	};
}
var Day = pipe(string(), regex(/^\d{4}-\d{2}-\d{2}$/, "no day"));
var Entry = object({
	cveID: CveId,
	dateAdded: Day,
	dueDate: optional(Day),
	knownRansomwareCampaignUse: optional(string(), "")
});
function readKev(text) {
	const Whole = object({ vulnerabilities: array(unknown()) });
	const { vulnerabilities } = formOf(Whole, parseFeed(text), "catalog of exploited vulnerabilities");
	const byCve = new Map();
	const skipped = [];
	for (const [index, value] of vulnerabilities.entries()) {
		const entry = recordOf(Entry, value);
		if (isProblem(entry)) {
			const named = safeParse(object({ cveID: CveId }), value);
			skipped.push({
				record: named.success ? named.output.cveID : `record ${index + 1}`,
				...entry
			});
			continue;
		}
		byCve.set(entry.cveID, {
			date_added: entry.dateAdded,
			...entry.dueDate === void 0 ? {} : { due_date: entry.dueDate },
			ransomware: entry.knownRansomwareCampaignUse.toLowerCase() === "known"
		});
	}
	return {
		byCve,
		skipped
	};
}
function factsFor({ id, aliases }, { epss, kev }) {
	const cves = [id, ...aliases];
	const scores = cves.flatMap((cve) => epss?.get(cve) ?? []);
	const dues = cves.flatMap((cve) => kev?.get(cve) ?? []);
	const worst = scores.toSorted((a, b) => Number(b.score) - Number(a.score))[0];
	const first = dues.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)))[0];
	return {
		...worst === void 0 ? {} : { epss: worst },
		...first === void 0 ? {} : { kev: first }
	};
}
function dueOf({ due_date: due }) {
	return due ?? "9999-12-31";
}
// engine/advisories/import/cpe.ts
function productOf(criteria) {
	const fields = Array.from(criteria.matchAll(/(?:\\.|[^\\:])+/g), ([field]) => field);
	const [prefix, standard, part = "", , name = "", version = "", update = ""] = fields;
	if (prefix !== "cpe" || standard !== "2.3" || fields.length !== 13 || !/^[aoh]$/.test(part)) return null;
	const plain = (field) => field.replaceAll(/\\(.)/g, "$1");
	return {
		part,
		name: plain(name),
		version: plain(version),
		update: plain(update)
	};
}
function cpeRange(product, bounds) {
	const all = Object.entries(bounds).filter(([name]) => name.startsWith("version"));
	const isOpen = all.every(([, bound]) => bound === void 0);
	if (product.version !== "*") return isOpen ? singleOf(product) : null;
	if (all.some(([, bound]) => bound === "")) return null;
	const start = bounds.versionStartIncluding ?? bounds.versionStartExcluding ?? "0";
	const { versionEndIncluding: last, versionEndExcluding: fixed } = bounds;
	const end = [...last === void 0 ? [] : [{ last_affected: last }], ...fixed === void 0 ? [] : [{ fixed }]];
	return { ranges: [{
		type: "ECOSYSTEM",
		events: [{ introduced: start }, ...end]
	}] };
}
function singleOf({ version, update }) {
	return version !== "-" && ["*", "-"].includes(update) ? { versions: [version] } : null;
}
// engine/advisories/import/nvd.ts
function importNvd(text) {
	const Whole = object({ vulnerabilities: array(unknown()) });
	const { vulnerabilities } = formOf(Whole, parseFeed(text), "NVD 2.0 file");
	return collectListed(vulnerabilities, idOf$1, readRecord$1);
}
var Unknowns$1 = optional(array(unknown()), []);
var Metrics = object({
	cvssMetricV40: Unknowns$1,
	cvssMetricV31: Unknowns$1,
	cvssMetricV30: Unknowns$1
});
var Record$1 = object({ cve: object({
	id: CveId,
	vulnStatus: optional(string(), ""),
	published: optional(string()),
	lastModified: optional(string()),
	descriptions: Unknowns$1,
	configurations: Unknowns$1,
	references: Unknowns$1,
	metrics: optional(unknown()),
	cisaExploitAdd: optional(string()),
	cisaActionDue: optional(string())
}) });
function idOf$1(value) {
	const named = safeParse(object({ cve: object({ id: CveId }) }), value);
	return named.success ? named.output.cve.id : null;
}
function readRecord$1(value) {
	const record = recordOf(Record$1, value);
	if (isProblem(record)) return record;
	const { cve } = record;
	const isRejected = cve.vulnStatus.toLowerCase() === "rejected";
	const affected = affectedOf(cve);
	if (isProblem(affected)) return affected;
	if (affected.length === 0 && !isRejected) return { problem: "no product is named yet" };
	const description = descriptionOf(cve);
	const modified = timeOf(withZone(cve.lastModified ?? cve.published));
	return {
		id: cve.id,
		summary: firstLine(description),
		details: description,
		modified,
		...cve.published === void 0 ? {} : { published: timeOf(withZone(cve.published)) },
		...isRejected ? { withdrawn: modified } : {},
		severity: vectorsOf(cve.metrics),
		database_specific: kevOf(cve),
		affected,
		references: thoseOf(Reference$1, cve.references).map(({ url }) => ({
			type: "WEB",
			url
		}))
	};
}
var Reference$1 = object({ url: pipe(string(), minLength(1), maxLength(1e3)) });
var Configuration = object({ nodes: array(unknown()) });
var Node = object({
	negate: optional(boolean(), false),
	cpeMatch: array(unknown())
});
var Match = object({
	vulnerable: boolean(),
	criteria: pipe(string(), maxLength(1e3)),
	versionStartIncluding: optional(string()),
	versionStartExcluding: optional(string()),
	versionEndIncluding: optional(string()),
	versionEndExcluding: optional(string())
});
function affectedOf({ configurations }) {
	const entries = [];
	for (const configuration of configurations) {
		const read = recordOf(Configuration, configuration);
		if (isProblem(read)) return { problem: `configurations: ${read.problem}` };
		for (const one of read.nodes) {
			const node = recordOf(Node, one);
			if (isProblem(node)) return { problem: `configurations: ${node.problem}` };
			const found = entriesOf(node);
			if (isProblem(found)) return found;
			entries.push(...found);
		}
	}
	return entries;
}
function entriesOf({ negate, cpeMatch }) {
	const entries = [];
	for (const one of cpeMatch) {
		const match = recordOf(Match, one);
		if (isProblem(match)) return { problem: `configurations: ${match.problem}` };
		if (!match.vulnerable) continue;
		const product = productOf(match.criteria);
		if (product === null) return { problem: `configurations: no CPE name: ${match.criteria.slice(0, 100)}` };
		if (product.part === "h") continue;
		const range = negate ? null : cpeRange(product, match);
		const name = packageName(product.name);
		entries.push(range === null ? inDoubt("NVD", name) : {
			package: {
				ecosystem: "NVD",
				name
			},
			...range
		});
	}
	return entries;
}
function descriptionOf({ descriptions }) {
	const all = thoseOf(object({
		lang: string(),
		value: Text$1
	}), descriptions);
	return (all.find(({ lang }) => lang.startsWith("en")) ?? all[0])?.value ?? "";
}
var Vector = object({ cvssData: object({ vectorString: pipe(string(), maxLength(512)) }) });
function vectorsOf(metrics) {
	const read = safeParse(Metrics, metrics);
	if (!read.success) return [];
	const { cvssMetricV40, cvssMetricV31, cvssMetricV30 } = read.output;
	const vectors = (type, all) => thoseOf(Vector, all).map(({ cvssData: { vectorString: score } }) => ({
		type,
		score
	}));
	return [...vectors("CVSS_V4", cvssMetricV40), ...vectors("CVSS_V3", [...cvssMetricV31, ...cvssMetricV30])];
}
function kevOf({ cisaExploitAdd: added, cisaActionDue: due }) {
	if (added === void 0) return {};
	return { kev: {
		date_added: timeOf(added).slice(0, 10),
		...due === void 0 ? {} : { due_date: due }
	} };
}
function withZone(time) {
	return time?.replace(/(T[\d:.]+)$/, "$1Z");
}
// engine/advisories/import/osv.ts
function importOsv(text) {
	return collectListed(oneOrMore(parseFeed(text)), idOf, readRecord);
}
var Strings = nullish(array(string()), []);
var Unknowns = nullish(array(unknown()), []);
var Record = object({
	id: Id,
	modified: string(),
	published: nullish(string()),
	withdrawn: nullish(string()),
	summary: nullish(Text$1, ""),
	details: nullish(Text$1, ""),
	aliases: Strings,
	upstream: Strings,
	severity: Unknowns,
	references: Unknowns,
	affected: Unknowns,
	database_specific: nullish(unknown())
});
function idOf(value) {
	const named = safeParse(object({ id: Id }), value);
	return named.success ? named.output.id : null;
}
function readRecord(value) {
	const record = recordOf(Record, value);
	if (isProblem(record)) return record;
	const affected = record.affected.map(readAffected);
	const wrong = affected.find(isProblem);
	if (wrong !== void 0) return wrong;
	const about = affected.flatMap((entry) => entry === null || isProblem(entry) ? [] : [entry]);
	if (about.length === 0) return { problem: "it names no package" };
	const { published, withdrawn } = record;
	return {
		id: record.id,
		summary: record.summary === "" ? firstLine(record.details) : firstLine(record.summary),
		details: record.details,
		modified: timeOf(record.modified),
		...typeof published === "string" ? { published: timeOf(published) } : {},
		...typeof withdrawn === "string" ? { withdrawn: timeOf(withdrawn) } : {},
		aliases: aliasesOf(record),
		severity: [...thoseOf(Severity, record.severity), ...severityOfEntries(record.affected)],
		database_specific: {
			...ownFacts(record),
			...severityWord(record)
		},
		affected: about,
		references: thoseOf(Reference, record.references)
	};
}
var Severity = object({
	type: string(),
	score: pipe(string(), maxLength(512))
});
var Reference = object({
	type: string(),
	url: pipe(string(), maxLength(1e3))
});
var Line = pipe(string(), minLength(1), maxLength(1e3));
var About = object({ package: object({
	ecosystem: Line,
	name: Line
}) });
function readAffected(value) {
	const named = safeParse(object({ package: optional(unknown()) }), value);
	if (!named.success) return { problem: "affected: not what OSV says" };
	if (named.output.package === void 0) return null;
	const about = recordOf(About, value);
	if (isProblem(about)) return { problem: `affected: ${about.problem}` };
	const { ecosystem, name } = about.package;
	const whole = safeParse(Affected, value);
	if (!whole.success) return inDoubt(ecosystem, name);
	return {
		...whole.output,
		package: {
			ecosystem,
			name: packageName(name)
		}
	};
}
function aliasesOf({ id, aliases, upstream }) {
	return [...new Set([...aliases, ...upstream])].filter((alias) => alias !== id && is(Id, alias));
}
function severityOfEntries(affected) {
	return thoseOf(object({ severity: array(unknown()) }), affected).flatMap(({ severity }) => thoseOf(Severity, severity));
}
var words = {
	critical: "critical",
	high: "high",
	moderate: "medium",
	medium: "medium",
	low: "low"
};
function severityWord({ database_specific: said }) {
	const checked = safeParse(object({ severity: string() }), said);
	const word = checked.success ? checked.output.severity.toLowerCase() : "";
	return Object.hasOwn(words, word) ? { severity: words[word] } : {};
}
function ownFacts({ database_specific: said }) {
	const { epss, kev } = unwrap(Advisory.entries.database_specific).entries;
	const checked = safeParse(object({
		epss,
		kev
	}), said);
	if (!checked.success) return {};
	return {
		...checked.output.epss === void 0 ? {} : { epss: checked.output.epss },
		...checked.output.kev === void 0 ? {} : { kev: checked.output.kev }
	};
}
// engine/builder/advisory-records.ts
async function readAdvisoryRecords(repository) {
	const records = [];
	for (const file of await advisoryFiles(repository)) {
		const { value, advisory } = await readAdvisory(file);
		records.push({
			file: path.basename(file),
			id: advisory.id,
			aliases: advisory.aliases,
			value
		});
	}
	return records.sort((a, b) => byCodePoint(a.file, b.file));
}
async function writeAdvisoryRecords(repository, records) {
	const written = [];
	for (const { file, id, value } of records) {
		const target = path.join(repository, "advisories", file);
		const text = `${JSON.stringify(inOrder(value), null, 2)}\n`;
		if (await textAt(target) === text) continue;
		await publishBytes(target, text);
		written.push(id);
	}
	return written;
}
async function textAt(file) {
	return onDisk(file, async () => readFile(file, "utf8").catch((error) => {
		if (systemCode(error) === "ENOENT") return null;
		throw error;
	}));
}
function inOrder(value) {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => byCodePoint(a, b)).map(([key, member]) => [key, inOrder(member)]));
}
// engine/builder/merge-advisories.ts
function mergeAdvisories(existing, imported, facts) {
	const claims = claimsOf(existing);
	const refused = [];
	const records = new Map();
	for (const advisory of imported) {
		const record = asRecord(advisory);
		const holder = claims.holderOf(record);
		if (holder === null) records.set(record.id, {
			...record,
			value: keepingFacts(claims.before(record), record.value)
		});
		else refused.push({
			file: `advisories/${record.file}`,
			record: record.id,
			problem: holder
		});
	}
	for (const record of [...existing, ...records.values()]) {
		const current = records.get(record.id) ?? record;
		const known = factsFor(current, facts);
		if (Object.keys(known).length > 0) records.set(record.id, {
			...current,
			value: withFacts(current.value, known)
		});
	}
	return {
		records: [...records.values()],
		refused
	};
}
function asRecord(advisory) {
	const { id, aliases } = advisory;
	return {
		file: `${id.replaceAll(":", "_")}.json`,
		id,
		aliases,
		value: {
			schema_version: "1.6.0",
			...advisory
		}
	};
}
function claimsOf(existing) {
	const byId = new Map(existing.map((record) => [record.id, record]));
	const byFile = new Map(existing.map(({ file, id }) => [file.toLowerCase(), id]));
	return {
		before: ({ id }) => byId.get(id) ?? null,
		holderOf: ({ id, file }) => {
			const other = byId.get(id);
			if (other !== void 0 && other.file !== file) return `advisories/${other.file} tells of ${id} already`;
			const owner = byFile.get(file.toLowerCase()) ?? id;
			byFile.set(file.toLowerCase(), owner);
			return owner === id ? null : `the file of ${owner} has that name already`;
		}
	};
}
function keepingFacts(before, value) {
	const known = {
		...before === null ? {} : factsIn(before.value),
		...factsIn(value)
	};
	return Object.keys(known).length === 0 ? value : withFacts(value, known);
}
function factsIn(value) {
	const { epss, kev } = specificOf(value);
	return {
		...epss === void 0 ? {} : { epss },
		...kev === void 0 ? {} : { kev }
	};
}
function withFacts(value, facts) {
	return {
		...value,
		database_specific: {
			...specificOf(value),
			...facts
		}
	};
}
function specificOf(value) {
	const said = "database_specific" in value ? value.database_specific : null;
	return typeof said === "object" && said !== null ? said : {};
}
// engine/builder/read-feed.ts
var largest = 4e8;
async function feedFiles(given) {
	const files = [];
	for (const one of given) files.push(...await filesAt(one));
	return files;
}
async function filesAt(given) {
	if (isAddress(given)) return [{
		shown: given,
		isFound: false
	}];
	if (!await onDisk(given, async () => stat(given).then((it) => it.isDirectory(), notFound(given)))) return [{
		shown: given,
		isFound: false
	}];
	return (await onDisk(given, async () => readdir(given, {
		recursive: true,
		withFileTypes: true
	}))).map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => /\.json(?:\.gz)?$/.test(file)).sort(byCodePoint).map((file) => ({
		shown: file,
		isFound: true
	}));
}
async function readFeed(file, signal, transport = usual()) {
	const bytes = isAddress(file) ? await fetched(file, transport, signal) : await readHere(file);
	const plain = bytes[0] === 31 && bytes[1] === 139 ? await unpacked(bytes) : bytes;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(plain);
	} catch (error) {
		throw new FeedRefused("this is no UTF-8 text", { cause: error });
	}
}
var usual = () => systemTransport({ idleTimeout: 60 });
function isAddress(given) {
	return /^https?:\/\//i.test(given);
}
async function fetched(url, transport, signal) {
	const { href } = parseFileUrl(url);
	try {
		return await readBytes(transport, href, largest, signal);
	} catch (error) {
		if (error instanceof TooLong) throw new FeedRefused(error.message, { cause: error });
		throw error;
	}
}
async function readHere(file) {
	const { size } = await onDisk(file, async () => stat(file).catch(notFound(file)));
	if (size > largest) throw new FeedRefused(`more than ${largest} bytes`);
	return onDisk(file, async () => readFile(file));
}
async function unpacked(bytes) {
	try {
		return await promisify(gunzip)(bytes, { maxOutputLength: largest });
	} catch (error) {
		throw new FeedRefused("it cannot be unpacked", { cause: error });
	}
}
function notFound(file) {
	return (error) => {
		if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
		throw new EngineError("file/not-found", { path: file }, { cause: error });
	};
}
// engine/builder/import-advisories.ts
async function importAdvisories(options, signal) {
	const place = {
		name: options.name,
		path: path.resolve(options.path)
	};
	const { packages } = await readRecord$3(place);
	const skipped = [];
	const imported = await readAll(options, skipped, signal);
	const facts = {
		epss: await toldBy(options.epss, readEpss, {
			skipped,
			signal
		}),
		kev: await toldBy(options.kev, readKev, {
			skipped,
			signal
		})
	};
	const names = options.everything ? null : new Set(packages.flatMap(({ name, source }) => source === void 0 ? [name] : [name, source.toLowerCase()]));
	const related = imported.flatMap((advisory) => aboutThese(advisory, names) ?? []);
	const existing = await readAdvisoryRecords(place.path);
	const { records, refused: clashes } = mergeAdvisories(existing, related, facts);
	skipped.push(...clashes);
	signal.throwIfAborted();
	const written = await writeAdvisoryRecords(place.path, records);
	return {
		written: written.toSorted(byCodePoint),
		unchanged: records.length - written.length,
		unrelated: imported.length - related.length,
		skipped
	};
}
async function readAll({ from, sources, release }, skipped, signal) {
	const byId = new Map();
	for (const file of from === null ? [] : await feedFiles(sources)) {
		signal.throwIfAborted();
		const feed = await readOne(file, (text) => readers[from](text, release), {
			skipped,
			signal
		});
		skipped.push(...feed.skipped.map((one) => ({
			file: file.shown,
			...one
		})));
		for (const advisory of feed.advisories) {
			const known = byId.get(advisory.id);
			if (known === void 0 || known.modified < advisory.modified) byId.set(advisory.id, advisory);
		}
	}
	return [...byId.values()].toSorted((a, b) => byCodePoint(a.id, b.id));
}
var readers = {
	osv: importOsv,
	debian: importDebian,
	cve: importCve,
	nvd: importNvd
};
async function readOne(file, read, { skipped, signal }) {
	try {
		return read(await readFeed(file.shown, signal));
	} catch (error) {
		if (!(error instanceof FeedRefused)) throw error;
		if (!file.isFound) throw refused(file.shown, error);
		skipped.push({
			file: file.shown,
			record: "the whole file",
			problem: error.message
		});
		return {
			advisories: [],
			skipped: []
		};
	}
}
async function toldBy(file, read, { skipped, signal }) {
	if (file === null) return null;
	try {
		const told = read(await readFeed(file, signal));
		skipped.push(...told.skipped.map((one) => ({
			file,
			...one
		})));
		return told.byCve;
	} catch (error) {
		throw error instanceof FeedRefused ? refused(file, error) : error;
	}
}
function refused(file, cause) {
	return new EngineError("request/invalid", {
		what: "vulnerability feed",
		value: file,
		problem: cause.message
	}, { cause });
}
function aboutThese(advisory, names) {
	if (names === null) return advisory.affected.length === 0 ? null : advisory;
	const affected = advisory.affected.filter((entry) => names.has(entry.package.name));
	return affected.length === 0 ? null : {
		...advisory,
		affected
	};
}
// engine/builder/skeleton-files.ts
function skeletonFiles(name) {
	return [
		{
			file: "package.yaml",
			text: recipe(name)
		},
		{
			file: "README.md",
			text: readme(name)
		},
		{
			file: `src/bin/${name}`,
			text: program(name),
			isProgram: true
		},
		{
			file: `src/share/${name}/greeting.txt`,
			text: "Hello from MultiOS!\n"
		},
		{
			file: "docs/usage.md",
			text: `# Using ${name}\n\n    ${name}\n    ${name} Ada\n`
		},
		{
			file: "tests/greets.sh",
			text: test(name),
			isProgram: true
		}
	];
}
function recipe(name) {
	return `${identity(name)}\n${presentation(name)}`;
}
function identity(name) {
	return `# Everything a package says about itself. Fields that are commented out may be left out.
name: ${name}
version: 1.0.0
# How versions are ordered: semver, or debian (epoch:upstream-revision).
# version_scheme: semver
description: A program that greets
# x86_64, arm64, riscv64, or universal where it runs on all of them.
architecture: universal
maintainer: Developer <dev@example.com>
license: MIT

# Packages that must be there too: "name", "name >= 1.2", "name >= 1.2, < 2", "this | that".
# dependencies:
#   - libexample >= 1.1.0

# Wished for, but it runs without them.
# recommends:
#   - example-themes

# Other names that this package answers to.
# provides:
#   - greeter

# Packages that cannot be there at the same time.
# conflicts:
#   - old-greeter
`;
}
function presentation(name) {
	return `categories:
  - utilities

tags:
  - example

# homepage: https://example.com/${name}
# source_url: https://example.com/${name}.git

# How it looks in the Software Center. Paths are those inside the package (below src/).
# app:
#   name: ${title(name)}
#   summary: Greets whoever starts it
#   icon: share/${name}/icon.svg
#   screenshots:
#     - path: share/${name}/screenshot.png
#       caption: A greeting
#   launchable:
#     kind: terminal
#     exec: ${name}

# What goes into the package, below src/. Without this field, everything.
files:
  - bin/
  - lib/
  - share/${name}/
  - etc/${name}/

exclude_patterns:
  - "*.o"
  - "*.a"
  - ".git"
  - "tests/"
`;
}
function program(name) {
	return `#!/bin/sh
# Greets the person named as the first argument, or everybody.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ "$#" -gt 0 ]; then
  printf 'Hello, %s!\\n' "$1"
elif [ -r "$here/../share/${name}/greeting.txt" ]; then
  cat "$here/../share/${name}/greeting.txt"
else
  echo "Hello from ${name}!"
fi
`;
}
function test(name) {
	return `#!/bin/sh
# Run from the package's folder: sh tests/greets.sh
set -e
[ "$(sh src/bin/${name} Ada)" = 'Hello, Ada!' ]
[ "$(sh src/bin/${name})" = 'Hello from MultiOS!' ]
echo 'greets: passed'
`;
}
function readme(name) {
	return `# ${name}

A program that greets.

    multios-builder build        # makes dist/${name}-1.0.0-universal.tar.xz
    multios-builder verify dist/${name}-1.0.0-universal.tar.xz
    sh tests/greets.sh
`;
}
function title(name) {
	return name.replaceAll(/[-_.+]+/g, " ").replace(/^./, (letter) => letter.toUpperCase());
}
// engine/builder/create-skeleton.ts
async function createSkeleton({ directory, name }, signal) {
	const checked = safeParse(PackageName, name);
	if (!checked.success) {
		const problem = checked.issues[0].message;
		throw new EngineError("request/invalid", {
			what: "package name",
			value: name,
			problem
		});
	}
	await expectEmpty(directory);
	signal.throwIfAborted();
	const files = skeletonFiles(name);
	for (const { file, text, isProgram } of files) {
		const place = path.join(directory, file);
		await onDisk(place, async () => {
			await mkdir(path.dirname(place), { recursive: true });
			await writeFile(place, text, { flag: "wx" });
			if (isProgram === true) await chmod(place, 493);
		});
	}
	return { files: files.map(({ file }) => file) };
}
async function expectEmpty(directory) {
	if ((await onDisk(directory, async () => readdir(directory).catch((error) => {
		if (systemCode(error) === "ENOENT") return [];
		if (systemCode(error) === "ENOTDIR") throw new EngineError("file/exists", { path: directory });
		throw error;
	}))).length > 0) throw new EngineError("file/exists", { path: directory });
}
// engine/builder/set-publisher.ts
async function setPublisher(options) {
	const folder = path.resolve(options.path);
	const before = await readRecord$3({
		name: options.name,
		path: folder
	});
	const named = withKeys(before, options.publisher, checked(options.keys));
	const after = withNamespaces((options.successions ?? []).reduce(withSuccession(options), named), options);
	const publisher = after.publishers.find(({ name }) => name === options.publisher);
	if (publisher.keys.length === 0) throw invalid("publisher", options.publisher, "the repository knows no such publisher; give its key");
	await writeRecord(folder, after);
	return publisher;
}
function checked(keys) {
	const bad = keys.find((key) => usablePublicKey(key) === null);
	if (bad !== void 0) throw invalid("key", bad.keyId, "it is no key that may sign");
	return keys;
}
function withSuccession({ publisher: name }) {
	return (record, statement) => {
		const parsed = safeParse(Succession, statement);
		if (!parsed.success || !isSaid(parsed.output)) throw invalid("succession", name, "it is no word of an old key about a new one");
		const said = parsed.output;
		const before = record.publishers.find((one) => one.name === name);
		if (before?.keys.some(({ keyId }) => keyId === said.from.keyId) !== true) throw invalid("succession", said.from.keyId, `${name} has no such key here`);
		const known = (before.successions ?? []).filter(({ to }) => to.keyId !== said.to.keyId);
		const after = withKeys(record, name, [said.to]);
		const publishers = after.publishers.map((one) => one.name === name ? {
			...one,
			successions: [...known, said]
		} : one);
		return {
			...after,
			publishers
		};
	};
}
function withNamespaces(record, { publisher: name, namespaces }) {
	if (namespaces.length === 0) return record;
	const bad = namespaces.find((pattern) => !is(NamePattern, pattern));
	if (bad !== void 0) throw invalid("namespace", bad, "a name, or the start of names before a star: acme-*");
	for (const pattern of namespaces) {
		const other = record.publishers.find((one) => one.name !== name && one.namespaces?.includes(pattern));
		if (other !== void 0) throw invalid("namespace", pattern, `it belongs to ${other.name}`);
	}
	const publishers = record.publishers.map((one) => one.name === name ? {
		...one,
		namespaces: [...new Set([...one.namespaces ?? [], ...namespaces])]
	} : one);
	const taken = record.packages.find((entry) => ownerOverridden({
		name: entry.name,
		maintainer: entry.publisher ?? "",
		provides: []
	}, publishers)?.name === name);
	if (taken !== void 0) throw invalid("namespace", namespaces.join(" "), `${taken.name} is here already, by ${taken.publisher ?? "nobody"}`);
	return {
		...record,
		publishers
	};
}
function invalid(what, value, problem) {
	return new EngineError("request/invalid", {
		what,
		value,
		problem
	});
}
// engine/builder/revoke-publisher-key.ts
async function revokePublisherKey(options) {
	const { publisher: wanted, keyId } = options;
	const folder = path.resolve(options.path);
	const record = await readRecord$3({
		name: options.name,
		path: folder
	});
	const before = record.publishers.find(({ name }) => name === wanted);
	if (before === void 0) throw invalid("publisher", wanted, "the repository knows no such publisher");
	const publisher = without(before, keyId);
	if (publisher.keys.length === before.keys.length) throw invalid("key", keyId, `${wanted} has no such key here`);
	if (publisher.keys.length === 0) throw invalid("key", keyId, `it is the only key of ${wanted}; give it another one first`);
	const isLeftOut = (entry) => entry.publisher === wanted && entry.signed_by.length > 0 && entry.signed_by.every((id) => id === keyId);
	const packages = record.packages.filter((entry) => !isLeftOut(entry)).map((entry) => entry.publisher === wanted ? {
		...entry,
		signed_by: entry.signed_by.filter((id) => id !== keyId)
	} : entry);
	const publishers = record.publishers.map((one) => one === before ? publisher : one);
	await writeRecord(folder, {
		...record,
		publishers,
		packages
	});
	return {
		publisher,
		unpublished: record.packages.filter(isLeftOut).map(({ name, version, architecture }) => ({
			name,
			version,
			architecture
		}))
	};
}
function without({ successions, ...publisher }, keyId) {
	const words = (successions ?? []).filter(({ to }) => to.keyId !== keyId);
	return {
		...publisher,
		keys: publisher.keys.filter((key) => key.keyId !== keyId),
		...words.length === 0 ? {} : { successions: words }
	};
}
// engine/builder/sign-openpgp.ts
var publicKeyFile = "metadata/openpgp-key.asc";
async function signWithOpenPgp(signing, signal) {
	const written = new Map();
	for (const name of [indexTarget, advisoriesTarget]) {
		signal.throwIfAborted();
		const file = path.join(signing.path, name);
		const { signature, publicKey } = await signed(await onDisk(file, async () => readFile(file)), signing);
		written.set(`${name}.asc`, signature);
		written.set(publicKeyFile, publicKey);
	}
	for (const [name, text] of written) await publishBytes(path.join(signing.path, name), text);
	return [...written.keys()];
}
async function checkOpenPgpKey(signing) {
	await signed(new Uint8Array(), signing);
}
function isSignedWithOpenPgp(folder) {
	return existsSync(path.join(folder, `${indexTarget}.asc`));
}
async function signed(bytes, { key, source, passphrase, now }) {
	return signOpenPgp(bytes, {
		armored: key,
		passphrase,
		at: now
	}).catch((error) => {
		if (!(error instanceof OpenPgpRefused)) throw error;
		const facts = {
			what: "openpgp-key",
			value: source,
			problem: error.message
		};
		throw new EngineError("request/invalid", facts, { cause: error });
	});
}
// engine/builder/sign-package.ts
async function signPackage({ file, signer }, signal) {
	const { manifestSha256 } = await readWhole(file, signal);
	const own = await signManifest(manifestSha256, signer);
	const before = await readSignatures(file).catch((error) => {
		if (error instanceof EngineError && error.code === "trust/artifact") return null;
		throw error;
	});
	const others = before?.payload.manifest === manifestSha256 ? before.signatures.filter(({ keyId }) => keyId !== signer.key.keyId) : [];
	signal.throwIfAborted();
	const signature = signaturePath(file);
	await publishBytes(signature, envelopeBytes({
		...own,
		signatures: [...others, ...own.signatures]
	}));
	return {
		signature,
		manifestSha256,
		signedBy: signer.key.keyId
	};
}
// engine/builder/sync-directory.ts
async function syncDirectory(options, signal) {
	const { from, signers, ...rest } = options;
	const files = await artifactsIn(path.resolve(from));
	const { added } = await addPackages({
		...rest,
		files
	}, signal);
	if (signers === void 0) return {
		added,
		built: null
	};
	return {
		added,
		built: await buildRepository({
			...rest,
			signers
		}, signal)
	};
}
async function artifactsIn(folder) {
	return (await onDisk(folder, async () => readdir(folder, {
		recursive: true,
		withFileTypes: true
	}).catch((error) => {
		if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
		throw new EngineError("file/not-found", { path: folder }, { cause: error });
	}))).filter((entry) => entry.isFile() && /\.tar\.(?:xz|zst)$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name)).sort(byCodePoint);
}
// engine/builder/yank-release.ts
async function yankRelease({ release, reason, now, ...place }) {
	const { name, version } = release;
	const folder = path.resolve(place.path);
	const record = await readRecord$3({
		name: place.name,
		path: folder
	});
	const named = record.packages.filter((entry) => entry.name === name);
	const meant = new Set(named.filter((entry) => entry.version === version));
	if (named.length === 0) {
		const names = new Set(record.packages.map((entry) => entry.name));
		throw new EngineError("package/not-found", {
			name,
			nearest: nearest(name, names)
		});
	}
	if (meant.size === 0) {
		const available = [...new Set(named.map((entry) => entry.version))];
		throw new EngineError("release/not-found", {
			name,
			wanted: version,
			available
		});
	}
	const packages = record.packages.map((entry) => {
		if (!meant.has(entry)) return entry;
		const { revoked: _before, ...offered } = entry;
		return reason === null ? offered : {
			...offered,
			revoked: {
				reason,
				at: now.toISOString()
			}
		};
	});
	await writeRecord(folder, {
		...record,
		packages
	});
	const architectures = Array.from(meant, ({ architecture }) => architecture);
	return {
		name,
		version,
		revoked: reason !== null,
		architectures
	};
}
// engine/importer/npm/npm-problem.ts
var NpmProblem = class extends Error {
	reason;
	detail;
	constructor(reason, detail, options) {
		super(`${reason}: ${detail}`, options);
		this.name = "NpmProblem";
		this.reason = reason;
		this.detail = detail;
	}
};
// engine/importer/npm/described.ts
var namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
var rangePattern = /^[A-Za-z0-9.^~<>=|* +-]{1,100}$/;
function parseWanted(text) {
	const at = text.indexOf("@", 1);
	const [name, range] = at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
	if (!isRegistryName(name)) throw new NpmProblem("name", name);
	if (range !== null && (!rangePattern.test(range) || range.startsWith("-"))) throw new NpmProblem("name", text);
	return {
		name,
		range
	};
}
function isRegistryName(name) {
	return name.length <= 128 && namePattern.test(name) && !name.startsWith("-");
}
function packageNameOf(name) {
	const plain = name.replace(/^@/, "").replace("/", "-").replaceAll("~", "-");
	if (!/^[a-z0-9]/.test(plain)) throw new NpmProblem("name", name);
	return plain;
}
var Text = pipe(string(), maxLength(1e4));
var Said = object({
	name: Text,
	version: pipe(Text, regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/)),
	description: optional(unknown()),
	license: optional(unknown()),
	homepage: optional(unknown()),
	repository: optional(unknown()),
	bin: optional(union([Text, record(Text, Text)])),
	engines: optional(unknown()),
	keywords: optional(unknown())
});
function describe(text, wanted) {
	const parsed = safeParse(Said, parsedJson(text));
	if (!parsed.success) throw new NpmProblem("manifest", parsed.issues[0].message);
	const said = parsed.output;
	if (said.name !== wanted) throw new NpmProblem("manifest", said.name);
	return {
		name: said.name,
		version: said.version,
		description: line(said.description) ?? said.name,
		license: licenseOf(said.license),
		homepage: webAddress(said.homepage),
		repository: repositoryAddress(said.repository),
		commands: commandsOf(said),
		engine: engineOf(said.engines),
		keywords: Array.isArray(said.keywords) ? said.keywords.flatMap((word) => keyword(word)) : []
	};
}
function parsedJson(text) {
	try {
		return parseJsonStrict(text);
	} catch (error) {
		throw new NpmProblem("manifest", error instanceof Error ? error.message : "", { cause: error });
	}
}
function commandsOf({ name, bin }) {
	const all = typeof bin === "string" ? { [name.replace(/^@[^/]*\//, "")]: bin } : bin ?? {};
	return new Map(Object.entries(all).map(([command, file]) => {
		if (!/^[A-Za-z0-9][A-Za-z0-9+._@-]{0,100}$/.test(command)) throw new NpmProblem("command", command);
		const parts = file.split("/").filter((part) => part !== "" && part !== ".");
		if (file.startsWith("/") || parts.includes("..") || parts.length === 0 || file.includes("\\")) throw new NpmProblem("command", `${command}: ${file}`);
		return [command, parts.join("/")];
	}));
}
function licenseOf(said) {
	const text = line(isRecord(said) ? said["type"] : said);
	return text !== null && /^[A-Za-z0-9().+ -]+$/.test(text) && !/^(?:UNLICENSED|SEE LICENSE)/.test(text) ? text : "LicenseRef-npm";
}
function webAddress(said) {
	const text = line(said);
	const url = text === null ? null : URL.parse(text);
	return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
function repositoryAddress(said) {
	const text = line(isRecord(said) ? said["url"] : said);
	if (text === null) return null;
	const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text);
	const hosts = {
		github: "github.com",
		gitlab: "gitlab.com",
		bitbucket: "bitbucket.org"
	};
	if (short !== null) return `https://${hosts[short[1] ?? "github"]}/${short[2]}`;
	return webAddress(text.replace(/^git@([^:/]+):/, "https://$1/").replace(/^(?:git\+)?(?:ssh:\/\/git@|git:\/\/|https?:\/\/)/, "https://").replace(/\.git(?:#.*)?$/, ""));
}
function engineOf(said) {
	const text = isRecord(said) ? line(said["node"]) : null;
	const least = /^>=\s*v?(\d+(?:\.\d+){0,2})(?:\.x)?$/.exec(text ?? "")?.[1];
	return least === void 0 ? "" : `>= ${least}`;
}
function keyword(word) {
	const text = line(word)?.toLowerCase();
	return text !== void 0 && /^[a-z0-9][a-z0-9 +._-]{0,40}$/.test(text) ? [text] : [];
}
function line(said) {
	if (typeof said !== "string") return null;
	const text = said.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim().slice(0, 500);
	return text === "" ? null : text;
}
function isRecord(said) {
	return typeof said === "object" && said !== null;
}
// engine/importer/npm/fetch-with-npm.ts
async function fetchWithNpm({ name, range }, folder, environment, signal) {
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, "package.json"), "{ \"private\": true }\n");
	const wanted = range === null ? name : `${name}@${range}`;
	const quietly = [
		"--no-audit",
		"--no-fund",
		"--no-package-lock",
		"--no-update-notifier",
		"--loglevel=error"
	];
	const only = [
		"--ignore-scripts",
		"--omit=dev",
		"--install-strategy=nested",
		"--no-bin-links"
	];
	await ended([
		"install",
		...quietly,
		...only,
		"--",
		wanted
	], {
		cwd: folder,
		env: environment,
		signal
	});
	return path.join(folder, "node_modules", name);
}
async function ended(args, where) {
	const child = spawn("npm", args, {
		...where,
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		]
	});
	let said = "";
	child.stderr.on("data", (chunk) => {
		said = `${said}${chunk.toString("utf8")}`.slice(-2e3);
	});
	await new Promise((done, fail) => {
		child.once("error", (error) => {
			if (where.signal.aborted) fail(where.signal.reason);
			else fail(new NpmProblem(error.code === "ENOENT" ? "no-npm" : "npm", error.message, { cause: error }));
		});
		child.once("close", (status) => {
			if (where.signal.aborted) fail(where.signal.reason);
			else if (status === 0) done();
			else fail(new NpmProblem("npm", complaintIn(said)));
		});
	});
}
function complaintIn(said) {
	return said.split("\n").map((line) => line.replace(/^npm (?:error|ERR!)\s*/i, "").trim()).find((line) => line !== "" && !/^(?:code|errno|A complete log)/.test(line)) ?? "it failed";
}
// engine/importer/npm/node-runtime.ts
var runtimeName = "nodejs-runtime";
async function placeNode(tree) {
	const program = path.join(tree, "bin/node");
	await mkdir(path.dirname(program), { recursive: true });
	await copyFile(process.execPath, program);
	await chmod(program, 493);
	const notes = path.join(tree, "share/doc", runtimeName);
	await mkdir(notes, { recursive: true });
	const license = path.join(path.dirname(process.execPath), "../LICENSE");
	await copyFile(license, path.join(notes, "LICENSE")).catch(() => void 0);
	return {
		name: runtimeName,
		version: process.versions.node,
		description: "Runs programs written in JavaScript\n\nThe program `node` alone, without npm.",
		license: "MIT",
		homepage: "https://nodejs.org/"
	};
}
function isWholeNode() {
	const { node_shared: shared } = process.config.variables;
	return shared !== true;
}
// engine/importer/npm/place-payload.ts
var mostBytes = 2e8;
var mostFiles = 5e4;
async function placePayload(fetched, { name, commands }, tree, signal) {
	const place = path.join(tree, "lib/node_modules", name);
	const copying = {
		signal,
		bytes: 0,
		files: 0,
		isNative: false,
		unlicensed: []
	};
	await copyFolder(fetched, place, copying);
	const beside = path.resolve(fetched, ...name.split("/").map(() => ".."));
	for (const other of await packagesIn(beside)) {
		if (other === name) continue;
		await copyFolder(path.join(beside, other), path.join(place, "node_modules", other), copying);
	}
	if (commands.size === 0) throw new NpmProblem("no-command", name);
	await mkdir(path.join(tree, "bin"), { recursive: true });
	for (const [command, file] of commands) {
		await makeRunnable(path.join(place, file), `${command}: ${file}`);
		await symlink(path.posix.join("../lib/node_modules", name, file), path.join(tree, "bin", command));
	}
	return {
		isNative: copying.isNative,
		unlicensed: copying.unlicensed.toSorted()
	};
}
async function copyFolder(from, to, copying) {
	copying.signal.throwIfAborted();
	await mkdir(to, { recursive: true });
	for (const entry of await readdir(from, { withFileTypes: true })) {
		if ([".bin", ".package-lock.json"].includes(entry.name)) continue;
		const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
		if (entry.isDirectory()) await copyFolder(source, target, copying);
		else if (entry.isFile()) await copyOne(source, target, copying);
		else throw new NpmProblem("content", path.relative(path.dirname(from), source));
	}
}
async function copyOne(source, target, copying) {
	const { size, mode } = await lstat(source);
	copying.bytes += size;
	copying.files += 1;
	if (copying.bytes > mostBytes || copying.files > mostFiles) throw new NpmProblem("size", "");
	copying.isNative ||= source.endsWith(".node");
	await copyFile(source, target);
	await chmod(target, (mode & 73) === 0 ? 420 : 493);
	if (path.basename(source) === "package.json" && isPackage(source)) await noteLicense(source, copying);
}
function isPackage(file) {
	return /\/node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file);
}
async function noteLicense(file, { unlicensed }) {
	const name = path.dirname(file).replace(/^.*\/node_modules\//, "");
	try {
		const { license } = JSON.parse(await readFile(file, "utf8"));
		if (licenseOf(license) === "LicenseRef-npm") unlicensed.push(name);
	} catch {
		unlicensed.push(name);
	}
}
async function packagesIn(folder) {
	const names = [];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
		if (!entry.name.startsWith("@")) names.push(entry.name);
		else names.push(...(await readdir(path.join(folder, entry.name))).map((name) => `${entry.name}/${name}`));
	}
	return names.toSorted();
}
async function makeRunnable(file, command) {
	if ((await lstat(file).catch(() => null))?.isFile() !== true) throw new NpmProblem("command", command);
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2) });
		if (bytesRead < 2 || buffer.toString("latin1") !== "#!") throw new NpmProblem("command", command);
	} finally {
		await handle.close();
	}
	await chmod(file, 493);
}
// engine/importer/npm/import-npm.ts
async function importFromNpm(options, signal) {
	const record = await readRecord$3(options);
	const work = await onDisk(tmpdir(), async () => mkdtemp(path.join(tmpdir(), "multios-npm-")));
	try {
		return await onDisk(work, async () => importInto$1(work, record, options, signal));
	} finally {
		await rm(work, {
			recursive: true,
			force: true
		});
	}
}
async function importInto$1(work, record, options, signal) {
	const made = [];
	const refused = [];
	for (const [index, source] of [...new Set(options.names)].entries()) {
		options.report?.(index, options.names.length);
		try {
			const one = await makeOne(path.join(work, String(index)), source, options, signal);
			checkUnpublished(record, one.artifact);
			made.push(one);
		} catch (error) {
			if (!(error instanceof NpmProblem)) throw error;
			refused.push({
				source,
				reason: error.reason,
				detail: error.detail
			});
		}
	}
	const runtime = await runtimeFor(work, record, options, signal);
	const all = [...made.length === 0 ? [] : runtime, ...made.map(({ artifact }) => artifact)];
	const fresh = all.filter((one) => !isPublished(record, one));
	signal.throwIfAborted();
	const files = fresh.map(({ file }) => file);
	const { added } = files.length === 0 ? { added: [] } : await addPackages({
		...options,
		files
	}, signal);
	return {
		imported: added,
		unchanged: all.filter((one) => isPublished(record, one)).map(({ name, version }) => ({
			name,
			version
		})),
		refused,
		unlicensed: made.filter(({ unlicensed }) => unlicensed.length > 0).map(({ artifact, unlicensed }) => ({
			name: artifact.name,
			packages: unlicensed
		})),
		needsRuntime: made.length > 0 && runtime.length === 0 && !hasRuntime(record)
	};
}
async function makeOne(folder, source, options, signal) {
	const wanted = parseWanted(source);
	const name = packageNameOf(wanted.name);
	const fetched = await fetchWithNpm(wanted, path.join(folder, "fetched"), options.environment, signal);
	const text = await readFile(path.join(fetched, "package.json"), "utf8").catch(() => "");
	const described = describe(text, wanted.name);
	const sources = `${folder}.package`;
	const payload = await placePayload(fetched, described, path.join(sources, "src"), signal);
	const artifact = await built(sources, {
		...recipeOf(described, payload.isNative),
		name,
		dependencies: [`${runtimeName} ${described.engine}`.trim()]
	}, options, signal);
	for (const done of [folder, sources]) await rm(done, { recursive: true });
	return {
		artifact,
		unlicensed: payload.unlicensed
	};
}
function recipeOf(described, isNative) {
	const { version, description, license, homepage, repository, keywords } = described;
	return {
		version,
		description,
		license,
		architecture: isNative ? machine$1() : "universal",
		...homepage === null ? {} : { homepage },
		...repository === null ? {} : { source_url: repository },
		tags: [...new Set(keywords)].slice(0, 20),
		origin: {
			kind: "npm",
			source: described.name,
			source_version: version
		}
	};
}
async function runtimeFor(work, record, options, signal) {
	if (record.packages.some((one) => one.name === "nodejs-runtime" && one.version === process.versions.node && one.architecture === machine$1()) || !isWholeNode()) return [];
	const folder = path.join(work, runtimeName);
	return [await built(folder, {
		...await placeNode(path.join(folder, "src")),
		architecture: machine$1()
	}, options, signal)];
}
async function built(source, recipe, { publisher, signer }, signal) {
	const text = stringify({
		maintainer: publisher,
		...recipe
	}, {
		defaultStringType: "QUOTE_DOUBLE",
		defaultKeyType: "PLAIN",
		lineWidth: 0
	});
	await writeFile(path.join(source, "package.yaml"), text);
	const how = {
		format: "tar.zst",
		signer,
		modified: 0,
		preset: 3
	};
	try {
		return await buildPackage({
			source,
			output: `${source}.built`,
			...how
		}, signal);
	} catch (error) {
		if (!(error instanceof EngineError) || error.code !== "recipe/invalid") throw error;
		throw new NpmProblem("recipe", error.facts.problem, { cause: error });
	}
}
function checkUnpublished({ packages }, one) {
	const there = packages.find((other) => isSame(other, one));
	if (there !== void 0 && there.sha256 !== one.sha256) throw new NpmProblem("published", there.path);
}
function isPublished({ packages }, one) {
	return packages.some((other) => isSame(other, one));
}
function isSame(a, b) {
	return a.name === b.name && a.version === b.version && a.architecture === b.architecture;
}
function hasRuntime({ packages }) {
	return packages.some(({ name }) => name === runtimeName);
}
function machine$1() {
	return {
		x64: "x86_64",
		arm64: "arm64",
		riscv64: "riscv64"
	}[process.arch] ?? process.arch;
}
// engine/keys/wrapping-keys.ts
var keychainService = "multios-package-manager";
// engine/keys/keychain.ts
async function loadKeytar() {
	try {
		const { default: keytar } = await import("keytar");
		return keychainKeys("keytar", {
			set: async (account, secret) => keytar.setPassword(keychainService, account, secret),
			get: async (account) => keytar.getPassword(keychainService, account),
			remove: async (account) => void await keytar.deletePassword(keychainService, account)
		});
	} catch (error) {
		if (isMissingModule(error)) return null;
		throw error;
	}
}
async function loadKeyring() {
	try {
		const { AsyncEntry } = await import("@napi-rs/keyring");
		const entry = (account) => new AsyncEntry(keychainService, account, { linux: { store: "secret-service" } });
		return keychainKeys("keyring", {
			set: async (account, secret) => entry(account).setPassword(secret),
			get: async (account) => await entry(account).getPassword() ?? null,
			remove: async (account) => void await entry(account).deleteCredential()
		});
	} catch (error) {
		if (isMissingModule(error)) return null;
		throw error;
	}
}
function keychainKeys(kind, keychain) {
	return {
		kind,
		create: async (account) => {
			const secret = randomBytes(32);
			const text = secret.toString("base64");
			await asked(kind, async () => keychain.set(account, text));
			if (await asked(kind, async () => keychain.get(account)) !== text) throw new EngineError("keystore/unavailable", {
				kind,
				reason: "the keychain did not keep the entry"
			});
			return {
				secret,
				salt: null
			};
		},
		open: async (account) => {
			const text = await asked(kind, async () => keychain.get(account));
			return text === null ? null : Buffer.from(text, "base64");
		},
		remove: async (account) => asked(kind, async () => keychain.remove(account))
	};
}
async function asked(kind, work) {
	try {
		return await work();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const code = /locked|dismiss|prompt/i.test(reason) ? "keystore/locked" : "keystore/unavailable";
		throw new EngineError(code, {
			kind,
			reason
		}, { cause: error });
	}
}
function isMissingModule(error) {
	if (!(error instanceof Error)) return false;
	const code = "code" in error ? error.code : null;
	return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || code === "ERR_DLOPEN_FAILED" || error.message.includes("native binding");
}
// engine/keys/key-file.ts
var Base64 = pipe(string(), base64());
var KeyFile = strictObject({
	format: literal(1),
	name: string(),
	keystore: picklist([
		"keytar",
		"keyring",
		"file"
	]),
	key: pipe(PublicKey, check((key) => usablePublicKey(key) !== null)),
	salt: nullable(Base64),
	nonce: base64Of(12),
	tag: base64Of(16),
	ciphertext: Base64
});
var suffix = ".key.json";
function base64Of(bytes) {
	return pipe(Base64, check((text) => Buffer.from(text, "base64").length === bytes));
}
function keyFilePath(directory, name) {
	return path.join(directory, `${name.replaceAll(":", "=")}${suffix}`);
}
function sealKey(about, privateKey, wrapping) {
	const nonce = randomBytes(12);
	const cipher = createCipheriv("aes-256-gcm", wrapping.secret, nonce);
	cipher.setAAD(boundText(about));
	const der = privateKey.export({
		type: "pkcs8",
		format: "der"
	});
	const ciphertext = Buffer.concat([cipher.update(der), cipher.final()]);
	der.fill(0);
	return {
		format: 1,
		...about,
		salt: wrapping.salt === null ? null : wrapping.salt.toString("base64"),
		nonce: nonce.toString("base64"),
		tag: cipher.getAuthTag().toString("base64"),
		ciphertext: ciphertext.toString("base64")
	};
}
function openKey(file, secret) {
	const decipher = createDecipheriv("aes-256-gcm", secret, Buffer.from(file.nonce, "base64"));
	decipher.setAAD(boundText(file));
	decipher.setAuthTag(Buffer.from(file.tag, "base64"));
	const start = decipher.update(Buffer.from(file.ciphertext, "base64"));
	try {
		const der = Buffer.concat([start, decipher.final()]);
		return createPrivateKey({
			key: der,
			format: "der",
			type: "pkcs8"
		});
	} catch {
		return null;
	}
}
async function listKeyFiles(directory) {
	const files = (await onDisk(directory, async () => readdir(directory).catch(noneWhereMissing))).filter((name) => name.endsWith(suffix)).sort();
	return Promise.all(files.map(async (name) => readKeyFile(path.join(directory, name))));
}
async function writeKeyFile(directory, file) {
	const target = keyFilePath(directory, file.name);
	const temporary = `${target}.${randomBytes(6).toString("hex")}.new`;
	await onDisk(target, async () => {
		await mkdir(directory, {
			recursive: true,
			mode: 448
		});
		try {
			await writeSynced(temporary, `${canonicalJson(file)}\n`);
			await link(temporary, target);
		} catch (error) {
			if (systemCode(error) === "EEXIST") throw new EngineError("key/exists", { keyId: file.name });
			throw error;
		} finally {
			await rm(temporary, { force: true });
		}
	});
}
async function removeKeyFile(directory, name) {
	const target = keyFilePath(directory, name);
	await onDisk(target, async () => unlink(target));
}
async function readKeyFile(file) {
	const text = await onDisk(file, async () => readFile(file, "utf8"));
	try {
		return parse$1(KeyFile, parseJsonStrict(text));
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "not a key file"
		}, { cause: error });
	}
}
async function writeSynced(file, text) {
	const handle = await open(file, "wx", 384);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}
function boundText({ key, name }) {
	return Buffer.from(`multios-key-v1:${key.keyId}:${name}`);
}
function noneWhereMissing(error) {
	if (systemCode(error) === "ENOENT") return [];
	throw error;
}
// engine/keys/passphrase.ts
var cost = {
	N: 2 ** 17,
	r: 8,
	p: 1,
	maxmem: 268435456
};
function passphraseKeys(passphrase) {
	const derived = new Map();
	let fresh = null;
	const secretOf = async (salt) => {
		const name = salt.toString("base64");
		const known = derived.get(name) ?? derive(passphrase, salt);
		derived.set(name, known);
		return Buffer.from(await known);
	};
	return {
		kind: "file",
		create: async () => {
			fresh ??= randomBytes(16);
			return {
				secret: await secretOf(fresh),
				salt: fresh
			};
		},
		open: async (_account, salt) => salt === null ? null : secretOf(salt),
		remove: async () => void 0
	};
}
function requirePassphrase(environment) {
	const passphrase = environment["MULTIOS_KEYSTORE_PASSPHRASE"] ?? "";
	if (passphrase !== "") return passphrase;
	throw new EngineError("keystore/locked", {
		kind: "file",
		reason: "MULTIOS_KEYSTORE_PASSPHRASE is not set"
	});
}
async function derive(passphrase, salt) {
	return new Promise((resolve, reject) => {
		scrypt(passphrase.normalize("NFC"), salt, 32, cost, (error, key) => error === null ? resolve(key) : reject(error));
	});
}
// engine/keys/transfer.ts
var isSealedText = "it is sealed: put its passphrase into MULTIOS_EXPORT_PASSPHRASE";
async function sealForTransfer({ name, key }, privateKey, passphrase) {
	const made = await passphraseKeys(passphrase).create(key.keyId);
	const file = sealKey({
		name,
		keystore: "file",
		key
	}, privateKey, made);
	made.secret.fill(0);
	return `${canonicalJson(file)}\n`;
}
async function openTransferred(text, { source, passphrase }) {
	const privateKey = await openText(text, {
		source,
		passphrase
	});
	if (algorithmOf(privateKey) !== null) return privateKey;
	throw unreadable(source, "it is Ed25519, RSA with 2,048 or 4,096 bits, or ECDSA on P-256 or P-384");
}
async function openText(text, about) {
	if (text.trimStart().startsWith("{")) return openSealed(text, about);
	if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m.test(text)) return openPem(text, about);
	throw unreadable(about.source, "neither an exported key nor a private key in PEM");
}
async function openSealed(text, { source, passphrase }) {
	const file = parseKeyFile(text);
	if (file === null) throw unreadable(source, "not an exported key");
	if (file.keystore !== "file" || file.salt === null) throw unreadable(source, `it can only be opened with the ${file.keystore} that it was made in: export it there`);
	if (passphrase === null) throw unreadable(source, isSealedText);
	const secret = await passphraseKeys(passphrase).open(file.key.keyId, Buffer.from(file.salt, "base64"));
	const privateKey = secret === null ? null : openKey(file, secret);
	secret?.fill(0);
	if (privateKey === null) throw unreadable(source, "the passphrase in MULTIOS_EXPORT_PASSPHRASE does not open it");
	return privateKey;
}
function parseKeyFile(text) {
	try {
		const parsed = safeParse(KeyFile, parseJsonStrict(text));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
function openPem(text, { source, passphrase }) {
	const isSealed = /ENCRYPTED/.test(text);
	if (isSealed && passphrase === null) throw unreadable(source, isSealedText);
	try {
		return createPrivateKey(passphrase === null ? text : {
			key: text,
			format: "pem",
			passphrase
		});
	} catch (error) {
		if (isSealed) throw unreadable(source, "the passphrase in MULTIOS_EXPORT_PASSPHRASE does not open it");
		throw unreadable(source, "not a private key", error);
	}
}
function unreadable(source, problem, cause) {
	return new EngineError("request/invalid", {
		what: "private key",
		value: source,
		problem
	}, { cause });
}
// engine/keys/keystore.ts
var kinds = [
	"keytar",
	"keyring",
	"file"
];
async function openKeystore({ environment, directory }, adapters = systemAdapters(environment)) {
	const chosen = await choose(wantedKind(environment), adapters);
	const open = async (name) => {
		const file = await find(directory, name);
		return openPrivate(directory, file, file.keystore === chosen.kind ? chosen : await choose(file.keystore, adapters));
	};
	return {
		kind: chosen.kind,
		list: async () => (await listKeyFiles(directory)).map(named$1),
		generate: async (name, algorithm) => {
			await checkName(directory, name);
			return keep(directory, chosen, name, await generatePrivateKey(algorithm));
		},
		take: async (name, privateKey) => {
			await checkName(directory, name);
			return keep(directory, chosen, name, privateKey);
		},
		signer: async (name) => signerOf(await open(name)),
		sealed: async (name, passphrase) => sealForTransfer(await find(directory, name), await open(name), passphrase),
		publicKey: async (name) => (await find(directory, name)).key,
		remove: async (name) => {
			const file = await find(directory, name);
			await (file.keystore === chosen.kind ? chosen : await choose(file.keystore, adapters)).remove(file.key.keyId);
			await removeKeyFile(directory, file.name);
		}
	};
}
function systemAdapters(environment) {
	return {
		keytar: loadKeytar,
		keyring: loadKeyring,
		file: async () => passphraseKeys(requirePassphrase(environment))
	};
}
function wantedKind(environment) {
	const wanted = environment["MULTIOS_KEYSTORE"];
	if (wanted === void 0 || wanted === "") return null;
	const kind = kinds.find((known) => known === wanted);
	if (kind !== void 0) return kind;
	throw new EngineError("request/invalid", {
		what: "MULTIOS_KEYSTORE",
		value: wanted,
		problem: "it is one of keytar, keyring and file"
	});
}
async function choose(kind, adapters) {
	const tried = kind === null ? ["keytar", "keyring"] : [kind];
	for (const candidate of tried) {
		const opened = await adapters[candidate]();
		if (opened !== null) return opened;
	}
	throw new EngineError("keystore/unavailable", {
		kind: tried.join(", "),
		reason: "not installed"
	});
}
async function keep(directory, wrapping, name, privateKey) {
	const key = describePublicKey(createPublicKey(privateKey));
	const made = await wrapping.create(key.keyId);
	const file = sealKey({
		name,
		keystore: wrapping.kind,
		key
	}, privateKey, made);
	made.secret.fill(0);
	await writeKeyFile(directory, file);
	return named$1(file);
}
async function openPrivate(directory, file, wrapping) {
	const salt = file.salt === null ? null : Buffer.from(file.salt, "base64");
	const secret = await wrapping.open(file.key.keyId, salt);
	const place = keyFilePath(directory, file.name);
	if (secret === null) throw new EngineError("state/damaged", {
		file: place,
		detail: `its entry in the ${wrapping.kind} is gone`
	});
	const privateKey = openKey(file, secret);
	secret.fill(0);
	if (privateKey === null && wrapping.kind === "file") throw new EngineError("keystore/locked", {
		kind: "file",
		reason: "wrong passphrase"
	});
	if (privateKey === null || signerOf(privateKey).key.keyId !== file.key.keyId) throw new EngineError("state/damaged", {
		file: place,
		detail: "the private key does not open"
	});
	return privateKey;
}
async function find(directory, name) {
	const files = await listKeyFiles(directory);
	const found = files.find((file) => file.name === name) ?? files.find((file) => file.key.keyId === name);
	if (found !== void 0) return found;
	const known = files.map((file) => file.name);
	throw new EngineError("key/not-found", {
		keyId: name,
		nearest: nearest(name, known)
	});
}
async function checkName(directory, name) {
	if (!/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(name)) throw new EngineError("request/invalid", {
		what: "key name",
		value: name,
		problem: "a key name starts with a letter or digit and holds letters, digits, . _ : -"
	});
	if ((await listKeyFiles(directory)).some((file) => file.name === name)) throw new EngineError("key/exists", { keyId: name });
}
function named$1({ name, key, keystore }) {
	return {
		name,
		key,
		keystore
	};
}
// engine/importer/run-command.ts
var mostKept = 268435456;
async function runCommand([program = "", ...args], folder, signal) {
	signal.throwIfAborted();
	const child = spawn(program, args, {
		cwd: folder,
		env: {
			...process.env,
			LC_ALL: "C.UTF-8"
		},
		signal,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const [output, errors] = [kept(child.stdout), kept(child.stderr)];
	const status = await new Promise((resolve) => {
		child.once("error", () => resolve(null));
		child.once("close", resolve);
	});
	signal.throwIfAborted();
	return {
		status,
		output: output(),
		errors: errors()
	};
}
function kept(stream) {
	const pieces = [];
	let size = 0;
	stream.on("data", (piece) => {
		size += piece.length;
		if (size <= mostKept) pieces.push(piece);
	});
	return () => Buffer.concat(pieces).toString("utf8");
}
// engine/importer/fetch-with-apt.ts
async function fetchWithApt(options, signal) {
	const { work, names, architecture } = options;
	const archives = path.join(work, "archives");
	await mkdir(path.join(archives, "partial"), { recursive: true });
	await writeFile(path.join(work, "status"), statusText(architecture, names));
	const { closures, refused } = await solved(options, signal);
	const files = new Map();
	const queue = [...closures];
	for (const closure of queue) {
		const problem = await fetchAll(closure, options, signal);
		if (problem === null) for (const [name, { file }] of closure.files) files.set(name, file);
		else if (closure.names.length === 1) refused.push(refusal(closure.names[0], problem));
		else {
			const apart = await solvedApart(closure.names, options, signal);
			queue.push(...apart.closures);
			refused.push(...apart.refused);
		}
	}
	const said = await recordsOf([...files.keys()], options, signal);
	return {
		jobs: [...files].map(([name, file]) => {
			const { tags = "", section = "" } = said.get(name) ?? {};
			return {
				kind: "file",
				file: path.join(archives, file),
				tags,
				section
			};
		}),
		refused
	};
}
function refusal(source, detail) {
	return {
		kind: "refused",
		source,
		reason: "apt",
		detail
	};
}
function statusText(architecture, asked) {
	const stanza = ([name, provides]) => [
		`Package: ${name}`,
		"Status: install ok installed",
		`Version: ${standInVersion}`,
		`Architecture: ${architecture}`,
		"Multi-Arch: foreign",
		"Maintainer: nobody",
		"Description: stands in for what the machine has",
		...provides.length === 0 ? [] : [`Provides: ${provides.join(", ")}`]
	].join("\n");
	return `${Object.entries(standIns).filter(([name]) => !asked.includes(name)).map(stanza).join("\n\n")}\n`;
}
var askable = /^[a-z0-9][a-z0-9+.-]*[a-z0-9+.](?:[=/:][A-Za-z0-9.:~+-]+)?$/;
async function solved(options, signal) {
	const names = options.names.filter((name) => askable.test(name));
	const refused = options.names.filter((name) => !askable.test(name)).map((name) => refusal(name, "no name"));
	if (names.length === 0) return {
		closures: [],
		refused
	};
	const all = await closureOf([...names, ...essentials], options, signal);
	if (!("problem" in all)) return {
		closures: [{
			...all,
			names
		}],
		refused
	};
	const apart = await solvedApart(names, options, signal);
	return {
		closures: apart.closures,
		refused: [...refused, ...apart.refused]
	};
}
async function solvedApart(names, options, signal) {
	const closures = [];
	const refused = [];
	for (const name of names) {
		const one = await closureOf([name, ...essentials], options, signal);
		if ("problem" in one) refused.push(refusal(name, one.problem));
		else closures.push({
			...one,
			names: [name]
		});
	}
	return {
		closures,
		refused
	};
}
async function closureOf(names, options, signal) {
	const first = await filesFor(names, options, signal);
	if ("problem" in first) return first;
	const needed = neededBesides.filter(([name, other]) => first.files.has(name) && !first.files.has(other));
	if (needed.length === 0) return first;
	return filesFor([...names, ...needed.map(([, other]) => other)], options, signal);
}
async function filesFor(names, options, signal) {
	const words = [
		...install(options),
		"--print-uris",
		"--",
		...names
	];
	const { status, output, errors } = await runCommand(words, options.work, signal);
	if (status !== 0) return { problem: status === null ? "there is no apt-get" : lastComplaint(errors) };
	const files = new Map();
	for (const line of output.split("\n")) {
		const match = /^'[^']+' (\S+) \d+ SHA256:([0-9a-f]{64})$/.exec(line);
		if (match === null) continue;
		const [, file = "", sha256 = ""] = match;
		files.set(file.slice(0, file.indexOf("_")), {
			file,
			sha256
		});
	}
	return {
		files,
		solved: names
	};
}
function install(options) {
	const recommends = options.recommends ? "--install-recommends" : "--no-install-recommends";
	return [
		...aptGet(options),
		"-qq",
		"--yes",
		recommends,
		"install"
	];
}
function aptGet({ work, architecture }) {
	const settings = {
		"APT::Architecture": architecture,
		"Dir::State::status": path.join(work, "status"),
		"Dir::State::extended_states": path.join(work, "extended_states"),
		"Dir::Cache::archives": `${path.join(work, "archives")}/`,
		"Dir::Cache::pkgcache": path.join(work, "pkgcache.bin"),
		"Dir::Cache::srcpkgcache": "",
		"Debug::NoLocking": "1",
		"Acquire::ForceHash": "SHA256",
		"APT::Sandbox::User": "root"
	};
	return ["apt-get", ...Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
}
function lastComplaint(errors) {
	return errors.split("\n").filter((line) => line.startsWith("E: ")).at(0)?.slice(3) ?? (errors.trim().split("\n").at(-1) || "apt-get failed");
}
async function fetchAll(closure, options, signal) {
	const archives = path.join(options.work, "archives");
	const files = [...closure.files.values()];
	for (const { file, sha256 } of files) {
		const cached = path.join("/var/cache/apt/archives", file);
		const [there, isSame] = [existsSync(path.join(archives, file)), await hasDigest(cached, sha256)];
		if (!there && isSame) await symlink(cached, path.join(archives, file));
	}
	if (files.every(({ file }) => existsSync(path.join(archives, file)))) return null;
	const words = [
		...install(options),
		"--download-only",
		"--",
		...closure.solved
	];
	const { status, errors } = await runCommand(words, options.work, signal);
	return status === 0 ? null : lastComplaint(errors);
}
async function hasDigest(file, sha256) {
	return existsSync(file) && await hashFile(file).catch(() => "") === sha256;
}
async function recordsOf(names, options, signal) {
	const [, ...settings] = aptGet(options);
	const words = [
		"apt-cache",
		...settings,
		"show",
		"--no-all-versions",
		"--",
		...names
	];
	const { output } = await runCommand(words, options.work, signal);
	return new Map(parseStanzas(output).map((stanza) => [stanza.get("package") ?? "", {
		tags: stanza.get("tag") ?? "",
		section: stanza.get("section") ?? ""
	}]));
}
// engine/importer/missing-relations.ts
async function missingRelations(folder, names, signal) {
	const packages = ((await readRecordIfThere(path.resolve(folder)))?.packages ?? []).filter(({ revoked }) => revoked === void 0);
	const manifests = await mapConcurrently(packages, 16, async ({ path: place }) => readNeeding(path.resolve(folder, place)), signal);
	const offers = offersOf(manifests);
	return manifests.filter(({ name }) => names.has(name)).map(({ name, dependencies }) => {
		return {
			name,
			relations: dependencies.filter((text) => !isFulfilled(text, offers))
		};
	}).filter(({ relations }) => relations.length > 0);
}
async function readNeeding(artifact) {
	return JSON.parse(await readFile(manifestPathBeside(artifact), "utf8"));
}
function offersOf(manifests) {
	const offers = new Map();
	const offer = (name, version) => {
		offers.set(name, [...offers.get(name) ?? [], version]);
	};
	for (const { name, version, provides } of manifests) {
		offer(name, version);
		for (const text of provides) {
			const provision = parseProvision(text);
			if (!isProblem$1(provision)) offer(provision.name, provision.version);
		}
	}
	return offers;
}
function isFulfilled(text, offers) {
	const relation = parseRelation(text);
	if (isProblem$1(relation)) return false;
	return relation.alternatives.some(({ name, constraints }) => (offers.get(name) ?? []).some((version) => version === null ? constraints.length === 0 : satisfies(version, constraints, "debian")));
}
// engine/importer/runtime-packages.ts
async function buildRuntime(work, publisher, signal) {
	const provides = Object.entries(standIns).flatMap(([name, others]) => [`${name} = ${standInVersion}`, ...others.map((other) => `${other} = ${standInVersion}`)]);
	const host = {
		name: hostName,
		description: "Stands in for what administers the machine\n\nImported software finds these on the machine itself.",
		provides: [...new Set(provides)]
	};
	const base = {
		name: baseName,
		description: "The essential system below imported software\n\nIts shell, its tools and its terminals.",
		dependencies: [hostName, ...essentials.map(orItsOther)]
	};
	const built = [];
	for (const one of [host, base]) built.push(await build(one, {
		work,
		publisher
	}, signal));
	return built;
}
function orItsOther(name) {
	const other = othersOf[name];
	return other === void 0 ? name : `${name} | ${other}`;
}
async function build(recipe, { work, publisher }, signal) {
	const folder = path.join(work, recipe.name);
	const note = path.join(folder, "src/usr/share/doc", recipe.name);
	await mkdir(note, { recursive: true });
	await writeFile(path.join(note, "README"), `${String(recipe["description"])}\n`);
	const whole = {
		version: "2",
		version_scheme: "debian",
		architecture: "universal",
		maintainer: publisher,
		license: "MIT",
		...recipe
	};
	const text = stringify(whole, {
		defaultStringType: "QUOTE_DOUBLE",
		defaultKeyType: "PLAIN",
		lineWidth: 0
	});
	await writeFile(path.join(folder, "package.yaml"), text);
	const made = await buildPackage({
		source: folder,
		output: path.join(work, "built"),
		format: "tar.zst",
		signer: null,
		modified: 0,
		preset: 0
	}, signal);
	await rm(folder, { recursive: true });
	return made;
}
// engine/importer/import-packages.ts
var machines = {
	x64: {
		debian: "amd64",
		usual: "x86_64"
	},
	arm64: {
		debian: "arm64",
		usual: "arm64"
	},
	riscv64: {
		debian: "riscv64",
		usual: "riscv64"
	}
};
async function importPackages(options, signal) {
	const record = await readRecord$3(options);
	const work = await onDisk(tmpdir(), async () => mkdtemp(path.join(tmpdir(), "multios-import-")));
	try {
		return await onDisk(work, async () => importInto(work, record, options, signal));
	} finally {
		await rm(work, {
			recursive: true,
			force: true
		});
	}
}
async function repositoryNameIn(folder) {
	const record = await readRecordIfThere(folder);
	if (record !== null) return record.name;
	throw new EngineError("repository/not-found", {
		name: folder,
		nearest: []
	});
}
async function importInto(work, record, options, signal) {
	await mkdir(path.join(work, "built"));
	const sandbox = await findSandbox({
		architecture: machine().usual,
		environment: options.environment
	}, work, signal);
	const paths = new Set(record.packages.map((one) => one.path));
	const settings = {
		work,
		architecture: machine().debian,
		publisher: options.publisher,
		published: {
			folder: path.resolve(options.path),
			paths
		},
		exclusions: options.exclusions ?? [],
		sandbox: sandbox.kind === "works" ? sandbox.sandbox : null
	};
	const { jobs, refused } = await jobsOf(settings, options, signal);
	const { threads = availableParallelism(), report = () => void 0 } = options;
	const sizes = await Promise.all(jobs.map(sizeOf));
	const total = sizes.reduce((sum, size) => sum + size, 0);
	let ended = 0;
	const done = (index) => report(ended += sizes[index] ?? 0, total);
	const outcomes = await importInThreads(jobs, {
		settings,
		count: threads,
		done
	}, signal);
	const sorted = sort(jobs, outcomes, record);
	const runtime = outcomes.some(({ kind }) => kind === "built") ? await buildRuntime(work, options.publisher, signal) : [];
	const fresh = [...sorted.built.map(({ artifact }) => artifact), ...runtime];
	for (const artifact of fresh) await sign$1(artifact, options.signer);
	signal.throwIfAborted();
	const { added } = await addPackages({
		...options,
		files: fresh.map(({ file }) => file)
	}, signal);
	const names = [...added, ...sorted.unchanged].map(({ name }) => name);
	return {
		imported: added,
		unchanged: sorted.unchanged,
		refused: [...refused.map(({ source, reason, detail }) => ({
			source,
			reason,
			detail
		})), ...sorted.refused],
		...reported(sorted.built),
		missing: await missingRelations(options.path, new Set(names), signal),
		untraced: sandbox.kind === "works" ? null : sandbox.detail
	};
}
function machine() {
	return machines[process.arch] ?? {
		debian: process.arch,
		usual: process.arch
	};
}
async function jobsOf({ work, architecture }, { sources }, signal) {
	switch (sources.kind) {
		case "files": return {
			jobs: [...new Set(sources.files.map((file) => path.resolve(file)))].map((file) => ({
				kind: "file",
				file,
				tags: "",
				section: ""
			})),
			refused: []
		};
		case "apt": return fetchWithApt({
			...sources,
			work,
			architecture
		}, signal);
		case "installed": return installedJobs(sources.names);
	}
}
function sort(jobs, outcomes, record) {
	const built = [];
	const unchanged = [];
	const refused = [];
	for (const [index, outcome] of outcomes.entries()) {
		const source = sourceOf(jobs[index]);
		if (outcome.kind === "refused") refused.push({
			source,
			reason: outcome.reason,
			detail: outcome.detail
		});
		else if (outcome.kind === "unchanged") unchanged.push(named(outcome));
		else {
			const { artifact } = outcome;
			const there = [...record.packages, ...built.map(asPublished)].find(({ name, version, architecture }) => name === artifact.name && version === artifact.version && architecture === artifact.architecture);
			if (there === void 0) built.push(outcome);
			else if (there.sha256 === artifact.sha256) unchanged.push(named(artifact));
			else refused.push({
				source,
				reason: "published",
				detail: there.path
			});
		}
	}
	return {
		built,
		unchanged,
		refused
	};
}
function asPublished({ artifact }) {
	const { name, version, architecture, sha256, file } = artifact;
	return {
		name,
		version,
		architecture,
		sha256,
		path: path.basename(file)
	};
}
async function sizeOf(job) {
	if (job.kind === "installed") return 1024 * (Number(new Map(job.control).get("installed-size")) || 1);
	return stat(job.file).then(({ size }) => size, () => 0);
}
function sourceOf(job) {
	return job.kind === "file" ? path.basename(job.file) : new Map(job.control).get("package") ?? "";
}
function named({ name, version }) {
	return {
		name,
		version
	};
}
function reported(built) {
	const paths = (of) => built.filter((one) => one[of].length > 0).map((one) => ({
		name: one.artifact.name,
		paths: one[of]
	}));
	const dropped = built.filter((one) => one.dropped.length > 0).map((one) => ({
		name: one.artifact.name,
		relations: one.dropped
	}));
	return {
		stripped: paths("stripped"),
		leftOut: paths("leftOut"),
		dropped
	};
}
async function sign$1({ file, manifestSha256 }, signer) {
	await publishBytes(signaturePath(file), envelopeBytes(await signManifest(manifestSha256, signer)));
}
export { addPackages, buildPackage, buildRepository, checkAuditFile, checkOpenPgpKey, createRepository, createSigner, createSkeleton, createWithOfflineRoot, findPlaces, importAdvisories, importFromNpm, importPackages, isSignedWithOpenPgp, lintApp, newestCheckpoint, openKeystore, openTransferred, publishRepository, publishRoot, repositoryNameIn, revokePublisherKey, rotateKeys, setPublisher, signPackage, signPendingRoot, signPendingTargets, signRepositoryAdvisories, signSuccession, signWithOpenPgp, syncDirectory, verifyEnvelope, verifyPackage, yankRelease };

//# sourceMappingURL=publishing-81jm6dzG.js.map