const { el, openStorage, toast, acceptDrop, copy } = globalThis.kit
const { read, jsonPath, jqPath, find, print } = globalThis.branchlyTree
const at = (id) => document.querySelector(`#${id}`)
const storage = openStorage()
const view = globalThis.branchlyView({ host: at('tree'), onSelect: describe })
/** Matches shown; more would say nothing a person can use. */
const mostHits = 5_000
/** Characters of a value in the side panel. */
const longest = 20_000
let tree = null
let chosen = { node: null, keys: [] }
let hits = []
let hit = -1

function start() {
  load(
    storage.get('branchly.text') ?? globalThis.branchlySample,
    storage.get('branchly.name') ?? 'Sample document',
  )
  at('open').addEventListener('click', () => at('picker').click())
  at('picker').addEventListener('change', async () => {
    const file = at('picker').files[0]
    if (file) load(await file.text(), file.name)
    at('picker').value = ''
  })
  at('edit').addEventListener('click', () => showPaste(at('paste').hidden))
  at('text').addEventListener('input', () => load(at('text').value, 'Pasted text'))
  at('query').addEventListener('input', search)
  at('query').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  })
  at('before').addEventListener('click', () => go(-1))
  at('after').addEventListener('click', () => go(1))
  at('copy-path').addEventListener('click', () => copied(jsonPath(chosen.keys), 'JSONPath'))
  at('copy-jq').addEventListener('click', () => copied(jqPath(chosen.keys), 'jq path'))
  at('copy-value').addEventListener('click', () => chosen.node && copied(print(chosen.node), 'Value'))
  acceptDrop(load)
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return
    event.preventDefault()
    at('query').select()
  })
}

function load(text, name) {
  const result = read(text)
  if (at('text').value !== text) at('text').value = text
  at('mistake').hidden = result.ok
  document.title = `${name} – Branchly`
  if (!result.ok) return explain(result, name)
  tree = result.root
  at('summary').textContent = `${name}, ${result.count.toLocaleString()} values, ${sizeOf(text.length)}`
  view.show(tree)
  search()
  // Only small documents are kept for the next visit; the browser's store is a few megabytes.
  if (text.length < 500_000) {
    storage.set('branchly.text', text)
    storage.set('branchly.name', name)
  }
}

function explain({ message, line, column, excerpt }, name) {
  at('mistake-title').textContent = message
  at('mistake-place').textContent = `${name}, line ${line}, column ${column}`
  const { text, mark } = excerpt
  at('mistake-text').replaceChildren(
    text.slice(0, mark),
    el('mark', {}, text[mark] ?? ' '),
    text.slice(mark + 1),
  )
}

function showPaste(shown) {
  at('paste').hidden = !shown
  at('edit').setAttribute('aria-expanded', String(shown))
  if (shown) at('text').select()
}

function describe(node, keys) {
  chosen = { node, keys }
  at('kind').textContent = { array: 'list', string: 'text' }[node.kind] ?? node.kind
  at('path').textContent = jsonPath(keys)
  const text = print(node)
  at('size').textContent = describeSize(node, text)
  at('value').textContent = text.length > longest ? `${text.slice(0, longest)}\n…` : text
}

function describeSize(node, text) {
  if (node.repeated?.length > 0) return `repeated keys: ${node.repeated.join(', ')}`
  if (node.kind === 'string') return `${node.value.length.toLocaleString()} characters`
  if (node.kind === 'number') return safe(node.value) ? '' : 'larger than JavaScript can hold exactly'
  return node.children ? sizeOf(text.length) : ''
}

const safe = (digits) => !/^-?\d+$/.test(digits) || Number.isSafeInteger(Number(digits))

function sizeOf(characters) {
  if (characters < 1_000) return `${characters} B`
  return characters < 1_000_000
    ? `${(characters / 1_000).toFixed(1)} kB`
    : `${(characters / 1_000_000).toFixed(1)} MB`
}

function search() {
  const query = at('query').value
  hits = query === '' || tree === null ? [] : find(tree, query, mostHits)
  hit = -1
  view.mark(hits)
  for (const id of ['before', 'after']) at(id).disabled = hits.length === 0
  if (hits.length > 0) go(1)
  else at('hits').textContent = query === '' ? '' : 'none'
}

function go(by) {
  if (hits.length === 0) return
  hit = (hit + by + hits.length) % hits.length
  view.reveal(hits[hit], false)
  at('hits').textContent = `${hit + 1} of ${hits.length}${hits.length === mostHits ? '+' : ''}`
}

async function copied(text, what) {
  toast((await copy(text)) ? `${what} copied` : 'The browser refused to copy')
}

start()
