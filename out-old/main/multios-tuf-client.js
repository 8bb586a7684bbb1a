import { Sr as systemTransport, wr as parseRepositoryUrl } from "./chunks/engine-CW36T4mF.js";
import { t as refreshMetadata } from "./chunks/refresh-BBlJu9wo.js";
import { i as parseRoot } from "./chunks/publishers-CPJGVVuv.js";
import { a as fetchTarget, i as differingHash } from "./chunks/advisories-RSNCQSrl.js";
import path from "node:path";
import { parseArgs } from "node:util";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
// engine/trust/folder-client.ts
var repository = "conformance";
var transport = systemTransport({ idleTimeout: 30 });
async function initTrust(folder, rootFile) {
	const trustedRoot = await readFile(rootFile);
	parseRoot(trustedRoot);
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, "root.json"), trustedRoot);
	await store(folder, {
		trustedRoot,
		marks: null
	});
}
async function refreshTrust(trust, signal) {
	await refresh(trust, {
		targetsUrl: trust.metadataUrl,
		wanted: []
	}, signal);
}
async function downloadTarget(trust, { name, targetsUrl, into }, signal) {
	const target = (await refresh(trust, {
		targetsUrl,
		wanted: [name]
	}, signal)).targets.get(name);
	if (target === void 0) throw new Error(`no role names ${name}`);
	const file = path.join(into, encodeURIComponent(name));
	if (await isThere(file, target)) return;
	await replaceFile(file, await fetchTarget(transport, repository, target, signal));
}
async function refresh({ folder, metadataUrl, now }, { targetsUrl, wanted }, signal) {
	let trusted = await readStored(folder);
	try {
		const refreshed = await refreshMetadata(transport, {
			repository,
			metadata: parseRepositoryUrl(metadataUrl).href,
			targets: parseRepositoryUrl(targetsUrl).href,
			wanted,
			...trusted,
			cache: folder,
			now,
			keepRoot: (newer) => trusted = newer
		}, signal);
		trusted = refreshed;
		return refreshed;
	} finally {
		await store(folder, trusted);
	}
}
var storedIn = (folder) => path.join(folder, "trust-state");
async function readStored(folder) {
	const { root, marks } = JSON.parse(await readFile(storedIn(folder), "utf8"));
	return {
		trustedRoot: Buffer.from(root, "base64"),
		marks
	};
}
async function store(folder, { trustedRoot, marks }) {
	const root = Buffer.from(trustedRoot).toString("base64");
	await replaceFile(storedIn(folder), Buffer.from(JSON.stringify({
		root,
		marks
	})));
}
async function isThere(file, target) {
	const bytes = await readFile(file).catch((error) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	return bytes !== null && differingHash(bytes, target) === null;
}
async function replaceFile(file, bytes) {
	const partial = `${file}.partial-${process.pid}`;
	try {
		await writeFile(partial, bytes);
		await rename(partial, file);
	} finally {
		await rm(partial, { force: true });
	}
}
// cli/multios-tuf-client.ts
var usage = "multios-tuf-client --metadata-dir DIRECTORY [--metadata-url URL] [--target-name NAME --target-base-url URL --target-dir DIRECTORY] init ROOT | refresh | download";
var text = { type: "string" };
try {
	await run(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`multios-tuf-client: ${told(error)}\n`);
	process.exit(1);
}
process.exit(0);
async function run(words) {
	const { values, positionals } = parseArgs({
		args: words,
		allowPositionals: true,
		options: {
			"metadata-dir": text,
			"metadata-url": text,
			"target-name": text,
			"target-base-url": text,
			"target-dir": text
		}
	});
	const given = (name) => {
		const value = values[name];
		if (value === void 0) throw new Error(`--${name} is missing\n${usage}`);
		return value;
	};
	const signal = new AbortController().signal;
	const trust = () => ({
		folder: given("metadata-dir"),
		metadataUrl: given("metadata-url"),
		now: Date.now()
	});
	const [command, root, ...more] = positionals;
	if (more.length > 0 || root === void 0 !== (command !== "init")) throw new Error(usage);
	switch (command) {
		case "init": return initTrust(given("metadata-dir"), root);
		case "refresh": return refreshTrust(trust(), signal);
		case "download": {
			const wish = {
				name: given("target-name"),
				targetsUrl: given("target-base-url"),
				into: given("target-dir")
			};
			return downloadTarget(trust(), wish, signal);
		}
		default: throw new Error(usage);
	}
}
function told(error) {
	if (!(error instanceof Error)) return String(error);
	const facts = "facts" in error ? ` ${JSON.stringify(error.facts)}` : "";
	return `${"code" in error ? String(error.code) : error.message}${facts}`;
}
export {};

//# sourceMappingURL=multios-tuf-client.js.map