import { Dn as multiosPm } from "./engine-CW36T4mF.js";
export { multiosPm };
