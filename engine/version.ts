import { version } from '../package.json' with { type: 'json' }

export const engineVersion: string = version
