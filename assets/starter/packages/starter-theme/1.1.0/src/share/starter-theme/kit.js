// Small helpers the starter web apps share. A classic script, because pages opened from a folder
// (file://) cannot load modules.
globalThis.kit = (() => {
  /** An element with properties, attributes (names with a dash, or role) and children. */
  function el(tag, properties = {}, ...children) {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue
      if (name === 'class') node.className = value
      else if (name.includes('-') || !(name in node)) node.setAttribute(name, value)
      else node[name] = value
    }
    node.append(...children.filter((child) => child !== null && child !== undefined))
    return node
  }

  /** Storage that still works, for this visit, where the browser refuses the real one. */
  function openStorage() {
    try {
      const probe = 'kit-probe'
      localStorage.setItem(probe, '1')
      localStorage.removeItem(probe)
      return { lasting: true, get: (key) => localStorage.getItem(key), set: keep }
    } catch {
      const memory = new Map()
      return {
        lasting: false,
        get: (key) => memory.get(key) ?? null,
        set: (key, value) => (memory.set(key, value), true),
      }
    }
  }

  /** False when the browser's store is full: the caller tells the person. */
  function keep(key, value) {
    try {
      localStorage.setItem(key, value)
      return true
    } catch {
      return false
    }
  }

  function saveFile(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }))
    const link = el('a', { href: address, download: name })
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }

  let hide
  /** One line at the bottom; `action` is `{ label, run }`, for example an undo. */
  function toast(message, action) {
    document.querySelector('.toast')?.remove()
    clearTimeout(hide)
    const box = el('div', { class: 'toast', role: 'status' }, el('span', {}, message))
    if (action) {
      const button = el('button', { class: 'btn', type: 'button' }, action.label)
      button.addEventListener('click', () => {
        box.remove()
        action.run()
      })
      box.append(button)
    }
    document.body.append(box)
    hide = setTimeout(() => box.remove(), action ? 10_000 : 5_000)
  }

  /** Calls `use(text, name)` for a file that is dropped anywhere on the page. */
  function acceptDrop(use) {
    addEventListener('dragover', (event) => event.preventDefault())
    addEventListener('drop', async (event) => {
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file) use(await file.text(), file.name)
    })
  }

  /** Clipboard with a fallback: pages opened from a folder may not have the asynchronous one. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      const field = el('textarea', { value: text, class: 'only-read' })
      document.body.append(field)
      field.select()
      const done = document.execCommand('copy')
      field.remove()
      return done
    }
  }

  return { el, openStorage, saveFile, toast, acceptDrop, copy }
})()
