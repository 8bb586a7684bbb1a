/** The smaller facts of a component: links, what it provides and needs, colours, who made it. */
import type { Severity } from '../model/finding.ts'
import { type Fit, urlKinds } from '../model/app-record.ts'
import { cut, lineOf } from './clean-text.ts'
import type { AppWords } from './app-words.ts'
import { keywordsByLocale, single } from './component-words.ts'
import { type Findings, firstOf, note } from './findings.ts'
import { webAddress } from './web-address.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

interface Facts {
  readonly facts: AppWords
  readonly categories: readonly string[]
  readonly icons: readonly { readonly type: string; readonly value: string }[]
}

export function factsOf(component: XmlElement, findings: Findings): Facts {
  return {
    facts: withoutEmpty({
      ...developerOf(component, findings),
      ...providedBy(component, findings),
      keywords: keywordsByLocale(component, findings).get('') ?? [],
      metadata_license: single(component, 'metadata_license') ?? undefined,
      urls: urlsOf(component, findings),
      launchables: launchablesOf(component, findings),
      requires: fitOf(component, 'requires', findings),
      recommends: fitOf(component, 'recommends', findings),
      supports: fitOf(component, 'supports', findings),
      branding: brandingOf(component, findings),
      extends: firstOf(
        onlyIds(linesIn([component], 'extends'), component, findings),
        20,
        { line: component.line, value: 'extends' },
        findings,
      ),
      date_eol: /^\d{4}-\d{2}-\d{2}/.exec(component.attributes['date_eol'] ?? '')?.[0],
    }),
    categories: firstOf(
      linesIn(elementsOf(component, 'categories'), 'category'),
      30,
      { line: component.line, value: 'categories' },
      findings,
    ),
    icons: elementsOf(component, 'icon').map((icon) => ({
      type: icon.attributes['type'] ?? 'stock',
      value: lineOf(textOf(icon)),
    })),
  }
}

/** Nothing said is not an empty list. */
function withoutEmpty(facts: Readonly<Record<string, unknown>>): AppWords {
  const isSaid = (value: unknown): boolean =>
    value !== undefined && !(typeof value === 'object' && Object.keys(value as object).length === 0)
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isSaid(value)))
}

/** What is no id is left out. */
function onlyIds(said: readonly string[], { line }: XmlElement, findings: Findings): string[] {
  const isId = (id: string): boolean => /^[A-Za-z0-9][\w.+-]{0,254}$/.test(id)
  for (const value of said.filter((id) => !isId(id))) {
    note(findings, 'warning', 'value/form', { line, value, accepted: 'an id such as org.example.App' })
  }
  return said.filter(isId)
}

function developerOf(
  component: XmlElement,
  findings: Findings,
): Pick<AppWords, 'developer' | 'developer_id'> {
  const [developer] = elementsOf(component, 'developer')
  const said = developer?.attributes['id']
  const [id] = said === undefined ? [] : onlyIds([said], developer ?? component, findings)
  const named = developer === undefined ? null : single(developer, 'name')
  const name = named ?? single(component, 'developer_name')
  return {
    ...(name === null ? {} : { developer: cut(name, 200) }),
    ...(id === undefined ? {} : { developer_id: id }),
  }
}

function providedBy(component: XmlElement, findings: Findings): Pick<AppWords, 'binaries' | 'media_types'> {
  const provides = elementsOf(component, 'provides')
  const types = [
    ...linesIn(provides, 'mediatype'),
    ...linesIn(provides, 'mimetype'),
    ...linesIn(elementsOf(component, 'mimetypes'), 'mimetype'),
  ]
  return {
    binaries: firstOf(linesIn(provides, 'binary'), 200, { line: component.line, value: 'binary' }, findings),
    media_types: mediaTypes(types, component.line, findings),
  }
}

/** What is no media type is left out. */
export function mediaTypes(types: readonly string[], line: number | null, findings: Findings): string[] {
  const form = /^[\w.+-]{1,100}\/[\w.+*-]{1,150}$/
  const odd = [...new Set(types)].filter((type) => !form.test(type))
  if (odd.length > 0)
    note(findings, 'warning', 'value/form', {
      line,
      value: odd.slice(0, 5).join(', '),
      accepted: 'a media type such as image/png',
    })
  const fitting = [...new Set(types)].filter((type) => form.test(type))
  return firstOf(fitting, 300, { line, value: 'mediatype' }, findings)
}

function linesIn(parents: readonly XmlElement[], name: string): string[] {
  const all = parents
    .flatMap((parent) => elementsOf(parent, name))
    .map((element) => cut(lineOf(textOf(element)), 200))
  return [...new Set(all)].filter((text) => text !== '')
}

function urlsOf(component: XmlElement, findings: Findings): NonNullable<AppWords['urls']> {
  const urls: Partial<Record<(typeof urlKinds)[number], string>> = {}
  for (const element of elementsOf(component, 'url')) {
    const { line, attributes } = element
    const kind = urlKinds.find((one) => one === attributes['type'])
    const address = webAddress(textOf(element))
    if (kind === undefined) noteType(element, 'warning', urlKinds, findings)
    else if (address === null) {
      note(findings, 'error', 'url/form', { line, value: textOf(element).trim(), accepted: 'https://…' })
    } else urls[kind] ??= address
  }
  return urls
}

function noteType(
  element: XmlElement,
  severity: Severity,
  known: readonly string[],
  findings: Findings,
): void {
  const { name, line, attributes } = element
  const [value, accepted] = [attributes['type'], known.join(', ')]
  if (value === undefined) note(findings, 'error', 'value/missing', { line, value: `${name} type`, accepted })
  else note(findings, severity, 'value/unknown', { line, value, accepted })
}

const launchableTypes = ['desktop-id', 'service', 'cockpit-manifest', 'url'] as const

function launchablesOf(component: XmlElement, findings: Findings): NonNullable<AppWords['launchables']> {
  const at = { line: component.line, value: 'launchable' }
  return firstOf(elementsOf(component, 'launchable'), 20, at, findings).flatMap((element) => {
    const type = launchableTypes.find((one) => one === element.attributes['type'])
    const value = cut(lineOf(textOf(element)), 300)
    if (type === undefined) noteType(element, 'error', launchableTypes, findings)
    return type === undefined || value === '' ? [] : [{ type, value }]
  })
}

/** Pixels of the words that older files say sizes with. */
const sizes: Readonly<Record<string, string>> = {
  xsmall: '360',
  small: '420',
  medium: '760',
  large: '900',
  xlarge: '1200',
}
const comparisons: Readonly<Record<string, string>> = { ge: '>=', le: '<=', gt: '>', lt: '<', eq: '=' }
const controls = [
  'pointing',
  'keyboard',
  'console',
  'tablet',
  'touch',
  'gamepad',
  'tv-remote',
  'voice',
  'vision',
] as const
const connections = ['always', 'offline-only', 'first-run'] as const

function fitOf(component: XmlElement, name: string, findings: Findings): Fit {
  const groups = elementsOf(component, name)
  const lengths = groups
    .flatMap((group) => elementsOf(group, 'display_length'))
    .map((one) => displayLength(one, findings))
  const memory = groups
    .flatMap((group) => elementsOf(group, 'memory'))
    .map((one) => compared(one, findings))[0]
  const hands = controls.filter((control) => linesIn(groups, 'control').includes(control))
  const internet = connections.find((one) => linesIn(groups, 'internet').includes(one))
  for (const unknown of linesIn(groups, 'control').filter((one) => !controls.some((each) => each === one))) {
    note(findings, 'warning', 'value/unknown', {
      line: groups[0]?.line ?? null,
      value: unknown,
      accepted: controls.join(', '),
    })
  }
  const said = lengths.filter((one) => one !== undefined).slice(0, 4)
  return {
    ...(said.length === 0 ? {} : { display_length: said }),
    ...(hands.length === 0 ? {} : { controls: hands }),
    ...(memory === undefined ? {} : { memory }),
    ...(internet === undefined ? {} : { internet }),
  }
}

function displayLength(element: XmlElement, findings: Findings): string | undefined {
  const length = compared(element, findings)
  return length !== undefined && element.attributes['side'] === 'longest' ? `${length} longest` : length
}

function compared(element: XmlElement, findings: Findings): string | undefined {
  const said = lineOf(textOf(element))
  const value = sizes[said] ?? said
  const comparison = comparisons[element.attributes['compare'] ?? 'ge']
  const form = element.name === 'memory' ? /^\d{1,7}$/ : /^\d{1,5}$/
  if (form.test(value) && comparison !== undefined) return `${comparison} ${value}`
  const accepted = element.name === 'memory' ? 'MiB, such as 2048' : '768, small, medium, large'
  note(findings, 'warning', 'value/form', { line: element.line, value: said, accepted })
  return undefined
}

const colorForm = /^#[0-9a-fA-F]{6}$/

function brandingOf(component: XmlElement, findings: Findings): NonNullable<AppWords['branding']> {
  const colors = elementsOf(component, 'branding').flatMap((group) => elementsOf(group, 'color'))
  for (const color of colors) {
    const value = lineOf(textOf(color))
    if (!colorForm.test(value))
      note(findings, 'warning', 'value/form', { line: color.line, value, accepted: '#3584e4' })
  }
  const of = (scheme: string): string | undefined => {
    const fits = (color: XmlElement): boolean => color.attributes['scheme_preference'] === scheme
    const plain = (color: XmlElement): boolean => color.attributes['scheme_preference'] === undefined
    const chosen = colors.find(fits) ?? colors.find(plain)
    const written = chosen === undefined ? '' : lineOf(textOf(chosen))
    return colorForm.test(written) ? written.toLowerCase() : undefined
  }
  const [light, dark] = [of('light'), of('dark')]
  return { ...(light === undefined ? {} : { light }), ...(dark === undefined ? {} : { dark }) }
}
