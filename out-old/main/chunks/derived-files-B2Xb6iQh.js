import { g as triggerOutputs, h as ownWords, m as exportPrograms, p as areProgramsExported } from "./engine-CW36T4mF.js";
export { areProgramsExported, exportPrograms };
