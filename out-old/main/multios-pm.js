import { t as keepCompiledCode } from "./chunks/compile-cache-BAbOZEcY.js";
// cli/multios-pm.ts
keepCompiledCode(process.env);
var [{ start }, { multiosPm }] = await Promise.all([import("./chunks/start-jFp-GJA_.js"), import("./chunks/multios-pm-DFtpfpsH.js")]);
await start(multiosPm);
export {};

//# sourceMappingURL=multios-pm.js.map