import { B as forget, Cr as parseFileUrl, K as mirrorsOf, V as viewOf, _n as insertRepository, br as readBytes, gn as getRepository, hn as findRepository, in as refreshCatalogFiles, q as checkAddress, wr as parseRepositoryUrl, yn as recordKey, yr as TooLong } from "./engine-CW36T4mF.js";
import { i as renewedKey, n as openPgpLimits, r as readOpenPgpKey, t as OpenPgpRefused } from "./openpgp-7GfmiUr8.js";
import { Ot as withOneThread, Yn as indexTarget, xi as EngineError } from "./shared-DyOnH0nz.js";
import { r as fetchFirstRoot } from "./publishers-CPJGVVuv.js";
import { n as syncRepository } from "./sync-repositories-BmW2T2zk.js";
// engine/trust/openpgp-offer.ts
var openPgpSignatureFile = `${indexTarget}.asc`;
async function checkSignsWithOpenPgp(transport, base, signal) {
	const about = {
		url: base,
		file: openPgpSignatureFile
	};
	const refuse = (reason, cause) => new EngineError("repository/not-a-repository", {
		...about,
		reason
	}, { cause });
	const url = new URL(openPgpSignatureFile, base).href;
	const bytes = await readBytes(transport, url, openPgpLimits.signature, signal).catch((error) => {
		if (error instanceof TooLong) throw refuse("garbage", error);
		if (isMissing(error)) throw refuse("missing", error);
		throw error;
	});
	const text = Buffer.from(bytes).toString("latin1").trimStart();
	if (text.startsWith("<")) throw refuse("web-page");
	if (!text.startsWith("-----BEGIN PGP SIGNATURE-----")) throw refuse("garbage");
}
async function fetchKeyText(transport, url, signal) {
	const bytes = await readBytes(transport, url, openPgpLimits.key, signal).catch((error) => {
		if (error instanceof TooLong) throw invalidKey(error.message);
		throw error;
	});
	return Buffer.from(bytes).toString("latin1");
}
async function givenKey(work) {
	return work.catch((error) => {
		if (!(error instanceof OpenPgpRefused)) throw error;
		throw invalidKey(error.message, error);
	});
}
function invalidKey(problem, cause) {
	return new EngineError("request/invalid", {
		what: "openpgp-key",
		value: "",
		problem
	}, { cause });
}
function isMissing(error) {
	return error instanceof EngineError && error.code === "network/status" && [
		403,
		404,
		410
	].includes(error.facts.status);
}
// engine/operations/add-repository.ts
async function inspectRepository(toolbox, { url, name }, signal) {
	if (name !== void 0) checkFree(toolbox, name);
	const base = parseRepositoryUrl(url).href;
	checkAddress(toolbox, base, "added");
	const { fingerprint, version, keys, threshold, expires } = await fetchFirstRoot(toolbox.transport, base, signal);
	return {
		url: base,
		fingerprint,
		rootVersion: version,
		keys,
		threshold,
		expires
	};
}
async function inspectKey(toolbox, input, signal) {
	const now = toolbox.clock.now();
	const text = "text" in input.key ? input.key.text : await fetchKeyText(toolbox.transport, parseFileUrl(input.key.url).href, signal);
	if ("replaces" in input) {
		const before = getRepository(toolbox.state, input.replaces);
		const key = await givenKey(renewedKey(text, openPgpOf(before).key, now));
		return offerOf(before.url, key, before.fingerprint);
	}
	if (input.name !== void 0) checkFree(toolbox, input.name);
	const base = parseRepositoryUrl(input.url).href;
	checkAddress(toolbox, base, "added");
	const key = await givenKey(readOpenPgpKey(text, now));
	await checkSignsWithOpenPgp(toolbox.transport, base, signal);
	return offerOf(base, key, null);
}
function offerOf(url, { armored, users, ...key }, replaces) {
	return {
		url,
		key: armored,
		users: [...users],
		...key,
		replaces
	};
}
async function addRepository(toolbox, input, signal) {
	const base = parseRepositoryUrl(input.url).href;
	checkFree(toolbox, input.name);
	checkAddress(toolbox, base, "added");
	for (const mirror of input.mirrors) checkAddress(toolbox, mirror);
	const { name, description, priority, fingerprint } = input;
	const trust = await confirmedTrust(toolbox, base, input, signal);
	insertRepository(toolbox.state, {
		name,
		url: base,
		description,
		priority,
		fingerprint,
		...trust,
		marks: null,
		mirrors: mirrorsOf(base, input.mirrors)
	});
	await withOneThread(async (askCatalog) => {
		const together = {
			...toolbox,
			askCatalog
		};
		try {
			await syncRepository(together, getRepository(toolbox.state, name), true, signal);
		} catch (error) {
			await forget(toolbox, name);
			throw error;
		}
		await refreshCatalogFiles(together, new AbortController().signal);
	});
	toolbox.announce({ kind: "catalog-changed" });
	return viewOf(toolbox, getRepository(toolbox.state, name));
}
async function setRepositoryKey(toolbox, { name, openPgpKey, fingerprint }) {
	const repository = getRepository(toolbox.state, name);
	const openPgp = openPgpOf(repository);
	const { armored, ...key } = await givenKey(renewedKey(openPgpKey, openPgp.key, toolbox.clock.now()));
	checkConfirmed(repository.url, fingerprint, key.fingerprint);
	const { users, algorithm, expires } = key;
	recordKey(toolbox.state, name, fingerprint, {
		...openPgp,
		key: armored,
		users,
		algorithm,
		expires
	});
	toolbox.announce({ kind: "catalog-changed" });
	return viewOf(toolbox, getRepository(toolbox.state, name));
}
async function confirmedTrust(toolbox, base, { openPgpKey, fingerprint }, signal) {
	if (openPgpKey === void 0) {
		const offer = await fetchFirstRoot(toolbox.transport, base, signal);
		checkConfirmed(base, fingerprint, offer.fingerprint);
		return {
			trustedRoot: offer.bytes,
			openPgp: null
		};
	}
	const { armored, ...key } = await givenKey(readOpenPgpKey(openPgpKey, toolbox.clock.now()));
	checkConfirmed(base, fingerprint, key.fingerprint);
	const { users, algorithm, expires } = key;
	return {
		trustedRoot: new Uint8Array(),
		openPgp: {
			key: armored,
			users,
			algorithm,
			expires,
			marks: null
		}
	};
}
function openPgpOf({ name, openPgp }) {
	if (openPgp !== null) return openPgp;
	throw new EngineError("request/invalid", {
		what: "openpgp-key",
		value: name,
		problem: "has-a-root"
	});
}
function checkConfirmed(url, expected, actual) {
	if (expected !== actual) throw new EngineError("trust/fingerprint-mismatch", {
		url,
		expected,
		actual
	});
}
function checkFree(toolbox, name) {
	const before = findRepository(toolbox.state, name);
	if (before !== null) throw new EngineError("repository/exists", {
		name,
		url: before.url
	});
}
export { setRepositoryKey as i, inspectKey as n, inspectRepository as r, addRepository as t };

//# sourceMappingURL=add-repository-Cg6slhmm.js.map