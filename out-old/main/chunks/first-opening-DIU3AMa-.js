import path from "node:path";
import { spawn } from "node:child_process";
// main/served/first-opening.ts
function openApart(options, signal) {
	const { dataDirectory, configFile, environment, out } = options;
	const args = [
		path.join(out, "main", "served.js"),
		"--prepare",
		...dataDirectory === void 0 ? [] : [`--data-dir=${dataDirectory}`],
		...configFile === void 0 ? [] : [`--config=${configFile}`]
	];
	return new Promise((resolve) => {
		const child = spawn(process.execPath, args, {
			env: environment,
			stdio: "ignore",
			signal
		});
		child.on("error", () => resolve());
		child.on("exit", () => resolve());
	});
}
async function prepare({ dataDirectory, configFile }) {
	const stopping = new AbortController();
	process.on("SIGTERM", () => stopping.abort());
	const { createEngine } = await import("./engine-DJtpfGIc.js");
	const engine = await createEngine({
		dataDirectory,
		configFile,
		environment: process.env,
		command: "multios-center"
	});
	const ready = engine.run("repository.list", {}, { signal: stopping.signal });
	const stopped = new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
	try {
		await Promise.race([ready, stopped]);
	} finally {
		await engine.close();
	}
}
export { prepare as n, openApart as t };

//# sourceMappingURL=first-opening-DIU3AMa-.js.map