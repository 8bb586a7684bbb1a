import { n as prepare, t as openApart } from "./first-opening-DIU3AMa-.js";
export { prepare };
