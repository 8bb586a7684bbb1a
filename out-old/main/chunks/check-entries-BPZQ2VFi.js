import { jt as workerFile, kt as askThread } from "./shared-DyOnH0nz.js";
import { availableParallelism } from "node:os";
import { closeSync, lstatSync, openSync, readFileSync, readSync, readlinkSync } from "node:fs";
import { createHash, hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
// engine/store/check-entry.ts
function checkEntry(file, entry) {
	const status = lstatSync(file, { throwIfNoEntry: false });
	if (status === void 0) return "missing";
	switch (entry.type) {
		case "directory": return status.isDirectory() ? null : "changed";
		case "symlink":
			if (!status.isSymbolicLink()) return "changed";
			return readlinkSync(file) === entry.target ? null : "wrong-link";
		case "file":
			if (!status.isFile() || status.size !== entry.size) return "changed";
			if ((status.mode & 73) !== (entry.mode & 73)) return "wrong-mode";
			return digestOf(file, entry.size) === entry.sha256 ? null : "changed";
	}
}
var small = 1 << 20;
var buffer = null;
function digestOf(file, size) {
	try {
		if (size <= small) return hash("sha256", readFileSync(file));
		const sum = createHash("sha256");
		const piece = buffer ??= new Uint8Array(small);
		const handle = openSync(file, "r");
		try {
			for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) sum.update(piece.subarray(0, read));
		} finally {
			closeSync(handle);
		}
		return sum.digest("hex");
	} catch {
		return "";
	}
}
function ownFiles(manifest, content) {
	return manifest.files.filter((entry) => {
		const standing = content.get(entry.path);
		return standing === void 0 || standing.type === "directory" || standing.owner === manifest.name;
	});
}
// engine/store/check-entries.ts
var few = 2e3;
var fewBytes = 32 << 20;
var atOnce = 50;
async function checkEntries(expected, signal) {
	const bytes = expected.reduce((sum, { entry }) => sum + (entry.type === "file" ? entry.size : 0), 0);
	if (expected.length <= few && bytes <= fewBytes) return checkHere(expected, signal);
	const shares = shareOut(expected, Math.max(1, availableParallelism()));
	const found = await Promise.all(shares.map((share) => askThread({
		file: workerFile(import.meta, "check-worker"),
		data: share.map(({ item }) => item)
	}, signal)));
	const problems = new Array(expected.length).fill(null);
	for (const [number, share] of shares.entries()) for (const [at, { index }] of share.entries()) problems[index] = found[number][at] ?? null;
	return problems;
}
function checkAll(job) {
	return job.map(({ file, entry }) => checkEntry(file, entry));
}
async function checkHere(expected, signal) {
	const problems = [];
	for (const [index, { file, entry }] of expected.entries()) {
		if (index % atOnce === 0) await setImmediate();
		signal.throwIfAborted();
		problems.push(checkEntry(file, entry));
	}
	return problems;
}
function shareOut(expected, count) {
	const cost = ({ entry }) => 2e4 + (entry.type === "file" ? entry.size : 0);
	const shares = Array.from({ length: count }, () => ({
		list: [],
		sum: 0
	}));
	const sorted = expected.map((item, index) => ({
		item,
		index
	})).sort((a, b) => cost(b.item) - cost(a.item));
	for (const numbered of sorted) {
		const least = shares.reduce((best, share) => share.sum < best.sum ? share : best);
		least.list.push(numbered);
		least.sum += cost(numbered.item);
	}
	return shares.map(({ list }) => list.sort((a, b) => a.index - b.index));
}
export { checkEntries as n, ownFiles as r, checkAll as t };

//# sourceMappingURL=check-entries-BPZQ2VFi.js.map