import { n as whyTrusted, t as linkLines } from "./why-trusted-BckkP785.js";
export { whyTrusted };
