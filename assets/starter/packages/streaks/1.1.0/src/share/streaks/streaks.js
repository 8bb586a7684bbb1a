const { el, openStorage, saveFile, toast, acceptDrop } = globalThis.kit
const core = globalThis.streaksCore
const storage = openStorage()
const at = (id) => document.querySelector(`#${id}`)
const weeksShown = 26
let state = load()
/** The last day of the week on screen. */
let lastDay = core.addDays(core.weekOf(today()), 6)
let opened = null

function start() {
  at('earlier').addEventListener('click', () => move(-7))
  at('later').addEventListener('click', () => move(7))
  at('add').addEventListener('submit', (event) => {
    event.preventDefault()
    const name = at('name').value.trim()
    if (name === '') return at('name').focus()
    commit(core.add(state, name, Number(at('goal').value)))
    at('name').value = ''
  })
  at('export').addEventListener('click', () => {
    saveFile(`streaks-${today()}.json`, 'application/json', `${JSON.stringify(state, null, 2)}\n`)
  })
  at('import').addEventListener('click', () => at('picker').click())
  at('picker').addEventListener('change', async () => {
    const file = at('picker').files[0]
    if (file) take(await file.text())
    at('picker').value = ''
  })
  acceptDrop(take)
  // Past midnight the page is still open: today has moved.
  addEventListener('visibilitychange', paint)
  at('where').textContent = storage.lasting
    ? 'Everything stays in this browser. Export now and then to keep a copy.'
    : 'This browser keeps nothing between visits: export before you leave.'
  paint()
}

/** The person's own calendar day, not UTC's. */
function today() {
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function load() {
  const kept = storage.get('streaks.state')
  if (kept === null) return core.empty
  try {
    return core.read(kept)
  } catch {
    toast('The saved habits could not be read')
    return core.empty
  }
}

function commit(next, message) {
  const before = state
  state = next
  const kept = storage.set('streaks.state', JSON.stringify(state))
  if (!kept) toast('The browser has no room left: export your habits')
  else if (message) toast(message, { label: 'Undo', run: () => commit(before) })
  paint()
}

function take(text) {
  try {
    const next = core.read(text)
    commit(next, `Imported ${next.habits.length} ${next.habits.length === 1 ? 'habit' : 'habits'}`)
  } catch (problem) {
    toast(problem.message)
  }
}

function move(days) {
  lastDay = core.addDays(lastDay, days)
  paint()
}

const format = (day, options) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en', { timeZone: 'UTC', ...options })

function paint() {
  const focused = document.activeElement?.dataset?.key
  const now = today()
  const week = core.daysUpTo(lastDay, 7)
  at('today').textContent = format(now, { weekday: 'long', day: 'numeric', month: 'long' })
  at('range').textContent =
    `${format(week[0], { day: 'numeric', month: 'short' })} – ${format(lastDay, { day: 'numeric', month: 'short' })}`
  at('later').disabled = lastDay >= now
  at('days').replaceChildren(
    ...week.map((day) =>
      el(
        'span',
        { class: day === now ? 'is-today' : '' },
        format(day, { weekday: 'short' }),
        el('b', {}, String(Number(day.slice(8)))),
      ),
    ),
  )
  at('start').hidden = state.habits.length > 0
  at('habits').replaceChildren(...state.habits.map((habit) => card(habit, week, now)))
  if (focused) document.querySelector(`[data-key="${focused}"]`)?.focus()
}

function card(habit, week, now) {
  const { current, best, unit } = core.streaks(habit, now)
  const isOpen = opened === habit.id
  const name = el(
    'button',
    { class: 'habit__open', type: 'button', 'aria-expanded': String(isOpen), 'data-key': `open-${habit.id}` },
    el('span', { class: 'habit__dot' }),
    el(
      'span',
      {},
      el('span', { class: 'habit__name' }, habit.name),
      el('span', { class: 'habit__goal' }, goalText(habit.goal)),
    ),
  )
  name.addEventListener('click', () => {
    opened = isOpen ? null : habit.id
    paint()
  })
  const days = el('div', { class: 'habit__days' }, ...week.map((day) => dayButton(habit, day, now)))
  const streak = el(
    'div',
    { class: 'habit__streak' },
    el('b', {}, `${current} `),
    el('span', {}, current === 1 ? unit : `${unit}s`),
    el('div', { class: 'quiet num' }, `best ${best}`),
  )
  const top = el('div', { class: 'habit__top' }, name, days, streak)
  return el(
    'li',
    { class: 'card habit', 'data-pigment': habit.pigment },
    top,
    isOpen ? details(habit, now) : null,
  )
}

const goalText = (goal) => ({ 7: 'Every day', 1: 'Once a week' })[goal] ?? `${goal} days a week`

function dayButton(habit, day, now) {
  const done = habit.days.includes(day)
  const button = el('button', {
    class: 'day',
    type: 'button',
    disabled: day > now,
    'aria-pressed': String(done),
    'aria-label': `${habit.name}, ${format(day, { weekday: 'long', day: 'numeric', month: 'long' })}`,
    'data-key': `${habit.id}-${day}`,
  })
  const tick = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  tick.setAttribute('viewBox', '0 0 20 20')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', 'm5 10.500 3.500 3.500L15 7')
  tick.append(line)
  button.append(tick)
  button.addEventListener('click', () => commit(core.toggle(state, habit.id, day)))
  return button
}

function details(habit, now) {
  const end = core.addDays(core.weekOf(now), 6)
  const days = core.daysUpTo(end, weeksShown * 7)
  const done = new Set(habit.days)
  const count = days.filter((day) => done.has(day)).length
  const heat = el(
    'div',
    { class: 'heat', 'aria-hidden': 'true' },
    ...days.map((day) => el('i', { class: day > now ? 'future' : done.has(day) ? 'done' : '', title: day })),
  )
  const rename = el('input', { class: 'field', value: habit.name, maxLength: 80, 'aria-label': 'Name' })
  rename.addEventListener('change', () => {
    const name = rename.value.trim()
    if (name !== '') commit(core.edit(state, habit.id, { name }))
  })
  const remove = el('button', { class: 'btn', type: 'button' }, 'Remove')
  remove.addEventListener('click', () => commit(core.remove(state, habit.id), `Removed ${habit.name}`))
  const summary = el('p', { class: 'quiet' }, `${count} of the last ${weeksShown * 7} days`)
  return el(
    'div',
    { class: 'habit__more' },
    heat,
    el('div', { class: 'habit__edit' }, summary, rename, remove),
  )
}

start()
