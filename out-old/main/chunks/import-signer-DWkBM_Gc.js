import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import { ur as usage } from "./engine-CW36T4mF.js";
// cli/import-signer.ts
async function importSigner(input, context) {
	const keystore = await keystoreOf(context);
	const named = input.text("keyId");
	if (named !== void 0) return keystore.signer(named);
	const own = (await keystore.list()).filter(({ name }) => !name.startsWith("repository:"));
	const [only, ...more] = own;
	if (only !== void 0 && more.length === 0) return keystore.signer(only.name);
	throw usage(only === void 0 ? "There is no key to sign packages with." : "There are several keys to sign with.", only === void 0 ? `Make one: ${context.beside("multios-pm", "sign", "generate-key", "NAME")}` : `Say which: --key-id ${own.map(({ name }) => name).join(" or --key-id ")}`);
}
export { importSigner as t };

//# sourceMappingURL=import-signer-DWkBM_Gc.js.map