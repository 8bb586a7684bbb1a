const { el, openStorage, saveFile, toast, acceptDrop } = globalThis.kit
const { parse, outline, toHtml, words } = globalThis.lanternMarkdown
const storage = openStorage()
const source = document.querySelector('#source')
const preview = document.querySelector('#preview')
const picker = document.querySelector('#picker')
/** More than this in an address is not a document somebody wanted to pass on. */
const longestAddress = 400_000
let fileName = 'Untitled.md'
let painting = 0

async function start() {
  const passed = await documentInAddress()
  if (passed) show(passed.text, passed.name)
  else show(storage.get('lantern.text') ?? globalThis.lanternWelcome, storage.get('lantern.name') ?? fileName)
  setView(storage.get('lantern.view') ?? (innerWidth <= 640 ? 'read' : 'both'))
  listen()
  document.querySelector('#state').textContent = storage.lasting
    ? ''
    : 'This browser keeps no draft: save before you leave'
}

function listen() {
  source.addEventListener('input', () => {
    cancelAnimationFrame(painting)
    painting = requestAnimationFrame(paint)
    keepDraft()
  })
  source.addEventListener('keydown', onKey)
  source.addEventListener('scroll', follow, { passive: true })
  for (const button of document.querySelectorAll('[data-show]')) {
    button.addEventListener('click', () => setView(button.dataset.show))
  }
  document.querySelector('#open').addEventListener('click', () => picker.click())
  document.querySelector('#save').addEventListener('click', save)
  document.querySelector('#page').addEventListener('click', savePage)
  picker.addEventListener('change', async () => {
    const file = picker.files[0]
    if (file) replace(await file.text(), file.name)
    picker.value = ''
  })
  acceptDrop(replace)
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
    event.preventDefault()
    save()
  })
}

/** `lantern FILE` on the command line passes the text after the #, which no server ever sees. */
async function documentInAddress() {
  const given = new URLSearchParams(location.hash.slice(1))
  const packed = given.get('text')
  if (packed === null || packed.length > longestAddress) return null
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    )
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    history.replaceState(null, '', location.pathname)
    return { text: await new Response(stream).text(), name: given.get('name') ?? fileName }
  } catch {
    toast('The document in this address is damaged')
    return null
  }
}

function show(text, name) {
  fileName = name
  source.value = text
  document.querySelector('#file').textContent = name
  document.title = `${name} – Lantern`
  paint()
}

function replace(text, name) {
  const before = { text: source.value, name: fileName }
  show(text, name)
  keepDraft()
  toast(`Opened ${name}`, { label: 'Undo', run: () => (show(before.text, before.name), keepDraft()) })
}

function keepDraft() {
  const kept = storage.set('lantern.text', source.value) && storage.set('lantern.name', fileName)
  if (!kept) toast('The draft is too large to keep: save it as a file')
}

function paint() {
  const tree = parse(source.value)
  preview.replaceChildren(...tree.map(nodeOf))
  document.querySelector('#outline').replaceChildren(
    ...outline(tree).map(({ level, id, text }) => {
      const link = el('a', { href: `#${id}`, 'data-level': String(level) }, text)
      link.addEventListener('click', (event) => {
        event.preventDefault()
        document.getElementById(id)?.scrollIntoView({ block: 'start' })
      })
      return el('li', {}, link)
    }),
  )
  const count = words(source.value)
  const minutes = Math.max(1, Math.round(count / 220))
  document.querySelector('#count').textContent =
    `${count.toLocaleString()} ${count === 1 ? 'word' : 'words'}, ${minutes} min to read`
}

/** The tree holds only tags and attributes that the parser itself writes; text becomes text nodes. */
function nodeOf(node) {
  if (typeof node === 'string') return document.createTextNode(node)
  const element = document.createElement(node.tag)
  for (const [name, value] of Object.entries(node.attrs ?? {})) element.setAttribute(name, value)
  element.append(...(node.children ?? []).map(nodeOf))
  return element
}

function follow() {
  const room = source.scrollHeight - source.clientHeight
  if (room > 0) preview.scrollTop = (source.scrollTop / room) * (preview.scrollHeight - preview.clientHeight)
}

function setView(view) {
  document.body.dataset.view = view
  storage.set('lantern.view', view)
  for (const button of document.querySelectorAll('[data-show]')) {
    button.setAttribute('aria-pressed', String(button.dataset.show === view))
  }
}

function onKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const marks = { b: ['**', '**'], i: ['*', '*'], k: ['[', '](https://)'] }[event.key.toLowerCase()]
  if (marks === undefined) return
  event.preventDefault()
  const { selectionStart: from, selectionEnd: to } = source
  source.setRangeText(marks[0] + source.value.slice(from, to) + marks[1], from, to, 'select')
  source.setSelectionRange(from + marks[0].length, to + marks[0].length)
  source.dispatchEvent(new Event('input'))
}

function save() {
  const name = /\.(md|markdown|txt)$/i.test(fileName) ? fileName : `${fileName}.md`
  saveFile(name, 'text/markdown', source.value)
  toast(`Saved a copy as ${name}`)
}

function savePage() {
  const tree = parse(source.value)
  const title = (outline(tree)[0]?.text ?? fileName).replace(/[<>&]/g, '')
  const style =
    'body{max-width:68ch;margin:3rem auto;padding:0 1rem;font:1.0625rem/1.7 system-ui,sans-serif;color-scheme:light dark}' +
    'pre{padding:1rem;overflow:auto;border:1px solid #8884;border-radius:8px}table{border-collapse:collapse}' +
    'td,th{padding:.4rem .8rem;border-bottom:1px solid #8884;text-align:start}.end{text-align:end}' +
    'blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid #8886}.task{list-style:none}'
  const page = `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>\n<body>\n${toHtml(tree)}</body></html>\n`
  const name = fileName.replace(/\.\w+$/, '') + '.html'
  saveFile(name, 'text/html', page)
  toast(`Saved ${name}`)
}

start()
