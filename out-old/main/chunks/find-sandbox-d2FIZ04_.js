import { t as findSandbox } from "./find-sandbox-BXSCkrT7.js";
export { findSandbox };
