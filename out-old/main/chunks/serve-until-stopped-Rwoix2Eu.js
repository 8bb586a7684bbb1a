import { t as serveUntilStopped } from "./serve-until-stopped-Bo00w9p_.js";
export { serveUntilStopped };
