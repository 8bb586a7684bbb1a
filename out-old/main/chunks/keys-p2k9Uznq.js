// cli/keys.ts
async function keystoreOf({ tools, environment }) {
	const { openKeystore, findPlaces } = await tools();
	return openKeystore({
		environment,
		directory: findPlaces({
			environment,
			isRoot: process.getuid?.() === 0
		}).keys
	});
}
async function makeRepositorySigners(keystore, repository) {
	const known = new Set((await keystore.list()).map((key) => key.name));
	const signer = async (role) => {
		const name = roleKey(repository, role);
		if (!known.has(name)) await keystore.generate(name, "ed25519");
		return keystore.signer(name);
	};
	return {
		online: {
			targets: await signer("targets"),
			snapshot: await signer("snapshot"),
			timestamp: await signer("timestamp"),
			advisories: await signer("advisories"),
			releases: await signer("releases")
		},
		root: () => signer("root")
	};
}
function roleKey(repository, role) {
	return `repository:${repository}:${role}`;
}
export { makeRepositorySigners as n, keystoreOf as t };

//# sourceMappingURL=keys-p2k9Uznq.js.map