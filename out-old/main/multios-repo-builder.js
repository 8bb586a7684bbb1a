import { t as keepCompiledCode } from "./chunks/compile-cache-BAbOZEcY.js";
// cli/multios-repo-builder.ts
keepCompiledCode(process.env);
var [{ start }, { multiosRepoBuilder }] = await Promise.all([import("./chunks/start-jFp-GJA_.js"), import("./chunks/multios-repo-builder-CQJBXjKi.js")]);
await start(multiosRepoBuilder);
export {};

//# sourceMappingURL=multios-repo-builder.js.map