// engine/keys/openpgp.ts
var OpenPgpRefused = class extends Error {
	problem;
	constructor(problem, detail, options) {
		super(detail, options);
		this.name = "OpenPgpRefused";
		this.problem = problem;
	}
};
var openPgpLimits = {
	key: 262144,
	signature: 65536
};
var revoked = "revoked";
var mostSignatures = 16;
async function readOpenPgpKey(armored, now) {
	const key = await parseKey(armored);
	await checkUsable(key, now);
	return factsOf(key, now);
}
async function renewedKey(armored, before, now) {
	const [key, old] = [await parseKey(armored), await parseKey(before)];
	return factsOf(key.getFingerprint() === old.getFingerprint() ? await key.update(old) : key, now);
}
async function verifyOpenPgp(bytes, armoredSignature, armoredKey, now) {
	const { verify, createMessage } = await import("openpgp");
	const config = await policy();
	const key = await parseKey(armoredKey);
	await checkUsable(key, now);
	const signature = await parseSignature(armoredSignature);
	const { signatures } = await verify({
		message: await createMessage({
			binary: bytes,
			date: new Date(now)
		}),
		signature,
		verificationKeys: key,
		format: "binary",
		date: new Date(now),
		config
	});
	const problems = [];
	for (const one of signatures) try {
		await one.verified;
		return await verdictOf(await one.signature, {
			key,
			keyId: one.keyID,
			now,
			config
		});
	} catch (error) {
		problems.push(messageOf(error));
	}
	throw new OpenPgpRefused("signature", problems.join("; "));
}
async function signOpenPgp(bytes, { armored, passphrase, at }) {
	const { createMessage, readPrivateKey, sign } = await import("openpgp");
	const config = await policy();
	try {
		const key = await unlocked(await readPrivateKey({
			armoredKey: armored,
			config
		}), passphrase);
		await checkUsable(key.toPublic(), at.getTime());
		const signature = await sign({
			message: await createMessage({
				binary: bytes,
				date: at
			}),
			signingKeys: key,
			detached: true,
			format: "armored",
			date: at,
			config
		});
		return {
			signature: String(signature),
			publicKey: key.toPublic().armor()
		};
	} catch (error) {
		throw error instanceof OpenPgpRefused ? error : new OpenPgpRefused("key", messageOf(error), { cause: error });
	}
}
async function unlocked(key, passphrase) {
	if (key.isDecrypted()) return key;
	if (passphrase === null) throw new OpenPgpRefused("key", "it is sealed: put its passphrase into MULTIOS_EXPORT_PASSPHRASE");
	const { decryptKey } = await import("openpgp");
	return decryptKey({
		privateKey: key,
		passphrase
	});
}
async function parseKey(armored) {
	const { readKeys } = await import("openpgp");
	checkBlock(armored, openPgpLimits.key);
	const keys = await readKeys({
		armoredKeys: armored,
		config: await policy()
	}).catch((error) => {
		throw new OpenPgpRefused("format", messageOf(error), { cause: error });
	});
	const [key, ...others] = keys;
	if (key === void 0) throw new OpenPgpRefused("format", "no key");
	if (others.length > 0) throw new OpenPgpRefused("format", `${keys.length} keys in one file`);
	if (key.isPrivate()) throw new OpenPgpRefused("format", "a private key");
	return key.toPublic();
}
async function checkUsable(key, now) {
	const config = await policy();
	const at = new Date(now);
	checkStrong(key);
	if (await key.isRevoked(void 0, void 0, at, config)) throw new OpenPgpRefused("key", revoked);
	const expires = await key.getExpirationTime(void 0, config);
	if (expires !== null && expires instanceof Date && expires.getTime() <= now) throw new OpenPgpRefused("expired", expires.toISOString());
	checkStrong(await key.getSigningKey(void 0, at, void 0, config).catch((error) => {
		throw new OpenPgpRefused("key", messageOf(error), { cause: error });
	}));
}
async function verdictOf({ packets }, { key, keyId, now, config }) {
	const signing = await key.getSigningKey(keyId, new Date(now), void 0, config);
	checkStrong(signing);
	const created = packets[0]?.created;
	if (!(created instanceof Date)) throw new Error("a signature without a time");
	return {
		signedAt: created.getTime(),
		signedBy: signing.getFingerprint()
	};
}
var rsa = /^rsa(?:EncryptSign|Sign)$/;
var curves = [
	"ed25519",
	"eddsaLegacy ed25519Legacy",
	"ecdsa nistP256",
	"ecdsa nistP384",
	"ecdsa nistP521"
];
function checkStrong(key) {
	const { algorithm, bits = 0, curve } = key.getAlgorithmInfo();
	if (!(rsa.test(algorithm) ? bits >= 2048 : curves.includes([algorithm, curve].filter((part) => part !== void 0).join(" ")))) throw new OpenPgpRefused("key", `${algorithm} ${curve ?? bits} is not accepted`);
}
async function parseSignature(armored) {
	const { readSignature, enums } = await import("openpgp");
	checkBlock(armored, openPgpLimits.signature);
	const signature = await readSignature({
		armoredSignature: armored,
		config: await policy()
	}).catch((error) => {
		throw new OpenPgpRefused("format", messageOf(error), { cause: error });
	});
	const { packets } = signature;
	if (packets.length === 0 || packets.length > mostSignatures) throw new OpenPgpRefused("format", `${packets.length} signatures`);
	if (packets.some(({ signatureType }) => signatureType !== enums.signature.binary)) throw new OpenPgpRefused("signature", "not over plain bytes");
	return signature;
}
function checkBlock(armored, limit) {
	if (armored.length > limit) throw new OpenPgpRefused("format", "too long");
	const blocks = armored.match(/^-----BEGIN PGP /gm)?.length ?? 0;
	if (blocks !== 1) throw new OpenPgpRefused("format", `${blocks} OpenPGP blocks in one file`);
}
async function policy() {
	const { config, enums } = await import("openpgp");
	const { md5, sha1, ripemd, sha224 } = enums.hash;
	const broken = new Set([
		md5,
		sha1,
		ripemd,
		sha224
	]);
	return {
		...config,
		minRSABits: 2048,
		rejectHashAlgorithms: broken,
		rejectMessageHashAlgorithms: broken,
		showComment: false,
		showVersion: false
	};
}
async function factsOf(key, now) {
	const { algorithm, bits, curve } = key.getAlgorithmInfo();
	const expires = await key.getExpirationTime(void 0, await policy()).catch(() => null);
	return {
		fingerprint: key.getFingerprint(),
		users: key.getUserIDs(),
		algorithm: algorithmWords(algorithm, curve ?? bits ?? ""),
		created: key.getCreationTime().toISOString(),
		expires: expires instanceof Date ? expires.toISOString() : null,
		state: await stateOf(key, now),
		armored: key.armor()
	};
}
function algorithmWords(algorithm, size) {
	if (algorithm === "ed25519" || size === "ed25519Legacy") return "Ed25519";
	if (algorithm.startsWith("rsa")) return `RSA ${size}`;
	return `${algorithm === "ecdsa" ? "ECDSA" : algorithm} ${size}`.trim();
}
async function stateOf(key, now) {
	const problem = await checkUsable(key, now).then(() => null, (error) => {
		if (error instanceof OpenPgpRefused) return error;
		throw error;
	});
	if (problem === null) return "valid";
	if (problem.problem === "expired") return "expired";
	return problem.message === revoked ? "revoked" : "unusable";
}
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}
export { signOpenPgp as a, renewedKey as i, openPgpLimits as n, verifyOpenPgp as o, readOpenPgpKey as r, OpenPgpRefused as t };

//# sourceMappingURL=openpgp-7GfmiUr8.js.map