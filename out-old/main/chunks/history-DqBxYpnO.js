import { $n as count, Jn as inline, Kn as dim, Wn as table, Xn as red, Zn as yellow, ar as sentence, ir as moment, qn as green, sr as size, ur as usage } from "./engine-CW36T4mF.js";
import { n as requestWords } from "./request-D2uGYSbr.js";
// cli/output/history.ts
function historyText(entries, page) {
	const rows = entries.map((one) => [
		String(one.generation),
		[one.current ? green("now") : "", one.pinned ? yellow("kept") : ""].filter(Boolean).join(" "),
		one.request === null ? "" : moment(one.at),
		sentence(requestWords(one.request)) + (one.label === null ? "" : ` (${inline(one.label)})`),
		changeWords(one)
	]);
	const columns = [
		{
			title: "Generation",
			align: "right"
		},
		{ title: "" },
		{ title: "When" },
		{
			title: "What",
			gives: true
		},
		{
			title: "Changes",
			gives: true
		}
	];
	const hint = entries.length > 1 ? `\n\n${dim(`Go back to one: ${page.command("rollback", "--to")} GENERATION`)}` : "";
	return table(columns, rows, page.width) + hint;
}
function changeWords({ changes }) {
	const words = changes.map((change) => packageWords(change));
	const rest = words.length - 4;
	return [...words.slice(0, 4), ...rest > 0 ? [`${rest} more`] : []].join(", ");
}
function packageWords({ name, from, to }) {
	if (from === null) return `+ ${name} ${inline(to ?? "")}`;
	return to === null ? `- ${name} ${inline(from)}` : `${name} ${inline(from)} \u2192 ${inline(to)}`;
}
var signs = {
	added: "+",
	removed: "-",
	changed: "~"
};
function diffText(diff, page) {
	const { files, packages, configuration } = diff;
	const all = files.added + files.removed + files.changed;
	if (packages.length === 0 && all === 0) return `Generations ${diff.from} and ${diff.to} hold the same.`;
	const hidden = all - files.shown.length;
	return [
		`From generation ${diff.from} to ${diff.to}:`,
		"",
		...packages.map((one) => `  ${packageWords(one)}`),
		"",
		`${count(all, "file")}: ${files.added} added, ${files.removed} removed, ${files.changed} changed.`,
		...files.shown.map(({ change, path }) => `  ${colored(change, `${signs[change]} ${inline(path)}`)}`),
		...hidden > 0 ? [dim(`  and ${hidden} more`)] : [],
		...configuration.map(({ path, edited }) => `Configuration ${inline(path)} has another default${edited ? "; yours stays, as you edited it" : ""}.`),
		"",
		bytesWords(diff),
		dim(`Go there: ${page.command("rollback", "--to", String(diff.to))}`)
	].join("\n");
}
function colored(change, text) {
	return {
		added: green,
		removed: red,
		changed: yellow
	}[change](text);
}
function bytesWords({ disk, download }) {
	const room = disk === 0 ? "The same room on disk" : `${size(Math.abs(disk))} ${disk > 0 ? "more" : "less"} on disk`;
	return download === 0 ? `${room}; nothing to download.` : `${room}; ${size(download)} to download.`;
}
// cli/commands/history.ts
async function history(_, context) {
	return listed(await (await context.engine()).run("history.list", {}, { signal: context.signal }));
}
async function diff(input, context) {
	const engine = await context.engine();
	const from = generationOf(input.operand("from"));
	const to = input.list("to")[0];
	const target = to === void 0 ? await current(context) : generationOf(to);
	const found = await engine.run("history.diff", {
		from,
		to: target
	}, { signal: context.signal });
	return {
		data: found,
		text: (page) => diffText(found, page)
	};
}
async function label(input, context) {
	const text = input.list("label").join(" ");
	if (text.trim() === "" && !input.flag("remove")) throw usage("A label is missing.", "Write one behind the number, or --remove to take it away.");
	const engine = await context.engine();
	const wanted = {
		generation: generationOf(input.operand("generation")),
		label: input.flag("remove") ? null : text
	};
	return listed(await engine.run("history.label", wanted, { signal: context.signal }));
}
async function keep(input, context) {
	return pin(input, context, true);
}
async function release(input, context) {
	return pin(input, context, false);
}
async function pin(input, context, pinned) {
	const engine = await context.engine();
	const wanted = {
		generation: generationOf(input.operand("generation")),
		pinned
	};
	return listed(await engine.run("history.pin", wanted, { signal: context.signal }));
}
function listed(entries) {
	return {
		data: entries,
		text: (page) => historyText(entries, page)
	};
}
async function current(context) {
	return (await (await context.engine()).run("system.status", {}, { signal: context.signal })).generation;
}
function generationOf(text) {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw usage(`"${text}" is no number of a generation.`, "See the numbers: history.");
}
export { diff, history, keep, label, release };

//# sourceMappingURL=history-DqBxYpnO.js.map