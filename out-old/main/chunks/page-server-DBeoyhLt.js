import { xi as EngineError } from "./shared-DyOnH0nz.js";
import path from "node:path";
import { realpath, stat } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { randomBytes } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createServer } from "node:http";
// engine/launch/page-server.ts
var types = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".jpg": "image/jpeg",
	".webp": "image/webp",
	".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8",
	".md": "text/plain; charset=utf-8"
};
var mostAttempts = 50;
async function servePage(profile, page, ports) {
	const secret = randomBytes(16).toString("hex");
	const share = path.join(profile, "share");
	const server = createServer((request, response) => {
		answer(request, response, {
			share,
			secret
		}).catch(() => response.destroy());
	});
	return {
		url: `http://localhost:${await listen(server, ports)}/${secret}/${page.replace(/^share\//, "").split("/").map(encodeURIComponent).join("/")}`,
		close: () => new Promise((done) => {
			server.close(() => done());
			server.closeAllConnections();
		})
	};
}
async function answer(request, response, { share, secret }) {
	const file = await locate(request, {
		share,
		secret
	});
	if (file === null) {
		response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
		return;
	}
	response.writeHead(200, {
		"content-type": types[path.extname(file).toLowerCase()] ?? "application/octet-stream",
		"x-content-type-options": "nosniff",
		"referrer-policy": "no-referrer",
		"cache-control": "no-cache"
	});
	await pipeline(createReadStream(file), response);
}
async function locate(request, { share, secret }) {
	if (request.method !== "GET" || !isForThisMachine(request)) return null;
	const { pathname } = new URL(request.url ?? "/", "http://localhost");
	const prefix = `/${secret}/`;
	if (!pathname.startsWith(prefix)) return null;
	const wanted = path.join(share, path.posix.normalize(`/${decodeURIComponent(pathname.slice(prefix.length))}`));
	const [real, root] = await Promise.all([realpath(wanted).catch(() => null), realpath(share).catch(() => null)]);
	if (real === null || root === null || !real.startsWith(root + path.sep)) return null;
	return (await stat(real)).isFile() ? real : null;
}
function isForThisMachine(request) {
	return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? "");
}
async function listen(server, ports) {
	for (const port of ports.slice(0, mostAttempts)) if (await attempt(server, port)) return server.address().port;
	throw new EngineError("launch/failed", {
		program: "page",
		reason: "EADDRINUSE"
	});
}
async function attempt(server, port) {
	return new Promise((done) => {
		const refused = () => done(false);
		server.once("error", refused);
		server.listen(port, "127.0.0.1", () => {
			server.off("error", refused);
			done(true);
		});
	});
}
export { servePage };

//# sourceMappingURL=page-server-DBeoyhLt.js.map