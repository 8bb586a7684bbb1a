import { t as compiledPlace } from "./chunks/host-places-ChRBds6M.js";
import { n as usage, t as parseCenterArguments } from "./chunks/arguments-816azgo9.js";
import { enableCompileCache } from "node:module";
import path from "node:path";
// main/center/main.ts
enableCompileCache(compiledPlace(process.env));
var parsed = parseCenterArguments(process.argv.slice(2));
if (parsed.kind === "wrong") {
	console.error(`multios-center: ${parsed.problem}\n\n${usage}`);
	process.exitCode = 2;
} else if (parsed.arguments.help) console.log(usage);
else {
	const { openCenter } = await import("./chunks/open-center-ERLCR_L7.js");
	await openCenter(parsed.arguments, path.join(import.meta.dirname, ".."));
}
export {};

//# sourceMappingURL=center.js.map