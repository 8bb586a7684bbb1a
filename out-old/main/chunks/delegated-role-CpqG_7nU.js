import { xi as EngineError } from "./shared-DyOnH0nz.js";
import path from "node:path";
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { Metadata, MetadataKind } from "@tufjs/models";
// engine/trust/delegated-role.ts
function refusing(repository, role, name) {
	const file = role === null ? name : `metadata/${role}.json`;
	return (reason, detail) => new EngineError("trust/metadata", {
		repository,
		file,
		reason,
		detail
	});
}
function roleFor({ targets, delegations }, name) {
	if (delegations === void 0 || Object.hasOwn(targets, name)) return null;
	const [first] = delegations.rolesForTarget(name);
	return first?.role ?? null;
}
async function checkedVersion(work, role, seen, refuse) {
	const { signed } = await readJson(path.join(work, "snapshot.json"));
	const { meta } = Metadata.fromJSON(MetadataKind.Snapshot, {
		signed,
		signatures: []
	}).signed;
	const offered = meta[`${role}.json`]?.version;
	if (offered === void 0) throw refuse("missing", "not in the snapshot");
	if (offered < seen) throw refuse("rollback", `version ${offered}, after version ${seen} was seen`);
	return offered;
}
async function readTargets(work, role) {
	const { signed } = await readJson(path.join(work, `${encodeURIComponent(role)}.json`));
	return targetsIn(signed);
}
function cachedTargets(cache) {
	try {
		const text = readFileSync(path.join(cache, "targets.json"), "utf8");
		return targetsIn(JSON.parse(text).signed);
	} catch (error) {
		if (error instanceof Error) return null;
		throw error;
	}
}
function firstKey({ delegations }, role) {
	return delegations?.roles?.[role]?.keyIDs[0] ?? null;
}
function targetsIn(signed) {
	return Metadata.fromJSON(MetadataKind.Targets, {
		signed,
		signatures: []
	}).signed;
}
async function readJson(file) {
	return JSON.parse(await readFile(file, "utf8"));
}
export { refusing as a, readTargets as i, checkedVersion as n, roleFor as o, firstKey as r, cachedTargets as t };

//# sourceMappingURL=delegated-role-CpqG_7nU.js.map