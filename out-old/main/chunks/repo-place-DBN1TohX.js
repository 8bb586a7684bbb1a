import path from "node:path";
// cli/repo-place.ts
function target(input, context) {
	return {
		name: input.operand("repoName"),
		path: path.resolve(context.workingDirectory, input.operand("repoPath"))
	};
}
function placeWords(input) {
	return [
		"--repo-name",
		input.operand("repoName"),
		"--repo-path",
		input.operand("repoPath")
	];
}
export { target as n, placeWords as t };

//# sourceMappingURL=repo-place-DBN1TohX.js.map