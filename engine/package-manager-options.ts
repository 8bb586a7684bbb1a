export interface PackageManagerOptions {
  readonly dataDirectory?: string | undefined
  readonly configFile?: string | undefined
  readonly environment?: NodeJS.ProcessEnv | undefined
  readonly starter?: 'add' | 'none' | undefined
  /** Cancels whatever runs. */
  readonly signal?: AbortSignal | undefined
}

/** What a person said yes to besides the request. */
export interface Leave {
  readonly runScripts?: boolean
  readonly accepted?: string[]
}
