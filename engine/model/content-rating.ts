import * as v from 'valibot'

/**
 * The youngest age for mild, moderate and intense, for each attribute of OARS 1.1: the ages of Common Sense Media, as
 * other software centers reckon them.
 */
const ages = {
  'violence-cartoon': [3, 4, 6],
  'violence-fantasy': [3, 7, 8],
  'violence-realistic': [4, 9, 14],
  'violence-bloodshed': [9, 11, 18],
  'violence-sexual': [18, 18, 18],
  'violence-desecration': [13, 15, 18],
  'violence-slavery': [13, 15, 18],
  'violence-worship': [13, 15, 18],
  'drugs-alcohol': [11, 13, 16],
  'drugs-narcotics': [12, 14, 17],
  'drugs-tobacco': [10, 13, 13],
  'sex-nudity': [12, 14, 14],
  'sex-themes': [13, 14, 15],
  'sex-homosexuality': [13, 14, 15],
  'sex-prostitution': [12, 14, 18],
  'sex-adultery': [8, 10, 18],
  'sex-appearance': [10, 10, 15],
  'language-profanity': [8, 11, 14],
  'language-humor': [3, 8, 14],
  'language-discrimination': [9, 10, 11],
  'social-chat': [4, 10, 13],
  'social-info': [0, 13, 13],
  'social-audio': [15, 15, 15],
  'social-location': [13, 13, 13],
  'social-contacts': [12, 12, 12],
  'money-advertising': [7, 8, 10],
  'money-purchasing': [12, 14, 15],
  'money-gambling': [7, 10, 18],
} as const

export type RatingAttribute = keyof typeof ages
export const ratingAttributes = Object.keys(ages) as RatingAttribute[]
export const ratingLevels = ['none', 'mild', 'moderate', 'intense'] as const
export type RatingLevel = (typeof ratingLevels)[number]

/** The OARS table of an app. What it does not name is `none`; an app without the table is not rated. */
export const ContentRating = v.strictObject({
  type: v.picklist(['oars-1.0', 'oars-1.1'], 'oars-1.1'),
  attributes: v.record(
    v.picklist(ratingAttributes, 'an attribute of OARS 1.1, such as violence-cartoon'),
    v.picklist(ratingLevels, 'none, mild, moderate or intense'),
  ),
})
export type ContentRating = v.InferOutput<typeof ContentRating>

/** The youngest age an app is for, by its own account; 0 is everyone. */
export function ratedAge({ attributes }: ContentRating): number {
  const reached = Object.entries(attributes).map(([attribute, level]) => {
    const row = ages[attribute as RatingAttribute]
    return row[ratingLevels.indexOf(level) - 1] ?? 0
  })
  return Math.max(0, ...reached)
}

/**
 * The table, or null where there is none. Recipes of before the table said a line, and nothing at all was kept as
 * `none`: neither is anybody's word that it is for everyone.
 */
export function ratingOf(declared: string | ContentRating): ContentRating | null {
  return typeof declared === 'string' ? null : declared
}
