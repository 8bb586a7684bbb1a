let electron = require("electron");
// preload/contract.ts
var channels = {
	start: "multios:start",
	cancel: "multios:cancel",
	progress: "multios:progress",
	event: "multios:event"
};
// preload/preload.ts
var reports = new Map();
electron.ipcRenderer.on(channels.progress, (_event, id, told) => reports.get(id)?.(told));
async function start({ id, name, input }, report) {
	reports.set(id, report);
	try {
		return await electron.ipcRenderer.invoke(channels.start, {
			id,
			name,
			input
		});
	} finally {
		reports.delete(id);
	}
}
function on(listener) {
	const hear = (_event, event) => listener(event);
	electron.ipcRenderer.on(channels.event, hear);
	return () => electron.ipcRenderer.off(channels.event, hear);
}
var bridge = {
	start,
	cancel: (id) => electron.ipcRenderer.send(channels.cancel, id),
	on
};
electron.contextBridge.exposeInMainWorld("multios", bridge);

//# sourceMappingURL=preload.cjs.map