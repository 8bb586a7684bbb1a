import { Bt as keepRecords, Si as failureOf, U as packedIndex, W as readPacked, cn as openCatalog, pn as openIndex, wt as isMadeOf, yi as systemCode } from "./chunks/shared-DyOnH0nz.js";
import { a as loadDelta, i as loadAdvisories, o as loadSource } from "./chunks/load-source-CiVHSW92.js";
import { n as makePool, t as keepPool } from "./chunks/make-pool-DI7HX7Zy.js";
import { t as makeSearch } from "./chunks/make-search-3cO8G_Hg.js";
import path from "node:path";
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
// engine/catalog/catalog-worker.ts
var opened = null;
parentPort?.on("message", (job) => {
	const outcome = outcomeOf(job);
	parentPort?.postMessage(outcome, memoryOf(outcome));
});
function memoryOf(outcome) {
	if (outcome.kind !== "done" || !(outcome.value instanceof Uint8Array)) return [];
	const { buffer, byteLength } = outcome.value;
	return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
function outcomeOf(job) {
	try {
		return {
			kind: "done",
			value: perform(job)
		};
	} catch (error) {
		opened?.close();
		opened = null;
		const failure = failureOf(error);
		if (failure === null) throw error;
		return {
			kind: "failed",
			failure
		};
	}
}
function keptFile(file) {
	try {
		return readFileSync(file);
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return null;
	}
}
function catalogOf({ database }) {
	if (opened === null) {
		opened = openCatalog(path.dirname(database));
		keepRecords(opened);
	}
	return opened;
}
function perform(job) {
	const catalog = catalogOf(job);
	if (job.kind === "source") return loadSource(catalog, job.source);
	if (job.kind === "delta") return loadDelta(catalog, job.job);
	if (job.kind === "advisories") return loadAdvisories(catalog, job.job);
	if (job.kind === "pool") {
		const pool = makePool(catalog, job.architecture, keptFile(job.file));
		keepPool(job.file, pool);
		return pool;
	}
	const before = readPacked(job.file);
	const known = before === null ? null : openIndex(before, true);
	if (before !== null && known !== null && isMadeOf(known.about, catalog, job.architecture)) return before;
	const index = makeSearch(catalog, job.architecture, before);
	keepPool(job.file, packedIndex(index));
	return index;
}
export {};

//# sourceMappingURL=catalog-worker.js.map