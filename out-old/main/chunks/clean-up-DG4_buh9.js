import { $t as parseRelation, Si as failureOf, tn as isProblem, yi as systemCode } from "./shared-DyOnH0nz.js";
import { D as namesIn$1, E as bytesOnDisk, Ht as isInStore, Jt as isUnfinished, Kt as recordedGenerations, O as unsharedBytes, Qt as currentTree, Wt as readStoredManifest, Xt as prepareTree, an as runningGeneration, cn as readGeneration, en as busyTrees, k as makePlan, nn as installedReleases, sn as keptGenerations, tn as currentGeneration, un as syncFolder, zt as treeChange } from "./engine-CW36T4mF.js";
import { v as applyPlan } from "./change-DfVuWbkk.js";
import path from "node:path";
import { lstatSync, readdirSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
// engine/store/remove-folder.ts
var atOnce = 200;
var count = 0;
async function removeAside(place) {
	count += 1;
	const aside = path.join(path.dirname(place), `.new-gone-${process.pid}-${count}-${path.basename(place).slice(0, 40)}`);
	try {
		renameSync(place, aside);
	} catch (error) {
		if (systemCode(error) === "ENOENT") return;
		throw error;
	}
	await removeBelow(aside, { left: atOnce });
}
async function removeBelow(place, pace) {
	const status = lstatSync(place, { throwIfNoEntry: false });
	if (status === void 0) return;
	if (status.isDirectory()) {
		for (const name of readdirSync(place)) await removeBelow(path.join(place, name), pace);
		rmdirSync(place);
	} else unlinkSync(place);
	pace.left -= 1;
	if (pace.left > 0) return;
	pace.left = atOnce;
	await setImmediate();
}
// engine/operations/cleanup-candidates.ts
var day = 864e5;
async function divideGenerations(toolbox, { keep, days }) {
	const { layout, state, clock } = toolbox;
	const current = currentGeneration(toolbox);
	const numbers = (await keptGenerations(layout)).filter((number) => number !== 0);
	const all = await Promise.all(numbers.map((number) => readGeneration(layout, number)));
	const pinned = new Set(recordedGenerations(state).flatMap((one) => one.pinned ? [one.number] : []));
	const previous = all.find(({ number }) => number === current)?.previous ?? null;
	const newest = new Set(numbers.filter((number) => number !== current).slice(-(keep - 1) || numbers.length));
	const oldest = clock.now() - days * day;
	const stays = ({ number, at }) => number === current || number === previous || pinned.has(number) || keep > 1 && newest.has(number) || Date.parse(at) > oldest;
	return {
		kept: all.filter(stays),
		pruned: all.filter((one) => !stays(one))
	};
}
function prunedGenerations({ layout }, { pruned }) {
	return pruned.map(({ number, at }) => {
		const place = path.join(layout.generations, `${number}.json`);
		return {
			kind: "generation",
			name: String(number),
			bytes: bytesOnDisk(place),
			because: at,
			place
		};
	});
}
function unheldFolders({ layout }, { kept, pruned }) {
	const held = new Set(kept.flatMap(({ releases, triggers }) => [...releases, ...triggers].map(({ directory }) => directory)));
	const lastHeld = (folder) => pruned.findLast(({ releases, triggers }) => [...releases, ...triggers].some(({ directory }) => directory === folder));
	const seen = new Set();
	return namesIn$1(layout.store).filter((name) => !held.has(name) && !isUnfinished(name)).map((name) => {
		const place = path.join(layout.store, name);
		const last = lastHeld(name);
		return {
			kind: name.startsWith("trigger-") ? "trigger" : "release",
			name,
			bytes: bytesOnDisk(place, seen),
			because: last === void 0 ? null : String(last.number),
			place
		};
	});
}
function unfinishedThings({ layout }) {
	const { root, store, generations, profile, trees, metadata, config } = layout;
	return [
		root,
		store,
		generations,
		profile,
		trees,
		metadata,
		config
	].flatMap((folder) => namesIn$1(folder).filter(isUnfinished).map((name) => candidate("unfinished", path.join(folder, name), name)));
}
async function spareTrees({ layout }) {
	const [, ...spare] = await otherTrees(layout);
	const busy = busyTrees(layout);
	return spare.flatMap((name) => busy.has(name) ? [] : [candidate("tree", path.join(layout.trees, name), name, unsharedBytes)]);
}
async function idleTrees(layout) {
	const busy = busyTrees(layout);
	return (await otherTrees(layout)).filter((name) => !busy.has(name)).map((name) => path.join(layout.trees, name));
}
async function otherTrees(layout) {
	const current = await currentTree(layout);
	return namesIn$1(layout.trees).filter((name) => /^[A-Z]$/.test(name) && name !== current);
}
function cachedThings({ layout }) {
	const downloads = namesIn$1(layout.packages).map((name) => candidate("download", path.join(layout.packages, name), name));
	const pictures = [layout.media, layout.manifests].flatMap((folder) => namesIn$1(folder).map((name) => candidate("picture", path.join(folder, name), name)));
	return [...downloads, ...pictures];
}
function candidate(kind, place, name, measure = bytesOnDisk) {
	return {
		kind,
		name,
		bytes: measure(place),
		because: null,
		place
	};
}
// engine/operations/last-needer.ts
async function neederFinder(toolbox) {
	const { layout } = toolbox;
	const here = installedReleases(toolbox);
	const needers = new Map();
	const seen = new Set();
	const note = ({ name, version, manifest_sha256: digest, directory }) => {
		if (here.has(name) || seen.has(digest) || !isInStore(layout, digest, name, version)) return;
		seen.add(digest);
		for (const needed of namesIn(readStoredManifest(layout, directory).dependencies)) if (!needers.has(needed)) needers.set(needed, name);
	};
	for (const number of (await keptGenerations(layout)).toReversed()) for (const release of (await readGeneration(layout, number)).releases) note(release);
	return (name) => needers.get(name) ?? null;
}
function namesIn(relations) {
	return relations.flatMap((text) => {
		const relation = parseRelation(text);
		return isProblem(relation) ? [] : relation.alternatives.map(({ name }) => name);
	});
}
// engine/operations/clean-up.ts
var usualCleaning = {
	oldVersions: true,
	clearCache: false,
	orphaned: false,
	dryRun: false,
	keep: 10,
	days: 30
};
async function cleanUp(toolbox, input, report, signal) {
	const orphans = input === usualCleaning ? [] : await whereRoom(async () => orphanedPackages(toolbox, signal), []);
	const removal = async () => removeOrphans(toolbox, report, signal);
	let isRemoved = !(input.orphaned && !input.dryRun && orphans.length > 0) || await hasRoom(removal);
	const generations = input.oldVersions ? await divideGenerations(toolbox, input) : await divideGenerations(toolbox, {
		keep: Number.MAX_SAFE_INTEGER,
		days: 0
	});
	const going = await candidates(toolbox, input, generations);
	if (!input.dryRun) {
		await remove(toolbox, going, signal);
		await hasRoom(async () => forget(toolbox, generations));
		isRemoved ||= await hasRoom(removal);
	}
	const items = [...going.map(told), ...input.orphaned && isRemoved ? orphans : []];
	return {
		items,
		bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
		dryRun: input.dryRun,
		orphans
	};
}
async function hasRoom(work) {
	return whereRoom(async () => work().then(() => true), false);
}
async function whereRoom(work, otherwise) {
	try {
		return await work();
	} catch (error) {
		const failure = failureOf(error)?.code;
		if (failure !== "disk/full" && failure !== "disk/denied") throw error;
		return otherwise;
	}
}
function forget(toolbox, { kept }) {
	const { state, files } = toolbox;
	const numbers = new Set(kept.map(({ number }) => number));
	const current = currentGeneration(toolbox);
	for (const { number } of recordedGenerations(state)) if (!numbers.has(number) && number !== current) state.change("DELETE FROM generation WHERE number = ?", number);
	files().keepOnly(kept.flatMap(({ releases }) => releases.map(({ manifest_sha256 }) => manifest_sha256)));
}
async function candidates(toolbox, { oldVersions, clearCache }, generations) {
	return [
		...unfinishedThings(toolbox),
		...oldVersions ? prunedGenerations(toolbox, generations) : [],
		...oldVersions ? unheldFolders(toolbox, generations) : [],
		...oldVersions ? await spareTrees(toolbox) : [],
		...clearCache ? cachedThings(toolbox) : []
	];
}
async function remove(toolbox, going, signal) {
	const { layout } = toolbox;
	const pruned = going.filter(({ kind }) => kind === "generation");
	for (const { place } of pruned) await removeAside(place);
	if (pruned.length > 0) await syncFolder(layout.generations);
	if (going.filter(({ kind }) => kind === "release").length > 0 && !await hasRoom(async () => freeIdleTree(toolbox, signal))) for (const place of await idleTrees(layout)) await removeTree(place);
	for (const { kind, place } of going) {
		signal.throwIfAborted();
		if (kind === "tree") await removeTree(place);
		else if (kind !== "generation") await removeAside(place);
	}
}
async function removeTree(place) {
	await removeAside(place);
	await removeAside(`${place}.json`);
}
async function freeIdleTree(toolbox, signal) {
	const running = await runningGeneration(toolbox);
	if (running.number !== 0) await prepareTree(toolbox.layout, treeChange(toolbox, running), signal);
}
async function orphanedPackages(toolbox, signal) {
	const answer = await makePlan(toolbox, { kind: "autoremove" }, signal);
	if (answer.kind !== "plan") return [];
	const lastNeeder = await neederFinder(toolbox);
	return answer.plan.remove.map(({ name, disk, because }) => ({
		kind: "orphan",
		name,
		bytes: -disk,
		because: (because.kind === "orphaned" ? because.formerly : null) ?? lastNeeder(name)
	}));
}
async function removeOrphans(toolbox, report, signal) {
	const request = { kind: "autoremove" };
	const answer = await makePlan(toolbox, request, signal);
	if (answer.kind === "plan") await applyPlan(toolbox, {
		request,
		digest: answer.plan.digest
	}, report, signal);
}
function told({ kind, name, bytes, because }) {
	return {
		kind,
		name,
		bytes,
		because
	};
}
export { cleanUp, usualCleaning };

//# sourceMappingURL=clean-up-DG4_buh9.js.map