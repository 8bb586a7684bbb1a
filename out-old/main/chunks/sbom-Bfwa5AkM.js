import { An as jsonDocument } from "./engine-CW36T4mF.js";
// cli/commands/sbom.ts
async function sbom(_, context) {
	const bill = await (await context.engine()).run("system.bill", {}, { signal: context.signal });
	return {
		data: bill,
		text: () => jsonDocument(bill).trimEnd()
	};
}
export { sbom };

//# sourceMappingURL=sbom-Bfwa5AkM.js.map