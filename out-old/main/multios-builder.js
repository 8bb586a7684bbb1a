import { t as keepCompiledCode } from "./chunks/compile-cache-BAbOZEcY.js";
// cli/multios-builder.ts
keepCompiledCode(process.env);
var [{ start }, { multiosBuilder }] = await Promise.all([import("./chunks/start-jFp-GJA_.js"), import("./chunks/multios-builder-B46roSQa.js")]);
await start(multiosBuilder);
export {};

//# sourceMappingURL=multios-builder.js.map