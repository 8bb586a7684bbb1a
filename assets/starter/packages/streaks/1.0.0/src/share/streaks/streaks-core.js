// What a streak is: pure functions over days written as YYYY-MM-DD. No DOM and no clock.
globalThis.streaksCore = (() => {
  const pigments = ['clay', 'ochre', 'moss', 'lake', 'indigo', 'plum']
  const dayLength = 86_400_000

  const toTime = (day) => Date.parse(`${day}T00:00:00Z`)
  const addDays = (day, count) => new Date(toTime(day) + count * dayLength).toISOString().slice(0, 10)

  /** The Monday of the week `day` lies in. */
  function weekOf(day) {
    const weekday = (new Date(toTime(day)).getUTCDay() + 6) % 7
    return addDays(day, -weekday)
  }

  /** `count` days ending with `last`, oldest first. */
  const daysUpTo = (last, count) =>
    Array.from({ length: count }, (_, index) => addDays(last, index - count + 1))

  /** Runs of days on which the habit was done. */
  function streaks(habit, today) {
    const done = new Set(habit.days)
    // A day that is not over cannot break a streak; it only adds to it.
    const start = done.has(today) ? today : addDays(today, -1)
    let current = 0
    for (let at = start; done.has(at); at = addDays(at, -1)) current += 1
    return { current, best: Math.max(current, longest(done)) }
  }

  function longest(done) {
    let best = 0
    for (const start of done) {
      if (done.has(addDays(start, -1))) continue
      let length = 1
      while (done.has(addDays(start, length))) length += 1
      best = Math.max(best, length)
    }
    return best
  }

  const change = (state, id, edit) => ({
    ...state,
    habits: state.habits.map((habit) => (habit.id === id ? edit(habit) : habit)),
  })

  function toggle(state, id, day) {
    return change(state, id, (habit) => {
      const without = habit.days.filter((done) => done !== day)
      const days = without.length === habit.days.length ? [...habit.days, day].sort() : without
      return { ...habit, days }
    })
  }

  function add(state, name) {
    const id = 1 + Math.max(0, ...state.habits.map((habit) => habit.id))
    const pigment = pigments[state.habits.length % pigments.length]
    return { ...state, habits: [...state.habits, { id, name, pigment, days: [] }] }
  }

  const edit = (state, id, fields) => change(state, id, (habit) => ({ ...habit, ...fields }))
  const remove = (state, id) => ({ ...state, habits: state.habits.filter((habit) => habit.id !== id) })

  const empty = { format: 1, habits: [] }

  /** Checks what was saved; throws a sentence for the person when it is not ours. */
  function read(text) {
    let found
    try {
      found = JSON.parse(text)
    } catch {
      throw new Error('This file is not JSON')
    }
    if (found?.format !== 1 || !Array.isArray(found.habits)) throw new Error('This is not a Streaks file')
    const habits = found.habits.slice(0, 200).map(readHabit)
    return { format: 1, habits }
  }

  function readHabit(habit, index) {
    const name = typeof habit?.name === 'string' ? habit.name.trim().slice(0, 80) : ''
    if (name === '') throw new Error(`Habit ${index + 1} has no name`)
    const pigment = pigments.includes(habit.pigment) ? habit.pigment : pigments[index % pigments.length]
    const days = Array.isArray(habit.days) ? [...new Set(habit.days.filter(isDay))].sort() : []
    return { id: index + 1, name, pigment, days }
  }

  const isDay = (day) =>
    /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(toTime(day)) && addDays(day, 0) === day

  return { add, addDays, daysUpTo, edit, empty, read, remove, streaks, toggle, weekOf }
})()
