import * as v from 'valibot'
import { appFacts, ReleaseUrgency, urlKinds } from '../model/app-record.ts'
import { ratingAttributes, ratingLevels } from '../model/content-rating.ts'
import { licenseKinds } from '../model/license-kind.ts'

const Fit = v.nullable(appFacts.requires.wrapped)

/** What an app tells of itself, in the language that was asked for as far as it was translated. */
export const AppDetails = v.strictObject({
  /** The app's id, by which add-ons name it; the package's name where it has none. */
  appId: v.string(),
  developerId: v.nullable(v.string()),
  /** Null where nobody has rated it. Attributes that are `none` are left out; age 0 is everyone. */
  contentRating: v.nullable(
    v.strictObject({
      age: v.number(),
      attributes: v.array(
        v.strictObject({ id: v.picklist(ratingAttributes), level: v.picklist(ratingLevels) }),
      ),
    }),
  ),
  licenseKind: v.picklist(licenseKinds),
  /** Licence of the words and pictures. */
  metadataLicense: v.nullable(v.string()),
  keywords: v.array(v.string()),
  /** In the order of AppStream's kinds. */
  urls: v.array(v.strictObject({ kind: v.picklist(urlKinds), url: v.string() })),
  mediaTypes: v.array(v.string()),
  requires: Fit,
  recommendsFit: Fit,
  supports: Fit,
  branding: v.nullable(v.strictObject({ light: v.nullable(v.string()), dark: v.nullable(v.string()) })),
  /** Ids of the apps that it is an add-on of. */
  extends: v.array(v.string()),
  /** Apps that say that they add to this one. */
  addOns: v.array(
    v.strictObject({
      name: v.string(),
      title: v.string(),
      summary: v.string(),
      icon: v.nullable(v.string()),
      installed: v.boolean(),
    }),
  ),
  /** From this day on nobody mends it any more. */
  endOfLife: v.nullable(v.string()),
  /** Pixels where they are known, so that the room can be kept. */
  screenshots: v.array(
    v.strictObject({
      source: v.string(),
      caption: v.string(),
      width: v.nullable(v.number()),
      height: v.nullable(v.number()),
    }),
  ),
  /** Notes are paragraphs and points, `- ` or `1. `, with an empty line between blocks. */
  releases: v.array(
    v.strictObject({
      version: v.string(),
      date: v.string(),
      notes: v.string(),
      urgency: v.nullable(ReleaseUrgency),
      url: v.nullable(v.string()),
      issues: v.array(v.strictObject({ id: v.string(), url: v.nullable(v.string()) })),
    }),
  ),
})
export type AppDetails = v.InferOutput<typeof AppDetails>
