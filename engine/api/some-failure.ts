import * as v from 'valibot'
import type { Failure } from '../model/failure.ts'

/** As the engine made it: nothing that comes from outside. */
export const SomeFailure = v.custom<Failure>((value) => typeof value === 'object')
