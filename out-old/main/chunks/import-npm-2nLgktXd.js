import { t as importSigner } from "./import-signer-DWkBM_Gc.js";
import { Jn as inline, Zn as yellow, nr as imports, rr as listed } from "./engine-CW36T4mF.js";
import path from "node:path";
// cli/output/imported-npm.ts
var refusals = {
	name: () => "that is no name of the npm registry, such as prettier, @scope/name or cowsay@1.6",
	"no-npm": () => "npm is not installed here",
	npm: (detail) => `npm says: ${detail}`,
	manifest: (detail) => `what it says of itself cannot be read: ${detail}`,
	command: (detail) => `a command of it leads to no program of its own (${detail})`,
	"no-command": () => "it brings no command: it is for programs, not for people",
	content: (detail) => `it has what no package may have: ${detail}`,
	size: () => "it is larger than 200 MB, or has more than 50,000 files",
	recipe: (detail) => `it cannot be a package here: ${detail}`,
	published: (detail) => `the repository has this version already, with other content: ${detail}`
};
function npmText(summary, page, place) {
	const { imported, unchanged, refused, unlicensed, needsRuntime } = summary;
	return [
		...refused.map(({ source, reason, detail }) => `${yellow("refused")} ${inline(source)}: ${inline(refusals[reason](detail))}`),
		...unlicensed.map(({ name, packages }) => `${yellow("license unknown")} in ${name}: ${inline(listed(packages))}`),
		...needsRuntime ? ["These need a package nodejs-runtime. The Node here is in parts; use the one of the checkout."] : [],
		imports(imported.length, unchanged.length),
		...imported.map(({ name, version, architecture }) => `  ${name} ${inline(version)} (${architecture})`),
		...imported.length === 0 ? [] : [`Publish: ${page.command("build", ...place)}`]
	].join("\n");
}
// cli/commands/import-npm.ts
async function importNpm(input, context) {
	const folder = path.resolve(context.workingDirectory, input.operand("repoPath"));
	const { importFromNpm, repositoryNameIn } = await context.tools();
	const name = input.text("repoName") ?? await repositoryNameIn(folder);
	const signer = await importSigner(input, context);
	const summary = await importFromNpm({
		name,
		path: folder,
		names: input.list("name"),
		signer,
		now: context.now(),
		publisher: input.text("publisher") ?? name,
		environment: context.environment,
		report: (index, count) => context.report({
			kind: "step",
			step: "download",
			index,
			count
		})
	}, context.signal);
	const place = [
		"--repo-name",
		name,
		"--repo-path",
		input.operand("repoPath")
	];
	return {
		data: summary,
		text: (page) => npmText(summary, page, place),
		...summary.refused.length > 0 ? { exit: 1 } : {}
	};
}
export { importNpm };

//# sourceMappingURL=import-npm-2nLgktXd.js.map