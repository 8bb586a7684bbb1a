/** What AppStream lets stand where, as a table: which elements, how often, in how many languages, and in what form. */
import type { Severity } from '../model/finding.ts'

export interface Check {
  readonly severity: Severity
  /** For the words, and for `value/unknown` the whole list. */
  readonly accepted: string
  readonly fits: (text: string) => boolean
  readonly rule: 'value/unknown' | 'value/form' | 'url/form'
  /** How bad it is that nothing is said. */
  readonly absent?: Severity
}

export interface Shape {
  /** It stands once; `by-language` once in each. A `plain` one has no translations. */
  readonly once?: 'plain' | 'by-language'
  readonly mayBeEmpty?: true
  /** Other elements have no meaning in it, and neither has text of its own. */
  readonly holds?: readonly string[]
  readonly attributes?: Readonly<Record<string, Check>>
  readonly text?: Check
}

function oneOf(severity: Severity, list: string, absent?: Severity): Check {
  const all = list.split(' ')
  return {
    ...{ severity, rule: 'value/unknown', accepted: all.join(', '), fits: (text) => all.includes(text) },
    ...(absent === undefined ? {} : { absent }),
  }
}

function like(severity: Severity, form: RegExp, accepted: string): Check {
  return { severity, rule: 'value/form', accepted, fits: (text) => form.test(text) }
}

const natural = /^\+?0*[1-9]\d{0,17}$/
const pixels = like('warning', natural, 'a number of pixels such as 1280')
const day = like('warning', /^\d{1,4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])/, '2026-03-01')
const web: Check = { ...like('error', /^(?:https?|ftp):\/\//, 'https://…'), rule: 'url/form' }
const tagWord = like('error', /^[a-z0-9._-]*$/, 'lower-case letters, digits, dots, hyphens and underscores')

const platform =
  /^(?:arm|armeb|aarch64|aarch64_be|aarch64_32|alpha|hppa|m68k|mips|mipsel|mips64|mips64el|msp430|powerpc|powerpc64|powerpc64le|riscv32|riscv64|sparc|sparc64|i386|x86_64|wasm32|wasm64|any)-(?:linux|darwin|macos|dragonfly|freebsd|kfreebsd|netbsd|openbsd|windows|haiku|any)-(?:gnu|gnu_ilp32|gnueabi|gnueabihf|gnuabin32|gnuabi64|android|musl|msvc|cygwin|any)$/

export const componentAttributes: Readonly<Record<string, Check>> = {
  type: oneOf(
    'error',
    'generic desktop-application desktop desktop-app console-application web-application addon font codec inputmethod firmware driver localization service repository operating-system icon-theme runtime',
  ),
  date_eol: day,
}

const bundles = 'package limba flatpak appimage snap tarball cabinet'
const plain: Shape = { once: 'plain' }

/** By the element's parent and name. */
export const shapes: Readonly<Record<string, Shape>> = {
  'component/id': plain,
  'component/metadata_license': plain,
  'component/project_license': plain,
  'component/project_group': plain,
  'component/source_pkgname': plain,
  'component/name_variant_suffix': plain,
  'component/name': { once: 'by-language' },
  'component/summary': { once: 'by-language' },
  'component/description': { once: 'by-language' },
  'release/description': { mayBeEmpty: true },
  'description/p': {},
  'description/ul': { mayBeEmpty: true },
  'description/ol': { mayBeEmpty: true },
  'ul/li': {},
  'ol/li': {},
  'component/developer_name': { once: 'by-language' },
  'component/categories': { ...plain, holds: ['category'] },
  'component/keywords': { once: 'by-language', holds: ['keyword'] },
  'component/mimetypes': { ...plain, holds: ['mimetype'] },
  'component/languages': { ...plain, holds: ['lang'] },
  'component/suggests': {
    ...plain,
    holds: ['id'],
    attributes: { type: oneOf('warning', 'upstream') },
  },
  'component/replaces': { ...plain, holds: ['id'] },
  'component/content_rating': { ...plain, mayBeEmpty: true, holds: ['content_attribute'] },
  'component/agreement': { holds: ['agreement_section'] },
  'component/provides': plain,
  'component/screenshots': { ...plain, holds: ['screenshot'] },
  'component/releases': {
    ...plain,
    mayBeEmpty: true,
    holds: ['release'],
    attributes: {
      type: oneOf('error', 'embedded external'),
      url: like('error', /^https:/, 'https://…'),
    },
  },
  'component/requires': plain,
  'component/recommends': plain,
  'component/supports': plain,
  'component/branding': { ...plain, holds: ['color'] },
  'component/tags': { ...plain, holds: ['tag'] },
  'component/custom': plain,
  'component/update_contact': {
    ...plain,
    text: like('warning', /@|_at_|_AT_|\./, 'ada@example.org'),
  },
  'component/compulsory_for_desktop': {
    text: oneOf(
      'error',
      'GNOME KDE Plasma LXDE LXQt MATE Razor ROX Unity XFCE EDE Cinnamon Pantheon Budgie COSMIC Deepin',
    ),
  },
  'component/url': {
    attributes: {
      type: oneOf(
        'warning',
        'homepage bugtracker donation translate vcs-browser contact help faq contribute',
        'error',
      ),
    },
  },
  'component/launchable': {
    attributes: { type: oneOf('error', 'desktop-id service cockpit-manifest url', 'error') },
  },
  'component/translation': { attributes: { type: oneOf('error', 'gettext qt', 'error') } },
  'component/bundle': { attributes: { type: oneOf('error', bundles, 'error') } },
  'branding/color': {
    attributes: {
      type: oneOf('error', 'primary', 'error'),
      scheme_preference: oneOf('error', 'light dark'),
    },
    text: like('error', /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i, '#3584e4'),
  },
  'tags/tag': { attributes: { namespace: { ...tagWord, absent: 'error' } }, text: tagWord },
  'screenshots/screenshot': { mayBeEmpty: true, holds: ['image', 'video', 'caption'] },
  'screenshot/image': {
    mayBeEmpty: true,
    attributes: { type: oneOf('error', 'source thumbnail'), width: pixels, height: pixels },
    text: web,
  },
  'screenshot/video': {
    mayBeEmpty: true,
    attributes: {
      ...{ width: pixels, height: pixels, codec: oneOf('warning', 'av1 vp9', 'hint') },
      container: oneOf('warning', 'webm matroska mkv', 'hint'),
    },
    text: web,
  },
  'releases/release': {
    mayBeEmpty: true,
    holds: ['description', 'url', 'artifacts', 'issues'],
    attributes: { date_eol: day },
  },
  'release/url': { mayBeEmpty: true, text: web },
  'release/issues': { mayBeEmpty: true, holds: ['issue'] },
  'release/artifacts': { mayBeEmpty: true, holds: ['artifact'] },
  'issues/issue': { mayBeEmpty: true, attributes: { type: oneOf('error', 'generic cve'), url: web } },
  'artifacts/artifact': {
    mayBeEmpty: true,
    holds: ['location', 'checksum', 'size', 'filename'],
    attributes: {
      type: oneOf('error', 'source binary'),
      platform: like('warning', platform, 'x86_64-linux-gnu'),
      bundle: oneOf('warning', bundles),
    },
  },
  'artifact/location': { mayBeEmpty: true, text: web },
  'artifact/checksum': {
    mayBeEmpty: true,
    attributes: { type: oneOf('error', 'sha1 sha256 blake2b blake2s', 'error') },
  },
  'artifact/size': {
    mayBeEmpty: true,
    attributes: { type: oneOf('error', 'download installed', 'error') },
  },
  'artifact/filename': {
    mayBeEmpty: true,
    text: like('error', /^(?![./])/, 'the name of a file, without folders'),
  },
}

/** Of what a component needs or is made for: whether it has a version, is compared, and what may stand there. */
export const relations: Readonly<
  Record<string, { readonly version?: true; readonly compare?: true; readonly text?: Check }>
> = {
  id: { version: true, compare: true },
  kernel: { version: true, compare: true },
  firmware: { version: true, compare: true },
  modalias: {},
  control: {
    text: oneOf('warning', 'pointing keyboard console tablet touch gamepad tv-remote voice vision'),
  },
  hardware: { text: like('warning', /^[^{}-][^-]*(?:-[^-]*){3}-[^-]*[^{}-]$/, 'a UUID without braces') },
  internet: { text: oneOf('warning', 'always offline-only first-run') },
  memory: { compare: true, text: like('warning', natural, 'MiB, such as 2048') },
  display_length: {
    compare: true,
    text: like('warning', /^(?:x?small|medium|x?large|\+?0*[1-9]\d*)$/, '768, small, medium, large'),
  },
}
/** Of icons: those that lie beside a catalog are told by catalogs alone. */
export const iconTypes = {
  metainfo: oneOf('error', 'stock remote', 'error'),
  catalog: oneOf('error', 'stock remote cached local', 'error'),
}
export const comparison = oneOf('error', 'ge gt le lt eq ne')
export const side = oneOf('warning', 'shortest longest')
export const bandwidth = like('warning', natural, 'Mbit/s, such as 10')
