import { J as raterFor, Wt as readStoredManifest, at as advisoriesByName, nn as installedReleases, ot as advisoriesOf, rn as openedCatalog, tn as currentGeneration, xt as engineVersion } from "./engine-CW36T4mF.js";
import { $t as parseRelation, Qt as parseProvision, g as commandsOf, rn as satisfies, tn as isProblem } from "./shared-DyOnH0nz.js";
import { t as publishersWords } from "./publishers-words-Dg2Wegnz.js";
import { createHash } from "node:crypto";
// engine/operations/package-url.ts
function purlOf({ name, version, architecture, origin }) {
	const at = `${encoded(name)}@${encoded(version)}`;
	if (origin?.kind !== "debian") return `pkg:generic/${at}?arch=${architecture}`;
	const upstream = `${encoded(origin.source)}${encoded("@")}${encoded(origin.source_version)}`;
	const isOwnSource = origin.source === name && origin.source_version === version;
	return `pkg:deb/debian/${at}?${[...[`arch=${debianNames[architecture] ?? architecture}`], ...isOwnSource ? [] : [`upstream=${upstream}`]].join("&")}`;
}
function ancestorOf({ kind, source, source_version: version }) {
	if (kind === "npm") return `pkg:npm/${source.split("/").map(encoded).join("/")}@${encoded(version)}`;
	return `pkg:deb/debian/${encoded(source)}@${encoded(version)}?arch=source`;
}
var debianNames = {
	x86_64: "amd64",
	arm64: "arm64",
	riscv64: "riscv64",
	universal: "all"
};
function encoded(text) {
	return encodeURIComponent(text).replaceAll("%3A", ":");
}
// engine/operations/cyclone-dx.ts
function billOf(releases, about) {
	const refs = new Map(releases.map(({ release }) => [release.name, purlOf(release)]));
	const refsOf = (names) => names.flatMap((name) => refs.get(name) ?? []);
	const chosen = releases.filter(({ release }) => release.chosen).map(({ release }) => release.name);
	const unsigned = {
		bomFormat: "CycloneDX",
		specVersion: "1.6",
		version: 1,
		metadata: {
			timestamp: new Date(about.now).toISOString(),
			tools: { components: [{
				type: "application",
				name: "multios-pm",
				version: about.engineVersion
			}] },
			component: {
				type: "platform",
				"bom-ref": "installed",
				name: "installed-packages",
				version: `generation ${about.generation}`
			}
		},
		components: releases.map(componentOf),
		dependencies: [{
			ref: "installed",
			dependsOn: refsOf(chosen)
		}, ...releases.map(({ release, needs }) => ({
			ref: purlOf(release),
			dependsOn: refsOf(needs)
		}))],
		vulnerabilities: withOwnRefs(releases.flatMap(({ release, advisories }) => advisories.map((advisory) => vulnerabilityOf(release, advisory))))
	};
	const { bomFormat, specVersion, ...rest } = unsigned;
	return {
		bomFormat,
		specVersion,
		serialNumber: serialOf(JSON.stringify(unsigned)),
		...rest
	};
}
function serialOf(text) {
	const hex = createHash("sha256").update(text).digest("hex");
	const variant = (parseInt(hex[16], 16) & 3 | 8).toString(16);
	return `urn:uuid:${[
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		variant + hex.slice(17, 20),
		hex.slice(20, 32)
	].join("-")}`;
}
function componentOf({ release, manifest }) {
	const { homepage, source_url: source } = manifest;
	return {
		type: manifest.app !== void 0 || commandsOf(manifest).length > 0 ? "application" : "library",
		"bom-ref": purlOf(release),
		...release.publisher === null ? {} : { publisher: release.publisher },
		name: release.name,
		version: release.version,
		description: manifest.description,
		licenses: [{ license: { name: manifest.license } }],
		purl: purlOf(release),
		...ancestryOf(release),
		externalReferences: [...homepage === void 0 ? [] : [{
			type: "website",
			url: homepage
		}], ...source === void 0 ? [] : [{
			type: "vcs",
			url: source
		}]],
		properties: [
			{
				name: "multios:manifest-sha256",
				value: release.manifest_sha256
			},
			{
				name: "multios:repository",
				value: release.repository
			},
			{
				name: "multios:chosen",
				value: String(release.chosen)
			}
		]
	};
}
function ancestryOf({ origin }) {
	if (origin === void 0) return {};
	const { source: name, source_version: version } = origin;
	return { pedigree: { ancestors: [{
		type: "library",
		name,
		version,
		purl: ancestorOf(origin)
	}] } };
}
function withOwnRefs(vulnerabilities) {
	const told = new Map();
	return vulnerabilities.map((one) => {
		const ref = one["bom-ref"];
		const times = (told.get(ref) ?? 0) + 1;
		told.set(ref, times);
		return times === 1 ? one : {
			...one,
			"bom-ref": `${ref}#${times}`
		};
	});
}
var analyses = {
	affected: {
		status: "affected",
		state: "exploitable",
		detail: "The installed version is among the affected ones."
	},
	fixed: {
		status: "unaffected",
		state: "not_affected",
		detail: "The installed version is outside of the affected ones."
	},
	unknown: {
		status: "unknown",
		state: "in_triage",
		detail: "Whether the installed version is affected cannot be told from the advisory."
	}
};
function vulnerabilityOf(release, advisory) {
	const { status, state, detail } = analyses[advisory.state];
	const { id, aliases, published, fixedIn, source } = advisory;
	return {
		"bom-ref": `${id}/${purlOf(release)}`,
		id,
		references: [...new Set(aliases)].map((alias) => ({
			id: alias,
			source: { name: alias.split("-", 1)[0] }
		})),
		ratings: [ratingOf(advisory)],
		description: advisory.summary,
		...fixedIn === null ? {} : { recommendation: `Fixed in ${source === void 0 ? "" : `${source.name} `}${fixedIn}` },
		...published === null || !isTime(published) ? {} : { published },
		analysis: {
			state,
			detail
		},
		affects: [{
			ref: purlOf(release),
			versions: [{
				version: release.version,
				status
			}]
		}],
		properties: [
			...advisory.epss === null ? [] : [{
				name: "multios:epss",
				value: String(advisory.epss.score)
			}, {
				name: "multios:epss-percentile",
				value: String(advisory.epss.percentile)
			}],
			...advisory.kev === null ? [] : [{
				name: "multios:known-exploited-since",
				value: advisory.kev.added
			}],
			...(advisory.words ?? []).map(propertyOf)
		]
	};
}
function propertyOf({ repository, author, status, justification, statement }) {
	return {
		name: "multios:vex",
		value: `${repository} (${author}): ${[status, ...[justification, statement].filter((part) => part !== null && part !== "")].join("; ")}`
	};
}
function isTime(text) {
	return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
}
function ratingOf({ score, vector, severity }) {
	if (score === null || vector === null) return {
		severity,
		method: "other"
	};
	const standard = vector.split("/", 1)[0];
	return {
		score,
		severity,
		method: methods.get(standard) ?? "other",
		vector
	};
}
var methods = new Map([
	["CVSS:3.0", "CVSSv3"],
	["CVSS:3.1", "CVSSv31"],
	["CVSS:4.0", "CVSSv4"]
]);
// engine/operations/bill-of-materials.ts
async function billOfMaterials(toolbox) {
	const installed = [...installedReleases(toolbox).values()].map((release) => ({
		release,
		manifest: readStoredManifest(toolbox.layout, release.directory)
	}));
	const catalog = openedCatalog(toolbox);
	const about = advisoriesByName(catalog);
	const told = publishersWords(toolbox, catalog);
	const rate = await raterFor(installed.flatMap(({ release }) => about(release)));
	const providers = providersIn(installed);
	const releases = installed.map(({ release, manifest }) => ({
		release,
		manifest,
		needs: needsOf(manifest, providers),
		advisories: told(release, advisoriesOf(about(release), release, rate))
	}));
	return billOf(releases, {
		now: toolbox.clock.now(),
		generation: currentGeneration(toolbox),
		engineVersion
	});
}
function providersIn(installed) {
	const answers = installed.flatMap(({ release, manifest }) => [{
		name: release.name,
		by: release,
		version: release.version
	}, ...manifest.provides.flatMap((text) => {
		const provision = parseProvision(text, release.version_scheme);
		return isProblem(provision) ? [] : [{
			name: provision.name,
			by: release,
			version: provision.version
		}];
	})]);
	return Map.groupBy(answers, ({ name }) => name);
}
function needsOf(manifest, providers) {
	const names = manifest.dependencies.flatMap((clause) => {
		const relation = parseRelation(clause, manifest.version_scheme);
		if (isProblem(relation)) return [];
		for (const { name, constraints } of relation.alternatives) {
			const found = providers.get(name)?.find(({ by, version }) => version === null ? constraints.length === 0 : satisfies(version, constraints, by.version_scheme));
			if (found !== void 0) return [found.by.name];
		}
		return [];
	});
	return [...new Set(names)].toSorted();
}
export { billOfMaterials };

//# sourceMappingURL=bill-of-materials-DrkvsOnq.js.map