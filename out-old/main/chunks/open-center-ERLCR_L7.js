import { t as serveUntilStopped } from "./serve-until-stopped-Bo00w9p_.js";
import { tmpdir } from "node:os";
import path from "node:path";
import { accessSync, constants as constants$1, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { spawn } from "node:child_process";
// main/center/choose-host.ts
function chooseHost(wish, machine) {
	if (wish.serve && !wish.open) return {
		host: "address",
		why: "as asked"
	};
	if (!machine.hasDisplay) return {
		host: "address",
		why: "there is no display"
	};
	const noElectron = wish.serve ? "as asked" : whyNoElectron(machine);
	if (noElectron === null && machine.electron !== null) return {
		host: "electron",
		program: machine.electron,
		why: "its program is here"
	};
	const why = noElectron ?? "";
	return wish.open ? chooseBrowser(machine, why) : {
		host: "address",
		why
	};
}
function chooseBrowser(machine, why) {
	if (machine.chromium !== null && !machine.isRoot) return {
		host: "app-window",
		program: machine.chromium,
		why
	};
	if (machine.opener !== null) return {
		host: "browser",
		program: machine.opener,
		why
	};
	return {
		host: "address",
		why: `${why}, and no browser was found`
	};
}
function isElectronWanted(wish, machine) {
	const { electron, electronProblem, hasDisplay, isRoot } = machine;
	return !wish.serve && hasDisplay && !isRoot && electron === null && electronProblem === null;
}
function sentenceFor(choice) {
	return `MultiOS: ${{
		electron: "opening in Electron",
		"app-window": "opening the served host in a Chromium window",
		browser: "opening the served host in the default browser",
		address: "serving on 127.0.0.1; open the address below in a browser on this machine"
	}[choice.host]} (${choice.why}).`;
}
function whyNoElectron(machine) {
	if (machine.isRoot) return "Electron runs as root only with its sandbox off";
	if (machine.electron !== null) return null;
	return `Electron's program is not here${machine.electronProblem === null ? "" : `: ${machine.electronProblem}`}`;
}
// main/center/door.ts
function doorTo(address) {
	const folder = mkdtempSync(path.join(tmpdir(), "multios-center-"));
	const file = path.join(folder, "open.html");
	const page = `<!doctype html><meta charset="utf-8"><title>MultiOS Software Center</title><meta http-equiv="refresh" content="0;url=${address}">\n`;
	writeFileSync(file, page, { mode: 384 });
	return {
		url: pathToFileURL(file).href,
		remove: () => rmSync(folder, {
			recursive: true,
			force: true
		})
	};
}
// main/center/machine.ts
function lookAround({ environment, platform, user, root }) {
	const find = (names) => findProgram(names, environment["PATH"] ?? "");
	const electron = electronProgram(root);
	return {
		electron,
		electronProblem: electron === null ? readProblem(root) ?? obstacle(electronFolder(root)) : null,
		hasDisplay: platform !== "linux" || Boolean(environment["DISPLAY"]) || Boolean(environment["WAYLAND_DISPLAY"]),
		isRoot: user === 0,
		chromium: find([
			"chromium",
			"chromium-browser",
			"google-chrome",
			"google-chrome-stable"
		]),
		opener: find(platform === "darwin" ? ["open"] : ["xdg-open"])
	};
}
var patience = 18e4;
async function fetchElectron(root, signal) {
	const script = path.join(electronFolder(root), "install.js");
	if (!existsSync(script) || readProblem(root) !== null) return;
	const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
	const status = await new Promise((resolve) => {
		const child = spawn(process.execPath, [script], {
			cwd: root,
			stdio: [
				"ignore",
				"ignore",
				"ignore"
			],
			signal: limit
		});
		child.on("error", () => resolve("fetching it took too long"));
		child.on("exit", (code) => resolve(code === 0 ? "" : "fetching it failed"));
	});
	signal.throwIfAborted();
	if (electronProgram(root) === null) remember(root, status === "" ? "fetching it brought nothing" : status);
}
function electronFolder(root) {
	return path.join(root, "node_modules", "electron");
}
function obstacle(folder) {
	if (!existsSync(folder)) return "it was not installed";
	return isAllowed(folder, constants$1.W_OK) ? null : `${folder} is not yours to change`;
}
function electronProgram(root) {
	const folder = electronFolder(root);
	const named = readText(path.join(folder, "path.txt")) ?? "electron";
	const program = path.join(folder, "dist", named.trim());
	return isExecutable(program) ? program : null;
}
function findProgram(names, searchPath) {
	const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable) ?? null;
}
function isExecutable(file) {
	return isAllowed(file, constants$1.X_OK);
}
function isAllowed(file, mode) {
	try {
		accessSync(file, mode);
		return true;
	} catch (error) {
		if (error instanceof Error && "syscall" in error) return false;
		throw error;
	}
}
function problemFile(root) {
	return path.join(root, "node_modules", ".multios", "electron-problem");
}
function readProblem(root) {
	return readText(problemFile(root));
}
function remember(root, problem) {
	mkdirSync(path.dirname(problemFile(root)), { recursive: true });
	rmSync(problemFile(root), { force: true });
	writeFileSync(problemFile(root), problem);
}
function readText(file) {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
		throw error;
	}
}
// main/center/open-center.ts
var browserPatience = 1e4;
async function openCenter(wish, out) {
	const root = path.join(out, "..");
	const look = {
		environment: process.env,
		platform: process.platform,
		user: process.getuid?.() ?? -1,
		root
	};
	if (isElectronWanted(wish, lookAround(look))) {
		say("MultiOS: fetching Electron (once)\u2026");
		await fetchElectron(root, AbortSignal.timeout(24e4));
	}
	const choice = chooseHost(wish, lookAround(look));
	say(sentenceFor(choice));
	if (choice.host === "electron") {
		runElectron(choice.program, root, wish);
		return;
	}
	const served = await serveUntilStopped({
		...wish,
		environment: process.env,
		out,
		say
	});
	if (served === null || choice.host === "address") return;
	const door = doorTo(served.address);
	open(choice.program, choice.host === "app-window" ? [`--app=${door.url}`] : [door.url]);
	process.on("exit", door.remove);
	if (served.kind === "found") setTimeout(door.remove, browserPatience);
}
function runElectron(program, root, wish) {
	const { dataDirectory, configFile } = wish;
	const args = [
		root,
		...dataDirectory === void 0 ? [] : [`--data-dir=${path.resolve(dataDirectory)}`],
		...configFile === void 0 ? [] : [`--config=${path.resolve(configFile)}`]
	];
	const child = spawn(program, args, { stdio: [
		"ignore",
		"inherit",
		"inherit"
	] });
	child.on("error", (error) => {
		say(`multios-center: Electron could not be started: ${error.message}`);
		process.exitCode = 1;
	});
	child.on("exit", (status) => process.exitCode = status ?? 1);
	for (const name of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(name, () => child.kill(name));
}
function open(program, args) {
	const child = spawn(program, args, {
		stdio: "ignore",
		detached: true
	});
	child.on("error", (error) => say(`multios-center: ${program} could not be started: ${error.message}`));
	child.unref();
}
function say(line) {
	console.error(line);
}
export { openCenter };

//# sourceMappingURL=open-center-ERLCR_L7.js.map