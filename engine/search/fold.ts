import { longestWord } from './ascii-text.ts'

/** Letters that Unicode does not take apart. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const isAscii = /^[\0-\x7F]*$/

/** Texts that a person would call the same become the same: no case, no accents, no widths. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (isAscii.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => plain[letter] ?? letter)
}

/** A word of a programming language may end in signs: `c++`, `c#`. */
const word = /[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}\p{M}]|(?<=\p{L})['’](?=\p{L}))*(?:\+\+|#(?![\p{L}\p{N}]))?/gu
const asciiWord = /[a-z0-9]+(?:'(?=[a-z])[a-z0-9]+)*(?:\+\+|#(?![a-z0-9]))?/g
/** Written without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/gu

/** The words of a folded text. What is written without spaces comes in pairs of neighbours, and one by one. */
export function wordsOf(folded: string): string[] {
  if (isAscii.test(folded)) return (folded.match(asciiWord) ?? []).map(shortened)
  return (folded.match(word) ?? []).flatMap((each) => piecesOf(each, true)).map(shortened)
}

/** As `wordsOf`, for what a person looks for: a pair says more than its parts. */
export function soughtWords(folded: string): string[] {
  if (isAscii.test(folded)) return wordsOf(folded)
  return (folded.match(word) ?? []).flatMap((each) => piecesOf(each, false)).map(shortened)
}

function piecesOf(text: string, withSingles: boolean): string[] {
  const pieces: string[] = []
  let end = 0
  for (const { 0: run, index } of text.matchAll(unspaced)) {
    if (index > end) pieces.push(text.slice(end, index))
    const signs = [...run]
    if (withSingles || signs.length === 1) pieces.push(...signs)
    for (let at = 1; at < signs.length; at += 1) pieces.push(`${signs[at - 1]}${signs[at]}`)
    end = index + run.length
  }
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

function shortened(text: string): string {
  return text.length > longestWord ? text.slice(0, longestWord) : text
}

/** A whole name or title in one piece: `"Visual  Studio Code"` is `visual-studio-code`. */
export function slugOf(folded: string): string {
  const bare = folded.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}+#]+$/u, '')
  return bare.replace(/\s+/g, '-').slice(0, longestWord)
}
