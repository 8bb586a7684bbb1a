import { On as oneOf } from "./engine-CW36T4mF.js";
// cli/programs/multios-builder.ts
var nothingWritten = "Stopped. No package was written.";
var multiosBuilder = {
	name: "multios-builder",
	about: "Make package files.",
	usesEngine: false,
	groups: [],
	commands: [
		{
			path: "skeleton",
			about: "start a package: a folder with everything in its place",
			operands: [["<name>", "the name of the package"]],
			options: [{
				flags: "--directory <dir>",
				about: "where to put it (usually a folder with its name, here)"
			}],
			load: async () => (await import("./builder-CRqKPB1d.js")).skeleton
		},
		{
			path: "build",
			about: "build a package file from its folder",
			operands: [["[dir]", "the folder that holds package.yaml (usually this one)"]],
			options: [
				{
					flags: "--output <dir>",
					about: "where the file goes (usually dist)"
				},
				{
					flags: "--sign",
					about: "sign it"
				},
				{
					flags: "--key-id <key>",
					about: "the name of the key to sign with"
				},
				{
					flags: "--format <format>",
					about: "tar.xz (usual) or tar.zst",
					read: oneOf("tar.xz", "tar.zst")
				}
			],
			examples: ["build hello-world --output dist/", "build hello-world --sign --key-id my-key"],
			whenStopped: nothingWritten,
			load: async () => (await import("./builder-CRqKPB1d.js")).build
		},
		{
			path: "lint",
			about: "say what is missing or wrong in how an app presents itself",
			operands: [["[file]", "a folder with package.yaml, or a metainfo file of AppStream (usually this folder)"]],
			examples: ["lint hello-world", "lint org.example.App.metainfo.xml --json"],
			load: async () => (await import("./lint-BEzJMOcR.js")).lint
		},
		{
			path: "verify",
			about: "check a package file: every hash, and its signatures",
			operands: [["<file>", "the package file"]],
			options: [{
				flags: "--key <file>",
				about: "a public key that must have signed it (multios-pm sign export); may be repeated",
				many: true
			}],
			load: async () => (await import("./builder-CRqKPB1d.js")).verify
		}
	]
};
export { multiosBuilder };

//# sourceMappingURL=multios-builder-B46roSQa.js.map