import { _ as withLeaf, c as keyAction, d as isSignedBy, f as parseCheckpoint, g as rootOf, h as leafOf, l as noLine, m as emptyTree, p as parseVerifier, u as parseLine } from "./change-DfVuWbkk.js";
// engine/audit/check-log.ts
async function checkLog(lines, expected) {
	const reading = {
		tree: emptyTree,
		head: noLine,
		entries: 0,
		last: null,
		verifier: null,
		checkpoint: null,
		unvouched: null,
		unkept: null,
		doubt: null,
		isTorn: false
	};
	let bad = null;
	for await (const raw of lines) {
		bad = take(reading, raw, expected);
		if (bad !== null || reading.isTorn) break;
	}
	bad ??= atTheEnd(reading, expected);
	const { tree, entries, checkpoint, isTorn } = reading;
	const unsigned = checkpoint === null ? tree.size : tree.size - checkpoint.size - 1;
	return {
		lines: tree.size,
		entries,
		checkpoint,
		unsigned,
		isTorn,
		bad
	};
}
function take(reading, raw, expected) {
	if (!raw.isWhole) {
		reading.isTorn = true;
		return null;
	}
	const line = parseLine(raw.text);
	if (reading.doubt !== null) return settled(reading.doubt, line);
	if (line === null) return badAt(raw, "format");
	const leaf = leafOf(raw.text);
	const wrong = misplacedLine(reading, raw, line) ?? unchained(reading, raw, {
		line,
		leaf
	});
	if (wrong !== null || reading.doubt !== null) return wrong;
	return takeChained(reading, raw, {
		line,
		leaf
	}) ?? keptTreeProblem(reading, raw, expected);
}
function unchained(reading, raw, { line, leaf }) {
	if (placeOf(line).prev === reading.head) return null;
	if (line.kind === "checkpoint" && vouches(reading.tree, line.checkpoint.checkpoint)) return badAt(raw, "changed");
	reading.doubt = {
		before: reading.last ?? raw,
		at: raw,
		leaf: leaf.toString("hex")
	};
	return null;
}
function takeChained(reading, raw, { line, leaf }) {
	if (line.kind === "entry") takeEntry(reading, raw, line.entry);
	const wrong = line.kind === "entry" ? null : takeCheckpoint(reading, raw, line.checkpoint.checkpoint);
	if (wrong !== null) return wrong;
	reading.tree = withLeaf(reading.tree, leaf);
	reading.head = leaf.toString("hex");
	reading.last = raw;
	return null;
}
function misplacedLine(reading, raw, line) {
	const { seq } = placeOf(line);
	if (seq > reading.tree.size) return badAt(raw, "missing");
	if (seq < reading.tree.size) return badAt(reading.last ?? raw, "inserted");
	return null;
}
function takeEntry(reading, raw, entry) {
	reading.entries += 1;
	reading.unvouched ??= raw;
	const { key } = entry.object;
	if (entry.action !== "audit.key" || typeof key !== "string") return;
	const verifier = parseVerifier(key);
	if (verifier !== null) reading.verifier = {
		...verifier,
		announced: raw
	};
}
function takeCheckpoint(reading, raw, note) {
	const { verifier } = reading;
	const said = parseCheckpoint(note);
	if (said === null || verifier === null || !isSignedBy(note, verifier)) return badAt(raw, "signature");
	if (!vouches(reading.tree, note)) return badAt(reading.unvouched ?? raw, "changed");
	reading.checkpoint = {
		size: said.size,
		root: said.root,
		verifier: verifier.text
	};
	reading.unvouched = null;
	return null;
}
function keptTreeProblem(reading, raw, { trees }) {
	reading.unkept ??= raw;
	const kept = trees.find(({ size }) => size === reading.tree.size);
	if (kept === void 0) return null;
	if (kept.root !== rootOf(reading.tree).toString("base64")) return strangeKey(reading, kept.verifier ?? null) ?? badAt(reading.unkept, "changed");
	reading.unkept = null;
	return null;
}
function strangeKey({ verifier }, expected) {
	if (expected === null || verifier === null || verifier.text === expected) return null;
	return badAt(verifier.announced, "key");
}
function atTheEnd(reading, { trees, signer }) {
	const { doubt, tree, last, checkpoint } = reading;
	if (doubt !== null) return badAt(doubt.before, "changed");
	const behind = last === null ? firstPlace : {
		file: last.file,
		line: last.line + 1
	};
	if (trees.some(({ size }) => size > tree.size)) return badAt(behind, "missing");
	return checkpoint?.verifier === signer ? null : strangeKey(reading, signer);
}
function settled(doubt, next) {
	return badAt(next !== null && placeOf(next).prev === doubt.leaf ? doubt.before : doubt.at, "changed");
}
function vouches(tree, note) {
	const said = parseCheckpoint(note);
	return said !== null && said.size === tree.size && said.root === rootOf(tree).toString("base64");
}
function placeOf(line) {
	return line.kind === "entry" ? line.entry : line.checkpoint;
}
function badAt({ file, line }, problem) {
	return {
		file,
		line,
		problem
	};
}
var firstPlace = {
	file: "000001.jsonl",
	line: 1
};
export { checkLog as t };

//# sourceMappingURL=check-log-BpKeqUZm.js.map