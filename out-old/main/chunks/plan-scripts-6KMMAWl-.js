import { M as decisiveOf, N as scriptsOf, P as workingSandbox, j as checkScriptsMayRun } from "./engine-CW36T4mF.js";
export { workingSandbox };
