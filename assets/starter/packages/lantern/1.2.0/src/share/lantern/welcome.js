// The first document a person sees; also the tour.
globalThis.lanternWelcome = `# Field notes, October

Write **Markdown** on the left and read it here, as you type. Nothing leaves this window: Lantern has no network, and pictures from the web stay *off* on purpose.

## What we packed

| Item           | Weight | Who   |
| -------------- | -----: | ----- |
| Tent, two poles | 1.9 kg | Ines  |
| Stove and gas   | 640 g  | Tomas |
| Notebook        | 110 g  | both  |

## Before we go

- [x] Print the map, both sides
- [x] Charge the lamps
- [ ] Ask Mara for the key to the hut
- [ ] Weigh everything again

> The path is marked white and red up to the saddle. After that, follow the cairns, and turn back if you cannot see the next one.

### A small script for the lamps

\`\`\`sh
for lamp in north south hut; do
  printf '%s: %s%%\\n' "$lamp" "$(battery "$lamp")"
done
\`\`\`

Drop a file anywhere in this window to open it, and press **Save** to keep a copy. The draft itself is kept between visits.
`
