import { Ar as array, Yr as number, ai as safeParse, di as tuple, pr as PackageName, xi as EngineError } from "./shared-DyOnH0nz.js";
import { dn as writeDurably } from "./engine-CW36T4mF.js";
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
// engine/launch/page-ports.ts
var first = 45e3;
var count = 4e3;
var Reserved = array(tuple([PackageName, number()]));
async function portsFor(file, name) {
	const reserved = await readReserved(file);
	const known = reserved.get(name);
	const others = new Set([...reserved].flatMap(([other, port]) => other === name ? [] : [port]));
	const start = known ?? first + createHash("sha256").update(name).digest().readUInt16BE(0) % count;
	const free = Array.from({ length: count }, (_, step) => first + (start - first + step) % count).filter((port) => !others.has(port));
	if (known === void 0 && free[0] !== void 0) await reserve(file, new Map([...reserved, [name, free[0]]]));
	return free;
}
async function readReserved(file) {
	try {
		const parsed = safeParse(Reserved, JSON.parse(await readFile(file, "utf8")));
		return new Map(parsed.success ? parsed.output : []);
	} catch {
		return new Map();
	}
}
async function reserve(file, reserved) {
	try {
		await writeDurably(file, JSON.stringify([...reserved]));
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
	}
}
export { portsFor };

//# sourceMappingURL=page-ports-C8s1hwXk.js.map