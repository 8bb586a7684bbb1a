import { n as setKey, t as confirmedKey } from "./openpgp-key-CfXH16ur.js";
export { setKey };
