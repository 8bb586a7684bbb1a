import { cr as Refusal, ur as usage } from "./engine-CW36T4mF.js";
// cli/confirm-fingerprint.ts
function fingerprintOf(text) {
	const hex = text.replace(/[\s:]/g, "").toLowerCase();
	if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hex)) throw usage(`"${text}" is no fingerprint.`, "A fingerprint is the 64 hex digits of a SHA-256; that of an OpenPGP key most often has 40.");
	return hex;
}
async function confirmFingerprint({ url, fingerprint: actual }, { expected, text, question, declined }, context) {
	if (expected !== void 0) {
		if (expected === actual) return;
		throw new Refusal({
			code: "trust/fingerprint-mismatch",
			facts: {
				url,
				expected,
				actual
			}
		});
	}
	if (context.settings.yes || context.canAsk) context.say(text);
	if (context.settings.yes) return;
	const answer = await context.ask(question);
	if (answer === null) throw new Refusal({
		code: "trust/unconfirmed",
		facts: {
			url,
			fingerprint: actual
		}
	});
	if (!/^\s*(?:y|yes)\s*$/i.test(answer)) throw new Refusal({
		code: "usage/declined",
		facts: { what: declined }
	});
}
export { fingerprintOf as n, confirmFingerprint as t };

//# sourceMappingURL=confirm-fingerprint-BuLbKWWm.js.map