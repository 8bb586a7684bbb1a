import { $n as count, Jn as inline, Zn as yellow, ur as usage } from "./engine-CW36T4mF.js";
import { n as target, t as placeWords } from "./repo-place-DBN1TohX.js";
import path from "node:path";
// cli/commands/import-advisories.ts
async function importAdvisories(input, context) {
	const tools = await context.tools();
	const from = input.text("from") ?? null;
	const sources = input.list("file").map((file) => placeOf(file, context));
	const [epss, kev] = [input.text("epss"), input.text("kev")];
	checkUsage({
		from,
		sources,
		enriches: epss !== void 0 || kev !== void 0
	});
	const imported = await tools.importAdvisories({
		...target(input, context),
		from,
		sources,
		epss: epss === void 0 ? null : placeOf(epss, context),
		kev: kev === void 0 ? null : placeOf(kev, context),
		release: input.text("release") ?? null,
		everything: input.flag("all")
	}, context.signal);
	return {
		data: imported,
		text: (page) => importedText(imported, input, page),
		...imported.skipped.length === 0 ? {} : { exit: 1 }
	};
}
function placeOf(file, { workingDirectory }) {
	return /^https?:\/\//i.test(file) ? file : path.resolve(workingDirectory, file);
}
function checkUsage({ from, sources, enriches }) {
	if (sources.length > 0 && from === null) throw usage("What the files are written in is missing.", "Say --from osv, debian, cve or nvd.");
	if (sources.length === 0 && (from !== null || !enriches)) throw usage("There is nothing to read.", "Name files, folders or addresses; or --epss or --kev.");
}
var mostShown = 20;
function importedText({ written, unchanged, unrelated, skipped }, input, page) {
	const lines = skipped.slice(0, mostShown).map(({ file, record, problem }) => `${yellow("left out")} ${inline(record)} of ${inline(file)}: ${inline(problem)}`);
	const more = skipped.length > mostShown ? [`and ${skipped.length - mostShown} more; --json names them all`] : [];
	return [
		...lines,
		...more,
		`Wrote ${count(written.length, "advisory", "advisories")}; ${unchanged} had nothing new.`,
		...unrelated === 0 ? [] : [`Left out ${unrelated} about packages that are not in this repository.`],
		...skipped.length === 0 ? [] : [yellow(`${count(skipped.length, "record")} could not be used: what ${skipped.length === 1 ? "it speaks" : "they speak"} of may look clean and is not.`)],
		...written.length === 0 ? [] : [`Publish: ${page.command("build", ...placeWords(input))}`]
	].join("\n");
}
export { importAdvisories };

//# sourceMappingURL=import-advisories-DZ8sTMzB.js.map