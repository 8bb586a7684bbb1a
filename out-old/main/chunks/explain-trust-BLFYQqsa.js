import { gr as manifestPath, xi as EngineError } from "./shared-DyOnH0nz.js";
import { X as findOwners, kt as releaseOfArtifact, nn as installedReleases } from "./engine-CW36T4mF.js";
import { a as link, i as hashOf, n as wantedReleases, o as trustLinks, r as doesHold, t as verifyPackages } from "./verify-packages-ByvW7wDZ.js";
import path from "node:path";
// engine/operations/explain-trust.ts
async function explainTrust(toolbox, { what }, signal) {
	const subject = await subjectOf(toolbox, what);
	const { release } = subject;
	const links = [...await trustLinks(toolbox)(release, subject.artifact), await filesLink(toolbox, subject, signal)];
	return {
		name: release.name,
		version: release.version,
		path: subject.path,
		links,
		holds: links.every(doesHold)
	};
}
async function subjectOf(toolbox, what) {
	const installed = installedReleases(toolbox);
	const named = installed.get(what);
	if (named !== void 0) return {
		release: named,
		path: null,
		artifact: null
	};
	const [owner] = findOwners(toolbox, { path: what }).filter(({ shown }) => shown);
	const owning = owner === void 0 ? void 0 : installed.get(owner.name);
	if (owner !== void 0 && owning !== void 0) return {
		release: owning,
		path: owner.path,
		artifact: null
	};
	if (!path.isAbsolute(what)) {
		if (!what.includes("/")) return {
			release: wantedReleases(toolbox, [what])[0],
			path: null,
			artifact: null
		};
		throw new EngineError("file/not-found", { path: what });
	}
	const digest = releaseOfArtifact(toolbox.state, await hashOf(what));
	const release = [...installed.values()].find(({ manifest_sha256 }) => manifest_sha256 === digest);
	if (release !== void 0) return {
		release,
		path: null,
		artifact: what
	};
	throw new EngineError("trust/artifact", {
		file: what,
		reason: "publisher",
		detail: ""
	});
}
async function filesLink(toolbox, { release, path: place }, signal) {
	const title = place ?? release.name;
	const [result] = await verifyPackages(toolbox, { packages: [release.name] }, signal);
	const all = result?.problems ?? [];
	const distrusted = all.filter((problem) => problem.path === manifestPath);
	if (distrusted.length > 0) return link("file", title, { state: stateOf(distrusted) });
	const problems = all.filter((problem) => place === null || problem.path === place);
	return link("file", problems[0]?.path ?? title, { state: stateOf(problems) });
}
function stateOf(problems) {
	if (problems.length === 0) return "valid";
	return problems.every(({ problem }) => problem === "missing") ? "missing" : "broken";
}
export { explainTrust };

//# sourceMappingURL=explain-trust-BLFYQqsa.js.map