declare const builtOn: number | undefined

/**
 * The day on which this program was built, in milliseconds since the epoch: nobody runs it before that. 0 where it runs
 * from its sources.
 */
export const builtAt: number = typeof builtOn === 'number' ? builtOn : 0
