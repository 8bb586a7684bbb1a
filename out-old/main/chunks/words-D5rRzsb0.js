import { r as explanationTitle, t as clashSentence } from "./explanation-C5LXNEe6.js";
import { $n as count, Jn as inline, Qn as closed, ar as sentence, ir as moment, or as shellWord, rr as listed, tr as fingerprint } from "./engine-CW36T4mF.js";
import { B as evidence, G as spaceWords, H as lastWord, J as lookAlikeLines, K as unquoted, L as bare, N as policyWords, R as elsewhere, U as near, V as isMaker, W as publisher, X as scriptWords, q as changeLines, z as elsewhereOffered } from "./change-DfVuWbkk.js";
import { t as requestCommands } from "./request-D2uGYSbr.js";
// cli/output/reasons.ts
var metadataReasons = {
	signature: "is not signed by the keys that speak for this repository",
	expired: "is too old: its signature has expired",
	rollback: "is older than what was already seen from this repository",
	hash: "is not the file that was signed",
	length: "has another length than the file that was signed",
	format: "cannot be read as what it should be",
	version: "has another version number than was signed",
	missing: "is missing",
	key: "names a key that may not be used",
	publisher: "names a publisher, or a package of one, that the repository's targets key does not"
};
var artifactReasons = {
	hash: "is not the one that the repository lists",
	published: "is another one than the release that was added under this version",
	length: "has another length than the repository says",
	"signature-missing": "is not signed by its publisher",
	signature: "carries a signature that does not fit",
	publisher: "is signed by somebody who is not one of its publishers",
	revoked: "was taken back by the repository",
	untrusted: "is signed by no key that you trust",
	stranger: "bears a name that belongs to another publisher",
	manifest: "says something else about itself than the repository does",
	content: "holds content that differs from what was signed",
	archive: "is damaged, or is no package"
};
var notRepositoryReasons = {
	missing: (file) => `It has no ${file}.`,
	"web-page": (file) => `It answered with a web page instead of ${file}.`,
	empty: (file) => `${file} is empty there.`,
	garbage: (file) => `${file} is there, but cannot be read.`
};
var networkCodes = {
	ECONNREFUSED: "Nothing answers at that address",
	ERESERVED: "The name leads to this machine, or to a place where no repository can be",
	ECONNRESET: "The connection was cut",
	ENOTFOUND: "There is no machine of that name",
	EAI_AGAIN: "Names cannot be looked up right now; you may be offline",
	ENETUNREACH: "There is no way to it; you may be offline",
	EHOSTUNREACH: "There is no way to that machine",
	ETIMEDOUT: "It took too long to answer",
	UND_ERR_SOCKET: "The connection was cut",
	ERR_SSL: "What answers there does not speak https",
	EPROTO: "What answers there does not speak https",
	CERT: "Its certificate cannot be trusted",
	UNABLE_TO_VERIFY: "Its certificate cannot be trusted"
};
function networkReason(reason) {
	const known = Object.keys(networkCodes).find((one) => reason.includes(one));
	if (known === void 0) return closed(sentence(reason));
	const code = reason.split(/[^A-Z0-9_]+/).find((word) => word.includes(known)) ?? known;
	return closed(`${networkCodes[known] ?? ""} (${code})`);
}
var launchReasons = {
	"no-display": "There is no display here to open a window on.",
	"not-started": "The system would not start it.",
	ENOENT: "The program, or what it runs on, is not there (ENOENT).",
	EACCES: "It may not be run by you (EACCES)."
};
function launchReason(reason) {
	return launchReasons[reason] ?? closed(sentence(reason));
}
var sandboxReasons = {
	"no-bwrap": {
		cause: "It expects its files in /usr, and bubblewrap, which shows them to it there, is not installed here.",
		fix: "Ask an administrator to install the package \u201Cbubblewrap\u201D of this system (or \u201Cproot\u201D, which is slower)."
	},
	namespaces: {
		cause: "It expects its files in /usr, and the kernel here gives nobody a view of their own (user namespaces).",
		fix: "An administrator can allow them: sysctl kernel.unprivileged_userns_clone=1 where there is such a setting,\nor a user.max_user_namespaces that is not 0. In a container its host decides. Or they install \u201Cproot\u201D."
	},
	apparmor: {
		cause: "It expects its files in /usr, and AppArmor here lets bubblewrap make no view of its own\n(kernel.apparmor_restrict_unprivileged_userns).",
		fix: "An administrator can give /usr/bin/bwrap a profile that allows it: docs/running.md has the file.\nOr they install \u201Cproot\u201D, which is slower."
	},
	other: {
		cause: "It expects its files in /usr, and bubblewrap cannot show them to it there.",
		fix: "Ask an administrator what keeps bubblewrap (bwrap) from working here, or to install \u201Cproot\u201D."
	}
};
var addressProblems = {
	"not-an-address": "An address looks like https://example.org/repository/, or is a folder such as ./repository.",
	scheme: "Repositories are reached by https:, by file:, or by http: on this machine.",
	"plain-http": "Plain http: is for this machine only, since everybody on the way could read along. Use https:",
	reserved: "No repository can be at that number.",
	credentials: "An address must not carry a name or password.",
	"file-host": "A file: address names no machine: file:///folder/",
	"has-a-root": "That repository has a root, which names its keys: nobody else gives it one.",
	query: "An address of a repository ends with its folder, without ? or #."
};
function requestReason(problem) {
	return addressProblems[problem] ?? closed(sentence(problem));
}
var unwritableReasons = {
	ENOSPC: "The disk behind it is full (ENOSPC).",
	EDQUOT: "You may not use more of the disk behind it (EDQUOT).",
	EIO: "The disk behind it fails (EIO)."
};
function unwritableReason(reason) {
	return unwritableReasons[reason] ?? closed(sentence(reason));
}
// cli/output/file-words.ts
var fileWords = {
	"state/open-place": ({ path, problem }, { program }) => ({
		title: "Software is not kept where somebody else could exchange it.",
		cause: openPlaceWords[problem](inline(path)),
		fix: problem === "owner" ? `Choose ${elsewhere(program)}.` : `Close it to others, or choose ${elsewhere(program)}: chmod go-w ${shellWord(path)}`
	}),
	"config/invalid": (facts) => settingWords("The configuration cannot be used.", facts),
	"recipe/invalid": (facts) => settingWords("The package cannot be built.", facts),
	"archive/not-an-archive": ({ file, detail }, { beside }) => ({
		title: `${inline(file)} is not a package.`,
		cause: closed(sentence(inline(detail))),
		fix: `A package ends in .tar.xz or .tar.zst and is made by: ${beside("multios-builder", "build")}`
	}),
	"key/exists": ({ keyId }, { beside }) => ({
		title: `There already is a key called "${inline(keyId)}".`,
		cause: null,
		fix: `Choose another name. See which there are: ${beside("multios-pm", "sign", "list")}`
	}),
	"key/not-found": ({ keyId, nearest }, { beside }) => ({
		title: `There is no key called "${inline(keyId)}".`,
		cause: near(nearest),
		fix: nearest.length > 0 ? `See which there are: ${beside("multios-pm", "sign", "list")}` : `Make it: ${beside("multios-pm", "sign", "generate-key", keyId, "--algorithm", "ed25519")}`
	}),
	"key/signatures-missing": ({ file, version, before, own }, { beside }) => ({
		title: `Root ${version} is not published yet, so nothing was.`,
		cause: missingWords(before, own),
		fix: before + own === 0 ? `Publish it: ${beside("multios-repo-builder", "publish-root")} \u2026` : `Where such a key is kept: ${beside("multios-repo-builder", "sign-root", file, "KEY")}`
	}),
	"key/targets-unsigned": ({ file, lacking }, { beside }) => ({
		title: "The targets role is not signed, so nothing is published.",
		cause: `It lacks ${count(lacking, "signature")} of keys that are kept elsewhere.`,
		fix: `Where such a key is kept: ${beside("multios-repo-builder", "sign-targets", file, "KEY")}`
	}),
	"key/advisories-unsigned": ({ lacking }, { beside }) => ({
		title: "The advisories are not signed, so nothing is published.",
		cause: `They lack ${count(lacking, "signature")} of keys that are kept elsewhere.`,
		fix: `Where such a key is kept: ${beside("multios-repo-builder", "sign-advisories", "KEY")} \u2026`
	}),
	"keystore/unavailable": ({ kind, reason }) => ({
		title: "Keys cannot be kept on this machine, because its keychain does not answer.",
		cause: closed(`${inline(kind)}: ${inline(reason)}`),
		fix: "Either sign in to a desktop session that has a keychain (GNOME Keyring or KWallet),\nor keep keys in an encrypted file: MULTIOS_KEYSTORE=file MULTIOS_KEYSTORE_PASSPHRASE=\u2026 before the command."
	}),
	"keystore/locked": ({ kind, reason }) => ({
		title: "The key cannot be used, because its keystore is locked.",
		cause: closed(`${inline(kind)}: ${inline(reason)}`),
		fix: kind === "file" ? "Set MULTIOS_KEYSTORE_PASSPHRASE to the passphrase it was made with." : "Unlock the keychain of your desktop session."
	}),
	"launch/no-program": ({ name, programs }, { command }) => ({
		title: `${inline(name)} has no such program to start.`,
		cause: programs.length === 0 ? "It brings no programs at all." : `It brings ${listed(programs.map(inline))}.`,
		fix: programs[0] === void 0 ? null : `Try: ${command("run", name, "--program", programs[0])}`
	}),
	"launch/failed": ({ program, reason }) => ({
		title: `${inline(program)} could not be started.`,
		cause: launchReason(inline(reason)),
		fix: null
	}),
	"launch/no-sandbox": ({ program, reason, detail }) => ({
		title: `${inline(program)} cannot run on this machine yet.`,
		cause: `${sandboxReasons[reason].cause}${detail === "" ? "" : `\n${closed(inline(detail))}`}`,
		fix: sandboxReasons[reason].fix
	}),
	"trigger/failed": ({ trigger, detail }) => ({
		title: `What installed programs share (${inline(trigger)}) could not be made, so nothing was changed.`,
		cause: closed(sentence(inline(detail))),
		fix: "Try without the package that came last, and tell its publisher."
	}),
	"state/damaged": ({ file, detail }, { command }) => ({
		title: "A file that MultiOS wrote cannot be read any more.",
		cause: closed(`${inline(file)}: ${inline(detail)}`),
		fix: wayOutOf(file, command)
	}),
	internal: ({ incident }) => ({
		title: `Something went wrong that should not have (incident ${inline(incident)}).`,
		cause: "This is a mistake in the program, not yours.",
		fix: "Please report it, with the lines below."
	})
};
function wayOutOf(file, command) {
	if (file.endsWith("/catalog.db")) return `It was put aside. Have it made again: ${command("sync")}`;
	if (/\/(?:store|generations)\//.test(file)) return `Repair it: ${command("verify", "--fix")}`;
	if (!/(?:^|\/)state\.db$/.test(file)) return "Put it back from a backup, or move it away and start again.";
	return "Put it back from a backup. Without one, move it away: repositories and packages have to be added again then,\nand what is in the profile stays until the first change.";
}
function missingWords(before, own) {
	const lacking = [...before === 0 ? [] : [`${count(before, "key")} of the root before it`], ...own === 0 ? [] : [`${count(own, "key")} of its own`]];
	return lacking.length === 0 ? "All have signed it." : `Still to sign: ${lacking.join(", and ")}.`;
}
var openPlaceWords = {
	owner: (path) => `${path} belongs to somebody else.`,
	writable: (path) => `Others can write in ${path}.`
};
function settingWords(title, facts) {
	const place = facts.line === null ? inline(facts.file) : `${inline(facts.file)}, line ${facts.line}`;
	const key = facts.key === "" ? "" : `, "${inline(facts.key)}"`;
	return {
		title,
		cause: closed(`${place}${key}: ${inline(facts.problem)}`),
		fix: facts.accepted === "" ? null : `Accepted: ${inline(facts.accepted)}`
	};
}
// cli/output/publisher-words.ts
var publisherWords = {
	"publisher/not-found": ({ name, nearest }, { command }) => ({
		title: `There is no publisher called "${inline(name)}".`,
		cause: near(nearest),
		fix: `See whom you trust: ${command("sign", "trusted")}`
	}),
	"trust/change-unconfirmed": ({ changes }, { typed }) => ({
		title: "Nothing was changed: somebody else vouches for what you have than before.",
		cause: changes.flatMap(changeLines).join("\n"),
		fix: `Ask the publisher, by another way than this, whether that is right. If it is:
${typed} ${[...new Set(changes.map(({ name }) => `--accept-source ${name}`))].join(" ")}`
	}),
	"trust/look-alike-unconfirmed": ({ names }, { typed }) => ({
		title: `Nothing was changed: ${names.length === 1 ? "a name is" : "names are"} easily taken for another.`,
		cause: names.flatMap(lookAlikeLines).join("\n"),
		fix: `If you meant ${listed(names.map(({ name }) => name))} and nothing else:\n${typed} ${names.map(({ name }) => `--accept-name ${name}`).join(" ")}`
	}),
	"consent/refused": ({ reason }) => ({
		title: "Nothing was changed.",
		cause: reason === "refused" ? "The person who was asked said no." : "The person who was asked did not answer.",
		fix: null
	})
};
// cli/output/word-table.ts
var again = ({ typed }) => `Then run it again: ${typed}`;
// cli/output/words.ts
function failureWords(failure, setting) {
	const write = table[failure.code];
	return write(failure.facts, setting);
}
var names = {
	"package/not-found": ({ name, nearest }, { command }) => ({
		title: `There is no package called "${inline(name)}".`,
		cause: near(nearest),
		fix: nearest.length > 0 ? null : `Look for it: ${command("search", name, "--description")}`
	}),
	"package/not-installed": ({ name, nearest }, { command }) => ({
		title: `"${inline(name)}" is not installed.`,
		cause: near(nearest),
		fix: `See what is: ${command("list")}`
	}),
	"release/not-found": ({ name, wanted, available }, { command }) => ({
		title: `There is no ${inline(name)} ${inline(wanted)}.`,
		cause: available.length === 0 ? null : `There is ${listed(available.map(inline))}.`,
		fix: available[0] === void 0 ? null : `Try: ${command("install", name, "--version", available[0])}`
	}),
	"release/not-in-repository": (facts, setting) => ({
		title: `The repository "${inline(facts.repository)}" does not offer ${inline(`${facts.name} ${facts.wanted ?? ""}`).trim()}.`,
		cause: elsewhereOffered(facts),
		fix: facts.offeredBy[0] === void 0 ? null : takenFrom(facts.offeredBy[0], facts, setting)
	}),
	"category/not-found": ({ name, nearest, known }, { command }) => ({
		title: `There is no category called "${inline(name)}".`,
		cause: near(nearest) ?? (known.length === 0 ? null : `There is ${listed(known.map(inline), 20)}.`),
		fix: known.length === 0 ? `Get the lists of packages first: ${command("sync")}` : null
	}),
	"repository/not-found": ({ name, nearest }, { command, program }) => ({
		title: `There is no repository called "${inline(name)}" here.`,
		cause: near(nearest),
		fix: program === "multios-repo-builder" ? "Name and folder are those that it was created with." : `See which there are: ${command("repository", "list")}`
	}),
	"repository/exists": ({ name, url }, { command, program }) => ({
		title: `There already is a repository called "${inline(name)}".`,
		cause: `It is the one at ${inline(url)}`,
		fix: program === "multios-repo-builder" ? "Choose another folder, or go on with this one." : `Choose another name, or remove that one first: ${command("repository", "remove", name)}`
	}),
	"repository/not-a-repository": ({ url, reason, file }) => ({
		title: `There is no repository at ${inline(url)}`,
		cause: notRepositoryReasons[reason](inline(file)),
		fix: "Check the address: it is the folder that holds \"packages\" and \"metadata\"."
	}),
	"generation/not-found": ({ generation, kept }, { command }) => ({
		title: `There is no generation ${generation} to go back to.`,
		cause: kept.length === 0 ? "None is kept yet." : `Kept: ${listed(kept.map(String))}.`,
		fix: `See what each one held: ${command("history")}`
	}),
	"history/nothing-to-undo": (_, { command }) => ({
		title: "There is nothing to undo.",
		cause: "No earlier generation is kept.",
		fix: `See what happened so far: ${command("history")}`
	})
};
var plans = {
	"request/invalid": ({ what, value, problem }) => ({
		title: `${value === "" ? "This" : `"${inline(unquoted(value))}"`} is no valid ${inline(lastWord(what))}.`,
		cause: requestReason(inline(problem)),
		fix: what === "version" ? "A version is like 1.2.3, or a range such as \">= 1.2, < 2\"." : null
	}),
	"plan/stale": (_, { typed }) => ({
		title: "Something else changed this machine in the meantime.",
		cause: "What was shown is no longer what would happen, so nothing was done.",
		fix: `Once more, with a fresh plan: ${typed}`
	}),
	"plan/unsolvable": ({ explanation }) => ({
		title: explanationTitle(explanation),
		cause: clashSentence(explanation),
		fix: null
	}),
	"plan/gave-up": ({ packages }) => ({
		title: "Whether this is possible could not be worked out.",
		cause: "It was too hard to decide within the time, so nothing was changed.",
		fix: packages > 1 ? "Ask for fewer packages at once." : "Name the version that you want: NAME=VERSION."
	}),
	"plan/unfinished": ({ generation, path, problem }) => ({
		title: `The change was made, but not to its end: generation ${generation} is in use.`,
		cause: `${inline(path)} ${unfinishedWords[problem]}`,
		fix: "Mend that. The next command does the rest."
	}),
	"plan/file-conflict": ({ path, owners }, { command }) => ({
		title: `${inline(owners[0])} and ${inline(owners[1])} cannot be installed together.`,
		cause: `Both bring the file ${inline(path)}`,
		fix: `Keep one of them: ${command("uninstall", bare(owners[1]))}`
	}),
	"plan/path-collision": ({ paths, owners }, { command }) => ({
		title: `${inline(owners[0])} and ${inline(owners[1])} cannot be installed together.`,
		cause: `Some disks take ${inline(paths[0])} and ${inline(paths[1])} for one file.`,
		fix: `Keep one of them: ${command("uninstall", bare(owners[1]))}`
	}),
	"busy/locked": ({ holder, waited }, setting) => ({
		title: "Another program is changing packages at the moment.",
		cause: holder === null ? `It did not finish within ${Math.round(waited / 1e3)} seconds.` : `It is "${inline(holder.command)}" (process ${holder.pid}), at work since ${moment(holder.since)}.`,
		fix: `Wait until it is done. ${again(setting)}`
	})
};
var trust = {
	"trust/unconfirmed": ({ url, fingerprint: hex }, { typed }) => ({
		title: `The repository at ${inline(url)} is not trusted yet, because nobody confirmed its key.`,
		cause: `Its fingerprint is ${fingerprint(hex)}`,
		fix: `Compare it with the one its owner publishes. If they are the same: ${typed} --fingerprint ${hex}`
	}),
	"trust/fingerprint-mismatch": ({ url, expected, actual }) => ({
		title: `The repository at ${inline(url)} is not the one you expect, so nothing was taken from it.`,
		cause: `Expected ${fingerprint(expected)}\nit shows ${fingerprint(actual)}`,
		fix: "Ask its owner for the right fingerprint. Do not go on if they cannot explain the difference."
	}),
	"trust/metadata": ({ repository, file, reason, detail }, { command }) => ({
		title: `The repository "${inline(repository)}" cannot be trusted right now, so nothing was taken from it.`,
		cause: `${inline(file)} ${metadataReasons[reason]}${evidence(detail)}`,
		fix: `Try later: ${command("sync", "--repository", repository)}. If it stays, tell the repository's owner.`
	}),
	"trust/artifact": ({ file, reason, detail }, { program, beside }) => ({
		title: `${inline(file)} was refused, and nothing was changed.`,
		cause: `The file ${artifactReasons[reason]}${evidence(detail)}`,
		fix: isMaker(program) ? makersWay(file, reason, beside) : "Try again later. If it stays, tell the repository's owner: somebody may have tampered with it."
	})
};
var world = {
	"network/unreachable": ({ url, reason }, setting) => ({
		title: `${inline(url)} cannot be reached.`,
		cause: networkReason(inline(reason)),
		fix: `Check your connection and the address. ${again(setting)}`
	}),
	"network/status": ({ url, status }, setting) => ({
		title: `${inline(url)} cannot be had right now.`,
		cause: `The server answered with status ${status}.`,
		fix: `Check the address, or try later. ${again(setting)}`
	}),
	"network/timeout": ({ url, seconds }, setting) => ({
		title: `${inline(url)} stopped answering.`,
		cause: `Nothing came for ${count(seconds, "second")}.`,
		fix: `Check your connection. ${again(setting)}`
	}),
	"disk/full": ({ path, needed, free }, setting) => ({
		title: "There is not enough free space, so nothing was changed.",
		cause: `${inline(path)}${spaceWords(needed, free)}`,
		fix: `Free some space there. ${again(setting)}`
	}),
	"disk/read-only": ({ path }, { program }) => ({
		title: "Nothing can be changed here, because the disk is read-only.",
		cause: `${inline(path)} cannot be written to.`,
		fix: `Make it writable, or choose ${elsewhere(program)}.`
	}),
	"disk/denied": ({ path }, { program }) => ({
		title: `You have no permission for ${inline(path)}`,
		cause: "The file or folder belongs to somebody else.",
		fix: `Ask its owner, or choose ${elsewhere(program)}.`
	}),
	"disk/no-links": ({ path }, { program }) => ({
		title: "Programs cannot be kept here, because this file system has no symbolic links.",
		cause: `${inline(path)} is on it.`,
		fix: `Choose ${elsewhere(program)}.`
	}),
	"disk/failing": ({ path }, setting) => ({
		title: "The disk reports errors.",
		cause: `${inline(path)} could not be read or written.`,
		fix: `Look at the disk, and save what matters from it. ${again(setting)}`
	}),
	"file/not-found": ({ path }) => ({
		title: `There is no file or folder at ${inline(path)}`,
		cause: null,
		fix: "Check the path."
	}),
	"file/exists": ({ path }) => ({
		title: `${inline(path)} is already there, and was left as it is.`,
		cause: null,
		fix: "Choose another name, or move it away first."
	})
};
var unfinishedWords = {
	full: "has no room left.",
	"read-only": "cannot be written to.",
	denied: "is closed to you.",
	failing: "could not be read or written."
};
var own = {
	"usage/invalid": ({ problem, hint }) => ({
		title: inline(problem),
		cause: null,
		fix: hint
	}),
	"usage/unconfirmed": ({ loses }, { typed }) => ({
		title: `Nothing was changed: this would also remove ${listed(loses)}, which you chose to have.`,
		cause: "Nobody is at the keyboard to confirm that.",
		fix: `If that is what you want: ${typed} --yes`
	}),
	"usage/unwritable": ({ reason }, { command, program }) => ({
		title: "What this command has to tell could not be written.",
		cause: unwritableReason(inline(reason)),
		fix: `The command itself is done.${isMaker(program) ? "" : ` See how things stand: ${command("status")}`}`
	}),
	"usage/declined": ({ what }) => ({
		title: inline(what),
		cause: null,
		fix: null
	}),
	"usage/interrupted": ({ finished, state }, { command }) => ({
		title: state,
		cause: null,
		fix: finished ? `To take it back: ${command("undo")}` : null
	})
};
var table = {
	...names,
	...plans,
	...trust,
	...world,
	...policyWords,
	...publisherWords,
	...fileWords,
	...scriptWords,
	...own
};
function takenFrom(repository, { name, wanted }, setting) {
	const [command = ""] = requestCommands({
		kind: "install",
		packages: [wanted === null ? { name } : {
			name,
			version: wanted
		}],
		repository,
		force: false
	}, setting);
	return `Take it from there: ${command}`;
}
function makersWay(file, reason, beside) {
	switch (reason) {
		case "signature-missing": return `Sign it first: ${beside("multios-pm", "sign", "sign", file, "KEY")}`;
		case "published": return "A release never changes: give it a new version in package.yaml, then build it again.";
		default: return "Build it again, or get it again from where it came.";
	}
}
export { failureWords as t };

//# sourceMappingURL=words-D5rRzsb0.js.map