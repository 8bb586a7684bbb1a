// JSON text to a tree that keeps what JSON.parse loses: numbers as written, repeated keys, and the
// place of every mistake. No DOM, so that Node can test it.
globalThis.branchlyTree = (() => {
  /** Deeper than any real document; stops a page of brackets from exhausting the stack. */
  const deepest = 2_000

  /** `{ ok: true, root, count }`, or `{ ok: false, message, line, column, excerpt }`. */
  function read(text) {
    const reader = { text, at: 0, count: 0, depth: 0 }
    try {
      skipSpace(reader)
      const root = value(reader, null)
      skipSpace(reader)
      if (reader.at < text.length) throw wrong(reader, 'There is text after the end of the document')
      return { ok: true, root, count: reader.count }
    } catch (problem) {
      if (!(problem instanceof Mistake)) throw problem
      return { ok: false, message: problem.message, ...place(text, problem.at) }
    }
  }

  class Mistake extends Error {
    constructor(message, at) {
      super(message)
      this.at = at
    }
  }

  const wrong = (reader, message, at = reader.at) => new Mistake(message, at)

  function value(reader, key) {
    reader.count += 1
    const first = reader.text[reader.at]
    if (first === '{') return group(reader, { kind: 'object', key, close: '}' })
    if (first === '[') return group(reader, { kind: 'array', key, close: ']' })
    if (first === '"') return { kind: 'string', key, value: string(reader) }
    return literal(reader, key)
  }

  function group(reader, { kind, key, close }) {
    const opened = reader.at
    reader.depth += 1
    if (reader.depth > deepest) throw wrong(reader, `More than ${deepest} levels deep`)
    reader.at += 1
    const node = { kind, key, children: [] }
    skipSpace(reader)
    while (reader.text[reader.at] !== close) {
      if (reader.at >= reader.text.length) throw wrong(reader, `This ${kind} is never closed`, opened)
      node.children.push(kind === 'object' ? member(reader) : value(reader, node.children.length))
      skipSpace(reader)
      separator(reader, kind, close)
    }
    reader.at += 1
    reader.depth -= 1
    if (kind === 'object') node.repeated = repeated(node.children)
    return node
  }

  function member(reader) {
    if (reader.text[reader.at] !== '"') throw wrong(reader, 'A key in double quotes is missing here')
    const key = string(reader)
    skipSpace(reader)
    if (reader.text[reader.at] !== ':') throw wrong(reader, `A colon is missing after "${key}"`)
    reader.at += 1
    skipSpace(reader)
    return value(reader, key)
  }

  function separator(reader, kind, close) {
    const next = reader.text[reader.at]
    if (next === close || next === undefined) return
    if (next !== ',') throw wrong(reader, `A comma or ${close} is missing here`)
    const comma = reader.at
    reader.at += 1
    skipSpace(reader)
    if (reader.text[reader.at] === close)
      throw wrong(reader, `No comma after the last entry of an ${kind}`, comma)
  }

  function repeated(children) {
    const seen = new Set()
    return children.map((child) => child.key).filter((key) => seen.has(key) || !seen.add(key))
  }

  function string(reader) {
    const opened = reader.at
    const end = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
    end.lastIndex = opened
    const found = end.exec(reader.text)
    if (found === null) throw badString(reader, opened)
    reader.at = end.lastIndex
    return JSON.parse(found[0])
  }

  function badString(reader, opened) {
    const good = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
    good.lastIndex = opened + 1
    good.exec(reader.text)
    const at = Math.max(good.lastIndex, opened + 1)
    if (reader.text[at] === '\\') return wrong(reader, 'This escape is not one of JSON', at)
    if (reader.text[at] === undefined) return wrong(reader, 'This text is never closed', opened)
    return wrong(reader, 'A line break or control character must be escaped', at)
  }

  function literal(reader, key) {
    const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
    word.lastIndex = reader.at
    const found = word.exec(reader.text)
    if (found === null) throw wrong(reader, hint(reader.text.slice(reader.at, reader.at + 12)))
    reader.at = word.lastIndex
    const kind = { true: 'boolean', false: 'boolean', null: 'null' }[found[0]] ?? 'number'
    return { kind, key, value: found[0] }
  }

  function hint(rest) {
    if (rest === '') return 'The document ends here, where a value is expected'
    if (rest[0] === "'") return 'JSON puts text in double quotes'
    if (/^(\/\/|\/\*|#)/.test(rest)) return 'JSON has no comments'
    if (/^(undefined|NaN|-?Infinity)/.test(rest)) return `JSON has no ${/^-?\w+/.exec(rest)[0]}; use null`
    if (/^(-?0\d|\+|\.\d)/.test(rest)) return 'A number may not start like this'
    return 'A value is expected here'
  }

  function skipSpace(reader) {
    const space = /[ \t\n\r\ufeff]*/y
    space.lastIndex = reader.at
    space.exec(reader.text)
    reader.at = space.lastIndex
  }

  function place(text, at) {
    const before = text.slice(0, at)
    const line = before.split('\n').length
    const start = before.lastIndexOf('\n') + 1
    const end = text.indexOf('\n', at)
    const from = Math.max(start, at - 30)
    const whole = text.slice(from, Math.min(end === -1 ? text.length : end, at + 30))
    return { line, column: at - start + 1, excerpt: { text: whole, mark: at - from } }
  }

  /** `$.users[3]['first name']`, as JSONPath (RFC 9535) writes it. `keys` leads from the root. */
  function jsonPath(keys) {
    return keys.reduce((path, key) => path + step(key, '.', "'"), '$')
  }

  /** The same place for the jq program: `.users[3]["first name"]`. */
  function jqPath(keys) {
    const path = keys.reduce((path, key) => path + step(key, '.', '"'), '')
    return path.startsWith('.') ? path : `.${path}`
  }

  function step(key, dot, quote) {
    if (typeof key === 'number') return `[${key}]`
    if (/^[A-Za-z_]\w*$/.test(key)) return dot + key
    const inside = JSON.stringify(key).slice(1, -1)
    return `[${quote}${quote === "'" ? inside.replaceAll('\\"', '"').replaceAll("'", "\\'") : inside}${quote}]`
  }

  /** Places whose key or value holds `query`, in reading order: an array of key lists. */
  function find(root, query, limit) {
    const wanted = query.toLowerCase()
    const found = []
    const look = (node, keys) => {
      if (found.length >= limit) return
      const named = typeof node.key === 'string' && node.key.toLowerCase().includes(wanted)
      if (named || node.value?.toLowerCase().includes(wanted)) found.push(keys)
      for (const [index, child] of (node.children ?? []).entries()) look(child, [...keys, index])
    }
    look(root, [])
    return found
  }

  /** Text again, two spaces a level, with every number as it was written. */
  function print(node, indent = '') {
    if (node.kind === 'string') return JSON.stringify(node.value)
    if (node.children === undefined) return node.value
    const [open, close] = node.kind === 'object' ? '{}' : '[]'
    if (node.children.length === 0) return open + close
    const deeper = `${indent}  `
    const lines = node.children.map((child) => {
      const name = node.kind === 'object' ? `${JSON.stringify(child.key)}: ` : ''
      return deeper + name + print(child, deeper)
    })
    return `${open}\n${lines.join(',\n')}\n${indent}${close}`
  }

  return { read, jsonPath, jqPath, find, print }
})()
