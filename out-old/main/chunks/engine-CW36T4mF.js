import { $ as fold, $r as pick, Ar as array, At as useThread, Bn as canonicalJson, Br as literal, Cr as ReleaseUrgency, Ct as countReleases, Dt as inThread, En as matchesPattern, Et as digestsIn, Fn as isSignedWith, Fr as getDotPath, G as keywordsOf, Gn as Revocation, Gr as minValue, Hn as NamePattern, Hr as maxLength, Ir as integer, J as cardAt, Jt as maintainerName, K as mediaTypesOf, Kr as null_, Ln as JsonRefused, Mn as usablePublicKey, Mr as boolean, Mt as removeSource, Nr as check$2, Pr as custom, Q as lettersOf, Qn as compareVersions, Rn as parseJsonStrict, Rr as isoTimestamp, Si as failureOf, U as packedIndex, Ur as maxValue, Ut as recordAt, W as readPacked, Wr as minLength, Wt as mediaName, X as firstLine, Xr as object, Yr as number$2, Z as countBits$1, Zr as optional$1, _ as isMadeForUsr, _i as freeBytes, _t as sizeBucketOf, a as mapConcurrently, ai as safeParse, at as fields, bi as toDiskFailure, br as ratingLevels, bt as advisoryFileIn, c as pictureSize, ci as string, cn as openCatalog, ct as worthOf, dn as openDatabase, dr as Manifest, dt as dayOf, ei as picklist, er as isVersion, et as slugOf, f as stageRelease, fi as union, fr as Origin$1, g as commandsOf, gi as diskFailureBehind, gr as manifestPath, gt as roles, h as commandPaths, hi as variant, hr as VersionSchemeName, ht as roleIn, i as isAbort, ii as safeInteger, in as Justification, it as callingFields, j as collisionKey, jt as workerFile, kr as urlKinds, l as editDistance$1, ln as guarded, lr as FileEntry, lt as ageBucketOf, m as commandFolders, mr as Sha256, mt as millisecondsOfDay, n as systemWords, ni as record$1, nn as parseConstraints, o as unlessAborted, on as VexStatus, ot as shortFields, p as commandAt, pn as openIndex, pr as PackageName, pt as isVerified, q as roleOf, qr as nullable, qt as keysFor, r as once$1, ri as regex, rn as satisfies, rt as bestFieldOf, s as maximumPixels, si as strictObject, sn as dropDamagedCatalog, st as tellingFields, t as systemFolders, ti as pipe, tn as isProblem, tt as soughtWords, u as nearest, ui as trim, un as keepToOurselves, ur as Launchable, ut as ageBuckets, vi as onDisk, vt as sizeBuckets, wr as appFacts, wt as isMadeOf, xi as EngineError, yi as systemCode, yr as ratingAttributes, yt as standingIn, zn as byCodePoint, zr as lazy } from "./shared-DyOnH0nz.js";
import { d as lengthsIn, n as openPool } from "./pool-DF47mPGs.js";
import { a as whyInstalled, i as hiddenReleases, n as usualBudget, o as neededNames, r as checkInstalled$1, s as Admission, t as resolve } from "./solver-Dw6LybCM.js";
import { availableParallelism, constants, homedir, userInfo } from "node:os";
import path from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { access, chmod, constants as constants$1, copyFile, link, lstat, mkdir, open, readFile, readdir, readlink, rename, rm, rmdir, stat, symlink, unlink, utimes, writeFile } from "node:fs/promises";
import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import fs, { chmodSync, closeSync, constants as constants$2, copyFileSync, createReadStream, existsSync, fchmodSync, fstatSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, opendirSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, renameSync, rmSync, rmdirSync, statSync, symlinkSync, unlinkSync, watch, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createHash, hash, randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { EventEmitter } from "node:events";
import { setImmediate, setTimeout as setTimeout$1 } from "node:timers/promises";
import childProcess, { execFile, spawn } from "node:child_process";
import process$1 from "node:process";
import { performance as performance$1 } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
// engine/download/reserved.ts
var nobodys = blockList([
	"0.0.0.0",
	8,
	"ipv4"
], [
	"169.254.0.0",
	16,
	"ipv4"
], [
	"224.0.0.0",
	3,
	"ipv4"
], [
	"::",
	128,
	"ipv6"
], [
	"fe80::",
	10,
	"ipv6"
], [
	"ff00::",
	8,
	"ipv6"
]);
var thisMachine = blockList([
	"127.0.0.0",
	8,
	"ipv4"
], [
	"::1",
	128,
	"ipv6"
]);
function isNobodys(host) {
	return isIn(nobodys, host.replace(/^\[(.*)\]$/, "$1"));
}
function guardedLookup(lookup$1 = lookup) {
	return (name, options, answer) => {
		lookup$1(name, {
			...options,
			all: true
		}, (error, addresses) => {
			const [first] = addresses;
			const refused = error ?? refusalOf$2(name, addresses);
			if (refused !== null || first === void 0) answer(refused, "", 0);
			else if (options.all === true) answer(null, addresses);
			else answer(null, first.address, first.family);
		});
	};
}
function refusalOf$2(name, addresses) {
	const isHere = ({ address }) => name !== "localhost" && isIn(thisMachine, address);
	const bad = addresses.find((one) => isIn(nobodys, one.address) || isHere(one));
	if (bad === void 0) return null;
	return Object.assign(new Error(`${name} leads to ${bad.address}`), { code: "ERESERVED" });
}
function isIn(list, address) {
	const family = isIP(address);
	return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
}
function blockList(...nets) {
	const list = new BlockList();
	for (const [net, prefix, family] of nets) list.addSubnet(net, prefix, family);
	return list;
}
// engine/download/address.ts
var loopback = new Set([
	"127.0.0.1",
	"[::1]",
	"localhost"
]);
function parseRepositoryUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : null;
	const problem = url === null ? "not-an-address" : problemOf$3(url);
	if (url === null || problem !== null) throw new EngineError("request/invalid", {
		what: "repository-url",
		value: text,
		problem: problem ?? "not-an-address"
	});
	if (!url.pathname.endsWith("/")) url.pathname += "/";
	return url;
}
function parseFileUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : null;
	const problem = url === null ? "not-an-address" : refusalOf$1(["https:", "http:"], url);
	if (url !== null && problem === null) return url;
	throw new EngineError("request/invalid", {
		what: "address",
		value: text,
		problem: problem ?? "not-an-address"
	});
}
function refusalOf$1(schemes, url) {
	if (!schemes.includes(url.protocol)) return "scheme";
	if (isNobodys(url.hostname)) return "reserved";
	if (url.protocol === "http:" && !loopback.has(url.hostname)) return "plain-http";
	return url.username === "" && url.password === "" ? null : "credentials";
}
function problemOf$3(url) {
	const refusal = refusalOf$1([
		"https:",
		"http:",
		"file:"
	], url);
	if (refusal !== null) return refusal;
	return [[url.protocol === "file:" && url.hostname !== "", "file-host"], [url.search !== "" || url.hash !== "", "query"]].find(([applies]) => applies)?.[1] ?? null;
}
function resolveInside(base, file) {
	const encoded = file.split("/").map((part) => {
		if (part === "" || part === "." || part === "..") throw new EngineError("trust/metadata", {
			repository: base,
			file,
			reason: "format",
			detail: "path"
		});
		return encodeURIComponent(part);
	});
	return new URL(encoded.join("/"), base).href;
}
// engine/download/transport.ts
var slowest = 64;
function systemTransport({ idleTimeout, lookup }) {
	let opened = null;
	const agent = async () => opened ??= guardedAgent(lookup);
	return { open: async (url, offset, signal) => url.startsWith("file:") ? openFile(url, offset) : openHttp(url, {
		offset,
		idleTimeout,
		agent: await agent()
	}, signal) };
}
async function guardedAgent(lookup) {
	return new (await (import("undici"))).Agent({ connect: { lookup: guardedLookup(lookup) } });
}
async function openFile(url, offset) {
	const path = fileURLToPath(url);
	const status = await stat(path).catch((error) => {
		if (error.code === "ENOENT" || error.code === "ENOTDIR") throw new EngineError("network/status", {
			url,
			status: 404
		}, { cause: error });
		throw new EngineError("network/unreachable", {
			url,
			reason: error.code ?? error.message
		}, { cause: error });
	});
	if (!status.isFile()) throw new EngineError("network/status", {
		url,
		status: 404
	});
	const start = offset <= status.size ? offset : 0;
	return {
		chunks: createReadStream(path, { start }),
		total: status.size,
		offset: start
	};
}
async function openHttp(url, { offset, idleTimeout, agent }, signal) {
	const { request } = await import("undici");
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(new Error("late")), idleTimeout * 1e3);
	try {
		const response = await request(url, {
			dispatcher: agent,
			signal: AbortSignal.any([signal, late.signal]),
			headersTimeout: idleTimeout * 1e3,
			bodyTimeout: idleTimeout * 1e3,
			headers: headersFrom(offset)
		});
		if (response.statusCode === 416 && offset > 0) {
			response.body.on("error", () => void 0).destroy();
			return await openHttp(url, {
				offset: 0,
				idleTimeout,
				agent
			}, signal);
		}
		if (response.statusCode !== 200 && response.statusCode !== 206) {
			response.body.on("error", () => void 0).destroy();
			throw new EngineError("network/status", {
				url,
				status: response.statusCode
			});
		}
		const start = response.statusCode === 206 ? offset : 0;
		const length = Number(response.headers["content-length"]);
		return {
			chunks: named$1(response.body, {
				url,
				idleTimeout
			}, signal),
			total: Number.isSafeInteger(length) ? start + length : null,
			offset: start
		};
	} catch (error) {
		throw late.signal.aborted && !signal.aborted ? timedOut(error, {
			url,
			idleTimeout
		}) : asNetworkFailure(error, {
			url,
			idleTimeout
		}, signal);
	} finally {
		clearTimeout(timer);
	}
}
function headersFrom(offset) {
	return {
		"user-agent": "multios-software-center",
		"accept-encoding": "identity",
		...offset > 0 ? { range: `bytes=${offset}-` } : {}
	};
}
async function* named$1(body, about, signal) {
	const check = paceCheck(about);
	try {
		for await (const chunk of body) {
			check(chunk.length);
			yield chunk;
		}
	} catch (error) {
		throw asNetworkFailure(error, about, signal);
	}
}
function paceCheck(about) {
	let since = performance.now();
	let received = 0;
	return (bytes) => {
		received += bytes;
		const seconds = (performance.now() - since) / 1e3;
		if (seconds < about.idleTimeout) return;
		if (received < seconds * slowest) throw timedOut(null, about);
		since = performance.now();
		received = 0;
	};
}
function asNetworkFailure(error, { url, idleTimeout }, signal) {
	if (signal.aborted) return signal.reason;
	if (error instanceof EngineError || !(error instanceof Error)) return error;
	const code = "code" in error ? String(error.code) : "";
	if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") return timedOut(error, {
		url,
		idleTimeout
	});
	return new EngineError("network/unreachable", {
		url,
		reason: code || error.message
	}, { cause: error });
}
function timedOut(cause, { url, idleTimeout }) {
	return new EngineError("network/timeout", {
		url,
		seconds: idleTimeout
	}, { cause });
}
// engine/trust/limits.ts
var limits = {
	root: 512e3,
	timestamp: 16384,
	snapshot: 2e6,
	targets: 5e6,
	index: 1e8,
	indexUnpacked: 4e8,
	indexExpansion: 200,
	indexSmall: 16e6,
	signature: 65536,
	manifest: 1e8,
	media: 8388608
};
// engine/download/read-bytes.ts
var TooLong = class extends Error {
	constructor(limitOfBytes) {
		super(`more than ${limitOfBytes} bytes`);
		this.name = "TooLong";
	}
};
async function readBytes$1(transport, url, limit, signal) {
	const incoming = await transport.open(url, 0, signal);
	const parts = [];
	let received = 0;
	for await (const chunk of incoming.chunks) {
		signal.throwIfAborted();
		received += chunk.length;
		if (received > limit) throw new TooLong(limit);
		parts.push(chunk);
	}
	return Buffer.concat(parts, received);
}
// engine/api/client.ts
var OperationFailed = class extends Error {
	failure;
	constructor(failure, options) {
		super(failure.code, options);
		this.name = "OperationFailed";
		this.failure = failure;
	}
};
// engine/model/audit.ts
var Digest = pipe(string(), regex(/^[0-9a-f]{64}$/));
var AuditFacts = record$1(string(), union([
	string(),
	pipe(number$2(), safeInteger()),
	boolean(),
	null_(),
	array(string())
]));
var AuditActor = strictObject({
	uid: nullable(number$2()),
	user: string(),
	sudo: optional$1(string()),
	host: string(),
	session: optional$1(string())
});
var AuditOutcome = picklist([
	"begun",
	"done",
	"failed",
	"cancelled",
	"unrecorded"
]);
var AuditEvent = strictObject({
	at: string(),
	actor: AuditActor,
	command: string(),
	action: string(),
	object: AuditFacts,
	outcome: AuditOutcome,
	rule: optional$1(string()),
	planDigest: optional$1(Digest),
	failure: optional$1(strictObject({
		code: string(),
		facts: AuditFacts
	}))
});
var place = {
	seq: pipe(number$2(), safeInteger(), minValue(0)),
	prev: Digest
};
var AuditEntry = strictObject({
	...place,
	...AuditEvent.entries
});
var AuditCheckpoint = strictObject({
	...place,
	checkpoint: string()
});
var AuditProblem = picklist([
	"format",
	"missing",
	"inserted",
	"changed",
	"signature",
	"key"
]);
// engine/api/operation.ts
var usuallyLargest = 1e6;
function operation(kind, about, input, output) {
	const consent = () => kind === "reads" ? "none" : "always";
	return {
		kind,
		about,
		input,
		output,
		consent,
		largest: usuallyLargest
	};
}
function largest$1(characters, row) {
	return {
		...row,
		largest: characters
	};
}
function asking(consent, row) {
	return {
		...row,
		consent
	};
}
// engine/api/audit-operations.ts
var Moment$1 = pipe(string(), maxLength(40), check$2((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)), "a moment of ISO 8601"));
var AuditList = strictObject({
	entries: array(AuditEntry),
	more: boolean()
});
var Vouched = strictObject({
	size: pipe(number$2(), safeInteger(), minValue(0)),
	root: pipe(string(), maxLength(100))
});
var AuditVerification = strictObject({
	lines: number$2(),
	entries: number$2(),
	checkpoint: nullable(strictObject({
		...Vouched.entries,
		verifier: string()
	})),
	unsigned: number$2(),
	isTorn: boolean(),
	bad: nullable(strictObject({
		file: string(),
		line: number$2(),
		problem: AuditProblem
	}))
});
var auditOperations = {
	"audit.list": operation("reads", "What was changed, refused and trusted here, and by whom.", strictObject({
		since: optional$1(Moment$1),
		action: optional$1(pipe(string(), regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/, "such as plan.apply, or plan"))),
		limit: optional$1(pipe(number$2(), safeInteger(), minValue(1), maxValue(1e4)), 100)
	}), AuditList),
	"audit.verify": operation("reads", "Checks the audit log against its chain, its checkpoints and the state database.", strictObject({ kept: optional$1(pipe(array(Vouched), maxLength(100)), []) }), AuditVerification),
	"audit.export": operation("reads", "Lines of the audit log as they are, from `from` on, about a megabyte at a time.", strictObject({ from: optional$1(pipe(number$2(), safeInteger(), minValue(0)), 0) }), strictObject({
		text: string(),
		next: nullable(number$2())
	}))
};
// engine/model/policy.ts
var Line$4 = pipe(string(), minLength(1), maxLength(1e3));
var PolicyOwner = picklist(["administrator", "person"]);
var PolicyReason = picklist([
	"repository",
	"insecure",
	"user-added",
	"namespace",
	"publisher",
	"publisher-key",
	"package",
	"default",
	"scripts",
	"delay",
	"downgrade",
	"protected",
	"installed-size",
	"download-size",
	"role",
	"schedule"
]);
var PolicyVerdict = strictObject({
	decision: picklist([
		"allow",
		"deny",
		"ask"
	]),
	owner: PolicyOwner,
	file: Line$4,
	rule: Line$4,
	reason: PolicyReason,
	note: nullable(Line$4),
	approval: optional$1(strictObject({
		id: Line$4,
		until: nullable(pipe(string(), isoTimestamp()))
	})),
	opens: optional$1(pipe(string(), isoTimestamp()))
});
// engine/model/unexported.ts
var SkipReason = picklist([
	"foreign",
	"edited",
	"other-program",
	"linked-folder",
	"no-folder",
	"denied",
	"unreadable",
	"not-an-application",
	"no-command"
]);
var Unexported = strictObject({
	kind: picklist([
		"entry",
		"icon",
		"command"
	]),
	package: PackageName,
	path: string(),
	reason: SkipReason
});
// engine/model/urgency.ts
var Severity = picklist([
	"critical",
	"high",
	"medium",
	"low",
	"unknown"
]);
var Risk = strictObject({
	severity: Severity,
	score: nullable(number$2()),
	vector: nullable(string()),
	epss: nullable(strictObject({
		score: number$2(),
		percentile: number$2(),
		date: nullable(string())
	})),
	kev: nullable(strictObject({
		added: string(),
		due: nullable(string()),
		ransomware: boolean()
	}))
});
var Urgency = variant("kind", [
	strictObject({
		kind: literal("exploited"),
		advisory: string(),
		due: nullable(string())
	}),
	strictObject({
		kind: literal("likely"),
		advisory: string(),
		epss: number$2()
	}),
	strictObject({
		kind: literal("score"),
		advisory: string(),
		score: number$2()
	}),
	strictObject({
		kind: literal("percentile"),
		advisory: string(),
		percentile: number$2()
	}),
	strictObject({
		kind: literal("severity"),
		advisory: string(),
		severity: Severity
	})
]);
// engine/model/license-kind.ts
var licenseKinds = [
	"permissive",
	"weak-copyleft",
	"copyleft",
	"proprietary",
	"unknown"
];
var families$1 = [
	[/^(?:LGPL|MPL|EPL|CDDL|CPL|CECILL-C|EUPL|MS-RL|OSL|IPL|LPPL|GFDL|CC-BY-SA)-/, "weak-copyleft"],
	[/^(?:GPL|AGPL|CECILL-[12]|SSPL|Sleepycat)/, "copyleft"],
	[/^(?:MIT|BSD|Apache|ISC|Zlib|zlib|Unlicense|CC0|CC-BY|0BSD|BSL|Artistic|PSF|Python|Ruby|PostgreSQL|OFL|X11|WTFPL|NCSA|curl|HPND|Vim|TCL|OpenSSL|BlueOak|UPL|AFL|Unicode|JSON|FTL|IJG|Libpng|libpng|public-domain|Boehm|FSFAP|bzip2)/, "permissive"],
	[/^LicenseRef-proprietary/, "proprietary"]
];
function licenseKind(expression) {
	return expression.split(/\s+OR\s+/).map((choice) => strictest$1(choice)).toSorted((a, b) => order$1(a) - order$1(b))[0] ?? "unknown";
}
function strictest$1(choice) {
	return choice.split(/\s+AND\s+/).map((id) => kindOf$1(id.replaceAll(/[()]/g, "").replace(/\s+WITH\s+.*$/, "").trim())).toSorted((a, b) => order$1(b) - order$1(a))[0] ?? "unknown";
}
function kindOf$1(id) {
	return families$1.find(([form]) => form.test(id))?.[1] ?? "unknown";
}
function order$1(kind) {
	return licenseKinds.indexOf(kind);
}
// engine/api/app-details.ts
var Fit = nullable(appFacts.requires.wrapped);
var AppDetails = strictObject({
	appId: string(),
	developerId: nullable(string()),
	contentRating: nullable(strictObject({
		age: number$2(),
		attributes: array(strictObject({
			id: picklist(ratingAttributes),
			level: picklist(ratingLevels)
		}))
	})),
	licenseKind: picklist(licenseKinds),
	metadataLicense: nullable(string()),
	keywords: array(string()),
	urls: array(strictObject({
		kind: picklist(urlKinds),
		url: string()
	})),
	mediaTypes: array(string()),
	requires: Fit,
	recommendsFit: Fit,
	supports: Fit,
	branding: nullable(strictObject({
		light: nullable(string()),
		dark: nullable(string())
	})),
	extends: array(string()),
	addOns: array(strictObject({
		name: string(),
		title: string(),
		summary: string(),
		icon: nullable(string()),
		installed: boolean()
	})),
	endOfLife: nullable(string()),
	screenshots: array(strictObject({
		source: string(),
		caption: string(),
		width: nullable(number$2()),
		height: nullable(number$2())
	})),
	releases: array(strictObject({
		version: string(),
		date: string(),
		notes: string(),
		urgency: nullable(ReleaseUrgency),
		url: nullable(string()),
		issues: array(strictObject({
			id: string(),
			url: nullable(string())
		}))
	}))
});
// engine/api/trust-proof.ts
var TrustProof = strictObject({
	kind: picklist([
		"root",
		"timestamp",
		"snapshot",
		"targets",
		"delegation",
		"releases",
		"index",
		"manifest",
		"publisher",
		"artifact",
		"file"
	]),
	title: string(),
	fingerprint: nullable(Sha256),
	digest: nullable(Sha256),
	expires: nullable(string()),
	state: picklist([
		"valid",
		"expired",
		"absent",
		"missing",
		"broken"
	])
});
// engine/api/package-operations.ts
var Line$3 = pipe(string(), minLength(1), maxLength(1e3));
var nothing$2 = strictObject({});
var PackageSummary = strictObject({
	name: PackageName,
	title: string(),
	summary: string(),
	version: string(),
	architecture: string(),
	role: picklist([
		"app",
		"command",
		"component"
	]),
	repository: nullable(string()),
	publisher: nullable(string()),
	license: string(),
	categories: array(string()),
	tags: array(string()),
	icon: nullable(string()),
	size: number$2(),
	installedSize: number$2(),
	published: nullable(string()),
	installed: nullable(strictObject({
		version: string(),
		chosen: boolean(),
		at: string(),
		revoked: optional$1(Revocation)
	})),
	update: nullable(string()),
	blocked: optional$1(PolicyVerdict)
});
var PublishersWord = strictObject({
	repository: string(),
	key: nullable(string()),
	author: string(),
	status: VexStatus,
	justification: nullable(Justification),
	statement: string(),
	at: string()
});
var AdvisorySummary = strictObject({
	id: string(),
	aliases: array(string()),
	summary: string(),
	details: string(),
	...Risk.entries,
	published: nullable(string()),
	state: picklist([
		"affected",
		"fixed",
		"unknown"
	]),
	fixedIn: nullable(string()),
	source: optional$1(strictObject({
		name: string(),
		version: string()
	})),
	words: optional$1(array(PublishersWord))
});
var TrustLink = strictObject({
	kind: picklist([
		"root",
		"repository",
		"publisher",
		"release"
	]),
	title: string(),
	fingerprint: string(),
	expires: nullable(string()),
	signedAt: optional$1(string()),
	delegated: optional$1(boolean()),
	state: picklist([
		"valid",
		"expired",
		"missing"
	])
});
var DependencyView = strictObject({
	clause: string(),
	satisfiedBy: nullable(strictObject({
		name: string(),
		version: string(),
		installed: boolean()
	}))
});
var PackageDetails = strictObject({
	...PackageSummary.entries,
	description: string(),
	homepage: nullable(string()),
	sourceUrl: nullable(string()),
	maintainer: string(),
	developer: nullable(string()),
	...AppDetails.entries,
	launchable: nullable(Launchable),
	commands: array(string()),
	versions: array(strictObject({
		version: string(),
		repository: string(),
		published: string(),
		size: number$2(),
		installed: boolean(),
		revoked: optional$1(Revocation)
	})),
	dependencies: array(DependencyView),
	recommends: array(string()),
	provides: array(string()),
	conflicts: array(string()),
	neededBy: array(string()),
	hasScripts: boolean(),
	unexported: array(Unexported),
	security: strictObject({
		chain: array(TrustLink),
		advisories: array(AdvisorySummary)
	}),
	files: nullable(array(FileEntry))
});
var LaunchAnswer = variant("kind", [
	strictObject({
		kind: literal("started"),
		program: string()
	}),
	strictObject({
		kind: literal("page"),
		url: string()
	}),
	strictObject({
		kind: literal("terminal"),
		command: string()
	})
]);
var VerificationResult = strictObject({
	name: string(),
	version: string(),
	files: number$2(),
	ok: boolean(),
	problems: array(strictObject({
		path: string(),
		problem: picklist([
			"missing",
			"changed",
			"wrong-mode",
			"wrong-link",
			"extra"
		])
	})),
	edited: array(string()),
	untrusted: optional$1(array(TrustProof))
});
var RestoreResult = strictObject({
	restored: array(strictObject({
		name: string(),
		path: string()
	})),
	left: array(VerificationResult)
});
var PathOwner = strictObject({
	name: PackageName,
	version: string(),
	path: string(),
	type: picklist([
		"file",
		"directory",
		"symlink"
	]),
	shown: boolean()
});
var packageOperations = {
	"package.info": operation("reads", "Everything known of one package.", strictObject({
		name: PackageName,
		version: optional$1(Line$3),
		repository: optional$1(Line$3),
		files: optional$1(boolean(), false),
		locales: optional$1(pipe(array(Line$3), maxLength(10)), [])
	}), PackageDetails),
	"package.installed": operation("reads", "What is installed.", nothing$2, array(PackageSummary)),
	"package.verify": operation("reads", "Compares installed files with their manifests.", strictObject({
		packages: optional$1(array(PackageName)),
		strict: optional$1(boolean(), false)
	}), array(VerificationResult)),
	"package.restore": asking(() => "session", operation("changes", "Repairs installed files from the cache or a repository, and looks at them again.", strictObject({
		packages: optional$1(array(PackageName)),
		strict: optional$1(boolean(), false)
	}), RestoreResult)),
	"package.owners": operation("reads", "Which installed packages bring a path.", strictObject({ path: Line$3 }), array(PathOwner)),
	"package.launch": operation("reads", "Opens an installed app on this machine, or says how.", strictObject({ name: PackageName }), LaunchAnswer)
};
// engine/api/catalog-operations.ts
var Facet = array(strictObject({
	value: string(),
	count: number$2()
}));
var Size$1 = picklist([
	"1-mb",
	"10-mb",
	"100-mb",
	"1-gb",
	"more"
]);
var Age = picklist([
	"week",
	"month",
	"year",
	"older"
]);
var SearchInput = strictObject({
	query: pipe(string(), maxLength(256)),
	description: optional$1(boolean(), false),
	tags: optional$1(boolean(), false),
	categories: optional$1(array(Line$3), []),
	repositories: optional$1(array(Line$3), []),
	licenses: optional$1(array(Line$3), []),
	roles: optional$1(array(picklist([
		"app",
		"command",
		"component"
	])), []),
	sizes: optional$1(array(Size$1), []),
	ages: optional$1(array(Age), []),
	verified: optional$1(boolean()),
	installed: optional$1(boolean()),
	updates: optional$1(boolean()),
	fits: optional$1(boolean()),
	hidden: optional$1(boolean(), false),
	order: optional$1(picklist([
		"best",
		"name",
		"newest",
		"size"
	]), "best"),
	limit: optional$1(pipe(number$2(), safeInteger(), minValue(1), maxValue(1e3)), 50),
	offset: optional$1(pipe(number$2(), safeInteger(), minValue(0)), 0)
});
var HiddenReason = picklist([
	"architecture",
	"revoked",
	"stranger",
	"owner",
	"priority",
	"disabled"
]);
var FoundPackage = strictObject({
	...PackageSummary.entries,
	matched: array(strictObject({
		field: picklist([
			"name",
			"namePart",
			"title",
			"titleWord",
			"command",
			"label",
			"summary",
			"description"
		]),
		text: nullable(string())
	})),
	similar: boolean(),
	hidden: nullable(strictObject({
		reason: HiddenReason,
		by: nullable(string())
	})),
	refused: nullable(PolicyVerdict)
});
var SearchAnswer = strictObject({
	total: number$2(),
	packages: array(FoundPackage),
	meant: nullable(string()),
	hidden: array(strictObject({
		reason: HiddenReason,
		repository: string(),
		count: number$2()
	})),
	facets: strictObject({
		categories: Facet,
		repositories: Facet,
		licenses: Facet,
		roles: Facet,
		sizes: Facet,
		ages: Facet,
		verified: Facet,
		installed: Facet,
		updates: Facet,
		fits: Facet
	})
});
var DiscoverAnswer = strictObject({
	featured: array(strictObject({
		package: PackageSummary,
		kicker: string(),
		headline: string(),
		art: nullable(string())
	})),
	categories: Facet,
	collections: array(strictObject({
		id: string(),
		title: string(),
		summary: string(),
		pigment: string(),
		packages: array(PackageSummary)
	})),
	recent: array(PackageSummary),
	total: number$2()
});
var catalogOperations = {
	"catalog.discover": operation("reads", "What the front page shows.", strictObject({}), DiscoverAnswer),
	"catalog.search": operation("reads", "Packages that match words, with facet counts.", SearchInput, SearchAnswer)
};
// engine/model/consent.ts
var Voucher = strictObject({
	name: nullable(string()),
	fingerprints: array(Sha256)
});
var Change = strictObject({
	kind: picklist(["publisher-key", "repository"]),
	name: PackageName,
	before: Voucher,
	after: Voucher
});
var Origin = {
	name: PackageName,
	publisher: Voucher,
	repository: string()
};
var LookAlike = strictObject({
	kind: literal("look-alike"),
	...Origin,
	other: strictObject({
		...Origin,
		standing: picklist([
			"installed",
			"featured",
			"needed"
		])
	}),
	likeness: picklist([
		"separators",
		"glyphs",
		"affix",
		"typing"
	])
});
var Consent = variant("kind", [Change, LookAlike]);
// engine/model/line-difference.ts
var DifferenceLine = strictObject({
	kind: picklist([
		"same",
		"removed",
		"added"
	]),
	text: string()
});
var mostPairs = 4e6;
function lineDifference(before, after) {
	const [old, fresh] = [linesOf$2(before), linesOf$2(after)];
	let start = 0;
	while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1;
	let end = 0;
	const room = Math.min(old.length, fresh.length) - start;
	while (end < room && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
	return [
		...told$1("same", old.slice(0, start)),
		...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
		...told$1("same", end === 0 ? [] : old.slice(-end))
	];
}
function linesOf$2(text) {
	const lines = text.split("\n");
	return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
function told$1(kind, lines) {
	return lines.map((text) => ({
		kind,
		text
	}));
}
function middle(old, fresh) {
	if (old.length * fresh.length > mostPairs || old.length === 0 || fresh.length === 0) return [...told$1("removed", old), ...told$1("added", fresh)];
	const common = commonLengths(old, fresh);
	const lines = [];
	let [at, to] = [0, 0];
	while (at < old.length || to < fresh.length) {
		const [gone, come] = [old[at], fresh[to]];
		if (gone !== void 0 && gone === come) {
			lines.push({
				kind: "same",
				text: gone
			});
			at += 1;
			to += 1;
		} else if (gone !== void 0 && common(at + 1, to) >= common(at, to + 1)) {
			lines.push({
				kind: "removed",
				text: gone
			});
			at += 1;
		} else {
			lines.push({
				kind: "added",
				text: come
			});
			to += 1;
		}
	}
	return lines;
}
function commonLengths(old, fresh) {
	const width = fresh.length + 1;
	const table = new Uint32Array((old.length + 1) * width);
	for (let at = old.length - 1; at >= 0; at -= 1) for (let to = fresh.length - 1; to >= 0; to -= 1) {
		const longer = Math.max(table[(at + 1) * width + to], table[at * width + to + 1]);
		table[at * width + to] = old[at] === fresh[to] ? table[(at + 1) * width + to + 1] + 1 : longer;
	}
	return (at, to) => at > old.length || to > fresh.length ? -1 : table[at * width + to];
}
// engine/model/not-allowed-reason.ts
var NotAllowedReason = picklist([
	"held",
	"pinned",
	"other-repository",
	"development",
	"architecture",
	"revoked",
	"stranger",
	"untrusted",
	"policy"
]);
// engine/model/plan.ts
var Line$2 = pipe(string(), minLength(1), maxLength(1e3));
var Names = pipe(array(PackageName), minLength(1), maxLength(1e3));
var Wanted$1 = strictObject({
	name: PackageName,
	version: optional$1(Line$2)
});
var extras$1 = {
	recommends: optional$1(boolean()),
	suggests: optional$1(boolean())
};
var development$1 = optional$1(boolean());
var single = [
	strictObject({
		kind: literal("install"),
		packages: pipe(array(Wanted$1), minLength(1), maxLength(1e3)),
		repository: optional$1(Line$2),
		force: optional$1(boolean(), false),
		forceDependencies: optional$1(boolean()),
		development: development$1,
		...extras$1
	}),
	strictObject({
		kind: literal("remove"),
		packages: Names,
		purge: optional$1(boolean(), false),
		force: optional$1(boolean(), false),
		keepUnneeded: optional$1(boolean())
	}),
	strictObject({
		kind: literal("update"),
		packages: optional$1(Names),
		categories: optional$1(pipe(array(Line$2), minLength(1), maxLength(100))),
		security: optional$1(boolean()),
		development: development$1,
		...extras$1
	}),
	strictObject({
		kind: literal("downgrade"),
		packages: Names
	}),
	strictObject({
		kind: literal("replace"),
		name: PackageName,
		by: PackageName,
		...extras$1
	}),
	strictObject({ kind: literal("autoremove") }),
	strictObject({ kind: literal("repair") })
];
var ChangeRequest = variant("kind", [
	...single,
	strictObject({
		kind: literal("together"),
		requests: pipe(array(variant("kind", [...single])), minLength(1), maxLength(100))
	}),
	strictObject({
		kind: literal("rollback"),
		generation: pipe(number$2(), safeInteger(), minValue(0))
	}),
	strictObject({ kind: literal("undo") }),
	strictObject({
		kind: literal("rollback-package"),
		name: PackageName,
		version: Line$2,
		backup: optional$1(boolean(), true)
	})
]);
var Because = variant("kind", [
	strictObject({ kind: literal("requested") }),
	strictObject({
		kind: literal("dependency"),
		by: Line$2,
		clause: Line$2
	}),
	strictObject({
		kind: literal("recommended"),
		by: Line$2,
		clause: Line$2
	}),
	strictObject({
		kind: literal("suggested"),
		by: Line$2,
		clause: Line$2
	}),
	strictObject({
		kind: literal("replaces"),
		name: Line$2
	}),
	strictObject({
		kind: literal("orphaned"),
		formerly: nullable(Line$2)
	}),
	strictObject({
		kind: literal("depends-on-removed"),
		on: Line$2
	}),
	strictObject({
		kind: literal("conflict"),
		with: Line$2
	}),
	strictObject({ kind: literal("newer") }),
	strictObject({
		kind: literal("generation"),
		generation: number$2()
	}),
	strictObject({
		kind: literal("held"),
		reason: Line$2
	})
]);
var PlanLine = strictObject({
	action: picklist([
		"install",
		"upgrade",
		"downgrade",
		"reinstall",
		"remove",
		"keep"
	]),
	name: PackageName,
	title: Line$2,
	icon: nullable(Line$2),
	from: nullable(Line$2),
	to: nullable(Line$2),
	repository: nullable(Line$2),
	fromRepository: nullable(Line$2),
	publisher: nullable(Line$2),
	because: Because,
	download: number$2(),
	disk: number$2(),
	chosen: boolean(),
	fixes: array(Line$2),
	urgency: optional$1(Urgency),
	policy: optional$1(PolicyVerdict)
});
var PlanScript = strictObject({
	package: PackageName,
	version: Line$2,
	when: picklist(["pre_install", "post_install"]),
	text: string(),
	sha256: Sha256,
	difference: nullable(array(DifferenceLine)),
	refusal: nullable(strictObject({
		reason: picklist([
			"off",
			"not-listed",
			"unsigned",
			"going-back",
			"no-sandbox"
		]),
		detail: string()
	}))
});
var Plan = strictObject({
	digest: pipe(string(), regex(/^[0-9a-f]{64}$/)),
	request: ChangeRequest,
	install: array(PlanLine),
	change: array(PlanLine),
	remove: array(PlanLine),
	keep: array(PlanLine),
	download: number$2(),
	disk: number$2(),
	diskFree: number$2(),
	from: number$2(),
	to: number$2(),
	losesChosen: array(PackageName),
	scripts: optional$1(array(PlanScript)),
	consents: optional$1(array(Consent)),
	told: optional$1(array(PolicyVerdict))
});
var ProofFactSchema = variant("kind", [
	strictObject({
		kind: literal("wanted"),
		name: Line$2,
		constraint: nullable(Line$2),
		older: optional$1(literal(true))
	}),
	strictObject({
		kind: literal("installed"),
		name: Line$2,
		version: Line$2
	}),
	strictObject({
		kind: literal("depends"),
		release: Line$2,
		clause: Line$2,
		repository: Line$2
	}),
	strictObject({
		kind: literal("conflicts"),
		release: Line$2,
		clause: Line$2,
		other: Line$2
	}),
	strictObject({
		kind: literal("no-release"),
		clause: Line$2,
		available: array(Line$2)
	}),
	strictObject({
		kind: literal("needed-by"),
		name: Line$2,
		by: Line$2
	}),
	strictObject({
		kind: literal("impossible"),
		name: Line$2
	}),
	strictObject({
		kind: literal("not-allowed"),
		release: Line$2,
		repository: Line$2,
		reason: NotAllowedReason,
		verdict: optional$1(PolicyVerdict)
	}),
	strictObject({
		kind: literal("protected"),
		name: Line$2
	})
]);
var ProofStepSchema = strictObject({
	text: ProofFactSchema,
	because: array(lazy(() => ProofStepSchema))
});
var Explanation = strictObject({
	clash: array(ProofFactSchema),
	proof: array(ProofStepSchema),
	fixes: pipe(array(strictObject({ requests: array(ChangeRequest) })), maxLength(3))
});
var PlanAnswer = variant("kind", [
	strictObject({
		kind: literal("plan"),
		plan: Plan
	}),
	strictObject({
		kind: literal("nothing"),
		names: array(PackageName),
		kept: optional$1(array(PlanLine))
	}),
	strictObject({
		kind: literal("unsolvable"),
		explanation: Explanation
	})
]);
var RanScripts = strictObject({
	package: PackageName,
	files: number$2(),
	printed: nullable(string())
});
var Receipt = strictObject({
	generation: number$2(),
	previous: number$2(),
	digest: Line$2,
	lines: array(PlanLine),
	unexported: array(Unexported),
	scripts: optional$1(array(RanScripts))
});
// engine/api/repository-operations.ts
var RepositoryName = pipe(string(), regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "a repository name holds a-z 0-9 . _ - and starts with a letter or digit"));
var Fingerprint = pipe(string(), regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "64 lower-case hex digits, or 40 of an OpenPGP key"));
var KeyText = pipe(string(), minLength(1), maxLength(262144));
var Url = pipe(string(), minLength(1), maxLength(2e3));
var Priority = pipe(number$2(), safeInteger(), minValue(-1e3), maxValue(1e3));
var KeySource = union([strictObject({ text: KeyText }), strictObject({ url: Url })]);
var Mirrors = pipe(array(Url), maxLength(16));
var Description = pipe(string(), maxLength(1e3));
var SomeFailure = custom((value) => typeof value === "object");
var AdvisoryFreshness = strictObject({
	state: picklist([
		"current",
		"outdated",
		"withheld",
		"none"
	]),
	validUntil: nullable(string()),
	problem: nullable(SomeFailure)
});
var StaleAdvisories = strictObject({
	repository: RepositoryName,
	...AdvisoryFreshness.entries
});
var RepositoryView = strictObject({
	name: RepositoryName,
	url: string(),
	description: string(),
	enabled: boolean(),
	priority: number$2(),
	lastSync: nullable(string()),
	fingerprint: string(),
	packages: number$2(),
	trust: nullable(strictObject({
		rootVersion: number$2(),
		rootExpires: string(),
		rootKeys: number$2(),
		rootThreshold: number$2(),
		indexVersion: number$2(),
		snapshotVersion: number$2(),
		snapshotSha256: nullable(string()),
		signedAt: nullable(string()),
		validUntil: string(),
		state: picklist(["valid", "expired"])
	})),
	advisories: AdvisoryFreshness,
	openPgp: nullable(strictObject({
		users: array(string()),
		algorithm: string(),
		expires: nullable(string()),
		signedAt: nullable(string()),
		state: picklist(["valid", "expired"])
	})),
	publishers: array(strictObject({
		name: string(),
		keyId: string()
	})),
	problem: nullable(SomeFailure),
	mirrors: array(string()),
	troubles: array(strictObject({
		url: string(),
		at: string(),
		failure: SomeFailure
	}))
});
var RootOffer = strictObject({
	url: string(),
	fingerprint: Fingerprint,
	rootVersion: number$2(),
	keys: number$2(),
	threshold: number$2(),
	expires: string()
});
var KeyOffer = strictObject({
	url: string(),
	fingerprint: Fingerprint,
	users: array(string()),
	algorithm: string(),
	created: string(),
	expires: nullable(string()),
	key: string(),
	state: picklist([
		"valid",
		"expired",
		"revoked",
		"unusable"
	]),
	replaces: nullable(Fingerprint)
});
var SyncResult = strictObject({
	name: RepositoryName,
	outcome: picklist([
		"updated",
		"unchanged",
		"failed"
	]),
	packages: number$2(),
	failure: nullable(SomeFailure),
	advisories: AdvisoryFreshness
});
var RemovedRepository = strictObject({
	disowned: array(string()),
	pinned: array(string())
});
var repositoryOperations = {
	"repository.list": operation("reads", "Repositories, highest priority first.", strictObject({}), array(RepositoryView)),
	"repository.inspect": operation("reads", "Fetches the root that an address offers, for a person to confirm.", strictObject({
		url: Url,
		name: optional$1(RepositoryName)
	}), RootOffer),
	"repository.inspectKey": operation("reads", "Reads an OpenPGP key for a repository that signs with one, for a person to confirm.", union([strictObject({
		url: Url,
		name: optional$1(RepositoryName),
		key: KeySource
	}), strictObject({
		replaces: RepositoryName,
		key: KeySource
	})]), KeyOffer),
	"repository.add": operation("changes", "Pins the root, or the OpenPGP key, with this fingerprint and synchronizes.", strictObject({
		name: RepositoryName,
		url: Url,
		description: optional$1(Description, ""),
		priority: optional$1(Priority, 0),
		fingerprint: Fingerprint,
		mirrors: optional$1(Mirrors, []),
		openPgpKey: optional$1(KeyText)
	}), RepositoryView),
	"repository.remove": operation("changes", "Forgets a repository, and what it owned.", strictObject({ name: RepositoryName }), RemovedRepository),
	"repository.configure": asking(({ name: _name, description: _description, ...trust }) => Object.values(trust).some((value) => value !== void 0) ? "always" : "none", operation("changes", "Enables, disables, reorders or describes a repository, or says where else it can be had.", strictObject({
		name: RepositoryName,
		enabled: optional$1(boolean()),
		priority: optional$1(Priority),
		description: optional$1(Description),
		mirrors: optional$1(Mirrors)
	}), RepositoryView)),
	"repository.setKey": operation("changes", "Takes another OpenPGP key for a repository, or a newer copy of the one it has.", strictObject({
		name: RepositoryName,
		openPgpKey: KeyText,
		fingerprint: Fingerprint
	}), RepositoryView),
	"repository.sync": asking(() => "none", operation("changes", "Brings catalogs up to date; one that fails does not stop the others.", strictObject({
		names: optional$1(array(RepositoryName)),
		force: optional$1(boolean(), false)
	}), array(SyncResult)))
};
// engine/api/change-operations.ts
var Update = strictObject({
	name: PackageName,
	title: string(),
	icon: nullable(string()),
	current: string(),
	available: string(),
	repository: string(),
	size: number$2(),
	security: boolean(),
	fixes: array(string()),
	urgency: nullable(Urgency),
	notes: nullable(string())
});
var Status = strictObject({
	version: string(),
	dataDirectory: string(),
	configFile: string(),
	profile: string(),
	generation: number$2(),
	installed: number$2(),
	chosen: number$2(),
	repositories: number$2(),
	storeBytes: number$2(),
	cacheBytes: number$2(),
	diskFree: number$2(),
	linking: picklist(["hard-links", "copies"]),
	architecture: string(),
	recovered: nullable(string()),
	staleAdvisories: array(StaleAdvisories)
});
var changeOperations = {
	"plan.make": operation("reads", "What a request would change, and why; or why it cannot be.", strictObject({ request: ChangeRequest }), PlanAnswer),
	"plan.apply": asking(({ runScripts, accepted = [] }) => runScripts === true || accepted.length > 0 ? "always" : "session", operation("changes", "Carries out exactly the plan with this digest, or nothing.", strictObject({
		request: ChangeRequest,
		digest: pipe(string(), regex(/^[0-9a-f]{64}$/)),
		runScripts: optional$1(boolean()),
		accepted: optional$1(array(PackageName))
	}), Receipt)),
	"updates.list": operation("reads", "Newer releases of what is installed, the most urgent first.", strictObject({}), array(Update)),
	"system.status": operation("reads", "Where things are and how they stand.", strictObject({}), Status)
};
// engine/api/dependency-operations.ts
var SolutionLine = strictObject({
	action: picklist([
		"install",
		"upgrade",
		"downgrade",
		"reinstall",
		"remove"
	]),
	name: PackageName,
	from: nullable(Line$3),
	to: nullable(Line$3),
	repository: Line$3,
	because: Because,
	size: number$2(),
	installedSize: number$2()
});
var Solution = strictObject({
	lines: array(SolutionLine),
	unmet: array(Line$3),
	size: number$2(),
	installedSize: number$2()
});
var SolveAnswer = variant("kind", [strictObject({
	kind: literal("solved"),
	...Solution.entries
}), strictObject({
	kind: literal("unsolvable"),
	explanation: Explanation
})]);
var ChainLink = strictObject({
	name: PackageName,
	version: Line$3,
	clause: Line$3,
	kind: picklist([
		"dependency",
		"recommended",
		"suggested"
	])
});
var WhyAnswer = strictObject({
	name: PackageName,
	version: Line$3,
	chosen: boolean(),
	chains: array(array(ChainLink))
});
var HiddenRelease = strictObject({
	version: Line$3,
	repository: Line$3,
	reason: NotAllowedReason,
	verdict: optional$1(PolicyVerdict)
});
var hidden$1 = array(HiddenRelease);
var WhyNotAnswer = variant("kind", [
	strictObject({
		kind: literal("installed"),
		name: PackageName,
		version: Line$3,
		hidden: hidden$1
	}),
	strictObject({
		kind: literal("possible"),
		...Solution.entries,
		hidden: hidden$1
	}),
	strictObject({
		kind: literal("impossible"),
		explanation: Explanation,
		hidden: hidden$1
	})
]);
var StateProblem = variant("kind", [strictObject({
	kind: literal("unmet"),
	release: Line$3,
	clause: Line$3,
	accepted: boolean()
}), strictObject({
	kind: literal("conflict"),
	release: Line$3,
	clause: Line$3,
	other: Line$3
})]);
var dependencyOperations = {
	"dependency.solve": operation("reads", "Which packages a request comes down to, or why it cannot be; without making a plan.", strictObject({ request: ChangeRequest }), SolveAnswer),
	"dependency.why": operation("reads", "Why a package is installed.", strictObject({ name: PackageName }), WhyAnswer),
	"dependency.whyNot": operation("reads", "What keeps a package from being installed.", strictObject({
		name: PackageName,
		version: optional$1(Line$3)
	}), WhyNotAnswer),
	"dependency.check": operation("reads", "What the installed packages lack, and which of them exclude each other.", strictObject({}), array(StateProblem))
};
// engine/api/history-operations.ts
var GenerationNumber = pipe(number$2(), safeInteger(), minValue(0));
var Label = pipe(string(), trim(), minLength(1), maxLength(80), regex(/^[^\n\r]*$/, "one line"));
var HistoryEntry = strictObject({
	generation: number$2(),
	at: string(),
	request: nullable(ChangeRequest),
	current: boolean(),
	packages: number$2(),
	changes: array(strictObject({
		name: PackageName,
		from: nullable(string()),
		to: nullable(string())
	})),
	label: nullable(string()),
	pinned: boolean()
});
var FileChange = strictObject({
	path: string(),
	change: picklist([
		"added",
		"removed",
		"changed"
	]),
	owner: string()
});
var GenerationDiff = strictObject({
	from: number$2(),
	to: number$2(),
	packages: array(strictObject({
		name: PackageName,
		title: string(),
		icon: nullable(string()),
		from: nullable(string()),
		to: nullable(string()),
		disk: number$2(),
		chosen: boolean()
	})),
	files: strictObject({
		added: number$2(),
		removed: number$2(),
		changed: number$2(),
		shown: array(FileChange)
	}),
	configuration: array(strictObject({
		...FileChange.entries,
		edited: boolean()
	})),
	disk: number$2(),
	download: number$2()
});
var CleanupItem = strictObject({
	kind: picklist([
		"generation",
		"release",
		"trigger",
		"download",
		"picture",
		"unfinished",
		"tree",
		"orphan"
	]),
	name: string(),
	bytes: number$2(),
	because: nullable(string())
});
var CleanupReport = strictObject({
	items: array(CleanupItem),
	bytes: number$2(),
	dryRun: boolean(),
	orphans: array(CleanupItem)
});
var historyOperations = {
	"history.list": operation("reads", "Every kept generation, newest first.", strictObject({}), array(HistoryEntry)),
	"history.diff": operation("reads", "What differs between two kept generations: packages, files, configuration, bytes.", strictObject({
		from: GenerationNumber,
		to: GenerationNumber
	}), GenerationDiff),
	"history.label": asking(() => "none", operation("changes", "Gives a generation a name, or takes it away.", strictObject({
		generation: GenerationNumber,
		label: nullable(Label)
	}), array(HistoryEntry))),
	"history.pin": asking(() => "none", operation("changes", "Keeps a generation whatever is cleaned up, or no longer.", strictObject({
		generation: GenerationNumber,
		pinned: boolean()
	}), array(HistoryEntry))),
	"system.cleanup": asking(({ dryRun }) => dryRun ? "none" : "session", operation("changes", "Removes what nothing needs any more; with `dryRun`, only tells what that would free.", strictObject({
		oldVersions: optional$1(boolean(), true),
		clearCache: optional$1(boolean(), false),
		orphaned: optional$1(boolean(), false),
		keep: optional$1(pipe(number$2(), safeInteger(), minValue(1), maxValue(1e5)), 10),
		days: optional$1(pipe(number$2(), safeInteger(), minValue(0), maxValue(36500)), 30),
		dryRun: optional$1(boolean(), false)
	}), CleanupReport))
};
// engine/model/policy-file.ts
var Glob = pipe(string(), regex(/^[^\s\p{Cc}]{1,300}$/u, "one to 300 characters without spaces; * stands for any characters"));
var Address = pipe(Glob, regex(/^[a-z]+:\/\/[^?#]*$/, "the start of an address, such as https://packages.example.com/*"));
var Note = pipe(string(), regex(/^[^\p{Cc}]{1,500}$/u, "one line of at most 500 characters"));
var Size = pipe(string(), regex(/^\d{1,9} ?(?:B|KiB|MiB|GiB|TiB)$/, "a size such as 500 MiB"));
var Decision = picklist([
	"allow",
	"deny",
	"ask"
]);
var Globs = pipe(array(Glob), minLength(1), maxLength(1e3));
var Repositories = strictObject({
	allow: optional$1(pipe(array(Address), minLength(1), maxLength(1e3))),
	allowUserAdded: optional$1(boolean()),
	requireHttps: optional$1(boolean())
});
var TrustedPublisher = strictObject({
	name: Note,
	keys: optional$1(pipe(array(pipe(string(), regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hex digits"))), minLength(1), maxLength(100))),
	namespaces: optional$1(Globs)
});
var Publishers = strictObject({
	mode: picklist(["any", "allowlist"]),
	trusted: optional$1(pipe(array(TrustedPublisher), maxLength(1e3)), [])
});
var Where = strictObject({
	license: optional$1(Globs),
	unfixedSeverity: optional$1(picklist([
		"critical",
		"high",
		"medium",
		"low",
		"any"
	])),
	hasScripts: optional$1(boolean())
});
var PackageRule = strictObject({
	match: Glob,
	repositories: optional$1(pipe(array(Address), minLength(1), maxLength(1e3))),
	where: optional$1(Where),
	decision: Decision,
	anyPublisher: optional$1(boolean()),
	note: optional$1(Note)
});
var Updates = strictObject({ delayDays: optional$1(pipe(number$2(), integer(), minValue(1), maxValue(365))) });
var weekdays = [
	"mon",
	"tue",
	"wed",
	"thu",
	"fri",
	"sat",
	"sun"
];
var Time = pipe(string(), regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time such as 22:30"));
var ScheduleWindow = pipe(strictObject({
	days: optional$1(pipe(array(picklist(weekdays)), minLength(1), maxLength(7)), [...weekdays]),
	from: Time,
	to: Time
}), check$2(({ from, to }) => from !== to && from !== "24:00", "a window that opens before it closes"));
var Schedule = strictObject({
	windows: pipe(array(ScheduleWindow), minLength(1), maxLength(100)),
	timeZone: optional$1(pipe(string(), check$2(isTimeZone, "a time zone such as Europe/Berlin"))),
	securityFixes: optional$1(picklist(["allow", "deny"])),
	note: optional$1(Note)
});
function isTimeZone(name) {
	try {
		return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}
var shared = {
	version: literal(1),
	defaultDecision: optional$1(Decision),
	repositories: optional$1(Repositories),
	publishers: optional$1(Publishers),
	packages: optional$1(pipe(array(PackageRule), maxLength(1e4)), []),
	namespaceOwner: optional$1(record$1(Glob, Address)),
	downgrade: optional$1(picklist(["allow", "deny"])),
	installScripts: optional$1(picklist(["allow", "deny"])),
	maxInstalledSize: optional$1(Size),
	maxDownloadSize: optional$1(Size),
	updates: optional$1(Updates),
	schedule: optional$1(Schedule),
	protected: optional$1(Globs)
};
var Somebody = pipe(string(), regex(/^(?:\*|@?[^\s@*:,]{1,64})$/, "a user, a group as @staff, or * for everybody"));
var People = pipe(array(Somebody), minLength(1), maxLength(1e3));
var roleNames = [
	"viewer",
	"user",
	"operator",
	"repo-admin",
	"security-admin",
	"auditor"
];
var Roles = strictObject({
	viewer: optional$1(People),
	user: optional$1(People),
	operator: optional$1(People),
	"repo-admin": optional$1(People),
	"security-admin": optional$1(People),
	auditor: optional$1(People)
});
var AdministratorPolicy = strictObject({
	...shared,
	requests: optional$1(pipe(string(), regex(/^\/[^\p{Cc}]{1,500}$/u, "the folder for requests, from the root on: /var/spool/\u2026"))),
	roles: optional$1(Roles)
});
var PersonPolicy = strictObject(shared);
// engine/api/policy-operations.ts
var PolicyRule = variant("kind", [
	strictObject({
		kind: literal("hold"),
		name: PackageName
	}),
	strictObject({
		kind: literal("pin"),
		name: PackageName,
		version: optional$1(Line$3),
		repository: optional$1(RepositoryName)
	}),
	strictObject({
		kind: literal("protect"),
		name: PackageName
	}),
	strictObject({
		kind: literal("owner"),
		pattern: NamePattern,
		repository: RepositoryName
	}),
	strictObject({ kind: literal("development") })
]);
var PolicyView = strictObject({
	holds: array(strictObject({
		name: PackageName,
		version: nullable(Line$3)
	})),
	pins: array(strictObject({
		name: PackageName,
		version: nullable(Line$3),
		repository: nullable(RepositoryName),
		offered: boolean()
	})),
	protected: array(PackageName),
	owners: array(strictObject({
		pattern: NamePattern,
		repository: RepositoryName
	})),
	channel: picklist(["stable", "development"])
});
var EffectivePolicy = strictObject({
	levels: array(strictObject({
		owner: PolicyOwner,
		file: Line$3,
		policy: AdministratorPolicy
	})),
	roles: nullable(array(picklist(roleNames)))
});
var PolicyExplanation = strictObject({
	name: PackageName,
	releases: array(strictObject({
		version: Line$3,
		repository: RepositoryName,
		verdicts: array(PolicyVerdict),
		refusal: nullable(PolicyVerdict)
	})),
	removal: nullable(PolicyVerdict),
	schedule: array(strictObject({
		verdict: PolicyVerdict,
		repairsPass: boolean()
	}))
});
var PolicyProblem = strictObject({
	line: nullable(number$2()),
	key: string(),
	problem: string(),
	accepted: string()
});
var rules$2 = strictObject({ rules: pipe(array(PolicyRule), minLength(1), maxLength(1e3)) });
var policyOperations = {
	"policy.list": operation("reads", "What holds for every request: holds, pins, protected names, owners of names, the channel.", strictObject({}), PolicyView),
	"policy.add": operation("changes", "Makes rules hold from now on, all or none.", rules$2, PolicyView),
	"policy.remove": operation("changes", "Drops rules; of a pin, its name says which.", rules$2, PolicyView),
	"policy.show": operation("reads", "What policy files say on this machine, whose they are, and which roles the asking person has.", strictObject({}), EffectivePolicy),
	"policy.explain": operation("reads", "What policy files say of each release of a package, and which rule says it.", strictObject({ name: PackageName }), PolicyExplanation),
	"policy.check": operation("reads", "What is wrong with the text of a policy file; nothing where it is valid.", strictObject({
		text: pipe(string(), maxLength(2e6)),
		owner: optional$1(PolicyOwner, "administrator")
	}), strictObject({ problems: array(PolicyProblem) }))
};
// engine/model/policy-request.ts
var Line$1 = pipe(string(), minLength(1), maxLength(1e3));
var Moment = pipe(string(), isoTimestamp());
var UserId = pipe(number$2(), integer(), minValue(-1));
var PolicyRemark = pipe(string(), regex(/^[^\p{Cc}]{1,500}$/u, "one line of at most 500 characters"));
var Wanted = variant("kind", [strictObject({
	kind: literal("package"),
	name: PackageName,
	version: Line$1,
	repository: Line$1,
	address: Line$1,
	publisher: nullable(Line$1),
	keys: nullable(pipe(array(Sha256), maxLength(100)))
}), strictObject({
	kind: literal("repository"),
	address: Line$1
})]);
var BlockingRule = strictObject({
	decision: picklist(["ask", "deny"]),
	rule: Line$1,
	reason: PolicyReason,
	note: nullable(Line$1),
	sha256: Sha256
});
var PolicyRequest = strictObject({
	format: literal(1),
	at: Moment,
	wanted: Wanted,
	rule: BlockingRule,
	reason: nullable(PolicyRemark)
});
var RequestId = pipe(string(), regex(/^\d{1,10}-[0-9a-f]{32}$/, "the id of a request, as policy requests lists it"));
var PolicyDecision = strictObject({
	format: literal(1),
	id: RequestId,
	kind: picklist(["approved", "refused"]),
	at: Moment,
	by: Line$1,
	user: UserId,
	request: PolicyRequest,
	until: nullable(Moment),
	reason: nullable(PolicyRemark)
});
var { format: _, ...told } = PolicyRequest.entries;
var PolicyRequestView = strictObject({
	id: RequestId,
	user: strictObject({
		uid: UserId,
		name: Line$1
	}),
	...told,
	status: variant("kind", [
		strictObject({ kind: literal("asked") }),
		strictObject({
			kind: picklist(["approved", "expired"]),
			at: Moment,
			by: Line$1,
			until: nullable(Moment),
			reason: nullable(PolicyRemark)
		}),
		strictObject({
			kind: literal("refused"),
			at: Moment,
			by: Line$1,
			reason: nullable(PolicyRemark)
		})
	])
});
// engine/api/policy-request-operations.ts
var PolicyRequestList = strictObject({
	requests: array(PolicyRequestView),
	isAdministrator: boolean(),
	ignored: number$2()
});
var policyRequestOperations = {
	"policy.request": operation("changes", "Asks the administrator for what a rule keeps back: a package, or a repository.", strictObject({
		what: variant("kind", [strictObject({
			kind: literal("package"),
			name: PackageName,
			version: optional$1(Line$3),
			repository: optional$1(Line$3)
		}), strictObject({
			kind: literal("repository"),
			address: Line$3
		})]),
		reason: optional$1(PolicyRemark)
	}), PolicyRequestView),
	"policy.requests": operation("reads", "What was asked of the administrator and what became of it: for the administrator from everybody.", strictObject({}), PolicyRequestList),
	"policy.withdraw": operation("changes", "Takes back what one asked for oneself and nobody has answered.", strictObject({ id: RequestId }), PolicyRequestView),
	"policy.approve": operation("changes", "Lets what was asked for pass the rule that asked, for whoever asked. Only for the administrator.", strictObject({
		id: RequestId,
		until: optional$1(pipe(string(), isoTimestamp())),
		reason: optional$1(PolicyRemark)
	}), PolicyRequestView),
	"policy.refuse": operation("changes", "Says no to a request, or takes an approval back. Only for the administrator.", strictObject({
		id: RequestId,
		reason: PolicyRemark
	}), PolicyRequestView)
};
// engine/model/finding.ts
var severities$1 = [
	"error",
	"warning",
	"hint"
];
var rules$1 = [
	"xml/broken",
	"xml/no-component",
	"xml/catalog-version",
	"package/broken",
	"file/unknown",
	"app/missing",
	"recipe/invalid",
	"id/missing",
	"id/form",
	"id/repeated",
	"field/repeated",
	"field/unknown",
	"name/missing",
	"summary/missing",
	"summary/long",
	"summary/full-stop",
	"summary/is-name",
	"description/missing",
	"description/short",
	"description/no-paragraph-first",
	"text/markup",
	"text/hidden",
	"text/long",
	"translations/cut",
	"category/unknown",
	"category/none",
	"icon/missing",
	"icon/unusable",
	"icon/small",
	"icon/not-square",
	"icon/drawn",
	"screenshot/none",
	"screenshot/no-default",
	"screenshot/no-caption",
	"screenshot/small",
	"screenshot/ratio",
	"screenshot/large",
	"license/missing",
	"license/not-spdx",
	"license/metadata",
	"rating/missing",
	"rating/unknown",
	"release/none",
	"release/order",
	"release/date",
	"release/future",
	"release/repeated",
	"release/cut",
	"url/form",
	"url/not-https",
	"url/none",
	"launchable/none",
	"launchable/missing",
	"value/unknown"
];
// engine/api/preview-limit.ts
var largestPreviewBytes = 8388608;
// engine/api/preview-operations.ts
var largestContent = Math.ceil(largestPreviewBytes / 3) * 4;
function isBase64(text) {
	return text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text);
}
var PreviewFinding = strictObject({
	severity: picklist(severities$1),
	rule: picklist(rules$1),
	file: string(),
	line: nullable(number$2()),
	value: nullable(string()),
	accepted: nullable(string())
});
var PackagePreview = strictObject({
	details: nullable(PackageDetails),
	offers: array(strictObject({
		url: string(),
		caption: string()
	})),
	others: array(string()),
	findings: array(PreviewFinding)
});
var previewOperations = { "package.preview": largest$1(largestContent + 2e4, operation("reads", "How a metainfo file or a package would be shown, and what is wrong with it; installs nothing.", strictObject({
	file: pipe(Line$3, maxLength(255)),
	content: pipe(string(), maxLength(largestContent), check$2(isBase64, "base64")),
	locales: optional$1(pipe(array(Line$3), maxLength(10)), [])
}), PackagePreview)) };
// engine/api/publisher-operations.ts
var TrustedPublisherKey = strictObject({
	keyId: Sha256,
	name: string(),
	since: string()
});
var TrustedPublishers = strictObject({
	keys: array(TrustedPublisherKey),
	only: boolean()
});
var Distrusted = strictObject({
	removed: array(TrustedPublisherKey),
	affected: array(strictObject({
		name: PackageName,
		version: Line$3
	}))
});
var TrustAnswer = strictObject({
	name: PackageName,
	version: Line$3,
	path: nullable(Line$3),
	links: array(TrustProof),
	holds: boolean()
});
var Whom = strictObject({
	who: Line$3,
	repository: optional$1(RepositoryName)
});
var publisherOperations = {
	"trust.explain": operation("reads", "What vouches for an installed package, file or artifact, checked again from the root down.", strictObject({ what: Line$3 }), TrustAnswer),
	"publisher.trusted": operation("reads", "Publishers\u2019 keys that the person trusts.", strictObject({}), TrustedPublishers),
	"publisher.trust": operation("changes", "Trusts a key, or the keys of a publisher.", Whom, TrustedPublishers),
	"publisher.distrust": operation("changes", "Trusts a key, or the keys of a publisher, no longer.", Whom, Distrusted)
};
// engine/api/security-operations.ts
var Property = strictObject({
	name: string(),
	value: string()
});
var BomComponent = strictObject({
	type: picklist(["application", "library"]),
	"bom-ref": string(),
	publisher: optional$1(string()),
	name: string(),
	version: string(),
	description: string(),
	licenses: array(strictObject({ license: strictObject({ name: string() }) })),
	purl: string(),
	pedigree: optional$1(strictObject({ ancestors: array(strictObject({
		type: literal("library"),
		name: string(),
		version: string(),
		purl: string()
	})) })),
	externalReferences: array(strictObject({
		type: picklist(["website", "vcs"]),
		url: string()
	})),
	properties: array(Property)
});
var BomVulnerability = strictObject({
	"bom-ref": string(),
	id: string(),
	references: array(strictObject({
		id: string(),
		source: strictObject({ name: string() })
	})),
	ratings: array(strictObject({
		score: optional$1(number$2()),
		severity: picklist([
			"critical",
			"high",
			"medium",
			"low",
			"unknown"
		]),
		method: picklist([
			"CVSSv3",
			"CVSSv31",
			"CVSSv4",
			"other"
		]),
		vector: optional$1(string())
	})),
	description: string(),
	recommendation: optional$1(string()),
	published: optional$1(string()),
	analysis: strictObject({
		state: picklist([
			"exploitable",
			"in_triage",
			"not_affected"
		]),
		detail: string()
	}),
	affects: array(strictObject({
		ref: string(),
		versions: array(strictObject({
			version: string(),
			status: picklist([
				"affected",
				"unaffected",
				"unknown"
			])
		}))
	})),
	properties: array(Property)
});
var BillOfMaterials = strictObject({
	bomFormat: literal("CycloneDX"),
	specVersion: literal("1.6"),
	serialNumber: string(),
	version: literal(1),
	metadata: strictObject({
		timestamp: string(),
		tools: strictObject({ components: array(strictObject({
			type: literal("application"),
			name: string(),
			version: string()
		})) }),
		component: strictObject({
			type: literal("platform"),
			"bom-ref": string(),
			name: string(),
			version: string()
		})
	}),
	components: array(BomComponent),
	dependencies: array(strictObject({
		ref: string(),
		dependsOn: array(string())
	})),
	vulnerabilities: array(BomVulnerability)
});
var AuditResult = strictObject({
	name: PackageName,
	version: string(),
	advisories: array(AdvisorySummary),
	urgency: nullable(Urgency),
	update: nullable(strictObject({
		version: string(),
		repository: string(),
		repairs: array(string()),
		unclear: array(string())
	}))
});
var RevokedRelease = strictObject({
	name: PackageName,
	version: Line$3,
	repository: Line$3,
	...Revocation.entries
});
var AuditAnswer = strictObject({
	packages: number$2(),
	known: number$2(),
	findings: array(AuditResult),
	stale: array(StaleAdvisories),
	revoked: optional$1(array(RevokedRelease))
});
var securityOperations = {
	"package.audit": operation("reads", "Installed packages with known weaknesses, and what repairs them.", strictObject({ packages: optional$1(array(PackageName)) }), AuditAnswer),
	"system.bill": operation("reads", "What is installed, and what is known against it, as CycloneDX 1.6.", strictObject({}), BillOfMaterials)
};
// engine/api/operations.ts
var operations = {
	...catalogOperations,
	...packageOperations,
	...previewOperations,
	...changeOperations,
	...historyOperations,
	...dependencyOperations,
	...policyOperations,
	...policyRequestOperations,
	...publisherOperations,
	...repositoryOperations,
	...securityOperations,
	...auditOperations
};
function isOperationName(name) {
	return Object.hasOwn(operations, name);
}
function consentFor(name, input) {
	return operations[name].consent(input);
}
// engine/base/visible.ts
var unprintable$1 = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]/gu;
function visible(text) {
	return text.replace(unprintable$1, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
}
// cli/failure.ts
var Refusal = class extends Error {
	failure;
	constructor(failure, options) {
		super(failure.code, options);
		this.name = "Refusal";
		this.failure = failure;
	}
};
function usage(problem, hint = null) {
	return new Refusal({
		code: "usage/invalid",
		facts: {
			problem,
			hint
		}
	});
}
function failureIn(error, isCode) {
	if (!(error instanceof Error) || !("failure" in error)) return null;
	const failure = error.failure;
	if (typeof failure !== "object" || failure === null || !("code" in failure) || !("facts" in failure)) return null;
	return typeof failure.code === "string" && isCode(failure.code) ? failure : null;
}
// cli/output/phrases.ts
function count(number, one, many = `${one}s`) {
	return `${grouped$1(number)} ${number === 1 ? one : many}`;
}
function grouped$1(number) {
	return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function listed$2(words, most = 8, last = "and") {
	const shown = words.length > most ? words.slice(0, most - 1) : words;
	const rest = words.length - shown.length;
	const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
	if (parts.length < 2) return parts.join("");
	return `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1)}`;
}
function imports(imported, unchanged) {
	const came = `Imported ${imported === 0 ? "nothing" : count(imported, "package")}`;
	if (unchanged === 0) return `${came}.`;
	return `${came}; ${imported === 0 ? count(unchanged, "package") : `${unchanged} more`} ${unchanged === 1 ? "is" : "are"} there already, unchanged.`;
}
function sentence(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function closed(text) {
	return /[.?!\u2026]$/.test(text) ? text : `${text}.`;
}
function size(bytes) {
	const sign = bytes < 0 ? "-" : "";
	let value = Math.abs(bytes);
	if (value < 1e3) return `${sign}${count(value, "byte")}`;
	let unit = -1;
	do {
		value /= 1e3;
		unit += 1;
	} while (value >= 999.5 && unit < units$1.length - 1);
	return `${sign}${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units$1[unit]}`;
}
var units$1 = [
	"kB",
	"MB",
	"GB",
	"TB",
	"PB"
];
function duration(seconds) {
	const whole = Math.max(0, Math.round(seconds));
	if (whole < 60) return `${whole} s`;
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return joined(minutes, "min", whole % 60, "s");
	return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
}
function joined(big, bigUnit, small, smallUnit) {
	return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
function moment(iso) {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	const two = (number) => String(number).padStart(2, "0");
	return `${`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
function day$1(iso) {
	return moment(iso).slice(0, 10);
}
function fingerprint$1(hex) {
	return hex.match(/.{1,8}/g)?.join(" ") ?? "";
}
function shellWord$1(text) {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
function commandLine(words) {
	return words.map(shellWord$1).join(" ");
}
// cli/output/text.ts
var marks = {
	bold: "\uFDD0",
	dim: "\uFDD1",
	red: "\uFDD2",
	green: "\uFDD3",
	yellow: "\uFDD4"
};
var end = "\uFDEF";
var sequences = {
	[marks.bold]: "\x1B[1m",
	[marks.dim]: "\x1B[2m",
	[marks.red]: "\x1B[31m",
	[marks.green]: "\x1B[32m",
	[marks.yellow]: "\x1B[33m",
	[end]: "\x1B[0m"
};
var anyMark = /[\ufdd0-\ufdef]/g;
var paint = (mark) => (text) => text === "" ? "" : `${mark}${text}${end}`;
var bold = paint(marks.bold);
var dim = paint(marks.dim);
var red = paint(marks.red);
var green = paint(marks.green);
var yellow = paint(marks.yellow);
function render(text, color) {
	return visible(text).replace(anyMark, (mark) => color ? sequences[mark] ?? "" : "");
}
function inline(text) {
	return visible(text.replace(anyMark, "").replace(/\s*[\r\n]+\s*/g, " ").replace(/\t/g, " "));
}
function paragraphs(text, width) {
	return text.split(/\r?\n\s*\r?\n/).map((paragraph) => wrap(inline(paragraph.trim()), width)).filter((paragraph) => paragraph !== "").join("\n\n");
}
var wide = /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}])/u;
var emoji = /\p{Emoji_Presentation}|\ufe0f/u;
var nothing$1 = /^[\p{Mn}\p{Me}\p{Cf}]/u;
var segmenter;
function graphemes(text) {
	segmenter ??= new Intl.Segmenter(void 0, { granularity: "grapheme" });
	return segmenter.segment(text);
}
function displayWidth(text) {
	const bare = text.replace(anyMark, "");
	if (/^[\u0020-\u007e]*$/.test(bare)) return bare.length;
	let width = 0;
	for (const { segment } of graphemes(bare)) width += graphemeWidth(segment);
	return width;
}
function graphemeWidth(grapheme) {
	if (wide.test(grapheme) || emoji.test(grapheme)) return 2;
	return nothing$1.test(grapheme) ? 0 : 1;
}
function truncate(text, width) {
	if (displayWidth(text) <= width) return text;
	let kept = "";
	let used = 0;
	for (const { segment } of graphemes(text.replace(anyMark, ""))) {
		used += graphemeWidth(segment);
		if (used > width - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}\u2026`;
}
function pad(text, width, align = "left") {
	const space = " ".repeat(Math.max(0, width - displayWidth(text)));
	return align === "left" ? text + space : space + text;
}
function wrap(text, width, indent = "") {
	if (width === null) return text;
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? word : `${line} ${word}`;
		const room = lines.length === 0 ? width : width - displayWidth(indent);
		if (line !== "" && displayWidth(longer) > room) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line].join(`\n${indent}`);
}
// cli/output/table.ts
var gap = "  ";
var narrowest = 12;
function table(columns, rows, width) {
	const used = columns.map((_, index) => rows.some((row) => row[index] !== ""));
	const shown = columns.filter((_, index) => used[index]);
	const cells = rows.map((row) => row.filter((_, index) => used[index]));
	const heading = shown.some((column) => column.title !== "") ? [shown.map((column) => bold(column.title))] : [];
	const widths = fit(shown, [...heading, ...cells], width);
	return [...heading, ...cells].map((row) => line(shown, row, widths)).join("\n");
}
function line(columns, row, widths) {
	return columns.map((column, index) => {
		const room = widths[index];
		return pad(truncate(row[index] ?? "", room), room, column.align);
	}).join(gap).trimEnd();
}
function fit(columns, rows, width) {
	const natural = columns.map((_, index) => Math.max(0, ...rows.map((row) => displayWidth(row[index] ?? ""))));
	if (width === null) return natural;
	let excess = natural.reduce((sum, one) => sum + one, 0) + 2 * (columns.length - 1) - width;
	return natural.map((own, index) => {
		if (excess <= 0 || columns[index]?.gives !== true) return own;
		const given = Math.min(excess, Math.max(0, own - narrowest));
		excess -= given;
		return own - given;
	});
}
function facts(rows, width) {
	return table([{ title: "" }, {
		title: "",
		gives: true
	}], rows.filter(([, value]) => value !== "").map(([name, value]) => [`${name}`, value]), width);
}
// cli/output/found.ts
function foundWords({ matched, hidden, refused }) {
	if (hidden !== null) return reasonWords$1[hidden.reason](hidden.by === null ? "" : inline(hidden.by));
	if (refused !== null) return "not allowed here";
	const [first] = matched;
	return first === void 0 ? "" : placeWords(first);
}
function placeWords({ field, text }) {
	if (field === "command") return text === null ? "command" : `gives ${inline(text)}`;
	if (field === "label" && text !== null) return text.includes("/") ? `opens ${inline(text)}` : inline(text);
	return field === "description" ? "description" : "";
}
var reasonWords$1 = {
	architecture: () => "not for this machine",
	revoked: (by) => `taken back by ${by}`,
	stranger: () => "bears another publisher\u2019s name",
	owner: (by) => `only ${by} may offer it`,
	priority: (by) => `${by} comes first`,
	disabled: (by) => `${by} is not in use`
};
function meantText({ meant }, query) {
	return meant === null ? null : `Nothing has "${inline(query)}". These have "${inline(meant)}", or words near to it.`;
}
function hiddenText({ hidden }) {
	const missing = hidden.filter(({ reason }) => reason !== "priority" && reason !== "disabled");
	const sum = missing.reduce((total, each) => total + each.count, 0);
	if (sum === 0) return null;
	const why = missing.map(({ reason, repository, count: many }) => `${many} ${hiddenBecause[reason]} (${inline(repository)})`);
	return `${count(sum, "match is", "matches are")} hidden: ${why.join(", ")}. See them with --all.`;
}
var hiddenBecause = {
	architecture: "not for this machine",
	revoked: "taken back",
	stranger: "with a name of another publisher",
	owner: "with a name of another repository",
	priority: "offered by a repository that comes first",
	disabled: "of a repository that is not in use"
};
// cli/output/urgency.ts
function urgencyWords(urgency, advisories) {
	const source = advisories.length > 1 ? ` (${inline(urgency.advisory)})` : "";
	return reasonWords(urgency) + source;
}
function reasonWords(urgency) {
	switch (urgency.kind) {
		case "exploited": return urgency.due === null ? "known to be exploited" : `known to be exploited, to be repaired by ${inline(urgency.due)}`;
		case "likely": return `critical, and will be exploited within 30 days with a probability of ${percent(urgency.epss)}`;
		case "score": return `CVSS ${urgency.score.toFixed(1)}`;
		case "percentile": return `more likely to be exploited than ${percent(urgency.percentile)} of all weaknesses`;
		case "severity": return urgency.severity === "unknown" ? "nobody has rated it" : `rated ${urgency.severity}`;
	}
}
function advisoryTitle(one) {
	const paint = {
		affected: red,
		fixed: green,
		unknown: yellow
	}[one.state];
	const names = one.aliases.length === 0 ? "" : `, also ${listed$2(one.aliases.map(inline), 3)}`;
	return `${paint(inline(one.id))}${names} (${severityWord(one)}) ${inline(one.summary)}`.trimEnd();
}
function severityWord({ severity }) {
	return severity === "unknown" ? "not rated" : severity;
}
function sourceLines({ source }) {
	if (source === void 0) return [];
	return [`It speaks of ${inline(source.name)} ${inline(source.version)}, which this was made from.`];
}
function publishersLines({ words = [] }) {
	return words.map(({ repository, key, author, status, justification, statement }) => {
		const who = `${inline(author)}, by "${inline(repository)}"${key === null ? "" : ` (key ${key.slice(0, 16)})`}`;
		const because = [justification === null ? "" : justificationWords[justification], inline(statement)].filter((part) => part !== "").join("; ");
		const joint = status === "not_affected" ? ", because " : ": ";
		return `${who} says: ${vexWords[status]}${because === "" ? "" : `${joint}${because}`}`;
	});
}
var vexWords = {
	not_affected: "not affected",
	affected: "affected",
	fixed: "repaired",
	under_investigation: "being looked into"
};
var justificationWords = {
	component_not_present: "that component is not in it",
	vulnerable_code_not_present: "that code is not in it",
	vulnerable_code_not_in_execute_path: "that code is never run",
	vulnerable_code_cannot_be_controlled_by_adversary: "nobody can steer that code",
	inline_mitigations_already_exist: "something in it stops that"
};
function riskLines({ score, vector, epss, kev }) {
	return [
		...score === null ? [] : [`CVSS ${score.toFixed(1)} (${inline(vector ?? "")})`],
		...epss === null ? [] : [`EPSS ${percent(epss.score)} within 30 days, more than ${percent(epss.percentile)} of all${epss.date === null ? "" : `, as of ${inline(epss.date)}`}`],
		...kev === null ? [] : [red(kevWords(kev))]
	];
}
function kevWords({ added, due, ransomware }) {
	const until = due === null ? "" : `, to be repaired by ${inline(due)}`;
	return `Known to be exploited since ${inline(added)}${ransomware ? ", by ransomware too" : ""}${until}`;
}
function percent(part) {
	if (part > 0 && part < .001) return "less than 0.1 %";
	const tenths = Math.floor(part * 1e3) / 10;
	return `${tenths < 10 || tenths > 99 ? tenths : Math.round(tenths)} %`;
}
// cli/commands/browse.ts
var usualLimit = 50;
var batch = 1e3;
async function search(input, context) {
	const query = input.operand("query");
	const [description, tags] = [input.flag("description"), input.flag("tags")];
	const categories = input.list("category");
	const found = await (await context.engine()).run("catalog.search", {
		query,
		description,
		tags,
		limit: input.number("limit") ?? usualLimit,
		...categories.length === 0 ? {} : { categories: [...categories] },
		...input.flag("all") ? { hidden: true } : {}
	}, { signal: context.signal });
	return {
		data: found.packages,
		text: (page) => searchText(found, query, {
			page,
			wider: !description || !tags
		})
	};
}
async function list(input, context) {
	if (input.flag("available")) return listAvailable(context);
	const installed = await (await context.engine()).run("package.installed", {}, { signal: context.signal });
	return {
		data: installed,
		text: (page) => installedText(installed, page)
	};
}
async function checkUpdates(_, context) {
	const updates = await (await context.engine()).run("updates.list", {}, { signal: context.signal });
	return {
		data: updates,
		text: (page) => updatesText(updates, page)
	};
}
async function listAvailable(context) {
	const engine = await context.engine();
	const packages = [];
	for (let total = 1; packages.length < total;) {
		const answer = await engine.run("catalog.search", {
			query: "",
			order: "name",
			limit: batch,
			offset: packages.length
		}, { signal: context.signal });
		if (answer.packages.length === 0) break;
		total = answer.total;
		packages.push(...answer.packages);
	}
	const isEmpty = packages.length === 0;
	const inUse = (isEmpty ? await engine.run("repository.list", {}, { signal: context.signal }) : []).some(({ enabled }) => enabled);
	return {
		data: packages,
		text: (page) => isEmpty ? emptyText(inUse, page) : packageTable(packages, page)
	};
}
function emptyText(inUse, page) {
	return inUse ? `Nothing is on offer. Ask the repositories what is new: ${page.command("sync")}` : `No repository offers anything yet. Add one: ${page.command("repository", "add")} NAME URL`;
}
function searchText(found, query, { page, wider }) {
	if (found.packages.length === 0) {
		const further = wider ? ` Look further: ${page.command("search", query, "--description", "--tags")}` : "";
		const hidden = hiddenText(found);
		return `Nothing found for "${inline(query)}".${further}${hidden === null ? "" : `\n${hidden}`}`;
	}
	const left = found.total - found.packages.length;
	const notes = [left > 0 ? `${count(left, "more match", "more matches")}: use --limit to see them.` : null, hiddenText(found)].filter((note) => note !== null);
	return [
		meantText(found, query),
		foundTable(found.packages, page),
		dim(notes.join("\n"))
	].filter((part) => part !== null && part !== dim("")).join("\n\n");
}
function foundTable(packages, page) {
	const columns = [
		{ title: "Package" },
		{ title: "Version" },
		{ title: "" },
		{ title: "Found by" },
		{
			title: "About",
			gives: true
		}
	];
	const rows = packages.map((one) => [
		one.name,
		inline(one.version),
		stateWords(one),
		foundWords(one),
		inline(one.summary)
	]);
	return table(columns, rows, page.width);
}
function packageTable(packages, page) {
	const columns = [
		{ title: "Package" },
		{ title: "Version" },
		{ title: "" },
		{
			title: "About",
			gives: true
		}
	];
	const rows = packages.map((one) => [
		one.name,
		inline(one.version),
		stateWords(one),
		inline(one.summary)
	]);
	return table(columns, rows, page.width);
}
function stateWords(one) {
	if (one.installed === null) return "";
	if (one.installed.revoked !== void 0) return red("installed, taken back");
	return one.update === null ? green("installed") : yellow(`${inline(one.installed.version)} installed`);
}
function installedText(packages, page) {
	if (packages.length === 0) return `Nothing is installed yet. See what there is: ${page.command("list", "--available")}`;
	const rows = packages.map((one) => [
		one.name,
		inline(one.installed?.version ?? one.version),
		size(one.installedSize),
		one.installed === null ? "" : day$1(one.installed.at),
		one.installed?.chosen === false ? dim("needed by others") : "",
		one.installed?.revoked === void 0 ? "" : red("taken back"),
		one.update === null ? "" : yellow(`${inline(one.update)} is out`)
	]);
	return table([
		{ title: "Package" },
		{ title: "Version" },
		{
			title: "Size",
			align: "right"
		},
		{ title: "Since" },
		{ title: "" },
		{ title: "" },
		{
			title: "",
			gives: true
		}
	], rows, page.width);
}
function updatesText(updates, page) {
	if (updates.length === 0) return "Everything is up to date.";
	const rows = updates.map((one) => [
		one.name,
		`${inline(one.current)} \u2192 ${inline(one.available)}`,
		size(one.size),
		one.security ? red(`fixes ${listed$2(one.fixes.map(inline), 4)}`) : "",
		one.urgency === null ? "" : urgencyWords(one.urgency, one.fixes)
	]);
	return `${table([
		{ title: "Package" },
		{ title: "Version" },
		{
			title: "Download",
			align: "right"
		},
		{
			title: "",
			gives: true
		},
		{
			title: "Why first",
			gives: true
		}
	], rows, page.width)}\n\n${count(updates.length, "update")}. Bring them in: ${page.command("update")}`;
}
// cli/public-key.ts
async function readPublicKey(file) {
	try {
		return publicKeyFrom(await readFile(file, "utf8"), file);
	} catch (error) {
		const { code } = error;
		if (code !== "ENOENT") throw error;
		throw new Refusal({
			code: "file/not-found",
			facts: { path: file }
		}, { cause: error });
	}
}
function publicKeyFrom(text, file) {
	const wrong = () => usage(`${file} holds no public key.`, "Make such a file: multios-pm sign export KEY > KEY.pub");
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw wrong();
	}
	if (!isKey(value)) throw wrong();
	return value;
}
function isKey(value) {
	if (typeof value !== "object" || value === null) return false;
	const { keyId, algorithm, publicKey } = value;
	return typeof keyId === "string" && isAlgorithm(algorithm) && typeof publicKey === "string";
}
var algorithms = [
	"ed25519",
	"rsa-2048",
	"rsa-4096",
	"ecdsa-p256",
	"ecdsa-p384"
];
function isAlgorithm(value) {
	return algorithms.some((algorithm) => algorithm === value);
}
// cli/interrupt.ts
var Interrupted = class extends Error {
	name = "Interrupted";
	by;
	constructor(by = "SIGINT") {
		super("interrupted");
		this.by = by;
	}
};
var signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
var soon = 1e3;
function listenForInterrupt({ slow, force }) {
	const controller = new AbortController();
	let handedOver = false;
	let waiting;
	const stop = (name) => {
		if (handedOver && name === "SIGINT" && process.stdin.isTTY) return;
		if (controller.signal.aborted) return force();
		waiting = setTimeout(slow, soon).unref();
		controller.abort(new Interrupted(name));
	};
	for (const name of signals) process.on(name, stop);
	return {
		signal: controller.signal,
		handOver: () => {
			handedOver = true;
		},
		takeBack: () => {
			handedOver = false;
		},
		release: () => {
			clearTimeout(waiting);
			for (const name of signals) process.off(name, stop);
		}
	};
}
// cli/output/json.ts
var unprintable = /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
function jsonDocument(data) {
	return `${JSON.stringify(data ?? null, null, 2).replace(unprintable, spelledOut)}\n`;
}
function spelledOut(character) {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
// node_modules/commander/lib/error.js
var CommanderError = class extends Error {
	constructor(exitCode, code, message) {
		super(message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
		this.code = code;
		this.exitCode = exitCode;
		this.nestedError = void 0;
	}
};
var InvalidArgumentError = class extends CommanderError {
	constructor(message) {
		super(1, "commander.invalidArgument", message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
	}
};
// node_modules/commander/lib/argument.js
var Argument = class {
	constructor(name, description) {
		this.description = description || "";
		this.variadic = false;
		this.parseArg = void 0;
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.argChoices = void 0;
		switch (name[0]) {
			case "<":
				this.required = true;
				this._name = name.slice(1, -1);
				break;
			case "[":
				this.required = false;
				this._name = name.slice(1, -1);
				break;
			default:
				this.required = true;
				this._name = name;
		}
		if (this._name.endsWith("...")) {
			this.variadic = true;
			this._name = this._name.slice(0, -3);
		}
	}
	name() {
		return this._name;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	argRequired() {
		this.required = true;
		return this;
	}
	argOptional() {
		this.required = false;
		return this;
	}
};
function humanReadableArgName(arg) {
	const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
	return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
}
// node_modules/commander/lib/help.js
var Help = class {
	constructor() {
		this.helpWidth = void 0;
		this.minWidthToWrap = 40;
		this.sortSubcommands = false;
		this.sortOptions = false;
		this.showGlobalOptions = false;
	}
	prepareContext(contextOptions) {
		this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
	}
	visibleCommands(cmd) {
		const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
		const helpCommand = cmd._getHelpCommand();
		if (helpCommand && !helpCommand._hidden) visibleCommands.push(helpCommand);
		if (this.sortSubcommands) visibleCommands.sort((a, b) => {
			return a.name().localeCompare(b.name());
		});
		return visibleCommands;
	}
	compareOptions(a, b) {
		const getSortKey = (option) => {
			return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
		};
		return getSortKey(a).localeCompare(getSortKey(b));
	}
	visibleOptions(cmd) {
		const visibleOptions = cmd.options.filter((option) => !option.hidden);
		const helpOption = cmd._getHelpOption();
		if (helpOption && !helpOption.hidden) {
			const removeShort = helpOption.short && cmd._findOption(helpOption.short);
			const removeLong = helpOption.long && cmd._findOption(helpOption.long);
			if (!removeShort && !removeLong) visibleOptions.push(helpOption);
			else if (helpOption.long && !removeLong) visibleOptions.push(cmd.createOption(helpOption.long, helpOption.description).helpGroup(helpOption.helpGroupHeading));
			else if (helpOption.short && !removeShort) visibleOptions.push(cmd.createOption(helpOption.short, helpOption.description).helpGroup(helpOption.helpGroupHeading));
		}
		if (this.sortOptions) visibleOptions.sort(this.compareOptions);
		return visibleOptions;
	}
	visibleGlobalOptions(cmd) {
		if (!this.showGlobalOptions) return [];
		const globalOptions = [];
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
			const visibleOptions = ancestorCmd.options.filter((option) => !option.hidden);
			globalOptions.push(...visibleOptions);
		}
		if (this.sortOptions) globalOptions.sort(this.compareOptions);
		return globalOptions;
	}
	visibleArguments(cmd) {
		if (cmd._argsDescription) cmd.registeredArguments.forEach((argument) => {
			argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
		});
		if (cmd.registeredArguments.find((argument) => argument.description)) return cmd.registeredArguments;
		return [];
	}
	subcommandTerm(cmd) {
		const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
		return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + (args ? " " + args : "");
	}
	optionTerm(option) {
		return option.flags;
	}
	argumentTerm(argument) {
		return argument.name();
	}
	longestSubcommandTermLength(cmd, helper) {
		return helper.visibleCommands(cmd).reduce((max, command) => {
			return Math.max(max, this.displayWidth(helper.styleSubcommandTerm(helper.subcommandTerm(command))));
		}, 0);
	}
	longestOptionTermLength(cmd, helper) {
		return helper.visibleOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestGlobalOptionTermLength(cmd, helper) {
		return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestArgumentTermLength(cmd, helper) {
		return helper.visibleArguments(cmd).reduce((max, argument) => {
			return Math.max(max, this.displayWidth(helper.styleArgumentTerm(helper.argumentTerm(argument))));
		}, 0);
	}
	commandUsage(cmd) {
		let cmdName = cmd._name;
		if (cmd._aliases[0]) cmdName = cmdName + "|" + cmd._aliases[0];
		let ancestorCmdNames = "";
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
		return ancestorCmdNames + cmdName + " " + cmd.usage();
	}
	commandDescription(cmd) {
		return cmd.description();
	}
	subcommandDescription(cmd) {
		return cmd.summary() || cmd.description();
	}
	optionDescription(option) {
		const extraInfo = [];
		if (option.argChoices) extraInfo.push(`choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (option.defaultValue !== void 0) {
			if (option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean") extraInfo.push(`default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`);
		}
		if (option.presetArg !== void 0 && option.optional) extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
		if (option.envVar !== void 0) extraInfo.push(`env: ${option.envVar}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (option.description) return `${option.description} ${extraDescription}`;
			return extraDescription;
		}
		return option.description;
	}
	argumentDescription(argument) {
		const extraInfo = [];
		if (argument.argChoices) extraInfo.push(`choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (argument.defaultValue !== void 0) extraInfo.push(`default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (argument.description) return `${argument.description} ${extraDescription}`;
			return extraDescription;
		}
		return argument.description;
	}
	formatItemList(heading, items, helper) {
		if (items.length === 0) return [];
		return [
			helper.styleTitle(heading),
			...items,
			""
		];
	}
	groupItems(unsortedItems, visibleItems, getGroup) {
		const result = new Map();
		unsortedItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
		});
		visibleItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
			result.get(group).push(item);
		});
		return result;
	}
	formatHelp(cmd, helper) {
		const termWidth = helper.padWidth(cmd, helper);
		const helpWidth = helper.helpWidth ?? 80;
		function callFormatItem(term, description) {
			return helper.formatItem(term, termWidth, description, helper);
		}
		let output = [`${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`, ""];
		const commandDescription = helper.commandDescription(cmd);
		if (commandDescription.length > 0) output = output.concat([helper.boxWrap(helper.styleCommandDescription(commandDescription), helpWidth), ""]);
		const argumentList = helper.visibleArguments(cmd).map((argument) => {
			return callFormatItem(helper.styleArgumentTerm(helper.argumentTerm(argument)), helper.styleArgumentDescription(helper.argumentDescription(argument)));
		});
		output = output.concat(this.formatItemList("Arguments:", argumentList, helper));
		this.groupItems(cmd.options, helper.visibleOptions(cmd), (option) => option.helpGroupHeading ?? "Options:").forEach((options, group) => {
			const optionList = options.map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList(group, optionList, helper));
		});
		if (helper.showGlobalOptions) {
			const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList("Global Options:", globalOptionList, helper));
		}
		this.groupItems(cmd.commands, helper.visibleCommands(cmd), (sub) => sub.helpGroup() || "Commands:").forEach((commands, group) => {
			const commandList = commands.map((sub) => {
				return callFormatItem(helper.styleSubcommandTerm(helper.subcommandTerm(sub)), helper.styleSubcommandDescription(helper.subcommandDescription(sub)));
			});
			output = output.concat(this.formatItemList(group, commandList, helper));
		});
		return output.join("\n");
	}
	displayWidth(str) {
		return stripVTControlCharacters(str).length;
	}
	styleTitle(str) {
		return str;
	}
	styleUsage(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word === "[command]") return this.styleSubcommandText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleCommandText(word);
		}).join(" ");
	}
	styleCommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleOptionDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleSubcommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleArgumentDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleDescriptionText(str) {
		return str;
	}
	styleOptionTerm(str) {
		return this.styleOptionText(str);
	}
	styleSubcommandTerm(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleSubcommandText(word);
		}).join(" ");
	}
	styleArgumentTerm(str) {
		return this.styleArgumentText(str);
	}
	styleOptionText(str) {
		return str;
	}
	styleArgumentText(str) {
		return str;
	}
	styleSubcommandText(str) {
		return str;
	}
	styleCommandText(str) {
		return str;
	}
	padWidth(cmd, helper) {
		return Math.max(helper.longestOptionTermLength(cmd, helper), helper.longestGlobalOptionTermLength(cmd, helper), helper.longestSubcommandTermLength(cmd, helper), helper.longestArgumentTermLength(cmd, helper));
	}
	preformatted(str) {
		return /\n[^\S\r\n]/.test(str);
	}
	formatItem(term, termWidth, description, helper) {
		const itemIndent = 2;
		const itemIndentStr = " ".repeat(itemIndent);
		if (!description) return itemIndentStr + term;
		const paddedTerm = term.padEnd(termWidth + term.length - helper.displayWidth(term));
		const spacerWidth = 2;
		const remainingWidth = (this.helpWidth ?? 80) - termWidth - spacerWidth - itemIndent;
		let formattedDescription;
		if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) formattedDescription = description;
		else formattedDescription = helper.boxWrap(description, remainingWidth).replace(/\n/g, "\n" + " ".repeat(termWidth + spacerWidth));
		return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `\n${itemIndentStr}`);
	}
	boxWrap(str, width) {
		if (width < this.minWidthToWrap) return str;
		const rawLines = str.split(/\r\n|\n/);
		const chunkPattern = /[\s]*[^\s]+/g;
		const wrappedLines = [];
		rawLines.forEach((line) => {
			const chunks = line.match(chunkPattern);
			if (chunks === null) {
				wrappedLines.push("");
				return;
			}
			let sumChunks = [chunks.shift()];
			let sumWidth = this.displayWidth(sumChunks[0]);
			chunks.forEach((chunk) => {
				const visibleWidth = this.displayWidth(chunk);
				if (sumWidth + visibleWidth <= width) {
					sumChunks.push(chunk);
					sumWidth += visibleWidth;
					return;
				}
				wrappedLines.push(sumChunks.join(""));
				const nextChunk = chunk.trimStart();
				sumChunks = [nextChunk];
				sumWidth = this.displayWidth(nextChunk);
			});
			wrappedLines.push(sumChunks.join(""));
		});
		return wrappedLines.join("\n");
	}
};
// node_modules/commander/lib/option.js
var Option = class {
	constructor(flags, description) {
		this.flags = flags;
		this.description = description || "";
		this.required = flags.includes("<");
		this.optional = flags.includes("[");
		this.variadic = /\p{ID_Continue}\.\.\.[>\]]$/u.test(flags);
		this.mandatory = false;
		const optionFlags = splitOptionFlags(flags);
		this.short = optionFlags.shortFlag;
		this.long = optionFlags.longFlag;
		this.negate = false;
		if (this.long) this.negate = this.long.startsWith("--no-");
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.presetArg = void 0;
		this.envVar = void 0;
		this.parseArg = void 0;
		this.hidden = false;
		this.argChoices = void 0;
		this.conflictsWith = [];
		this.implied = void 0;
		this.helpGroupHeading = void 0;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	preset(arg) {
		this.presetArg = arg;
		return this;
	}
	conflicts(names) {
		this.conflictsWith = this.conflictsWith.concat(names);
		return this;
	}
	implies(impliedOptionValues) {
		let newImplied = impliedOptionValues;
		if (typeof impliedOptionValues === "string") newImplied = { [impliedOptionValues]: true };
		this.implied = Object.assign(this.implied || {}, newImplied);
		return this;
	}
	env(name) {
		this.envVar = name;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	makeOptionMandatory(mandatory = true) {
		this.mandatory = !!mandatory;
		return this;
	}
	hideHelp(hide = true) {
		this.hidden = !!hide;
		return this;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	name() {
		if (this.long) return this.long.replace(/^--/, "");
		return this.short.replace(/^-/, "");
	}
	attributeName() {
		if (this.negate) return camelcase(this.name().replace(/^no-/, ""));
		return camelcase(this.name());
	}
	helpGroup(heading) {
		this.helpGroupHeading = heading;
		return this;
	}
	is(arg) {
		return this.short === arg || this.long === arg;
	}
	isBoolean() {
		return !this.required && !this.optional && !this.negate;
	}
};
var DualOptions = class {
	constructor(options) {
		this.positiveOptions = new Map();
		this.negativeOptions = new Map();
		this.dualOptions = new Set();
		options.forEach((option) => {
			if (option.negate) this.negativeOptions.set(option.attributeName(), option);
			else this.positiveOptions.set(option.attributeName(), option);
		});
		this.negativeOptions.forEach((value, key) => {
			if (this.positiveOptions.has(key)) this.dualOptions.add(key);
		});
	}
	valueFromOption(value, option) {
		const optionKey = option.attributeName();
		if (!this.dualOptions.has(optionKey)) return true;
		const preset = this.negativeOptions.get(optionKey).presetArg;
		const negativeValue = preset !== void 0 ? preset : false;
		return option.negate === (negativeValue === value);
	}
};
function camelcase(str) {
	return str.split("-").reduce((str, word) => {
		return str + word[0].toUpperCase() + word.slice(1);
	});
}
function splitOptionFlags(flags) {
	let shortFlag;
	let longFlag;
	const shortFlagExp = /^-[^-]$/;
	const longFlagExp = /^--[^-]/;
	const flagParts = flags.split(/[ |,]+/).concat("guard");
	if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
	if (!shortFlag && shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (!shortFlag && longFlagExp.test(flagParts[0])) {
		shortFlag = longFlag;
		longFlag = flagParts.shift();
	}
	if (flagParts[0].startsWith("-")) {
		const unsupportedFlag = flagParts[0];
		const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
		if (/^-[^-][^-]/.test(unsupportedFlag)) throw new Error(`${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`);
		if (shortFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many short flags`);
		if (longFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many long flags`);
		throw new Error(`${baseError}
- unrecognised flag format`);
	}
	if (shortFlag === void 0 && longFlag === void 0) throw new Error(`option creation failed due to no flags found in '${flags}'.`);
	return {
		shortFlag,
		longFlag
	};
}
// node_modules/commander/lib/suggestSimilar.js
var maxDistance = 3;
function editDistance(a, b) {
	if (Math.abs(a.length - b.length) > maxDistance) return Math.max(a.length, b.length);
	const d = [];
	for (let i = 0; i <= a.length; i++) d[i] = [i];
	for (let j = 0; j <= b.length; j++) d[0][j] = j;
	for (let j = 1; j <= b.length; j++) for (let i = 1; i <= a.length; i++) {
		let cost;
		if (a[i - 1] === b[j - 1]) cost = 0;
		else cost = 1;
		d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
		if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
	}
	return d[a.length][b.length];
}
function suggestSimilar(word, candidates) {
	if (!candidates || candidates.length === 0) return "";
	candidates = Array.from(new Set(candidates));
	const searchingOptions = word.startsWith("--");
	if (searchingOptions) {
		word = word.slice(2);
		candidates = candidates.map((candidate) => candidate.slice(2));
	}
	let similar = [];
	let bestDistance = maxDistance;
	const minSimilarity = .4;
	candidates.forEach((candidate) => {
		if (candidate.length <= 1) return;
		const distance = editDistance(word, candidate);
		const length = Math.max(word.length, candidate.length);
		if ((length - distance) / length > minSimilarity) {
			if (distance < bestDistance) {
				bestDistance = distance;
				similar = [candidate];
			} else if (distance === bestDistance) similar.push(candidate);
		}
	});
	similar.sort((a, b) => a.localeCompare(b));
	if (searchingOptions) similar = similar.map((candidate) => `--${candidate}`);
	if (similar.length > 1) return `\n(Did you mean one of ${similar.join(", ")}?)`;
	if (similar.length === 1) return `\n(Did you mean ${similar[0]}?)`;
	return "";
}
// node_modules/commander/lib/command.js
var Command = class Command extends EventEmitter {
	constructor(name) {
		super();
		this.commands = [];
		this.options = [];
		this.parent = null;
		this._allowUnknownOption = false;
		this._allowExcessArguments = false;
		this.registeredArguments = [];
		this._args = this.registeredArguments;
		this.args = [];
		this.rawArgs = [];
		this.processedArgs = [];
		this._scriptPath = null;
		this._name = name || "";
		this._optionValues = {};
		this._optionValueSources = {};
		this._storeOptionsAsProperties = false;
		this._actionHandler = null;
		this._executableHandler = false;
		this._executableFile = null;
		this._executableDir = null;
		this._defaultCommandName = null;
		this._exitCallback = null;
		this._aliases = [];
		this._combineFlagAndOptionalValue = true;
		this._description = "";
		this._summary = "";
		this._argsDescription = void 0;
		this._enablePositionalOptions = false;
		this._passThroughOptions = false;
		this._lifeCycleHooks = {};
		this._showHelpAfterError = false;
		this._showSuggestionAfterError = true;
		this._savedState = null;
		this._outputConfiguration = {
			writeOut: (str) => process$1.stdout.write(str),
			writeErr: (str) => process$1.stderr.write(str),
			outputError: (str, write) => write(str),
			getOutHelpWidth: () => process$1.stdout.isTTY ? process$1.stdout.columns : void 0,
			getErrHelpWidth: () => process$1.stderr.isTTY ? process$1.stderr.columns : void 0,
			getOutHasColors: () => useColor() ?? (process$1.stdout.isTTY && process$1.stdout.hasColors?.()),
			getErrHasColors: () => useColor() ?? (process$1.stderr.isTTY && process$1.stderr.hasColors?.()),
			stripColor: (str) => stripVTControlCharacters(str)
		};
		this._hidden = false;
		this._helpOption = void 0;
		this._addImplicitHelpCommand = void 0;
		this._helpCommand = void 0;
		this._helpConfiguration = {};
		this._helpGroupHeading = void 0;
		this._defaultCommandGroup = void 0;
		this._defaultOptionGroup = void 0;
	}
	copyInheritedSettings(sourceCommand) {
		this._outputConfiguration = sourceCommand._outputConfiguration;
		this._helpOption = sourceCommand._helpOption;
		this._helpCommand = sourceCommand._helpCommand;
		this._helpConfiguration = sourceCommand._helpConfiguration;
		this._exitCallback = sourceCommand._exitCallback;
		this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
		this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
		this._allowExcessArguments = sourceCommand._allowExcessArguments;
		this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
		this._showHelpAfterError = sourceCommand._showHelpAfterError;
		this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
		return this;
	}
	_getCommandAndAncestors() {
		const result = [];
		for (let command = this; command; command = command.parent) result.push(command);
		return result;
	}
	command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
		let desc = actionOptsOrExecDesc;
		let opts = execOpts;
		if (typeof desc === "object" && desc !== null) {
			opts = desc;
			desc = null;
		}
		opts = opts || {};
		const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
		const cmd = this.createCommand(name);
		if (desc) {
			cmd.description(desc);
			cmd._executableHandler = true;
		}
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		cmd._hidden = !!(opts.noHelp || opts.hidden);
		cmd._executableFile = opts.executableFile || null;
		if (args) cmd.arguments(args);
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd.copyInheritedSettings(this);
		if (desc) return this;
		return cmd;
	}
	createCommand(name) {
		return new Command(name);
	}
	createHelp() {
		return Object.assign(new Help(), this.configureHelp());
	}
	configureHelp(configuration) {
		if (configuration === void 0) return this._helpConfiguration;
		this._helpConfiguration = configuration;
		return this;
	}
	configureOutput(configuration) {
		if (configuration === void 0) return this._outputConfiguration;
		this._outputConfiguration = {
			...this._outputConfiguration,
			...configuration
		};
		return this;
	}
	showHelpAfterError(displayHelp = true) {
		if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
		this._showHelpAfterError = displayHelp;
		return this;
	}
	showSuggestionAfterError(displaySuggestion = true) {
		this._showSuggestionAfterError = !!displaySuggestion;
		return this;
	}
	addCommand(cmd, opts) {
		if (!cmd._name) throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
		opts = opts || {};
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		if (opts.noHelp || opts.hidden) cmd._hidden = true;
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd._checkForBrokenPassThrough();
		return this;
	}
	createArgument(name, description) {
		return new Argument(name, description);
	}
	argument(name, description, parseArg, defaultValue) {
		const argument = this.createArgument(name, description);
		if (typeof parseArg === "function") argument.default(defaultValue).argParser(parseArg);
		else argument.default(parseArg);
		this.addArgument(argument);
		return this;
	}
	arguments(names) {
		names.trim().split(/ +/).forEach((detail) => {
			this.argument(detail);
		});
		return this;
	}
	addArgument(argument) {
		const previousArgument = this.registeredArguments.slice(-1)[0];
		if (previousArgument?.variadic) throw new Error(`only the last argument can be variadic '${previousArgument.name()}'`);
		if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) throw new Error(`a default value for a required argument is never used: '${argument.name()}'`);
		this.registeredArguments.push(argument);
		return this;
	}
	helpCommand(enableOrNameAndArgs, description) {
		if (typeof enableOrNameAndArgs === "boolean") {
			this._addImplicitHelpCommand = enableOrNameAndArgs;
			if (enableOrNameAndArgs && this._defaultCommandGroup) this._initCommandGroup(this._getHelpCommand());
			return this;
		}
		const [, helpName, helpArgs] = (enableOrNameAndArgs ?? "help [command]").match(/([^ ]+) *(.*)/);
		const helpDescription = description ?? "display help for command";
		const helpCommand = this.createCommand(helpName);
		helpCommand.helpOption(false);
		if (helpArgs) helpCommand.arguments(helpArgs);
		if (helpDescription) helpCommand.description(helpDescription);
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
		return this;
	}
	addHelpCommand(helpCommand, deprecatedDescription) {
		if (typeof helpCommand !== "object") {
			this.helpCommand(helpCommand, deprecatedDescription);
			return this;
		}
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		this._initCommandGroup(helpCommand);
		return this;
	}
	_getHelpCommand() {
		if (this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"))) {
			if (this._helpCommand === void 0) this.helpCommand(void 0, void 0);
			return this._helpCommand;
		}
		return null;
	}
	hook(event, listener) {
		const allowedValues = [
			"preSubcommand",
			"preAction",
			"postAction"
		];
		if (!allowedValues.includes(event)) throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
		if (this._lifeCycleHooks[event]) this._lifeCycleHooks[event].push(listener);
		else this._lifeCycleHooks[event] = [listener];
		return this;
	}
	exitOverride(fn) {
		if (fn) this._exitCallback = fn;
		else this._exitCallback = (err) => {
			if (err.code !== "commander.executeSubCommandAsync") throw err;
		};
		return this;
	}
	_exit(exitCode, code, message) {
		if (this._exitCallback) this._exitCallback(new CommanderError(exitCode, code, message));
		process$1.exit(exitCode);
	}
	action(fn) {
		const listener = (args) => {
			const expectedArgsCount = this.registeredArguments.length;
			const actionArgs = args.slice(0, expectedArgsCount);
			if (this._storeOptionsAsProperties) actionArgs[expectedArgsCount] = this;
			else actionArgs[expectedArgsCount] = this.opts();
			actionArgs.push(this);
			return fn.apply(this, actionArgs);
		};
		this._actionHandler = listener;
		return this;
	}
	createOption(flags, description) {
		return new Option(flags, description);
	}
	_callParseArg(target, value, previous, invalidArgumentMessage) {
		try {
			return target.parseArg(value, previous);
		} catch (err) {
			if (err.code === "commander.invalidArgument") {
				const message = `${invalidArgumentMessage} ${err.message}`;
				this.error(message, {
					exitCode: err.exitCode,
					code: err.code
				});
			}
			throw err;
		}
	}
	_registerOption(option) {
		const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
		if (matchingOption) {
			const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
			throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
		}
		this._initOptionGroup(option);
		this.options.push(option);
	}
	_registerCommand(command) {
		const knownBy = (cmd) => {
			return [cmd.name()].concat(cmd.aliases());
		};
		const alreadyUsed = knownBy(command).find((name) => this._findCommand(name));
		if (alreadyUsed) {
			const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
			const newCmd = knownBy(command).join("|");
			throw new Error(`cannot add command '${newCmd}' as already have command '${existingCmd}'`);
		}
		this._initCommandGroup(command);
		this.commands.push(command);
	}
	addOption(option) {
		this._registerOption(option);
		const oname = option.name();
		const name = option.attributeName();
		if (option.defaultValue !== void 0) this.setOptionValueWithSource(name, option.defaultValue, "default");
		const handleOptionValue = (val, invalidValueMessage, valueSource) => {
			if (val == null && option.presetArg !== void 0) val = option.presetArg;
			const oldValue = this.getOptionValue(name);
			if (val !== null && option.parseArg) val = this._callParseArg(option, val, oldValue, invalidValueMessage);
			else if (val !== null && option.variadic) val = option._collectValue(val, oldValue);
			if (val == null) {
				if (option.negate) val = false;
				else if (option.isBoolean() || option.optional) val = true;
				else val = "";
			}
			this.setOptionValueWithSource(name, val, valueSource);
		};
		this.on("option:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "cli");
		});
		if (option.envVar) this.on("optionEnv:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "env");
		});
		return this;
	}
	_optionEx(config, flags, description, fn, defaultValue) {
		if (typeof flags === "object" && flags instanceof Option) throw new Error("To add an Option object use addOption() instead of option() or requiredOption()");
		const option = this.createOption(flags, description);
		option.makeOptionMandatory(!!config.mandatory);
		if (typeof fn === "function") option.default(defaultValue).argParser(fn);
		else if (fn instanceof RegExp) {
			const regex = fn;
			fn = (val, def) => {
				const m = regex.exec(val);
				return m ? m[0] : def;
			};
			option.default(defaultValue).argParser(fn);
		} else option.default(fn);
		return this.addOption(option);
	}
	option(flags, description, parseArg, defaultValue) {
		return this._optionEx({}, flags, description, parseArg, defaultValue);
	}
	requiredOption(flags, description, parseArg, defaultValue) {
		return this._optionEx({ mandatory: true }, flags, description, parseArg, defaultValue);
	}
	combineFlagAndOptionalValue(combine = true) {
		this._combineFlagAndOptionalValue = !!combine;
		return this;
	}
	allowUnknownOption(allowUnknown = true) {
		this._allowUnknownOption = !!allowUnknown;
		return this;
	}
	allowExcessArguments(allowExcess = true) {
		this._allowExcessArguments = !!allowExcess;
		return this;
	}
	enablePositionalOptions(positional = true) {
		this._enablePositionalOptions = !!positional;
		return this;
	}
	passThroughOptions(passThrough = true) {
		this._passThroughOptions = !!passThrough;
		this._checkForBrokenPassThrough();
		return this;
	}
	_checkForBrokenPassThrough() {
		if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) throw new Error(`passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`);
	}
	storeOptionsAsProperties(storeAsProperties = true) {
		if (this.options.length) throw new Error("call .storeOptionsAsProperties() before adding options");
		if (Object.keys(this._optionValues).length) throw new Error("call .storeOptionsAsProperties() before setting option values");
		this._storeOptionsAsProperties = !!storeAsProperties;
		return this;
	}
	getOptionValue(key) {
		if (this._storeOptionsAsProperties) return this[key];
		return this._optionValues[key];
	}
	setOptionValue(key, value) {
		return this.setOptionValueWithSource(key, value, void 0);
	}
	setOptionValueWithSource(key, value, source) {
		if (this._storeOptionsAsProperties) this[key] = value;
		else this._optionValues[key] = value;
		this._optionValueSources[key] = source;
		return this;
	}
	getOptionValueSource(key) {
		return this._optionValueSources[key];
	}
	getOptionValueSourceWithGlobals(key) {
		let source;
		this._getCommandAndAncestors().forEach((cmd) => {
			if (Object.hasOwn(cmd._optionValueSources, key)) source = cmd.getOptionValueSource(key);
		});
		return source;
	}
	_prepareUserArgs(argv, parseOptions) {
		if (argv !== void 0 && !Array.isArray(argv)) throw new Error("first parameter to parse must be array or undefined");
		parseOptions = parseOptions || {};
		if (argv === void 0 && parseOptions.from === void 0) {
			if (process$1.versions?.electron) parseOptions.from = "electron";
			const execArgv = process$1.execArgv ?? [];
			if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) parseOptions.from = "eval";
		}
		if (argv === void 0) argv = process$1.argv;
		this.rawArgs = argv.slice();
		let userArgs;
		switch (parseOptions.from) {
			case void 0:
			case "node":
				this._scriptPath = argv[1];
				userArgs = argv.slice(2);
				break;
			case "electron":
				if (process$1.defaultApp) {
					this._scriptPath = argv[1];
					userArgs = argv.slice(2);
				} else userArgs = argv.slice(1);
				break;
			case "user":
				userArgs = argv.slice(0);
				break;
			case "eval":
				userArgs = argv.slice(1);
				break;
			default: throw new Error(`unexpected parse option { from: '${parseOptions.from}' }`);
		}
		if (!this._name && this._scriptPath) this.nameFromFilename(this._scriptPath);
		this._name = this._name || "program";
		return userArgs;
	}
	parse(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		this._parseCommand([], userArgs);
		return this;
	}
	async parseAsync(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		await this._parseCommand([], userArgs);
		return this;
	}
	_prepareForParse() {
		if (this._savedState === null) {
			this.options.filter((option) => option.negate && option.defaultValue === void 0 && this.getOptionValue(option.attributeName()) === void 0).forEach((option) => {
				const positiveLongFlag = option.long.replace(/^--no-/, "--");
				if (!this._findOption(positiveLongFlag)) this.setOptionValueWithSource(option.attributeName(), true, "default");
			});
			this.saveStateBeforeParse();
		} else this.restoreStateBeforeParse();
	}
	saveStateBeforeParse() {
		this._savedState = {
			_name: this._name,
			_optionValues: { ...this._optionValues },
			_optionValueSources: { ...this._optionValueSources }
		};
	}
	restoreStateBeforeParse() {
		if (this._storeOptionsAsProperties) throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
		this._name = this._savedState._name;
		this._scriptPath = null;
		this.rawArgs = [];
		this._optionValues = { ...this._savedState._optionValues };
		this._optionValueSources = { ...this._savedState._optionValueSources };
		this.args = [];
		this.processedArgs = [];
	}
	_checkForMissingExecutable(executableFile, executableDir, subcommandName) {
		if (fs.existsSync(executableFile)) return;
		const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory"}`;
		throw new Error(executableMissing);
	}
	_executeSubCommand(subcommand, args) {
		args = args.slice();
		const sourceExt = [
			".js",
			".ts",
			".tsx",
			".mjs",
			".cjs"
		];
		function findFile(baseDir, baseName) {
			const localBin = path.resolve(baseDir, baseName);
			if (fs.existsSync(localBin)) return localBin;
			if (sourceExt.includes(path.extname(baseName))) return void 0;
			const foundExt = sourceExt.find((ext) => fs.existsSync(`${localBin}${ext}`));
			if (foundExt) return `${localBin}${foundExt}`;
		}
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
		let executableDir = this._executableDir || "";
		if (this._scriptPath) {
			let resolvedScriptPath;
			try {
				resolvedScriptPath = fs.realpathSync(this._scriptPath);
			} catch {
				resolvedScriptPath = this._scriptPath;
			}
			executableDir = path.resolve(path.dirname(resolvedScriptPath), executableDir);
		}
		if (executableDir) {
			let localFile = findFile(executableDir, executableFile);
			if (!localFile && !subcommand._executableFile && this._scriptPath) {
				const legacyName = path.basename(this._scriptPath, path.extname(this._scriptPath));
				if (legacyName !== this._name) localFile = findFile(executableDir, `${legacyName}-${subcommand._name}`);
			}
			executableFile = localFile || executableFile;
		}
		const launchWithNode = sourceExt.includes(path.extname(executableFile));
		let proc;
		if (process$1.platform !== "win32") {
			if (launchWithNode) {
				args.unshift(executableFile);
				args = incrementNodeInspectorPort(process$1.execArgv).concat(args);
				proc = childProcess.spawn(process$1.argv[0], args, { stdio: "inherit" });
			} else proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
		} else {
			this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			args.unshift(executableFile);
			args = incrementNodeInspectorPort(process$1.execArgv).concat(args);
			proc = childProcess.spawn(process$1.execPath, args, { stdio: "inherit" });
		}
		if (!proc.killed) [
			"SIGUSR1",
			"SIGUSR2",
			"SIGTERM",
			"SIGINT",
			"SIGHUP"
		].forEach((signal) => {
			process$1.on(signal, () => {
				if (proc.killed === false && proc.exitCode === null) proc.kill(signal);
			});
		});
		const exitCallback = this._exitCallback;
		proc.on("close", (code) => {
			code = code ?? 1;
			if (!exitCallback) process$1.exit(code);
			else exitCallback(new CommanderError(code, "commander.executeSubCommandAsync", "(close)"));
		});
		proc.on("error", (err) => {
			if (err.code === "ENOENT") this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			else if (err.code === "EACCES") throw new Error(`'${executableFile}' not executable`);
			if (!exitCallback) process$1.exit(1);
			else {
				const wrappedError = new CommanderError(1, "commander.executeSubCommandAsync", "(error)");
				wrappedError.nestedError = err;
				exitCallback(wrappedError);
			}
		});
		this.runningCommand = proc;
	}
	_dispatchSubcommand(commandName, operands, unknown) {
		const subCommand = this._findCommand(commandName);
		if (!subCommand) this.help({ error: true });
		subCommand._prepareForParse();
		let promiseChain;
		promiseChain = this._chainOrCallSubCommandHook(promiseChain, subCommand, "preSubcommand");
		promiseChain = this._chainOrCall(promiseChain, () => {
			if (subCommand._executableHandler) this._executeSubCommand(subCommand, operands.concat(unknown));
			else return subCommand._parseCommand(operands, unknown);
		});
		return promiseChain;
	}
	_dispatchHelpCommand(subcommandName) {
		if (!subcommandName) this.help();
		const subCommand = this._findCommand(subcommandName);
		if (subCommand && !subCommand._executableHandler) subCommand.help();
		return this._dispatchSubcommand(subcommandName, [], [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]);
	}
	_checkNumberOfArguments() {
		this.registeredArguments.forEach((arg, i) => {
			if (arg.required && this.args[i] == null) this.missingArgument(arg.name());
		});
		if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) return;
		if (this.args.length > this.registeredArguments.length) this._excessArguments(this.args);
	}
	_processArguments() {
		const myParseArg = (argument, value, previous) => {
			let parsedValue = value;
			if (value !== null && argument.parseArg) {
				const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
				parsedValue = this._callParseArg(argument, value, previous, invalidValueMessage);
			}
			return parsedValue;
		};
		this._checkNumberOfArguments();
		const processedArgs = [];
		this.registeredArguments.forEach((declaredArg, index) => {
			let value = declaredArg.defaultValue;
			if (declaredArg.variadic) {
				if (index < this.args.length) {
					value = this.args.slice(index);
					if (declaredArg.parseArg) value = value.reduce((processed, v) => {
						return myParseArg(declaredArg, v, processed);
					}, declaredArg.defaultValue);
				} else if (value === void 0) value = [];
			} else if (index < this.args.length) {
				value = this.args[index];
				if (declaredArg.parseArg) value = myParseArg(declaredArg, value, declaredArg.defaultValue);
			}
			processedArgs[index] = value;
		});
		this.processedArgs = processedArgs;
	}
	_chainOrCall(promise, fn) {
		if (promise?.then && typeof promise.then === "function") return promise.then(() => fn());
		return fn();
	}
	_chainOrCallHooks(promise, event) {
		let result = promise;
		const hooks = [];
		this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
			hookedCommand._lifeCycleHooks[event].forEach((callback) => {
				hooks.push({
					hookedCommand,
					callback
				});
			});
		});
		if (event === "postAction") hooks.reverse();
		hooks.forEach((hookDetail) => {
			result = this._chainOrCall(result, () => {
				return hookDetail.callback(hookDetail.hookedCommand, this);
			});
		});
		return result;
	}
	_chainOrCallSubCommandHook(promise, subCommand, event) {
		let result = promise;
		if (this._lifeCycleHooks[event] !== void 0) this._lifeCycleHooks[event].forEach((hook) => {
			result = this._chainOrCall(result, () => {
				return hook(this, subCommand);
			});
		});
		return result;
	}
	_parseCommand(operands, unknown) {
		const parsed = this.parseOptions(unknown);
		this._parseOptionsEnv();
		this._parseOptionsImplied();
		operands = operands.concat(parsed.operands);
		unknown = parsed.unknown;
		this.args = operands.concat(unknown);
		if (operands && this._findCommand(operands[0])) return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
		if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) return this._dispatchHelpCommand(operands[1]);
		if (this._defaultCommandName) {
			this._outputHelpIfRequested(unknown);
			return this._dispatchSubcommand(this._defaultCommandName, operands, unknown);
		}
		if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) this.help({ error: true });
		this._outputHelpIfRequested(parsed.unknown);
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		const checkForUnknownOptions = () => {
			if (parsed.unknown.length > 0) this.unknownOption(parsed.unknown[0]);
		};
		const commandEvent = `command:${this.name()}`;
		if (this._actionHandler) {
			checkForUnknownOptions();
			this._processArguments();
			let promiseChain;
			promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
			promiseChain = this._chainOrCall(promiseChain, () => this._actionHandler(this.processedArgs));
			if (this.parent) promiseChain = this._chainOrCall(promiseChain, () => {
				this.parent.emit(commandEvent, operands, unknown);
			});
			promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
			return promiseChain;
		}
		if (this.parent?.listenerCount(commandEvent)) {
			checkForUnknownOptions();
			this._processArguments();
			this.parent.emit(commandEvent, operands, unknown);
		} else if (operands.length) {
			if (this._findCommand("*")) return this._dispatchSubcommand("*", operands, unknown);
			if (this.listenerCount("command:*")) this.emit("command:*", operands, unknown);
			else if (this.commands.length) this.unknownCommand();
			else {
				checkForUnknownOptions();
				this._processArguments();
			}
		} else if (this.commands.length) {
			checkForUnknownOptions();
			this.help({ error: true });
		} else {
			checkForUnknownOptions();
			this._processArguments();
		}
	}
	_findCommand(name) {
		if (!name) return void 0;
		return this.commands.find((cmd) => cmd._name === name || cmd._aliases.includes(name));
	}
	_findOption(arg) {
		return this.options.find((option) => option.is(arg));
	}
	_checkForMissingMandatoryOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd.options.forEach((anOption) => {
				if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) cmd.missingMandatoryOptionValue(anOption);
			});
		});
	}
	_checkForConflictingLocalOptions() {
		const definedNonDefaultOptions = this.options.filter((option) => {
			const optionKey = option.attributeName();
			if (this.getOptionValue(optionKey) === void 0) return false;
			return this.getOptionValueSource(optionKey) !== "default";
		});
		definedNonDefaultOptions.filter((option) => option.conflictsWith.length > 0).forEach((option) => {
			const conflictingAndDefined = definedNonDefaultOptions.find((defined) => option.conflictsWith.includes(defined.attributeName()));
			if (conflictingAndDefined) this._conflictingOption(option, conflictingAndDefined);
		});
	}
	_checkForConflictingOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd._checkForConflictingLocalOptions();
		});
	}
	parseOptions(args) {
		const operands = [];
		const unknown = [];
		let dest = operands;
		function maybeOption(arg) {
			return arg.length > 1 && arg[0] === "-";
		}
		const negativeNumberArg = (arg) => {
			if (!/^-(\d+|\d*\.\d+)([eE][+-]?\d+)?$/.test(arg)) return false;
			return !this._getCommandAndAncestors().some((cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short)));
		};
		let activeVariadicOption = null;
		let activeGroup = null;
		let i = 0;
		while (i < args.length || activeGroup) {
			const arg = activeGroup ?? args[i++];
			activeGroup = null;
			if (arg === "--") {
				if (dest === unknown) dest.push(arg);
				dest.push(...args.slice(i));
				break;
			}
			if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
				this.emit(`option:${activeVariadicOption.name()}`, arg);
				continue;
			}
			activeVariadicOption = null;
			if (maybeOption(arg)) {
				const option = this._findOption(arg);
				if (option) {
					if (option.required) {
						const value = args[i++];
						if (value === void 0) this.optionMissingArgument(option);
						this.emit(`option:${option.name()}`, value);
					} else if (option.optional) {
						let value = null;
						if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) value = args[i++];
						this.emit(`option:${option.name()}`, value);
					} else this.emit(`option:${option.name()}`);
					activeVariadicOption = option.variadic ? option : null;
					continue;
				}
			}
			if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
				const option = this._findOption(`-${arg[1]}`);
				if (option) {
					if (option.required || option.optional && this._combineFlagAndOptionalValue) this.emit(`option:${option.name()}`, arg.slice(2));
					else {
						this.emit(`option:${option.name()}`);
						activeGroup = `-${arg.slice(2)}`;
					}
					continue;
				}
			}
			if (/^--[^=]+=/.test(arg)) {
				const index = arg.indexOf("=");
				const option = this._findOption(arg.slice(0, index));
				if (option && (option.required || option.optional)) {
					this.emit(`option:${option.name()}`, arg.slice(index + 1));
					continue;
				}
			}
			if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) dest = unknown;
			if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
				if (this._findCommand(arg)) {
					operands.push(arg);
					unknown.push(...args.slice(i));
					break;
				} else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
					operands.push(arg, ...args.slice(i));
					break;
				} else if (this._defaultCommandName) {
					unknown.push(arg, ...args.slice(i));
					break;
				}
			}
			if (this._passThroughOptions) {
				dest.push(arg, ...args.slice(i));
				break;
			}
			dest.push(arg);
		}
		return {
			operands,
			unknown
		};
	}
	opts() {
		if (this._storeOptionsAsProperties) {
			const result = {};
			const len = this.options.length;
			for (let i = 0; i < len; i++) {
				const key = this.options[i].attributeName();
				result[key] = key === this._versionOptionName ? this._version : this[key];
			}
			return result;
		}
		return this._optionValues;
	}
	optsWithGlobals() {
		return this._getCommandAndAncestors().reduce((combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()), {});
	}
	error(message, errorOptions) {
		this._outputConfiguration.outputError(`${message}\n`, this._outputConfiguration.writeErr);
		if (typeof this._showHelpAfterError === "string") this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
		else if (this._showHelpAfterError) {
			this._outputConfiguration.writeErr("\n");
			this.outputHelp({ error: true });
		}
		const config = errorOptions || {};
		const exitCode = config.exitCode || 1;
		const code = config.code || "commander.error";
		this._exit(exitCode, code, message);
	}
	_parseOptionsEnv() {
		this.options.forEach((option) => {
			if (option.envVar && option.envVar in process$1.env) {
				const optionKey = option.attributeName();
				if (this.getOptionValue(optionKey) === void 0 || [
					"default",
					"config",
					"env"
				].includes(this.getOptionValueSource(optionKey))) {
					if (option.required || option.optional) this.emit(`optionEnv:${option.name()}`, process$1.env[option.envVar]);
					else this.emit(`optionEnv:${option.name()}`);
				}
			}
		});
	}
	_parseOptionsImplied() {
		const dualHelper = new DualOptions(this.options);
		const hasCustomOptionValue = (optionKey) => {
			return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
		};
		this.options.filter((option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(this.getOptionValue(option.attributeName()), option)).forEach((option) => {
			Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
				this.setOptionValueWithSource(impliedKey, option.implied[impliedKey], "implied");
			});
		});
	}
	missingArgument(name) {
		const message = `error: missing required argument '${name}'`;
		this.error(message, { code: "commander.missingArgument" });
	}
	optionMissingArgument(option) {
		const message = `error: option '${option.flags}' argument missing`;
		this.error(message, { code: "commander.optionMissingArgument" });
	}
	missingMandatoryOptionValue(option) {
		const message = `error: required option '${option.flags}' not specified`;
		this.error(message, { code: "commander.missingMandatoryOptionValue" });
	}
	_conflictingOption(option, conflictingOption) {
		const findBestOptionFromValue = (option) => {
			const optionKey = option.attributeName();
			const optionValue = this.getOptionValue(optionKey);
			const negativeOption = this.options.find((target) => target.negate && optionKey === target.attributeName());
			const positiveOption = this.options.find((target) => !target.negate && optionKey === target.attributeName());
			if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) return negativeOption;
			return positiveOption || option;
		};
		const getErrorMessage = (option) => {
			const bestOption = findBestOptionFromValue(option);
			const optionKey = bestOption.attributeName();
			if (this.getOptionValueSource(optionKey) === "env") return `environment variable '${bestOption.envVar}'`;
			return `option '${bestOption.flags}'`;
		};
		const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
		this.error(message, { code: "commander.conflictingOption" });
	}
	unknownOption(flag) {
		if (this._allowUnknownOption) return;
		let suggestion = "";
		if (flag.startsWith("--") && this._showSuggestionAfterError) {
			let candidateFlags = [];
			let command = this;
			do {
				const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
				candidateFlags = candidateFlags.concat(moreFlags);
				command = command.parent;
			} while (command && !command._enablePositionalOptions);
			suggestion = suggestSimilar(flag, candidateFlags);
		}
		const message = `error: unknown option '${flag}'${suggestion}`;
		this.error(message, { code: "commander.unknownOption" });
	}
	_excessArguments(receivedArgs) {
		if (this._allowExcessArguments) return;
		const expected = this.registeredArguments.length;
		const s = expected === 1 ? "" : "s";
		const received = receivedArgs.length;
		const message = `error: too many arguments${this.parent ? ` for '${this.name()}'` : ""}. Expected ${expected} argument${s} but got ${received}: ${receivedArgs.join(", ")}.`;
		this.error(message, { code: "commander.excessArguments" });
	}
	unknownCommand() {
		const unknownName = this.args[0];
		let suggestion = "";
		if (this._showSuggestionAfterError) {
			const candidateNames = [];
			this.createHelp().visibleCommands(this).forEach((command) => {
				candidateNames.push(command.name());
				if (command.alias()) candidateNames.push(command.alias());
			});
			suggestion = suggestSimilar(unknownName, candidateNames);
		}
		const message = `error: unknown command '${unknownName}'${suggestion}`;
		this.error(message, { code: "commander.unknownCommand" });
	}
	version(str, flags, description) {
		if (str === void 0) return this._version;
		this._version = str;
		flags = flags || "-V, --version";
		description = description || "output the version number";
		const versionOption = this.createOption(flags, description);
		this._versionOptionName = versionOption.attributeName();
		this._registerOption(versionOption);
		this.on("option:" + versionOption.name(), () => {
			this._outputConfiguration.writeOut(`${str}\n`);
			this._exit(0, "commander.version", str);
		});
		return this;
	}
	description(str, argsDescription) {
		if (str === void 0 && argsDescription === void 0) return this._description;
		this._description = str;
		if (argsDescription) this._argsDescription = argsDescription;
		return this;
	}
	summary(str) {
		if (str === void 0) return this._summary;
		this._summary = str;
		return this;
	}
	alias(alias) {
		if (alias === void 0) return this._aliases[0];
		let command = this;
		if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) command = this.commands[this.commands.length - 1];
		if (alias === command._name) throw new Error("Command alias can't be the same as its name");
		const matchingCommand = this.parent?._findCommand(alias);
		if (matchingCommand) {
			const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
			throw new Error(`cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`);
		}
		command._aliases.push(alias);
		return this;
	}
	aliases(aliases) {
		if (aliases === void 0) return this._aliases;
		aliases.forEach((alias) => this.alias(alias));
		return this;
	}
	usage(str) {
		if (str === void 0) {
			if (this._usage) return this._usage;
			const args = this.registeredArguments.map((arg) => {
				return humanReadableArgName(arg);
			});
			return [].concat(this.options.length || this._helpOption !== null ? "[options]" : [], this.commands.length ? "[command]" : [], this.registeredArguments.length ? args : []).join(" ");
		}
		this._usage = str;
		return this;
	}
	name(str) {
		if (str === void 0) return this._name;
		this._name = str;
		return this;
	}
	helpGroup(heading) {
		if (heading === void 0) return this._helpGroupHeading ?? "";
		this._helpGroupHeading = heading;
		return this;
	}
	commandsGroup(heading) {
		if (heading === void 0) return this._defaultCommandGroup ?? "";
		this._defaultCommandGroup = heading;
		return this;
	}
	optionsGroup(heading) {
		if (heading === void 0) return this._defaultOptionGroup ?? "";
		this._defaultOptionGroup = heading;
		return this;
	}
	_initOptionGroup(option) {
		if (this._defaultOptionGroup && !option.helpGroupHeading) option.helpGroup(this._defaultOptionGroup);
	}
	_initCommandGroup(cmd) {
		if (this._defaultCommandGroup && !cmd.helpGroup()) cmd.helpGroup(this._defaultCommandGroup);
	}
	nameFromFilename(filename) {
		this._name = path.basename(filename, path.extname(filename));
		return this;
	}
	executableDir(path) {
		if (path === void 0) return this._executableDir;
		this._executableDir = path;
		return this;
	}
	helpInformation(contextOptions) {
		const helper = this.createHelp();
		const context = this._getOutputContext(contextOptions);
		helper.prepareContext({
			error: context.error,
			helpWidth: context.helpWidth,
			outputHasColors: context.hasColors
		});
		const text = helper.formatHelp(this, helper);
		if (context.hasColors) return text;
		return this._outputConfiguration.stripColor(text);
	}
	_getOutputContext(contextOptions) {
		contextOptions = contextOptions || {};
		const error = !!contextOptions.error;
		let baseWrite;
		let hasColors;
		let helpWidth;
		if (error) {
			baseWrite = (str) => this._outputConfiguration.writeErr(str);
			hasColors = this._outputConfiguration.getErrHasColors();
			helpWidth = this._outputConfiguration.getErrHelpWidth();
		} else {
			baseWrite = (str) => this._outputConfiguration.writeOut(str);
			hasColors = this._outputConfiguration.getOutHasColors();
			helpWidth = this._outputConfiguration.getOutHelpWidth();
		}
		const write = (str) => {
			if (!hasColors) str = this._outputConfiguration.stripColor(str);
			return baseWrite(str);
		};
		return {
			error,
			write,
			hasColors,
			helpWidth
		};
	}
	outputHelp(contextOptions) {
		let deprecatedCallback;
		if (typeof contextOptions === "function") {
			deprecatedCallback = contextOptions;
			contextOptions = void 0;
		}
		const outputContext = this._getOutputContext(contextOptions);
		const eventContext = {
			error: outputContext.error,
			write: outputContext.write,
			command: this
		};
		this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
		this.emit("beforeHelp", eventContext);
		let helpInformation = this.helpInformation({ error: outputContext.error });
		if (deprecatedCallback) {
			helpInformation = deprecatedCallback(helpInformation);
			if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) throw new Error("outputHelp callback must return a string or a Buffer");
		}
		outputContext.write(helpInformation);
		if (this._getHelpOption()?.long) this.emit(this._getHelpOption().long);
		this.emit("afterHelp", eventContext);
		this._getCommandAndAncestors().forEach((command) => command.emit("afterAllHelp", eventContext));
	}
	helpOption(flags, description) {
		if (typeof flags === "boolean") {
			if (flags) {
				if (this._helpOption === null) this._helpOption = void 0;
				if (this._defaultOptionGroup) this._initOptionGroup(this._getHelpOption());
			} else this._helpOption = null;
			return this;
		}
		this._helpOption = this.createOption(flags ?? "-h, --help", description ?? "display help for command");
		if (flags || description) this._initOptionGroup(this._helpOption);
		return this;
	}
	_getHelpOption() {
		if (this._helpOption === void 0) this.helpOption(void 0, void 0);
		return this._helpOption;
	}
	addHelpOption(option) {
		this._helpOption = option;
		this._initOptionGroup(option);
		return this;
	}
	help(contextOptions) {
		this.outputHelp(contextOptions);
		let exitCode = Number(process$1.exitCode ?? 0);
		if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) exitCode = 1;
		this._exit(exitCode, "commander.help", "(outputHelp)");
	}
	addHelpText(position, text) {
		const allowedValues = [
			"beforeAll",
			"before",
			"after",
			"afterAll"
		];
		if (!allowedValues.includes(position)) throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
		const helpEvent = `${position}Help`;
		this.on(helpEvent, (context) => {
			let helpStr;
			if (typeof text === "function") helpStr = text({
				error: context.error,
				command: context.command
			});
			else helpStr = text;
			if (helpStr) context.write(`${helpStr}\n`);
		});
		return this;
	}
	_outputHelpIfRequested(args) {
		const helpOption = this._getHelpOption();
		if (helpOption && args.find((arg) => helpOption.is(arg))) {
			this.outputHelp();
			this._exit(0, "commander.helpDisplayed", "(outputHelp)");
		}
	}
};
function incrementNodeInspectorPort(args) {
	return args.map((arg) => {
		if (!arg.startsWith("--inspect")) return arg;
		let debugOption;
		let debugHost = "127.0.0.1";
		let debugPort = "9229";
		let match;
		if ((match = arg.match(/^(--inspect(-brk|-wait)?)$/)) !== null) debugOption = match[1];
		else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+)$/)) !== null) {
			debugOption = match[1];
			if (/^\d+$/.test(match[3])) debugPort = match[3];
			else debugHost = match[3];
		} else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+):(\d+)$/)) !== null) {
			debugOption = match[1];
			debugHost = match[3];
			debugPort = match[4];
		}
		if (debugOption && debugPort !== "0") return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
		return arg;
	});
}
function useColor() {
	if (process$1.env.NO_COLOR || process$1.env.FORCE_COLOR === "0" || process$1.env.FORCE_COLOR === "false") return false;
	if (process$1.env.FORCE_COLOR || process$1.env.CLICOLOR_FORCE !== void 0) return true;
}
// node_modules/commander/index.js
var program = new Command();
// cli/arguments.ts
function typedArguments(operands, options) {
	const value = (name) => operands.has(name) ? operands.get(name) : options[name];
	return {
		flag: (name) => value(name) === true,
		text: (name) => optional(name, value(name), isText),
		number: (name) => optional(name, value(name), isNumber),
		list: (name) => optional(name, value(name), isTexts) ?? [],
		operand: (name) => required(name, optional(name, value(name), isText))
	};
}
var isText = (value) => typeof value === "string";
var isNumber = (value) => typeof value === "number";
var isTexts = (value) => Array.isArray(value) && value.every(isText);
function optional(name, value, is) {
	if (value === void 0) return void 0;
	if (!is(value)) throw new Error(`The value of ${name} has another kind than its row says`);
	return value;
}
function required(name, value) {
	if (value === void 0) throw new Error(`${name} is not an operand that this command needs`);
	return value;
}
// cli/output/help.ts
function helpText(command, helper) {
	const width = helper.helpWidth ?? 100;
	const sections = [
		...commandSections(command, helper),
		...argumentSection(command),
		...optionSections(command, helper)
	];
	const column = Math.max(...sections.flatMap(({ rows }) => rows.map(([term]) => term.length))) + 2;
	const about = command.description();
	return [
		`Usage: ${helper.commandUsage(command)}`,
		"",
		wrap(/[.]$/.test(about) ? about : `${sentence(about)}.`, width),
		...sections.flatMap(({ title, rows }) => [
			"",
			title,
			...rows.map(([term, words]) => row(term, words, {
				column,
				width
			}))
		]),
		""
	].join("\n");
}
function operandTerm(operand) {
	return operand.replace(/^<(.*)>$/, "$1").toUpperCase();
}
function row(term, words, { column, width }) {
	return `  ${pad(term, column)}${wrap(words, width - column - 2).replaceAll("\n", `\n${" ".repeat(column + 2)}`)}`;
}
function commandSections(command, helper) {
	return grouped(helper.visibleCommands(command).map((one) => {
		const operands = one.registeredArguments.map((operand) => {
			const inner = `${operand.name()}${operand.variadic ? "..." : ""}`;
			return operandTerm(operand.required ? `<${inner}>` : `[${inner}]`);
		});
		const names = [one.name(), ...one.aliases()].join(", ");
		const term = one.commands.length > 0 ? `${names} COMMAND` : [names, ...operands].join(" ");
		return {
			title: one.helpGroup() || "Commands:",
			row: [term, one.description()]
		};
	}));
}
function argumentSection(command) {
	const rows = command.registeredArguments.map((one) => [one.name().toUpperCase(), one.description]);
	return rows.length === 0 ? [] : [{
		title: "What to give:",
		rows
	}];
}
function optionSections(command, helper) {
	return grouped(helper.visibleOptions(command).map((option) => ({
		title: option.helpGroupHeading ?? "Options:",
		row: [helper.optionTerm(option), option.description]
	}))).toSorted((a, b) => Number(a.title === "Everywhere:") - Number(b.title === "Everywhere:"));
}
function grouped(rows) {
	return [...Map.groupBy(rows, (one) => one.title)].map(([title, members]) => ({
		title,
		rows: members.map((one) => one.row)
	}));
}
// cli/parse.ts
function parse$2(program, words, options) {
	let parsed = null;
	let shown = "";
	const root = build(program, options, (found) => {
		parsed = found;
	});
	const show = (text) => {
		shown += text;
	};
	for (const command of withDescendants(root)) command.configureOutput({
		writeOut: show,
		writeErr: show,
		outputError: () => void 0,
		getOutHelpWidth: () => options.width ?? 100,
		getErrHelpWidth: () => options.width ?? 100
	});
	try {
		root.parse([...words], { from: "user" });
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		return ended(error, {
			shown,
			path: commandPath(called$1(root, words), options.calledAs)
		});
	}
	return parsed ?? {
		kind: "shown",
		text: root.helpInformation(),
		asked: false
	};
}
function wantsJson(words) {
	const end = words.indexOf("--");
	return (end === -1 ? words : words.slice(0, end)).includes("--json");
}
function wholeNumber(least, most) {
	return (text) => {
		const value = Number(text);
		if (!/^-?\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
		return value;
	};
}
function oneOf(...accepted) {
	return (text) => {
		if (!accepted.includes(text)) throw new InvalidArgumentError(`Accepted: ${accepted.join(", ")}.`);
		return text;
	};
}
function build(program, { version, calledAs }, found) {
	const root = new Command(program.name).usage("COMMAND [options]").description(program.about);
	root.helpCommand("help [command]", "show the help of a command");
	root.version(version, "--version", "say which version this is");
	prepare(root, program);
	for (const row of program.commands) parentOf(row, root, program).addCommand(prepare(commandOf(row, found, calledAs), program).helpCommand(false));
	return root;
}
function parentOf(row, root, program) {
	const words = row.path.split(" ");
	if (words.length === 1) return root;
	const known = root.commands.find((one) => one.name() === words[0]);
	if (known !== void 0) return known;
	const group = program.groups.find((one) => one.name === words[0]);
	if (group === void 0) return root;
	const made = prepare(new Command(group.name).description(group.about), program).helpGroup(group.heading);
	made.usage("COMMAND [options]").helpCommand("help [command]", "show the help of a command");
	root.addCommand(made);
	return made;
}
function prepare(command, program) {
	command.exitOverride().enablePositionalOptions().helpOption("-h, --help", "show this help");
	command.allowExcessArguments(false).configureHelp({ formatHelp: helpText });
	for (const row of program.usesEngine ? [...everywhere, ...placeOptions] : everywhere) command.addOption(new Option(row.flags, row.about).helpGroup("Everywhere:"));
	return command;
}
var everywhere = [
	{
		flags: "--json",
		about: "answer with one JSON document"
	},
	{
		flags: "-y, --yes",
		about: "do not ask"
	},
	{
		flags: "-v, --verbose",
		about: "tell more on the way"
	},
	{
		flags: "--no-color",
		about: "plain text"
	}
];
var placeOptions = [{
	flags: "--data-dir <dir>",
	about: "where packages live"
}, {
	flags: "--config <file>",
	about: "the configuration file"
}];
function commandOf(row, found, calledAs) {
	const command = new Command(row.path.split(" ").at(-1)).description(row.about);
	if (row.alias !== void 0) command.alias(row.alias);
	if (row.group !== void 0) command.helpGroup(row.group);
	const operands = row.operands ?? [];
	command.usage([...operands.map(([name]) => operandTerm(name)), "[options]"].join(" "));
	for (const [name, about] of operands) command.addArgument(new Argument(name, about));
	for (const option of row.options ?? []) command.addOption(optionOf(option));
	if (row.examples !== void 0) command.addHelpText("after", `\nExamples:\n${row.examples.map((line) => `  ${calledAs} ${line}`).join("\n")}`);
	command.action(() => {
		const values = operands.map(([name], index) => [plain$1(name), command.processedArgs[index]]);
		const settings = settingsOf(command);
		found({
			kind: "command",
			row,
			input: typedArguments(new Map(values), command.opts()),
			settings
		});
	});
	return command;
}
function optionOf({ flags, about, read, many, needed }) {
	const option = new Option(flags, about).makeOptionMandatory(needed === true);
	if (many === true) return option.argParser((text, before) => [...before ?? [], text]);
	return read === void 0 ? option : option.argParser(read);
}
function plain$1(operand) {
	return operand.replace(/[<>[\].]/g, "");
}
function settingsOf(command) {
	const given = {};
	for (let one = command; one !== null; one = one.parent) for (const [name, value] of Object.entries(one.opts())) if (one.getOptionValueSource(name) === "cli") given[name] ??= value;
	const text = (name) => typeof given[name] === "string" ? given[name] : void 0;
	return {
		json: given["json"] === true,
		yes: given["yes"] === true,
		verbose: given["verbose"] === true,
		color: given["color"] !== false,
		dataDirectory: text("dataDir"),
		configFile: text("config")
	};
}
function ended(error, { shown, path }) {
	if (error.exitCode === 0) return {
		kind: "shown",
		text: shown,
		asked: true
	};
	if (error.code === "commander.help") return {
		kind: "shown",
		text: shown,
		asked: false
	};
	const [problem = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
	const meant = suggestion?.replace(/^\((.*)\)$/, "$1") ?? null;
	return {
		kind: "wrong",
		refusal: usage(spoken(error.code, problem), meant ?? `See what it understands: ${path} --help`)
	};
}
function spoken(code, problem) {
	const named = /'([^']*)'/.exec(problem)?.[1] ?? "";
	switch (code) {
		case "commander.missingArgument": return `${operandTerm(named)} is missing.`;
		case "commander.missingMandatoryOptionValue": return `${named} is missing.`;
		case "commander.optionMissingArgument": return `${named} needs a value.`;
		case "commander.invalidArgument": return problem.replace(/^option '(\S+)[^']*' argument '(.*)' is invalid\./, "$1 cannot be \"$2\".");
		default: return closed(sentence(problem.replace(/'([^']*)'/g, "\"$1\"").trim()));
	}
}
function called$1(root, words) {
	let command = root;
	for (const word of words) {
		const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
		if (next !== void 0) command = next;
	}
	return command;
}
function commandPath(command, calledAs) {
	return command.parent === null ? calledAs : `${commandPath(command.parent, calledAs)} ${command.name()}`;
}
function withDescendants(command) {
	return [command, ...command.commands.flatMap(withDescendants)];
}
// cli/programs/audit-rows.ts
var auditRows = [
	{
		path: "audit list",
		about: "tell what was changed, refused and trusted here, and by whom",
		options: [
			{
				flags: "--since <when>",
				about: "a day, a moment, or how long ago: 2026-03-01, 12h, 7d"
			},
			{
				flags: "--action <name>",
				about: "only this: plan.apply, or all of policy"
			},
			{
				flags: "--limit <n>",
				about: "at most this many (usually 50)",
				read: wholeNumber(1, 1e4)
			}
		],
		examples: ["audit list --since 7d", "audit list --action repository"],
		load: async () => (await import("./audit-log-BABS1Iy1.js")).list
	},
	{
		path: "audit verify",
		about: "check that nobody changed the log; status 4 where somebody did",
		options: [
			{
				flags: "--file <export>",
				about: "a log that was exported, instead of this machine\u2019s own"
			},
			{
				flags: "--key <text>",
				about: "the key that must have signed it, as audit verify shows it"
			},
			{
				flags: "--against <export>",
				about: "an earlier export, which must be the beginning of it"
			}
		],
		examples: ["audit verify", "audit verify --against january.jsonl"],
		load: async () => (await import("./audit-log-BABS1Iy1.js")).verify
	},
	{
		path: "audit export",
		about: "write the log with its checkpoints into a file that can be checked anywhere",
		operands: [["<file>", "a new file; - for the terminal or a pipe"]],
		examples: ["audit export january.jsonl"],
		load: async () => (await import("./audit-log-BABS1Iy1.js")).exportLog
	}
];
// cli/programs/change-rows.ts
var packages = "Packages:";
var going = "Going back:";
var dryRun = {
	flags: "--dry-run",
	about: "show what would happen, and stop there"
};
var runScripts = {
	flags: "--run-scripts",
	about: "run the install scripts of what comes that may run, in a sandbox"
};
var acceptSource = {
	flags: "--accept-source <name>",
	about: "this package may come from another signer or repository than before; may be repeated",
	many: true
};
var acceptName = {
	flags: "--accept-name <name>",
	about: "this package is meant, although its name is easily taken for another; may be repeated",
	many: true
};
var unchanged = "Stopped. Nothing was changed.";
var extras = [{
	flags: "--no-recommends",
	about: "leave out what new packages only recommend"
}, {
	flags: "--suggests",
	about: "bring what new packages suggest, too"
}];
var development = {
	flags: "--development",
	about: "development releases may be taken too"
};
var changeRows = [
	{
		path: "install",
		group: packages,
		about: "install packages and what they need",
		operands: [["<package...>", "names of packages; NAME=VERSION or \"NAME>=VERSION\" for a version"]],
		options: [
			{
				flags: "--version <version>",
				about: "this version of it, or a range such as \">= 1.2, < 2\""
			},
			{
				flags: "--repository <name>",
				about: "only from this repository"
			},
			{
				flags: "--remove <name>",
				about: "remove this package in the same change; may be repeated",
				many: true
			},
			{
				flags: "--force",
				about: "install again what is already there"
			},
			{
				flags: "--force-deps",
				about: "leave out what they need and cannot have; repair brings it later"
			},
			development,
			...extras,
			runScripts,
			acceptSource,
			acceptName,
			dryRun
		],
		examples: [
			"install hello-world",
			"install hello-world=1.0.0 --dry-run",
			"install hello-world --remove goodbye-world"
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).install
	},
	{
		path: "uninstall",
		alias: "remove",
		group: packages,
		about: "remove packages",
		operands: [["<package...>", "names of installed packages"]],
		options: [
			{
				flags: "--purge",
				about: "configuration files go too"
			},
			{
				flags: "--force",
				about: "what depends on them goes too"
			},
			{
				flags: "--keep-dependencies",
				about: "what only they needed stays"
			},
			dryRun
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).uninstall
	},
	{
		path: "update",
		group: packages,
		about: "bring packages to their newest version; all of them, or those named",
		operands: [["[package...]", "names of installed packages"]],
		options: [
			{
				flags: "--security-only",
				about: "only what repairs a known weakness"
			},
			{
				flags: "--category <names>",
				about: "only packages of these categories, separated by commas"
			},
			development,
			...extras,
			runScripts,
			acceptSource,
			acceptName,
			dryRun
		],
		examples: [
			"update",
			"update --security-only",
			"update --category \"development,utilities\""
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).update
	},
	{
		path: "downgrade",
		group: packages,
		about: "bring packages to the newest version that is older than theirs",
		operands: [["<package...>", "names of installed packages"]],
		options: [
			runScripts,
			acceptSource,
			acceptName,
			dryRun
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).downgrade
	},
	{
		path: "replace",
		group: packages,
		about: "put one package in the place of another, in one change",
		operands: [["<old>", "the installed package that goes"], ["<new>", "the package that comes"]],
		options: [
			...extras,
			runScripts,
			acceptSource,
			acceptName,
			dryRun
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).replace
	},
	{
		path: "autoremove",
		group: packages,
		about: "remove what came along with others and is no longer needed",
		options: [dryRun],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).autoremove
	},
	{
		path: "repair",
		group: packages,
		about: "bring what installed packages lack",
		options: [
			runScripts,
			acceptSource,
			acceptName,
			dryRun
		],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).repair
	},
	{
		path: "check-updates",
		group: packages,
		about: "list what has a newer version",
		load: async () => (await import("./browse-CGcdD-bN.js")).checkUpdates
	},
	{
		path: "run",
		group: packages,
		about: "run a program of an installed package",
		operands: [["<name>", "the package"], ["[args...]", "what the program gets; put -- before the first one"]],
		options: [{
			flags: "--program <program>",
			about: "which one, where the package brings several"
		}],
		examples: ["run hello-world", "run hello-world -- --name Ada"],
		load: async () => (await import("./launch-C5-3ICsp.js")).runProgram
	},
	{
		path: "open",
		group: packages,
		about: "open an installed app",
		operands: [["<name>", "the package"]],
		load: async () => (await import("./launch-C5-3ICsp.js")).open
	}
];
var generation = ["<generation>", "its number, as history lists it"];
var backRows = [
	{
		path: "history",
		group: going,
		about: "list what happened, newest first",
		load: async () => (await import("./history-DqBxYpnO.js")).history
	},
	{
		path: "undo",
		group: going,
		about: "take the last change back",
		options: [dryRun],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).undo
	},
	{
		path: "rollback",
		group: going,
		about: "go back to an earlier generation, or with one package to an earlier version",
		operands: [["[package...]", "NAME VERSION: one package in that version"]],
		options: [
			{
				flags: "--to <generation>",
				about: "everything as it was in this generation, whose number history lists",
				read: wholeNumber(0, 1e9)
			},
			{
				flags: "--no-backup",
				about: "with a package: cleaning up may take the generation that is left"
			},
			acceptSource,
			acceptName,
			dryRun
		],
		examples: ["rollback --to 3", "rollback hello-world 1.0.0"],
		whenStopped: unchanged,
		load: async () => (await import("./change-ChhtCUvW.js")).rollback
	},
	{
		path: "diff",
		group: going,
		about: "tell what differs between two generations",
		operands: [["<from>", "number of a generation"], ["[to...]", "number of another one; the running one where it is left out"]],
		load: async () => (await import("./history-DqBxYpnO.js")).diff
	},
	{
		path: "generation label",
		about: "give a generation a name",
		operands: [generation, ["[label...]", "how you want to call it"]],
		options: [{
			flags: "--remove",
			about: "take the name away"
		}],
		load: async () => (await import("./history-DqBxYpnO.js")).label
	},
	{
		path: "generation keep",
		about: "keep a generation, whatever is cleaned up",
		operands: [generation],
		load: async () => (await import("./history-DqBxYpnO.js")).keep
	},
	{
		path: "generation release",
		about: "let cleaning up take a generation again",
		operands: [generation],
		load: async () => (await import("./history-DqBxYpnO.js")).release
	}
];
var cleanRows = [{
	path: "cleanup",
	group: going,
	about: "remove what nothing needs any more: usually old versions, and packages that nothing needs",
	options: [
		{
			flags: "--old-versions",
			about: "old generations, and releases that only they hold"
		},
		{
			flags: "--clear-cache",
			about: "downloaded files and pictures"
		},
		{
			flags: "--orphaned",
			about: "installed packages that nothing chosen needs"
		},
		{
			flags: "--keep <n>",
			about: "generations that stay, the running one among them (usually 10)",
			read: wholeNumber(1, 1e5)
		},
		{
			flags: "--days <n>",
			about: "younger generations stay, too (usually 30)",
			read: wholeNumber(0, 36500)
		},
		dryRun
	],
	examples: ["cleanup --dry-run", "cleanup --old-versions --keep 3 --days 0"],
	whenStopped: "Stopped. What was not removed yet can be removed later.",
	load: async () => (await import("./clean-1Afzdzb6.js")).cleanup
}];
// cli/programs/dependency-rows.ts
var finding$1 = "Finding:";
var dependencyRows = [
	{
		path: "depsolve",
		group: finding$1,
		about: "tell which packages an installation comes down to",
		operands: [["<package...>", "names of packages; NAME=VERSION or \"NAME>=VERSION\" for a version"]],
		options: [development, ...extras],
		examples: ["depsolve hello-world", "depsolve \"hello-world>=1,<2\" --no-recommends"],
		load: async () => (await import("./dependencies-D48tQ78E.js")).depsolve
	},
	{
		path: "why",
		group: finding$1,
		about: "tell why a package is installed",
		operands: [["<name>", "an installed package"]],
		load: async () => (await import("./dependencies-D48tQ78E.js")).why
	},
	{
		path: "why-not",
		group: finding$1,
		about: "tell what keeps a package from being installed",
		operands: [["<name>", "the package, or NAME=VERSION"]],
		load: async () => (await import("./dependencies-D48tQ78E.js")).whyNot
	}
];
// cli/programs/policy-rows.ts
var rules = "Rules:";
var names = ["<package...>", "names of packages"];
var repository = ["<name>", "its name on this machine"];
var patterns = ["<pattern...>", "names, or the start of names before a star"];
var requestId = ["<id>", "the request, as policy requests lists it"];
var policyRows = [
	{
		path: "hold",
		group: rules,
		about: "keep installed packages at the release they have",
		operands: [["<package...>", "names of installed packages"]],
		load: async () => (await import("./policy-C0nqVbhm.js")).hold
	},
	{
		path: "unhold",
		group: rules,
		about: "let held packages be updated again",
		operands: [names],
		load: async () => (await import("./policy-C0nqVbhm.js")).unhold
	},
	{
		path: "pin",
		group: rules,
		about: "take a package only in some versions, or only from one repository",
		operands: [["<name>", "the package"]],
		options: [{
			flags: "--version <range>",
			about: "a version, or a range such as \">= 1.2, < 2\""
		}, {
			flags: "--repository <name>",
			about: "only from this repository"
		}],
		examples: ["pin hello-world --version \"< 2\"", "pin hello-world --repository starter"],
		load: async () => (await import("./policy-C0nqVbhm.js")).pin
	},
	{
		path: "unpin",
		group: rules,
		about: "take a package in any version again",
		operands: [names],
		load: async () => (await import("./policy-C0nqVbhm.js")).unpin
	},
	{
		path: "protect",
		group: rules,
		about: "never remove these packages, not even by force",
		operands: [names],
		load: async () => (await import("./policy-C0nqVbhm.js")).protect
	},
	{
		path: "unprotect",
		group: rules,
		about: "let protected packages be removed again",
		operands: [names],
		load: async () => (await import("./policy-C0nqVbhm.js")).unprotect
	},
	{
		path: "channel",
		group: rules,
		about: "say whether development releases are taken",
		operands: [["<channel>", "stable or development"]],
		load: async () => (await import("./policy-C0nqVbhm.js")).channel
	},
	{
		path: "policy",
		alias: "holds",
		group: rules,
		about: "list what is held, pinned, protected and owned",
		load: async () => (await import("./policy-C0nqVbhm.js")).list
	},
	{
		path: "policy show",
		about: "tell what policy files say, the administrator's first",
		load: async () => (await import("./rules-CMRTgA1G.js")).show
	},
	{
		path: "policy explain",
		about: "tell which rule allows or forbids a package",
		operands: [["<name>", "the package"]],
		load: async () => (await import("./rules-CMRTgA1G.js")).explain
	},
	{
		path: "policy check",
		about: "check a policy file before it is put in place",
		operands: [["<file>", "the policy file"]],
		options: [{
			flags: "--person",
			about: "as a person's own file, which may say less"
		}],
		examples: ["policy check /etc/multios-package-manager/policy.json"],
		load: async () => (await import("./rules-CMRTgA1G.js")).check
	},
	{
		path: "policy request",
		about: "ask the administrator for a package, or for a repository by its address, that a rule keeps back",
		operands: [["<what>", "name of a package, or address of a repository"]],
		options: [
			{
				flags: "--version <version>",
				about: "this version of it"
			},
			{
				flags: "--repository <name>",
				about: "as this repository offers it"
			},
			{
				flags: "--reason <text>",
				about: "why you need it"
			}
		],
		examples: ["policy request gimp --reason \"For the spring catalogue\""],
		load: async () => (await import("./requests-CZZuIeEf.js")).request
	},
	{
		path: "policy requests",
		about: "list what was asked for and what became of it; for the administrator, from everybody",
		load: async () => (await import("./requests-CZZuIeEf.js")).requests
	},
	{
		path: "policy withdraw",
		about: "take back what you asked for and nobody has answered",
		operands: [requestId],
		load: async () => (await import("./requests-CZZuIeEf.js")).withdraw
	},
	{
		path: "policy approve",
		about: "let what was asked for pass the rule that asked; for the administrator",
		operands: [requestId],
		options: [{
			flags: "--until <date>",
			about: "the last day on which it holds: 2027-03-31"
		}, {
			flags: "--reason <text>",
			about: "what whoever asked is told"
		}],
		load: async () => (await import("./requests-CZZuIeEf.js")).approve
	},
	{
		path: "policy refuse",
		about: "say no to a request, or take an approval back; for the administrator",
		operands: [requestId],
		options: [{
			flags: "--reason <text>",
			about: "what whoever asked is told"
		}],
		load: async () => (await import("./requests-CZZuIeEf.js")).refuse
	}
];
var ownerRows = [{
	path: "repository own",
	about: "let only this repository offer some names",
	operands: [repository, patterns],
	examples: ["repository own work \"acme-*\""],
	load: async () => (await import("./policy-C0nqVbhm.js")).own
}, {
	path: "repository disown",
	about: "let every repository offer these names again",
	operands: [repository, patterns],
	load: async () => (await import("./policy-C0nqVbhm.js")).disown
}];
// cli/programs/signing-rows.ts
var signingRows = [
	{
		path: "sign generate-key",
		about: "make a key to sign packages with",
		operands: [["<keyname>", "how you want to call it"]],
		options: [{
			flags: "--algorithm <name>",
			about: `usually ed25519; or ${algorithms.slice(1).join(", ")}`,
			read: oneOf(...algorithms)
		}],
		load: async () => (await import("./sign-DyU7h4Af.js")).generateKey
	},
	{
		path: "sign list",
		about: "list your keys",
		load: async () => (await import("./sign-DyU7h4Af.js")).listKeys
	},
	{
		path: "sign sign",
		about: "sign a package file; the signature goes beside it",
		operands: [["<file>", "the package file"], ["<key>", "the name of your key"]],
		load: async () => (await import("./sign-DyU7h4Af.js")).signFile
	},
	{
		path: "sign verify",
		about: "check that a key signed a package file",
		operands: [["<file>", "the package file"], ["<key>", "the name of your key, or a file with a public one"]],
		load: async () => (await import("./sign-DyU7h4Af.js")).verifyFile
	},
	{
		path: "sign export",
		about: "print the public half of a key, or all of it sealed with a passphrase",
		operands: [["<key>", "the name of your key"]],
		options: [{
			flags: "--private",
			about: "all of it, sealed with the passphrase in MULTIOS_EXPORT_PASSPHRASE"
		}],
		examples: ["sign export my-key > my-key.pub"],
		load: async () => (await import("./sign-DyU7h4Af.js")).exportKey
	},
	{
		path: "sign import",
		about: "take in a private key: an exported one, or PEM as OpenSSL writes it",
		operands: [["<file>", "the file with the key; what is sealed opens with MULTIOS_EXPORT_PASSPHRASE"], ["<keyname>", "how you want to call it"]],
		load: async () => (await import("./sign-DyU7h4Af.js")).importKey
	}
];
// cli/programs/trust-rows.ts
var who = ["<who>", "a publisher as repositories name it, the fingerprint of a key, or a file with its public half"];
var which = {
	flags: "--repository <name>",
	about: "as this repository names it"
};
var trustRows = [
	{
		path: "sign rotate",
		about: "let another key of yours take the place of one, by the word of the old one",
		operands: [["<key>", "the name of the key that you have signed with"], ["<new>", "the name of the key that you will sign with; made where it is not there yet"]],
		options: [{
			flags: "--algorithm <name>",
			about: "of a new key; usually that of the old one",
			read: oneOf(...algorithms)
		}],
		examples: ["sign rotate my-key my-key-2 > succession.json"],
		load: async () => (await import("./trust-8wsH_iQO.js")).rotate
	},
	{
		path: "sign trust",
		about: "trust a publisher, or one of its keys",
		operands: [who],
		options: [which],
		examples: ["sign trust \"Acme\"", "sign trust acme.pub"],
		load: async () => (await import("./trust-8wsH_iQO.js")).trust
	},
	{
		path: "sign untrust",
		about: "trust a publisher, or one of its keys, no longer",
		operands: [who],
		options: [which],
		load: async () => (await import("./trust-8wsH_iQO.js")).untrust
	},
	{
		path: "sign trusted",
		about: "list the keys of publishers that you trust",
		load: async () => (await import("./trust-8wsH_iQO.js")).trusted
	}
];
// cli/programs/multios-pm.ts
var finding = "Finding:";
var sources = "Repositories:";
var health = "Health:";
var browse = [
	{
		path: "search",
		group: finding,
		about: "find packages by name, title or command",
		operands: [["<query>", "words to look for"]],
		options: [
			{
				flags: "--description",
				about: "look in descriptions too"
			},
			{
				flags: "--tags",
				about: "look in tags too"
			},
			{
				flags: "--category <name>",
				about: "only of this category; may be given again",
				many: true
			},
			{
				flags: "--all",
				about: "also what is hidden, and why"
			},
			{
				flags: "--limit <n>",
				about: "at most this many (usually 50)",
				read: wholeNumber(1, 1e3)
			}
		],
		examples: ["search convert", "search .svg --category Graphics --limit 5"],
		load: async () => (await import("./browse-CGcdD-bN.js")).search
	},
	{
		path: "list",
		group: finding,
		about: "list what is installed",
		options: [{
			flags: "--available",
			about: "list what repositories offer instead"
		}],
		load: async () => (await import("./browse-CGcdD-bN.js")).list
	},
	{
		path: "info",
		group: finding,
		about: "tell everything about a package",
		operands: [["<name>", "the package"]],
		options: [
			{
				flags: "--dependencies",
				about: "what it needs, and what needs it"
			},
			{
				flags: "--security",
				about: "who vouches for it, and known weaknesses"
			},
			{
				flags: "--files",
				about: "the files it brings"
			},
			{
				flags: "--version <version>",
				about: "this version of it"
			},
			{
				flags: "--repository <name>",
				about: "as this repository offers it"
			}
		],
		load: async () => (await import("./info-KnukNH_v.js")).info
	}
];
var repositoryName = ["<name>", "its name on this machine"];
var repositories = [
	{
		path: "repository add",
		about: "add a repository, after its fingerprint was confirmed",
		operands: [repositoryName, ["<url>", "its address; a folder works too"]],
		options: [
			{
				flags: "--description <text>",
				about: "a note for yourself"
			},
			{
				flags: "--priority <n>",
				about: "the higher one wins where two offer the same package",
				read: wholeNumber(-1e3, 1e3)
			},
			{
				flags: "--fingerprint <sha256>",
				about: "the fingerprint its owner publishes; nothing is asked then"
			},
			{
				flags: "--gpg-key <file>",
				about: "for a repository that signs with OpenPGP: its public key, a file or an address"
			},
			{
				flags: "--mirror <url>",
				about: "another address of the same files; may be given again",
				many: true
			}
		],
		whenStopped: "Stopped. The repository was not added.",
		load: async () => (await import("./repository-D2OpgCYG.js")).add
	},
	{
		path: "repository remove",
		about: "forget a repository; what came from it stays installed",
		operands: [repositoryName],
		load: async () => (await import("./repository-D2OpgCYG.js")).remove
	},
	{
		path: "repository list",
		about: "list repositories",
		load: async () => (await import("./repository-D2OpgCYG.js")).list
	},
	{
		path: "repository enable",
		about: "use a repository again",
		operands: [repositoryName],
		load: async () => (await import("./repository-D2OpgCYG.js")).enable
	},
	{
		path: "repository disable",
		about: "keep a repository without using it",
		operands: [repositoryName],
		load: async () => (await import("./repository-D2OpgCYG.js")).disable
	},
	{
		path: "repository set-priority",
		about: "say which repository wins where two offer the same package",
		operands: [repositoryName, ["<n>", "the higher one wins"]],
		load: async () => (await import("./repository-D2OpgCYG.js")).setPriority
	},
	{
		path: "repository set-key",
		about: "take another OpenPGP key for a repository, or a newer copy of its key",
		operands: [repositoryName, ["<key>", "the public key: a file or an address"]],
		options: [{
			flags: "--fingerprint <hex>",
			about: "the fingerprint its owner announced; nothing is asked then"
		}],
		whenStopped: "Stopped. The key stays as it was.",
		load: async () => (await import("./openpgp-key-DwZGJot5.js")).setKey
	},
	{
		path: "repository set-mirrors",
		about: "say where else a repository can be had, in this order; without addresses, nowhere else",
		operands: [repositoryName, ["[url...]", "addresses of mirrors; folders work too"]],
		load: async () => (await import("./repository-D2OpgCYG.js")).setMirrors
	},
	{
		path: "sync",
		group: sources,
		about: "ask repositories what is new",
		options: [{
			flags: "--repository <name>",
			about: "only this one"
		}, {
			flags: "--force",
			about: "fetch everything again"
		}],
		whenStopped: "Stopped. Repositories that were already up to date stay so.",
		load: async () => (await import("./repository-D2OpgCYG.js")).sync
	}
];
var checks = [
	{
		path: "verify",
		group: health,
		about: "check that installed files are what they should be",
		operands: [["[package...]", "names of installed packages; usually all"]],
		options: [
			{
				flags: "--fix",
				about: "repair what is damaged, from the cache or a repository"
			},
			{
				flags: "--strict",
				about: "check every signature again, and look for files that belong to no package"
			},
			{
				flags: "--check-conflicts",
				about: "instead of files, check that installed packages fit together"
			},
			{
				flags: "--security-audit",
				about: "instead of files, hold installed packages against known weaknesses; status 1 where there are any"
			}
		],
		examples: [
			"verify",
			"verify hello-world --fix",
			"verify --security-audit"
		],
		load: async () => (await import("./health-Ct2Qosfs.js")).verify
	},
	{
		path: "why-trusted",
		group: health,
		about: "show what vouches for an installed package or file, from the root down, checked again",
		operands: [["<what>", "an installed package, a file of it, or its package file"]],
		examples: ["why-trusted hello-world", "why-trusted bin/hello-world"],
		load: async () => (await import("./why-trusted-Bi164lrz.js")).whyTrusted
	},
	{
		path: "sbom",
		group: health,
		about: "write a bill of materials of what is installed, with what is known against it",
		options: [{
			flags: "--format <format>",
			about: "cyclonedx (1.6, JSON)",
			read: oneOf("cyclonedx")
		}],
		examples: ["sbom > installed.cdx.json"],
		load: async () => (await import("./sbom-Bfwa5AkM.js")).sbom
	},
	{
		path: "owns",
		group: health,
		about: "tell which installed package brings a file",
		operands: [["<path>", "below the profile, or as it lies on the disk"]],
		load: async () => (await import("./health-Ct2Qosfs.js")).owns
	},
	{
		path: "status",
		group: health,
		about: "tell how things stand",
		options: [{
			flags: "--debug",
			about: "everything worth knowing for a report of a mistake"
		}],
		load: async () => (await import("./health-Ct2Qosfs.js")).status
	}
];
var multiosPm = {
	name: "multios-pm",
	about: "Install, update and undo software. Every change is shown before it is made.",
	usesEngine: true,
	groups: [
		{
			name: "repository",
			about: "add, list and arrange repositories",
			heading: sources
		},
		{
			name: "generation",
			about: "name and keep generations",
			heading: "Going back:"
		},
		{
			name: "audit",
			about: "read, check and export what was done here",
			heading: health
		},
		{
			name: "sign",
			about: "make keys, sign packages and check signatures",
			heading: "Signing:"
		}
	],
	commands: [
		...browse,
		...dependencyRows,
		...changeRows,
		...backRows,
		...cleanRows,
		...policyRows,
		...repositories,
		...ownerRows,
		...checks,
		...auditRows,
		...signingRows,
		...trustRows
	]
};
// package.json
var name = "multios-software-center";
var version = "0.1.0";
var description = "A software center and package manager with readable plans, atomic transactions and undo";
var license = "MIT";
var author = "MultiOS Software Center contributors";
var type = "module";
var main$2 = "out/main/electron.js";
var engines = { "node": ">=24.12 <25" };
var allowScripts = {
	"keytar": true,
	"better-sqlite3": false,
	"electron-winstaller": false,
	"esbuild": false,
	"electron": false
};
var scripts = {
	"prepare": "sh scripts/prepare.sh",
	"build": "vite build",
	"check": "node scripts/check.ts",
	"format:check": "prettier --check --log-level warn .",
	"types": "node scripts/types.ts",
	"imports": "depcruise --config .dependency-cruiser.cjs engine main preload renderer cli",
	"lint": "eslint --max-warnings 0 .",
	"styles": "stylelint \"renderer/**/*.{css,vue}\"",
	"dead": "knip",
	"commits": "node scripts/check-commit.ts",
	"docs": "node scripts/make-docs.ts",
	"test": "node scripts/test.ts",
	"bench": "node bench/run.ts",
	"package": "electron-builder --dir"
};
var dependencies = {
	"@napi-rs/keyring": "2.1.2",
	"@napi-rs/lzma": "1.5.1",
	"@resvg/resvg-wasm": "2.6.2",
	"@tufjs/models": "5.0.2",
	"ae-cvss-calculator": "1.0.13",
	"better-sqlite3": "13.2.0",
	"commander": "15.1.0",
	"openpgp": "6.3.2",
	"sax": "1.6.1",
	"smol-toml": "1.9.1",
	"spdx-expression-parse": "5.0.0",
	"tar-stream": "3.2.2",
	"tuf-js": "6.0.2",
	"undici": "8.12.4",
	"valibot": "1.5.0",
	"ws": "8.23.0",
	"yaml": "2.9.1"
};
var optionalDependencies = { "keytar": "7.9.0" };
var devDependencies = {
	"@axe-core/playwright": "4.14.0",
	"@electron/asar": "4.3.2",
	"@electron/fuses": "2.1.3",
	"@playwright/test": "1.65.1",
	"@types/better-sqlite3": "9.6.0",
	"@types/node": "24.19.2",
	"@types/sax": "1.2.7",
	"@types/semver": "7.8.0",
	"@types/spdx-expression-parse": "4.0.0",
	"@types/tar-stream": "3.1.5",
	"@types/ws": "8.18.2",
	"@vitejs/plugin-vue": "6.0.11",
	"@vitest/coverage-v8": "5.1.1",
	"@vue/test-utils": "2.6.0",
	"dependency-cruiser": "18.7.2",
	"electron": "45.4.1",
	"electron-builder": "26.17.0",
	"eslint": "10.15.0",
	"eslint-plugin-vue": "10.12.1",
	"eslint-plugin-vuejs-accessibility": "2.6.0",
	"fast-check": "4.10.2",
	"happy-dom": "21.0.4",
	"knip": "6.44.2",
	"logic-solver": "2.0.1",
	"pinia": "4.1.0",
	"prettier": "3.10.1",
	"semver": "7.8.6",
	"stylelint": "18.0.0",
	"typescript": "6.0.3",
	"typescript-eslint": "8.73.0",
	"vite": "8.3.8",
	"vitest": "5.1.1",
	"vue": "3.5.45",
	"vue-router": "5.5.1",
	"vue-tsc": "3.3.14"
};
var overrides = { "oxc-parser": "0.154.0" };
var package_default = {
	name,
	version,
	"private": true,
	description,
	license: "MIT",
	author,
	type,
	main: main$2,
	engines,
	allowScripts,
	scripts,
	dependencies,
	optionalDependencies,
	devDependencies,
	overrides
};
// cli/output/progress.ts
var stepWords = {
	wait: "Waiting for another program to finish",
	resolve: "Working out the change",
	sync: "Refreshing the catalog",
	download: "Downloading",
	verify: "Checking",
	stage: "Preparing",
	commit: "Switching over",
	record: "Finishing"
};
var quiet$2 = 100;
var heartbeat = 500;
var window = 5e3;
var settling = 700;
function progressDisplay(err, { verbose, now }) {
	const state = transferState(now);
	let painted = -Infinity;
	let onScreen = false;
	let beat;
	const paint = (line, force) => {
		const time = now();
		if (!force && time - painted < quiet$2) return;
		painted = time;
		onScreen = true;
		beat ??= setInterval(() => paint(state.line(), true), heartbeat).unref();
		err.write(`\r\u001b[2K${truncate(line, (err.width() ?? 80) - 1)}`);
	};
	const report = (progress) => {
		const begins = state.take(progress);
		if (err.isTerminal && !verbose) paint(state.line(), begins);
		else if (begins) err.write(`${state.heading()}\n`);
		else if (verbose && progress.kind === "transfer" && progress.received === progress.total) err.write(`  ${progress.name}  ${size(progress.received)}\n`);
	};
	const end = () => {
		clearInterval(beat);
		if (onScreen) err.write("\r\x1B[2K");
		onScreen = false;
	};
	return {
		report,
		expect: state.expect,
		end
	};
}
function transferState(now) {
	const transfers = new Map();
	let samples = [];
	let expected = 0;
	let current = null;
	const received = () => sum$1([...transfers.values()].map((one) => one.received));
	const total = () => {
		const totals = [...transfers.values()].map((one) => one.total);
		if (expected > 0 && current?.step === "download") return Math.max(expected, received());
		return totals.includes(null) ? null : sum$1(totals);
	};
	const expect = (bytes) => {
		expected = bytes;
	};
	const take = (progress) => {
		if (progress.kind === "step") return takeStep(progress);
		if (progress.kind !== "transfer") return false;
		const first = transfers.size === 0 && current?.step === "download";
		transfers.set(progress.name, {
			received: progress.received,
			total: progress.total
		});
		const at = now();
		samples = [...samples.filter((sample) => at - sample.at <= window), {
			at,
			received: received()
		}];
		return first;
	};
	const takeStep = (step) => {
		if (step.step === current?.step) return false;
		current = step;
		transfers.clear();
		samples = [];
		return step.step !== "download";
	};
	const heading = () => {
		if (current === null) return "Working";
		return `${current.count > 1 ? `[${current.index + 1}/${current.count}] ` : ""}${stepWords[current.step]}`;
	};
	const line = () => transfers.size === 0 ? heading() : `${heading()}  ${transferWords(received(), total(), rate(samples, now()))}`;
	return {
		take,
		expect,
		heading,
		line
	};
}
function transferWords(received, total, rate) {
	const amount = total === null ? size(received) : `${size(received)} of ${size(total)}`;
	if (total !== null && received >= total) return amount;
	if (rate === null || rate === 0) return `${amount}  Working out how long`;
	const left = total === null ? "Working out how long" : `${duration((total - received) / rate)} left`;
	return `${amount}  ${size(rate)}/s  ${left}`;
}
function rate(samples, time) {
	const recent = samples.filter((sample) => time - sample.at <= window);
	const first = recent[0];
	const last = recent.at(-1);
	if (first === void 0 || last === void 0 || time - first.at < settling) return null;
	return (last.received - first.received) * 1e3 / (time - first.at);
}
function sum$1(numbers) {
	return numbers.reduce((total, one) => total + one, 0);
}
// cli/main.ts
async function run$2(program, world) {
	const parsed = parse$2(program, world.words, {
		version: world.version,
		calledAs: world.calledAs,
		width: world.terminal.out.width()
	});
	const reporter = outcomes(program.name, world, parsed.kind === "command" ? parsed.settings : settingsBefore(world));
	switch (parsed.kind) {
		case "shown": return show(parsed, world, reporter);
		case "wrong": return reporter.failed(parsed.refusal);
		case "command": return perform$1(parsed, world, reporter);
	}
}
async function show({ asked, text }, { terminal }, reporter) {
	try {
		await (asked ? terminal.out : terminal.err).write(text);
		return asked ? 0 : 2;
	} catch (error) {
		return reporter.failed(error);
	}
}
async function perform$1({ row, input, settings }, world, reporter) {
	const display = progressDisplay(world.terminal.err, {
		verbose: settings.verbose,
		now: world.ticks
	});
	const opened = openLater(world, settings);
	const { signal } = world.interruption;
	try {
		const answer = await (await row.load())(input, {
			...contextOf(world, settings, reporter),
			report: display.report,
			expect: display.expect,
			engine: opened.engine
		});
		display.end();
		const status = await reporter.answered(answer);
		if (answer.stays === true) await untilStopped(signal);
		return status;
	} catch (error) {
		display.end();
		const stopped = signal.aborted && error === signal.reason;
		return await reporter.failed(stopped ? interrupted(row.whenStopped ?? "Stopped.", false) : error);
	} finally {
		await opened.close();
	}
}
async function untilStopped(signal) {
	if (signal.aborted) return;
	await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
function interrupted(state, finished) {
	return new Refusal({
		code: "usage/interrupted",
		facts: {
			finished,
			state
		}
	});
}
function openLater(world, settings) {
	let opening = null;
	const open = async () => {
		const { createEngine } = await world.engine();
		return createEngine({
			...settings.dataDirectory === void 0 ? {} : { dataDirectory: settings.dataDirectory },
			...settings.configFile === void 0 ? {} : { configFile: settings.configFile },
			environment: world.environment,
			command: commandLine([world.calledAs, ...world.words])
		});
	};
	return {
		engine: () => opening ??= open(),
		close: async () => {
			await (await opening?.catch(() => void 0))?.close();
		}
	};
}
function contextOf(world, settings, reporter) {
	const { terminal, interruption } = world;
	const canAsk = terminal.canAnswer && !settings.json;
	return {
		settings,
		terminal,
		environment: world.environment,
		workingDirectory: world.workingDirectory,
		signal: interruption.signal,
		ctrlC: interruption,
		now: world.now,
		tools: world.tools,
		say: (words) => reporter.say(words),
		canAsk,
		ask: (question) => canAsk ? terminal.readLine(render(question, reporter.colors(terminal.err)), interruption.signal) : Promise.resolve(null),
		command: reporter.command,
		beside: reporter.beside,
		program: reporter.program,
		typed: reporter.typed
	};
}
function outcomes(program, world, settings) {
	const { terminal } = world;
	const typed = commandLine([world.calledAs, ...world.words]);
	const command = (...words) => commandLine([
		world.calledAs,
		...placesOf(settings),
		...words
	]);
	const beside = (other, ...words) => commandLine([world.calledAs.replace(/[^/]*$/, other), ...words]);
	const page = (outlet) => ({
		width: outlet.width(),
		command,
		beside
	});
	const colors = (outlet) => settings.color && wantsColor(outlet, world.environment);
	const print = async (outlet, text) => {
		if (text !== "") await outlet.write(render(`${text}\n`, colors(outlet)));
	};
	return {
		colors,
		command,
		beside,
		program,
		typed,
		say: (words) => void print(terminal.err, settings.json ? "" : words(page(terminal.err))),
		answered: async (answer) => {
			if (settings.json && answer.silent !== true) await terminal.out.write(jsonDocument(answer.data));
			else if (answer.silent !== true) await print(terminal.out, answer.text(page(terminal.out)));
			return answer.exit ?? 0;
		},
		failed: async (error) => {
			const { reportFailure } = await import("./report-failure-Bu8NW8AJ.js");
			const report = reportFailure(error, {
				...page(terminal.err),
				program,
				typed,
				verbose: settings.verbose
			});
			await print(terminal.err, report.text);
			if (settings.json) await terminal.out.write(jsonDocument(report.data));
			return report.exit;
		}
	};
}
function placesOf({ dataDirectory, configFile }) {
	return [...dataDirectory === void 0 ? [] : ["--data-dir", dataDirectory], ...configFile === void 0 ? [] : ["--config", configFile]];
}
function wantsColor(outlet, environment) {
	if ((environment["NO_COLOR"] ?? "") !== "") return false;
	const forced = environment["FORCE_COLOR"] ?? "";
	if (forced !== "") return forced !== "0";
	return outlet.isTerminal && environment["TERM"] !== "dumb";
}
function settingsBefore({ words }) {
	return {
		json: wantsJson(words),
		yes: false,
		verbose: false,
		color: !words.includes("--no-color"),
		dataDirectory: void 0,
		configFile: void 0
	};
}
// cli/terminal.ts
function systemTerminal() {
	const err = outlet(process.stderr);
	return {
		out: outlet(process.stdout),
		err: {
			...err,
			write: (text) => err.write(text).catch(() => void 0)
		},
		canAnswer: Boolean(process.stdin.isTTY) && Boolean(process.stderr.isTTY),
		readLine
	};
}
function outlet(stream) {
	let gone = false;
	stream.on("error", () => {
		gone = true;
	});
	return {
		isTerminal: Boolean(stream.isTTY),
		width: () => stream.isTTY ? stream.columns || 80 : null,
		write: (text) => new Promise((resolve, reject) => {
			if (gone || text === "") resolve();
			else stream.write(text, (error) => isWorthTelling(error) ? reject(unwritable(error)) : resolve());
		})
	};
}
function isWorthTelling(error) {
	return error !== null && error !== void 0 && error.code !== "EPIPE";
}
function unwritable(error) {
	const reason = error.code ?? error.message;
	return new Refusal({
		code: "usage/unwritable",
		facts: { reason }
	}, { cause: error });
}
async function readLine(prompt, signal) {
	const { createInterface } = await import("node:readline/promises");
	const reader = createInterface({
		input: process.stdin,
		output: process.stderr
	});
	reader.on("SIGINT", () => process.emit("SIGINT", "SIGINT"));
	const ended = new Promise((resolve) => reader.once("close", () => resolve(null)));
	try {
		return await Promise.race([reader.question(prompt, { signal }), ended]);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		reader.close();
	}
}
// cli/tune.ts
function tuneForOneCommand() {
	setFlagsFromString("--invocation-count-for-maglev=6000");
	setFlagsFromString("--invocation-count-for-turbofan=20000");
}
// cli/start.ts
async function start(program) {
	const terminal = systemTerminal();
	const interruption = listenForInterrupt({
		slow: () => process.stderr.write("\nStopping. To stop at once, press Ctrl+C again.\n"),
		force: () => {
			process.stderr.write("\nStopped at once. The next start finishes or takes back what was under way.\n");
			interruption.release();
			process.kill(process.pid, "SIGINT");
		}
	});
	const status = await run$2(program, {
		words: process.argv.slice(2),
		calledAs: process.env["MULTIOS_CALLED_AS"] || program.name,
		version,
		environment: process.env,
		workingDirectory: process.cwd(),
		terminal,
		interruption,
		now: () => new Date(),
		ticks: () => performance$1.now(),
		engine: async () => {
			const engine = await import("./engine-DJtpfGIc.js");
			tuneForOneCommand();
			return engine;
		},
		tools: () => import("./publishing-81jm6dzG.js")
	});
	interruption.release();
	process.exit(status);
}
// engine/catalog/catalog.ts
function readCatalog(connection, repositories, architecture, owners = []) {
	const order = new Map(repositories.map(({ name }, index) => [name, index]));
	const all = (sql, ...values) => guarded(connection.name, () => connection.prepare(sql).all(...values));
	const isUsable = ({ repository }) => order.has(repository);
	const offers = (which, ...values) => storedOffers(connection, {
		which,
		values,
		isWanted: isUsable
	}).map(({ repository, record }) => ({
		repository,
		record
	})).filter(({ record }) => fits(record.architecture, architecture)).filter(({ repository, record }) => mayOffer(repository, record.name, owners));
	const byPriority = (list) => list.toSorted((a, b) => order.get(a.repository) - order.get(b.repository));
	const files = () => all("SELECT repository, advisories FROM source").filter(({ repository }) => order.has(repository)).map(({ repository, advisories }) => ({
		repository,
		...advisoryFileIn(advisories)
	}));
	return {
		releasesOf: (name) => byPriority(offers("WHERE name = ? ORDER BY rank", name)),
		find: ({ name, version, architecture: built, repository }) => {
			const [found] = storedOffers(connection, {
				which: "WHERE name = ? AND repository = ? AND version = ? AND architecture = ?",
				values: [
					name,
					repository,
					version,
					built
				]
			});
			return found === void 0 ? null : {
				repository,
				record: found.record
			};
		},
		providersOf: (name) => byPriority(offers("WHERE id IN (SELECT release FROM provided WHERE name = ?) ORDER BY name, rank", name)),
		newest: () => winners(offers("ORDER BY name, rank"), order),
		offersAt: (rows) => {
			const found = storedOffers(connection, {
				which: "WHERE id IN (SELECT value FROM json_each(?))",
				values: [JSON.stringify(rows)]
			});
			return new Map(found.map(({ id, ...offer }) => [id, offer]));
		},
		names: () => all("SELECT DISTINCT name FROM release").map(({ name }) => name),
		...sourceAnswers(all, (text) => guarded(connection.name, () => JSON.parse(text))),
		advisories: () => files().flatMap(({ advisories }) => advisories),
		vex: () => byPriority(files().flatMap(({ repository, vex = [] }) => vex.map((statement) => ({
			repository,
			statement
		}))))
	};
}
function storedOffers(connection, { which, values, isWanted = () => true }) {
	return guarded(connection.name, () => connection.transaction(() => connection.prepare(`SELECT id, repository, block, start, length FROM release ${which}`).all(...values).filter(isWanted).map((row) => ({
		id: row.id,
		repository: row.repository,
		record: recordAt(connection, row)
	})))());
}
function sourceAnswers(all, parse) {
	return {
		about: (repository) => {
			const [row] = all("SELECT about FROM source WHERE repository = ?", repository);
			return row === void 0 ? null : parse(row.about);
		},
		digestsOf: (repository) => {
			const [row] = all("SELECT index_sha256 FROM source WHERE repository = ?", repository);
			return row === void 0 ? null : digestsIn(row.index_sha256);
		},
		countOf: (repository) => all("SELECT count(DISTINCT name) AS count FROM release WHERE repository = ?", repository)[0]?.count ?? 0,
		findMedia: (file) => {
			const [row] = all("SELECT repository, entry FROM media WHERE file = ?", file);
			return row === void 0 ? null : {
				repository: row.repository,
				entry: parse(row.entry)
			};
		}
	};
}
function winners(list, order) {
	const best = new Map();
	for (const offer of list) {
		const before = best.get(offer.record.name);
		if (before === void 0 || order.get(offer.repository) < order.get(before.repository)) best.set(offer.record.name, offer);
	}
	return [...best.values()];
}
function mayOffer(repository, name, owners) {
	const [owner] = owners.filter(({ pattern }) => matchesPattern(name, pattern)).toSorted((a, b) => b.pattern.length - a.pattern.length);
	return owner === void 0 || owner.repository === repository;
}
function fits(architecture, machine) {
	return architecture === "universal" || architecture === machine;
}
// engine/state/state.ts
var schema$1 = `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- first_root is what the person confirmed; trusted_root the newest one reached from it.
  -- The four versions and clock are high-water marks: they live here, not in the cache, so that deleting
  -- the cache cannot bring old metadata back.
  CREATE TABLE repository (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    priority INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    trusted_root BLOB NOT NULL,
    last_sync TEXT,
    problem TEXT,
    marks TEXT
  ) STRICT, WITHOUT ROWID;

  -- The index of generations/N.json files; the files are the truth.
  CREATE TABLE generation (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    request TEXT,
    packages INTEGER NOT NULL,
    changes TEXT NOT NULL
  ) STRICT;

  CREATE TABLE installed (name TEXT PRIMARY KEY, release TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- At most one row: a change between its intent and its record.
  CREATE TABLE journal (target INTEGER PRIMARY KEY, origin INTEGER NOT NULL, at TEXT NOT NULL) STRICT;

  INSERT INTO setting VALUES ('generation', '0');
`;
var policy = `
  -- What a person decided once, for every request. Names need not be installed, nor be offered by anybody.
  CREATE TABLE hold (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE pin (name TEXT PRIMARY KEY, version TEXT, repository TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE protected (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  -- Only this repository may offer names that match; the pattern is a name, or the start of names before a star.
  CREATE TABLE namespace (pattern TEXT PRIMARY KEY, repository TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
var keeping = `
  -- What a person says of a generation; the generation itself never changes.
  ALTER TABLE generation ADD COLUMN label TEXT;
  ALTER TABLE generation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  -- Configuration files in config/: whose they are, and which default was placed there last.
  CREATE TABLE configuration (path TEXT PRIMARY KEY, owner TEXT NOT NULL, placed TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
var addresses = `
  -- Where else a repository can be had: JSON, a list of addresses in order.
  ALTER TABLE repository ADD COLUMN mirrors TEXT NOT NULL DEFAULT '[]';
  -- Addresses that did not serve while another one did: JSON, a list.
  ALTER TABLE repository ADD COLUMN troubles TEXT NOT NULL DEFAULT '[]';
`;
var auditing$1 = `
  -- Where the audit log ended at its newest checkpoint: at most one row. Lines that are gone, and lines that were written
  -- over, do not fit it any more, whatever is written behind them.
  CREATE TABLE audit_end (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    head TEXT NOT NULL,
    edge TEXT NOT NULL,
    file INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    verifier TEXT NOT NULL,
    checkpoint TEXT NOT NULL
  ) STRICT;
`;
var openPgp = `
  -- The key and the marks of a repository that signs with OpenPGP: JSON; null for one that has a root.
  ALTER TABLE repository ADD COLUMN openpgp TEXT;
`;
var publishers = `
  -- Publishers' keys that the person trusts, by the SHA-256 of the key.
  CREATE TABLE trusted_key (key_id TEXT PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- Who vouched for a release when it came, so that a change of that is noticed, and all of it can be checked again.
  CREATE TABLE evidence (manifest_sha256 TEXT PRIMARY KEY, evidence TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
function openState(dataDirectory) {
	const file = path.join(dataDirectory, "state.db");
	const connection = openDatabase(file, [
		schema$1,
		policy,
		keeping,
		addresses,
		auditing$1,
		openPgp,
		publishers
	]);
	return {
		connection,
		file,
		all: (sql, ...values) => guarded(file, () => connection.prepare(sql).all(...values)),
		one: (sql, ...values) => guarded(file, () => connection.prepare(sql).get(...values)),
		change: (sql, ...values) => guarded(file, () => connection.prepare(sql).run(...values).changes),
		atomically: (work) => guarded(file, () => connection.transaction(work).immediate()),
		close: () => connection.close()
	};
}
function readSetting(state, key) {
	return state.one("SELECT value FROM setting WHERE key = ?", key)?.value ?? null;
}
function writeSetting(state, key, value) {
	state.change("INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);
}
function deleteSetting(state, key) {
	state.change("DELETE FROM setting WHERE key = ?", key);
}
// engine/state/policy.ts
var channel = "channel";
function readStoredPolicy(state) {
	const names = (table) => state.all(`SELECT name FROM ${table} ORDER BY name`).map(({ name }) => name);
	return {
		holds: names("hold"),
		pins: state.all("SELECT name, version, repository FROM pin ORDER BY name"),
		protected: names("protected"),
		owners: state.all("SELECT pattern, repository FROM namespace ORDER BY pattern"),
		development: readSetting(state, channel) === "development"
	};
}
function putHold(state, name) {
	state.change("INSERT OR IGNORE INTO hold VALUES (?)", name);
}
function dropHold(state, name) {
	return state.change("DELETE FROM hold WHERE name = ?", name) > 0;
}
function putPin(state, { name, version, repository }) {
	state.change("INSERT OR REPLACE INTO pin VALUES (?, ?, ?)", name, version, repository);
}
function dropPin(state, name) {
	return state.change("DELETE FROM pin WHERE name = ?", name) > 0;
}
function putProtected(state, name) {
	state.change("INSERT OR IGNORE INTO protected VALUES (?)", name);
}
function dropProtected(state, name) {
	return state.change("DELETE FROM protected WHERE name = ?", name) > 0;
}
function putOwner(state, { pattern, repository }) {
	state.change("INSERT OR REPLACE INTO namespace VALUES (?, ?)", pattern, repository);
}
function dropOwner(state, { pattern, repository }) {
	return state.change("DELETE FROM namespace WHERE pattern = ? AND repository = ?", pattern, repository) > 0;
}
function dropOwnerships(state, repository) {
	return state.atomically(() => {
		const owned = readStoredPolicy(state).owners.filter((owner) => owner.repository === repository);
		for (const owner of owned) dropOwner(state, owner);
		return owned.map(({ pattern }) => pattern);
	});
}
function setDevelopment(state, development) {
	if (development) writeSetting(state, channel, "development");
	else deleteSetting(state, channel);
}
// engine/state/repositories.ts
function listRepositories(state) {
	return state.all("SELECT * FROM repository ORDER BY priority DESC, name").map(fromRow);
}
function getRepository(state, name) {
	const row = state.one("SELECT * FROM repository WHERE name = ?", name);
	if (row !== void 0) return fromRow(row);
	const names = listRepositories(state).map((repository) => repository.name);
	throw new EngineError("repository/not-found", {
		name,
		nearest: nearest(name, names)
	});
}
function findRepository(state, name) {
	const row = state.one("SELECT * FROM repository WHERE name = ?", name);
	return row === void 0 ? null : fromRow(row);
}
function insertRepository(state, added) {
	state.change(`INSERT INTO repository (name, url, description, priority, fingerprint, trusted_root, marks, mirrors, openpgp)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, added.name, added.url, added.description, added.priority, added.fingerprint, added.trustedRoot, added.marks === null ? null : JSON.stringify(added.marks), JSON.stringify(added.mirrors), added.openPgp === null ? null : JSON.stringify(added.openPgp));
}
function deleteRepository(state, name) {
	state.change("DELETE FROM repository WHERE name = ?", name);
}
function updateRepository(state, name, change) {
	const after = {
		...getRepository(state, name),
		...change
	};
	state.change("UPDATE repository SET enabled = ?, priority = ?, description = ?, mirrors = ?, troubles = ? WHERE name = ?", after.enabled ? 1 : 0, after.priority, after.description, JSON.stringify(after.mirrors), JSON.stringify(after.troubles.filter(({ url }) => url === after.url || after.mirrors.includes(url))), name);
}
function recordTrust(state, name, trust) {
	state.change("UPDATE repository SET trusted_root = ?, marks = ?, last_sync = ?, problem = NULL WHERE name = ?", trust.trustedRoot, JSON.stringify(trust.marks), trust.at, name);
}
function recordRoot(state, name, trust) {
	state.change("UPDATE repository SET trusted_root = ?, marks = ? WHERE name = ?", trust.trustedRoot, trust.marks === null ? null : JSON.stringify(trust.marks), name);
}
function recordProblem(state, name, problem) {
	state.change("UPDATE repository SET problem = ? WHERE name = ?", JSON.stringify(problem), name);
}
function recordKey(state, name, fingerprint, trust) {
	state.change("UPDATE repository SET fingerprint = ?, openpgp = ? WHERE name = ?", fingerprint, JSON.stringify(trust), name);
}
function recordOpenPgp(state, name, { trust, at }) {
	state.change("UPDATE repository SET openpgp = ?, last_sync = ?, problem = NULL WHERE name = ?", JSON.stringify(trust), at, name);
}
function recordServed(state, name, { served, failed, at }) {
	state.atomically(() => {
		const before = findRepository(state, name)?.troubles ?? [];
		const told = new Set([served, ...failed.map(({ url }) => url)]);
		const troubles = [...before.filter(({ url }) => !told.has(url)), ...failed.map((trouble) => ({
			...trouble,
			at
		}))];
		state.change("UPDATE repository SET troubles = ? WHERE name = ?", JSON.stringify(troubles), name);
	});
}
function fromRow(row) {
	return {
		name: row.name,
		url: row.url,
		description: row.description,
		enabled: row.enabled === 1,
		priority: row.priority,
		fingerprint: row.fingerprint,
		trustedRoot: row.trusted_root,
		lastSync: row.last_sync,
		problem: row.problem === null ? null : JSON.parse(row.problem),
		marks: row.marks === null ? null : readMarks(row.marks),
		mirrors: JSON.parse(row.mirrors),
		troubles: JSON.parse(row.troubles),
		openPgp: row.openpgp === null ? null : JSON.parse(row.openpgp)
	};
}
function readMarks(text) {
	return {
		advisories: null,
		...JSON.parse(text)
	};
}
// engine/model/generation.ts
var Line = pipe(string(), minLength(1), maxLength(1e3));
var InstalledRelease = strictObject({
	name: PackageName,
	version: Line,
	version_scheme: VersionSchemeName,
	architecture: Line,
	manifest_sha256: Sha256,
	directory: Line,
	repository: Line,
	publisher: nullable(Line),
	chosen: boolean(),
	unmet: optional$1(array(Line), []),
	since: string(),
	installed_size: number$2(),
	size: number$2(),
	origin: optional$1(pick(Origin$1, [
		"kind",
		"source",
		"source_version"
	]))
});
var TriggerOutput = strictObject({
	id: Line,
	key: Sha256,
	directory: Line
});
function scriptOutputId(name) {
	return `script-${name}`;
}
function isScriptOutput(id) {
	return id.startsWith("script-");
}
var Generation = strictObject({
	format: literal(1),
	number: pipe(number$2(), safeInteger(), minValue(0)),
	at: string(),
	request: nullable(ChangeRequest),
	previous: nullable(number$2()),
	releases: array(InstalledRelease),
	triggers: optional$1(array(TriggerOutput), [])
});
var emptyGeneration = {
	format: 1,
	number: 0,
	at: "1970-01-01T00:00:00.000Z",
	request: null,
	previous: null,
	releases: [],
	triggers: []
};
// engine/store/durable.ts
var run$1 = promisify(execFile);
async function writeDurably(file, content) {
	const temporary = `${file}.new-${process.pid}`;
	try {
		await mkdir(path.dirname(file), { recursive: true });
		const handle = await open(temporary, "w", 420);
		try {
			await handle.writeFile(content);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(temporary, file);
		await syncFolder$1(path.dirname(file));
	} catch (error) {
		await rm(temporary, { force: true });
		throw await toDiskFailure(error, path.dirname(file));
	}
}
async function syncFolder$1(folder) {
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
async function syncFileSystem(folder) {
	try {
		await run$1("sync", ["-f", folder]);
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT") return;
		if (code === null) throw new EngineError("disk/failing", { path: folder }, { cause: error });
		throw await toDiskFailure(error, folder);
	}
}
// engine/store/generation-file.ts
async function writeGeneration(layout, generation) {
	await writeDurably(generationFile(layout, generation.number), `${canonicalJson(generation)}\n`);
}
async function readGeneration(layout, number) {
	if (number === 0) return emptyGeneration;
	const file = generationFile(layout, number);
	const text = await readFile(file, "utf8").catch(async (error) => {
		if (error.code !== "ENOENT") throw error;
		const kept = await keptGenerations(layout);
		throw new EngineError("generation/not-found", {
			generation: number,
			kept
		}, { cause: error });
	});
	const parsed = safeParse(Generation, parse$1(text, file));
	if (!parsed.success) throw new EngineError("state/damaged", {
		file,
		detail: parsed.issues[0].message
	});
	return parsed.output;
}
async function removeGeneration(layout, number) {
	const file = generationFile(layout, number);
	if (!existsSync(file)) return;
	await rm(file);
	await syncFolder$1(layout.generations);
}
async function keptGenerations(layout) {
	return [0, ...(await readdir(layout.generations).catch(() => [])).flatMap((name) => /^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : [])].toSorted((a, b) => a - b);
}
function parse$1(text, file) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "not JSON"
		}, { cause: error });
	}
}
function generationFile(layout, number) {
	return path.join(layout.generations, `${number}.json`);
}
// engine/operations/toolbox.ts
function openedCatalog(toolbox) {
	const usable = listRepositories(toolbox.state).filter((repository) => repository.enabled);
	const { owners } = readStoredPolicy(toolbox.state);
	return readCatalog(toolbox.catalog, usable, toolbox.architecture, owners);
}
async function refreshCatalogFiles({ pool, search, askCatalog }, signal) {
	await Promise.all([pool.refresh(signal, askCatalog), search.refresh(signal, askCatalog)]);
}
function installedReleases(toolbox) {
	const releases = toolbox.state.all("SELECT release FROM installed ORDER BY name").map(({ release }) => JSON.parse(release));
	return new Map(releases.map((release) => [release.name, {
		unmet: [],
		...release
	}]));
}
function currentGeneration(toolbox) {
	return Number(readSetting(toolbox.state, "generation") ?? "0");
}
async function runningGeneration$1(toolbox) {
	const number = currentGeneration(toolbox);
	try {
		return await readGeneration(toolbox.layout, number);
	} catch (error) {
		if (failureOf(error)?.code !== "generation/not-found") throw error;
		const file = generationFile(toolbox.layout, number);
		throw new EngineError("state/damaged", {
			file,
			detail: "missing"
		}, { cause: error });
	}
}
// engine/state/lock.ts
var pause$1 = 100;
async function withWriterLock(options, work, signal) {
	const release = await acquire(options, signal);
	try {
		return await work();
	} finally {
		release();
	}
}
async function acquire(options, signal) {
	const start = options.now();
	for (let attempt = 0;; attempt += 1) {
		signal.throwIfAborted();
		const release = tryAcquire(options);
		if (release !== null) return release;
		const waited = options.now() - start;
		if (waited >= options.patience) throw new EngineError("busy/locked", {
			holder: readHolder(options.dataDirectory),
			waited
		});
		if (attempt === 0) options.onWait();
		await options.sleep(pause$1, signal);
	}
}
function tryAcquire(options) {
	const file = path.join(options.dataDirectory, "lock.db");
	guarded(file, () => keepToOurselves(file));
	const connection = guarded(file, () => new Database(file, { timeout: 0 }));
	try {
		guarded(file, () => connection.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE"));
	} catch (error) {
		connection.close();
		if (error instanceof EngineError && error.code === "busy/locked") return null;
		throw error;
	}
	const note = holderFile(options.dataDirectory);
	const holder = {
		pid: process.pid,
		command: options.command,
		since: new Date(options.now()).toISOString()
	};
	try {
		guarded(note, () => writeFileSync(note, JSON.stringify(holder)));
	} catch (error) {
		if (error instanceof EngineError && error.code === "disk/full") dropNote(note);
		else {
			connection.close();
			throw error;
		}
	}
	return () => {
		dropNote(note);
		connection.close();
	};
}
function dropNote(note) {
	try {
		rmSync(note, { force: true });
	} catch {}
}
function readHolder(dataDirectory) {
	try {
		return JSON.parse(readFileSync(holderFile(dataDirectory), "utf8"));
	} catch {
		return null;
	}
}
function holderFile(dataDirectory) {
	return path.join(dataDirectory, "lock.json");
}
// engine/store/leases.ts
function leaseTree(layout, tree, pid) {
	const file = path.join(layout.leases, `${path.basename(tree)}.${pid}.${startOf$1(pid) ?? 0}`);
	try {
		mkdirSync(layout.leases, { recursive: true });
		writeFileSync(file, "");
	} catch {
		return () => void 0;
	}
	return () => rmSync(file, { force: true });
}
function busyTrees(layout) {
	const busy = new Set(executedTrees(layout));
	for (const name of namesIn$4(layout.leases)) {
		const [tree = "", pid = "", start = ""] = name.split(".");
		if (startOf$1(Number(pid)) === start) busy.add(tree);
		else rmSync(path.join(layout.leases, name), { force: true });
	}
	return busy;
}
function executedTrees(layout) {
	const trees = realPath$1(layout.trees);
	if (trees === null) return [];
	return namesIn$4("/proc").flatMap((pid) => {
		if (!/^\d+$/.test(pid)) return [];
		const program = targetOf(`/proc/${pid}/exe`);
		if (program === null || !program.startsWith(`${trees}/`)) return [];
		return [program.slice(trees.length + 1).split("/")[0]];
	});
}
function startOf$1(pid) {
	try {
		const status = readFileSync(`/proc/${pid}/stat`, "utf8");
		return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? null;
	} catch {
		return null;
	}
}
function namesIn$4(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
function targetOf(link) {
	try {
		return readlinkSync(link);
	} catch {
		return null;
	}
}
function realPath$1(folder) {
	try {
		return realpathSync(folder);
	} catch {
		return null;
	}
}
// engine/model/configuration.ts
function isConfiguration(entry) {
	return entry.type === "file" && entry.path.startsWith("etc/");
}
// engine/store/tree-content.ts
function mergeTrees(layout, sources) {
	const content = new Map();
	const byName = new Map(sources.map((source) => [source.name, source]));
	for (const source of sources) {
		const folder = path.join(layout.store, source.directory);
		for (const file of source.files) {
			addParents(content, file.path, source.name);
			const entry = entryOf(source.name, folder, file);
			const before = content.get(file.path);
			if (before !== void 0 && !mayTakeOver(before, entry, byName, file.path)) continue;
			content.set(file.path, entry);
		}
	}
	return content;
}
function entryOf(name, folder, file) {
	if (file.type === "directory") return {
		type: "directory",
		owner: name
	};
	if (file.type === "symlink") return {
		type: "symlink",
		target: file.target,
		owner: name
	};
	const { sha256, size, mode } = file;
	const source = `${folder}${path.sep}${file.path}`;
	if (!isConfiguration(file)) return {
		type: "file",
		source,
		sha256,
		size,
		mode,
		owner: name
	};
	const configuration = {
		source,
		sha256,
		mode
	};
	return {
		type: "symlink",
		target: configurationLink(file.path),
		owner: name,
		configuration
	};
}
function configurationLink(file) {
	const up = file.split("/").length - 1 + "profile/trees/X".split("/").length;
	return `${"../".repeat(up)}config/${file}`;
}
function addParents(content, file, owner) {
	for (let parent = path.posix.dirname(file); parent !== "."; parent = path.posix.dirname(parent)) {
		const before = content.get(parent);
		if (before?.type === "directory") return;
		if (before !== void 0) throw new EngineError("plan/file-conflict", {
			path: parent,
			owners: [before.owner, owner]
		});
		content.set(parent, {
			type: "directory",
			owner
		});
	}
}
function mayTakeOver(before, after, sources, file) {
	if (before.type === "directory" && after.type === "directory") return false;
	if (before.type !== "directory" && after.type !== "directory") {
		if (mayReplace(sources.get(after.owner), before.owner)) return true;
		if (mayReplace(sources.get(before.owner), after.owner)) return false;
	}
	throw new EngineError("plan/file-conflict", {
		path: file,
		owners: [before.owner, after.owner]
	});
}
function mayReplace(source, name) {
	return source !== void 0 && (source.replaces === null || source.replaces.has(name));
}
function isSameEntry(before, after) {
	if (before.type === "file" && after.type === "file") return before.sha256 === after.sha256 && before.mode === after.mode;
	if (before.type === "symlink" && after.type === "symlink") return before.target === after.target;
	return before.type === after.type;
}
// engine/store/tree-delta.ts
var atOnce$1 = 200;
async function applyDelta(folder, delta, signal) {
	const pace = pacer(signal);
	for (const place of goneFrom(delta)) {
		removeEntry(path.join(folder, place), delta.held.get(place)?.type === "directory");
		await pace();
	}
	for (const [place, entry] of arrivingIn(delta)) {
		placeEntry(path.join(folder, place), entry);
		await pace();
	}
}
async function firstMisplaced(folder, delta, signal) {
	const pace = pacer(signal);
	for (const [place, entry] of arrivingIn(delta)) {
		if (!stands(path.join(folder, place), entry)) return place;
		await pace();
	}
	return null;
}
function goneFrom({ held, wanted, unknown }) {
	const gone = [...held].flatMap(([place, entry]) => entry.type === wanted.get(place)?.type ? [] : [place]);
	return [...new Set([...gone, ...unknown])].sort((a, b) => a < b ? 1 : -1);
}
function arrivingIn({ held, wanted, unknown }) {
	return [...wanted].filter(([place, entry]) => {
		const before = unknown.has(place) ? void 0 : held.get(place);
		return before === void 0 || !isSameEntry(before, entry);
	}).sort(([a], [b]) => a < b ? -1 : 1);
}
function removeEntry(file, isDirectory) {
	if (isDirectory) return ignoring(() => rmdirSync(file), [
		"ENOENT",
		"ENOTEMPTY",
		"ENOTDIR"
	]);
	try {
		unlinkSync(file);
	} catch (error) {
		const code = systemCode(error);
		if (code === "EISDIR" || code === "EPERM") return ignoring(() => rmdirSync(file), ["ENOTEMPTY"]);
		if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
	}
}
function placeEntry(file, entry) {
	if (entry.type === "directory") return placeDirectory(file);
	try {
		makeEntry$1(file, entry);
	} catch (error) {
		if (systemCode(error) !== "EEXIST") throw error;
		rmSync(file, {
			recursive: true,
			force: true
		});
		makeEntry$1(file, entry);
	}
}
function placeDirectory(file) {
	try {
		mkdirSync(file, { mode: 493 });
	} catch (error) {
		if (systemCode(error) !== "EEXIST") throw error;
		if (lstatSync(file).isDirectory()) return;
		unlinkSync(file);
		mkdirSync(file, { mode: 493 });
	}
}
function makeEntry$1(file, entry) {
	if (entry.type === "symlink") return symlinkSync(entry.target, file);
	try {
		linkSync(entry.source, file);
	} catch (error) {
		if (systemCode(error) === "ENOENT" && !existsSync(entry.source)) throw new EngineError("state/damaged", {
			file: entry.source,
			detail: "missing"
		}, { cause: error });
		if (![
			"EXDEV",
			"EPERM",
			"EMLINK",
			"ENOTSUP"
		].includes(systemCode(error) ?? "")) throw error;
		copyFileSync(entry.source, file, 1);
	}
}
function stands(file, entry) {
	const status = lstatSync(file, { throwIfNoEntry: false });
	if (status === void 0) return false;
	switch (entry.type) {
		case "directory": return status.isDirectory();
		case "symlink": return status.isSymbolicLink() && readlinkSync(file) === entry.target;
		case "file": return status.isFile() && status.size === entry.size;
	}
}
function pacer(signal) {
	let count = 0;
	return () => {
		count += 1;
		if (count % atOnce$1 !== 0) return void 0;
		signal.throwIfAborted();
		return setImmediate();
	};
}
function ignoring(work, codes) {
	try {
		work();
	} catch (error) {
		if (!codes.includes(systemCode(error) ?? "")) throw error;
	}
}
// engine/store/tree-state.ts
async function currentTree(layout) {
	const target = await readlink(layout.current).catch(() => null);
	const name = target === null ? "" : path.basename(target);
	return /^[A-Z]$/.test(name) ? name : null;
}
async function runningGeneration(layout) {
	const tree = await currentTree(layout);
	return tree === null ? 0 : (await readTreeState(layout, tree))?.generation ?? 0;
}
async function readTreeState(layout, tree) {
	try {
		const { generation, identity, towards } = JSON.parse(await readFile(stateFile(layout, tree), "utf8"));
		if (typeof generation !== "number" || typeof identity !== "string") return null;
		return {
			generation,
			identity,
			towards
		};
	} catch {
		return null;
	}
}
function stateFile(layout, tree) {
	return path.join(layout.trees, `${tree}.json`);
}
// engine/store/profile-tree.ts
async function prepareTree(layout, change, signal) {
	const tree = await idleTree(layout);
	const folder = path.join(layout.trees, tree);
	try {
		await mkdir(layout.trees, { recursive: true });
		const state = await readTreeState(layout, tree);
		const known = state === null ? null : await deltaFrom(state, change);
		const delta = known ?? {
			held: new Map(),
			wanted: change.whole(),
			unknown: new Set()
		};
		const { generation, identity } = change;
		if (state !== null && known !== null) await writeTreeState(layout, tree, {
			...state,
			towards: {
				generation,
				identity
			}
		});
		else {
			await rm(stateFile(layout, tree), { force: true });
			await syncFolder$1(layout.trees);
			await rm(folder, {
				recursive: true,
				force: true
			});
			await mkdir(folder, { mode: 493 });
		}
		signal.throwIfAborted();
		await applyDelta(folder, delta, signal);
		const wrong = await firstMisplaced(folder, delta, signal);
		if (wrong !== null) throw new EngineError("state/damaged", {
			file: path.join(folder, wrong),
			detail: "not as linked"
		});
		await syncFileSystem(layout.trees);
		await writeTreeState(layout, tree, {
			generation,
			identity
		});
		return {
			tree,
			delta
		};
	} catch (error) {
		throw await toDiskFailure(error, folder);
	}
}
async function distrustRunningTree(layout) {
	const tree = await currentTree(layout);
	const state = tree === null ? null : await readTreeState(layout, tree);
	if (tree !== null && state !== null) await writeTreeState(layout, tree, {
		...state,
		identity: "damaged"
	});
}
async function switchTo(layout, tree) {
	const temporary = `${layout.current}.new`;
	try {
		await rm(temporary, { force: true });
		await symlink(path.join("trees", tree), temporary);
		await rename(temporary, layout.current);
		await syncFolder$1(layout.profile);
	} catch (error) {
		throw await toDiskFailure(error, layout.profile);
	}
}
async function idleTree(layout) {
	const current = await currentTree(layout);
	const others = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index)).filter((name) => name !== current);
	const standing = others.filter((name) => existsSync(path.join(layout.trees, name)));
	const busy = standing.length === 0 ? new Set() : busyTrees(layout);
	const idle = standing.find((name) => !busy.has(name)) ?? others.find((name) => !standing.includes(name));
	if (idle === void 0) throw new Error("programs run from all trees that there are names for");
	return idle;
}
async function deltaFrom(state, change) {
	const { towards } = state;
	const versions = towards === void 0 ? [state] : [state, towards];
	const contents = await change.whereDifferent(versions);
	const [held, halfway] = contents ?? [];
	const wanted = contents?.at(-1);
	if (held === void 0 || wanted === void 0) return null;
	if (towards === void 0 || halfway === void 0) return {
		held,
		wanted,
		unknown: change.again
	};
	return {
		held,
		wanted,
		unknown: new Set([
			...change.again,
			...held.keys(),
			...halfway.keys()
		])
	};
}
async function linksFiles(layout, sample) {
	const status = await lstat(path.join(layout.current, sample)).catch(() => null);
	return status === null || status.nlink > 1;
}
async function writeTreeState(layout, tree, state) {
	await writeDurably(stateFile(layout, tree), JSON.stringify(state));
}
// engine/store/sweep.ts
var unfinished$1 = /^\.(?:new|starter)-|\.new(?:-\d+)?$/;
function isUnfinished(name) {
	return unfinished$1.test(name);
}
async function sweepLeftovers(layout) {
	const { root, store, generations, profile, trees, metadata, config } = layout;
	for (const folder of [
		root,
		store,
		generations,
		profile,
		trees,
		metadata,
		config
	]) for (const name of await unfinishedIn(folder)) await rm(path.join(folder, name), {
		recursive: true,
		force: true
	});
	for (const folder of [layout.manifests, layout.media]) for (const name of await unfinishedIn(folder)) if (!isAlive(Number(/\d+$/.exec(name)?.[0]))) await rm(path.join(folder, name), { force: true });
}
async function unfinishedIn(folder) {
	return (await readdir(folder).catch(() => [])).filter(isUnfinished);
}
function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code === "EPERM";
	}
}
// engine/transaction/behind-the-switch.ts
async function behindTheSwitch({ generation, folder }, steps) {
	try {
		return await steps();
	} catch (error) {
		const failure = failureOf(error) ?? failureOf(await toDiskFailure(error, folder));
		switch (failure?.code) {
			case "disk/full": throw unfinished(generation, failure.facts.path, "full", error);
			case "disk/read-only": throw unfinished(generation, failure.facts.path, "read-only", error);
			case "disk/denied": throw unfinished(generation, failure.facts.path, "denied", error);
			case "disk/failing": throw unfinished(generation, failure.facts.path, "failing", error);
			default: throw error;
		}
	}
}
function unfinished(generation, path, problem, cause) {
	return new EngineError("plan/unfinished", {
		generation,
		path,
		problem
	}, { cause });
}
// engine/transaction/journal.ts
function openEntry(state) {
	return state.one("SELECT target, origin FROM journal") ?? null;
}
function writeIntent(state, entry, at) {
	state.change("INSERT OR REPLACE INTO journal (target, origin, at) VALUES (?, ?, ?)", entry.target, entry.origin, at);
}
function dropIntent(state) {
	state.change("DELETE FROM journal");
}
function record(state, generation, changes) {
	state.atomically(() => {
		writeSetting(state, "generation", String(generation.number));
		recordInstalled(state, generation);
		state.change("INSERT OR REPLACE INTO generation (number, at, request, packages, changes) VALUES (?, ?, ?, ?, ?)", generation.number, generation.at, generation.request === null ? null : JSON.stringify(generation.request), generation.releases.length, JSON.stringify(changes));
		dropIntent(state);
	});
}
function recordInstalled(state, { releases }) {
	const rows = state.all("SELECT name, release FROM installed");
	const known = new Map(rows.map(({ name, release }) => [name, release]));
	for (const release of releases) {
		const text = JSON.stringify(release);
		if (known.get(release.name) !== text) state.change("INSERT OR REPLACE INTO installed (name, release) VALUES (?, ?)", release.name, text);
		known.delete(release.name);
	}
	for (const name of known.keys()) state.change("DELETE FROM installed WHERE name = ?", name);
}
function changesBetween(before, after) {
	const old = new Map(before.releases.map((release) => [release.name, release]));
	const young = new Map(after.releases.map((release) => [release.name, release]));
	return [...new Set([...old.keys(), ...young.keys()])].toSorted().flatMap((name) => {
		const from = old.get(name);
		const to = young.get(name);
		if (from?.manifest_sha256 === to?.manifest_sha256) return [];
		return [{
			name,
			from: from?.version ?? null,
			to: to?.version ?? null
		}];
	});
}
function recordedGenerations(state) {
	return state.all("SELECT * FROM generation ORDER BY number DESC").map((row) => ({
		...row,
		pinned: row.pinned === 1,
		request: row.request === null ? null : JSON.parse(row.request),
		changes: JSON.parse(row.changes)
	}));
}
// engine/transaction/settle-configuration.ts
async function settleConfiguration(change) {
	const { layout, state, held, wanted } = change;
	const paths = new Set([...held, ...wanted].flatMap(([place, entry]) => defaultOf(entry) === null ? [] : [place]));
	if (paths.size === 0) return;
	try {
		const notes = [...paths].flatMap((place) => {
			const entry = wanted.get(place);
			const next = entry === void 0 ? null : defaultOf(entry);
			return next === null ? withdraw(change, place) : settle$3(change, place, next);
		});
		if (existsSync(layout.config)) await syncFileSystem(layout.config);
		state.atomically(() => {
			for (const note of notes) note();
		});
	} catch (error) {
		throw await toDiskFailure(error, layout.config);
	}
}
function editedConfiguration(layout, state) {
	const edited = state.all("SELECT path, owner, placed FROM configuration").filter(({ path: place, placed }) => {
		const actual = digestOf$3(path.join(layout.config, place));
		return actual !== null && actual !== placed;
	});
	return new Set(edited.map(({ path: place }) => place));
}
function defaultOf(entry) {
	return entry.type === "symlink" && entry.configuration !== void 0 ? {
		...entry.configuration,
		owner: entry.owner
	} : null;
}
function settle$3({ layout, state }, place, next) {
	const file = path.join(layout.config, place);
	const before = placedAt(state, place);
	const actual = digestOf$3(file);
	if (!(isFolder$1(file) || actual !== null && actual !== next.sha256 && actual !== before?.placed)) {
		if (actual !== next.sha256 && !put$1(layout, next, file)) return [];
		rmSync(`${file}.new`, { force: true });
	} else if (before?.placed !== next.sha256) put$1(layout, next, `${file}.new`);
	const sql = "INSERT OR REPLACE INTO configuration (path, owner, placed) VALUES (?, ?, ?)";
	return [() => state.change(sql, place, next.owner, next.sha256)];
}
function withdraw({ layout, state, purged }, place) {
	const file = path.join(layout.config, place);
	const before = placedAt(state, place);
	if (before === null) return [];
	const actual = digestOf$3(file);
	if (actual !== null && actual !== before.placed && !purged.has(before.owner)) return [];
	if (isFolder$1(path.dirname(file))) {
		if (!isFolder$1(file)) rmSync(file, { force: true });
		rmSync(`${file}.new`, { force: true });
	}
	removeEmptyFolders(path.dirname(file), layout.config);
	return [() => state.change("DELETE FROM configuration WHERE path = ?", place)];
}
function placedAt(state, place) {
	return state.one("SELECT path, owner, placed FROM configuration WHERE path = ?", place) ?? null;
}
function put$1({ config }, { source, mode }, file) {
	const folder = path.dirname(file);
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		if ([
			"EEXIST",
			"ENOTDIR",
			"ENOENT",
			"ELOOP"
		].includes(systemCode(error) ?? "")) return false;
		throw error;
	}
	const place = statSync(folder).dev === statSync(config).dev ? config : folder;
	const temporary = path.join(place, `.new-${process.pid}`);
	copyFileSync(source, temporary);
	chmodSync(temporary, mode);
	syncFile(temporary);
	renameSync(temporary, file);
	return true;
}
function isFolder$1(place) {
	try {
		return statSync(place).isDirectory();
	} catch {
		return false;
	}
}
function syncFile(file) {
	const descriptor = openSync(file, "r");
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
function digestOf$3(file) {
	try {
		return createHash("sha256").update(readFileSync(file)).digest("hex");
	} catch {
		return null;
	}
}
function removeEmptyFolders(folder, root) {
	for (let place = folder; place.startsWith(root); place = path.dirname(place)) {
		if (!existsSync(place)) continue;
		if (!lstatSync(place).isDirectory() || readdirSync(place).length > 0) return;
		rmdirSync(place);
	}
}
// engine/store/layout.ts
function layoutOf(root) {
	const at = (...parts) => path.join(root, ...parts);
	return {
		root,
		store: at("store"),
		generations: at("generations"),
		profile: at("profile"),
		current: at("profile", "current"),
		trees: at("profile", "trees"),
		leases: at("profile", "leases"),
		config: at("config"),
		packages: at("cache", "packages"),
		media: at("cache", "media"),
		manifests: at("cache", "manifests"),
		metadata: at("metadata"),
		starter: at("starter"),
		exports: at("exports.json"),
		pagePorts: at("pages.json"),
		audit: at("audit")
	};
}
var longestFolder = 200;
function storeDirectory(manifestSha256, name, version) {
	return `${manifestSha256.slice(0, 12)}-${name}-${version.replaceAll(/[:~/]/g, "_")}`.slice(0, longestFolder);
}
function digestIn(directory) {
	return /^([0-9a-f]{12})-/.exec(directory)?.[1] ?? null;
}
// engine/store/stage-releases.ts
var fewBytes = 8 << 20;
var youngMegabytes = 4;
async function stageReleases(stagings, signal) {
	if (stagings.reduce((sum, { arrival }) => sum + arrival.record.installed_size, 0) <= fewBytes) {
		for (const staging of stagings) await stageRelease(staging, signal);
		return;
	}
	const queue = stagings.toSorted((a, b) => b.arrival.record.installed_size - a.arrival.record.installed_size).values();
	const threads = Array.from({ length: Math.min(availableParallelism(), stagings.length) }, () => queue);
	await mapConcurrently(threads, threads.length, stageInThread, signal);
}
async function stageInThread(queue, signal) {
	const resourceLimits = { maxYoungGenerationSizeMb: youngMegabytes };
	const options = {
		file: workerFile(import.meta, "stage-worker"),
		resourceLimits
	};
	await useThread(options, signal, async (ask) => {
		for (const staging of queue) {
			signal.throwIfAborted();
			const outcome = await ask(staging);
			if (outcome.kind === "failed") throw new EngineError(outcome.failure.code, outcome.failure.facts);
		}
	});
}
// engine/store/content-store.ts
async function addToStore(layout, arrivals, again, signal) {
	await mkdir(layout.store, { recursive: true });
	const folders = arrivals.filter(({ record }) => again.has(record.name) || !isWhole$1(layout, record)).map((arrival) => ({
		arrival,
		...foldersOf(layout, arrival.record)
	}));
	try {
		await stageReleases(folders, signal);
		signal.throwIfAborted();
		if (folders.length === 0) return;
		await syncFileSystem(layout.store);
		for (const release of folders) await settle$2(release);
		await syncFolder$1(layout.store);
	} catch (error) {
		for (const { from } of folders) await rm(from, {
			recursive: true,
			force: true
		});
		throw await toDiskFailure(error, layout.store);
	}
}
function foldersOf(layout, record) {
	const folder = storeDirectory(record.manifest_sha256, record.name, record.version);
	return {
		from: path.join(layout.store, `.new-${process.pid}-${folder}`),
		to: path.join(layout.store, folder)
	};
}
async function settle$2({ from, to }) {
	if (!existsSync(to)) return rename(from, to);
	const { files } = manifestIn(path.join(from, manifestPath));
	const paths = [...files, {
		type: "directory",
		path: path.dirname(manifestPath)
	}];
	for (const { type, path: file } of paths) {
		const target = path.join(to, file);
		const standing = await lstat(target).catch(() => null);
		const fits = standing === null || standing.isDirectory() === (type === "directory");
		if (!fits) await rm(target, { recursive: true });
		if (type !== "directory") await rename(path.join(from, file), target);
		else if (standing === null || !fits) await mkdir(target);
	}
	await rename(path.join(from, manifestPath), path.join(to, manifestPath));
	await rm(from, { recursive: true });
}
function readStoredManifest(layout, directory) {
	const file = path.join(layout.store, directory, manifestPath);
	const stamp = stampOf(file);
	const kept = keptBy(layout);
	const known = kept.get(file);
	const same = known !== void 0 && known.stamp === stamp ? known.manifest.deref() : void 0;
	if (same !== void 0) return same;
	const manifest = manifestIn(file, digestIn(directory));
	if (kept.size >= mostKept) kept.clear();
	if (stamp !== null) kept.set(file, {
		stamp,
		manifest: new WeakRef(manifest)
	});
	return manifest;
}
var keptManifests = new WeakMap();
var mostKept = 4096;
function keptBy(layout) {
	const known = keptManifests.get(layout);
	if (known !== void 0) return known;
	const fresh = new Map();
	keptManifests.set(layout, fresh);
	return fresh;
}
function stampOf(file) {
	const status = statSync(file, {
		bigint: true,
		throwIfNoEntry: false
	});
	return status === void 0 ? null : `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`;
}
function manifestIn(file, digest = null) {
	const bytes = readBytes(file);
	const isUntouched = digest !== null && hash("sha256", bytes).startsWith(digest);
	const raw = parseJson(bytes, file);
	const parsed = safeParse(Manifest, isUntouched ? {
		...raw,
		files: []
	} : raw);
	if (!parsed.success) throw new EngineError("state/damaged", {
		file,
		detail: parsed.issues[0].message
	});
	return isUntouched ? {
		...parsed.output,
		files: raw.files
	} : parsed.output;
}
function readBytes(file) {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "missing or not JSON"
		}, { cause: error });
	}
}
function parseJson(bytes, file) {
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "missing or not JSON"
		}, { cause: error });
	}
}
function isInStore(layout, manifestSha256, name, version) {
	return existsSync(path.join(layout.store, storeDirectory(manifestSha256, name, version)));
}
function isWhole$1(layout, { manifest_sha256: digest, name, version }) {
	const file = path.join(layout.store, storeDirectory(digest, name, version), manifestPath);
	try {
		return createHash("sha256").update(readFileSync(file)).digest("hex") === digest;
	} catch {
		return false;
	}
}
// engine/transaction/tree-sources.ts
var triggerList = ".multios/trigger.json";
var TriggerList$1 = object({ files: array(FileEntry) });
function identityOf({ releases, triggers }) {
	const decisive = [
		2,
		releases.map(({ name, manifest_sha256 }) => [name, manifest_sha256]),
		triggers.map(({ id, key }) => [id, key])
	];
	return createHash("sha256").update(canonicalJson(decisive)).digest("hex");
}
function wholeContent(layout, { releases, triggers }) {
	return mergeTrees(layout, [...releases.map((release) => sourceOf$1(release, storedManifest(layout, release))), ...triggers.map((output) => triggerSource(layout, output))]);
}
function contentsWhereDifferent({ layout, files: index, manifestOf = (release) => storedManifest(layout, release) }, { holdings, again }) {
	const { changed, staying } = divided(holdings, again);
	const releases = new Map([...changed, ...staying]);
	const known = index();
	known.know([...releases.keys()], (digest) => manifestOf(releases.get(digest)));
	const manifests = new Map(Array.from(changed, ([digest, release]) => [digest, manifestOf(release)]));
	const shared = sharedPaths(known, manifests, staying);
	return holdings.map((holding) => mergeTrees(layout, [...holding.releases.flatMap((release) => {
		const manifest = manifests.get(release.manifest_sha256);
		if (manifest !== void 0) return [sourceOf$1(release, manifest)];
		const paths = shared.get(release.manifest_sha256);
		return paths === void 0 ? [] : [sharingSource(release, manifestOf(release), paths)];
	}), ...holding.triggers.map((output) => triggerSource(layout, output))]));
}
function divided(holdings, again) {
	const counts = new Map();
	const releases = new Map();
	for (const release of holdings.flatMap((holding) => holding.releases)) {
		counts.set(release.manifest_sha256, (counts.get(release.manifest_sha256) ?? 0) + 1);
		releases.set(release.manifest_sha256, release);
	}
	const isStaying = ([digest]) => counts.get(digest) === holdings.length && !again.has(digest);
	const all = [...releases];
	return {
		staying: new Map(all.filter(isStaying)),
		changed: new Map(all.filter((one) => !isStaying(one)))
	};
}
function sharedPaths(index, changed, staying) {
	const shared = new Map();
	const share = (digest, place) => {
		const paths = shared.get(digest) ?? new Set();
		shared.set(digest, paths.add(place));
	};
	const directories = new Set();
	for (const [digest, { files }] of changed) {
		for (const owned of index.sharedWith(digest)) if (staying.has(owned.digest)) share(owned.digest, owned.path);
		for (const { path: place, type } of files) if (type === "directory") directories.add(place);
	}
	for (const place of directories) {
		const owner = index.anyOwnerOf(place, staying);
		if (owner !== null) share(owner, place);
	}
	return shared;
}
function sharingSource(release, manifest, paths) {
	const source = sourceOf$1(release, manifest);
	return {
		...source,
		files: source.files.filter((file) => paths.has(file.path))
	};
}
function sourceOf$1({ directory }, manifest) {
	const replaces = new Set(manifest.replaces.map(nameIn));
	return {
		name: manifest.name,
		directory,
		files: manifest.files,
		replaces
	};
}
function triggerSource(layout, { id, directory }) {
	const file = path.join(layout.store, directory, triggerList);
	const parsed = safeParse(TriggerList$1, readJson$1(file));
	if (!parsed.success) throw new EngineError("state/damaged", {
		file,
		detail: parsed.issues[0].message
	});
	const isScript = isScriptOutput(id);
	return {
		name: isScript ? id.replace("-", ":") : `trigger:${id}`,
		directory,
		files: parsed.output.files,
		replaces: isScript ? new Set() : null
	};
}
function storedManifest(layout, { directory }) {
	const folder = path.join(layout.store, directory);
	if (!existsSync(folder)) throw new EngineError("state/damaged", {
		file: folder,
		detail: "missing"
	});
	return readStoredManifest(layout, directory);
}
function readJson$1(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new EngineError("state/damaged", {
			file,
			detail: "missing or not JSON"
		}, { cause: error });
	}
}
function nameIn(relation) {
	return /^[^\s(<>=!~^|,]+/.exec(relation)?.[0] ?? relation;
}
// engine/transaction/commit.ts
async function commit(change, report, signal) {
	const { layout, state, before, after } = change;
	const difference = differenceOf(change);
	signal.throwIfAborted();
	writeIntent(state, {
		target: after.number,
		origin: before.number
	}, after.at);
	try {
		await writeGeneration(layout, after);
		report({
			kind: "step",
			step: "verify",
			index: 3,
			count: 6
		});
		const { tree } = await prepareTree(layout, treeChange(change, after), signal);
		report({
			kind: "step",
			step: "commit",
			index: 4,
			count: 6
		});
		signal.throwIfAborted();
		report({ kind: "committing" });
		await switchTo(layout, tree);
	} catch (error) {
		if (await runningGeneration(layout) !== after.number) {
			await takeBack(change).catch(() => void 0);
			throw error;
		}
	}
	report({
		kind: "step",
		step: "record",
		index: 5,
		count: 6
	});
	await behindTheSwitch({
		generation: after.number,
		folder: layout.root
	}, () => finish(change, before, after, difference));
}
async function takeBack({ layout, state, after }) {
	await removeGeneration(layout, after.number);
	dropIntent(state);
}
async function finish(machine, before, after, difference) {
	await settle$1(machine, before, after, difference);
	record(machine.state, after, changesBetween(before, after));
}
async function settle$1(machine, before, after, difference = differenceOf({
	...machine,
	before,
	after,
	again: new Set()
})) {
	await settleConfiguration({
		...machine,
		...difference,
		purged: purgedBy(after.request)
	});
}
function treeChange({ layout, files, again = new Set() }, wanted) {
	return {
		generation: wanted.number,
		identity: identityOf(wanted),
		whole: () => wholeContent(layout, wanted),
		again: pathsOf(layout, wanted, again),
		whereDifferent: async (versions) => {
			const holdings = [];
			for (const { generation, identity } of versions) {
				const held = await readGeneration(layout, generation).catch(() => null);
				if (held === null || identityOf(held) !== identity) return null;
				holdings.push(held);
			}
			return contentsWhereDifferent({
				layout,
				files
			}, {
				holdings: [...holdings, wanted],
				again
			});
		}
	};
}
function differenceOf({ layout, files, before, after, again }) {
	const [held, wanted] = contentsWhereDifferent({
		layout,
		files
	}, {
		holdings: [before, after],
		again
	});
	return {
		held,
		wanted
	};
}
function pathsOf(layout, { releases }, digests) {
	const wanted = releases.filter(({ manifest_sha256 }) => digests.has(manifest_sha256));
	if (wanted.length === 0) return new Set();
	const content = wholeContent(layout, {
		releases: wanted,
		triggers: []
	});
	return new Set([...content].flatMap(([place, { type }]) => type === "directory" ? [] : [place]));
}
function purgedBy(request) {
	switch (request?.kind) {
		case "remove": return new Set(request.purge ? request.packages : []);
		case "together": return new Set(request.requests.flatMap((one) => [...purgedBy(one)]));
		default: return new Set();
	}
}
// engine/transaction/unsettled.ts
async function isUnsettled({ layout, state }) {
	return openEntry(state) !== null || !await runsAsRecorded({
		layout,
		state
	});
}
async function runsAsRecorded({ layout, state }) {
	const recorded = recordedGeneration(state);
	return recorded === 0 || await runningGeneration(layout) === recorded;
}
function recordedGeneration(state) {
	return Number(readSetting(state, "generation") ?? 0);
}
// engine/transaction/recover.ts
async function recover(machine) {
	const { layout, state } = machine;
	await sweepLeftovers(layout);
	const entry = openEntry(state);
	if (entry === null) return followRecord(machine);
	if (await runningGeneration(layout) === entry.target) {
		const [before, after] = [await readGeneration(layout, entry.origin), await readGeneration(layout, entry.target)];
		try {
			await finish(machine, before, after);
		} catch (error) {
			if (failureOf(error)?.code !== "state/damaged") throw error;
			record(state, after, changesBetween(before, after));
		}
		return {
			kind: "finished",
			generation: entry.target
		};
	}
	if (recordedGeneration(state) !== entry.target) await removeGeneration(layout, entry.target);
	dropIntent(state);
	return {
		kind: "taken-back",
		generation: entry.origin
	};
}
async function followRecord({ layout, state, files }) {
	if (await runsAsRecorded({
		layout,
		state
	})) return null;
	const recorded = recordedGeneration(state);
	try {
		const wanted = await readGeneration(layout, recorded);
		const { tree } = await prepareTree(layout, treeChange({
			layout,
			files
		}, wanted), neverStopped);
		await switchTo(layout, tree);
		return {
			kind: "finished",
			generation: recorded
		};
	} catch (error) {
		if (failureOf(error) === null) throw error;
		return null;
	}
}
var neverStopped = new AbortController().signal;
// engine/at-start.ts
async function recoverAtStart(about) {
	const release = tryAcquire({
		dataDirectory: about.places.data,
		command: about.command,
		now: about.clock.now
	});
	if (release === null) return null;
	try {
		return await recoverTold(about);
	} finally {
		release();
	}
}
async function recoverTold(about) {
	const recovery = await recover(about);
	if (recovery === null) return null;
	const { recordRecovery } = await import("./witness-CWi7hPZT.js");
	await recordRecovery(about, recovery);
	return recovery;
}
async function exportAtStart(toolbox) {
	if (toolbox.places.isChosen || currentGeneration(toolbox) === 0) return;
	const { areProgramsExported, exportPrograms } = await import("./derived-files-B2Xb6iQh.js");
	if (await areProgramsExported(toolbox)) return;
	const release = tryAcquire({
		dataDirectory: toolbox.places.data,
		command: toolbox.command,
		now: toolbox.clock.now
	});
	if (release === null) return;
	try {
		await exportPrograms(toolbox, new AbortController().signal);
	} finally {
		release();
	}
}
// engine/api/progress.ts
var silent = () => void 0;
// engine/change-queue.ts
function changeQueue(toolbox) {
	let last = Promise.resolve();
	let tidying = new AbortController();
	return {
		enter: async (work, { report, signal, tidies }) => {
			tidying.abort(new Error("somebody wants to change something"));
			const turn = last.then(() => changing$2(toolbox, report, work, signal));
			last = turn.catch(() => void 0);
			if (tidies) {
				tidying = new AbortController();
				const { signal: unwanted } = tidying;
				last = turn.then(() => tidy(toolbox, unwanted)).catch(() => void 0);
			}
			return turn;
		},
		close: async () => {
			tidying.abort(new Error("closing"));
			await last;
		}
	};
}
async function changing$2(toolbox, report, work, signal) {
	signal.throwIfAborted();
	return withWriterLock({
		dataDirectory: toolbox.places.data,
		command: toolbox.command,
		patience: toolbox.lockPatience,
		now: toolbox.clock.now,
		sleep: toolbox.clock.sleep,
		onWait: () => report({
			kind: "step",
			step: "wait",
			index: 0,
			count: 1
		})
	}, async () => {
		await recoverTold(toolbox);
		return work();
	}, signal);
}
async function tidy(toolbox, signal) {
	const { cleanUp, usualCleaning } = await import("./clean-up-DG4_buh9.js");
	const { witnessed } = await import("./witness-CWi7hPZT.js");
	const deed = {
		name: "system.cleanup",
		input: usualCleaning,
		signal
	};
	const clean = () => cleanUp(toolbox, usualCleaning, silent, signal);
	await changing$2(toolbox, silent, () => witnessed(toolbox, deed, clean), signal);
}
// engine/operations/refusals.ts
function isWatched$1(name) {
	return name === "plan.make" || name === "repository.inspect";
}
function isRefusal$1({ code }) {
	if (code === "script/refused") return true;
	return code.startsWith("trust/") || code.startsWith("policy/") && code !== "policy/not-set";
}
// engine/tell-refusals.ts
async function tellingRefusals({ toolbox, changes }, deed, work) {
	if (!isWatched$1(deed.name)) return work();
	try {
		return await work();
	} catch (error) {
		const failure = failureOf(error);
		if (failure === null || !isRefusal$1(failure)) throw error;
		const { recordRefusal } = await import("./witness-CWi7hPZT.js");
		const record = () => recordRefusal(toolbox, deed, failure);
		await changes.enter(record, {
			report: silent,
			signal: deed.signal,
			tidies: false
		}).catch(() => void 0);
		throw error;
	}
}
function tellDeclined(toolbox, changes) {
	return async (name, input, failure) => {
		const { recordRefusal } = await import("./witness-CWi7hPZT.js");
		const { signal } = new AbortController();
		const record = () => recordRefusal(toolbox, {
			name,
			input,
			signal
		}, failure);
		await changes.enter(record, {
			report: silent,
			signal,
			tidies: false
		}).catch(() => void 0);
	};
}
// engine/api/parse-input.ts
var shown = 100;
function parseInput(name, input) {
	const parsed = safeParse(operations[name].input, input);
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	throw new OperationFailed({
		code: "request/invalid",
		facts: factsOf$1(issue, getDotPath(issue) ?? name)
	});
}
function factsOf$1(issue, what) {
	const { input } = issue;
	if (Array.isArray(input) && isLength(issue)) return {
		what: `number of ${what.split(".").at(-1) ?? what}`,
		value: String(input.length),
		problem: issue.type === "min_length" ? "at least one is needed" : `at most ${limitOf(issue)} at once`
	};
	const value = typeof input === "string" ? input : issue.received;
	return {
		what,
		value: value.length > shown ? `${value.slice(0, shown)}\u2026` : value,
		problem: problemOf$2(issue)
	};
}
function problemOf$2(issue) {
	if (!isLength(issue) || !issue.message.startsWith("Invalid ")) return issue.message;
	if (issue.input === "") return "it is empty";
	return `it is ${issue.type === "min_length" ? "shorter" : "longer"} than ${limitOf(issue)} characters`;
}
function isLength({ type }) {
	return type === "min_length" || type === "max_length";
}
function limitOf({ requirement }) {
	return String(requirement);
}
// engine/catalog/pool-file.ts
var few$1 = 2e3;
function poolFile(catalog, options) {
	const job = {
		database: catalog.name,
		file: path.join(options.dataDirectory, "catalog.pool"),
		architecture: options.architecture
	};
	let known = null;
	const isRight = (pool) => isMadeOf(pool.about, catalog, job.architecture);
	const find = () => {
		if (known !== null && isRight(known.pool)) return known.pool;
		known?.close();
		known = openKept$1(job.file);
		return known !== null && isRight(known.pool) ? known.pool : null;
	};
	const make = async (signal, ask = inThread) => {
		const isSmall = catalog.memory || countReleases(catalog) <= (options.fewReleases ?? few$1);
		const pool = openPool(isSmall ? await makeHere$1(catalog, job) : await ask({
			kind: "pool",
			...job
		}, signal));
		if (pool === null) throw new Error("a pool that was just made cannot be read");
		return pool;
	};
	return {
		use: async (work, signal) => {
			for (let made = null;; made = await make(signal)) {
				signal.throwIfAborted();
				const answer = guarded(job.database, () => catalog.transaction(() => {
					const pool = find() ?? (made !== null && isRight(made) ? made : null);
					return pool === null ? null : { value: work(pool) };
				})());
				if (answer !== null) return answer.value;
			}
		},
		glance: (work) => guarded(job.database, () => catalog.transaction(() => {
			const pool = find();
			return pool === null ? null : work(pool);
		})()),
		refresh: async (signal, ask) => {
			if (guarded(job.database, find) === null) await make(signal, ask);
		},
		close: () => {
			known?.close();
			known = null;
		}
	};
}
async function makeHere$1(catalog, job) {
	const { keepPool, makePool } = await import("./make-pool-BuveL2aP.js");
	const pool = guarded(job.database, () => makePool(catalog, job.architecture));
	if (!catalog.memory) keepPool(job.file, pool);
	return pool;
}
function openKept$1(file) {
	const handle = openOrNull(file);
	if (handle === null) return null;
	const read = (offset, length) => {
		const bytes = new Uint8Array(length);
		return bytes.subarray(0, readSync(handle, bytes, 0, length, offset));
	};
	try {
		const lengths = lengthsIn(read(0, 24));
		const pool = lengths !== null && lengths.whole === fstatSync(handle).size ? openPool(read(0, lengths.first), read) : null;
		if (pool !== null) return {
			pool,
			close: () => closeSync(handle)
		};
	} catch (error) {
		if (systemCode(error) === null) throw error;
	}
	closeSync(handle);
	return null;
}
function openOrNull(file) {
	try {
		return openSync(file, "r");
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return null;
	}
}
// engine/catalog/search-file.ts
var few = 1e3;
function searchFile(catalog, options) {
	const job = {
		database: catalog.name,
		file: path.join(options.dataDirectory, "catalog.search"),
		architecture: options.architecture
	};
	let known = null;
	const isRight = (index) => index !== null && isMadeOf(index.about, catalog, job.architecture);
	const find = () => {
		if (!isRight(known)) known = openKept(job.file);
		return isRight(known) ? known : null;
	};
	const isSmall = () => catalog.memory || countReleases(catalog) <= (options.fewReleases ?? few);
	const make = async (signal, ask = inThread) => {
		const bytes = isSmall() ? await makeHere(catalog, job) : await ask({
			kind: "search",
			...job
		}, signal);
		known = openIndex(bytes, true);
		if (known === null) throw new Error("a search index that was just made cannot be read");
	};
	return {
		use: async (work, signal) => {
			for (;;) {
				signal.throwIfAborted();
				const answer = guarded(job.database, () => catalog.transaction(() => {
					const index = find();
					return index === null ? null : { value: work(index) };
				})());
				if (answer !== null) return answer.value;
				await make(signal);
			}
		},
		refresh: async (signal, ask) => {
			if (!guarded(job.database, () => isSmall() ? find() !== null : isRight(known))) await make(signal, ask);
		}
	};
}
async function makeHere(catalog, job) {
	const [{ makeSearch }, { keepPool }] = await Promise.all([import("./make-search-CteCNR6R.js"), import("./make-pool-BuveL2aP.js")]);
	const bytes = guarded(job.database, () => makeSearch(catalog, job.architecture));
	if (!catalog.memory) keepPool(job.file, packedIndex(bytes));
	return bytes;
}
function openKept(file) {
	const bytes = readPacked(file);
	return bytes === null ? null : openIndex(bytes, true);
}
// engine/config/data-place.ts
function checkDataPlace(data) {
	const user = process.geteuid?.();
	const stats = statIfThere$2(data);
	if (user === void 0 || stats?.isDirectory() !== true) return;
	const problem = problemOf$1(stats, new Set([
		0,
		user,
		...unmappedUsers()
	]));
	if (problem !== null) throw new EngineError("state/open-place", {
		path: data,
		problem
	});
}
var [writableByAll, writableByGroup] = [2, 16];
function problemOf$1({ uid, gid, mode }, trusted) {
	if (!trusted.has(uid)) return "owner";
	if ((mode & writableByAll) !== 0) return "writable";
	const isClosed = gid === 0 || gid === uid;
	return (mode & writableByGroup) !== 0 && !isClosed ? "writable" : null;
}
function statIfThere$2(place) {
	try {
		return statSync(place);
	} catch (error) {
		if ([
			"ENOENT",
			"ENOTDIR",
			"EACCES",
			"ELOOP"
		].includes(systemCode(error) ?? "")) return null;
		throw error;
	}
}
function unmappedUsers() {
	try {
		const [first, outside, count] = readFileSync("/proc/self/uid_map", "utf8").trim().split(/\s+/).map(Number);
		return first === 0 && outside === 0 && count === 4294967295 ? [] : [Number(readFileSync("/proc/sys/kernel/overflowuid", "utf8"))];
	} catch {
		return [];
	}
}
// engine/config/owned-files.ts
var writableByOthers$1 = 18;
var sticky = 512;
function folderProblem$1(folder, uid, isShared) {
	const stats = statIfThere$1(folder);
	if (stats === null) return "missing";
	if (!stats.isDirectory()) return "no-folder";
	if (stats.uid !== uid) return "owner";
	if ((stats.mode & writableByOthers$1) === 0) return null;
	return isShared && (stats.mode & sticky) !== 0 ? null : "writable";
}
function statIfThere$1(file) {
	try {
		return lstatSync(file);
	} catch (error) {
		if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return null;
		throw error;
	}
}
function ownerOf(file) {
	return statIfThere$1(file)?.uid ?? null;
}
function readOwned(file, mostBytes) {
	const descriptor = openedIfPlain(file);
	if (descriptor === null) return null;
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile() || stats.size > mostBytes) return null;
		const bytes = Buffer.alloc(mostBytes + 1);
		const length = readSync(descriptor, bytes, 0, bytes.length, 0);
		if (length > mostBytes) return null;
		const isWritableByOthers = (stats.mode & writableByOthers$1) !== 0;
		return {
			text: bytes.toString("utf8", 0, length),
			uid: stats.uid,
			isWritableByOthers,
			names: stats.nlink
		};
	} finally {
		closeSync(descriptor);
	}
}
function openedIfPlain(file) {
	try {
		return openSync(file, constants$2.O_RDONLY | constants$2.O_NONBLOCK | constants$2.O_NOFOLLOW);
	} catch (error) {
		if ([
			"ENOENT",
			"ELOOP",
			"EACCES",
			"ENXIO",
			"EISDIR"
		].includes(codeOf(error))) return null;
		throw error;
	}
}
function writeOwned(file, text, mode) {
	const descriptor = openSync(file, constants$2.O_WRONLY | constants$2.O_CREAT | constants$2.O_EXCL | constants$2.O_NOFOLLOW, mode);
	try {
		fchmodSync(descriptor, mode);
		writeFileSync(descriptor, text);
		fsyncSync(descriptor);
	} catch (error) {
		removeIfCan(file);
		throw error;
	} finally {
		closeSync(descriptor);
	}
}
function removeIfCan(file) {
	try {
		rmSync(file, { force: true });
	} catch (error) {
		if (!(error instanceof Error)) throw error;
	}
}
function syncFolder(folder) {
	const descriptor = openSync(folder, constants$2.O_RDONLY);
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
function codeOf(error) {
	return error.code ?? "";
}
// engine/config/decisions.ts
var longest$2 = 64e3;
var most$1 = 2e4;
function decisionReader(administration) {
	const folder = decisionFolder(administration);
	return () => {
		if (folderProblem$1(folder, administration.uid, false) !== null) return [];
		if (folderProblem$1(path.dirname(folder), administration.uid, false) !== null) return [];
		return readdirSync(folder).filter((name) => name.endsWith(".json") && !name.startsWith(".")).slice(0, most$1).flatMap((name) => readDecision(administration, path.join(folder, name)) ?? []);
	};
}
function decisionFolder({ file }) {
	return path.join(path.dirname(file), "decisions");
}
function readDecision({ uid }, file) {
	const owned = readOwned(file, longest$2);
	if (owned === null || owned.uid !== uid || owned.isWritableByOthers) return null;
	try {
		const parsed = safeParse(PolicyDecision, parseJsonStrict(owned.text, { maxLength: longest$2 }));
		return parsed.success && `${parsed.output.id}.json` === path.basename(file) ? parsed.output : null;
	} catch (error) {
		if (error instanceof JsonRefused) return null;
		throw error;
	}
}
async function writeDecision(administration, decision, instead) {
	const folder = decisionFolder(administration);
	return onDisk(folder, async () => {
		makeFolder(folder);
		const problem = folderProblem$1(folder, administration.uid, false);
		if (problem !== null) throw new EngineError("policy/spool", {
			folder,
			problem
		});
		const isFirst = putInPlace(folder, decision, instead);
		if (isFirst) syncFolder(folder);
		return isFirst;
	});
}
function makeFolder(folder) {
	try {
		mkdirSync(folder, { mode: 493 });
	} catch (error) {
		if (codeOf(error) !== "EEXIST") throw error;
	}
}
function putInPlace(folder, decision, instead) {
	const beginning = path.join(folder, `.${decision.id}.${randomBytes(8).toString("hex")}`);
	const file = path.join(folder, `${decision.id}.json`);
	writeOwned(beginning, canonicalJson(decision), 420);
	try {
		if (instead) renameSync(beginning, file);
		else linkSync(beginning, file);
		return true;
	} catch (error) {
		if (codeOf(error) === "EEXIST") return false;
		throw error;
	} finally {
		removeIfCan(beginning);
	}
}
// engine/config/person.ts
function systemPerson() {
	const uid = process.getuid?.() ?? -1;
	return {
		name: nameOf(uid),
		uid,
		groups: groupNames(process.getgroups?.() ?? [])
	};
}
function nameOf(uid) {
	try {
		return userInfo().username;
	} catch {
		return String(uid);
	}
}
function userNames() {
	const names = new Map(linesOf$1("/etc/passwd").map(([name = "", , number]) => [Number(number), name]));
	return (uid) => names.get(uid) ?? String(uid);
}
function groupNames(numbers) {
	const names = new Map(linesOf$1("/etc/group").map(([name = "", , number]) => [Number(number), name]));
	return [...new Set(numbers)].map((number) => names.get(number) ?? String(number));
}
function linesOf$1(file) {
	try {
		return readFileSync(file, "utf8").split("\n").map((line) => line.split(":"));
	} catch (error) {
		if (error.code === "ENOENT") return [];
		throw error;
	}
}
// engine/config/places.ts
var product = "multios-package-manager";
function findPlaces({ dataDirectory, configFile, environment, isRoot }) {
	const usual = (system, variable, fallback) => path.join(isRoot ? system : xdg(environment, variable, fallback), product);
	const config = usual("/etc", "XDG_CONFIG_HOME", ".config");
	const data = usual("/var/lib", "XDG_DATA_HOME", ".local/share");
	const log = usual("/var/log", "XDG_STATE_HOME", ".local/state");
	const chosenData = dataDirectory ?? environment["MULTIOS_DATA_DIR"];
	const chosenConfig = configFile ?? environment["MULTIOS_CONFIG"];
	return {
		data: path.resolve(chosenData ?? data),
		isChosen: path.resolve(chosenData ?? data) !== path.resolve(data),
		configFile: path.resolve(chosenConfig ?? path.join(config, "config.toml")),
		keys: path.join(chosenData === void 0 ? config : path.resolve(chosenData), "keys"),
		log: chosenData === void 0 ? log : path.join(path.resolve(chosenData), "log")
	};
}
function xdg(environment, name, fallback) {
	const value = environment[name];
	if (value !== void 0 && path.isAbsolute(value)) return value;
	return path.join(environment["HOME"] || homedir(), fallback);
}
// engine/config/read-config.ts
var flag = (standard) => optional$1(boolean(), standard);
var positive = (standard) => optional$1(pipe(number$2(), safeInteger(), minValue(1), maxValue(1e6)), standard);
var text = (standard) => optional$1(string(), standard);
var ScriptLeave = pipe(string(), regex(/^[^/\s]+\/[^/\s]+$/, "repository/package, such as \"main/*\""));
var Config = strictObject({
	general: optional$1(strictObject({
		data_directory: optional$1(string()),
		log_level: optional$1(picklist([
			"error",
			"warn",
			"info",
			"debug"
		]), "info"),
		max_concurrent_downloads: positive(10),
		download_timeout: positive(300)
	}), {}),
	security: optional$1(strictObject({
		require_signature: flag(true),
		allow_unsigned: flag(false),
		trusted_publishers_only: flag(false),
		checksum_algorithm: optional$1(picklist(["sha256"]), "sha256"),
		allow_scripts: optional$1(union([literal(false), array(ScriptLeave)], "false or a list"), false)
	}), {}),
	updates: optional$1(strictObject({
		auto_check: flag(true),
		auto_install: flag(false),
		check_interval: positive(86400),
		security_updates_only: flag(false),
		require_confirmation: flag(true)
	}), {}),
	scheduler: optional$1(strictObject({
		maintenance_day: optional$1(picklist([
			"Monday",
			"Tuesday",
			"Wednesday",
			"Thursday",
			"Friday",
			"Saturday",
			"Sunday"
		]), "Sunday"),
		maintenance_time: optional$1(pipe(string(), regex(/^([01]\d|2[0-3]):[0-5]\d$/)), "02:00"),
		timezone: text("UTC"),
		notify_on_updates: flag(true)
	}), {})
});
async function readConfig(file) {
	const source = readText$1(file);
	const parsed = safeParse(Config, source === "" ? {} : await parseToml(file, source));
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	const key = getDotPath(issue) ?? "";
	throw new EngineError("config/invalid", {
		file,
		line: lineOf$1(source, key),
		key,
		problem: issue.expected === "never" ? "unknown" : `is ${issue.received}`,
		accepted: issue.expected === "never" ? acceptedKeys(key) : issue.expected ?? issue.message
	});
}
function readText$1(file) {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if (error.code === "ENOENT") return "";
		throw new EngineError("config/invalid", {
			file,
			line: null,
			key: "",
			problem: "cannot be read",
			accepted: "a readable TOML file"
		}, { cause: error });
	}
}
async function parseToml(file, source) {
	const { parse, TomlError } = await import("smol-toml");
	try {
		return parse(source);
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		throw new EngineError("config/invalid", {
			file,
			line: error.line,
			key: "",
			problem: "is not TOML",
			accepted: "TOML 1.0"
		}, { cause: error });
	}
}
function lineOf$1(source, dotPath) {
	const [table, key] = dotPath.split(".");
	let inside = key === void 0;
	for (const [index, line] of source.split("\n").entries()) {
		const header = /^\s*\[\s*([\w-]+)\s*\]/.exec(line);
		if (header !== null) {
			if (key === void 0 && header[1] === table) return index + 1;
			inside = header[1] === table;
		}
		if (inside && new RegExp(`^\\s*["']?${key ?? table}["']?\\s*=`).test(line)) return index + 1;
	}
	return null;
}
function acceptedKeys(dotPath) {
	const [table, key] = dotPath.split(".");
	if (key === void 0) return Object.keys(Config.entries).join(", ");
	const inner = Config.entries[table ?? ""];
	return Object.keys(inner?.wrapped?.entries ?? {}).join(", ");
}
// engine/policy/line-of-key.ts
function lineOfKey(text, path) {
	const place = new Cursor(text).find(path);
	return path.length === 0 ? null : text.slice(0, place).split("\n").length;
}
var Cursor = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	find(path) {
		let place = 0;
		for (const step of path) {
			const found = this.#enter(step);
			if (found === null) return place;
			place = found;
		}
		return place;
	}
	#enter(step) {
		this.#space();
		const opening = this.#text[this.#at];
		if (opening !== (typeof step === "number" ? "[" : "{")) return null;
		this.#at += 1;
		for (let index = 0;; index += 1) {
			this.#space();
			const place = this.#at;
			if (this.#text[place] === "]" || this.#text[place] === "}" || place >= this.#text.length) return null;
			if ((opening === "{" ? this.#name() : index) === step) return place;
			this.#skip();
			this.#space();
			if (this.#text[this.#at] === ",") this.#at += 1;
		}
	}
	#name() {
		const start = this.#at;
		this.#string();
		const name = JSON.parse(this.#text.slice(start, this.#at));
		this.#space();
		this.#at += 1;
		return name;
	}
	#skip() {
		let depth = 0;
		do {
			this.#space();
			const unit = this.#text[this.#at];
			if (unit === "\"") this.#string();
			else if (unit === "[" || unit === "{") depth += this.#step();
			else if (unit === "]" || unit === "}") depth -= this.#step();
			else if (unit === "," || unit === ":") this.#step();
			else this.#word();
		} while (depth > 0 && this.#at < this.#text.length);
	}
	#step() {
		this.#at += 1;
		return 1;
	}
	#word() {
		const start = this.#at;
		while (this.#at < this.#text.length && /[^\s,\]}:]/.test(this.#text[this.#at])) this.#at += 1;
		if (this.#at === start) this.#at += 1;
	}
	#string() {
		this.#at += 1;
		while (this.#at < this.#text.length && this.#text[this.#at] !== "\"") this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
		this.#at += 1;
	}
	#space() {
		while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
	}
};
// engine/policy/check-policy.ts
var longestPolicy = 1e6;
function checkPolicy(text, owner) {
	const schema = owner === "administrator" ? AdministratorPolicy : PersonPolicy;
	const read = readJson(text);
	if ("problem" in read) return {
		kind: "invalid",
		problems: [read.problem]
	};
	const parsed = safeParse(schema, read.value);
	if (parsed.success) return {
		kind: "valid",
		policy: parsed.output
	};
	const [first, ...more] = parsed.issues.map((issue) => problemOf(issue, schema, text));
	return {
		kind: "invalid",
		problems: [first, ...more.slice(0, 19)]
	};
}
function readJson(text) {
	try {
		return { value: parseJsonStrict(text, { maxLength: longestPolicy }) };
	} catch (error) {
		if (!(error instanceof JsonRefused)) throw error;
		return { problem: {
			line: null,
			key: "",
			problem: error.message,
			accepted: "JSON"
		} };
	}
}
function problemOf(issue, schema, text) {
	const steps = (issue.path ?? []).map(({ key }) => key);
	const isUnknown = issue.expected === "never";
	return {
		line: lineOfKey(text, steps),
		key: keyText(steps),
		problem: isUnknown ? "unknown key" : received(issue),
		accepted: isUnknown ? keysAt(schema, steps.slice(0, -1)).join(", ") : acceptedBy(issue)
	};
}
function received({ received: what }) {
	return what === "undefined" ? "missing" : `is ${what}`.slice(0, 200);
}
function acceptedBy({ kind, message, expected }) {
	if (kind === "validation" && !message.startsWith("Invalid ")) return message;
	return (expected ?? message).replace(/^\((.*)\)$/, "$1").replaceAll("\"", "").replaceAll(" | ", ", ");
}
function keyText(steps) {
	return steps.reduce((text, step) => {
		if (typeof step === "number") return `${text}[${step}]`;
		return text === "" ? step : `${text}.${step}`;
	}, "");
}
function keysAt(schema, steps) {
	let part = schema;
	for (const step of steps) {
		const inner = unwrapped(part);
		part = typeof step === "number" ? inner.item : inner.entries?.[step] ?? inner.value;
		if (part === void 0) return [];
	}
	return Object.keys(unwrapped(part).entries ?? {});
}
function unwrapped(part) {
	return part.wrapped === void 0 ? part : unwrapped(part.wrapped);
}
// engine/config/read-policy.ts
var systemAdministration = {
	file: "/etc/multios-package-manager/policy.json",
	uid: 0
};
function policyReader(administration, places, environment) {
	const named = environment["MULTIOS_POLICY_FILE"];
	const own = path.join(path.dirname(places.configFile), "policy.json");
	const readers = [
		levelReader("administrator", administration.file, { uid: administration.uid }),
		...own === administration.file ? [] : [levelReader("person", own, {})],
		...named === void 0 || named === "" ? [] : [levelReader("person", path.resolve(named), { isRequired: true })]
	];
	return () => readers.flatMap((read) => read() ?? []);
}
function levelReader(owner, file, demands) {
	let known = null;
	return () => {
		const found = statIfThere(file);
		if (found === null) {
			if (demands.isRequired === true) throw new EngineError("file/not-found", { path: file });
			return known = null;
		}
		const mark = markOf(found);
		if (known?.mark === mark) return known.level;
		const text = readText(file, demands);
		const checked = checkPolicy(text, owner);
		if (checked.kind === "invalid") throw new EngineError("policy/invalid", {
			file,
			...checked.problems[0],
			more: checked.problems.length - 1
		});
		const level = {
			owner,
			file,
			policy: checked.policy
		};
		known = {
			mark,
			level
		};
		return level;
	};
}
function statIfThere(file) {
	try {
		return lstatSync(file);
	} catch (error) {
		const code = error.code;
		if (code === "ENOENT" || code === "ENOTDIR") return null;
		throw untrusted(file, "unreadable", error);
	}
}
function markOf({ ino, dev, size, mtimeMs, ctimeMs, uid, mode }) {
	return [
		dev,
		ino,
		size,
		mtimeMs,
		ctimeMs,
		uid,
		mode
	].join(" ");
}
var mostBytes$1 = 4e6;
function readText(file, { uid }) {
	const noFollow = uid === void 0 ? 0 : constants$2.O_NOFOLLOW;
	const descriptor = opened(file, constants$2.O_RDONLY | constants$2.O_NONBLOCK | noFollow);
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) throw untrusted(file, "no-file");
		if (stats.size > mostBytes$1) throw untrusted(file, "too-large");
		if (uid !== void 0) {
			checkOwned(file, stats, uid);
			checkOwned(path.dirname(file), lstatSync(path.dirname(file)), uid);
		}
		return readFileSync(descriptor, "utf8");
	} finally {
		closeSync(descriptor);
	}
}
function opened(file, flags) {
	try {
		return openSync(file, flags);
	} catch (error) {
		throw untrusted(file, error.code === "ELOOP" ? "link" : "unreadable", error);
	}
}
var writableByOthers = 18;
function checkOwned(place, { uid, mode }, owner) {
	if (uid !== owner) throw untrusted(place, "owner");
	if ((mode & writableByOthers) !== 0) throw untrusted(place, "writable");
}
function untrusted(file, problem, cause) {
	return new EngineError("policy/untrusted", {
		file,
		problem
	}, { cause });
}
// engine/launch/programs.ts
function startOf(manifest, program) {
	const launchable = manifest.app?.launchable;
	const page = program === void 0 ? pageOf$1(manifest) : null;
	if (page !== null) return {
		kind: "page",
		page
	};
	const paths = commandPaths(manifest);
	const opened = openedBy(launchable);
	const wanted = program ?? standardOf(manifest.name, paths, opened);
	const member = paths.get(wanted);
	if (member === void 0) throw new EngineError("launch/no-program", {
		name: manifest.name,
		programs: [...paths.keys()]
	});
	return {
		kind: launchable?.kind === "desktop" && wanted === opened ? "desktop" : "terminal",
		program: wanted,
		member
	};
}
function programEnvironment(layout, environment) {
	const bin = path.join(layout.current, "bin");
	const { MULTIOS_KEYSTORE_PASSPHRASE: _secret, ...shared } = environment;
	return {
		...shared,
		PATH: `${bin}${path.delimiter}${environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"}`,
		MULTIOS_PROFILE: layout.current,
		PYTHONDONTWRITEBYTECODE: "1"
	};
}
function standardOf(name, paths, opened) {
	if (opened !== null && paths.has(opened)) return opened;
	const [only = name, another] = paths.keys();
	return another === void 0 ? only : name;
}
function pageOf$1({ app, files }) {
	if (app?.launchable?.kind !== "page") return null;
	const { page } = app.launchable;
	return files.some((file) => file.type !== "directory" && file.path === page) ? page : null;
}
function openedBy(launchable) {
	return launchable === void 0 || launchable.kind === "page" ? null : path.posix.basename(launchable.exec);
}
// engine/launch/start-program.ts
var infoDescriptor = 3;
async function runHere(starting, running, signal) {
	const { program, words, environment, isBox } = starting;
	signal.throwIfAborted();
	const [file = "", ...args] = words;
	const stdio = [
		"inherit",
		"inherit",
		"inherit",
		...isBox ? ["pipe"] : []
	];
	const child = spawn(file, args, {
		env: environment,
		stdio: [...stdio]
	});
	const first = isBox ? firstOf$1(child) : Promise.resolve(child.pid ?? null);
	first.then((pid) => pid === null ? void 0 : running.onProcess(pid));
	return new Promise((done, fail) => {
		const stop = () => void first.then((pid) => sendSignal(isBox ? startedBy(pid) : pid, running.endsWith()));
		signal.addEventListener("abort", stop, { once: true });
		child.once("error", (error) => {
			const reason = error.code ?? error.message;
			fail(new EngineError("launch/failed", {
				program,
				reason
			}, { cause: error }));
		});
		child.once("exit", (status, ended) => {
			signal.removeEventListener("abort", stop);
			done(status ?? 128 + (ended === null ? 0 : constants.signals[ended]));
		});
	});
}
async function startDetached({ words, environment, isBox }) {
	const [file = "", ...args] = words;
	return new Promise((done) => {
		const stdio = [
			"ignore",
			"ignore",
			"ignore",
			...isBox ? ["pipe"] : []
		];
		const child = spawn(file, args, {
			env: environment,
			detached: true,
			stdio: [...stdio]
		});
		child.once("error", () => done(null));
		child.once("spawn", () => {
			child.unref();
			(isBox ? firstOf$1(child) : Promise.resolve(child.pid ?? null)).then(done);
		});
	});
}
async function firstOf$1(child) {
	const told = child.stdio[3];
	let text = "";
	return new Promise((done) => {
		const answer = () => done(Number(/"child-pid":\s*(\d+)/.exec(text)?.[1] ?? 0) || null);
		told.on("data", (chunk) => {
			text += chunk.toString("latin1");
			if (text.includes("}")) answer();
		});
		told.once("error", answer);
		told.once("close", answer);
	});
}
function startedBy(pid) {
	if (pid === null) return null;
	try {
		const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ");
		return Number(child) || null;
	} catch {
		return null;
	}
}
function sendSignal(pid, signal) {
	if (pid === null) return;
	try {
		process.kill(pid, signal);
	} catch {}
}
// engine/triggers/find-program.ts
async function findProgram$1(name, searched) {
	for (const folder of (searched ?? "").split(path.delimiter)) {
		const file = path.join(folder, name);
		if (path.isAbsolute(folder) && await isProgram(file)) return file;
	}
	return null;
}
async function isProgram(file) {
	try {
		await access(file, constants$1.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}
// engine/launch/find-way.ts
var patience$1 = 2e4;
async function findUsrWay(searched) {
	const bwrap = await findProgram$1("bwrap", searched);
	const complaint = bwrap === null ? null : await complaintOf(bwrap);
	if (bwrap !== null && complaint === null) return {
		kind: "box",
		bwrap
	};
	const proot = await findProgram$1("proot", searched);
	if (proot !== null) return {
		kind: "proot",
		proot
	};
	return complaint === null ? {
		kind: "none",
		reason: "no-bwrap",
		detail: ""
	} : {
		kind: "none",
		reason: reasonOf$1(complaint),
		detail: complaint
	};
}
function reasonOf$1(complaint) {
	if (/setting up uid map: Permission denied|RTM_NEWADDR/.test(complaint)) return "apparmor";
	return /new namespace/.test(complaint) ? "namespaces" : "other";
}
async function complaintOf(bwrap) {
	const words = [
		...[
			"--unshare-pid",
			"--die-with-parent",
			"--ro-bind",
			"/",
			"/"
		],
		"--proc",
		"/proc",
		"--dev-bind",
		"/dev",
		"/dev",
		"--"
	];
	return new Promise((done) => {
		const child = spawn(bwrap, [
			...words,
			bwrap,
			"--version"
		], {
			stdio: [
				"ignore",
				"ignore",
				"pipe"
			],
			timeout: patience$1,
			killSignal: "SIGKILL"
		});
		let said = "";
		child.stderr.on("data", (chunk) => {
			said = `${said}${chunk.toString("utf8")}`.slice(-500);
		});
		child.once("error", (error) => done(error.message));
		child.once("close", (status) => done(status === 0 ? null : said.trim() || `bwrap ended with ${status}`));
	});
}
// engine/launch/host-places.ts
var hidden = new Set([...[
	"usr",
	"bin",
	"sbin",
	"lib",
	"lib32",
	"lib64",
	"libx32",
	"etc"
], ...[
	"proc",
	"dev",
	"boot",
	"lost+found",
	"config"
]]);
var hostNames = [...[
	"passwd",
	"group",
	"hostname",
	"hosts",
	"resolv.conf",
	"nsswitch.conf",
	"localtime",
	"timezone"
], ...[
	"machine-id",
	"ssl",
	"pki",
	"ca-certificates"
]];
var terminals = [
	"/etc/terminfo",
	"/lib/terminfo",
	"/usr/lib/terminfo",
	"/usr/share/terminfo"
];
function lookAround(tree, { guarded, configuration }, environment) {
	const hostFiles = hostNames.flatMap((name) => hostFile(name, tree));
	const ofHost = new Set(["mtab", ...hostFiles.map(({ name }) => name)]);
	return {
		tree,
		guarded,
		configuration,
		hostFiles,
		shared: namesIn$3("/").flatMap(sharedPlace),
		treeFiles: namesIn$3(path.join(tree, "etc")).filter((name) => !ofHost.has(name)),
		terminal: terminalEntry(tree, environment["TERM"])
	};
}
function sharedPlace(name) {
	if (hidden.has(name)) return [];
	const place = `/${name}`;
	try {
		return [{
			kind: "link",
			path: place,
			target: readlinkSync(place)
		}];
	} catch {
		return isFolder(place) ? [{
			kind: "folder",
			path: place
		}] : [];
	}
}
function hostFile(name, tree) {
	const source = realPath(path.join("/etc", name));
	if (source === null) return [];
	if (source.startsWith("/run/")) return [{
		kind: "link",
		name,
		target: source
	}];
	return [source.startsWith("/usr/share/zoneinfo/") && realPath(path.join(tree, source)) !== null ? {
		kind: "link",
		name,
		target: source
	} : {
		kind: "bound",
		name,
		source
	}];
}
function terminalEntry(tree, name = "") {
	if (!/^[A-Za-z0-9][\w.+-]*$/.test(name)) return null;
	const members = [`${name[0]}/${name}`, `${name.charCodeAt(0).toString(16)}/${name}`];
	const find = (folder) => members.map((member) => ({
		source: path.join(folder, member),
		member
	})).find(isThere) ?? null;
	if (terminals.some((folder) => find(path.join(tree, folder.replace(/^\/lib/, "/usr/lib"))))) return null;
	return terminals.map(find).find((found) => found !== null) ?? null;
}
function isThere({ source }) {
	return realPath(source) !== null;
}
function isFolder(place) {
	return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
function namesIn$3(folder) {
	try {
		return readdirSync(folder).toSorted();
	} catch {
		return [];
	}
}
function realPath(file) {
	try {
		return realpathSync(file);
	} catch {
		return null;
	}
}
// engine/launch/relocated.ts
function relocatedWords(tree, member) {
	const program = path.join(tree, member);
	const interpreter = interpreterOf(program);
	const loader = interpreter === null ? null : inTree$1(tree, interpreter);
	return loader === null ? [program] : [
		loader,
		"--library-path",
		libraries$1(tree).join(":"),
		program
	];
}
function inTree$1(tree, interpreter) {
	const below = interpreter.replace(/^\/(?:usr\/)?/, "usr/");
	const loader = path.join(tree, below);
	return statSync(loader, { throwIfNoEntry: false })?.isFile() === true ? loader : null;
}
function libraries$1(tree) {
	const base = path.join(tree, "usr/lib");
	return [
		...readdirSync(base).filter((name) => /^[a-z0-9_]+-linux-gnu[a-z0-9]*$/.test(name)).map((name) => path.join(base, name)),
		base,
		path.join(tree, "usr/lib64")
	];
}
var headSize = 65536;
var interpreterHeader = 3;
function interpreterOf(file) {
	const head = headOf$1(file);
	if (!(head.length >= 64 && head.readUInt32BE(0) === 2135247942 && head[4] === 2 && head[5] === 1)) return null;
	const [start, size, count] = [
		Number(head.readBigUInt64LE(32)),
		head.readUInt16LE(54),
		head.readUInt16LE(56)
	];
	for (let index = 0; index < count; index += 1) {
		const at = start + index * size;
		if (size < 56 || at + 56 > head.length) return null;
		if (head.readUInt32LE(at) !== interpreterHeader) continue;
		const [offset, length] = [Number(head.readBigUInt64LE(at + 8)), Number(head.readBigUInt64LE(at + 32))];
		return offset + length > head.length ? null : head.toString("latin1", offset, offset + length - 1);
	}
	return null;
}
function headOf$1(file) {
	const handle = openSync(file, "r");
	try {
		const buffer = Buffer.alloc(headSize);
		return buffer.subarray(0, readSync(handle, buffer));
	} finally {
		closeSync(handle);
	}
}
// engine/launch/usr-words.ts
var ownFolder = "/.multios";
var merged = [
	"bin",
	"sbin",
	"lib",
	"lib32",
	"lib64",
	"libx32"
];
function boxWords(bwrap, around, { dies, infoDescriptor }) {
	const { tree, shared, guarded, configuration, hostFiles, treeFiles, terminal } = around;
	return [
		bwrap,
		...[
			"--unshare-pid",
			"--info-fd",
			String(infoDescriptor)
		],
		...dies ? ["--die-with-parent"] : [],
		...shared.flatMap(sharedWords),
		...[
			"--ro-bind",
			path.join(tree, "usr"),
			"/usr"
		],
		...merged.flatMap((name) => [
			"--symlink",
			`usr/${name}`,
			`/${name}`
		]),
		...guarded.flatMap((folder) => [
			"--ro-bind",
			folder,
			folder
		]),
		...[
			"--symlink",
			configuration,
			"/config"
		],
		...[
			"--tmpfs",
			"/etc",
			"--symlink",
			"/proc/self/mounts",
			"/etc/mtab"
		],
		...treeFiles.flatMap((name) => [
			"--symlink",
			path.join(tree, "etc", name),
			`/etc/${name}`
		]),
		...hostFiles.flatMap(hostWords),
		...terminal === null ? [] : [
			"--ro-bind",
			terminal.source,
			`${ownFolder}/terminfo/${terminal.member}`
		],
		...[
			"--proc",
			"/proc",
			"--dev-bind",
			"/dev",
			"/dev"
		],
		...[
			"--remount-ro",
			"/etc",
			"--remount-ro",
			"/",
			"--"
		]
	];
}
function prootWords(proot, around) {
	const { tree, shared, configuration, hostFiles, terminal } = around;
	const bound = (source, place = source) => ["-b", source === place ? source : `${source}:${place}`];
	return [
		...[
			proot,
			"--kill-on-exit",
			"-r",
			tree
		],
		...merged.flatMap((name) => bound(path.join(tree, "usr", name), `/${name}`)),
		...[
			"/proc",
			"/dev",
			...shared.map((place) => place.path)
		].flatMap((place) => bound(place)),
		...bound(configuration, "/config"),
		...hostFiles.flatMap((file) => bound(file.kind === "bound" ? file.source : file.target, `/etc/${file.name}`)),
		...terminal === null ? [] : bound(terminal.source, `${ownFolder}/terminfo/${terminal.member}`)
	];
}
function sharedWords(place) {
	return place.kind === "folder" ? [
		"--bind",
		place.path,
		place.path
	] : [
		"--symlink",
		place.target,
		place.path
	];
}
function hostWords(file) {
	return file.kind === "bound" ? [
		"--ro-bind",
		file.source,
		`/etc/${file.name}`
	] : [
		"--symlink",
		file.target,
		`/etc/${file.name}`
	];
}
// engine/launch/usr-environment.ts
var misleading = [
	...[
		"LD_LIBRARY_PATH",
		"LD_PRELOAD",
		"LD_AUDIT",
		"GCONV_PATH",
		"LOCPATH",
		"LOCALE_ARCHIVE",
		"NLSPATH"
	],
	...[
		"GIO_EXTRA_MODULES",
		"GIO_MODULE_DIR",
		"GTK_PATH",
		"GTK_EXE_PREFIX",
		"GTK_MODULES",
		"GTK_IM_MODULE_FILE"
	],
	...[
		"GTK3_MODULES",
		"GDK_PIXBUF_MODULE_FILE",
		"GDK_PIXBUF_MODULEDIR",
		"GSETTINGS_SCHEMA_DIR",
		"GI_TYPELIB_PATH"
	],
	...[
		"GST_PLUGIN_PATH",
		"GST_PLUGIN_SYSTEM_PATH",
		"QT_PLUGIN_PATH",
		"QT_QPA_PLATFORM_PLUGIN_PATH",
		"QML2_IMPORT_PATH"
	],
	...[
		"FONTCONFIG_FILE",
		"FONTCONFIG_PATH",
		"LIBGL_DRIVERS_PATH",
		"LIBVA_DRIVERS_PATH",
		"VK_ICD_FILENAMES"
	],
	...[
		"PERL5LIB",
		"PYTHONHOME",
		"PYTHONPATH",
		"RUBYLIB",
		"TERMINFO",
		"TERMINFO_DIRS",
		"MAGIC"
	]
];
var own = /^\/(?:usr|bin|sbin|lib(?:32|64|x32)?|etc)(?:\/|$)/;
function usrEnvironment(environment, about) {
	const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !misleading.includes(name)));
	const shell = environment["SHELL"] ?? "";
	return {
		...kept,
		...localeOf(kept, about.locales),
		PATH: [...[
			"/usr/bin",
			"/usr/games",
			"/usr/sbin",
			path.join(about.tree, "bin")
		], ...elsewhere(environment["PATH"])].join(":"),
		XDG_DATA_DIRS: [
			"/usr/share",
			path.join(about.tree, "share"),
			...elsewhere(kept["XDG_DATA_DIRS"])
		].join(":"),
		XDG_CONFIG_DIRS: ["/etc/xdg", ...elsewhere(kept["XDG_CONFIG_DIRS"])].join(":"),
		...own.test(shell) && !about.has(shell) ? { SHELL: "/bin/sh" } : {},
		...about.hasOwnTerminal ? { TERMINFO_DIRS: `${ownFolder}/terminfo:` } : {},
		...about.hasCertificates && kept["SSL_CERT_FILE"] === void 0 ? { SSL_CERT_FILE: certificates } : {}
	};
}
var certificates = "/etc/ssl/certs/ca-certificates.crt";
function elsewhere(list = "") {
	return list.split(":").filter((folder) => path.isAbsolute(folder) && !own.test(path.normalize(folder)));
}
function localeOf(environment, locales) {
	if (locales.includes("locale-archive")) return {};
	const known = new Set(locales.map(plain));
	const isKnown = (locale) => /^(?:C|POSIX|)$/.test(locale) || known.has(plain(locale));
	const missing = Object.keys(environment).filter((name) => name === "LANG" || /^LC_[A-Z]+$/.test(name)).filter((name) => !isKnown(environment[name] ?? ""));
	if (missing.length === 0) return {};
	const spoken = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
	return {
		...Object.fromEntries(missing.map((name) => [name, "C.UTF-8"])),
		LANGUAGE: environment["LANGUAGE"] ?? spoken.replace(/[.@].*$/, "")
	};
}
function plain(locale) {
	return locale.toLowerCase().replace(/(?<=\.)utf-?8/, "utf8");
}
// engine/launch/usr-start.ts
async function usrStart(layout, tree, wanted, environment) {
	const { program, member, relocatable } = wanted;
	const here = programEnvironment({
		...layout,
		current: tree
	}, environment);
	const way = await findUsrWay(environment["PATH"]);
	if (way.kind === "none") {
		if (!relocatable) throw new EngineError("launch/no-sandbox", {
			program,
			reason: way.reason,
			detail: way.detail
		});
		const PATH = [path.join(tree, "usr/bin"), here["PATH"]].join(path.delimiter);
		return {
			program,
			words: relocatedWords(tree, member),
			environment: {
				...here,
				PATH
			},
			isBox: false
		};
	}
	const around = lookAround(tree, {
		guarded: guardedFolders(layout, environment),
		configuration: layout.config
	}, environment);
	const command = {
		file: `/${member}`,
		environment: usrEnvironment(here, aboutTree(around))
	};
	if (way.kind === "proot") return {
		program,
		words: [...prootWords(way.proot, around), command.file],
		environment: command.environment,
		isBox: false
	};
	const hears = wanted.dies && hasSignalReset(tree);
	return {
		program,
		words: [
			...hears ? deaf : [],
			...boxWords(way.bwrap, around, {
				dies: wanted.dies,
				infoDescriptor: 3
			}),
			...hears ? ["/usr/bin/env", `--default-signal=${terminalSignals.join(",")}`] : [],
			command.file
		],
		environment: command.environment,
		isBox: true
	};
}
var terminalSignals = [
	"INT",
	"QUIT",
	"HUP",
	"TERM"
];
var deaf = [
	"/bin/sh",
	"-c",
	`trap '' ${terminalSignals.join(" ")}; exec "$@"`,
	"sh"
];
function hasSignalReset(tree) {
	try {
		return readFileSync(path.join(tree, "usr/bin/env")).includes("default-signal");
	} catch {
		return false;
	}
}
function guardedFolders(layout, environment) {
	const home = environment["HOME"] ?? "/";
	return (`${path.normalize(home)}/`.startsWith(`${layout.root}/`) ? [layout.store, layout.profile] : [layout.root]).filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder));
}
function aboutTree({ tree, terminal, hostFiles }) {
	const has = (program) => existsSync(path.join(tree, program.replace(/^\/(?:usr\/)?/, "usr/")));
	return {
		tree,
		has,
		locales: namesIn$2(path.join(tree, "usr/lib/locale")),
		hasOwnTerminal: terminal !== null,
		hasCertificates: hostFiles.some(({ name }) => name === "ssl") && statSync("/etc/ssl/certs/ca-certificates.crt", { throwIfNoEntry: false })?.isFile() === true
	};
}
function namesIn$2(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
// engine/launch/launcher.ts
function launcher(layout, environment, ourselves) {
	const pages = new Map();
	const inherited = programEnvironment(layout, environment);
	async function pageAddress(name, page) {
		const server = pages.get(name) ?? serve(layout, name, page);
		pages.set(name, server);
		server.catch(() => pages.delete(name));
		return (await server).url;
	}
	async function onDisplay(program, words) {
		const starting = {
			program,
			words,
			environment: inherited,
			isBox: false
		};
		return hasDisplay(environment) && await startDetached(starting) !== null;
	}
	return {
		open: async (manifest) => {
			const start = startOf(manifest);
			if (start.kind === "page") {
				const file = pathToFileURL(path.join(layout.current, start.page)).href;
				if (await onDisplay("page", ["xdg-open", file])) return {
					kind: "started",
					program: manifest.name
				};
				return {
					kind: "page",
					url: await pageAddress(manifest.name, start.page)
				};
			}
			if (start.kind === "desktop") return openDesktop({
				layout,
				environment
			}, manifest, start);
			const own = [
				...ourselves ?? ["multios-pm"],
				"run",
				manifest.name
			];
			const words = isMadeForUsr(start.member) ? own : [path.join(treePath(layout), start.member)];
			return await onDisplay(start.program, [
				"x-terminal-emulator",
				"-e",
				...words
			]) ? {
				kind: "started",
				program: start.program
			} : {
				kind: "terminal",
				command: `multios-pm run ${manifest.name}`
			};
		},
		run: async (manifest, args, options, signal) => {
			const start = startOf(manifest, options.program);
			if (start.kind !== "page") return inTree(layout, async (tree) => {
				const starting = await startingOf({
					layout,
					environment
				}, {
					tree,
					manifest,
					start
				});
				const running = {
					onProcess: (pid) => void (start.kind === "desktop" && leaseTree(layout, tree, pid)),
					endsWith: options.endsWith ?? (() => "SIGINT")
				};
				return runHere({
					...starting,
					words: [...starting.words, ...args]
				}, running, signal);
			});
			options.onPage?.(await pageAddress(manifest.name, start.page));
			await untilAborted(signal);
			return 0;
		},
		close: async () => {
			for (const server of pages.values()) await (await server).close();
		}
	};
}
async function startingOf({ layout, environment }, wanted) {
	const { tree, manifest, start } = wanted;
	const { program, member } = start;
	if (isMadeForUsr(member)) {
		const about = {
			program,
			member,
			relocatable: manifest.relocatable === true,
			dies: start.kind !== "desktop"
		};
		return usrStart(layout, tree, about, environment);
	}
	return {
		program,
		words: [path.join(tree, member)],
		environment: programEnvironment({
			...layout,
			current: tree
		}, environment),
		isBox: false
	};
}
async function inTree(layout, run) {
	const tree = treePath(layout);
	const release = leaseTree(layout, tree, process.pid);
	try {
		return await run(tree);
	} finally {
		release();
	}
}
function treePath({ current }) {
	try {
		return realpathSync(current);
	} catch {
		return current;
	}
}
async function openDesktop(place, manifest, start) {
	const { program } = start;
	if (!hasDisplay(place.environment)) throw new EngineError("launch/failed", {
		program,
		reason: "no-display"
	});
	return inTree(place.layout, async (tree) => {
		const pid = await startDetached(await startingOf(place, {
			tree,
			manifest,
			start
		}));
		if (pid === null) throw new EngineError("launch/failed", {
			program,
			reason: "not-started"
		});
		leaseTree(place.layout, tree, pid);
		return {
			kind: "started",
			program
		};
	});
}
async function serve(layout, name, page) {
	const { servePage } = await import("./page-server-DBeoyhLt.js");
	const { portsFor } = await import("./page-ports-C8s1hwXk.js");
	return servePage(layout.current, page, await portsFor(layout.pagePorts, name));
}
function hasDisplay(environment) {
	return Boolean(environment["DISPLAY"] || environment["WAYLAND_DISPLAY"]);
}
async function untilAborted(signal) {
	if (signal.aborted) return;
	await new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));
}
// engine/policy/level.ts
function verdictOf({ owner, file }, { decision = "deny", rule, reason, note }) {
	return {
		decision,
		owner,
		file,
		rule,
		reason,
		note: note ?? null
	};
}
function refusalIn(verdicts) {
	return verdicts.find(({ decision }) => decision === "deny") ?? verdicts.find(({ decision }) => decision === "ask") ?? null;
}
// engine/policy/roles.ts
var everybody = roleNames;
var looking = everybody;
var changing$1 = ["user", "operator"];
var examining = [
	"user",
	"operator",
	"security-admin",
	"auditor"
];
var rolesFor = {
	"catalog.discover": looking,
	"catalog.search": looking,
	"package.info": looking,
	"package.preview": looking,
	"package.installed": looking,
	"package.owners": looking,
	"package.verify": examining,
	"package.audit": examining,
	"package.restore": changing$1,
	"package.launch": changing$1,
	"plan.make": changing$1,
	"plan.apply": changing$1,
	"updates.list": looking,
	"history.list": examining,
	"history.diff": examining,
	"history.label": changing$1,
	"history.pin": changing$1,
	"system.cleanup": changing$1,
	"system.bill": examining,
	"system.status": looking,
	"dependency.solve": looking,
	"dependency.why": looking,
	"dependency.whyNot": looking,
	"dependency.check": looking,
	"policy.list": looking,
	"policy.add": ["operator", "security-admin"],
	"policy.remove": ["operator", "security-admin"],
	"policy.show": everybody,
	"policy.explain": everybody,
	"policy.check": everybody,
	"policy.request": changing$1,
	"policy.requests": everybody,
	"policy.withdraw": everybody,
	"policy.approve": [],
	"policy.refuse": [],
	"audit.list": [
		"operator",
		"security-admin",
		"auditor"
	],
	"audit.verify": [
		"operator",
		"security-admin",
		"auditor"
	],
	"audit.export": ["security-admin", "auditor"],
	"publisher.trusted": looking,
	"publisher.trust": ["operator", "security-admin"],
	"publisher.distrust": ["operator", "security-admin"],
	"trust.explain": examining,
	"repository.list": looking,
	"repository.inspect": ["repo-admin"],
	"repository.inspectKey": ["repo-admin"],
	"repository.setKey": ["repo-admin"],
	"repository.add": ["repo-admin"],
	"repository.remove": ["repo-admin"],
	"repository.configure": ["repo-admin"],
	"repository.sync": [
		"user",
		"operator",
		"repo-admin"
	]
};
function rolesOf(levels, asker) {
	const roles = levels.find(({ owner }) => owner === "administrator")?.policy.roles;
	if (roles === void 0) return null;
	const has = (role) => (roles[role] ?? []).some((one) => isMeant(one, asker));
	return roleNames.filter(has);
}
function refusalOfRole(levels, asker, operation) {
	if (asker.uid === 0) return null;
	const mine = rolesOf(levels, asker);
	const level = levels.find(({ owner }) => owner === "administrator");
	if (mine === null || level === void 0) return null;
	if (rolesFor[operation].some((role) => mine.includes(role))) return null;
	return verdictOf(level, {
		rule: "roles",
		reason: "role",
		note: mine.length === 0 ? void 0 : mine.join(", ")
	});
}
function isMeant(somebody, { name, groups }) {
	if (somebody === "*") return true;
	return somebody.startsWith("@") ? groups.includes(somebody.slice(1)) : somebody === name;
}
// engine/operations/refused.ts
function refused$1(what, { owner, file, rule, reason, note, opens }, request = null) {
	return new EngineError("policy/refused", {
		what,
		owner,
		file,
		rule,
		reason,
		note,
		request: owner === "administrator" ? request : null,
		...opens === void 0 ? {} : { opens }
	});
}
// engine/operations/check-role.ts
async function checkRole(toolbox, operation) {
	if (operation === "policy.check") return;
	const levels = toolbox.policyLevels();
	if (levels.length === 0) return;
	const refusal = refusalOfRole(levels, toolbox.person(), operation);
	if (refusal !== null) throw refused$1(operation, refusal);
	if (levels.some(asksForSeverity)) await toolbox.rater.load();
}
function asksForSeverity({ policy }) {
	return policy.packages.some(({ where }) => where?.unfixedSeverity !== void 0);
}
// engine/search/facets.ts
var facetNames = [
	"categories",
	"repositories",
	"licenses",
	"roles",
	"sizes",
	"ages",
	"verified",
	"installed",
	"updates",
	"fits"
];
var mostValues = 100;
var no = 0;
var yes = 1;
var answers = ["no", "yes"];
function columnsOf(index, view, machine, today) {
	const { flags, sizes, moments, licenses, repositories } = index.data;
	const { about } = index;
	return {
		values: {
			categories: about.categories,
			repositories: about.repositories,
			licenses: about.licenses,
			roles,
			sizes: sizeBuckets,
			ages: ageBuckets,
			verified: answers,
			installed: answers,
			updates: answers,
			fits: answers
		},
		single: [
			{
				name: "repositories",
				column: mapped(repositories, (at) => at)
			},
			{
				name: "licenses",
				column: licenses
			},
			{
				name: "roles",
				column: mapped(flags, roleIn)
			},
			{
				name: "sizes",
				column: mapped(sizes, sizeBucketOf)
			},
			{
				name: "ages",
				column: mapped(moments, (moment) => ageBucketOf(today - dayOf(moment)))
			},
			{
				name: "verified",
				column: mapped(flags, (each) => Number(isVerified(each)))
			},
			{
				name: "installed",
				column: mapped(machine.installed, (is) => is)
			},
			{
				name: "updates",
				column: mapped(machine.updates, (is) => is)
			},
			{
				name: "fits",
				column: mapped(view.hidden, (reason) => reason === 1 ? no : yes)
			}
		]
	};
}
function mapped(source, valueOf) {
	const column = new Uint32Array(source.length);
	for (let at = 0; at < column.length; at += 1) column[at] = valueOf(source[at]);
	return column;
}
function countFacets(index, columns, { packages, asked }) {
	const accepted = new Uint8Array(index.packageCount);
	const failing = failuresOf(index, filtersOf$1(columns, {
		fits: ["yes"],
		...asked
	}), packages);
	let total = 0;
	for (let at = 0; at < packages.length; at += 1) {
		if (failing[at] !== passed) continue;
		accepted[packages[at]] = 1;
		total += 1;
	}
	const counts = facetNames.map((name, facet) => {
		const column = columns.single[facet - 1]?.column;
		const rows = {
			packages,
			failing,
			facet
		};
		const counted = new Uint32Array(columns.values[name].length);
		return column === void 0 ? countLists(index, rows, counted) : countColumn(column, rows, counted);
	});
	const entries = facetNames.map((name, facet) => [name, listed$1(columns.values[name], counts[facet], asked[name] ?? [])]);
	return {
		accepted,
		total,
		facets: Object.fromEntries(entries)
	};
}
var passed = 255;
var several = 254;
function failuresOf(index, filters, packages) {
	const failing = new Uint8Array(packages.length).fill(passed);
	for (const { facet, column, wanted } of filters) for (let row = 0; row < packages.length; row += 1) {
		const at = packages[row];
		if (!(column === null ? hasCategory(index, at, wanted) : wanted[column[at]] === 1)) failing[row] = failing[row] === passed ? facet : several;
	}
	return failing;
}
function hasCategory({ data: { categories, categoryStarts } }, at, wanted) {
	for (let place = categoryStarts[at]; place < categoryStarts[at + 1]; place += 1) if (wanted[categories[place]] === 1) return true;
	return false;
}
function countColumn(column, { packages, failing, facet }, counts) {
	for (let row = 0; row < packages.length; row += 1) {
		const fails = failing[row];
		if (fails === passed || fails === facet) counts[column[packages[row]]] += 1;
	}
	return counts;
}
function countLists({ data: { categories, categoryStarts } }, { packages, failing, facet }, counts) {
	for (let row = 0; row < packages.length; row += 1) {
		const fails = failing[row];
		if (fails !== passed && fails !== facet) continue;
		const at = packages[row];
		const end = categoryStarts[at + 1];
		for (let place = categoryStarts[at]; place < end; place += 1) counts[categories[place]] += 1;
	}
	return counts;
}
function filtersOf$1({ values, single }, asked) {
	return facetNames.flatMap((name, facet) => {
		const wanted = asked[name];
		if (wanted === void 0 || wanted.length === 0) return [];
		const marks = Uint8Array.from(values[name], (value) => Number(wanted.includes(value)));
		return [{
			facet,
			column: single[facet - 1]?.column ?? null,
			wanted: marks
		}];
	});
}
function listed$1(values, counts, wanted) {
	return values.map((value, at) => ({
		value,
		count: counts[at]
	})).filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).filter(({ value }, at) => at < mostValues || wanted.includes(value));
}
// engine/search/near-words.ts
var forgiving = {
	one: 4,
	two: 8
};
var most = 24;
function nearWords(index, typed) {
	if (typed.length < forgiving.one) return [];
	const once = nearWithin(index, typed, 1);
	const near = once.length > 0 || typed.length < forgiving.two ? once : nearWithin(index, typed, 2);
	const { hitStarts } = index.data;
	const uses = ({ word }) => hitStarts[word + 1] - hitStarts[word];
	return near.sort((a, b) => Number(a.rest > 0) - Number(b.rest > 0) || a.rest - b.rest || uses(b) - uses(a) || a.word - b.word).slice(0, most);
}
function nearWithin(index, typed, allowed) {
	const { wordLetters } = index.data;
	const letters = lettersOf(typed);
	const found = [];
	for (let word = 0; word < wordLetters.length; word += 1) {
		if (countBits$1(letters & ~wordLetters[word]) > allowed) continue;
		const surplus = countBits$1(wordLetters[word] & ~letters);
		const near = mayBeNear(index, word, {
			typed,
			allowed,
			surplus
		}) ? compared(index, word, typed, allowed) : null;
		if (near !== null) found.push(near);
	}
	return found;
}
function mayBeNear(index, word, { typed, allowed, surplus }) {
	const { wordStarts, wordFields } = index.data;
	const longer = wordStarts[word + 1] - wordStarts[word] - typed.length;
	if (longer < -allowed || (wordFields[word] & tellingFields) === 0) return false;
	return (longer <= allowed && surplus <= allowed || longer > 0 && mayBegin(typed, allowed)) && beginsLike(index, word, typed);
}
function mayBegin(typed, allowed) {
	return allowed === 1 && typed.length > forgiving.one;
}
function beginsLike({ data: { wordStarts, wordText } }, word, typed) {
	const start = wordStarts[word];
	const [one, two] = [wordText[start], wordText[start + 1]];
	const [first, second] = [typed.charCodeAt(0), typed.charCodeAt(1)];
	return one === first || two === second || one === second || two === first;
}
function compared(index, word, typed, allowed) {
	const { wordStarts } = index.data;
	const start = wordStarts[word];
	const length = wordStarts[word + 1] - start;
	const looked = Math.min(length, typed.length + allowed);
	const last = lastRow(index.data.wordText, {
		start,
		length: looked
	}, typed);
	const whole = looked === length ? last[length] : Infinity;
	if (whole <= allowed) return {
		word,
		mistakes: whole,
		rest: 0
	};
	if (!mayBegin(typed, allowed)) return null;
	let [mistakes, end] = [Infinity, 0];
	for (let at = Math.max(1, typed.length - allowed); at <= looked; at += 1) if (last[at] < mistakes) [mistakes, end] = [last[at], at];
	return mistakes <= allowed ? {
		word,
		mistakes,
		rest: length - end
	} : null;
}
var rows = [
	0,
	1,
	2
].map(() => new Uint8Array(80));
function lastRow(text, { start, length }, typed) {
	let [before, last, row] = rows;
	for (let j = 0; j <= length; j += 1) last[j] = j;
	for (let i = 1; i <= typed.length; i += 1) {
		const [letter, earlier] = [typed.charCodeAt(i - 1), i > 1 ? typed.charCodeAt(i - 2) : -1];
		row[0] = i;
		for (let j = 1; j <= length; j += 1) {
			const at = start + j - 1;
			const least = Math.min(last[j - 1] + (text[at] === letter ? 0 : 1), last[j] + 1, row[j - 1] + 1);
			const isSwap = j > 1 && text[at - 1] === letter && text[at] === earlier;
			row[j] = isSwap ? Math.min(least, before[j - 2] + 1) : least;
		}
		const oldest = before;
		before = last;
		last = row;
		row = oldest;
	}
	return last;
}
// engine/search/synonyms.ts
var groups = [
	[
		"photo",
		"picture",
		"image"
	],
	[
		"movie",
		"film",
		"video"
	],
	[
		"song",
		"music",
		"audio",
		"sound"
	],
	["mail", "email"],
	[
		"chat",
		"messenger",
		"messaging",
		"talk"
	],
	["office", "document"],
	["sheet", "spreadsheet"],
	["word", "text"],
	[
		"zip",
		"archive",
		"compress",
		"unpack",
		"extract"
	],
	[
		"draw",
		"drawing",
		"paint",
		"painting"
	],
	[
		"watch",
		"play",
		"player"
	],
	[
		"listen",
		"play",
		"player"
	],
	["edit", "editor"],
	[
		"convert",
		"converter",
		"conversion",
		"transcode"
	],
	[
		"record",
		"recorder",
		"capture"
	],
	["burn", "burning"],
	[
		"terminal",
		"console",
		"shell"
	],
	[
		"disk",
		"drive",
		"partition"
	],
	[
		"backup",
		"copy",
		"snapshot"
	],
	[
		"password",
		"passphrase",
		"secret"
	],
	["torrent", "bittorrent"],
	[
		"ebook",
		"e-book",
		"epub"
	],
	[
		"note",
		"notes",
		"outline"
	],
	[
		"money",
		"finance",
		"accounting"
	],
	[
		"code",
		"source",
		"programming"
	],
	["ide", "development"],
	[
		"game",
		"arcade",
		"puzzle"
	],
	[
		"map",
		"maps",
		"gis"
	],
	[
		"star",
		"astronomy",
		"planetarium"
	],
	["book", "ebook"],
	[
		"scan",
		"scanner",
		"scanning"
	],
	[
		"print",
		"printer",
		"printing"
	],
	["speed", "benchmark"],
	[
		"view",
		"viewer",
		"display"
	],
	["calculator", "calculate"],
	[
		"download",
		"downloader",
		"fetch",
		"retrieve"
	],
	[
		"remote",
		"vnc",
		"rdp"
	],
	[
		"virtual",
		"emulator",
		"virtualization"
	],
	["database", "sql"],
	["screenshot", "capture"],
	[
		"translate",
		"translation",
		"dictionary"
	]
];
var idle = new Set("a an and any app application applications apps best for free from good how i in is it me my of on one or program programs some software that the this to tool want which with".split(" "));
var byWord = new Map();
for (const group of groups) for (const word of group) byWord.set(word, new Set([...byWord.get(word) ?? [], ...group.filter((other) => other !== word)]));
function synonymsOf(word) {
	return byWord.get(word) ?? byWord.get(stemOf$1(word)) ?? [];
}
function tellingWords(words) {
	const telling = words.filter((word) => !idle.has(word));
	return telling.length > 0 ? telling : words;
}
var endings = [
	"ings",
	"ing",
	"ers",
	"ies",
	"ors",
	"er",
	"ed",
	"or",
	"es",
	"s"
];
function stemOf$1(word) {
	if (word.length < 5) return word.length === 4 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, 3) : word;
	const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 4);
	if (ending === void 0 || word.endsWith("ss")) return word;
	return word.slice(0, -ending.length);
}
// engine/search/tally.ts
var beginning = {
	least: .45,
	most: .8
};
var called = {
	name: 400,
	title: 390,
	command: 250,
	beginning: 70
};
var Tally = class {
	#index;
	#totals;
	#now;
	#had;
	#whereNow;
	#where;
	#forgiven;
	#touched;
	#touchedCount = 0;
	#needed = 0;
	constructor(index) {
		const count = index.packageCount;
		this.#index = index;
		this.#totals = new Uint16Array(count);
		this.#now = new Uint8Array(count);
		this.#had = new Uint8Array(count);
		this.#whereNow = new Uint8Array(count);
		this.#where = new Uint8Array(count);
		this.#forgiven = new Uint8Array(count);
		this.#touched = new Uint32Array(count);
	}
	all(words) {
		this.#reset();
		let found = 0;
		for (const [place, readings] of words.entries()) {
			for (const reading of readings) this.#read(reading, place);
			found = this.#settle(place);
			if (found === 0) return 0;
		}
		this.#needed = words.length;
		return found;
	}
	most(words) {
		const counts = new Uint8Array(this.#had.length);
		this.#reset();
		for (const readings of words) {
			for (let row = 0; row < this.#touchedCount; row += 1) this.#had[this.#touched[row]] = 0;
			for (const reading of readings) this.#read(reading, 0);
			this.#settle(0);
			for (let row = 0; row < this.#touchedCount; row += 1) counts[this.#touched[row]] += this.#had[this.#touched[row]];
		}
		let best = 0;
		for (let row = 0; row < this.#touchedCount; row += 1) {
			const at = this.#touched[row];
			this.#had[at] = counts[at];
			best = Math.max(best, counts[at]);
		}
		this.#needed = best;
	}
	done(slug) {
		const { worths } = this.#index.data;
		const packages = this.#chosen();
		for (const at of packages) this.#totals[at] += worths[at];
		if (packages.length > 0) this.#callBySlug(slug);
		return {
			packages,
			scores: this.#totals,
			where: this.#where,
			forgiven: this.#forgiven
		};
	}
	#chosen() {
		if (this.#needed === 0) return new Uint32Array();
		const isMany = this.#touchedCount > this.#had.length / 16;
		const chosen = new Uint32Array(this.#touchedCount);
		let count = 0;
		for (let row = 0; row < (isMany ? this.#had.length : this.#touchedCount); row += 1) {
			const at = isMany ? row : this.#touched[row];
			if (this.#had[at] !== this.#needed) continue;
			chosen[count] = at;
			count += 1;
		}
		return isMany ? chosen.subarray(0, count) : chosen.subarray(0, count).sort();
	}
	#callBySlug(slug) {
		const { hitStarts, hits, hitFields, wordStarts } = this.#index.data;
		const [from, to] = this.#index.beginningWith(slug);
		for (let word = from; word < to; word += 1) {
			const length = wordStarts[word + 1] - wordStarts[word];
			const more = slug.length < 2 ? 0 : Math.round(called.beginning * slug.length / length);
			for (let hit = hitStarts[word]; hit < hitStarts[word + 1]; hit += 1) {
				if (this.#had[hits[hit]] !== this.#needed) continue;
				this.#totals[hits[hit]] += length === slug.length ? worthOfCalled(hitFields[hit]) : begun(hitFields[hit], more);
			}
		}
	}
	#reset() {
		const arrays = [
			this.#totals,
			this.#now,
			this.#had,
			this.#whereNow,
			this.#where,
			this.#forgiven
		];
		for (const array of arrays) for (let row = 0; row < this.#touchedCount; row += 1) array[this.#touched[row]] = 0;
		this.#touchedCount = 0;
		this.#needed = 0;
	}
	#read(reading, place) {
		const { hitStarts, wordStarts } = this.#index.data;
		const weights = [];
		for (let word = reading.from; word < reading.to; word += 1) {
			const length = wordStarts[word + 1] - wordStarts[word];
			const weigh = weights[length] ??= weightsFor(reading, length);
			this.#count({
				from: hitStarts[word],
				to: hitStarts[word + 1],
				weigh,
				reading
			}, place);
		}
	}
	#count({ from, to, weigh, reading }, place) {
		const { hits, hitFields } = this.#index.data;
		const [had, now, whereNow, forgiven] = [
			this.#had,
			this.#now,
			this.#whereNow,
			this.#forgiven
		];
		const forgives = reading.forgives === true ? 1 : 0;
		for (let hit = from; hit < to; hit += 1) {
			const at = hits[hit];
			const weight = weigh[hitFields[hit]];
			const before = now[at];
			if (weight <= before || had[at] !== place) continue;
			if (before === 0 && place === 0) this.#touch(at);
			now[at] = weight;
			whereNow[at] = bestFieldOf[hitFields[hit] & reading.within];
			forgiven[at] |= forgives;
		}
	}
	#touch(at) {
		if (this.#totals[at] !== 0) return;
		this.#touched[this.#touchedCount] = at;
		this.#touchedCount += 1;
	}
	#settle(place) {
		const [had, now] = [this.#had, this.#now];
		let found = 0;
		for (let row = 0; row < this.#touchedCount; row += 1) {
			const at = this.#touched[row];
			if (now[at] === 0) continue;
			this.#totals[at] += now[at];
			this.#where[at] |= this.#whereNow[at];
			had[at] = place + 1;
			now[at] = 0;
			found += 1;
		}
		return found;
	}
};
function weightsFor({ within, factor, sought }, length) {
	const share = length === sought.length ? 1 : beginning.least + (beginning.most - beginning.least) * sought.length / length;
	const weights = new Uint8Array(256);
	for (let mask = 0; mask < 256; mask += 1) weights[mask] = Math.round(worthOf[mask & within] * share * factor);
	return weights;
}
function worthOfCalled(mask) {
	if ((mask & fields.name) !== 0) return called.name;
	if ((mask & fields.title) !== 0) return called.title;
	return (mask & fields.command) === 0 ? 0 : called.command;
}
function begun(mask, more) {
	return (mask & (fields.name | fields.title)) === 0 ? 0 : more;
}
// engine/search/match.ts
var factors = {
	stem: .8,
	synonym: .55,
	oneMistake: .45,
	twoMistakes: .3,
	mistakenBeginning: .7
};
var tallies = new WeakMap();
function matchWords(index, { words, ...sought }) {
	const tally = tallies.get(index) ?? new Tally(index);
	tallies.set(index, tally);
	const readings = words.map((word) => readingsOf(index, word, sought.within));
	if (tally.all(readings) > 0) return {
		...tally.done(sought.slug),
		meant: new Map()
	};
	const meant = new Map();
	const forgiving = words.map((word, at) => {
		const near = forgivenReadings(index, word, sought.within);
		if (near[0] !== void 0 && !isKnown(index, word)) meant.set(word, index.wordAt(near[0].from));
		return [...readings[at], ...near];
	});
	if (tally.all(forgiving) === 0 && words.length > 1) tally.most(forgiving);
	return {
		...tally.done(sought.slug),
		meant
	};
}
function isKnown(index, word) {
	const [from, to] = index.beginningWith(word);
	return to > from;
}
function readingsOf(index, word, within) {
	const [from, to] = index.beginningWith(word);
	const readings = [];
	const isShort = word.length < 3 && word.charCodeAt(0) < 128;
	if (to > from) readings.push({
		from,
		to,
		sought: word,
		factor: 1,
		within: isShort ? within & shortFields : within
	});
	const related = (text, factor) => {
		const [first, end] = index.beginningWith(text);
		if (end > first) readings.push({
			from: first,
			to: end,
			sought: text,
			factor,
			within
		});
	};
	const stem = stemOf$1(word);
	if (stem !== word) related(stem, factors.stem);
	for (const synonym of synonymsOf(word)) related(synonym, factors.synonym);
	return readings;
}
function forgivenReadings(index, word, within) {
	const [from, to] = index.beginningWith(word);
	if (to > from && (index.data.wordFields[from] & callingFields) !== 0 && index.wordAt(from) === word) return [];
	return nearWords(index, word).map(({ word: near, mistakes, rest }) => ({
		from: near,
		to: near + 1,
		sought: index.wordAt(near),
		factor: (mistakes > 1 ? factors.twoMistakes : factors.oneMistake) * (rest > 0 ? factors.mistakenBeginning : 1),
		within: within & ~fields.description,
		forgives: true
	}));
}
// engine/search/media-types.ts
var types$1 = {
	"7z": "application/x-7z-compressed",
	avi: "video/x-msvideo",
	bmp: "image/bmp",
	csv: "text/csv",
	djvu: "image/vnd.djvu",
	doc: "application/msword",
	docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	dxf: "image/vnd.dxf",
	epub: "application/epub+zip",
	flac: "audio/flac",
	gif: "image/gif",
	gpx: "application/gpx+xml",
	html: "text/html",
	ics: "text/calendar",
	iso: "application/x-cd-image",
	jpeg: "image/jpeg",
	jpg: "image/jpeg",
	json: "application/json",
	kdbx: "application/x-keepass2",
	md: "text/markdown",
	mid: "audio/midi",
	mkv: "video/x-matroska",
	mobi: "application/x-mobipocket-ebook",
	mp3: "audio/mpeg",
	mp4: "video/mp4",
	odp: "application/vnd.oasis.opendocument.presentation",
	ods: "application/vnd.oasis.opendocument.spreadsheet",
	odt: "application/vnd.oasis.opendocument.text",
	ogg: "audio/ogg",
	pdf: "application/pdf",
	png: "image/png",
	ppt: "application/vnd.ms-powerpoint",
	pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	ps: "application/postscript",
	psd: "image/vnd.adobe.photoshop",
	py: "text/x-python",
	rar: "application/vnd.rar",
	rtf: "application/rtf",
	srt: "application/x-subrip",
	stl: "model/stl",
	svg: "image/svg+xml",
	tar: "application/x-tar",
	tex: "text/x-tex",
	tiff: "image/tiff",
	torrent: "application/x-bittorrent",
	txt: "text/plain",
	wav: "audio/x-wav",
	webm: "video/webm",
	webp: "image/webp",
	xcf: "image/x-xcf",
	xls: "application/vnd.ms-excel",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	xml: "application/xml",
	zip: "application/zip"
};
function soughtMediaType(folded) {
	const text = folded.trim();
	if (/^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/.test(text)) return text.slice(0, 128);
	const ending = /^\*?\.([a-z0-9]{2,8})$/.exec(text)?.[1];
	return ending === void 0 || !Object.hasOwn(types$1, ending) ? null : types$1[ending];
}
// engine/search/view.ts
var reasons = [
	"none",
	"architecture",
	"revoked",
	"stranger",
	"owner",
	"priority",
	"disabled"
];
var none = 0;
var architecture = 1;
var owned = 4;
var priority = 5;
var disabled = 6;
function viewOf$2(index, { repositories, ownerOf }) {
	const ranks = index.about.repositories.map((name) => repositories.indexOf(name));
	const hidden = new Uint8Array(index.packageCount);
	let visibleCount = 0;
	for (let start = 0, end = 0; start < index.packageCount; start = end) {
		end = endOfName(index, start);
		const owner = ownerOf === null ? null : ownerOf(index.nameOf(start));
		for (let at = start; at < end; at += 1) hidden[at] = ownReason(index, at, {
			ranks,
			owner
		});
		const winner = winnerOf(index, hidden, {
			ranks,
			start,
			end
		});
		for (let at = start; at < end; at += 1) {
			if (at !== winner && mayWin(hidden[at])) hidden[at] = priority;
			if (hidden[at] === none) visibleCount += 1;
		}
	}
	const all = new Uint32Array(index.packageCount);
	for (let at = 0; at < all.length; at += 1) all[at] = at;
	return {
		hidden,
		visibleCount,
		all
	};
}
function endOfName(index, start) {
	let end = start + 1;
	while (end < index.packageCount && isSameName(index, start, end)) end += 1;
	return end;
}
function ownReason(index, at, { ranks, owner }) {
	const { repositories, flags } = index.data;
	if (ranks[repositories[at]] < 0) return disabled;
	return isOwners(index, at, owner) ? standingIn(flags[at]) : owned;
}
function winnerOf({ data: { repositories } }, hidden, { ranks, start, end }) {
	let winner = -1;
	for (let at = start; at < end; at += 1) {
		if (!mayWin(hidden[at])) continue;
		if (winner < 0 || ranks[repositories[at]] < ranks[repositories[winner]]) winner = at;
	}
	return winner;
}
function mayWin(reason) {
	return reason < owned && reason !== architecture;
}
function isOwners(index, at, owner) {
	return owner === null || index.about.repositories[index.data.repositories[at]] === owner;
}
function isSameName({ data: { nameText, nameStarts } }, one, other) {
	const [start, next] = [nameStarts[one], nameStarts[other]];
	const length = nameStarts[one + 1] - start;
	if (nameStarts[other + 1] - next !== length) return false;
	for (let at = 0; at < length; at += 1) if (nameText[start + at] !== nameText[next + at]) return false;
	return true;
}
// engine/search/find.ts
var mostLetters = 256;
var mostWords = 16;
function find(place, question) {
	const { index, view } = place;
	const folded = fold(question.query.slice(0, mostLetters).toWellFormed());
	const match = matchFor(index, folded, question);
	const { packages, hidden, counted } = match === null ? browsed(place, question) : counting(place, match.packages, question);
	return {
		total: counted.total,
		page: pageOf(place, {
			...counted,
			packages
		}, {
			match,
			question
		}).map((number) => found(view, match, number)),
		facets: counted.facets,
		hidden,
		meant: meantBy(folded, match)
	};
}
function counting(place, matching, question) {
	const { packages, hidden } = seen(place, matching, question.hidden);
	return {
		packages,
		hidden,
		counted: countFacets(place.index, place.columns, {
			packages,
			asked: question.filters
		})
	};
}
var lastBrowsed = new WeakMap();
function browsed(place, question) {
	const key = JSON.stringify([question.filters, question.hidden]);
	const last = lastBrowsed.get(place.columns);
	if (last?.key === key) return last.counting;
	const fresh = counting(place, place.view.all, question);
	lastBrowsed.set(place.columns, {
		key,
		counting: fresh
	});
	return fresh;
}
function seen({ index, view }, matching, all) {
	const packages = new Uint32Array(matching.length);
	const tally = new Map();
	let count = 0;
	for (let row = 0; row < matching.length; row += 1) {
		const at = matching[row];
		const reason = view.hidden[at];
		if (reason !== 0) addTo(tally, index.data.repositories[at] << 3 | reason);
		if (reason > 1 && !all) continue;
		packages[count] = at;
		count += 1;
	}
	return {
		packages: packages.subarray(0, count),
		hidden: hiddenCounts(index, tally)
	};
}
function matchFor(index, folded, { description, tags }) {
	if (folded.trim() === "") return null;
	const within = 255 & ~(description ? 0 : fields.description) & ~(tags ? 0 : fields.label);
	const mediaType = soughtMediaType(folded);
	if (mediaType !== null) return matchWords(index, {
		words: [mediaType],
		slug: mediaType,
		within: within | fields.label
	});
	const words = tellingWords([...new Set(soughtWords(folded))].slice(0, mostWords));
	return matchWords(index, {
		words,
		slug: slugOf(folded),
		within
	});
}
function pageOf({ index }, { accepted, total, packages }, { match, question }) {
	const { offset, limit, order } = question;
	if (offset >= total) return [];
	const scores = match === null ? index.data.worths : match.scores;
	switch (order) {
		case "best": return bestOf(index, {
			packages,
			accepted,
			scores
		}, Math.min(total, offset + limit)).slice(offset);
		case "name": return taken(index.data.byTitle, accepted, offset, limit);
		case "newest": return taken(index.data.byDay, accepted, offset, limit);
		case "size": return taken(index.data.bySize, accepted, offset, limit);
	}
}
function taken(inOrder, accepted, offset, limit) {
	const page = [];
	let passed = 0;
	for (const at of inOrder) {
		if (accepted[at] === 0) continue;
		passed += 1;
		if (passed > offset) page.push(at);
		if (page.length === limit) break;
	}
	return page;
}
function bestOf(index, { packages, accepted, scores }, count) {
	const { nameStarts } = index.data;
	const keyOf = (at) => scores[at] << 6 | 63 - Math.min(63, nameStarts[at + 1] - nameStarts[at]);
	const byScore = new Uint32Array(8192);
	for (const at of packages) byScore[scores[at]] += accepted[at];
	const [least, above] = lowest(byScore, count);
	const byLength = new Uint32Array(64);
	for (const at of packages) if (scores[at] === least) byLength[keyOf(at) & 63] += accepted[at];
	const [longest, shorter] = lowest(byLength, count - above);
	const lowestKey = least << 6 | longest;
	const chosen = [];
	let equal = count - above - shorter;
	for (const at of packages) {
		if (scores[at] < least || accepted[at] === 0) continue;
		const key = keyOf(at);
		if (key > lowestKey || key === lowestKey && (equal -= 1) >= 0) chosen.push(at);
	}
	return chosen.sort((a, b) => keyOf(b) - keyOf(a) || a - b);
}
function lowest(counts, wanted) {
	let above = 0;
	for (let place = counts.length - 1; place > 0; place -= 1) {
		if (above + counts[place] >= wanted) return [place, above];
		above += counts[place];
	}
	return [0, above];
}
function found(view, match, number) {
	const reason = reasons[view.hidden[number]];
	const where = match?.where[number] ?? 0;
	return {
		number,
		hidden: reason === "none" ? null : reason,
		matched: matchedFields(where),
		similar: match?.forgiven[number] === 1
	};
}
var nameOfField = new Map(Object.entries(fields).map(([name, bit]) => [bit, name]));
function matchedFields(where) {
	const names = [];
	for (let rest = where; rest !== 0; rest &= ~bestFieldOf[rest]) names.push(nameOfField.get(bestFieldOf[rest]));
	return names;
}
function addTo(tally, key) {
	tally.set(key, (tally.get(key) ?? 0) + 1);
}
function hiddenCounts({ about }, tally) {
	return [...tally].sort(([a], [b]) => (a & 7) - (b & 7) || a - b).map(([key, count]) => ({
		reason: reasons[key & 7],
		repository: about.repositories[key >> 3],
		count
	}));
}
function meantBy(folded, match) {
	if (match === null || match.meant.size === 0 || match.packages.length === 0) return null;
	return soughtWords(folded).map((word) => match.meant.get(word) ?? word).join(" ");
}
// engine/policy/address.ts
function matchesAddress(address, pattern) {
	const url = URL.parse(address);
	const [, scheme, host = "", path = "/*"] = /^([a-z]+):\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? [];
	if (url === null || scheme === void 0 || url.protocol !== `${scheme}:`) return false;
	if (url.username !== "" || url.password !== "") return false;
	return matchesPattern(url.host, host) && matchesPattern(url.pathname, path);
}
function isEncrypted(address) {
	const protocol = URL.parse(address)?.protocol;
	return protocol === "https:" || protocol === "file:";
}
// engine/policy/size.ts
var units = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB"
];
function bytesOf(size) {
	const [, number = "0", unit = "B"] = /^(\d+) ?(\w+)$/.exec(size) ?? [];
	return Number(number) * 1024 ** units.indexOf(unit);
}
// engine/policy/judge-change.ts
function judgeDowngrade(levels) {
	return levels.filter(({ policy }) => policy.downgrade === "deny").map((level) => verdictOf(level, {
		rule: "downgrade",
		reason: "downgrade"
	}));
}
function judgeRemoval(levels, name) {
	return levels.flatMap((level) => {
		const place = (level.policy.protected ?? []).findIndex((pattern) => matchesPattern(name, pattern));
		return place < 0 ? [] : [verdictOf(level, {
			rule: `protected[${place}]`,
			reason: "protected"
		})];
	});
}
function judgeSizes(levels, sizes) {
	return levels.flatMap((level) => {
		const { maxInstalledSize, maxDownloadSize } = level.policy;
		const verdicts = [];
		if (maxInstalledSize !== void 0 && sizes.grows > 0 && sizes.installed > bytesOf(maxInstalledSize)) verdicts.push(verdictOf(level, {
			rule: "maxInstalledSize",
			reason: "installed-size"
		}));
		if (maxDownloadSize !== void 0 && sizes.download > bytesOf(maxDownloadSize)) verdicts.push(verdictOf(level, {
			rule: "maxDownloadSize",
			reason: "download-size"
		}));
		return verdicts;
	});
}
// engine/policy/schedule.ts
function judgeSchedule(levels, change) {
	return levels.flatMap((level) => {
		const { schedule } = level.policy;
		if (schedule === void 0 || isOpen(schedule, change)) return [];
		const opens = nextOpening(schedule, change);
		const isTold = change.repairs && schedule.securityFixes === "allow";
		const said = {
			rule: "schedule",
			reason: "schedule",
			note: schedule.note
		};
		return [{
			...verdictOf(level, {
				...said,
				decision: isTold ? "allow" : "deny"
			}),
			...opens === null ? {} : { opens }
		}];
	});
}
function isOpen({ windows, timeZone }, moment) {
	return isWithin$1(windows, wallTime(moment.now, formatFor(timeZone ?? moment.timeZone)));
}
var minute = 6e4;
var quarter = 15 * minute;
var farthest = 1440;
function nextOpening({ windows, timeZone }, moment) {
	const format = formatFor(timeZone ?? moment.timeZone);
	const first = Math.floor(moment.now / quarter) * quarter;
	for (let ahead = 0; ahead <= farthest; ahead += 1) {
		const start = first + ahead * quarter;
		const { day, minutes } = wallTime(start, format);
		for (let passed = 0; passed < 15; passed += 1) {
			const at = start + passed * minute;
			if (at > moment.now && isWithin$1(windows, {
				day,
				minutes: minutes + passed
			})) return new Date(at).toISOString();
		}
	}
	return null;
}
function wallTime(now, format) {
	const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
	return {
		day: parts.get("weekday").toLowerCase(),
		minutes: Number(parts.get("hour")) * 60 + Number(parts.get("minute"))
	};
}
function formatFor(timeZone) {
	return new Intl.DateTimeFormat("en-US", {
		timeZone,
		weekday: "short",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23"
	});
}
function isWithin$1(windows, { day, minutes }) {
	const before = weekdays[(weekdays.indexOf(day) + 6) % 7];
	return windows.some(({ days: on, from, to }) => {
		const [opens, closes] = [minutesOf(from), minutesOf(to)];
		if (opens < closes) return on.includes(day) && minutes >= opens && minutes < closes;
		return on.includes(day) && minutes >= opens || on.includes(before) && minutes < closes;
	});
}
function minutesOf(time) {
	const [hours, minutes] = time.split(":");
	return Number(hours) * 60 + Number(minutes);
}
// engine/state/publishers.ts
function listTrustedKeys(state) {
	return state.all("SELECT key_id AS keyId, name, since FROM trusted_key ORDER BY name, key_id");
}
function putTrustedKey(state, { keyId, name, since }) {
	state.change("INSERT OR IGNORE INTO trusted_key VALUES (?, ?, ?)", keyId, name, since);
}
function dropTrustedKey(state, keyId) {
	state.change("DELETE FROM trusted_key WHERE key_id = ?", keyId);
}
function findEvidence(state, manifestSha256) {
	const row = state.one("SELECT evidence FROM evidence WHERE manifest_sha256 = ?", manifestSha256);
	return row === void 0 ? null : JSON.parse(row.evidence);
}
function releaseOfArtifact(state, sha256) {
	return state.one("SELECT manifest_sha256 AS digest FROM evidence WHERE json_extract(evidence, '$.artifact.sha256') = ?", sha256)?.digest ?? null;
}
function putEvidence(state, manifestSha256, evidence) {
	state.change("INSERT OR REPLACE INTO evidence VALUES (?, ?)", manifestSha256, JSON.stringify(evidence));
}
// engine/keys/succession.ts
async function signSuccession(from, to) {
	const signature = await from.sign(successionText(from.key, to));
	return {
		format: 1,
		from: from.key,
		to,
		signature: Buffer.from(signature).toString("base64")
	};
}
function isSaid({ from, to, signature }) {
	const key = usablePublicKey(from);
	if (key === null || usablePublicKey(to) === null) return false;
	const message = {
		bytes: successionText(from, to),
		signature: Buffer.from(signature, "base64")
	};
	return isSignedWith(from.algorithm, message, key);
}
function withSuccessors(keyIds, said) {
	const known = new Set(keyIds);
	let waiting = said;
	for (let before = -1; before !== known.size;) {
		before = known.size;
		const now = waiting.filter(({ from }) => known.has(from.keyId));
		waiting = waiting.filter((one) => !now.includes(one));
		for (const one of now) if (isSaid(one)) known.add(one.to.keyId);
	}
	return known;
}
function successionText(from, to) {
	return Buffer.from(`multios-key-succession-v1:${from.keyId}:${to.keyId}`);
}
// engine/operations/signers.ts
function signersOf({ state }, catalog, { record, repository }) {
	const evidence = findEvidence(state, record.manifest_sha256);
	if (evidence !== null) return evidence.keys.map(({ keyId }) => keyId);
	return keysFor(record, catalog.about(repository)?.publishers ?? []).map(({ keyId }) => keyId);
}
function successorsIn(catalog, repository, keyIds) {
	const publishers = catalog.about(repository)?.publishers ?? [];
	return withSuccessors(keyIds, publishers.flatMap(({ successions = [] }) => successions));
}
function trustedSigners({ state, config }, catalog) {
	if (!config.security.trusted_publishers_only) return null;
	const trusted = listTrustedKeys(state).map(({ keyId }) => keyId);
	const known = new Map();
	return (repository) => {
		const keys = known.get(repository) ?? successorsIn(catalog(), repository, trusted);
		known.set(repository, keys);
		return keys;
	};
}
function checkTrusted(toolbox, releases) {
	const catalog = openedCatalog(toolbox);
	const trusted = trustedSigners(toolbox, () => catalog);
	if (trusted === null) return;
	for (const { name, version, manifest_sha256: digest, repository } of releases) {
		const evidence = findEvidence(toolbox.state, digest);
		if (evidence === null && sameDigest(catalog, name, digest)) continue;
		const signers = evidence?.keys.map(({ keyId }) => keyId) ?? [];
		const keys = trusted(repository);
		if (signers.some((keyId) => keys.has(keyId))) continue;
		const file = evidence?.artifact.path ?? `${name}-${version}`;
		throw new EngineError("trust/artifact", {
			file,
			reason: "untrusted",
			detail: signers.join(", ")
		});
	}
}
function sameDigest(catalog, name, digest) {
	return catalog.releasesOf(name).some(({ record }) => record.manifest_sha256 === digest);
}
// engine/policy/look-alike.ts
var shortest = 3;
var lengthForOne = 4;
var lengthForTwo = 8;
function lookAlikes(name, names) {
	const isNear = nearness(name);
	const found = [];
	for (const other of names) {
		if (!isNear(other)) continue;
		const likeness = likenessOf(name, other);
		if (likeness !== null) found.push({
			name: other,
			likeness
		});
	}
	return found;
}
var mostOtherLetters = 4;
function nearness(name) {
	const bits = bitsOf(name);
	const counts = new Int8Array(kinds);
	count(name, 1);
	function count(text, by) {
		for (let index = 0; index < text.length; index += 1) counts[kindOf[text.charCodeAt(index)]] += by;
	}
	return (other) => {
		if (Math.abs(other.length - name.length) > mostOtherLetters) return false;
		if (countBits(bitsOf(other) ^ bits) > mostOtherLetters) return false;
		count(other, -1);
		let differing = 0;
		for (let kind = 1; kind < kinds; kind += 1) differing += Math.abs(counts[kind]);
		count(other, 1);
		return differing <= mostOtherLetters;
	};
}
function likenessOf(name, other) {
	if (name === other || isOtherVersion(name, other)) return null;
	const [bare, otherBare] = [bareOf(name), bareOf(other)];
	if (bare.length < shortest || otherBare.length < shortest) return null;
	if (bare === otherBare) return "separators";
	if (skeletonOf(bare) === skeletonOf(otherBare)) return "glyphs";
	const [stem, otherStem] = [stemOf(bare), stemOf(otherBare)];
	if (stem === otherStem && stem.length >= shortest) return "affix";
	return isMistyped(name, other) ? "typing" : null;
}
function isOtherVersion(name, other) {
	const unnumbered = name.replace(number, "#");
	return unnumbered !== name && unnumbered === other.replace(number, "#");
}
var number = /\d+(?:[.-]\d+)*/g;
function bareOf(name) {
	return name.replace(/[-_.+]/g, "");
}
function skeletonOf(bare) {
	return bare.replace(/rn/g, "m").replace(/vv/g, "w").replace(/[015]/g, (digit) => ({
		0: "o",
		1: "l",
		5: "s"
	})[digit]).replace(/i/g, "l");
}
function stemOf(bare) {
	return bare.replace(/^lib(?=.{3})/, "").replace(/(?<=.{3})s$/, "");
}
function isMistyped(name, other) {
	const length = Math.min(name.length, other.length);
	if (length < lengthForOne) return false;
	return editDistance$1(name, other) <= (length > lengthForTwo ? 2 : 1);
}
var kindOf = Uint8Array.from({ length: 128 }, (_, code) => {
	const letter = String.fromCharCode(code);
	const place = "abcdefghijklmnopqrstuvwxyz".indexOf(skeletonOf(letter));
	if (place >= 0) return place + 1;
	return /\d/.test(letter) ? 27 : 0;
});
var kinds = 28;
function bitsOf(name) {
	let bits = 0;
	for (let index = 0; index < name.length; index += 1) bits |= 1 << kindOf[name.charCodeAt(index)];
	return bits & -2;
}
function countBits(value) {
	let count = 0;
	for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}
// engine/operations/look-alikes.ts
var many = 10;
var timesAsMany = 10;
function lookAlikesOf(toolbox, draft) {
	const installed = installedReleases(toolbox);
	const fresh = draft.next.filter(({ release, offer }) => offer !== null && !installed.has(release.name));
	if (fresh.length === 0) return [];
	const catalog = openedCatalog(toolbox);
	const names = fresh.map(({ release }) => release.name);
	const needed = toolbox.pool.glance((pool) => neededNames(pool, many, names)) ?? [];
	const priorities = new Map(listRepositories(toolbox.state).map(({ name, priority }) => [name, priority]));
	const known = [
		...Array.from(installed.values(), ({ name, repository }) => ({
			name,
			repository,
			standing: "installed"
		})),
		...featuredNames(toolbox, catalog),
		...needed.filter(({ count }) => count >= many).toSorted((a, b) => b.count - a.count).map(({ name, repository }) => ({
			name,
			repository,
			standing: "needed"
		}))
	];
	return fresh.flatMap((next) => {
		const mine = offeredOrigin(toolbox, catalog, next);
		const alike = new Map(lookAlikes(mine.name, new Set(known.map(({ name }) => name))).map((one) => [one.name, one.likeness]));
		for (const one of known) {
			const likeness = alike.get(one.name);
			if (likeness === void 0 || !speaksTo(mine, one, priorities)) continue;
			if (isKnownToo(mine, one, {
				known,
				needed
			})) continue;
			const origin = originOf(toolbox, catalog, one, installed);
			if (origin === null || isOneSource(mine, origin)) continue;
			return [{
				kind: "look-alike",
				...mine,
				other: {
					...origin,
					standing: one.standing
				},
				likeness
			}];
		}
		return [];
	});
}
function featuredNames({ state }, catalog) {
	return listRepositories(state).filter(({ enabled }) => enabled).flatMap(({ name: repository }) => (catalog.about(repository)?.featured ?? []).map((one) => ({
		name: one.package,
		repository,
		standing: "featured"
	})));
}
function speaksTo(mine, { repository, standing }, priorities) {
	if (standing === "installed") return true;
	return priorities.get(repository) >= priorities.get(mine.repository);
}
function isKnownToo(mine, { name, repository, standing }, { known, needed }) {
	if (repository !== mine.repository) return false;
	const isMine = (one) => one.name === mine.name && one.repository === mine.repository;
	const countOf = (which) => needed.find((one) => one.name === which && one.repository === repository)?.count ?? 0;
	switch (standing) {
		case "installed": return false;
		case "featured": return known.some((one) => one.standing === "featured" && isMine(one));
		case "needed": return countOf(mine.name) * timesAsMany > countOf(name);
	}
}
function offeredOrigin(toolbox, catalog, { release, offer }) {
	const { name, publisher, repository } = release;
	return {
		name,
		publisher: {
			name: publisher,
			fingerprints: signersOf(toolbox, catalog, offer)
		},
		repository
	};
}
function originOf(toolbox, catalog, { name, repository, standing }, installed) {
	const here = standing === "installed" ? installed.get(name) : void 0;
	if (here !== void 0) {
		const keys = findEvidence(toolbox.state, here.manifest_sha256)?.keys ?? [];
		return {
			name,
			publisher: {
				name: here.publisher,
				fingerprints: keys.map(({ keyId }) => keyId)
			},
			repository
		};
	}
	const offer = catalog.releasesOf(name).find((one) => one.repository === repository);
	if (offer === void 0) return null;
	const claimed = maintainerName(offer.record.maintainer);
	const isListed = catalog.about(repository)?.publishers.some((one) => one.name === claimed) ?? false;
	const fingerprints = signersOf(toolbox, catalog, offer);
	return {
		name,
		publisher: {
			name: isListed ? claimed : null,
			fingerprints
		},
		repository
	};
}
function isOneSource(mine, other) {
	const isOneRepository = mine.repository === other.repository;
	if (mine.publisher.fingerprints.length === 0) return isOneRepository && other.publisher.fingerprints.length === 0;
	if (isOneRepository && mine.publisher.name !== null && mine.publisher.name === other.publisher.name) return true;
	const keys = new Set(other.publisher.fingerprints);
	return mine.publisher.fingerprints.every((key) => keys.has(key));
}
// engine/version.ts
var engineVersion = package_default.version;
// engine/operations/starter-stamp.ts
function starterStamp(assets) {
	return "744fbb80024128fc8abf3d67f90779d124e6903a6eda4c3ea0f825a32ea4c228";
}
// engine/operations/starter-needed.ts
var starterName = "starter";
function needsStarter(toolbox, assets) {
	const known = readSetting(toolbox.state, starterName);
	if (known === null) return true;
	const starter = findRepository(toolbox.state, starterName);
	if (starter === null) return false;
	return known !== starterStamp(assets) || hasMoved(starter, toolbox.layout.starter);
}
function hasMoved({ url, fingerprint }, place) {
	if (!url.startsWith("file:") || existsSync(new URL(url))) return false;
	const root = path.join(place, "metadata/1.root.json");
	return existsSync(root) && createHash("sha256").update(readFileSync(root)).digest("hex") === fingerprint;
}
var firstStart = 12e4;
function patientWithStarter(toolbox) {
	if (findRepository(toolbox.state, "starter") !== null) return toolbox;
	return {
		...toolbox,
		lockPatience: Math.max(toolbox.lockPatience, firstStart)
	};
}
function olderServes(toolbox, error) {
	const failure = failureOf(error);
	return failure !== null && /^(disk|busy)\//.test(failure.code) && findRepository(toolbox.state, "starter") !== null;
}
function findStarterAssets(start) {
	for (let folder = start;; folder = path.dirname(folder)) {
		const candidate = path.join(folder, "assets", "starter");
		if (existsSync(path.join(candidate, "repository.yaml"))) return candidate;
		if (folder === path.dirname(folder)) return null;
	}
}
// engine/operations/succeeding.ts
function maySucceed(toolbox, mine, other) {
	if (isOwnStarter(toolbox, mine.repository) && isOwnStarter(toolbox, other.repository)) return true;
	const catalog = openedCatalog(toolbox);
	const known = signersIn(toolbox, catalog, other);
	if (known === null || known.keyIds.length === 0) return true;
	const expected = successorsIn(catalog, mine.repository, known.keyIds);
	const { keyIds, isChecked } = signersIn(toolbox, catalog, mine) ?? {
		keyIds: [],
		isChecked: false
	};
	if (isChecked) return keyIds.some((keyId) => expected.has(keyId));
	return keyIds.length > 0 && keyIds.every((keyId) => expected.has(keyId));
}
function signersIn({ state }, catalog, { name, repository, manifest_sha256: digest }) {
	const evidence = findEvidence(state, digest);
	if (evidence !== null) return {
		keyIds: evidence.keys.map(({ keyId }) => keyId),
		isChecked: true
	};
	const offer = catalog.releasesOf(name).find((one) => one.repository === repository && one.record.manifest_sha256 === digest);
	if (offer === void 0) return null;
	return {
		keyIds: keysFor(offer.record, catalog.about(repository)?.publishers ?? []).map(({ keyId }) => keyId),
		isChecked: false
	};
}
function isOwnStarter({ state, layout }, repository) {
	if (repository !== "starter") return false;
	const known = findRepository(state, repository);
	return known !== null && known.url === pathToFileURL(`${layout.starter}/`).href;
}
// engine/catalog/pool-names.ts
function releasesInUse(pool, policy, name) {
	return numbersInUse(pool, policy, pool.findName(name)).map((release) => pool.describe(release));
}
function isProvided(pool, policy, name) {
	const number = pool.findName(name);
	if (number < 0) return false;
	const inUse = isInUse(pool, policy);
	return Array.from(pool.providersOf(number)).some(inUse);
}
function namesInUse(pool, policy) {
	return Array.from({ length: pool.packageCount }, (_, number) => number).filter((number) => numbersInUse(pool, policy, number).length > 0).map((number) => pool.nameText(number));
}
function numbersInUse(pool, policy, name) {
	return name < 0 ? [] : pool.releasesNamed(name).filter(isInUse(pool, policy));
}
function isInUse(pool, { repositories }) {
	const names = new Set(repositories.map(({ name }) => name));
	return (release) => names.has(pool.repositoryOf(release));
}
// engine/operations/not-found.ts
function notFound(catalog, installed, name) {
	return new EngineError("package/not-found", {
		name,
		nearest: nearest(name, [...catalog.names(), ...installed.keys()])
	});
}
function notOffered({ name, version, repository }, releases, fits) {
	if (repository === void 0) return new EngineError("release/not-found", {
		name,
		wanted: version ?? "",
		available: unique(releases.map((release) => release.version))
	});
	return new EngineError("release/not-in-repository", {
		name,
		wanted: version ?? null,
		repository,
		available: unique(releases.filter((release) => release.repository === repository).map((release) => release.version)),
		offeredBy: unique(releases.filter(fits).map((release) => release.repository))
	});
}
function unique(texts) {
	return [...new Set(texts)];
}
// engine/operations/wishes.ts
function partsOf(request) {
	return request.kind === "together" ? request.requests : [request];
}
function wishesOf(request, world) {
	return partsOf(request).flatMap((part) => wishesOfPart(part, world));
}
function optionsOf(request) {
	const parts = partsOf(request);
	return {
		recommends: parts.every((part) => !("recommends" in part) || part.recommends !== false),
		suggests: parts.some((part) => "suggests" in part && part.suggests === true),
		keepUnneeded: parts.some((part) => part.kind === "remove" && part.keepUnneeded === true)
	};
}
function policyFor(request, policy) {
	const development = partsOf(request).some((part) => "development" in part && part.development === true);
	return development ? {
		...policy,
		development
	} : policy;
}
function wishesOfPart(part, world) {
	switch (part.kind) {
		case "install": return installWishes(part, world);
		case "remove": return part.packages.map((name) => {
			installedAs(world, name);
			return {
				kind: "remove",
				name,
				force: part.force
			};
		});
		case "update": return updateWishes(part, world);
		case "downgrade": return part.packages.map((name) => {
			checkOlder(world, name);
			return {
				kind: "install",
				name,
				constraints: [],
				older: true
			};
		});
		case "replace":
			installedAs(world, part.name);
			checkOffered(world, {
				name: part.by,
				constraints: []
			});
			return [{
				kind: "replace",
				name: part.name,
				by: part.by
			}];
		case "autoremove":
		case "repair": return [{ kind: part.kind }];
	}
}
function installWishes(part, world) {
	const { repository, forceDependencies = false } = part;
	return part.packages.map(({ name, version }) => {
		const constraints = constraintsOf$1(version);
		checkOffered(world, {
			name,
			version,
			constraints,
			repository
		});
		return {
			kind: "install",
			name,
			constraints,
			repository,
			forceDependencies
		};
	});
}
function updateWishes({ packages, categories, security }, world) {
	for (const name of packages ?? []) installedAs(world, name);
	if (packages === void 0 && categories === void 0 && security !== true) return [{ kind: "update-all" }];
	const within = categories === void 0 ? null : world.inCategories(categories);
	const repairing = security === true ? world.securityFixes() : null;
	return [...packages ?? world.installed.keys()].filter((name) => (within?.has(name) ?? true) && (repairing?.has(name) ?? true)).map((name) => ({
		kind: "update",
		name
	}));
}
function constraintsOf$1(version) {
	if (version === void 0) return [];
	const constraints = parseConstraints(version);
	if (!isProblem(constraints)) return constraints;
	throw new EngineError("request/invalid", {
		what: "version",
		value: version,
		problem: constraints.problem
	});
}
function checkOffered(world, { name, version, constraints, repository }) {
	const { pool, policy, installed } = world;
	const releases = releasesInUse(pool, policy, name);
	const here = installed.get(name);
	if (releases.length === 0 && here === void 0) {
		if (isProvided(pool, policy, name)) return;
		throw new EngineError("package/not-found", {
			name,
			nearest: nearest(name, knownNames(world))
		});
	}
	const fits = (one) => satisfies(one.version, constraints, one.scheme);
	if (releases.some((one) => (repository === void 0 || one.repository === repository) && fits(one))) return;
	if (here !== void 0 && satisfies(here.version, constraints, here.version_scheme) && repository === void 0) return;
	throw notOffered({
		name,
		version,
		repository
	}, releases, fits);
}
function checkOlder(world, name) {
	const here = installedAs(world, name);
	if (releasesInUse(world.pool, world.policy, name).some(({ version, scheme }) => scheme === here.version_scheme && compareVersions(version, here.version, scheme) < 0)) return;
	throw new EngineError("release/not-found", {
		name,
		wanted: `< ${here.version}`,
		available: []
	});
}
function installedAs({ installed }, name) {
	const here = installed.get(name);
	if (here !== void 0) return here;
	throw new EngineError("package/not-installed", {
		name,
		nearest: nearest(name, installed.keys())
	});
}
function knownNames({ pool, policy, installed }) {
	return [...namesInUse(pool, policy), ...installed.keys()];
}
// engine/operations/consents.ts
function consentsOf(toolbox, draft) {
	if (goesBack(draft)) return [];
	const installed = installedReleases(toolbox);
	const catalog = openedCatalog(toolbox);
	return [...draft.next.flatMap((next) => {
		const here = installed.get(next.release.name);
		if (here === void 0 || next.offer === null || staysAsItIs(here, next.release)) return [];
		if (isStarterTwice(toolbox, here, next)) return [];
		const change = {
			here,
			next,
			before: findEvidence(toolbox.state, here.manifest_sha256)
		};
		return [...keyChange(toolbox, catalog, change), ...repositoryChange(toolbox, change, draft)];
	}), ...lookAlikesOf(toolbox, draft)];
}
function staysAsItIs(here, next) {
	return here.manifest_sha256 === next.manifest_sha256 && here.repository === next.repository;
}
function goesBack({ request: { kind } }) {
	return kind === "undo" || kind === "rollback";
}
function checkConsents({ consents = [] }, accepted) {
	const open = consents.filter(({ name }) => !accepted.includes(name));
	const changes = open.filter((one) => one.kind !== "look-alike");
	if (changes.length > 0) throw new EngineError("trust/change-unconfirmed", { changes });
	const names = open.filter((one) => one.kind === "look-alike");
	if (names.length > 0) throw new EngineError("trust/look-alike-unconfirmed", { names });
}
function keyChange(toolbox, catalog, { here, next, before }) {
	const expected = successorsOf(catalog, next, before);
	if (before === null || expected === null) return [];
	const signers = signersOf(toolbox, catalog, next.offer);
	if (signers.some((keyId) => expected.has(keyId))) return [];
	return [{
		kind: "publisher-key",
		name: here.name,
		before: {
			name: before.publisher,
			fingerprints: before.keys.map(({ keyId }) => keyId)
		},
		after: {
			name: next.release.publisher,
			fingerprints: [...signers]
		}
	}];
}
function successorsOf(catalog, { release }, before) {
	if (before === null || before.keys.length === 0) return null;
	return successorsIn(catalog, release.repository, before.keys.map(({ keyId }) => keyId));
}
function expectedSigners(toolbox, draft, accepted) {
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const isReturn = goesBack(draft);
	return (next) => {
		const here = installed.get(next.release.name);
		if (isReturn || here === void 0 || next.offer === null || accepted.includes(here.name) || isStarterTwice(toolbox, here, next)) return null;
		return successorsOf(catalog, next, findEvidence(toolbox.state, here.manifest_sha256));
	};
}
function repositoryChange(toolbox, { here, next, before }, draft) {
	const { name, repository } = next.release;
	const fingerprintOf = (which) => findRepository(toolbox.state, which)?.fingerprint ?? null;
	const was = before?.fingerprint ?? fingerprintOf(here.repository);
	const is = fingerprintOf(repository);
	if ((was === null ? here.repository === repository : was === is) || isNamed(draft, name, repository)) return [];
	return [{
		kind: "repository",
		name,
		before: {
			name: before?.repository ?? here.repository,
			fingerprints: was === null ? [] : [was]
		},
		after: {
			name: repository,
			fingerprints: is === null ? [] : [is]
		}
	}];
}
function isNamed({ request }, name, repository) {
	if (request.kind === "undo" || request.kind === "rollback" || request.kind === "rollback-package") return false;
	return partsOf(request).some((part) => part.kind === "install" && part.repository === repository && part.packages.some((wanted) => wanted.name === name));
}
function isStarterTwice(toolbox, here, { release }) {
	return isOwnStarter(toolbox, here.repository) && isOwnStarter(toolbox, release.repository);
}
// engine/advisories/order.ts
function ordersFor({ ecosystem }, type, { scheme }) {
	return nativeScheme(ecosystem, type, scheme) === scheme ? [inScheme(scheme)] : crossing;
}
function familyOf(ecosystem) {
	return ecosystem.split(":", 1)[0];
}
function nativeScheme(ecosystem, type, own) {
	if (type === "SEMVER") return "semver";
	const name = familyOf(ecosystem);
	if (name === "MultiOS") return own;
	if (debianLike.has(name)) return "debian";
	return semverLike.has(name) ? "semver" : null;
}
var debianLike = new Set(["Debian", "Ubuntu"]);
var semverLike = new Set([
	"npm",
	"Go",
	"Hex",
	"Pub",
	"SwiftURL"
]);
function inScheme(scheme) {
	return {
		isReadable: (version) => isVersion(version, scheme),
		compare: (a, b) => compareVersions(a, b, scheme)
	};
}
var crossing = ["semver", "debian"].map((scheme) => ({
	...inScheme(scheme),
	isReadable: (version) => /^\d{1,40}(?:\.\d{1,40}){0,20}$/.test(version)
}));
// engine/advisories/match.ts
function judge(advisory, release) {
	const spoken = advisory.withdrawn === void 0 ? spokenOf(advisory, release) : [];
	const [only] = spoken;
	if (only === void 0) return {
		judgement: "unrelated",
		fixedIn: null
	};
	const judgements = spoken.map(({ entries, subject }) => judgeEntries(entries, subject));
	const isOne = spoken.length === 1;
	return {
		judgement: strictest(judgements),
		fixedIn: isOne ? findFix(only.entries, only.subject) : null,
		...isOne && only.subject !== release ? { source: {
			name: only.subject.name,
			version: only.subject.version
		} } : {}
	};
}
function namesOf$1({ name, origin }) {
	return origin === void 0 || origin.source === name ? [name] : [name, sourceName(origin)];
}
function spokenOf({ affected }, release) {
	const source = sourceOf(release);
	if (source === null) return spokenBy(affected.filter((entry) => entry.package.name === release.name), release);
	const isOfSource = ({ package: { ecosystem } }) => familyOf(ecosystem) === families[release.origin.kind];
	const own = affected.filter((entry) => entry.package.name === release.name && !isOfSource(entry));
	const made = affected.filter((entry) => entry.package.name === source.name && isOfSource(entry));
	return [...spokenBy(own, release), ...spokenBy(made, source)];
}
function spokenBy(entries, subject) {
	return entries.length === 0 ? [] : [{
		entries,
		subject
	}];
}
var families = {
	debian: "Debian",
	npm: "npm"
};
function sourceOf(release) {
	const { origin } = release;
	if (origin === void 0) return null;
	const name = sourceName(origin);
	const scheme = origin.kind === "debian" ? "debian" : "semver";
	return name === release.name && origin.source_version === release.version && scheme === release.scheme ? null : {
		name,
		version: origin.source_version,
		scheme
	};
}
function sourceName({ source }) {
	return source.toLowerCase();
}
var order = [
	"affected",
	"unknown",
	"fixed"
];
function judgeEntries(entries, release) {
	return strictest(entries.map((entry) => judgeEntry(entry, release)));
}
function judgeEntry(entry, release) {
	const listed = judgeList(entry, release);
	if (listed === "affected" || entry.ranges.length === 0) return listed;
	return strictest(entry.ranges.map((range) => judgeRange(entry, range, release)));
}
function strictest(judgements) {
	return order.find((judgement) => judgements.includes(judgement)) ?? "unknown";
}
function judgeList(entry, release) {
	if (entry.versions.length === 0) return "unknown";
	if (entry.versions.includes(release.version)) return "affected";
	return unanimous(ordersFor(entry.package, null, release), ({ isReadable, compare }) => {
		if (!isReadable(release.version)) return "unknown";
		const readable = entry.versions.filter(isReadable);
		if (readable.some((version) => compare(version, release.version) === 0)) return "affected";
		return readable.length === entry.versions.length ? "fixed" : "unknown";
	});
}
function judgeRange(entry, range, release) {
	const points = range.events.flatMap((event) => readEvent(event) ?? []);
	const isWhole = points.length === range.events.length && points.some(({ kind }) => kind === "introduced");
	if (!isReadableRange(range) || !isWhole) return "unknown";
	return unanimous(ordersFor(entry.package, range.type, release), (by) => {
		if (!(by.isReadable(release.version) && points.every((point) => isPoint(point, by)))) return "unknown";
		return isWithinLimits(points, release, by) && isAffected(points, release, by) ? "affected" : "fixed";
	});
}
function unanimous(orders, judgeBy) {
	const [first = "unknown", ...others] = orders.map(judgeBy);
	return others.every((judgement) => judgement === first) ? first : "unknown";
}
var readable = new Set(["SEMVER", "ECOSYSTEM"]);
var mostEvents = 1e3;
function isReadableRange({ type, events }) {
	return readable.has(type) && events.length <= mostEvents;
}
function readEvent(event) {
	const said = [
		"introduced",
		"fixed",
		"last_affected",
		"limit"
	].filter((kind) => event[kind] !== void 0);
	const [kind] = said;
	if (kind === void 0 || said.length > 1) return null;
	const version = event[kind];
	return {
		kind,
		version: kind === "introduced" && version === "0" || kind === "limit" && version === "*" ? null : version
	};
}
function isPoint({ version }, { isReadable }) {
	return version === null || isReadable(version);
}
function isWithinLimits(points, { version }, { compare }) {
	const limits = points.filter(({ kind }) => kind === "limit");
	return limits.length === 0 || limits.some((limit) => limit.version === null || compare(version, limit.version) < 0);
}
function isAffected(points, release, { compare }) {
	return points.filter(({ kind }) => kind !== "limit").toSorted((a, b) => comparePoints(a, b, compare)).reduce((affected, point) => {
		const distance = point.version === null ? 1 : compare(release.version, point.version);
		if (point.kind === "last_affected") return distance > 0 ? false : affected;
		return distance < 0 ? affected : point.kind === "introduced";
	}, false);
}
function comparePoints(a, b, compare) {
	if (a.version === null || b.version === null) return Number(b.version === null) - Number(a.version === null);
	return compare(a.version, b.version) || rank$2[a.kind] - rank$2[b.kind];
}
var rank$2 = {
	fixed: 0,
	introduced: 1,
	last_affected: 2,
	limit: 3
};
var mostFixes = 50;
function findFix(entries, release) {
	if (!isVersion(release.version, release.scheme)) return null;
	const fixes = entries.flatMap((entry) => fixesIn(entry, release));
	return [...new Set(fixes)].toSorted((a, b) => compareVersions(a, b, release.scheme)).slice(0, mostFixes).find((version) => judgeEntries(entries, {
		...release,
		version
	}) !== "affected") ?? null;
}
function fixesIn(entry, release) {
	return entry.ranges.filter(isReadableRange).flatMap(({ type, events }) => {
		const orders = ordersFor(entry.package, type, release);
		const isAbove = (fixed) => orders.every(({ isReadable, compare }) => isReadable(fixed) && compare(fixed, release.version) > 0);
		return events.flatMap(({ fixed }) => fixed !== void 0 && isAbove(fixed) ? [fixed] : []);
	});
}
// engine/policy/approval.ts
function withApprovals(verdicts, subject, scene) {
	return verdicts.map((verdict) => {
		if (verdict.decision !== "ask" || verdict.owner !== "administrator") return verdict;
		const digest = scene.digestOf(verdict.rule);
		const approval = scene.decisions.find((decision) => decision.request.rule.sha256 === digest && lets(decision, subject, scene));
		if (approval === void 0) return verdict;
		return {
			...verdict,
			decision: "allow",
			approval: {
				id: approval.id,
				until: approval.until
			}
		};
	});
}
function lets({ kind, user, until, request: { wanted, rule } }, subject, scene) {
	if (kind !== "approved" || rule.decision !== "ask" || user !== scene.user) return false;
	return isInForce({ until }, scene.now) && isSame$1(wanted, subject);
}
function isInForce({ until }, now) {
	return until === null || now < Date.parse(until);
}
function isSame$1(wanted, { name, address, publisher, keys }) {
	if (wanted.kind !== "package" || wanted.name !== name || wanted.address !== address) return false;
	if (wanted.publisher !== publisher) return false;
	if (wanted.keys === null || keys === null) return wanted.keys === keys;
	return keys.length > 0 && keys.every((key) => wanted.keys.includes(key));
}
// engine/policy/judge.ts
function judgeRelease(levels, facts) {
	return levels.flatMap((level) => {
		const rule = packageVerdict(level, facts);
		return [
			...facts.address === null ? repositoryUnknown(level) : judgeRepository([level], {
				address: facts.address,
				isAdded: false
			}),
			...namespaceVerdict(level, facts),
			...publisherVerdict(level, facts, rule),
			...rule === null ? defaultVerdict(level) : [rule.verdict],
			...scriptsVerdict(level, facts),
			...delayVerdict(level, facts)
		];
	});
}
function judgeRepository(levels, { address, isAdded, byRoot = false }) {
	return levels.flatMap((level) => {
		const { allow, requireHttps, allowUserAdded } = level.policy.repositories ?? {};
		const verdicts = [];
		if (requireHttps === true && !isEncrypted(address)) verdicts.push(verdictOf(level, {
			rule: "repositories.requireHttps",
			reason: "insecure"
		}));
		if (allow !== void 0 && !allow.some((pattern) => matchesAddress(address, pattern))) verdicts.push(verdictOf(level, {
			rule: "repositories.allow",
			reason: "repository"
		}));
		if (isAdded && !byRoot && allowUserAdded === false) verdicts.push(verdictOf(level, {
			rule: "repositories.allowUserAdded",
			reason: "user-added"
		}));
		return verdicts;
	});
}
function repositoryUnknown(level) {
	if (level.policy.repositories?.allow === void 0) return [];
	return [verdictOf(level, {
		rule: "repositories.allow",
		reason: "repository"
	})];
}
function namespaceVerdict(level, { name, address }) {
	const [owner] = Object.entries(level.policy.namespaceOwner ?? {}).filter(([pattern]) => matchesPattern(name, pattern)).toSorted(([a], [b]) => b.length - a.length);
	if (owner === void 0 || address !== null && matchesAddress(address, owner[1])) return [];
	return [verdictOf(level, {
		rule: `namespaceOwner.${owner[0]}`,
		reason: "namespace"
	})];
}
function publisherVerdict(level, facts, rule) {
	const { publishers } = level.policy;
	if (publishers === void 0) return [];
	const { mode, trusted } = publishers;
	const known = trusted.findIndex(({ name }) => name === facts.publisher);
	if (known >= 0 && !hasOnlyKeysOf(trusted[known], facts)) return [verdictOf(level, {
		rule: `publishers.trusted[${known}].keys`,
		reason: "publisher-key"
	})];
	const robbed = robbedOf(facts, trusted);
	if (robbed >= 0) return [verdictOf(level, {
		rule: `publishers.trusted[${robbed}].namespaces`,
		reason: "publisher"
	})];
	if (mode === "any" || rule?.rule.anyPublisher === true) return [];
	return known >= 0 && isWithin(trusted[known], facts.name) ? [] : [verdictOf(level, {
		rule: "publishers.mode",
		reason: "publisher"
	})];
}
function robbedOf({ name, publisher }, trusted) {
	const owners = trusted.filter((one) => one.namespaces !== void 0 && isWithin(one, name));
	return owners.some((one) => one.name === publisher) ? -1 : trusted.findIndex((one) => one === owners[0]);
}
function hasOnlyKeysOf({ keys }, facts) {
	if (keys === void 0) return true;
	const trusted = new Set(keys);
	return facts.keys !== null && facts.keys.length > 0 && facts.keys.every((key) => trusted.has(`sha256:${key}`));
}
function isWithin({ namespaces }, name) {
	return namespaces === void 0 || namespaces.some((pattern) => matchesPattern(name, pattern));
}
function packageVerdict(level, facts) {
	const place = level.policy.packages.findIndex((rule) => speaksOf(rule, facts));
	const rule = level.policy.packages[place];
	if (rule === void 0) return null;
	const { decision, note } = rule;
	return {
		rule,
		verdict: verdictOf(level, {
			decision,
			rule: `packages[${place}]`,
			reason: "package",
			note
		})
	};
}
function defaultVerdict(level) {
	const decision = level.policy.defaultDecision ?? "allow";
	return decision === "allow" ? [] : [verdictOf(level, {
		decision,
		rule: "defaultDecision",
		reason: "default"
	})];
}
function speaksOf({ match, repositories, where = {} }, facts) {
	const { license, unfixedSeverity, hasScripts } = where;
	if (!matchesPattern(facts.name, match)) return false;
	if (repositories !== void 0 && !comesFrom(facts, repositories)) return false;
	if (license !== void 0 && !license.some((pattern) => matchesPattern(facts.license, pattern))) return false;
	if (hasScripts !== void 0 && facts.hasScripts !== hasScripts) return false;
	return unfixedSeverity === void 0 || facts.severities().some((one) => isAtLeast(one, unfixedSeverity));
}
function comesFrom({ address }, patterns) {
	return address !== null && patterns.some((pattern) => matchesAddress(address, pattern));
}
var severities = [
	"unknown",
	"low",
	"medium",
	"high",
	"critical"
];
function isAtLeast(severity, least) {
	return least === "any" || severities.indexOf(severity) >= severities.indexOf(least);
}
function scriptsVerdict(level, { hasScripts }) {
	if (level.policy.installScripts !== "deny" || !hasScripts) return [];
	return [verdictOf(level, {
		rule: "installScripts",
		reason: "scripts"
	})];
}
function delayVerdict(level, { isUpdate, age, repairs }) {
	const days = level.policy.updates?.delayDays;
	if (days === void 0 || !isUpdate || age === null || age >= days || repairs()) return [];
	return [verdictOf(level, {
		rule: "updates.delayDays",
		reason: "delay"
	})];
}
// engine/advisories/urgency.ts
function urgencyOf(repaired) {
	return repaired.map(reasonOf).toSorted(compareUrgency)[0] ?? null;
}
function compareUrgency(a, b) {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return rankOf(a) - rankOf(b) || compareWithin(a, b) || byCodePoint(a.advisory, b.advisory);
}
function reasonOf({ id: advisory, risk: { severity, score, epss, kev } }) {
	if (kev !== null) return {
		kind: "exploited",
		advisory,
		due: kev.due
	};
	if (severity === "critical" && epss !== null && epss.score >= .5) return {
		kind: "likely",
		advisory,
		epss: epss.score
	};
	if (score !== null && score >= 9) return {
		kind: "score",
		advisory,
		score
	};
	if (severity !== "critical" && epss !== null && epss.percentile >= .95) return {
		kind: "percentile",
		advisory,
		percentile: epss.percentile
	};
	return {
		kind: "severity",
		advisory,
		severity
	};
}
function rankOf(urgency) {
	switch (urgency.kind) {
		case "exploited": return 0;
		case "likely": return 1;
		case "score": return 2;
		case "percentile": return 3;
		case "severity": return rankOfSeverity[urgency.severity];
	}
}
var rankOfSeverity = {
	critical: 2,
	high: 4,
	medium: 5,
	low: 6,
	unknown: 7
};
function compareWithin(a, b) {
	if (a.kind === "exploited" && b.kind === "exploited") return compareDue(a.due, b.due);
	return weightOf(b) - weightOf(a);
}
function compareDue(a, b) {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return byCodePoint(a, b);
}
function weightOf(urgency) {
	switch (urgency.kind) {
		case "likely": return urgency.epss;
		case "score": return urgency.score;
		case "percentile": return urgency.percentile;
		case "severity": return urgency.severity === "critical" ? 9 : 0;
		case "exploited": return 0;
	}
}
// engine/operations/advisories-of.ts
function advisoriesOf(advisories, release, rate) {
	return advisories.flatMap((advisory) => {
		const { judgement, fixedIn, source } = judge(advisory, judged(release));
		if (judgement === "unrelated") return [];
		return [{
			id: advisory.id,
			aliases: advisory.aliases,
			summary: advisory.summary,
			details: advisory.details,
			...rate(advisory),
			published: advisory.published ?? null,
			state: judgement,
			fixedIn,
			...source === void 0 ? {} : { source }
		}];
	});
}
function advisoriesByName(catalog) {
	let index = null;
	return (release) => {
		index ??= indexed(catalog.advisories());
		const found = namesOf$1(release).flatMap((name) => [...index.get(name) ?? []]);
		return found.length < 2 ? found : [...new Set(found)];
	};
}
function indexed(advisories) {
	const index = new Map();
	for (const advisory of advisories) for (const { package: about } of advisory.affected) {
		const known = index.get(about.name);
		if (known === void 0) index.set(about.name, new Set([advisory]));
		else known.add(advisory);
	}
	return index;
}
function repairedBy(advisories, here, next) {
	return advisories.filter((advisory) => {
		if (judge(advisory, judged(here)).judgement !== "affected") return false;
		return judge(advisory, judged(next)).judgement === "fixed";
	});
}
function urgencyOfRepairs(repaired, rate) {
	return urgencyOf(repaired.map((advisory) => ({
		id: advisory.id,
		risk: rate(advisory)
	})));
}
function judged({ name, version, version_scheme: scheme, origin }) {
	return {
		name,
		version,
		scheme,
		origin
	};
}
// engine/operations/rule-digest.ts
function ruleDigest(levels, rule) {
	const policy = levels.find(({ owner }) => owner === "administrator")?.policy;
	if (policy === void 0) return null;
	const [, place] = /^packages\[(\d+)\]$/.exec(rule) ?? [];
	const [key = ""] = rule.split(/[.[]/);
	const said = place === void 0 ? policy[key] : policy.packages[Number(place)];
	if (said === void 0) return null;
	return createHash("sha256").update(canonicalJson({
		rule: place === void 0 ? key : "packages",
		said
	})).digest("hex");
}
function ruleWithDigest(levels, sha256) {
	const policy = levels.find(({ owner }) => owner === "administrator")?.policy;
	if (policy === void 0) return null;
	const found = [{
		rule: "defaultDecision",
		decision: policy.defaultDecision ?? "allow",
		note: null
	}, ...policy.packages.map(({ decision, note }, place) => ({
		rule: `packages[${place}]`,
		decision,
		note: note ?? null
	}))].find(({ rule }) => ruleDigest(levels, rule) === sha256);
	if (found === void 0 || found.decision === "allow") return null;
	return {
		...found,
		decision: found.decision
	};
}
// engine/operations/judge-releases.ts
function releaseJudge(toolbox) {
	const levels = toolbox.policyLevels();
	return levels.length === 0 ? null : judgeOf(toolbox, levels);
}
function judgeOf(toolbox, levels) {
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const addresses = new Map(listRepositories(toolbox.state).map(({ name, url }) => [name, url]));
	const keysOf = publisherKeys(catalog);
	const about = once$1(() => advisoriesByName(catalog));
	const known = (release) => ({
		name: release.name,
		address: addresses.get(release.repository) ?? null,
		isUpdate: installed.has(release.name),
		severities: once$1(() => severitiesOf(release, about()(release), toolbox)),
		repairs: once$1(() => {
			const here = installed.get(release.name);
			return here !== void 0 && repairedBy(about()(here), here, release).length > 0;
		})
	});
	const decisions = once$1(toolbox.decisions);
	const judged = (facts) => {
		const verdicts = judgeRelease(levels, facts);
		if (!verdicts.some(({ decision }) => decision === "ask")) return verdicts;
		return withApprovals(verdicts, facts, {
			decisions: decisions(),
			user: toolbox.person().uid,
			now: toolbox.clock.now(),
			digestOf: (rule) => ruleDigest(levels, rule)
		});
	};
	const sourceOf = ({ repository, record }) => {
		const publisher = maintainerName(record.maintainer);
		const keys = keysOf(repository, publisher);
		return {
			publisher: keys === null ? null : publisher,
			keys
		};
	};
	return {
		sourceOf,
		judgeOffer: (offer) => {
			const { repository, record } = offer;
			return judged({
				...known({
					...record,
					repository
				}),
				...sourceOf(offer),
				license: record.license,
				hasScripts: Object.keys(record.install_scripts).length > 0,
				age: (toolbox.clock.now() - Date.parse(record.published)) / day
			});
		},
		judgeStored: (release) => {
			const { license, install_scripts: scripts } = readStoredManifest(toolbox.layout, release.directory);
			return judged({
				...known(release),
				publisher: release.publisher,
				keys: release.publisher === null ? null : keysOf(release.repository, release.publisher),
				license,
				hasScripts: Object.keys(scripts).length > 0,
				age: null
			});
		}
	};
}
var day = 864e5;
function publisherKeys(catalog) {
	const byRepository = new Map();
	return (repository, publisher) => {
		let publishers = byRepository.get(repository);
		if (publishers === void 0) {
			const listed = catalog.about(repository)?.publishers ?? [];
			const grouped = Map.groupBy(listed, ({ name }) => name);
			publishers = new Map(Array.from(grouped, ([name, all]) => [name, all.flatMap(({ keys }) => keys.map(({ keyId }) => keyId))]));
			byRepository.set(repository, publishers);
		}
		return publishers.get(publisher) ?? null;
	};
}
function severitiesOf(release, advisories, { rater }) {
	return advisories.filter((advisory) => ["affected", "unknown"].includes(judge(advisory, judged(release)).judgement)).map((advisory) => rater.rate(advisory).severity);
}
// engine/operations/check-plan.ts
function checkedPlan(toolbox, draft, plan) {
	const judge = releaseJudge(toolbox);
	if (judge === null) return plan;
	const levels = toolbox.policyLevels();
	const next = new Map(draft.next.map((each) => [each.release.name, each]));
	const allowed = (line) => {
		const { release, offer } = next.get(line.name);
		const verdicts = offer === null ? judge.judgeStored(release) : judge.judgeOffer(offer);
		check(releaseText(line), verdicts, line.name);
		if (line.action === "downgrade") check(releaseText(line), judgeDowngrade(levels));
		const rule = verdicts.find(({ decision }) => decision === "allow");
		return rule === void 0 ? line : {
			...line,
			policy: rule
		};
	};
	for (const { name } of plan.remove) check(name, judgeRemoval(levels, name));
	const install = plan.install.map(allowed);
	const change = plan.change.map(allowed);
	const installed = draft.next.reduce((sum, { release }) => sum + release.installed_size, 0);
	check("", judgeSizes(levels, {
		installed,
		grows: plan.disk,
		download: plan.download
	}));
	const told = scheduled(toolbox, draft, plan);
	return {
		...plan,
		install,
		change,
		...told.length === 0 ? {} : { told }
	};
}
function scheduled(toolbox, draft, { install, change, remove }) {
	if (goesBack(draft)) return [];
	const wished = [
		...install,
		...change,
		...remove
	].filter(({ because: { kind } }) => ["requested", "newer"].includes(kind));
	const verdicts = judgeSchedule(toolbox.policyLevels(), {
		...timeOf(toolbox),
		repairs: wished.length > 0 && wished.every(({ fixes }) => fixes.length > 0)
	});
	check("", verdicts);
	return verdicts;
}
function timeOf({ clock }) {
	return {
		now: clock.now(),
		timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone
	};
}
function releaseText({ name, to }) {
	return `${name} ${to ?? ""}`.trim();
}
function check(what, verdicts, request = null) {
	const refusal = refusalIn(verdicts);
	if (refusal !== null) throw refused$1(what, refusal, request);
}
function refusalBehind({ clash, proof }) {
	const facts = [...clash, ...proof.flatMap(factsOf)];
	const wanted = new Set(facts.flatMap((fact) => fact.kind === "wanted" ? [fact.name] : []));
	for (const fact of facts) {
		if (fact.kind !== "not-allowed" || fact.verdict === void 0) continue;
		const name = fact.release.split(" ")[0];
		if (wanted.has(name)) return refused$1(fact.release, fact.verdict, name);
	}
	return null;
}
function factsOf(step) {
	return [step.text, ...step.because.flatMap(factsOf)];
}
function unmanaged(toolbox) {
	return {
		...toolbox,
		policyLevels: () => []
	};
}
function protectedNames(toolbox) {
	const levels = toolbox.policyLevels();
	if (!levels.some(({ policy }) => policy.protected !== void 0)) return [];
	return [...installedReleases(toolbox).keys()].filter((name) => judgeRemoval(levels, name).length > 0);
}
// engine/operations/policy.ts
function readPolicy(toolbox) {
	const stored = readStoredPolicy(toolbox.state);
	return {
		repositories: listRepositories(toolbox.state).filter(({ enabled }) => enabled).map(({ name, priority }) => ({
			name,
			priority
		})),
		pins: stored.pins.map(({ name, version, repository }) => ({
			name,
			constraints: constraintsOf(version),
			repository
		})),
		holds: new Set(stored.holds),
		protected: new Set([...stored.protected, ...protectedNames(toolbox)]),
		owners: [...administratorsOwners(toolbox), ...stored.owners],
		development: stored.development,
		refusalOf: refusals(toolbox),
		...trustRule(toolbox),
		maySucceed: successionRule(toolbox)
	};
}
function successionRule(toolbox) {
	return (release, name) => {
		const here = installedReleases(toolbox).get(name);
		const offer = openedCatalog(toolbox).find(release);
		if (here === void 0 || offer === null) return false;
		const { name: own, manifest_sha256 } = offer.record;
		return maySucceed(toolbox, {
			name: own,
			repository: offer.repository,
			manifest_sha256
		}, here);
	};
}
function trustRule(toolbox) {
	const catalog = once$1(() => openedCatalog(toolbox));
	const trusted = trustedSigners(toolbox, catalog);
	if (trusted === null) return {};
	return { isTrusted: (release) => {
		const offer = catalog().find(release);
		if (offer === null) return false;
		const keys = trusted(release.repository);
		return signersOf(toolbox, catalog(), offer).some((keyId) => keys.has(keyId));
	} };
}
function refusals(toolbox) {
	const judge = releaseJudge(toolbox);
	if (judge === null) return void 0;
	const catalog = openedCatalog(toolbox);
	return (release) => {
		const offer = catalog.find(release);
		return offer === null ? null : refusalIn(judge.judgeOffer(offer));
	};
}
function administratorsOwners(toolbox) {
	const repositories = listRepositories(toolbox.state);
	return toolbox.policyLevels().flatMap(({ policy }) => Object.entries(policy.namespaceOwner ?? {})).map(([pattern, address]) => ({
		pattern,
		repository: repositories.find(({ url }) => matchesAddress(url, address))?.name ?? "",
		isBinding: true
	}));
}
function listPolicy(toolbox) {
	const stored = readStoredPolicy(toolbox.state);
	const installed = installedReleases(toolbox);
	return {
		holds: stored.holds.map((name) => ({
			name,
			version: installed.get(name)?.version ?? null
		})),
		pins: stored.pins.map((pin) => ({
			...pin,
			offered: isOffered(toolbox, pin)
		})),
		protected: [...stored.protected],
		owners: [...stored.owners],
		channel: stored.development ? "development" : "stable"
	};
}
function addRules(toolbox, rules) {
	toolbox.state.atomically(() => {
		for (const rule of rules) addRule(toolbox, rule);
	});
	toolbox.announce({ kind: "catalog-changed" });
	return listPolicy(toolbox);
}
function removeRules(toolbox, rules) {
	toolbox.state.atomically(() => {
		for (const rule of rules) removeRule(toolbox, rule);
	});
	toolbox.announce({ kind: "catalog-changed" });
	return listPolicy(toolbox);
}
function addRule(toolbox, rule) {
	const { state } = toolbox;
	switch (rule.kind) {
		case "hold":
			checkInstalled(toolbox, rule.name);
			return putHold(state, rule.name);
		case "pin": return putPin(state, checkedPin(toolbox, rule));
		case "protect":
			checkKnown(toolbox, rule.name);
			return putProtected(state, rule.name);
		case "owner":
			getRepository(state, rule.repository);
			return putOwner(state, rule);
		case "development": return setDevelopment(state, true);
	}
}
function removeRule({ state }, rule) {
	switch (rule.kind) {
		case "hold": return wasSet(dropHold(state, rule.name), rule.kind, rule.name);
		case "pin": return wasSet(dropPin(state, rule.name), rule.kind, rule.name);
		case "protect": return wasSet(dropProtected(state, rule.name), rule.kind, rule.name);
		case "owner": return wasSet(dropOwner(state, rule), rule.kind, `${rule.repository} ${rule.pattern}`);
		case "development": return setDevelopment(state, false);
	}
}
function wasSet(was, rule, what) {
	if (!was) throw new EngineError("policy/not-set", {
		rule,
		what
	});
}
function checkInstalled(toolbox, name) {
	const installed = installedReleases(toolbox);
	if (installed.has(name)) return;
	throw new EngineError("package/not-installed", {
		name,
		nearest: nearest(name, installed.keys())
	});
}
function checkKnown(toolbox, name) {
	const installed = installedReleases(toolbox);
	const catalog = openedCatalog(toolbox);
	if (!installed.has(name) && catalog.releasesOf(name).length === 0) throw notFound(catalog, installed, name);
}
function checkedPin(toolbox, rule) {
	const { name, version = null, repository = null } = rule;
	if (version === null && repository === null) throw new EngineError("request/invalid", {
		what: "pin",
		value: name,
		problem: "it pins nothing"
	});
	constraintsOf(version);
	if (repository !== null) getRepository(toolbox.state, repository);
	return {
		name,
		version,
		repository
	};
}
function constraintsOf(version) {
	if (version === null) return [];
	const constraints = parseConstraints(version);
	if (!isProblem(constraints)) return constraints;
	throw new EngineError("request/invalid", {
		what: "version",
		value: version,
		problem: constraints.problem
	});
}
function isOffered(toolbox, pin) {
	const constraints = constraintsOf(pin.version);
	return openedCatalog(toolbox).releasesOf(pin.name).some(({ repository, record }) => (pin.repository === null || pin.repository === repository) && satisfies(record.version, constraints, record.version_scheme));
}
// engine/operations/newer-releases.ts
function newerReleases(toolbox, catalog, installed) {
	let known = null;
	const learn = () => {
		const found = toolbox.pool.glance((pool) => newerIn(pool, readPolicy(toolbox), installed));
		return found === null ? (name) => newestOffered(catalog, installed.get(name)) : (name) => found.get(name) ?? null;
	};
	return (name) => installed.has(name) ? (known ??= learn())(name) : null;
}
function newerIn(pool, policy, installed) {
	const byNumber = new Map(Array.from(installed.values(), (here) => [pool.findName(here.name), here]));
	const installedAs = (name) => {
		const here = byNumber.get(name);
		return here === void 0 ? void 0 : asRelease(here);
	};
	const admission = new Admission(pool, policy, {
		installedAs,
		wishes: []
	});
	const newer = new Map();
	for (const [number, here] of byNumber) {
		const [best] = newerThan(pool, number, here).filter((release) => admission.obstacleTo(release) === null).sort((a, b) => admission.rankOf(a) - admission.rankOf(b));
		if (best !== void 0) newer.set(here.name, pool.describe(best));
	}
	return newer;
}
function newerThan(pool, name, here) {
	const newer = [];
	for (const release of name < 0 ? [] : pool.releasesNamed(name)) {
		if (pool.scheme(release) !== here.version_scheme) continue;
		const version = pool.version(release);
		if (version === here.version || compareVersions(version, here.version, here.version_scheme) <= 0) break;
		newer.push(release);
	}
	return newer;
}
function asRelease(here) {
	return {
		id: -1,
		name: here.name,
		version: here.version,
		scheme: here.version_scheme,
		architecture: here.architecture,
		repository: here.repository,
		size: here.size,
		installedSize: here.installed_size
	};
}
function newestOffered(catalog, here) {
	const newest = here === void 0 ? void 0 : catalog.releasesOf(here.name)[0];
	if (here === void 0 || newest === void 0) return null;
	const { repository, record } = newest;
	return record.revoked === void 0 && record.version_scheme === here.version_scheme && compareVersions(record.version, here.version, here.version_scheme) > 0 ? {
		name: record.name,
		version: record.version,
		architecture: record.architecture,
		repository
	} : null;
}
// engine/operations/blocked.ts
function blockedTeller(toolbox) {
	if (toolbox.policyLevels().length === 0) return (summary) => summary;
	const judge = once$1(() => releaseJudge(toolbox));
	const catalog = once$1(() => openedCatalog(toolbox));
	return (summary) => {
		if (summary.installed !== null) return summary;
		const refusals = catalog().releasesOf(summary.name).map((offer) => refusalIn(judge()?.judgeOffer(offer) ?? []));
		if (refusals.length === 0 || refusals.includes(null)) return summary;
		const blocked = refusals.find((refusal) => refusal?.decision === "ask") ?? refusals[0];
		return {
			...summary,
			blocked
		};
	};
}
// engine/operations/same-offer.ts
function sameOffer(catalog, release) {
	return catalog.releasesOf(release.name).find(({ record }) => record.manifest_sha256 === release.manifest_sha256) ?? null;
}
// engine/operations/summaries.ts
function summarizer(catalog, installed, newerOf = () => null) {
	const publisherOf = publisherNames(catalog);
	const ofOffer = ({ repository, record }) => {
		const here = installed.get(record.name);
		return {
			...described(record),
			version: record.version,
			icon: record.app?.icon === void 0 ? null : `media/${mediaName(record.app.icon)}`,
			repository,
			publisher: publisherOf(repository, record),
			size: record.size,
			installedSize: record.installed_size,
			published: record.published,
			installed: here === void 0 ? null : installedView(here, sameOffer(catalog, here)),
			update: newerOf(record.name)?.version ?? null
		};
	};
	return {
		ofOffer,
		ofInstalled: (release, manifest) => {
			const offers = catalog.releasesOf(release.name);
			const shown = offers.find(({ record }) => record.manifest_sha256 === release.manifest_sha256) ?? offers[0];
			return {
				...shown === void 0 ? orphanSummary(release, manifest()) : ofOffer(shown),
				version: release.version,
				publisher: release.publisher,
				size: release.size,
				installedSize: release.installed_size
			};
		}
	};
}
function installedView({ version, chosen, since }, offer) {
	const revoked = offer?.record.revoked;
	return {
		version,
		chosen,
		at: since,
		...revoked === void 0 ? {} : { revoked }
	};
}
function orphanSummary(release, manifest) {
	const commands = commandsOf(manifest);
	return {
		...described({
			...manifest,
			commands
		}),
		version: release.version,
		icon: null,
		repository: null,
		publisher: release.publisher,
		size: release.size,
		installedSize: release.installed_size,
		published: null,
		installed: installedView(release, null),
		update: null
	};
}
function described(record) {
	return {
		name: record.name,
		title: record.app?.name ?? record.name,
		summary: record.app?.summary ?? firstLine(record.description),
		architecture: record.architecture,
		role: roleOf(record),
		license: record.license,
		categories: [...record.categories],
		tags: [...record.tags]
	};
}
function publisherNames(catalog) {
	const known = new Map();
	return (repository, record) => {
		let names = known.get(repository);
		if (names === void 0) {
			names = new Set(catalog.about(repository)?.publishers.map(({ name }) => name));
			known.set(repository, names);
		}
		const name = maintainerName(record.maintainer);
		return names.has(name) ? name : null;
	};
}
// engine/operations/search-place.ts
var known = new WeakMap();
function searchPlace(toolbox, index) {
	const key = momentOf(toolbox);
	const before = known.get(toolbox);
	if (before?.key === key && before.place.index === index) return before.place;
	const place = placeOf(toolbox, index);
	known.set(toolbox, {
		key,
		place
	});
	return place;
}
function momentOf(toolbox) {
	const { connection } = toolbox.state;
	const others = Number(connection.pragma("data_version", { simple: true }));
	const own = toolbox.state.one("SELECT total_changes() AS changes")?.changes;
	const hasPool = toolbox.pool.glance(() => true) ?? false;
	return JSON.stringify([
		others,
		own,
		hasPool,
		today(toolbox),
		toolbox.policyLevels(),
		approvalsNow(toolbox)
	]);
}
function approvalsNow(toolbox) {
	if (toolbox.policyLevels().length === 0) return [];
	const now = toolbox.clock.now();
	return toolbox.decisions().filter((decision) => decision.kind === "approved" && isInForce(decision, now)).map(({ id }) => id);
}
function placeOf(toolbox, index) {
	const policy = readPolicy(toolbox);
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const newerOf = newerReleases(toolbox, catalog, installed);
	const ownerOf = ownerIn(policy.owners);
	const repositories = policy.repositories.map(({ name }) => name);
	const view = viewOf$2(index, {
		repositories,
		ownerOf: policy.owners.length === 0 ? null : ownerOf
	});
	const judge = releaseJudge(toolbox);
	const told = blockedTeller(toolbox);
	const { ofOffer } = summarizer(catalog, installed, newerOf);
	return {
		index,
		view,
		columns: columnsOf(index, view, machineOf(index, installed, newerOf), today(toolbox)),
		catalog,
		summarize: (offer) => told(ofOffer(offer)),
		refusalOf: (number) => {
			if (judge === null) return null;
			const row = index.data.releases[number];
			const offer = catalog.offersAt([row]).get(row);
			return offer === void 0 ? null : refusalIn(judge.judgeOffer(offer));
		},
		ownerOf
	};
}
function machineOf(index, releases, newerOf) {
	const installed = new Uint8Array(index.packageCount);
	const updates = new Uint8Array(index.packageCount);
	for (const name of releases.keys()) {
		const [from, to] = index.named(name);
		installed.fill(1, from, to);
		if (newerOf(name) !== null) updates.fill(1, from, to);
	}
	return {
		installed,
		updates
	};
}
function ownerIn(owners) {
	const sorted = owners.toSorted((a, b) => Number(b.isBinding === true) - Number(a.isBinding === true) || b.pattern.length - a.pattern.length);
	return (name) => sorted.find(({ pattern }) => matchesPattern(name, pattern))?.repository ?? null;
}
function today(toolbox) {
	return Math.floor(toolbox.clock.now() / millisecondsOfDay);
}
// engine/operations/browse-catalog.ts
var recentCount = 12;
function discover(toolbox, signal) {
	return toolbox.search.use((index) => frontPage(toolbox, searchPlace(toolbox, index)), signal);
}
function frontPage(toolbox, place) {
	const { index, view, catalog, summarize } = place;
	const faces = newest(place, ["app", "command"]);
	const recent = new Set([...newest(place, ["app"]).page, ...faces.page].map(({ number }) => number));
	const abouts = enabledNames(toolbox).flatMap((name) => catalog.about(name) ?? []);
	const summaryOf = (number) => summarize(cardAt(index, number));
	const named = (name) => {
		const [from, to] = index.named(name);
		for (let at = from; at < to; at += 1) if (view.hidden[at] === 0) return [summaryOf(at)];
		return [];
	};
	return {
		featured: abouts.flatMap(({ featured }) => featured.flatMap(({ package: name, kicker, headline, art }) => named(name).map((summary) => ({
			package: summary,
			kicker,
			headline,
			art: art === void 0 ? null : `media/${mediaName(art)}`
		})))),
		categories: faces.facets.categories.map(({ value, count }) => ({
			value,
			count
		})),
		collections: abouts.flatMap(({ collections }) => collections.flatMap(({ packages, ...collection }) => {
			const members = packages.flatMap(named);
			return members.length === 0 ? [] : [{
				...collection,
				packages: members
			}];
		})),
		recent: [...recent].slice(0, recentCount).map(summaryOf),
		total: view.visibleCount
	};
}
function newest(place, roles) {
	return find(place, {
		query: "",
		description: false,
		tags: false,
		filters: { roles },
		hidden: false,
		order: "newest",
		offset: 0,
		limit: recentCount
	});
}
function listInstalled(toolbox) {
	const installed = installedReleases(toolbox);
	const catalog = openedCatalog(toolbox);
	const { ofInstalled } = summarizer(catalog, installed, newerReleases(toolbox, catalog, installed));
	return [...installed.values()].map((release) => ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory)));
}
function enabledNames(toolbox) {
	return listRepositories(toolbox.state).filter(({ enabled }) => enabled).map(({ name }) => name);
}
// engine/download/fetch-artifact.ts
async function fetchArtifact(transport, wish, signal) {
	const file = path.join(wish.cache, `${wish.sha256}.artifact`);
	try {
		if (await isComplete(file, wish, signal)) {
			wish.onBytes(wish.size);
			return file;
		}
		await mkdir(wish.cache, { recursive: true });
		const partial = `${file}.part`;
		await download(transport, wish, partial, signal);
		await rename(partial, file);
		return file;
	} catch (error) {
		throw await toDiskFailure(error, wish.cache);
	}
}
async function bytesMissing(cache, sha256, size) {
	const file = path.join(cache, `${sha256}.artifact`);
	if (await sizeOf(file) === size) return 0;
	return Math.max(0, size - Math.min(size, await sizeOf(`${file}.part`)));
}
async function isComplete(file, wish, signal) {
	if (await sizeOf(file) !== wish.size) return false;
	const hash = createHash("sha256");
	await hashFile(file, hash, signal);
	if (hash.digest("hex") === wish.sha256) return true;
	await rm(file);
	return false;
}
async function download(transport, wish, partial, signal) {
	const have = await sizeOf(partial);
	const resumed = await receive(transport, {
		wish,
		partial,
		start: have < wish.size ? have : 0
	}, signal);
	if (resumed === null) return;
	const whole = resumed.offset > 0 ? await receive(transport, {
		wish,
		partial,
		start: 0
	}, signal) : resumed;
	if (whole !== null) throw refused(wish, "hash", `expected ${wish.sha256}, got ${whole.actual}`);
}
async function receive(transport, { wish, partial, start }, signal) {
	const incoming = await transport.open(wish.url, start, signal);
	const { offset, total } = incoming;
	if (total !== null && total !== wish.size) {
		const reading = incoming.chunks[Symbol.asyncIterator]();
		await reading.next();
		await reading.return?.();
		throw refused(wish, "length", `${total} bytes, not ${wish.size}`);
	}
	const hash = createHash("sha256");
	if (offset > 0) await hashFile(partial, hash, signal);
	const handle = await open(partial, offset > 0 ? "a" : "w", 384);
	try {
		await writeAll(incoming.chunks, {
			handle,
			hash,
			wish,
			offset
		}, signal);
		await handle.sync();
	} finally {
		await handle.close();
	}
	const actual = hash.digest("hex");
	return await isWhole(actual, partial, wish) ? null : {
		actual,
		offset
	};
}
async function writeAll(chunks, into, signal) {
	let received = into.offset;
	into.wish.onBytes(received);
	for await (const chunk of chunks) {
		signal.throwIfAborted();
		received += chunk.length;
		if (received > into.wish.size) throw refused(into.wish, "length", `more than ${into.wish.size} bytes`);
		into.hash.update(chunk);
		await into.handle.writeFile(chunk);
		into.wish.onBytes(received);
	}
}
async function isWhole(actual, partial, wish) {
	const size = await sizeOf(partial);
	if (size < wish.size) throw new EngineError("network/unreachable", {
		url: wish.url,
		reason: `ended after ${size} of ${wish.size} bytes`
	});
	if (actual === wish.sha256) return true;
	await rm(partial, { force: true });
	return false;
}
async function hashFile(file, hash, signal) {
	for await (const chunk of createReadStream(file, { signal })) hash.update(chunk);
}
async function sizeOf(file) {
	return (await stat(file).catch(() => null))?.size ?? 0;
}
function refused(wish, reason, detail) {
	return new EngineError("trust/artifact", {
		file: wish.file,
		reason,
		detail
	});
}
// engine/operations/diff-generations.ts
var mostShown = 500;
async function diffGenerations(toolbox, { from, to }) {
	const before = await readGeneration(toolbox.layout, from);
	const after = await readGeneration(toolbox.layout, to);
	const [held, wanted] = contentsWhereDifferent(toolbox, {
		holdings: [before, after],
		again: new Set()
	});
	const changes = changedPaths(held, wanted);
	const packages = changedPackages(toolbox, before, after);
	const edited = editedConfiguration(toolbox.layout, toolbox.state);
	const count = (kind) => changes.filter(({ change }) => change === kind).length;
	return {
		from,
		to,
		packages,
		files: {
			added: count("added"),
			removed: count("removed"),
			changed: count("changed"),
			shown: changes.slice(0, mostShown).map(({ path, change, owner }) => ({
				path,
				change,
				owner
			}))
		},
		configuration: changes.filter(({ isConfiguration }) => isConfiguration).map(({ path, change, owner }) => ({
			path,
			change,
			owner,
			edited: edited.has(path)
		})),
		disk: packages.reduce((sum, { disk }) => sum + disk, 0),
		download: await downloadFor(toolbox, after)
	};
}
function changedPaths(held, wanted) {
	return [...new Set([...held.keys(), ...wanted.keys()])].sort().flatMap((path) => {
		const [before, after] = [fileAt$1(held, path), fileAt$1(wanted, path)];
		const entry = after ?? before;
		if (entry === null || before !== null && after !== null && isSameDefault(before, after)) return [];
		const change = before === null ? "added" : after === null ? "removed" : "changed";
		const isConfiguration = entry.type === "symlink" && entry.configuration !== void 0;
		return [{
			path,
			change,
			owner: entry.owner,
			isConfiguration
		}];
	});
}
function fileAt$1(content, path) {
	const entry = content.get(path);
	return entry === void 0 || entry.type === "directory" ? null : entry;
}
function isSameDefault(before, after) {
	if (!isSameEntry(before, after)) return false;
	const digest = (entry) => entry.type === "symlink" ? entry.configuration?.sha256 : void 0;
	return digest(before) === digest(after);
}
function changedPackages(toolbox, before, after) {
	const summarize = summarizer(openedCatalog(toolbox), new Map());
	const old = byName(before);
	const young = byName(after);
	return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((name) => {
		const [one, other] = [old.get(name) ?? null, young.get(name) ?? null];
		const release = other ?? one;
		if (release === null || one?.manifest_sha256 === other?.manifest_sha256) return [];
		const { title, icon } = summarize.ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory));
		return [{
			name,
			title,
			icon,
			chosen: release.chosen,
			...moveBetween(one, other)
		}];
	});
}
function moveBetween(one, other) {
	const size = (release) => release?.installed_size ?? 0;
	return {
		from: one?.version ?? null,
		to: other?.version ?? null,
		disk: size(other) - size(one)
	};
}
function byName({ releases }) {
	return new Map(releases.map((release) => [release.name, release]));
}
async function downloadFor(toolbox, { releases }) {
	const catalog = openedCatalog(toolbox);
	let bytes = 0;
	for (const release of releases) {
		if (isInStore(toolbox.layout, release.manifest_sha256, release.name, release.version)) continue;
		const offer = sameOffer(catalog, release);
		if (offer === null) bytes += release.size;
		else bytes += await bytesMissing(toolbox.layout.packages, offer.record.sha256, offer.record.size);
	}
	return bytes;
}
// engine/operations/explain-policy.ts
function showPolicy(toolbox) {
	const levels = toolbox.policyLevels();
	const roles = levels.length === 0 ? null : rolesOf(levels, toolbox.person());
	return {
		levels: levels.map((level) => ({ ...level })),
		roles: roles === null ? null : [...roles]
	};
}
function explainPolicy(toolbox, name) {
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const offers = catalog.releasesOf(name);
	if (offers.length === 0 && !installed.has(name)) throw notFound(catalog, installed, name);
	const judge = releaseJudge(toolbox);
	return {
		name,
		releases: offers.map((offer) => {
			const verdicts = [...judge?.judgeOffer(offer) ?? []];
			const { repository, record } = offer;
			return {
				version: record.version,
				repository,
				verdicts,
				refusal: refusalIn(verdicts)
			};
		}),
		removal: refusalIn(judgeRemoval(toolbox.policyLevels(), name)),
		schedule: closedNow(toolbox)
	};
}
function closedNow(toolbox) {
	return toolbox.policyLevels().flatMap((level) => {
		const { schedule } = level.policy;
		const repairsPass = schedule?.securityFixes === "allow";
		return judgeSchedule([level], {
			...timeOf(toolbox),
			repairs: false
		}).map((verdict) => ({
			verdict,
			repairsPass
		}));
	});
}
function checkPolicyText({ text, owner }) {
	const checked = checkPolicy(text, owner);
	return { problems: checked.kind === "valid" ? [] : [...checked.problems] };
}
// engine/operations/find-owners.ts
function findOwners(toolbox, { path: asked }) {
	const place = insideProfile(toolbox, asked);
	const installed = new Map(Array.from(installedReleases(toolbox).values(), (release) => [release.manifest_sha256, release]));
	const files = toolbox.files();
	files.know([...installed.keys()], (digest) => readStoredManifest(toolbox.layout, installed.get(digest).directory));
	const owners = files.ownersOf(place).flatMap((owned) => {
		const release = installed.get(owned.digest);
		return release === void 0 ? [] : [{
			release,
			type: owned.type
		}];
	});
	const winner = wholeContent(toolbox.layout, {
		releases: owners.map(({ release }) => release),
		triggers: []
	}).get(place);
	return owners.map(({ release: { name, version }, type }) => ({
		name,
		version,
		path: place,
		type,
		shown: winner?.type === "directory" || winner?.owner === name
	}));
}
function insideProfile({ layout, environment }, asked) {
	const home = environment["HOME"] ?? "";
	const absolute = asked.startsWith("~/") ? path.join(home, asked.slice(2)) : asked;
	for (const root of [
		layout.current,
		layout.config,
		...treesOf(layout.trees, absolute)
	]) if (absolute.startsWith(`${root}/`)) return path.posix.normalize(absolute.slice(root.length + 1));
	return path.posix.normalize(asked).replace(/^\/+|\/+$/g, "");
}
function treesOf(trees, absolute) {
	const match = absolute.startsWith(`${trees}/`) ? /^[A-Z](?=\/)/.exec(absolute.slice(trees.length + 1)) : null;
	return match === null ? [] : [path.join(trees, match[0])];
}
// engine/resolver/package-source.ts
var usualOptions = {
	recommends: true,
	suggests: false,
	keepUnneeded: false
};
// engine/operations/ask-resolver.ts
function machineState(toolbox, pool, installed = installedReleases(toolbox)) {
	return {
		pool,
		installed: installedPackages(toolbox, installed),
		policy: readPolicy(toolbox),
		options: usualOptions,
		securityFixes: new Set()
	};
}
function resolverInput(toolbox, pool, request) {
	for (const part of partsOf(request)) if (part.kind === "install" && part.repository !== void 0) getRepository(toolbox.state, part.repository);
	const installed = installedReleases(toolbox);
	const policy = policyFor(request, readPolicy(toolbox));
	const catalog = openedCatalog(toolbox);
	const fixes = once$1(() => securityFixes(installed, {
		pool,
		policy,
		catalog
	}));
	const inCategories = (categories) => namesInCategories(installed, catalog, categories);
	return {
		input: {
			pool,
			policy,
			installed: installedPackages(toolbox, installed),
			wishes: wishesOf(request, {
				pool,
				policy,
				installed,
				inCategories,
				securityFixes: fixes
			}),
			options: optionsOf(request),
			securityFixes: partsOf(request).some(({ kind }) => kind === "update") ? fixes() : new Set()
		},
		installed
	};
}
function installedPackages({ layout }, installed) {
	return Array.from(installed.values(), (release) => ({
		name: release.name,
		version: release.version,
		repository: release.repository,
		digest: release.manifest_sha256,
		chosen: release.chosen,
		unmet: release.unmet,
		declare: () => {
			const manifest = readStoredManifest(layout, release.directory);
			return {
				...manifest,
				scheme: manifest.version_scheme,
				repository: release.repository,
				digest: release.manifest_sha256,
				size: release.size,
				installedSize: release.installed_size
			};
		}
	}));
}
function securityFixes(installed, { pool, policy, catalog }) {
	const about = advisoriesByName(catalog);
	const repaired = [...installed.values()].filter((here) => {
		const advisories = about(here);
		return advisories.length > 0 && releasesInUse(pool, policy, here.name).some((release) => {
			const { version, scheme } = release;
			if (scheme !== here.version_scheme || compareVersions(version, here.version, scheme) <= 0) return false;
			const record = catalog.find(release)?.record;
			return record !== void 0 && repairedBy(advisories, here, record).length > 0;
		});
	});
	return new Set(repaired.map(({ name }) => name));
}
function namesInCategories(installed, catalog, categories) {
	const own = new Map(Array.from(installed.values(), (release) => [release.name, categoriesOf(release, catalog)]));
	const wanted = categories.map((category) => category.toLowerCase());
	const here = new Set([...own.values()].flat());
	if (wanted.some((category) => !here.has(category))) checkCategories(wanted, here, catalog);
	return new Set([...own.keys()].filter((name) => own.get(name).some((category) => wanted.includes(category))));
}
function categoriesOf(release, catalog) {
	return (catalog.find(release) ?? catalog.releasesOf(release.name)[0])?.record.categories.map((category) => category.toLowerCase()) ?? [];
}
function checkCategories(wanted, here, catalog) {
	const offered = catalog.newest().flatMap(({ record }) => record.categories);
	const known = new Set([...here, ...offered.map((category) => category.toLowerCase())]);
	const unknown = wanted.find((category) => !known.has(category));
	if (unknown === void 0) return;
	throw new EngineError("category/not-found", {
		name: unknown,
		nearest: nearest(unknown, known),
		known: [...known].toSorted()
	});
}
// engine/operations/inspect-dependencies.ts
async function solveRequest(toolbox, request, signal) {
	if (request.kind === "rollback" || request.kind === "undo" || request.kind === "rollback-package") throw new EngineError("request/invalid", {
		what: "request",
		value: request.kind,
		problem: "it goes back to a state that was solved once"
	});
	return toolbox.pool.use((pool) => solve(toolbox, pool, {
		request,
		signal
	}), signal);
}
async function whyPackage(toolbox, name, signal) {
	return toolbox.pool.use((pool) => {
		const state = machineState(toolbox, pool);
		const why = whyInstalled(state, name);
		if (why === null) throw notInstalled(name, state.installed);
		return {
			name,
			version: why.release.version,
			chosen: why.chosen,
			chains: why.chains.map((chain) => chain.map((link) => ({ ...link })))
		};
	}, signal);
}
async function whyNotPackage(toolbox, { name, version }, signal) {
	return toolbox.pool.use((pool) => {
		const answer = solve(toolbox, pool, {
			request: {
				kind: "install",
				packages: [version === void 0 ? { name } : {
					name,
					version
				}],
				force: false
			},
			signal
		});
		const state = machineState(toolbox, pool);
		const hidden = hiddenReleases(state, name).map(({ release, reason, verdict }) => ({
			version: release.version,
			repository: release.repository,
			reason,
			...verdict === null ? {} : { verdict }
		}));
		if (answer.kind === "unsolvable") return {
			...answer,
			kind: "impossible",
			hidden
		};
		const here = state.installed.find((one) => one.name === name);
		return here !== void 0 && answer.lines.length === 0 ? {
			kind: "installed",
			name,
			version: here.version,
			hidden
		} : {
			...answer,
			kind: "possible",
			hidden
		};
	}, signal);
}
async function checkDependencies(toolbox, signal) {
	return toolbox.pool.use((pool) => checkInstalled$1(machineState(toolbox, pool)).map((problem) => problem.kind === "unmet" ? {
		...problem,
		release: named(problem.release)
	} : {
		...problem,
		release: named(problem.release),
		other: named(problem.other)
	}), signal);
}
function solve(toolbox, pool, { request, signal }) {
	const { input, installed } = resolverInput(toolbox, pool, request);
	if (input.wishes.length === 0) return {
		kind: "solved",
		lines: [],
		unmet: [],
		size: 0,
		installedSize: 0
	};
	const resolution = resolve(input, usualBudget, () => signal.aborted);
	signal.throwIfAborted();
	switch (resolution.kind) {
		case "unsolvable": return resolution;
		case "gave-up": throw new EngineError("plan/gave-up", { packages: input.wishes.length });
		case "solved": return {
			kind: "solved",
			...solutionOf(resolution, installed, input.wishes)
		};
	}
}
function solutionOf({ releases, removed }, installed, wishes) {
	const lines = [...releases.flatMap((line) => arrival(line, installed.get(line.release.name))), ...removed.map(departure)].toSorted((a, b) => rank$1(a) - rank$1(b) || (a.name < b.name ? -1 : 1));
	const touched = new Set([...lines, ...wishes].flatMap((one) => "name" in one ? [one.name] : []));
	const sizeBefore = (name) => installed.get(name)?.installed_size ?? 0;
	return {
		lines,
		unmet: releases.flatMap(({ release, unmet }) => touched.has(release.name) ? unmet.map((clause) => `${named(release)}: ${clause}`) : []),
		size: sum(lines, ({ size }) => size),
		installedSize: sum(lines, (line) => (line.to === null ? 0 : line.installedSize) - sizeBefore(line.name))
	};
}
function arrival({ release, because }, here) {
	const action = actionOf$1(release, here);
	if (because === null || action === null) return [];
	return [{
		action,
		name: release.name,
		from: here?.version ?? null,
		to: release.version,
		repository: release.repository,
		because,
		size: release.size,
		installedSize: release.installedSize
	}];
}
function departure({ release, because }) {
	return {
		action: "remove",
		name: release.name,
		from: release.version,
		to: null,
		repository: release.repository,
		because,
		size: 0,
		installedSize: release.installedSize
	};
}
function actionOf$1(release, here) {
	if (here === void 0) return "install";
	if (here.version === release.version) return here.repository === release.repository ? null : "reinstall";
	return compareVersions(release.version, here.version, release.scheme) > 0 ? "upgrade" : "downgrade";
}
function rank$1({ because }) {
	return because.kind === "requested" ? 0 : 1;
}
function sum(list, value) {
	return list.reduce((total, one) => total + value(one), 0);
}
function named({ name, version }) {
	return `${name} ${version}`;
}
function notInstalled(name, installed) {
	return new EngineError("package/not-installed", {
		name,
		nearest: nearest(name, installed.map((one) => one.name))
	});
}
// engine/operations/read-history.ts
async function listHistory(toolbox) {
	const current = currentGeneration(toolbox);
	const kept = new Set(await keptGenerations(toolbox.layout));
	const entries = recordedGenerations(toolbox.state).filter(({ number }) => kept.has(number)).map(({ number, at, request, packages, changes, label, pinned }) => ({
		generation: number,
		at,
		request,
		current: number === current,
		packages,
		changes: [...changes],
		label,
		pinned
	}));
	const empty = {
		generation: 0,
		at: emptyGeneration.at,
		request: null,
		current: current === 0,
		packages: 0,
		changes: [],
		label: null,
		pinned: false
	};
	return [...entries, empty];
}
// engine/operations/keep-generations.ts
async function labelGeneration(toolbox, { generation, label }) {
	await say(toolbox, generation, {
		sql: "label = ?",
		value: label
	});
	return listHistory(toolbox);
}
async function pinGeneration(toolbox, { generation, pinned }) {
	await say(toolbox, generation, {
		sql: "pinned = ?",
		value: pinned ? 1 : 0
	});
	return listHistory(toolbox);
}
function keepGeneration({ state }, generation) {
	state.change("UPDATE generation SET pinned = 1 WHERE number = ?", generation);
}
async function say({ state, layout }, generation, { sql, value }) {
	const kept = await keptGenerations(layout);
	if ((generation !== 0 && kept.includes(generation) ? state.change(`UPDATE generation SET ${sql} WHERE number = ?`, value, generation) : 0) === 0) throw new EngineError("generation/not-found", {
		generation,
		kept
	});
}
// engine/advisories/risk.ts
async function raterFor(advisories) {
	for (const { severity } of advisories) if (severity.length > 0) return rateWith((await import("./cvss-CpQnYtqo.js")).scoreVector);
	return rateWith(() => null);
}
function rateWith(scoreVector) {
	return ({ severity, database_specific: known = {} }) => {
		const best = severity.flatMap(({ score: vector }) => {
			const score = scoreVector(vector);
			return score === null ? [] : [{
				score,
				vector
			}];
		}).toSorted((a, b) => b.score - a.score)[0] ?? {
			score: null,
			vector: null
		};
		return {
			...best,
			severity: known.severity ?? severityOfScore(best.score),
			epss: epssOf(known.epss),
			kev: kevOf(known.kev)
		};
	};
}
function epssOf(epss) {
	if (epss === void 0) return null;
	return {
		score: Number(epss.score),
		percentile: Number(epss.percentile),
		date: epss.date ?? null
	};
}
function kevOf(kev) {
	if (kev === void 0) return null;
	return {
		added: kev.date_added,
		due: kev.due_date ?? null,
		ransomware: kev.ransomware
	};
}
function severityOfScore(score) {
	if (score === null || score === 0) return "unknown";
	if (score >= 9) return "critical";
	if (score >= 7) return "high";
	return score >= 4 ? "medium" : "low";
}
// engine/operations/list-updates.ts
async function listUpdates(toolbox) {
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const advisoriesAbout = advisoriesByName(catalog);
	const newerOf = newerReleases(toolbox, catalog, installed);
	const { ofOffer } = summarizer(catalog, installed, newerOf);
	const found = [...installed.values()].flatMap((release) => {
		const newer = newerOf(release.name);
		const offer = newer === null ? null : catalog.find(newer);
		if (offer === null) return [];
		return [{
			release,
			offer,
			repaired: repairedBy(advisoriesAbout(release), release, offer.record)
		}];
	});
	const rate = await raterFor(found.flatMap(({ repaired }) => repaired));
	return found.map(({ release, offer: { repository, record }, repaired }) => {
		const summary = ofOffer({
			repository,
			record
		});
		return {
			name: release.name,
			title: summary.title,
			icon: summary.icon,
			current: release.version,
			available: record.version,
			repository,
			size: record.size,
			security: repaired.length > 0,
			fixes: repaired.map(({ id }) => id),
			urgency: urgencyOfRepairs(repaired, rate),
			notes: record.app?.releases.find(({ version }) => version === record.version)?.notes ?? null
		};
	}).toSorted((a, b) => compareUrgency(a.urgency, b.urgency) || a.title.localeCompare(b.title));
}
// engine/operations/check-address.ts
function checkAddress(toolbox, address, as = "used") {
	const byRoot = toolbox.person().uid === 0;
	const refusal = refusalIn(judgeRepository(toolbox.policyLevels(), {
		address,
		isAdded: as === "added",
		byRoot
	}));
	if (refusal !== null) throw refused$1(address, refusal);
}
function isAllowedAddress(toolbox, address) {
	return refusalIn(judgeRepository(toolbox.policyLevels(), {
		address,
		isAdded: false
	})) === null;
}
// engine/operations/addresses.ts
var troubledFor = 36e5;
function metadataAddresses(toolbox, repository) {
	return ordered(toolbox, repository, [repository.url, ...allowedMirrors(toolbox, repository)]);
}
function fileAddresses(toolbox, repository) {
	return ordered(toolbox, repository, [...allowedMirrors(toolbox, repository), repository.url]);
}
function mirrorsOf(url, mirrors) {
	const distinct = new Set(mirrors.map((mirror) => parseRepositoryUrl(mirror).href));
	distinct.delete(url);
	return [...distinct];
}
function allowedMirrors(toolbox, { mirrors }) {
	return mirrors.filter((mirror) => isAllowedAddress(toolbox, mirror));
}
function ordered(toolbox, { name, troubles }, bases) {
	const now = toolbox.clock.now();
	const isTroubled = (base) => troubles.some(({ url, at }) => url === base && now - Date.parse(at) < troubledFor);
	return {
		bases: [...bases.filter((base) => !isTroubled(base)), ...bases.filter(isTroubled)],
		onServed: (served, failed) => {
			if (failed.length === 0 && !troubles.some(({ url }) => url === served)) return;
			recordServed(toolbox.state, name, {
				served,
				failed,
				at: new Date(toolbox.clock.now()).toISOString()
			});
		}
	};
}
// engine/operations/advisory-freshness.ts
function advisoryFreshness(marks, now) {
	const advisories = marks?.advisories ?? null;
	if (marks === null || advisories === null) return {
		state: "none",
		validUntil: null,
		problem: null
	};
	const { validUntil, problem } = advisories;
	const floor = Math.max(now, Date.parse(marks.seenAt));
	if (validUntil === null || Date.parse(validUntil) <= floor) return {
		state: "outdated",
		validUntil,
		problem
	};
	return {
		state: problem === null ? "current" : "withheld",
		validUntil,
		problem
	};
}
function staleAdvisories({ state, clock }) {
	return listRepositories(state).flatMap(({ name, enabled, marks }) => {
		const freshness = advisoryFreshness(marks, clock.now());
		const isStale = freshness.state === "outdated" || freshness.state === "withheld";
		return enabled && isStale ? [{
			repository: name,
			...freshness
		}] : [];
	});
}
// engine/operations/manage-repositories.ts
function listRepositoryViews(toolbox) {
	return listRepositories(toolbox.state).map((repository) => viewOf$1(toolbox, repository));
}
async function removeRepository(toolbox, name) {
	getRepository(toolbox.state, name);
	const { pins } = readStoredPolicy(toolbox.state);
	const disowned = dropOwnerships(toolbox.state, name);
	await forget(toolbox, name);
	await refreshCatalogFiles(toolbox, new AbortController().signal);
	toolbox.announce({ kind: "catalog-changed" });
	return {
		disowned,
		pinned: pins.filter(({ repository }) => repository === name).map((pin) => pin.name)
	};
}
function configureRepository(toolbox, { name, enabled, priority, description, mirrors }) {
	if (enabled === true) checkAddress(toolbox, getRepository(toolbox.state, name).url);
	for (const mirror of mirrors ?? []) checkAddress(toolbox, mirror);
	updateRepository(toolbox.state, name, {
		...enabled === void 0 ? {} : { enabled },
		...priority === void 0 ? {} : { priority },
		...description === void 0 ? {} : { description },
		...mirrors === void 0 ? {} : { mirrors: mirrorsOf(getRepository(toolbox.state, name).url, mirrors) }
	});
	toolbox.announce({ kind: "catalog-changed" });
	return viewOf$1(toolbox, getRepository(toolbox.state, name));
}
async function forget(toolbox, name) {
	deleteRepository(toolbox.state, name);
	removeSource(toolbox.catalog, name);
	await rm(path.join(toolbox.layout.metadata, name), {
		recursive: true,
		force: true
	});
}
function openPgpView(toolbox, { openPgp }) {
	if (openPgp === null) return null;
	const { users, algorithm, expires, marks } = openPgp;
	return {
		users: [...users],
		algorithm,
		expires,
		signedAt: marks?.signedAt ?? null,
		state: expires === null || Date.parse(expires) > toolbox.clock.now() ? "valid" : "expired"
	};
}
function viewOf$1(toolbox, repository) {
	const catalog = readCatalog(toolbox.catalog, [repository], toolbox.architecture);
	const { marks } = repository;
	return {
		name: repository.name,
		url: repository.url,
		description: repository.description,
		enabled: repository.enabled,
		priority: repository.priority,
		lastSync: repository.lastSync,
		fingerprint: repository.fingerprint,
		packages: catalog.countOf(repository.name),
		trust: marks === null ? null : {
			rootVersion: marks.rootVersion,
			rootExpires: marks.rootExpires,
			rootKeys: marks.rootKeys,
			rootThreshold: marks.rootThreshold,
			indexVersion: marks.releasesVersion ?? marks.targetsVersion,
			snapshotVersion: marks.snapshotVersion,
			snapshotSha256: marks.snapshotSha256 ?? null,
			signedAt: marks.signedAt ?? null,
			validUntil: marks.validUntil,
			state: Date.parse(marks.validUntil) > toolbox.clock.now() ? "valid" : "expired"
		},
		advisories: advisoryFreshness(marks, toolbox.clock.now()),
		publishers: (catalog.about(repository.name)?.publishers ?? []).flatMap(({ name, keys }) => keys.map(({ keyId }) => ({
			name,
			keyId
		}))),
		openPgp: openPgpView(toolbox, repository),
		problem: repository.problem,
		mirrors: [...repository.mirrors],
		troubles: [...repository.troubles]
	};
}
// engine/download/any-address.ts
async function fromAnyAddress({ bases, onServed }, fetch, signal) {
	const errors = [];
	for (const base of bases) {
		signal.throwIfAborted();
		try {
			const got = await fetch(base);
			onServed(base, errors.map(({ failure }, at) => ({
				url: bases[at],
				failure
			})));
			return got;
		} catch (error) {
			signal.throwIfAborted();
			if (!isOfAddress(error)) throw error;
			errors.push(error);
		}
	}
	throw errors[0];
}
function isOfAddress(error) {
	const code = failureOf(error)?.code ?? "";
	return code.startsWith("network/") || code.startsWith("trust/");
}
// engine/operations/fetch-manifest.ts
async function fetchManifest(toolbox, { repository, record }, signal) {
	const cached = path.join(toolbox.layout.manifests, `${record.manifest_sha256}.json`);
	const kept = await readFile(cached).catch(() => null);
	if (kept !== null && digestOf$2(kept) === record.manifest_sha256) return parse(kept, record.path);
	const file = `${record.path}.manifest.json`;
	const bytes = await fromAnyAddress(fileAddresses(toolbox, getRepository(toolbox.state, repository)), async (base) => fetchFrom(base, {
		toolbox,
		file,
		expected: record.manifest_sha256
	}, signal), signal);
	await mkdir(toolbox.layout.manifests, { recursive: true });
	await writeDurably(cached, bytes);
	return parse(bytes, file);
}
async function fetchFrom(base, { toolbox, file, expected }, signal) {
	const refuse = (reason, detail, cause) => new EngineError("trust/artifact", {
		file,
		reason,
		detail
	}, { cause });
	const url = resolveInside(base, file);
	const bytes = await readBytes$1(toolbox.transport, url, limits.manifest, signal).catch((error) => {
		throw error instanceof TooLong ? refuse("length", error.message, error) : error;
	});
	const actual = digestOf$2(bytes);
	if (actual !== expected) throw refuse("manifest", `expected ${expected}, got ${actual}`);
	return bytes;
}
function parse(bytes, file) {
	const parsed = safeParse(Manifest, JSON.parse(Buffer.from(bytes).toString("utf8")));
	if (parsed.success) return parsed.output;
	throw new EngineError("trust/artifact", {
		file,
		reason: "manifest",
		detail: parsed.issues[0].message
	});
}
function digestOf$2(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
// engine/operations/check-paths.ts
var mostFetched = 64;
var atOnce = 8;
async function checkPaths(toolbox, draft, signal) {
	const here = new Set(Array.from(installedReleases(toolbox).values(), (one) => one.manifest_sha256));
	const manifests = await manifestsOf$1(toolbox, draft.next.filter(({ release }) => !here.has(release.manifest_sha256)), signal);
	if (manifests === null) return;
	const comparing = {
		before: [...installedReleases(toolbox).values()],
		after: draft.next.map(({ release }) => release),
		manifestOf: (release) => manifests.get(release.manifest_sha256) ?? readStoredManifest(toolbox.layout, release.directory)
	};
	toleratingDamage(() => comparePaths(toolbox, comparing));
}
function toleratingDamage(compare) {
	try {
		compare();
	} catch (error) {
		if (failureOf(error)?.code !== "state/damaged") throw error;
	}
}
function comparePaths(toolbox, { before, after, manifestOf }) {
	const { layout, files } = toolbox;
	const holdings = [before, after].map((releases) => ({
		releases: [...releases],
		triggers: []
	}));
	contentsWhereDifferent({
		layout,
		files,
		manifestOf
	}, {
		holdings,
		again: new Set()
	});
	const old = new Set(before.map(({ manifest_sha256 }) => manifest_sha256));
	const next = new Map(after.map((release) => [release.manifest_sha256, release]));
	for (const { name, manifest_sha256: digest } of after) {
		if (old.has(digest)) continue;
		const found = files().lookAlikes(digest).find((owned) => next.has(owned.digest));
		if (found !== void 0) throw new EngineError("plan/path-collision", {
			paths: [found.own, found.path],
			owners: [name, found.name]
		});
		checkTakenOver(toolbox, next, digest);
	}
}
function checkTakenOver(toolbox, next, digest) {
	const mine = next.get(digest);
	const met = new Set();
	for (const { path, digest: theirs } of toolbox.files().sharedWith(digest)) {
		const other = next.get(theirs);
		if (other === void 0 || met.has(theirs)) continue;
		met.add(theirs);
		if (maySucceed(toolbox, mine, other) || maySucceed(toolbox, other, mine)) continue;
		throw new EngineError("plan/file-conflict", {
			path,
			owners: [other.name, mine.name]
		});
	}
}
async function manifestsOf$1(toolbox, arriving, signal) {
	const missing = arriving.filter(({ release }) => !isWhole$1(toolbox.layout, release));
	if (missing.length > mostFetched || missing.some(({ offer }) => offer === null)) return null;
	try {
		const fetched = await mapConcurrently(missing, atOnce, async ({ offer }, shared) => fetchManifest(toolbox, offer, shared), signal);
		return new Map(missing.map(({ release }, index) => [release.manifest_sha256, fetched[index]]));
	} catch (error) {
		if (signal.aborted) throw error;
		if (failureOf(error) === null) throw error;
		return null;
	}
}
// engine/operations/draft-resolved.ts
function draftResolved(toolbox, pool, { request, signal }) {
	const { input, installed } = resolverInput(toolbox, pool, request);
	if (input.wishes.length === 0) return { kind: "nothing" };
	return draftSolved(toolbox, pool, {
		request,
		signal,
		input,
		installed
	});
}
function draftSolved(toolbox, pool, { request, signal, input, installed }) {
	const resolution = resolve(input, usualBudget, () => signal.aborted);
	signal.throwIfAborted();
	switch (resolution.kind) {
		case "solved": return {
			kind: "draft",
			draft: draftOf(toolbox, pool, {
				request,
				resolution,
				installed
			})
		};
		case "unsolvable": return resolution;
		case "gave-up": throw new EngineError("plan/gave-up", { packages: input.wishes.length });
	}
}
function draftOf(toolbox, pool, { request, resolution, installed }) {
	const parts = partsOf(request);
	const reinstall = new Set(parts.flatMap((part) => part.kind === "install" && part.force ? part.packages.map(({ name }) => name) : []));
	const next = nextRelease(toolbox, pool, reinstall);
	return {
		request,
		next: resolution.releases.map((line) => next(line, installed.get(line.release.name))),
		removed: new Map(resolution.removed.map(({ release, because }) => [release.name, because])),
		held: resolution.held.map(({ release, reason }) => ({
			name: release.name,
			reason
		})),
		reinstall,
		backup: false,
		askedToRemove: new Set(parts.flatMap((part) => {
			if (part.kind === "replace") return [part.name];
			return part.kind === "remove" ? part.packages : [];
		}))
	};
}
function nextRelease(toolbox, pool, reinstall) {
	const catalog = openedCatalog(toolbox);
	const publisherOf = publisherNames(catalog);
	const since = new Date(toolbox.clock.now()).toISOString();
	return (line, here) => {
		const { release, chosen, because } = line;
		const unmet = [...line.unmet];
		const staying = () => ({
			release: {
				...here,
				chosen,
				unmet
			},
			offer: reinstall.has(release.name) ? sameOffer(catalog, here) : null,
			because
		});
		if (because === null || release.id >= pool.releaseCount) return staying();
		const offer = catalog.find(release);
		if (offer === null) throw new Error(`${release.name} is in the pool, and not in its catalog`);
		if (here?.manifest_sha256 === offer.record.manifest_sha256 && here.repository === offer.repository) return staying();
		return {
			release: arriving(offer, {
				chosen,
				unmet,
				publisher: publisherOf(offer.repository, offer.record),
				since
			}),
			offer,
			because
		};
	};
}
function arriving({ repository, record }, recorded) {
	return {
		name: record.name,
		version: record.version,
		version_scheme: record.version_scheme,
		architecture: record.architecture,
		manifest_sha256: record.manifest_sha256,
		directory: storeDirectory(record.manifest_sha256, record.name, record.version),
		repository,
		installed_size: record.installed_size,
		size: record.size,
		...record.origin === void 0 ? {} : { origin: withoutDetails(record.origin) },
		...recorded
	};
}
function withoutDetails({ kind, source, source_version }) {
	return {
		kind,
		source,
		source_version
	};
}
// engine/operations/draft-package-return.ts
async function draftPackageReturn(toolbox, request, signal) {
	const { name, version } = request;
	const here = installedReleases(toolbox);
	const now = here.get(name);
	if (now === void 0) throw new EngineError("package/not-installed", {
		name,
		nearest: nearest(name, here.keys())
	});
	if (now.version === version) return { kind: "nothing" };
	const wanted = {
		kind: "install",
		packages: [{
			name,
			version
		}],
		force: false
	};
	const kept = await keptRelease(toolbox, name, version);
	const answer = await toolbox.pool.use((pool) => {
		if (kept === null) return draftResolved(toolbox, pool, {
			request: wanted,
			signal
		});
		const installed = new Map(here).set(name, {
			...kept,
			chosen: now.chosen
		});
		const wish = {
			kind: "install",
			name,
			constraints: [{
				operator: "=",
				version
			}]
		};
		const input = {
			...machineState(toolbox, pool, installed),
			wishes: [wish]
		};
		return draftSolved(toolbox, pool, {
			request: wanted,
			signal,
			input,
			installed
		});
	}, signal);
	if (answer.kind !== "draft") return answer;
	return {
		kind: "draft",
		draft: {
			...answer.draft,
			request,
			backup: request.backup
		}
	};
}
async function keptRelease({ layout }, name, version) {
	for (const number of (await keptGenerations(layout)).toReversed()) {
		const { releases } = await readGeneration(layout, number);
		const found = releases.find((release) => release.name === name && release.version === version);
		if (found !== void 0 && isInStore(layout, found.manifest_sha256, name, version)) return found;
	}
	return null;
}
// engine/operations/draft-changes.ts
async function draftChanges(toolbox, request, signal) {
	switch (request.kind) {
		case "rollback": return draftReturn(toolbox, request, request.generation);
		case "undo": return draftReturn(toolbox, request, await previousGeneration(toolbox));
		case "rollback-package": return draftPackageReturn(toolbox, request, signal);
		default: return toolbox.pool.use((pool) => draftResolved(toolbox, pool, {
			request,
			signal
		}), signal);
	}
}
async function previousGeneration(toolbox) {
	const generation = currentGeneration(toolbox);
	const { previous } = await runningGeneration$1(toolbox);
	if (previous === null) throw new EngineError("history/nothing-to-undo", { generation });
	return previous;
}
async function draftReturn(toolbox, request, number) {
	const target = await readGeneration(toolbox.layout, number);
	const because = {
		kind: "generation",
		generation: number
	};
	const here = installedReleases(toolbox);
	const catalog = openedCatalog(toolbox);
	const gone = [...here.keys()].filter((name) => !target.releases.some((release) => release.name === name));
	return {
		kind: "draft",
		draft: {
			request,
			next: target.releases.map((release) => release.manifest_sha256 === here.get(release.name)?.manifest_sha256 ? {
				release,
				offer: null,
				because
			} : {
				release,
				offer: sameOffer(catalog, release),
				because
			}),
			removed: new Map(gone.map((name) => [name, because])),
			held: [],
			reinstall: new Set(),
			backup: false,
			askedToRemove: new Set(gone)
		}
	};
}
// engine/operations/plan-scripts.ts
var moments = ["pre_install", "post_install"];
async function scriptsOf(toolbox, draft, signal) {
	if (draft.request.kind === "undo" || draft.request.kind === "rollback") return [];
	const here = installedReleases(toolbox);
	const scripts = [];
	for (const next of comingIn(draft, here)) {
		const brought = next.offer?.record.install_scripts ?? {};
		if (moments.every((when) => brought[when] === void 0)) continue;
		const before = scriptsBefore(toolbox, here.get(next.release.name));
		const refusal = await refusalOf(toolbox, draft.request, next, signal);
		scripts.push(...moments.flatMap((when) => scriptOf({
			release: next.release,
			when,
			brought,
			before,
			refusal
		})));
	}
	return scripts;
}
function comingIn({ next, reinstall }, here) {
	return next.filter(({ release, offer }) => offer !== null && (reinstall.has(release.name) || here.get(release.name)?.manifest_sha256 !== release.manifest_sha256));
}
function scriptOf({ release, when, brought, before, refusal }) {
	const text = brought[when];
	if (text === void 0) return [];
	const old = before[when];
	return [{
		package: release.name,
		version: release.version,
		when,
		text,
		sha256: createHash("sha256").update(text).digest("hex"),
		difference: old === void 0 ? null : lineDifference(old, text),
		refusal
	}];
}
function scriptsBefore({ layout }, here) {
	if (here === void 0) return {};
	try {
		return readStoredManifest(layout, here.directory).install_scripts;
	} catch (error) {
		if (failureOf(error)?.code !== "state/damaged") throw error;
		return {};
	}
}
async function refusalOf(toolbox, request, { release }, signal) {
	if (request.kind === "rollback-package") return {
		reason: "going-back",
		detail: ""
	};
	const { leaveRefusal } = await import("./leave-Bre19HRm.js");
	const reason = leaveRefusal(toolbox.config.security, release);
	if (reason !== null) return {
		reason,
		detail: ""
	};
	const { findSandbox } = await import("./find-sandbox-d2FIZ04_.js");
	const answer = await findSandbox(toolbox, toolbox.layout.root, signal);
	return answer.kind === "works" ? null : {
		reason: "no-sandbox",
		detail: answer.detail
	};
}
async function workingSandbox(toolbox, name, signal) {
	const { findSandbox } = await import("./find-sandbox-d2FIZ04_.js");
	const answer = await findSandbox(toolbox, toolbox.layout.root, signal);
	if (answer.kind === "works") return answer.sandbox;
	throw new EngineError("script/refused", {
		package: name,
		reason: "no-sandbox",
		detail: answer.detail
	});
}
function decisiveOf(scripts) {
	return scripts.map(({ package: name, when, sha256, refusal }) => [
		name,
		when,
		sha256,
		refusal?.reason ?? null
	]);
}
function checkScriptsMayRun({ scripts = [] }) {
	const [first] = scripts;
	if (first === void 0 || scripts.some(({ refusal }) => refusal === null)) return;
	throw new EngineError("script/refused", {
		package: first.package,
		...first.refusal
	});
}
// engine/operations/request-names.ts
function namesOf(request) {
	switch (request.kind) {
		case "install": return request.packages.map(({ name }) => name);
		case "remove":
		case "downgrade": return [...request.packages];
		case "update": return [...request.packages ?? []];
		case "replace": return [request.by];
		case "rollback-package": return [request.name];
		case "together": return request.requests.flatMap(namesOf);
		case "autoremove":
		case "repair":
		case "rollback":
		case "undo": return [];
	}
}
// engine/operations/plan-changes.ts
async function makePlan(toolbox, request, signal) {
	const answer = await planWithDraft(toolbox, request, signal);
	return answer.kind === "plan" ? {
		kind: "plan",
		plan: answer.plan
	} : answer;
}
async function planWithDraft(toolbox, request, signal, { paths = "compared" } = {}) {
	const answer = await draftChanges(toolbox, request, signal);
	if (answer.kind === "unsolvable") {
		const refusal = refusalBehind(answer.explanation);
		if (refusal !== null) throw refusal;
		return answer;
	}
	if (answer.kind === "nothing") return {
		kind: "nothing",
		names: namesOf(request)
	};
	const { draft } = answer;
	if (paths === "compared") await checkPaths(toolbox, draft, signal);
	const lines = await linesOf(toolbox, draft);
	if (lines.filter(({ action }) => action !== "keep").length === 0 && !changesRecord(toolbox, draft)) return {
		kind: "nothing",
		names: namesOf(request),
		...lines.length === 0 ? {} : { kept: lines }
	};
	const plan = await planOf(toolbox, draft, {
		lines,
		scripts: await scriptsOf(toolbox, draft, signal),
		consents: consentsOf(toolbox, draft)
	});
	return {
		kind: "plan",
		draft,
		plan: checkedPlan(toolbox, draft, plan)
	};
}
async function planOf(toolbox, draft, { lines, scripts, consents }) {
	const of = (...actions) => lines.filter(({ action }) => actions.includes(action));
	const from = currentGeneration(toolbox);
	const sum = (value) => lines.reduce((total, line) => total + value(line), 0);
	return {
		digest: digestOf$1(draft, from, {
			scripts,
			consents
		}),
		request: draft.request,
		install: of("install", "reinstall"),
		change: of("upgrade", "downgrade"),
		remove: of("remove"),
		keep: of("keep"),
		download: sum(({ download }) => download),
		disk: sum(({ disk }) => disk),
		diskFree: await freeBytes(toolbox.layout.root) ?? 0,
		from,
		to: (await keptGenerations(toolbox.layout)).reduce((highest, number) => Math.max(highest, number), from) + 1,
		losesChosen: of("remove").filter(({ name, chosen }) => chosen && !draft.askedToRemove.has(name)).map(({ name }) => name),
		...scripts.length === 0 ? {} : { scripts: [...scripts] },
		...consents.length === 0 ? {} : { consents: [...consents] }
	};
}
function digestOf$1(draft, from, { scripts, consents }) {
	const decisive = {
		from,
		request: draft.request,
		consents,
		next: draft.next.map(({ release: { name, manifest_sha256, repository, chosen, unmet } }) => ({
			name,
			manifest_sha256,
			repository,
			chosen,
			unmet
		})),
		scripts: decisiveOf(scripts)
	};
	return createHash("sha256").update(canonicalJson(decisive)).digest("hex");
}
async function linesOf(toolbox, draft) {
	const installed = installedReleases(toolbox);
	const catalog = openedCatalog(toolbox);
	const advisoriesAbout = advisoriesByName(catalog);
	const writer = {
		toolbox,
		draft,
		summarize: summarizer(catalog, new Map()),
		advisoriesAbout,
		rate: await raterFor(draft.next.flatMap(({ release: { name } }) => {
			const here = installed.get(name);
			return here === void 0 ? [] : advisoriesAbout(here);
		})),
		held: new Map(draft.held.map(({ name, reason }) => [name, reason]))
	};
	const lines = [];
	for (const next of draft.next) {
		const line = await lineOf(writer, next, installed.get(next.release.name));
		if (line !== null) lines.push(line);
	}
	const removed = [...draft.removed].flatMap(([name, because]) => {
		const here = installed.get(name);
		return here === void 0 ? [] : [removal(writer, here, because)];
	});
	return [...lines, ...removed].toSorted((a, b) => rank(a) - rank(b) || compareUrgency(a.urgency ?? null, b.urgency ?? null) || (a.name < b.name ? -1 : 1));
}
function rank({ because }) {
	return because.kind === "requested" ? 0 : 1;
}
async function lineOf(writer, next, here) {
	const action = actionOf(writer.draft, next.release, here);
	const because = action === null ? whyKept(writer, next, here) : next.because ?? requested;
	if (because === null) return null;
	return {
		...faceOf(writer, next),
		action: action ?? "keep",
		from: here?.version ?? null,
		to: next.release.version,
		fromRepository: repositoryLeft(next.release, here),
		because,
		chosen: here?.chosen ?? next.release.chosen,
		...action === null ? nothingMoves : await movesOf(writer, next, here)
	};
}
function repositoryLeft(next, here) {
	return here === void 0 || here.repository === next.repository ? null : here.repository;
}
var nothingMoves = {
	download: 0,
	disk: 0,
	fixes: []
};
async function movesOf({ toolbox, draft, advisoriesAbout, rate }, next, here) {
	const repaired = here === void 0 ? [] : repairedBy(advisoriesAbout(here), here, next.release);
	const urgency = urgencyOfRepairs(repaired, rate);
	return {
		download: await downloadOf(toolbox, draft, next),
		disk: next.release.installed_size - (here?.installed_size ?? 0),
		fixes: repaired.map(({ id }) => id),
		...urgency === null ? {} : { urgency }
	};
}
var requested = { kind: "requested" };
function whyKept(writer, next, here) {
	const reason = writer.held.get(next.release.name);
	if (reason !== void 0) return {
		kind: "held",
		reason
	};
	return isNewlyChosen(next, here) ? next.because ?? requested : null;
}
function actionOf(draft, next, here) {
	if (here === void 0) return "install";
	if (here.manifest_sha256 === next.manifest_sha256) return draft.reinstall.has(next.name) ? "reinstall" : null;
	const order = here.version_scheme === next.version_scheme ? compareVersions(next.version, here.version, next.version_scheme) : 0;
	if (order === 0) return "reinstall";
	return order > 0 ? "upgrade" : "downgrade";
}
function isNewlyChosen(next, here) {
	return here !== void 0 && next.release.chosen && !here.chosen;
}
function changesRecord(toolbox, draft) {
	const installed = installedReleases(toolbox);
	return draft.next.some((next) => {
		const here = installed.get(next.release.name);
		if (here === void 0 || isNewlyChosen(next, here)) return here !== void 0;
		return here.unmet.join("\n") !== next.release.unmet.join("\n");
	});
}
async function downloadOf(toolbox, draft, { release, offer }) {
	const { manifest_sha256: digest, name, version } = release;
	if (offer === null) return 0;
	if (isInStore(toolbox.layout, digest, name, version) && !draft.reinstall.has(name)) return 0;
	return bytesMissing(toolbox.layout.packages, offer.record.sha256, offer.record.size);
}
function removal(writer, here, because) {
	return {
		...faceOf(writer, {
			release: here,
			offer: null
		}),
		action: "remove",
		from: here.version,
		to: null,
		fromRepository: null,
		because,
		download: 0,
		disk: -here.installed_size,
		chosen: here.chosen,
		fixes: []
	};
}
function faceOf({ toolbox, summarize }, { release, offer }) {
	const summary = offer === null ? summarize.ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory)) : summarize.ofOffer(offer);
	return {
		name: release.name,
		title: summary.title,
		icon: summary.icon,
		repository: release.repository,
		publisher: release.publisher
	};
}
// engine/store/disk-usage.ts
var block = 512;
function bytesOnDisk(place, seen = new Set()) {
	const status = lstatSync(place, { throwIfNoEntry: false });
	if (status === void 0) return 0;
	const key = `${status.dev} ${status.ino}`;
	if (seen.has(key)) return 0;
	seen.add(key);
	const own = (status.blocks ?? 0) * block;
	if (!status.isDirectory()) return own;
	return namesIn$1(place).reduce((sum, name) => sum + bytesOnDisk(path.join(place, name), seen), own);
}
function unsharedBytes(place) {
	const status = lstatSync(place, { throwIfNoEntry: false });
	if (status === void 0) return 0;
	const own = (status.blocks ?? 0) * block;
	if (!status.isDirectory()) return status.nlink > 1 ? 0 : own;
	return namesIn$1(place).reduce((sum, name) => sum + unsharedBytes(path.join(place, name)), own);
}
async function sizeOnDisk(folder) {
	const seen = new Set();
	let bytes = 0;
	const entries = await readdir(folder, {
		recursive: true,
		withFileTypes: true
	}).catch(() => []);
	for (const entry of entries) {
		if (!entry.isFile()) continue;
		const status = await lstat(path.join(entry.parentPath, entry.name)).catch(() => null);
		if (status === null || seen.has(status.ino)) continue;
		seen.add(status.ino);
		bytes += status.size;
	}
	return bytes;
}
function namesIn$1(folder) {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}
// engine/operations/read-status.ts
async function readStatus(toolbox) {
	const { layout, places } = toolbox;
	const installed = [...installedReleases(toolbox).values()];
	return {
		version: engineVersion,
		dataDirectory: places.data,
		configFile: places.configFile,
		profile: layout.current,
		generation: currentGeneration(toolbox),
		installed: installed.length,
		chosen: installed.filter(({ chosen }) => chosen).length,
		repositories: listRepositories(toolbox.state).length,
		storeBytes: await sizeOnDisk(layout.store),
		cacheBytes: await sizeOnDisk(layout.packages) + await sizeOnDisk(layout.media) + await sizeOnDisk(layout.manifests),
		diskFree: await freeBytes(layout.root) ?? 0,
		linking: await sharesFiles(toolbox) ? "hard-links" : "copies",
		architecture: toolbox.architecture,
		recovered: toolbox.recovered(),
		staleAdvisories: staleAdvisories(toolbox)
	};
}
async function sharesFiles(toolbox) {
	for (const { directory } of installedReleases(toolbox).values()) {
		const file = readStoredManifest(toolbox.layout, directory).files.find(({ type }) => type === "file");
		if (file !== void 0) return linksFiles(toolbox.layout, file.path);
	}
	return true;
}
// engine/search/explain.ts
function explain(matched, texts, query) {
	if (matched.length === 0) return [];
	const sought = soughtIn(query);
	return matched.map((field) => ({
		field,
		text: field === "command" || field === "label" ? nearestOf(texts[field], sought) ?? null : null
	}));
}
function soughtIn(query) {
	const folded = fold(query);
	const typed = [folded.trim(), ...soughtWords(folded)];
	const type = soughtMediaType(folded);
	const related = typed.flatMap((word) => [stemOf$1(word), ...synonymsOf(word)]);
	return [
		...type === null ? [] : [type],
		...typed,
		...related
	];
}
function nearestOf(texts, sought) {
	for (const word of sought) {
		const whole = texts.find((text) => fold(text) === word);
		if (whole !== void 0) return whole;
	}
	for (const word of sought) {
		const begun = texts.find((text) => fold(text).startsWith(word) || soughtWords(fold(text)).some((part) => part.startsWith(word)));
		if (begun !== void 0) return begun;
	}
}
// engine/operations/search-catalog.ts
function searchCatalog(toolbox, input, signal) {
	return toolbox.search.use((index) => {
		const place = searchPlace(toolbox, index);
		const { total, page, facets, hidden, meant } = find(place, {
			...input,
			filters: filtersOf(input)
		});
		return {
			total,
			packages: page.map((found) => cardOf(place, meant ?? input.query, found)),
			facets,
			hidden,
			meant
		};
	}, signal);
}
function filtersOf(input) {
	const { categories, repositories, licenses, roles, sizes, ages } = input;
	const { verified, installed, updates, fits } = input;
	const chosen = Object.entries({
		verified,
		installed,
		updates,
		fits
	}).flatMap(([name, wanted]) => wanted === void 0 ? [] : [[name, [wanted ? "yes" : "no"]]]);
	return {
		categories,
		repositories,
		licenses,
		roles,
		sizes,
		ages,
		...Object.fromEntries(chosen)
	};
}
function cardOf(place, query, found) {
	const offer = cardAt(place.index, found.number);
	const { record } = offer;
	const texts = {
		command: record.commands,
		label: [
			...mediaTypesOf(record),
			...keywordsOf(record),
			...record.categories,
			...record.provides
		]
	};
	return {
		...place.summarize(offer),
		matched: explain(found.matched, texts, query),
		similar: found.similar,
		hidden: found.hidden === null ? null : {
			reason: found.hidden,
			by: whoHides(place, found.hidden, offer)
		},
		refused: place.refusalOf(found.number)
	};
}
function whoHides(place, reason, { repository, record }) {
	switch (reason) {
		case "architecture": return null;
		case "owner": return place.ownerOf(record.name);
		case "priority": return firstOf(place, record.name);
		case "revoked":
		case "stranger":
		case "disabled": return repository;
	}
}
function firstOf({ index, view }, name) {
	const [from, to] = index.named(name);
	for (let at = from; at < to; at += 1) if (view.hidden[at] === 0) return index.about.repositories[index.data.repositories[at]];
	return null;
}
// engine/operations/trusted-publishers.ts
function trustedPublishers({ state, config }) {
	return {
		keys: listTrustedKeys(state),
		only: config.security.trusted_publishers_only
	};
}
function trustPublisher(toolbox, input) {
	const { state, clock } = toolbox;
	const since = new Date(clock.now()).toISOString();
	const keys = keysMeant(toolbox, input);
	state.atomically(() => {
		for (const { keyId, name } of keys) putTrustedKey(state, {
			keyId,
			name,
			since
		});
	});
	toolbox.announce({ kind: "catalog-changed" });
	return trustedPublishers(toolbox);
}
function distrustPublisher(toolbox, input) {
	const { state } = toolbox;
	const before = listTrustedKeys(state);
	const removed = before.filter(({ keyId, name }) => keyId === input.who || name === input.who);
	if (removed.length === 0) {
		const names = new Set(before.map(({ name }) => name));
		throw new EngineError("publisher/not-found", {
			name: input.who,
			nearest: nearest(input.who, names)
		});
	}
	state.atomically(() => {
		for (const { keyId } of removed) dropTrustedKey(state, keyId);
	});
	toolbox.announce({ kind: "catalog-changed" });
	const gone = new Set(removed.map(({ keyId }) => keyId));
	const left = new Set(listTrustedKeys(state).map(({ keyId }) => keyId));
	return {
		removed,
		affected: [...installedReleases(toolbox).values()].filter(({ manifest_sha256: digest }) => {
			const signers = findEvidence(state, digest)?.keys ?? [];
			return signers.some(({ keyId }) => gone.has(keyId)) && !signers.some(({ keyId }) => left.has(keyId));
		}).map(({ name, version }) => ({
			name,
			version
		}))
	};
}
function keysMeant(toolbox, { who, repository }) {
	const known = publishersOf(toolbox, openedCatalog(toolbox), repository);
	const all = known.flatMap(({ publisher: { name, keys } }) => keys.map(({ keyId }) => ({
		keyId,
		name
	})));
	if (/^[0-9a-f]{64}$/.test(who)) return [all.find(({ keyId }) => keyId === who) ?? {
		keyId: who,
		name: ""
	}];
	const named = known.filter(({ publisher }) => publisher.name === who);
	if (named.length === 0) {
		const names = new Set(known.map(({ publisher }) => publisher.name));
		throw new EngineError("publisher/not-found", {
			name: who,
			nearest: nearest(who, names)
		});
	}
	if (named.length > 1) throw new EngineError("request/invalid", {
		what: "publisher",
		value: who,
		problem: `several repositories name one: ${named.map((one) => one.repository).join(", ")}; say which`
	});
	return all.filter(({ name }) => name === who);
}
function publishersOf({ state }, catalog, repository) {
	return (repository === void 0 ? listRepositories(state).filter(({ enabled }) => enabled) : [getRepository(state, repository)]).flatMap(({ name }) => (catalog.about(name)?.publishers ?? []).map((publisher) => ({
		repository: name,
		publisher
	})));
}
// engine/operations/handlers.ts
function handlers(toolbox, launcher) {
	return {
		"catalog.discover": (_, { signal }) => discover(toolbox, signal),
		"catalog.search": (input, { signal }) => searchCatalog(toolbox, input, signal),
		"package.info": async (input, { signal }) => (await telling()).packageInfo(toolbox, input, signal),
		"package.preview": async (input, { signal }) => (await previewing()).previewPackage(toolbox, input, signal),
		"package.installed": () => listInstalled(toolbox),
		"package.verify": async (input, { signal }) => (await verifying()).verifyPackages(toolbox, input, signal),
		"package.audit": async (input) => (await auditing()).auditPackages(toolbox, input),
		"package.restore": async (input, { report, signal }) => (await restoring()).restorePackages(toolbox, input, report, signal),
		"package.owners": (input) => findOwners(toolbox, input),
		"package.launch": ({ name }) => launcher.open(installedManifest(toolbox, name)),
		"plan.make": ({ request }, { signal }) => makePlan(toolbox, request, signal),
		"plan.apply": async (input, { report, signal }) => (await applying()).applyPlan(toolbox, input, report, signal),
		"updates.list": () => listUpdates(toolbox),
		"history.list": () => listHistory(toolbox),
		"history.diff": (input) => diffGenerations(toolbox, input),
		"history.label": (input) => labelGeneration(toolbox, input),
		"history.pin": (input) => pinGeneration(toolbox, input),
		"system.cleanup": async (input, { report, signal }) => (await cleaning()).cleanUp(toolbox, input, report, signal),
		"system.bill": async () => (await billing()).billOfMaterials(toolbox),
		"system.status": () => readStatus(toolbox),
		"dependency.solve": ({ request }, { signal }) => solveRequest(toolbox, request, signal),
		"dependency.why": ({ name }, { signal }) => whyPackage(toolbox, name, signal),
		"dependency.whyNot": (input, { signal }) => whyNotPackage(toolbox, input, signal),
		"dependency.check": (_, { signal }) => checkDependencies(toolbox, signal),
		"policy.list": () => listPolicy(toolbox),
		"policy.add": ({ rules }) => addRules(toolbox, rules),
		"policy.remove": ({ rules }) => removeRules(toolbox, rules),
		"policy.show": () => showPolicy(toolbox),
		"policy.explain": ({ name }) => explainPolicy(toolbox, name),
		"policy.check": (input) => checkPolicyText(input),
		"policy.request": async (input) => (await requesting()).requestLeave(toolbox, input),
		"policy.requests": async () => (await requesting()).listRequests(toolbox),
		"policy.withdraw": async (input) => (await requesting()).withdrawRequest(toolbox, input),
		"policy.approve": async (input) => (await deciding()).approveRequest(toolbox, input),
		"policy.refuse": async (input) => (await deciding()).refuseRequest(toolbox, input),
		"trust.explain": async (input, { signal }) => (await explaining()).explainTrust(toolbox, input, signal),
		"publisher.trusted": () => trustedPublishers(toolbox),
		"publisher.trust": (input) => trustPublisher(toolbox, input),
		"publisher.distrust": (input) => distrustPublisher(toolbox, input),
		"repository.list": () => listRepositoryViews(toolbox),
		"repository.inspect": async (input, { signal }) => (await adding()).inspectRepository(toolbox, input, signal),
		"repository.inspectKey": async (input, { signal }) => (await adding()).inspectKey(toolbox, input, signal),
		"repository.setKey": async (input) => (await adding()).setRepositoryKey(toolbox, input),
		"repository.add": async (input, { signal }) => (await adding()).addRepository(toolbox, input, signal),
		"repository.remove": ({ name }) => removeRepository(toolbox, name),
		"repository.configure": (input) => configureRepository(toolbox, input),
		"repository.sync": async (input, { report, signal }) => (await syncing()).syncRepositories(toolbox, input, report, signal),
		"audit.list": async (input) => (await readingLog()).listAuditLog(toolbox, input),
		"audit.verify": async (input) => (await readingLog()).verifyAuditLog(toolbox, input),
		"audit.export": async (input) => (await readingLog()).exportAuditLog(toolbox, input)
	};
}
var requesting = () => import("./policy-requests-D3CE3FHv.js");
var deciding = () => import("./decide-request-C1FkBKnQ.js");
var telling = () => import("./package-info-CVMfXdZh.js");
var previewing = () => import("./preview-package-BbU_S_uK.js");
var verifying = () => import("./verify-packages-CIQDXY60.js");
var auditing = () => import("./audit-packages-EzbD21Zs.js");
var readingLog = () => import("./read-audit-log-1-tjff2d.js");
var billing = () => import("./bill-of-materials-DrkvsOnq.js");
var cleaning = () => import("./clean-up-DG4_buh9.js");
var restoring = () => import("./restore-packages-D2F1NoTe.js");
var applying = () => import("./apply-plan-nHRTn02z.js");
var adding = () => import("./add-repository-C9aFm4YW.js");
var explaining = () => import("./explain-trust-BLFYQqsa.js");
var syncing = () => import("./sync-repositories-7JzFD_vW.js");
function installedManifest(toolbox, name) {
	const installed = installedReleases(toolbox);
	const release = installed.get(name);
	if (release !== void 0) return readStoredManifest(toolbox.layout, release.directory);
	throw new EngineError("package/not-installed", {
		name,
		nearest: nearest(name, installed.keys())
	});
}
// engine/triggers/trigger.ts
function inputsByFolder(content, pattern) {
	const found = new Map();
	for (const [member, { type }] of content) {
		const folder = type === "directory" ? void 0 : pattern.exec(member)?.[1];
		if (folder === void 0) continue;
		const members = found.get(folder);
		if (members === void 0) found.set(folder, [member]);
		else members.push(member);
	}
	return [...found].map(([folder, members]) => [folder, members.toSorted(byCodePoint)]).toSorted(([a], [b]) => byCodePoint(a, b));
}
// engine/triggers/registry/desktop.ts
var comfort = {
	version: 1,
	required: false,
	loadsCode: false
};
var mime = {
	id: "mime",
	...comfort,
	jobs: (content) => inputsByFolder(content, /^((?:usr\/)?share\/mime)\/packages\/[^/]+\.xml$/).map(([folder, inputs]) => ({
		folder,
		inputs,
		tool: "update-mime-database",
		args: (at) => [at(folder)],
		environment: { PKGSYSTEM_ENABLE_FSYNC: "0" }
	}))
};
var desktopDatabase = {
	id: "desktop-db",
	...comfort,
	jobs: (content) => inputsByFolder(content, /^((?:usr\/)?share\/applications)\/.+\.desktop$/).map(([folder, inputs]) => ({
		folder,
		inputs,
		tool: "update-desktop-database",
		args: (at) => [at(folder)]
	}))
};
var iconCache = {
	id: "icon-cache",
	...comfort,
	jobs: (content) => inputsByFolder(content, /^((?:usr\/)?share\/icons\/[^/]+)\/(?:index\.theme|.+\.(?:png|svg|xpm))$/).filter(([folder]) => content.has(`${folder}/index.theme`)).map(([folder, inputs]) => ({
		folder,
		inputs,
		tool: "gtk-update-icon-cache",
		args: (at) => [
			"--force",
			"--quiet",
			at(folder)
		]
	}))
};
// engine/triggers/registry/gsettings.ts
var schemas = /^((?:usr\/)?share\/glib-2\.0\/schemas)\/[^/]+\.(?:gschema\.xml|gschema\.override|enums\.xml)$/;
var gsettings = {
	id: "gsettings",
	version: 1,
	required: true,
	loadsCode: false,
	jobs: (content) => inputsByFolder(content, schemas).map(([folder, inputs]) => ({
		folder,
		inputs,
		tool: "glib-compile-schemas",
		args: (at) => [at(folder)]
	}))
};
// engine/triggers/registry/modules.ts
var library = String.raw`^((?:usr/)?lib(?:/[^/]+)?`;
var pixbufLoaders = listing({
	id: "gdk-pixbuf",
	required: true,
	tool: "gdk-pixbuf-query-loaders",
	pattern: new RegExp(String.raw`${library}/gdk-pixbuf-2\.0/[^/]+)/loaders/[^/]+\.so$`),
	list: "loaders.cache"
});
var inputMethods = listing({
	id: "gtk3-immodules",
	required: false,
	tool: "gtk-query-immodules-3.0",
	pattern: new RegExp(String.raw`${library}/gtk-3\.0/[^/]+)/immodules/[^/]+\.so$`),
	list: "immodules.cache"
});
var gioModules = {
	id: "gio-modules",
	version: 1,
	required: false,
	loadsCode: true,
	jobs: (content) => inputsByFolder(content, new RegExp(String.raw`${library}/gio/modules)/[^/]+\.so$`)).map(([folder, inputs]) => ({
		folder,
		inputs,
		tool: "gio-querymodules",
		args: (at) => [at(folder)]
	}))
};
function listing(row) {
	const { id, required, tool, pattern, list } = row;
	return {
		id,
		version: 1,
		required,
		loadsCode: true,
		jobs: (content) => inputsByFolder(content, pattern).map(([folder, inputs]) => ({
			folder,
			inputs,
			tool,
			printsTo: `${folder}/${list}`,
			args: (at) => inputs.map(at)
		}))
	};
}
// engine/triggers/registry/all.ts
var allTriggers = [
	gsettings,
	pixbufLoaders,
	inputMethods,
	gioModules,
	mime,
	desktopDatabase,
	iconCache
];
// engine/triggers/find-tool.ts
async function findTool(content, { tool, folder }, searched) {
	const isUsr = folder.startsWith("usr/");
	const places = isUsr ? /^usr\/(?:s?bin|lib(?:exec)?)\// : /^(?:s?bin|lib(?:exec)?)\//;
	const first = [...content].flatMap(([member, entry]) => member.endsWith(`/${tool}`) && places.test(member) && entry.type === "file" && (entry.mode & 73) !== 0 ? [{
		member,
		identity: `${member} ${entry.sha256}`
	}] : []).toSorted((a, b) => byCodePoint(a.member, b.member))[0];
	if (first !== void 0) return {
		kind: isUsr ? "tree" : "relocatable",
		...first
	};
	const file = await findProgram$1(tool, searched);
	if (file === null) return null;
	const digest = createHash("sha256").update(await readFile(file)).digest("hex");
	return {
		kind: "host",
		file,
		identity: `${path.basename(file)} of the machine ${digest}`
	};
}
var libraries = /^((?:usr\/)?lib(?:32|64|x32)?)\/(?:[^/]+\/)?[^/]+\.so(?:\.[^/]*)?$/;
function runtimeOf(content, tool) {
	if (tool.kind === "host") return [];
	const isUsr = tool.kind === "tree";
	const found = [...content].flatMap(([member, { type }]) => type !== "directory" && libraries.test(member) && member.startsWith("usr/") === isUsr ? [member] : []);
	return [tool.member, ...found];
}
// engine/triggers/tree-member.ts
var mostHops = 16;
function fileAt(content, member) {
	let place = member;
	for (let hop = 0; hop <= mostHops; hop += 1) {
		const found = content.get(place);
		if (found?.type === "file") return found;
		if (found?.type !== "symlink") return null;
		place = path.posix.join(path.posix.dirname(place), found.target);
	}
	return null;
}
// engine/triggers/made-files.ts
function alternativeLinks(manifests, content) {
	const sorted = manifests.flatMap(({ name, alternatives = [] }) => alternatives.map((alternative) => ({
		owner: name,
		alternative
	}))).filter(({ alternative }) => fileAt(content, alternative.path) !== null).toSorted((a, b) => b.alternative.priority - a.alternative.priority || byCodePoint(a.owner, b.owner));
	const winners = new Map();
	for (const { alternative } of sorted) if (!winners.has(alternative.name)) winners.set(alternative.name, alternative);
	return placeable([...winners.values()].flatMap(({ link, path: target, slaves = [] }) => [{
		link,
		target
	}, ...slaves.filter((slave) => fileAt(content, slave.path) !== null).map((slave) => ({
		...slave,
		target: slave.path
	}))]).map(({ link, target }) => ({
		type: "symlink",
		path: link,
		target: path.posix.relative(path.posix.dirname(link), target)
	})), content);
}
function configurationCopies(manifests, content) {
	return placeable(manifests.toSorted((a, b) => byCodePoint(a.name, b.name)).flatMap(({ conf_copies: wanted = [] }) => wanted).flatMap(({ from, to }) => {
		const file = fileAt(content, from);
		return file === null ? [] : [{
			type: "file",
			path: to,
			file
		}];
	}), content);
}
function placeable(made, content) {
	const placed = new Map();
	for (const one of made) if (!placed.has(one.path) && isFree(one.path, content, placed)) placed.set(one.path, one);
	return [...placed.values()].toSorted((a, b) => byCodePoint(a.path, b.path));
}
function isFree(member, content, placed) {
	if (content.has(member)) return false;
	for (let parent = path.posix.dirname(member); parent !== "."; parent = path.posix.dirname(parent)) {
		const standing = content.get(parent);
		if (standing !== void 0 && standing.type !== "directory" || placed.has(parent)) return false;
	}
	return true;
}
// engine/triggers/output-store.ts
var listPath = ".multios/trigger.json";
var TriggerList = strictObject({
	format: literal(1),
	id: string(),
	key: Sha256,
	files: array(FileEntry)
});
async function wholeOutput(folder, id, key) {
	const list = await readList(path.join(folder, listPath));
	if (list === null || list.id !== id || list.key !== key) return null;
	for (const entry of list.files) {
		const status = await lstat(path.join(folder, entry.path)).catch(() => null);
		if (status === null) return null;
		if (!(entry.type === "file" ? status.isFile() && status.size === entry.size : !status.isFile())) return null;
	}
	return list.files;
}
async function listProblem(folder, id, key) {
	const file = path.join(folder, listPath);
	const list = await readList(file);
	if (list !== null) return list.id === id && list.key === key ? null : "changed";
	return await lstat(file).catch(() => null) === null ? "missing" : "changed";
}
async function finishOutput(folder, id, key, members) {
	const files = [...new Set(members.flatMap(parentsOf))].map((member) => ({
		type: "directory",
		path: member
	}));
	for (const member of members) files.push(await finished(folder, member));
	files.sort((a, b) => byCodePoint(a.path, b.path));
	const list = {
		format: 1,
		id,
		key,
		files
	};
	await mkdir(path.join(folder, path.dirname(listPath)), { recursive: true });
	await writeFile(path.join(folder, listPath), `${canonicalJson(list)}\n`, { mode: 292 });
	return files;
}
async function placeOutputs(store, outputs) {
	if (outputs.length === 0) return;
	await syncFileSystem(store);
	for (const { from, directory } of outputs) {
		await rm(path.join(store, directory), {
			recursive: true,
			force: true
		});
		await rename(from, path.join(store, directory));
	}
	await syncFolder$1(store);
}
async function finished(folder, member) {
	const file = path.join(folder, member);
	const status = await lstat(file);
	if (status.isSymbolicLink()) return {
		type: "symlink",
		path: member,
		target: await readlink(file)
	};
	const isProgram = (status.mode & 73) !== 0;
	const bytes = await readFile(file);
	await chmod(file, isProgram ? 365 : 292);
	await utimes(file, afterAll, afterAll);
	const sha256 = createHash("sha256").update(bytes).digest("hex");
	return {
		type: "file",
		path: member,
		mode: isProgram ? 493 : 420,
		size: bytes.length,
		sha256
	};
}
var afterAll = 4102444800;
function parentsOf(member) {
	const names = member.split("/");
	return names.slice(1).map((_name, index) => names.slice(0, index + 1).join("/"));
}
async function readList(file) {
	try {
		const parsed = safeParse(TriggerList, JSON.parse(await readFile(file, "utf8")));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
// engine/triggers/run-tool.ts
var toolPatience = 12e4;
var mostPrinted = 16e6;
var ToolFailed = class extends Error {
	detail;
	constructor(detail, options) {
		super(detail, options);
		this.name = "ToolFailed";
		this.detail = detail;
	}
};
async function findBox(searched, signal) {
	const box = await findProgram$1("bwrap", searched);
	if (box === null) return null;
	const attempt = {
		words: [
			box,
			"--unshare-all",
			"--ro-bind",
			"/",
			"/",
			"true"
		],
		cwd: "/",
		env: { PATH: searched }
	};
	try {
		await started({
			...attempt,
			patience: 1e4
		}, signal);
		return box;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ToolFailed) return null;
		throw error;
	}
}
async function runTool(run, signal) {
	const { scratch, environment, searched, patience } = run;
	return started({
		words: await wordsFor(run),
		cwd: scratch,
		env: {
			PATH: searched,
			HOME: scratch,
			LC_ALL: "C",
			TMPDIR: scratch,
			...environment
		},
		patience
	}, signal);
}
async function wordsFor(run) {
	if (run.tool.kind === "tree") return inItsTree(run);
	return run.isForeign ? amongItsInputs(run) : onTheMachine(run);
}
function onTheMachine({ tool, scratch, args, box }) {
	const program = programOf(tool, scratch);
	if (box === null) return [program, ...args];
	const seen = [
		"--ro-bind",
		"/",
		"/",
		"--dev",
		"/dev",
		"--proc",
		"/proc",
		"--bind",
		scratch,
		scratch
	];
	return [
		box,
		...alone,
		"--chdir",
		scratch,
		...seen,
		"--",
		program,
		...args
	];
}
async function amongItsInputs({ tool, scratch, folder, args, box }) {
	if (box === null) throw new Error("Code of packages runs boxed only");
	const program = programOf(tool, scratch);
	const system = (await systemFolders()).flatMap(systemWords);
	const linking = ["/etc/ld.so.cache", "/etc/alternatives"].flatMap((file) => [
		"--ro-bind-try",
		file,
		file
	]);
	const written = path.join(scratch, folder);
	const inputs = [
		"--ro-bind",
		scratch,
		scratch,
		"--bind",
		written,
		written,
		"--ro-bind",
		program,
		program
	];
	const places = [
		"--dev",
		"/dev",
		"--proc",
		"/proc",
		"--tmpfs",
		"/tmp"
	];
	return [
		box,
		...alone,
		"--chdir",
		scratch,
		...system,
		...linking,
		...places,
		...inputs,
		...atHome,
		"--",
		program,
		...args
	];
}
function programOf(tool, scratch) {
	return tool.kind === "host" ? tool.file : path.join(scratch, tool.member);
}
var alone = [
	"--unshare-all",
	"--die-with-parent",
	"--new-session",
	"--cap-drop",
	"ALL"
];
var atHome = ["HOME", "TMPDIR"].flatMap((name) => [
	"--setenv",
	name,
	"/tmp"
]);
async function inItsTree({ tool, scratch, folder, args, box }) {
	if (box === null || tool.kind === "host") throw new Error("A tool of the tree runs boxed only");
	const tops = await readdir(scratch);
	const seen = tops.flatMap((top) => [
		"--ro-bind",
		path.join(scratch, top),
		`/${top}`
	]);
	const links = [
		"bin",
		"sbin",
		"lib",
		"lib64"
	].filter((name) => !tops.includes(name)).flatMap((name) => [
		"--symlink",
		`usr/${name}`,
		`/${name}`
	]);
	const written = [
		"--bind",
		path.join(scratch, folder),
		`/${folder}`
	];
	const own = [
		...atHome,
		"--setenv",
		"PATH",
		"/usr/bin:/usr/sbin"
	];
	const places = [
		"--dev",
		"/dev",
		"--proc",
		"/proc",
		"--tmpfs",
		"/tmp"
	];
	return [
		box,
		...alone,
		"--chdir",
		"/",
		...seen,
		...written,
		...links,
		...places,
		...own,
		"--",
		`/${tool.member}`,
		...args
	];
}
async function started({ words, cwd, env, patience }, signal) {
	signal.throwIfAborted();
	const [program = "", ...args] = words;
	const stopping = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
	return new Promise((done, fail) => {
		const child = spawn(program, args, {
			cwd,
			env,
			detached: true,
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			]
		});
		const printed = [];
		let said = "";
		let size = 0;
		const stop = () => stopGroup(child.pid);
		stopping.addEventListener("abort", stop, { once: true });
		child.stdout.on("data", (chunk) => {
			size += chunk.length;
			if (size > mostPrinted) stop();
			else printed.push(chunk);
		});
		child.stderr.on("data", (chunk) => {
			said = `${said}${chunk.toString("utf8")}`.slice(-500);
		});
		child.once("error", (error) => fail(new ToolFailed(error.message, { cause: error })));
		child.once("close", (status, ended) => {
			stopping.removeEventListener("abort", stop);
			if (signal.aborted) fail(signal.reason);
			else if (status === 0 && size <= mostPrinted) done(Buffer.concat(printed));
			else fail(new ToolFailed(said.trim() || `ended with ${ended ?? String(status)}`));
		});
	});
}
function stopGroup(pid) {
	if (pid === void 0) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
// engine/triggers/scratch.ts
async function placeInputs({ scratch, content, copied }, members, signal) {
	const placed = new Map();
	const made = new Set();
	for (const member of new Set(members)) {
		signal.throwIfAborted();
		const entry = content.get(member);
		const file = path.join(scratch, member);
		const folder = path.dirname(file);
		if (!made.has(folder)) await mkdir(folder, { recursive: true });
		made.add(folder);
		if (entry?.type === "symlink") await symlink(entry.target, file);
		else if (entry?.type === "file") await put(entry.source, file, copied !== null && member.startsWith(`${copied}/`));
		else continue;
		placed.set(member, await lstat(file));
	}
	return placed;
}
async function harvest(scratch, folder, placed) {
	const found = [];
	for (const entry of await readdir(path.join(scratch, folder), {
		recursive: true,
		withFileTypes: true
	})) {
		if (entry.isDirectory()) continue;
		const file = path.join(entry.parentPath, entry.name);
		const member = path.relative(scratch, file);
		if (!entry.isFile() && !entry.isSymbolicLink()) throw new ToolFailed(`made something odd: ${member}`);
		if (entry.isSymbolicLink() && !placed.has(member)) checkLink(member, await readlink(file));
		if (!isSame(placed.get(member), await lstat(file))) found.push(member);
	}
	return found.toSorted(byCodePoint);
}
async function checkInputs(scratch, placed, isForeign) {
	for (const [member, before] of placed) {
		const now = await lstat(path.join(scratch, member)).catch(() => null);
		if (isForeign ? now === null || !isSame(before, now) : now?.ino === before.ino && !isSame(before, now)) throw new ToolFailed(`changed its input: ${member}`);
	}
}
function isSame(before, now) {
	return before?.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs;
}
function checkLink(member, target) {
	const end = path.posix.join(path.posix.dirname(member), target);
	if (path.isAbsolute(target) || end.startsWith("..")) throw new ToolFailed(`made a link that leaves: ${member}`);
}
async function put(source, file, isCopied) {
	if (isCopied) return copyFile(source, file, constants$2.COPYFILE_EXCL);
	await link(source, file).catch(async (error) => {
		if (![
			"EXDEV",
			"EPERM",
			"EMLINK",
			"ENOTSUP"
		].includes(systemCode(error) ?? "")) throw error;
		await copyFile(source, file, constants$2.COPYFILE_EXCL);
	});
}
// engine/triggers/trigger-key.ts
function triggerKey({ id, version, tools, inputs }) {
	const sorted = inputs.map(([member, looks]) => [member, looks]).toSorted(([a = ""], [b = ""]) => a < b ? -1 : 1);
	return createHash("sha256").update(canonicalJson({
		id,
		version,
		tools,
		inputs: sorted
	})).digest("hex");
}
function inputsOf(content, jobs) {
	return [...new Set(jobs.flatMap(({ inputs }) => inputs))].map((member) => [member, looksOf(content.get(member))]);
}
function looksOf(entry) {
	if (entry?.type === "file") return `${entry.sha256} ${entry.mode}`;
	return entry?.type === "symlink" ? `-> ${entry.target}` : "";
}
function triggerDirectory(id, key) {
	return `trigger-${id}-${key.slice(0, 12)}`;
}
// engine/triggers/run-triggers.ts
async function runTriggers(options, signal) {
	const { store, files, manifests } = options;
	const outputs = [];
	const box = once$1(async () => findBox(options.environment["PATH"], signal));
	try {
		await mkdir(store, { recursive: true });
		for (const [id, made] of [["alternatives", alternativeLinks(manifests, files)], ["confcopy", configurationCopies(manifests, files)]]) if (made.length > 0) outputs.push(await outputOf(options, madeWork(id, made)));
		for (const trigger of options.triggers ?? allTriggers) {
			signal.throwIfAborted();
			const output = await triggered(options, trigger, box, signal);
			if (output !== null) outputs.push(output);
		}
		signal.throwIfAborted();
		const fresh = outputs.flatMap(({ from, directory }) => from === null ? [] : [{
			from,
			directory
		}]);
		await placeOutputs(store, fresh);
	} catch (error) {
		for (const { from } of outputs) if (from !== null) await rm(from, {
			recursive: true,
			force: true
		});
		throw await toDiskFailure(error, store);
	}
	return outputs.map(({ id, key, directory, files: made }) => ({
		id,
		key,
		directory,
		files: made
	}));
}
async function triggered(options, trigger, box, signal) {
	const jobs = trigger.jobs(options.files);
	if (jobs.length === 0) return null;
	const note = (reason, detail) => {
		options.note?.({
			trigger: trigger.id,
			reason,
			detail
		});
		return null;
	};
	const tools = [];
	for (const job of jobs) {
		const tool = await findTool(options.files, job, options.environment["PATH"]);
		if (tool === null) return note("no-tool", job.tool);
		tools.push(tool);
	}
	const key = triggerKey({
		id: trigger.id,
		version: trigger.version,
		inputs: inputsOf(options.files, jobs),
		tools: tools.map(({ identity }) => identity)
	});
	const needsBox = trigger.loadsCode || tools.some(({ kind }) => kind !== "host");
	try {
		return await outputOf(options, {
			id: trigger.id,
			key,
			work: async (scratch, folder) => {
				const boxed = await box();
				if (boxed === null && needsBox) throw new NoBox();
				return worked({
					options,
					jobs,
					tools,
					scratch,
					folder,
					box: boxed,
					isForeign: needsBox
				}, signal);
			}
		});
	} catch (error) {
		if (error instanceof NoBox) return note("no-box", tools.map(({ identity }) => identity.split(" ")[0]).join(" "));
		if (!(error instanceof ToolFailed)) throw error;
		if (!trigger.required) return note("failed", error.detail);
		throw new EngineError("trigger/failed", {
			trigger: trigger.id,
			detail: error.detail
		}, { cause: error });
	}
}
var NoBox = class extends Error {};
async function outputOf({ store, again }, { id, key, work }) {
	const directory = triggerDirectory(id, key);
	const whole = again?.has(id) === true ? null : await wholeOutput(path.join(store, directory), id, key);
	if (whole !== null) return {
		id,
		key,
		directory,
		files: whole,
		from: null
	};
	const from = path.join(store, `.new-${process.pid}-${directory}`);
	const scratch = `${from}-work`;
	try {
		for (const folder of [from, scratch]) {
			await rm(folder, {
				recursive: true,
				force: true
			});
			await mkdir(folder);
		}
		const members = await work(scratch, from);
		return {
			id,
			key,
			directory,
			files: await finishOutput(from, id, key, members),
			from
		};
	} catch (error) {
		await rm(from, {
			recursive: true,
			force: true
		});
		throw error;
	} finally {
		await rm(scratch, {
			recursive: true,
			force: true
		});
	}
}
async function worked({ options, jobs, tools, isForeign, ...places }, signal) {
	const made = [];
	for (const [index, job] of jobs.entries()) {
		const tool = tools[index];
		const scratch = path.join(places.scratch, String(index));
		const members = [...job.inputs, ...runtimeOf(options.files, tool)];
		const copied = isForeign ? job.folder : null;
		const placed = await placeInputs({
			scratch,
			content: options.files,
			copied
		}, members, signal);
		const at = (member) => path.join(tool.kind === "tree" ? "/" : scratch, member);
		const printed = await runTool({
			tool,
			isForeign,
			scratch,
			folder: job.folder,
			args: job.args(at),
			box: places.box,
			environment: job.environment ?? {},
			searched: options.environment["PATH"],
			patience: options.patience ?? 12e4
		}, signal);
		await checkInputs(scratch, placed, isForeign);
		if (job.printsTo !== void 0) {
			const text = printed.toString("utf8").replaceAll(`${scratch}/usr/`, "/usr/");
			await writeFile(path.join(scratch, job.printsTo), text.replaceAll(`${scratch}/`, `${options.current}/`));
		}
		for (const member of await harvest(scratch, job.folder, placed)) {
			await mkdir(path.join(places.folder, path.dirname(member)), { recursive: true });
			await rename(path.join(scratch, member), path.join(places.folder, member));
			made.push(member);
		}
	}
	return made;
}
function madeWork(id, made) {
	const inputs = made.map((one) => one.type === "symlink" ? [one.path, `-> ${one.target}`] : [one.path, one.file.sha256]);
	return {
		id,
		key: triggerKey({
			id,
			version: 1,
			tools: [],
			inputs
		}),
		work: async (_scratch, folder) => {
			for (const one of made) {
				const place = path.join(folder, one.path);
				await mkdir(path.dirname(place), { recursive: true });
				if (one.type === "symlink") await symlink(one.target, place);
				else await copyFile(one.file.source, place);
			}
			return made.map((one) => one.path);
		}
	};
}
// engine/triggers/exports-record.ts
var Exported = strictObject({
	kind: picklist([
		"entry",
		"icon",
		"command"
	]),
	package: PackageName,
	root: string(),
	path: string(),
	marks: array(string())
});
var ExportsRecord = strictObject({
	format: literal(1),
	settled: nullable(string()),
	exported: array(Exported),
	folders: array(string()),
	caches: array(string()),
	skipped: optional$1(array(Unexported), [])
});
var nothing = {
	format: 1,
	settled: null,
	exported: [],
	folders: [],
	caches: [],
	skipped: []
};
async function readRecord(file) {
	try {
		const parsed = safeParse(ExportsRecord, JSON.parse(await readFile(file, "utf8")));
		return parsed.success ? parsed.output : nothing;
	} catch {
		return nothing;
	}
}
async function writeRecord(file, record, before) {
	const text = canonicalJson(record);
	if (text !== canonicalJson(before)) await writeDurably(file, `${text}\n`);
}
// engine/triggers/person-folders.ts
async function findPersonFolders(environment, user) {
	const home = environment["HOME"];
	if (home === void 0 || !path.isAbsolute(home)) return null;
	const owner = await stat(home).catch(() => null);
	if (owner === null || user !== null && owner.uid !== user) return null;
	const data = environment["XDG_DATA_HOME"];
	return {
		data: data !== void 0 && path.isAbsolute(data) ? path.normalize(data) : path.join(home, ".local", "share"),
		bin: path.join(home, ".local", "bin")
	};
}
async function folderProblem(root, file) {
	const parts = file.split("/").slice(0, -1);
	for (let depth = 0; depth <= parts.length; depth += 1) {
		const folder = path.join(root, ...parts.slice(0, depth));
		const status = await statusOf$1(folder);
		if (status === null) return null;
		if (status.isSymbolicLink() && (depth > 0 || !await leadsToFolder(folder))) return "linked-folder";
		if (!status.isSymbolicLink() && !status.isDirectory()) return "no-folder";
	}
	return null;
}
async function missingFolders(file) {
	const missing = [];
	for (let folder = path.dirname(file);; folder = path.dirname(folder)) {
		if (await statusOf$1(folder) !== null || folder === path.dirname(folder)) return missing;
		missing.unshift(folder);
	}
}
async function leadsToFolder(link) {
	return (await stat(link).catch(() => null))?.isDirectory() ?? false;
}
async function statusOf$1(file) {
	return lstat(file).catch((error) => {
		if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return null;
		throw error;
	});
}
// engine/triggers/exec-line.ts
function readExec(value) {
	const text = unescapeValue(value).trim();
	let program = "";
	let quoted = false;
	let end = 0;
	for (; end < text.length; end += 1) {
		const character = text[end];
		if (character === "\"") quoted = !quoted;
		else if (character === "\\" && end + 1 < text.length) program += text[end += 1];
		else if (!quoted && /\s/.test(character)) break;
		else program += character;
	}
	return quoted || program === "" ? null : {
		program,
		rest: text.slice(end).trim()
	};
}
function writeExec(words, rest = "") {
	const line = words.map(quoteWord).join(" ");
	return escapeValue(rest === "" ? line : `${line} ${rest}`);
}
function escapeValue(text) {
	return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("	", "\\t").replace(/^ /, "\\s");
}
var escapes = {
	s: " ",
	n: "\n",
	t: "	",
	r: "\r",
	"\\": "\\"
};
function unescapeValue(value) {
	return value.replaceAll(/\\(.)/g, (both, letter) => escapes[letter] ?? both);
}
function quoteWord(word) {
	const plain = word.replaceAll("%", "%%");
	return /^[\w./+:@=,%-]+$/.test(word) ? plain : `"${plain.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
}
// engine/triggers/desktop-entry.ts
var ownKey = "X-MultiOS-Package";
var main$1 = "Desktop Entry";
var dropped = new Set([
	"TryExec",
	"DBusActivatable",
	"Path",
	"Exec",
	"Icon",
	"Actions",
	ownKey
]);
function rewriteEntry(text, rewriting) {
	const groups = readGroups(text);
	const entry = groups?.[0];
	if (groups === null || entry?.name !== main$1 || !isApplication(entry)) return {
		kind: "refused",
		reason: "not-an-application"
	};
	const exec = rewriting.exec(entry.values.get("Exec") ?? "");
	if (exec === null) return {
		kind: "refused",
		reason: "no-command"
	};
	const actions = listOf(entry.values.get("Actions")).flatMap((id) => action(id, groups, rewriting));
	return {
		kind: "entry",
		text: [written(entry, [
			["Exec", exec],
			["Icon", rewriting.icon(entry.values.get("Icon") ?? null)],
			["Actions", actions.length === 0 ? null : `${actions.map(({ id }) => id).join(";")};`],
			[ownKey, rewriting.package]
		]), ...actions.map(({ text: group }) => group)].join("\n")
	};
}
function makeEntry(name, values) {
	const lines = Object.entries({
		Type: "Application",
		...values,
		[ownKey]: name
	}).flatMap(([key, value]) => value === null ? [] : [`${key}=${key === "Exec" ? value : escapeValue(value)}`]);
	return `[${main$1}]\n${lines.join("\n")}\n`;
}
function action(id, groups, rewriting) {
	const group = groups.find(({ name }) => name === `Desktop Action ${id}`);
	const exec = group === void 0 ? null : rewriting.exec(group.values.get("Exec") ?? "");
	if (group === void 0 || exec === null) return [];
	const icon = group.values.get("Icon");
	return [{
		id,
		text: written(group, [["Exec", exec], ["Icon", icon === void 0 ? null : rewriting.icon(icon)]])
	}];
}
function written({ name, values }, own) {
	return `[${name}]\n${[...[...values].filter(([key]) => !dropped.has(key.replace(/\[.*$/, ""))), ...own].flatMap(([key, value]) => value === null ? [] : [`${key}=${value}`]).join("\n")}\n`;
}
function isApplication({ values }) {
	return values.get("Type") === "Application" && values.get("Hidden") !== "true" && values.has("Name");
}
function readGroups(text) {
	const groups = new Map();
	let values = null;
	for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
		if (line === "" || line.startsWith("#")) continue;
		const header = /^\[([^[\]]+)\]$/.exec(line)?.[1];
		if (header !== void 0) {
			values = new Map();
			if (!groups.has(header)) groups.set(header, values);
		} else if (values === null || !addPair(values, line)) return null;
	}
	return [...groups].map(([name, all]) => ({
		name,
		values: all
	}));
}
function addPair(values, line) {
	const [, key, value = ""] = /^([A-Za-z0-9-]+(?:\[[\w.@-]+\])?)\s*=\s*(.*)$/s.exec(line) ?? [];
	if (key === void 0) return false;
	if (!values.has(key) && !hasControls(value)) values.set(key, value);
	return true;
}
function hasControls(value) {
	return /[\p{Cc}\u2028\u2029]/u.test(value.replaceAll("	", " "));
}
function listOf(value) {
	return [...new Set((value ?? "").split(";").filter((id) => /^[A-Za-z0-9-]+$/.test(id)))];
}
// engine/triggers/export-icons.ts
var picture = String.raw`(?<name>[^/]+?)(?<suffix>(?:-symbolic)?)\.(?<extension>png|svg|xpm)$`;
var themed = new RegExp(String.raw`^(?:usr/)?share/icons/hicolor/(?<folder>[^/]+/[^/]+)/${picture}`);
var loose = new RegExp(`^(?:usr/)?share/pixmaps/${picture}`);
function indexIcons(content) {
	const index = new Map();
	for (const member of content.keys()) {
		const groups = (themed.exec(member) ?? loose.exec(member))?.groups;
		const file = groups === void 0 ? null : fileAt(content, member);
		if (file === null) continue;
		const { folder = null, ...named } = { ...groups };
		const text = (group) => String(named[group]);
		const [name, suffix, extension] = [
			text("name"),
			text("suffix"),
			text("extension")
		];
		index.set(name, [...index.get(name) ?? [], {
			folder,
			extension,
			suffix,
			file
		}]);
	}
	return index;
}
function findIcons(content, index, icon) {
	const extension = /\.(png|svg|xpm)$/.exec(icon)?.[1];
	if (icon.startsWith("/")) {
		const member = icon.slice(1);
		const file = fileAt(content, member) ?? fileAt(content, member.replace(/^usr\//, ""));
		return file === null || extension === void 0 ? [] : [{
			folder: null,
			extension,
			suffix: "",
			file
		}];
	}
	const found = index.get(icon) ?? index.get(extension === void 0 ? icon : path.parse(icon).name) ?? [];
	const themedOnes = found.filter(({ folder }) => folder !== null);
	return themedOnes.length > 0 ? themedOnes : found;
}
var sizes = [
	16,
	22,
	24,
	32,
	36,
	48,
	64,
	72,
	96,
	128,
	192,
	256,
	512
];
function iconFolder(extension, head) {
	if (extension === "svg") return "scalable/apps";
	const size = extension === "png" && head.length >= 24 ? Buffer.from(head).readUInt32BE(16) : 48;
	const fitting = sizes.findLast((one) => one <= size) ?? 16;
	return `${fitting}x${fitting}/apps`;
}
// engine/triggers/export-names.ts
var longest$1 = 200;
function exportName(packageName, id) {
	const safe = id.replaceAll(/[^A-Za-z0-9._-]/g, "_");
	const name = `multios-${packageName}-${safe}`;
	if (safe === id && name.length <= longest$1) return name;
	return `${name.slice(0, 191)}-${digestOf(id)}`;
}
function distinct(name, key, taken) {
	return taken.has(name) ? `${name}-${digestOf(key)}` : name;
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
// engine/triggers/menu-categories.ts
var main = {
	audio: "AudioVideo;Audio",
	development: "Development",
	education: "Education",
	games: "Game",
	graphics: "Graphics",
	internet: "Network",
	multimedia: "AudioVideo",
	network: "Network",
	office: "Office",
	productivity: "Office",
	science: "Science",
	settings: "Settings",
	system: "System",
	utilities: "Utility",
	video: "AudioVideo;Video"
};
function menuCategories(categories) {
	const known = new Set(categories.flatMap((category) => main[category.toLowerCase()] ?? []));
	return known.size === 0 ? null : `${[...known].join(";")};`;
}
// engine/triggers/wanted-exports.ts
var entryFile = /^(?:usr\/)?share\/applications\/(.+)\.desktop$/;
var programFile = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|games)\/([^/]+)$/;
var largestEntry = 1e6;
async function wantedExports(wishes, signal) {
	const { content } = wishes;
	const owners = commandOwners(wishes);
	const entries = Map.groupBy(members(content, entryFile), ({ owner }) => owner);
	const gathering = {
		...wishes,
		icons: indexIcons(content),
		owners,
		wanted: new Map(),
		unexported: []
	};
	for (const manifest of [...wishes.manifests].toSorted((a, b) => byCodePoint(a.name, b.name))) {
		signal.throwIfAborted();
		const brought = (entries.get(manifest.name) ?? []).toSorted((a, b) => byCodePoint(a.member, b.member));
		for (const entry of brought) await addBrought(gathering, manifest, entry);
		if (brought.length === 0) await addMade(gathering, manifest);
		addCommands(gathering, manifest);
	}
	return {
		wanted: [...gathering.wanted.values()],
		unexported: gathering.unexported
	};
}
function commandOwners({ content, manifests }) {
	const packages = new Set(manifests.map(({ name }) => name));
	const owners = new Map();
	const found = [...content].flatMap(([member, { type, owner }]) => {
		const name = type === "directory" ? null : commandAt(member);
		return name === null ? [] : [{
			name,
			member,
			owner
		}];
	});
	for (const folder of commandFolders) for (const { name, member, owner } of found) {
		if (owners.has(name) || path.posix.dirname(member) !== folder) continue;
		owners.set(name, packages.has(owner) ? owner : fileAt(content, member)?.owner ?? owner);
	}
	return owners;
}
function members(content, pattern) {
	return [...content].flatMap(([member, { type, owner }]) => {
		const id = type === "directory" ? void 0 : pattern.exec(member)?.[1];
		return id === void 0 ? [] : [{
			id,
			member,
			owner
		}];
	});
}
async function addBrought(gathering, manifest, { id, member }) {
	const text = await readEntry(fileAt(gathering.content, member));
	const leaveOut = (reason) => gathering.unexported.push({
		package: manifest.name,
		file: member,
		reason
	});
	if (text === null) return void leaveOut("unreadable");
	const named = new Map();
	const rewriting = {
		package: manifest.name,
		exec: (value) => throughUs(gathering, value),
		icon: (icon) => named.get(icon) ?? null
	};
	const first = rewriteEntry(text, {
		...rewriting,
		icon: (icon) => (named.set(icon, null), null)
	});
	if (first.kind === "refused") return void leaveOut(first.reason);
	for (const icon of named.keys()) named.set(icon, await addIcons(gathering, manifest, icon));
	const rewritten = rewriteEntry(text, rewriting);
	if (rewritten.kind === "entry") addEntry(gathering, manifest.name, id.replaceAll("/", "-"), rewritten.text);
}
async function addMade(gathering, manifest) {
	const { app } = manifest;
	if (app?.launchable === void 0) return;
	const { kind } = app.launchable;
	const words = [
		...gathering.launcher,
		kind === "page" ? "open" : "run",
		manifest.name
	];
	const text = makeEntry(manifest.name, {
		Name: app.name,
		Comment: app.summary,
		Exec: writeExec(words),
		Icon: await addIcons(gathering, manifest, null),
		Terminal: kind === "terminal" ? "true" : "false",
		Categories: menuCategories(manifest.categories)
	});
	addEntry(gathering, manifest.name, app.id, text);
}
function addCommands(gathering, manifest) {
	const { current, folders, owners, chosen } = gathering;
	const isTheirs = chosen.has(manifest.name) || manifest.app !== void 0;
	for (const [command, member] of commandPaths(manifest)) {
		if (owners.get(command) !== manifest.name || isMadeForUsr(member) && !isTheirs) continue;
		if (member.startsWith("usr/sbin/")) continue;
		const place = {
			kind: "command",
			package: manifest.name,
			root: folders.bin,
			path: command
		};
		if (isMadeForUsr(member)) {
			const text = startingScript(gathering.launcher, manifest.name, command);
			add(gathering, {
				...place,
				mark: textMark(text),
				content: {
					kind: "text",
					text
				}
			});
		} else {
			const target = path.join(current, member);
			add(gathering, {
				...place,
				mark: linkMark(target),
				content: {
					kind: "link",
					target
				}
			});
		}
	}
}
function startingScript(launcher, name, command) {
	return `#!/bin/sh\nexec ${[
		...launcher,
		"run",
		name,
		"--program",
		command
	].map(shellWord).join(" ")} -- "$@"\n`;
}
function shellWord(word) {
	return /^[\w./+:@=,%-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
function addEntry({ wanted, folders }, owner, id, text) {
	const name = distinct(exportName(owner, id), `${owner} ${id}`, { has: (taken) => wanted.has(path.join(folders.data, "applications", `${taken}.desktop`)) });
	const place = {
		root: folders.data,
		path: `applications/${name}.desktop`
	};
	add({ wanted }, {
		kind: "entry",
		package: owner,
		...place,
		mark: textMark(text),
		content: {
			kind: "text",
			text
		}
	});
}
async function addIcons(gathering, manifest, icon) {
	const found = iconsOf(gathering, manifest, icon);
	if (found.length === 0) return icon?.startsWith("/") === true ? null : icon;
	const last = path.posix.basename(icon ?? manifest.app?.id ?? manifest.name);
	const name = exportName(manifest.name, last.replace(/\.(png|svg|xpm)$/, ""));
	for (const { folder, extension, suffix, file } of found) {
		const place = folder ?? iconFolder(extension, await headOf(file.source));
		add(gathering, {
			kind: "icon",
			package: manifest.name,
			root: gathering.folders.data,
			path: `icons/hicolor/${place}/${name}${suffix}.${extension}`,
			mark: file.sha256,
			content: {
				kind: "copy",
				source: file.source
			}
		});
	}
	return name;
}
function iconsOf({ content, icons }, manifest, icon) {
	const named = icon === null ? [] : findIcons(content, icons, icon);
	return named.length > 0 ? named : appIcon(content, manifest, icon);
}
function appIcon(content, { app }, icon) {
	const member = app?.icon?.path;
	if (member === void 0 || icon !== null && !icon.startsWith("/")) return [];
	const file = fileAt(content, member);
	const extension = path.posix.extname(member).slice(1).toLowerCase();
	return file === null ? [] : [{
		folder: null,
		extension,
		suffix: "",
		file
	}];
}
function throughUs({ owners, launcher }, value) {
	const exec = readExec(value);
	if (exec === null) return null;
	const command = exec.program.startsWith("/") ? programFile.exec(exec.program)?.[1] : exec.program;
	const owner = command === void 0 ? void 0 : owners.get(command);
	if (command === void 0 || owner === void 0) return null;
	const words = [
		...launcher,
		"run",
		owner,
		"--program",
		command
	];
	return exec.rest === "" ? writeExec(words) : writeExec([...words, "--"], exec.rest);
}
function add({ wanted }, one) {
	const place = path.join(one.root, one.path);
	if (!wanted.has(place)) wanted.set(place, one);
}
function textMark(text) {
	return createHash("sha256").update(text).digest("hex");
}
function linkMark(target) {
	return `-> ${target}`;
}
async function readEntry(file) {
	if (file === null || (await stat(file.source)).size > largestEntry) return null;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file.source));
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
async function headOf(file) {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(24) });
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}
// engine/triggers/place-export.ts
var largest = 64e6;
async function standingAt(file) {
	const status = await lstat(file).catch((error) => {
		if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return null;
		throw error;
	});
	if (status === null) return { kind: "nothing" };
	if (status.isSymbolicLink()) return {
		kind: "marked",
		mark: linkMark(await readlink(file))
	};
	if (!status.isFile() || status.size > largest) return { kind: "other" };
	return {
		kind: "marked",
		mark: createHash("sha256").update(await readFile(file)).digest("hex")
	};
}
function decide(standing, ours, wanted) {
	if (standing.kind === "nothing") return wanted === null ? "forget" : "write";
	if (standing.kind === "marked" && standing.mark === wanted) return "keep";
	if (!(standing.kind === "marked" && (ours ?? []).includes(standing.mark))) return ours === null ? "foreign" : "edited";
	return wanted === null ? "remove" : "replace";
}
function temporaryOf(file) {
	return path.join(path.dirname(file), `.${path.basename(file)}.multios-new`);
}
async function stageFile({ root, path: member, content, kind }) {
	const temporary = temporaryOf(path.join(root, member));
	const mode = kind === "command" ? 493 : 420;
	if (content.kind === "text") await writeFile(temporary, content.text, {
		flag: "wx",
		mode
	});
	if (content.kind !== "copy") return;
	await copyFile(content.source, temporary, constants$2.COPYFILE_EXCL);
	await chmod(temporary, 420);
}
async function placeStaged({ root, path: member, content }, decision) {
	const file = path.join(root, member);
	const temporary = temporaryOf(file);
	try {
		if (content.kind === "link") {
			if (decision === "write") await symlink(content.target, file);
			else await symlink(content.target, temporary);
		} else if (decision === "write") await link(temporary, file).catch(async (error) => {
			if (![
				"EPERM",
				"ENOTSUP",
				"EOPNOTSUPP"
			].includes(systemCode(error) ?? "")) throw error;
			await rename(temporary, file);
		});
		if (decision === "replace") await rename(temporary, file);
		return true;
	} catch (error) {
		if (systemCode(error) === "EEXIST") return false;
		throw error;
	} finally {
		await unlinkIfThere(temporary);
	}
}
async function unlinkIfThere(file) {
	await unlink(file).catch((error) => {
		if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
	});
}
// engine/triggers/plan-exports.ts
async function planExports(situation, signal) {
	const steps = [];
	const standing = [];
	const skipped = [];
	const reachable = [];
	for (const spot of spotsOf(situation)) {
		signal.throwIfAborted();
		const file = path.join(spot.root, spot.path);
		const outcome = await outcomeOf(spot, situation);
		if (!(outcome.kind === "skipped" && outcome.reason.endsWith("-folder"))) reachable.push(file);
		if (outcome.kind === "step") steps.push(outcome.step);
		if (outcome.kind === "stands") standing.push(outcome.exported);
		if (outcome.kind !== "skipped") continue;
		skipped.push({
			...spot.what,
			path: file,
			reason: outcome.reason
		});
		if (outcome.exported !== null) standing.push(outcome.exported);
	}
	return {
		steps,
		standing,
		skipped,
		reachable
	};
}
function spotsOf({ before, wanted }) {
	const spots = new Map();
	for (const recorded of before.exported) {
		const { root, path: member, kind, package: name } = recorded;
		if (!isOurName(recorded)) continue;
		const what = {
			kind,
			package: name
		};
		spots.set(path.join(root, member), {
			root,
			path: member,
			what,
			recorded,
			wanted: null
		});
	}
	for (const one of wanted) {
		const { root, path: member, kind, package: name } = one;
		const place = path.join(root, member);
		const recorded = spots.get(place)?.recorded ?? null;
		spots.set(place, {
			root,
			path: member,
			what: {
				kind,
				package: name
			},
			recorded,
			wanted: one
		});
	}
	return [...spots].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, spot]) => spot);
}
function isOurName({ kind, root, path: member }) {
	const isPlain = path.isAbsolute(root) && path.posix.normalize(`/${member}`) === `/${member}`;
	if (kind === "command") return isPlain && !member.includes("/");
	return isPlain && path.posix.basename(member).startsWith("multios-");
}
async function outcomeOf(spot, situation) {
	const { recorded, wanted } = spot;
	try {
		const problem = await folderProblem(spot.root, spot.path);
		if (problem !== null) return {
			kind: "skipped",
			reason: problem,
			exported: recorded
		};
		const standing = await standingAt(path.join(spot.root, spot.path));
		return await isElsewhere(spot, standing, situation) ? {
			kind: "skipped",
			reason: "other-program",
			exported: null
		} : decided$1(spot, standing);
	} catch (error) {
		if (!isRefusal(error)) throw error;
		return wanted === null && recorded === null ? { kind: "gone" } : {
			kind: "skipped",
			reason: "denied",
			exported: recorded
		};
	}
}
function decided$1(spot, standing) {
	const { what, recorded, wanted } = spot;
	const decision = decide(standing, recorded?.marks ?? null, wanted?.mark ?? null);
	const marks = wanted === null ? [] : [wanted.mark];
	const place = {
		root: spot.root,
		path: spot.path
	};
	switch (decision) {
		case "keep": return {
			kind: "stands",
			exported: {
				...what,
				...place,
				marks
			}
		};
		case "forget": return { kind: "gone" };
		case "foreign": return {
			kind: "skipped",
			reason: "foreign",
			exported: null
		};
		case "edited": return {
			kind: "skipped",
			reason: "edited",
			exported: wanted === null ? null : recorded
		};
		case "write":
		case "replace":
		case "remove": {
			const intended = {
				...what,
				...place,
				marks: [...new Set([...recorded?.marks ?? [], ...marks])]
			};
			return {
				kind: "step",
				step: {
					file: path.join(spot.root, spot.path),
					what,
					decision,
					wanted,
					intended
				}
			};
		}
	}
}
async function isElsewhere(spot, standing, situation) {
	if (spot.wanted?.kind !== "command" || spot.recorded !== null || standing.kind !== "nothing") return false;
	const own = [situation.folders.bin, path.join(situation.current, "bin")];
	const places = (situation.environment["PATH"] ?? "").split(path.delimiter);
	for (const folder of places) {
		if (!path.isAbsolute(folder) || own.includes(path.normalize(folder).replace(/\/$/, ""))) continue;
		if (await access(path.join(folder, spot.path), constants$1.X_OK).then(() => true, () => false)) return true;
	}
	return false;
}
function isRefusal(error) {
	return [
		"EACCES",
		"EPERM",
		"EROFS"
	].includes(systemCode(error) ?? "");
}
// engine/triggers/refresh-desktop.ts
var run = promisify(execFile);
var patience = 2e4;
function desktopCache(data) {
	return path.join(data, "applications", "mimeinfo.cache");
}
async function exists(file) {
	return lstat(file).then(() => true, () => false);
}
async function refreshEntries(data, environment, signal) {
	const folder = path.dirname(desktopCache(data));
	const tool = await findProgram$1("update-desktop-database", environment["PATH"]);
	if (tool === null || !await isOwnFolder(data, folder)) return;
	const { PATH, HOME } = environment;
	try {
		await run(tool, [folder], {
			env: {
				PATH,
				HOME,
				LC_ALL: "C"
			},
			timeout: patience,
			signal
		});
	} catch {
		signal.throwIfAborted();
	}
}
async function removeDesktopCache(data) {
	if (await isOwnFolder(data, path.dirname(desktopCache(data)))) await unlinkIfThere(desktopCache(data));
}
async function refreshIcons(data, now) {
	const theme = path.join(data, "icons", "hicolor");
	if (await isOwnFolder(data, theme)) await utimes(theme, now, now);
}
async function isOwnFolder(data, folder) {
	const inside = path.join(path.relative(data, folder), "file");
	return await exists(folder) && await folderProblem(data, inside) === null;
}
// engine/triggers/settle-exports.ts
async function areExportsSettled(options) {
	const folders = await findPersonFolders(options.environment, userId());
	if (folders === null) return true;
	return (await readRecord(options.record)).settled === settledKey(options, folders);
}
async function settleExports(options, signal) {
	const folders = await findPersonFolders(options.environment, userId());
	if (folders === null) return {
		settled: false,
		written: [],
		removed: [],
		skipped: []
	};
	try {
		const before = await readRecord(options.record);
		const { wanted, unexported } = await wantedExports({
			...options,
			folders
		}, signal);
		const plan = await planExports({
			...options,
			folders,
			before,
			wanted
		}, signal);
		signal.throwIfAborted();
		const unreachable = unexported.map(({ file, ...rest }) => ({
			kind: "entry",
			path: file,
			...rest
		}));
		return reportOf(plan, await settle(options, {
			folders,
			before,
			plan,
			unreachable
		}, signal), unreachable);
	} catch (error) {
		throw await toDiskFailure(error, folders.data);
	}
}
async function settle(options, { folders, before, plan, unreachable }, signal) {
	const { steps, standing } = plan;
	const settled = settledKey(options, folders);
	if (steps.length === 0 && before.settled !== null) {
		const skipped = skippedOf(plan, new Map(), unreachable);
		await writeRecord(options.record, {
			...before,
			settled,
			exported: [...standing],
			skipped
		}, before);
		return new Map();
	}
	const intent = await intentOf({
		folders,
		before,
		plan
	});
	await writeRecord(options.record, intent, before);
	if (before.settled === null) await sweepTemporaries(plan.reachable);
	const refused = await carryOut(steps, folders, signal);
	const exported = [...standing, ...steps.flatMap((step) => recordOf(step, refused))];
	const hasEntries = exported.some(({ kind }) => kind === "entry");
	if (hasEntries) await refreshEntries(folders.data, options.environment, signal);
	else if (intent.caches.includes(desktopCache(folders.data))) await removeDesktopCache(folders.data);
	await refreshIcons(folders.data, options.now());
	const kept = await removeEmptied(intent.folders, folders);
	const caches = hasEntries ? intent.caches : [];
	const skipped = skippedOf(plan, refused, unreachable);
	await writeRecord(options.record, {
		format: 1,
		settled,
		exported,
		folders: kept,
		caches,
		skipped
	}, intent);
	return refused;
}
async function intentOf(now) {
	const { folders, before, plan } = now;
	const made = new Set(before.folders);
	for (const { wanted, file } of plan.steps) if (wanted !== null) for (const folder of await missingFolders(file)) made.add(folder);
	const cache = desktopCache(folders.data);
	const isNew = plan.steps.some(({ wanted }) => wanted?.kind === "entry") && !await exists(cache);
	return {
		format: 1,
		settled: null,
		exported: [...plan.standing, ...plan.steps.map(({ intended }) => intended)],
		folders: [...made].toSorted(),
		caches: [...new Set([...before.caches, ...isNew ? [cache] : []])],
		skipped: before.skipped
	};
}
async function carryOut(steps, folders, signal) {
	const refused = new Map();
	const attempt = async (step, work) => {
		if (refused.has(step)) return;
		signal.throwIfAborted();
		const reason = await work().catch((error) => {
			if (!isRefusal(error)) throw error;
			return "denied";
		});
		if (reason !== null) refused.set(step, reason);
	};
	for (const step of steps) await attempt(step, async () => stage(step));
	if (steps.some(({ wanted }) => wanted !== null && wanted.kind !== "command") && await exists(folders.data)) await syncFileSystem(folders.data);
	for (const step of steps) await attempt(step, async () => perform(step));
	for (const folder of new Set(steps.map(({ file }) => path.dirname(file)))) if (await exists(folder)) await syncFolder$1(folder);
	return refused;
}
async function stage({ file, wanted }) {
	if (wanted === null) return null;
	await mkdir(path.dirname(file), {
		recursive: true,
		mode: 448
	});
	await unlinkIfThere(temporaryOf(file));
	await stageFile(wanted);
	return null;
}
async function perform({ file, wanted, decision }) {
	if (wanted === null || decision === "remove") {
		await unlinkIfThere(file);
		return null;
	}
	return await placeStaged(wanted, decision) ? null : "foreign";
}
function recordOf({ wanted, intended }, refused) {
	if ([...refused.keys()].some((step) => step.intended === intended)) return [intended];
	return wanted === null ? [] : [{
		...intended,
		marks: [wanted.mark]
	}];
}
async function sweepTemporaries(files) {
	for (const file of files) await unlinkIfThere(temporaryOf(file));
}
async function removeEmptied(made, { data, bin }) {
	const kept = [];
	for (const folder of made.toReversed()) {
		const root = [data, bin].find((one) => folder === one || folder.startsWith(`${one}/`)) ?? folder;
		if (await folderProblem(root, path.join(path.relative(root, folder), "file")) !== null) continue;
		const code = await rmdir(folder).then(() => null, systemCode);
		if (code !== null && code !== "ENOENT" && code !== "ENOTDIR") kept.unshift(folder);
	}
	return kept;
}
function skippedOf(plan, refused, unreachable) {
	const late = [...refused].map(([{ what, file }, reason]) => ({
		...what,
		path: file,
		reason
	}));
	return [
		...plan.skipped,
		...late,
		...unreachable
	];
}
function reportOf(plan, refused, unreachable) {
	const done = plan.steps.filter((step) => !refused.has(step));
	return {
		settled: true,
		written: done.filter(({ wanted }) => wanted !== null).map(({ file }) => file),
		removed: done.filter(({ wanted }) => wanted === null).map(({ file }) => file),
		skipped: skippedOf(plan, refused, unreachable)
	};
}
function settledKey({ generation, launcher }, { data, bin }) {
	return canonicalJson({
		generation,
		launcher: [...launcher],
		data,
		bin
	});
}
function userId() {
	return process.getuid?.() ?? null;
}
// engine/operations/derived-files.ts
async function triggerOutputs(toolbox, before, after, signal) {
	const bare = [before, after].map(({ releases }) => ({
		releases,
		triggers: []
	}));
	if (!contentsWhereDifferent(toolbox, {
		holdings: bare,
		again: new Set()
	}).some(isWatched) && !declareAnything(toolbox, before, after)) return before.triggers.filter(({ id }) => !isScriptOutput(id));
	const { layout, environment } = toolbox;
	return (await runTriggers({
		store: layout.store,
		current: layout.current,
		files: wholeContent(layout, {
			releases: after.releases,
			triggers: []
		}),
		manifests: manifestsOf(toolbox, after),
		environment
	}, signal)).map(({ id, key, directory }) => ({
		id,
		key,
		directory
	}));
}
function isWatched(content) {
	return allTriggers.some((trigger) => trigger.jobs(content).length > 0);
}
function declareAnything(toolbox, before, after) {
	const digests = new Set(before.releases.map(({ manifest_sha256 }) => manifest_sha256));
	const staying = new Set(after.releases.flatMap((one) => digests.has(one.manifest_sha256) ? [one.manifest_sha256] : []));
	return [...before.releases, ...after.releases].filter(({ manifest_sha256 }) => !staying.has(manifest_sha256)).map(({ directory }) => readStoredManifest(toolbox.layout, directory)).some((manifest) => (manifest.alternatives ?? []).length + (manifest.conf_copies ?? []).length > 0);
}
function manifestsOf({ layout }, { releases }) {
	return releases.map(({ directory }) => readStoredManifest(layout, directory));
}
async function exportPrograms(toolbox, signal) {
	const { layout, environment, clock } = toolbox;
	const launcher = launcherOf(toolbox);
	if (launcher === null) return;
	const generation = currentGeneration(toolbox);
	const about = {
		generation,
		record: layout.exports,
		environment,
		launcher
	};
	try {
		if (await areExportsSettled(about)) return;
		const running = await readGeneration(layout, generation);
		const options = {
			...about,
			manifests: manifestsOf(toolbox, running),
			chosen: new Set(running.releases.flatMap((one) => one.chosen ? [one.name] : [])),
			content: wholeContent(layout, running),
			current: layout.current,
			now: () => new Date(clock.now())
		};
		await settleExports(options, signal);
	} catch (error) {
		if (failureOf(error) === null) throw error;
	}
}
async function areProgramsExported(toolbox) {
	const launcher = launcherOf(toolbox);
	if (launcher === null) return true;
	const { layout, environment } = toolbox;
	const generation = currentGeneration(toolbox);
	return areExportsSettled({
		generation,
		record: layout.exports,
		environment,
		launcher
	});
}
function ownWords({ places }) {
	const program = findProgram(import.meta.dirname);
	if (program === null) return null;
	return places.isChosen ? [
		program,
		"--data-dir",
		places.data
	] : [program];
}
function launcherOf(toolbox) {
	const wish = toolbox.environment["MULTIOS_EXPORTS"];
	return wish === "0" || toolbox.places.isChosen && wish !== "1" ? null : ownWords(toolbox);
}
function findProgram(start) {
	for (let folder = start;; folder = path.dirname(folder)) {
		const candidate = path.join(folder, "bin", "multios-pm");
		if (existsSync(candidate)) return candidate;
		if (folder === path.dirname(folder)) return null;
	}
}
// engine/operations/kept-rater.ts
function keptRater() {
	let rate = null;
	return {
		load: async () => {
			rate ??= rateWith((await import("./cvss-CpQnYtqo.js")).scoreVector);
		},
		rate: (advisory) => {
			if (rate === null) throw new Error("nobody waited for the calculator of scores");
			return rate(advisory);
		}
	};
}
// engine/operations/previewed-pictures.ts
var mostBytes = 67108864;
function previewedPictures() {
	const kept = new Map();
	function keep(name, picture) {
		kept.delete(name);
		kept.set(name, picture);
		let held = [...kept.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
		for (const [oldest, { bytes }] of kept) {
			if (held <= mostBytes) return;
			kept.delete(oldest);
			held -= bytes.length;
		}
	}
	return {
		keep,
		find: (name) => kept.get(name) ?? null
	};
}
// engine/operations/read-media.ts
async function readMedia(toolbox, file, signal) {
	const found = openedCatalog(toolbox).findMedia(file);
	if (found === null) return toolbox.previewed.find(file);
	const { repository, entry } = found;
	const cached = path.join(toolbox.layout.media, file);
	const kept = await readFile(cached).catch(() => null);
	if (kept !== null && isRight(kept, entry)) return {
		type: entry.type,
		bytes: kept
	};
	const offering = findRepository(toolbox.state, repository);
	if (offering === null) return null;
	const bytes = await fromAnyAddress(fileAddresses(toolbox, offering), async (base) => fetchMedia(toolbox, base, entry, signal), signal);
	if (!offering.url.startsWith("file:")) await writeDurably(cached, bytes);
	return {
		type: entry.type,
		bytes
	};
}
async function fetchMedia(toolbox, base, entry, signal) {
	const limit = Math.min(entry.size, limits.media);
	const refuse = (reason, cause) => new EngineError("trust/artifact", {
		file: entry.path,
		reason,
		detail: entry.sha256
	}, { cause });
	const bytes = await readBytes$1(toolbox.transport, resolveInside(base, entry.path), limit, signal).catch((error) => {
		throw error instanceof TooLong ? refuse("length", error) : error;
	});
	if (!isRight(bytes, entry)) throw refuse("hash");
	const pixels = pictureSize(bytes);
	if (pixels !== null && pixels.width * pixels.height > 16e6) throw refuse("content");
	return bytes;
}
function isRight(bytes, entry) {
	return bytes.length === entry.size && createHash("sha256").update(bytes).digest("hex") === entry.sha256;
}
// engine/state/file-index.ts
var schema = `
  CREATE TABLE release (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
  -- Every path of a release; fold is a hash of the folded path.
  CREATE TABLE file (
    path TEXT NOT NULL,
    release INTEGER NOT NULL,
    type INTEGER NOT NULL,
    fold INTEGER NOT NULL,
    PRIMARY KEY (path, release)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_of_release ON file (release);
  CREATE INDEX file_by_fold ON file (fold);
`;
var types = [
	"directory",
	"file",
	"symlink"
];
function openFileIndex(dataDirectory) {
	const file = path.join(dataDirectory, "files.db");
	const database = openOrMakeAgain(file);
	if (!database.memory) database.pragma("synchronous = NORMAL");
	const prepared = (sql) => database.prepare(sql);
	const [sharing, alike, owning, digests] = [
		sharingSql,
		alikeSql,
		owningSql,
		"SELECT digest FROM release"
	].map(prepared);
	const all = (statement, ...values) => undamaged(file, () => statement.all(...values));
	const insertRelease = database.prepare("INSERT OR IGNORE INTO release (digest, name) VALUES (?, ?)");
	const insertFile = database.prepare("INSERT INTO file (path, release, type, fold) VALUES (?, ?, ?, ?)");
	const add = (digest, { name, files }) => {
		const { lastInsertRowid: id, changes } = insertRelease.run(digest, name);
		if (changes === 0) return;
		for (const { path: place, type } of files) insertFile.run(place, id, types.indexOf(type), hashOf(collisionKey(place)));
	};
	return {
		know: (wanted, manifestOf) => {
			const known = new Set(all(digests).map(({ digest }) => digest));
			const missing = [...new Set(wanted)].filter((digest) => !known.has(digest));
			if (missing.length === 0) return;
			const manifests = missing.map((digest) => [digest, manifestOf(digest)]);
			undamaged(file, () => database.transaction(() => {
				for (const [digest, manifest] of manifests) add(digest, manifest);
			}).immediate());
		},
		keepOnly: (needed) => {
			const held = new Set(needed);
			const unneeded = all(digests).flatMap(({ digest }) => held.has(digest) ? [] : [digest]);
			if (unneeded.length > 0) undamaged(file, () => forgetAll(database, unneeded));
		},
		sharedWith: (digest) => all(sharing, digest).map(ownedOf),
		lookAlikes: (digest) => all(alike, digest).filter((row) => collisionKey(row.path) === collisionKey(row.own)).map((row) => ({
			...ownedOf(row),
			own: row.own
		})),
		ownersOf: (place) => all(owning, place).map(ownedOf).sort((a, b) => a.name < b.name ? -1 : 1),
		anyOwnerOf: (place, among) => undamaged(file, () => {
			for (const { digest } of owning.iterate(place)) if (among.has(digest)) return digest;
			return null;
		}),
		close: () => database.close()
	};
}
var sharingSql = `
  SELECT other.path, other.type, release.digest, release.name
  FROM release AS mine
  JOIN file AS own ON own.release = mine.id
  JOIN file AS other ON other.path = own.path AND other.release <> mine.id
  JOIN release ON release.id = other.release
  WHERE mine.digest = ? AND NOT (own.type = 0 AND other.type = 0)`;
var alikeSql = `
  SELECT own.path AS own, other.path, other.type, release.digest, release.name
  FROM release AS mine
  JOIN file AS own ON own.release = mine.id
  JOIN file AS other ON other.fold = own.fold AND other.path <> own.path AND other.release <> mine.id
  JOIN release ON release.id = other.release
  WHERE mine.digest = ?`;
var owningSql = `
  SELECT file.path, file.type, release.digest, release.name
  FROM file JOIN release ON release.id = file.release
  WHERE file.path = ?`;
function ownedOf({ path: place, type, digest, name }) {
	return {
		path: place,
		type: types[type],
		digest,
		name
	};
}
function forgetAll(database, digests) {
	const files = database.prepare("DELETE FROM file WHERE release = (SELECT id FROM release WHERE digest = ?)");
	const releases = database.prepare("DELETE FROM release WHERE digest = ?");
	database.transaction(() => {
		for (const digest of digests) {
			files.run(digest);
			releases.run(digest);
		}
	}).immediate();
}
function openOrMakeAgain(file) {
	try {
		return undamaged(file, () => openDatabase(file, [schema]));
	} catch (error) {
		if (failureOf(error)?.code !== "state/damaged") throw error;
		return openDatabase(file, [schema]);
	}
}
function undamaged(file, work) {
	try {
		return guarded(file, work);
	} catch (error) {
		if (failureOf(error)?.code === "state/damaged") for (const end of [
			"",
			"-wal",
			"-shm"
		]) rmSync(`${file}${end}`, { force: true });
		throw error;
	}
}
function hashOf(text) {
	let hash = 2166136261;
	for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
	return hash >>> 0;
}
// engine/config/watch-folder.ts
function watchFolder(folder, notice) {
	try {
		const watcher = watch(folder, { persistent: false }, (_event, file) => notice(file));
		watcher.on("error", () => watcher.close());
		return watcher;
	} catch (error) {
		if (![
			"ENOENT",
			"ENOTDIR",
			"EACCES",
			"ENOSPC",
			"EMFILE"
		].includes(systemCode(error) ?? "")) throw error;
		return null;
	}
}
// engine/config/watch-decisions.ts
var quiet$1 = 50;
function watchDecisions(administration, notice) {
	const decisions = decisionFolder(administration);
	const policy = path.basename(administration.file);
	let timer;
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(notice, quiet$1);
		timer.unref();
	};
	let inner = watchFolder(decisions, changed);
	const outer = watchFolder(path.dirname(administration.file), (file) => {
		if (file !== policy && file !== path.basename(decisions)) return;
		inner ??= watchFolder(decisions, changed);
		changed();
	});
	return () => {
		clearTimeout(timer);
		outer?.close();
		inner?.close();
	};
}
// engine/config/request-spool.ts
var longest = 32e3;
var mostRequests = 100;
var mostNames = 2e5;
var fileName = /^(\d{1,10})-[0-9a-f]{32}\.json$/;
function checkSpool({ folder, uid }) {
	const problem = folderProblem$1(folder, uid, true);
	if (problem !== null) throw new EngineError("policy/spool", {
		folder,
		problem
	});
}
function readSpool(spool, only) {
	checkSpool(spool);
	const { names, strange } = namesIn(spool.folder, only);
	const requests = [...names.values()].flatMap((theirs) => theirs.slice(0, 100)).flatMap((name) => readRequest(spool, path.basename(name, ".json")) ?? []);
	return {
		requests,
		ignored: [...names.values()].reduce((sum, theirs) => sum + theirs.length, 0) - requests.length + (only === null ? strange : 0)
	};
}
function namesIn(folder, only) {
	const names = new Map();
	let strange = 0;
	for (const name of listed(folder)) {
		const user = requestOwner(name);
		if (only !== null && user !== only) continue;
		if (user === null || ownerOf(path.join(folder, name)) !== user) strange += 1;
		else putWith(names, user, name);
	}
	return {
		names,
		strange
	};
}
function putWith(names, user, name) {
	const theirs = names.get(user);
	if (theirs === void 0) names.set(user, [name]);
	else theirs.push(name);
}
function requestOwner(name) {
	const [, number] = fileName.exec(name) ?? [];
	return number === void 0 ? null : Number(number);
}
function* listed(folder) {
	const directory = opendirSync(folder);
	try {
		for (let count = 0; count < mostNames; count += 1) {
			const entry = directory.readSync();
			if (entry === null) return;
			if (!entry.name.startsWith(".")) yield entry.name;
		}
		yield "more than are looked at";
	} finally {
		directory.closeSync();
	}
}
function readRequest({ folder }, id) {
	const file = readOwned(path.join(folder, `${id}.json`), longest);
	if (file === null || file.names !== 1) return null;
	const request = parseRequest(file.text);
	if (request === null || id !== idOf(file.uid, request)) return null;
	return {
		id,
		user: file.uid,
		request
	};
}
function parseRequest(text) {
	try {
		const parsed = safeParse(PolicyRequest, parseJsonStrict(text, { maxLength: longest }));
		return parsed.success ? parsed.output : null;
	} catch (error) {
		if (error instanceof JsonRefused) return null;
		throw error;
	}
}
function idOf(user, request) {
	return `${user}-${createHash("sha256").update(canonicalJson(request)).digest("hex").slice(0, 32)}`;
}
async function writeRequest(spool, user, request) {
	const mine = readSpool(spool, user);
	if (mine.requests.length + mine.ignored >= 100) throw new EngineError("policy/spool", {
		folder: spool.folder,
		problem: "full"
	});
	const id = idOf(user, request);
	const beginning = path.join(spool.folder, `.${id}.${randomBytes(8).toString("hex")}`);
	await changing(spool, () => {
		try {
			writeOwned(beginning, canonicalJson(request), 384);
			renameSync(beginning, path.join(spool.folder, `${id}.json`));
		} catch (error) {
			removeIfCan(beginning);
			throw error;
		}
		syncFolder(spool.folder);
	});
	return id;
}
async function dropRequest(spool, id) {
	await changing(spool, () => rmSync(path.join(spool.folder, `${id}.json`), { force: true }));
}
async function changing({ folder }, act) {
	try {
		await onDisk(folder, async () => act());
	} catch (error) {
		if (error instanceof EngineError && error.code === "disk/denied") throw new EngineError("policy/spool", {
			folder,
			problem: "closed"
		}, { cause: error });
		throw error;
	}
}
// engine/config/watch-requests.ts
var pause = 500;
function watchRequests({ folder }, only, notice) {
	let timer;
	const watcher = watchFolder(folder, (file) => {
		const user = requestOwner(file ?? "");
		if (user === null || only !== null && user !== only) return;
		timer ??= setTimeout(() => {
			timer = void 0;
			notice();
		}, pause);
		timer.unref();
	});
	return () => {
		clearTimeout(timer);
		watcher?.close();
	};
}
// engine/operations/policy-requests.ts
async function requestLeave(toolbox, { what, reason }) {
	const { wanted, refusal } = what.kind === "package" ? wantedPackage(toolbox, what) : wantedRepository(toolbox, what.address);
	const { decision, rule, reason: because, note } = refusal;
	const sha256 = ruleDigest(toolbox.policyLevels(), rule);
	if (decision === "allow" || sha256 === null) throw nothingToAsk(what, "allowed");
	const request = {
		format: 1,
		at: new Date(toolbox.clock.now()).toISOString(),
		wanted,
		rule: {
			decision,
			rule,
			reason: because,
			note,
			sha256
		},
		reason: reason ?? null
	};
	const spool = spoolOf(toolbox);
	if (spool === null) throw new EngineError("policy/spool", {
		folder: "",
		problem: "none"
	});
	const user = toolbox.person().uid;
	return viewOf(toolbox, {
		id: await writeRequest(spool, user, request),
		user,
		request
	}, void 0);
}
async function withdrawRequest(toolbox, { id }) {
	const spool = spoolOf(toolbox);
	const asked = spool === null ? null : readRequest(spool, id);
	if (spool === null || asked === null || asked.user !== toolbox.person().uid) throw new EngineError("policy/request-not-found", { id });
	const decision = toolbox.decisions().find((one) => one.id === id);
	if (decision !== void 0) throw decided(decision);
	const view = viewOf(toolbox, asked, void 0);
	await dropRequest(spool, id);
	return view;
}
function decided({ id, kind, by, at }) {
	return new EngineError("policy/decided", {
		id,
		kind,
		by,
		at
	});
}
function listRequests(toolbox) {
	const isAdministrator = mayDecide(toolbox);
	const mine = toolbox.person().uid;
	const spool = spoolOf(toolbox);
	const { requests, ignored } = spool === null ? {
		requests: [],
		ignored: 0
	} : readSpool(spool, isAdministrator ? null : mine);
	const decided = new Map(toolbox.decisions().map((decision) => [decision.id, decision]));
	const open = new Map(requests.map((request) => [request.id, request]));
	const all = [...open.values(), ...[...decided.values()].filter(({ id }) => !open.has(id))].filter(({ user }) => isAdministrator || user === mine);
	const nameOf = userNames();
	return {
		requests: all.map((one) => viewOf(toolbox, one, decided.get(one.id), nameOf)).toSorted((a, b) => a.at > b.at ? -1 : 1),
		isAdministrator,
		ignored
	};
}
function mayDecide({ person, administration }) {
	return person().uid === administration.uid;
}
function spoolOf(toolbox) {
	const folder = toolbox.policyLevels().find(({ owner }) => owner === "administrator")?.policy.requests;
	return folder === void 0 ? null : {
		folder,
		uid: toolbox.administration.uid
	};
}
function viewOf(toolbox, { id, user, request: { format: _, ...request } }, decision, nameOf = userNames()) {
	const said = {
		id,
		user: {
			uid: user,
			name: nameOf(user)
		},
		...request
	};
	if (decision !== void 0) return {
		...said,
		status: statusOf(decision, toolbox.clock.now())
	};
	return {
		...said,
		rule: blockingRule(toolbox, request.rule),
		status: { kind: "asked" }
	};
}
function blockingRule(toolbox, told) {
	const rule = ruleWithDigest(toolbox.policyLevels(), told.sha256);
	return rule === null ? told : {
		...told,
		...rule
	};
}
function statusOf(decision, now) {
	const { kind, at, by, until, reason } = decision;
	if (kind === "refused") return {
		kind,
		at,
		by,
		reason
	};
	return {
		kind: isInForce(decision, now) ? kind : "expired",
		at,
		by,
		until,
		reason
	};
}
function wantedPackage(toolbox, what) {
	const catalog = openedCatalog(toolbox);
	const judge = releaseJudge(toolbox);
	const offers = catalog.releasesOf(what.name).filter(({ repository, record }) => (what.version === void 0 || record.version === what.version) && (what.repository === void 0 || repository === what.repository));
	if (offers.length === 0) throw notFound(catalog, installedReleases(toolbox), what.name);
	const judged = offers.map((offer) => ({
		offer,
		refusal: refusalIn(judge?.judgeOffer(offer) ?? [])
	}));
	if (judge === null || judged.some(({ refusal }) => refusal === null)) throw nothingToAsk(what, "allowed");
	const refused = judged.flatMap(({ offer, refusal }) => refusal?.owner === "administrator" ? [{
		offer,
		refusal
	}] : []);
	const found = refused.find(({ refusal }) => refusal.decision === "ask") ?? refused[0];
	if (found === void 0) throw nothingToAsk(what, "own");
	return {
		wanted: packageOf(toolbox, found.offer, judge.sourceOf(found.offer)),
		refusal: found.refusal
	};
}
function packageOf({ state }, { repository, record }, { publisher, keys }) {
	const address = listRepositories(state).find(({ name }) => name === repository).url;
	const { name, version } = record;
	return {
		kind: "package",
		name,
		version,
		repository,
		address,
		publisher,
		keys: keys === null ? null : [...keys]
	};
}
function wantedRepository(toolbox, address) {
	const byRoot = toolbox.person().uid === 0;
	const refusal = refusalIn(judgeRepository(toolbox.policyLevels(), {
		address,
		isAdded: true,
		byRoot
	}));
	const what = {
		kind: "repository",
		address
	};
	if (refusal === null) throw nothingToAsk(what, "allowed");
	if (refusal.owner !== "administrator") throw nothingToAsk(what, "own");
	return {
		wanted: what,
		refusal
	};
}
function nothingToAsk(what, reason) {
	return new EngineError("policy/nothing-to-ask", {
		what: what.kind === "package" ? what.name : what.address,
		reason
	});
}
// engine/state/watch.ts
function watchState(state, dataDirectory, notice) {
	let known = fingerprint(state);
	let timer;
	const compare = () => {
		const now = fingerprint(state);
		const change = {
			generation: now.generation === known.generation ? null : Number(now.generation),
			repositories: now.repositories !== known.repositories
		};
		known = now;
		if (change.generation !== null || change.repositories) notice(change);
	};
	const watcher = watch(dataDirectory, { persistent: false }, (_event, file) => {
		if (file !== "state.db-wal" && file !== "state.db") return;
		clearTimeout(timer);
		timer = setTimeout(compare, quiet);
		timer.unref();
	});
	watcher.on("error", () => watcher.close());
	return () => {
		clearTimeout(timer);
		watcher.close();
	};
}
var quiet = 50;
function fingerprint(state) {
	const rows = state.all("SELECT name, enabled, priority, last_sync, problem FROM repository ORDER BY name");
	const repositories = JSON.stringify([rows, readStoredPolicy(state)]);
	return {
		generation: readSetting(state, "generation"),
		repositories
	};
}
// engine/watch-others.ts
function watchOthers(toolbox) {
	const { state, places, administration, announce } = toolbox;
	let requests = requestWatch(toolbox);
	const stops = [
		watchState(state, places.data, ({ generation, repositories }) => {
			if (generation !== null) announce({
				kind: "machine-changed",
				generation
			});
			if (repositories) announce({ kind: "catalog-changed" });
		}),
		watchDecisions(administration, () => {
			requests();
			requests = requestWatch(toolbox);
			announce({ kind: "catalog-changed" });
		}),
		() => requests()
	];
	return () => {
		for (const stop of stops) stop();
	};
}
function requestWatch(toolbox) {
	const spool = spoolIfTold(toolbox);
	if (spool === null) return () => void 0;
	const only = mayDecide(toolbox) ? null : toolbox.person().uid;
	return watchRequests(spool, only, () => toolbox.announce({ kind: "requests-changed" }));
}
function spoolIfTold(toolbox) {
	try {
		return spoolOf(toolbox);
	} catch (error) {
		if (error instanceof EngineError) return null;
		throw error;
	}
}
// engine/engine.ts
var defaultPatience = 1e4;
async function createEngine(options, ports = {}) {
	process.umask(process.getuid?.() === 0 ? 18 : process.umask() | 18);
	const listeners = new Set();
	const toolbox = await withFailures(() => openToolbox(options, ports, (event) => tellAll(listeners, event)));
	await withFailures(() => exportAtStart(toolbox));
	const programs = launcher(toolbox.layout, toolbox.environment, ownWords(toolbox));
	const table = handlers(toolbox, programs);
	const closing = new AbortController();
	const starter = prepareStarter(toolbox, options, closing.signal);
	starter.catch(() => void 0);
	let stopWatching = null;
	const changes = changeQueue(toolbox);
	async function run(name, input, call) {
		const parsed = parseInput(name, input);
		const { report = silent, signal } = call;
		return withFailures(async () => {
			await unlessAborted(starter, signal);
			const work = () => checkRole(toolbox, name).then(() => handle(table, name, parsed, {
				report,
				signal
			}));
			const deed = {
				name,
				input: parsed,
				signal
			};
			if (operations[name].kind === "reads") return tellingRefusals({
				toolbox,
				changes
			}, deed, work);
			const told = async () => (await witness()).witnessed(toolbox, deed, work);
			const tidies = options.tidies === true && name === "plan.apply";
			return changes.enter(told, {
				report,
				signal,
				tidies
			});
		}, signal).catch(puttingDamageAside(toolbox));
	}
	return {
		run,
		describe: describer(toolbox, starter),
		declined: tellDeclined(toolbox, changes),
		on: (listener) => {
			listeners.add(listener);
			stopWatching ??= watchOthers(toolbox);
			return () => listeners.delete(listener);
		},
		media: (file, signal) => withFailures(async () => readMedia(toolbox, file, signal), signal),
		runProgram: (name, args, runOptions, signal) => withFailures(async () => {
			await checkRole(toolbox, "package.launch");
			return programs.run(installedManifest(toolbox, name), args, runOptions, signal);
		}, signal),
		close: async () => {
			closing.abort(new Error("closing"));
			stopWatching?.();
			await Promise.allSettled([starter, changes.close()]);
			await programs.close();
			toolbox.pool.close();
			toolbox.catalog.close();
			toolbox.closeFiles();
			toolbox.state.close();
		}
	};
}
async function openToolbox(options, ports, announce) {
	const isRoot = process.getuid?.() === 0;
	const first = findPlaces({
		...options,
		isRoot
	});
	const config = await readConfig(first.configFile);
	const fromConfig = options.environment["MULTIOS_DATA_DIR"] ?? config.general.data_directory;
	const places = findPlaces({
		...options,
		dataDirectory: options.dataDirectory ?? fromConfig,
		isRoot
	});
	const layout = layoutOf(places.data);
	const state = openOwnState(places);
	const clock = ports.clock ?? systemClock;
	const administration = options.administration ?? systemAdministration;
	const catalog = openCatalog(places.data);
	const architecture = machineArchitecture();
	const files = keptOpen(() => openFileIndex(places.data));
	let recovery = null;
	const { command, environment } = options;
	if (await isUnsettled({
		layout,
		state
	})) recovery = await recoverAtStart({
		places,
		state,
		layout,
		files: files.open,
		clock,
		command,
		environment
	});
	return {
		places,
		layout,
		config,
		policyLevels: policyReader(administration, places, options.environment),
		administration,
		decisions: decisionReader(administration),
		person: ports.person ?? systemPerson,
		rater: keptRater(),
		previewed: previewedPictures(),
		state,
		catalog,
		files: files.open,
		closeFiles: files.close,
		askCatalog: inThread,
		pool: poolFile(catalog, {
			dataDirectory: places.data,
			architecture
		}),
		search: searchFile(catalog, {
			dataDirectory: places.data,
			architecture
		}),
		transport: ports.transport ?? systemTransport({ idleTimeout: config.general.download_timeout }),
		clock,
		architecture,
		environment: options.environment,
		command: options.command,
		lockPatience: options.lockPatience ?? defaultPatience,
		announce,
		recovered: () => recovery === null ? null : `${recovery.kind} ${recovery.generation}`
	};
}
function openOwnState({ data, isChosen }) {
	if (isChosen) checkDataPlace(data);
	const state = openState(data);
	if (isChosen) checkDataPlace(data);
	return state;
}
function describer(toolbox, starter) {
	return (name, input, signal) => withFailures(async () => {
		await unlessAborted(starter, signal);
		const { describeChange } = await import("./describe-change-K1ZCoyYW.js");
		return describeChange(toolbox, name, input, signal);
	}, signal);
}
function keptOpen(open) {
	let opened = null;
	return {
		open: () => opened ??= open(),
		close: () => opened?.close()
	};
}
async function prepareStarter(toolbox, options, signal) {
	if (options.starter === "none" || options.environment["MULTIOS_STARTER"] === "none") return;
	const assets = findStarterAssets(import.meta.dirname);
	if (assets === null || !needsStarter(toolbox, assets)) return;
	const make = async () => {
		if (!needsStarter(toolbox, assets)) return;
		const { addStarter } = await import("./starter-BB6qOQAQ.js");
		const { witnessedStarter } = await witness();
		await witnessedStarter(toolbox, () => addStarter(toolbox, assets, signal), signal);
	};
	await changing$2(patientWithStarter(toolbox), silent, make, signal).catch((error) => {
		if (!olderServes(toolbox, error)) throw error;
	});
}
var witness = () => import("./witness-CWi7hPZT.js");
async function handle(table, name, input, call) {
	call.signal.throwIfAborted();
	const handler = table[name];
	return handler(input, call);
}
async function withFailures(work, signal) {
	try {
		return await work();
	} catch (error) {
		if (signal?.aborted === true && isAbort(error, signal)) throw signal.reason;
		const known = error instanceof EngineError ? error : await diskFailureBehind(error);
		const failure = failureOf(known);
		if (failure === null) throw error;
		throw new OperationFailed(failure, { cause: error });
	}
}
function puttingDamageAside({ places }) {
	return (error) => {
		if (error instanceof OperationFailed) dropDamagedCatalog(error.failure, places.data);
		throw error;
	};
}
function tellAll(listeners, event) {
	for (const listener of listeners) listener(event);
}
var systemClock = {
	now: () => Date.now(),
	sleep: async (milliseconds, signal) => {
		await setTimeout$1(milliseconds, void 0, { signal }).catch((error) => {
			throw signal.aborted ? signal.reason : error;
		});
	}
};
function machineArchitecture() {
	return {
		x64: "x86_64",
		arm64: "arm64",
		riscv64: "riscv64"
	}[process.arch] ?? process.arch;
}
// engine/policy-requests.ts
var PolicyRequests = class {
	#opening;
	#signal;
	constructor(opening, signal) {
		this.#opening = opening;
		this.#signal = signal;
	}
	async ask(what, reason) {
		return this.#run("policy.request", {
			what,
			...reason === void 0 ? {} : { reason }
		});
	}
	async list() {
		return this.#run("policy.requests", {});
	}
	async withdraw(id) {
		return this.#run("policy.withdraw", { id });
	}
	async approve(id, said = {}) {
		return this.#run("policy.approve", {
			id,
			...said
		});
	}
	async refuse(id, reason) {
		return this.#run("policy.refuse", {
			id,
			reason
		});
	}
	async #run(name, input) {
		return (await this.#opening).run(name, input, { signal: this.#signal });
	}
};
// engine/package-manager.ts
var MultiOSPackageManager = class {
	#opening;
	#signal;
	requests;
	constructor(options = {}) {
		const { signal, environment, ...rest } = typeof options === "string" ? { dataDirectory: options } : options;
		this.#signal = signal ?? new AbortController().signal;
		this.#opening = createEngine({
			...rest,
			environment: environment ?? process.env,
			command: "MultiOSPackageManager"
		});
		this.requests = new PolicyRequests(this.#opening, this.#signal);
		this.#opening.catch(() => void 0);
	}
	async installPackages(packages, versions) {
		const wanted = packages.map((name, index) => {
			const version = versions?.[index];
			return version === void 0 ? { name } : {
				name,
				version
			};
		});
		return this.#change({
			kind: "install",
			packages: wanted,
			force: false
		});
	}
	async uninstallPackages(packages, purge = false) {
		return this.#change({
			kind: "remove",
			packages: [...packages],
			purge,
			force: false
		});
	}
	async updatePackages(packages) {
		return this.#change(packages === void 0 ? { kind: "update" } : {
			kind: "update",
			packages: [...packages]
		});
	}
	async downgradePackages(packages) {
		return this.#change({
			kind: "downgrade",
			packages: [...packages]
		});
	}
	async replacePackage(name, by) {
		return this.#change({
			kind: "replace",
			name,
			by
		});
	}
	async autoremove() {
		return this.#change({ kind: "autoremove" });
	}
	async repair() {
		return this.#change({ kind: "repair" });
	}
	async change(request, options = {}) {
		return this.#change(request, options);
	}
	async explainTrust(what) {
		return (await this.#opening).run("trust.explain", { what }, this.#call);
	}
	async getTrustedPublishers() {
		return (await this.#opening).run("publisher.trusted", {}, this.#call);
	}
	async trustPublisher(who, repository) {
		const input = repository === void 0 ? { who } : {
			who,
			repository
		};
		return (await this.#opening).run("publisher.trust", input, this.#call);
	}
	async distrustPublisher(who) {
		return (await this.#opening).run("publisher.distrust", { who }, this.#call);
	}
	async solveDependencies(request) {
		return (await this.#opening).run("dependency.solve", { request }, this.#call);
	}
	async whyInstalled(name) {
		return (await this.#opening).run("dependency.why", { name }, this.#call);
	}
	async whyNotInstalled(name, version) {
		const input = version === void 0 ? { name } : {
			name,
			version
		};
		return (await this.#opening).run("dependency.whyNot", input, this.#call);
	}
	async checkDependencies() {
		return (await this.#opening).run("dependency.check", {}, this.#call);
	}
	async getPolicy() {
		return (await this.#opening).run("policy.list", {}, this.#call);
	}
	async addRules(rules) {
		return (await this.#opening).run("policy.add", { rules: [...rules] }, this.#call);
	}
	async removeRules(rules) {
		return (await this.#opening).run("policy.remove", { rules: [...rules] }, this.#call);
	}
	async getEffectivePolicy() {
		return (await this.#opening).run("policy.show", {}, this.#call);
	}
	async explainPolicy(name) {
		return (await this.#opening).run("policy.explain", { name }, this.#call);
	}
	async rollbackTo(generation) {
		return this.#change({
			kind: "rollback",
			generation
		});
	}
	async rollbackPackage(name, version, backup = true) {
		return this.#change({
			kind: "rollback-package",
			name,
			version,
			backup
		});
	}
	async undo() {
		return this.#change({ kind: "undo" });
	}
	async searchPackages(query, limit = 50) {
		const input = {
			query,
			limit,
			description: true,
			tags: true
		};
		return (await (await this.#opening).run("catalog.search", input, this.#call)).packages;
	}
	async getInstalledPackages() {
		return (await this.#opening).run("package.installed", {}, this.#call);
	}
	async getPackageInfo(name) {
		try {
			return await (await this.#opening).run("package.info", { name }, this.#call);
		} catch (error) {
			if (error instanceof OperationFailed && error.failure.code === "package/not-found") return null;
			throw error;
		}
	}
	async getRepositories() {
		return (await this.#opening).run("repository.list", {}, this.#call);
	}
	async addRepository(name, url, options) {
		const { fingerprint, description = "", priority = 0, mirrors = [], openPgpKey } = options;
		return (await this.#opening).run("repository.add", {
			name,
			url,
			fingerprint,
			description,
			priority,
			mirrors: [...mirrors],
			...openPgpKey === void 0 ? {} : { openPgpKey }
		}, this.#call);
	}
	async setMirrors(name, mirrors) {
		return (await this.#opening).run("repository.configure", {
			name,
			mirrors: [...mirrors]
		}, this.#call);
	}
	async setRepositoryKey(name, openPgpKey, fingerprint) {
		return (await this.#opening).run("repository.setKey", {
			name,
			openPgpKey,
			fingerprint
		}, this.#call);
	}
	async removeRepository(name) {
		return (await this.#opening).run("repository.remove", { name }, this.#call);
	}
	async syncRepositories(force = false) {
		return (await this.#opening).run("repository.sync", { force }, this.#call);
	}
	async checkForUpdates() {
		return (await this.#opening).run("updates.list", {}, this.#call);
	}
	async verifyPackages(packages) {
		const input = packages === void 0 ? {} : { packages: [...packages] };
		return (await this.#opening).run("package.verify", input, this.#call);
	}
	async restorePackages(packages) {
		const input = packages === void 0 ? {} : { packages: [...packages] };
		return (await this.#opening).run("package.restore", input, this.#call);
	}
	async findOwners(path) {
		return (await this.#opening).run("package.owners", { path }, this.#call);
	}
	async getHistory() {
		return (await this.#opening).run("history.list", {}, this.#call);
	}
	async diffGenerations(from, to) {
		return (await this.#opening).run("history.diff", {
			from,
			to
		}, this.#call);
	}
	async cleanup(oldVersions = true, clearCache = false, orphaned = true, dryRun = false) {
		const input = {
			oldVersions,
			clearCache,
			orphaned,
			dryRun
		};
		return (await this.#opening).run("system.cleanup", input, this.#call);
	}
	async getStatus() {
		return (await this.#opening).run("system.status", {}, this.#call);
	}
	async getAuditLog(limit = 100, since) {
		const input = since === void 0 ? { limit } : {
			limit,
			since
		};
		return (await this.#opening).run("audit.list", input, this.#call);
	}
	async verifyAuditLog() {
		return (await this.#opening).run("audit.verify", {}, this.#call);
	}
	async close() {
		await (await this.#opening).close();
	}
	get #call() {
		return { signal: this.#signal };
	}
	async #change(request, leave = {}) {
		const engine = await this.#opening;
		const answer = await engine.run("plan.make", { request }, this.#call);
		switch (answer.kind) {
			case "nothing": return null;
			case "unsolvable": throw new OperationFailed({
				code: "plan/unsolvable",
				facts: { explanation: answer.explanation }
			});
			case "plan": return engine.run("plan.apply", {
				request,
				digest: answer.plan.digest,
				...leave
			}, this.#call);
		}
	}
};
export { sameOffer as $, count as $n, isConfiguration as $t, planWithDraft as A, jsonDocument as An, refused$1 as At, forget as B, riskLines as Bn, wholeContent as Bt, listProblem as C, recordTrust as Cn, parseFileUrl as Cr, trustedSigners as Ct, namesIn$1 as D, multiosPm as Dn, findEvidence as Dt, bytesOnDisk as E, start as En, withSuccessors as Et, comparePaths as F, checkUpdates as Fn, isRefusal$1 as Ft, metadataAddresses as G, bold as Gn, editedConfiguration as Gt, advisoryFreshness as H, urgencyWords as Hn, isInStore as Ht, toleratingDamage as I, list as In, silent as It, raterFor as J, inline as Jn, isUnfinished as Jt, mirrorsOf as K, dim as Kn, recordedGenerations as Kt, fetchManifest as L, search as Ln, commit as Lt, decisiveOf as M, algorithms as Mn, findProgram$1 as Mt, scriptsOf as N, publicKeyFrom as Nn, findPlaces as Nt, unsharedBytes as O, oneOf as On, putEvidence as Ot, workingSandbox as P, readPublicKey as Pn, writeDecision as Pt, summarizer as Q, closed as Qn, currentTree as Qt, fromAnyAddress as R, advisoryTitle as Rn, settle$1 as Rt, listPath as S, recordRoot as Sn, systemTransport as Sr, checkTrusted as St, wholeOutput as T, writeSetting as Tn, resolveInside as Tr, signSuccession as Tt, staleAdvisories as U, facts as Un, isWhole$1 as Ut, viewOf$1 as V, sourceLines as Vn, addToStore as Vt, fileAddresses as W, table as Wn, readStoredManifest as Wt, findOwners as X, red as Xn, prepareTree as Xt, keepGeneration as Y, paragraphs as Yn, distrustRunningTree as Yt, fetchArtifact as Z, yellow as Zn, switchTo as Zt, readRecord as _, insertRepository as _n, AuditEntry as _r, notFound as _t, listRequests as a, runningGeneration$1 as an, sentence as ar, advisoriesByName as at, triggerKey as b, recordOpenPgp as bn, readBytes$1 as br, starterStamp as bt, spoolOf as c, readGeneration as cn, Refusal as cr, repairedBy as ct, dropRequest as d, writeDurably as dn, visible as dr, isInForce as dt, busyTrees as en, day$1 as er, blockedTeller as et, readRequest as f, emptyGeneration as fn, consentFor as fr, judge as ft, triggerOutputs as g, getRepository as gn, AuditCheckpoint as gr, goesBack as gt, ownWords as h, findRepository as hn, licenseKind as hr, expectedSigners as ht, decided as i, refreshCatalogFiles as in, moment as ir, ruleWithDigest as it, checkScriptsMayRun as j, Interrupted as jn, verdictOf as jt, makePlan as k, wholeNumber as kn, releaseOfArtifact as kt, viewOf as l, writeGeneration as ln, failureIn as lr, compareUrgency as lt, exportPrograms as m, scriptOutputId as mn, operations as mr, checkConsents as mt, createEngine as n, installedReleases as nn, imports as nr, checkedPlan as nt, mayDecide as o, generationFile as on, shellWord$1 as or, advisoriesOf as ot, areProgramsExported as p, isScriptOutput as pn, isOperationName as pr, namesOf$1 as pt, checkAddress as q, green as qn, behindTheSwitch as qt, blockingRule as r, openedCatalog as rn, listed$2 as rr, unmanaged as rt, requestLeave as s, keptGenerations as sn, size as sr, judged as st, MultiOSPackageManager as t, currentGeneration as tn, fingerprint$1 as tr, newerReleases as tt, withdrawRequest as u, syncFolder$1 as un, usage as ur, urgencyOf as ut, runTriggers as v, listRepositories as vn, OperationFailed as vr, notOffered as vt, placeOutputs as w, deleteSetting as wn, parseRepositoryUrl as wr, isSaid as wt, finishOutput as x, recordProblem as xn, limits as xr, engineVersion as xt, triggerDirectory as y, recordKey as yn, TooLong as yr, starterName as yt, configureRepository as z, publishersLines as zn, treeChange as zt };

//# sourceMappingURL=engine-CW36T4mF.js.map