import { FilledList } from '../base/filled-list.ts'
import { Interned } from '../base/interned.ts'
import { maintainerName } from '../model/publisher.ts'
import type { Publisher } from '../model/repository-index.ts'
import { shelvesOf } from '../model/shelf.ts'
import type { ToldRelations } from '../resolver/pool-builder.ts'
import type { PoolRelease } from '../resolver/pool-content.ts'
import type { ToldDocument } from '../search/document.ts'
import { isCanonicalMoment } from './card.ts'
import { firstLine } from './first-line.ts'
import type { PlainRecord } from './plain-record.ts'
import { roleOf } from './record-facts.ts'
import { fits } from './search-document.ts'

/** A plain record, and what the pool was told of it. */
export interface PlacedPlain {
  /** Its row in the catalog. */
  readonly id: number
  readonly record: PlainRecord
  readonly release: PoolRelease
  readonly told: ToldRelations
}

interface Maker {
  readonly verified: boolean
  /** As a card has it. */
  readonly card: string
}

interface Labels {
  readonly tags: readonly string[]
  readonly shelves: readonly string[]
}

/**
 * As `documentOf`, byte for byte, of records that are read where they lie. A record that lies there has no app; its lists are written in a card as in the record. What many have is worked out once.
 */
export class PlainDocuments {
  readonly #architecture: string
  /** By number of a relation. */
  readonly #nameOf: (relation: number) => string
  readonly #categories = new Interned()
  readonly #numbers = new FilledList()
  /** By number of the only category of a record without tags. */
  readonly #labels = new Map<number, Labels>()
  #publishers: readonly Publisher[] = []
  readonly #makers = new Map<string, Maker>()
  #published = ''
  #publishedCard = '0'

  constructor(architecture: string, nameOf: (relation: number) => string) {
    this.#architecture = architecture
    this.#nameOf = nameOf
  }

  documentOf({ id, record, release, told }: PlacedPlain, publishers: readonly Publisher[]): ToldDocument {
    const { name, repository, size } = release
    const { description, license, published, commands } = record
    const maker = this.#makerOf(record.maintainer, publishers)
    const summary = firstLine(description)
    const labels = this.#labelsOf(record)
    return {
      release: id,
      repository,
      name,
      title: name,
      summary,
      description,
      commands,
      tags: labels.tags,
      categories: labels.shelves,
      provides: this.#namesIn(told.provides),
      mediaTypes: none,
      license,
      role: roleOf(record),
      verified: maker.verified,
      size,
      published,
      standing: fits(release, this.#architecture) ? (release.barred ?? 'offered') : 'architecture',
      card: cardOf(record, { summary, maker, published: this.#publishedIn(published) }),
    }
  }

  #namesIn(provides: FilledList): readonly string[] {
    if (provides.length === 0) return none
    return Array.from({ length: provides.length }, (_, at) => this.#nameOf(provides.at(at)))
  }

  #makerOf(maintainer: string, publishers: readonly Publisher[]): Maker {
    if (publishers !== this.#publishers) {
      this.#publishers = publishers
      this.#makers.clear()
    }
    let maker = this.#makers.get(maintainer)
    if (maker === undefined) {
      const publisher = maintainerName(maintainer)
      const verified = publishers.some((known) => known.name === publisher)
      maker = { verified, card: JSON.stringify(publisher) }
      this.#makers.set(maintainer, maker)
    }
    return maker
  }

  #labelsOf(record: PlainRecord): Labels {
    const { tags } = record
    const numbers = this.#numbers
    this.#categories.fill(numbers, record.textsOf('categories'))
    const isUsual = numbers.length === 1 && tags.length === 0
    const known = isUsual ? this.#labels.get(numbers.at(0)) : undefined
    if (known !== undefined) return known
    const categories = Array.from(
      { length: numbers.length },
      (_, at) => this.#categories.texts[numbers.at(at)]!,
    )
    const labels = { tags: [...tags, ...categories], shelves: shelvesOf(categories) }
    if (isUsual) this.#labels.set(numbers.at(0), labels)
    return labels
  }

  /** Many are published at once. */
  #publishedIn(published: string): string {
    if (published !== this.#published) {
      this.#published = published
      this.#publishedCard = isCanonicalMoment(published) ? '0' : `"${published}"`
    }
    return this.#publishedCard
  }
}

interface OnCard {
  readonly summary: string
  readonly maker: Maker
  /** As the card has it. */
  readonly published: string
}

/** As `cardText`. */
function cardOf(record: PlainRecord, { summary, maker, published }: OnCard): string {
  let rest = ''
  // From behind: nothing in the end is left out.
  for (const list of ['provides', 'commands', 'tags'] as const)
    rest = before(record.isEmpty(list) ? nothing : record.rawOf(list), rest)
  rest = before(published, rest)
  rest = before(maker.verified ? maker.card : nothing, rest)
  rest = before(JSON.stringify(summary), rest)
  rest = before(String(record.installed_size), rest)
  return `["${record.version}","${record.architecture}"${rest}]`
}

function before(part: string, rest: string): string {
  return part === nothing && rest === '' ? '' : `,${part}${rest}`
}

const none: readonly never[] = []
const nothing = '0'
