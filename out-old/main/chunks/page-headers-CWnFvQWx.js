import { Fr as getDotPath, Hr as maxLength, Si as failureOf, Wr as minLength, ai as safeParse, ci as string, pi as unknown, si as strictObject, ti as pipe } from "./shared-DyOnH0nz.js";
import { dr as visible, fr as consentFor, mr as operations, pr as isOperationName, vr as OperationFailed } from "./engine-CW36T4mF.js";
import path from "node:path";
import { appendFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createHash } from "node:crypto";
// main/ipc/hosted-engine.ts
function openedOnDemand(open) {
	const listeners = new Set();
	const closing = new AbortController();
	let opening = null;
	async function opened() {
		closing.signal.throwIfAborted();
		opening ??= open(closing.signal).then((engine) => {
			engine.on((event) => {
				for (const listener of listeners) listener(event);
			});
			return engine;
		});
		try {
			return await opening;
		} catch (error) {
			opening = null;
			throw error;
		}
	}
	return {
		run: async (name, input, call) => (await opened()).run(name, input, call),
		describe: async (name, input, signal) => (await opened()).describe(name, input, signal),
		declined: async (name, input, failure) => (await opened()).declined(name, input, failure),
		media: async (name, signal) => (await opened()).media(name, signal),
		on: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		warm: async () => {
			await opened().catch(() => void 0);
		},
		close: async () => {
			closing.abort();
			await (await opening?.catch(() => null))?.close();
		}
	};
}
// main/ipc/make-folder.ts
function makeFolder(folder) {
	if (existsSync(folder)) return;
	makeFolder(path.dirname(folder));
	try {
		mkdirSync(folder, { mode: 448 });
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
	}
}
// main/ipc/incident-log.ts
function createIncidentLog(options) {
	return (error) => {
		const incident = options.number();
		const line = JSON.stringify({
			incident,
			at: options.now().toISOString(),
			...described(error)
		});
		try {
			makeFolder(path.dirname(options.file));
			appendFileSync(options.file, `${line}\n`, { mode: 384 });
		} catch (refusal) {
			options.complain(`incident ${incident} could not be written to ${options.file} (${String(refusal)}): ${line}`);
		}
		return incident;
	};
}
function described(error) {
	if (!(error instanceof Error)) return {
		name: typeof error,
		message: String(error)
	};
	const { name, message, stack, cause } = error;
	return {
		name,
		message,
		stack,
		...cause === void 0 ? {} : { cause: described(cause) }
	};
}
// main/ipc/page-files.ts
var types = {
	".html": {
		type: "text/html; charset=utf-8",
		text: true
	},
	".js": {
		type: "text/javascript; charset=utf-8",
		text: true
	},
	".css": {
		type: "text/css; charset=utf-8",
		text: true
	},
	".json": {
		type: "application/json",
		text: true
	},
	".map": {
		type: "application/json",
		text: true
	},
	".svg": {
		type: "image/svg+xml",
		text: true
	},
	".png": {
		type: "image/png",
		text: false
	},
	".webp": {
		type: "image/webp",
		text: false
	},
	".ico": {
		type: "image/x-icon",
		text: false
	},
	".woff2": {
		type: "font/woff2",
		text: false
	}
};
function listPageFiles(directory) {
	const files = new Map();
	collect(directory, "/", files);
	const index = files.get("/index.html");
	if (index !== void 0) files.set("/", index);
	return files;
}
function collect(directory, address, files) {
	for (const entry of readdirSync(directory, { withFileTypes: true })) {
		const file = path.join(directory, entry.name);
		if (entry.isDirectory()) collect(file, `${address}${entry.name}/`, files);
		const known = types[path.extname(entry.name)];
		if (!entry.isFile() || known === void 0) continue;
		files.set(address + entry.name, {
			file,
			...known,
			immutable: address.startsWith("/assets/")
		});
	}
}
// main/ipc/consent.ts
var idle = 9e5;
function consentGate({ describe, ask, now }) {
	let keptUntil = Number.NEGATIVE_INFINITY;
	let last = Promise.resolve();
	async function settle(wish, tell, signal) {
		signal.throwIfAborted();
		const mayKeep = wish.consent === "session";
		if (mayKeep && now() < keptUntil) {
			keptUntil = now() + idle;
			return;
		}
		const digest = digestOf(wish);
		const description = await describe(wish.name, wish.input, signal);
		const show = (page) => tell({
			kind: "asking",
			page
		});
		const answer = await ask({
			description,
			mayKeep
		}, {
			show,
			signal
		}).finally(() => tell({ kind: "asked" }));
		signal.throwIfAborted();
		if (answer === "refused" || answer === "unanswered") throw new OperationFailed({
			code: "consent/refused",
			facts: { reason: answer }
		});
		if (digestOf(wish) !== digest) throw new Error("the request changed while the person was asked");
		if (mayKeep && answer === "keep") keptUntil = now() + idle;
	}
	return { pass: async (wish, tell, signal) => {
		const turn = last.then(() => settle(wish, tell, signal));
		last = turn.catch(() => void 0);
		await unlessAborted(turn, signal);
	} };
}
function unlessAborted(work, signal) {
	return new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
	});
}
function digestOf({ name, input }) {
	return createHash("sha256").update(JSON.stringify([name, input])).digest("hex");
}
// main/ipc/request.ts
var envelopeRoom = 1e3;
var largestRequest = Math.max(...Object.values(operations).map(({ largest }) => largest)) + envelopeRoom;
var Envelope = strictObject({
	id: pipe(string(), minLength(1), maxLength(100)),
	name: pipe(string(), maxLength(100)),
	input: unknown()
});
function readRequest(untrusted) {
	const envelope = safeParse(Envelope, untrusted);
	if (!envelope.success) return refused("request", untrusted, envelope.issues[0]);
	const { id, name, input } = envelope.output;
	if (!isOperationName(name)) return {
		kind: "refused",
		failure: invalid("operation", name, "there is no operation of this name")
	};
	const operation = operations[name];
	const size = sizeOf(input);
	if (size > operation.largest) return {
		kind: "refused",
		failure: invalid(name, "", `more than ${operation.largest} characters`)
	};
	const parsed = safeParse(operation.input, input);
	if (!parsed.success) return refused(name, input, parsed.issues[0]);
	return {
		kind: "request",
		id,
		name,
		input: parsed.output,
		changes: operation.kind === "changes",
		consent: consentFor(name, parsed.output),
		size
	};
}
function invalid(what, value, problem) {
	return {
		code: "request/invalid",
		facts: {
			what,
			value,
			problem
		}
	};
}
function refused(what, whole, issue) {
	const at = getDotPath(issue);
	const value = at === null ? whole : issue.input;
	return {
		kind: "refused",
		failure: invalid(at === null ? what : `${what} ${at}`, shown(value), issue.message)
	};
}
function sizeOf(value) {
	try {
		return JSON.stringify(value)?.length ?? 0;
	} catch (error) {
		if (error instanceof TypeError || error instanceof RangeError) return Number.POSITIVE_INFINITY;
		throw error;
	}
}
function shown(value) {
	if (typeof value === "string") return value.slice(0, 200);
	return typeof value === "object" && value !== null ? "" : String(value).slice(0, 200);
}
// main/ipc/host.ts
var mostAtOnce = 200;
var largestAtOnce = 2 * largestRequest;
function createHost(options) {
	const { engine } = options;
	const everything = new Map();
	function connect() {
		const mine = new Map();
		const unsubscribers = new Set();
		const gate = consentGate({
			...options,
			describe: engine.describe
		});
		async function start(untrusted, report) {
			const request = readRequest(untrusted);
			if (request.kind === "refused") return {
				kind: "failed",
				failure: request.failure
			};
			const refusal = refusalOf(request, mine);
			if (refusal !== null) return {
				kind: "failed",
				failure: refusal
			};
			const running = {
				controller: new AbortController(),
				isAgreed: false,
				size: request.size
			};
			mine.set(request.id, running);
			const reply = answer({
				...options,
				gate
			}, request, running, report);
			everything.set(running, reply);
			try {
				return await reply;
			} finally {
				mine.delete(request.id);
				everything.delete(running);
			}
		}
		function on(listener) {
			const stop = engine.on(listener);
			unsubscribers.add(stop);
			return () => {
				unsubscribers.delete(stop);
				stop();
			};
		}
		function close() {
			for (const stop of unsubscribers) stop();
			unsubscribers.clear();
			for (const { isAgreed, controller } of mine.values()) if (!isAgreed) controller.abort();
		}
		return {
			start,
			cancel: (id) => mine.get(id)?.controller.abort(),
			on,
			close
		};
	}
	async function close() {
		for (const { controller } of everything.keys()) controller.abort();
		await Promise.allSettled(everything.values());
	}
	return {
		connect,
		close
	};
}
function refusalOf({ id, size }, running) {
	if (running.has(id)) return invalid("request id", id, "a request of this id is running");
	if (running.size >= mostAtOnce) return invalid("number of requests", String(running.size + 1), `at most ${mostAtOnce} at once`);
	const held = [...running.values()].reduce((sum, one) => sum + one.size, size);
	if (held <= largestAtOnce) return null;
	return invalid("size of requests", String(held), `at most ${largestAtOnce} characters at once`);
}
async function answer({ engine, logIncident, gate }, request, running, report) {
	const { name, input, changes } = request;
	const { signal } = running.controller;
	try {
		if (request.consent !== "none") await gate.pass(request, report, signal);
		running.isAgreed = changes;
		return {
			kind: "done",
			value: await engine.run(name, input, {
				signal,
				report
			})
		};
	} catch (error) {
		if (signal.aborted && error === signal.reason) return { kind: "cancelled" };
		const failure = failureIn(error) ?? {
			code: "internal",
			facts: { incident: logIncident(error) }
		};
		if (failure.code === "consent/refused") engine.declined(name, input, failure).catch(logIncident);
		return {
			kind: "failed",
			failure
		};
	}
}
function failureIn(error) {
	return error instanceof OperationFailed ? error.failure : failureOf(error);
}
// main/ipc/pace.ts
var systemTimer = { after: (milliseconds, call) => {
	const handle = setTimeout(call, milliseconds);
	return () => clearTimeout(handle);
} };
var interval = 50;
function paced(send, timer) {
	const waiting = new Map();
	let cancelTick = null;
	function tick() {
		cancelTick = null;
		const [name, oldest] = waiting.entries().next().value ?? [];
		if (name === void 0 || oldest === void 0) return;
		waiting.delete(name);
		send(oldest);
		cancelTick = timer.after(interval, tick);
	}
	function flush() {
		for (const told of waiting.values()) send(told);
		waiting.clear();
	}
	function report(told) {
		if (told.kind !== "transfer") {
			flush();
			send(told);
			return;
		}
		waiting.set(told.name, told);
		if (cancelTick === null) tick();
	}
	function end() {
		cancelTick?.();
		cancelTick = null;
		flush();
	}
	return {
		report,
		end
	};
}
// main/ipc/question-words.ts
var buttons = {
	refuse: "Cancel",
	once: "Only this once",
	keep: "Allow for now",
	allow: "Allow",
	keepMeans: "\u201CAllow for now\u201D holds for this window until 15 minutes pass without a change."
};
var titles = {
	software: "Change the software on this device?",
	repair: "Repair installed files?",
	cleanup: "Free disk space?",
	"repository-add": "Trust this repository?",
	"repository-change": "Change how this repository is used?",
	"repository-remove": "Remove this repository?",
	"rules-add": "Add these rules?",
	"rules-remove": "Remove these rules?",
	"leave-ask": "Ask your administrator for this?",
	"leave-withdraw": "Take this request back?",
	"leave-give": "Let this pass the rule?",
	"leave-refuse": "Refuse this request?"
};
var leads = {
	repair: "Files that are damaged or missing are put back as their publishers signed them.",
	cleanup: "What nothing needs any more is removed for good.",
	"repository-add": "What it offers can then be installed here. Compare the fingerprint with the one its owner publishes.",
	"repository-change": "This decides whose packages are taken.",
	"repository-remove": "Names that only it could offer may then come from any other repository.",
	"rules-add": "They hold for every change from now on.",
	"rules-remove": "They no longer hold for any change.",
	"leave-ask": "They see who you are, what you ask for and why.",
	"leave-withdraw": "Your administrator will not see it any more. You can ask again.",
	"leave-give": "Whoever asked can then install it, in any version of this publisher.",
	"leave-refuse": "Whoever asked is told why. An approval that they had ends."
};
var acts = {
	install: "Install",
	upgrade: "Update",
	downgrade: "Downgrade",
	reinstall: "Reinstall",
	remove: "Remove",
	keep: "Keep"
};
var labels = {
	url: "Address",
	mirrors: "Mirror",
	openPgpKey: "OpenPGP key",
	rules: "Rule",
	packages: "Package",
	oldVersions: "Old versions",
	clearCache: "Downloads",
	orphaned: "Unneeded packages"
};
function questionText({ description }) {
	const { subject, about, changes, facts } = description;
	return {
		title: subject === "other" ? "Allow this?" : titles[subject],
		lead: subject === "other" ? line(about) : subject === "software" ? countsOf(changes) : leads[subject],
		changes: changes.map((change) => ({
			act: acts[change.action],
			name: line(change.name),
			versions: [change.from, change.to].filter((version) => version !== null).map(line).join(" \u2192 "),
			source: line([change.repository, change.publisher].filter((each) => each !== null).join(" \u00B7 "))
		})),
		facts: facts.map(({ label, value }) => ({
			label: labels[label] ?? titled(line(label)),
			value: line(value)
		}))
	};
}
function countsOf(changes) {
	const counted = new Map();
	for (const { action } of changes) counted.set(acts[action], (counted.get(acts[action]) ?? 0) + 1);
	return `${[...counted].map(([act, count], at) => `${at === 0 ? act : act.toLowerCase()} ${String(count)}`).join(", ")} ${changes.length === 1 ? "package" : "packages"}.`;
}
function titled(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function line(text) {
	return visible(text.replace(/\s+/g, " "));
}
// main/ipc/page-headers.ts
var pagePolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'"
].join("; ");
var mediaPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
var guardHeaders = {
	"content-security-policy": pagePolicy,
	"x-content-type-options": "nosniff",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"referrer-policy": "no-referrer",
	"x-frame-options": "DENY"
};
var pictureTypes = new Set([
	"image/svg+xml",
	"image/png",
	"image/jpeg",
	"image/webp",
	"image/avif",
	"image/gif"
]);
function isMediaName(name) {
	return /^[0-9a-f]{64}\.[a-z0-9]{2,5}$/.test(name);
}
function isPictureType(type) {
	return pictureTypes.has(type);
}
var mediaHeaders = {
	...guardHeaders,
	"content-security-policy": mediaPolicy,
	"cache-control": "private, max-age=31536000, immutable"
};
export { buttons as a, systemTimer as c, largestRequest as d, listPageFiles as f, openedOnDemand as h, mediaHeaders as i, createHost as l, makeFolder as m, isMediaName as n, questionText as o, createIncidentLog as p, isPictureType as r, paced as s, guardHeaders as t, invalid as u };

//# sourceMappingURL=page-headers-CWnFvQWx.js.map