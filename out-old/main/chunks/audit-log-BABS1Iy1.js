import { $n as count, Jn as inline, Kn as dim, Un as facts, Wn as table, Xn as red, Zn as yellow, cr as Refusal, ir as moment, qn as green, ur as usage } from "./engine-CW36T4mF.js";
import path from "node:path";
import { open } from "node:fs/promises";
// cli/output/audit-log.ts
function entriesText({ entries, more }, page) {
	if (entries.length === 0) return "Nothing was recorded that fits.";
	const columns = [
		{
			title: "Entry",
			align: "right"
		},
		{ title: "When" },
		{ title: "Who" },
		{ title: "Outcome" },
		{
			title: "What",
			gives: true
		}
	];
	const rows = entries.map((entry) => [
		String(entry.seq),
		moment(entry.at),
		whoWords(entry),
		outcomeWords[entry.outcome],
		whatWords(entry)
	]);
	const hint = more ? `\n${dim(`There are older ones: --limit ${entries.length * 2}, or --since.`)}` : "";
	return table(columns, rows, page.width) + hint;
}
function whoWords({ actor }) {
	return inline(actor.sudo === void 0 ? actor.user : `${actor.sudo} as ${actor.user}`);
}
var outcomeWords = {
	begun: yellow("begun"),
	done: green("done"),
	failed: red("failed"),
	cancelled: yellow("stopped"),
	unrecorded: yellow("not recorded")
};
function whatWords({ action, object, failure, rule }) {
	const parts = Object.entries(object).map(([name, value]) => `${name}: ${factText(value)}`);
	const why = failure === void 0 ? [] : [failure.code];
	const who = rule === void 0 ? [] : [`rule: ${rule}`];
	return inline([
		action,
		...why,
		...who,
		...parts
	].join("; "));
}
function factText(value) {
	return Array.isArray(value) ? value.join(", ") : String(value);
}
var problemWords = {
	format: "this is no line of an audit log",
	missing: "lines are missing here",
	inserted: "this line was not here when the others were written",
	changed: "this line, or one behind it, says something else than it did",
	signature: "this checkpoint was not signed by the key of the log",
	key: "another key was put in the place of the one that signs here"
};
function verificationText(checked, { isExport, isKeyKnown }) {
	const { bad, checkpoint } = checked;
	if (bad !== null) return [`${red("Somebody changed the audit log.")} The first line that is not as it was written:`, `  ${inline(bad.file)}, line ${bad.line}: ${problemWords[bad.problem]}.`].join("\n");
	if (checkpoint === null) return emptyWords(checked);
	const sure = isKeyKnown ? green("The audit log is as it was written.") : yellow("The audit log fits together.");
	const rows = [
		["Entries", String(checked.entries)],
		["Vouched for", `${count(checkpoint.size, "line")}, root ${checkpoint.root}`],
		["Signed by", checkpoint.verifier]
	];
	return [
		sure,
		facts(rows.map(([name, text]) => [name, inline(text)]), null),
		...notes(checked, {
			isExport,
			isKeyKnown
		})
	].join("\n");
}
function emptyWords({ lines }) {
	if (lines === 0) return "Nothing was recorded yet.";
	return yellow("No checkpoint vouches for these lines yet.");
}
function notes({ unsigned, isTorn }, { isExport, isKeyKnown }) {
	return [
		...unsigned > 0 ? [`${count(unsigned, "line")} behind it: a change that is under way, or was cut off.`] : [],
		...isTorn ? ["Half a line at the end, which a crash left; the next change cuts it."] : [],
		...isExport && !isKeyKnown ? [dim("Whose it is, tells the key: compare it with audit verify on that machine, or give it with --key.")] : []
	];
}
function exportedText(file, page) {
	return [`The audit log is in ${inline(file)}.`, dim(`Check it later, or elsewhere: ${page.command("audit", "verify", "--file", file)}`)].join("\n");
}
// cli/commands/audit-log.ts
async function list(input, context) {
	const since = input.text("since");
	const action = input.text("action");
	const engine = await context.engine();
	const wanted = {
		limit: input.number("limit") ?? 50,
		...since === void 0 ? {} : { since: momentOf(since, context.now()) },
		...action === void 0 ? {} : { action: actionOf(action) }
	};
	const found = await engine.run("audit.list", wanted, { signal: context.signal });
	return {
		data: found,
		text: (page) => entriesText(found, page)
	};
}
async function verify(input, context) {
	const file = input.text("file");
	const key = input.text("key");
	const against = input.text("against");
	if (file === void 0 && key !== void 0) throw usage("A key is only for an export.", "Name it, too: --file EXPORT.");
	const place = (text) => path.resolve(context.workingDirectory, text);
	const tools = file === void 0 && against === void 0 ? null : await context.tools();
	const kept = against === void 0 ? [] : [await tools.newestCheckpoint(place(against))];
	if (file !== void 0) return verified(await tools.checkAuditFile(place(file), {
		trees: kept,
		signer: key ?? null
	}), {
		isExport: true,
		isKeyKnown: key !== void 0
	});
	return verified(await (await context.engine()).run("audit.verify", { kept }, { signal: context.signal }), {
		isExport: false,
		isKeyKnown: true
	});
}
async function exportLog(input, context) {
	const name = input.operand("file");
	const engine = await context.engine();
	const parts = async (take) => {
		for (let from = 0; from !== null;) {
			const part = await engine.run("audit.export", { from }, { signal: context.signal });
			await take(part.text);
			from = part.next;
		}
	};
	if (name === "-") {
		await parts((text) => context.terminal.out.write(text));
		return {
			data: null,
			text: () => "",
			silent: true
		};
	}
	const file = path.resolve(context.workingDirectory, name);
	await writeNew(file, parts);
	const { newestCheckpoint } = await context.tools();
	const { size, root } = await newestCheckpoint(file);
	return {
		data: {
			file,
			checkpoint: {
				size,
				root
			}
		},
		text: (page) => exportedText(file, page)
	};
}
function verified(checked, about) {
	return {
		data: checked,
		text: () => verificationText(checked, about),
		...checked.bad === null ? {} : { exit: 4 }
	};
}
async function writeNew(file, write) {
	const handle = await open(file, "wx", 384).catch((error) => {
		const { code } = error;
		if (code === "EEXIST") throw new Refusal({
			code: "file/exists",
			facts: { path: file }
		});
		if (code === "ENOENT") throw new Refusal({
			code: "file/not-found",
			facts: { path: path.dirname(file) }
		});
		throw error;
	});
	try {
		await write((text) => handle.appendFile(text));
	} finally {
		await handle.close();
	}
}
var units = {
	m: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
function momentOf(text, now) {
	const [, number, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
	if (number !== void 0 && unit !== void 0) return new Date(now.getTime() - Number(number) * units[unit]).toISOString();
	if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
	throw usage(`"${text}" is no moment.`, "Write a day such as 2026-03-01, or how long ago: 30m, 12h, 7d, 4w.");
}
function actionOf(text) {
	if (/^[a-zA-Z]+(\.[a-zA-Z]+)?$/.test(text)) return text;
	throw usage(`"${text}" is no action.`, "Write one such as plan.apply, or the part before the dot: plan.");
}
export { exportLog, list, verify };

//# sourceMappingURL=audit-log-BABS1Iy1.js.map