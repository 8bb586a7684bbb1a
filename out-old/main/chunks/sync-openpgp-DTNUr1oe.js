import { r as bringSource } from "./load-source-CiVHSW92.js";
import { Yn as indexTarget, qn as advisoriesTarget, vi as onDisk, xi as EngineError } from "./shared-DyOnH0nz.js";
import { bn as recordOpenPgp, br as readBytes, rn as openedCatalog, xr as limits, yr as TooLong } from "./engine-CW36T4mF.js";
import { n as openPgpLimits, o as verifyOpenPgp, t as OpenPgpRefused } from "./openpgp-7GfmiUr8.js";
import path from "node:path";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
// engine/trust/refresh-openpgp.ts
async function refreshOpenPgp(transport, input, signal) {
	const { marks } = input;
	const now = Math.max(input.now, Date.parse(marks?.seenAt ?? "") || 0);
	const about = {
		...input,
		now
	};
	const index = await fetchSigned(transport, about, {
		name: indexTarget,
		seen: marks?.signedAt
	}, signal);
	if (index === null) throw refusal(input.repository, `${indexTarget}.asc`, "missing");
	const advisories = await fetchSigned(transport, about, {
		name: advisoriesTarget,
		seen: marks?.advisoriesSignedAt ?? void 0
	}, signal);
	return {
		marks: {
			signedAt: new Date(index.verdict.signedAt).toISOString(),
			signedBy: index.verdict.signedBy,
			advisoriesSignedAt: advisories === null ? null : new Date(advisories.verdict.signedAt).toISOString(),
			seenAt: new Date(Math.max(now, index.verdict.signedAt)).toISOString()
		},
		index,
		advisories
	};
}
async function fetchSigned(transport, input, { name, seen }, signal) {
	const { repository } = input;
	const file = `${name}.asc`;
	const armored = await fetchFile(transport, input, {
		name: file,
		limit: openPgpLimits.signature
	}, signal);
	if (armored === null) {
		if (seen === void 0) return null;
		throw refusal(repository, file, "missing");
	}
	const signature = Buffer.from(armored).toString("latin1");
	const { bytes, verdict } = await fromCache(input, name, signature) ?? await fromAddress(transport, input, {
		name,
		signature
	}, signal);
	const { signedAt } = verdict;
	if (seen !== void 0 && signedAt < Date.parse(seen)) throw refusal(repository, file, "rollback", `signed ${new Date(signedAt).toISOString()}, after one of ${seen} was seen`);
	await keepSignature(cached(input, file), armored);
	return {
		name,
		bytes,
		digest: createHash("sha256").update(bytes).digest("hex"),
		verdict
	};
}
async function fromCache(input, name, signature) {
	const bytes = await readFile(cached(input, name)).catch((error) => {
		if (error.code === "ENOENT") return null;
		throw error;
	});
	if (bytes === null) return null;
	const verdict = await verifyOpenPgp(bytes, signature, input.key, input.now).catch((error) => {
		if (error instanceof OpenPgpRefused) return null;
		throw error;
	});
	return verdict === null ? null : {
		bytes,
		verdict
	};
}
async function fromAddress(transport, input, { name, signature }, signal) {
	const bytes = await fetchFile(transport, input, {
		name,
		limit: limits.index
	}, signal);
	if (bytes === null) throw refusal(input.repository, name, "missing");
	const verdict = await verifyOpenPgp(bytes, signature, input.key, input.now).catch((error) => {
		if (!(error instanceof OpenPgpRefused)) throw error;
		throw refusal(input.repository, `${name}.asc`, error.problem, error.message);
	});
	await keep(cached(input, name), bytes);
	return {
		bytes,
		verdict
	};
}
async function fetchFile(transport, { repository, base }, { name, limit }, signal) {
	try {
		return await readBytes(transport, new URL(name, base).href, limit, signal);
	} catch (error) {
		if (error instanceof TooLong) throw refusal(repository, name, "length", error.message);
		if (error instanceof EngineError && error.code === "network/status") {
			const { status } = error.facts;
			if (status === 404 || status === 403) return null;
		}
		throw error;
	}
}
var cached = ({ cache }, name) => path.join(cache, path.posix.basename(name));
async function keepSignature(file, armored) {
	const kept = await readFile(file).catch(() => null);
	if (kept === null || !kept.equals(armored)) await keep(file, armored);
}
async function keep(file, bytes) {
	const partial = `${file}.new-${process.pid}`;
	await onDisk(file, async () => {
		await mkdir(path.dirname(file), {
			recursive: true,
			mode: 448
		});
		try {
			await writeFile(partial, bytes, { mode: 384 });
			await rename(partial, file);
		} finally {
			await rm(partial, { force: true });
		}
	});
}
function refusal(repository, file, reason, detail = "") {
	return new EngineError("trust/metadata", {
		repository,
		file,
		reason,
		detail
	});
}
// engine/operations/sync-openpgp.ts
async function syncByOpenPgp(toolbox, base, { name, trust, cache, force }, signal) {
	const { transport, state, clock } = toolbox;
	const { index, advisories, marks } = await refreshOpenPgp(transport, {
		repository: name,
		base,
		key: trust.key,
		marks: trust.marks,
		cache,
		now: clock.now()
	}, signal);
	const here = force ? null : openedCatalog(toolbox).digestsOf(name);
	const isSame = here?.index === index.digest && here.advisories === (advisories?.digest ?? "");
	if (!isSame) await bring(toolbox, {
		name,
		index,
		advisories
	}, signal);
	recordOpenPgp(state, name, {
		trust: {
			...trust,
			marks
		},
		at: new Date(clock.now()).toISOString()
	});
	return isSame ? "unchanged" : "updated";
}
async function bring(toolbox, { name, index, advisories }, signal) {
	const source = {
		repository: name,
		index: packed(index),
		delegations: null,
		advisories: advisories === null ? null : packed(advisories)
	};
	const brought = await bringSource(toolbox.catalog, source, signal, toolbox.askCatalog);
	const problem = brought.kind === "brought" ? brought.advisories : brought.index;
	if (problem === null) return;
	throw new EngineError("trust/metadata", {
		repository: name,
		reason: "format",
		...problem
	});
}
function packed(file) {
	const most = Math.max(limits.indexSmall, file.bytes.length * limits.indexExpansion);
	return {
		...file,
		most: Math.min(limits.indexUnpacked, most)
	};
}
export { syncByOpenPgp };

//# sourceMappingURL=sync-openpgp-DTNUr1oe.js.map