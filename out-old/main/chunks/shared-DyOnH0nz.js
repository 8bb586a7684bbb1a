import path from "node:path";
import { promisify } from "node:util";
import { lstat, open, readlink, statfs } from "node:fs/promises";
import { accessSync, chmodSync, closeSync, constants as constants$1, fchmodSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, rmSync, statSync, statfsSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { constants as constants$2, createHash, createPublicKey, generateKeyPair, generateKeyPairSync, hash, sign, verify } from "node:crypto";
import Database from "better-sqlite3";
import { constants as constants$3, createZstdCompress, createZstdDecompress, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
// engine/model/failure.ts
var EngineError = class extends Error {
	code;
	facts;
	constructor(code, facts, options) {
		super(code, options);
		this.name = "EngineError";
		this.code = code;
		this.facts = facts;
	}
	get failure() {
		return {
			code: this.code,
			facts: this.facts
		};
	}
};
function failureOf(error) {
	return error instanceof EngineError ? error.failure : null;
}
// engine/system-errors.ts
async function toDiskFailure(error, target, needed = null) {
	switch (systemCode(error)) {
		case "ENOSPC":
		case "EDQUOT": return new EngineError("disk/full", {
			path: target,
			needed,
			free: await freeBytes(target)
		}, { cause: error });
		case "EROFS": return new EngineError("disk/read-only", { path: target }, { cause: error });
		case "EPERM":
		case "ENOTSUP":
		case "ENOSYS":
			if (isOfLinks(error)) return new EngineError("disk/no-links", { path: target }, { cause: error });
			return systemCode(error) === "EPERM" ? denied(target, error) : error;
		case "EACCES": return denied(target, error);
		case "EISDIR": return new EngineError("state/damaged", {
			file: target,
			detail: "a folder stands in its place"
		}, { cause: error });
		case "EIO":
		case "": return new EngineError("disk/failing", { path: target }, { cause: error });
		default: return error;
	}
}
function denied(path, cause) {
	return new EngineError("disk/denied", { path }, { cause });
}
function isOfLinks(error) {
	return error instanceof Error && "syscall" in error && error.syscall === "symlink";
}
var ofTheDisk = [
	"ENOSPC",
	"EDQUOT",
	"EROFS",
	"EIO",
	""
];
async function diskFailureBehind(error) {
	const code = systemCode(error);
	if (!(error instanceof Error) || !("path" in error) || typeof error.path !== "string") return null;
	if (code === "ENOTDIR") return new EngineError("state/damaged", {
		file: error.path,
		detail: "a file stands in its way"
	}, { cause: error });
	if (code === null || !ofTheDisk.includes(code)) return null;
	const failure = await toDiskFailure(error, path.dirname(error.path));
	return failure instanceof EngineError ? failure : null;
}
async function onDisk(target, work) {
	try {
		return await work();
	} catch (error) {
		throw await toDiskFailure(error, target);
	}
}
function systemCode(error) {
	if (!(error instanceof Error) || !("code" in error)) return null;
	return typeof error.code === "string" ? error.code : null;
}
async function freeBytes(target) {
	for (let place = path.resolve(target);; place = path.dirname(place)) try {
		const { bavail, bsize } = await statfs(place);
		return bavail * bsize;
	} catch (error) {
		if (systemCode(error) !== "ENOENT" || place === path.dirname(place)) return null;
	}
}
// node_modules/valibot/dist/index.mjs
var store$4;
var DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
function getGlobalConfig(config$1) {
	if (!config$1 && !store$4) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? store$4?.lang,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
		abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
	};
}
var store$3;
function getGlobalMessage(lang) {
	return store$3?.get(lang);
}
var store$2;
function getSchemaMessage(lang) {
	return store$2?.get(lang);
}
var store$1;
function getSpecificMessage(reference, lang) {
	return store$1?.get(reference)?.get(lang);
}
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? getSchemaMessage(issue.lang) : null) ?? config$1.message ?? getGlobalMessage(issue.lang);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, getGlobalConfig())
	};
	return schema;
}
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}
var ValiError = class extends Error {
	constructor(issues) {
		super(issues[0].message);
		this.name = "ValiError";
		this.issues = issues;
	}
};
var BASE64_REGEX = /^(?:[\da-z+/]{4})*(?:[\da-z+/]{2}==|[\da-z+/]{3}=)?$/iu;
var ISO_DATE_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/u;
var ISO_TIMESTAMP_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u;
function base64(message$1) {
	return {
		kind: "validation",
		type: "base64",
		reference: base64,
		async: false,
		expects: null,
		requirement: BASE64_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "Base64", dataset, config$1);
			return dataset;
		}
	};
}
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}
function isoDate(message$1) {
	return {
		kind: "validation",
		type: "iso_date",
		reference: isoDate,
		async: false,
		expects: null,
		requirement: ISO_DATE_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "date", dataset, config$1);
			return dataset;
		}
	};
}
function isoTimestamp(message$1) {
	return {
		kind: "validation",
		type: "iso_timestamp",
		reference: isoTimestamp,
		async: false,
		expects: null,
		requirement: ISO_TIMESTAMP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "timestamp", dataset, config$1);
			return dataset;
		}
	};
}
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : _stringify(dataset.value) });
			return dataset;
		}
	};
}
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : _stringify(dataset.value) });
			return dataset;
		}
	};
}
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}
function startsWith(requirement, message$1) {
	return {
		kind: "validation",
		type: "starts_with",
		reference: startsWith,
		async: false,
		expects: `"${requirement}"`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !dataset.value.startsWith(this.requirement)) _addIssue(this, "start", dataset, config$1, { received: `"${dataset.value.slice(0, this.requirement.length)}"` });
			return dataset;
		}
	};
}
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}
function trim() {
	return {
		kind: "transformation",
		type: "trim",
		reference: trim,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trim();
			return dataset;
		}
	};
}
var ABORT_EARLY_CONFIG = { abortEarly: true };
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
function is(schema, input) {
	return !schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
}
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (_isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function looseObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "loose_object",
		reference: looseObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (_isValidObjectKey(input, key) && !Object.prototype.hasOwnProperty.call(this.entries, key)) dataset.value[key] = input[key];
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function null_(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "null",
		reference: null_,
		expects: "null",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.value === null) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function nullable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullable,
		expects: `(${wrapped.expects} | null)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
function nullish(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullish",
		reference: nullish,
		expects: `(${wrapped.expects} | null | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null || dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = getDefault(this, dataset, config$1);
				if (dataset.value === null || dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (_isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function tuple(items, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "tuple",
		reference: tuple,
		expects: "Array",
		async: false,
		items,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < this.items.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.items[key]["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}
function variant(key, options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "variant",
		reference: variant,
		expects: "Object",
		async: false,
		key,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				let outputDataset;
				let maxDiscriminatorPriority = 0;
				let invalidDiscriminatorKey = this.key;
				let expectedDiscriminators = [];
				const parseOptions = (variant$1, allKeys) => {
					for (const schema of variant$1.options) {
						if (schema.type === "variant") parseOptions(schema, new Set(allKeys).add(schema.key));
						else {
							let keysAreValid = true;
							let currentPriority = 0;
							for (const currentKey of allKeys) {
								const discriminatorSchema = schema.entries[currentKey];
								if (currentKey in input ? discriminatorSchema["~run"]({
									typed: false,
									value: input[currentKey]
								}, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
									keysAreValid = false;
									if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
										maxDiscriminatorPriority = currentPriority;
										invalidDiscriminatorKey = currentKey;
										expectedDiscriminators = [];
									}
									if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
									break;
								}
								currentPriority++;
							}
							if (keysAreValid) {
								const optionDataset = schema["~run"]({ value: input }, config$1);
								if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
							}
						}
						if (outputDataset && !outputDataset.issues) break;
					}
				};
				parseOptions(this, new Set([this.key]));
				if (outputDataset) return outputDataset;
				_addIssue(this, "type", dataset, config$1, {
					input: input[invalidDiscriminatorKey],
					expected: _joinExpects(expectedDiscriminators, "|"),
					path: [{
						type: "object",
						origin: "value",
						input,
						key: invalidDiscriminatorKey,
						value: input[invalidDiscriminatorKey]
					}]
				});
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
function parse$2(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, getGlobalConfig(config$1));
	if (dataset.issues) throw new ValiError(dataset.issues);
	return dataset.value;
}
function pick(schema, keys) {
	const entries$1 = {};
	for (const key of keys) entries$1[key] = schema.entries[key];
	return _standardSchema({
		...schema,
		entries: entries$1
	});
}
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}
function unwrap(schema) {
	return schema.wrapped;
}
// engine/model/app-record.ts
var appLimits = {
	locales: 100,
	translated: 32e3,
	releases: 100,
	notes: 6e4,
	issues: 50,
	screenshots: 30,
	keywords: 64
};
var word$1 = (accepted, form) => pipe(string(accepted), regex(form, accepted));
var line = (length) => pipe(string("one line of text"), minLength(1, "one line of text"), maxLength(length, `at most ${length} characters`), regex(/^[^\n\r]*$/, "one line of text"));
var text$1 = (length) => pipe(string("text"), minLength(1, "text"), maxLength(length, `at most ${length} characters`));
var list = (item, length) => pipe(array(item, "a list, each entry on a line of its own after \"- \""), maxLength(length, `at most ${length} entries`));
var Day = pipe(string("a date such as 2026-03-01"), isoDate("a date such as 2026-03-01"));
var Address = word$1("an address that starts with https:// or http://", /^https?:\/\/\S{1,990}$/);
var ComponentId = word$1("an id such as org.example.App", /^[A-Za-z0-9][A-Za-z0-9._+-]{0,254}$/);
var urlKinds = [
	"homepage",
	"bugtracker",
	"donation",
	"translate",
	"vcs-browser",
	"contact",
	"help",
	"faq",
	"contribute"
];
var Url = optional(Address);
var Urls = strictObject({
	homepage: Url,
	bugtracker: Url,
	donation: Url,
	translate: Url,
	"vcs-browser": Url,
	contact: Url,
	help: Url,
	faq: Url,
	contribute: Url
});
var Fit = strictObject({
	display_length: optional(list(word$1("such as \">= 768\"", /^(?:>=|<=|>|<|=) \d{1,5}(?: longest)?$/), 4)),
	controls: optional(list(picklist([
		"pointing",
		"keyboard",
		"console",
		"tablet",
		"touch",
		"gamepad",
		"tv-remote",
		"voice",
		"vision"
	], "pointing, keyboard, console, tablet, touch, gamepad, tv-remote, voice or vision"), 9)),
	memory: optional(word$1("such as \">= 2048\", in MiB", /^(?:>=|<=|>|<|=) \d{1,7}$/)),
	internet: optional(picklist([
		"always",
		"offline-only",
		"first-run"
	], "always, offline-only or first-run"))
});
var Color = word$1("a colour such as #3584e4", /^#[0-9a-fA-F]{6}$/);
var localeForm = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})?$/;
var Translation = strictObject({
	name: optional(line(200)),
	summary: optional(line(400)),
	description: optional(text$1(2e4)),
	keywords: optional(list(line(100), appLimits.keywords)),
	captions: optional(list(pipe(string(), maxLength(400)), appLimits.screenshots))
});
var Translations = pipe(record(word$1("a language such as de or pt-BR", localeForm), Translation), check((all) => Object.keys(all).length <= appLimits.locales, `at most ${appLimits.locales} languages`), check((all) => translatedLength(all) <= appLimits.translated, `at most ${appLimits.translated} characters in all languages together`));
function translatedLength(translations) {
	return Object.values(translations).reduce((sum, one) => sum + JSON.stringify(one).length, 0);
}
var ReleaseUrgency = picklist([
	"low",
	"medium",
	"high",
	"critical"
], "low, medium, high or critical");
var releaseFacts = {
	kind: optional(picklist([
		"stable",
		"development",
		"snapshot"
	], "stable, development or snapshot")),
	urgency: optional(ReleaseUrgency),
	url: optional(Address),
	issues: optional(list(strictObject({
		id: line(100),
		url: optional(Address)
	}), appLimits.issues))
};
var appFacts = {
	keywords: optional(list(line(100), appLimits.keywords)),
	metadata_license: optional(line(200)),
	developer_id: optional(ComponentId),
	urls: optional(Urls),
	launchables: optional(list(strictObject({
		type: picklist([
			"desktop-id",
			"service",
			"cockpit-manifest",
			"url"
		], "desktop-id, service, cockpit-manifest or url"),
		value: line(300)
	}), 20)),
	binaries: optional(list(line(200), 200)),
	media_types: optional(list(word$1("such as image/png", /^[\w.+-]{1,100}\/[\w.+*-]{1,150}$/), 300)),
	requires: optional(Fit),
	recommends: optional(Fit),
	supports: optional(Fit),
	branding: optional(strictObject({
		light: optional(Color),
		dark: optional(Color)
	})),
	extends: optional(list(ComponentId, 20)),
	date_eol: optional(Day),
	translations: optional(Translations)
};
// engine/model/content-rating.ts
var ages = {
	"violence-cartoon": [
		3,
		4,
		6
	],
	"violence-fantasy": [
		3,
		7,
		8
	],
	"violence-realistic": [
		4,
		9,
		14
	],
	"violence-bloodshed": [
		9,
		11,
		18
	],
	"violence-sexual": [
		18,
		18,
		18
	],
	"violence-desecration": [
		13,
		15,
		18
	],
	"violence-slavery": [
		13,
		15,
		18
	],
	"violence-worship": [
		13,
		15,
		18
	],
	"drugs-alcohol": [
		11,
		13,
		16
	],
	"drugs-narcotics": [
		12,
		14,
		17
	],
	"drugs-tobacco": [
		10,
		13,
		13
	],
	"sex-nudity": [
		12,
		14,
		14
	],
	"sex-themes": [
		13,
		14,
		15
	],
	"sex-homosexuality": [
		13,
		14,
		15
	],
	"sex-prostitution": [
		12,
		14,
		18
	],
	"sex-adultery": [
		8,
		10,
		18
	],
	"sex-appearance": [
		10,
		10,
		15
	],
	"language-profanity": [
		8,
		11,
		14
	],
	"language-humor": [
		3,
		8,
		14
	],
	"language-discrimination": [
		9,
		10,
		11
	],
	"social-chat": [
		4,
		10,
		13
	],
	"social-info": [
		0,
		13,
		13
	],
	"social-audio": [
		15,
		15,
		15
	],
	"social-location": [
		13,
		13,
		13
	],
	"social-contacts": [
		12,
		12,
		12
	],
	"money-advertising": [
		7,
		8,
		10
	],
	"money-purchasing": [
		12,
		14,
		15
	],
	"money-gambling": [
		7,
		10,
		18
	]
};
var ratingAttributes = Object.keys(ages);
var ratingLevels = [
	"none",
	"mild",
	"moderate",
	"intense"
];
var ContentRating = strictObject({
	type: picklist(["oars-1.0", "oars-1.1"], "oars-1.1"),
	attributes: record(picklist(ratingAttributes, "an attribute of OARS 1.1, such as violence-cartoon"), picklist(ratingLevels, "none, mild, moderate or intense"))
});
function ratedAge({ attributes }) {
	const reached = Object.entries(attributes).map(([attribute, level]) => {
		return ages[attribute][ratingLevels.indexOf(level) - 1] ?? 0;
	});
	return Math.max(0, ...reached);
}
function ratingOf(declared) {
	return typeof declared === "string" ? null : declared;
}
// engine/model/manifest.ts
var Sha256 = pipe(string(), regex(/^[0-9a-f]{64}$/));
var PackageName = pipe(string(), regex(/^[a-z0-9][a-z0-9+._-]{0,127}$/, "a name starts with a letter or digit and holds a-z 0-9 + . _ -"));
var Architecture = picklist([
	"x86_64",
	"arm64",
	"riscv64",
	"universal"
]);
var VersionSchemeName = picklist(["semver", "debian"]);
var Text = pipe(string(), minLength(1), maxLength(2e5));
var Line$2 = pipe(string(), minLength(1), maxLength(1e3), regex(/^[^\n\r]*$/, "one line"));
var FileEntry = variant("type", [
	strictObject({
		type: literal("file"),
		path: Line$2,
		mode: picklist([420, 493]),
		size: pipe(number(), safeInteger(), minValue(0)),
		sha256: Sha256
	}),
	strictObject({
		type: literal("directory"),
		path: Line$2
	}),
	strictObject({
		type: literal("symlink"),
		path: Line$2,
		target: Line$2
	})
]);
var Caption = pipe(string(), maxLength(1e3), regex(/^[^\n\r]*$/, "one line"));
var Picture = strictObject({
	path: Line$2,
	sha256: Sha256
});
var Launchable = variant("kind", [
	strictObject({
		kind: literal("terminal"),
		exec: Line$2
	}),
	strictObject({
		kind: literal("desktop"),
		exec: Line$2
	}),
	strictObject({
		kind: literal("page"),
		page: Line$2
	})
]);
var AppRecord = strictObject({
	id: Line$2,
	name: Line$2,
	summary: Line$2,
	description: Text,
	icon: optional(Picture),
	screenshots: optional(array(strictObject({
		...Picture.entries,
		caption: Caption
	})), []),
	content_rating: optional(union([Line$2, ContentRating]), "none"),
	developer: optional(Line$2),
	releases: optional(array(strictObject({
		version: Line$2,
		date: Day,
		notes: optional(Text),
		...releaseFacts
	})), []),
	launchable: optional(Launchable),
	...appFacts
});
var TreePath = pipe(Line$2, regex(/^(?!\.multios(?:\/|$))(?!\.{1,2}(?:\/|$))[^/\\\p{Cc}\p{Cf}]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\p{Cc}\p{Cf}]+)*$/u, "a path inside the package, such as bin/vim"));
var Linked = strictObject({
	name: pipe(Line$2, regex(/^[A-Za-z0-9][A-Za-z0-9+._-]*$/, "a name, such as editor")),
	link: TreePath,
	path: TreePath
});
var Alternative = strictObject({
	...Linked.entries,
	priority: pipe(number(), safeInteger()),
	slaves: optional(array(Linked))
});
var ConfigurationCopy = strictObject({
	from: TreePath,
	to: pipe(TreePath, startsWith("etc/", "a path below etc/"))
});
var Origin = strictObject({
	kind: picklist(["debian", "npm"], "debian or npm"),
	source: Line$2,
	source_version: Line$2,
	sha256: optional(Sha256),
	maintainer: optional(Line$2),
	dropped: optional(array(Line$2)),
	stripped: optional(array(Line$2))
});
var Manifest = strictObject({
	format: literal(1),
	name: PackageName,
	version: Line$2,
	version_scheme: VersionSchemeName,
	architecture: Architecture,
	description: Text,
	maintainer: Line$2,
	license: Line$2,
	homepage: optional(Line$2),
	source_url: optional(Line$2),
	dependencies: array(Line$2),
	recommends: array(Line$2),
	suggests: array(Line$2),
	provides: array(Line$2),
	conflicts: array(Line$2),
	breaks: array(Line$2),
	replaces: array(Line$2),
	categories: array(Line$2),
	tags: array(Line$2),
	install_scripts: strictObject({
		pre_install: optional(Text),
		post_install: optional(Text)
	}),
	app: optional(AppRecord),
	alternatives: optional(array(Alternative)),
	conf_copies: optional(array(ConfigurationCopy)),
	origin: optional(Origin),
	relocatable: optional(boolean()),
	installed_size: pipe(number(), safeInteger(), minValue(0)),
	files: pipe(array(FileEntry), maxLength(1e6))
});
var manifestPath = ".multios/manifest.json";
// engine/model/signature.ts
var SigningAlgorithm = picklist([
	"ed25519",
	"rsa-2048",
	"rsa-4096",
	"ecdsa-p256",
	"ecdsa-p384"
]);
var PublicKey = strictObject({
	keyId: Sha256,
	algorithm: SigningAlgorithm,
	publicKey: pipe(string(), base64(), maxLength(2e3))
});
var SignatureEnvelope = strictObject({
	format: literal(1),
	payload: strictObject({ manifest: Sha256 }),
	signatures: pipe(array(strictObject({
		keyId: Sha256,
		algorithm: SigningAlgorithm,
		signature: pipe(string(), base64()),
		publicKey: optional(pipe(string(), base64(), maxLength(2e3)))
	})), maxLength(16))
});
function signedText(manifestSha256) {
	return `multios-manifest-v1:${manifestSha256}`;
}
// engine/model/version.ts
var longestVersion = 256;
function isVersion(text, scheme) {
	if (text.length > longestVersion) return false;
	return scheme === "semver" ? semverGrammar.test(text) : parseDebian(text) !== null;
}
function compareVersions(a, b, scheme) {
	if (a === b) return 0;
	return scheme === "semver" ? compareSemver(a, b) : compareDebian(a, b);
}
function parseSemver(text) {
	const match = text.length > longestVersion ? null : semverGrammar.exec(text);
	if (match === null) return null;
	return {
		numbers: match[1].split(".").map((digits) => digits.replace(/^0+(?=\d)/, "")),
		prerelease: match[2] === void 0 ? [] : match[2].split(".")
	};
}
function isDevelopmentVersion(version, scheme) {
	if (scheme === "debian") return /~(?:alpha|beta|rc|pre|dev|git)/i.test(version);
	return (parseSemver(version)?.prerelease.length ?? 0) > 0;
}
function compareDigits(a, b) {
	return a.length - b.length || compareText(a, b);
}
var semverGrammar = /^v?(\d+(?:\.\d+)*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;
function compareSemver(a, b) {
	const left = parseSemver(a);
	const right = parseSemver(b);
	if (left === null || right === null) return compareDamaged(left, right) || compareText(a, b);
	return compareNumbers(left.numbers, right.numbers) || comparePrereleases(left.prerelease, right.prerelease);
}
function compareNumbers(a, b) {
	for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
		const order = compareDigits(a[i] ?? "0", b[i] ?? "0");
		if (order !== 0) return order;
	}
	return 0;
}
function comparePrereleases(a, b) {
	if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
	for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
		const order = compareIdentifiers(a[i], b[i]);
		if (order !== 0) return order;
	}
	return a.length - b.length;
}
function compareIdentifiers(a, b) {
	const numbers = Number(/^\d+$/.test(b)) - Number(/^\d+$/.test(a));
	if (numbers !== 0) return numbers;
	return /^\d+$/.test(a) ? compareDigits(a, b) : compareText(a, b);
}
function parseDebian(text) {
	if (text.length > longestVersion) return null;
	const colon = text.indexOf(":");
	const hyphen = text.lastIndexOf("-");
	const epoch = colon < 0 ? "0" : text.slice(0, colon);
	const upstream = text.slice(colon + 1, hyphen < 0 ? void 0 : hyphen);
	const revision = hyphen < 0 ? "0" : text.slice(hyphen + 1);
	if (!/^\d{1,10}$/.test(epoch) || Number(epoch) > 2147483647) return null;
	if (!/^\d[\dA-Za-z.+~:-]*$/.test(upstream) || !/^[\dA-Za-z.+~]+$/.test(revision)) return null;
	return {
		epoch: significant(epoch),
		upstream,
		revision
	};
}
function compareDebian(a, b) {
	const left = parseDebian(a);
	const right = parseDebian(b);
	if (left === null || right === null) return compareDamaged(left, right) || compareText(a, b);
	return compareDigits(left.epoch, right.epoch) || compareDebianPart(left.upstream, right.upstream) || compareDebianPart(left.revision, right.revision);
}
function compareDebianPart(a, b) {
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		while (isOther(a, i) || isOther(b, j)) {
			const order = debianWeight(a, i) - debianWeight(b, j);
			if (order !== 0) return order;
			i += 1;
			j += 1;
		}
		const [digits, otherDigits] = [afterZeros(a, i), afterZeros(b, j)];
		[i, j] = [afterDigits(a, digits), afterDigits(b, otherDigits)];
		const order = compareDigits(a.slice(digits, i), b.slice(otherDigits, j));
		if (order !== 0) return order;
	}
	return 0;
}
function significant(digits) {
	return digits.replace(/^0+/, "");
}
var [zero, nine, tilde] = [
	48,
	57,
	126
];
function isDigit(code) {
	return code >= zero && code <= nine;
}
function isOther(text, at) {
	return at < text.length && !isDigit(text.charCodeAt(at));
}
function afterZeros(text, start) {
	let at = start;
	while (text.charCodeAt(at) === zero) at += 1;
	return at;
}
function afterDigits(text, start) {
	let at = start;
	while (isDigit(text.charCodeAt(at))) at += 1;
	return at;
}
function debianWeight(text, at) {
	if (!isOther(text, at)) return 0;
	const code = text.charCodeAt(at);
	if (code === tilde) return -1;
	return isLetter(code) ? code : code + 256;
}
function isLetter(code) {
	const lower = code | 32;
	return lower >= 97 && lower <= 122;
}
function compareDamaged(a, b) {
	return Number(a !== null) - Number(b !== null);
}
function compareText(a, b) {
	return a < b ? -1 : Number(a > b);
}
// engine/model/repository-index.ts
var Count = pipe(number(), safeInteger(), minValue(0));
var Line$1 = pipe(string(), minLength(1), maxLength(1e3));
var Moment = pipe(string(), isoTimestamp());
var MediaFile = strictObject({
	path: Line$1,
	sha256: Sha256,
	size: Count,
	type: picklist([
		"image/svg+xml",
		"image/png",
		"image/jpeg",
		"image/webp"
	]),
	width: optional(Count),
	height: optional(Count)
});
var { files: _files, app: _app, format: _format, ...declared } = Manifest.entries;
var Revocation = strictObject({
	reason: pipe(string(), maxLength(1e3)),
	at: Moment
});
function shownReleases(releases) {
	let left = appLimits.notes;
	return releases.slice(0, appLimits.releases).filter(({ notes = "" }) => (left -= notes.length) >= 0);
}
var ShownReleases = pipe(AppRecord.entries.releases.wrapped, check((all) => shownReleases(all).length === all.length, "few enough releases"));
var IndexRecord = strictObject({
	...declared,
	app: optional(strictObject({
		...AppRecord.entries,
		icon: optional(MediaFile),
		screenshots: optional(pipe(array(strictObject({
			...MediaFile.entries,
			caption: Caption
		})), maxLength(appLimits.screenshots)), []),
		releases: optional(ShownReleases, [])
	})),
	commands: array(Line$1),
	path: Line$1,
	size: Count,
	sha256: Sha256,
	manifest_sha256: Sha256,
	published: Moment,
	signed_by: optional(array(Sha256)),
	revoked: optional(Revocation)
});
var NamePattern = pipe(string(), regex(/^[a-z0-9][a-z0-9+._-]{0,127}\*?$/, "a pattern is the name of a package, or the start of names before a star: acme-*"));
var Succession = strictObject({
	format: literal(1),
	from: PublicKey,
	to: PublicKey,
	signature: pipe(string(), base64(), maxLength(2e3))
});
var Publisher = strictObject({
	name: Line$1,
	keys: pipe(array(PublicKey), minLength(1)),
	namespaces: optional(pipe(array(NamePattern), maxLength(1e3))),
	successions: optional(pipe(array(Succession), maxLength(1e3)))
});
var RepositoryIndex = strictObject({
	format: literal(1),
	name: Line$1,
	description: pipe(string(), maxLength(1e4)),
	publishers: array(Publisher),
	packages: array(IndexRecord),
	featured: array(strictObject({
		package: PackageName,
		kicker: Line$1,
		headline: Line$1,
		art: optional(MediaFile)
	})),
	collections: array(strictObject({
		id: Line$1,
		title: Line$1,
		summary: Line$1,
		pigment: picklist([
			"clay",
			"ochre",
			"moss",
			"spruce",
			"lake",
			"indigo",
			"plum",
			"rose"
		]),
		packages: array(PackageName)
	}))
});
function indexProblem({ packages }) {
	const told = new Set();
	for (const { name, version, version_scheme: scheme, architecture } of packages) {
		if (!isVersion(version, scheme)) return `${name}: ${JSON.stringify(version)} is no version`;
		const release = `${name} ${version} ${architecture}`;
		if (told.has(release)) return `listed twice: ${release}`;
		told.add(release);
	}
	return null;
}
var indexTarget = "metadata/index.json.gz";
var signedAtField = "signed_at";
var advisoriesTarget = "metadata/advisories.json.gz";
// engine/base/canonical-json.ts
function canonicalJson(value) {
	if (value === null || typeof value !== "object") return scalar(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
	return `{${Object.keys(value).sort(byCodePoint).flatMap((key) => {
		const member = value[key];
		return member === void 0 ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
	}).join(",")}}`;
}
function byCodePoint(left, right) {
	const length = Math.min(left.length, right.length);
	for (let index = 0; index < length; index += 1) {
		const a = left.charCodeAt(index);
		const b = right.charCodeAt(index);
		if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
	}
	return left.length - right.length;
}
function scalar(value) {
	if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error(`${value} has no canonical form`);
	return JSON.stringify(value);
}
function isList(value) {
	return Array.isArray(value);
}
function isSurrogate(unit) {
	return unit >= 55296 && unit <= 57343;
}
// engine/base/json.ts
var JsonRefused = class extends Error {
	name = "JsonRefused";
};
var defaultJsonDepth = 24;
function parseJsonStrict(text, limits = {}) {
	const { maxLength = Infinity, maxDepth = defaultJsonDepth } = limits;
	if (text.length > maxLength) throw new JsonRefused(`longer than ${maxLength} characters`);
	const value = parse$1(text);
	const members = countMembers(text, maxDepth);
	if (checkValue(value) !== members) throw new JsonRefused("an object has the same key twice");
	return value;
}
function parse$1(text) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new JsonRefused("this is no JSON", { cause });
	}
}
function countMembers(text, maxDepth) {
	let members = 0;
	let depth = 0;
	for (let i = 0; i < text.length; i += 1) {
		const unit = text.charCodeAt(i);
		if (unit === quote$1) i = endOfString(text, i);
		else if (unit === colon$1) members += 1;
		else if (unit === openBrace$1 || unit === openBracket$1) depth += 1;
		else if (unit === closeBrace$1 || unit === closeBracket$1) depth -= 1;
		if (depth > maxDepth) throw new JsonRefused(`deeper than ${maxDepth} levels`);
	}
	return members;
}
var quote$1 = 34;
var colon$1 = 58;
var backslash$1 = 92;
var openBracket$1 = 91;
var closeBracket$1 = 93;
var openBrace$1 = 123;
var closeBrace$1 = 125;
function endOfString(text, start) {
	let i = start + 1;
	while (text.charCodeAt(i) !== quote$1) i += text.charCodeAt(i) === backslash$1 ? 2 : 1;
	return i;
}
function checkValue(value) {
	if (typeof value === "number") checkNumber(value);
	if (typeof value !== "object" || value === null) return 0;
	if (Array.isArray(value)) return value.reduce((sum, element) => sum + checkValue(element), 0);
	if (Object.hasOwn(value, "__proto__")) throw new JsonRefused("an object has the key __proto__");
	return Object.values(value).reduce((sum, member) => sum + 1 + checkValue(member), 0);
}
function checkNumber(value) {
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new JsonRefused("a number is too large to be exact");
}
// engine/keys/algorithms.ts
var makePair = promisify(generateKeyPair);
function rsa(modulusLength, hash) {
	return {
		generate: async () => (await makePair("rsa", { modulusLength })).privateKey,
		fits: ({ asymmetricKeyType, asymmetricKeyDetails }) => asymmetricKeyType === "rsa" && asymmetricKeyDetails?.modulusLength === modulusLength && asymmetricKeyDetails.publicExponent === 65537n,
		hash,
		padded: (key) => ({
			key,
			padding: constants$2.RSA_PKCS1_PSS_PADDING,
			saltLength: constants$2.RSA_PSS_SALTLEN_DIGEST
		}),
		tuf: {
			keytype: "rsa",
			scheme: `rsassa-pss-${hash}`
		}
	};
}
function ecdsa(namedCurve, hash, scheme) {
	return {
		generate: async () => (await makePair("ec", { namedCurve })).privateKey,
		fits: ({ asymmetricKeyType, asymmetricKeyDetails }) => asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === namedCurve,
		hash,
		padded: (key) => key,
		tuf: {
			keytype: "ecdsa",
			scheme
		}
	};
}
var schemes = {
	ed25519: {
		generate: async () => generateKeyPairSync("ed25519").privateKey,
		fits: ({ asymmetricKeyType }) => asymmetricKeyType === "ed25519",
		hash: null,
		padded: (key) => key,
		tuf: {
			keytype: "ed25519",
			scheme: "ed25519"
		}
	},
	"rsa-2048": rsa(2048, "sha256"),
	"rsa-4096": rsa(4096, "sha512"),
	"ecdsa-p256": ecdsa("prime256v1", "sha256", "ecdsa-sha2-nistp256"),
	"ecdsa-p384": ecdsa("secp384r1", "sha384", "ecdsa-sha2-nistp384")
};
async function generatePrivateKey(algorithm) {
	return schemes[algorithm].generate();
}
function algorithmOf(key) {
	return Object.keys(schemes).find((name) => schemes[name].fits(key)) ?? null;
}
function signWith(algorithm, bytes, privateKey) {
	const { fits, hash, padded } = schemes[algorithm];
	if (!fits(privateKey)) throw new Error(`not a key for ${algorithm}`);
	return sign(hash, bytes, padded(privateKey));
}
function isSignedWith(algorithm, { bytes, signature }, publicKey) {
	const { fits, hash, padded } = schemes[algorithm];
	return fits(publicKey) && verify(hash, bytes, padded(publicKey), signature);
}
function tufNames(algorithm) {
	return schemes[algorithm].tuf;
}
// engine/keys/public-key.ts
var spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");
var smallOrder = new Set([
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
]);
function describePublicKey(key) {
	const algorithm = algorithmOf(key);
	if (algorithm === null) throw new Error(`${key.asymmetricKeyType} keys of this strength do not sign`);
	const der = publicKeyBytes(key);
	return {
		keyId: keyIdOf(der),
		algorithm,
		publicKey: der.toString("base64")
	};
}
function usablePublicKey(key) {
	const der = Buffer.from(key.publicKey, "base64");
	if (keyIdOf(der) !== key.keyId) return null;
	if (key.algorithm === "ed25519" && !usableEd25519(der)) return null;
	const parsed = parse(der);
	return parsed !== null && algorithmOf(parsed) === key.algorithm ? parsed : null;
}
function tufDescription({ algorithm, publicKey }) {
	const der = Buffer.from(publicKey, "base64");
	const { keytype, scheme } = tufNames(algorithm);
	return {
		keytype,
		keyval: { public: (algorithm === "ed25519" ? der.subarray(spkiPrefix.length).toString("hex") : createPublicKey({
			key: der,
			type: "spki",
			format: "der"
		}).export({
			type: "spki",
			format: "pem"
		})).toString() },
		scheme
	};
}
function keyIdOfTuf({ keyVal }) {
	const material = keyVal["public"] ?? "";
	if (/^[0-9a-f]{64}$/.test(material)) return keyIdOf(Buffer.concat([spkiPrefix, Buffer.from(material, "hex")]));
	return keyIdOf(publicKeyBytes(createPublicKey(material)));
}
function publicKeyBytes(key) {
	return (key.asymmetricKeyType === "ec" ? createPublicKey({
		key: key.export({ format: "jwk" }),
		format: "jwk"
	}) : key).export({
		type: "spki",
		format: "der"
	});
}
function isSmallOrder(bytes) {
	const point = Buffer.from(bytes);
	point[31] = (point[31] ?? 0) & 127;
	return smallOrder.has(point.toString("hex"));
}
function parse(der) {
	try {
		const key = createPublicKey({
			key: der,
			type: "spki",
			format: "der"
		});
		return publicKeyBytes(key).equals(der) ? key : null;
	} catch {
		return null;
	}
}
function usableEd25519(der) {
	if (der.length !== spkiPrefix.length + 32) return false;
	if (!der.subarray(0, spkiPrefix.length).equals(spkiPrefix)) return false;
	return !isSmallOrder(der.subarray(spkiPrefix.length));
}
function keyIdOf(der) {
	return createHash("sha256").update(der).digest("hex");
}
// engine/base/pattern.ts
function matchesPattern(name, pattern) {
	const [first = "", ...rest] = pattern.split("*");
	if (rest.length === 0) return name === pattern;
	if (!name.startsWith(first)) return false;
	let at = first.length;
	const last = rest.pop();
	for (const part of rest) {
		const found = name.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return name.length - at >= last.length && name.endsWith(last);
}
// engine/model/delegation.ts
var releasesRole = "releases";
var prefix = "pub-";
var folder = "packages/";
var rest = "-*";
function publisherRole(publisher) {
	return `${prefix}${publisher}`;
}
function publisherOfRole(role) {
	return role.startsWith(prefix) && role.length > 4 ? role.slice(4) : null;
}
function pathsOfNames(names) {
	return names.map((name) => `${folder}${name}${rest}`);
}
function namesOfPaths(paths) {
	return paths.flatMap((path) => path.startsWith(folder) && path.endsWith(rest) ? [path.slice(9, -2)] : []);
}
function isGranted(name, names) {
	return names.some((pattern) => matchesPattern(name, pattern));
}
function publisherProblem(publishers, delegations) {
	const known = new Map(delegations.map((one) => [one.publisher, one]));
	for (const { name, keys, namespaces = [] } of publishers) {
		const delegation = known.get(name);
		if (delegation === void 0) return name;
		const key = keys.find(({ keyId }) => !delegation.keyIds.includes(keyId));
		if (key !== void 0) return `${name}, ${key.keyId}`;
		const taken = namespaces.find((pattern) => !delegation.names.includes(pattern));
		if (taken !== void 0) return `${name}, ${taken}`;
	}
	return null;
}
function knownPublishers(publishers, delegations) {
	if (delegations === null) return [...publishers];
	const known = new Map(delegations.map((one) => [one.publisher, one]));
	return publishers.map((publisher) => {
		const { names = [], threshold = 1 } = known.get(publisher.name) ?? {};
		const owned = new Set([...publisher.namespaces ?? [], ...names.filter((name) => name.endsWith("*"))]);
		return {
			...publisher,
			...owned.size === 0 ? {} : { namespaces: [...owned] },
			granted: {
				names,
				threshold
			}
		};
	});
}
function narrowedPublishers(publishers, delegations) {
	const known = new Map(delegations.map((one) => [one.publisher, one]));
	return publishers.flatMap((publisher) => {
		const delegation = known.get(publisher.name);
		const keys = publisher.keys.filter(({ keyId }) => delegation?.keyIds.includes(keyId) === true);
		if (delegation === void 0 || keys.length === 0) return [];
		const { names, threshold } = delegation;
		return [{
			...publisher,
			keys,
			granted: {
				names,
				threshold
			}
		}];
	});
}
// engine/search/index-layout.ts
var magic = 1212371539;
var format = 2;
var kinds$1 = {
	about: "bytes",
	wordText: "shorts",
	wordStarts: "numbers",
	wordLetters: "numbers",
	wordFields: "bytes",
	hitStarts: "numbers",
	hits: "numbers",
	hitFields: "bytes",
	nameText: "shorts",
	nameStarts: "numbers",
	releases: "numbers",
	repositories: "shorts",
	licenses: "numbers",
	categoryStarts: "numbers",
	categories: "numbers",
	flags: "bytes",
	sizes: "reals",
	moments: "reals",
	users: "numbers",
	worths: "bytes",
	titled: "numbers",
	titleText: "shorts",
	titleStarts: "numbers",
	missingText: "shorts",
	missingStarts: "numbers",
	missingUsers: "numbers",
	cardText: "bytes",
	cardStarts: "numbers",
	byTitle: "numbers",
	byDay: "numbers",
	bySize: "numbers"
};
var names = Object.keys(kinds$1);
var unit = {
	bytes: 1,
	shorts: 2,
	numbers: 4,
	reals: 8
};
var fixed = 4;
var headerBytes = aligned(4 * (fixed + 2 * names.length));
function textSections(texts) {
	const starts = new Uint32Array(texts.length + 1);
	for (const [at, text] of texts.entries()) starts[at + 1] = starts[at] + text.length;
	const units = new Uint16Array(starts.at(-1));
	for (const [at, text] of texts.entries()) for (let unit = 0; unit < text.length; unit += 1) units[starts[at] + unit] = text.charCodeAt(unit);
	return {
		text: units,
		starts
	};
}
function stringsOf(units, starts) {
	const whole = decodeUtf16(units);
	return Array.from({ length: starts.length - 1 }, (_, at) => whole.slice(starts[at], starts[at + 1]));
}
function decodeUtf16(units) {
	const pieces = [];
	for (let at = 0; at < units.length; at += 8192) pieces.push(String.fromCharCode(...units.subarray(at, at + 8192)));
	return pieces.join("");
}
function writeSections(sections) {
	let length = headerBytes;
	const offsets = names.map((name) => {
		const offset = length;
		length = aligned(length + sections[name].byteLength);
		return offset;
	});
	const file = new Uint8Array(length + 8);
	const header = new Uint32Array(file.buffer, 0, headerBytes / 4);
	for (const [index, name] of names.entries()) {
		const { buffer, byteOffset, byteLength } = sections[name];
		header.set([offsets[index], byteLength], fixed + 2 * index);
		file.set(new Uint8Array(buffer, byteOffset, byteLength), offsets[index]);
	}
	header.set([
		magic,
		format,
		file.length
	]);
	new Uint32Array(file.buffer, length, 1)[0] = magic;
	header[3] = checksumOf(file);
	return file;
}
function readSections(given, isChecked) {
	if (given.byteLength < headerBytes + 8 || given.byteLength % 8 !== 0) return null;
	const file = given.byteOffset % 8 === 0 ? given : given.slice();
	const header = new Uint32Array(file.buffer, file.byteOffset, headerBytes / 4);
	if (!isWhole(file, header) || !isChecked && header[3] !== checksumOf(file)) return null;
	const sections = {};
	for (const [index, name] of names.entries()) {
		const offset = header[fixed + 2 * index];
		const length = header[fixed + 2 * index + 1];
		if (!isPlace(offset, length, file.byteLength - 8) || length % unit[kinds$1[name]] !== 0) return null;
		sections[name] = view(kinds$1[name], file, offset, length);
	}
	return sections;
}
function isWhole(file, header) {
	if (header[0] !== magic || header[1] !== format || header[2] !== file.byteLength) return false;
	return new Uint32Array(file.buffer, file.byteOffset + file.byteLength - 8, 1)[0] === magic;
}
function isPlace(offset, length, end) {
	return offset % 8 === 0 && offset >= headerBytes && offset + length <= end;
}
function checksumOf(file) {
	const numbers = new Uint32Array(file.buffer, file.byteOffset, file.byteLength / 4);
	let hash = 2166136261;
	for (let at = 4; at < numbers.length; at += 1) hash = Math.imul(hash ^ numbers[at], 16777619);
	return (hash ^ hash >>> 13) >>> 0;
}
function view(kind, { buffer, byteOffset }, offset, length) {
	switch (kind) {
		case "bytes": return new Uint8Array(buffer, byteOffset + offset, length);
		case "shorts": return new Uint16Array(buffer, byteOffset + offset, length / 2);
		case "numbers": return new Uint32Array(buffer, byteOffset + offset, length / 4);
		case "reals": return new Float64Array(buffer, byteOffset + offset, length / 8);
	}
}
function aligned(offset) {
	return Math.ceil(offset / 8) * 8;
}
// engine/search/search-index.ts
var decoder = new TextDecoder("utf-8", { ignoreBOM: true });
function aboutSection(about) {
	return new TextEncoder().encode(JSON.stringify(about));
}
function openIndex(file, isChecked = false) {
	const data = readSections(file, isChecked);
	if (data === null) return null;
	const about = JSON.parse(decoder.decode(data.about));
	const words = {
		text: data.wordText,
		starts: data.wordStarts
	};
	const names = {
		text: data.nameText,
		starts: data.nameStarts
	};
	const missing = {
		text: data.missingText,
		starts: data.missingStarts
	};
	const named = (name) => {
		const from = firstFrom(names, name, false);
		let to = from;
		while (to < data.releases.length && textAt(names, to) === name) to += 1;
		return [from, to];
	};
	return {
		about,
		data,
		packageCount: data.releases.length,
		wordCount: data.wordStarts.length - 1,
		nameOf: (number) => textAt(names, number),
		wordAt: (word) => textAt(words, word),
		cardAt: (number) => decoder.decode(data.cardText.subarray(data.cardStarts[number], data.cardStarts[number + 1])),
		beginningWith: (text) => [firstFrom(words, text, false), firstFrom(words, text, true)],
		named,
		usersOf: (name) => {
			const [from, to] = named(name);
			if (to > from) return data.users[from];
			const place = firstFrom(missing, name, false);
			return place < data.missingUsers.length && textAt(missing, place) === name ? data.missingUsers[place] : 0;
		}
	};
}
function textAt({ text, starts }, number) {
	return String.fromCharCode(...text.subarray(starts[number], starts[number + 1]));
}
function firstFrom(texts, sought, past) {
	let low = 0;
	let high = texts.starts.length - 1;
	while (low < high) {
		const middle = low + high >> 1;
		const order = compareAt(texts, middle, sought);
		if (order < 0 || past && order === 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
function compareAt({ text, starts }, number, sought) {
	const start = starts[number];
	const length = starts[number + 1] - start;
	for (let at = 0; at < sought.length; at += 1) {
		if (at >= length) return -1;
		const difference = text[start + at] - sought.charCodeAt(at);
		if (difference !== 0) return difference;
	}
	return 0;
}
// engine/state/database.ts
function openDatabase(file, migrations) {
	return guarded(file, () => {
		makeFolder(path.resolve(path.dirname(file)));
		try {
			return openForWriting(file, migrations);
		} catch (error) {
			const snapshot = openSnapshot(file, migrations);
			if (snapshot === null) throw error;
			return snapshot;
		}
	});
}
function openForWriting(file, migrations) {
	keepToOurselves(file);
	const connection = new Database(file, { timeout: 5e3 });
	try {
		connection.pragma("journal_mode = WAL");
		connection.pragma("synchronous = FULL");
		connection.pragma("foreign_keys = ON");
		const migrate = connection.transaction(() => bringUpToDate(connection, migrations));
		if (versionOf(connection) < migrations.length) migrate.immediate();
		return connection;
	} catch (error) {
		connection.close();
		throw error;
	}
}
function bringUpToDate(connection, migrations) {
	const done = versionOf(connection);
	for (const script of migrations.slice(done)) connection.exec(script);
	if (done < migrations.length) connection.pragma(`user_version = ${migrations.length}`);
}
function versionOf(connection) {
	return Number(connection.pragma("user_version", { simple: true }));
}
var formatVersions = [18, 19];
function openSnapshot(file, migrations) {
	const folder = path.dirname(file);
	if (!isReadOnly(folder) && !isFull(folder)) return null;
	const [size, news] = [sizeOf(file), sizeOf(`${file}-wal`)];
	if (size === 0 || news > 0) return null;
	const bytes = readFileSync(file);
	for (const position of formatVersions) bytes[position] = 1;
	const snapshot = new Database(bytes);
	if (versionOf(snapshot) === 0) return null;
	bringUpToDate(snapshot, migrations);
	snapshot.pragma("query_only = ON");
	return snapshot;
}
function sizeOf(file) {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
function makeFolder(folder) {
	const parent = path.dirname(folder);
	if (parent !== folder) makeFolder(parent);
	const status = statSync(folder, { throwIfNoEntry: false });
	if (status?.isDirectory() === true) return;
	if (status !== void 0) throw new EngineError("file/exists", { path: folder });
	try {
		mkdirSync(folder, { mode: 493 });
	} catch (error) {
		if (systemCode(error) === "EEXIST") return;
		throw systemCode(error) === "ENOENT" ? new EngineError("disk/denied", { path: parent }, { cause: error }) : error;
	}
}
function keepToOurselves(file) {
	const status = statSync(file, { throwIfNoEntry: false });
	if (status === void 0) closeSync(openSync(file, "a", 384));
	else if ((status.mode & 63) !== 0 && status.uid === process.getuid?.()) ignoring(() => chmodSync(file, status.mode & 448));
}
function ignoring(change) {
	try {
		change();
	} catch (error) {
		if (![
			"EROFS",
			"EPERM",
			"ENOTSUP"
		].includes(systemCode(error) ?? "")) throw error;
	}
}
function guarded(file, work) {
	try {
		return work();
	} catch (error) {
		throw asFailure(error, file);
	}
}
function asFailure(error, file) {
	if (error instanceof SyntaxError) return new EngineError("state/damaged", {
		file,
		detail: error.message
	}, { cause: error });
	if (!(error instanceof Error) || !("code" in error)) return error;
	const folder = path.dirname(file);
	switch (String(error.code).replace(/^(SQLITE_(FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|BUSY|IOERR)).*$/, "$1")) {
		case "SQLITE_IOERR":
			if (!isFull(folder)) return new EngineError("disk/failing", { path: folder }, { cause: error });
			return fullDisk(folder, error);
		case "SQLITE_FULL":
		case "ENOSPC": return fullDisk(folder, error);
		case "EIO": return new EngineError("disk/failing", { path: folder }, { cause: error });
		case "EROFS": return new EngineError("disk/read-only", { path: folder }, { cause: error });
		case "EACCES":
		case "EPERM": return new EngineError("disk/denied", { path: folder }, { cause: error });
		case "SQLITE_READONLY":
		case "SQLITE_CANTOPEN": {
			if (isFull(folder)) return fullDisk(folder, error);
			const code = isReadOnly(folder) ? "disk/read-only" : "disk/denied";
			return new EngineError(code, { path: folder }, { cause: error });
		}
		case "SQLITE_CORRUPT":
		case "SQLITE_NOTADB": return new EngineError("state/damaged", {
			file,
			detail: error.message
		}, { cause: error });
		case "SQLITE_BUSY": return new EngineError("busy/locked", {
			holder: null,
			waited: 5e3
		}, { cause: error });
		default: return error;
	}
}
function fullDisk(folder, cause) {
	return new EngineError("disk/full", {
		path: folder,
		needed: null,
		free: freeOf(folder)
	}, { cause });
}
function isReadOnly(folder) {
	try {
		accessSync(folder, constants$1.W_OK);
		return false;
	} catch (error) {
		return systemCode(error) === "EROFS";
	}
}
var leastFree = 32768;
function isFull(folder) {
	return (freeOf(folder) ?? leastFree) < leastFree;
}
function freeOf(folder) {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	} catch {
		return null;
	}
}
// engine/catalog/catalog-database.ts
var schema = `
  CREATE TABLE source (
    repository TEXT PRIMARY KEY,
    index_sha256 TEXT NOT NULL,
    about TEXT NOT NULL,
    advisories TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- rank: 0 is the newest release of its name in its repository. fits: for this machine's architecture.
  CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    repository TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    version TEXT NOT NULL,
    architecture TEXT NOT NULL,
    published TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX release_by_name ON release (name, repository, rank);
  CREATE INDEX release_by_repository ON release (repository, rank);

  CREATE TABLE provided (name TEXT NOT NULL, release INTEGER NOT NULL REFERENCES release ON DELETE CASCADE) STRICT;
  CREATE INDEX provided_by_name ON provided (name);
  CREATE INDEX provided_by_release ON provided (release);

  CREATE TABLE media (file TEXT NOT NULL, repository TEXT NOT NULL, entry TEXT NOT NULL,
    PRIMARY KEY (file, repository)) STRICT, WITHOUT ROWID;

  -- One row for the newest release of each name; rowid is its release.id.
  CREATE VIRTUAL TABLE words USING fts5(
    name, title, commands, summary, description, tags,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
`;
var withoutWords = "DROP TABLE words";
var countedMedia = "ALTER TABLE media ADD COLUMN uses INTEGER NOT NULL DEFAULT 1";
var changes = `
  CREATE TABLE change (
    repository TEXT PRIMARY KEY,
    from_digest TEXT NOT NULL,
    to_digest TEXT NOT NULL,
    names TEXT NOT NULL,
    gone TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`;
var recordBlocks = `
  CREATE TABLE block (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repository TEXT NOT NULL,
    records INTEGER NOT NULL,
    is_packed INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
  INSERT INTO block SELECT id, repository, 1, 0, CAST(record AS BLOB) FROM release;
  ALTER TABLE release ADD COLUMN block INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE release ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE release ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
  UPDATE release SET block = id, length = length(CAST(record AS BLOB));
  ALTER TABLE release DROP COLUMN record;
  ALTER TABLE release DROP COLUMN published;
  ALTER TABLE release DROP COLUMN manifest_sha256;
  DROP INDEX release_by_repository`;
var migrations = [
	schema,
	withoutWords,
	countedMedia,
	changes,
	recordBlocks
];
function openCatalog(dataDirectory) {
	const file = fileIn(dataDirectory);
	try {
		return openDatabase(file, migrations);
	} catch (error) {
		if (!(error instanceof EngineError) || error.code !== "state/damaged") throw error;
		drop(file);
		return openDatabase(file, migrations);
	}
}
function dropDamagedCatalog(failure, dataDirectory) {
	const file = fileIn(dataDirectory);
	if (failure.code === "state/damaged" && failure.facts.file === file) drop(file);
}
function fileIn(dataDirectory) {
	return path.join(dataDirectory, "catalog.db");
}
function drop(file) {
	for (const name of [
		file,
		`${file}-wal`,
		`${file}-shm`
	]) rmSync(name, { force: true });
}
// engine/model/vex.ts
var Line = pipe(string(), minLength(1), maxLength(1e3));
var Words = pipe(string(), maxLength(1e4));
var Justification = picklist([
	"component_not_present",
	"vulnerable_code_not_present",
	"vulnerable_code_not_in_execute_path",
	"vulnerable_code_cannot_be_controlled_by_adversary",
	"inline_mitigations_already_exist"
]);
var VexStatus = picklist([
	"not_affected",
	"affected",
	"fixed",
	"under_investigation"
]);
var VexStatement = strictObject({
	document: Line,
	author: Line,
	vulnerability: pipe(array(Line), minLength(1), maxLength(100)),
	products: pipe(array(strictObject({
		name: Line,
		version: optional(Line)
	})), minLength(1), maxLength(1e3)),
	status: VexStatus,
	justification: optional(Justification),
	statement: optional(Words),
	at: Line
});
// engine/model/version-range.ts
function isProblem(value) {
	return "kind" in value && value.kind === "problem";
}
function parseConstraints(text, scheme) {
	const constraints = [];
	for (const part of text.split(",")) {
		const constraint = parseConstraint(part.trim(), scheme);
		if (isProblem(constraint)) return constraint;
		constraints.push(constraint);
	}
	return constraints;
}
function formatConstraints(constraints) {
	return constraints.map(({ operator, version }) => `${operator} ${version}`).join(", ");
}
function satisfies(version, constraints, scheme) {
	if (constraints.length === 0) return true;
	return isVersion(version, scheme) && constraints.every((constraint) => holds(version, constraint, scheme));
}
var accepted = "a version, or one of = != < <= > >= ~ ^ before it; a comma means and";
function parseConstraint(text, scheme) {
	const problem = (what) => ({
		kind: "problem",
		text,
		problem: what,
		accepted
	});
	const match = /^(<<|>>|==|!=|<=|>=|[=<>~^])?\s*(\S+)$/.exec(text);
	if (match === null) return problem(text === "" ? "a version is missing" : "this is no version constraint");
	const [, written = "=", version] = match;
	const operator = spelling[written] ?? written;
	if (!isVersionOf(version, scheme)) return problem(`"${version}" is no version`);
	if ((operator === "~" || operator === "^") && (scheme === "debian" || parseSemver(version) === null)) return problem(`"${operator}" is only for versions of the semver scheme`);
	return {
		operator,
		version
	};
}
var spelling = {
	"<<": "<",
	">>": ">",
	"==": "="
};
function isVersionOf(text, scheme) {
	return scheme === void 0 ? isVersion(text, "semver") || isVersion(text, "debian") : isVersion(text, scheme);
}
function holds(version, { operator, version: bound }, scheme) {
	if (operator === "~" || operator === "^") return scheme === "semver" && isNear(version, operator, bound);
	if (!isVersion(bound, scheme)) return false;
	const order = compareVersions(version, bound, scheme);
	return comparisons[operator](order);
}
var comparisons = {
	"=": (order) => order === 0,
	"!=": (order) => order !== 0,
	"<": (order) => order < 0,
	"<=": (order) => order <= 0,
	">": (order) => order > 0,
	">=": (order) => order >= 0
};
function isNear(version, operator, bound) {
	const candidate = parseSemver(version);
	const base = parseSemver(bound);
	if (candidate === null || base === null || compareVersions(version, bound, "semver") < 0) return false;
	const fixed = operator === "~" ? Math.min(base.numbers.length, 2) : fixedByCaret(base.numbers);
	if (!agree(candidate.numbers, base.numbers, fixed)) return false;
	if (candidate.prerelease.length === 0) return true;
	const length = Math.max(candidate.numbers.length, base.numbers.length);
	return base.prerelease.length > 0 && agree(candidate.numbers, base.numbers, length);
}
function fixedByCaret(numbers) {
	const first = numbers.findIndex((digits) => digits !== "0");
	return first < 0 ? numbers.length : first + 1;
}
function agree(a, b, count) {
	for (let i = 0; i < count; i += 1) if (compareDigits(a[i] ?? "0", b[i] ?? "0") !== 0) return false;
	return true;
}
// engine/model/relation.ts
function parseRelation(text, scheme) {
	const alternatives = [];
	for (const part of text.split("|")) {
		const alternative = parseAlternative(part.trim(), scheme);
		if (isProblem(alternative)) return alternative;
		alternatives.push(alternative);
	}
	return {
		alternatives,
		text: text.trim()
	};
}
function parseProvision(text, scheme) {
	const alternative = parseAlternative(text.trim(), scheme);
	if (isProblem(alternative)) return alternative;
	const [constraint, ...more] = alternative.constraints;
	if (constraint === void 0) return {
		name: alternative.name,
		version: null
	};
	if (more.length > 0 || constraint.operator !== "=") return {
		kind: "problem",
		text,
		problem: "a name is provided in one version",
		accepted: "name, or name = version"
	};
	return {
		name: alternative.name,
		version: constraint.version
	};
}
function formatAlternative({ name, constraints }) {
	return constraints.length === 0 ? name : `${name} ${formatConstraints(constraints)}`;
}
var grammar = /^([a-z0-9][a-z0-9+._-]{0,127})(?::[a-z0-9-]+)?\s*(?:\(([^()]*)\)|([^()]*))$/;
function parseAlternative(text, scheme) {
	const match = grammar.exec(text);
	if (match === null) return {
		kind: "problem",
		text,
		problem: text === "" ? "a package name is missing" : "this names no package",
		accepted: "name, or name >= 1.0, < 2; a bar means or"
	};
	const [, name, inParentheses, plain] = match;
	const written = (inParentheses ?? plain ?? "").trim();
	if (written === "" && inParentheses === void 0) return {
		name,
		constraints: [],
		text
	};
	const constraints = parseConstraints(written, scheme);
	return isProblem(constraints) ? {
		...constraints,
		text
	} : {
		name,
		constraints,
		text
	};
}
// engine/model/publisher.ts
function maintainerName(maintainer) {
	return maintainer.replace(/\s*<[^<>]*>\s*$/, "").trim() || maintainer;
}
function keysFor({ name, maintainer, signed_by: signedBy }, publishers) {
	const own = publishers.filter((publisher) => publisher.name === maintainerName(maintainer));
	const keys = (own.length > 0 || publishers.some(isDelegated) ? own : publishers).filter(({ granted }) => granted === void 0 || isGranted(name, granted.names)).flatMap((publisher) => publisher.keys);
	return signedBy === void 0 ? keys : keys.filter(({ keyId }) => signedBy.includes(keyId));
}
function thresholdFor({ maintainer }, publishers) {
	return publishers.find(({ name }) => name === maintainerName(maintainer))?.granted?.threshold ?? 1;
}
function findUngranted(publishers) {
	const known = new Map(publishers.map(({ name, keys, granted: { names } = { names: [] } }) => {
		const families = names.filter((pattern) => pattern.endsWith("*"));
		return [name, {
			keys: new Set(keys.map(({ keyId }) => keyId)),
			names: new Set(names),
			families
		}];
	}));
	return ({ name, maintainer, signed_by: signedBy }) => {
		if (signedBy === void 0) return false;
		const publisher = known.get(maintainerName(maintainer));
		if (publisher === void 0 || !signedBy.some((keyId) => publisher.keys.has(keyId))) return true;
		return !publisher.names.has(name) && !isGranted(name, publisher.families);
	};
}
function isDelegated({ granted }) {
	return granted !== void 0;
}
function barOf(record, publishers) {
	if (record.revoked !== void 0) return "revoked";
	return ownerOverridden(record, publishers) === null ? null : "stranger";
}
function ownerOverridden({ name, maintainer, provides }, publishers) {
	const owning = publishers.filter(({ namespaces }) => namespaces !== void 0 && namespaces.length > 0);
	if (owning.length === 0) return null;
	const claimant = maintainerName(maintainer);
	for (const claimed of [name, ...provides.flatMap(nameProvided)]) {
		const owner = ownerOf(claimed, owning);
		if (owner !== null && owner.name !== claimant) return owner;
	}
	return null;
}
function ownerOf(name, publishers) {
	let owner = null;
	let longest = -1;
	for (const publisher of publishers) for (const pattern of publisher.namespaces ?? []) {
		if (pattern.length <= longest || !matchesPattern(name, pattern)) continue;
		owner = publisher;
		longest = pattern.length;
	}
	return owner;
}
function nameProvided(text) {
	const provision = parseProvision(text);
	return isProblem(provision) ? [] : [provision.name];
}
// engine/catalog/media-files.ts
function mediaName(entry) {
	const extension = {
		"image/svg+xml": "svg",
		"image/png": "png",
		"image/jpeg": "jpg",
		"image/webp": "webp"
	}[entry.type];
	return `${entry.sha256}.${extension}`;
}
function mediaOf({ app }) {
	return [...app?.icon === void 0 ? [] : [app.icon], ...(app?.screenshots ?? []).map(({ caption: _words, ...entry }) => entry)];
}
function artOf({ featured }) {
	return featured.flatMap(({ art }) => art === void 0 ? [] : [art]);
}
// engine/catalog/record-blocks.ts
var fullBlock = 128e3;
var lineFeed = Buffer.from("\n");
var mostKnown = 32;
var kept = new WeakMap();
function keepRecords(catalog) {
	kept.set(catalog, new Map());
}
function keyOf({ block, start }) {
	return block * fullBlock + start;
}
var blocks = new WeakMap();
function recordBytes(catalog, { block, start, length }) {
	return unpackedBlock(catalog, block).subarray(start, start + length);
}
function* linesOf(catalog, places) {
	for (let from = 0, to = 0; from < places.length; from = to) {
		const { block, start } = places[from];
		const content = unpackedBlock(catalog, block);
		let end = start;
		do
			end += places[to++].length + 1;
		while (content[end - 1] === lineFeed[0] && places[to]?.block === block && places[to].start === end);
		if (content[end - 1] === lineFeed[0]) yield content.subarray(start, end);
		else yield* [content.subarray(start, end - 1), lineFeed];
	}
}
function recordAt(catalog, place) {
	const known = kept.get(catalog)?.get(keyOf(place));
	if (known !== void 0) return known;
	return JSON.parse(recordBytes(catalog, place).toString("utf8"));
}
function unpackedBlock(catalog, number) {
	const known = blocks.get(catalog) ?? new Map();
	blocks.set(catalog, known);
	const content = known.get(number) ?? readBlock(catalog, number);
	known.delete(number);
	known.set(number, content);
	if (known.size > mostKnown && !kept.has(catalog)) known.delete(known.keys().next().value);
	return content;
}
function readBlock(catalog, number) {
	const row = blocksOf(catalog)(number);
	if (row === void 0) throw new Error(`the catalog has no block ${number}`);
	return row.is_packed === 1 ? unpacked(catalog, row.content) : row.content;
}
var queries = new WeakMap();
function blocksOf(catalog) {
	const known = queries.get(catalog);
	if (known !== void 0) return known;
	const query = catalog.prepare("SELECT is_packed, content FROM block WHERE id = ?");
	const find = (number) => query.get(number);
	queries.set(catalog, find);
	return find;
}
function unpacked(catalog, content) {
	try {
		return zstdDecompressSync(content, { chunkSize: 16e4 });
	} catch (error) {
		const detail = error instanceof Error ? error.message : "";
		throw new EngineError("state/damaged", {
			file: catalog.name,
			detail
		}, { cause: error });
	}
}
function forgetBlocks(catalog) {
	blocks.delete(catalog);
	kept.get(catalog)?.clear();
}
function blockWriter(catalog, repository) {
	const insert = catalog.prepare("INSERT INTO block (id, repository, records, is_packed, content) VALUES (?, ?, ?, 1, ?)");
	const memory = kept.get(catalog);
	let texts = [];
	let length = 0;
	let number = nextBlock(catalog);
	const finish = () => {
		if (texts.length === 0) return;
		const params = { [constants$3.ZSTD_c_compressionLevel]: 6 };
		const content = Buffer.concat(texts, length);
		insert.run(number, repository, texts.length / 2, zstdCompressSync(content, { params }));
		[texts, length, number] = [
			[],
			0,
			number + 1
		];
	};
	return {
		add: (text, record) => {
			if (length >= fullBlock) finish();
			const place = {
				block: number,
				start: length,
				length: text.length
			};
			texts.push(text, lineFeed);
			length += text.length + lineFeed.length;
			if (record !== void 0) memory?.set(keyOf(place), record);
			return place;
		},
		finish
	};
}
function nextBlock(catalog) {
	return (catalog.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'block'").pluck().get() ?? 0) + 1;
}
function packBlocks(catalog, repository) {
	const count = (sql) => catalog.prepare(sql).pluck().get(repository) ?? 0;
	const used = count("SELECT count(*) FROM release WHERE repository = ?");
	if (count("SELECT sum(records) FROM block WHERE repository = ?") <= used * 1.25) return;
	const last = nextBlock(catalog);
	const writer = blockWriter(catalog, repository);
	const move = catalog.prepare("UPDATE release SET block = ?, start = ?, length = ? WHERE id = ?");
	const rows = catalog.prepare("SELECT id, block, start, length FROM release WHERE repository = ? ORDER BY name, rank").all(repository);
	for (const { id, ...from } of rows) {
		const { block, start, length } = writer.add(recordBytes(catalog, from));
		move.run(block, start, length, id);
	}
	writer.finish();
	catalog.prepare("DELETE FROM block WHERE repository = ? AND id < ?").run(repository, last);
}
// engine/catalog/catalog-rows.ts
function rowsOf(catalog, repository) {
	const source = catalog.prepare("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)");
	const known = catalog.prepare("SELECT block, start, length FROM release WHERE repository = ? AND name = ? ORDER BY rank");
	const remove = catalog.prepare("DELETE FROM release WHERE repository = ? AND name = ?");
	const media = mediaRows(catalog, repository);
	const releases = releaseRows(catalog, repository);
	return {
		describe: ({ index, indexSha256, advisories }) => {
			const { publishers, featured, collections, name, description } = index;
			const about = {
				publishers,
				featured,
				collections,
				name,
				description
			};
			source.run(repository, indexSha256, JSON.stringify(about), JSON.stringify(advisories));
		},
		add: (records, publishers) => {
			for (const [rank, written] of newestFirst(records, publishers).entries()) {
				releases.add(written, rank);
				for (const entry of mediaOf(written.record)) media.add(entry);
			}
		},
		take: (name) => {
			const records = known.all(repository, name).map((place) => writtenAt(catalog, place));
			for (const { record } of records) for (const entry of mediaOf(record)) media.remove(entry);
			remove.run(repository, name);
			return records;
		},
		addArt: (index) => {
			for (const entry of artOf(index)) media.add(entry);
		},
		takeArt: (index) => {
			for (const entry of artOf(index)) media.remove(entry);
		},
		finish: releases.finish
	};
}
function writtenAt(catalog, place) {
	const text = recordBytes(catalog, place);
	return {
		record: JSON.parse(text.toString("utf8")),
		text
	};
}
function releaseRows(catalog, repository) {
	const release = catalog.prepare(`INSERT INTO release (repository, name, rank, version, architecture, block, start, length)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
	const blocks = blockWriter(catalog, repository);
	const provided = catalog.prepare("INSERT INTO provided VALUES (?, ?)");
	return {
		finish: blocks.finish,
		add: ({ record, text }, rank) => {
			const { name, version, architecture } = record;
			const { block, start, length } = blocks.add(text, record);
			const { lastInsertRowid } = release.run(...[
				repository,
				name,
				rank,
				version,
				architecture,
				block,
				start,
				length
			]);
			for (const clause of record.provides) {
				const provision = parseProvision(clause, record.version_scheme);
				if (!isProblem(provision)) provided.run(provision.name, lastInsertRowid);
			}
			for (const id of record.app?.extends ?? []) provided.run(addOnKey(id), lastInsertRowid);
		}
	};
}
function mediaRows(catalog, repository) {
	const add = catalog.prepare(`INSERT INTO media VALUES (?, ?, ?, 1)
     ON CONFLICT (file, repository) DO UPDATE SET uses = uses + 1, entry = excluded.entry`);
	const remove = catalog.prepare("UPDATE media SET uses = uses - 1 WHERE file = ? AND repository = ?");
	const forget = catalog.prepare("DELETE FROM media WHERE file = ? AND repository = ? AND uses <= 0");
	return {
		add: (entry) => void add.run(mediaName(entry), repository, JSON.stringify(entry)),
		remove: (entry) => {
			remove.run(mediaName(entry), repository);
			forget.run(mediaName(entry), repository);
		}
	};
}
function newestFirst(releases, publishers) {
	if (releases.length < 2) return releases;
	const barred = new Set(releases.filter(({ record }) => barOf(record, publishers) !== null));
	return releases.toSorted((a, b) => Number(barred.has(a)) - Number(barred.has(b)) || -compareVersions(a.record.version, b.record.version, a.record.version_scheme));
}
function addOnKey(id) {
	return `extends:${id.replace(/\.desktop$/, "")}`;
}
// engine/base/json-elements.ts
var elementDepth = 22;
function splitJson(bytes, member) {
	const scan = new Scan(bytes);
	const list = scan.memberAt(member);
	if (list < 0 || bytes[list] !== openBracket) return null;
	const before = list + 1;
	if (bytes[before] === closeBracket) return {
		elements: [],
		before,
		after: before
	};
	const elements = [];
	for (let start = before; bytes[start] === openBrace;) {
		const end = scan.valueEnd(start);
		if (end < 0) return null;
		elements.push({
			start,
			end,
			isPlain: scan.isPlain
		});
		if (bytes[end] === closeBracket) return {
			elements,
			before,
			after: end
		};
		if (bytes[end] !== comma) return null;
		start = end + 1;
	}
	return null;
}
var quote = 34;
var comma = 44;
var colon = 58;
var backslash = 92;
var underscore = 95;
var openBracket = 91;
var closeBracket = 93;
var openBrace = 123;
var closeBrace = 125;
var kind = {
	strange: 0,
	silent: 1,
	digit: 2,
	quote: 3,
	opens: 4,
	closes: 5
};
var kinds = new Uint8Array(256);
for (const letter of "truefalsn,:") kinds[letter.charCodeAt(0)] = kind.silent;
for (const digit of "0123456789") kinds[digit.charCodeAt(0)] = kind.digit;
kinds[quote] = kind.quote;
kinds[openBracket] = kinds[openBrace] = kind.opens;
kinds[closeBracket] = kinds[closeBrace] = kind.closes;
var exactDigits = 15;
var Scan = class {
	isPlain = true;
	#bytes;
	#keyStarts = new Uint32Array(24);
	#keyEnds = new Uint32Array(24);
	constructor(bytes) {
		this.#bytes = bytes;
	}
	memberAt(name) {
		const bytes = this.#bytes;
		if (bytes[0] !== openBrace) return -1;
		for (let at = 1; bytes[at] === quote;) {
			const end = this.#stringEnd(at);
			if (bytes[end + 1] !== colon) return -1;
			if (this.#isName(name, at + 1, end)) return end + 2;
			const next = this.valueEnd(end + 2);
			if (next < 0 || bytes[next] !== comma) return -1;
			at = next + 1;
		}
		return -1;
	}
	#isName(name, start, end) {
		if (end - start !== name.length) return false;
		for (let at = 0; at < name.length; at += 1) if (this.#bytes[start + at] !== name.charCodeAt(at)) return false;
		return true;
	}
	valueEnd(start) {
		const bytes = this.#bytes;
		this.isPlain = true;
		let depth = 0;
		for (let at = start; at < bytes.length; at += 1) {
			const found = kinds[bytes[at]];
			if (found === kind.quote) at = this.#string(at, depth);
			else if (found === kind.digit) at = this.#number(at);
			else if (found === kind.opens) this.#enter(depth += 1);
			else if (found === kind.closes) depth -= 1;
			else if (found === kind.strange) this.isPlain = false;
			if (depth <= 0 && isEnd(bytes[at + 1])) return at + 1;
		}
		return -1;
	}
	#enter(depth) {
		if (depth > 22) this.isPlain = false;
		else this.#keyEnds[depth] = 0;
	}
	#number(start) {
		let at = start;
		while (kinds[this.#bytes[at + 1]] === kind.digit) at += 1;
		if (at - start >= exactDigits || !isEnd(this.#bytes[at + 1])) this.isPlain = false;
		return at;
	}
	#string(start, depth) {
		const end = this.#stringEnd(start);
		if (this.#bytes[end + 1] === colon) this.#key(start + 1, end, depth);
		return end;
	}
	#stringEnd(start) {
		const bytes = this.#bytes;
		let seen = 0;
		let at = start + 1;
		for (; at < bytes.length; at += 1) {
			const byte = bytes[at];
			if (byte === quote) break;
			seen |= byte;
			if (byte !== backslash) continue;
			this.isPlain = false;
			at += 1;
		}
		if (seen >= 128) this.isPlain = false;
		return at;
	}
	#key(start, end, depth) {
		if (depth > 22 || this.#bytes[start] === underscore) this.isPlain = false;
		else {
			if (this.#keyEnds[depth] !== 0 && !this.#isAfterLast(start, end, depth)) this.isPlain = false;
			this.#keyStarts[depth] = start;
			this.#keyEnds[depth] = end;
		}
	}
	#isAfterLast(start, end, depth) {
		const bytes = this.#bytes;
		const last = this.#keyStarts[depth];
		const lastLength = this.#keyEnds[depth] - last;
		const length = end - start;
		for (let at = 0; at < length && at < lastLength; at += 1) {
			const order = bytes[start + at] - bytes[last + at];
			if (order !== 0) return order > 0;
		}
		return length > lastLength;
	}
};
function isEnd(byte) {
	return byte === comma || byte === closeBracket || byte === closeBrace;
}
// engine/model/as-declared.ts
function asDeclared(schema) {
	return checkOf(schema);
}
function checkOf(told) {
	const [first, ...rest] = told.pipe ?? [told];
	const [one, two, three, ...more] = [typeCheck(first), ...rest.map(actionCheck)];
	if (two === void 0) return one;
	if (three === void 0) return (value) => one(value) && two(value);
	return (value) => one(value) && two(value) && three(value) && more.every((check) => check(value));
}
var never = () => false;
var isText = (value) => typeof value === "string";
function typeCheck(told) {
	switch (told.type) {
		case "string": return isText;
		case "number": return (value) => typeof value === "number";
		case "boolean": return (value) => typeof value === "boolean";
		case "literal": return (value) => value === told.literal;
		case "picklist": return (value) => told.options.includes(value);
		case "array": return listCheck(checkOf(told.item));
		case "strict_object": return objectCheck(told.entries);
		case "record": return recordCheck(checkOf(told.key), checkOf(told.value));
		case "union":
		case "variant": return unionCheck(told.options);
		default: return never;
	}
}
function actionCheck({ type, requirement }) {
	switch (type) {
		case "regex":
		case "iso_timestamp":
		case "iso_date": return (value) => requirement.test(value);
		case "min_length": return (value) => value.length >= requirement;
		case "max_length": return (value) => value.length <= requirement;
		case "min_value": return (value) => value >= requirement;
		case "safe_integer": return Number.isSafeInteger;
		case "check": return (value) => requirement(value);
		default: return never;
	}
}
function listCheck(item) {
	return (value) => {
		if (!Array.isArray(value)) return false;
		for (let at = 0; at < value.length; at += 1) if (!item(value[at])) return false;
		return true;
	};
}
function objectCheck(entries) {
	const members = Object.entries(entries).map(([key, told]) => {
		const isOptional = told.type === "optional";
		const mayBeMissing = isOptional && told.default === void 0;
		return {
			key,
			check: checkOf(isOptional ? told.wrapped : told),
			mayBeMissing
		};
	});
	return (value) => {
		if (!isPlainObject(value)) return false;
		let found = 0;
		for (let at = 0; at < members.length; at += 1) {
			const { key, check, mayBeMissing } = members[at];
			const member = value[key];
			if (member === void 0 && mayBeMissing) continue;
			if (!check(member)) return false;
			found += 1;
		}
		return Object.keys(value).length === found;
	};
}
function recordCheck(key, member) {
	return (value) => isPlainObject(value) && Object.entries(value).every(([name, one]) => key(name) && member(one));
}
function unionCheck(options) {
	const marks = options.map(({ type, pipe, entries }) => {
		return [pipe?.[0]?.type ?? type, ...Object.entries(entries ?? {}).flatMap(([key, { type: is, literal }]) => is === "literal" ? [key, String(literal)] : [])].join(" ");
	});
	const checks = options.map(checkOf);
	if (new Set(marks).size !== marks.length) return never;
	return (value) => checks.some((check) => check(value));
}
function isPlainObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// engine/catalog/read-index.ts
var UnreadableIndex = class extends Error {
	name = "UnreadableIndex";
};
function readIndex(bytes) {
	const split = splitJson(bytes, "packages");
	if (split === null) return readWhole(bytes);
	const rest = Buffer.concat([bytes.subarray(0, split.before), bytes.subarray(split.after)]);
	const { packages: _none, ...about } = parsed(RepositoryIndex, rest.toString("utf8"));
	return {
		about,
		releases: releasesIn(bytes, split)
	};
}
function readWhole(bytes) {
	const { packages, ...about } = parsed(RepositoryIndex, bytes.toString("utf8"));
	return {
		about,
		releases: packages.map(writtenRecord)
	};
}
function writtenRecord(record) {
	return {
		record,
		text: Buffer.from(canonicalJson(record), "utf8")
	};
}
function releasesIn(bytes, { elements }) {
	const isAsDeclared = asDeclared(IndexRecord);
	return elements.map((element) => {
		if (!element.isPlain) return otherRecord(bytes, element);
		const { start, end } = element;
		const record = JSON.parse(bytes.toString("latin1", start, end));
		if (!isAsDeclared(record)) return otherRecord(bytes, element);
		return {
			record,
			text: bytes.subarray(start, end)
		};
	});
}
function otherRecord(bytes, { start, end }) {
	const record = parsed(IndexRecord, bytes.toString("utf8", start, end), 22);
	const text = canonicalJson(record);
	return {
		record: JSON.parse(text),
		text: Buffer.from(text, "utf8")
	};
}
function parsed(schema, text, maxDepth) {
	const limits = maxDepth === void 0 ? {} : { maxDepth };
	return parse$2(schema, parseJsonStrict(text, limits), { abortEarly: true });
}
// engine/catalog/build-catalog.ts
function replaceReleases(catalog, source, releases) {
	const replace = () => {
		clearSource(catalog, source.repository);
		const rows = rowsOf(catalog, source.repository);
		rows.describe(source);
		for (const named of byName(releases)) {
			const problem = indexProblem({ packages: named.map(({ record }) => record) });
			if (problem !== null) throw new UnreadableIndex(problem);
			rows.add(named, source.index.publishers);
		}
		rows.addArt(source.index);
		rows.finish();
	};
	try {
		guarded(catalog.name, () => catalog.transaction(replace).immediate());
	} catch (error) {
		forgetBlocks(catalog);
		throw error;
	}
}
function byName(releases) {
	const groups = Map.groupBy(releases, ({ record }) => record.name);
	return [...groups.keys()].sort().map((name) => groups.get(name));
}
function removeSource(catalog, repository) {
	guarded(catalog.name, () => catalog.transaction(() => clearSource(catalog, repository)).immediate());
}
function clearSource(catalog, repository) {
	for (const table of [
		"release",
		"block",
		"media",
		"source",
		"change"
	]) catalog.prepare(`DELETE FROM ${table} WHERE repository = ?`).run(repository);
}
// engine/threads/thread.ts
async function askThread(options, signal) {
	return withThread(options, signal, (worker, ended) => answerOf$1(worker, ended));
}
async function useThread(options, signal, use) {
	await withThread(options, signal, async (worker, ended) => {
		const ask = (question) => {
			worker.postMessage(question);
			return answerOf$1(worker, ended);
		};
		try {
			await use(ask);
		} finally {
			await worker.terminate();
		}
	});
}
function lastingThread(options) {
	let running = null;
	let last = Promise.resolve();
	const askNow = async (question, signal) => {
		running ??= await started(options);
		const { worker, ended } = running;
		signal.throwIfAborted();
		const stop = () => void worker.terminate();
		signal.addEventListener("abort", stop, { once: true });
		try {
			worker.postMessage(question);
			return await answerOf$1(worker, ended);
		} catch (error) {
			running = null;
			signal.throwIfAborted();
			throw error;
		} finally {
			signal.removeEventListener("abort", stop);
		}
	};
	return {
		ask: async (question, signal) => {
			const asked = last.then(async () => askNow(question, signal));
			last = asked.catch(() => void 0);
			return asked;
		},
		end: async () => {
			await last;
			await running?.worker.terminate();
		}
	};
}
async function started({ file, data, resourceLimits = {} }) {
	const { Worker } = await import("node:worker_threads");
	const worker = new Worker(file, {
		workerData: data,
		resourceLimits
	});
	const ended = new Promise((_, reject) => {
		worker.once("error", reject);
		worker.once("exit", () => reject(new Error("a thread ended early")));
	});
	ended.catch(() => void 0);
	return {
		worker,
		ended
	};
}
async function answerOf$1(worker, ended) {
	const [answer] = await Promise.race([once(worker, "message"), ended]);
	return answer;
}
async function withThread(options, signal, work) {
	signal.throwIfAborted();
	const { worker, ended } = await started(options);
	const stop = () => void worker.terminate();
	signal.addEventListener("abort", stop, { once: true });
	if (signal.aborted) stop();
	try {
		return await work(worker, ended);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
function workerFile({ dirname, filename }, name) {
	if (filename.endsWith(".ts")) return path.join(dirname, `${name}.ts`);
	return path.join(path.basename(dirname) === "chunks" ? path.dirname(dirname) : dirname, `${name}.js`);
}
// engine/catalog/in-thread.ts
var inThread = async (job, signal) => {
	const thread = catalogThread();
	try {
		return await answerOf(thread, job, signal);
	} finally {
		await thread.end();
	}
};
async function withOneThread(work) {
	const thread = catalogThread();
	let hasRead = false;
	try {
		return await work(async (job, signal) => {
			hasRead ||= job.kind === "source";
			if (job.kind === "search" && !hasRead) return inThread(job, signal);
			return answerOf(thread, job, signal);
		});
	} finally {
		await thread.end();
	}
}
function catalogThread() {
	return lastingThread({
		file: workerFile(import.meta, "catalog-worker"),
		resourceLimits: { maxYoungGenerationSizeMb: youngGeneration }
	});
}
async function answerOf(thread, job, signal) {
	const outcome = await thread.ask(job, signal);
	if (outcome.kind === "done") return outcome.value;
	throw new EngineError(outcome.failure.code, outcome.failure.facts);
}
var youngGeneration = 96;
// engine/catalog/source-digests.ts
function digestsIn(text) {
	const [index = "", advisories = ""] = text.split(" ");
	return {
		index,
		advisories
	};
}
// engine/catalog/pool-sources.ts
function poolSources(catalog) {
	return catalog.prepare("SELECT repository, index_sha256 AS digest FROM source ORDER BY repository").all().map(({ repository, digest }) => ({
		repository,
		digest: digestsIn(digest).index
	}));
}
function isMadeOf(about, catalog, architecture) {
	if (about.architecture !== architecture) return false;
	const sources = poolSources(catalog);
	return sources.length === about.sources.length && sources.every(({ repository, digest }, index) => {
		const source = about.sources[index];
		return source?.repository === repository && source.digest === digest;
	});
}
function countReleases(catalog) {
	return catalog.prepare("SELECT count(*) FROM release").pluck().get() ?? 0;
}
// engine/catalog/stored-advisories.ts
function storedAdvisories(catalog, repository) {
	return guarded(catalog.name, () => {
		const row = catalog.prepare("SELECT index_sha256, advisories FROM source WHERE repository = ?").get(repository);
		if (row === void 0) return {
			digest: "",
			file: {
				format: 1,
				advisories: []
			}
		};
		return {
			digest: digestsIn(row.index_sha256).advisories,
			file: advisoryFileIn(row.advisories)
		};
	});
}
function advisoryFileIn(text) {
	const stored = JSON.parse(text);
	return Array.isArray(stored) ? {
		format: 1,
		advisories: stored
	} : stored;
}
function replaceAdvisories(catalog, repository, advisories) {
	guarded(catalog.name, () => catalog.transaction(() => {
		const digest = catalog.prepare("SELECT index_sha256 FROM source WHERE repository = ?").pluck().get(repository);
		catalog.prepare("UPDATE source SET index_sha256 = ?, advisories = ? WHERE repository = ?").run(`${digestsIn(digest ?? "").index} ${advisories.digest}`, JSON.stringify(advisories.file), repository);
	}).immediate());
}
// engine/search/columns.ts
var roles = [
	"app",
	"command",
	"component"
];
var standings = [
	"offered",
	"architecture",
	"revoked",
	"stranger"
];
var sizeSteps = [
	1e6,
	1e7,
	1e8,
	1e9
];
var sizeBuckets = [
	"1-mb",
	"10-mb",
	"100-mb",
	"1-gb",
	"more"
];
var ageSteps = [
	7,
	30,
	365
];
var ageBuckets = [
	"week",
	"month",
	"year",
	"older"
];
var millisecondsOfDay = 864e5;
function dayOf(moment) {
	return Math.floor(moment / millisecondsOfDay);
}
function sizeBucketOf(size) {
	return sizeSteps.findLastIndex((step) => size > step) + 1;
}
function ageBucketOf(age) {
	if (age <= ageSteps[0]) return 0;
	if (age <= ageSteps[1]) return 1;
	return age <= ageSteps[2] ? 2 : 3;
}
function flagsOf(role, verified, standing) {
	return roles.indexOf(role) | (verified ? 4 : 0) | standings.indexOf(standing) << 3;
}
function roleIn(flags) {
	return flags & 3;
}
function isVerified(flags) {
	return (flags & 4) !== 0;
}
function standingIn(flags) {
	return flags >> 3 & 3;
}
// engine/search/fields.ts
var fields = {
	name: 1,
	namePart: 2,
	title: 4,
	titleWord: 8,
	command: 16,
	label: 32,
	summary: 64,
	description: 128
};
var worth = [
	[fields.name, 200],
	[fields.title, 190],
	[fields.command, 150],
	[fields.titleWord, 124],
	[fields.namePart, 120],
	[fields.label, 84],
	[fields.summary, 70],
	[fields.description, 24]
];
var worthOf = Uint8Array.from({ length: 256 }, (_, mask) => worth.find(([bit]) => (mask & bit) !== 0)?.[1] ?? 0);
var bestFieldOf = Uint8Array.from({ length: 256 }, (_, mask) => worth.find(([bit]) => (mask & bit) !== 0)?.[0] ?? 0);
var shortFields = fields.name | fields.title | fields.command | fields.titleWord | fields.namePart;
var callingFields = shortFields | fields.label;
var tellingFields = callingFields | fields.summary;
// engine/search/fold.ts
var plain = {
	\u00DF: "ss",
	\u00E6: "ae",
	\u0153: "oe",
	\u00F8: "o",
	\u0142: "l",
	\u0111: "d",
	\u00F0: "d",
	\u00FE: "th",
	\u0131: "i"
};
var isAscii = /^[\0-\x7F]*$/;
function fold(text) {
	const lower = text.toLowerCase();
	if (isAscii.test(lower)) return lower;
	return lower.normalize("NFKD").replace(/[\u0300-\u036F]/g, "").normalize("NFC").toLowerCase().replace(/[\u00DF\u00E6\u0153\u00F8\u0142\u0111\u00F0\u00FE\u0131]/g, (letter) => plain[letter] ?? letter);
}
var word = /[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}\p{M}]|(?<=\p{L})['\u2019](?=\p{L}))*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
var asciiWord = /[a-z0-9]+(?:'(?=[a-z])[a-z0-9]+)*(?:\+\+|#(?![a-z0-9]))?/g;
var unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u30FC]+/gu;
var longest = 64;
function wordsOf(folded) {
	if (isAscii.test(folded)) return (folded.match(asciiWord) ?? []).map(shortened);
	return (folded.match(word) ?? []).flatMap((each) => piecesOf(each, true)).map(shortened);
}
function soughtWords(folded) {
	if (isAscii.test(folded)) return wordsOf(folded);
	return (folded.match(word) ?? []).flatMap((each) => piecesOf(each, false)).map(shortened);
}
function piecesOf(text, withSingles) {
	const pieces = [];
	let end = 0;
	for (const { 0: run, index } of text.matchAll(unspaced)) {
		if (index > end) pieces.push(text.slice(end, index));
		const signs = [...run];
		if (withSingles || signs.length === 1) pieces.push(...signs);
		for (let at = 1; at < signs.length; at += 1) pieces.push(`${signs[at - 1]}${signs[at]}`);
		end = index + run.length;
	}
	if (end < text.length) pieces.push(text.slice(end));
	return pieces;
}
function shortened(text) {
	return text.length > longest ? text.slice(0, longest) : text;
}
function slugOf(folded) {
	return folded.replace(/^[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}+#]+$/u, "").replace(/\s+/g, "-").slice(0, longest);
}
// engine/search/letters.ts
function lettersOf(text) {
	let letters = 0;
	for (let at = 0; at < text.length; at += 1) letters |= 1 << groupOf(text.charCodeAt(at));
	return letters >>> 0;
}
function groupOf(code) {
	return code >= 97 && code <= 122 ? code - 97 : 26 + code % 6;
}
function countBits(bits) {
	let rest = bits - (bits >>> 1 & 1431655765);
	rest = (rest & 858993459) + (rest >>> 2 & 858993459);
	return (rest + (rest >>> 4) & 252645135) * 16843009 >>> 24;
}
// engine/catalog/first-line.ts
function firstLine(text) {
	return text.trim().split("\n", 1)[0] ?? "";
}
// engine/catalog/card.ts
function cardText(record, verified) {
	const { version, architecture, installed_size: installedSize, app, published } = record;
	const orNothing = (list) => list.length === 0 ? 0 : list;
	const card = [
		version,
		architecture,
		installedSize,
		app === void 0 ? firstLine(record.description) : 0,
		verified ? maintainerName(record.maintainer) : 0,
		isoOf(Date.parse(published)) === published ? 0 : published,
		orNothing(record.tags),
		orNothing(record.commands),
		orNothing(record.provides),
		app === void 0 ? 0 : appOf(app)
	];
	return JSON.stringify(card.slice(0, card.findLastIndex((each) => each !== 0) + 1));
}
function appOf({ name, summary, icon, launchable, media_types, keywords, translations }) {
	const words = Object.entries(translations ?? {}).map(([language, told]) => [language, {
		name: told.name,
		keywords: told.keywords
	}]);
	return {
		name,
		summary,
		icon,
		launchable,
		media_types,
		keywords,
		translations: Object.fromEntries(words)
	};
}
function cardAt(index, number) {
	const { about, data } = index;
	const [version, architecture, installedSize, summary, publisher, published, tags, commands, provides, app] = JSON.parse(index.cardAt(number));
	const categories = data.categories.subarray(data.categoryStarts[number], data.categoryStarts[number + 1]);
	return {
		repository: about.repositories[data.repositories[number]],
		record: {
			name: index.nameOf(number),
			version,
			architecture,
			description: summary || "",
			maintainer: publisher || "",
			license: about.licenses[data.licenses[number]],
			categories: Array.from(categories, (category) => about.categories[category]),
			tags: tags || [],
			commands: commands || [],
			provides: provides || [],
			size: data.sizes[number],
			installed_size: installedSize,
			published: published || isoOf(data.moments[number]),
			...app === void 0 || app === 0 ? {} : { app }
		}
	};
}
function isoOf(moment) {
	return Number.isFinite(moment) ? new Date(moment).toISOString() : "";
}
// engine/catalog/record-facts.ts
function roleOf(record) {
	if (record.app?.launchable !== void 0) return "app";
	return record.commands.length > 0 ? "command" : "component";
}
function mediaTypesOf({ app }) {
	return app?.media_types ?? [];
}
function keywordsOf({ app, tags }) {
	const translated = Object.values(app?.translations ?? {});
	return [
		...tags,
		...app?.keywords ?? [],
		...translated.flatMap(({ name, keywords }) => [...name === void 0 ? [] : [name], ...keywords ?? []])
	];
}
// engine/catalog/packed-index.ts
var leastPiece = 65536;
var usualGrowth = 5;
function packedIndex(index) {
	return zstdCompressSync(index, {
		chunkSize: Math.max(leastPiece, index.length),
		params: {
			[constants$3.ZSTD_c_compressionLevel]: 3,
			[constants$3.ZSTD_c_checksumFlag]: 1
		}
	});
}
function readPacked(file) {
	try {
		const packed = readFileSync(file);
		return zstdDecompressSync(packed, { chunkSize: Math.max(leastPiece, usualGrowth * packed.length) });
	} catch (error) {
		if (systemCode(error) === null) throw error;
		return null;
	}
}
// engine/archive/refusal.ts
function refuse(file, reason, detail, cause) {
	throw new EngineError("trust/artifact", {
		file,
		reason,
		detail
	}, { cause });
}
function notAnArchive(file, detail, cause) {
	throw new EngineError("archive/not-an-archive", {
		file,
		detail
	}, { cause });
}
// engine/archive/problem.ts
var ArchiveProblem = class extends Error {
	name = "ArchiveProblem";
};
// engine/archive/byte-cursor.ts
async function feed(reading, chunks) {
	let step = reading.next(null);
	try {
		if (step.done === true) return step.value;
		for await (const chunk of chunks) {
			step = reading.next(chunk);
			if (step.done === true) return step.value;
		}
		while (step.done !== true) step = reading.next(null);
		return step.value;
	} finally {
		if (step.done !== true) reading.return(void 0);
	}
}
var ByteCursor = class {
	#rest = new Uint8Array(0);
	get left() {
		return this.#rest.length;
	}
	*take(length) {
		const first = yield* this.some(length);
		if (first === null) return null;
		if (first.length === length) return Buffer.from(first.buffer, first.byteOffset, length);
		const bytes = Buffer.allocUnsafe(length);
		bytes.set(first);
		for (let filled = first.length; filled < length;) {
			const piece = yield* this.some(length - filled);
			if (piece === null) throw new ArchiveProblem("ends in the middle");
			bytes.set(piece, filled);
			filled += piece.length;
		}
		return bytes;
	}
	*some(limit) {
		while (this.#rest.length === 0) {
			const next = yield;
			if (next === null) return null;
			this.#rest = next;
		}
		const piece = this.#rest.subarray(0, limit);
		this.#rest = this.#rest.subarray(piece.length);
		return piece;
	}
};
// engine/archive/limits.ts
var maximumManifestBytes = 134217728;
var maximumPaxBytes = 65536;
var maximumPaddingBytes = 1048576;
var maximumDictionaryBytes = 67108864;
// engine/archive/zstd-frame.ts
var emptyFrame = Buffer.from("28b52ffd240001000099e9d851", "hex");
var ZstdFrame = class {
	#cursor = new ByteCursor();
	#reading = walkFrame(this.#cursor);
	#isOver = this.#reading.next(null).done === true;
	lengthIn(chunk) {
		if (this.#isOver) return 0;
		this.#isOver = this.#reading.next(chunk).done === true;
		return chunk.length - (this.#isOver ? this.#cursor.left : 0);
	}
	end() {
		if (!this.#isOver) this.#reading.next(null);
	}
};
function expectInside(frame, chunk) {
	if (frame.lengthIn(chunk) !== chunk.length) throw new ArchiveProblem("data after the end");
}
async function* firstZstdFrame(chunks) {
	const frame = new ZstdFrame();
	const behind = [];
	for await (const chunk of chunks) {
		const length = frame.lengthIn(chunk);
		if (length > 0) yield chunk.subarray(0, length);
		if (length < chunk.length) behind.push(chunk.subarray(length));
	}
	frame.end();
	const rest = Buffer.concat(behind);
	if (rest.length > 0 && !emptyFrame.equals(rest)) throw new ArchiveProblem("data after the end");
}
function* walkFrame(cursor) {
	const descriptor = (yield* expect(cursor, 5))[4] ?? 0;
	yield* pass(cursor, headerRestBytes(descriptor));
	for (let last = false; !last;) {
		const block = yield* expect(cursor, 3);
		const field = (block[0] ?? 0) | (block[1] ?? 0) << 8 | (block[2] ?? 0) << 16;
		last = (field & 1) !== 0;
		yield* pass(cursor, (field >> 1 & 3) === 1 ? 1 : field >> 3);
	}
	if ((descriptor & 4) !== 0) yield* pass(cursor, 4);
}
function headerRestBytes(descriptor) {
	const isSingleSegment = (descriptor & 32) !== 0;
	const dictionary = [
		0,
		1,
		2,
		4
	][descriptor & 3] ?? 0;
	const contentSize = [
		isSingleSegment ? 1 : 0,
		2,
		4,
		8
	][descriptor >> 6] ?? 0;
	return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}
function* pass(cursor, length) {
	for (let left = length; left > 0;) {
		const piece = yield* cursor.some(left);
		if (piece === null) throw new ArchiveProblem("ends in the middle");
		left -= piece.length;
	}
}
function* expect(cursor, length) {
	const bytes = yield* cursor.take(length);
	if (bytes === null) throw new ArchiveProblem("ends in the middle");
	return bytes;
}
// engine/archive/zstd-decoder.ts
var pieceBytes = 262144;
var turnBytes = 16 * pieceBytes;
async function* decodeZstd(source) {
	const decoder = openDecoder();
	const native = nativeOf(decoder);
	try {
		yield* native === null ? decodeByStream(source, decoder) : decodeHere(source, decoder, native);
	} finally {
		decoder.destroy();
	}
}
async function* decodeByStream(source, decoder = openDecoder()) {
	yield* through(Readable.from(within(source, (chunk) => Buffer.from(chunk))), decoder);
}
async function* through(source, transform) {
	const feeding = pipeline(source, transform).catch(() => void 0);
	try {
		yield* transform;
	} finally {
		transform.destroy();
		await feeding;
	}
}
async function* decodeHere(source, decoder, { binding, left }) {
	decoder.on("error", () => void 0);
	const output = Buffer.allocUnsafeSlow(pieceBytes);
	let decoded = 0;
	for await (const chunk of within(source, (same) => same)) for (let at = 0, isFull = true; at < chunk.length || isFull;) {
		const { ZSTD_e_continue: flush } = constants$3;
		binding.writeSync(flush, chunk, at, chunk.length - at, output, 0, output.length);
		if (decoder.errored !== null) throw decoder.errored;
		const [room = 0, unread = 0] = left;
		isFull = room === 0;
		at = chunk.length - unread;
		if (room < output.length) yield output.subarray(0, output.length - room);
		decoded += output.length - room;
		if (decoded < turnBytes) continue;
		decoded = 0;
		await new Promise((resolve) => void setImmediate(resolve));
	}
}
async function* within(source, take) {
	const frame = new ZstdFrame();
	for await (const chunk of source) {
		expectInside(frame, chunk);
		yield take(chunk);
	}
	frame.end();
}
function openDecoder() {
	return createZstdDecompress({
		chunkSize: pieceBytes,
		params: { [constants$3.ZSTD_d_windowLogMax]: Math.log2(maximumDictionaryBytes) }
	});
}
function nativeOf(decoder) {
	if (!("_handle" in decoder) || !("_writeState" in decoder)) return null;
	const { _handle: binding, _writeState: left } = decoder;
	if (typeof binding !== "object" || binding === null || !("writeSync" in binding)) return null;
	return typeof binding.writeSync === "function" && left instanceof Uint32Array && left.length === 2 ? {
		binding,
		left
	} : null;
}
// engine/archive/compression.ts
var xzMagic = Buffer.from([
	253,
	55,
	122,
	88,
	90,
	0
]);
var zstdMagic = Buffer.from([
	40,
	181,
	47,
	253
]);
var readBytes = 65536;
var xzReadBytes = 16384;
var zstdLevels = [
	1,
	3,
	5,
	7,
	9,
	12,
	15,
	17,
	19,
	19
];
function compress(chunks, format, preset) {
	if (format === "tar.xz") return compressXz(chunks, preset);
	const params = {
		[constants$3.ZSTD_c_compressionLevel]: zstdLevels[preset] ?? 19,
		[constants$3.ZSTD_c_checksumFlag]: 1
	};
	return firstZstdFrame(through(chunks, createZstdCompress({ params })));
}
async function* compressXz(chunks, preset) {
	const { compressStream } = await loadXz();
	yield* compressStream(webStream(chunks), { preset });
}
async function loadXz() {
	return import("@napi-rs/lzma/xz");
}
async function withDecompressed(file, use, signal) {
	const handle = await openFile$1(file);
	try {
		return await use(decompress(file, handle, signal));
	} finally {
		await handle.close();
	}
}
async function* decompress(file, handle, signal) {
	const isXz = await startsAsXz(file, handle);
	try {
		yield* isXz ? decodeXz(bytesWaitedFor(handle, signal)) : decodeZstd(bytesOf(handle, signal));
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof EngineError || systemCode(error)?.startsWith("E") === true) throw error;
		refuse(file, "archive", error instanceof Error ? error.message : String(error), error);
	}
}
async function startsAsXz(file, handle) {
	const head = Buffer.alloc(64);
	if ((await handle.stat()).isDirectory()) notAnArchive(file, "it is a folder");
	const { bytesRead } = await handle.read(head, 0, head.length, 0);
	if (head.subarray(0, zstdMagic.length).equals(zstdMagic)) return false;
	if (!head.subarray(0, xzMagic.length).equals(xzMagic)) notAnArchive(file, bytesRead === 0 ? "empty" : "neither xz nor zstd");
	if (xzDictionaryBytes(head) > 67108864) refuse(file, "archive", "wants more memory to unpack than allowed");
	return true;
}
async function* decodeXz(source) {
	const { decompressStream } = await loadXz();
	yield* releasing(decompressStream(webStream(source)));
}
async function* bytesWaitedFor(handle, signal) {
	for (let position = 0;;) {
		signal.throwIfAborted();
		const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(xzReadBytes), 0, xzReadBytes, position);
		if (bytesRead === 0) return;
		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}
async function* bytesOf(handle, signal) {
	const buffer = Buffer.allocUnsafeSlow(readBytes);
	for (let position = 0;;) {
		signal.throwIfAborted();
		const bytesRead = readSync(handle.fd, buffer, 0, readBytes, position);
		if (bytesRead === 0) return;
		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}
async function* releasing(chunks) {
	for await (const chunk of chunks) {
		yield chunk;
		const { buffer } = chunk;
		if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.length) buffer.transfer(0);
	}
}
function webStream(source) {
	return Readable.toWeb(Readable.from(source));
}
async function openFile$1(file) {
	try {
		return await open(file, "r");
	} catch (error) {
		if (systemCode(error) === "ENOENT") throw new EngineError("file/not-found", { path: file }, { cause: error });
		throw await toDiskFailure(error, file);
	}
}
function xzDictionaryBytes(head) {
	const flags = head[13] ?? 0;
	let at = 14;
	for (const present of [flags & 64, flags & 128]) if (present !== 0) at = afterVarint(head, at);
	if (!(head[at] === 33 && head[at + 1] === 1)) return 0;
	const bits = head[at + 2] ?? 0;
	return (2 | bits & 1) * 2 ** (Math.floor(bits / 2) + 11);
}
function afterVarint(head, start) {
	let at = start;
	while (((head[at] ?? 0) & 128) !== 0) at += 1;
	return at + 1;
}
// engine/base/collision-key.ts
function collisionKey(path) {
	return path.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}
// engine/archive/member-path.ts
var unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
function pathProblem(path) {
	if (path === "") return "empty path";
	if (path.startsWith("/")) return `absolute path: ${path}`;
	const problem = textProblem(path);
	if (problem !== null) return problem;
	const names = path.split("/");
	if (names.length > 64) return `more than ${64} folders deep`;
	if (collisionKey(names[0] ?? "") === ".multios") return `reserved path: ${path}`;
	if (names.find((name) => name === "" || name === "." || name === "..") !== void 0) return `path not in its shortest form: ${path}`;
	return names.some((name) => Buffer.byteLength(name) > 255) ? `name of more than ${255} bytes` : null;
}
function textProblem(text) {
	if (!text.isWellFormed()) return `broken Unicode: ${JSON.stringify(text)}`;
	if (text.includes("\\")) return `backslash: ${JSON.stringify(text)}`;
	if (unprintable.test(text)) return `control character: ${escaped(text)}`;
	return null;
}
function escaped(text) {
	return text.replace(new RegExp(unprintable.source, "gu"), (character) => {
		return `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`;
	});
}
// engine/archive/check-files.ts
function fileListProblem(manifest) {
	const entries = new Map();
	const keys = new Map();
	let total = 0;
	let previous = "";
	for (const entry of manifest.files) {
		const problem = placeProblem(entry.path, previous, entries);
		if (problem !== null) return problem;
		const other = manifest.origin === void 0 ? twinOf(entry.path, keys) : null;
		if (other !== null) return `same name on some systems: ${other} and ${entry.path}`;
		previous = entry.path;
		entries.set(entry.path, entry);
		if (entry.type === "file") total += entry.size;
	}
	if (total !== manifest.installed_size) return `installed_size is not the sum of the files: ${total}`;
	return linksProblem(entries, manifest.origin !== void 0);
}
function placeProblem(path, previous, entries) {
	const problem = pathProblem(path);
	if (problem !== null) return problem;
	if (entries.has(path)) return `listed twice: ${path}`;
	if (previous !== "" && byCodePoint(previous, path) > 0) return `not in order: ${path}`;
	const slash = path.lastIndexOf("/");
	const parent = slash === -1 ? null : path.slice(0, slash);
	if (parent !== null && entries.get(parent)?.type !== "directory") return `parent is no directory: ${path}`;
	return null;
}
function twinOf(path, keys) {
	const key = collisionKey(path);
	const other = keys.get(key) ?? null;
	keys.set(key, path);
	return other;
}
function linksProblem(entries, mayLeadToOthers) {
	for (const entry of entries.values()) {
		const problem = entry.type === "symlink" ? linkProblem(entry, entries, mayLeadToOthers) : null;
		if (problem !== null) return problem;
	}
	return null;
}
function linkProblem({ path, target }, entries, mayLeadToOthers) {
	const shown = `${path} -> ${target}`;
	if (target === "" || target.startsWith("/")) return `link leaves the package: ${shown}`;
	if (textProblem(target) !== null) return `link target: ${textProblem(target)}`;
	const walk = {
		entries,
		mayLeadToOthers,
		place: path.split("/").slice(0, -1),
		ahead: target.split("/"),
		hops: 0
	};
	for (let name = walk.ahead.shift(); name !== void 0; name = walk.ahead.shift()) {
		const problem = stepProblem(walk, name);
		if (problem !== null) return `${problem}: ${shown}`;
	}
	return walk.place.length === 0 ? `link to the whole package: ${shown}` : null;
}
function stepProblem(walk, name) {
	if (name === "" || name === ".") return null;
	if (name === "..") return walk.place.pop() === void 0 ? "link leaves the package" : null;
	const found = walk.entries.get([...walk.place, name].join("/"));
	if (found === void 0) return otherProblem(walk, name);
	if (found.type === "symlink") return followProblem(walk, found.target);
	if (found.type === "file" && walk.ahead.length > 0) return "link through a file";
	walk.place.push(name);
	return null;
}
function otherProblem({ mayLeadToOthers, place, ahead }, name) {
	if (!mayLeadToOthers) return "link to nothing in the package";
	const rest = ahead.splice(0);
	if (rest.includes("..")) return "link out of what another package has";
	place.push(name, ...rest);
	return null;
}
function followProblem(walk, target) {
	walk.hops += 1;
	if (walk.hops > 40) return "link without end";
	if (target.startsWith("/")) return "link leaves the package";
	walk.ahead.unshift(...target.split("/"));
	return null;
}
// engine/archive/manifest-bytes.ts
function manifestBytes(manifest) {
	return Buffer.from(canonicalJson(manifest));
}
function sha256Of(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
function parseManifest(bytes, file) {
	const parsed = parseJson(bytes, file);
	const checked = safeParse(Manifest, parsed);
	if (!checked.success) {
		const [issue] = checked.issues;
		return refuse(file, "manifest", `${getDotPath(issue) ?? "manifest"}: ${issue.message}`);
	}
	if (!isCanonical(parsed, bytes)) return refuse(file, "manifest", "not in canonical form");
	const { version, version_scheme: scheme } = checked.output;
	if (!isVersion(version, scheme)) return refuse(file, "manifest", `version: ${JSON.stringify(version)}`);
	const problem = fileListProblem(checked.output);
	if (problem !== null) return refuse(file, "manifest", problem);
	return {
		manifest: checked.output,
		manifestBytes: bytes,
		manifestSha256: sha256Of(bytes)
	};
}
function parseJson(bytes, file) {
	try {
		return JSON.parse(new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes));
	} catch (error) {
		return notAnArchive(file, "the manifest is no JSON", error);
	}
}
function isCanonical(value, bytes) {
	try {
		return Buffer.compare(Buffer.from(canonicalJson(value)), bytes) === 0;
	} catch {
		return false;
	}
}
// engine/archive/tar-header.ts
var blockBytes = 512;
var types = new Map([
	["0", "file"],
	["2", "symlink"],
	["5", "directory"],
	["x", "pax"]
]);
function isZero(block) {
	for (let at = 0; at < block.length; at += 1) if (block[at] !== 0) return false;
	return true;
}
function decodeHeader(block) {
	if (octal(block, 148, 8) !== checksum(block)) throw new ArchiveProblem("header checksum is wrong");
	if (latin(block, 257, 8) !== "ustar\x0000") throw new ArchiveProblem("not in POSIX ustar format");
	const flag = latin(block, 156, 1);
	const type = types.get(flag);
	if (type === void 0) throw new ArchiveProblem(`entry of type ${JSON.stringify(flag)}`);
	if (octal(block, 108, 8) !== 0 || octal(block, 116, 8) !== 0) throw new ArchiveProblem("owner is not root");
	const size = octal(block, 124, 12);
	if (!(type === "file" || type === "pax") && size !== 0) throw new ArchiveProblem("a link or directory with content");
	return {
		type,
		path: pathOf(block),
		target: text(block, 157, 100),
		mode: modeOf(block),
		size
	};
}
function pathOf(block) {
	const prefix = text(block, 345, 155);
	const name = text(block, 0, 100);
	return prefix === "" ? name : `${prefix}/${name}`;
}
function modeOf(block) {
	const mode = octal(block, 100, 8);
	if ((mode & -512) !== 0) throw new ArchiveProblem(`special permission bits: ${mode.toString(8)}`);
	return mode;
}
function decodePax(bytes) {
	const records = new Map();
	for (let at = 0; at < bytes.length;) {
		const digits = /^([1-9][0-9]{0,6}) /.exec(latin(bytes, at, 8))?.[1];
		if (digits === void 0) throw new ArchiveProblem("pax record without a length");
		const end = at + Number(digits);
		if (end > bytes.length || bytes[end - 1] !== 10) throw new ArchiveProblem("pax record with a wrong length");
		const record = utf8(bytes.subarray(at + digits.length + 1, end - 1));
		const equals = record.indexOf("=");
		const key = record.slice(0, equals);
		if (equals < 1 || records.has(key)) throw new ArchiveProblem("pax record is broken or doubled");
		records.set(key, record.slice(equals + 1));
		at = end;
	}
	return knownRecords(records);
}
function knownRecords(records) {
	const known = {};
	for (const [key, value] of records) if (key === "path") known.path = value;
	else if (key === "linkpath") known.linkpath = value;
	else if (key === "size" && /^(0|[1-9][0-9]{0,14})$/.test(value)) known.size = Number(value);
	else throw new ArchiveProblem(`pax record ${JSON.stringify(key)}`);
	return known;
}
function octal(block, start, length) {
	const match = /^ *([0-7]*)[ \0]*$/.exec(latin(block, start, length));
	if (match === null) throw new ArchiveProblem("number field is not octal");
	return match[1] === "" ? 0 : Number.parseInt(match[1] ?? "", 8);
}
function text(block, start, length) {
	const field = block.subarray(start, start + length);
	const end = field.indexOf(0);
	if (end !== -1 && !isZero(field.subarray(end))) throw new ArchiveProblem("bytes hidden after a NUL");
	return utf8(end === -1 ? field : field.subarray(0, end));
}
function utf8(bytes) {
	const plain = bytes.toString("latin1");
	if (!/[\x80-\xff]/.test(plain)) return plain;
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		throw new ArchiveProblem("name is not UTF-8");
	}
}
function latin(block, start, length) {
	return block.toString("latin1", start, start + length);
}
function checksum(block) {
	let sum = 256;
	for (let index = 0; index < 512; index += 1) if (index < 148 || index >= 156) sum += block[index] ?? 0;
	return sum;
}
// engine/archive/read-tar.ts
var TarReader = class {
	#cursor = new ByteCursor();
	#unread = 0;
	#padding = 0;
	*next() {
		for (let rest = yield* this.some(); rest !== null; rest = yield* this.some());
		yield* expectPadding(this.#cursor, this.#padding);
		this.#padding = 0;
		const header = yield* nextHeader(this.#cursor);
		if (header === null) {
			yield* expectOnlyZeros(this.#cursor);
			return null;
		}
		const { type, path, target, mode, size } = header;
		if (type === "pax") throw new ArchiveProblem("pax header after a pax header");
		if (type !== "symlink" && target !== "") throw new ArchiveProblem("link target on something that is no link");
		this.#unread = size;
		this.#padding = paddingOf(size);
		return {
			type,
			path: type === "directory" && path.endsWith("/") ? path.slice(0, -1) : path,
			target,
			mode,
			size
		};
	}
	*some() {
		if (this.#unread === 0) return null;
		const piece = yield* this.#cursor.some(this.#unread);
		if (piece === null) throw new ArchiveProblem("ends in the middle");
		this.#unread -= piece.length;
		return piece;
	}
};
function* nextHeader(cursor) {
	const block = yield* expectBlock(cursor);
	if (isZero(block)) {
		if (!isZero(yield* expectBlock(cursor))) throw new ArchiveProblem("half an end mark");
		return null;
	}
	const header = decodeHeader(block);
	if (header.type !== "pax") return header;
	if (header.size === 0 || header.size > 65536) throw new ArchiveProblem("pax header of unusual size");
	const bytes = yield* cursor.take(header.size);
	if (bytes === null) throw new ArchiveProblem("ends in the middle");
	const records = decodePax(bytes);
	yield* expectPadding(cursor, paddingOf(header.size));
	const next = yield* expectBlock(cursor);
	if (isZero(next)) throw new ArchiveProblem("pax header without a member");
	return extended(decodeHeader(next), records);
}
function extended(header, pax) {
	if (pax.linkpath !== void 0 && header.type !== "symlink") throw new ArchiveProblem("linkpath on something that is no link");
	if (pax.size !== void 0 && header.type !== "file") throw new ArchiveProblem("size on something that is no file");
	return {
		...header,
		path: pax.path ?? header.path,
		target: pax.linkpath ?? header.target,
		size: pax.size ?? header.size
	};
}
function* expectBlock(cursor) {
	const block = yield* cursor.take(512);
	if (block === null) throw new ArchiveProblem("ends without an end mark");
	return block;
}
function paddingOf(size) {
	return (512 - size % 512) % 512;
}
function* expectPadding(cursor, length) {
	if (length === 0) return;
	const padding = yield* cursor.take(length);
	if (padding === null || !isZero(padding)) throw new ArchiveProblem("padding is not zeros");
}
function* expectOnlyZeros(cursor) {
	let total = 0;
	for (let piece = yield* cursor.some(512); piece !== null; piece = yield* cursor.some(512)) {
		total += piece.length;
		if (!isZero(piece) || total > 1048576) throw new ArchiveProblem("data after the end");
	}
}
// engine/archive/walk-archive.ts
async function walkArchive(file, begin, signal) {
	return withTar(file, (tar) => walk(file, tar, begin), signal);
}
function* walk(file, tar, begin) {
	const read = yield* firstManifest(file, tar);
	const sink = begin(read);
	for (const entry of read.manifest.files) {
		const member = yield* tar.next();
		if (member === null) return refuse(file, "content", `missing: ${entry.path}`);
		checkMember(file, entry, member);
		if (entry.type === "file") yield* handOn(file, entry, tar, sink);
		else if (entry.type === "directory") sink.directory(entry.path);
		else sink.symlink(entry.path, entry.target);
	}
	const extra = yield* tar.next();
	if (extra !== null) return refuse(file, "content", `not in the manifest: ${JSON.stringify(extra.path)}`);
	return read;
}
function checkMember(file, entry, member) {
	if (member.path !== entry.path) refuse(file, "content", `${JSON.stringify(member.path)} where the manifest has ${entry.path}`);
	if (member.type !== entry.type) refuse(file, "content", `${entry.path} is a ${member.type}`);
	if (entry.type === "symlink" && member.target !== entry.target) refuse(file, "content", `${entry.path} links elsewhere`);
	if (entry.type !== "file") return;
	if (member.mode !== entry.mode) refuse(file, "content", `${entry.path} has mode ${member.mode.toString(8)}`);
	if (member.size !== entry.size) refuse(file, "content", `${entry.path} has ${member.size} bytes`);
}
function* handOn(file, entry, tar, sink) {
	const target = sink.file(entry);
	try {
		if ((yield* passOn(entry.size, tar, target)) !== entry.sha256) refuse(file, "content", `${entry.path} has other bytes`);
	} finally {
		target.close();
	}
}
function* passOn(size, tar, target) {
	const first = (yield* tar.some()) ?? new Uint8Array(0);
	if (first.length > 0) target.write(first);
	if (first.length === size) return hash("sha256", first);
	const sha256 = createHash("sha256").update(first);
	for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) {
		sha256.update(piece);
		target.write(piece);
	}
	return sha256.digest("hex");
}
function* firstManifest(file, tar) {
	const first = yield* firstMember(file, tar);
	if (first === null || first.path !== ".multios/manifest.json" || first.type !== "file") return notAnArchive(file, `the first member is not ${manifestPath}`);
	if (first.size > 134217728) refuse(file, "manifest", `${first.size} bytes`);
	const pieces = [];
	for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) pieces.push(Buffer.from(piece));
	return parseManifest(Buffer.concat(pieces), file);
}
function* firstMember(file, tar) {
	try {
		return yield* tar.next();
	} catch (error) {
		if (error instanceof ArchiveProblem) return notAnArchive(file, error.message, error);
		throw error;
	}
}
async function withTar(file, read, signal) {
	try {
		return await withDecompressed(file, async (chunks) => feed(read(new TarReader()), chunks), signal);
	} catch (error) {
		if (error instanceof ArchiveProblem) refuse(file, "archive", error.message, error);
		throw error;
	}
}
// engine/archive/unpack.ts
var directoryMode = 493;
async function unpackArchive(options, signal) {
	const { file, destination, expected } = options;
	const begin = (read) => {
		if (read.manifestSha256 !== expected.manifestSha256) refuse(file, "manifest", `expected ${expected.manifestSha256}, found ${read.manifestSha256}`);
		if (read.manifest.installed_size !== expected.installedSize) refuse(file, "manifest", `unpacks to ${read.manifest.installed_size} bytes`);
		at(destination, () => mkdirSync(destination, { mode: 448 }));
		return diskSink(destination);
	};
	try {
		const read = await walkArchive(file, begin, signal);
		at(destination, () => chmodSync(destination, directoryMode));
		return read;
	} catch (error) {
		throw error instanceof DiskError ? await toDiskFailure(error.cause, error.target) : error;
	}
}
var DiskError = class extends Error {
	target;
	constructor(target, cause) {
		super(target, { cause });
		this.target = target;
	}
};
function at(target, work) {
	try {
		return work();
	} catch (error) {
		throw new DiskError(target, error);
	}
}
function diskSink(destination) {
	let takesBits = null;
	return {
		directory: (member) => {
			const target = `${destination}/${member}`;
			at(target, () => {
				mkdirSync(target, { mode: directoryMode });
				takesBits ??= (lstatSync(target).mode & 4095) !== directoryMode;
				if (takesBits) chmodSync(target, directoryMode);
			});
		},
		symlink: (member, link) => {
			const target = `${destination}/${member}`;
			at(target, () => symlinkSync(link, target));
		},
		file: (entry) => openFile(`${destination}/${entry.path}`, entry.mode === 493 ? 365 : 292, takesBits ?? true)
	};
}
function openFile(target, mode, takesBits) {
	const descriptor = at(target, () => openSync(target, "wx", mode));
	return {
		write: (piece) => at(target, () => writeAll(descriptor, piece)),
		close: () => at(target, () => {
			if (takesBits) fchmodSync(descriptor, mode);
			closeSync(descriptor);
		})
	};
}
function writeAll(descriptor, piece) {
	for (let written = 0; written < piece.length;) written += writeSync(descriptor, piece, written);
}
// engine/model/commands.ts
var commandFolders = [
	"bin",
	"usr/bin",
	"usr/games",
	"usr/sbin"
];
function commandPaths({ files, alternatives = [] }) {
	const found = new Map();
	const links = alternatives.flatMap(({ link, slaves = [] }) => [link, ...slaves.map((slave) => slave.link)]);
	const members = [...files.flatMap(({ type, path }) => type === "directory" ? [] : [path]), ...links];
	for (const folder of commandFolders) for (const member of members) {
		const name = nameIn(folder, member);
		if (name !== null && !found.has(name)) found.set(name, member);
	}
	return found;
}
function commandsOf(brought) {
	return [...commandPaths(brought).keys()];
}
function commandAt(member) {
	for (const folder of commandFolders) {
		const name = nameIn(folder, member);
		if (name !== null) return name;
	}
	return null;
}
function isMadeForUsr(member) {
	return member.startsWith("usr/");
}
function nameIn(folder, member) {
	if (!member.startsWith(`${folder}/`)) return null;
	const name = member.slice(folder.length + 1);
	return name === "" || name.includes("/") ? null : name;
}
// engine/model/differing-field.ts
function differingField(record, manifest) {
	const told = toldBy(record);
	const signed = signedIn(manifest);
	const fields = new Set([...Object.keys(signed), ...Object.keys(told)]);
	for (const field of fields) if (canonicalJson(told[field] ?? null) !== canonicalJson(signed[field] ?? null)) return field;
	return null;
}
function toldBy(record) {
	const { path: _path, size: _size, sha256: _artifact, manifest_sha256: _digest, published: _day, signed_by: _keys, revoked: _revoked, ...told } = record;
	return {
		...told,
		app: record.app === void 0 ? void 0 : withoutPlaces(record.app)
	};
}
function signedIn(manifest) {
	const { format: _format, files: _files, ...signed } = manifest;
	return {
		...signed,
		commands: commandsOf(manifest),
		app: manifest.app === void 0 ? void 0 : withoutPlaces(manifest.app)
	};
}
function withoutPlaces(app) {
	const { icon, screenshots, ...rest } = app;
	return {
		...rest,
		icon: icon?.sha256,
		screenshots: screenshots.map(({ sha256, caption }) => ({
			sha256,
			caption
		}))
	};
}
// engine/store/stage-release.ts
async function stageRelease({ arrival, from }, signal) {
	rmSync(from, {
		recursive: true,
		force: true
	});
	const { manifestBytes } = await unpack(arrival, from, signal);
	const file = path.join(from, manifestPath);
	try {
		mkdirSync(path.dirname(file));
		chmodSync(path.dirname(file), 493);
		writeFileSync(file, manifestBytes, { mode: 292 });
		chmodSync(file, 292);
	} catch (error) {
		throw await toDiskFailure(error, file);
	}
}
async function unpack({ file, record }, destination, signal) {
	const expected = {
		manifestSha256: record.manifest_sha256,
		installedSize: record.installed_size
	};
	try {
		const read = await unpackArchive({
			file,
			destination,
			expected
		}, signal);
		checkTold(record, read.manifest);
		return read;
	} catch (error) {
		throw namedAsPublished(error, file, record.path);
	}
}
function checkTold(record, manifest) {
	const field = differingField(record, manifest);
	if (field === null) return;
	const detail = `${field}: the repository's list and the signed manifest differ`;
	throw new EngineError("trust/artifact", {
		file: record.path,
		reason: "manifest",
		detail
	});
}
function namedAsPublished(error, file, published) {
	const failure = failureOf(error);
	if (failure?.code !== "trust/artifact" && failure?.code !== "archive/not-an-archive") return error;
	if (failure.facts.file !== file) return error;
	return new EngineError(failure.code, {
		...failure.facts,
		file: published
	}, { cause: error });
}
// engine/base/nearest.ts
function nearest(word, candidates, count = 3) {
	const typed = word.toLowerCase();
	const found = [];
	for (const name of new Set(candidates)) {
		const score = scoreOf(typed, name.toLowerCase());
		if (score !== null) found.push({
			name,
			score
		});
	}
	found.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
	return found.slice(0, count).map(({ name }) => name);
}
var shortestPart = 3;
function scoreOf(word, name) {
	if (word.length >= shortestPart && name.startsWith(word)) return (name.length - word.length) / 100;
	if (word.length > shortestPart && name.includes(word)) return 1.5;
	const limit = Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));
	if (word.length < 2 || Math.abs(word.length - name.length) > limit) return null;
	const distance = editDistance(word, name);
	return distance > limit ? null : distance - sharedPrefix(word, name) / (name.length + 1);
}
function sharedPrefix(a, b) {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length += 1;
	return length;
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const cost = Number(a[i - 1] !== b[j - 1]);
			row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length];
}
// engine/pictures/picture-size.ts
var maximumPixels = 16e6;
function pictureSize(bytes) {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const size = pngSize(head) ?? jpegSize(head) ?? webpSize(head) ?? svgSize(head);
	return size === null || size.width === 0 || size.height === 0 ? null : size;
}
function pngSize(head) {
	return head.length >= 24 && head.toString("latin1", 1, 4) === "PNG" && head[0] === 137 ? {
		width: head.readUInt32BE(16),
		height: head.readUInt32BE(20)
	} : null;
}
function jpegSize(head) {
	if (head[0] !== 255 || head[1] !== 216) return null;
	let at = 2;
	while (at + 9 <= head.length && head[at] === 255) {
		const marker = head[at + 1] ?? 0;
		if (marker >= 192 && marker <= 207 && ![
			196,
			200,
			204
		].includes(marker)) return {
			width: head.readUInt16BE(at + 7),
			height: head.readUInt16BE(at + 5)
		};
		at += 2 + head.readUInt16BE(at + 2);
	}
	return null;
}
function webpSize(head) {
	if (head.length < 30 || head.toString("latin1", 0, 4) !== "RIFF") return null;
	switch (head.toString("latin1", 12, 16)) {
		case "VP8 ": return {
			width: head.readUInt16LE(26) & 16383,
			height: head.readUInt16LE(28) & 16383
		};
		case "VP8L": {
			const bits = head.readUInt32LE(21);
			return {
				width: (bits & 16383) + 1,
				height: (bits >>> 14 & 16383) + 1
			};
		}
		case "VP8X": return {
			width: head.readUIntLE(24, 3) + 1,
			height: head.readUIntLE(27, 3) + 1
		};
		default: return null;
	}
}
function svgSize(head) {
	const root = /<(?:svg:)?svg\b[^>]{0,4000}>/i.exec(head.toString("utf8", 0, 16384))?.[0];
	if (root === void 0) return null;
	const said = (name) => Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d{1,5}(?:\\.\\d+)?)(?:px)?\\s*["']`).exec(root)?.[1] ?? 0);
	const [, boxWidth = 0, boxHeight = 0] = /\sviewBox\s*=\s*["'][\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(root) ?? [];
	const [width, height] = [said("width"), said("height")];
	const isSaid = width > 0 && height > 0;
	return {
		width: Math.round(isSaid ? width : Number(boxWidth)),
		height: Math.round(isSaid ? height : Number(boxHeight))
	};
}
// engine/base/async.ts
async function mapConcurrently(items, limit, work, signal) {
	signal.throwIfAborted();
	const failed = new AbortController();
	const shared = AbortSignal.any([signal, failed.signal]);
	const results = new Array(items.length);
	const queue = items.entries();
	async function worker() {
		for (const [index, item] of queue) {
			shared.throwIfAborted();
			results[index] = await work(item, shared);
		}
	}
	const workers = Array.from({ length: Math.min(Math.max(1, limit), items.length) }, () => worker().catch((error) => {
		failed.abort(error);
	}));
	await Promise.all(workers);
	shared.throwIfAborted();
	return results;
}
async function unlessAborted(work, signal) {
	signal.throwIfAborted();
	let stop = () => void 0;
	const aborted = new Promise((_, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener("abort", stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
function isAbort(error, signal) {
	return error === signal.reason || error instanceof Error && error.name === "AbortError";
}
// engine/base/once.ts
function once$1(make) {
	let made = null;
	return () => (made ??= { value: make() }).value;
}
// engine/triggers/system-folders.ts
async function systemFolders() {
	const folders = [{
		kind: "folder",
		path: "/usr"
	}];
	for (const path of [
		"/bin",
		"/sbin",
		"/lib",
		"/lib32",
		"/lib64",
		"/libx32"
	]) {
		const status = await lstat(path).catch(() => null);
		if (status?.isSymbolicLink()) folders.push({
			kind: "link",
			path,
			target: await readlink(path)
		});
		else if (status?.isDirectory()) folders.push({
			kind: "folder",
			path
		});
	}
	return folders;
}
function systemWords(folder) {
	return folder.kind === "link" ? [
		"--symlink",
		folder.target,
		folder.path
	] : [
		"--ro-bind",
		folder.path,
		folder.path
	];
}
export { fold as $, isDevelopmentVersion as $n, pick as $r, parseRelation as $t, textProblem as A, publicKeyBytes as An, array as Ar, useThread as At, feed as B, canonicalJson as Bn, literal as Br, keepRecords as Bt, octal as C, publisherProblem as Cn, ReleaseUrgency as Cr, countReleases as Ct, sha256Of as D, describePublicKey as Dn, releaseFacts as Dr, inThread as Dt, parseManifest as E, matchesPattern as En, localeForm as Er, digestsIn as Et, through as F, isSignedWith as Fn, getDotPath as Fr, readIndex as Ft, keywordsOf as G, Revocation as Gn, minValue as Gr, barOf as Gt, refuse as H, NamePattern as Hn, maxLength as Hr, packBlocks as Ht, maximumDictionaryBytes as I, signWith as In, integer as Ir, writtenRecord as It, cardAt as J, indexProblem as Jn, nullish as Jr, maintainerName as Jt, mediaTypesOf as K, Succession as Kn, null_ as Kr, findUngranted as Kt, maximumPaddingBytes as L, JsonRefused as Ln, is as Lr, addOnKey as Lt, compress as M, usablePublicKey as Mn, boolean as Mr, removeSource as Mt, decodeXz as N, algorithmOf as Nn, check as Nr, replaceReleases as Nt, fileListProblem as O, isSmallOrder as On, translatedLength as Or, withOneThread as Ot, xzDictionaryBytes as P, generatePrivateKey as Pn, custom as Pr, UnreadableIndex as Pt, lettersOf as Q, compareVersions as Qn, parse$2 as Qr, parseProvision as Qt, maximumPaxBytes as R, parseJsonStrict as Rn, isoTimestamp as Rr, rowsOf as Rt, latin as S, failureOf as Si, publisherOfRole as Sn, Day as Sr, storedAdvisories as St, manifestBytes as T, releasesRole as Tn, appLimits as Tr, poolSources as Tt, packedIndex as U, Publisher as Un, maxValue as Ur, recordAt as Ut, ArchiveProblem as V, IndexRecord as Vn, looseObject as Vr, linesOf as Vt, readPacked as W, RepositoryIndex as Wn, minLength as Wr, mediaName as Wt, firstLine as X, shownReleases as Xn, object as Xr, thresholdFor as Xt, cardText as Y, indexTarget as Yn, number as Yr, ownerOverridden as Yt, countBits as Z, signedAtField as Zn, optional as Zr, formatAlternative as Zt, isMadeForUsr as _, freeBytes as _i, isGranted as _n, ContentRating as _r, sizeBucketOf as _t, mapConcurrently as a, safeParse as ai, VexStatement as an, AppRecord as ar, fields as at, checksum as b, toDiskFailure as bi, narrowedPublishers as bn, ratingLevels as br, advisoryFileIn as bt, pictureSize as c, string as ci, openCatalog as cn, ConfigurationCopy as cr, worthOf as ct, checkTold as d, tuple as di, openDatabase as dn, Manifest as dr, dayOf as dt, picklist as ei, formatConstraints as en, isVersion as er, slugOf as et, stageRelease as f, union as fi, aboutSection as fn, Origin as fr, flagsOf as ft, commandsOf as g, diskFailureBehind as gi, writeSections as gn, manifestPath as gr, roles as gt, commandPaths as h, variant as hi, textSections as hn, VersionSchemeName as hr, roleIn as ht, isAbort as i, safeInteger as ii, Justification as in, Alternative as ir, callingFields as it, collisionKey as j, tufDescription as jn, base64 as jr, workerFile as jt, pathProblem as k, keyIdOfTuf as kn, urlKinds as kr, askThread as kt, editDistance as l, transform as li, guarded as ln, FileEntry as lr, ageBucketOf as lt, commandFolders as m, unwrap as mi, stringsOf as mn, Sha256 as mr, millisecondsOfDay as mt, systemWords as n, record as ni, parseConstraints as nn, SignatureEnvelope as nr, wordsOf as nt, unlessAborted as o, startsWith as oi, VexStatus as on, Architecture as or, shortFields as ot, commandAt as p, unknown as pi, openIndex as pn, PackageName as pr, isVerified as pt, roleOf as q, advisoriesTarget as qn, nullable as qr, keysFor as qt, once$1 as r, regex as ri, satisfies as rn, signedText as rr, bestFieldOf as rt, maximumPixels as s, strictObject as si, dropDamagedCatalog as sn, Caption as sr, tellingFields as st, systemFolders as t, pipe as ti, isProblem as tn, PublicKey as tr, soughtWords as tt, nearest as u, trim as ui, keepToOurselves as un, Launchable as ur, ageBuckets as ut, walkArchive as v, onDisk as vi, knownPublishers as vn, ratedAge as vr, sizeBuckets as vt, text as w, publisherRole as wn, appFacts as wr, isMadeOf as wt, isZero as x, EngineError as xi, pathsOfNames as xn, ratingOf as xr, replaceAdvisories as xt, TarReader as y, systemCode as yi, namesOfPaths as yn, ratingAttributes as yr, standingIn as yt, ByteCursor as z, byCodePoint as zn, lazy as zr, forgetBlocks as zt };

//# sourceMappingURL=shared-DyOnH0nz.js.map