import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
// cli/compile-cache.ts
function keepCompiledCode(environment) {
	const given = environment["XDG_CACHE_HOME"] ?? "";
	const home = environment["HOME"] || homedir();
	const cache = path.isAbsolute(given) ? given : path.join(home, ".cache");
	enableCompileCache(path.join(cache, "multios-package-manager", "compiled"));
}
export { keepCompiledCode as t };

//# sourceMappingURL=compile-cache-BAbOZEcY.js.map