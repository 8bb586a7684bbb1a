import { Bn as canonicalJson, Cn as publisherProblem, Ot as withOneThread, Si as failureOf, Yn as indexTarget, a as mapConcurrently, bn as narrowedPublishers, ln as guarded, qn as advisoriesTarget, vi as onDisk, vn as knownPublishers, xi as EngineError } from "./shared-DyOnH0nz.js";
import { n as bringDelta, r as bringSource, t as bringAdvisories } from "./load-source-CiVHSW92.js";
import { Cn as recordTrust, G as metadataAddresses, H as advisoryFreshness, R as fromAnyAddress, Sn as recordRoot, Z as fetchArtifact, gn as getRepository, in as refreshCatalogFiles, rn as openedCatalog, vn as listRepositories, xn as recordProblem, xr as limits } from "./engine-CW36T4mF.js";
import { a as deltaTarget } from "./index-delta-e_X-8AnU.js";
import { t as refreshMetadata } from "./refresh-BBlJu9wo.js";
import { a as fetchTarget, i as differingHash, r as checkLength, s as refusal } from "./advisories-RSNCQSrl.js";
import path from "node:path";
import { readFile, rm } from "node:fs/promises";
// engine/catalog/narrow-publishers.ts
function narrowPublishers(catalog, repository, delegations) {
	const read = catalog.prepare("SELECT about FROM source WHERE repository = ?").pluck();
	const write = catalog.prepare("UPDATE source SET about = ? WHERE repository = ?");
	const narrow = catalog.transaction(() => {
		const text = read.get(repository);
		if (text === void 0) return;
		const about = JSON.parse(text);
		const publishers = narrowedPublishers(about.publishers, delegations);
		write.run(JSON.stringify({
			...about,
			publishers
		}), repository);
	});
	guarded(catalog.name, () => narrow.immediate());
}
// engine/trust/fetch-resumed.ts
var large = 262144;
function isResumable({ url, length, hashes }) {
	return length >= large && !url.startsWith("file:") && hashes[0]?.algorithm === "sha256";
}
async function fetchResumed(transport, { repository, target, cache }, signal) {
	checkLength(repository, target);
	const { url, name, digest: sha256, length: size } = target;
	const file = await fetchArtifact(transport, {
		url,
		file: name,
		sha256,
		size,
		cache,
		onBytes: () => void 0
	}, signal).catch((error) => {
		throw error instanceof EngineError && error.code === "trust/artifact" ? asRefusal(repository, name, error) : error;
	});
	const bytes = await onDisk(cache, async () => readFile(file));
	await rm(file, { force: true });
	const wrong = differingHash(bytes, target);
	if (wrong !== null) throw refusal(repository, name, "hash", wrong);
	return bytes;
}
function asRefusal(repository, name, { facts }) {
	return refusal(repository, name, facts.reason === "length" ? "length" : "hash", facts.detail);
}
// engine/operations/sync-advisories.ts
async function newsOfAdvisories(toolbox, { repository, refreshed, here }, signal) {
	const { advisories, marks } = refreshed;
	const before = marks.advisories;
	if (advisories.kind === "none") return {
		file: isHere$1(here, "") ? "as before" : null,
		marks: null,
		before
	};
	if (advisories.kind === "refused") return stale(before, advisories.failure);
	const { target, validUntil } = advisories;
	const version = Math.max(advisories.version, before === null ? 0 : before.version);
	const fresh = {
		version,
		validUntil,
		problem: null
	};
	if (isHere$1(here, target.digest)) return {
		file: "as before",
		marks: fresh,
		before
	};
	const file = await fetchOrExplain(toolbox, repository.name, target, signal);
	if ("bytes" in file) return {
		file,
		marks: fresh,
		before
	};
	return stale({
		version,
		validUntil: before === null ? null : before.validUntil,
		problem: null
	}, file);
}
function isHere$1(here, digest) {
	return here?.advisories === digest;
}
async function fetchOrExplain(toolbox, repository, target, signal) {
	try {
		return await fetchPacked(toolbox, repository, target, signal);
	} catch (error) {
		signal.throwIfAborted();
		const failure = failureOf(error);
		if (failure === null) throw error;
		return failure;
	}
}
function unreadable({ name: repository }, { marks, before }, file) {
	const problem = new EngineError("trust/metadata", {
		repository,
		reason: "format",
		...file
	}).failure;
	return {
		version: marks?.version ?? 0,
		validUntil: before?.validUntil ?? null,
		problem
	};
}
async function fetchPacked(toolbox, repository, target, signal) {
	const { transport, layout } = toolbox;
	const bytes = isResumable(target) ? await fetchResumed(transport, {
		repository,
		target,
		cache: layout.packages
	}, signal) : await fetchTarget(transport, repository, target, signal);
	const most = Math.min(limits.indexUnpacked, Math.max(limits.indexSmall, bytes.length * limits.indexExpansion));
	return {
		name: target.name,
		digest: target.digest,
		bytes,
		most
	};
}
function stale(before, problem) {
	const { version = 0, validUntil = null } = before ?? {};
	return {
		file: "as before",
		marks: {
			version,
			validUntil,
			problem
		},
		before
	};
}
// engine/operations/sync-repositories.ts
var atOnce = 4;
async function syncRepositories(toolbox, options, report, signal) {
	const repositories = options.names?.map((name) => getRepository(toolbox.state, name)) ?? listRepositories(toolbox.state).filter(({ enabled }) => enabled);
	report({
		kind: "step",
		step: "sync",
		index: 0,
		count: 1
	});
	const results = await withOneThread(async (askCatalog) => {
		const together = {
			...toolbox,
			askCatalog
		};
		const synced = await mapConcurrently(repositories, atOnce, async (repository, shared) => syncOrExplain(together, repository, options.force, shared), signal);
		if (synced.some(({ outcome }) => outcome === "updated")) await refreshCatalogFiles(together, signal);
		return synced;
	});
	toolbox.announce({ kind: "catalog-changed" });
	return results;
}
async function syncOrExplain(toolbox, repository, force, signal) {
	try {
		const outcome = await syncRepository(toolbox, repository, force, signal);
		return resultOf(toolbox, repository.name, outcome, null);
	} catch (error) {
		signal.throwIfAborted();
		const failure = failureOf(error);
		if (failure === null) throw error;
		recordProblem(toolbox.state, repository.name, failure);
		return resultOf(toolbox, repository.name, "failed", failure);
	}
}
function resultOf(toolbox, name, outcome, failure) {
	const { marks } = getRepository(toolbox.state, name);
	return {
		name,
		outcome,
		packages: countOf(toolbox, name),
		failure,
		advisories: advisoryFreshness(marks, toolbox.clock.now())
	};
}
async function syncRepository(toolbox, repository, force, signal) {
	const cache = path.join(toolbox.layout.metadata, repository.name);
	if (force) await rm(cache, {
		recursive: true,
		force: true
	});
	return fromAnyAddress(metadataAddresses(toolbox, repository), async (base) => syncFrom(base, {
		toolbox,
		name: repository.name,
		cache,
		force
	}, signal), signal);
}
async function syncFrom(base, { toolbox, name, cache, force }, signal) {
	const repository = getRepository(toolbox.state, name);
	const { openPgp } = repository;
	if (openPgp !== null) {
		const { syncByOpenPgp } = await import("./sync-openpgp-DTNUr1oe.js");
		return syncByOpenPgp(toolbox, base, {
			name,
			trust: openPgp,
			cache,
			force
		}, signal);
	}
	const here = force ? null : openedCatalog(toolbox).digestsOf(name);
	const refreshed = await refreshMetadata(toolbox.transport, {
		repository: name,
		metadata: new URL("metadata/", base).href,
		targets: base,
		wanted: [indexTarget, ...here === null ? [] : [deltaTarget(here.index)]],
		index: indexTarget,
		advisories: advisoriesTarget,
		trustedRoot: repository.trustedRoot,
		marks: repository.marks,
		cache,
		now: toolbox.clock.now(),
		keepRoot: (trust) => recordRoot(toolbox.state, name, trust)
	}, signal);
	const { outcome, advisories } = await refreshCatalog(toolbox, repository, {
		refreshed,
		here
	}, signal);
	recordTrust(toolbox.state, name, {
		trustedRoot: refreshed.trustedRoot,
		marks: {
			...refreshed.marks,
			advisories
		},
		at: new Date(toolbox.clock.now()).toISOString()
	});
	return outcome;
}
async function refreshCatalog(toolbox, repository, { refreshed, here }, signal) {
	const index = refreshed.targets.get(indexTarget);
	if (index === void 0) throw refuse({
		repository: repository.name,
		file: indexTarget,
		reason: "missing",
		detail: "not among the targets"
	});
	const news = await newsOfAdvisories(toolbox, {
		repository,
		refreshed,
		here
	}, signal);
	const { publishers: delegations } = refreshed;
	const isSameIndex = isHere(toolbox, {
		name: repository.name,
		here,
		index,
		delegations
	});
	if (isSameIndex && news.file === "as before") return {
		outcome: "unchanged",
		advisories: news.marks
	};
	const job = {
		repository: repository.name,
		advisories: news.file,
		delegations
	};
	const brought = isSameIndex ? await bringAdvisories(toolbox.catalog, job, signal, toolbox.askCatalog) : await byDelta(toolbox, {
		...job,
		index,
		refreshed,
		here
	}, signal) ?? await bringSource(toolbox.catalog, {
		...job,
		index: await fetchPacked(toolbox, repository.name, index, signal)
	}, signal, toolbox.askCatalog);
	if (brought.kind !== "brought") throw refuseSource(toolbox, job, brought);
	return {
		outcome: "updated",
		advisories: brought.advisories === null ? news.marks : unreadable(repository, news, brought.advisories)
	};
}
function isHere(toolbox, about) {
	return about.here?.index === about.index.digest && isDelegated(toolbox, about.name, about.delegations);
}
function refuseSource({ catalog }, { repository, delegations }, brought) {
	const isUndelegated = brought.kind === "undelegated";
	if (isUndelegated) narrowPublishers(catalog, repository, delegations ?? []);
	return refuse({
		repository,
		reason: isUndelegated ? "publisher" : "format",
		...brought.index
	});
}
function isDelegated(toolbox, name, delegations) {
	const known = openedCatalog(toolbox).about(name)?.publishers ?? [];
	if (delegations === null) return known.every(({ granted }) => granted === void 0);
	if (publisherProblem(known, delegations) !== null) return false;
	return canonicalJson(knownPublishers(known, delegations)) === canonicalJson(known);
}
async function byDelta(toolbox, { repository, advisories, delegations, index, refreshed, here }, signal) {
	const target = here === null ? void 0 : refreshed.targets.get(deltaTarget(here.index));
	if (here === null || target === void 0 || target.length > index.length) return null;
	try {
		const job = {
			repository,
			advisories,
			delegations,
			delta: await fetchPacked(toolbox, repository, target, signal),
			from: here.index,
			to: index.digest
		};
		const followed = await bringDelta(toolbox.catalog, job, signal, toolbox.askCatalog);
		return followed.kind === "brought" ? followed : null;
	} catch (error) {
		signal.throwIfAborted();
		if (failureOf(error) === null) throw error;
		return null;
	}
}
function countOf(toolbox, name) {
	return openedCatalog(toolbox).countOf(name);
}
function refuse(facts) {
	return new EngineError("trust/metadata", facts);
}
export { syncRepository as n, syncRepositories as t };

//# sourceMappingURL=sync-repositories-BmW2T2zk.js.map