import { Si as failureOf, gi as diskFailureBehind } from "./chunks/shared-DyOnH0nz.js";
import { n as orRefused, r as importDeb } from "./chunks/import-in-threads-DZ-eTtKC.js";
import { parentPort, workerData } from "node:worker_threads";
// engine/importer/import-worker.ts
var never = new AbortController().signal;
parentPort?.on("message", (job) => {
	outcomeOf(job).then((outcome) => parentPort?.postMessage(outcome));
});
async function outcomeOf(job) {
	try {
		return await orRefused(importDeb(job, workerData, never));
	} catch (error) {
		const failure = failureOf(error) ?? failureOf(await diskFailureBehind(error));
		if (failure === null) throw error;
		return {
			kind: "failed",
			failure
		};
	}
}
export {};

//# sourceMappingURL=import-worker.js.map