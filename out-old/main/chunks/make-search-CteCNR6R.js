import { t as makeSearch } from "./make-search-3cO8G_Hg.js";
export { makeSearch };
