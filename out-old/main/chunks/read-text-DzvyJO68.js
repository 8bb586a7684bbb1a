import { cr as Refusal } from "./engine-CW36T4mF.js";
import { readFile } from "node:fs/promises";
// cli/read-text.ts
async function readText(file, shown) {
	const text = await readTextIfThere(file);
	if (text === null) throw new Refusal({
		code: "file/not-found",
		facts: { path: shown }
	});
	return text;
}
async function readTextIfThere(file) {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT" || code === "EISDIR") return null;
		throw error;
	}
}
export { readTextIfThere as n, readText as t };

//# sourceMappingURL=read-text-DzvyJO68.js.map