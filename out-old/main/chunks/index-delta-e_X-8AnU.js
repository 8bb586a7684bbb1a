import { Ar as array, Bn as canonicalJson, Br as literal, Gr as minValue, Hr as maxLength, Mr as boolean, Ur as maxValue, Vn as IndexRecord, Wn as RepositoryIndex, Wr as minLength, Xr as object, Yr as number, Zr as optional, an as VexStatement, ci as string, di as tuple, ei as picklist, fi as union, ii as safeInteger, li as transform, mr as Sha256, or as Architecture, pr as PackageName, ri as regex, si as strictObject, ti as pipe, zn as byCodePoint } from "./shared-DyOnH0nz.js";
// engine/model/advisory.ts
var Line$1 = pipe(string(), minLength(1), maxLength(1e3));
var Probability = union([pipe(string(), regex(/^(?:0(?:\.\d{1,12})?|1(?:\.0{1,12})?)$/, "a number from 0 to 1")), pipe(number(), minValue(0), maxValue(1), transform((part) => part.toFixed(5)))]);
var Epss = object({
	score: Probability,
	percentile: Probability,
	date: optional(Line$1)
});
var Kev = object({
	date_added: Line$1,
	due_date: optional(Line$1),
	ransomware: optional(boolean(), false)
});
var Affected = object({
	package: object({
		ecosystem: Line$1,
		name: Line$1
	}),
	versions: optional(array(Line$1), []),
	ranges: optional(array(object({
		type: Line$1,
		events: array(object({
			introduced: optional(Line$1),
			fixed: optional(Line$1),
			last_affected: optional(Line$1),
			limit: optional(Line$1)
		}))
	})), [])
});
var Advisory = object({
	id: Line$1,
	summary: optional(string(), ""),
	details: optional(string(), ""),
	published: optional(string()),
	modified: string(),
	withdrawn: optional(string()),
	aliases: optional(array(Line$1), []),
	severity: optional(array(object({
		type: Line$1,
		score: Line$1
	})), []),
	database_specific: optional(object({
		severity: optional(picklist([
			"critical",
			"high",
			"medium",
			"low"
		])),
		epss: optional(Epss),
		kev: optional(Kev)
	})),
	affected: array(Affected),
	references: optional(array(object({
		type: Line$1,
		url: Line$1
	})), [])
});
var AdvisoryFile = strictObject({
	format: literal(1),
	advisories: array(Advisory),
	vex: optional(array(VexStatement))
});
// engine/model/index-delta.ts
var { packages: _packages, ...about } = RepositoryIndex.entries;
var Line = pipe(string(), minLength(1), maxLength(1e3));
var ReleaseId = tuple([
	PackageName,
	Line,
	Architecture
]);
var IndexDelta = strictObject({
	from: Sha256,
	to: Sha256,
	steps: pipe(number(), safeInteger(), minValue(1)),
	records_sha256: Sha256,
	...about,
	removed: array(ReleaseId),
	packages: array(IndexRecord)
});
function deltaTarget(from) {
	return `metadata/index-from-${from}.json.gz`;
}
function deltaSource(target) {
	return /^metadata\/index-from-([0-9a-f]{64})\.json\.gz$/.exec(target)?.[1] ?? null;
}
function releaseId({ name, version, architecture }) {
	return [
		name,
		version,
		architecture
	];
}
function changesBetween(before, after) {
	const old = byId(before);
	const now = byId(after);
	return {
		removed: inOrder(before.filter((record) => !now.has(keyOf(releaseId(record)))).map(releaseId)),
		packages: after.filter((record) => {
			const known = old.get(keyOf(releaseId(record)));
			return known === void 0 || canonicalJson(known) !== canonicalJson(record);
		})
	};
}
function changesTogether(first, then) {
	const gone = new Set(then.removed.map(keyOf));
	const packages = byId(first.packages.filter((record) => !gone.has(keyOf(releaseId(record)))));
	for (const record of then.packages) packages.set(keyOf(releaseId(record)), record);
	const removed = new Map([...first.removed, ...then.removed].map((id) => [keyOf(id), id]));
	for (const key of packages.keys()) removed.delete(key);
	return {
		removed: inOrder([...removed.values()]),
		packages: [...packages.values()]
	};
}
function* textOfRecords(records) {
	const sorted = records.toSorted((a, b) => compareIds(releaseId(a), releaseId(b)));
	for (const record of sorted) yield `${canonicalJson(record)}\n`;
}
function byId(records) {
	return new Map(records.map((record) => [keyOf(releaseId(record)), record]));
}
function keyOf(id) {
	return id.join(" ");
}
function inOrder(ids) {
	return ids.toSorted(compareIds);
}
function compareIds(a, b) {
	return byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1]) || byCodePoint(a[2], b[2]);
}
export { deltaTarget as a, Advisory as c, deltaSource as i, AdvisoryFile as l, changesBetween as n, releaseId as o, changesTogether as r, textOfRecords as s, IndexDelta as t, Affected as u };

//# sourceMappingURL=index-delta-e_X-8AnU.js.map