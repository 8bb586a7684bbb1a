import { $n as isDevelopmentVersion, Gt as barOf, Qn as compareVersions, Tt as poolSources, Ut as recordAt, en as formatConstraints, er as isVersion, nn as parseConstraints, tn as isProblem } from "./shared-DyOnH0nz.js";
import { _ as provisionIn, a as digestNumber, c as SectionReader, f as writeSections, h as exclusionsIn, i as columnsIn, l as isExclusion, m as alternativesIn, o as digestTable, r as tableOf, s as hashOf, u as isSound } from "./pool-DF47mPGs.js";
import { c as matchTerm } from "./solver-Dw6LybCM.js";
import { n as hasChanged, t as changesSince } from "./change-log-CIaqeYcY.js";
import path from "node:path";
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { threadId } from "node:worker_threads";
// engine/resolver/interned.ts
var Interned = class {
	#ids = new Map();
	texts = [];
	idOf(text) {
		let id = this.#ids.get(text);
		if (id === void 0) {
			id = this.texts.push(text) - 1;
			this.#ids.set(text, id);
		}
		return id;
	}
};
var Renumbered = class {
	#ids;
	#before = [];
	constructor(count) {
		this.#ids = new Uint32Array(count);
	}
	idOf(number) {
		if (this.#ids[number] === 0) this.#ids[number] = this.#before.push(number);
		return this.#ids[number] - 1;
	}
	inOrder(values) {
		return this.#before.map((number) => values[number]);
	}
};
// engine/resolver/numbered-relations.ts
var NumberedRelations = class {
	names = new Interned();
	texts = new Interned();
	terms = [];
	several = [];
	provisions = [];
	#termIds = new Map();
	#severalIds = new Map();
	#clausesByText = new Map();
	#exclusionsByText = new Map();
	#provisionsByText = new Map();
	clauses(texts) {
		return distinct(texts.map((text) => this.#clause(text)));
	}
	exclusions(texts) {
		return distinct(texts.flatMap((text) => this.#excluded(text)));
	}
	provided(texts) {
		return texts.map((text) => this.#provision(text)).filter((provision) => provision >= 0);
	}
	#clause(text) {
		let clause = this.#clausesByText.get(text);
		if (clause === void 0) {
			const terms = distinct(alternativesIn(text).map((term) => this.#term(term)));
			clause = terms.length === 1 ? terms[0] : this.#numberOf(terms);
			this.#clausesByText.set(text, clause);
		}
		return clause;
	}
	#numberOf(terms) {
		const key = terms.join(" ");
		let place = this.#severalIds.get(key);
		if (place === void 0) {
			place = this.several.push(terms) - 1;
			this.#severalIds.set(key, place);
		}
		return severalAt(place);
	}
	#excluded(text) {
		let terms = this.#exclusionsByText.get(text);
		if (terms === void 0) {
			terms = exclusionsIn(text).map((term) => this.#term(term));
			this.#exclusionsByText.set(text, terms);
		}
		return terms;
	}
	#provision(text) {
		let provision = this.#provisionsByText.get(text);
		if (provision === void 0) {
			const read = provisionIn(text);
			provision = read === null ? -1 : this.provisions.push(this.#numbered(read)) - 1;
			this.#provisionsByText.set(text, provision);
		}
		return provision;
	}
	#numbered({ name, version }) {
		const versionText = version === null ? -1 : this.texts.idOf(version);
		return {
			name: this.names.idOf(name),
			version,
			versionText
		};
	}
	#term({ name: text, constraints }) {
		const name = this.names.idOf(text);
		const constraintText = this.texts.idOf(formatConstraints(constraints));
		const key = name * mostTexts + constraintText;
		let term = this.#termIds.get(key);
		if (term === void 0) {
			term = this.terms.push({
				name,
				constraints,
				constraintText
			}) - 1;
			this.#termIds.set(key, term);
		}
		return term;
	}
};
var mostTexts = 2 ** 24;
function severalAt(number) {
	return -1 - number;
}
function distinct(numbers) {
	return numbers.length < 2 ? numbers : [...new Set(numbers)];
}
// engine/resolver/order-releases.ts
function compareReleases(machine) {
	return (a, b) => Number(isFor(b, machine)) - Number(isFor(a, machine)) || compareText(a.scheme, b.scheme) || compareVersions(b.version, a.version, a.scheme) || compareText(a.version, b.version) || compareText(a.repository, b.repository) || Number(a.architecture === "universal") - Number(b.architecture === "universal") || compareText(a.architecture, b.architecture) || compareText(a.digest, b.digest);
}
function isFor({ architecture }, machine) {
	return architecture === machine || architecture === "universal";
}
function compareText(a, b) {
	return a < b ? -1 : Number(a > b);
}
// engine/resolver/number-lists.ts
var NumberLists = class {
	#starts = [0];
	#items = [];
	get count() {
		return this.#starts.length - 1;
	}
	add(list) {
		for (const item of list) this.#items.push(item);
		this.#starts.push(this.#items.length);
	}
	startOf(list) {
		return this.#starts[list];
	}
	itemAt(place) {
		return this.#items[place];
	}
	sections(valueOf) {
		return [Uint32Array.from(this.#starts), Uint32Array.from(this.#items, valueOf)];
	}
};
// engine/resolver/pool-matches.ts
function providersOf$1({ releases, relations, lists }, flags) {
	const providers = new Map();
	const { provides } = lists;
	for (const [id, { version, scheme }] of releases.entries()) {
		if ((flags[id] & 1) === 0) continue;
		for (let at = provides.startOf(id); at < provides.startOf(id + 1); at += 1) {
			const provision = relations.provisions[provides.itemAt(at)];
			const list = providers.get(provision.name) ?? [];
			if (list.at(-1)?.id === id) list.at(-1).provided.push(provision);
			else list.push({
				id,
				version,
				scheme,
				provided: [provision]
			});
			providers.set(provision.name, list);
		}
	}
	return providers;
}
var nobody$1 = {
	group: [],
	first: 0
};
function matchesOf({ releases, relations }, order, known) {
	let last = {
		name: -1,
		own: nobody$1
	};
	return Array.from(order.termsInOrder, (id) => {
		const term = relations.terms[id];
		if (term.name !== last.name) last = {
			name: term.name,
			own: groupOf(order.names[term.name], {
				releases,
				order,
				known
			})
		};
		return matchTerm(term, last.own, known.providers.get(term.name) ?? []);
	});
}
function groupOf(name, { releases, order, known }) {
	if (name >= order.packages.length) return nobody$1;
	const { nameReleases, releaseFlags } = known;
	const [first, end] = [nameReleases[name], nameReleases[name + 1]];
	let last = first;
	while (last < end && (releaseFlags[last] & 1) !== 0) last += 1;
	return last === first ? nobody$1 : {
		group: releases.slice(first, last),
		first
	};
}
// engine/base/merge-sorted.ts
function both([before, added], of) {
	return [of(before), of(added)];
}
function mergeSorted([before, added], sizes, compare) {
	const places = [new Int32Array(sizes[0]).fill(-1), new Int32Array(sizes[1]).fill(-1)];
	const sides = new Uint8Array(before.length + added.length);
	const ids = new Uint32Array(sides.length);
	let [count, a] = [0, 0];
	const takeBefore = (end) => {
		ids.set(before.subarray(a, end), count);
		for (; a < end; a += 1) places[0][before[a]] = count++;
	};
	for (const number of added) {
		takeBefore(firstWhere(a, before.length, (at) => compare(before[at], number) >= 0));
		places[1][number] = count;
		if (a < before.length && compare(before[a], number) === 0) takeBefore(a + 1);
		else {
			sides[count] = 1;
			ids[count++] = number;
		}
	}
	takeBefore(before.length);
	return {
		count,
		sides: sides.subarray(0, count),
		ids: ids.subarray(0, count),
		places
	};
}
function firstWhere(start, end, holds) {
	let [low, step] = [start, 1];
	while (low + step <= end && !holds(low + step - 1)) {
		low += step;
		step *= 2;
	}
	let high = Math.min(low + step - 1, end);
	while (low < high) {
		const middle = low + high >>> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
function* runsOf({ count, sides, ids }) {
	for (let to = 0, end = 0; to < count; to = end) {
		const [side, from] = [sides[to], ids[to]];
		do
			end += 1;
		while (end < count && sides[end] === side && ids[end] === from + end - to);
		yield {
			side,
			from,
			to,
			length: end - to
		};
	}
}
function mergeColumn(into, merged, columns) {
	for (const { side, from, to, length } of runsOf(merged)) into.set(columns[side].subarray(from, from + length), to);
	return into;
}
function mergeLists(merged, lists, room) {
	const starts = new Uint32Array(merged.count + 1);
	for (const { side, from, to, length } of runsOf(merged)) {
		const { starts: those, items } = lists[side];
		room.set(items.subarray(those[from], those[from + length]), starts[to]);
		const shift = starts[to] - those[from];
		for (let at = 1; at <= length; at += 1) starts[to + at] = those[from + at] + shift;
	}
	return {
		starts,
		items: room.slice(0, starts[merged.count])
	};
}
function numbersWhere(count, holds) {
	const numbers = new Uint32Array(count);
	let length = 0;
	for (let number = 0; number < count; number += 1) {
		if (!holds(number)) continue;
		numbers[length] = number;
		length += 1;
	}
	return numbers.subarray(0, length);
}
function compareLists(a, b) {
	for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
	return a.length - b.length;
}
// engine/resolver/pool-order.ts
function orderOf(relations, nameOf) {
	const { ranks, packages, virtual, names } = orderNames(relations.names.texts, nameOf);
	const constraintTexts = relations.texts.texts;
	const termsInOrder = Uint32Array.from(relations.terms.keys()).sort((a, b) => {
		const [one, other] = [relations.terms[a], relations.terms[b]];
		return ranks[one.name] - ranks[other.name] || compareText(constraintTexts[one.constraintText], constraintTexts[other.constraintText]);
	});
	const terms = placesOf(termsInOrder);
	const lists = relations.several.map((clause) => clause.map((term) => terms[term]));
	const severalInOrder = Uint32Array.from(lists.keys()).sort((a, b) => compareLists(lists[a], lists[b]));
	return {
		packages,
		virtual,
		names,
		terms,
		termsInOrder,
		several: placesOf(severalInOrder),
		severalInOrder
	};
}
function orderNames(texts, nameOf) {
	const isPackage = new Uint8Array(texts.length);
	for (const name of nameOf) isPackage[name] = 1;
	const inOrder = Uint32Array.from(texts.keys()).sort((a, b) => compareText(texts[a], texts[b]));
	const packages = inOrder.filter((name) => isPackage[name] === 1);
	const virtual = inOrder.filter((name) => isPackage[name] === 0);
	const numbered = new Uint32Array(texts.length);
	numbered.set(packages);
	numbered.set(virtual, packages.length);
	const written = (names) => Array.from(names, (name) => texts[name]);
	return {
		ranks: placesOf(inOrder),
		names: placesOf(numbered),
		packages: written(packages),
		virtual: written(virtual)
	};
}
function placesOf(order) {
	const places = new Uint32Array(order.length);
	for (let place = 0; place < order.length; place += 1) places[order[place]] = place;
	return places;
}
// engine/resolver/pool-sections.ts
function sectionsOf(content) {
	const order = orderOf(content.relations, content.nameOf);
	const texts = new Renumbered(content.relations.texts.texts.length);
	const columns = releaseSections(content, order, texts);
	const nameReleases = startsBy(columns.releaseNames, order.packages.length);
	const providers = providersOf$1(content, columns.releaseFlags);
	return {
		...aboutSection(content.about),
		nameReleases,
		...nameSections(order),
		...columns,
		...relationSections$1(content, order, texts),
		...termSections$1(content, order, {
			texts,
			providers
		}),
		...matchSections(matchesOf(content, order, {
			...columns,
			nameReleases,
			providers
		})),
		...textSections(texts.inOrder(content.relations.texts.texts))
	};
}
function aboutSection(about) {
	return { about: new TextEncoder().encode(JSON.stringify(about)) };
}
function textSections(texts) {
	const { text, starts } = joined(texts);
	return {
		text,
		textStarts: starts
	};
}
function joined(texts) {
	const starts = new Uint32Array(texts.length + 1);
	for (const [index, text] of texts.entries()) starts[index + 1] = starts[index] + text.length;
	return {
		text: new TextEncoder().encode(texts.map((text) => text.toWellFormed()).join("")),
		starts
	};
}
function nameSections({ packages, virtual }) {
	const own = joined(packages);
	const others = joined(virtual);
	return {
		nameText: own.text,
		nameStarts: own.starts,
		nameTable: tableOf(packages),
		virtualText: others.text,
		virtualStarts: others.starts,
		virtualTable: tableOf(virtual)
	};
}
function releaseSections({ about, releases, nameOf, versionOf, architectureOf, repositories }, order, texts) {
	const numbers = (of) => Uint32Array.from(releases, of);
	const textsOf = (column) => column.map((text) => texts.idOf(text));
	const releaseNames = nameOf.map((name) => order.names[name]);
	const flags = (each, at) => (isFor(each, about.architecture) ? 1 : 0) | (isDevelopmentVersion(each.version, each.scheme) ? 2 : 0) | (each.scheme === "debian" ? 4 : 0) | (each.barred === "revoked" ? 32 : 0) | (each.barred === "stranger" ? 64 : 0) | (nameOf[at] === nameOf[at - 1] && isSameVersion(each, releases[at - 1]) ? 8 : 0) | (nameOf[at] === nameOf[at - 1] || nameOf[at] === nameOf[at + 1] ? 0 : 16);
	const digests = digestTable(numbers(({ digest }) => digestNumber(digest)), numbers(({ name }) => hashOf(name)));
	const sizes = releases.flatMap(({ size, installedSize }) => [size, installedSize]);
	return {
		releaseNames,
		releaseVersions: textsOf(versionOf),
		releaseRepositories: Uint16Array.from(releases, ({ repository }) => repositories.get(repository)),
		releaseArchitectures: new Uint16Array(textsOf(architectureOf)),
		releaseFlags: Uint8Array.from(releases, flags),
		digestStarts: digests.starts,
		digests: digests.rows,
		releaseSizes: Uint32Array.from(sizes, (size) => size % 2 ** 32),
		releaseSizesAbove: Uint16Array.from(sizes, (size) => Math.floor(size / 2 ** 32))
	};
}
function isSameVersion(one, other) {
	return one.scheme === other.scheme && compareVersions(one.version, other.version, one.scheme) === 0;
}
function relationSections$1({ relations, lists }, order, texts) {
	const { provisions, terms } = relations;
	const termOf = (term) => order.terms[term];
	const clauseOf = (clause) => clause < 0 ? terms.length + order.several[severalAt(clause)] : termOf(clause);
	const relationOf = (item) => item >= 2147483648 ? (termOf(item - isExclusion) | isExclusion) >>> 0 : clauseOf(item);
	const [relationStarts, items] = lists.relations.sections(relationOf);
	const [recommendStarts, recommends] = lists.recommends.sections(clauseOf);
	const [suggestStarts, suggests] = lists.suggests.sections(clauseOf);
	const [replaceStarts, replaces] = lists.replaces.sections(termOf);
	const [starts, provided] = lists.provides.sections((item) => item);
	const provides = new Uint32Array(2 * provided.length);
	for (let at = 0; at < provided.length; at += 1) {
		const { name, versionText } = provisions[provided[at]];
		provides[2 * at] = order.names[name];
		provides[2 * at + 1] = versionText < 0 ? 0 : texts.idOf(versionText) + 1;
	}
	const several = new NumberLists();
	for (const place of order.severalInOrder) several.add(relations.several[place]);
	const [clauseStarts, clauses] = several.sections(termOf);
	return {
		relationStarts,
		relations: items,
		recommendStarts,
		recommends,
		suggestStarts,
		suggests,
		replaceStarts,
		replaces,
		provideStarts: starts.map((start) => 2 * start),
		provides,
		clauseStarts,
		clauses
	};
}
function termSections$1({ relations }, order, { texts, providers }) {
	const provided = Array.from(providers, ([name, by]) => [order.names[name], by]).sort(([a], [b]) => a - b);
	const [providerStarts, providerIds] = lists(provided, ([, by]) => by.map(({ id }) => id));
	const terms = Array.from(order.termsInOrder, (term) => relations.terms[term]);
	return {
		providedNames: Uint32Array.from(provided, ([name]) => name),
		providerStarts,
		providers: providerIds,
		termNames: Uint32Array.from(terms, ({ name }) => order.names[name]),
		termConstraints: Uint32Array.from(terms, ({ constraints, constraintText }) => constraints.length === 0 ? 0 : texts.idOf(constraintText) + 1)
	};
}
function matchSections(matches) {
	const termFroms = new Uint32Array(matches.length);
	const termCounts = new Uint8Array(matches.length);
	const wideTerms = [];
	for (let term = 0; term < matches.length; term += 1) {
		const { from, to, others } = matches[term];
		const isWide = others.length > 0 || to - from >= 255;
		termFroms[term] = from;
		termCounts[term] = isWide ? 255 : to - from;
		if (isWide) wideTerms.push(term);
	}
	const [wideStarts, wideItems] = lists(wideTerms, (term) => [matches[term].to, ...matches[term].others]);
	return {
		termFroms,
		termCounts,
		wideTerms: Uint32Array.from(wideTerms),
		wideStarts,
		wideItems
	};
}
function startsBy(sorted, count) {
	const starts = new Uint32Array(count + 1);
	for (const number of sorted) starts[number + 1] += 1;
	for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
	return starts;
}
function lists(rows, of) {
	const starts = new Uint32Array(rows.length + 1);
	const items = [];
	for (const [index, row] of rows.entries()) {
		for (const item of of(row)) items.push(item);
		starts[index + 1] = items.length;
	}
	return [starts, Uint32Array.from(items)];
}
// engine/resolver/build-pool.ts
function buildPool(declarations, about) {
	const { architecture } = about;
	const sources = about.sources.toSorted((a, b) => compareText(a.repository, b.repository));
	const repositories = new Map(sources.map(({ repository }, index) => [repository, index]));
	const releases = inOrder(Array.from(declarations).filter(({ version, scheme, repository }) => isVersion(version, scheme) && repositories.has(repository)), architecture);
	return writeSections(sectionsOf({
		about: {
			architecture,
			sources
		},
		repositories,
		...numbered(releases)
	}));
}
function inOrder(declarations, architecture) {
	const compare = compareReleases(architecture);
	return declarations.toSorted((a, b) => compareText(a.name, b.name) || compare(a, b)).filter((each, index, sorted) => !isTwin(each, sorted[index - 1]));
}
function isTwin(each, before) {
	return before !== void 0 && before.name === each.name && before.scheme === each.scheme && before.version === each.version && before.repository === each.repository && before.architecture === each.architecture;
}
function numbered(releases) {
	const relations = new NumberedRelations();
	const lists = {
		relations: new NumberLists(),
		recommends: new NumberLists(),
		suggests: new NumberLists(),
		replaces: new NumberLists(),
		provides: new NumberLists()
	};
	const nameOf = Uint32Array.from(releases, ({ name }) => relations.names.idOf(name));
	const versionOf = Uint32Array.from(releases, ({ version }) => relations.texts.idOf(version));
	const architectureOf = Uint32Array.from(releases, ({ architecture }) => relations.texts.idOf(architecture));
	for (const declared of releases) {
		const excluded = relations.exclusions([...declared.conflicts, ...declared.breaks]);
		lists.relations.add([...relations.clauses(declared.dependencies), ...excluded.map((term) => term + isExclusion)]);
		lists.recommends.add(relations.clauses(declared.recommends));
		lists.suggests.add(relations.clauses(declared.suggests));
		lists.replaces.add(relations.exclusions(declared.replaces));
		lists.provides.add(relations.provided(declared.provides));
	}
	return {
		releases,
		nameOf,
		versionOf,
		architectureOf,
		relations,
		lists
	};
}
// engine/resolver/join-pools.ts
function joinPools(parts, about) {
	const { names, ranks } = joinNames(parts);
	const terms = joinTerms(parts, {
		names,
		ranks
	});
	return {
		about,
		parts,
		names,
		terms,
		clauses: joinClauses(parts, terms),
		releases: joinReleases(parts, {
			names,
			ranks,
			architecture: about.architecture
		})
	};
}
function joinNames(parts) {
	const inOrder = both(parts, namesInOrder);
	const merged = mergeSorted(inOrder, both(parts, sizeOf), (a, b) => compareText(parts[0].names[a], parts[1].names[b]));
	const isPackage = new Uint8Array(merged.count);
	for (const [side, { used }] of parts.entries()) {
		const places = merged.places[side];
		for (const name of inOrder[side]) if (used.names[name] === 2) isPackage[places[name]] = 1;
	}
	const [packages, virtual] = [[], []];
	const numbers = new Int32Array(merged.count);
	for (let rank = 0; rank < merged.count; rank += 1) {
		const list = isPackage[rank] === 1 ? packages : virtual;
		numbers[rank] = list.length;
		list.push(parts[merged.sides[rank]].names[merged.ids[rank]]);
	}
	for (let rank = 0; rank < merged.count; rank += 1) if (isPackage[rank] === 0) numbers[rank] += packages.length;
	return {
		names: {
			packages,
			virtual,
			places: both(merged.places, (ranks) => ranks.map((rank) => rank < 0 ? -1 : numbers[rank]))
		},
		ranks: merged.places
	};
}
function namesInOrder({ names, used, packageCount }) {
	const packages = numbersWhere(packageCount, (name) => used.names[name] !== 0);
	const others = numbersWhere(names.length - packageCount, (at) => used.names[packageCount + at] !== 0);
	const { count, sides, ids } = mergeSorted([packages, others], [packageCount, names.length], (a, b) => compareText(names[a], names[packageCount + b]));
	return Uint32Array.from({ length: count }, (_, at) => ids[at] + sides[at] * packageCount);
}
function sizeOf({ names }) {
	return names.length;
}
function joinTerms(parts, { ranks }) {
	const used = both(parts, (part) => numbersWhere(part.termCount, (term) => part.used.clauses[term] !== 0));
	const rankOf = (side, term) => ranks[side][parts[side].data.termNames[term]];
	return mergeSorted(used, both(parts, ({ termCount }) => termCount), (a, b) => rankOf(0, a) - rankOf(1, b) || compareText(constraintsOf(parts[0], a), constraintsOf(parts[1], b)));
}
function constraintsOf({ data, texts }, term) {
	const text = data.termConstraints[term];
	return text === 0 ? "" : texts[text - 1];
}
function joinClauses(parts, terms) {
	const used = both(parts, ({ clauseCount, termCount, used: { clauses } }) => numbersWhere(clauseCount, (clause) => clauses[termCount + clause] !== 0));
	const termsOf = (side, clause) => {
		const { clauseStarts, clauses } = parts[side].data;
		const ids = clauses.subarray(clauseStarts[clause], clauseStarts[clause + 1]);
		return Int32Array.from(ids, (term) => terms.places[side][term]);
	};
	return mergeSorted(used, both(parts, ({ clauseCount }) => clauseCount), (a, b) => compareLists(termsOf(0, a), termsOf(1, b)));
}
function joinReleases(parts, { ranks, architecture }) {
	const compare = compareReleases(architecture);
	const rankOf = (side, release) => ranks[side][parts[side].data.releaseNames[release]];
	return mergeSorted(both(parts, ({ releases }) => releases), both(parts, ({ data }) => data.releaseNames.length), (a, b) => rankOf(0, a) - rankOf(1, b) || compare(orderedOf(parts[0], a), orderedOf(parts[1], b)));
}
function orderedOf({ about, data, texts }, release) {
	return {
		version: texts[data.releaseVersions[release]],
		scheme: (data.releaseFlags[release] & 4) === 0 ? "semver" : "debian",
		architecture: texts[data.releaseArchitectures[release]],
		repository: about.sources[data.releaseRepositories[release]].repository,
		digest: ""
	};
}
// engine/resolver/match-joined.ts
function matchJoined(joined, known) {
	const touched = touchedNames(joined);
	const matchBefore = matchesBefore(joined, known);
	const matchNow = matchesNow(joined, known);
	return Array.from({ length: joined.terms.count }, (_, term) => {
		const side = joined.terms.sides[term];
		const id = joined.terms.ids[term];
		const name = joined.names.places[side][joined.parts[side].data.termNames[id]];
		return side === 0 && touched[name] === 0 ? matchBefore(id, name) : matchNow(constraintsOf(joined.parts[side], id), name);
	});
}
function touchedNames({ parts, names, releases }) {
	const touched = new Uint8Array(names.packages.length + names.virtual.length);
	for (const [side, { data }] of parts.entries()) {
		const places = names.places[side];
		const touch = (name) => {
			if (places[name] >= 0) touched[places[name]] = 1;
		};
		for (let release = 0; release < data.releaseNames.length; release += 1) {
			if (side === 0 && releases.places[0][release] >= 0) continue;
			touch(data.releaseNames[release]);
			for (let at = data.provideStarts[release]; at < data.provideStarts[release + 1]; at += 2) touch(data.provides[at]);
		}
	}
	return touched;
}
function matchesBefore({ parts: [before], names, releases }, { nameReleases, releaseFlags }) {
	const { termFroms, termCounts, termNames, wideTerms, wideStarts, wideItems } = before.data;
	const wideAt = new Map(Array.from(wideTerms, (term, at) => [term, at]));
	return (term, name) => {
		const shift = name < names.packages.length && (releaseFlags[nameReleases[name]] & 1) !== 0 ? nameReleases[name] - before.data.nameReleases[termNames[term]] : 0;
		const from = termFroms[term] + shift;
		if (termCounts[term] !== 255) return {
			from,
			to: from + termCounts[term],
			others: []
		};
		const at = wideAt.get(term);
		const [to = 0, ...others] = wideItems.subarray(wideStarts[at], wideStarts[at + 1]);
		return {
			from,
			to: to + shift,
			others: others.map((release) => releases.places[0][release])
		};
	};
}
var nobody = {
	group: [],
	first: 0
};
function matchesNow(joined, known) {
	const { parts, names, releases } = joined;
	const { nameReleases, releaseFlags, providedNames, providerStarts, providers } = known;
	const versioned = (release) => {
		const { data, texts } = parts[releases.sides[release]];
		return {
			version: texts[data.releaseVersions[releases.ids[release]]],
			scheme: (releaseFlags[release] & 4) === 0 ? "semver" : "debian"
		};
	};
	const groupOf = (name) => {
		const [first, end] = [nameReleases[name], nameReleases[name + 1]];
		const fitting = Array.from({ length: end - first }, (_, at) => first + at).filter((release) => (releaseFlags[release] & 1) !== 0);
		return fitting.length === 0 ? nobody : {
			group: fitting.map(versioned),
			first
		};
	};
	const providedAt = new Map(Array.from(providedNames, (name, at) => [name, at]));
	const providersOf = (name) => {
		const at = providedAt.get(name);
		if (at === void 0) return [];
		const list = providers.subarray(providerStarts[at], providerStarts[at + 1]);
		return Array.from(list, (id) => ({
			id,
			...versioned(id),
			provided: provisionsOf(joined, known, {
				id,
				name
			})
		}));
	};
	return (constraintText, name) => {
		const constraints = constraintText === "" ? [] : parseConstraints(constraintText);
		if (isProblem(constraints)) throw new Error("a pool has constraints that cannot be read");
		const own = name < names.packages.length ? groupOf(name) : nobody;
		return matchTerm({ constraints }, own, providersOf(name));
	};
}
function provisionsOf({ parts, names, releases }, { provideStarts, provides }, { id, name }) {
	const { data, texts } = parts[releases.sides[id]];
	const there = data.provideStarts[releases.ids[id]];
	const provisions = [];
	for (let at = provideStarts[id]; at < provideStarts[id + 1]; at += 2) {
		if (provides[at] !== name) continue;
		const version = data.provides[there + at - provideStarts[id] + 1];
		const text = name < names.packages.length ? names.packages[name] : names.virtual[name - names.packages.length];
		provisions.push({
			name: text,
			version: version === 0 ? null : texts[version - 1]
		});
	}
	return provisions;
}
// engine/resolver/merge-pools.ts
function mergePools(parts, about) {
	return writeSections(sectionsOfBoth(joinPools(parts, about)));
}
function sectionsOfBoth(joined) {
	const { parts, about, names, releases } = joined;
	const data = both(parts, (part) => part.data);
	const texts = new Texts(parts);
	const releaseNames = column(releases, both(data, (each) => each.releaseNames), (name, side) => names.places[side][name]);
	const releaseSections = {
		releaseNames,
		nameReleases: startsBy(releaseNames, names.packages.length),
		...columnsOf(joined, texts)
	};
	const relations = relationSections(joined, texts);
	const providers = providersOf(releaseSections.releaseFlags, relations);
	const matches = matchJoined(joined, {
		...releaseSections,
		...relations,
		...providers
	});
	return {
		...aboutSection(about),
		...nameSections(names),
		...releaseSections,
		...relations,
		...providers,
		...termSections(joined, texts),
		...matchSections(matches),
		...textSections(texts.all())
	};
}
var Texts = class {
	#ids = new Map();
	#parts;
	#known;
	constructor(parts) {
		this.#parts = parts;
		this.#known = both(parts, ({ texts }) => new Uint32Array(texts.length));
	}
	idOf(text, side) {
		const known = this.#known[side];
		if (known[text] === 0) {
			const written = this.#parts[side].texts[text];
			const id = this.#ids.get(written) ?? this.#ids.size;
			this.#ids.set(written, id);
			known[text] = id + 1;
		}
		return known[text] - 1;
	}
	all() {
		return [...this.#ids.keys()];
	}
};
function columnsOf({ parts, about, releases }, texts) {
	const data = both(parts, (part) => part.data);
	const repositories = both(parts, (part) => part.about.sources.map(({ repository }) => about.sources.findIndex((source) => source.repository === repository)));
	const textColumn = (columns) => column(releases, columns, (text, side) => texts.idOf(text, side));
	const known = both(parts, (part) => columnsIn(part.data.digests));
	const numberColumn = (key) => mergeColumn(new Uint32Array(releases.count), releases, both(known, (each) => each[key]));
	const { starts, rows } = digestTable(numberColumn("digests"), numberColumn("hashes"));
	return {
		releaseVersions: textColumn(both(data, (each) => each.releaseVersions)),
		releaseArchitectures: new Uint16Array(textColumn(both(data, (each) => each.releaseArchitectures))),
		releaseRepositories: new Uint16Array(column(releases, both(data, (each) => each.releaseRepositories), (at, side) => repositories[side][at])),
		releaseFlags: flagsOf({
			parts,
			releases
		}),
		digestStarts: starts,
		digests: rows,
		releaseSizes: pairs(releases, both(data, (each) => each.releaseSizes)),
		releaseSizesAbove: new Uint16Array(pairs(releases, both(data, (each) => each.releaseSizesAbove)))
	};
}
function flagsOf({ parts, releases }) {
	const own = ~(16 | 8);
	const columns = both(parts, ({ data }) => data.releaseFlags);
	const flags = new Uint8Array(column(releases, columns, (each) => each & own));
	const nameOf = (at) => {
		if (at < 0 || at >= releases.count) return null;
		const { data, names } = parts[releases.sides[at]];
		return names[data.releaseNames[releases.ids[at]]];
	};
	const versioned = (at) => {
		const { data, texts } = parts[releases.sides[at]];
		return {
			version: texts[data.releaseVersions[releases.ids[at]]],
			scheme: (flags[at] & 4) === 0 ? "semver" : "debian"
		};
	};
	for (let at = 0; at < releases.count; at += 1) {
		const name = nameOf(at);
		const isLikeLast = name === nameOf(at - 1);
		if (!isLikeLast && name !== nameOf(at + 1)) flags[at] |= 16;
		if (isLikeLast && isSameVersion(versioned(at), versioned(at - 1))) flags[at] |= 8;
	}
	return flags;
}
function relationSections({ parts, names, terms, clauses, releases }, texts) {
	const data = both(parts, (part) => part.data);
	const relation = (item, side) => {
		const { termCount } = parts[side];
		if (item >= 2147483648) return (terms.places[side][item - isExclusion] | isExclusion) >>> 0;
		return item < termCount ? terms.places[side][item] : terms.count + clauses.places[side][item - termCount];
	};
	const lists = (key) => listsOf(releases, both(data, (each) => ({
		starts: each[`${key}Starts`],
		items: each[`${key}s`]
	})), relation);
	const [relationStarts, relations] = lists("relation");
	const [recommendStarts, recommends] = lists("recommend");
	const [suggestStarts, suggests] = lists("suggest");
	const [replaceStarts, replaces] = lists("replace");
	const [provideStarts, provides] = listsOf(releases, both(data, (each) => ({
		starts: each.provideStarts,
		items: each.provides
	})), (item, side, offset) => {
		if (offset % 2 === 0) return names.places[side][item];
		return item === 0 ? 0 : texts.idOf(item - 1, side) + 1;
	});
	const [clauseStarts, clauseTerms] = listsOf(clauses, both(data, (each) => ({
		starts: each.clauseStarts,
		items: each.clauses
	})), relation);
	return {
		relationStarts,
		relations,
		recommendStarts,
		recommends,
		suggestStarts,
		suggests,
		replaceStarts,
		replaces,
		provideStarts,
		provides,
		clauseStarts,
		clauses: clauseTerms
	};
}
function providersOf(flags, { provideStarts, provides }) {
	const by = new Map();
	for (let release = 0; release < flags.length; release += 1) {
		if ((flags[release] & 1) === 0) continue;
		for (let at = provideStarts[release]; at < provideStarts[release + 1]; at += 2) {
			const list = by.get(provides[at]) ?? [];
			if (list.at(-1) !== release) list.push(release);
			by.set(provides[at], list);
		}
	}
	const sorted = [...by].sort(([a], [b]) => a - b);
	const providerStarts = new Uint32Array(sorted.length + 1);
	for (const [at, [, list]] of sorted.entries()) providerStarts[at + 1] = providerStarts[at] + list.length;
	return {
		providedNames: Uint32Array.from(sorted, ([name]) => name),
		providerStarts,
		providers: Uint32Array.from(sorted.flatMap(([, list]) => list))
	};
}
function termSections({ parts, names, terms }, texts) {
	const data = both(parts, (part) => part.data);
	return {
		termNames: column(terms, both(data, (each) => each.termNames), (name, side) => names.places[side][name]),
		termConstraints: column(terms, both(data, (each) => each.termConstraints), (text, side) => text === 0 ? 0 : texts.idOf(text - 1, side) + 1)
	};
}
function column(merged, columns, valueOf) {
	const values = new Uint32Array(merged.count);
	for (let at = 0; at < merged.count; at += 1) {
		const side = merged.sides[at];
		values[at] = valueOf(columns[side][merged.ids[at]], side);
	}
	return values;
}
function pairs(merged, columns) {
	const values = new Uint32Array(2 * merged.count);
	for (let at = 0; at < merged.count; at += 1) {
		const from = columns[merged.sides[at]];
		values[2 * at] = from[2 * merged.ids[at]];
		values[2 * at + 1] = from[2 * merged.ids[at] + 1];
	}
	return values;
}
function listsOf(merged, lists, itemOf) {
	const starts = new Uint32Array(merged.count + 1);
	const items = new Uint32Array(lists[0].items.length + lists[1].items.length);
	let length = 0;
	for (let at = 0; at < merged.count; at += 1) {
		const side = merged.sides[at];
		const { starts: from, items: those } = lists[side];
		const [start, end] = [from[merged.ids[at]], from[merged.ids[at] + 1]];
		for (let place = start; place < end; place += 1) items[length++] = itemOf(those[place], side, place - start);
		starts[at + 1] = length;
	}
	return [starts, items.slice(0, length)];
}
// engine/resolver/pool-part.ts
function openPart(file) {
	const reader = SectionReader.open(file, (offset, length) => file.subarray(offset, offset + length));
	if (reader === null || !isSound(file)) return null;
	const data = reader.all();
	const about = JSON.parse(new TextDecoder().decode(data.about));
	const packages = textsOf(data.nameText, data.nameStarts);
	return {
		about,
		data,
		names: [...packages, ...textsOf(data.virtualText, data.virtualStarts)],
		texts: textsOf(data.text, data.textStarts),
		packageCount: packages.length,
		termCount: data.termFroms.length,
		clauseCount: data.clauseStarts.length - 1
	};
}
function withoutSome(part, goes) {
	const { about, data, names } = part;
	const repositories = about.sources.map(({ repository }) => repository);
	const releases = numbersWhere(data.releaseNames.length, (at) => !goes(repositories[data.releaseRepositories[at]], names[data.releaseNames[at]]));
	return {
		...part,
		releases,
		used: usedBy(releases, data, names.length)
	};
}
function usedBy(releases, data, nameCount) {
	const termCount = data.termFroms.length;
	const names = new Uint8Array(nameCount);
	const clauses = new Uint8Array(termCount + data.clauseStarts.length - 1);
	const mark = (starts, items, release) => {
		for (let at = starts[release]; at < starts[release + 1]; at += 1) clauses[(items[at] & ~isExclusion) >>> 0] = 1;
	};
	for (const release of releases) {
		mark(data.relationStarts, data.relations, release);
		mark(data.recommendStarts, data.recommends, release);
		mark(data.suggestStarts, data.suggests, release);
		mark(data.replaceStarts, data.replaces, release);
		for (let at = data.provideStarts[release]; at < data.provideStarts[release + 1]; at += 2) names[data.provides[at]] = 1;
	}
	for (let clause = termCount; clause < clauses.length; clause += 1) {
		if (clauses[clause] === 0) continue;
		const [start, end] = [data.clauseStarts[clause - termCount], data.clauseStarts[clause - termCount + 1]];
		for (let at = start; at < end; at += 1) clauses[data.clauses[at]] = 1;
	}
	for (let term = 0; term < termCount; term += 1) if (clauses[term] === 1) names[data.termNames[term]] = 1;
	for (const release of releases) names[data.releaseNames[release]] = 2;
	return {
		names,
		clauses
	};
}
function textsOf(bytes, starts) {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	return Array.from({ length: starts.length - 1 }, (_, at) => text.slice(starts[at], starts[at + 1]));
}
// engine/catalog/make-pool.ts
function makePool(catalog, architecture, before) {
	return catalog.transaction(() => {
		const about = {
			architecture,
			sources: poolSources(catalog)
		};
		return changedPool(catalog, about, before ?? null) ?? buildPool(declarations(catalog, null), about);
	})();
}
function changedPool(catalog, about, file) {
	const before = file === null ? null : openPart(file);
	if (before === null || before.about.architecture !== about.architecture) return null;
	const changes = changesSince(catalog, before.about.sources);
	if (changes === null) return null;
	const isOther = hasChanged(changes);
	const added = openPart(buildPool(declarations(catalog, changes), about));
	return mergePools([withoutSome(before, isOther), withoutSome(added, () => false)], about);
}
function keepPool(file, pool) {
	const folder = path.dirname(file);
	const mine = `${file}.new-${process.pid}-${threadId}`;
	try {
		sweep(folder, `${path.basename(file)}.new-`);
		const handle = openSync(mine, "w", 420);
		try {
			for (let written = 0; written < pool.length;) written += writeSync(handle, pool, written);
			fsyncSync(handle);
		} finally {
			closeSync(handle);
		}
		renameSync(mine, file);
	} catch (error) {
		rmSync(mine, { force: true });
		if (!(error instanceof Error && "code" in error)) throw error;
	}
}
function* declarations(catalog, changes) {
	const publishers = publishersOf(catalog);
	for (const row of changes === null ? allReleases(catalog) : releasesOf(catalog, changes)) {
		const record = recordAt(catalog, row);
		const barred = barOf(record, publishers.get(row.repository) ?? []);
		yield {
			...declarationOf(row.repository, record),
			barred
		};
	}
}
function allReleases(catalog) {
	return catalog.prepare("SELECT repository, block, start, length FROM release ORDER BY block, start").all();
}
function* releasesOf(catalog, changes) {
	const named = catalog.prepare("SELECT repository, block, start, length FROM release WHERE repository = ? AND name = ?");
	for (const { repository, names } of changes) for (const name of names) yield* named.all(repository, name);
}
function publishersOf(catalog) {
	const rows = catalog.prepare("SELECT repository, about FROM source").all();
	return new Map(rows.map(({ repository, about }) => [repository, JSON.parse(about).publishers]));
}
function declarationOf(repository, record) {
	return {
		name: record.name,
		version: record.version,
		scheme: record.version_scheme,
		architecture: record.architecture,
		repository,
		digest: record.manifest_sha256,
		dependencies: record.dependencies,
		recommends: record.recommends,
		suggests: record.suggests,
		provides: record.provides,
		conflicts: record.conflicts,
		breaks: record.breaks,
		replaces: record.replaces,
		size: record.size,
		installedSize: record.installed_size
	};
}
function sweep(folder, prefix) {
	for (const name of readdirSync(folder)) if (name.startsWith(prefix) && !isRunning(Number.parseInt(name.slice(prefix.length), 10))) rmSync(path.join(folder, name), { force: true });
}
function isRunning(pid) {
	if (!Number.isSafeInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
export { mergeColumn as a, numbersWhere as c, both as i, makePool as n, mergeLists as o, publishersOf as r, mergeSorted as s, keepPool as t };

//# sourceMappingURL=make-pool-DI7HX7Zy.js.map