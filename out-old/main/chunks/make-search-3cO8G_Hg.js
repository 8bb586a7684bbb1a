import { $ as fold, $t as parseRelation, G as keywordsOf, Gt as barOf, Jt as maintainerName, K as mediaTypesOf, Q as lettersOf, Tt as poolSources, Ut as recordAt, X as firstLine, Y as cardText, at as fields, et as slugOf, fn as aboutSection, ft as flagsOf, gn as writeSections, gt as roles, hn as textSections, ht as roleIn, mn as stringsOf, nt as wordsOf, pn as openIndex, q as roleOf, tn as isProblem } from "./shared-DyOnH0nz.js";
import { a as mergeColumn, c as numbersWhere, i as both, o as mergeLists, r as publishersOf, s as mergeSorted } from "./make-pool-DI7HX7Zy.js";
import { n as hasChanged, t as changesSince } from "./change-log-CIaqeYcY.js";
// engine/search/document.ts
var readable = 2e4;
function eachPlace(document, tell) {
	const add = (word, field) => {
		if (word !== "") tell(word, field);
	};
	const addWords = (text, field) => {
		for (const word of wordsOf(text)) tell(word, field);
	};
	const addBoth = (text, whole, part) => {
		const folded = fold(text);
		add(slugOf(folded), whole);
		addWords(folded, part);
	};
	addBoth(document.name, fields.name, fields.namePart);
	if (document.title !== document.name) addBoth(document.title, fields.title, fields.titleWord);
	for (const command of document.commands) add(slugOf(fold(command)), fields.command);
	for (const label of [...document.tags, ...document.categories]) addBoth(label, fields.label, fields.label);
	for (const provided of document.provides) add(slugOf(fold(provided)), fields.label);
	for (const type of document.mediaTypes) add(fold(type).trim().slice(0, 128), fields.label);
	addWords(fold(document.summary), fields.summary);
	addWords(fold(document.description.slice(0, readable)), fields.description);
}
var support = /^lib(?!re)|^(?:python3?|ruby|golang|node|r|php|haskell|rust|perl|ocaml|elpa|gir1\.2|fonts?|texlive|task|linux|gcc|cpp|g\+\+)-.|-(?:perl|ruby|java|clojure|cil|el)$/;
var parts = /-(?:dev|doc|docs|data|dbg|dbgsym|common|l10n|i18n|locales?|examples?|headers|source|bin|plugins?|modules?|tests?|udeb|runtime|core|extra|extras|utils|tools|all|backgrounds?|themes?|help-[a-z-]+|l10n-[a-z-]+|lang-[a-z-]+|[a-z]{2}-[a-z]{2,4})(?:-|$)|-doc-/;
function standingWorth({ name, role }, users) {
	const known = Math.min(30, Math.round(3 * Math.log2(1 + users)));
	const face = role === "app" ? 40 : role === "command" ? 22 : 0;
	if (face === 40) return 30 + face + Math.round(known / 2);
	if (support.test(name)) return Math.round(face / 3) + Math.round(known / 6);
	if (parts.test(name)) return 8 + Math.round(face / 3) + Math.round(known / 6);
	return 30 + face + known;
}
// engine/search/build-index.ts
function buildIndex(documents, about) {
	const words = new Words();
	const packages = [];
	const users = new Map();
	for (const document of documents) {
		for (const name of new Set(document.uses)) users.set(name, (users.get(name) ?? 0) + 1);
		packages.push(packageOf(document, words));
	}
	const sorted = packages.sort((a, b) => compare$1(a.name, b.name) || compare$1(a.repository, b.repository));
	const lists = {
		repositories: distinct(sorted.map(({ repository }) => repository)),
		licenses: distinct(sorted.map(({ license }) => license)),
		categories: distinct(sorted.flatMap(({ categories }) => categories))
	};
	const { categoryStarts, categories } = categoriesOf$1(sorted, lists.categories);
	const repositories = places(lists.repositories);
	const licenses = places(lists.licenses);
	return writeSections({
		about: aboutSection({
			architecture: about.architecture,
			sources: about.sources,
			...lists
		}),
		...words.sections(sorted.map(({ number }) => number)),
		...nameSections$1(sorted),
		releases: Uint32Array.from(sorted, ({ release }) => release),
		repositories: Uint16Array.from(sorted, ({ repository }) => repositories.get(repository)),
		licenses: Uint32Array.from(sorted, ({ license }) => licenses.get(license)),
		categoryStarts,
		categories,
		flags: Uint8Array.from(sorted, ({ flags }) => flags),
		sizes: Float64Array.from(sorted, ({ size }) => size),
		moments: Float64Array.from(sorted, ({ moment }) => moment),
		users: Uint32Array.from(sorted, ({ name }) => users.get(name) ?? 0),
		worths: Uint8Array.from(sorted, (each) => standingWorth(each, users.get(each.name) ?? 0)),
		...missingSections$1(sorted, users),
		...cardSections$1(sorted.map(({ card }) => card)),
		byTitle: order(sorted, (a, b) => compare$1(a.title, b.title)),
		byDay: order(sorted, (a, b) => b.moment - a.moment),
		bySize: order(sorted, (a, b) => a.size - b.size)
	});
}
function packageOf(document, words) {
	const { release, name, repository, license, role, size, published, card } = document;
	const moment = Math.max(0, Date.parse(published));
	return {
		number: words.add(document),
		release,
		name,
		title: fold(document.title),
		repository,
		license,
		role,
		categories: [...new Set(document.categories)],
		flags: flagsOf(role, document.verified, document.standing),
		size,
		moment: Number.isFinite(moment) ? moment : 0,
		card
	};
}
function nameSections$1(sorted) {
	const titled = [...sorted.entries()].filter(([, { name, title }]) => title !== name);
	const { text: nameText, starts: nameStarts } = textSections(sorted.map(({ name }) => name));
	const { text: titleText, starts: titleStarts } = textSections(titled.map(([, { title }]) => title));
	return {
		nameText,
		nameStarts,
		titled: Uint32Array.from(titled, ([at]) => at),
		titleText,
		titleStarts
	};
}
function cardSections$1(cards) {
	const encoder = new TextEncoder();
	const cardText = encoder.encode(cards.join(""));
	const cardStarts = new Uint32Array(cards.length + 1);
	const room = new Uint8Array(4 * cards.reduce((most, { length }) => Math.max(most, length), 0));
	for (const [at, card] of cards.entries()) cardStarts[at + 1] = cardStarts[at] + encoder.encodeInto(card, room).written;
	return {
		cardText,
		cardStarts
	};
}
function missingSections$1(sorted, users) {
	const there = new Set(sorted.map(({ name }) => name));
	const missing = [...users.keys()].filter((name) => !there.has(name)).sort(compare$1);
	const { text: missingText, starts: missingStarts } = textSections(missing);
	return {
		missingText,
		missingStarts,
		missingUsers: Uint32Array.from(missing, (name) => users.get(name))
	};
}
var Words = class {
	#numbers = new Map();
	#starts = [];
	#lasts = [];
	#words = new Uint32Array(65536);
	#fields = new Uint8Array(65536);
	#count = 0;
	add(document) {
		const start = this.#count;
		this.#starts.push(start);
		eachPlace(document, (word, field) => {
			const place = this.#placeOf(word, start);
			this.#fields[place] |= field;
		});
		return this.#starts.length - 1;
	}
	#placeOf(word, start) {
		let number = this.#numbers.get(word);
		if (number === void 0) {
			number = this.#numbers.size;
			this.#numbers.set(word, number);
			this.#lasts.push(-1);
		}
		const last = this.#lasts[number];
		if (last >= start) return last;
		if (this.#count === this.#words.length) this.#grow();
		this.#words[this.#count] = number;
		this.#lasts[number] = this.#count;
		return this.#count++;
	}
	sections(inOrder) {
		const sorted = [...this.#numbers.keys()].sort(compare$1);
		const newWord = new Uint32Array(sorted.length);
		for (const [place, word] of sorted.entries()) newWord[this.#numbers.get(word)] = place;
		const hitStarts = new Uint32Array(sorted.length + 1);
		for (let at = 0; at < this.#count; at += 1) hitStarts[newWord[this.#words[at]] + 1] += 1;
		for (let word = 1; word < hitStarts.length; word += 1) hitStarts[word] += hitStarts[word - 1];
		const { text: wordText, starts: wordStarts } = textSections(sorted);
		return {
			wordText,
			wordStarts,
			wordLetters: Uint32Array.from(sorted, lettersOf),
			hitStarts,
			...this.#spread(inOrder, hitStarts, newWord)
		};
	}
	#spread(inOrder, hitStarts, newWord) {
		const wordFields = new Uint8Array(newWord.length);
		const free = hitStarts.slice();
		const hits = new Uint32Array(this.#count);
		const hitFields = new Uint8Array(this.#count);
		for (const [place, number] of inOrder.entries()) {
			const end = this.#starts[number + 1] ?? this.#count;
			for (let at = this.#starts[number]; at < end; at += 1) {
				const word = newWord[this.#words[at]];
				const hit = free[word];
				free[word] = hit + 1;
				wordFields[word] |= this.#fields[at];
				hits[hit] = place;
				hitFields[hit] = this.#fields[at];
			}
		}
		return {
			hits,
			hitFields,
			wordFields
		};
	}
	#grow() {
		const length = this.#words.length * 2;
		const grown = (next, old) => {
			next.set(old);
			return next;
		};
		this.#words = grown(new Uint32Array(length), this.#words);
		this.#fields = grown(new Uint8Array(length), this.#fields);
	}
};
function categoriesOf$1(sorted, all) {
	const numbers = places(all);
	const categoryStarts = new Uint32Array(sorted.length + 1);
	for (const [at, each] of sorted.entries()) categoryStarts[at + 1] = categoryStarts[at] + each.categories.length;
	return {
		categoryStarts,
		categories: Uint32Array.from(sorted.flatMap((each) => each.categories.map((value) => numbers.get(value))))
	};
}
function order(sorted, by) {
	return Uint32Array.from(sorted.keys()).sort((a, b) => by(sorted[a], sorted[b]) || a - b);
}
function distinct(values) {
	return [...new Set(values)].sort(compare$1);
}
function places(values) {
	return new Map(values.map((value, at) => [value, at]));
}
function compare$1(a, b) {
	return a < b ? -1 : Number(a > b);
}
// engine/search/merge-words.ts
function mergeWords(indexes, packages) {
	const words = mergeSorted([usedWords(indexes[0], packages.places[0]), usedWords(indexes[1], packages.places[1])], [indexes[0].wordCount, indexes[1].wordCount], (a, b) => compareWords(indexes, a, b));
	return {
		...textsOf$1(indexes, words),
		...hitsOf(indexes, {
			words,
			packages
		})
	};
}
function usedWords({ data: { hitStarts, hits }, wordCount }, places) {
	return numbersWhere(wordCount, (word) => {
		for (let hit = hitStarts[word]; hit < hitStarts[word + 1]; hit += 1) if (places[hits[hit]] >= 0) return true;
		return false;
	});
}
function compareWords([before, added], a, b) {
	const [one, other] = [before.data, added.data];
	const [start, there] = [one.wordStarts[a], other.wordStarts[b]];
	const [length, otherLength] = [one.wordStarts[a + 1] - start, other.wordStarts[b + 1] - there];
	for (let at = 0; at < Math.min(length, otherLength); at += 1) {
		const difference = one.wordText[start + at] - other.wordText[there + at];
		if (difference !== 0) return difference;
	}
	return length - otherLength;
}
function textsOf$1(indexes, words) {
	const texts = both(indexes, ({ data }) => ({
		starts: data.wordStarts,
		items: data.wordText
	}));
	const room = new Uint16Array(texts[0].items.length + texts[1].items.length);
	const { starts: wordStarts, items: wordText } = mergeLists(words, texts, room);
	const letters = both(indexes, ({ data }) => data.wordLetters);
	return {
		wordText,
		wordStarts,
		wordLetters: mergeColumn(new Uint32Array(words.count), words, letters)
	};
}
var past = 2 ** 32;
function hitsOf(indexes, { words, packages }) {
	const hitStarts = new Uint32Array(words.count + 1);
	const wordFields = new Uint8Array(words.count);
	const hits = new Uint32Array(indexes[0].data.hits.length + indexes[1].data.hits.length);
	const hitFields = new Uint8Array(hits.length);
	const ids = [numbersBefore(words, 0), numbersBefore(words, 1)];
	const cursors = [cursorOf(indexes[0], packages.places[0]), cursorOf(indexes[1], packages.places[1])];
	let length = 0;
	for (let word = 0; word < words.count; word += 1) {
		for (const side of [0, 1]) begin(cursors[side], indexes[side], ids[side][word]);
		for (;;) {
			const side = cursors[0].place < cursors[1].place ? 0 : 1;
			const cursor = cursors[side];
			if (cursor.place === past) break;
			hits[length] = cursor.place;
			hitFields[length] = indexes[side].data.hitFields[cursor.at];
			wordFields[word] |= hitFields[length];
			length += 1;
			advance(cursor, cursor.at + 1);
		}
		hitStarts[word + 1] = length;
	}
	return {
		hitStarts,
		wordFields,
		hits: hits.slice(0, length),
		hitFields: hitFields.slice(0, length)
	};
}
function cursorOf({ data: { hits } }, places) {
	return {
		hits,
		places,
		at: 0,
		end: 0,
		place: past
	};
}
function begin(cursor, { data: { hitStarts } }, word) {
	cursor.end = word < 0 ? 0 : hitStarts[word + 1];
	advance(cursor, word < 0 ? 0 : hitStarts[word]);
}
function advance(cursor, from) {
	let at = from;
	while (at < cursor.end && cursor.places[cursor.hits[at]] < 0) at += 1;
	cursor.at = at;
	cursor.place = at < cursor.end ? cursor.places[cursor.hits[at]] : past;
}
function numbersBefore({ count, places }, side) {
	const numbers = new Int32Array(count).fill(-1);
	for (const [number, place] of places[side].entries()) if (place >= 0) numbers[place] = number;
	return numbers;
}
// engine/search/merge-index.ts
function mergeIndex(before, change, about) {
	const sides = [sideOf(before), sideOf(change.added)];
	const indexes = [before, change.added];
	const packages = mergePackages(sides, change);
	const told = {
		names: textsOf(packages, sides, "names"),
		titles: textsOf(packages, sides, "titles")
	};
	const labels = mergeLabels(indexes, packages);
	const { architecture, sources } = about;
	return writeSections({
		about: aboutSection({
			architecture,
			sources,
			...labels.lists
		}),
		...mergeWords(indexes, packages),
		...nameSections(told.names, told.titles),
		...labels.columns,
		releases: mergeColumn(new Uint32Array(packages.count), packages, both(indexes, ({ data }) => data.releases)),
		flags: mergeColumn(new Uint8Array(packages.count), packages, both(indexes, ({ data }) => data.flags)),
		sizes: mergeColumn(new Float64Array(packages.count), packages, both(indexes, ({ data }) => data.sizes)),
		moments: mergeColumn(new Float64Array(packages.count), packages, both(indexes, ({ data }) => data.moments)),
		...mergeUsers(sides, {
			packages,
			names: told.names,
			gone: change.goneUses
		}),
		...cardSections(indexes, packages),
		...orders(sides, packages)
	});
}
function sideOf(index) {
	const { nameText, nameStarts, titled, titleText, titleStarts } = index.data;
	const names = stringsOf(nameText, nameStarts);
	const titles = names.slice();
	for (const [at, title] of stringsOf(titleText, titleStarts).entries()) titles[titled[at]] = title;
	return {
		index,
		names,
		titles
	};
}
function mergePackages([before, added], { goes }) {
	const repositoriesOf = ({ index: { about, data } }) => (at) => about.repositories[data.repositories[at]];
	const [repositoryBefore, repositoryAdded] = [repositoriesOf(before), repositoriesOf(added)];
	const sizes = [before.names.length, added.names.length];
	const stays = numbersWhere(sizes[0], (at) => !goes(repositoryBefore(at), before.names[at]));
	return mergeSorted([stays, numbersWhere(sizes[1], () => true)], sizes, (a, b) => compare(before.names[a], added.names[b]) || compare(repositoryBefore(a), repositoryAdded(b)));
}
function textsOf({ sides: from, ids }, sides, key) {
	return Array.from(from, (side, at) => sides[side][key][ids[at]]);
}
function nameSections(names, titles) {
	const { text: nameText, starts: nameStarts } = textSections(names);
	const titled = numbersWhere(names.length, (at) => titles[at] !== names[at]);
	const { text: titleText, starts: titleStarts } = textSections(Array.from(titled, (at) => titles[at]));
	return {
		nameText,
		nameStarts,
		titled,
		titleText,
		titleStarts
	};
}
function mergeLabels(indexes, packages) {
	const data = both(indexes, (index) => index.data);
	const indexOf = (at) => indexes[packages.sides[at]];
	const single = (key, into) => {
		return renumbered(mergeColumn(into, packages, both(data, (each) => each[key])), (at) => indexOf(at).about[key]);
	};
	const repositories = single("repositories", new Uint16Array(packages.count));
	const licenses = single("licenses", new Uint32Array(packages.count));
	const { starts, items, owners } = categoriesOf(indexes, packages);
	const categories = renumbered(items, (at) => indexOf(owners[at]).about.categories);
	return {
		lists: {
			repositories: repositories.list,
			licenses: licenses.list,
			categories: categories.list
		},
		columns: {
			repositories: repositories.column,
			licenses: licenses.column,
			categoryStarts: starts,
			categories: categories.column
		}
	};
}
function renumbered(column, listOf) {
	const used = new Set();
	for (let row = 0; row < column.length; row += 1) used.add(listOf(row)[column[row]]);
	const list = [...used].sort(compare);
	const places = new Map(list.map((text, at) => [text, at]));
	for (let row = 0; row < column.length; row += 1) column[row] = places.get(listOf(row)[column[row]]);
	return {
		list,
		column
	};
}
function categoriesOf(indexes, packages) {
	const starts = new Uint32Array(packages.count + 1);
	const [items, owners] = [[], []];
	for (let at = 0; at < packages.count; at += 1) {
		const { categoryStarts, categories } = indexes[packages.sides[at]].data;
		const id = packages.ids[at];
		for (let place = categoryStarts[id]; place < categoryStarts[id + 1]; place += 1) {
			items.push(categories[place]);
			owners.push(at);
		}
		starts[at + 1] = items.length;
	}
	return {
		starts,
		items: Uint32Array.from(items),
		owners
	};
}
function mergeUsers(sides, told) {
	const { packages, names } = told;
	const [before, added] = both(sides, ({ index }) => index);
	const more = moreUsers(added, told.gone);
	const users = new Uint32Array(packages.count);
	const worths = mergeColumn(new Uint8Array(packages.count), packages, [before.data.worths, added.data.worths]);
	for (let at = 0; at < users.length; at += 1) {
		const { data } = packages.sides[at] === 0 ? before : added;
		const id = packages.ids[at];
		const known = packages.sides[at] === 0 ? data.users[id] : before.usersOf(names[at]);
		users[at] = known + (more.get(names[at]) ?? 0);
		if (users[at] !== data.users[id]) worths[at] = standingWorth({
			name: names[at],
			role: roles[roleIn(data.flags[id])]
		}, users[at]);
	}
	return {
		users,
		worths,
		...missingSections(sides[0], {
			packages,
			there: new Set(names),
			more
		})
	};
}
function moreUsers({ data, packageCount, nameOf }, gone) {
	const more = new Map();
	for (const name of gone) more.set(name, (more.get(name) ?? 0) - 1);
	const come = new Map(Array.from({ length: packageCount }, (_, at) => [nameOf(at), data.users[at]]));
	const missing = stringsOf(data.missingText, data.missingStarts);
	for (const [at, name] of missing.entries()) come.set(name, data.missingUsers[at]);
	for (const [name, count] of come) more.set(name, (more.get(name) ?? 0) + count);
	return more;
}
function missingSections({ index: { data }, names }, { packages, there, more }) {
	const users = new Map(Array.from(more.keys(), (name) => [name, 0]));
	for (const [at, name] of stringsOf(data.missingText, data.missingStarts).entries()) users.set(name, data.missingUsers[at]);
	for (const [at, name] of names.entries()) if (packages.places[0][at] < 0) users.set(name, data.users[at]);
	const missing = Array.from(users, ([name, count]) => [name, count + (more.get(name) ?? 0)]).filter(([name, count]) => count > 0 && !there.has(name)).sort(([a], [b]) => compare(a, b));
	const { text: missingText, starts: missingStarts } = textSections(missing.map(([name]) => name));
	return {
		missingText,
		missingStarts,
		missingUsers: Uint32Array.from(missing, ([, count]) => count)
	};
}
function cardSections(indexes, packages) {
	const cards = both(indexes, ({ data }) => ({
		starts: data.cardStarts,
		items: data.cardText
	}));
	const room = new Uint8Array(cards[0].items.length + cards[1].items.length);
	const { starts: cardStarts, items: cardText } = mergeLists(packages, cards, room);
	return {
		cardText,
		cardStarts
	};
}
function orders(sides, packages) {
	const [{ titles }, { titles: more }] = sides;
	const [before, added] = both(sides, ({ index }) => index.data);
	const [places, morePlaces] = packages.places;
	const orderBy = (key, compareBoth) => {
		const order = before[key];
		const stays = numbersWhere(order.length, (at) => places[order[at]] >= 0).map((at) => order[at]);
		const merged = mergeSorted([stays, added[key]], [places.length, morePlaces.length], (a, b) => compareBoth(a, b) || places[a] - morePlaces[b]);
		return merged.ids.map((id, at) => packages.places[merged.sides[at]][id]);
	};
	return {
		byTitle: orderBy("byTitle", (a, b) => compare(titles[a], more[b])),
		byDay: orderBy("byDay", (a, b) => added.moments[b] - before.moments[a]),
		bySize: orderBy("bySize", (a, b) => before.sizes[a] - added.sizes[b])
	};
}
function compare(a, b) {
	return a < b ? -1 : Number(a > b);
}
// engine/catalog/make-search.ts
function makeSearch(catalog, architecture, before) {
	return catalog.transaction(() => {
		const about = {
			architecture,
			sources: poolSources(catalog)
		};
		return changedIndex(catalog, about, before ?? null) ?? buildIndex(documents(catalog, architecture, null), about);
	})();
}
function changedIndex(catalog, about, file) {
	const before = file === null ? null : openIndex(file, true);
	if (before === null || before.about.architecture !== about.architecture) return null;
	const changes = changesSince(catalog, before.about.sources);
	if (changes === null) return null;
	const added = openIndex(buildIndex(documents(catalog, about.architecture, changes), about), true);
	const change = {
		goes: hasChanged(changes),
		goneUses: changes.flatMap(({ gone }) => usesOf(gone, about.architecture)),
		added
	};
	return mergeIndex(before, change, about);
}
function usesOf(gone, architecture) {
	return [...Map.groupBy(gone, ({ name }) => name).values()].flatMap((releases) => {
		const stood = releases.find((release) => fits(release, architecture)) ?? releases[0];
		return [...new Set(namesUsedBy(stood))];
	});
}
function* documents(catalog, architecture, changes) {
	const publishers = publishersOf(catalog);
	for (const releases of groupsIn(changes === null ? allRows(catalog) : rowsOf(catalog, changes))) {
		const standing = releases.find((row) => fits(row, architecture));
		const { id, repository, ...place } = standing ?? releases[0];
		const record = recordAt(catalog, place);
		const known = publishers.get(repository) ?? [];
		const bar = standing === void 0 ? "architecture" : barOf(record, known) ?? "offered";
		yield documentOf({
			id,
			repository,
			record
		}, bar, known);
	}
}
function* groupsIn(rows) {
	for (let start = 0, end = 0; start < rows.length; start = end) {
		const first = rows[start];
		end = start + 1;
		while (rows[end]?.name === first.name && rows[end]?.repository === first.repository) end += 1;
		yield rows.slice(start, end);
	}
}
function allRows(catalog) {
	return catalog.prepare("SELECT id, repository, name, architecture, block, start, length FROM release ORDER BY name, repository, rank").all();
}
function rowsOf(catalog, changes) {
	const named = catalog.prepare("SELECT id, repository, name, architecture, block, start, length FROM release WHERE repository = ? AND name = ? ORDER BY rank");
	return changes.flatMap(({ repository, names }) => names.flatMap((name) => named.all(repository, name)));
}
function fits({ architecture }, machine) {
	return architecture === "universal" || architecture === machine;
}
function documentOf({ id, repository, record }, standing, publishers) {
	const { name, app, description, commands, categories, provides, license, size, published } = record;
	const publisher = maintainerName(record.maintainer);
	const verified = publishers.some((known) => known.name === publisher);
	return {
		release: id,
		repository,
		name,
		title: app?.name ?? name,
		summary: app?.summary ?? firstLine(description),
		description: app?.description ?? description,
		commands,
		tags: keywordsOf(record),
		categories,
		provides: provides.map(nameIn),
		mediaTypes: mediaTypesOf(record),
		uses: namesUsedBy(record),
		license,
		role: roleOf(record),
		verified,
		size,
		published,
		standing,
		card: cardText(record, verified)
	};
}
function namesUsedBy({ dependencies, recommends, suggests }) {
	return [
		...dependencies,
		...recommends,
		...suggests
	].flatMap(namesIn);
}
function nameIn(relation) {
	return /^[^\s(=<>]+/.exec(relation)?.[0] ?? "";
}
function namesIn(clause) {
	const relation = clause.includes("|") ? parseRelation(clause) : null;
	if (relation === null || isProblem(relation)) return [nameIn(clause)];
	return relation.alternatives.map(({ name }) => name);
}
export { makeSearch as t };

//# sourceMappingURL=make-search-3cO8G_Hg.js.map