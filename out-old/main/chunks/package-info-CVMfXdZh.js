import { J as raterFor, L as fetchManifest, Q as summarizer, Wt as readStoredManifest, _t as notFound, at as advisoriesByName, et as blockedTeller, hn as findRepository, nn as installedReleases, ot as advisoriesOf, rn as openedCatalog, tt as newerReleases, vt as notOffered } from "./engine-CW36T4mF.js";
import { $t as parseRelation, Jt as maintainerName, Lt as addOnKey, Qn as compareVersions, Wt as mediaName, X as firstLine, g as commandsOf, qt as keysFor, rn as satisfies, tn as isProblem } from "./shared-DyOnH0nz.js";
import { t as presented } from "./present-app-o5_QKXUt.js";
import { t as publishersWords } from "./publishers-words-Dg2Wegnz.js";
import { y as unexportedOf } from "./change-DfVuWbkk.js";
// engine/operations/trust-chain.ts
function trustChain(repository, about, record, now) {
	const { openPgp, name } = repository;
	const title = about?.name ?? name;
	return [
		...openPgp === null ? rootLinks(repository, title, now) : openPgpLinks(repository, openPgp, {
			title,
			now
		}),
		publisherLink(about, record),
		{
			kind: "release",
			title: `${record.app?.name ?? record.name} ${record.version}`,
			fingerprint: record.manifest_sha256,
			expires: null,
			state: "valid"
		}
	];
}
function rootLinks({ name, fingerprint, marks }, title, now) {
	const signed = (expires) => ({
		fingerprint,
		expires,
		state: stateOf(expires, now)
	});
	return [{
		kind: "root",
		title: name,
		...signed(marks?.rootExpires ?? null)
	}, {
		kind: "repository",
		title,
		...signed(marks?.validUntil ?? null),
		...marks?.signedAt === void 0 ? {} : { signedAt: marks.signedAt }
	}];
}
function openPgpLinks({ name, fingerprint }, { expires, marks }, { title, now }) {
	const state = marks === null ? "missing" : expires !== null && Date.parse(expires) <= now ? "expired" : "valid";
	return [{
		kind: "root",
		title: `${name} (OpenPGP)`,
		fingerprint,
		expires,
		state
	}, {
		kind: "repository",
		title,
		fingerprint,
		expires: null,
		...marks === null ? {} : { signedAt: marks.signedAt },
		state
	}];
}
function publisherLink(about, record) {
	const title = maintainerName(record.maintainer);
	const granted = about?.publishers.find(({ name }) => name === title)?.granted;
	const [key] = keysFor(record, about?.publishers.filter(({ name }) => name === title) ?? []);
	return {
		kind: "publisher",
		title,
		fingerprint: key?.keyId ?? "",
		expires: null,
		...granted === void 0 ? {} : { delegated: true },
		state: key === void 0 ? "missing" : "valid"
	};
}
function stateOf(expires, now) {
	if (expires === null) return "missing";
	return Date.parse(expires) > now ? "valid" : "expired";
}
// engine/operations/package-info.ts
async function packageInfo(toolbox, input, signal) {
	const catalog = openedCatalog(toolbox);
	const installed = installedReleases(toolbox);
	const offers = catalog.releasesOf(input.name);
	const here = installed.get(input.name);
	if (offers.length === 0 && here === void 0) throw notFound(catalog, installed, input.name);
	const offer = chooseOffer(offers, input, here);
	const subject = offer?.record ?? here;
	const about = advisoriesByName(catalog)(subject);
	const known = advisoriesOf(about, subject, await raterFor(about));
	const advisories = publishersWords(toolbox, catalog)(subject, known);
	return {
		...offer === null ? detailsOfInstalled(toolbox, catalog, {
			here,
			advisories,
			locales: input.locales
		}) : detailsOfOffer(toolbox, catalog, {
			offer,
			offers,
			installed,
			advisories,
			locales: input.locales
		}),
		unexported: here === void 0 ? [] : await unexportedOf(toolbox, new Set([here.name])),
		files: input.files ? (await manifestFor(toolbox, {
			offer,
			here
		}, signal)).files : null
	};
}
function chooseOffer(offers, input, here) {
	const inRepository = offers.filter(({ repository }) => input.repository === void 0 || repository === input.repository);
	const fits = ({ record }) => input.version === void 0 || compareVersions(record.version, input.version, record.version_scheme) === 0;
	const wanted = inRepository.find(fits);
	if (wanted !== void 0) return wanted;
	if (here !== void 0 && input.version === void 0 && input.repository === void 0) return null;
	const releases = offers.map((offer) => ({
		...offer,
		version: offer.record.version
	}));
	throw notOffered(input, releases, fits);
}
function detailsOfOffer(toolbox, catalog, { offer, offers, installed, advisories, locales }) {
	const { record } = offer;
	const repository = findRepository(toolbox.state, offer.repository);
	const newest = offers.find(({ repository: name }) => name === offer.repository) ?? offer;
	const app = record.app ?? newest.record.app;
	const here = installed.get(record.name);
	return {
		...blockedTeller(toolbox)(summarizer(catalog, installed, newerReleases(toolbox, catalog, installed)).ofOffer(offer)),
		...described(record),
		...presented(record, app, locales),
		commands: record.commands,
		versions: offers.map(({ repository: from, record: { version, published, size, manifest_sha256: id, revoked } }) => ({
			version,
			repository: from,
			published,
			size,
			installed: here?.manifest_sha256 === id,
			...revoked === void 0 ? {} : { revoked }
		})),
		dependencies: record.dependencies.map((clause) => dependencyView(clause, catalog, installed)),
		addOns: addOnsOf(catalog, app?.id ?? record.name, installed),
		neededBy: dependantsOf(toolbox, installed, record.name, record.provides),
		security: {
			chain: repository === null ? [] : trustChain(repository, catalog.about(offer.repository), record, toolbox.clock.now()),
			advisories
		}
	};
}
function detailsOfInstalled(toolbox, catalog, { here, advisories, locales }) {
	const manifest = readStoredManifest(toolbox.layout, here.directory);
	const installed = installedReleases(toolbox);
	return {
		...summarizer(catalog, installed, newerReleases(toolbox, catalog, installed)).ofInstalled(here, () => manifest),
		...described(manifest),
		...presented(manifest, manifest.app, locales),
		commands: commandsOf(manifest),
		versions: [],
		dependencies: manifest.dependencies.map((clause) => dependencyView(clause, catalog, installed)),
		addOns: addOnsOf(catalog, manifest.app?.id ?? here.name, installed),
		neededBy: dependantsOf(toolbox, installed, here.name, manifest.provides),
		security: {
			chain: [],
			advisories
		}
	};
}
var mostAddOns = 50;
function addOnsOf(catalog, id, installed) {
	return [...Map.groupBy(catalog.providersOf(addOnKey(id)), ({ record }) => record.name).values()].slice(0, mostAddOns).flatMap(([first]) => {
		if (first === void 0) return [];
		const { name, app, description } = first.record;
		return [{
			name,
			title: app?.name ?? name,
			summary: app?.summary ?? firstLine(description),
			icon: app?.icon === void 0 ? null : `media/${mediaName(app.icon)}`,
			installed: installed.has(name)
		}];
	});
}
function described(record) {
	return {
		homepage: record.homepage ?? null,
		sourceUrl: record.source_url ?? null,
		maintainer: record.maintainer,
		recommends: record.recommends,
		provides: record.provides,
		conflicts: record.conflicts,
		hasScripts: Object.keys(record.install_scripts).length > 0
	};
}
function dependencyView(clause, catalog, installed) {
	const relation = parseRelation(clause);
	if (isProblem(relation)) return {
		clause,
		satisfiedBy: null
	};
	for (const { name, constraints } of relation.alternatives) {
		const here = installed.get(name);
		if (here !== void 0 && satisfies(here.version, constraints, here.version_scheme)) return {
			clause,
			satisfiedBy: {
				name,
				version: here.version,
				installed: true
			}
		};
	}
	const offers = relation.alternatives.flatMap(({ name, constraints }) => [...catalog.releasesOf(name).filter(({ record }) => satisfies(record.version, constraints, record.version_scheme)), ...constraints.length === 0 ? catalog.providersOf(name) : []]);
	const provider = offers.find(({ record }) => installed.has(record.name)) ?? offers[0];
	if (provider === void 0) return {
		clause,
		satisfiedBy: null
	};
	const { name, version } = provider.record;
	return {
		clause,
		satisfiedBy: {
			name,
			version,
			installed: installed.get(name)?.version === version
		}
	};
}
function dependantsOf(toolbox, installed, name, provides) {
	if (!installed.has(name)) return [];
	const names = new Set([name, ...provides.map((text) => text.split(/[\s=(]/, 1)[0])]);
	return [...installed.values()].flatMap((release) => {
		const { dependencies } = readStoredManifest(toolbox.layout, release.directory);
		return dependencies.some((clause) => {
			const relation = parseRelation(clause);
			return !isProblem(relation) && relation.alternatives.some((alternative) => names.has(alternative.name));
		}) && release.name !== name ? [release.name] : [];
	});
}
async function manifestFor(toolbox, { offer, here }, signal) {
	if (here !== void 0 && (offer === null || offer.record.manifest_sha256 === here.manifest_sha256)) return readStoredManifest(toolbox.layout, here.directory);
	return fetchManifest(toolbox, offer, signal);
}
export { packageInfo };

//# sourceMappingURL=package-info-CVMfXdZh.js.map