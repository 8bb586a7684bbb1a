// Markdown within a line: text to a tree of `string | { tag, attrs, children }`. No DOM, so that
// Node can test it, and no HTML in or out, so that a document can never bring markup of its own.
globalThis.lanternInline = (() => {
  const deepest = 12
  /** How far a closing mark is looked for; keeps a page of stray asterisks linear. */
  const reach = 1_000
  const rules = [
    longRun,
    escape,
    hardBreak,
    code,
    picture,
    link,
    autolink,
    bareAddress,
    strong,
    emphasis,
    strike,
  ]

  function parseInline(text, depth = 0) {
    if (depth > deepest) return [text]
    const nodes = []
    let plain = ''
    for (let at = 0; at < text.length;) {
      const found = match(text, at, depth)
      if (found === null) {
        plain += text[at]
        at += 1
        continue
      }
      at = found.end
      if (typeof found.node === 'string') {
        plain += found.node
        continue
      }
      if (plain !== '') nodes.push(plain)
      plain = ''
      nodes.push(found.node)
    }
    if (plain !== '') nodes.push(plain)
    return nodes
  }

  function match(text, at, depth) {
    if (!/[\\\n `![<hH*_~]/.test(text[at])) return null
    for (const rule of rules) {
      const found = rule(text, at, depth)
      if (found !== null) return found
    }
    // Marks that open nothing are text, all of a run at once.
    const run = sticky(/([*_~])\1*/y, text, at)
    return run && { node: run.all, end: run.end }
  }

  /** A line of asterisks is decoration, not emphasis. */
  function longRun(text, at) {
    const found = sticky(/([*_~])\1{3,}/y, text, at)
    return found && { node: found.all, end: found.end }
  }

  function escape(text, at) {
    const next = text[at + 1]
    if (text[at] !== '\\' || next === undefined || !/[!-/:-@[-`{-~]/.test(next)) return null
    return { node: next, end: at + 2 }
  }

  function hardBreak(text, at) {
    const found = sticky(/(?: {2,}|\\)\n */y, text, at)
    return found && { node: { tag: 'br' }, end: found.end }
  }

  function code(text, at) {
    const open = sticky(/`+/y, text, at)
    if (open === null) return null
    const rest = text.slice(open.end, open.end + reach)
    const close = new RegExp(`(?<!\`)${open.all}(?!\`)`).exec(rest)
    if (close === null) return { node: open.all, end: open.end }
    const inside = rest.slice(0, close.index).replaceAll('\n', ' ')
    const trimmed = /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside
    return { node: { tag: 'code', children: [trimmed] }, end: open.end + close.index + open.all.length }
  }

  function picture(text, at) {
    const found = sticky(
      /!\[([^\]\n]{0,500})\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)>?(?:\s+"([^"\n]*)")?\s*\)/y,
      text,
      at,
    )
    if (found === null) return null
    const [alt, source] = found.groups
    // Only pictures that travel inside the document are shown: opening one may not tell anybody.
    if (/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(source)) {
      return { node: { tag: 'img', attrs: { src: source, alt } }, end: found.end }
    }
    return { node: { tag: 'span', attrs: { class: 'absent' }, children: [alt || source] }, end: found.end }
  }

  function link(text, at, depth) {
    if (text[at] !== '[') return null
    const close = closingBracket(text, at)
    if (close === -1) return null
    const target = sticky(/\(\s*<?((?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s+"([^"\n]*)")?\s*\)/y, text, close + 1)
    if (target === null) return null
    const children = parseInline(text.slice(at + 1, close), depth + 1)
    return { node: anchor(target.groups[0], children), end: target.end }
  }

  function closingBracket(text, at) {
    let open = 0
    for (let index = at; index < Math.min(text.length, at + reach); index += 1) {
      if (text[index] === '\\') index += 1
      else if (text[index] === '[') open += 1
      else if (text[index] === ']' && --open === 0) return index
    }
    return -1
  }

  function autolink(text, at) {
    const found = sticky(/<((?:https?:\/\/|mailto:)[^\s<>]+)>/y, text, at)
    return found && { node: anchor(found.groups[0], [found.groups[0]]), end: found.end }
  }

  function bareAddress(text, at) {
    if (at > 0 && /\w/.test(text[at - 1])) return null
    const found = sticky(/https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]*_]/iy, text, at)
    return found && { node: anchor(found.all, [found.all]), end: found.end }
  }

  /** Anything but these schemes stays text: `javascript:` and friends have no business here. */
  function anchor(target, children) {
    if (/^#[^\s]*$/.test(target)) return { tag: 'a', attrs: { href: target }, children }
    if (!/^(https?:\/\/|mailto:)/i.test(target)) return { tag: 'span', children }
    return { tag: 'a', attrs: { href: target, target: '_blank', rel: 'noopener noreferrer' }, children }
  }

  function strong(text, at, depth) {
    return wrapped(text, at, { marks: ['**', '__'], tag: 'strong', depth })
  }

  function emphasis(text, at, depth) {
    return wrapped(text, at, { marks: ['*', '_'], tag: 'em', depth })
  }

  function strike(text, at, depth) {
    return wrapped(text, at, { marks: ['~~'], tag: 's', depth })
  }

  function wrapped(text, at, { marks, tag, depth }) {
    const mark = marks.find((candidate) => text.startsWith(candidate, at))
    if (mark === undefined || !/\S/.test(text[at + mark.length] ?? '')) return null
    // Inside words an underscore is a letter: some_file_name.
    if (mark[0] === '_' && /\w/.test(text[at - 1] ?? '')) return null
    const close = closingMark(text, at + mark.length, mark)
    if (close === -1) return null
    const children = parseInline(text.slice(at + mark.length, close), depth + 1)
    return { node: { tag, children }, end: close + mark.length }
  }

  function closingMark(text, from, mark) {
    for (let index = from; index < Math.min(text.length, from + reach); index += 1) {
      if (text[index] === '\\') index += 1
      else if (text[index] === '`') index = (code(text, index)?.end ?? index + 1) - 1
      else if (text[index] === mark[0]) {
        const run = sticky(/([*_~])\1*/y, text, index).all
        if (closes(text, index, run, mark) && index > from) return index + run.length - mark.length
        index += run.length - 1
      }
    }
    return -1
  }

  function closes(text, index, run, mark) {
    const fits = run.length === mark.length || run.length === 3
    const afterText = !/\s/.test(text[index - 1])
    return fits && afterText && (mark[0] !== '_' || !/\w/.test(text[index + run.length] ?? ''))
  }

  function sticky(pattern, text, at) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    return (
      found && { all: found[0], groups: found.slice(1).map((group) => group ?? ''), end: pattern.lastIndex }
    )
  }

  return { parseInline }
})()
