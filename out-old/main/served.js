import { t as compiledPlace } from "./chunks/host-places-ChRBds6M.js";
import { n as usage, t as parseCenterArguments } from "./chunks/arguments-816azgo9.js";
import { enableCompileCache } from "node:module";
import path from "node:path";
// main/served/main.ts
enableCompileCache(compiledPlace(process.env));
var say = (line) => console.error(line);
var parsed = parseCenterArguments(process.argv.slice(2));
if (parsed.kind === "wrong") {
	say(`multios-center: ${parsed.problem}`);
	process.exitCode = 2;
} else if (parsed.arguments.help) console.log(usage);
else if (parsed.arguments.prepare) {
	const { prepare } = await import("./chunks/first-opening-B4OJSurt.js");
	await prepare(parsed.arguments);
} else {
	const { serveUntilStopped } = await import("./chunks/serve-until-stopped-Rwoix2Eu.js");
	await serveUntilStopped({
		...parsed.arguments,
		environment: process.env,
		out: path.join(import.meta.dirname, ".."),
		say
	});
}
export {};

//# sourceMappingURL=served.js.map