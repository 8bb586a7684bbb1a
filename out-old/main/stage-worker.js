import { Si as failureOf, f as stageRelease } from "./chunks/shared-DyOnH0nz.js";
import { parentPort } from "node:worker_threads";
// engine/store/stage-worker.ts
var never = new AbortController().signal;
parentPort?.on("message", (staging) => {
	outcomeOf(staging).then((outcome) => parentPort?.postMessage(outcome));
});
async function outcomeOf(staging) {
	try {
		await stageRelease(staging, never);
		return { kind: "staged" };
	} catch (error) {
		const failure = failureOf(error);
		if (failure === null) throw error;
		return {
			kind: "failed",
			failure
		};
	}
}
export {};

//# sourceMappingURL=stage-worker.js.map