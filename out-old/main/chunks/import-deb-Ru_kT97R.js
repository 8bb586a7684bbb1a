import { $n as count, Jn as inline, Zn as yellow, ar as sentence, nr as imports, rr as listed, ur as usage } from "./engine-CW36T4mF.js";
import { t as importSigner } from "./import-signer-DWkBM_Gc.js";
import path from "node:path";
// cli/output/imported.ts
var refusalWords = {
	"not-a-deb": (detail) => detail === "" ? "it is no Debian package" : `it is no Debian package: ${detail}`,
	archive: (detail) => `it is damaged: ${detail}`,
	control: (detail) => `what it says of itself cannot be read: ${detail}`,
	architecture: (detail) => `it is for another kind of machine: ${detail}`,
	compression: (detail) => `${detail} is packed in a way that is not read here (gz, xz and zst are)`,
	content: (detail) => `it has what no package may have: ${detail}`,
	recipe: (detail) => `it cannot be a package here: ${detail}`,
	published: (detail) => `the repository has this version already, with other content: ${detail}`,
	apt: (detail) => `apt says: ${detail}`,
	dpkg: (detail) => `not as installed here: ${detail}`
};
var mostShown = 20;
function importText(summary, page, place) {
	const { imported, unchanged, refused, missing, untraced } = summary;
	return [
		...some(refused, ({ source, reason, detail }) => {
			return `${yellow("refused")} ${inline(source)}: ${inline(refusalWords[reason](detail))}`;
		}),
		...some(summary.stripped, ({ name, paths }) => {
			return `${yellow("without special rights")} ${name}: ${inline(listed(paths))}`;
		}),
		...some(summary.leftOut, ({ name, paths }) => `left out of ${name}: ${inline(listed(paths, 3))}`),
		...some(summary.dropped, ({ name, relations }) => {
			return `relations left out of ${name}: ${inline(listed(relations, 3))}`;
		}),
		...some(missing, ({ name, relations }) => {
			return `${yellow("missing")} ${name} needs ${inline(listed(relations, 4))}; this repository has no such package`;
		}),
		...untraced === null ? [] : [`Scripts were only read, not tried: no sandbox here (${inline(untraced)}).`],
		imports(imported.length, unchanged.length),
		...refused.length === 0 ? [] : [yellow(sentence(`${count(refused.length, "package")} refused.`))],
		...imported.length === 0 ? [] : [`Publish: ${page.command("build", ...place)}`]
	].join("\n");
}
function some(all, words) {
	const more = all.length > mostShown ? [`and ${all.length - mostShown} more; --json names them all`] : [];
	return [...all.slice(0, mostShown).map(words), ...more];
}
function missingSources(summary, names) {
	if (names === null) return summary.refused.map(({ source }) => source);
	const there = new Set([...summary.imported, ...summary.unchanged].map(({ name }) => name));
	return names.filter((name) => !there.has(name.replace(/[=/:].*$/, "")));
}
// cli/commands/import-deb.ts
async function importDeb(input, context) {
	const sources = sourcesOf(input, context);
	const folder = path.resolve(context.workingDirectory, input.operand("repoPath"));
	const { importPackages, repositoryNameIn } = await context.tools();
	const name = input.text("repoName") ?? await repositoryNameIn(folder);
	const signer = await importSigner(input, context);
	context.report({
		kind: "step",
		step: "stage",
		index: 0,
		count: 1
	});
	const threads = input.number("jobs");
	const summary = await importPackages({
		name,
		path: folder,
		sources,
		signer,
		now: context.now(),
		publisher: input.text("publisher") ?? name,
		exclusions: input.list("exclude"),
		...threads === void 0 ? {} : { threads },
		environment: context.environment,
		report: (received, total) => context.report({
			kind: "transfer",
			name: "packages",
			received,
			total
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
		text: (page) => importText(summary, page, place),
		...isLacking(summary, sources) ? { exit: 1 } : {}
	};
}
function sourcesOf(input, context) {
	const [words, apt, installed] = [
		input.list("file"),
		input.list("apt"),
		input.list("installed")
	];
	const recommends = input.flag("recommends");
	if (apt.length > 0 && installed.length > 0) throw usage("--apt and --installed do not go together.", "Import one after the other.");
	if (recommends && apt.length === 0) throw usage("--recommends says nothing without --apt.");
	if (apt.length > 0) return {
		kind: "apt",
		names: [...apt, ...words],
		recommends
	};
	if (installed.length > 0) return {
		kind: "installed",
		names: [...installed, ...words]
	};
	if (words.length === 0) throw usage("There is nothing to import.", "Name .deb files, or --apt or --installed NAME.");
	return {
		kind: "files",
		files: words.map((file) => path.resolve(context.workingDirectory, file))
	};
}
function isLacking(summary, sources) {
	return summary.imported.length + summary.unchanged.length === 0 || missingSources(summary, sources.kind === "files" ? null : sources.names).length > 0;
}
export { importDeb };

//# sourceMappingURL=import-deb-Ru_kT97R.js.map