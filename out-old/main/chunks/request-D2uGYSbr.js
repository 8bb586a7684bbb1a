import { Jn as inline, rr as listed } from "./engine-CW36T4mF.js";
// cli/output/request.ts
function requestCommands(request, page) {
	if (request.kind !== "together") return [page.command(...wordsToType(request))];
	const swap = installAndRemove(request);
	if (swap !== null) return [page.command(...swap)];
	return request.requests.flatMap((one) => requestCommands(one, page));
}
function requestWords(request) {
	if (request === null) return "the beginning";
	switch (request.kind) {
		case "install": return `install ${listed(request.packages.map(wantedWords))}`;
		case "remove": return `uninstall ${listed(request.packages)}`;
		case "update": return updateWords(request);
		case "downgrade": return `downgrade ${listed(request.packages)}`;
		case "replace": return `replace ${request.name} with ${request.by}`;
		case "autoremove": return "remove what nothing needs";
		case "repair": return "repair what is installed";
		case "together": return listed(request.requests.map(requestWords));
		case "rollback": return `roll back to generation ${request.generation}`;
		case "undo": return "undo";
		case "rollback-package": return `roll ${request.name} back to ${inline(request.version)}`;
	}
}
function wordsToType(request) {
	switch (request.kind) {
		case "install": return [
			"install",
			...request.packages.map(operandOf),
			...installOptions(request)
		];
		case "remove": return [
			"uninstall",
			...request.packages,
			...flags([
				["--purge", request.purge],
				["--force", request.force],
				["--keep-dependencies", request.keepUnneeded]
			])
		];
		case "update": return [
			"update",
			...request.packages ?? [],
			...updateOptions(request)
		];
		case "downgrade": return ["downgrade", ...request.packages];
		case "replace": return [
			"replace",
			request.name,
			request.by,
			...extraOptions(request)
		];
		case "rollback": return [
			"rollback",
			"--to",
			String(request.generation)
		];
		case "rollback-package": return [
			"rollback",
			request.name,
			request.version,
			...flags([["--no-backup", !request.backup]])
		];
		case "autoremove":
		case "repair":
		case "undo": return [request.kind];
	}
}
function installAndRemove({ requests }) {
	const [install, ...more] = requests.filter((one) => one.kind === "install");
	const removals = requests.filter((one) => one.kind === "remove");
	const isPlain = removals.every((one) => !one.purge && !one.force && one.keepUnneeded !== true);
	if (install === void 0 || more.length > 0 || !isPlain) return null;
	if (removals.length === 0 || removals.length + 1 !== requests.length) return null;
	const removed = removals.flatMap((one) => one.packages.flatMap((name) => ["--remove", name]));
	return [...wordsToType(install), ...removed];
}
function operandOf({ name, version }) {
	if (version === void 0) return name;
	const tight = version.replace(/\s+/g, "");
	return /^[<>=!~^]/.test(tight) ? `${name}${tight}` : `${name}=${tight}`;
}
function installOptions(request) {
	return [
		...request.repository === void 0 ? [] : ["--repository", request.repository],
		...flags([
			["--force", request.force],
			["--force-deps", request.forceDependencies],
			["--development", request.development]
		]),
		...extraOptions(request)
	];
}
function updateOptions(request) {
	return [
		...request.categories === void 0 ? [] : ["--category", request.categories.join(",")],
		...flags([["--security-only", request.security], ["--development", request.development]]),
		...extraOptions(request)
	];
}
function extraOptions(request) {
	return flags([["--no-recommends", request.recommends === false], ["--suggests", request.suggests]]);
}
function flags(given) {
	return given.flatMap(([flag, isGiven]) => isGiven === true ? [flag] : []);
}
function updateWords({ packages, categories, security }) {
	const what = packages !== void 0 ? listed(packages) : categories !== void 0 ? `everything in ${listed(categories.map(inline), 8, "or")}` : "everything";
	return security === true ? `security updates of ${what}` : `update ${what}`;
}
function wantedWords(one) {
	return one.version === void 0 ? one.name : `${one.name} ${inline(one.version)}`;
}
export { requestWords as n, requestCommands as t };

//# sourceMappingURL=request-D2uGYSbr.js.map