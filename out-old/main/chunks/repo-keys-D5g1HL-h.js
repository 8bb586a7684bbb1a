import { a as signRoot, i as rotate, n as publishRoot, o as signTargets, r as publishedLines, t as offlineRoot } from "./repo-keys-B21--Wwx.js";
export { publishRoot, rotate, signRoot, signTargets };
