// Valid in JSON as they are, and obeyed by terminals, or invisible: spelled out they mean the same.
const unprintable =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** One document, readable by people too. `undefined` has no JSON: an answer without data is `null`. */
export function jsonDocument(data: unknown): string {
  const text = JSON.stringify(data ?? null, null, 2)
  return `${text.replace(unprintable, spelledOut)}\n`
}

function spelledOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
