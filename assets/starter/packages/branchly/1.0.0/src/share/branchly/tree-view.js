// The tree on screen: ARIA tree pattern, one tab stop, children made when a branch is first opened.
globalThis.branchlyView = ({ host, onSelect }) => {
  const { el } = globalThis.kit
  /** Rows made at once; a branch with more offers the rest. */
  const page = 200
  let selected = null
  let hits = new Set()

  function show(root) {
    selected = null
    const top = row(root, [], 0)
    host.replaceChildren(top)
    open(top)
    for (const child of branch(top)) if (child.node.children?.length <= 12) open(child)
    select(top, false)
  }

  function row(node, route, level) {
    const twist = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    twist.setAttribute('class', 'twist')
    twist.setAttribute('viewBox', '0 0 20 20')
    const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    arrow.setAttribute('d', 'm7.500 5 5 5-5 5')
    twist.append(arrow)
    const line = el('div', { class: 'node__row' }, twist, ...label(node))
    line.style.setProperty('--level', level)
    const item = el('div', { class: 'node', role: 'treeitem', tabIndex: -1, 'aria-selected': 'false' }, line)
    item.setAttribute('aria-level', String(level + 1))
    if (node.children?.length > 0) item.setAttribute('aria-expanded', 'false')
    item.classList.toggle('hit', hits.has(route.join('/')))
    Object.assign(item, { node, route, level, shown: 0 })
    line.addEventListener('click', () => {
      select(item, true)
      toggle(item)
    })
    return item
  }

  function label(node) {
    const index = typeof node.key === 'number'
    const key = node.key === null ? '$' : String(node.key)
    const name = el('span', { class: index || node.key === null ? 'key key--index' : 'key' }, `${key}:`)
    if (node.children === undefined) {
      const text = node.kind === 'string' ? JSON.stringify(node.value) : node.value
      return [
        name,
        el('span', { class: `is-${node.kind}` }, text.length > 200 ? `${text.slice(0, 200)}…` : text),
      ]
    }
    return [name, el('span', { class: 'hold' }, holds(node))]
  }

  function holds(node) {
    const count = node.children.length
    if (node.kind === 'array')
      return count === 0 ? 'empty list' : `${count} ${count === 1 ? 'entry' : 'entries'}`
    if (count === 0) return 'empty object'
    const keys = node.children
      .slice(0, 3)
      .map((child) => child.key)
      .join(', ')
    return `${count} ${count === 1 ? 'key' : 'keys'}: ${keys}${count > 3 ? '…' : ''}`
  }

  const branch = (item) =>
    [...(item.querySelector(':scope > [role=group]')?.children ?? [])].filter((child) => child.node)

  function open(item) {
    if (!item.node.children?.length) return
    if (item.shown === 0) {
      item.append(el('div', { role: 'group' }))
      grow(item, page)
    }
    item.setAttribute('aria-expanded', 'true')
    item.querySelector(':scope > [role=group]').hidden = false
  }

  function grow(item, by) {
    const group = item.querySelector(':scope > [role=group]')
    group.querySelector(':scope > .more')?.remove()
    const next = item.node.children.slice(item.shown, item.shown + by)
    group.append(...next.map((child, at) => row(child, [...item.route, item.shown + at], item.level + 1)))
    item.shown += next.length
    const left = item.node.children.length - item.shown
    if (left === 0) return
    const more = el(
      'button',
      { class: 'btn more', type: 'button' },
      `Show ${Math.min(left, page)} of ${left} more`,
    )
    more.style.setProperty('--level', item.level + 1)
    more.addEventListener('click', () => grow(item, page))
    group.append(more)
  }

  function close(item) {
    if (item.getAttribute('aria-expanded') !== 'true') return
    item.setAttribute('aria-expanded', 'false')
    item.querySelector(':scope > [role=group]').hidden = true
  }

  const isOpen = (item) => item.getAttribute('aria-expanded') === 'true'
  const toggle = (item) => (isOpen(item) ? close(item) : open(item))
  const parent = (item) => item.parentElement.closest('[role=treeitem]')

  function select(item, focus) {
    selected?.setAttribute('aria-selected', 'false')
    if (selected) selected.tabIndex = -1
    selected = item
    item.setAttribute('aria-selected', 'true')
    item.tabIndex = 0
    if (focus) item.focus({ preventScroll: true })
    item.firstElementChild.scrollIntoView({ block: 'nearest' })
    onSelect(item.node, keysTo(item))
  }

  function keysTo(item) {
    const keys = []
    for (let at = item; at.node.key !== null; at = parent(at)) keys.unshift(at.node.key)
    return keys
  }

  /** Opens every branch on the way and selects what lies at its end. */
  function reveal(route, focus) {
    let item = host.firstElementChild
    for (const index of route) {
      open(item)
      if (index >= item.shown) grow(item, index - item.shown + page)
      item = branch(item)[index]
    }
    select(item, focus)
  }

  function mark(routes) {
    hits = new Set(routes.map((route) => route.join('/')))
    for (const item of host.querySelectorAll('[role=treeitem]')) {
      item.classList.toggle('hit', hits.has(item.route.join('/')))
    }
  }

  const visible = () =>
    [...host.querySelectorAll('[role=treeitem]')].filter((item) => item.offsetParent !== null)

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => (isOpen(selected) ? step(1) : open(selected)),
    ArrowLeft: () =>
      isOpen(selected) ? close(selected) : parent(selected) && select(parent(selected), true),
    Home: () => select(host.firstElementChild, true),
    End: () => select(visible().at(-1), true),
    Enter: () => toggle(selected),
    ' ': () => toggle(selected),
  }

  function step(by) {
    const items = visible()
    const next = items[items.indexOf(selected) + by]
    if (next) select(next, true)
  }

  host.addEventListener('keydown', (event) => {
    const act = keys[event.key]
    if (act === undefined || selected === null || event.target.closest('.more')) return
    event.preventDefault()
    act()
  })

  return { show, reveal, mark }
}
