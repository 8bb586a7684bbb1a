import { An as publicKeyBytes, On as isSmallOrder, Rn as parseJsonStrict, xi as EngineError } from "./shared-DyOnH0nz.js";
import { br as readBytes, xr as limits, yr as TooLong } from "./engine-CW36T4mF.js";
import { a as refusing, i as readTargets, n as checkedVersion, o as roleFor } from "./delegated-role-CpqG_7nU.js";
import { t as delegatedPublishers } from "./delegated-publishers-brJmnVzo.js";
import { Metadata, MetadataKind } from "@tufjs/models";
import { createHash, createPublicKey } from "node:crypto";
// engine/trust/key-policy.ts
function checkKeys(ring) {
	for (const [name, role] of Object.entries(ring.roles)) {
		const keys = role.keyIDs.map((id) => ring.keys[id]).filter((key) => key !== void 0);
		if (new Set(keys.map(identify)).size < role.keyIDs.length) throw new Error(`key: role ${name} names one key twice`);
		if (role.threshold < 1) throw new Error(`key: role ${name} has threshold ${role.threshold}`);
	}
}
function identify(key) {
	const material = key.keyVal["public"] ?? "";
	if (key.keyType === "ed25519" && key.scheme === "ed25519") {
		if (!/^[0-9a-f]{64}$/.test(material)) throw new Error("key: not an Ed25519 key");
		if (isSmallOrder(Buffer.from(material, "hex"))) throw new Error("key: a small-order Ed25519 key");
		return material;
	}
	return identifyPem(key, material);
}
function identifyPem(key, pem) {
	const parsed = createPublicKey(pem);
	if (!schemesOf(parsed).includes(key.scheme)) throw new Error(`key: ${key.keyType} with scheme ${key.scheme} is not accepted`);
	return createHash("sha256").update(publicKeyBytes(parsed)).digest("hex");
}
function schemesOf({ asymmetricKeyType, asymmetricKeyDetails }) {
	switch (asymmetricKeyType) {
		case "rsa": return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? ["rsassa-pss-sha256", "rsassa-pss-sha512"] : [];
		case "ec":
			if (asymmetricKeyDetails?.namedCurve === "prime256v1") return ["ecdsa-sha2-nistp256"];
			return asymmetricKeyDetails?.namedCurve === "secp384r1" ? ["ecdsa-sha2-nistp384"] : [];
		default: return [];
	}
}
// engine/trust/root.ts
var firstRootFile = "metadata/1.root.json";
async function fetchFirstRoot(transport, base, signal) {
	const url = new URL(firstRootFile, base).href;
	return readOffer(await readBytes(transport, url, limits.root, signal).catch((error) => {
		if (error instanceof TooLong) throw notARepository(base, "garbage", error);
		if (isMissing(error)) throw notARepository(base, "missing", error);
		throw error;
	}), base);
}
function readOffer(bytes, base) {
	const text = Buffer.from(bytes).toString("utf8");
	if (text.trim() === "") throw notARepository(base, "empty");
	if (text.trimStart().startsWith("<")) throw notARepository(base, "web-page");
	let root;
	try {
		root = parseRoot(bytes);
	} catch (error) {
		throw notARepository(base, "garbage", error);
	}
	const role = root.signed.roles["root"];
	return {
		bytes,
		fingerprint: createHash("sha256").update(bytes).digest("hex"),
		version: root.signed.version,
		keys: role?.keyIDs.length ?? 0,
		threshold: role?.threshold ?? 0,
		expires: root.signed.expires
	};
}
function parseRoot(bytes) {
	parseJsonStrict(Buffer.from(bytes).toString("utf8"));
	const root = Metadata.fromJSON(MetadataKind.Root, JSON.parse(Buffer.from(bytes).toString("utf8")));
	root.verifyDelegate(MetadataKind.Root, root);
	checkKeys(root.signed);
	return root;
}
function isMissing(error) {
	return error instanceof EngineError && error.code === "network/status" && [
		403,
		404,
		410
	].includes(error.facts.status);
}
function notARepository(url, reason, cause) {
	return new EngineError("repository/not-a-repository", {
		url,
		reason,
		file: firstRootFile
	}, { cause });
}
// engine/trust/publishers.ts
async function findPublishers(sought) {
	const { repository, work, index, before, floor } = sought;
	const targets = await readTargets(work, "targets");
	const role = roleFor(targets, index);
	const publishers = publishersIn(targets, index);
	if (publishers === null && before?.delegatesPublishers === true) throw refusing(repository, "targets", index)("rollback", "it delegates to no publishers any more");
	const delegates = publishers === null ? {} : { delegatesPublishers: true };
	if (role === null) return {
		publishers,
		marks: delegates,
		validUntil: null
	};
	const refuse = refusing(repository, role, index);
	const releasesVersion = await checkedVersion(work, role, before?.releasesVersion ?? 0, refuse);
	const { expires } = await readTargets(work, role);
	if (Date.parse(expires) <= floor) throw refuse("expired", expires);
	return {
		publishers,
		marks: {
			...delegates,
			releasesVersion
		},
		validUntil: expires
	};
}
function publishersIn(targets, index) {
	if (targets.delegations === void 0) return null;
	const publishers = delegatedPublishers(targets.delegations);
	return publishers.length === 0 && roleFor(targets, index) === null ? null : publishers;
}
export { checkKeys as a, parseRoot as i, publishersIn as n, fetchFirstRoot as r, findPublishers as t };

//# sourceMappingURL=publishers-CPJGVVuv.js.map