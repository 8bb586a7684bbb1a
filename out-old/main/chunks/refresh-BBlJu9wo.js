import { Ln as JsonRefused, Lr as is, Rn as parseJsonStrict, Rr as isoTimestamp, Zn as signedAtField, ci as string, ti as pipe, vi as onDisk, xi as EngineError } from "./shared-DyOnH0nz.js";
import { n as findAdvisories, o as findTarget } from "./advisories-RSNCQSrl.js";
import { br as readBytes, xr as limits, yr as TooLong } from "./engine-CW36T4mF.js";
import { a as checkKeys, i as parseRoot, t as findPublishers } from "./publishers-CPJGVVuv.js";
import { createRequire } from "node:module";
import path from "node:path";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { Updater } from "tuf-js";
import { Metadata, MetadataKind } from "@tufjs/models";
import { createHash } from "node:crypto";
// engine/trust/classify.ts
var patterns = [
	[/^length:|Max length/, "length"],
	[/^key:/, "key"],
	[/expired/i, "expired"],
	[/signed by|signature|verify/i, "signature"],
	[/less than|Missing file/i, "rollback"],
	[/version/i, "version"],
	[/hash|length/i, "hash"],
	[/missing|Missing|404|403/, "missing"]
];
function asTrustFailure(error, repository, last) {
	const cause = last.failure instanceof Error ? last.failure : error;
	if (cause instanceof EngineError || !(cause instanceof Error)) return cause;
	const file = `metadata/${last.url.split("/").at(-1) ?? ""}`;
	const { cause: deeper } = cause;
	if (deeper instanceof EngineError && deeper.code === "network/status") {
		const { status } = deeper.facts;
		if (status !== 404 && status !== 403) return deeper;
		return new EngineError("trust/metadata", {
			repository,
			file,
			reason: "missing",
			detail: ""
		}, { cause: error });
	}
	const facts = {
		repository,
		file,
		reason: reasonOf(cause),
		detail: cause.message
	};
	return new EngineError("trust/metadata", facts, { cause: error });
}
function reasonOf(error) {
	if (error instanceof SyntaxError || error instanceof JsonRefused) return "format";
	return patterns.find(([pattern]) => pattern.test(error.message))?.[1] ?? "format";
}
// engine/trust/delegations.ts
function checkDelegations(json) {
	const { signed } = Object(json);
	const { _type: type, delegations } = Object(signed);
	if (type !== "targets" || delegations === void 0) return;
	const { keys = {}, roles = {}, succinctRoles } = Metadata.fromJSON(MetadataKind.Targets, {
		signed: {
			...signed,
			targets: {}
		},
		signatures: []
	}).signed.delegations ?? {};
	checkKeys({
		keys,
		roles: succinctRoles === void 0 ? roles : {
			...roles,
			bins: succinctRoles
		}
	});
}
// engine/trust/fetcher.ts
var { DownloadHTTPError } = createRequire(import.meta.url)("tuf-js/dist/error");
var rootFile = /\/\d+\.root\.json$/;
function watchedFetcher(transport, signal) {
	let url = "";
	let failure = null;
	async function downloadBytes(address, limit) {
		url = address;
		failure = null;
		try {
			const most = Math.min(limit, limits.targets);
			const bytes = Buffer.from(await readBytes(transport, address, most, signal));
			checkDelegations(parseJsonStrict(bytes.toString("utf8")));
			if (rootFile.test(address)) parseRoot(bytes);
			return bytes;
		} catch (error) {
			throw failure = translate(error);
		}
	}
	return {
		downloadBytes,
		downloadFile: () => Promise.reject(new Error("targets are not fetched through tuf-js")),
		last: () => ({
			url,
			failure
		})
	};
}
function translate(error) {
	if (error instanceof TooLong) return new Error("length: longer than allowed", { cause: error });
	if (error instanceof EngineError && error.code === "network/status") {
		const { status } = error.facts;
		return Object.assign(new DownloadHTTPError("missing", status), { cause: error });
	}
	return error;
}
// engine/trust/rotation.ts
async function newerRoot(cache, marks, before) {
	const trustedRoot = await readFile(path.join(cache, "root.json"));
	const root = parseRoot(trustedRoot).signed;
	if (root.version <= before.version) return null;
	const kept = marksAfterRotation(marks, before, root);
	return {
		trustedRoot,
		root,
		marks: kept === null ? null : {
			...kept,
			...rootMarks(root)
		}
	};
}
async function forgetRotated(cache, before, after) {
	if (!isRotated(before, after, ["timestamp", "snapshot"])) return false;
	for (const role of ["timestamp", "snapshot"]) await rm(path.join(cache, `${role}.json`), { force: true });
	return true;
}
function marksAfterRotation(marks, before, after) {
	if (marks === null) return null;
	return {
		...marks,
		...isRotated(before, after, ["timestamp", "snapshot"]) ? {
			timestampVersion: 0,
			snapshotVersion: 0
		} : {},
		...isRotated(before, after, ["snapshot", "targets"]) ? withoutTargets(marks) : {}
	};
}
function withoutTargets({ advisories, releasesVersion }) {
	return {
		targetsVersion: 0,
		...releasesVersion === void 0 ? {} : { releasesVersion: 0 },
		advisories: advisories === null ? null : {
			...advisories,
			version: 0
		}
	};
}
function rootMarks(root) {
	return {
		rootVersion: root.version,
		rootExpires: root.expires,
		rootKeys: root.roles["root"]?.keyIDs.length ?? 0,
		rootThreshold: root.roles["root"]?.threshold ?? 0
	};
}
function isRotated(before, after, roles) {
	return roles.some((role) => keysOf(before, role) !== keysOf(after, role));
}
function keysOf(root, role) {
	return (root.roles[role]?.keyIDs ?? []).toSorted().join(" ");
}
// engine/trust/marks.ts
var Moment = pipe(string(), isoTimestamp());
async function readMarks(folder, now) {
	const trustedRoot = await readFile(path.join(folder, "root.json"));
	const root = parseRoot(trustedRoot).signed;
	const [timestamp, snapshot, targets] = await Promise.all([
		"timestamp",
		"snapshot",
		"targets"
	].map((role) => readSigned(path.join(folder, `${role}.json`))));
	const { [signedAtField]: signedAt } = timestamp;
	return {
		marks: {
			...rootMarks(root),
			timestampVersion: timestamp.version,
			snapshotVersion: snapshot.version,
			targetsVersion: targets.version,
			snapshotSha256: snapshot.sha256,
			validUntil: earliest([
				timestamp.expires,
				snapshot.expires,
				targets.expires
			]),
			...is(Moment, signedAt) ? { signedAt } : {},
			seenAt: new Date(now).toISOString()
		},
		trustedRoot
	};
}
function checkMarks({ repository, marks: before, now }, after) {
	const refuse = (file, reason, detail) => new EngineError("trust/metadata", {
		repository,
		file,
		reason,
		detail
	});
	if (before !== null) {
		const rows = [
			[
				"metadata/root.json",
				before.rootVersion,
				after.rootVersion
			],
			[
				"metadata/timestamp.json",
				before.timestampVersion,
				after.timestampVersion
			],
			[
				"metadata/snapshot.json",
				before.snapshotVersion,
				after.snapshotVersion
			],
			[
				"metadata/targets.json",
				before.targetsVersion,
				after.targetsVersion
			]
		];
		for (const [file, seen, offered] of rows) if (offered < seen) throw refuse(file, "rollback", `version ${offered}, after version ${seen} was seen`);
	}
	const floor = Math.max(now, before === null ? 0 : Date.parse(before.seenAt));
	const ends = [["metadata/root.json", after.rootExpires], ["metadata/timestamp.json", after.validUntil]];
	for (const [file, end] of ends) if (Date.parse(end) <= floor) throw refuse(file, "expired", end);
}
function earliest(times) {
	return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
}
async function readSigned(file) {
	const bytes = await readFile(file);
	const { signed } = JSON.parse(bytes.toString("utf8"));
	return {
		...signed,
		sha256: createHash("sha256").update(bytes).digest("hex")
	};
}
// engine/trust/refresh.ts
async function refreshMetadata(transport, input, signal) {
	const work = `${input.cache}.new-${process.pid}`;
	return onDisk(input.cache, async () => {
		try {
			await copyCache(input, work);
			const before = parseRoot(input.trustedRoot).signed;
			const fetcher = watchedFetcher(transport, signal);
			return await refreshIn(work, {
				input,
				before,
				fetcher
			}, signal);
		} finally {
			await rm(work, {
				recursive: true,
				force: true
			});
		}
	});
}
async function refreshIn(work, refresh, signal) {
	const { input, before, fetcher } = refresh;
	const named = async (act) => act().catch((error) => {
		signal.throwIfAborted();
		throw asTrustFailure(error, input.repository, fetcher.last());
	});
	const updater = await keeping(work, input.cache, async () => {
		try {
			return await named(async () => walkTwice(work, refresh));
		} finally {
			await keepRoot(work, input, before);
		}
	});
	const seen = Math.max(input.now, Date.parse(input.marks?.seenAt ?? "") || 0);
	const { marks, trustedRoot } = await readMarks(work, seen);
	const root = parseRoot(trustedRoot).signed;
	const kept = marksAfterRotation(input.marks, before, root);
	checkMarks({
		...input,
		marks: kept
	}, marks);
	const old = kept?.advisories ?? null;
	const targets = await keeping(work, input.cache, () => named(() => lookUp(updater, root, input)));
	const { publishers, ...delegated } = await publishersOf(work, {
		...input,
		marks: kept
	}, seen);
	const advisories = await keeping(work, input.cache, async () => {
		if (input.advisories === void 0) return { kind: "none" };
		return findAdvisories(updater, placeOf(input, root), {
			work,
			name: input.advisories,
			before: old,
			floor: seen,
			asFailure: (error) => {
				signal.throwIfAborted();
				return asTrustFailure(error, input.repository, fetcher.last());
			}
		});
	});
	await replace(work, input.cache);
	const validUntil = earliest([marks.validUntil, delegated.validUntil ?? marks.validUntil]);
	return {
		trustedRoot,
		marks: {
			...marks,
			...delegated.marks,
			validUntil,
			advisories: old
		},
		targets,
		publishers,
		advisories
	};
}
async function publishersOf(work, { repository, index, marks: before }, floor) {
	if (index === void 0) return {
		publishers: null,
		marks: {},
		validUntil: null
	};
	return findPublishers({
		repository,
		work,
		index,
		before,
		floor
	});
}
function placeOf({ repository, targets }, root) {
	return {
		repository,
		targets,
		consistent: root.consistentSnapshot
	};
}
async function copyCache(input, work) {
	await rm(work, {
		recursive: true,
		force: true
	});
	await mkdir(work, {
		recursive: true,
		mode: 448
	});
	await cp(input.cache, work, { recursive: true }).catch((error) => {
		if (error.code !== "ENOENT") throw error;
	});
	await writeFile(path.join(work, "root.json"), input.trustedRoot);
}
async function keeping(work, cache, act) {
	try {
		return await act();
	} catch (error) {
		await replace(work, cache);
		throw error;
	}
}
async function replace(work, cache) {
	await rm(cache, {
		recursive: true,
		force: true
	});
	await rename(work, cache);
}
async function keepRoot(work, input, before) {
	const newer = await newerRoot(work, input.marks, before);
	if (newer === null) return;
	input.keepRoot(newer);
	await forgetRotated(input.cache, before, newer.root);
}
async function walkTwice(work, refresh) {
	const { input, before } = refresh;
	try {
		return await walk(work, refresh);
	} catch (error) {
		const newer = await newerRoot(work, input.marks, before);
		if (newer !== null && await forgetRotated(work, before, newer.root)) return walk(work, refresh);
		throw error;
	}
}
async function walk(work, { input, fetcher }) {
	const updater = new Updater({
		metadataDir: work,
		metadataBaseUrl: input.metadata,
		fetcher,
		config: {
			maxRootRotations: 512,
			rootMaxLength: limits.root,
			timestampMaxLength: limits.timestamp,
			snapshotMaxLength: limits.snapshot,
			targetsMaxLength: limits.targets
		}
	});
	await updater.refresh();
	return updater;
}
async function lookUp(updater, root, input) {
	const place = placeOf(input, root);
	const found = new Map();
	for (const name of input.wanted) {
		const target = await findTarget(updater, place, name);
		if (target !== null) found.set(name, target);
	}
	return found;
}
export { refreshMetadata as t };

//# sourceMappingURL=refresh-BBlJu9wo.js.map