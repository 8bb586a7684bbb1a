(function (isDevelopmentVersion, matchesPattern, compareVersions, formatConstraints, isVersion, parseConstraints, once, satisfies, isProblem, formatTerm, isExclusion, Relations, placeIn) {"use strict"; 

// engine/resolver/match-term.ts
function matchTerm({ constraints }, { group, first }, providers) {
	const providing = providers.filter((provider) => provides(provider, constraints)).map(({ id }) => id);
	const range = rangeOf(group, constraints);
	if (range !== null) {
		const [from, to] = [first + range.from, first + range.to];
		return {
			from,
			to,
			others: providing.filter((id) => id < from || id >= to)
		};
	}
	const own = group.flatMap(({ version, scheme }, index) => satisfies(version, constraints, scheme) ? [first + index] : []);
	return {
		from: first,
		to: first,
		others: [...new Set([...own, ...providing])]
	};
}
function provides({ scheme, provided }, constraints) {
	return provided.some(({ version }) => constraints.length === 0 || version !== null && satisfies(version, constraints, scheme));
}
function rangeOf(group, constraints) {
	const scheme = group[0]?.scheme;
	if (scheme === void 0) return {
		from: 0,
		to: 0
	};
	if (constraints.length === 0) return {
		from: 0,
		to: group.length
	};
	if (group.at(-1).scheme !== scheme) return null;
	let range = {
		from: 0,
		to: group.length
	};
	for (const constraint of constraints) {
		const one = rangeOfOne(group, constraint, scheme);
		if (one === null) return null;
		const from = Math.max(range.from, one.from);
		range = {
			from,
			to: Math.max(from, Math.min(range.to, one.to))
		};
	}
	return range;
}
function rangeOfOne(group, { operator, version }, scheme) {
	if (!isVersion(version, scheme)) return {
		from: 0,
		to: 0
	};
	const order = (index) => compareVersions(group[index].version, version, scheme);
	const equal = () => bisect(group.length, (index) => order(index) <= 0);
	const older = () => bisect(group.length, (index) => order(index) < 0);
	switch (operator) {
		case "=": return {
			from: equal(),
			to: older()
		};
		case ">=": return {
			from: 0,
			to: older()
		};
		case ">": return {
			from: 0,
			to: equal()
		};
		case "<=": return {
			from: equal(),
			to: group.length
		};
		case "<": return {
			from: older(),
			to: group.length
		};
		case "!=":
		case "~":
		case "^": return null;
	}
}
function bisect(count, holds) {
	let [low, high] = [0, count];
	while (low < high) {
		const middle = low + high >>> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
// engine/resolver/admission.ts
var notOrdinary = 2 | 32 | 64;
var Admission = class {
	#pool;
	#policy;
	#installedAs;
	#ranks;
	#pins;
	#held;
	#wanted = new Map();
	#unlocked = new Set();
	#homes = new Map();
	#onlyDevelopment = new Map();
	#refusals = new Map();
	isPlain;
	constructor(pool, policy, { installedAs, wishes }) {
		this.#pool = pool;
		this.#policy = policy;
		this.#installedAs = installedAs;
		const ranks = new Map(policy.repositories.map(({ name }, rank) => [name, rank]));
		this.#ranks = pool.about.sources.map(({ repository }) => ranks.get(repository) ?? -1);
		this.#pins = Map.groupBy(policy.pins, ({ name }) => pool.findName(name));
		this.#held = new Set(Array.from(policy.holds, (name) => pool.findName(name)));
		for (const { name, repository, constraints } of wishes) {
			const number = pool.findName(name);
			if (repository !== void 0) this.#wanted.set(number, (this.#wanted.get(number) ?? new Set()).add(repository));
			if (constraints.some(({ version }) => isDevelopmentIn(version))) this.#unlocked.add(number);
		}
		const inUse = this.#ranks.filter((rank) => rank >= 0).length;
		const rules = policy.pins.length + policy.holds.size + policy.owners.length;
		this.isPlain = inUse < 2 && rules === 0 && policy.refusalOf === void 0 && policy.isTrusted === void 0;
	}
	rankOf(release) {
		return this.#ranks[this.#pool.sourceOf(release)];
	}
	isOrdinary(release) {
		if (!this.isPlain) return false;
		return (this.#pool.data.releaseFlags[release] & (1 | notOrdinary)) === 1 && this.rankOf(release) >= 0;
	}
	obstacleTo(release) {
		const pool = this.#pool;
		if (this.rankOf(release) < 0) return "disabled";
		if (!pool.has(release, 1)) return "architecture";
		if (pool.has(release, 32)) return "revoked";
		if (pool.has(release, 64)) return "stranger";
		const name = pool.data.releaseNames[release];
		const ruledOut = this.isPlain ? null : this.#ruledOut(release, name);
		if (ruledOut !== null) return ruledOut;
		return pool.has(release, 2) && !this.#takesDevelopment(name) ? "development" : null;
	}
	#ruledOut(release, name) {
		if (this.refusalOf(release) !== null) return "policy";
		if (this.#policy.isTrusted?.(this.#pool.describe(release)) === false) return "untrusted";
		if (this.#held.has(name) && this.#installedAs(name) !== void 0) return "held";
		if (this.#isPinnedAway(release, name)) return "pinned";
		return this.#homesOf(name).includes(this.rankOf(release)) ? null : "other-repository";
	}
	refusalOf(release) {
		const { refusalOf } = this.#policy;
		if (refusalOf === void 0) return null;
		const known = this.#refusals.get(release);
		if (known !== void 0) return known;
		const refusal = refusalOf(this.#pool.describe(release));
		this.#refusals.set(release, refusal);
		return refusal;
	}
	mayProvide(release, name) {
		if (this.#policy.owners.length === 0) return true;
		const owner = this.#ownerOf(name);
		return owner === null || this.rankOf(release) === owner;
	}
	#isPinnedAway(release, name) {
		const pins = this.#pins.get(name) ?? [];
		const { version, scheme, repository } = pins.length === 0 ? unread : this.#pool.describe(release);
		return pins.some((pin) => pin.repository !== null && pin.repository !== repository || !satisfies(version, pin.constraints, scheme));
	}
	#homesOf(name) {
		const known = this.#homes.get(name);
		if (known !== void 0) return known;
		const homes = this.#findHomes(name);
		this.#homes.set(name, homes);
		return homes;
	}
	#findHomes(name) {
		const { repositories } = this.#policy;
		const wanted = Array.from(this.#wanted.get(name) ?? [], (repository) => repositories.findIndex((each) => each.name === repository));
		const pinned = (this.#pins.get(name) ?? []).flatMap(({ repository }) => repositories.flatMap((each, rank) => each.name === repository ? [rank] : []));
		const owner = this.#ownerOf(name);
		if (owner !== null) return [owner];
		if (pinned.length > 0) return [...pinned, ...wanted];
		const first = this.#firstOffering(name);
		const installed = this.#installedAs(name);
		const from = repositories.findIndex((each) => each.name === installed?.repository);
		if (from < 0 || first < 0) return [first, ...wanted];
		return repositories[first].priority > repositories[from].priority ? [
			first,
			from,
			...wanted
		] : [from, ...wanted];
	}
	#ownerOf(name) {
		const { owners, repositories } = this.#policy;
		if (owners.length === 0) return null;
		const text = name < this.#pool.nameCount ? this.#pool.nameText(name) : "";
		const owner = owners.filter(({ pattern }) => matchesPattern(text, pattern)).toSorted((a, b) => Number(b.isBinding === true) - Number(a.isBinding === true) || b.pattern.length - a.pattern.length)[0];
		if (owner === void 0) return null;
		const rank = repositories.findIndex((each) => each.name === owner.repository);
		return rank < 0 ? -2 : rank;
	}
	#firstOffering(name) {
		let first = -1;
		for (const release of this.#pool.releasesNamed(name)) {
			const rank = this.rankOf(release);
			if (rank < 0 || !this.#pool.has(release, 1) || first >= 0 && rank >= first) continue;
			if (this.refusalOf(release) === null) first = rank;
		}
		return first;
	}
	#takesDevelopment(name) {
		if (this.#policy.development || this.#unlocked.has(name)) return true;
		const installed = this.#installedAs(name);
		if (installed !== void 0 && isDevelopmentVersion(installed.version, installed.scheme)) return true;
		const known = this.#onlyDevelopment.get(name);
		if (known !== void 0) return known;
		const hasNoStable = !this.#pool.releasesNamed(name).some((release) => !this.#pool.has(release, 2) && this.#pool.has(release, 1) && this.rankOf(release) >= 0 && (this.isPlain || this.#homesOf(name).includes(this.rankOf(release))));
		this.#onlyDevelopment.set(name, hasNoStable);
		return hasNoStable;
	}
};
var unread = {
	version: "",
	scheme: "semver",
	repository: ""
};
function isDevelopmentIn(version) {
	return isDevelopmentVersion(version, "semver") || isDevelopmentVersion(version, "debian");
}
// engine/resolver/needed-names.ts
function neededNames(pool, least, these) {
	const { sources } = pool.about;
	const counts = countsOf(pool);
	const wanted = new Set(these.map((name) => pool.findName(name)));
	return sources.flatMap(({ repository }, source) => Array.from(counts[source].entries()).filter(([name, count]) => count >= least || count > 0 && wanted.has(name)).map(([name, count]) => ({
		name: pool.nameText(name),
		repository,
		count
	})));
}
function countsOf(pool) {
	const { sources } = pool.about;
	const counts = sources.map(() => new Uint32Array(pool.nameCount));
	const termNames = pool.later("termNames");
	const { starts, items } = pool.relations;
	const lastNames = sources.map(() => -1);
	for (let release = 0; release < pool.releaseCount; release += 1) {
		const source = pool.sourceOf(release);
		const name = pool.data.releaseNames[release];
		if (lastNames[source] === name) continue;
		lastNames[source] = name;
		for (let at = starts[release]; at < starts[release + 1]; at += 1) for (const term of termsOf(pool, items[at])) counts[source][termNames[term]] += 1;
	}
	return counts;
}
function termsOf(pool, clause) {
	if (clause < pool.termCount) return [clause];
	if (clause >= 2147483648) return [];
	const { clauses, clauseStarts } = pool.data;
	const row = clause - pool.termCount;
	return clauses.subarray(clauseStarts[row], clauseStarts[row + 1]);
}
// engine/resolver/candidates.ts
var stride = 8;
var start = 0;
var end = 1;
var usualRows = 1024;
var Candidates = class {
	rows = new Int32Array(8 * usualRows);
	items = new Int32Array(4 * usualRows);
	#universe;
	#rowOf = new Map();
	#scratch = [];
	#rowsEnd = 8;
	#itemsEnd = 0;
	#count;
	#most;
	constructor(universe, own) {
		this.#universe = universe;
		this.#count = universe.clauseCount;
		this.#most = this.#count + own;
	}
	add(releases) {
		const clause = this.#newNumber();
		this.#addRow(clause, releases);
		return clause;
	}
	addOne(release) {
		const clause = this.#newNumber();
		this.#addSingle(clause, release);
		return clause;
	}
	#newNumber() {
		if (this.#count >= this.#most) throw new Error("more lists than were set aside");
		this.#count += 1;
		return this.#count - 1;
	}
	rowOf(clause) {
		return this.#rowOf.get(clause) ?? this.#prepare(clause);
	}
	knownRowOf(clause) {
		return this.#rowOf.get(clause) ?? 0;
	}
	listOf(clause) {
		const row = this.rowOf(clause);
		return Array.from(this.items.subarray(this.rows[row + 0], this.rows[row + 1]));
	}
	possibleIn(row, values, other) {
		for (let at = this.rows[row + 0]; at < this.rows[row + 1]; at += 1) {
			const release = this.items[at];
			if (release !== other && values[release] >= 0) return release;
		}
		return -1;
	}
	#prepare(clause) {
		const { terms, pool } = this.#universe;
		const found = this.#scratch;
		if (found.length > 0) found.length = 0;
		if (clause < pool.termCount) {
			const only = terms.onlyMatch(clause);
			if (only >= 0) return this.#addSingle(clause, only);
			terms.matching(clause, found);
			return this.#addRow(clause, found);
		}
		const alternatives = terms.of(clause);
		for (let at = 0; at < alternatives.length; at += 1) terms.matching(alternatives[at], found);
		return this.#addRow(clause, found.length > 1 ? [...new Set(found)] : found);
	}
	#addRow(clause, releases) {
		if (this.#itemsEnd + releases.length > this.items.length) this.items = doubled$1(this.items, this.#itemsEnd + releases.length);
		const row = this.#newRow(clause);
		for (let at = 0; at < releases.length; at += 1) this.items[this.#itemsEnd + at] = releases[at];
		this.#itemsEnd += releases.length;
		this.rows[row + 1] = this.#itemsEnd;
		return row;
	}
	#addSingle(clause, release) {
		if (this.#itemsEnd === this.items.length) this.items = doubled$1(this.items, this.#itemsEnd + 1);
		const row = this.#newRow(clause);
		this.items[this.#itemsEnd] = release;
		this.#itemsEnd += 1;
		this.rows[row + 1] = this.#itemsEnd;
		return row;
	}
	#newRow(clause) {
		if (this.#rowsEnd === this.rows.length) this.rows = doubled$1(this.rows, this.#rowsEnd + 8);
		const row = this.#rowsEnd;
		this.#rowsEnd += 8;
		this.#rowOf.set(clause, row);
		this.rows[row + 0] = this.#itemsEnd;
		return row;
	}
};
function doubled$1(numbers, least) {
	const larger = new Int32Array(Math.max(least, numbers.length * 2));
	larger.set(numbers);
	return larger;
}
// engine/resolver/hidden.ts
function hiddenReleases$1(name, constraints, universe) {
	return universe.releasesNamed(name).flatMap((release) => {
		const reason = universe.obstacleTo(release);
		if (reason === null || reason === "disabled") return [];
		if (!satisfies(universe.version(release), constraints, universe.scheme(release))) return [];
		return [{
			release,
			reason,
			verdict: reason === "policy" ? universe.admission.refusalOf(release) : null
		}];
	});
}
function hiddenFor(clause, universe) {
	return Array.from(universe.terms.of(clause)).flatMap((term) => hiddenReleases$1(universe.terms.nameOf(term), universe.terms.constraintsOf(term), universe));
}
// engine/resolver/need.ts
var needKinds = [
	"dependency",
	"recommended",
	"suggested"
];
function clausesOf(kind, release, universe) {
	switch (kind) {
		case "dependency": return universe.dependenciesOf(release);
		case "recommended": return Array.from(universe.extrasOf("recommends", release));
		case "suggested": return Array.from(universe.extrasOf("suggests", release));
	}
}
function findNeeded(roots, present, { universe, candidates }) {
	const needers = new Int32Array(universe.releaseCount);
	const clauses = new Int32Array(universe.releaseCount);
	const isTold = new Uint8Array(universe.clauseCount);
	const queue = [];
	for (const release of roots) {
		needers[release] = 1;
		queue.push(release);
	}
	const tell = (by, clause) => {
		if (isTold[clause] === 1) return;
		isTold[clause] = 1;
		const row = candidates.rowOf(clause);
		const { items, rows } = candidates;
		for (let at = rows[row + 0]; at < rows[row + 1]; at += 1) {
			const release = items[at];
			if (present[release] !== 1 || needers[release] !== 0) continue;
			needers[release] = by + 2;
			clauses[release] = clause;
			queue.push(release);
		}
	};
	for (let head = 0; head < queue.length; head += 1) tellAll(queue[head], universe, tell);
	return {
		has: (release) => needers[release] !== 0,
		needOf: (release) => needers[release] < 2 ? null : {
			by: needers[release] - 2,
			clause: clauses[release]
		}
	};
}
function tellAll(by, universe, tell) {
	const { starts, items } = universe.relationsOf(by);
	const row = universe.rowOf(by);
	for (let at = starts[row]; at < starts[row + 1]; at += 1) if (items[at] < 2147483648) tell(by, items[at]);
	universe.forEachExtra("recommends", by, tell);
	universe.forEachExtra("suggests", by, tell);
}
function kindOfNeed({ by, clause }, universe) {
	return needKinds.find((kind) => clausesOf(kind, by, universe).includes(clause)) ?? "dependency";
}
// engine/resolver/overlay.ts
var Overlay = class {
	#pool;
	#relations = new Relations();
	#names = new Map();
	#nameTexts = [];
	#terms = [];
	#termIds = new Map();
	#clauses = [];
	#clauseIds = new Map();
	#rows = [];
	releases = [];
	borne = new Map();
	constructor(pool) {
		this.#pool = pool;
	}
	get clauseCount() {
		return this.#clauses.length;
	}
	add(declared) {
		const id = this.#pool.releaseCount + this.releases.length;
		const clauses = (texts) => [...new Set(texts.map((text) => this.#clause(this.#relations.clause(text))))];
		const name = this.nameOf(declared.name);
		const excluded = this.#relations.exclusions([...declared.conflicts, ...declared.breaks]);
		this.#rows.push([...clauses(declared.dependencies), ...excluded.map((term) => (this.#term(term) | isExclusion) >>> 0)]);
		this.releases.push({
			declared,
			name,
			recommends: clauses(declared.recommends),
			suggests: clauses(declared.suggests)
		});
		const { version, scheme } = declared;
		this.#bear(name, {
			release: id,
			version,
			scheme,
			isOwn: true
		});
		for (const text of declared.provides) {
			const provision = this.#relations.provision(text);
			if (provision === null) continue;
			this.#bear(this.nameOf(provision.name), {
				release: id,
				version: provision.version,
				scheme,
				isOwn: false
			});
		}
		return id;
	}
	relations() {
		const starts = new Uint32Array(this.#rows.length + 1);
		for (const [index, row] of this.#rows.entries()) starts[index + 1] = starts[index] + row.length;
		return {
			starts,
			items: Uint32Array.from(this.#rows.flat())
		};
	}
	describe(id) {
		const { name, version, scheme, architecture, repository, size, installedSize } = this.releases[id - this.#pool.releaseCount].declared;
		return {
			id,
			name,
			version,
			scheme,
			architecture,
			repository,
			size,
			installedSize
		};
	}
	namesakes(name) {
		return (this.borne.get(name)?.filter(({ isOwn }) => isOwn) ?? []).map(({ release }) => release);
	}
	nameOf(text) {
		const known = this.#pool.findName(text);
		if (known >= 0) return known;
		const own = this.#names.get(text) ?? this.#pool.nameCount + this.#nameTexts.length;
		if (!this.#names.has(text)) {
			this.#names.set(text, own);
			this.#nameTexts.push(text);
		}
		return own;
	}
	nameText(name) {
		return name < this.#pool.nameCount ? this.#pool.nameText(name) : this.#nameTexts[name - this.#pool.nameCount];
	}
	term(name, constraints) {
		return this.#term(this.#relations.term(name, constraints));
	}
	termAt(id) {
		return this.#terms[id - this.#pool.termCount];
	}
	clauseAt(id) {
		return this.#clauses[id - this.#pool.clauseCount];
	}
	meeting(name, constraints) {
		return (this.borne.get(name) ?? []).filter(({ version, scheme }) => constraints.length === 0 || version !== null && satisfies(version, constraints, scheme));
	}
	#term(term) {
		const id = this.#termIds.get(term) ?? this.#pool.termCount + this.#terms.length;
		if (!this.#termIds.has(term)) {
			this.#termIds.set(term, id);
			this.#terms.push(term);
		}
		return id;
	}
	#clause(clause) {
		const id = this.#clauseIds.get(clause) ?? this.#pool.clauseCount + this.#clauses.length;
		if (!this.#clauseIds.has(clause)) {
			this.#clauseIds.set(clause, id);
			this.#clauses.push(clause.terms.map((term) => this.#term(term)));
		}
		return id;
	}
	#bear(name, borne) {
		const others = this.borne.get(name);
		if (others === void 0) this.borne.set(name, [borne]);
		else others.push(borne);
	}
};
// engine/resolver/terms.ts
var Terms = class {
	#universe;
	constructor(universe) {
		this.#universe = universe;
	}
	of(clause) {
		const { pool, overlay } = this.#universe;
		if (clause < pool.termCount) return [clause];
		if (clause >= pool.clauseCount) return overlay.clauseAt(clause);
		const row = clause - pool.termCount;
		const { clauses, clauseStarts } = pool.data;
		return clauses.subarray(clauseStarts[row], clauseStarts[row + 1]);
	}
	isNeverMet(term) {
		const { pool, hasOverlay } = this.#universe;
		return pool.data.termCounts[term] === 0 && !hasOverlay;
	}
	onlyMatch(term) {
		const { pool, hasOverlay, admission } = this.#universe;
		if (pool.data.termCounts[term] !== 1 || hasOverlay || !admission.isPlain) return -1;
		const release = pool.data.termFroms[term];
		return this.#universe.isUsable(release) ? release : -1;
	}
	matching(term, into) {
		const { pool, hasOverlay, admission } = this.#universe;
		if (term >= pool.termCount) return this.#matchingOwn(term, into);
		const start = into.length;
		const end = Math.min(pool.termEnd(term), pool.releaseCount);
		for (let release = pool.data.termFroms[term]; release < end; release += 1) if (this.#universe.isUsable(release)) into.push(release);
		if (pool.data.termCounts[term] === 255) this.#addOthers(term, into);
		if (hasOverlay) this.#addOverlaid(term, into, start);
		if (!admission.isPlain && into.length - start > 1) this.#rank(into, start, this.nameOf(term));
	}
	isMetBy(term, release) {
		const { pool, overlay } = this.#universe;
		const name = this.nameOf(term);
		const constraints = this.constraintsOf(term);
		if (release >= pool.releaseCount) return overlay.meeting(name, constraints).some((borne) => borne.release === release);
		if (this.#universe.nameOf(release) === name && this.#isVersionWithin(release, constraints)) return true;
		return this.#provides(release, name, constraints);
	}
	nameOf(term) {
		const { pool, overlay } = this.#universe;
		return term < pool.termCount ? pool.termName(term) : overlay.nameOf(overlay.termAt(term).name);
	}
	constraintsOf(term) {
		const { pool, overlay } = this.#universe;
		if (term >= pool.termCount) return overlay.termAt(term).constraints;
		const text = pool.later("termConstraints")[term];
		if (text === 0) return [];
		const constraints = parseConstraints(pool.text(text - 1));
		return isProblem(constraints) ? [] : constraints;
	}
	text(term) {
		const { pool, overlay } = this.#universe;
		if (term >= pool.termCount) return formatTerm(overlay.termAt(term));
		const text = pool.later("termConstraints")[term];
		return formatTerm({
			name: pool.nameText(pool.termName(term)),
			constraintText: text === 0 ? "" : pool.text(text - 1)
		});
	}
	clauseText(clause) {
		return Array.from(this.of(clause), (term) => this.text(term)).join(" | ");
	}
	inOrder(releases) {
		const { admission, hasOverlay } = this.#universe;
		if (!admission.isPlain || hasOverlay) this.#rank(releases, 0, -1);
		return releases;
	}
	#addOthers(term, into) {
		const { pool, admission } = this.#universe;
		const others = pool.othersMeeting(term);
		const name = admission.isPlain ? null : pool.termName(term);
		for (let at = 0; at < others.length; at += 1) {
			const release = others[at];
			if (name === null ? this.#universe.isUsable(release) : this.#answers(release, name)) into.push(release);
		}
	}
	#addOverlaid(term, into, start) {
		const { overlay } = this.#universe;
		const name = this.nameOf(term);
		if (!overlay.borne.has(name)) return;
		for (const { release } of overlay.meeting(name, this.constraintsOf(term))) if (!into.includes(release, start)) into.push(release);
	}
	#matchingOwn(term, into) {
		const universe = this.#universe;
		const { name: text, constraints } = universe.overlay.termAt(term);
		const name = universe.overlay.nameOf(text);
		const start = into.length;
		for (const release of universe.pool.releasesNamed(name)) if (universe.isUsable(release) && this.#isVersionWithin(release, constraints)) into.push(release);
		for (const release of Array.from(universe.pool.providersOf(name))) {
			if (into.includes(release, start)) continue;
			if (this.#answers(release, name) && this.#provides(release, name, constraints)) into.push(release);
		}
		this.#addOverlaid(term, into, start);
		if (into.length - start > 1) this.#rank(into, start, name);
	}
	#isVersionWithin(release, constraints) {
		const { pool } = this.#universe;
		return constraints.length === 0 || satisfies(pool.version(release), constraints, pool.scheme(release));
	}
	#provides(release, name, constraints) {
		const { pool } = this.#universe;
		const starts = pool.later("provideStarts");
		const items = pool.later("provides");
		const provided = [];
		for (let at = starts[release]; at < starts[release + 1]; at += 2) {
			const version = items[at + 1];
			if (items[at] === name) provided.push({
				name: "",
				version: version === 0 ? null : pool.text(version - 1)
			});
		}
		return provides({
			scheme: pool.scheme(release),
			provided
		}, constraints);
	}
	#answers(release, name) {
		const universe = this.#universe;
		if (!universe.isUsable(release)) return false;
		if (universe.isInstalled(release) || universe.nameOf(release) === name) return true;
		return universe.admission.mayProvide(release, name);
	}
	#rank(into, start, name) {
		const { pool, admission } = this.#universe;
		const rank = (release) => release < pool.releaseCount ? admission.rankOf(release) >>> 0 : Number.MAX_SAFE_INTEGER;
		const isOwn = (release) => Number(name < 0 || this.#universe.nameOf(release) === name);
		const sorted = into.slice(start).sort((a, b) => isOwn(b) - isOwn(a) || rank(a) - rank(b) || a - b);
		for (const [index, release] of sorted.entries()) into[start + index] = release;
	}
};
// engine/resolver/universe.ts
var State = {
	usable: 1,
	refused: 2,
	installed: 3
};
var Universe = class {
	pool;
	overlay;
	terms;
	installed;
	admission;
	releaseCount;
	hasOverlay;
	clauseCount;
	#overlayRelations;
	#installedByName = null;
	#states;
	constructor(pool, installed, policy, wishes) {
		this.pool = pool;
		this.overlay = new Overlay(pool);
		this.terms = new Terms(this);
		this.installed = this.#place(placeIn(pool, installed));
		this.releaseCount = pool.releaseCount + this.overlay.releases.length;
		this.hasOverlay = this.overlay.releases.length > 0;
		this.clauseCount = pool.clauseCount + this.overlay.clauseCount;
		this.#overlayRelations = this.overlay.relations();
		this.#states = new Uint8Array(this.releaseCount);
		for (let at = 0; at < this.installed.length; at += 1) this.#states[this.installed[at].release] = State.installed;
		const installedAs = (name) => {
			const release = this.installedByName.get(name);
			return release === void 0 ? void 0 : this.describe(release);
		};
		this.admission = new Admission(pool, policy, {
			installedAs,
			wishes
		});
	}
	get installedByName() {
		this.#installedByName ??= new Map(this.installed.map(({ name, release }) => [name, release]));
		return this.#installedByName;
	}
	isInstalled(release) {
		return this.#states[release] === State.installed;
	}
	isOnlyOne(release) {
		return !this.hasOverlay && this.pool.has(release, 16);
	}
	isUsable(release) {
		if (this.admission.isOrdinary(release)) return true;
		const known = this.#states[release];
		if (known !== 0) return known !== State.refused;
		const usable = this.admission.obstacleTo(release) === null;
		this.#states[release] = usable ? State.usable : State.refused;
		return usable;
	}
	obstacleTo(release) {
		return this.isInstalled(release) ? null : this.admission.obstacleTo(release);
	}
	nameOf(release) {
		const own = release - this.pool.releaseCount;
		return own < 0 ? this.pool.data.releaseNames[release] : this.overlay.releases[own].name;
	}
	describe(release) {
		return release < this.pool.releaseCount ? this.pool.describe(release) : this.overlay.describe(release);
	}
	nameText(release) {
		return this.overlay.nameText(this.nameOf(release));
	}
	version(release) {
		const own = release - this.pool.releaseCount;
		return own < 0 ? this.pool.version(release) : this.overlay.releases[own].declared.version;
	}
	repositoryOf(release) {
		const own = release - this.pool.releaseCount;
		return own < 0 ? this.pool.repositoryOf(release) : this.overlay.releases[own].declared.repository;
	}
	scheme(release) {
		const own = release - this.pool.releaseCount;
		return own < 0 ? this.pool.scheme(release) : this.overlay.releases[own].declared.scheme;
	}
	releasesNamed(name) {
		const own = this.pool.releasesNamed(name);
		return this.hasOverlay ? [...own, ...this.overlay.namesakes(name)] : own;
	}
	usableNamed(name) {
		const usable = this.releasesNamed(name).filter((release) => this.isUsable(release));
		return this.terms.inOrder(usable);
	}
	newerThan(release) {
		return this.isOnlyOne(release) ? [] : this.#compared(release, (order) => order > 0);
	}
	olderThan(release) {
		return this.isOnlyOne(release) ? [] : this.#compared(release, (order) => order < 0);
	}
	isOlder(release, than) {
		return this.scheme(release) === this.scheme(than) && this.#orderOf(release, than) < 0;
	}
	newerHidden(release, obstacle) {
		const scheme = this.scheme(release);
		return this.releasesNamed(this.nameOf(release)).find((other) => this.scheme(other) === scheme && this.obstacleTo(other) === obstacle && this.#orderOf(other, release) > 0) ?? null;
	}
	#compared(release, isWanted) {
		const scheme = this.scheme(release);
		const found = [];
		this.forEachNamesake(release, (other) => {
			if (!this.isUsable(other) || this.scheme(other) !== scheme) return;
			if (isWanted(this.#orderOf(other, release))) found.push(other);
		});
		return found.length > 1 ? this.terms.inOrder(found) : found;
	}
	forEachNamesake(release, tell) {
		if (this.isOnlyOne(release)) return;
		if (this.hasOverlay) {
			for (const other of this.releasesNamed(this.nameOf(release))) if (other !== release) tell(other);
			return;
		}
		const { releaseNames } = this.pool.data;
		const name = releaseNames[release];
		for (let other = this.pool.firstNamesake(release); releaseNames[other] === name; other += 1) if (other !== release) tell(other);
	}
	#orderOf(one, other) {
		if (Math.max(one, other) >= this.pool.releaseCount) return compareVersions(this.version(one), this.version(other), this.scheme(one));
		const [newer, older] = one < other ? [one, other] : [other, one];
		for (let at = newer + 1; at <= older; at += 1) if (!this.pool.has(at, 8)) return other - one;
		return 0;
	}
	relationsOf(release) {
		return release < this.pool.releaseCount ? this.pool.relations : this.#overlayRelations;
	}
	rowOf(release) {
		return release < this.pool.releaseCount ? release : release - this.pool.releaseCount;
	}
	dependenciesOf(release) {
		return this.#relationsOf(release).filter((item) => item < isExclusion);
	}
	exclusionsOf(release) {
		return this.#relationsOf(release).filter((item) => item >= isExclusion).map((item) => item - isExclusion);
	}
	extrasOf(kind, release) {
		const own = release - this.pool.releaseCount;
		if (own >= 0) return this.overlay.releases[own][kind];
		const { starts, items } = kind === "recommends" ? this.pool.recommends : this.pool.suggests;
		return items.subarray(starts[release], starts[release + 1]);
	}
	forEachExtra(kind, release, tell) {
		const own = release - this.pool.releaseCount;
		if (own >= 0) return this.overlay.releases[own][kind].forEach((clause) => tell(release, clause));
		const starts = kind === "recommends" ? this.pool.recommends.starts : this.pool.suggests.starts;
		if (starts[release] === starts[release + 1]) return;
		const { items } = kind === "recommends" ? this.pool.recommends : this.pool.suggests;
		for (let at = starts[release]; at < starts[release + 1]; at += 1) tell(release, items[at]);
	}
	#relationsOf(release) {
		const { starts, items } = this.relationsOf(release);
		const row = this.rowOf(release);
		return Array.from(items.subarray(starts[row], starts[row + 1]));
	}
	#place({ installed, packages, isOffered }) {
		if (isOffered) return installed;
		return installed.map((each, index) => {
			if (each.release >= 0) return each;
			const release = this.overlay.add(packages[index].declare());
			return {
				...each,
				release,
				name: this.nameOf(release)
			};
		});
	}
};
// engine/resolver/inspect.ts
var mostChains = 8;
function whyInstalled(input, name) {
	const machine = open(input);
	const target = machine.universe.installed.find(({ text }) => text === name);
	if (target === void 0) return null;
	const steps = stepsTowards(target.release, machine);
	const chains = machine.universe.installed.filter(({ chosen, release }) => chosen && release !== target.release && steps.has(release)).map(({ release }) => chainFrom(release, steps, machine.universe)).sort((a, b) => a.length - b.length);
	return {
		release: machine.universe.describe(target.release),
		chosen: target.chosen,
		chains: chains.slice(0, mostChains)
	};
}
function checkInstalled(input) {
	const { universe, candidates } = open(input);
	return universe.installed.flatMap(({ release, name, unmet }) => {
		const lacking = universe.dependenciesOf(release).filter((clause) => !candidates.listOf(clause).some((each) => universe.isInstalled(each))).map((clause) => universe.terms.clauseText(clause));
		const clashes = universe.exclusionsOf(release).flatMap((term) => installedMeeting(term, universe).filter((other) => universe.nameOf(other) !== name).map((other) => ({
			clause: universe.terms.text(term),
			other: universe.describe(other)
		})));
		const described = universe.describe(release);
		return [...lacking.map((clause) => ({
			kind: "unmet",
			release: described,
			clause,
			accepted: unmet.includes(clause)
		})), ...clashes.map((clash) => ({
			kind: "conflict",
			release: described,
			...clash
		}))];
	});
}
function installedMeeting(term, universe) {
	const found = [];
	universe.terms.matching(term, found);
	return found.filter((release) => universe.isInstalled(release));
}
function hiddenReleases(input, name) {
	const { universe } = open(input);
	return hiddenReleases$1(universe.overlay.nameOf(name), [], universe).map((hidden) => ({
		...hidden,
		release: universe.describe(hidden.release)
	}));
}
function open({ pool, installed, policy }) {
	const universe = new Universe(pool, installed, policy, []);
	return {
		universe,
		candidates: new Candidates(universe, 0)
	};
}
function stepsTowards(target, machine) {
	const needers = needersOf(machine);
	const steps = new Map();
	const seen = new Set([target]);
	for (const next of seen) for (const { by, clause, kind } of needers.get(next) ?? []) {
		if (seen.has(by)) continue;
		seen.add(by);
		steps.set(by, {
			next,
			clause,
			kind
		});
	}
	return steps;
}
function needersOf({ universe, candidates }) {
	const needers = new Map();
	const tell = (needer) => {
		for (const met of candidates.listOf(needer.clause).filter((each) => universe.isInstalled(each))) {
			const known = needers.get(met);
			if (known === void 0) needers.set(met, [needer]);
			else known.push(needer);
		}
	};
	for (const kind of needKinds) for (const { release: by } of universe.installed) for (const clause of clausesOf(kind, by, universe)) tell({
		by,
		clause,
		kind
	});
	return needers;
}
function chainFrom(start, steps, universe) {
	const links = [];
	for (let step = steps.get(start), at = start; step !== void 0; step = steps.get(at)) {
		const { name, version } = universe.describe(at);
		links.push({
			name,
			version,
			clause: universe.terms.clauseText(step.clause),
			kind: step.kind
		});
		at = step.next;
	}
	return links;
}
// engine/resolver/held.ts
function heldReleases(state) {
	const { universe, isUpdating, input } = state.problem;
	const held = [];
	for (const { name, text, release: installed } of universe.installed) {
		if (!isUpdating(name)) continue;
		if (input.policy.holds.has(text)) held.push(...heldByPerson(installed, state));
		const newest = universe.newerThan(installed)[0];
		if (newest === void 0 || state.now[newest] === 1) continue;
		const now = universe.releasesNamed(name).find((release) => state.now[release] === 1);
		if (now === void 0) continue;
		held.push({
			release: universe.describe(now),
			newest: universe.version(newest),
			reason: findReason(newest, now, state)
		});
	}
	return held;
}
function heldByPerson(installed, { problem: { universe } }) {
	const newer = universe.newerHidden(installed, "held");
	if (newer === null) return [];
	const release = universe.describe(installed);
	return [{
		release,
		newest: universe.version(newer),
		reason: `hold ${release.name}`
	}];
}
function findReason(newest, current, state) {
	const { universe, candidates } = state.problem;
	for (const other of state.list) {
		if (other === current) continue;
		const term = universe.exclusionsOf(other).find((each) => universe.terms.isMetBy(each, newest));
		if (term !== void 0) return format(other, universe.terms.text(term), state);
		const clause = universe.dependenciesOf(other).find((each) => {
			const list = candidates.listOf(each);
			return list.includes(current) && !list.includes(newest);
		});
		if (clause !== void 0) return format(other, universe.terms.clauseText(clause), state);
	}
	return ownReason(newest, state);
}
function ownReason(newest, state) {
	const { universe, candidates } = state.problem;
	const name = universe.nameOf(newest);
	const others = state.list.filter((release) => universe.nameOf(release) !== name);
	const clash = universe.exclusionsOf(newest).find((term) => others.some((other) => universe.terms.isMetBy(term, other)));
	if (clash !== void 0) return format(newest, universe.terms.text(clash), state);
	const missing = universe.dependenciesOf(newest).find((clause) => !candidates.listOf(clause).some((each) => others.includes(each)));
	const { version, name: text } = universe.describe(newest);
	return missing === void 0 ? `${text} ${version}` : format(newest, universe.terms.clauseText(missing), state);
}
function format(release, clause, { problem }) {
	const { name, version } = problem.universe.describe(release);
	return `${name} ${version}: ${clause}`;
}
// engine/resolver/sweep.ts
function isNamePresent(name, { problem, now }) {
	return problem.universe.releasesNamed(name).some((release) => now[release] === 1);
}
function sweep({ problem, search, decidedFor }) {
	const { universe } = problem;
	const possible = search.trail.values;
	const all = [];
	for (let at = 0; at < search.trail.length; at += 1) {
		const literal = search.trail.literals[at];
		if ((literal & 1) === 0) all.push(literal >> 1);
	}
	const asked = askedNames(problem, possible);
	const chosenBefore = once(() => namesChosenIn(universe));
	const needed = isSweepDue(problem, possible) ? stillNeeded(problem, {
		possible,
		all,
		asked
	}) : null;
	const list = needed === null ? all : all.filter((release) => needed.has(release));
	const now = needed === null ? possible : new Int8Array(universe.releaseCount);
	if (needed !== null) for (const release of list) now[release] = 1;
	return {
		problem,
		decidedFor,
		asked,
		chosenBefore,
		possible,
		now,
		list,
		needed,
		needBehind: (release) => search.needBehind(release)
	};
}
function namesChosenIn({ installed }) {
	const names = new Set();
	for (const { name, chosen } of installed) if (chosen) names.add(name);
	return names;
}
function askedNames({ agenda, candidates, universe }, possible) {
	const asked = new Set();
	for (const { clause, claim } of agenda) {
		if (claim.kind !== "wish") continue;
		const met = candidates.listOf(clause).find((release) => possible[release] === 1);
		if (met !== void 0) asked.add(universe.nameOf(met));
	}
	return asked;
}
function isSweepDue({ universe, input }, possible) {
	if (input.wishes.some(({ kind }) => kind === "autoremove")) return true;
	if (input.options.keepUnneeded || universe.installed.every(({ chosen }) => chosen)) return false;
	return universe.installed.some(({ release }) => possible[release] !== 1);
}
function stillNeeded(problem, { possible, all, asked }) {
	const { universe, input } = problem;
	const before = input.wishes.some(({ kind }) => kind === "autoremove") ? null : neededBefore(problem);
	const rootNames = new Set([...asked, ...successorNames(problem, possible)]);
	const { holds, protected: guarded } = input.policy;
	for (const { name, text, release, chosen } of universe.installed) if (chosen || holds.has(text) || guarded.has(text) || before !== null && !before.has(release)) rootNames.add(name);
	const roots = all.filter((release) => rootNames.has(universe.nameOf(release)));
	return findNeeded(roots, possible, problem);
}
function neededBefore(problem) {
	const { installed } = problem.universe;
	const chosen = installed.filter((each) => each.chosen).map(({ release }) => release);
	const here = new Int8Array(problem.universe.releaseCount);
	for (const { release } of installed) here[release] = 1;
	return findNeeded(chosen, here, problem);
}
function successorNames({ agenda, candidates, universe }, possible) {
	const names = [];
	for (const { clause, claim } of agenda) {
		if (claim.kind !== "stay" || !claim.installed.chosen || possible[claim.installed.release] === 1) continue;
		for (const release of candidates.listOf(clause)) if (possible[release] === 1) names.push(universe.nameOf(release));
	}
	return names;
}
// engine/resolver/because.ts
function explainer(state) {
	let before = null;
	const formerNeed = (release) => {
		before ??= neededBefore(state.problem);
		return before.needOf(release);
	};
	return {
		present: (release, chosen) => whyPresent(release, chosen, state),
		removed: (release) => whyRemoved(release, state, formerNeed)
	};
}
function whyPresent(release, chosen, state) {
	const { universe } = state.problem;
	const name = universe.nameOf(release);
	if (universe.isInstalled(release)) return state.asked.has(name) && !state.chosenBefore().has(name) ? { kind: "requested" } : null;
	const replaced = exchangedFor(name, state) ?? (chosen ? replacedBy(release, state) : null);
	if (replaced !== null) return {
		kind: "replaces",
		name: replaced
	};
	if (state.asked.has(name)) return { kind: "requested" };
	const old = universe.installedByName.get(name);
	if (old !== void 0) return whyChanged(old, release, state);
	return whyNeeded(release, state) ?? { kind: "requested" };
}
function exchangedFor(name, { problem: { input, universe } }) {
	for (const wish of input.wishes) if (wish.kind === "replace" && universe.overlay.nameOf(wish.by) === name) return wish.name;
	return null;
}
function whyChanged(old, release, state) {
	const { universe, isUpdating, candidates } = state.problem;
	if (isUpdating(universe.nameOf(release)) && universe.newerThan(old).includes(release)) return { kind: "newer" };
	for (const by of state.list) {
		const clause = universe.dependenciesOf(by).find((each) => {
			const list = candidates.listOf(each);
			return list.includes(release) && !list.includes(old);
		});
		if (clause !== void 0 && by !== release) return asNeed({
			by,
			clause
		}, state);
	}
	const rival = findRival(old, state);
	if (rival !== null) return {
		kind: "conflict",
		with: rival
	};
	return whyNeeded(release, state) ?? { kind: "requested" };
}
function whyNeeded(release, state) {
	const came = state.needBehind(release) ?? state.decidedFor.get(release);
	const need = came !== void 0 && came.by >= 0 && isThere(came.by, state) ? came : state.needed?.needOf(release) ?? null;
	return need === null ? null : asNeed(need, state);
}
function replacedBy(release, state) {
	const { agenda, candidates } = state.problem;
	for (const { clause, claim } of agenda) {
		if (claim.kind !== "stay" || isNamePresent(claim.installed.name, state)) continue;
		if (candidates.listOf(clause).includes(release)) return claim.installed.text;
	}
	return null;
}
function whyRemoved(release, state, formerNeed) {
	const { universe, input } = state.problem;
	const name = universe.nameText(release);
	const asOrphan = () => {
		const need = formerNeed(release);
		return {
			kind: "orphaned",
			formerly: need === null ? null : universe.nameText(need.by)
		};
	};
	const wish = input.wishes.find((each) => "name" in each && each.name === name && each.kind !== "install");
	if (wish?.kind === "remove") return { kind: "requested" };
	if (wish?.kind === "replace") return {
		kind: "conflict",
		with: wish.by
	};
	if (universe.releasesNamed(universe.nameOf(release)).some((each) => state.possible[each] === 1)) return asOrphan();
	const support = findLostSupport(release, state, (clause) => !isMet(clause, state));
	if (support !== null) return {
		kind: "depends-on-removed",
		on: support
	};
	const rival = findRival(release, state);
	if (rival !== null) return {
		kind: "conflict",
		with: rival
	};
	const changed = findLostSupport(release, state, () => true);
	return changed === null ? asOrphan() : {
		kind: "depends-on-removed",
		on: changed
	};
}
function findLostSupport(release, state, isLost) {
	const { universe, candidates } = state.problem;
	for (const clause of universe.dependenciesOf(release).filter(isLost)) {
		const gone = candidates.listOf(clause).find((each) => each !== release && universe.isInstalled(each) && !isThere(each, state));
		if (gone !== void 0) return universe.nameText(gone);
	}
	return null;
}
function findRival(release, state) {
	const { universe } = state.problem;
	const name = universe.nameOf(release);
	const excludes = (one, other) => universe.exclusionsOf(one).some((term) => universe.terms.isMetBy(term, other));
	for (const other of state.list) {
		if (universe.nameOf(other) === name) continue;
		if (excludes(other, release) || excludes(release, other)) return universe.nameText(other);
	}
	return null;
}
function isMet(clause, state) {
	const { candidates } = state.problem;
	return candidates.listOf(clause).some((each) => state.possible[each] === 1);
}
function isThere(release, { now }) {
	return now[release] === 1;
}
function asNeed(need, { problem }) {
	const { universe } = problem;
	const { by, clause } = need;
	return {
		kind: kindOfNeed(need, universe),
		by: universe.nameText(by),
		clause: universe.terms.clauseText(clause)
	};
}
// engine/resolver/answer.ts
function answer(outcome) {
	const state = sweep(outcome);
	const { universe } = state.problem;
	const because = explainer(state);
	const chosenNames = once(() => namesToChoose(state));
	const tell = (release) => {
		const chosen = chosenNames().has(universe.nameOf(release));
		return {
			release: universe.describe(release),
			chosen,
			because: because.present(release, chosen),
			unmet: unmetOf(release, state)
		};
	};
	const changed = once(() => byName(state.list.filter((release) => isNews(release, state)).map(tell)));
	const releases = once(() => byName(state.list.map(tell)));
	const removed = once(() => byName(removedFrom(state, because)));
	const extent = once(() => extentOf(state, chosenNames()));
	const held = once(() => heldReleases(state));
	return {
		kind: "solved",
		get changed() {
			return changed();
		},
		get releases() {
			return releases();
		},
		get removed() {
			return removed();
		},
		get held() {
			return held();
		},
		get extent() {
			return extent();
		}
	};
}
function extentOf(state, chosenNames) {
	const { universe } = state.problem;
	const leaving = leavingFrom(state);
	return {
		arriving: state.list.filter((release) => !universe.isInstalled(release)).length,
		leaving: leaving.length,
		leavingChosen: leaving.filter(({ chosen }) => chosen).length,
		releases: Uint32Array.from(state.list).sort(),
		chosen: Uint32Array.from(chosenNames).sort()
	};
}
function removedFrom(state, because) {
	const { universe } = state.problem;
	return leavingFrom(state).map(({ release, chosen }) => ({
		release: universe.describe(release),
		chosen,
		because: because.removed(release)
	}));
}
function leavingFrom(state) {
	return state.problem.universe.installed.filter(({ name, release }) => state.now[release] !== 1 && !isNamePresent(name, state));
}
function isNews(release, { problem, asked, chosenBefore }) {
	const { universe } = problem;
	if (!universe.isInstalled(release)) return true;
	const name = universe.nameOf(release);
	return asked.has(name) && !chosenBefore().has(name);
}
function namesToChoose({ problem, asked, chosenBefore, possible }) {
	const { overlay, installed } = problem.universe;
	const chosen = new Set([
		...chosenBefore(),
		...asked,
		...successorNames(problem, possible)
	]);
	for (const wish of problem.input.wishes) {
		const replaced = wish.kind === "replace" ? installed.find(({ text }) => text === wish.name) : void 0;
		if (wish.kind !== "replace" || replaced === void 0 || replaced.chosen) continue;
		if (!chosenBefore().has(overlay.nameOf(wish.by))) chosen.delete(overlay.nameOf(wish.by));
	}
	return chosen;
}
function unmetOf(release, { problem, now }) {
	const { universe, candidates, waived } = problem;
	const clauses = waived.get(release);
	if (clauses === void 0) return [];
	const isThere = (candidate) => now[candidate] === 1;
	return [...clauses].filter((clause) => !candidates.listOf(clause).some(isThere)).map((clause) => universe.terms.clauseText(clause));
}
function byName(lines) {
	return lines.sort((a, b) => a.release.name < b.release.name ? -1 : 1);
}
// engine/resolver/clash.ts
var mostClashing = 3;
function findClash(core, facts, proof) {
	const contested = contestedNames(core, facts);
	const removed = removedNames$1(core, facts);
	return chooseFacts(core.flatMap((origin) => {
		if (origin.kind === "conflict") return [[
			1,
			`${facts.name(origin.release)} ${facts.name(origin.other)}`,
			facts.of(origin)
		]];
		return "candidates" in origin ? rankChoice(origin, {
			contested,
			removed,
			facts
		}) : [];
	}), proof.flatMap(factsIn).map((fact) => JSON.stringify(fact)));
}
function rankChoice(origin, context) {
	const { contested, removed, facts } = context;
	const names = origin.candidates.map((release) => facts.name(release));
	const owner = origin.kind === "wish" ? origin.wish.name : facts.name(origin.release);
	const hidden = facts.notAllowed(origin).slice(0, 1);
	if (names.length === 0) return [...(hidden.length > 0 ? hidden : [facts.noRelease(origin)]).map((fact) => [
		0,
		owner,
		fact
	]), [
		1,
		owner,
		facts.of(origin)
	]];
	if (origin.kind === "protected") return [[
		0,
		owner,
		facts.of(origin)
	]];
	if (origin.kind !== "dependency") return [[
		names.some((name) => contested.has(name)) ? 3 : 4,
		owner,
		facts.of(origin)
	]];
	const lost = names.find((name) => removed.has(name));
	if (lost !== void 0) return [[
		1,
		owner,
		{
			kind: "needed-by",
			name: lost,
			by: facts.label(origin.release)
		}
	]];
	if (!names.some((name) => contested.has(name))) return [];
	return [[
		2,
		owner,
		facts.of(origin)
	], ...hidden.map((fact) => [
		3,
		owner,
		fact
	])];
}
function chooseFacts(ranked, told) {
	const nearest = new Map();
	for (const entry of ranked.toSorted((a, b) => a[0] - b[0])) {
		const key = entry[2].kind === "wanted" ? JSON.stringify(entry[2]) : `${entry[2].kind} ${entry[1]}`;
		if (!nearest.has(key)) nearest.set(key, entry);
	}
	const entries = [...nearest.values()];
	const essential = entries.filter(([rank]) => rank < 4).slice(0, mostClashing);
	const chosen = essential.length > 1 ? essential : entries.slice(0, mostClashing);
	const place = (fact) => told.indexOf(JSON.stringify(fact)) >>> 0;
	return chosen.map(([, , fact]) => fact).toSorted((a, b) => story.indexOf(a.kind) - story.indexOf(b.kind) || place(a) - place(b));
}
function factsIn(step) {
	return [step.text, ...step.because.flatMap(factsIn)];
}
var story = [
	"wanted",
	"needed-by",
	"depends",
	"conflicts",
	"installed",
	"protected",
	"no-release",
	"not-allowed",
	"impossible"
];
function contestedNames(core, facts) {
	return new Set(core.flatMap((origin) => origin.kind === "one-version" || origin.kind === "no-downgrade" ? [facts.name(origin.release)] : []));
}
function removedNames$1(core, facts) {
	return new Set(core.flatMap((origin) => origin.kind === "removal" ? [facts.name(origin.release)] : []));
}
// engine/resolver/clause-search.ts
var positive = (variable) => variable * 2;
var negative = (variable) => variable * 2 + 1;
var variableOf = (literal) => literal >> 1;
var ClauseSearch = class {
	#spend;
	#values = [];
	#levels = [];
	#reasons = [];
	#watchers = [];
	#trail = [];
	#limits = [];
	#head = 0;
	#conflict = null;
	constructor(spend) {
		this.#spend = spend;
	}
	get level() {
		return this.#limits.length;
	}
	value(variable) {
		return this.#values[variable];
	}
	addVariable() {
		this.#levels.push(0);
		this.#reasons.push(null);
		this.#watchers.push([], []);
		return this.#values.push(0) - 1;
	}
	addClause(literals, origin) {
		this.#add({
			literals: [...new Set(literals)],
			origin,
			sources: []
		});
	}
	decide(literal) {
		this.#limits.push(this.#trail.length);
		this.#assign(literal, null);
	}
	settle() {
		for (;;) {
			const conflict = this.#propagate();
			if (conflict === null) return null;
			if (this.level === 0) return conflict;
			this.#learnFrom(conflict);
		}
	}
	coreOf(conflict) {
		const origins = new Set();
		const seen = new Set();
		const open = [conflict];
		for (let clause = open.pop(); clause !== void 0; clause = open.pop()) {
			if (seen.has(clause)) continue;
			seen.add(clause);
			if (clause.origin !== null) origins.add(clause.origin);
			open.push(...clause.sources);
			for (const literal of clause.literals) {
				const reason = this.#reasons[variableOf(literal)];
				if (reason !== null && reason !== void 0) open.push(reason);
			}
		}
		return origins;
	}
	#valueOf(literal) {
		const value = this.#values[variableOf(literal)];
		return (literal & 1) === 0 ? value : -value;
	}
	#assign(literal, reason) {
		const variable = variableOf(literal);
		this.#values[variable] = (literal & 1) === 0 ? 1 : -1;
		this.#levels[variable] = this.level;
		this.#reasons[variable] = reason;
		this.#trail.push(literal);
	}
	#add(clause) {
		clause.literals.sort((a, b) => this.#openness(b) - this.#openness(a));
		for (const literal of clause.literals.slice(0, 2)) this.#watchers[literal].push(clause);
		const [first, second] = clause.literals;
		if (first === void 0 || this.#valueOf(first) < 0) this.#conflict ??= clause;
		else if (this.#valueOf(first) === 0 && (second === void 0 || this.#valueOf(second) < 0)) this.#assign(first, clause);
	}
	#openness(literal) {
		return this.#valueOf(literal) >= 0 ? Infinity : this.#levels[variableOf(literal)];
	}
	#propagate() {
		while (this.#conflict === null && this.#head < this.#trail.length) {
			this.#spend();
			const literal = this.#trail[this.#head];
			this.#head += 1;
			this.#conflict ??= this.#visitWatchers(literal ^ 1);
		}
		const conflict = this.#conflict;
		this.#conflict = null;
		return conflict;
	}
	#visitWatchers(literal) {
		const watchers = this.#watchers[literal];
		let kept = 0;
		for (let i = 0; i < watchers.length; i += 1) {
			const clause = watchers[i];
			if (this.#moveWatch(clause, literal)) continue;
			watchers[kept++] = clause;
			const other = clause.literals[0];
			if (clause.literals.length > 1 && this.#valueOf(other) >= 0) {
				if (this.#valueOf(other) === 0) this.#assign(other, clause);
				continue;
			}
			while (++i < watchers.length) watchers[kept++] = watchers[i];
			watchers.length = kept;
			return clause;
		}
		watchers.length = kept;
		return null;
	}
	#moveWatch(clause, literal) {
		this.#spend();
		const { literals } = clause;
		if (literals[0] === literal && literals.length > 1) swap$1(literals, 0, 1);
		if (literals.length > 1 && this.#valueOf(literals[0]) > 0) return false;
		for (let i = 2; i < literals.length; i += 1) {
			if (this.#valueOf(literals[i]) < 0) continue;
			swap$1(literals, 1, i);
			this.#watchers[literals[1]].push(clause);
			return true;
		}
		return false;
	}
	#learnFrom(conflict) {
		const seen = new Set();
		const sources = [];
		const learned = [];
		let open = 0;
		let clause = conflict;
		let position = this.#trail.length - 1;
		for (;;) {
			sources.push(clause);
			for (const literal of clause.literals) open += this.#take(literal, {
				seen,
				sources,
				learned
			});
			while (!seen.has(variableOf(this.#trail[position]))) position -= 1;
			open -= 1;
			if (open === 0) break;
			clause = this.#reasons[variableOf(this.#trail[position])];
			position -= 1;
		}
		learned.unshift(this.#trail[position] ^ 1);
		const levels = learned.slice(1).map((literal) => this.#levels[variableOf(literal)]);
		this.#jumpTo(levels.reduce((a, b) => Math.max(a, b), 0));
		this.#add({
			literals: learned,
			origin: null,
			sources
		});
	}
	#take(literal, found) {
		const variable = variableOf(literal);
		if (found.seen.has(variable)) return 0;
		found.seen.add(variable);
		const level = this.#levels[variable];
		if (level === this.level) return 1;
		if (level > 0) found.learned.push(literal);
		else found.sources.push(this.#reasons[variable]);
		return 0;
	}
	#jumpTo(level) {
		const length = this.#limits[level];
		while (this.#trail.length > length) {
			const variable = variableOf(this.#trail.pop());
			this.#values[variable] = 0;
			this.#reasons[variable] = null;
		}
		this.#limits.length = level;
		this.#head = length;
	}
};
function swap$1(literals, i, j) {
	const literal = literals[i];
	literals[i] = literals[j];
	literals[j] = literal;
}
// engine/resolver/origin.ts
function originOf(cause, problem) {
	const { candidates, facts } = problem;
	switch (cause.kind) {
		case "clause": {
			const list = candidates.listOf(cause.clause);
			if (cause.asker < 0) return originOfClaim(claimOf(cause.clause, problem), list);
			return {
				kind: "dependency",
				release: cause.asker,
				clause: cause.clause,
				candidates: list
			};
		}
		case "pair": return originOfPair(cause.release, cause.other, problem);
		case "fact": {
			const fact = facts[cause.fact];
			return fact.kind === "stay" ? {
				...fact,
				candidates: [fact.release]
			} : fact;
		}
		default: throw new Error(`a cause of kind ${cause.kind} has no origin`);
	}
}
function claimOf(clause, { agenda }) {
	return agenda.find((entry) => entry.clause === clause).claim;
}
function originOfClaim(claim, candidates) {
	switch (claim.kind) {
		case "wish": return {
			kind: "wish",
			wish: claim.wish,
			candidates
		};
		case "stay":
		case "protected": return {
			kind: claim.kind,
			release: claim.installed.release,
			candidates
		};
	}
}
function originOfPair(release, other, { universe }) {
	if (universe.nameOf(release) === universe.nameOf(other)) return {
		kind: "one-version",
		release,
		other
	};
	const exclusion = (one, two) => universe.exclusionsOf(one).find((each) => universe.terms.isMetBy(each, two));
	const own = universe.isInstalled(release) && !universe.isInstalled(other) ? exclusion(other, release) : void 0;
	if (own !== void 0) return {
		kind: "conflict",
		release: other,
		term: own,
		other: release
	};
	return {
		kind: "conflict",
		release,
		term: exclusion(release, other),
		other
	};
}
function clauseOf(origin) {
	switch (origin.kind) {
		case "wish":
		case "stay":
		case "protected": return {
			anyOf: origin.candidates,
			unless: []
		};
		case "removal":
		case "no-downgrade": return {
			anyOf: [],
			unless: [origin.release]
		};
		case "dependency": return {
			anyOf: origin.candidates,
			unless: [origin.release]
		};
		case "conflict":
		case "one-version": return {
			anyOf: [],
			unless: [origin.release, origin.other]
		};
	}
}
// engine/resolver/decide.ts
function decideAll(problem, search, options) {
	const next = new Decisions(problem, search);
	let isCounted = false;
	while (search.settle()) {
		if (next.jumpBack()) isCounted = false;
		const wanted = next.fromAgenda();
		const refused = wanted === null && !isCounted ? options.isTooMuch() : null;
		if (refused !== null) {
			if (!search.refuse(refused)) return false;
			continue;
		}
		isCounted = wanted === null;
		const decision = wanted ?? next.fromDependencies() ?? next.fromExtras();
		if (decision === null) return true;
		options.decidedFor.set(decision.release, decision);
		next.remember();
		search.decide(decision.release);
	}
	return false;
}
var Decisions = class {
	#problem;
	#search;
	#saved = [];
	#isNewExtra;
	#agenda = 0;
	#dependency = 0;
	#extra = 0;
	constructor(problem, search) {
		this.#problem = problem;
		this.#search = search;
		this.#isNewExtra = createNewcomers(problem);
	}
	remember() {
		this.#saved.push({
			agenda: this.#agenda,
			dependency: this.#dependency,
			extra: this.#extra
		});
	}
	jumpBack() {
		const { level } = this.#search.trail;
		if (level >= this.#saved.length) return false;
		const { agenda, dependency, extra } = this.#saved[level];
		this.#agenda = agenda;
		this.#dependency = dependency;
		this.#extra = extra;
		this.#saved.length = level;
		return true;
	}
	fromAgenda() {
		const { agenda } = this.#problem;
		for (; this.#agenda < agenda.length; this.#agenda += 1) {
			const { clause } = agenda[this.#agenda];
			const release = this.#firstOpen(clause);
			if (release >= 0) return {
				release,
				clause,
				by: -1
			};
		}
		return null;
	}
	fromDependencies() {
		const { choices } = this.#search;
		for (; this.#dependency < choices.length; this.#dependency += 1) {
			const clause = choices[this.#dependency];
			const release = this.#firstOpen(clause);
			if (release >= 0) return {
				release,
				clause,
				by: this.#search.askerOf(clause)
			};
		}
		return this.#fromWaived();
	}
	#fromWaived() {
		const { universe, waived } = this.#problem;
		for (const [release, clauses] of waived) {
			if (this.#search.trail.values[release] !== 1 || universe.isInstalled(release)) continue;
			const decision = this.#openIn([...clauses], release);
			if (decision !== null) return decision;
		}
		return null;
	}
	fromExtras() {
		const { universe, input } = this.#problem;
		const { recommends, suggests } = input.options;
		if (!recommends && !suggests) return null;
		for (; this.#extra < this.#search.trail.length; this.#extra += 1) {
			const literal = this.#search.trail.literals[this.#extra];
			const release = literal >> 1;
			if ((literal & 1) === 1 || universe.isInstalled(release)) continue;
			const extras = [...recommends ? Array.from(universe.extrasOf("recommends", release)) : [], ...suggests ? Array.from(universe.extrasOf("suggests", release)) : []].filter((clause) => this.#isNewExtra(release, clause));
			const decision = this.#openIn(extras, release);
			if (decision !== null) return decision;
		}
		return null;
	}
	#openIn(clauses, by) {
		for (const clause of clauses) {
			const release = this.#firstOpen(clause);
			if (release >= 0) return {
				release,
				clause,
				by
			};
		}
		return null;
	}
	#firstOpen(clause) {
		const { candidates } = this.#problem;
		const { values } = this.#search.trail;
		const row = candidates.rowOf(clause);
		const { items, rows } = candidates;
		const last = rows[row + 1];
		let open = -1;
		for (let at = rows[row + 0]; at < last; at += 1) {
			const value = values[items[at]];
			if (value === 1) return -1;
			if (value === 0 && open < 0) open = items[at];
		}
		return open;
	}
};
function createNewcomers({ universe }) {
	return (release, clause) => {
		const before = universe.installedByName.get(universe.nameOf(release));
		if (before === void 0) return true;
		return ![...Array.from(universe.extrasOf("recommends", before)), ...Array.from(universe.extrasOf("suggests", before))].includes(clause);
	};
}
// engine/resolver/falling.ts
function fallingWithForced(wishes, universe, candidates) {
	const fallen = new Set(wishes.flatMap((wish) => wish.kind === "remove" && wish.force ? [universe.overlay.nameOf(wish.name)] : []));
	if (fallen.size === 0) return fallen;
	let standing = universe.installed.filter(({ name }) => !fallen.has(name));
	for (;;) {
		const present = new Set(standing.map(({ release }) => release));
		const isSupported = ({ release, unmet }) => universe.dependenciesOf(release).every((clause) => candidates.listOf(clause).some((candidate) => present.has(candidate)) || unmet.includes(universe.terms.clauseText(clause)));
		const falling = standing.filter((installed) => !isSupported(installed));
		if (falling.length === 0) return fallen;
		for (const { name } of falling) fallen.add(name);
		standing = standing.filter(({ name }) => !fallen.has(name));
	}
}
// engine/resolver/replacements.ts
function replacementsOf(installed, universe, { maySucceed }) {
	const { pool } = universe;
	const name = universe.nameOf(installed);
	if (installed < pool.releaseCount || universe.usableNamed(name).some((release) => release !== installed)) return [];
	const starts = pool.later("replaceStarts");
	const items = pool.later("replaces");
	const found = [];
	for (let release = 0; release < pool.releaseCount; release += 1) for (let at = starts[release]; at < starts[release + 1]; at += 1) {
		const term = items[at];
		if (pool.termName(term) !== name || !universe.isUsable(release)) continue;
		if (universe.terms.isMetBy(term, installed) && !found.includes(release)) found.push(release);
	}
	const allowed = found.filter((release) => maySucceed?.(universe.describe(release), universe.nameText(installed)) !== false);
	return allowed.filter((release) => newestOfItsName(release, allowed, universe));
}
function newestOfItsName(release, found, universe) {
	return found.find((other) => universe.nameOf(other) === universe.nameOf(release)) === release;
}
// engine/resolver/wish-candidates.ts
function candidatesForWish(wish, universe) {
	const candidates = wish.older === true ? olderReleases(wish, universe) : releasesFor(wish, universe);
	const here = candidates.filter((release) => universe.isInstalled(release));
	return [...here, ...candidates.filter((release) => !here.includes(release))];
}
function releasesFor({ name, constraints, repository }, universe) {
	const number = universe.overlay.nameOf(name);
	const isReal = universe.releasesNamed(number).length > 0;
	return (isReal ? universe.usableNamed(number) : providersOf(name, constraints, universe)).filter((release) => repository === void 0 || universe.repositoryOf(release) === repository).filter((release) => !isReal || isWithin(constraints, release, universe));
}
function isWithin(constraints, release, universe) {
	return constraints.length === 0 || satisfies(universe.version(release), constraints, universe.scheme(release));
}
function providersOf(name, constraints, universe) {
	const found = [];
	universe.terms.matching(universe.overlay.term(name, constraints), found);
	return found;
}
function olderReleases({ name, constraints }, universe) {
	const installed = universe.installedByName.get(universe.overlay.nameOf(name));
	if (installed === void 0) return [];
	return universe.olderThan(installed).filter((release) => isWithin(constraints, release, universe));
}
// engine/resolver/problem.ts
var noFact = {
	kind: "removal",
	release: -1
};
function createProblem(input) {
	const wishes = installWishes(input.wishes);
	const universe = new Universe(input.pool, input.installed, input.policy, wishes);
	const candidates = new Candidates(universe, 2 * wishes.length + 3 * universe.installed.length);
	const isUpdating = updatedNames(input.wishes, universe);
	const wished = wishes.map((wish) => ({
		wish,
		list: candidatesForWish(wish, universe)
	}));
	const removed = removedNames(input.wishes, universe);
	const named = new Set([...removed, ...wishes.map(({ name }) => universe.overlay.nameOf(name))]);
	const falling = fallingWithForced(input.wishes, universe, candidates);
	const staying = forKeeping(universe.installed.filter(({ name }) => !named.has(name)), input, isUpdating);
	const agenda = wished.map(({ wish, list }) => ({
		clause: candidates.add(list),
		claim: {
			kind: "wish",
			wish
		}
	}));
	const facts = factsOf(input.wishes, staying, {
		universe,
		removed
	});
	const { holds } = input.policy;
	for (let at = 0; at < staying.length; at += 1) {
		const installed = staying[at];
		const isHeld = holds.size > 0 && holds.has(installed.text);
		const isBinding = (installed.chosen && input.regardless !== true || isHeld) && !falling.has(installed.name);
		if (isBinding && universe.isOnlyOne(installed.release)) {
			facts.push({
				kind: "stay",
				release: installed.release
			});
			continue;
		}
		const clause = addWaysToStay(installed, {
			universe,
			candidates,
			isUpdating
		}, input.policy);
		agenda.push({
			clause,
			claim: {
				kind: "stay",
				installed,
				isBinding
			}
		});
	}
	if (input.regardless !== true) agenda.push(...protectedEntries(input.policy, universe, candidates));
	return {
		input,
		universe,
		candidates,
		agenda,
		facts,
		waived: waivedClauses(input.wishes, universe, wished),
		isUpdating
	};
}
function installWishes(wishes) {
	return wishes.flatMap((wish) => {
		if (wish.kind === "install") return [wish];
		return wish.kind === "replace" ? [{
			kind: "install",
			name: wish.by,
			constraints: []
		}] : [];
	});
}
function removedNames(wishes, universe) {
	return new Set(wishes.flatMap((wish) => wish.kind === "remove" || wish.kind === "replace" ? [universe.overlay.nameOf(wish.name)] : []));
}
function updatedNames(wishes, universe) {
	if (wishes.some((wish) => wish.kind === "update-all")) return () => true;
	const names = new Set(wishes.flatMap((wish) => wish.kind === "update" ? [universe.overlay.nameOf(wish.name)] : []));
	return (name) => names.has(name);
}
function forKeeping(installed, { securityFixes }, isUpdating) {
	const urgency = ({ name, text }) => {
		if (!isUpdating(name)) return 2;
		return securityFixes.has(text) ? 0 : 1;
	};
	const groups = [
		[],
		[],
		[],
		[],
		[],
		[]
	];
	for (let at = 0; at < installed.length; at += 1) {
		const each = installed[at];
		groups[(each.chosen ? 0 : 3) + urgency(each)].push(each);
	}
	return groups.flat();
}
function addWaysToStay({ release, name }, { universe, candidates, isUpdating }, policy) {
	if (universe.isOnlyOne(release)) return candidates.addOne(release);
	const newer = universe.newerThan(release);
	const ways = isUpdating(name) ? [
		...newer,
		...replacementsOf(release, universe, policy),
		release
	] : [release, ...newer];
	return candidates.add(ways);
}
function protectedEntries(policy, universe, candidates) {
	if (policy.protected.size === 0) return [];
	return universe.installed.filter(({ text }) => policy.protected.has(text)).map((installed) => ({
		clause: candidates.add(universe.usableNamed(installed.name)),
		claim: {
			kind: "protected",
			installed
		}
	}));
}
function factsOf(wishes, staying, { universe, removed }) {
	const facts = [noFact];
	for (const release of [...removed].flatMap((name) => universe.releasesNamed(name))) facts.push({
		kind: "removal",
		release
	});
	if (!wishes.some((wish) => wish.kind === "update" || wish.kind === "update-all")) return facts;
	for (let at = 0; at < staying.length; at += 1) {
		const installed = staying[at].release;
		if (universe.isOnlyOne(installed)) continue;
		for (const release of universe.olderThan(installed)) facts.push({
			kind: "no-downgrade",
			installed,
			release
		});
	}
	return facts;
}
function waivedClauses(wishes, universe, wished) {
	const waived = new Map();
	for (const { wish, list } of wished) {
		if (wish.forceDependencies !== true) continue;
		for (const release of list) waived.set(release, new Set(universe.dependenciesOf(release)));
	}
	if (wishes.some(({ kind }) => kind === "repair")) return waived;
	for (let at = 0; at < universe.installed.length; at += 1) {
		const { release, unmet } = universe.installed[at];
		if (unmet.length === 0 || waived.has(release)) continue;
		const clauses = universe.dependenciesOf(release);
		waived.set(release, new Set(clauses.filter((clause) => unmet.includes(universe.terms.clauseText(clause)))));
	}
	return waived;
}
// engine/resolver/analyze.ts
function analyze(conflict, search) {
	const { trail } = search;
	const literalsOfConflict = search.literalsOf(conflict);
	const top = literalsOfConflict.reduce((level, literal) => Math.max(level, trail.levelOf(literal >> 1)), 0);
	const seen = new Set();
	const sources = [conflict];
	const learned = [];
	let open = 0;
	const take = (literals, implied) => {
		for (const literal of literals) {
			const release = literal >> 1;
			if (release === implied || seen.has(release)) continue;
			seen.add(release);
			const level = trail.levelOf(release);
			if (level === top) open += 1;
			else if (level > 0) learned.push(literal);
		}
	};
	take(literalsOfConflict, -1);
	let position = trail.length - 1;
	for (;;) {
		while (!seen.has(trail.literals[position] >> 1) || trail.levelOf(trail.literals[position] >> 1) !== top) position -= 1;
		open -= 1;
		if (open === 0) break;
		const release = trail.literals[position] >> 1;
		const cause = search.causeOf(release);
		sources.push(cause);
		take(search.literalsOf(cause), release);
		position -= 1;
	}
	learned.sort((a, b) => trail.levelOf(b >> 1) - trail.levelOf(a >> 1));
	const level = learned.length === 0 ? 0 : trail.levelOf(learned[0] >> 1);
	return {
		literals: [trail.literals[position] ^ 1, ...learned],
		sources,
		level
	};
}
function expandCause(conflict, search, sourcesOf) {
	const facts = new Map();
	const seen = new Set();
	const told = new Set();
	const open = [conflict];
	for (let cause = open.pop(); cause !== void 0; cause = open.pop()) {
		if (cause.kind === "learned") {
			if (!told.has(cause.index)) open.push(...sourcesOf(cause.index));
			told.add(cause.index);
		} else facts.set(Object.values(cause).join(" "), cause);
		for (const literal of search.literalsOf(cause)) {
			const release = literal >> 1;
			if (seen.has(release)) continue;
			seen.add(release);
			const reason = search.causeOf(release);
			if (reason !== null) open.push(reason);
		}
	}
	return [...facts.values()];
}
// engine/resolver/trail.ts
var present = (release) => release * 2;
var absent = (release) => release * 2 + 1;
var usualLength = 2048;
var Trail = class {
	values;
	literals = new Int32Array(usualLength);
	length = 0;
	#levels = new Int32Array(usualLength);
	#reasons = new Int32Array(usualLength);
	#places = null;
	#placed = 0;
	#limits = [];
	constructor(releases) {
		this.values = new Int8Array(releases);
	}
	get level() {
		return this.#limits.length;
	}
	valueOf(literal) {
		const value = this.values[literal >> 1];
		return (literal & 1) === 0 ? value : -value;
	}
	beginLevel() {
		this.#limits.push(this.length);
	}
	assign(literal, reason) {
		const release = literal >> 1;
		this.values[release] = (literal & 1) === 0 ? 1 : -1;
		if (this.length === this.literals.length) this.#grow();
		this.literals[this.length] = literal;
		this.#levels[this.length] = this.#limits.length;
		this.#reasons[this.length] = reason;
		this.length += 1;
	}
	levelOf(release) {
		return this.#levels[this.#placeOf(release)];
	}
	reasonOf(release) {
		return this.#reasons[this.#placeOf(release)];
	}
	#placeOf(release) {
		const places = this.#places ??= new Int32Array(this.values.length);
		for (; this.#placed < this.length; this.#placed += 1) places[this.literals[this.#placed] >> 1] = this.#placed;
		return places[release];
	}
	#grow() {
		this.literals = doubled(this.literals);
		this.#levels = doubled(this.#levels);
		this.#reasons = doubled(this.#reasons);
	}
	backTo(level, withdraw) {
		const length = this.#limits[level];
		for (let at = this.length - 1; at >= length; at -= 1) {
			const literal = this.literals[at];
			this.values[literal >> 1] = 0;
			if ((literal & 1) === 0) withdraw(literal >> 1);
		}
		this.length = length;
		this.#placed = Math.min(this.#placed, length);
		this.#limits.length = level;
	}
};
function doubled(numbers) {
	const larger = new Int32Array(numbers.length * 2);
	larger.set(numbers);
	return larger;
}
// engine/resolver/cause.ts
var Reason = {
	none: 0,
	fact: 0,
	clause: 1,
	pair: 2,
	learned: 3,
	only: 4
};
var clauseReason = (clause) => clause << 3 | Reason.clause;
var pairReason = (release) => release << 3 | Reason.pair;
var learnedReason = (index) => index << 3 | Reason.learned;
var onlyReason = (release) => release << 3 | Reason.only;
var kindOf = (reason) => reason & 7;
var indexOf = (reason) => reason >> 3;
var factReason = (fact) => fact << 3 | Reason.fact;
function causeOfReason(reason, literal, { askerOf, onlyClauseOf }) {
	if (reason === Reason.none) return null;
	const index = indexOf(reason);
	switch (kindOf(reason)) {
		case Reason.clause: return {
			kind: "clause",
			clause: index,
			asker: askerOf(index)
		};
		case Reason.pair: return {
			kind: "pair",
			release: index,
			other: literal >> 1
		};
		case Reason.only: return {
			kind: "clause",
			clause: onlyClauseOf(index, literal >> 1),
			asker: index
		};
		case Reason.learned: return {
			kind: "learned",
			index
		};
		default: return {
			kind: "fact",
			fact: index,
			literal
		};
	}
}
function literalsOf(cause, candidates, learned) {
	switch (cause.kind) {
		case "clause": {
			const literals = candidates.listOf(cause.clause).map(present);
			return cause.asker < 0 ? literals : [absent(cause.asker), ...literals];
		}
		case "pair": return [absent(cause.release), absent(cause.other)];
		case "fact": return [cause.literal];
		case "learned": return learned[cause.index].literals;
		case "given": return cause.literals;
	}
}
// engine/resolver/learned.ts
var Learned = class {
	clauses = [];
	#watchers = new Map();
	#spend;
	constructor(spend) {
		this.#spend = spend;
	}
	get count() {
		return this.clauses.length;
	}
	add(clause) {
		const index = this.clauses.push(clause) - 1;
		for (const literal of clause.literals.slice(0, 2)) this.#watch(literal, index);
		return index;
	}
	visit(literal, valueOf, imply) {
		const watchers = this.#watchers.get(literal);
		if (watchers === void 0) return;
		let kept = 0;
		let isConflict = false;
		for (const index of watchers) {
			this.#spend();
			const { literals } = this.clauses[index];
			if (!isConflict && this.#moveWatch(index, literal, valueOf)) continue;
			watchers[kept++] = index;
			const other = literals[0];
			if (isConflict || valueOf(other) === 1) continue;
			isConflict = literals.length === 1 || valueOf(other) === -1;
			imply(index, isConflict ? null : other);
		}
		watchers.length = kept;
	}
	#moveWatch(index, literal, valueOf) {
		const { literals } = this.clauses[index];
		if (literals.length === 1) return false;
		if (literals[0] === literal) swap(literals, 0, 1);
		if (valueOf(literals[0]) === 1) return false;
		for (let at = 2; at < literals.length; at += 1) {
			if (valueOf(literals[at]) === -1) continue;
			swap(literals, 1, at);
			this.#watch(literals[1], index);
			return true;
		}
		return false;
	}
	#watch(literal, index) {
		const watchers = this.#watchers.get(literal);
		if (watchers === void 0) this.#watchers.set(literal, [index]);
		else watchers.push(index);
	}
};
function swap(literals, i, j) {
	const literal = literals[i];
	literals[i] = literals[j];
	literals[j] = literal;
}
// engine/resolver/met.ts
function isMetByNamesake(clause, { data, termCount }, values) {
	if (clause < termCount) return isTermMet(clause, data, values);
	const { clauseStarts, clauses } = data;
	const row = clause - termCount;
	const end = clauseStarts[row + 1] ?? 0;
	for (let at = clauseStarts[row]; at < end; at += 1) if (isTermMet(clauses[at], data, values)) return true;
	return false;
}
function isTermMet(term, { termFroms, termCounts }, values) {
	const count = termCounts[term];
	if (count === 255) return false;
	const from = termFroms[term];
	for (let release = from; release < from + count; release += 1) if (values[release] === 1) return true;
	return false;
}
// engine/resolver/reasons.ts
function causeOf(release, searched) {
	const { trail, candidates } = searched;
	const value = trail.values[release];
	const literal = value === 1 ? present(release) : absent(release);
	return causeOfReason(value === 0 ? Reason.none : trail.reasonOf(release), literal, {
		askerOf: (clause) => askerOf(clause, candidates),
		onlyClauseOf: (by, other) => onlyClauseOf(by, other, searched)
	});
}
function askerOf(clause, candidates) {
	return candidates.rows[candidates.rowOf(clause) + 2] - 2;
}
function onlyClauseOf(release, other, { universe, waived }) {
	const accepted = waived.get(release);
	return universe.dependenciesOf(release).find((clause) => universe.terms.onlyMatch(clause) === other && accepted?.has(clause) !== true);
}
// engine/resolver/search.ts
var nobody = 0;
var request = 1;
var none = 0;
var Search = class {
	trail;
	choices = [];
	candidates;
	#universe;
	#spend;
	#watching = new Map();
	#learned;
	#choiceLimits = [];
	#waived;
	#rivals = [];
	#head = 0;
	#conflict = null;
	constructor(universe, candidates, options) {
		this.#universe = universe;
		this.candidates = candidates;
		this.#spend = options.spend;
		this.#learned = new Learned(options.spend);
		this.#waived = options.waived;
		this.trail = new Trail(universe.releaseCount);
	}
	require(clause) {
		this.#ask(clause, request);
	}
	state(literal, fact) {
		const value = this.trail.valueOf(literal);
		if (value === 0) this.trail.assign(literal, factReason(fact));
		else if (value === -1) this.#conflict ??= {
			kind: "fact",
			fact,
			literal
		};
	}
	decide(release) {
		this.trail.beginLevel();
		this.#choiceLimits.push(this.choices.length);
		this.trail.assign(present(release), Reason.none);
	}
	settle() {
		for (;;) {
			this.#propagate();
			if (this.#conflict === null) return true;
			if (this.trail.level === 0) return false;
			this.#learnFrom(this.#conflict);
		}
	}
	refuse(literals) {
		this.#conflict = {
			kind: "given",
			literals
		};
		if (literals.every((literal) => this.trail.levelOf(literal >> 1) === 0)) return false;
		this.#learnFrom(this.#conflict);
		return this.settle();
	}
	core() {
		if (this.#conflict === null) return [];
		return expandCause(this.#conflict, this.#assignments(), (index) => this.#learned.clauses[index].sources);
	}
	askerOf(clause) {
		return askerOf(clause, this.candidates);
	}
	needBehind(release) {
		const cause = this.#causeOf(release);
		return cause?.kind === "clause" ? {
			clause: cause.clause,
			by: cause.asker
		} : null;
	}
	#propagate() {
		const { trail } = this;
		while (this.#conflict === null && this.#head < trail.length) {
			this.#spend();
			const literal = trail.literals[this.#head++];
			if ((literal & 1) === 0) this.#enter(literal >> 1);
			else this.#leave(literal >> 1);
			if (this.#conflict === null && this.#learned.count > 0) this.#visitLearned(literal ^ 1);
		}
	}
	#enter(release) {
		const universe = this.#universe;
		const { starts, items } = universe.relationsOf(release);
		const row = universe.rowOf(release);
		const last = starts[row + 1];
		const waived = this.#waived.size === 0 ? void 0 : this.#waived.get(release);
		const { values } = this.trail;
		if (!universe.isOnlyOne(release)) universe.forEachNamesake(release, (other) => this.#exclude(release, other));
		for (let at = starts[row]; at < last && this.#conflict === null; at += 1) {
			const clause = items[at];
			if (clause >= 2147483648) this.#excludeRivals(release, clause - isExclusion);
			else if (!isMetByNamesake(clause, universe.pool, values) && waived?.has(clause) !== true) this.#depend(release, clause);
		}
	}
	#depend(release, clause) {
		const only = this.#universe.terms.onlyMatch(clause);
		if (only < 0) return this.#ask(clause, release + 2);
		const value = this.trail.values[only];
		if (value === 0) this.trail.assign(present(only), onlyReason(release));
		else if (value === -1) this.#conflict ??= {
			kind: "clause",
			clause,
			asker: release
		};
	}
	#excludeRivals(release, term) {
		if (this.#universe.terms.isNeverMet(term)) return;
		const rivals = this.#rivals;
		rivals.length = 0;
		this.#universe.terms.matching(term, rivals);
		const name = this.#universe.nameOf(release);
		for (const other of rivals) if (this.#universe.nameOf(other) !== name) this.#exclude(release, other);
	}
	#exclude(release, other) {
		const value = this.trail.values[other];
		if (value === 0) {
			this.#spend();
			this.trail.assign(absent(other), pairReason(release));
		} else if (value === 1) this.#conflict ??= {
			kind: "pair",
			release,
			other
		};
	}
	#ask(clause, by) {
		const row = this.candidates.rowOf(clause);
		const { items, rows } = this.candidates;
		if (rows[row + 2] !== nobody) return;
		rows[row + 2] = by;
		const last = rows[row + 1];
		const { values } = this.trail;
		let first = -1;
		let second = -1;
		for (let at = rows[row + 0]; at < last; at += 1) {
			const release = items[at];
			const value = values[release];
			if (value === 1) return;
			if (value === -1) continue;
			if (first < 0) first = release;
			else if (second < 0) second = release;
		}
		if (first < 0) this.#conflict ??= {
			kind: "clause",
			clause,
			asker: by - 2
		};
		else if (second < 0) this.trail.assign(present(first), clauseReason(clause));
		else {
			this.choices.push(clause);
			this.#watch(row, clause, first, second);
		}
	}
	#watch(row, clause, first, second) {
		const { rows } = this.candidates;
		if (rows[row + 3] !== rows[row + 3 + 1]) return;
		rows[row + 8 - 1] = clause;
		this.#look(row, first);
		this.#look(row + 1, second);
	}
	#look(place, release) {
		const { rows } = this.candidates;
		rows[place + 3] = release;
		rows[place + 5] = this.#watching.get(release) ?? none;
		this.#watching.set(release, place);
	}
	#leave(release) {
		let place = this.#watching.get(release) ?? none;
		if (place === none) return;
		this.#watching.delete(release);
		while (place !== none) {
			const next = this.candidates.rows[place + 5];
			this.#moveWatch(place, release);
			place = next;
		}
	}
	#moveWatch(place, release) {
		const { rows } = this.candidates;
		const row = place - place % 8;
		const clause = rows[row + 8 - 1];
		const other = rows[row + 3 + (place === row ? 1 : 0)];
		const replacement = this.trail.values[other] === 1 ? -1 : this.candidates.possibleIn(row, this.trail.values, other);
		this.#look(place, replacement < 0 ? release : replacement);
		if (replacement >= 0 || this.trail.values[other] === 1 || rows[row + 2] === nobody) return;
		if (this.trail.values[other] === 0) this.trail.assign(present(other), clauseReason(clause));
		else this.#conflict ??= {
			kind: "clause",
			clause,
			asker: this.askerOf(clause)
		};
	}
	#visitLearned(literal) {
		const imply = (index, implied) => {
			if (implied === null) this.#conflict = {
				kind: "learned",
				index
			};
			else this.trail.assign(implied, learnedReason(index));
		};
		this.#learned.visit(literal, (each) => this.trail.valueOf(each), imply);
	}
	#learnFrom(conflict) {
		this.#spend();
		const { literals, sources, level } = analyze(conflict, this.#assignments());
		this.#conflict = null;
		this.#jumpTo(level);
		const index = this.#learned.add({
			literals: [...literals],
			sources
		});
		this.trail.assign(literals[0], learnedReason(index));
	}
	#jumpTo(level) {
		this.trail.backTo(level, (release) => this.#withdraw(release));
		this.choices.length = this.#choiceLimits[level];
		this.#choiceLimits.length = level;
		this.#head = this.trail.length;
	}
	#withdraw(release) {
		const { starts, items } = this.#universe.relationsOf(release);
		const row = this.#universe.rowOf(release);
		for (let at = starts[row]; at < starts[row + 1]; at += 1) {
			const clause = items[at];
			if (clause >= 2147483648) continue;
			const { rows } = this.candidates;
			const asked = this.candidates.knownRowOf(clause);
			if (rows[asked + 2] === release + 2) rows[asked + 2] = nobody;
		}
	}
	#assignments() {
		return {
			trail: this.trail,
			causeOf: (release) => this.#causeOf(release),
			literalsOf: (cause) => literalsOf(cause, this.candidates, this.#learned.clauses)
		};
	}
	#causeOf(release) {
		const { trail, candidates } = this;
		return causeOf(release, {
			trail,
			candidates,
			universe: this.#universe,
			waived: this.#waived
		});
	}
};
// engine/resolver/solve.ts
var SearchStopped = class extends Error {};
function solve(input, spend) {
	const first = attempt(input, {
		spend,
		settled: [],
		most: Infinity
	});
	if (first.kind === "unsolvable") return first;
	let best = first;
	try {
		for (let lost = countLost(best); lost > 0; lost = countLost(best)) {
			const better = attempt(input, {
				spend,
				settled: settledBy(best),
				most: lost - 1
			});
			if (better.kind === "unsolvable") return best;
			best = better;
		}
	} catch (error) {
		if (!(error instanceof SearchStopped)) throw error;
	}
	return best;
}
function attempt(input, { spend, settled, most }) {
	const problem = createProblem(input);
	const { universe, candidates, waived } = problem;
	const search = new Search(universe, candidates, {
		spend,
		waived
	});
	const { facts } = problem;
	for (let number = 1; number < facts.length; number += 1) {
		const { kind, release } = facts[number];
		search.state(kind === "stay" ? present(release) : absent(release), number);
	}
	for (const { clause, claim } of problem.agenda) if (claim.kind !== "stay" || claim.isBinding) search.require(clause);
	for (const release of settled) search.require(candidates.add([release]));
	const decidedFor = new Map();
	const isTooMuch = () => most === Infinity ? null : tooManyLost(problem, search, most);
	return decideAll(problem, search, {
		decidedFor,
		isTooMuch
	}) ? {
		kind: "solved",
		problem,
		search,
		decidedFor
	} : {
		kind: "unsolvable",
		problem,
		core: search.core()
	};
}
function settledBy({ problem, search }) {
	return problem.agenda.filter(({ claim }) => claim.kind === "wish" || claim.kind === "stay" && claim.isBinding).flatMap(({ clause }) => problem.candidates.listOf(clause).find((each) => search.trail.values[each] === 1) ?? []);
}
function countLost({ problem, search }) {
	let count = 0;
	for (const entry of problem.agenda) if (isLost(entry, problem, search)) count += 1;
	return count;
}
function isLost({ clause, claim }, { candidates }, search) {
	if (claim.kind !== "stay" || claim.isBinding) return false;
	const row = candidates.rowOf(clause);
	const { items, rows } = candidates;
	for (let at = rows[row + 0]; at < rows[row + 1]; at += 1) if (search.trail.values[items[at]] !== -1) return false;
	return true;
}
function tooManyLost(problem, search, most) {
	const lost = problem.agenda.filter((entry) => isLost(entry, problem, search));
	if (lost.length <= most) return null;
	return lost.slice(0, most + 1).flatMap(({ clause }) => problem.candidates.listOf(clause).map(present));
}
// engine/resolver/core.ts
var mostToTry = 200;
function minimizeCore(origins, spend) {
	let core = new Set(origins);
	try {
		core = contradictionIn([...core], spend) ?? core;
		if (core.size > mostToTry) return [...core];
		for (const origin of [...core].sort((a, b) => rankOf(a) - rankOf(b))) {
			if (!core.has(origin)) continue;
			core = contradictionIn([...core].filter((other) => other !== origin), spend) ?? core;
		}
	} catch (error) {
		if (!(error instanceof SearchStopped)) throw error;
	}
	return [...core];
}
function rankOf({ kind }) {
	if (kind === "stay") return 0;
	return kind === "no-downgrade" || kind === "removal" ? 1 : 2;
}
function contradictionIn(origins, spend) {
	const search = new ClauseSearch(spend);
	const variables = new Map();
	const variableOf = (release) => {
		const variable = variables.get(release) ?? search.addVariable();
		variables.set(release, variable);
		return variable;
	};
	for (const origin of origins) {
		const { anyOf, unless } = clauseOf(origin);
		const literals = [...unless.map((release) => negative(variableOf(release))), ...anyOf.map((release) => positive(variableOf(release)))];
		search.addClause(literals, origin);
	}
	const conflict = searchAll(search, variables.size);
	return conflict && new Set(search.coreOf(conflict));
}
function searchAll(search, count) {
	for (;;) {
		const conflict = search.settle();
		if (conflict !== null) return conflict;
		let open = 0;
		while (open < count && search.value(open) !== 0) open += 1;
		if (open === count) return null;
		search.decide(negative(open));
	}
}
// engine/resolver/facts.ts
var mostShown = 8;
var Facts = class {
	universe;
	constructor(universe) {
		this.universe = universe;
	}
	label(release) {
		return `${this.name(release)} ${this.universe.version(release)}`;
	}
	name(release) {
		return this.universe.nameText(release);
	}
	of(origin) {
		switch (origin.kind) {
			case "wish": return {
				...wanted(origin.wish),
				...this.#goesBack(origin) ? { older: true } : {}
			};
			case "stay": return this.installed(origin.release);
			case "protected": return {
				kind: "protected",
				name: this.name(origin.release)
			};
			case "dependency": return {
				kind: "depends",
				release: this.label(origin.release),
				clause: this.universe.terms.clauseText(origin.clause),
				repository: this.universe.repositoryOf(origin.release)
			};
			case "conflict": return {
				kind: "conflicts",
				release: this.label(origin.release),
				clause: this.universe.terms.text(origin.term),
				other: this.label(origin.other)
			};
		}
	}
	installed(release) {
		return {
			kind: "installed",
			name: this.name(release),
			version: this.universe.version(release)
		};
	}
	noRelease(origin) {
		const { universe } = this;
		const names = origin.kind === "dependency" ? Array.from(universe.terms.of(origin.clause), (term) => universe.terms.nameOf(term)) : [universe.overlay.nameOf(origin.kind === "wish" ? origin.wish.name : this.name(origin.release))];
		return {
			kind: "no-release",
			clause: origin.kind === "dependency" ? universe.terms.clauseText(origin.clause) : this.#claimText(origin),
			available: this.#versionsOf(names)
		};
	}
	#versionsOf(names) {
		const { universe } = this;
		const versions = names.flatMap((name) => universe.usableNamed(name)).map((release) => universe.version(release));
		return [...new Set(versions)].slice(0, mostShown);
	}
	emptyAlternatives(origin) {
		if (origin.kind !== "dependency") return [];
		const { terms } = this.universe;
		const all = Array.from(terms.of(origin.clause));
		if (all.length < 2) return [];
		return all.filter((term) => {
			const found = [];
			terms.matching(term, found);
			return found.length === 0;
		}).slice(0, mostShown).map((term) => ({
			kind: "no-release",
			clause: terms.text(term),
			available: this.#versionsOf([terms.nameOf(term)])
		}));
	}
	notAllowed(origin) {
		return this.hidden(origin).slice(0, mostShown).map(({ release, reason, verdict }) => ({
			kind: "not-allowed",
			release: this.label(release),
			repository: this.universe.repositoryOf(release),
			reason,
			...verdict === null ? {} : { verdict }
		}));
	}
	hidden(origin) {
		if (origin.kind === "dependency") return hiddenFor(origin.clause, this.universe);
		if (origin.kind !== "wish") return [];
		const { name, constraints, older } = origin.wish;
		const number = this.universe.overlay.nameOf(name);
		const hidden = hiddenReleases$1(number, constraints, this.universe);
		const installed = this.universe.installedByName.get(number);
		if (older !== true || installed === void 0) return hidden;
		return hidden.filter(({ release }) => this.universe.isOlder(release, installed));
	}
	#goesBack(origin) {
		const { universe } = this;
		if (origin.wish.older === true) return true;
		const installed = universe.installedByName.get(universe.overlay.nameOf(origin.wish.name));
		if (installed === void 0) return false;
		const fitting = [...origin.candidates, ...this.hidden(origin).map(({ release }) => release)];
		return fitting.length > 0 && fitting.every((release) => universe.isOlder(release, installed));
	}
	#claimText(origin) {
		if (origin.kind !== "wish") return this.name(origin.release);
		const { name, constraint } = wanted(origin.wish);
		return constraint === null ? name : `${name} ${constraint}`;
	}
};
function wanted({ name, constraints }) {
	return {
		kind: "wanted",
		name,
		constraint: constraints.length === 0 ? null : formatConstraints(constraints)
	};
}
// engine/resolver/as-request.ts
function asRequest(wishes, input) {
	const requests = [...Map.groupBy(wishes, groupOf).values()].toSorted((a, b) => Number(b[0].kind === "remove") - Number(a[0].kind === "remove")).flatMap((group) => requestsFor(group, input));
	return requests.length === 1 ? requests[0] : {
		kind: "together",
		requests
	};
}
function groupOf(wish) {
	if (wish.kind === "install") return `install ${wish.repository ?? ""} ${wish.older === true} ${wish.forceDependencies === true}`;
	return wish.kind === "remove" ? `remove ${wish.force}` : wish.kind;
}
function requestsFor(wishes, input) {
	const [first] = wishes;
	const names = wishes.flatMap((wish) => "name" in wish ? [wish.name] : []);
	switch (first.kind) {
		case "install": return [installing(wishes.filter((wish) => wish.kind === "install"), input)];
		case "remove": return [{
			kind: "remove",
			packages: names,
			purge: false,
			force: first.force,
			...keeping(input)
		}];
		case "update": return [{
			kind: "update",
			packages: names,
			...extras(input)
		}];
		case "update-all": return [{
			kind: "update",
			...extras(input)
		}];
		case "replace": return wishes.flatMap((wish) => wish.kind === "replace" ? [{
			kind: "replace",
			name: wish.name,
			by: wish.by,
			...extrasOnly(input)
		}] : []);
		case "autoremove":
		case "repair": return [{ kind: first.kind }];
	}
}
function installing(wishes, input) {
	const [first] = wishes;
	if (first.older === true) return {
		kind: "downgrade",
		packages: wishes.map(({ name }) => name)
	};
	return {
		kind: "install",
		packages: wishes.map(({ name, constraints }) => constraints.length === 0 ? { name } : {
			name,
			version: formatConstraints(constraints)
		}),
		...first.repository === void 0 ? {} : { repository: first.repository },
		force: false,
		...first.forceDependencies === true ? { forceDependencies: true } : {},
		...extras(input)
	};
}
function extras(input) {
	return {
		...input.policy.development ? { development: true } : {},
		...extrasOnly(input)
	};
}
function extrasOnly({ options: { recommends, suggests } }) {
	return {
		...recommends ? {} : { recommends: false },
		...suggests ? { suggests: true } : {}
	};
}
function keeping({ options: { keepUnneeded } }) {
	return keepUnneeded ? { keepUnneeded: true } : {};
}
// engine/resolver/fixes.ts
var mostFixes = 3;
var mostProposals = 16;
function findFixes(core, context) {
	const { input, attempt } = context;
	return proposalsFor(core, context).slice(0, mostProposals).flatMap((wishes) => {
		const after = attempt({
			...input,
			wishes
		});
		return after?.kind === "solved" && after.extent.arriving + after.extent.leaving > 0 ? [{
			wishes,
			cost: costOf(wishes, input, after),
			end: describeState(after)
		}] : [];
	}).toSorted((a, b) => a.cost - b.cost).filter(({ end }, index, all) => all.findIndex((other) => other.end === end) === index).slice(0, mostFixes).map(({ wishes }) => ({ requests: [asRequest(wishes, input)] }));
}
function blockersIn(core, universe) {
	return core.flatMap((origin) => origin.kind === "stay" ? [universe.nameText(origin.release)] : []);
}
function proposalsFor(core, context) {
	const { wishes } = context.input;
	const wished = core.flatMap((origin) => origin.kind === "wish" ? [origin.wish] : []);
	const blockers = blockersIn(core, context.universe);
	const settle = (relaxed) => settleVersions(relaxed, context);
	return [
		...wished.filter(isParticular).flatMap((wish) => settle(wishes.map((other) => other === wish ? anyRelease(wish) : other))),
		...blockers.flatMap((name) => settle([...wishes, {
			kind: "install",
			name,
			constraints: []
		}])),
		...core.flatMap((origin) => "candidates" in origin ? hiddenInstead(origin, context) : []),
		...wished.flatMap((wish) => providersInstead(wish, context)),
		...blockers.flatMap((name) => removalsThatHelp([name], context)),
		...forcedRemovals(core, context),
		...[...wished, ...removalsIn(core, context)].map((wish) => wishes.filter((other) => other !== wish)).filter(({ length }) => length > 0)
	];
}
function removalsIn(core, { input, universe }) {
	const names = core.flatMap((origin) => origin.kind === "removal" ? [universe.nameText(origin.release)] : []);
	return input.wishes.filter((wish) => wish.kind === "remove" && names.includes(wish.name));
}
function isParticular({ constraints, repository, older, forceDependencies }) {
	return constraints.length > 0 || repository !== void 0 || older === true || forceDependencies === true;
}
function anyRelease({ name }) {
	return {
		kind: "install",
		name,
		constraints: []
	};
}
function settleVersions(wishes, context) {
	const { input, universe, attempt } = context;
	const solved = attempt({
		...input,
		wishes
	});
	if (solved?.kind !== "solved") return [];
	return [wishes.map((wish) => {
		const isOlder = wish.kind === "install" && wish.older === true;
		if (wish.kind !== "install" || input.wishes.includes(wish) && !isOlder) return wish;
		const name = universe.overlay.nameOf(wish.name);
		const release = solved.extent.releases.find((each) => universe.nameOf(each) === name);
		if (release === void 0 || universe.isInstalled(release)) return wish;
		const constraints = [{
			operator: "=",
			version: universe.version(release)
		}];
		return isOlder ? {
			kind: "install",
			name: wish.name,
			constraints
		} : {
			...wish,
			constraints
		};
	})];
}
function hiddenInstead(origin, { input, universe }) {
	const unwanted = new Set(input.wishes.flatMap((wish) => wish.kind === "remove" ? [wish.name] : []));
	return new Facts(universe).hidden(origin).filter(({ reason }) => reason === "other-repository" || reason === "development").map(({ release, reason }) => ({
		...universe.describe(release),
		reason
	})).filter(({ name }) => !unwanted.has(name)).slice(0, 2).map(({ name, version, repository, reason }) => {
		const wish = {
			kind: "install",
			name,
			constraints: reason === "development" ? [{
				operator: "=",
				version
			}] : [],
			...reason === "other-repository" ? { repository } : {}
		};
		return [...input.wishes.filter((each) => !("name" in each) || each.name !== name), wish];
	});
}
function providersInstead(wish, { input, universe }) {
	const found = [];
	universe.terms.matching(universe.overlay.term(wish.name, []), found);
	const names = new Set(found.map((release) => universe.nameText(release)));
	names.delete(wish.name);
	return Array.from(names, (name) => input.wishes.map((other) => other === wish ? {
		kind: "install",
		name,
		constraints: []
	} : other));
}
var mostRemovals = 8;
function removalsThatHelp(blockers, context) {
	const { input, attempt } = context;
	const removals = blockers.map((name) => ({
		kind: "remove",
		name,
		force: false
	}));
	const wishes = [...input.wishes.filter((wish) => !("name" in wish) || !blockers.includes(wish.name)), ...removals];
	const answer = attempt({
		...input,
		wishes
	});
	if (answer === null || blockers.length > mostRemovals) return [];
	if (answer.kind === "solved") return [wishes];
	const more = answer.by.filter((name) => !blockers.includes(name));
	return more.length === 0 ? [] : removalsThatHelp([...blockers, ...more], context);
}
function forcedRemovals(core, { input }) {
	if (!core.some(({ kind }) => kind === "removal")) return [];
	return [input.wishes.map((wish) => wish.kind === "remove" ? {
		...wish,
		force: true
	} : wish)];
}
function costOf(wishes, input, after) {
	const unmet = input.wishes.filter((wish) => wish.kind === "install").filter((wish) => !wishes.includes(wish));
	const isBent = ({ name }) => wishes.some((wish) => wish.kind === "install" && wish.name === name);
	const bent = unmet.filter(isBent).length;
	const { arriving, leaving, leavingChosen } = after.extent;
	return leavingChosen * 1e3 + (unmet.length - bent) * 300 + bent * 50 + leaving * 10 + arriving;
}
function describeState({ extent }) {
	return `${extent.releases.join(" ")} chosen ${extent.chosen.join(" ")}`;
}
// engine/resolver/proof.ts
function prove(core, facts) {
	return new Proof(core, facts).tree();
}
var deepest = 64;
var Proof = class {
	#depth = 0;
	#core;
	#facts;
	#told = {
		justify: new Set(),
		refute: new Set()
	};
	constructor(core, facts) {
		this.#core = core;
		this.#facts = facts;
	}
	tree() {
		const wishes = this.#core.filter((origin) => origin.kind === "wish");
		if (wishes.length > 0) return wishes.flatMap((wish) => this.#start(wish, wish.wish.name));
		const lost = removedNames$1(this.#core, this.#facts);
		if (lost.size > 0) return Array.from(lost, (name) => step({
			kind: "impossible",
			name
		}, this.#neededBy(name)));
		return this.#core.flatMap((origin) => origin.kind === "stay" || origin.kind === "protected" ? this.#start(origin, this.#facts.name(origin.release)) : []);
	}
	#start(origin, name) {
		if (!this.#tell(origin, "refute")) return [];
		this.#told.justify.add(origin);
		return [step({
			kind: "impossible",
			name
		}, [step(this.#facts.of(origin)), ...this.#refuteAll(origin)])];
	}
	#tell(origin, role) {
		const told = this.#told[role];
		return !told.has(origin) && told.add(origin).size > 0;
	}
	#refuteAll(origin) {
		return this.#deeper(() => this.#refuteEach(origin));
	}
	#deeper(tell) {
		if (this.#depth >= deepest) return [];
		this.#depth += 1;
		const steps = tell();
		this.#depth -= 1;
		return steps;
	}
	#refuteEach(origin) {
		const hidden = this.#facts.notAllowed(origin).map((fact) => step(fact));
		if (origin.candidates.length > 0) {
			const empty = this.#facts.emptyAlternatives(origin).map((fact) => step(fact));
			return [
				...origin.candidates.flatMap((release) => this.#refute(release)),
				...hidden,
				...empty
			];
		}
		return hidden.length > 0 ? hidden : [step(this.#facts.noRelease(origin))];
	}
	#refute(release) {
		return this.#core.filter((origin) => clauseOf(origin).unless.includes(release)).flatMap((origin) => this.#tell(origin, "refute") ? this.#refuteBy(origin, release) : []);
	}
	#refuteBy(origin, release) {
		switch (origin.kind) {
			case "dependency": return [step(this.#facts.of(origin), this.#refuteAll(origin))];
			case "no-downgrade": return [step(this.#facts.installed(origin.installed))];
			case "conflict": return [step(this.#facts.of(origin), this.#justify(otherOf(origin, release)))];
			case "one-version": return this.#justify(otherOf(origin, release));
			default: return [step({
				kind: "impossible",
				name: this.#facts.name(release)
			})];
		}
	}
	#justify(release) {
		return this.#core.flatMap((origin) => {
			if (!("candidates" in origin) || !origin.candidates.includes(release)) return [];
			if (!this.#tell(origin, "justify")) return [];
			const others = origin.candidates.filter((each) => each !== release);
			const because = this.#deeper(() => [...origin.kind === "dependency" ? this.#justify(origin.release) : [], ...others.flatMap((each) => this.#refute(each))]);
			return [step(this.#facts.of(origin), because)];
		});
	}
	#neededBy(name) {
		return this.#core.flatMap((origin) => origin.kind === "removal" && this.#facts.name(origin.release) === name ? [origin.release] : []).flatMap((release) => this.#justify(release));
	}
};
function otherOf({ release, other }, one) {
	return release === one ? other : release;
}
function step(text, because = []) {
	return {
		text,
		because
	};
}
// engine/resolver/resolve.ts
var usualBudget = 5e6;
function resolve(input, budget, isCancelled) {
	try {
		const outcome = solve(input, createMeter(budget, isCancelled));
		if (outcome.kind === "solved") return answer(outcome);
		return {
			kind: "unsolvable",
			explanation: explain(input, outcome, {
				budget,
				isCancelled
			})
		};
	} catch (error) {
		if (error instanceof SearchStopped) return { kind: "gave-up" };
		throw error;
	}
}
function explain(input, { core, problem }, { budget, isCancelled }) {
	const { universe } = problem;
	const found = {
		problem,
		origins: core.map((cause) => originOf(cause, problem))
	};
	const telling = byItself(input, found, createMeter(budget, isCancelled)) ?? found;
	const minimal = minimizeCore(telling.origins, createMeter(budget, isCancelled));
	const spend = createMeter(budget, isCancelled);
	const attempt = (other) => {
		try {
			const outcome = solve(other, spend);
			if (outcome.kind === "solved") return answer(outcome);
			const origins = outcome.core.map((cause) => originOf(cause, outcome.problem));
			return {
				kind: "blocked",
				by: blockersIn(minimizeCore(origins, spend), outcome.problem.universe)
			};
		} catch (error) {
			if (error instanceof SearchStopped) return null;
			throw error;
		}
	};
	const fixes = findFixes(minimal, {
		input,
		universe,
		attempt
	});
	if (isCancelled()) throw new SearchStopped();
	const facts = new Facts(telling.problem.universe);
	const proof = prove(minimal, facts);
	return {
		clash: [...findClash(minimal, facts, proof)],
		proof: [...proof],
		fixes: [...fixes]
	};
}
function byItself(input, { origins }, spend) {
	const wishes = input.wishes.filter((wish) => wish.kind === "install" && wish.older !== true);
	if (wishes.length === 0 || !origins.some(({ kind }) => ofMachine.has(kind))) return null;
	try {
		const outcome = solve({
			...input,
			wishes,
			regardless: true
		}, spend);
		if (outcome.kind === "solved") return null;
		return {
			problem: outcome.problem,
			origins: outcome.core.map((cause) => originOf(cause, outcome.problem))
		};
	} catch (error) {
		if (error instanceof SearchStopped) return null;
		throw error;
	}
}
var ofMachine = new Set([
	"stay",
	"protected",
	"removal",
	"no-downgrade"
]);
var askEvery = 1024;
function createMeter(budget, isCancelled) {
	let spent = 0;
	return () => {
		spent += 1;
		if (spent > budget || spent % askEvery === 0 && isCancelled()) throw new SearchStopped();
	};
}


//# sourceMappingURL=solver-Dw6LybCM.js.map
return { whyInstalled, matchTerm, hiddenReleases, usualBudget, neededNames, checkInstalled, Admission, resolve };
})
