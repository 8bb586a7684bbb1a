import type { Trigger } from '../trigger.ts'
import { desktopDatabase, iconCache, mime } from './desktop.ts'
import { gsettings } from './gsettings.ts'
import { gioModules, inputMethods, pixbufLoaders } from './modules.ts'

/** In the order in which they run. Alternatives and copies of configuration need no tool: see `made-files.ts`. */
export const allTriggers: readonly Trigger[] = [
  gsettings,
  pixbufLoaders,
  inputMethods,
  gioModules,
  mime,
  desktopDatabase,
  iconCache,
]
