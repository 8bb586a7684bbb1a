import { t as checkAll } from "./chunks/check-entries-BPZQ2VFi.js";
import { parentPort, workerData } from "node:worker_threads";
// engine/store/check-worker.ts
parentPort?.postMessage(checkAll(workerData));
export {};

//# sourceMappingURL=check-worker.js.map