import type { Person } from './config/person.ts'
import type { Administration } from './config/read-policy.ts'
import type { Transport } from './download/transport.ts'
import type { Clock } from './operations/toolbox.ts'

export interface EngineOptions {
  readonly dataDirectory?: string | undefined
  readonly configFile?: string | undefined
  /** Where the administrator's rules are, if not in /etc. No setting and no variable leads elsewhere. */
  readonly administration?: Administration | undefined
  readonly environment: NodeJS.ProcessEnv
  /** Who holds the writer lock, for others who wait: `multios-pm install jq`. */
  readonly command: string
  /** Whether a first start adds the embedded repository; MULTIOS_STARTER=none says no for all. */
  readonly starter?: 'add' | 'none' | undefined
  /** Nobody waits for this thread but whoever gave the one command: it works along where it would only wait for others. */
  readonly isAlone?: boolean | undefined
  /** Milliseconds to wait for another writer. */
  readonly lockPatience?: number | undefined
  /** Old generations, and what only they held, are removed after a change, when nobody waits for another one. */
  readonly tidies?: boolean | undefined
}

/** The outside world, for tests to replace. */
export interface EnginePorts {
  readonly clock: Clock
  readonly transport: Transport
  readonly person: () => Person
}
