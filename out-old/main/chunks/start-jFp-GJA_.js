import { En as start } from "./engine-CW36T4mF.js";
export { start };
