import { Si as failureOf, qn as advisoriesTarget, xi as EngineError } from "./shared-DyOnH0nz.js";
import { a as refusing, i as readTargets, n as checkedVersion, o as roleFor, r as firstKey, t as cachedTargets } from "./delegated-role-CpqG_7nU.js";
import { Tr as resolveInside, xr as limits } from "./engine-CW36T4mF.js";
import { TargetFile } from "@tufjs/models";
import { createHash } from "node:crypto";
// engine/trust/targets.ts
var algorithms = [["sha256", /^[0-9a-f]{64}$/], ["sha512", /^[0-9a-f]{128}$/]];
async function findTarget(updater, place, name) {
	const info = await updater.getTargetInfo(name);
	if (!(info instanceof TargetFile)) return null;
	const hashes = algorithms.flatMap(([algorithm, form]) => {
		const digest = info.hashes[algorithm];
		return digest !== void 0 && form.test(digest) ? [{
			algorithm,
			digest
		}] : [];
	});
	if (hashes[0] === void 0) throw refusal(place.repository, name, "hash", "no sha256 or sha512");
	const { digest } = hashes[0];
	const folders = name.split("/");
	const last = folders.pop();
	const file = [...folders, place.consistent ? `${digest}.${last}` : last].join("/");
	return {
		url: resolveInside(place.targets, file),
		name,
		length: info.length,
		digest,
		hashes
	};
}
async function fetchTarget(transport, repository, target, signal) {
	checkLength(repository, target);
	const incoming = await transport.open(target.url, 0, signal);
	const parts = [];
	let received = 0;
	for await (const chunk of incoming.chunks) {
		signal.throwIfAborted();
		received += chunk.length;
		if (received > target.length) throw refusal(repository, target.name, "length", `more than ${target.length} bytes`);
		parts.push(chunk);
	}
	const bytes = Buffer.concat(parts, received);
	const wrong = differingHash(bytes, target);
	if (wrong !== null) throw refusal(repository, target.name, "hash", wrong);
	return bytes;
}
function differingHash(bytes, { hashes }) {
	for (const { algorithm, digest } of hashes) {
		const actual = createHash(algorithm).update(bytes).digest("hex");
		if (actual !== digest) return `expected ${digest}, got ${actual}`;
	}
	return null;
}
function checkLength(repository, { name, length }) {
	if (length > limits.index) throw refusal(repository, name, "length", `more than ${limits.index} bytes`);
}
function refusal(repository, file, reason, detail) {
	return new EngineError("trust/metadata", {
		repository,
		file,
		reason,
		detail
	});
}
// engine/trust/advisories.ts
async function findAdvisories(updater, place, sought) {
	try {
		return await lookUp(updater, place, sought);
	} catch (error) {
		const failure = failureOf(sought.asFailure(error));
		if (failure === null) throw error;
		return {
			kind: "refused",
			failure
		};
	}
}
async function lookUp(updater, place, { work, name, before, floor }) {
	const role = roleFor(await readTargets(work, "targets"), name);
	const refuse = refusing(place.repository, role, name);
	const version = role === null ? 0 : await checkedVersion(work, role, before?.version ?? 0, refuse);
	const target = await findTarget(updater, place, name);
	if (target === null && before === null) return { kind: "none" };
	if (target === null) throw refuse("missing", "not among the targets any more");
	const { expires: validUntil } = await readTargets(work, role ?? "targets");
	if (Date.parse(validUntil) <= floor) throw refuse("expired", validUntil);
	return {
		kind: "vouched",
		target,
		version,
		validUntil
	};
}
function advisoriesKey(cache) {
	const targets = cachedTargets(cache);
	const role = targets === null ? null : roleFor(targets, advisoriesTarget);
	return targets === null || role === null ? null : firstKey(targets, role);
}
export { fetchTarget as a, differingHash as i, findAdvisories as n, findTarget as o, checkLength as r, refusal as s, advisoriesKey as t };

//# sourceMappingURL=advisories-RSNCQSrl.js.map