import { inputsByFolder, type Trigger } from '../trigger.ts'

const schemas =
  /^((?:usr\/)?share\/glib-2\.0\/schemas)\/[^/]+\.(?:gschema\.xml|gschema\.override|enums\.xml)$/

/** Without it programs that read settings end at once. */
export const gsettings: Trigger = {
  id: 'gsettings',
  version: 1,
  required: true,
  loadsCode: false,
  jobs: (content) =>
    inputsByFolder(content, schemas).map(([folder, inputs]) => ({
      folder,
      inputs,
      tool: 'glib-compile-schemas',
      args: (at) => [at(folder)],
    })),
}
