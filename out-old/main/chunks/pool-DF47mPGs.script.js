(function (parseRelation, parseProvision, formatConstraints, isProblem) {"use strict"; 
// engine/resolver/relations.ts
var none$1 = [];
function alternativesIn(text) {
	const relation = parseRelation(text);
	return isProblem(relation) ? [{
		name: ` ${text.toWellFormed()}`,
		constraints: []
	}] : relation.alternatives;
}
function exclusionsIn(text) {
	const relation = parseRelation(text);
	return isProblem(relation) ? none$1 : relation.alternatives;
}
function provisionIn(text) {
	const provision = parseProvision(text);
	return isProblem(provision) ? null : provision;
}
var Relations = class {
	#clausesByText = new Map();
	#exclusionsByText = new Map();
	#provisionsByText = new Map();
	#terms = new Map();
	#clauses = new Map();
	clause(text) {
		let clause = this.#clausesByText.get(text);
		if (clause === void 0) {
			clause = this.#interned(alternativesIn(text).map(({ name, constraints }) => this.term(name, constraints)));
			this.#clausesByText.set(text, clause);
		}
		return clause;
	}
	exclusions(texts) {
		return texts.length === 0 ? none$1 : [...new Set(texts.flatMap((text) => this.#excluded(text)))];
	}
	#excluded(text) {
		let terms = this.#exclusionsByText.get(text);
		if (terms === void 0) {
			terms = exclusionsIn(text).map(({ name, constraints }) => this.term(name, constraints));
			this.#exclusionsByText.set(text, terms);
		}
		return terms;
	}
	provision(text) {
		let provision = this.#provisionsByText.get(text);
		if (provision === void 0) {
			provision = provisionIn(text);
			this.#provisionsByText.set(text, provision);
		}
		return provision;
	}
	term(name, constraints) {
		const constraintText = formatConstraints(constraints);
		const key = `${name} ${constraintText}`;
		const known = this.#terms.get(key) ?? {
			name,
			constraints,
			constraintText
		};
		this.#terms.set(key, known);
		return known;
	}
	#interned(terms) {
		const distinct = [...new Set(terms)];
		const key = distinct.map(formatTerm).join(" | ");
		const known = this.#clauses.get(key) ?? { terms: distinct };
		this.#clauses.set(key, known);
		return known;
	}
};
function formatTerm({ name, constraintText }) {
	return constraintText === "" ? name.trim() : `${name} ${constraintText}`;
}
// engine/resolver/pool-layout.ts
var magic = 1280266064;
var format = 5;
var first = {
	about: "bytes",
	releaseNames: "numbers",
	releaseFlags: "bytes",
	relationStarts: "numbers",
	relations: "numbers",
	clauseStarts: "numbers",
	clauses: "numbers",
	termFroms: "numbers",
	termCounts: "bytes",
	wideTerms: "numbers",
	wideStarts: "numbers",
	wideItems: "numbers"
};
var later = {
	nameText: "bytes",
	nameStarts: "numbers",
	nameTable: "numbers",
	nameReleases: "numbers",
	releaseRepositories: "shorts",
	digestStarts: "numbers",
	digests: "numbers",
	termNames: "numbers",
	virtualText: "bytes",
	virtualStarts: "numbers",
	virtualTable: "numbers",
	text: "bytes",
	textStarts: "numbers",
	releaseVersions: "numbers",
	releaseArchitectures: "shorts",
	releaseSizes: "numbers",
	releaseSizesAbove: "shorts",
	recommendStarts: "numbers",
	recommends: "numbers",
	suggestStarts: "numbers",
	suggests: "numbers",
	replaceStarts: "numbers",
	replaces: "numbers",
	provideStarts: "numbers",
	provides: "numbers",
	providedNames: "numbers",
	providerStarts: "numbers",
	providers: "numbers",
	termConstraints: "numbers"
};
var kinds = {
	...first,
	...later
};
var isExclusion = 2147483648;
var names = Object.keys(kinds);
var firstNames = Object.keys(first);
var indexOf = new Map(names.map((name, index) => [name, index]));
var manyParts = 192;
var fixed = 6;
var checksumAt = 4;
var soundAt = 5;
var headerBytes = 4 * (fixed + 2 * names.length);
var unit = {
	bytes: 1,
	shorts: 2,
	numbers: 4
};
function writeSections(sections) {
	let length = aligned(headerBytes);
	const offsets = new Map();
	for (const name of names) {
		offsets.set(name, length);
		length = aligned(length + sections[name].byteLength);
	}
	const file = new Uint8Array(length + 8);
	const header = new Uint32Array(file.buffer, 0, headerBytes / 4);
	header.set([
		magic,
		format,
		file.length,
		offsets.get(names[firstNames.length])
	]);
	for (const [index, name] of names.entries()) {
		const { buffer, byteOffset, byteLength } = sections[name];
		header.set([offsets.get(name), byteLength], fixed + 2 * index);
		file.set(new Uint8Array(buffer, byteOffset, byteLength), offsets.get(name));
	}
	new Uint32Array(file.buffer, length, 1)[0] = magic;
	header[soundAt] = checksumOf(new Uint32Array(file.buffer).subarray(headerBytes / 4));
	header[checksumAt] = checksumOf(header, checksumAt);
	return file;
}
function isSound(file) {
	const numbers = alignedNumbers(file);
	return numbers[soundAt] === checksumOf(numbers.subarray(headerBytes / 4));
}
function alignedNumbers(file) {
	const { buffer, byteOffset, byteLength } = alignedCopy(file);
	return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
function checksumOf(numbers, without = -1) {
	let hash = 2166136261;
	for (let at = 0; at < numbers.length; at += 1) if (at !== without) hash = Math.imul(hash ^ numbers[at], 16777619) ^ hash >>> 13;
	return hash >>> 0;
}
var prefixBytes = 24;
function lengthsIn(prefix) {
	if (prefix.byteLength < 24) return null;
	const header = new Uint32Array(prefix.slice(0, 24).buffer);
	const [, , whole, part] = header;
	return header[0] === magic && header[1] === format && whole % 8 === 0 && part >= headerBytes && part + 8 <= whole ? {
		whole,
		first: part
	} : null;
}
var SectionReader = class SectionReader {
	first;
	#header;
	#read;
	#known = new Map();
	#parts = new Map();
	constructor(first, header, read) {
		this.first = first;
		this.#header = header;
		this.#read = read;
	}
	static open(part, read) {
		const lengths = lengthsIn(part);
		if (lengths === null || part.byteLength < lengths.first || !endsWell(lengths.whole, read)) return null;
		const bytes = alignedCopy(part);
		const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerBytes / 4);
		if (header[checksumAt] !== checksumOf(header, checksumAt)) return null;
		const sections = {};
		for (const [index, name] of names.entries()) {
			const place = placeOf(header, index);
			const isFirst = index < firstNames.length;
			if (!isPlace(place, isFirst ? lengths.first : lengths.whole - 8, unit[kinds[name]])) return null;
			if (isFirst) sections[name] = view(kinds[name], bytes, ...place);
		}
		return new SectionReader(sections, header, read);
	}
	all() {
		const rest = names.slice(firstNames.length).map((name) => [name, this.later(name)]);
		return {
			...this.first,
			...Object.fromEntries(rest)
		};
	}
	later(name) {
		const known = this.#known.get(name);
		if (known !== void 0) return known;
		const section = this.#readPart(name, 0, this.lengthOf(name));
		this.#known.set(name, section);
		return section;
	}
	part(name, from, to) {
		const known = this.#known.get(name);
		if (known !== void 0) return known.subarray(from, to);
		const parts = (this.#parts.get(name) ?? 0) + 1;
		this.#parts.set(name, parts);
		if (parts > manyParts) return this.later(name).subarray(from, to);
		const end = Math.min(to, this.lengthOf(name));
		return this.#readPart(name, Math.min(from, end), end);
	}
	lengthOf(name) {
		return placeOf(this.#header, indexOf.get(name))[1] / unit[kinds[name]];
	}
	#readPart(name, from, to) {
		const size = unit[kinds[name]];
		const [offset] = placeOf(this.#header, indexOf.get(name));
		const length = (to - from) * size;
		const bytes = length === 0 ? new Uint8Array() : this.#read(offset + from * size, length);
		if (bytes.byteLength !== length) throw new Error(`the pool ends before its section ${name}`);
		return view(kinds[name], alignedCopy(bytes), 0, length);
	}
};
function placeOf(header, index) {
	return [header[fixed + 2 * index], header[fixed + 2 * index + 1]];
}
function isPlace([offset, length], end, size) {
	return offset % 8 === 0 && offset >= headerBytes && offset + length <= end && length % size === 0;
}
function endsWell(whole, read) {
	const end = read(whole - 8, 9);
	return end.byteLength === 8 && new Uint32Array(end.slice(0, 4).buffer)[0] === magic;
}
function view(kind, { buffer, byteOffset }, offset, length) {
	switch (kind) {
		case "bytes": return new Uint8Array(buffer, byteOffset + offset, length);
		case "shorts": return new Uint16Array(buffer, byteOffset + offset, length / 2);
		case "numbers": return new Uint32Array(buffer, byteOffset + offset, length / 4);
	}
}
function alignedCopy(bytes) {
	return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}
function aligned(offset) {
	return Math.ceil(offset / 8) * 8;
}
// engine/resolver/hash-name.ts
function hashOf(text) {
	const { length } = text;
	let hash = 2166136261 ^ length;
	for (let i = 1; i < length; i += 2) {
		const pair = text.charCodeAt(i - 1) | text.charCodeAt(i) << 8;
		hash = Math.imul(hash ^ pair, 16777619);
	}
	if ((length & 1) === 1) hash = Math.imul(hash ^ text.charCodeAt(length - 1), 16777619);
	return (hash ^ hash >>> 15) >>> 0;
}
// engine/resolver/digests.ts
var stride = 3;
var rowsTogether = 4;
function digestTable(digests, hashes) {
	let bits = 0;
	while (rowsTogether << bits < digests.length) bits += 1;
	const starts = new Uint32Array((1 << bits) + 1);
	for (const digest of digests) starts[upper(digest, bits) + 1] += 1;
	for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
	const order = new Uint32Array(digests.length);
	const free = starts.slice();
	for (let release = 0; release < digests.length; release += 1) {
		const bucket = upper(digests[release], bits);
		order[free[bucket]] = release;
		free[bucket] += 1;
	}
	const compare = (a, b) => digests[a] - digests[b] || hashes[a] - hashes[b] || a - b;
	for (let bucket = 0; bucket + 1 < starts.length; bucket += 1) if (starts[bucket + 1] - starts[bucket] > 1) order.subarray(starts[bucket], starts[bucket + 1]).sort(compare);
	return {
		starts,
		rows: rowsOf(order, digests, hashes)
	};
}
function rowsOf(order, digests, hashes) {
	const rows = new Uint32Array(stride * order.length);
	for (let at = 0; at < order.length; at += 1) {
		const release = order[at];
		rows[stride * at] = digests[release];
		rows[stride * at + 1] = hashes[release];
		rows[stride * at + 2] = release;
	}
	return rows;
}
function columnsIn(rows) {
	const digests = new Uint32Array(rows.length / stride);
	const hashes = new Uint32Array(digests.length);
	for (let at = 0; at < rows.length; at += stride) {
		digests[rows[at + 2]] = rows[at];
		hashes[rows[at + 2]] = rows[at + 1];
	}
	return {
		digests,
		hashes
	};
}
var Digests = class {
	#starts;
	#rows;
	#bits;
	constructor(reader) {
		this.#starts = reader.later("digestStarts");
		this.#rows = reader.later("digests");
		this.#bits = Math.log2(this.#starts.length - 1);
	}
	find(name, digest) {
		const rows = this.#rows;
		const wanted = digestNumber(digest);
		const bucket = upper(wanted, this.#bits);
		const end = Math.min(this.#starts[bucket + 1] * stride, rows.length);
		for (let at = this.#starts[bucket] * stride; at < end; at += stride) if (rows[at] === wanted && rows[at + 1] === hashOf(name)) return at;
		return -1;
	}
	next(at) {
		const rows = this.#rows;
		const next = at + stride;
		return rows[next] === rows[at] && rows[next + 1] === rows[at + 1] ? next : -1;
	}
	releaseAt(at) {
		return this.#rows[at + 2];
	}
};
function upper(digest, bits) {
	return bits === 0 ? 0 : digest >>> 32 - bits;
}
function digestNumber(digest) {
	return Number.parseInt(digest.slice(0, 8), 16) >>> 0;
}
// engine/resolver/names.ts
var Texts = class {
	#reader;
	#sections;
	#whole = null;
	#isAscii = null;
	#asked = 0;
	constructor(reader, sections) {
		this.#reader = reader;
		this.#sections = sections;
	}
	get count() {
		return this.#reader.lengthOf(this.#sections.starts) - 1;
	}
	get(index) {
		const [start, end] = this.#placeOf(index);
		this.#asked += 1;
		if (this.#whole === null && this.#asked <= few && this.#isPlain()) {
			const bytes = this.#reader.part(this.#sections.text, start, end);
			return String.fromCharCode(...bytes);
		}
		return this.#all().slice(start, end);
	}
	isAt(index, text) {
		const [start, end] = this.#placeOf(index);
		if (end - start !== text.length) return false;
		if (!this.#isPlain()) return this.#all().startsWith(text, start);
		const bytes = this.#reader.part(this.#sections.text, start, end);
		for (let at = 0; at < text.length; at += 1) if (bytes[at] !== text.charCodeAt(at)) return false;
		return true;
	}
	#placeOf(index) {
		const [start = 0, end = 0] = this.#reader.part(this.#sections.starts, index, index + 2);
		return [start, end];
	}
	#isPlain() {
		const { text, starts } = this.#sections;
		this.#isAscii ??= this.#reader.part(starts, this.count, this.count + 1)[0] === this.#reader.lengthOf(text);
		return this.#isAscii;
	}
	#all() {
		const { text } = this.#sections;
		this.#whole ??= new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#reader.later(text));
		return this.#whole;
	}
};
var few = 192;
var slotsAtOnce = 8;
function findIn(texts, table, { reader, text }) {
	const size = reader.lengthOf(table);
	let slot = hashOf(text) & size - 1;
	for (let looked = 0; looked < size; looked += slotsAtOnce) {
		const slots = reader.part(table, slot, slot + slotsAtOnce);
		for (let at = 0; at < slots.length; at += 1) {
			const found = slots[at] - 1;
			if (found < 0) return -1;
			if (texts.isAt(found, text)) return found;
		}
		slot = slot + slotsAtOnce < size ? slot + slotsAtOnce : 0;
	}
	return -1;
}
function tableOf(names) {
	let size = 16;
	while (5 * size < 6 * names.length) size *= 2;
	const table = new Uint32Array(size);
	for (const [index, name] of names.entries()) {
		let slot = hashOf(name) & size - 1;
		while (table[slot] !== 0) slot = slot + 1 & size - 1;
		table[slot] = index + 1;
	}
	return table;
}
// engine/resolver/pool.ts
var Pool = class {
	about;
	data;
	releaseCount;
	termCount;
	clauseCount;
	packageCount;
	relations;
	#reader;
	#names;
	#virtualNames;
	#texts;
	#digests = null;
	#repositories = null;
	#recommends = null;
	#suggests = null;
	constructor(reader, about) {
		this.#reader = reader;
		this.about = about;
		this.data = reader.first;
		this.releaseCount = this.data.releaseNames.length;
		this.termCount = this.data.termFroms.length;
		this.clauseCount = this.termCount + this.data.clauseStarts.length - 1;
		this.packageCount = reader.lengthOf("nameReleases") - 1;
		this.#names = new Texts(reader, {
			text: "nameText",
			starts: "nameStarts"
		});
		this.#virtualNames = new Texts(reader, {
			text: "virtualText",
			starts: "virtualStarts"
		});
		this.#texts = new Texts(reader, {
			text: "text",
			starts: "textStarts"
		});
		this.relations = {
			starts: this.data.relationStarts,
			items: this.data.relations
		};
	}
	get digests() {
		this.#digests ??= new Digests(this.#reader);
		return this.#digests;
	}
	get recommends() {
		this.#recommends ??= {
			starts: this.later("recommendStarts"),
			items: this.later("recommends")
		};
		return this.#recommends;
	}
	get suggests() {
		this.#suggests ??= {
			starts: this.later("suggestStarts"),
			items: this.later("suggests")
		};
		return this.#suggests;
	}
	get nameCount() {
		return this.packageCount + this.#virtualNames.count;
	}
	later(name) {
		return this.#reader.later(name);
	}
	findName(name) {
		const asked = {
			reader: this.#reader,
			text: name
		};
		const found = findIn(this.#names, "nameTable", asked);
		if (found >= 0) return found;
		const virtual = findIn(this.#virtualNames, "virtualTable", asked);
		return virtual < 0 ? -1 : this.packageCount + virtual;
	}
	nameText(name) {
		return name < this.packageCount ? this.#names.get(name) : this.#virtualNames.get(name - this.packageCount);
	}
	termName(term) {
		return this.#number("termNames", term);
	}
	text(index) {
		return this.#texts.get(index);
	}
	version(release) {
		return this.text(this.#number("releaseVersions", release));
	}
	scheme(release) {
		return this.has(release, 4) ? "debian" : "semver";
	}
	has(release, flag) {
		return (this.data.releaseFlags[release] & flag) !== 0;
	}
	repositoryOf(release) {
		return this.about.sources[this.sourceOf(release)].repository;
	}
	sourceOf(release) {
		if (this.about.sources.length < 2) return 0;
		this.#repositories ??= this.later("releaseRepositories");
		return this.#repositories[release];
	}
	releasesNamed(name) {
		const releases = [];
		const [first = 0, end = 0] = this.#reader.part("nameReleases", name, name + 2);
		const last = Math.min(end, this.releaseCount);
		for (let release = first; release < last; release += 1) releases.push(release);
		return releases;
	}
	firstNamesake(release) {
		const { releaseNames } = this.data;
		let first = release;
		while (first > 0 && releaseNames[first - 1] === releaseNames[release]) first -= 1;
		return first;
	}
	providersOf(name) {
		const row = find(this.later("providedNames"), name);
		if (row < 0) return [];
		const starts = this.later("providerStarts");
		return this.later("providers").subarray(starts[row], starts[row + 1]);
	}
	termEnd(term) {
		const { termFroms, termCounts, wideItems, wideStarts } = this.data;
		const count = termCounts[term];
		return count === 255 ? wideItems[wideStarts[this.#wideRow(term)]] : termFroms[term] + count;
	}
	othersMeeting(term) {
		const { termCounts, wideItems, wideStarts } = this.data;
		if (termCounts[term] !== 255) return none;
		const row = this.#wideRow(term);
		return wideItems.subarray(wideStarts[row] + 1, wideStarts[row + 1]);
	}
	describe(release) {
		return {
			id: release,
			name: this.nameText(this.data.releaseNames[release]),
			version: this.version(release),
			scheme: this.scheme(release),
			architecture: this.text(this.#reader.part("releaseArchitectures", release, release + 1)[0]),
			repository: this.repositoryOf(release),
			size: this.#size(2 * release),
			installedSize: this.#size(2 * release + 1)
		};
	}
	#size(index) {
		const [above = 0] = this.#reader.part("releaseSizesAbove", index, index + 1);
		return this.#number("releaseSizes", index) + above * 2 ** 32;
	}
	#number(section, index) {
		return this.#reader.part(section, index, index + 1)[0] ?? 0;
	}
	#wideRow(term) {
		return find(this.data.wideTerms, term);
	}
};
var none = [];
function find(sorted, wanted) {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] < wanted) low = middle + 1;
		else high = middle;
	}
	return sorted[low] === wanted ? low : -1;
}
function openPool(part, read = readFrom(part)) {
	const reader = SectionReader.open(part, read);
	if (reader === null || !areConsistent(reader)) return null;
	const about = readAbout(reader.first.about);
	return about === null ? null : new Pool(reader, about);
}
function readAbout(bytes) {
	try {
		const about = JSON.parse(new TextDecoder().decode(bytes));
		return Array.isArray(about?.sources) ? about : null;
	} catch {
		return null;
	}
}
function readFrom(file) {
	return (offset, length) => file.subarray(offset, offset + length);
}
function areConsistent(reader) {
	const { first: data } = reader;
	const releases = data.releaseNames.length;
	const ends = (starts, length, count) => starts.length === count + 1 && starts[count] === length;
	return areLongEnough(reader) && ends(data.relationStarts, data.relations.length, releases) && ends(data.clauseStarts, data.clauses.length, data.clauseStarts.length - 1) && ends(data.wideStarts, data.wideItems.length, data.wideTerms.length) && data.releaseFlags.length === releases && data.termCounts.length === data.termFroms.length;
}
function areLongEnough(reader) {
	const { releaseNames, termFroms } = reader.first;
	const names = reader.lengthOf("nameReleases");
	const tables = [
		reader.lengthOf("nameTable"),
		reader.lengthOf("virtualTable"),
		reader.lengthOf("digestStarts") - 1
	];
	return names > 0 && reader.lengthOf("nameStarts") === names && reader.lengthOf("digests") === 3 * releaseNames.length && reader.lengthOf("releaseRepositories") === releaseNames.length && reader.lengthOf("termNames") === termFroms.length && tables.every(isPowerOfTwo);
}
function isPowerOfTwo(size) {
	return size > 0 && (size & size - 1) === 0;
}
// engine/resolver/placed.ts
var known = new WeakMap();
function placeIn(pool, installed) {
	const ofPool = known.get(pool) ?? new WeakMap();
	known.set(pool, ofPool);
	const placed = ofPool.get(installed) ?? place(pool, installed);
	ofPool.set(installed, placed);
	return placed;
}
function place(pool, listed) {
	const packages = byName(listed);
	const { releaseNames } = pool.data;
	const installed = [];
	let isOffered = true;
	for (let at = 0; at < packages.length; at += 1) {
		const { name: text, chosen, unmet } = packages[at];
		const release = findOffered(pool, packages[at]);
		if (release < 0) isOffered = false;
		const name = release < 0 ? -1 : releaseNames[release];
		installed.push({
			release,
			name,
			text,
			chosen,
			unmet: unmet.length === 0 ? unmet : spelled(unmet)
		});
	}
	return {
		packages,
		installed,
		isOffered
	};
}
function findOffered(pool, { name, version, repository, digest }) {
	const { digests } = pool;
	let found = -1;
	for (let at = digests.find(name, digest); at >= 0; at = digests.next(at)) {
		const release = digests.releaseAt(at);
		if (!pool.has(release, 1) || pool.repositoryOf(release) !== repository) continue;
		if (found < 0) found = release;
		else if (pool.version(found) !== version && pool.version(release) === version) found = release;
	}
	return found;
}
function spelled(clauses) {
	const relations = new Relations();
	return clauses.map((text) => relations.clause(text).terms.map(formatTerm).join(" | "));
}
function byName(installed) {
	for (let at = 1; at < installed.length; at += 1) if (installed[at - 1].name >= installed[at].name) return installed.toSorted((a, b) => a.name < b.name ? -1 : 1);
	return installed;
}


//# sourceMappingURL=pool-DF47mPGs.js.map
return { provisionIn, digestNumber, SectionReader, lengthsIn, writeSections, formatTerm, exclusionsIn, columnsIn, isExclusion, alternativesIn, openPool, digestTable, Relations, tableOf, hashOf, placeIn, isSound };
})
