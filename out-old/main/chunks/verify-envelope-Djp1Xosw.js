import { Bn as canonicalJson, Fn as isSignedWith, Mn as usablePublicKey, Rn as parseJsonStrict, ai as safeParse, nr as SignatureEnvelope, rr as signedText } from "./shared-DyOnH0nz.js";
// engine/keys/verify-envelope.ts
var maximumEnvelopeBytes = 65536;
function verifyEnvelope(envelope, manifestSha256, keys) {
	const verdicts = new Map();
	for (const signature of envelope.signatures) {
		const { keyId } = signature;
		const state = stateOf(signature, envelope.payload.manifest, {
			manifestSha256,
			keys
		});
		if (verdicts.get(keyId)?.state !== "invalid") verdicts.set(keyId, {
			keyId,
			state
		});
	}
	return [...verdicts.values()];
}
async function signManifest(manifestSha256, signer) {
	const signature = await signer.sign(Buffer.from(signedText(manifestSha256)));
	const { keyId, algorithm, publicKey } = signer.key;
	return {
		format: 1,
		payload: { manifest: manifestSha256 },
		signatures: [{
			keyId,
			algorithm,
			signature: Buffer.from(signature).toString("base64"),
			publicKey
		}]
	};
}
function carriedKeys(envelope) {
	return envelope.signatures.flatMap(({ keyId, algorithm, publicKey }) => {
		const key = publicKey === void 0 ? null : {
			keyId,
			algorithm,
			publicKey
		};
		return key !== null && usablePublicKey(key) !== null ? [key] : [];
	});
}
function envelopeBytes(envelope) {
	return Buffer.from(`${canonicalJson(envelope)}\n`);
}
function parseEnvelope(bytes) {
	if (bytes.length > maximumEnvelopeBytes) return null;
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		const parsed = safeParse(SignatureEnvelope, parseJsonStrict(text));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
function stateOf({ keyId, algorithm, signature }, payload, against) {
	if (payload !== against.manifestSha256) return "invalid";
	const known = against.keys.find((key) => key.keyId === keyId);
	if (known === void 0) return "unknown-key";
	const key = known.algorithm === algorithm ? usablePublicKey(known) : null;
	if (key === null) return "invalid";
	const message = {
		bytes: Buffer.from(signedText(payload)),
		signature: Buffer.from(signature, "base64")
	};
	return isSignedWith(known.algorithm, message, key) ? "valid" : "invalid";
}
export { verifyEnvelope as a, signManifest as i, envelopeBytes as n, parseEnvelope as r, carriedKeys as t };

//# sourceMappingURL=verify-envelope-Djp1Xosw.js.map