import { Wt as mediaName, kr as urlKinds, vr as ratedAge, xr as ratingOf } from "./shared-DyOnH0nz.js";
import { hr as licenseKind } from "./engine-CW36T4mF.js";
// engine/model/localized.ts
function translationFor(translations, wanted) {
	for (const locale of wanted) {
		const parts = locale.split("-");
		for (let length = parts.length; length > 0; length -= 1) {
			const found = translations[parts.slice(0, length).join("-")];
			if (found !== void 0) return found;
		}
		if (parts[0] === "en") return null;
	}
	return null;
}
// engine/operations/present-app.ts
function presented(record, app, locales) {
	if (app === void 0) return silent(record);
	const translation = translationFor(app.translations ?? {}, locales);
	return {
		...silent(record),
		description: translation?.description ?? app.description,
		developer: app.developer ?? null,
		launchable: app.launchable ?? null,
		appId: app.id,
		contentRating: ratingView(app),
		screenshots: shots(app, translation),
		releases: releaseViews(app),
		...listsOf(app),
		...factsOf(app),
		...namesIn(translation)
	};
}
function silent({ name, description, license }) {
	return {
		description,
		developer: null,
		launchable: null,
		appId: name,
		licenseKind: licenseKind(license),
		contentRating: null,
		screenshots: [],
		releases: [],
		urls: [],
		extends: [],
		mediaTypes: [],
		keywords: [],
		developerId: null,
		metadataLicense: null,
		requires: null,
		recommendsFit: null,
		supports: null,
		branding: null,
		endOfLife: null
	};
}
function namesIn(translation) {
	const { name, summary } = translation ?? {};
	return {
		...name === void 0 ? {} : { title: name },
		...summary === void 0 ? {} : { summary }
	};
}
function ratingView(app) {
	const rating = ratingOf(app.content_rating);
	if (rating === null) return null;
	const attributes = Object.entries(rating.attributes).filter(([, level]) => level !== "none").map(([id, level]) => ({
		id,
		level
	}));
	return {
		age: ratedAge(rating),
		attributes
	};
}
function shots(app, translation) {
	return app.screenshots.flatMap((shot, index) => {
		if (!isPublished(shot)) return [];
		const translated = translation?.captions?.[index] ?? "";
		return [{
			source: `media/${mediaName(shot)}`,
			caption: translated === "" ? shot.caption : translated,
			width: shot.width ?? null,
			height: shot.height ?? null
		}];
	});
}
function isPublished(shot) {
	return "type" in shot;
}
function releaseViews(app) {
	return app.releases.map(({ version, date, notes, urgency, url, issues }) => ({
		version,
		date,
		notes: notes ?? "",
		urgency: urgency ?? null,
		url: url ?? null,
		issues: (issues ?? []).map((issue) => ({
			id: issue.id,
			url: issue.url ?? null
		}))
	}));
}
function listsOf(app) {
	return {
		urls: urlKinds.flatMap((kind) => {
			const url = app.urls?.[kind];
			return url === void 0 ? [] : [{
				kind,
				url
			}];
		}),
		extends: app.extends ?? [],
		mediaTypes: app.media_types ?? [],
		keywords: app.keywords ?? []
	};
}
function factsOf(app) {
	const { branding } = app;
	return {
		developerId: app.developer_id ?? null,
		metadataLicense: app.metadata_license ?? null,
		requires: app.requires ?? null,
		recommendsFit: app.recommends ?? null,
		supports: app.supports ?? null,
		branding: branding === void 0 ? null : {
			light: branding.light ?? null,
			dark: branding.dark ?? null
		},
		endOfLife: app.date_eol ?? null
	};
}
export { presented as t };

//# sourceMappingURL=present-app-o5_QKXUt.js.map