import { Mn as algorithms, On as oneOf, kn as wholeNumber } from "./engine-CW36T4mF.js";
// cli/programs/repository-options.ts
var whichRepository = [{
	flags: "--repo-name <name>",
	about: "the name it was created with",
	needed: true
}, {
	flags: "--repo-path <dir>",
	about: "the folder it lies in",
	needed: true
}];
var asBefore = "Stopped. What the repository publishes is as it was before.";
// cli/programs/advisory-rows.ts
var advisoriesElsewhere = [{
	flags: "--advisories-key <file>",
	about: "a key of advisories that is kept elsewhere, and has signed: its public half",
	many: true
}, {
	flags: "--advisories-threshold <n>",
	about: "how many of these must sign (usually 1)",
	read: wholeNumber(1, 16)
}];
var importRow = {
	path: "import-advisories",
	about: "turn vulnerability data into advisories of the repository; build publishes them",
	operands: [["[file...]", "files, folders or addresses, packed with gzip or not"]],
	options: [
		{
			flags: "--from <format>",
			about: "what they are written in: osv, debian (its security tracker), cve (5.x) or nvd (2.0)",
			read: oneOf("osv", "debian", "cve", "nvd")
		},
		{
			flags: "--epss <file>",
			about: "the EPSS table: how likely each CVE is to be exploited"
		},
		{
			flags: "--kev <file>",
			about: "the catalog of known exploited vulnerabilities, JSON"
		},
		{
			flags: "--release <name>",
			about: "with debian: only what is said of this release; usually of all"
		},
		{
			flags: "--all",
			about: "what speaks of no package of the repository, too"
		},
		...whichRepository
	],
	whenStopped: asBefore,
	load: async () => (await import("./import-advisories-DZ8sTMzB.js")).importAdvisories
};
var signRow = {
	path: "sign-advisories",
	about: "sign the advisories of a repository where their key is kept; build publishes them",
	operands: [["<key>", "the name of your key"]],
	options: whichRepository,
	whenStopped: asBefore,
	load: async () => (await import("./sign-advisories-CyY8HL0w.js")).signAdvisories
};
var advisoryRows = [importRow, signRow];
// cli/programs/import-npm-row.ts
var importNpmRow = {
	path: "import-npm",
	about: "turn programs of npm into packages of the repository; build publishes them",
	operands: [["<name...>", "names of the npm registry, each with or without @VERSION"]],
	options: [
		{
			flags: "--repo-path <dir>",
			about: "the folder of the repository",
			needed: true
		},
		{
			flags: "--repo-name <name>",
			about: "the name it was created with, to notice a slip of the folder"
		},
		{
			flags: "--key-id <key>",
			about: "the key that signs; usually your only one"
		},
		{
			flags: "--publisher <name>",
			about: "who makes these packages; usually the name of the repository"
		}
	],
	examples: ["import-npm prettier cowsay@1 --repo-path repo"],
	whenStopped: asBefore,
	load: async () => (await import("./import-npm-2nLgktXd.js")).importNpm
};
// cli/programs/import-deb-row.ts
var importDebRow = {
	path: "import-deb",
	about: "turn packages of Debian into packages of the repository; build publishes them",
	operands: [["[file...]", ".deb files"]],
	options: [
		{
			flags: "--apt <name>",
			about: "fetch it with everything it needs, as apt finds it; more names may follow",
			many: true
		},
		{
			flags: "--installed <name>",
			about: "pack it again from what is installed here, with everything it needs; more names may follow",
			many: true
		},
		{
			flags: "--recommends",
			about: "with --apt: what is recommended, too"
		},
		{
			flags: "--repo-path <dir>",
			about: "the folder of the repository",
			needed: true
		},
		{
			flags: "--repo-name <name>",
			about: "the name it was created with, to notice a slip of the folder"
		},
		{
			flags: "--key-id <key>",
			about: "the key that signs; usually your only one"
		},
		{
			flags: "--publisher <name>",
			about: "who makes these packages; usually the name of the repository"
		},
		{
			flags: "--exclude <pattern>",
			about: "leave this out of every package, too",
			many: true
		},
		{
			flags: "--jobs <n>",
			about: "packages at once; usually as many as there are cores",
			read: wholeNumber(1, 64)
		}
	],
	examples: ["import-deb *.deb --repo-path repo", "import-deb --apt jq htop --repo-path repo"],
	whenStopped: asBefore,
	load: async () => (await import("./import-deb-Ru_kT97R.js")).importDeb
};
// cli/programs/publisher-rows.ts
var newPublisherKey = {
	flags: "--new-publisher-key",
	about: "take packages signed by a key that their publisher did not have here"
};
var publisherRows = [
	{
		path: "publisher",
		about: "tell who a publisher is, or give it keys, or names that are its alone",
		operands: [["<name>", "as the maintainer of its packages is called"]],
		options: [
			{
				flags: "--key <file>",
				about: "a key that may sign for it from now on: its public half",
				many: true
			},
			{
				flags: "--succession <file>",
				about: "the word of an old key that a new one takes its place: what sign rotate printed",
				many: true
			},
			{
				flags: "--namespace <pattern>",
				about: "a name, or the start of names before a star, that only it may publish",
				many: true
			},
			...whichRepository
		],
		examples: ["publisher Acme --key a.pub --repo-name main --repo-path ."],
		whenStopped: asBefore,
		load: async () => (await import("./repo-publishers-DPDN8cpn.js")).publisher
	},
	{
		path: "revoke-key",
		about: "take a key from its publisher, as when it was stolen",
		operands: [["<name>", "as the maintainer of its packages is called"], ["<fingerprint>", "of the key, as publisher NAME tells it"]],
		options: [...whichRepository],
		examples: ["revoke-key Acme 5878D436\u2026 --repo-name main --repo-path ."],
		whenStopped: asBefore,
		load: async () => (await import("./repo-publishers-DPDN8cpn.js")).revokeKey
	},
	{
		path: "yank",
		about: "take a release back: nobody installs it any more, and who has it is told",
		operands: [["<release>", "NAME=VERSION"]],
		options: [
			{
				flags: "--reason <text>",
				about: "what people are told"
			},
			{
				flags: "--restore",
				about: "offer it again instead"
			},
			...whichRepository
		],
		examples: ["yank tool=1.0 --repo-name main --repo-path ."],
		whenStopped: asBefore,
		load: async () => (await import("./repo-publishers-DPDN8cpn.js")).yank
	}
];
// cli/programs/multios-repo-builder.ts
var offline = [{
	flags: "--root-key <file>",
	about: "a key of the root that is kept elsewhere: its public half",
	many: true
}, {
	flags: "--root-threshold <n>",
	about: "how many of these must sign (usually 1)",
	read: wholeNumber(1, 16)
}];
var targetsElsewhere = [{
	flags: "--targets-key <file>",
	about: "a key of targets that is kept elsewhere: its public half",
	many: true
}, {
	flags: "--targets-threshold <n>",
	about: "how many of these must sign (usually 1)",
	read: wholeNumber(1, 16)
}];
var multiosRepoBuilder = {
	name: "multios-repo-builder",
	about: "Make repositories: folders that any web server can serve.",
	usesEngine: false,
	groups: [],
	commands: [
		{
			path: "create",
			about: "start a repository and make its keys",
			operands: [["<name>", "how it is called; its keys go by this name"], ["<path>", "the folder for it"]],
			options: [{
				flags: "--description <text>",
				about: "what it offers"
			}, ...offline],
			load: async () => (await import("./repo-builder-CLZIzqM7.js")).create
		},
		{
			path: "add",
			about: "add package files, each checked first",
			operands: [["<file...>", "package files"]],
			options: [...whichRepository, newPublisherKey],
			whenStopped: asBefore,
			load: async () => (await import("./repo-builder-CLZIzqM7.js")).add
		},
		{
			path: "build",
			about: "publish: write and sign the index of everything added",
			options: [...whichRepository, {
				flags: "--gpg-key <file>",
				about: "sign with this OpenPGP key, too: a private key; what is sealed opens with MULTIOS_EXPORT_PASSPHRASE"
			}],
			whenStopped: asBefore,
			load: async () => (await import("./repo-builder-CLZIzqM7.js")).build
		},
		{
			path: "sync",
			about: "add every package file of a folder that is not there yet",
			operands: [["<dir>", "the folder with package files"]],
			options: [...whichRepository, newPublisherKey],
			whenStopped: asBefore,
			load: async () => (await import("./repo-builder-CLZIzqM7.js")).sync
		},
		importNpmRow,
		importDebRow,
		{
			path: "rotate-keys",
			about: "replace keys: a root that names the new ones, and everything signed anew",
			operands: [["[role...]", "root, targets, snapshot, timestamp, advisories, releases; usually snapshot and timestamp, which change together"]],
			options: [
				...whichRepository,
				{
					flags: "--algorithm <name>",
					about: "usually that of the old key",
					read: oneOf(...algorithms)
				},
				...offline,
				...targetsElsewhere,
				...advisoriesElsewhere
			],
			whenStopped: asBefore,
			load: async () => (await import("./repo-keys-D5g1HL-h.js")).rotate
		},
		{
			path: "sign-root",
			about: "sign a root that waits, where a key of it is kept",
			operands: [["<file>", "the waiting root: root.pending.json"], ["<key>", "the name of your key"]],
			load: async () => (await import("./repo-keys-D5g1HL-h.js")).signRoot
		},
		{
			path: "sign-targets",
			about: "sign who may publish what, where a key of targets is kept",
			operands: [["<file>", "what waits: targets.pending.json"], ["<key>", "the name of your key"]],
			load: async () => (await import("./repo-keys-D5g1HL-h.js")).signTargets
		},
		{
			path: "publish-root",
			about: "publish a root that all have signed, and everything with the keys that it names",
			options: [...whichRepository, {
				flags: "--file <file>",
				about: "the signed root; usually the one in the repository"
			}],
			whenStopped: asBefore,
			load: async () => (await import("./repo-keys-D5g1HL-h.js")).publishRoot
		},
		...publisherRows,
		...advisoryRows
	]
};
export { multiosRepoBuilder };

//# sourceMappingURL=multios-repo-builder-CQJBXjKi.js.map