import { Si as failureOf, gr as manifestPath } from "./shared-DyOnH0nz.js";
import { n as checkEntries } from "./check-entries-BPZQ2VFi.js";
import { Bt as wholeContent, Rt as settle, S as listPath, Ut as isWhole, Vt as addToStore, Wt as readStoredManifest, Xt as prepareTree, Yt as distrustRunningTree, Zt as switchTo, an as runningGeneration, fn as emptyGeneration, g as triggerOutputs, ln as writeGeneration, nn as installedReleases, on as generationFile, pn as isScriptOutput, sn as keptGenerations, tn as currentGeneration, v as runTriggers, zt as treeChange } from "./engine-CW36T4mF.js";
import { b as runScriptsOf, x as acquireReleases } from "./change-DfVuWbkk.js";
import { c as ownerOf, n as wantedReleases, s as believedContent, t as verifyPackages } from "./verify-packages-ByvW7wDZ.js";
import path from "node:path";
import { rm } from "node:fs/promises";
import { existsSync } from "node:fs";
// engine/operations/mend-generation.ts
async function lostGeneration(toolbox) {
	try {
		await runningGeneration(toolbox);
		return null;
	} catch (error) {
		if (failureOf(error)?.code !== "state/damaged") throw error;
		const number = currentGeneration(toolbox);
		const file = generationFile(toolbox.layout, number);
		return {
			name: `generation ${number}`,
			place: path.relative(toolbox.layout.root, file)
		};
	}
}
async function writeGenerationAgain(toolbox, signal) {
	const number = currentGeneration(toolbox);
	const { layout } = toolbox;
	const [row] = toolbox.state.all("SELECT at, request FROM generation WHERE number = ?", number);
	const bare = {
		format: 1,
		number,
		at: row?.at ?? new Date(toolbox.clock.now()).toISOString(),
		request: row?.request == null ? null : JSON.parse(row.request),
		previous: (await keptGenerations(layout)).findLast((kept) => kept < number) ?? 0,
		triggers: [],
		releases: [...installedReleases(toolbox).values()].toSorted((a, b) => a.name < b.name ? -1 : 1)
	};
	const triggers = await triggerOutputs(toolbox, emptyGeneration, bare, signal);
	await writeGeneration(layout, {
		...bare,
		triggers
	});
}
// engine/operations/mend-outputs.ts
async function mendOutputs(toolbox, results, signal) {
	const believed = await believedContent(toolbox);
	const wrong = believed.generation.triggers.filter((output) => isWrong(output, believed, results));
	if (wrong.length === 0) return [];
	const triggers = wrong.filter(({ id }) => !isScriptOutput(id));
	if (triggers.length > 0) await runAgain(toolbox, believed, new Set(triggers.map(({ id }) => id)), signal);
	for (const { name, ...release } of believed.generation.releases) if (wrong.some(({ id }) => ownerOf(id) === `script:${name}`)) await runScriptsAgain(toolbox, {
		name,
		...release
	}, signal);
	const owners = new Set(wrong.map(({ id }) => ownerOf(id)));
	const { content } = await believedContent(toolbox);
	return [...content].flatMap(([place, { owner, type }]) => owners.has(owner) && type !== "directory" ? [place] : []);
}
function isWrong({ id }, { content, outputs }, results) {
	const owner = ownerOf(id);
	const list = outputs.get(owner)?.path;
	return results.some(({ problems }) => problems.some(({ path: place }) => place === list || content.get(place)?.owner === owner));
}
async function runAgain({ layout, environment }, { generation }, again, signal) {
	const { releases } = generation;
	const { store, current } = layout;
	const files = wholeContent(layout, {
		releases,
		triggers: []
	});
	const manifests = releases.map(({ directory }) => readStoredManifest(layout, directory));
	await runTriggers({
		store,
		current,
		files,
		manifests,
		environment,
		again
	}, signal);
}
async function runScriptsAgain(toolbox, release, signal) {
	const { leaveRefusal } = await import("./leave-Bre19HRm.js");
	if (leaveRefusal(toolbox.config.security, release) !== null) return;
	try {
		await runScriptsOf(toolbox, release, true, signal);
	} catch (error) {
		const code = failureOf(error)?.code;
		if (code !== "script/failed" && code !== "script/refused") throw error;
	}
}
// engine/operations/restore-packages.ts
async function restorePackages(toolbox, { packages, strict = false }, report, signal) {
	const wanted = wantedReleases(toolbox, packages);
	const lost = await lostGeneration(toolbox);
	if (lost !== null) {
		await mendStore(toolbox, [...installedReleases(toolbox).values()], report, signal);
		await writeGenerationAgain(toolbox, signal);
	}
	const before = await verifyPackages(toolbox, {
		packages,
		strict
	}, signal);
	const damaged = await mendStore(toolbox, wanted, report, signal);
	const wrong = before.flatMap(({ name, problems }) => problems.map(({ path: place }) => ({
		name,
		place
	})));
	const dropped = await dropArtifacts(toolbox, before);
	const generation = await runningGeneration(toolbox);
	const made = await mendOutputs(toolbox, before, signal);
	const places = [...wrong.flatMap(({ place }) => isInProfile(place) ? [place] : []), ...made];
	if (places.length + damaged.length > 0) await makeAgain(toolbox, generation, {
		places,
		damaged
	}, signal);
	await settle(toolbox, {
		...generation,
		releases: []
	}, generation);
	const unseen = [...lost === null ? [] : [lost], ...damaged.flatMap(({ name, directory }) => wrong.some((one) => one.name === name) ? [] : [{
		name,
		place: path.join("store", directory)
	}])];
	if (before.every(({ ok }) => ok) && unseen.length === 0) return {
		restored: [],
		left: []
	};
	const left = (await verifyPackages(toolbox, {
		packages,
		strict
	}, signal)).filter(({ ok }) => !ok);
	const isLeft = (name, place) => left.some((one) => one.name === name && one.problems.some((problem) => problem.path === place));
	return {
		restored: [
			...unseen,
			...wrong,
			...dropped
		].flatMap(({ name, place }) => isLeft(name, place) ? [] : [{
			name,
			path: place
		}]),
		left
	};
}
function isInProfile(place) {
	return place !== ".multios/manifest.json" && !place.endsWith(`/${".multios/trigger.json"}`);
}
async function dropArtifacts({ layout }, results) {
	const dropped = [];
	for (const { name, untrusted = [] } of results) for (const { kind, state, digest } of untrusted) {
		if (kind !== "artifact" || state !== "broken" || digest === null) continue;
		const file = path.join(layout.packages, `${digest}.artifact`);
		await rm(file, { force: true });
		dropped.push({
			name,
			place: path.relative(layout.root, file)
		});
	}
	return dropped;
}
async function mendStore(toolbox, releases, report, signal) {
	const damaged = await damagedInStore(toolbox, releases, signal);
	if (damaged.length === 0) return [];
	const arrivals = await acquireReleases(toolbox, damaged, report, signal);
	await addToStore(toolbox.layout, arrivals, new Set(damaged.map(({ name }) => name)), signal);
	return damaged;
}
async function damagedInStore(toolbox, releases, signal) {
	const { layout } = toolbox;
	const whole = releases.filter((release) => isWhole(layout, release));
	const files = whole.flatMap((release) => readStoredManifest(layout, release.directory).files.map((entry) => ({
		release,
		expected: {
			file: path.join(layout.store, release.directory, entry.path),
			entry
		}
	})));
	const problems = await checkEntries(files.map(({ expected }) => expected), signal);
	const damaged = new Set(files.flatMap(({ release }, index) => problems[index] === null ? [] : [release]));
	return releases.filter((release) => !whole.includes(release) || damaged.has(release));
}
async function makeAgain(toolbox, generation, { places, damaged }, signal) {
	const { layout } = toolbox;
	const owners = generation.releases.filter((release) => damaged.includes(release) || !existsSync(layout.current) || touches(toolbox, release, places));
	const again = new Set(owners.map(({ manifest_sha256 }) => manifest_sha256));
	const change = treeChange({
		...toolbox,
		again
	}, generation);
	const all = {
		...change,
		again: new Set([...change.again, ...places])
	};
	const { tree } = await prepareTree(layout, all, signal);
	await distrustRunningTree(layout);
	await switchTo(layout, tree);
	await prepareTree(layout, all, signal);
}
function touches({ layout }, release, places) {
	const wanted = new Set(places);
	return readStoredManifest(layout, release.directory).files.some((file) => wanted.has(file.path));
}
export { restorePackages };

//# sourceMappingURL=restore-packages-D2F1NoTe.js.map