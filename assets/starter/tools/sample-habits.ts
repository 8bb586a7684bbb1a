/** A half year of five habits, ending on 20 November 2026; the same days every time. */
export const habits = JSON.stringify({
  format: 1,
  habits: [
    habit(1, 'Ten pages before sleep', 7, 'indigo', (day) => day < 23 || (day > 24 && day % 9 !== 3)),
    habit(2, 'Walk after lunch', 5, 'moss', (day) => ![0, 6].includes((day + 2) % 7) && day % 19 !== 11),
    habit(3, 'Water the balcony', 3, 'lake', (day) => day % 7 !== 0 && day % 2 === 1),
    habit(4, 'Practice the fiddle', 7, 'clay', (day) =>
      day > 0 && day < 15 ? true : day % 5 !== 0 && day % 13 !== 4,
    ),
    habit(5, 'Call somebody far away', 1, 'plum', (day) => day % 7 === 3 && day < 90),
  ],
})

/** `done` is asked for each day, counted back from the last. */
function habit(id: number, name: string, goal: number, pigment: string, done: (day: number) => boolean) {
  const last = Date.UTC(2026, 10, 20)
  const days = Array.from({ length: 180 }, (_, day) => day)
    .filter(done)
    .map((day) => new Date(last - day * 86_400_000).toISOString().slice(0, 10))
    .toSorted()
  return { id, name, goal, pigment, days }
}
