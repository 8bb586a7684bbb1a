import { hn as findRepository, pt as namesOf } from "./engine-CW36T4mF.js";
import { r as once } from "./shared-DyOnH0nz.js";
import { t as advisoriesKey } from "./advisories-RSNCQSrl.js";
import path from "node:path";
// engine/operations/publishers-words.ts
function publishersWords(toolbox, catalog) {
	const statements = once(() => catalog.vex());
	const keys = new Map();
	const keyOf = (repository) => {
		if (!keys.has(repository)) keys.set(repository, keyFor(toolbox, repository));
		return keys.get(repository);
	};
	return (release, advisories) => advisories.map((advisory) => {
		const words = statements().flatMap(({ repository, statement }) => {
			if (!speaksOf(statement, release, advisory)) return [];
			const { status, justification = null, statement: text = "", author, at } = statement;
			return [{
				repository,
				key: keyOf(repository),
				author,
				status,
				justification,
				statement: text,
				at
			}];
		});
		return words.length === 0 ? advisory : {
			...advisory,
			words
		};
	});
}
function speaksOf({ vulnerability, products }, release, { id, aliases }) {
	const names = namesOf(release);
	return products.some(({ name, version }) => {
		if (name === release.name) return version === void 0 || version === release.version;
		return names.includes(name) && (version === void 0 || version === release.origin?.source_version);
	}) && vulnerability.some((one) => one === id || aliases.includes(one));
}
function keyFor({ layout, state }, repository) {
	const known = findRepository(state, repository);
	if (known === null || known.openPgp !== null) return known?.fingerprint ?? null;
	return advisoriesKey(path.join(layout.metadata, repository));
}
export { publishersWords as t };

//# sourceMappingURL=publishers-words-Dg2Wegnz.js.map