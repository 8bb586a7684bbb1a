import { editDistance } from '../base/nearest.ts'

/** In what way one name passes for another. */
export type Likeness = 'separators' | 'glyphs' | 'affix' | 'typing'

/** A name that is shorter is like too many others. */
const shortest = 3
/** From so many characters on one mistake in typing is looked for, and above the other number two. */
const lengthForOne = 4
const lengthForTwo = 8

/**
 * Which of these names one passes for at a glance, or with a slip of the keyboard. Names that differ in a number only are
 * two versions of one thing. Pure, and quick enough for every name of a distribution.
 */
export function lookAlikes(
  name: string,
  names: Iterable<string>,
): { readonly name: string; readonly likeness: Likeness }[] {
  const isNear = nearness(name)
  const found: { readonly name: string; readonly likeness: Likeness }[] = []
  for (const other of names) {
    if (!isNear(other)) continue
    const likeness = likenessOf(name, other)
    if (likeness !== null) found.push({ name: other, likeness })
  }
  return found
}

/** `lib` and a plural, or one letter for another twice. */
const mostOtherLetters = 4

/** Whether a name has nearly the same letters: nearly all end here, and nothing but counting is done for them. */
function nearness(name: string): (other: string) => boolean {
  const bits = bitsOf(name)
  const counts = new Int8Array(kinds)
  count(name, 1)

  function count(text: string, by: number): void {
    for (let index = 0; index < text.length; index += 1) counts[kindOf[text.charCodeAt(index)]!]! += by
  }

  return (other) => {
    if (Math.abs(other.length - name.length) > mostOtherLetters) return false
    if (countBits(bitsOf(other) ^ bits) > mostOtherLetters) return false
    count(other, -1)
    let differing = 0
    for (let kind = 1; kind < kinds; kind += 1) differing += Math.abs(counts[kind]!)
    count(other, 1)
    return differing <= mostOtherLetters
  }
}

function likenessOf(name: string, other: string): Likeness | null {
  if (name === other || isOtherVersion(name, other)) return null
  const [bare, otherBare] = [bareOf(name), bareOf(other)]
  if (bare.length < shortest || otherBare.length < shortest) return null
  if (bare === otherBare) return 'separators'
  if (skeletonOf(bare) === skeletonOf(otherBare)) return 'glyphs'
  const [stem, otherStem] = [stemOf(bare), stemOf(otherBare)]
  if (stem === otherStem && stem.length >= shortest) return 'affix'
  return isMistyped(name, other) ? 'typing' : null
}

/** `gcc-12` and `gcc-13`, `libfoo1` and `libfoo2`. */
function isOtherVersion(name: string, other: string): boolean {
  const unnumbered = name.replace(number, '#')
  return unnumbered !== name && unnumbered === other.replace(number, '#')
}

const number = /\d+(?:[.-]\d+)*/g

function bareOf(name: string): string {
  return name.replace(/[-_.+]/g, '')
}

/** As UTS 39 does for all of Unicode: names of packages have no other letters than these. */
function skeletonOf(bare: string): string {
  return bare
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[015]/g, (digit) => ({ 0: 'o', 1: 'l', 5: 's' })[digit]!)
    .replace(/i/g, 'l')
}

function stemOf(bare: string): string {
  return bare.replace(/^lib(?=.{3})/, '').replace(/(?<=.{3})s$/, '')
}

function isMistyped(name: string, other: string): boolean {
  const length = Math.min(name.length, other.length)
  if (length < lengthForOne) return false
  const distance = editDistance(name, other)
  return distance <= (length > lengthForTwo ? 2 : 1)
}

/** Of characters, by their code: letters, what looks like one among them; digits; and all others as 0. */
const kindOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code)
  const place = 'abcdefghijklmnopqrstuvwxyz'.indexOf(skeletonOf(letter))
  if (place >= 0) return place + 1
  return /\d/.test(letter) ? 27 : 0
})
const kinds = 28

/** A bit for each kind of character that a name has. */
function bitsOf(name: string): number {
  let bits = 0
  for (let index = 0; index < name.length; index += 1) bits |= 1 << kindOf[name.charCodeAt(index)]!
  return bits & ~1
}

function countBits(value: number): number {
  let count = 0
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1
  return count
}
