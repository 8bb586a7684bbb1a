// cli/exit-code.ts
var failed = 1;
var wrongUse = 2;
var unsolvable = 3;
var untrusted = 4;
var refused = 5;
var network = 6;
var busy = 7;
var notFound = 8;
var interrupted = 130;
var exitCodes = {
	"request/invalid": wrongUse,
	"config/invalid": wrongUse,
	"recipe/invalid": wrongUse,
	"policy/invalid": wrongUse,
	"usage/invalid": wrongUse,
	"usage/unconfirmed": wrongUse,
	"plan/unsolvable": unsolvable,
	"plan/file-conflict": unsolvable,
	"plan/path-collision": unsolvable,
	"trust/unconfirmed": untrusted,
	"trust/change-unconfirmed": untrusted,
	"trust/look-alike-unconfirmed": untrusted,
	"trust/fingerprint-mismatch": untrusted,
	"trust/metadata": untrusted,
	"trust/artifact": untrusted,
	"script/refused": refused,
	"policy/refused": refused,
	"policy/untrusted": refused,
	"policy/spool": refused,
	"state/open-place": refused,
	"policy/not-approvable": refused,
	"repository/not-a-repository": network,
	"network/unreachable": network,
	"network/status": network,
	"network/timeout": network,
	"busy/locked": busy,
	"plan/stale": busy,
	"package/not-found": notFound,
	"package/not-installed": notFound,
	"release/not-found": notFound,
	"release/not-in-repository": notFound,
	"category/not-found": notFound,
	"repository/not-found": notFound,
	"publisher/not-found": notFound,
	"generation/not-found": notFound,
	"file/not-found": notFound,
	"key/not-found": notFound,
	"launch/no-program": notFound,
	"policy/not-set": notFound,
	"policy/request-not-found": notFound,
	"plan/gave-up": failed,
	"policy/nothing-to-ask": failed,
	"policy/decided": failed,
	"plan/unfinished": failed,
	"repository/exists": failed,
	"history/nothing-to-undo": failed,
	"disk/full": failed,
	"disk/read-only": failed,
	"disk/denied": failed,
	"disk/no-links": failed,
	"disk/failing": failed,
	"file/exists": failed,
	"archive/not-an-archive": failed,
	"key/exists": failed,
	"key/signatures-missing": failed,
	"key/targets-unsigned": failed,
	"key/advisories-unsigned": failed,
	"keystore/unavailable": failed,
	"keystore/locked": failed,
	"launch/failed": failed,
	"launch/no-sandbox": failed,
	"trigger/failed": failed,
	"script/failed": failed,
	"state/damaged": failed,
	"usage/declined": failed,
	"consent/refused": failed,
	"usage/unwritable": failed,
	"usage/interrupted": interrupted,
	internal: failed
};
function isCliCode(code) {
	return Object.hasOwn(exitCodes, code);
}
export { isCliCode as n, exitCodes as t };

//# sourceMappingURL=exit-code-DYsfbtdd.js.map