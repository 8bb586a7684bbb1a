import { Bn as canonicalJson, Cn as publisherProblem, Dt as inThread, Et as digestsIn, Ft as readIndex, Ht as packBlocks, It as writtenRecord, Jn as indexProblem, Jt as maintainerName, Kt as findUngranted, Nt as replaceReleases, Pt as UnreadableIndex, Qr as parse, Rn as parseJsonStrict, Rt as rowsOf, St as storedAdvisories, Vt as linesOf, ln as guarded, vn as knownPublishers, xt as replaceAdvisories, zt as forgetBlocks } from "./shared-DyOnH0nz.js";
import { l as AdvisoryFile, o as releaseId, t as IndexDelta } from "./index-delta-e_X-8AnU.js";
import { r as recordChange } from "./change-log-CIaqeYcY.js";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
// engine/catalog/follow-delta.ts
var Astray = class extends Error {};
function followDelta(catalog, followed) {
	return guarded(catalog.name, () => {
		try {
			catalog.transaction(() => follow(catalog, followed)).immediate();
			return true;
		} catch (error) {
			forgetBlocks(catalog);
			if (error instanceof Astray) return false;
			throw error;
		}
	});
}
function follow(catalog, { repository, delta, indexSha256, advisories }) {
	const before = aboutOf(catalog, repository);
	if (before === null || digestsIn(before.digest).index !== delta.from) throw new Astray();
	const rows = rowsOf(catalog, repository);
	rows.takeArt(before.about);
	const names = namesToChange(catalog, repository, {
		delta,
		about: before.about
	});
	const gone = changeReleases(rows, delta, names);
	rows.addArt(delta);
	rows.finish();
	packBlocks(catalog, repository);
	rows.describe({
		index: delta,
		indexSha256,
		advisories
	});
	recordChange(catalog, {
		repository,
		names: [...names],
		gone
	}, delta);
	if (digestOfRecords(catalog, repository) !== delta.records_sha256) throw new Astray();
}
function changeReleases(rows, delta, names) {
	const before = [];
	const gone = new Set(delta.removed.map(keyOf));
	const news = Map.groupBy(delta.packages, ({ name }) => name);
	const isUngranted = delta.publishers.some(({ granted }) => granted !== void 0) ? findUngranted(delta.publishers) : () => false;
	for (const name of names) {
		const fresh = (news.get(name) ?? []).map(writtenRecord);
		const replaced = new Set(fresh.map(({ record }) => keyOf(releaseId(record))));
		const known = rows.take(name);
		before.push(...known.map(({ record }) => record));
		const releases = [...known.filter(({ record }) => {
			const key = keyOf(releaseId(record));
			return !gone.has(key) && !replaced.has(key);
		}), ...fresh];
		if (indexProblem({ packages: releases.map(({ record }) => record) }) !== null) throw new Astray();
		if (releases.some(({ record }) => isUngranted(record))) throw new Astray();
		rows.add(releases, delta.publishers);
	}
	return before;
}
function namesToChange(catalog, repository, { delta, about }) {
	if (isNoLess(delta.publishers, about.publishers)) return new Set([...delta.removed.map(([name]) => name), ...delta.packages.map(({ name }) => name)]);
	const known = catalog.prepare("SELECT DISTINCT name FROM release WHERE repository = ?").pluck().all(repository);
	return new Set([...known, ...delta.packages.map(({ name }) => name)]);
}
function isNoLess(after, before) {
	const grants = new Map(after.map(({ name, granted }) => [name, granted]));
	return canonicalJson(before.map(withoutGrants)) === canonicalJson(after.map(withoutGrants)) && before.every(({ name, granted }) => {
		const now = new Set(grants.get(name)?.names);
		return granted === void 0 === (grants.get(name) === void 0) && isWithin(granted?.names, now);
	});
}
function isWithin(names = [], others) {
	return names.every((name) => others.has(name));
}
function withoutGrants({ granted: _granted, ...publisher }) {
	return publisher;
}
function aboutOf(catalog, repository) {
	const row = catalog.prepare("SELECT index_sha256, about FROM source WHERE repository = ?").get(repository);
	if (row === void 0) return null;
	return {
		digest: row.index_sha256,
		about: JSON.parse(row.about)
	};
}
function digestOfRecords(catalog, repository) {
	const hash = createHash("sha256");
	const places = catalog.prepare(`SELECT block, start, length FROM release WHERE repository = ? ORDER BY name, version, architecture`).all(repository);
	for (const lines of linesOf(catalog, places)) hash.update(lines);
	return hash.digest("hex");
}
function keyOf(id) {
	return id.join(" ");
}
// engine/catalog/unpacked-file.ts
var leastPiece = 65536;
var lengthBytes = 4;
function unpackedFile({ bytes, most }) {
	const chunkSize = Math.max(leastPiece, Math.min(most, toldLength(bytes)) + 1);
	return gunzipSync(bytes, {
		maxOutputLength: most,
		chunkSize
	});
}
function toldLength({ buffer, byteOffset, byteLength }) {
	if (byteLength < lengthBytes) return 0;
	return new DataView(buffer, byteOffset + byteLength - lengthBytes).getUint32(0, true);
}
// engine/catalog/load-source.ts
var smallIndex = 1e5;
var fewReleases = 2e3;
async function bringSource(catalog, source, signal, ask = inThread) {
	signal.throwIfAborted();
	if (catalog.memory || source.index.bytes.length <= smallIndex) return loadSource(catalog, source);
	return ask({
		kind: "source",
		database: catalog.name,
		source
	}, signal);
}
async function bringDelta(catalog, job, signal, ask = inThread) {
	signal.throwIfAborted();
	if (catalog.memory || isSmall(catalog)) return loadDelta(catalog, job);
	return ask({
		kind: "delta",
		database: catalog.name,
		job
	}, signal);
}
async function bringAdvisories(catalog, job, signal, ask = inThread) {
	signal.throwIfAborted();
	const { advisories } = job;
	const isSmallFile = advisories === null || advisories === "as before" || advisories.bytes.length <= smallIndex;
	if (catalog.memory || isSmallFile) return loadAdvisories(catalog, job);
	return ask({
		kind: "advisories",
		database: catalog.name,
		job
	}, signal);
}
function isSmall(catalog) {
	return (catalog.prepare("SELECT max(id) FROM release").pluck().get() ?? 0) <= fewReleases;
}
function loadAdvisories(catalog, job) {
	const advisories = advisoriesOf(catalog, job);
	replaceAdvisories(catalog, job.repository, advisories);
	return {
		kind: "brought",
		advisories: advisories.unreadable
	};
}
function loadDelta(catalog, job) {
	const read = unpacked(job.delta, IndexDelta);
	if (read.kind === "unreadable" || read.value.from !== job.from || read.value.to !== job.to) return { kind: "astray" };
	const { publishers } = read.value;
	const { delegations } = job;
	if (delegations !== null && publisherProblem(publishers, delegations) !== null) return { kind: "astray" };
	const advisories = advisoriesOf(catalog, job);
	return followDelta(catalog, {
		repository: job.repository,
		indexSha256: `${job.to} ${advisories.digest}`,
		advisories: advisories.file,
		delta: {
			...read.value,
			publishers: knownPublishers(publishers, delegations)
		}
	}) ? {
		kind: "brought",
		advisories: advisories.unreadable
	} : { kind: "astray" };
}
function loadSource(catalog, source) {
	const index = readable(source.index, readIndex);
	if (index.kind === "unreadable") return {
		kind: "unreadable",
		index: index.file
	};
	const { about, releases } = index.value;
	const publishers = knownPublishers(about.publishers, source.delegations);
	const detail = undelegatedIn(index.value, {
		publishers,
		delegations: source.delegations
	});
	if (detail !== null) return {
		kind: "undelegated",
		index: {
			file: source.index.name,
			detail
		}
	};
	const advisories = advisoriesOf(catalog, source);
	try {
		replaceReleases(catalog, {
			repository: source.repository,
			indexSha256: `${source.index.digest} ${advisories.digest}`,
			index: {
				...about,
				publishers
			},
			advisories: advisories.file
		}, releases);
	} catch (error) {
		if (!(error instanceof UnreadableIndex)) throw error;
		return {
			kind: "unreadable",
			index: {
				file: source.index.name,
				detail: error.message
			}
		};
	}
	return {
		kind: "brought",
		advisories: advisories.unreadable
	};
}
function undelegatedIn({ about, releases }, { publishers, delegations }) {
	if (delegations === null) return null;
	const isUngranted = findUngranted(publishers);
	const stray = releases.find(({ record }) => isUngranted(record))?.record;
	const release = stray === void 0 ? null : `${stray.name}, ${maintainerName(stray.maintainer)}`;
	return publisherProblem(about.publishers, delegations) ?? release;
}
function advisoriesOf(catalog, { repository, advisories }) {
	if (advisories === null) return {
		digest: "",
		file: {
			format: 1,
			advisories: []
		},
		unreadable: null
	};
	const read = advisories === "as before" ? null : unpacked(advisories, AdvisoryFile);
	if (advisories !== "as before" && read?.kind === "readable") return {
		digest: advisories.digest,
		file: read.value,
		unreadable: null
	};
	const unreadable = read?.kind === "unreadable" ? read.file : null;
	return {
		...storedAdvisories(catalog, repository),
		unreadable
	};
}
function unpacked(file, schema) {
	return readable(file, (bytes) => parse(schema, parseJsonStrict(bytes.toString("utf8")), { abortEarly: true }));
}
function readable(file, read) {
	try {
		return {
			kind: "readable",
			value: read(unpackedFile(file))
		};
	} catch (error) {
		const detail = error instanceof Error ? error.message : "";
		return {
			kind: "unreadable",
			file: {
				file: file.name,
				detail
			}
		};
	}
}
export { loadDelta as a, loadAdvisories as i, bringDelta as n, loadSource as o, bringSource as r, bringAdvisories as t };

//# sourceMappingURL=load-source-CiVHSW92.js.map