import { Ar as array, Qr as parse$1, Xr as object, Zr as optional, _i as freeBytes, a as mapConcurrently, bi as toDiskFailure, ci as string, pi as unknown, xi as EngineError } from "./shared-DyOnH0nz.js";
import { a as buildRepository, k as addPackages, r as createRepository, t as createSigner } from "./signer-D9kNSE0F.js";
import { n as buildPackage } from "./build-package-BcXC0Wd2.js";
import { B as forget, Tn as writeSetting, bt as starterStamp, hn as findRepository, rt as unmanaged, wn as deleteSetting, yt as starterName, z as configureRepository } from "./engine-CW36T4mF.js";
import { t as addRepository } from "./add-repository-Cg6slhmm.js";
import path from "node:path";
import { cp, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
// engine/operations/starter.ts
var name = starterName;
var setting = starterName;
var workPrefix = ".starter-";
var expiry = {
	root: 3650,
	targets: 3650,
	snapshot: 3650,
	timestamp: 3650,
	advisories: 3650
};
async function addStarter(toolbox, assets, signal) {
	const { root } = toolbox.layout;
	const before = findRepository(toolbox.state, name);
	try {
		await sweep(root);
		const work = await mkdtemp(path.join(root, workPrefix));
		try {
			await replaceStarter(toolbox, {
				...await buildStarter(assets, work, toolbox.clock.now(), signal),
				before
			}, signal);
			writeSetting(toolbox.state, setting, starterStamp(assets));
		} finally {
			await rm(work, {
				recursive: true,
				force: true
			});
		}
	} catch (error) {
		throw await atRoot(error, root);
	}
}
async function replaceStarter(toolbox, made, signal) {
	const { before, fingerprint, description } = made;
	if (before !== null) {
		deleteSetting(toolbox.state, setting);
		await forget(toolbox, name);
	}
	await rm(toolbox.layout.starter, {
		recursive: true,
		force: true
	});
	await rename(made.repository, toolbox.layout.starter);
	const url = pathToFileURL(`${toolbox.layout.starter}/`).href;
	const priority = before?.priority ?? 0;
	await addRepository(unmanaged(toolbox), {
		name,
		url,
		description,
		priority,
		fingerprint,
		mirrors: []
	}, signal);
	if (before?.enabled === false) configureRepository(toolbox, {
		name,
		enabled: false
	});
}
async function sweep(root) {
	for (const entry of await readdir(root)) if (entry.startsWith(workPrefix)) await rm(path.join(root, entry), {
		recursive: true,
		force: true
	});
}
async function atRoot(error, root) {
	const failure = await toDiskFailure(error, root);
	if (!(failure instanceof EngineError) || failure.code !== "disk/full") return failure;
	return new EngineError("disk/full", {
		path: root,
		needed: null,
		free: await freeBytes(root)
	}, { cause: error });
}
var About = object({ description: optional(string(), "") });
var Dated = object({
	version: unknown(),
	app: optional(object({ releases: optional(array(object({
		version: unknown(),
		date: unknown()
	})), []) }))
});
async function buildStarter(assets, work, now, signal) {
	const repository = path.join(work, "repository");
	const { description } = parse$1(About, parse(readFileSync(path.join(assets, "about.yaml"), "utf8")));
	const signers = {
		root: createSigner(),
		targets: createSigner(),
		snapshot: createSigner(),
		timestamp: createSigner(),
		advisories: createSigner(),
		releases: createSigner()
	};
	const publisher = createSigner();
	const at = new Date(now);
	await createRepository({
		name,
		path: repository,
		description,
		signers,
		now: at,
		expiry
	}, signal);
	for (const extra of [
		"repository.yaml",
		"advisories",
		"art"
	]) {
		const source = path.join(assets, extra);
		if (existsSync(source)) await cp(source, path.join(repository, extra), { recursive: true });
	}
	const published = new Map();
	const build = async (source, stopped) => {
		const output = path.join(work, "dist");
		const { file } = await buildPackage({
			source,
			output,
			format: "tar.xz",
			signer: publisher,
			modified: 0,
			preset: 1
		}, stopped);
		published.set(file, releaseDate(source) ?? at);
		return file;
	};
	const files = await mapConcurrently(await packageSources(assets), 4, build, signal);
	await addPackages({
		name,
		path: repository,
		files,
		now: at,
		published
	}, signal);
	const { fingerprint } = await buildRepository({
		name,
		path: repository,
		signers,
		now: at
	}, signal);
	return {
		repository,
		fingerprint,
		description
	};
}
async function packageSources(assets) {
	const base = path.join(assets, "packages");
	const sources = [];
	for (const packageName of (await readdir(base)).toSorted()) for (const version of (await readdir(path.join(base, packageName))).toSorted()) sources.push(path.join(base, packageName, version));
	return sources;
}
function releaseDate(source) {
	const text = readFileSync(path.join(source, "package.yaml"), "utf8");
	const { version, app } = parse$1(Dated, parse(text));
	const release = app?.releases.find((entry) => String(entry.version) === String(version));
	return release === void 0 ? null : new Date(String(release.date));
}
export { addStarter };

//# sourceMappingURL=starter-BB6qOQAQ.js.map