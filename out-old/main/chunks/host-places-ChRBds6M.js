import { homedir } from "node:os";
import path from "node:path";
// main/ipc/host-places.ts
var product = "multios-package-manager";
function compiledPlace(environment) {
	const home = environment["HOME"] || homedir();
	return path.join(absolute(environment["XDG_CACHE_HOME"]) ?? path.join(home, ".cache"), product, "compiled");
}
function hostPlaces({ environment, user, dataDirectory }) {
	const moved = dataDirectory ?? environment["MULTIOS_DATA_DIR"];
	if (moved !== void 0) return {
		incidents: path.resolve(moved, "log", "incidents.jsonl"),
		running: path.resolve(moved, "served.json")
	};
	if (user === 0) return {
		incidents: `/var/log/${product}/incidents.jsonl`,
		running: `/run/${product}/served.json`
	};
	const home = environment["HOME"] || homedir();
	const state = path.join(absolute(environment["XDG_STATE_HOME"]) ?? path.join(home, ".local", "state"), product);
	const runtime = absolute(environment["XDG_RUNTIME_DIR"]);
	return {
		incidents: path.join(state, "log", "incidents.jsonl"),
		running: path.join(runtime === null ? state : path.join(runtime, product), "served.json")
	};
}
function absolute(value) {
	return value !== void 0 && path.isAbsolute(value) ? value : null;
}
export { hostPlaces as n, compiledPlace as t };

//# sourceMappingURL=host-places-ChRBds6M.js.map