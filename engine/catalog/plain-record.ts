import { Interned } from '../base/interned.ts'
import type { LyingTexts, Texts } from '../base/lying-texts.ts'
import { once } from '../base/once.ts'
import { endOfText, numberAt } from '../base/plain-json.ts'
import { asWritten } from '../model/as-written.ts'
import { Architecture, VersionSchemeName } from '../model/manifest.ts'
import { IndexRecord } from '../model/repository-index.ts'

/** Members that are lists of texts. */
type ListOfTexts =
  | ('breaks' | 'categories' | 'commands' | 'conflicts' | 'dependencies' | 'provides' | 'recommends')
  | ('replaces' | 'suggests' | 'tags')

type Key = keyof typeof IndexRecord.entries

/** Made for whoever reads an index: every command loads this. */
const shape = once(() => asWritten(IndexRecord))
const keys = Object.keys(IndexRecord.entries).sort()
const columns = Object.fromEntries(keys.map((key, at) => [key, at])) as Readonly<Record<Key, number>>
const width = keys.length

/** Where members lie in the records of an index in UTF-8 that are as declared, and canonical, byte for byte. */
export class PlainRecords {
  readonly bytes: Buffer
  /** Texts that many records have: one string of each. */
  readonly repeated = new Interned()
  #places = new Uint32Array(width * 1_024)
  #count = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** Behind the record that begins there, which is the next one then; -1 where it is another one. */
  add(start: number): number {
    const { endOf, places } = shape()
    const end = endOf(this.bytes, start)
    if (end < 0) return -1
    const at = width * this.#count++
    if (at === this.#places.length) {
      const more = new Uint32Array(2 * at)
      more.set(this.#places)
      this.#places = more
    }
    this.#places.set(places, at)
    return end
  }

  at(number: number): PlainRecord {
    return new PlainRecord(this, number)
  }

  /** Where the value of a member lies; 0 where there is none. */
  placeOf(record: number, column: number): number {
    return this.#places[width * record + column]!
  }
}

/** A record whose members are read when they are asked for, every time; what everybody asks for is read once. */
export class PlainRecord implements IndexRecord {
  readonly name: string
  readonly version: string
  readonly version_scheme: IndexRecord['version_scheme']
  readonly architecture: IndexRecord['architecture']
  readonly #records: PlainRecords
  readonly #number: number

  constructor(records: PlainRecords, number: number) {
    this.#records = records
    this.#number = number
    this.name = this.#text(columns.name)
    this.version = this.#text(columns.version)
    this.version_scheme = schemes[this.#letter(columns.version_scheme)]!
    this.architecture = architectures[this.#letter(columns.architecture)]!
  }

  get description(): string {
    return this.#text(columns.description)
  }
  get license(): string {
    return this.#repeated(columns.license)
  }
  get maintainer(): string {
    return this.#repeated(columns.maintainer)
  }
  get published(): string {
    return this.#repeated(columns.published)
  }
  get manifest_sha256(): string {
    return this.#text(columns.manifest_sha256)
  }
  get sha256(): string {
    return this.#text(columns.sha256)
  }
  get path(): string {
    return this.#text(columns.path)
  }
  get installed_size(): number {
    return numberAt(this.#records.bytes, this.#placeOf(columns.installed_size))
  }
  get size(): number {
    return numberAt(this.#records.bytes, this.#placeOf(columns.size))
  }
  get breaks(): string[] {
    return this.#texts('breaks')
  }
  get categories(): string[] {
    return this.#texts('categories')
  }
  get commands(): string[] {
    return this.#texts('commands')
  }
  get conflicts(): string[] {
    return this.#texts('conflicts')
  }
  get dependencies(): string[] {
    return this.#texts('dependencies')
  }
  get provides(): string[] {
    return this.#texts('provides')
  }
  get recommends(): string[] {
    return this.#texts('recommends')
  }
  get replaces(): string[] {
    return this.#texts('replaces')
  }
  get suggests(): string[] {
    return this.#texts('suggests')
  }
  get tags(): string[] {
    return this.#texts('tags')
  }
  get homepage(): IndexRecord['homepage'] {
    return this.#parsed('homepage')
  }
  get source_url(): IndexRecord['source_url'] {
    return this.#parsed('source_url')
  }
  get alternatives(): IndexRecord['alternatives'] {
    return this.#parsed('alternatives')
  }
  get app(): IndexRecord['app'] {
    return this.#parsed('app')
  }
  get conf_copies(): IndexRecord['conf_copies'] {
    return this.#parsed('conf_copies')
  }
  get install_scripts(): IndexRecord['install_scripts'] {
    return this.#parsed('install_scripts')!
  }
  get origin(): IndexRecord['origin'] {
    return this.#parsed('origin')
  }
  get relocatable(): IndexRecord['relocatable'] {
    return this.#parsed('relocatable')
  }
  get revoked(): IndexRecord['revoked'] {
    return this.#parsed('revoked')
  }
  get signed_by(): IndexRecord['signed_by'] {
    return this.#parsed('signed_by')
  }

  /** A list as it lies. */
  textsOf(list: ListOfTexts): Texts {
    const { bytes } = this.#records
    const at = this.#placeOf(columns[list])
    return bytes[at + 1] === closeBracket ? none : ({ bytes, at } satisfies LyingTexts)
  }

  isEmpty(list: ListOfTexts): boolean {
    return this.#records.bytes[this.#placeOf(columns[list]) + 1] === closeBracket
  }

  /** A list as it is written. */
  rawOf(list: ListOfTexts): string {
    return this.#raw(columns[list])
  }

  #placeOf(column: number): number {
    return this.#records.placeOf(this.#number, column)
  }

  /** The first one of a text, by which the few are told from each other that it can be. */
  #letter(column: number): number {
    return this.#records.bytes[this.#placeOf(column) + 1]!
  }

  #text(column: number): string {
    const { bytes } = this.#records
    const at = this.#placeOf(column)
    const end = endOfText(bytes, at)
    return end < 0 ? (JSON.parse(this.#raw(column)) as string) : bytes.toString('latin1', at + 1, end)
  }

  /** As `#text`, of what many have: whoever looks it up finds the very same string. */
  #repeated(column: number): string {
    const { bytes, repeated } = this.#records
    const at = this.#placeOf(column)
    const end = endOfText(bytes, at)
    return end < 0 ? this.#text(column) : repeated.texts[repeated.idIn(bytes, at + 1, end)]!
  }

  #texts(list: ListOfTexts): string[] {
    return this.isEmpty(list) ? [] : (JSON.parse(this.rawOf(list)) as string[])
  }

  #parsed<K extends Key>(key: K): IndexRecord[K] | undefined {
    if (this.#placeOf(columns[key]) === 0) return undefined
    return JSON.parse(this.#raw(columns[key])) as IndexRecord[K]
  }

  #raw(column: number): string {
    const { bytes } = this.#records
    const at = this.#placeOf(column)
    return bytes.toString('utf8', at, shape().endsOf[column]!(bytes, at))
  }
}

const closeBracket = 0x5d
const none: readonly never[] = []
const schemes = byFirstLetter(VersionSchemeName.options)
const architectures = byFirstLetter(Architecture.options)

function byFirstLetter<T extends string>(texts: readonly T[]): Readonly<Record<number, T>> {
  const known = new Map(texts.map((text) => [text.charCodeAt(0), text]))
  if (known.size < texts.length) throw new Error('two begin with the same letter')
  return Object.fromEntries(known)
}
