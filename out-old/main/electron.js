import { n as hostPlaces } from "./chunks/host-places-ChRBds6M.js";
import { a as buttons, c as systemTimer, f as listPageFiles, h as openedOnDemand, i as mediaHeaders, l as createHost, n as isMediaName, o as questionText, p as createIncidentLog, r as isPictureType, s as paced, t as guardHeaders, u as invalid } from "./chunks/page-headers-CWnFvQWx.js";
import path from "node:path";
import { parseArgs } from "node:util";
import { readFile } from "node:fs/promises";
import { randomInt } from "node:crypto";
import { BrowserWindow, Menu, app, dialog, ipcMain, nativeTheme, protocol, session } from "electron";
// main/electron/ask.ts
var mostLines = 20;
var longestLine = 300;
function askInDialog(dialog, windowNow) {
	return async (question, { show, signal }) => {
		signal.throwIfAborted();
		show(null);
		const options = {
			...messageBox(question),
			signal
		};
		const window = windowNow();
		const { response } = await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
		signal.throwIfAborted();
		return answersOf(question)[response] ?? "refused";
	};
}
function messageBox(question) {
	const text = questionText(question);
	return {
		type: "question",
		title: "MultiOS Software Center",
		message: text.title,
		detail: detailOf(text),
		buttons: question.mayKeep ? [
			buttons.refuse,
			buttons.once,
			buttons.keep
		] : [buttons.refuse, buttons.allow],
		defaultId: 0,
		cancelId: 0,
		noLink: true
	};
}
function answersOf({ mayKeep }) {
	return mayKeep ? [
		"refused",
		"once",
		"keep"
	] : ["refused", "once"];
}
function detailOf({ lead, changes, facts }) {
	const lines = [...changes.map(({ act, name, versions, source }) => `${act} ${name} ${versions} (${source})`), ...facts.map(({ label, value }) => `${label}: ${value}`)];
	const more = lines.length - mostLines;
	const cut = (line) => line.length > longestLine ? `${line.slice(0, longestLine)}\u2026` : line;
	return [
		lead,
		"",
		...(more > 0 ? [...lines.slice(0, mostLines), `and ${String(more)} more`] : lines).map(cut)
	].join("\n");
}
// preload/contract.ts
var channels = {
	start: "multios:start",
	cancel: "multios:cancel",
	progress: "multios:progress",
	event: "multios:event"
};
// main/electron/protocol.ts
var pageAddress = "app://ui/";
function registerAppScheme(protocol) {
	protocol.registerSchemesAsPrivileged([{
		scheme: "app",
		privileges: {
			standard: true,
			secure: true,
			supportFetchAPI: true
		}
	}]);
}
function handleAppScheme(protocol, source) {
	protocol.handle("app", (request) => answer(request, source));
}
async function answer(request, { pageFiles, media }) {
	if (!request.url.startsWith("app://ui/") || request.method !== "GET") return nothing();
	const address = `/${request.url.slice(9).split(/[?#]/, 1)[0] ?? ""}`;
	if (address.startsWith("/media/")) return picture(address.slice(7), media, request.signal);
	const file = pageFiles.get(address);
	if (file === void 0) return nothing();
	return new Response(new Uint8Array(await readFile(file.file)), { headers: {
		...guardHeaders,
		"content-type": file.type
	} });
}
async function picture(name, media, signal) {
	const found = isMediaName(name) ? await media(name, signal) : null;
	if (found === null || !isPictureType(found.type)) return nothing();
	return new Response(new Uint8Array(found.bytes), { headers: {
		...mediaHeaders,
		"content-type": found.type
	} });
}
function nothing() {
	return new Response(null, {
		status: 404,
		headers: guardHeaders
	});
}
// main/electron/bind.ts
function bind(ipcMain, host, timer) {
	const connections = new Map();
	function connectionOf({ sender, senderFrame }) {
		return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith("app://ui/") ? connections.get(sender) ?? null : null;
	}
	ipcMain.handle(channels.start, async (event, request) => {
		const connection = connectionOf(event);
		if (connection === null) return {
			kind: "failed",
			failure: invalid("sender", "", "this page may not talk to the host")
		};
		const pace = paced((told) => send(event.sender, channels.progress, request.id, told), timer);
		const reply = await connection.start(request, pace.report);
		pace.end();
		return reply;
	});
	ipcMain.on(channels.cancel, (event, id) => {
		if (typeof id === "string") connectionOf(event)?.cancel(id);
	});
	function join(contents) {
		const connection = host.connect();
		connection.on((event) => send(contents, channels.event, event));
		connections.set(contents, connection);
	}
	function leave(contents) {
		connections.get(contents)?.close();
		connections.delete(contents);
	}
	function admit(contents) {
		join(contents);
		contents.on("destroyed", () => leave(contents));
		contents.on("did-start-navigation", (details) => {
			if (!details.isMainFrame || details.isSameDocument) return;
			leave(contents);
			join(contents);
		});
	}
	return { admit };
}
function send(contents, channel, ...words) {
	if (!contents.isDestroyed()) contents.send(channel, ...words);
}
// main/electron/guard.ts
function guardPages(app) {
	app.on("web-contents-created", (_event, contents) => confine(contents));
	app.on("login", (event) => event.preventDefault());
	app.on("select-client-certificate", (event) => event.preventDefault());
}
function guardSession(session, isPackaged) {
	session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
	session.setPermissionCheckHandler(() => false);
	session.setDevicePermissionHandler(() => false);
	session.setDisplayMediaRequestHandler(null);
	session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url, isPackaged) }));
}
function confine(contents) {
	const prevent = (event) => event.preventDefault();
	contents.on("will-navigate", prevent);
	contents.on("will-redirect", prevent);
	contents.on("will-frame-navigate", prevent);
	contents.on("will-attach-webview", prevent);
	contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
function mayLoad(url, isPackaged) {
	if (url.startsWith(`blob:${"app://ui/"}`)) return true;
	return url.startsWith("app://ui/") || !isPackaged && url.startsWith("devtools://");
}
// main/electron/menu.ts
function menuFor(platform, isPackaged) {
	const developer = isPackaged ? [] : [
		{ type: "separator" },
		{ role: "reload" },
		{ role: "toggleDevTools" }
	];
	return [
		...platform === "darwin" ? [{ role: "appMenu" }] : [],
		{ role: "editMenu" },
		{
			label: "View",
			submenu: [
				{ role: "resetZoom" },
				{ role: "zoomIn" },
				{ role: "zoomOut" },
				{ role: "togglefullscreen" },
				...developer
			]
		},
		{ role: "windowMenu" }
	];
}
// main/electron/window.ts
var colors = {
	light: {
		window: "#f2f1ed",
		symbol: "#4b4e55"
	},
	dark: {
		window: "#101114",
		symbol: "#b9bcc1"
	}
};
var titleBarHeight = 48;
function makeWindow(shell, { preload, platform }) {
	const theme = () => colors[shell.nativeTheme.shouldUseDarkColors ? "dark" : "light"];
	const overlay = () => ({
		color: theme().window,
		symbolColor: theme().symbol,
		height: titleBarHeight
	});
	const window = new shell.BrowserWindow({
		title: "Software Center",
		width: 1280,
		height: 800,
		minWidth: 900,
		minHeight: 640,
		show: false,
		backgroundColor: theme().window,
		titleBarStyle: "hidden",
		...platform === "darwin" ? {} : { titleBarOverlay: overlay() },
		webPreferences: {
			preload,
			contextIsolation: true,
			sandbox: true,
			nodeIntegration: false,
			nodeIntegrationInWorker: false,
			nodeIntegrationInSubFrames: false,
			webSecurity: true,
			webviewTag: false,
			navigateOnDragDrop: false,
			spellcheck: false,
			devTools: !shell.app.isPackaged
		}
	});
	if (platform !== "darwin") {
		const repaint = () => {
			if (!window.isDestroyed()) window.setTitleBarOverlay(overlay());
		};
		shell.nativeTheme.on("updated", repaint);
	}
	window.once("ready-to-show", () => window.show());
	return window;
}
function showPage(window) {
	return window.loadURL(pageAddress);
}
// main/electron/desktop.ts
async function startDesktop(shell, options) {
	const { app } = shell;
	if (options.browserData !== null) app.setPath("userData", options.browserData);
	app.enableSandbox();
	registerAppScheme(shell.protocol);
	guardPages(app);
	if (!app.requestSingleInstanceLock()) {
		app.quit();
		return;
	}
	let shown = null;
	const ask = askInDialog(shell.dialog, () => shown);
	const host = createHost({
		...options,
		ask,
		now: () => performance.now()
	});
	stopInOrder(app, async () => {
		await host.close();
		await options.engine.close();
	});
	await app.whenReady();
	guardSession(shell.defaultSession(), app.isPackaged);
	handleAppScheme(shell.protocol, {
		pageFiles: options.pageFiles,
		media: options.engine.media
	});
	const binding = bind(shell.ipcMain, host, systemTimer);
	shell.setMenu(menuFor(options.platform, app.isPackaged));
	const preload = path.join(options.out, "preload", "preload.cjs");
	const window = makeWindow(shell, {
		preload,
		platform: options.platform
	});
	shown = window;
	binding.admit(window.webContents);
	app.on("second-instance", () => bringForward(window));
	app.on("window-all-closed", () => app.quit());
	await showPage(window);
}
function stopInOrder(app, close) {
	let state = "running";
	app.on("before-quit", (event) => {
		if (state === "closed") return;
		event.preventDefault();
		if (state === "closing") return;
		state = "closing";
		close().finally(() => {
			state = "closed";
			app.quit();
		});
	});
}
function bringForward(window) {
	if (window.isDestroyed()) return;
	if (window.isMinimized()) window.restore();
	window.focus();
}
// main/electron/main.ts
var out = path.join(import.meta.dirname, "..");
var { values } = parseArgs({
	args: process.argv.slice(1),
	strict: false,
	options: {
		"data-dir": { type: "string" },
		config: { type: "string" }
	}
});
var dataDirectory = typeof values["data-dir"] === "string" ? values["data-dir"] : void 0;
var configFile = typeof values.config === "string" ? values.config : void 0;
var places = hostPlaces({
	environment: process.env,
	user: process.getuid?.() ?? -1,
	dataDirectory
});
startDesktop({
	app,
	BrowserWindow,
	dialog,
	ipcMain,
	nativeTheme,
	protocol,
	defaultSession: () => session.defaultSession,
	setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate([...template]))
}, {
	engine: openedOnDemand(async () => {
		const { createEngine } = await import("./chunks/engine-DJtpfGIc.js");
		return createEngine({
			dataDirectory,
			configFile,
			environment: process.env,
			command: "multios-center",
			tidies: true
		});
	}),
	logIncident: createIncidentLog({
		file: places.incidents,
		now: () => new Date(),
		number: () => randomInt(36 ** 5, 36 ** 6).toString(36),
		complain: (line) => console.error(line)
	}),
	pageFiles: listPageFiles(path.join(out, "renderer")),
	out,
	platform: process.platform,
	browserData: dataDirectory === void 0 ? null : path.join(path.resolve(dataDirectory), "window")
}).catch((error) => {
	console.error(error);
	app.exit(1);
});
export {};

//# sourceMappingURL=electron.js.map