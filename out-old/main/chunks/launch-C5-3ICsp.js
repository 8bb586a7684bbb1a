import { Jn as inline, jn as Interrupted } from "./engine-CW36T4mF.js";
// cli/commands/launch.ts
async function runProgram(input, context) {
	const program = input.text("program");
	const engine = await context.engine();
	context.ctrlC.handOver();
	const onPage = (url) => {
		context.ctrlC.takeBack();
		context.say(() => `Open it in a browser: ${inline(url)}\nIt is there until you press Ctrl+C.`);
	};
	const status = await engine.runProgram(input.operand("name"), input.list("args"), {
		program,
		onPage,
		endsWith: () => heardBy(context.signal)
	}, context.signal);
	return {
		data: { status },
		text: () => "",
		exit: status,
		silent: true
	};
}
function heardBy({ reason }) {
	return reason instanceof Interrupted ? reason.by : "SIGINT";
}
async function open(input, context) {
	const name = input.operand("name");
	const answer = await (await context.engine()).run("package.launch", { name }, { signal: context.signal });
	switch (answer.kind) {
		case "started": return {
			data: answer,
			text: () => `Started ${inline(answer.program)}.`
		};
		case "page": return {
			data: answer,
			text: () => `There is no display here. Open it in a browser: ${inline(answer.url)}\nIt is there until you press Ctrl+C.`,
			stays: true
		};
		case "terminal": return {
			data: answer,
			text: (page) => `${name} works in a terminal. Start it: ${page.command("run", name)}`
		};
	}
}
export { open, runProgram };

//# sourceMappingURL=launch-C5-3ICsp.js.map