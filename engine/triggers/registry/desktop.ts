import { inputsByFolder, type Trigger } from '../trigger.ts'

const comfort = { version: 1, required: false, loadsCode: false } as const

/** Which type a file has. */
export const mime: Trigger = {
  ...{ id: 'mime', ...comfort },
  jobs: (content) =>
    inputsByFolder(content, /^((?:usr\/)?share\/mime)\/packages\/[^/]+\.xml$/).map(([folder, inputs]) => ({
      ...{ folder, inputs, tool: 'update-mime-database' },
      args: (at) => [at(folder)],
      // One sync for all is ours; with its own for each file it takes ten times as long.
      environment: { PKGSYSTEM_ENABLE_FSYNC: '0' },
    })),
}

/** Which program opens which type. */
export const desktopDatabase: Trigger = {
  ...{ id: 'desktop-db', ...comfort },
  jobs: (content) =>
    inputsByFolder(content, /^((?:usr\/)?share\/applications)\/.+\.desktop$/).map(([folder, inputs]) => ({
      ...{ folder, inputs, tool: 'update-desktop-database' },
      args: (at) => [at(folder)],
    })),
}

/** Icons without a search through thousands of files, for each theme that has an index. */
export const iconCache: Trigger = {
  ...{ id: 'icon-cache', ...comfort },
  jobs: (content) =>
    inputsByFolder(content, /^((?:usr\/)?share\/icons\/[^/]+)\/(?:index\.theme|.+\.(?:png|svg|xpm))$/)
      .filter(([folder]) => content.has(`${folder}/index.theme`))
      .map(([folder, inputs]) => ({
        ...{ folder, inputs, tool: 'gtk-update-icon-cache' },
        args: (at) => ['--force', '--quiet', at(folder)],
      })),
}
