import { Rn as parseJsonStrict, Yn as indexTarget, _n as isGranted, gr as manifestPath, u as nearest, xi as EngineError, yi as systemCode } from "./shared-DyOnH0nz.js";
import { $ as sameOffer, $t as isConfiguration, Bt as wholeContent, C as listProblem, Dt as findEvidence, Gt as editedConfiguration, S as listPath, Wt as readStoredManifest, an as runningGeneration, hn as findRepository, mn as scriptOutputId, nn as installedReleases, on as generationFile, pn as isScriptOutput, rn as openedCatalog } from "./engine-CW36T4mF.js";
import { n as checkEntries, r as ownFiles } from "./check-entries-BPZQ2VFi.js";
import { a as verifyEnvelope } from "./verify-envelope-Djp1Xosw.js";
import { o as roleFor } from "./delegated-role-CpqG_7nU.js";
import { i as parseRoot, n as publishersIn } from "./publishers-CPJGVVuv.js";
import { o as verifyOpenPgp, r as readOpenPgpKey, t as OpenPgpRefused } from "./openpgp-7GfmiUr8.js";
import path from "node:path";
import { readFile } from "node:fs/promises";
import { createReadStream, readFileSync, readdirSync } from "node:fs";
import { Metadata, MetadataKind, Root } from "@tufjs/models";
import { createHash, hash } from "node:crypto";
import { pipeline } from "node:stream/promises";
// engine/operations/believed-content.ts
async function believedContent(toolbox) {
	const { layout } = toolbox;
	const installed = installedReleases(toolbox);
	const generation = await runningGeneration(toolbox);
	checkRecorded(generation, installed, generationFile(layout, generation.number));
	const manifests = new Map();
	for (const release of generation.releases) {
		const problem = manifestProblem(path.join(layout.store, release.directory, manifestPath), release);
		if (problem !== null) manifests.set(release.manifest_sha256, {
			path: manifestPath,
			problem
		});
	}
	const outputs = new Map();
	for (const { id, key, directory } of generation.triggers) {
		const problem = await listProblem(path.join(layout.store, directory), id, key);
		if (problem !== null) outputs.set(ownerOf(id), {
			path: `store/${directory}/${listPath}`,
			problem
		});
	}
	return {
		generation,
		content: wholeContent(layout, {
			releases: generation.releases.filter((release) => !manifests.has(release.manifest_sha256)),
			triggers: generation.triggers.filter(({ id }) => !outputs.has(ownerOf(id)))
		}),
		manifests,
		outputs
	};
}
function ownerOf(output) {
	return isScriptOutput(output) ? output.replace("-", ":") : `trigger:${output}`;
}
function checkRecorded({ releases }, installed, file) {
	if (releases.every(({ name, manifest_sha256: digest, directory }) => {
		const recorded = installed.get(name);
		return recorded?.manifest_sha256 === digest && recorded.directory === directory;
	}) && releases.length === installed.size) return;
	throw new EngineError("state/damaged", {
		file,
		detail: "not what was recorded"
	});
}
function manifestProblem(file, { manifest_sha256: digest }) {
	try {
		return hash("sha256", readFileSync(file)) === digest ? null : "changed";
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return "missing";
	}
}
// engine/trust/check-cached.ts
async function checkCached(cache, trustedRoot, now) {
	const root = attempt(() => parseRoot(trustedRoot));
	if (root === null) return {
		roles: [{
			...nothing,
			role: "root",
			state: "broken"
		}],
		index: null,
		publishers: null
	};
	const read = async (role) => readCached(cache, role);
	const [timestampBytes, snapshotBytes, targetsBytes] = [
		await read("timestamp"),
		await read("snapshot"),
		await read("targets")
	];
	const timestamp = parsed(timestampBytes, (json) => Metadata.fromJSON(MetadataKind.Timestamp, json));
	const snapshot = parsed(snapshotBytes, (json) => Metadata.fromJSON(MetadataKind.Snapshot, json));
	const targets = parsed(targetsBytes, (json) => Metadata.fromJSON(MetadataKind.Targets, json));
	const promisedSnapshot = timestamp?.signed.snapshotMeta;
	const promisedTargets = snapshot?.signed.meta["targets.json"];
	const checked = (role, found, follows) => roleOf(role, {
		delegator: root,
		name: role,
		now,
		...found
	}, follows);
	const releases = targets === null ? null : await checkReleases(cache, {
		targets,
		snapshot,
		now
	});
	return {
		roles: [
			checked("root", {
				bytes: trustedRoot,
				metadata: root
			}, () => true),
			checked("timestamp", {
				bytes: timestampBytes,
				metadata: timestamp
			}, () => true),
			checked("snapshot", {
				bytes: snapshotBytes,
				metadata: snapshot
			}, () => promisedSnapshot !== void 0 && isPromised(promisedSnapshot, snapshot, snapshotBytes)),
			checked("targets", {
				bytes: targetsBytes,
				metadata: targets
			}, () => promisedTargets !== void 0 && isPromised(promisedTargets, targets, targetsBytes)),
			...releases === null ? [] : [releases.role]
		],
		index: releases === null ? indexIn(targets) : releases.index,
		publishers: targets === null ? null : publishersIn(targets.signed, indexTarget)
	};
}
async function checkReleases(cache, about) {
	const { targets, snapshot, now } = about;
	const name = roleFor(targets.signed, indexTarget);
	if (name === null) return null;
	const bytes = await readCached(cache, name);
	const metadata = parsed(bytes, (json) => Metadata.fromJSON(MetadataKind.Targets, json));
	const promised = snapshot?.signed.meta[`${name}.json`];
	return {
		role: roleOf("releases", {
			delegator: targets,
			name,
			now,
			bytes,
			metadata
		}, () => promised === void 0 ? false : isPromised(promised, metadata, bytes)),
		index: indexIn(metadata)
	};
}
async function readCached(cache, role) {
	return readFile(path.join(cache, `${encodeURIComponent(role)}.json`)).catch(() => null);
}
function indexIn(role) {
	return role?.signed.targets["metadata/index.json.gz"]?.hashes["sha256"] ?? null;
}
var nothing = {
	version: null,
	expires: null,
	keys: []
};
function roleOf(role, { delegator, name, now, bytes, metadata }, follows) {
	const keys = keysOf(delegator.signed, name);
	if (bytes === null) return {
		...nothing,
		role,
		keys,
		state: "missing"
	};
	if (metadata === null) return {
		...nothing,
		role,
		keys,
		state: "broken"
	};
	const { version, expires } = metadata.signed;
	if (attempt(() => {
		delegator.verifyDelegate(name, metadata);
		return follows();
	}) !== true) return {
		role,
		version,
		expires,
		keys,
		state: "broken"
	};
	return {
		role,
		version,
		expires,
		keys,
		state: Date.parse(expires) > now ? "valid" : "expired"
	};
}
function keysOf(delegator, name) {
	return (delegator instanceof Root ? delegator.roles : delegator.delegations?.roles)?.[name]?.keyIDs ?? [];
}
function isPromised(meta, metadata, bytes) {
	if (metadata === null || bytes === null) return false;
	meta.verify(Buffer.from(bytes));
	return meta.version === metadata.signed.version;
}
function parsed(bytes, parse) {
	if (bytes === null) return null;
	return attempt(() => {
		const text = Buffer.from(bytes).toString("utf8");
		parseJsonStrict(text);
		return parse(JSON.parse(text));
	});
}
function attempt(act) {
	try {
		return act();
	} catch {
		return null;
	}
}
// engine/trust/check-kept-openpgp.ts
async function checkKeptOpenPgp(cache, key, now) {
	const bytes = await readKept(cache, indexTarget);
	const signature = await readKept(cache, `${indexTarget}.asc`);
	const isHere = bytes !== null && signature !== null;
	return {
		key: await heldBy(readOpenPgpKey(key, now)),
		signature: isHere ? await heldBy(verifyOpenPgp(bytes, signature.toString("latin1"), key, now)) : "missing",
		index: bytes === null ? null : createHash("sha256").update(bytes).digest("hex")
	};
}
async function heldBy(check) {
	try {
		await check;
		return "valid";
	} catch (error) {
		if (!(error instanceof OpenPgpRefused)) throw error;
		return error.problem === "expired" ? "expired" : "broken";
	}
}
async function readKept(cache, name) {
	try {
		return await readFile(path.join(cache, path.posix.basename(name)));
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return null;
	}
}
// engine/operations/trust-links.ts
function trustLinks(toolbox) {
	const checked = new Map();
	return async (release, artifact = null) => {
		const evidence = findEvidence(toolbox.state, release.manifest_sha256);
		const name = evidence?.repository ?? release.repository;
		const known = checked.get(name) ?? checkRepository(toolbox, name);
		checked.set(name, known);
		return [
			...repositoryLinks(toolbox, release, {
				...await known,
				evidence
			}),
			manifestLink(toolbox, release),
			publisherLink(release, evidence),
			await artifactLink(toolbox, evidence, artifact)
		];
	};
}
function doesHold({ state }) {
	return state === "valid" || state === "expired" || state === "absent";
}
async function checkRepository(toolbox, name) {
	const repository = findRepository(toolbox.state, name);
	if (repository === null) return {
		name,
		links: null,
		index: null,
		indexState: "missing",
		publishers: null
	};
	const cache = path.join(toolbox.layout.metadata, name);
	const now = toolbox.clock.now();
	if (repository.openPgp !== null) return checkOpenPgp(repository, {
		key: repository.openPgp.key,
		cache,
		now
	});
	const { fingerprint, trustedRoot } = repository;
	const { roles, index, publishers } = await checkCached(cache, trustedRoot, now);
	return {
		name,
		links: roles.map((role) => roleLink(role, role.role === "root" ? fingerprint : role.keys[0] ?? null, name)),
		index,
		indexState: null,
		publishers
	};
}
async function checkOpenPgp({ name, fingerprint }, about) {
	const { key, signature, index } = await checkKeptOpenPgp(about.cache, about.key, about.now);
	return {
		name,
		links: [link$1("root", `${name} (OpenPGP)`, {
			state: key,
			fingerprint
		})],
		index,
		indexState: signature === "valid" ? null : signature,
		publishers: null
	};
}
function roleLink(role, fingerprint, repository) {
	const title = role.version === null ? repository : `${repository} ${role.version}`;
	return link$1(role.role, title, {
		state: role.state,
		expires: role.expires,
		fingerprint
	});
}
function repositoryLinks(toolbox, release, about) {
	const { name, links, index, indexState, publishers } = about;
	if (links === null) return [link$1("root", release.repository, { state: "missing" }), link$1("index", release.repository, { state: "missing" })];
	const told = indexLink(toolbox, release, {
		repository: name,
		index
	});
	const delegation = publishers === null ? [] : [delegationLink(toolbox, release, {
		publishers,
		evidence: about.evidence
	})];
	const byTargets = links.findIndex(({ kind }) => kind === "targets") + 1;
	return [
		...links.slice(0, byTargets),
		...delegation,
		...links.slice(byTargets),
		indexState === null ? told : {
			...told,
			state: indexState
		}
	];
}
function delegationLink(toolbox, release, about) {
	const { publishers, evidence } = about;
	const title = evidence?.publisher ?? release.publisher ?? "";
	const delegation = publishers.find(({ publisher }) => publisher === title);
	const signed = evidence?.keys.find(({ keyId }) => delegation?.keyIds.includes(keyId) === true);
	const state = () => {
		if (evidence === null) return "missing";
		if (delegation === void 0 || signed === void 0) return "broken";
		if (isGranted(release.name, delegation.names)) return "valid";
		return sameOffer(openedCatalog(toolbox), release) === null ? "absent" : "broken";
	};
	return link$1("delegation", title, {
		state: state(),
		fingerprint: signed?.keyId ?? null
	});
}
function indexLink(toolbox, release, { repository, index }) {
	const catalog = openedCatalog(toolbox);
	const known = catalog.digestsOf(repository)?.index ?? null;
	const offer = sameOffer(catalog, release);
	const state = () => {
		if (index === null || known === null) return "missing";
		if (known !== index) return "broken";
		if (offer === null) return "absent";
		return offer.record.revoked === void 0 ? "valid" : "broken";
	};
	return link$1("index", repository, {
		state: state(),
		digest: index
	});
}
function manifestLink({ layout }, release) {
	const bytes = readOrNull(path.join(layout.store, release.directory, manifestPath));
	const state = () => {
		if (bytes === null) return "missing";
		return hash("sha256", bytes) === release.manifest_sha256 ? "valid" : "broken";
	};
	return link$1("manifest", `${release.name} ${release.version}`, {
		state: state(),
		digest: release.manifest_sha256
	});
}
function publisherLink(release, evidence) {
	if (evidence === null) return link$1("publisher", release.publisher ?? "", { state: "missing" });
	const { envelope, keys } = evidence;
	const title = evidence.publisher ?? "";
	if (envelope === null) return link$1("publisher", title, { state: "missing" });
	const holding = verifyEnvelope(envelope, release.manifest_sha256, keys).find(({ state }) => state === "valid");
	if (holding !== void 0) return link$1("publisher", title, {
		state: "valid",
		fingerprint: holding.keyId
	});
	return link$1("publisher", title, {
		state: "broken",
		fingerprint: keys[0]?.keyId ?? null
	});
}
async function artifactLink({ layout }, evidence, given) {
	if (evidence === null) return link$1("artifact", "", { state: "absent" });
	const { sha256, path: published } = evidence.artifact;
	const actual = await hashOf(given ?? path.join(layout.packages, `${sha256}.artifact`)).catch((error) => {
		if (error instanceof EngineError) return null;
		throw error;
	});
	return link$1("artifact", published, {
		state: actual === null ? "absent" : actual === sha256 ? "valid" : "broken",
		digest: sha256
	});
}
function link$1(kind, title, facts) {
	return {
		kind,
		title,
		fingerprint: null,
		digest: null,
		expires: null,
		...facts
	};
}
function readOrNull(file) {
	try {
		return readFileSync(file);
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return null;
	}
}
async function hashOf(file) {
	const sum = createHash("sha256");
	try {
		await pipeline(createReadStream(file), sum);
	} catch (error) {
		if (systemCode(error) === null) throw error;
		throw new EngineError("file/not-found", { path: file }, { cause: error });
	}
	return sum.digest("hex");
}
// engine/operations/verify-packages.ts
async function verifyPackages(toolbox, { packages, strict = false }, signal) {
	const wanted = wantedReleases(toolbox, packages);
	const believed = await believedContent(toolbox);
	const asked = [...wanted.map((release) => askedOf(toolbox, release, believed)), ...packages === void 0 ? madeByTriggers(toolbox, believed) : []];
	const problems = await checkEntries(asked.flatMap(({ files }) => files.map(({ expected }) => expected)), signal);
	const edited = editedConfiguration(toolbox.layout, toolbox.state);
	const extras = strict ? extraPaths(toolbox.layout.current, believed) : [];
	const linksOf = strict ? trustLinks(toolbox) : null;
	const results = [];
	let next = 0;
	for (const { name, version, release, files, distrusted } of asked) {
		signal.throwIfAborted();
		const found = files.flatMap(({ place }) => {
			const problem = problems[next++] ?? null;
			return problem === null ? [] : [{
				path: place,
				problem
			}];
		});
		const own = extras.filter(({ owner }) => owner === name);
		const all = [
			...distrusted,
			...found,
			...own.map(({ place }) => ({
				path: place,
				problem: "extra"
			}))
		];
		const untrusted = (linksOf === null || release === null ? [] : await linksOf(release)).filter((link) => link.kind !== "manifest" && !doesHold(link));
		results.push({
			name,
			version,
			files: files.length,
			problems: all,
			ok: all.length === 0 && untrusted.length === 0,
			edited: files.flatMap(({ place }) => edited.has(place) ? [place] : []),
			...untrusted.length === 0 ? {} : { untrusted }
		});
	}
	return results;
}
function wantedReleases(toolbox, names) {
	const installed = installedReleases(toolbox);
	return (names ?? [...installed.keys()]).map((name) => {
		const release = installed.get(name);
		if (release !== void 0) return release;
		throw new EngineError("package/not-installed", {
			name,
			nearest: nearest(name, installed.keys())
		});
	});
}
function askedOf(toolbox, release, believed) {
	const { name, version } = release;
	const scripts = ownerOf(scriptOutputId(name));
	const manifest = believed.manifests.get(release.manifest_sha256);
	const list = believed.outputs.get(scripts);
	return {
		name,
		version,
		release,
		files: [...manifest === void 0 ? filesOf(toolbox, release, believed.content) : [], ...madeFiles(toolbox, scripts, believed.content)],
		distrusted: [manifest, list].flatMap((one) => one ?? [])
	};
}
function madeByTriggers(toolbox, { generation, content, outputs }) {
	return generation.triggers.filter(({ id }) => !isScriptOutput(id)).map(({ id }) => {
		const name = ownerOf(id);
		const list = outputs.get(name);
		return {
			name,
			version: "",
			release: null,
			files: madeFiles(toolbox, name, content),
			distrusted: list === void 0 ? [] : [list]
		};
	});
}
function filesOf({ layout }, release, content) {
	const manifest = readStoredManifest(layout, release.directory);
	return ownFiles(manifest, content).map((entry) => ({
		place: entry.path,
		expected: {
			file: path.join(layout.current, entry.path),
			entry: standingFor(entry, content)
		}
	}));
}
function madeFiles({ layout }, owner, content) {
	return [...content].flatMap(([place, standing]) => {
		if (standing.owner !== owner || standing.type === "directory") return [];
		return [{
			place,
			expected: {
				file: path.join(layout.current, place),
				entry: entryOf(place, standing)
			}
		}];
	});
}
function entryOf(place, standing) {
	if (standing.type === "symlink") return {
		type: "symlink",
		path: place,
		target: standing.target
	};
	const { size, sha256, mode } = standing;
	return {
		type: "file",
		path: place,
		size,
		sha256,
		mode: (mode & 73) === 0 ? 420 : 493
	};
}
function standingFor(entry, content) {
	const standing = content.get(entry.path);
	if (!isConfiguration(entry) || standing?.type !== "symlink") return entry;
	return {
		type: "symlink",
		path: entry.path,
		target: standing.target
	};
}
function extraPaths(current, { content, manifests, outputs }) {
	if (manifests.size + outputs.size > 0) return [];
	return [...content].flatMap(([place, entry]) => entry.type === "directory" ? [[place, entry.owner]] : []).flatMap(([folder, owner]) => namesIn(path.join(current, folder)).flatMap((name) => {
		const place = `${folder}/${name}`;
		return content.has(place) ? [] : [{
			place,
			owner
		}];
	}));
}
function namesIn(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
export { link$1 as a, ownerOf as c, hashOf as i, wantedReleases as n, trustLinks as o, doesHold as r, believedContent as s, verifyPackages as t };

//# sourceMappingURL=verify-packages-ByvW7wDZ.js.map