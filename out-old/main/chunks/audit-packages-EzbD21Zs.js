import { $ as sameOffer, J as raterFor, U as staleAdvisories, at as advisoriesByName, ct as repairedBy, ft as judge, lt as compareUrgency, nn as installedReleases, ot as advisoriesOf, rn as openedCatalog, st as judged, tt as newerReleases, ut as urgencyOf } from "./engine-CW36T4mF.js";
import { t as publishersWords } from "./publishers-words-Dg2Wegnz.js";
import { n as wantedReleases } from "./verify-packages-ByvW7wDZ.js";
// engine/operations/revoked-releases.ts
function revokedReleases(catalog, installed) {
	return installed.flatMap((release) => {
		const offer = sameOffer(catalog, release);
		const revoked = offer?.record.revoked;
		if (offer === null || revoked === void 0) return [];
		const { name, version } = release;
		return [{
			name,
			version,
			repository: offer.repository,
			...revoked
		}];
	});
}
// engine/operations/audit-packages.ts
async function auditPackages(toolbox, { packages }) {
	const wanted = wantedReleases(toolbox, packages);
	const catalog = openedCatalog(toolbox);
	const advisoriesAbout = advisoriesByName(catalog);
	const told = publishersWords(toolbox, catalog);
	const newerOf = newerReleases(toolbox, catalog, installedReleases(toolbox));
	const concerned = wanted.map((release) => ({
		release,
		about: advisoriesAbout(release)
	})).filter(({ about }) => about.length > 0);
	const rate = await raterFor(concerned.flatMap(({ about }) => about));
	const findings = concerned.flatMap(({ release, about }) => {
		const finding = findingOf(release, about, rate);
		if (finding === null) return [];
		const newer = newerOf(release.name);
		const advisories = told(release, finding.advisories);
		return [{
			...finding,
			advisories,
			update: newer === null ? null : updateOf(catalog, {
				release,
				about
			}, newer)
		}];
	});
	const revoked = revokedReleases(catalog, wanted);
	return {
		packages: wanted.length,
		known: catalog.advisories().length,
		findings: findings.toSorted((a, b) => compareUrgency(a.urgency, b.urgency) || (a.name < b.name ? -1 : 1)),
		stale: staleAdvisories(toolbox),
		...revoked.length === 0 ? {} : { revoked }
	};
}
function findingOf(release, about, rate) {
	const advisories = advisoriesOf(about, release, rate).filter(({ state }) => state !== "fixed");
	if (advisories.length === 0) return null;
	const affecting = advisories.filter(({ state }) => state === "affected");
	return {
		name: release.name,
		version: release.version,
		advisories: advisories.toSorted((a, b) => compareUrgency(urgencyOf([{
			id: a.id,
			risk: a
		}]), urgencyOf([{
			id: b.id,
			risk: b
		}]))),
		urgency: urgencyOf(affecting.map((one) => ({
			id: one.id,
			risk: one
		})))
	};
}
function updateOf(catalog, { release, about }, newer) {
	const offer = catalog.find(newer);
	if (offer === null) return null;
	const { record, repository } = offer;
	const after = new Map(stillOf(about, record).map(({ id, judgement }) => [id, judgement]));
	const affecting = stillOf(about, release).filter(({ judgement }) => judgement === "affected");
	return {
		version: record.version,
		repository,
		repairs: repairedBy(about, release, record).map(({ id }) => id),
		unclear: affecting.flatMap(({ id }) => after.get(id) === "unknown" ? [id] : [])
	};
}
function stillOf(about, release) {
	return about.map((advisory) => ({
		id: advisory.id,
		judgement: judge(advisory, judged(release)).judgement
	}));
}
export { auditPackages };

//# sourceMappingURL=audit-packages-EzbD21Zs.js.map