import { t as keystoreOf } from "./keys-p2k9Uznq.js";
import { $n as count, Jn as inline, Zn as yellow, er as day } from "./engine-CW36T4mF.js";
import { n as target, t as placeWords } from "./repo-place-DBN1TohX.js";
// cli/commands/sign-advisories.ts
async function signAdvisories(input, context) {
	const where = target(input, context);
	const signer = await (await keystoreOf(context)).signer(input.operand("key"));
	const { signRepositoryAdvisories } = await context.tools();
	const signed = await signRepositoryAdvisories({
		...where,
		signer,
		now: context.now()
	}, context.signal);
	return {
		data: signed,
		text: (page) => signedText(signed, input, page)
	};
}
function signedText({ file, advisories, expires, lacking, isNamed }, input, page) {
	const next = isNamed ? `Publish, where the other keys are: ${page.command("build", ...placeWords(input))}` : `Where the other keys are: ${page.command("rotate-keys", "advisories", "--advisories-key", "FILE", ...placeWords(input))}`;
	return [
		`Signed ${count(advisories, "advisory", "advisories")}, good until ${day(expires)}:`,
		`  ${inline(file)}`,
		...isNamed ? [] : [yellow("The repository does not take this key for its advisories yet.")],
		...isNamed && lacking > 0 ? [`${count(lacking, "signature")} of other keys are still needed.`] : [],
		next
	].join("\n");
}
export { signAdvisories };

//# sourceMappingURL=sign-advisories-CyY8HL0w.js.map