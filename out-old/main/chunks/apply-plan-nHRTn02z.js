import { v as applyPlan } from "./change-DfVuWbkk.js";
export { applyPlan };
