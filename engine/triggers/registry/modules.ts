import { inputsByFolder, type Trigger } from '../trigger.ts'

const library = String.raw`^((?:usr/)?lib(?:/[^/]+)?`

/** Without it pictures of the types that loaders bring are not shown. */
export const pixbufLoaders = listing({
  id: 'gdk-pixbuf',
  required: true,
  tool: 'gdk-pixbuf-query-loaders',
  pattern: new RegExp(String.raw`${library}/gdk-pixbuf-2\.0/[^/]+)/loaders/[^/]+\.so$`),
  list: 'loaders.cache',
})

/** Ways to type what no key has. */
export const inputMethods = listing({
  id: 'gtk3-immodules',
  required: false,
  tool: 'gtk-query-immodules-3.0',
  pattern: new RegExp(String.raw`${library}/gtk-3\.0/[^/]+)/immodules/[^/]+\.so$`),
  list: 'immodules.cache',
})

export const gioModules: Trigger = {
  id: 'gio-modules',
  version: 1,
  required: false,
  loadsCode: true,
  jobs: (content) =>
    inputsByFolder(content, new RegExp(String.raw`${library}/gio/modules)/[^/]+\.so$`)).map(
      ([folder, inputs]) => ({ folder, inputs, tool: 'gio-querymodules', args: (at) => [at(folder)] }),
    ),
}

/** Loads each module, and prints what it can do. */
function listing(row: {
  readonly id: string
  readonly required: boolean
  readonly tool: string
  readonly pattern: RegExp
  readonly list: string
}): Trigger {
  const { id, required, tool, pattern, list } = row
  return {
    ...{ id, version: 1, required, loadsCode: true },
    jobs: (content) =>
      inputsByFolder(content, pattern).map(([folder, inputs]) => ({
        ...{ folder, inputs, tool, printsTo: `${folder}/${list}` },
        args: (at) => inputs.map(at),
      })),
  }
}
