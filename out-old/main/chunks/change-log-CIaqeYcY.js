import { Tt as poolSources } from "./shared-DyOnH0nz.js";
// engine/catalog/change-log.ts
var mostNames = 5e3;
function recordChange(catalog, { repository, names, gone }, way) {
	forgetChange(catalog, repository);
	if (names.length > mostNames) return;
	const told = gone.map(({ name, architecture, dependencies, recommends, suggests }) => ({
		name,
		architecture,
		dependencies,
		recommends,
		suggests
	}));
	catalog.prepare("INSERT INTO change VALUES (?, ?, ?, ?, ?)").run(repository, way.from, way.to, JSON.stringify(names), JSON.stringify(told));
}
function forgetChange(catalog, repository) {
	catalog.prepare("DELETE FROM change WHERE repository = ?").run(repository);
}
function changesSince(catalog, before) {
	const now = poolSources(catalog);
	if (now.length !== before.length) return null;
	const find = catalog.prepare("SELECT names, gone FROM change WHERE repository = ? AND from_digest = ? AND to_digest = ?");
	const changes = [];
	for (const [at, { repository, digest }] of now.entries()) {
		if (before[at].repository !== repository) return null;
		if (before[at].digest === digest) continue;
		const row = find.get(repository, before[at].digest, digest);
		if (row === void 0) return null;
		const [names, gone] = [JSON.parse(row.names), JSON.parse(row.gone)];
		changes.push({
			repository,
			names,
			gone
		});
	}
	return changes;
}
function hasChanged(changes) {
	const names = new Map(changes.map((change) => [change.repository, new Set(change.names)]));
	return (repository, name) => names.get(repository)?.has(name) === true;
}
export { hasChanged as n, recordChange as r, changesSince as t };

//# sourceMappingURL=change-log-CIaqeYcY.js.map