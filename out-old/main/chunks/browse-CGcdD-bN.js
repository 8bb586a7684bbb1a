import { Fn as checkUpdates, In as list, Ln as search } from "./engine-CW36T4mF.js";
export { checkUpdates, list, search };
