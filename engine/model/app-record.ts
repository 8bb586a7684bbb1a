import * as v from 'valibot'
import { Day } from './day.ts'

/**
 * What an app tells besides its name and description, in the terms of AppStream 1.0. Everything is optional, and
 * everything has an end: an index holds one of these for each app.
 */
export const appLimits = {
  locales: 100,
  /** Characters of all translations together. */
  translated: 32_000,
  releases: 100,
  /** Characters of the notes of all releases together, in an index. */
  notes: 60_000,
  issues: 50,
  screenshots: 30,
  keywords: 64,
} as const

const word = (accepted: string, form: RegExp) => v.pipe(v.string(accepted), v.regex(form, accepted))
const line = (length: number) =>
  v.pipe(
    v.string('one line of text'),
    v.minLength(1, 'one line of text'),
    v.maxLength(length, `at most ${length} characters`),
    v.regex(/^[^\n\r]*$/, 'one line of text'),
  )
const text = (length: number) =>
  v.pipe(v.string('text'), v.minLength(1, 'text'), v.maxLength(length, `at most ${length} characters`))
const list = <T extends v.GenericSchema>(item: T, length: number) =>
  v.pipe(
    v.array(item, 'a list, each entry on a line of its own after "- "'),
    v.maxLength(length, `at most ${length} entries`),
  )

const Address = word('an address that starts with https:// or http://', /^https?:\/\/\S{1,990}$/)
const ComponentId = word('an id such as org.example.App', /^[A-Za-z0-9][A-Za-z0-9._+-]{0,254}$/)

/** The kinds of link that AppStream knows, in the order they are shown. */
export const urlKinds = [
  'homepage',
  'bugtracker',
  'donation',
  'translate',
  'vcs-browser',
  'contact',
  'help',
  'faq',
  'contribute',
] as const
export type UrlKind = (typeof urlKinds)[number]

const Url = v.optional(Address)
const Urls = v.strictObject({
  homepage: Url,
  bugtracker: Url,
  donation: Url,
  translate: Url,
  'vcs-browser': Url,
  contact: Url,
  help: Url,
  faq: Url,
  contribute: Url,
})

/** What a screen, a hand and a line must have: sizes are logical pixels, memory is MiB. */
const Fit = v.strictObject({
  display_length: v.optional(list(word('such as ">= 768"', /^(?:>=|<=|>|<|=) \d{1,5}(?: longest)?$/), 4)),
  controls: v.optional(
    list(
      v.picklist(
        ['pointing', 'keyboard', 'console', 'tablet', 'touch', 'gamepad', 'tv-remote', 'voice', 'vision'],
        'pointing, keyboard, console, tablet, touch, gamepad, tv-remote, voice or vision',
      ),
      9,
    ),
  ),
  memory: v.optional(word('such as ">= 2048", in MiB', /^(?:>=|<=|>|<|=) \d{1,7}$/)),
  internet: v.optional(
    v.picklist(['always', 'offline-only', 'first-run'], 'always, offline-only or first-run'),
  ),
})
export type Fit = v.InferOutput<typeof Fit>

const Color = word('a colour such as #3584e4', /^#[0-9a-fA-F]{6}$/)

/** A language as browsers name it: `de`, `pt-BR`, `sr-Latn`. */
export const localeForm = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})?$/

export const Translation = v.strictObject({
  name: v.optional(line(200)),
  summary: v.optional(line(400)),
  description: v.optional(text(20_000)),
  keywords: v.optional(list(line(100), appLimits.keywords)),
  /** By the place of the screenshot; an empty one says the untranslated words. */
  captions: v.optional(list(v.pipe(v.string(), v.maxLength(400)), appLimits.screenshots)),
})
export type Translation = v.InferOutput<typeof Translation>

const Translations = v.pipe(
  v.record(word('a language such as de or pt-BR', localeForm), Translation),
  v.check((all) => Object.keys(all).length <= appLimits.locales, `at most ${appLimits.locales} languages`),
  v.check(
    (all) => translatedLength(all) <= appLimits.translated,
    `at most ${appLimits.translated} characters in all languages together`,
  ),
)

/** Characters, as the limit of all translations counts them. */
export function translatedLength(translations: Readonly<Record<string, Translation>>): number {
  return Object.values(translations).reduce((sum, one) => sum + JSON.stringify(one).length, 0)
}

/** How grave a release is, as its makers say. */
export const ReleaseUrgency = v.picklist(
  ['low', 'medium', 'high', 'critical'],
  'low, medium, high or critical',
)

/** What a release tells besides its version, day and notes. */
export const releaseFacts = {
  kind: v.optional(v.picklist(['stable', 'development', 'snapshot'], 'stable, development or snapshot')),
  urgency: v.optional(ReleaseUrgency),
  url: v.optional(Address),
  /** What it mends: numbers of a tracker, CVE ids. */
  issues: v.optional(list(v.strictObject({ id: line(100), url: v.optional(Address) }), appLimits.issues)),
}

export const appFacts = {
  keywords: v.optional(list(line(100), appLimits.keywords)),
  /** SPDX, of this text; the program's own licence is the package's. */
  metadata_license: v.optional(line(200)),
  developer_id: v.optional(ComponentId),
  urls: v.optional(Urls),
  launchables: v.optional(
    list(
      v.strictObject({
        type: v.picklist(
          ['desktop-id', 'service', 'cockpit-manifest', 'url'],
          'desktop-id, service, cockpit-manifest or url',
        ),
        value: line(300),
      }),
      20,
    ),
  ),
  /** Commands it brings, as it tells them, and the kinds of file it opens. */
  binaries: v.optional(list(line(200), 200)),
  media_types: v.optional(list(word('such as image/png', /^[\w.+-]{1,100}\/[\w.+*-]{1,150}$/), 300)),
  requires: v.optional(Fit),
  recommends: v.optional(Fit),
  supports: v.optional(Fit),
  branding: v.optional(v.strictObject({ light: v.optional(Color), dark: v.optional(Color) })),
  /** Ids of the apps that this is an add-on of. */
  extends: v.optional(list(ComponentId, 20)),
  /** From this day on nobody mends it any more. */
  date_eol: v.optional(Day),
  translations: v.optional(Translations),
}
