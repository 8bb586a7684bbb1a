import { a as buttons, c as systemTimer, d as largestRequest, f as listPageFiles, h as openedOnDemand, i as mediaHeaders, l as createHost, m as makeFolder, n as isMediaName, o as questionText, p as createIncidentLog, r as isPictureType, s as paced, t as guardHeaders } from "./page-headers-CWnFvQWx.js";
import { n as hostPlaces } from "./host-places-ChRBds6M.js";
import { t as openApart } from "./first-opening-DIU3AMa-.js";
import { Br as literal, Hr as maxLength, Yr as number, Zr as optional, ai as safeParse, ci as string, ei as picklist, hi as variant, pi as unknown, si as strictObject, ti as pipe } from "./shared-DyOnH0nz.js";
import path from "node:path";
import { promisify } from "node:util";
import { readFile } from "node:fs/promises";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { brotliCompress, constants as constants$3, gzip } from "node:zlib";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
// main/served/running-host.ts
var Running = strictObject({
	pid: number(),
	port: number(),
	secret: string(),
	serves: string()
});
function noteRunningHost(file, running) {
	try {
		makeFolder(path.dirname(file));
		writeFileSync(file, JSON.stringify(running), { mode: 384 });
		chmodSync(file, 384);
		return true;
	} catch (error) {
		if (isSystemError(error)) return false;
		throw error;
	}
}
function forgetRunningHost(file, pid) {
	if (readRunningHost(file)?.pid === pid) rmSync(file, { force: true });
}
function readRunningHost(file) {
	try {
		const parsed = safeParse(Running, JSON.parse(readFileSync(file, "utf8")));
		return parsed.success ? parsed.output : null;
	} catch (error) {
		if (isSystemError(error) || error instanceof SyntaxError) return null;
		throw error;
	}
}
async function addressOf(running, signal) {
	try {
		const response = await fetch(`http://127.0.0.1:${String(running.port)}/session/fresh`, {
			method: "POST",
			headers: { authorization: `Bearer ${running.secret}` },
			signal
		});
		return response.ok ? (await response.text()).trim() : null;
	} catch (error) {
		if (error instanceof TypeError || error === signal.reason) return null;
		throw error;
	}
}
function isSystemError(error) {
	return error instanceof Error && "syscall" in error;
}
// main/served/answers.ts
function answer(response, status, text) {
	response.writeHead(status, {
		...guardHeaders,
		"content-type": "text/plain; charset=utf-8",
		"cache-control": "no-store"
	});
	response.end(`${text}\n`);
}
var compress = {
	br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants$3.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: promisify(gzip),
	identity: (bytes) => Promise.resolve(bytes)
};
function createFiles() {
	const kept = new Map();
	function bytesOf(file, encoding) {
		if (encoding === "identity") return readFile(file.file);
		const key = `${encoding} ${file.file}`;
		const bytes = kept.get(key) ?? readFile(file.file).then(compress[encoding]);
		kept.set(key, bytes);
		bytes.catch(() => kept.delete(key));
		return bytes;
	}
	async function send(file, request, response) {
		const encoding = file.text && file.immutable ? wanted(request) : "identity";
		const bytes = await bytesOf(file, encoding);
		response.writeHead(200, {
			...guardHeaders,
			"content-type": file.type,
			"content-length": bytes.length,
			"cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-store",
			...file.text ? { vary: "accept-encoding" } : {},
			...encoding === "identity" ? {} : { "content-encoding": encoding }
		});
		response.end(request.method === "HEAD" ? void 0 : bytes);
	}
	return { send };
}
function wanted(request) {
	const accepted = String(request.headers["accept-encoding"] ?? "");
	if (/\bbr\b/.test(accepted)) return "br";
	return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}
async function sendPicture(name, media, response) {
	const gone = new AbortController();
	response.on("close", () => gone.abort());
	const picture = isMediaName(name) ? await media(name, gone.signal) : null;
	if (picture === null || !isPictureType(picture.type)) {
		answer(response, 404, "There is no such picture.");
		return;
	}
	response.writeHead(200, {
		...mediaHeaders,
		"content-type": picture.type,
		"content-length": picture.bytes.length
	});
	response.end(picture.bytes);
}
// main/served/body.ts
var largestBody = 1e3;
function bodyOf(request) {
	const chunks = [];
	let length = 0;
	return new Promise((resolve) => {
		request.on("data", (chunk) => {
			length += chunk.length;
			if (length > largestBody) resolve(null);
			else chunks.push(chunk);
		});
		request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
		request.on("error", () => resolve(null));
		request.on("close", () => resolve(null));
	});
}
// renderer/styles/tokens.css?raw
var tokens_default = "/* ==========================================================================\n   MultiOS Software Center \u2014 design tokens\n   --------------------------------------------------------------------------\n   One definition per token. Colour pairs use light-dark(LIGHT, DARK); the\n   scheme follows the system unless <html data-theme=\"light|dark\"> is set.\n   High contrast: system \"more contrast\" or <html data-contrast=\"more\">.\n   Reduced motion: system setting or <html data-motion=\"reduce\">.\n   Needs Chromium 123+ (Electron 30+). MIT.\n   ========================================================================== */\n\n@layer reset, tokens, base, components, layouts, utilities;\n\n@layer tokens {\n  :root                      { color-scheme: light dark; }\n  :root[data-theme=\"light\"]  { color-scheme: light; }\n  :root[data-theme=\"dark\"]   { color-scheme: dark; }\n  /* A subtree may pin its own scheme (component gallery, hero artwork, tray). */\n  [data-scheme=\"light\"]      { color-scheme: light; }\n  [data-scheme=\"dark\"]       { color-scheme: dark; }\n\n  :root {\n    /* ---- 1. Primitive ramps ------------------------------------------------\n       \"Paper\" (hue 90, warm) carries light surfaces, \"Graphite\" (hue 265, cool)\n       carries ink and dark surfaces. Never use a primitive in a component:\n       use the semantic tokens in section 2.                                   */\n    --paper-0:   oklch(1     0     90);\n    --paper-50:  oklch(0.991 0.002 90);\n    --paper-100: oklch(0.972 0.004 90);\n    --paper-200: oklch(0.957 0.005 90);\n    --paper-300: oklch(0.938 0.006 90);\n    --paper-400: oklch(0.912 0.006 90);\n    --paper-500: oklch(0.884 0.006 90);\n    --paper-600: oklch(0.835 0.006 90);\n    --paper-700: oklch(0.630 0.010 265);\n    --ink-300:   oklch(0.510 0.012 265);\n    --ink-200:   oklch(0.425 0.012 265);\n    --ink-100:   oklch(0.220 0.012 265);\n\n    --graphite-950: oklch(0.155 0.006 265);\n    --graphite-900: oklch(0.178 0.006 265);\n    --graphite-850: oklch(0.212 0.007 265);\n    --graphite-800: oklch(0.243 0.008 265);\n    --graphite-750: oklch(0.272 0.009 265);\n    --graphite-700: oklch(0.300 0.009 265);\n    --graphite-650: oklch(0.335 0.010 265);\n    --graphite-600: oklch(0.385 0.010 265);\n    --graphite-500: oklch(0.560 0.010 265);\n    --graphite-400: oklch(0.700 0.010 265);\n    --graphite-300: oklch(0.795 0.008 265);\n    --graphite-100: oklch(0.955 0.004 265);\n\n    /* ---- 2. Semantic colour ------------------------------------------------ */\n    /* Surfaces, from back to front */\n    --bg-window:  light-dark(var(--paper-200), var(--graphite-900));   /* title bar + sidebar      */\n    --bg-panel:   light-dark(var(--paper-50),  var(--graphite-850));   /* the content sheet        */\n    --bg-card:    light-dark(var(--paper-0),   var(--graphite-800));   /* cards, boxed lists       */\n    --bg-raised:  light-dark(var(--paper-0),   var(--graphite-750));   /* sheets, menus, toasts    */\n    --bg-sunken:  light-dark(var(--paper-100), var(--graphite-900));   /* wells, code, footers     */\n    --bg-field:   light-dark(var(--paper-0),   var(--graphite-900));   /* inputs                   */\n    --scrim:      light-dark(oklch(0.22 0.012 265 / 0.34), oklch(0.08 0.006 265 / 0.62));\n\n    /* Interaction fills: translucent, so they sit on any surface */\n    --fill-1: light-dark(oklch(0.22 0.012 265 / 0.045), oklch(1 0 0 / 0.055));  /* rest tonal, row hover */\n    --fill-2: light-dark(oklch(0.22 0.012 265 / 0.080), oklch(1 0 0 / 0.090));  /* hover on tonal        */\n    --fill-3: light-dark(oklch(0.22 0.012 265 / 0.120), oklch(1 0 0 / 0.130));  /* pressed               */\n\n    /* Lines */\n    --line-1: light-dark(oklch(0.22 0.012 265 / 0.085), oklch(1 0 0 / 0.075));  /* hairline dividers     */\n    --line-2: light-dark(oklch(0.22 0.012 265 / 0.140), oklch(1 0 0 / 0.130));  /* card + panel edge     */\n    --line-3: light-dark(oklch(0.600 0.010 265), oklch(0.570 0.010 265));       /* control edge, >= 3:1  */\n\n    /* Text */\n    --text-1: light-dark(var(--ink-100), var(--graphite-100));\n    --text-2: light-dark(var(--ink-200), var(--graphite-300));\n    --text-3: light-dark(var(--ink-300), var(--graphite-400));\n    --text-off: light-dark(oklch(0.66 0.008 265), oklch(0.50 0.008 265));       /* disabled only         */\n    --text-on-art: oklch(0.985 0.004 90);\n\n    /* Accent \u2014 cobalt */\n    --accent:        light-dark(oklch(0.510 0.190 259), oklch(0.555 0.180 259));\n    --accent-hover:  light-dark(oklch(0.465 0.185 259), oklch(0.515 0.180 259));\n    --accent-press:  light-dark(oklch(0.425 0.175 259), oklch(0.480 0.175 259));\n    --on-accent:     oklch(1 0 0);\n    --accent-text:   light-dark(oklch(0.470 0.175 259), oklch(0.790 0.105 255));\n    --accent-tint:   light-dark(oklch(0.955 0.022 255), oklch(0.300 0.060 259));\n    --accent-tint-2: light-dark(oklch(0.928 0.036 255), oklch(0.340 0.075 259));\n    --accent-line:   light-dark(oklch(0.820 0.085 257), oklch(0.450 0.110 259));\n    --progress:      light-dark(oklch(0.510 0.190 259), oklch(0.680 0.150 257)); /* bars, rings, chart  */\n    --progress-ok:   light-dark(oklch(0.500 0.115 155), oklch(0.700 0.120 155)); /* delta meter         */\n    --switch-off:    light-dark(oklch(0.600 0.010 265), oklch(0.550 0.010 265));\n    --rail:          light-dark(oklch(0.885 0.004 265), oklch(0.345 0.008 265)); /* history bars        */\n    --rail-sys:      light-dark(oklch(0.630 0.010 265), oklch(0.560 0.010 265));\n    --rail-undo:     light-dark(oklch(0.645 0.130 257), oklch(0.560 0.130 258));\n    --focus:         light-dark(oklch(0.510 0.190 259), oklch(0.760 0.120 255));\n\n    /* Status: -text on tint/card, -solid under white text, -tint for fills */\n    --ok-text:      light-dark(oklch(0.460 0.105 155), oklch(0.810 0.130 155));\n    --ok-solid:     light-dark(oklch(0.500 0.115 155), oklch(0.500 0.105 155));\n    --ok-tint:      light-dark(oklch(0.955 0.028 155), oklch(0.300 0.045 155));\n    --ok-line:      light-dark(oklch(0.840 0.070 155), oklch(0.430 0.075 155));\n\n    --warn-text:    light-dark(oklch(0.465 0.098 65),  oklch(0.840 0.120 80));\n    --warn-solid:   light-dark(oklch(0.780 0.150 78),  oklch(0.800 0.140 80));\n    --warn-tint:    light-dark(oklch(0.962 0.040 85),  oklch(0.310 0.048 75));\n    --warn-line:    light-dark(oklch(0.840 0.095 82),  oklch(0.450 0.075 78));\n\n    --danger-text:  light-dark(oklch(0.490 0.178 27),  oklch(0.785 0.125 25));\n    --danger-solid: light-dark(oklch(0.520 0.195 27),  oklch(0.550 0.190 27));\n    --danger-hover: light-dark(oklch(0.470 0.185 27),  oklch(0.505 0.185 27));\n    --danger-tint:  light-dark(oklch(0.960 0.022 25),  oklch(0.300 0.060 25));\n    --danger-line:  light-dark(oklch(0.840 0.085 25),  oklch(0.450 0.105 25));\n\n    --seal:         light-dark(oklch(0.500 0.083 190), oklch(0.790 0.095 188)); /* verified identity    */\n    --seal-tint:    light-dark(oklch(0.958 0.020 190), oklch(0.300 0.036 190));\n    --seal-line:    light-dark(oklch(0.830 0.055 190), oklch(0.430 0.058 190));\n\n    /* Severity (always paired with the 4-pip glyph and a word) */\n    --sev-critical-bg: light-dark(oklch(0.430 0.165 22), oklch(0.520 0.185 24));\n    --sev-critical-fg: oklch(1 0 0);\n    --sev-high-bg:     var(--danger-tint);\n    --sev-high-fg:     var(--danger-text);\n    --sev-medium-bg:   var(--warn-tint);\n    --sev-medium-fg:   var(--warn-text);\n    --sev-low-bg:      var(--fill-2);\n    --sev-low-fg:      var(--text-2);\n\n    /* Pigments \u2014 categories, collections, keymarks. Ink on wash, both themes. */\n    --pig-clay:    light-dark(oklch(0.500 0.120 38),  oklch(0.790 0.095 40));\n    --pig-ochre:   light-dark(oklch(0.490 0.095 78),  oklch(0.820 0.100 82));\n    --pig-moss:    light-dark(oklch(0.480 0.090 130), oklch(0.800 0.095 130));\n    --pig-spruce:  light-dark(oklch(0.470 0.080 168), oklch(0.790 0.085 168));\n    --pig-lake:    light-dark(oklch(0.480 0.090 225), oklch(0.790 0.085 225));\n    --pig-indigo:  light-dark(oklch(0.470 0.125 268), oklch(0.790 0.090 268));\n    --pig-plum:    light-dark(oklch(0.470 0.120 325), oklch(0.790 0.095 325));\n    --pig-rose:    light-dark(oklch(0.500 0.135 5),   oklch(0.800 0.095 5));\n    --wash-clay:   light-dark(oklch(0.950 0.026 40),  oklch(0.300 0.040 40));\n    --wash-ochre:  light-dark(oklch(0.955 0.034 85),  oklch(0.305 0.038 82));\n    --wash-moss:   light-dark(oklch(0.952 0.030 130), oklch(0.295 0.036 130));\n    --wash-spruce: light-dark(oklch(0.950 0.022 168), oklch(0.290 0.032 168));\n    --wash-lake:   light-dark(oklch(0.950 0.022 225), oklch(0.295 0.036 225));\n    --wash-indigo: light-dark(oklch(0.950 0.022 268), oklch(0.300 0.045 268));\n    --wash-plum:   light-dark(oklch(0.950 0.024 325), oklch(0.300 0.045 325));\n    --wash-rose:   light-dark(oklch(0.952 0.024 5),   oklch(0.300 0.045 5));\n\n    /* ---- 3. Type ----------------------------------------------------------- */\n    --font-ui: \"Inter Variable\", Inter, system-ui, \"Segoe UI\", \"Cantarell\", \"Noto Sans\", sans-serif;\n    --font-mono: \"JetBrains Mono Variable\", \"JetBrains Mono\", ui-monospace, \"Cascadia Mono\", \"DejaVu Sans Mono\", monospace;\n\n    --t-micro:   500 0.6875rem/1rem    var(--font-ui);   /* 11/16  kbd, table caps      */\n    --t-small:   400 0.75rem/1rem      var(--font-ui);   /* 12/16  meta, help           */\n    --t-body:    400 0.8125rem/1.25rem var(--font-ui);   /* 13/20  default UI           */\n    --t-strong:  550 0.8125rem/1.25rem var(--font-ui);   /* 13/20  names, labels        */\n    --t-read:    400 0.875rem/1.375rem var(--font-ui);   /* 14/22  prose                */\n    --t-h4:      600 0.8125rem/1.25rem var(--font-ui);   /* 13/20  group headings       */\n    --t-h3:      620 0.9375rem/1.25rem var(--font-ui);   /* 15/20  section headings     */\n    --t-h2:      640 1.1875rem/1.5rem  var(--font-ui);   /* 19/24  sheet titles         */\n    --t-h1:      660 1.5rem/1.875rem   var(--font-ui);   /* 24/30  screen titles        */\n    --t-display: 680 2rem/2.375rem     var(--font-ui);   /* 32/38  app name, hero       */\n    --t-mono:    450 0.75rem/1rem      var(--font-mono);\n    --track-tight: -0.012em;\n    --track-display: -0.022em;\n\n    /* ---- 4. Space: 4 px grid (2 and 6 for optical work inside controls) ----- */\n    --s-0: 2px;  --s-1: 4px;  --s-2: 6px;  --s-3: 8px;  --s-4: 12px; --s-5: 16px;\n    --s-6: 20px; --s-7: 24px; --s-8: 32px; --s-9: 40px; --s-10: 56px;\n\n    /* ---- 5. Control geometry ------------------------------------------------ */\n    --h-xs: 24px; --h-sm: 28px; --h-md: 32px; --h-lg: 40px;\n    --row-sm: 40px; --row-md: 56px; --row-lg: 66px;\n    --titlebar-h: 48px;\n    --sidebar-w: 216px;\n    --sidebar-w-rail: 60px;\n    --panel-gap: 8px;\n    --gutter: 28px;\n    --content-max: 1240px;\n\n    /* ---- 6. Radii: nested corners subtract their padding -------------------- */\n    --r-xs: 4px; --r-sm: 6px; --r-md: 8px; --r-lg: 10px; --r-xl: 12px; --r-2xl: 16px; --r-full: 999px;\n\n    /* ---- 7. Elevation -------------------------------------------------------- */\n    --e-0: 0 0 0 1px var(--line-2);\n    --e-1: 0 1px 2px light-dark(oklch(0.22 0.012 265 / 0.05), oklch(0 0 0 / 0.25));\n    --e-2: 0 2px 6px light-dark(oklch(0.22 0.012 265 / 0.07), oklch(0 0 0 / 0.30)),\n           0 8px 20px -6px light-dark(oklch(0.22 0.012 265 / 0.08), oklch(0 0 0 / 0.35));\n    --e-3: 0 4px 12px light-dark(oklch(0.22 0.012 265 / 0.08), oklch(0 0 0 / 0.35)),\n           0 20px 48px -8px light-dark(oklch(0.22 0.012 265 / 0.20), oklch(0 0 0 / 0.55));\n    --edge-hi: inset 0 1px 0 light-dark(oklch(1 0 0 / 0), oklch(1 0 0 / 0.05));\n\n    /* ---- 8. Motion ------------------------------------------------------------ */\n    --dur-1: 90ms;   /* hover, press            */\n    --dur-2: 160ms;  /* toggles, chips, tabs    */\n    --dur-3: 240ms;  /* sheets, popovers, rows  */\n    --dur-4: 380ms;  /* page + progress settles */\n    --ease-out: cubic-bezier(0.2, 0, 0, 1);\n    --ease-in:  cubic-bezier(0.5, 0, 0.9, 0.3);\n    --ease-spring: linear(0, 0.26 8%, 0.62 18%, 0.92 30%, 1.04 42%, 1.03 54%, 1 70%, 1);\n\n    /* ---- 9. Focus ------------------------------------------------------------- */\n    --focus-w: 2px;\n    --focus-gap: 2px;\n\n    /* ---- 10. Layers ----------------------------------------------------------- */\n    --z-sticky: 10; --z-dock: 20; --z-scrim: 40; --z-sheet: 50; --z-palette: 60; --z-toast: 70;\n  }\n\n  /* ---- High contrast ---------------------------------------------------------- */\n  :root[data-contrast=\"more\"] {\n    --bg-panel: light-dark(var(--paper-0), oklch(0.13 0.004 265));\n    --bg-window: light-dark(var(--paper-100), oklch(0.10 0.004 265));\n    --bg-card: light-dark(var(--paper-0), oklch(0.15 0.004 265));\n    --bg-raised: light-dark(var(--paper-0), oklch(0.17 0.004 265));\n    --line-1: light-dark(oklch(0.60 0.01 265), oklch(0.55 0.01 265));\n    --line-2: light-dark(oklch(0.50 0.01 265), oklch(0.62 0.01 265));\n    --line-3: light-dark(oklch(0.35 0.01 265), oklch(0.80 0.01 265));\n    --text-1: light-dark(oklch(0.12 0.01 265), oklch(1 0 0));\n    --text-2: light-dark(oklch(0.28 0.01 265), oklch(0.92 0.005 265));\n    --text-3: light-dark(oklch(0.36 0.01 265), oklch(0.86 0.005 265));\n    --accent: light-dark(oklch(0.42 0.18 259), oklch(0.50 0.18 259));\n    --accent-text: light-dark(oklch(0.38 0.17 259), oklch(0.86 0.08 255));\n    --focus: light-dark(oklch(0.12 0.01 265), oklch(0.92 0.15 100));\n    --focus-w: 3px;\n    --rail: light-dark(oklch(0.60 0.01 265), oklch(0.55 0.01 265));\n    --rail-sys: light-dark(oklch(0.35 0.01 265), oklch(0.80 0.01 265));\n  }\n  @media (prefers-contrast: more) {\n    :root:not([data-contrast=\"standard\"]) {\n      --line-1: light-dark(oklch(0.60 0.01 265), oklch(0.55 0.01 265));\n      --line-2: light-dark(oklch(0.50 0.01 265), oklch(0.62 0.01 265));\n      --line-3: light-dark(oklch(0.35 0.01 265), oklch(0.80 0.01 265));\n      --text-1: light-dark(oklch(0.12 0.01 265), oklch(1 0 0));\n      --text-2: light-dark(oklch(0.28 0.01 265), oklch(0.92 0.005 265));\n      --text-3: light-dark(oklch(0.36 0.01 265), oklch(0.86 0.005 265));\n      --accent: light-dark(oklch(0.42 0.18 259), oklch(0.50 0.18 259));\n      --accent-text: light-dark(oklch(0.38 0.17 259), oklch(0.86 0.08 255));\n      --focus: light-dark(oklch(0.12 0.01 265), oklch(0.92 0.15 100));\n      --focus-w: 3px;\n      --rail: light-dark(oklch(0.60 0.01 265), oklch(0.55 0.01 265));\n      --rail-sys: light-dark(oklch(0.35 0.01 265), oklch(0.80 0.01 265));\n    }\n  }\n\n  /* ---- Reduced motion ----------------------------------------------------------- */\n  :root[data-motion=\"reduce\"] { --dur-1: 0ms; --dur-2: 0ms; --dur-3: 0ms; --dur-4: 0ms; }\n  @media (prefers-reduced-motion: reduce) {\n    :root:not([data-motion=\"full\"]) { --dur-1: 0ms; --dur-2: 0ms; --dur-3: 0ms; --dur-4: 0ms; }\n  }\n}\n";
// main/served/consent.css?raw
var consent_default = "@layer layouts {\n  * {\n    box-sizing: border-box;\n    margin: 0;\n  }\n  body {\n    background: var(--bg-window);\n    color: var(--text-1);\n    font: var(--t-body);\n  }\n  main {\n    display: grid;\n    grid-template-rows: auto minmax(0, 1fr) auto;\n    max-width: 640px;\n    height: 100dvh;\n    margin-inline: auto;\n    background: var(--bg-raised);\n  }\n  header {\n    padding: var(--s-7) var(--s-7) var(--s-5);\n  }\n  header p {\n    color: var(--text-2);\n  }\n  .who {\n    font: var(--t-small);\n  }\n  h1 {\n    margin-block: var(--s-2);\n    font: var(--t-h2);\n    letter-spacing: var(--track-tight);\n  }\n  .facts {\n    overflow: auto;\n    padding-inline: var(--s-7);\n    border-block: 1px solid var(--line-1);\n  }\n  ul {\n    padding: 0;\n    list-style: none;\n  }\n  li,\n  dl div {\n    display: grid;\n    grid-template-columns: 96px minmax(0, 1fr);\n    gap: var(--s-4);\n    padding-block: var(--s-3);\n  }\n  li + li,\n  div + div,\n  ul + dl {\n    border-block-start: 1px solid var(--line-1);\n  }\n  .act,\n  dt,\n  small {\n    color: var(--text-2);\n  }\n  .what,\n  dd {\n    overflow-wrap: anywhere;\n    unicode-bidi: isolate;\n  }\n  small {\n    display: block;\n    font: var(--t-small);\n  }\n  dd {\n    font-family: var(--font-mono);\n  }\n  form {\n    display: flex;\n    flex-wrap: wrap;\n    gap: var(--s-3);\n    padding: var(--s-5) var(--s-7);\n    background: var(--bg-sunken);\n  }\n  form small {\n    flex-basis: 100%;\n  }\n  button {\n    min-height: 36px;\n    padding-inline: var(--s-5);\n    border: 1px solid var(--line-2);\n    border-radius: var(--r-md);\n    background: var(--bg-card);\n    color: inherit;\n    font: var(--t-strong);\n  }\n  button:first-of-type {\n    margin-inline-end: auto;\n  }\n  button:focus-visible {\n    outline: 2px solid var(--focus);\n    outline-offset: 2px;\n  }\n  .main {\n    border-color: transparent;\n    background: var(--accent);\n    color: var(--on-accent);\n  }\n  /* A page that opens this one under a double click shall not have its second click for an answer. */\n  .yes {\n    animation: 500ms ready step-end;\n  }\n  @keyframes ready {\n    from {\n      visibility: hidden;\n    }\n  }\n}\n";
// main/served/consent-page.ts
var sheet = `${tokens_default}\n${consent_default}`;
var styleHash = createHash("sha256").update(sheet).digest("base64");
var consentHeaders = {
	...guardHeaders,
	"content-security-policy": [
		"default-src 'none'",
		`style-src 'sha256-${styleHash}'`,
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'"
	].join("; "),
	"cache-control": "no-store",
	"content-type": "text/html; charset=utf-8",
	"origin-agent-cluster": "?1",
	"referrer-policy": "same-origin"
};
function questionPage(question, secret) {
	const { title, lead, changes, facts } = questionText(question);
	const rows = changes.map(({ act, name, versions, source }) => `<li><span class="act">${escaped(act)}</span><span class="what"><b>${escaped(name)}</b> ${escaped(versions)}<small>${escaped(source)}</small></span></li>`);
	const terms = facts.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`);
	return page(title, `<p>${escaped(lead)}</p></header>
<div class="facts">${rows.length === 0 ? "" : `<ul>${rows.join("")}</ul>`}${terms.length === 0 ? "" : `<dl>${terms.join("")}</dl>`}</div>
<form method="post"><input type="hidden" name="secret" value="${escaped(secret)}">
<button name="answer" value="refused" autofocus>${buttons.refuse}</button>
${question.mayKeep ? `<button class="yes" name="answer" value="once">${buttons.once}</button><button class="yes main" name="answer" value="keep">${buttons.keep}</button><small>${buttons.keepMeans}</small>` : `<button class="yes main" name="answer" value="once">${buttons.allow}</button>`}</form>`);
}
function closingPage(title, text) {
	return page(title, `<p>${escaped(text)}</p></header>`);
}
function page(title, rest) {
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${sheet}</style></head>
<body>
<main>
<header><p class="who">MultiOS Software Center asks</p><h1>${escaped(title)}</h1>${rest}
</main>
</body>
</html>
`;
}
var entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
function escaped(text) {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
// main/served/gate.ts
function isWindowName(host) {
	return host !== void 0 && /^127\.0\.0\.1(:[0-9]{1,5})?$/.test(host);
}
function isConsentName(host) {
	return host !== void 0 && /^localhost(:[0-9]{1,5})?$/.test(host);
}
function isOwnOrigin({ host, origin }) {
	return isWindowName(host) && origin === `http://${host}`;
}
function isForeignFetch(headers) {
	if (headers.origin !== void 0 && !isOwnOrigin(headers)) return true;
	const site = headers["sec-fetch-site"];
	if (site === void 0 || site === "same-origin" || site === "none") return false;
	return headers["sec-fetch-mode"] !== "navigate";
}
function isOpenedByPerson(headers) {
	return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}
function isConsentForm(headers) {
	const { host, origin } = headers;
	return isConsentName(host) && origin === `http://${host}` && isOpenedByPerson(headers) && headers["sec-fetch-site"] === "same-origin";
}
// main/served/consent-answers.ts
var Form = strictObject({
	secret: string(),
	answer: picklist([
		"refused",
		"once",
		"keep"
	])
});
var gone = {
	title: "This question is closed",
	text: "It was answered, withdrawn, or open for more than two minutes. You can close this window."
};
var answered = {
	refused: {
		title: "Not allowed",
		text: "Nothing was changed. You can close this window."
	},
	once: {
		title: "Allowed",
		text: "You can close this window and go back to the Software Center."
	},
	keep: {
		title: "Allowed",
		text: "You can close this window and go back to the Software Center."
	}
};
async function answerConsent(consents, request, response) {
	const id = (request.url ?? "").slice(9);
	if (request.method === "GET") return sendQuestion(consents, id, request, response);
	if (request.method === "POST") return takeAnswer(consents, id, request, response);
	answer(response, 405, "Only GET and POST are answered.");
}
function sendQuestion(consents, id, request, response) {
	if (!isOpenedByPerson(request.headers)) return answer(response, 403, "Only a window of its own may show this.");
	const open = consents.find(id);
	if (open === null) return sendPage(response, 404, closingPage(gone.title, gone.text));
	sendPage(response, 200, questionPage(open.question, open.secret));
}
async function takeAnswer(consents, id, request, response) {
	if (!isConsentForm(request.headers)) return answer(response, 403, "Only the page that asks may answer.");
	const form = safeParse(Form, Object.fromEntries(new URLSearchParams(await bodyOf(request) ?? "")));
	if (!(form.success && consents.find(id)?.settle(form.output.secret, form.output.answer) === true)) return sendPage(response, 403, closingPage(gone.title, gone.text));
	const { title, text } = answered[form.output.answer];
	sendPage(response, 200, closingPage(title, text));
}
function sendPage(response, status, page) {
	response.writeHead(status, consentHeaders);
	response.end(page);
}
// main/served/sessions.ts
var most = 100;
function createSessions(randomText) {
	const tokens = [];
	const sessions = [];
	function add(list) {
		const secret = randomText();
		list.push(digest(secret));
		if (list.length > most) list.shift();
		return secret;
	}
	return {
		issueToken: () => add(tokens),
		redeem: (token) => {
			const at = find(tokens, token);
			if (at === -1) return null;
			tokens.splice(at, 1);
			return add(sessions);
		},
		isOpen: (session) => find(sessions, session) !== -1
	};
}
function isSameSecret(one, other) {
	return timingSafeEqual(digest(one), digest(other));
}
function find(list, secret) {
	const wanted = digest(secret);
	return list.reduce((found, candidate, at) => timingSafeEqual(candidate, wanted) ? at : found, -1);
}
function digest(secret) {
	return createHash("sha256").update(secret).digest();
}
function cookiesIn(header, name) {
	return (header ?? "").split(";").map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
// main/served/consents.ts
var patience$3 = 12e4;
function createConsents(randomText, timer = systemTimer) {
	const open = new Map();
	const ask = (question, { show, signal }) => {
		const id = randomText();
		const secret = randomText();
		const answered = new Promise((resolve, reject) => {
			const stopWaiting = timer.after(patience$3, () => end(() => resolve("unanswered")));
			const abort = () => end(() => reject(signal.reason));
			function end(tell) {
				open.delete(id);
				stopWaiting();
				signal.removeEventListener("abort", abort);
				tell();
			}
			signal.addEventListener("abort", abort, { once: true });
			open.set(id, {
				question,
				secret,
				settle: (told, answer) => {
					if (!isSameSecret(told, secret)) return false;
					end(() => resolve(answer));
					return true;
				}
			});
		});
		show(`consent/${id}`);
		return answered;
	};
	return {
		ask,
		find: (id) => open.get(id) ?? null
	};
}
// main/served/listen.ts
var attempts = 20;
async function listenTwice(port, make) {
	for (let attempt = 1;; attempt += 1) {
		const first = make();
		await listening(first, port, "127.0.0.1");
		const taken = first.address().port;
		const second = make();
		try {
			await listening(second, taken, "::1");
			return {
				port: taken,
				servers: [first, second],
				listensOn: ["127.0.0.1", "::1"]
			};
		} catch (error) {
			if (codeOf(error) !== "EADDRINUSE") return {
				port: taken,
				servers: [first],
				listensOn: ["127.0.0.1"]
			};
			first.close();
			if (port !== 0 || attempt === attempts) throw error;
		}
	}
}
function listening(server, port, host) {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen({
			port,
			host,
			exclusive: true
		}, () => {
			server.off("error", reject);
			resolve();
		});
	});
}
function codeOf(error) {
	return error instanceof Error && "code" in error ? error.code : null;
}
// main/served/room.ts
function addressFor({ port, sessions }) {
	return `http://127.0.0.1:${String(port)}/#token=${sessions.issueToken()}`;
}
function cookieName({ port }) {
	return `multios-${String(port)}`;
}
// main/served/session-answers.ts
var Redemption = strictObject({ token: pipe(string(), maxLength(200)) });
async function openSession(room, request, response) {
	if (request.method !== "POST") return answer(response, 405, "Only POST is answered.");
	if (!isOwnOrigin(request.headers)) return answer(response, 403, "Only the page that is served here may ask.");
	const body = await bodyOf(request);
	if (body === null) {
		response.setHeader("connection", "close");
		return answer(response, 413, "That is too long.");
	}
	const session = redeemed(room, body);
	if (session === null) return answer(response, 401, "This address was used already, or is of another start. Start again for a fresh one.");
	response.writeHead(204, {
		...guardHeaders,
		"cache-control": "no-store",
		"set-cookie": `${cookieName(room)}=${session}; Path=/; HttpOnly; SameSite=Strict`
	});
	response.end();
}
function sendFreshAddress(room, request, response) {
	const { authorization, origin } = request.headers;
	const isOurs = isSameSecret(authorization ?? "", `Bearer ${room.controlSecret}`);
	if (request.method !== "POST" || origin !== void 0 || !isOurs) return answer(response, 403, "Only the host itself may ask.");
	answer(response, 200, addressFor(room));
}
function redeemed(room, body) {
	try {
		const parsed = safeParse(Redemption, JSON.parse(body));
		return parsed.success ? room.sessions.redeem(parsed.output.token) : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
// main/served/wire.ts
var FromWindow = variant("kind", [strictObject({
	kind: literal("start"),
	id: string(),
	name: string(),
	input: optional(unknown())
}), strictObject({
	kind: literal("cancel"),
	id: string()
})]);
function readMessage(text) {
	try {
		const parsed = safeParse(FromWindow, JSON.parse(text));
		return parsed.success ? parsed.output : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
// main/served/socket.ts
var patience$2 = 1e6;
var mostWaiting = 32e6;
var unsupportedData = 1003;
var invalidPayload = 1007;
function joinSocket(socket, host, timer) {
	const connection = host.connect();
	const send = (message) => {
		if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
		if (socket.bufferedAmount > mostWaiting) socket.terminate();
	};
	async function start({ id, name, input }) {
		const pace = paced((progress) => {
			if (socket.bufferedAmount < patience$2) send({
				kind: "progress",
				id,
				progress
			});
		}, timer);
		const reply = await connection.start({
			id,
			name,
			input
		}, pace.report);
		pace.end();
		send({
			kind: "reply",
			id,
			reply
		});
	}
	function receive(data, isBinary) {
		if (isBinary) {
			socket.close(unsupportedData);
			return;
		}
		const message = readMessage(data.toString("utf8"));
		if (message === null) socket.close(invalidPayload);
		else if (message.kind === "cancel") connection.cancel(message.id);
		else start(message);
	}
	connection.on((event) => send({
		kind: "event",
		event
	}));
	socket.on("message", receive);
	socket.on("close", connection.close);
	socket.on("error", connection.close);
}
// main/served/server.ts
var mostSockets = 32;
async function startServer(options) {
	const sessions = createSessions(options.randomText);
	const consents = createConsents(options.randomText);
	const host = createHost({
		...options,
		ask: consents.ask,
		now: () => performance.now()
	});
	const controlSecret = options.randomText();
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: largestRequest,
		perMessageDeflate: false
	});
	const { port, servers, listensOn } = await listenTwice(options.port, () => serverOf(options));
	const files = createFiles();
	const room = {
		...options,
		sessions,
		consents,
		sockets,
		port,
		controlSecret,
		files
	};
	for (const server of servers) {
		server.on("request", (request, response) => {
			route(room, request, response).catch((error) => {
				const incident = options.logIncident(error);
				if (response.headersSent) response.destroy();
				else answer(response, 500, `Something went wrong (incident ${incident}).`);
			});
		});
		server.on("upgrade", (request, stream, head) => {
			const refusal = refusalOfSocket(room, request);
			if (refusal !== null) refuseUpgrade(stream, refusal);
			else sockets.handleUpgrade(request, stream, head, (socket) => joinSocket(socket, host, systemTimer));
		});
	}
	async function close() {
		const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
		for (const socket of sockets.clients) socket.close(1001);
		await host.close();
		for (const socket of sockets.clients) socket.terminate();
		for (const server of servers) server.closeAllConnections();
		await Promise.all(closed);
		await options.engine.close();
	}
	return {
		port,
		listensOn,
		controlSecret,
		freshAddress: () => addressFor(room),
		close
	};
}
function serverOf({ requestPatience = 1e4 }) {
	return createServer({
		headersTimeout: requestPatience,
		requestTimeout: requestPatience,
		connectionsCheckingInterval: requestPatience,
		maxHeaderSize: 16384
	});
}
async function route(room, request, response) {
	if (isConsentName(request.headers.host)) return routeConsent(room, request, response);
	return routeWindow(room, request, response);
}
async function routeWindow(room, request, response) {
	const { headers, method } = request;
	if (!isWindowName(headers.host)) return answer(response, 421, "This is not the host you asked for.");
	if (isForeignFetch(headers)) return answer(response, 403, "Only the page that is served here may ask.");
	const address = (request.url ?? "/").split("?", 1)[0] ?? "/";
	if (address === "/session/fresh") return sendFreshAddress(room, request, response);
	if (address === "/session") return openSession(room, request, response);
	if (method !== "GET" && method !== "HEAD") return answer(response, 405, "Only GET is answered.");
	return address.startsWith("/media/") ? sendMedia(room, request, response) : sendFile(room, address, request, response);
}
async function routeConsent({ consents }, request, response) {
	const { host, ...headers } = request.headers;
	if (request.url?.startsWith("/consent/")) return answerConsent(consents, request, response);
	if (request.url !== "/" || request.method !== "GET" || headers.origin !== void 0) return answer(response, 421, "The Software Center is at 127.0.0.1.");
	response.setHeader("location", `http://${(host ?? "").replace("localhost", "127.0.0.1")}/`);
	answer(response, 307, "The Software Center is at 127.0.0.1.");
}
async function sendFile(room, address, request, response) {
	const file = room.pageFiles.get(address);
	if (file === void 0) return answer(response, 404, "There is nothing here.");
	return room.files.send(file, request, response);
}
async function sendMedia(room, request, response) {
	if (!hasSession(room, request)) return answer(response, 401, "Open the address that the host printed first.");
	const name = (request.url ?? "").slice(7);
	return sendPicture(name, room.engine.media, response);
}
function hasSession(room, request) {
	return cookiesIn(request.headers.cookie, cookieName(room)).some((value) => room.sessions.isOpen(value));
}
function refusalOfSocket(room, request) {
	if (!isWindowName(request.headers.host)) return "421 Misdirected Request";
	if (!isOwnOrigin(request.headers)) return "403 Forbidden";
	if (request.url !== "/socket") return "404 Not Found";
	if (!hasSession(room, request)) return "401 Unauthorized";
	return room.sockets.clients.size >= mostSockets ? "503 Service Unavailable" : null;
}
function refuseUpgrade(stream, status) {
	stream.on("error", () => stream.destroy());
	stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
// main/served/serve.ts
var patience$1 = 1e3;
async function serve(options, signal) {
	const user = process.getuid?.() ?? -1;
	const places = hostPlaces({
		...options,
		user
	});
	const pageFiles = listPageFiles(path.join(options.out, "renderer"));
	const serves = identityOf(options);
	const found = await findRunning(places.running, serves, options.port, signal);
	if (found !== null) return found;
	signal.throwIfAborted();
	const logIncident = createIncidentLog({
		file: places.incidents,
		now: () => new Date(),
		number: () => randomInt(36 ** 5, 36 ** 6).toString(36),
		complain: options.say
	});
	try {
		const engine = openedOnDemand((stopping) => openEngine(options, stopping));
		const host = await startServer({
			engine,
			logIncident,
			pageFiles,
			port: options.port ?? 0,
			randomText: () => randomBytes(32).toString("base64url")
		});
		noteRunningHost(places.running, {
			pid: process.pid,
			port: host.port,
			secret: host.controlSecret,
			serves
		});
		const close = async () => {
			forgetRunningHost(places.running, process.pid);
			await host.close();
		};
		return {
			kind: "started",
			address: host.freshAddress(),
			warm: engine.warm,
			logIncident,
			close
		};
	} catch (error) {
		const problem = portProblem(error, options.port);
		if (problem === null) throw error;
		return {
			kind: "refused",
			problem
		};
	}
}
async function findRunning(file, serves, port, signal) {
	const running = readRunningHost(file);
	if (running === null || running.serves !== serves) return null;
	if (port !== null && port !== running.port) return null;
	const address = await addressOf(running, AbortSignal.any([signal, AbortSignal.timeout(patience$1)]));
	return address === null ? null : {
		kind: "found",
		address,
		pid: running.pid
	};
}
async function openEngine(options, signal) {
	const { createEngine, findPlaces } = await import("./engine-DJtpfGIc.js");
	const { dataDirectory, configFile, environment } = options;
	const { data } = findPlaces({
		dataDirectory,
		configFile,
		environment,
		isRoot: process.getuid?.() === 0
	});
	if (!existsSync(path.join(data, "state.db"))) await openApart(options, signal);
	signal.throwIfAborted();
	return createEngine({
		dataDirectory,
		configFile,
		environment,
		command: "multios-center",
		tidies: true
	});
}
function identityOf({ dataDirectory, configFile, environment, out }) {
	const data = dataDirectory ?? environment["MULTIOS_DATA_DIR"] ?? "";
	const config = configFile ?? environment["MULTIOS_CONFIG"] ?? "";
	const built = statSync(path.join(out, "renderer", "index.html")).mtimeMs;
	const starter = environment["MULTIOS_STARTER"] ?? "";
	return JSON.stringify([
		out,
		built,
		data && path.resolve(data),
		config && path.resolve(config),
		starter
	]);
}
function portProblem(error, port) {
	const code = error instanceof Error && "code" in error ? error.code : null;
	if (code === "EADDRINUSE") return `Port ${String(port)} is taken by another program; choose another with --port.`;
	if (code === "EACCES") return `Port ${String(port)} is for root only; choose one from 1024 up with --port.`;
	return null;
}
// main/served/until-stopped.ts
var patience = 1500;
function stopWhenTold(close, say) {
	let stopping = false;
	const stop = () => {
		if (stopping) process.exit(130);
		stopping = true;
		setTimeout(() => process.exit(1), patience).unref();
		close().then(() => process.exit(0), (error) => {
			say(`MultiOS: stopping failed: ${String(error)}`);
			process.exit(1);
		});
	};
	for (const name of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(name, stop);
}
// main/served/serve-until-stopped.ts
async function serveUntilStopped(options) {
	const served = await serve(options, AbortSignal.timeout(1e4));
	if (served.kind === "refused") {
		options.say(`multios-center: ${served.problem}`);
		process.exitCode = 1;
		return null;
	}
	if (served.kind === "started") {
		outliveBugs(served.logIncident, options.say);
		stopWhenTold(served.close, options.say);
	} else options.say(`MultiOS: the host that runs already (process ${String(served.pid)}) gave a fresh address.`);
	console.log(served.address);
	if (served.kind === "started") served.warm();
	return served;
}
function outliveBugs(logIncident, say) {
	process.on("unhandledRejection", (error) => say(`MultiOS: something went wrong (incident ${logIncident(error)}).`));
}
export { serveUntilStopped as t };

//# sourceMappingURL=serve-until-stopped-Bo00w9p_.js.map