import { constants, createReadStream, fstatSync, openSync } from 'node:fs'
import { Socket } from 'node:net'
import { addAbortSignal, type Readable } from 'node:stream'

/**
 * What a file has, that somebody named: a pipe, too, which is waited for where a signal ends the waiting. To open one
 * waits in a thread that nothing ends, unless it is told not to.
 */
export function openStream(file: string, signal: AbortSignal): Readable {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  const isPipe = fstatSync(descriptor).isFIFO()
  const stream = isPipe
    ? new Socket({ fd: descriptor, readable: true, writable: false })
    : createReadStream(file, { fd: descriptor })
  return addAbortSignal(signal, stream)
}
