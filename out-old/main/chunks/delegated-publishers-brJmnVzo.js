import { Sn as publisherOfRole, kn as keyIdOfTuf, yn as namesOfPaths } from "./shared-DyOnH0nz.js";
// engine/keys/delegated-publishers.ts
function delegatedPublishers({ keys, roles = {} }) {
	return Object.values(roles).flatMap(({ name, keyIDs, threshold, paths = [] }) => {
		const publisher = publisherOfRole(name);
		if (publisher === null) return [];
		return [{
			publisher,
			keyIds: keyIdsIn(keys, keyIDs),
			threshold,
			names: namesOfPaths(paths)
		}];
	});
}
function keyIdsIn(keys, ids) {
	return ids.flatMap((id) => keys[id] === void 0 ? [] : [keyIdOfTuf(keys[id])]);
}
export { keyIdsIn as n, delegatedPublishers as t };

//# sourceMappingURL=delegated-publishers-brJmnVzo.js.map