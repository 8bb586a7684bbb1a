import { i as witnessedStarter, n as recordRefusal, r as witnessed, t as recordRecovery } from "./change-DfVuWbkk.js";
export { recordRecovery, recordRefusal, witnessed, witnessedStarter };
