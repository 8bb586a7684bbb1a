import { parseArgs } from "node:util";
// main/served/arguments.ts
var usage = `Usage: multios-center [OPTIONS]

  --serve          always the served host: answers on 127.0.0.1 and prints its address
  --port N         the port to answer on (default: one that is free)
  --no-open        opens nothing
  --data-dir DIR   where packages and state are kept
  --config FILE    the configuration to use
  --help           this text`;
function parseCenterArguments(words) {
	try {
		const { values } = parseArgs({
			args: [...words],
			allowNegative: true,
			options: {
				serve: {
					type: "boolean",
					default: false
				},
				port: { type: "string" },
				open: {
					type: "boolean",
					default: true
				},
				"data-dir": { type: "string" },
				config: { type: "string" },
				prepare: {
					type: "boolean",
					default: false
				},
				help: {
					type: "boolean",
					short: "h",
					default: false
				}
			}
		});
		if (values.port !== void 0 && !isPort(values.port)) return {
			kind: "wrong",
			problem: `"${values.port}" is no port: it must be a number from 0 to 65535.`
		};
		return {
			kind: "arguments",
			arguments: {
				serve: values.serve,
				port: values.port === void 0 ? null : Number(values.port),
				open: values.open,
				dataDirectory: values["data-dir"],
				configFile: values.config,
				prepare: values.prepare,
				help: values.help
			}
		};
	} catch (error) {
		if (!isArgumentProblem(error)) throw error;
		return {
			kind: "wrong",
			problem: error.message
		};
	}
}
function isPort(text) {
	return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535;
}
function isArgumentProblem(error) {
	return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}
export { usage as n, parseCenterArguments as t };

//# sourceMappingURL=arguments-816azgo9.js.map