import { n as systemWords } from "./shared-DyOnH0nz.js";
import { spawn } from "node:child_process";
// engine/sandbox/box-words.ts
var usualLimits = {
	output: 268435456,
	scratch: 67108864,
	memory: 1073741824,
	processes: 64,
	openFiles: 256,
	cpu: 60
};
var nobody = "65534";
var harmless = ["/etc/ld.so.cache", "/etc/alternatives"];
var devices = [
	"null",
	"zero",
	"full",
	"random",
	"urandom"
].map((name) => `/dev/${name}`);
function boxWords(tools, contents, limits) {
	return [
		...dropping(tools, contents.shown),
		tools.bwrap,
		...[
			"--unshare-all",
			"--unshare-user",
			"--disable-userns",
			"--die-with-parent",
			"--new-session"
		],
		...[
			"--cap-drop",
			"ALL",
			"--clearenv",
			"--uid",
			nobody,
			"--gid",
			nobody,
			"--hostname",
			"box"
		],
		...tools.system.flatMap(systemWords),
		...harmless.flatMap((file) => [
			"--ro-bind-try",
			file,
			file
		]),
		...devices.flatMap((device) => [
			"--dev-bind",
			device,
			device
		]),
		...memoryFolder("/output", limits.output),
		...memoryFolder("/tmp", limits.scratch),
		...memoryFolder("/run", limits.scratch),
		...[
			"--ro-bind",
			tools.asRoot === null ? contents.shown : borrowed,
			"/package"
		],
		...contents.files.flatMap(({ path, descriptor }) => [...[
			"--perms",
			"0555",
			"--ro-bind-data",
			String(descriptor),
			path
		]]),
		...[
			"--remount-ro",
			"/",
			"--chdir",
			"/output"
		],
		...Object.entries({
			...usualEnvironment,
			...contents.environment
		}).flatMap((pair) => ["--setenv", ...pair]),
		...[
			"--seccomp",
			String(contents.filterDescriptor),
			"--"
		],
		...limiting(limits),
		...contents.command
	];
}
var usualEnvironment = {
	PATH: "/usr/bin:/bin",
	HOME: "/tmp",
	TMPDIR: "/tmp",
	LC_ALL: "C.UTF-8"
};
var borrowed = "/run/package";
var borrow = [
	"export PATH=/usr/sbin:/usr/bin:/sbin:/bin",
	"mount -t tmpfs -o mode=755 tmpfs /run",
	"mkdir /run/package",
	"mount --bind -- \"$1\" /run/package",
	"shift",
	"exec \"$@\""
].join(" && ");
function dropping({ asRoot }, shown) {
	if (asRoot === null) return [];
	const identity = [
		"--reuid",
		nobody,
		"--regid",
		nobody,
		"--clear-groups"
	];
	return [...[
		asRoot.unshare,
		"--mount",
		"--",
		"/bin/sh",
		"-c",
		borrow,
		"sh",
		shown
	], ...[
		asRoot.setpriv,
		...identity,
		"--inh-caps",
		"-all",
		"--no-new-privs",
		"--"
	]];
}
function memoryFolder(path, size) {
	return [
		"--size",
		String(size),
		"--tmpfs",
		path
	];
}
function limiting({ output, memory, processes, openFiles, cpu }) {
	return ["/usr/bin/prlimit", ...Object.entries({
		nproc: processes,
		fsize: output,
		cpu,
		as: memory,
		nofile: openFiles,
		core: 0
	}).map(([name, most]) => `--${name}=${most}:${most}`)];
}
// engine/sandbox/bpf.ts
var load = 32;
var jumpEqual = 21;
var jumpAtLeast = 53;
var jumpAnyBit = 69;
var answer = 6;
var allow = 2147418112;
var killProcess = 2147483648;
var failWith = 327680;
var offsetOfCall = 0;
var offsetOfArchitecture = 4;
var offsetOf = (argument) => 16 + 8 * argument;
function assemble({ audit, end, refusals }) {
	const loadCall = [
		load,
		0,
		0,
		offsetOfCall
	];
	const kill = [
		answer,
		0,
		0,
		killProcess
	];
	return encode([
		[
			load,
			0,
			0,
			offsetOfArchitecture
		],
		[
			jumpEqual,
			1,
			0,
			audit
		],
		kill,
		loadCall,
		...end === null ? [] : [[
			jumpAtLeast,
			0,
			1,
			end
		], kill],
		...refusals.flatMap((refusal) => refused(refusal, loadCall)),
		[
			answer,
			0,
			0,
			allow
		]
	]);
}
function refused({ call, errno, when }, loadCall) {
	const fail = [
		answer,
		0,
		0,
		failWith | errno
	];
	if (when.length === 0) return [[
		jumpEqual,
		0,
		1,
		call
	], fail];
	const conditions = when.flatMap(({ argument, is, value }, index) => {
		const out = 2 * (when.length - index - 1) + 1;
		const jump = is === "any-of-bits" ? jumpAnyBit : jumpEqual;
		const [held, not] = is === "other-than" ? [out, 0] : [0, out];
		return [[
			load,
			0,
			0,
			offsetOf(argument)
		], [
			jump,
			held,
			not,
			value
		]];
	});
	return [
		[
			jumpEqual,
			0,
			conditions.length + 2,
			call
		],
		...conditions,
		fail,
		loadCall
	];
}
function encode(instructions) {
	const bytes = Buffer.alloc(8 * instructions.length);
	for (const [index, [code, whenTrue, whenFalse, constant]] of instructions.entries()) {
		bytes.writeUInt16LE(code, 8 * index);
		bytes.writeUInt8(whenTrue, 8 * index + 2);
		bytes.writeUInt8(whenFalse, 8 * index + 3);
		bytes.writeUInt32LE(constant, 8 * index + 4);
	}
	return bytes;
}
// engine/sandbox/syscalls.ts
var auditNumbers = {
	x86_64: 3221225534,
	arm64: 3221225655,
	riscv64: 3221225715
};
var numbers = {
	acct: [163, 89],
	add_key: [248, 217],
	adjtimex: [159, 171],
	bpf: [321, 280],
	chmod: [90, null],
	chroot: [161, 51],
	clock_adjtime: [305, 266],
	clock_settime: [227, 112],
	clone: [56, 220],
	clone3: [435, 435],
	creat: [85, null],
	delete_module: [176, 106],
	fanotify_init: [300, 262],
	fchmod: [91, 52],
	fchmodat: [268, 53],
	fchmodat2: [452, 452],
	finit_module: [313, 273],
	fsconfig: [431, 431],
	fsetxattr: [190, 7],
	fsmount: [432, 432],
	fsopen: [430, 430],
	fspick: [433, 433],
	get_mempolicy: [239, 236],
	init_module: [175, 105],
	io_uring_enter: [426, 426],
	io_uring_register: [427, 427],
	io_uring_setup: [425, 425],
	ioctl: [16, 29],
	ioperm: [173, null],
	iopl: [172, null],
	kcmp: [312, 272],
	kexec_file_load: [320, 294],
	kexec_load: [246, 104],
	keyctl: [250, 219],
	lookup_dcookie: [212, 18],
	lsetxattr: [189, 6],
	mbind: [237, 235],
	memfd_secret: [447, 447],
	migrate_pages: [256, 238],
	mkdir: [83, null],
	mkdirat: [258, 34],
	mknod: [133, null],
	mknodat: [259, 33],
	modify_ldt: [154, null],
	mount: [165, 40],
	mount_setattr: [442, 442],
	move_mount: [429, 429],
	move_pages: [279, 239],
	name_to_handle_at: [303, 264],
	nfsservctl: [180, 42],
	open: [2, null],
	open_by_handle_at: [304, 265],
	open_tree: [428, 428],
	open_tree_attr: [467, 467],
	openat: [257, 56],
	openat2: [437, 437],
	perf_event_open: [298, 241],
	personality: [135, 92],
	pidfd_getfd: [438, 438],
	pivot_root: [155, 41],
	process_madvise: [440, 440],
	process_vm_readv: [310, 270],
	process_vm_writev: [311, 271],
	ptrace: [101, 117],
	quotactl: [179, 60],
	quotactl_fd: [443, 443],
	reboot: [169, 142],
	request_key: [249, 218],
	set_mempolicy: [238, 237],
	set_mempolicy_home_node: [450, 450],
	setdomainname: [171, 162],
	sethostname: [170, 161],
	setns: [308, 268],
	settimeofday: [164, 170],
	setxattr: [188, 5],
	setxattrat: [463, 463],
	socket: [41, 198],
	swapoff: [168, 225],
	swapon: [167, 224],
	syslog: [103, 116],
	umount2: [166, 39],
	unshare: [272, 97],
	uselib: [134, null],
	userfaultfd: [323, 282],
	vhangup: [153, 58]
};
function numberOf(call, architecture) {
	return numbers[call][architecture === "x86_64" ? 0 : 1];
}
// engine/sandbox/filter.ts
var notPermitted = 1;
var notThere = 38;
var noSuchFamily = 97;
var odd = 3072;
var creating = 4194368;
var namespaces = 2114060288;
var unixSockets = 1;
var terminalInput = 21522;
var linuxConsole = 21532;
var bits = (argument, value) => ({
	argument,
	is: "any-of-bits",
	value
});
var equal = (argument, value) => ({
	argument,
	is: "equal",
	value
});
var other = (argument, value) => ({
	argument,
	is: "other-than",
	value
});
var rows = [
	{
		calls: [
			"unshare",
			"setns",
			"mount",
			"umount2",
			"pivot_root",
			"chroot",
			"name_to_handle_at"
		],
		errno: notPermitted
	},
	{
		calls: ["clone"],
		errno: notPermitted,
		when: [bits(0, namespaces)]
	},
	{
		calls: ["clone3", "openat2"],
		errno: notThere
	},
	{
		calls: [
			"fsopen",
			"fsconfig",
			"fsmount",
			"fspick",
			"open_tree",
			"open_tree_attr",
			"move_mount"
		],
		errno: notThere
	},
	{
		calls: ["mount_setattr"],
		errno: notThere
	},
	{
		calls: [
			"ptrace",
			"process_vm_readv",
			"process_vm_writev",
			"process_madvise",
			"kcmp",
			"pidfd_getfd"
		],
		errno: notPermitted
	},
	{
		calls: [
			"io_uring_setup",
			"io_uring_enter",
			"io_uring_register"
		],
		errno: notThere
	},
	{
		calls: [
			"bpf",
			"perf_event_open",
			"userfaultfd",
			"memfd_secret",
			"fanotify_init"
		],
		errno: notPermitted
	},
	{
		calls: [
			"add_key",
			"keyctl",
			"request_key"
		],
		errno: notPermitted
	},
	{
		calls: [
			"open_by_handle_at",
			"lookup_dcookie",
			"nfsservctl"
		],
		errno: notPermitted
	},
	{
		calls: [
			"mbind",
			"migrate_pages",
			"move_pages",
			"get_mempolicy",
			"set_mempolicy"
		],
		errno: notPermitted
	},
	{
		calls: [
			"set_mempolicy_home_node",
			"modify_ldt",
			"personality"
		],
		errno: notPermitted
	},
	{
		calls: [
			"init_module",
			"finit_module",
			"delete_module",
			"kexec_load"
		],
		errno: notPermitted
	},
	{
		calls: [
			"kexec_file_load",
			"reboot",
			"swapon",
			"swapoff",
			"iopl",
			"ioperm"
		],
		errno: notPermitted
	},
	{
		calls: [
			"acct",
			"quotactl",
			"quotactl_fd",
			"syslog",
			"uselib",
			"vhangup"
		],
		errno: notPermitted
	},
	{
		calls: [
			"settimeofday",
			"clock_settime",
			"clock_adjtime",
			"adjtimex"
		],
		errno: notPermitted
	},
	{
		calls: ["sethostname", "setdomainname"],
		errno: notPermitted
	},
	{
		calls: ["mknod", "mknodat"],
		errno: notPermitted
	},
	{
		calls: [
			"setxattr",
			"lsetxattr",
			"fsetxattr",
			"setxattrat"
		],
		errno: notPermitted
	},
	{
		calls: [
			"chmod",
			"fchmod",
			"creat",
			"mkdir"
		],
		errno: notPermitted,
		when: [bits(1, odd)]
	},
	{
		calls: [
			"fchmodat",
			"fchmodat2",
			"mkdirat"
		],
		errno: notPermitted,
		when: [bits(2, odd)]
	},
	{
		calls: ["open"],
		errno: notPermitted,
		when: [bits(1, creating), bits(2, odd)]
	},
	{
		calls: ["openat"],
		errno: notPermitted,
		when: [bits(2, creating), bits(3, odd)]
	},
	{
		calls: ["socket"],
		errno: noSuchFamily,
		when: [other(0, unixSockets)]
	},
	{
		calls: ["ioctl"],
		errno: notPermitted,
		when: [equal(1, terminalInput)]
	},
	{
		calls: ["ioctl"],
		errno: notPermitted,
		when: [equal(1, linuxConsole)]
	}
];
function systemCallFilter(architecture) {
	const refusals = rows.flatMap(({ calls, errno, when = [] }) => calls.flatMap((name) => {
		const call = numberOf(name, architecture);
		return call === null ? [] : [{
			call,
			errno,
			when
		}];
	}));
	return assemble({
		audit: auditNumbers[architecture],
		end: architecture === "x86_64" ? 1073741824 : null,
		refusals
	});
}
// engine/sandbox/run-box.ts
var BoxFailed = class extends Error {
	name = "BoxFailed";
	reason;
	detail;
	printed;
	constructor(reason, said, options) {
		super(said.detail, options);
		this.reason = reason;
		this.detail = said.detail;
		this.printed = said.printed;
	}
};
var mostPrinted = 65536;
var keptDescriptor = 3;
var filterDescriptor = 4;
var firstFile = 5;
async function runBox(run, receive, signal) {
	signal.throwIfAborted();
	const late = AbortSignal.timeout(run.patience);
	const stopping = AbortSignal.any([signal, late]);
	const { child, ended } = started(run);
	const stop = () => stopGroup(child.pid);
	stopping.addEventListener("abort", stop, { once: true });
	const printedSoFar = recordOf(child);
	const wayOut = child.stdio[keptDescriptor];
	const received = await settled(receive(wayOut));
	if ("problem" in received && !wayOut.readableEnded) stop();
	const status = await ended;
	stopping.removeEventListener("abort", stop);
	signal.throwIfAborted();
	const printed = printedSoFar();
	const failed = (reason, detail, cause) => new BoxFailed(reason, {
		detail: detail.trim().slice(-500),
		printed
	}, { cause });
	if (late.aborted) throw failed("time", printed);
	if (status !== 0 && status !== null) throw failed("status", printed || `ended with ${status}`);
	if ("value" in received) return endedWell(received.value, {
		status,
		printed
	});
	const { problem } = received;
	throw problem instanceof OddOutput ? failed("output", problem.message, problem) : problem;
}
var OddOutput = class extends Error {
	name = "OddOutput";
};
async function settled(work) {
	return work.then((value) => ({ value }), (problem) => ({ problem }));
}
function endedWell(kept, { status, printed }) {
	if (status === 0) return {
		kept,
		printed
	};
	throw new BoxFailed("status", {
		detail: printed.trim().slice(-500) || "ended by a signal",
		printed
	});
}
function started(run) {
	const { tools, limits, shown, environment, command } = run;
	const files = Object.entries(run.files);
	const contents = {
		shown,
		environment,
		filterDescriptor,
		files: files.map(([path], index) => ({
			path,
			descriptor: firstFile + index
		})),
		command: [
			"/usr/bin/sh",
			"-c",
			command
		]
	};
	const [program = "", ...args] = boxWords(tools, contents, limits);
	const child = spawn(program, args, {
		cwd: "/",
		env: {},
		detached: true,
		stdio: [
			"ignore",
			"pipe",
			"pipe",
			"pipe",
			"pipe",
			...files.map(() => "pipe")
		]
	});
	const ended = new Promise((done) => {
		child.once("error", () => done(null));
		child.once("close", (status) => done(status));
	});
	const handed = [systemCallFilter(run.architecture), ...files.map(([, text]) => text)];
	for (const [index, bytes] of handed.entries()) {
		const way = child.stdio[filterDescriptor + index];
		way.on("error", () => void 0);
		way.end(bytes);
	}
	return {
		child,
		ended
	};
}
function recordOf(child) {
	const chunks = [];
	let size = 0;
	for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => {
		if (size < mostPrinted) chunks.push(chunk.subarray(0, mostPrinted - size));
		size += chunk.length;
	});
	return () => Buffer.concat(chunks).toString("utf8");
}
function stopGroup(pid) {
	if (pid === void 0) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
export { usualLimits as a, auditNumbers as i, OddOutput as n, runBox as r, BoxFailed as t };

//# sourceMappingURL=run-box-aqGUYF4Q.js.map