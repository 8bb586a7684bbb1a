// Markdown in blocks: text to a tree, and the tree to an HTML page for saving. No DOM.
globalThis.lanternMarkdown = (() => {
  const inline = (text) => globalThis.lanternInline.parseInline(text)
  const item = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/
  const fence = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
  const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
  const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

  function parse(text) {
    const slugs = new Map()
    const lines = text.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n')
    return blocks(lines, { slugs, depth: 0 })
  }

  function blocks(lines, context) {
    const nodes = []
    for (let at = 0; at < lines.length;) {
      if (lines[at].trim() === '') {
        at += 1
        continue
      }
      const found = readBlock(lines, at, context)
      nodes.push(found.node)
      at = found.next
    }
    return nodes
  }

  function readBlock(lines, at, context) {
    const readers = [readFence, readHeading, readRule, readQuote, readList, readTable, readIndented]
    // Deeper than any person writes: the rest is text, so that no document can exhaust the stack.
    const tried = context.depth > 12 ? [] : readers
    for (const reader of tried) {
      const found = reader(lines, at, context)
      if (found !== null) return found
    }
    return readParagraph(lines, at, context)
  }

  function readFence(lines, at) {
    const open = fence.exec(lines[at])
    if (open === null) return null
    const close = new RegExp(`^ {0,3}${open[1][0]}{${open[1].length},}\\s*$`)
    let next = at + 1
    while (next < lines.length && !close.test(lines[next])) next += 1
    const language = open[2].trim().split(/\s+/)[0]
    return { node: codeBlock(lines.slice(at + 1, next).join('\n'), language), next: next + 1 }
  }

  function codeBlock(text, language) {
    const attrs = language === '' ? {} : { 'data-language': language }
    return { tag: 'pre', attrs, children: [{ tag: 'code', children: [text] }] }
  }

  function readHeading(lines, at, context) {
    const found = heading.exec(lines[at])
    if (found === null) return null
    return { node: headingNode(found[1].length, found[2] ?? '', context), next: at + 1 }
  }

  function headingNode(level, text, { slugs }) {
    const children = inline(text)
    const base =
      plain(children)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('-') ?? 'section'
    const seen = slugs.get(base) ?? 0
    slugs.set(base, seen + 1)
    return { tag: `h${level}`, attrs: { id: seen === 0 ? base : `${base}-${seen}` }, children }
  }

  function readRule(lines, at) {
    return rule.test(lines[at]) ? { node: { tag: 'hr' }, next: at + 1 } : null
  }

  function readQuote(lines, at, context) {
    if (!/^ {0,3}>/.test(lines[at])) return null
    let next = at
    while (next < lines.length && lines[next].trim() !== '' && !startsBlock(lines[next], next > at)) next += 1
    const inside = lines.slice(at, next).map((line) => line.replace(/^ {0,3}> ?/, ''))
    return { node: { tag: 'blockquote', children: blocks(inside, deeper(context)) }, next }
  }

  const startsBlock = (line, further) =>
    further && !/^ {0,3}>/.test(line) && (fence.test(line) || item.test(line))

  function readList(lines, at, context) {
    const first = item.exec(lines[at])
    if (first === null || rule.test(lines[at])) return null
    const kind = first[2].at(-1)
    const entries = []
    let next = at
    while (next < lines.length) {
      const found = item.exec(lines[next])
      if (found === null || found[2].at(-1) !== kind || rule.test(lines[next])) break
      const entry = readEntry(lines, next, found)
      // A blank line between two entries makes the whole list airy.
      while (lines[entry.next]?.trim() === '' && follows(lines[entry.next + 1], kind)) {
        entry.next += 1
        entry.loose = true
      }
      entries.push(entry)
      next = entry.next
    }
    const loose = entries.some((entry) => entry.loose)
    const children = entries.map((entry) => listItem(entry.lines, loose, deeper(context)))
    if (/[-*+]/.test(kind)) return { node: { tag: 'ul', children }, next }
    const start = Number.parseInt(first[2], 10)
    return { node: { tag: 'ol', attrs: start === 1 ? {} : { start: String(start) }, children }, next }
  }

  /** The lines of one entry, without their indentation; `next` is where the following entry may begin. */
  function readEntry(lines, at, found) {
    const indent = found[1].length + found[2].length + Math.min(Math.max(found[3].length, 1), 4)
    const own = [lines[at].slice(indent)]
    let next = at + 1
    for (; next < lines.length; next += 1) {
      const line = lines[next]
      if (line.trim() === '') {
        const after = lines.slice(next).find((later) => later.trim() !== '')
        if (after === undefined || !after.startsWith(' '.repeat(indent))) break
        own.push('')
      } else if (line.startsWith(' '.repeat(indent))) own.push(line.slice(indent))
      else if (own.at(-1) === '' || item.test(line) || fence.test(line) || heading.test(line)) break
      else own.push(line.trimStart())
    }
    return { lines: own, next, loose: own.some((line, index) => line === '' && index > 0) }
  }

  const follows = (line, kind) => item.exec(line ?? '')?.[2].at(-1) === kind

  function listItem(lines, loose, context) {
    const task = /^\[([ xX])\] +/.exec(lines[0])
    const own = task ? [lines[0].slice(task[0].length), ...lines.slice(1)] : lines
    const inside = blocks(own, context)
    const children = loose ? inside : inside.flatMap((node) => (node.tag === 'p' ? node.children : [node]))
    if (task === null) return { tag: 'li', children }
    const done = task[1] !== ' '
    const label = done ? 'Done' : 'Not done'
    const attrs = { type: 'checkbox', 'aria-label': label, disabled: '', ...(done ? { checked: '' } : {}) }
    return { tag: 'li', attrs: { class: 'task' }, children: [{ tag: 'input', attrs }, ...children] }
  }

  function readTable(lines, at) {
    const ruler = lines[at + 1]
    if (!lines[at].includes('|') || ruler === undefined || !tableRule.test(ruler)) return null
    const head = cells(lines[at])
    const align = cells(ruler).map(alignment)
    if (head.length !== align.length) return null
    let next = at + 2
    while (next < lines.length && lines[next].trim() !== '' && lines[next].includes('|')) next += 1
    const row = (tag, texts) => ({
      tag: 'tr',
      children: align.map((side, index) => ({
        tag,
        attrs: side === '' ? {} : { class: side },
        children: inline(texts[index] ?? ''),
      })),
    })
    const body = lines.slice(at + 2, next).map((line) => row('td', cells(line)))
    const children = [
      { tag: 'thead', children: [row('th', head)] },
      { tag: 'tbody', children: body },
    ]
    return { node: { tag: 'table', children }, next }
  }

  const cells = (line) =>
    line
      .trim()
      .replace(/^\||(?<!\\)\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'))

  function alignment(ruler) {
    if (/^:-+:$/.test(ruler)) return 'center'
    return /-:$/.test(ruler) ? 'end' : ''
  }

  function readIndented(lines, at) {
    if (!lines[at].startsWith('    ')) return null
    let next = at
    while (next < lines.length && (lines[next].startsWith('    ') || lines[next].trim() === '')) next += 1
    const text = lines.slice(at, next).map((line) => line.slice(4))
    return { node: codeBlock(text.join('\n').trimEnd(), ''), next }
  }

  function readParagraph(lines, at, context) {
    let next = at + 1
    while (next < lines.length && continues(lines[next])) next += 1
    const under = /^ {0,3}(=+|-+)\s*$/.exec(lines[next] ?? '')
    const text = lines
      .slice(at, next)
      .map((line) => line.trimStart())
      .join('\n')
      .trimEnd()
    if (under) return { node: headingNode(under[1][0] === '=' ? 1 : 2, text, context), next: next + 1 }
    return { node: { tag: 'p', children: inline(text) }, next }
  }

  function continues(line) {
    if (line.trim() === '' || /^ {0,3}(=+|-+)\s*$/.test(line)) return false
    const numbered = /^ {0,3}(\d+)/.exec(line)
    const entry = item.test(line) && (numbered === null || numbered[1] === '1')
    return !entry && ![fence, heading, rule, /^ {0,3}>/].some((pattern) => pattern.test(line))
  }

  const deeper = ({ slugs, depth }) => ({ slugs, depth: depth + 1 })

  const plain = (nodes) =>
    nodes.map((node) => (typeof node === 'string' ? node : plain(node.children ?? []))).join('')

  /** Headings in reading order, for the outline. */
  function outline(nodes) {
    return nodes
      .filter((node) => /^h[1-6]$/.test(node.tag))
      .map((node) => ({ level: Number(node.tag[1]), id: node.attrs.id, text: plain(node.children) }))
  }

  const escapeText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  function toHtml(nodes) {
    return nodes.map(htmlOf).join('')
  }

  function htmlOf(node) {
    if (typeof node === 'string') return escapeText(node)
    const attrs = Object.entries(node.attrs ?? {}).map(
      ([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`,
    )
    const open = `<${node.tag}${attrs.join('')}>`
    if (['br', 'hr', 'img', 'input'].includes(node.tag)) return open
    const end = /^(p|h\d|ul|ol|li|pre|blockquote|table|tr|thead|tbody)$/.test(node.tag) ? '\n' : ''
    return `${open}${toHtml(node.children ?? [])}</${node.tag}>${end}`
  }

  const words = (text) => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0

  return { parse, outline, toHtml, words }
})()
