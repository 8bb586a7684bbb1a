import calculator from "ae-cvss-calculator";
// engine/advisories/cvss.ts
function scoreVector(vector) {
	const [prefix = "", ...metrics] = vector.length > longest ? [] : vector.split("/");
	const standard = standards.get(prefix);
	if (standard === void 0 || !isWhole(metrics, standard)) return null;
	const { overall } = standard.read(vector).calculateScores();
	return overall >= 0 && overall <= 10 ? overall : null;
}
var longest = 512;
function metrics(text) {
	return new Map(text.split(" ").map((one) => {
		const [name = "", values = ""] = one.split(":");
		return [name, new Set(values.includes(",") ? values.split(",") : values)];
	}));
}
var base3 = metrics("AV:NALP AC:LH PR:NLH UI:NR S:UC C:NLH I:NLH A:NLH");
var more3 = metrics("E:XUPFH RL:XOTWU RC:XURC CR:XLMH IR:XLMH AR:XLMH MAV:XNALP MAC:XLH MPR:XNLH MUI:XNR MS:XUC MC:XNLH MI:XNLH MA:XNLH");
var base4 = metrics("AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN");
var more4 = metrics("E:XAPU CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MAT:XNP MPR:XNLH MUI:XNPA MVC:XHLN MVI:XHLN MVA:XHLN MSC:XHLN MSI:XSHLN MSA:XSHLN S:XNP AU:XNY R:XAUI V:XDC RE:XLMH U:X,Clear,Green,Amber,Red");
var standards = new Map([
	["CVSS:3.0", {
		needed: base3,
		optional: more3,
		read: (vector) => new calculator.Cvss3P0(vector)
	}],
	["CVSS:3.1", {
		needed: base3,
		optional: more3,
		read: (vector) => new calculator.Cvss3P1(vector)
	}],
	["CVSS:4.0", {
		needed: base4,
		optional: more4,
		read: (vector) => new calculator.Cvss4P0(vector)
	}]
]);
function isWhole(parts, { needed, optional }) {
	const seen = new Set();
	for (const part of parts) {
		const [name = "", value = "", more] = part.split(":");
		if ((needed.get(name) ?? optional.get(name))?.has(value) !== true || more !== void 0 || seen.has(name)) return false;
		seen.add(name);
	}
	return [...needed.keys()].every((name) => seen.has(name));
}
export { scoreVector };

//# sourceMappingURL=cvss-CpQnYtqo.js.map