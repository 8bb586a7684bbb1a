import { Jn as inline, Kn as dim, Un as facts, Zn as yellow, rr as listed, ur as usage } from "./engine-CW36T4mF.js";
// cli/commands/policy.ts
async function list(_, context) {
	const policy = await (await context.engine()).run("policy.list", {}, { signal: context.signal });
	return {
		data: policy,
		text: (page) => policyText(policy, page)
	};
}
async function hold(input, context) {
	const names = input.list("package");
	const policy = await add(rulesOf("hold", names), context);
	const held = policy.holds.filter(({ name }) => names.includes(name));
	return {
		data: policy,
		text: () => `Held: ${listed(held.map(heldWords))}. Updates leave ${names.length === 1 ? "it" : "them"} alone.`
	};
}
async function unhold(input, context) {
	const names = input.list("package");
	return {
		data: await remove(rulesOf("hold", names), context),
		text: () => `No longer held: ${listed(names)}.`
	};
}
async function pin(input, context) {
	const name = input.operand("name");
	const version = input.text("version");
	const repository = input.text("repository");
	if (version === void 0 && repository === void 0) throw usage(`What ${name} should be pinned to is missing.`, "Give --version, --repository, or both.");
	const policy = await add([{
		kind: "pin",
		name,
		...version === void 0 ? {} : { version },
		...repository === void 0 ? {} : { repository }
	}], context);
	const pinned = policy.pins.filter((one) => one.name === name);
	return {
		data: policy,
		text: () => pinned.map((one) => `Pinned: ${pinWords(one)}.`).join("\n")
	};
}
async function unpin(input, context) {
	const names = input.list("package");
	return {
		data: await remove(rulesOf("pin", names), context),
		text: () => `No longer pinned: ${listed(names)}.`
	};
}
async function protect(input, context) {
	const names = input.list("package");
	return {
		data: await add(rulesOf("protect", names), context),
		text: () => `Protected: ${listed(names)}. Nothing removes ${names.length === 1 ? "it" : "them"}.`
	};
}
async function unprotect(input, context) {
	const names = input.list("package");
	return {
		data: await remove(rulesOf("protect", names), context),
		text: () => `No longer protected: ${listed(names)}.`
	};
}
async function channel(input, context) {
	const wanted = input.operand("channel");
	if (wanted !== "stable" && wanted !== "development") throw usage(`"${wanted}" is no channel.`, "There are two: stable and development.");
	const policy = await (wanted === "development" ? add : remove)([{ kind: "development" }], context);
	return {
		data: policy,
		text: () => `${channelWords[policy.channel]}.`
	};
}
async function own(input, context) {
	const { repository, patterns, rules } = ownership(input);
	const before = await (await context.engine()).run("policy.list", {}, { signal: context.signal });
	const policy = await add(rules, context);
	const lines = before.owners.filter((one) => patterns.includes(one.pattern) && one.repository !== repository).map((one) => `${one.pattern} belonged to "${one.repository}" until now.`);
	return {
		data: policy,
		text: () => [`Only "${repository}" may offer ${listed(patterns.map(inline))} from now on.`, ...lines].join("\n")
	};
}
async function disown(input, context) {
	const { repository, patterns, rules } = ownership(input);
	return {
		data: await remove(rules, context),
		text: () => `"${repository}" no longer owns ${listed(patterns.map(inline))}.`
	};
}
function ownership(input) {
	const repository = input.operand("name");
	const patterns = input.list("pattern");
	return {
		repository,
		patterns,
		rules: patterns.map((pattern) => ({
			kind: "owner",
			pattern,
			repository
		}))
	};
}
function rulesOf(kind, names) {
	return names.map((name) => ({
		kind,
		name
	}));
}
async function add(rules, context) {
	return (await context.engine()).run("policy.add", { rules }, { signal: context.signal });
}
async function remove(rules, context) {
	return (await context.engine()).run("policy.remove", { rules }, { signal: context.signal });
}
function policyText(policy, page) {
	const rows = [
		["Held", policy.holds.map(heldWords)],
		["Pinned", policy.pins.map(pinWords)],
		["Protected", policy.protected],
		["Owned", policy.owners.map(({ pattern, repository }) => `${pattern}: only from ${repository}`)]
	].flatMap(([title, lines]) => lines.map((line, index) => [index === 0 ? title : "", line]));
	return [...rows.length === 0 ? ["Nothing is held, pinned, protected or owned.", dim(`Hold one: ${page.command("hold")} PACKAGE`)] : [facts(rows, page.width)], `${channelWords[policy.channel]}.`].join("\n");
}
var channelWords = {
	stable: "Development releases are taken only where a request asks for them",
	development: "Development releases are taken like all others"
};
function heldWords({ name, version }) {
	return version === null ? `${name} (not installed now)` : `${name} ${inline(version)}`;
}
function pinWords({ name, version, repository, offered }) {
	const to = [...version === null ? [] : [inline(version)], ...repository === null ? [] : [`from ${repository}`]];
	const warning = offered ? "" : yellow(" (no repository in use offers such a release)");
	return `${name}, only ${to.join(" ")}${warning}`;
}
export { channel, disown, hold, list, own, pin, protect, unhold, unpin, unprotect };

//# sourceMappingURL=policy-C0nqVbhm.js.map