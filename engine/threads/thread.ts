import path from 'node:path'
import type { ResourceLimits, Worker } from 'node:worker_threads'
import { tuningsKey, untune } from './tuned.ts'

/** A thread to start: the file of its worker, what it is told at once, and what it may use. */
export interface ThreadOptions {
  readonly file: string
  readonly data?: unknown
  readonly resourceLimits?: ResourceLimits
}

/** What a thread answers to the job that it was started with; it ends by itself, or at once where it is stopped. */
export async function askThread<Answer>(options: ThreadOptions, signal: AbortSignal): Promise<Answer> {
  return withThread(options, signal, (worker, ended) => answerOf<Answer>(worker, ended))
}

/** Asks one thread as often as `use` wants to; it ends with it, or in the middle of whatever it does where it is stopped. */
export async function useThread<Question, Answer>(
  options: ThreadOptions,
  signal: AbortSignal,
  use: (ask: (question: Question) => Promise<Answer>) => Promise<void>,
): Promise<void> {
  await withThread(options, signal, async (worker, ended) => {
    const ask = (question: Question): Promise<Answer> => {
      worker.postMessage(question)
      return answerOf<Answer>(worker, ended)
    }
    try {
      await use(ask)
    } finally {
      await worker.terminate()
    }
  })
}

/** A thread that is asked one thing after the other, and that remembers what it likes in between. */
export interface LastingThread<Question, Answer> {
  /** Stopped while it is at it, the thread is gone with all that it knew; the next question starts another one. */
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>
  readonly end: () => Promise<void>
}

/** Starts with the first question. */
export function lastingThread<Question, Answer>(options: ThreadOptions): LastingThread<Question, Answer> {
  let running: Running | null = null
  let last: Promise<unknown> = Promise.resolve()
  const askNow = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    running ??= await started(options)
    const { worker, ended } = running
    signal.throwIfAborted()
    const stop = (): void => void worker.terminate()
    signal.addEventListener('abort', stop, { once: true })
    try {
      worker.postMessage(question)
      return await answerOf<Answer>(worker, ended)
    } catch (error) {
      running = null
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }
  return {
    ask: async (question, signal) => {
      const asked = last.then(async () => askNow(question, signal))
      last = asked.catch(() => undefined)
      return asked
    },
    end: async () => {
      await last
      await running?.worker.terminate()
    },
  }
}

interface Running {
  readonly worker: Worker
  /** Rejects when it ends. */
  readonly ended: Promise<never>
}

async function started({ file, data, resourceLimits = {} }: ThreadOptions): Promise<Running> {
  const { setEnvironmentData, Worker } = await import('node:worker_threads')
  setEnvironmentData(tuningsKey, [...untune()])
  const worker = new Worker(file, { workerData: data, resourceLimits })
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('a thread ended early')))
  })
  ended.catch(() => undefined)
  return { worker, ended }
}

/**
 * A thread that ends behind its answer is heard of in the same breath: so the answer is taken at once, and not by way of
 * promises, which the end would overtake.
 */
async function answerOf<Answer>(worker: Worker, ended: Promise<never>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    ended.catch((error: unknown) => {
      worker.off('message', resolve)
      reject(error)
    })
  })
}

async function withThread<T>(
  options: ThreadOptions,
  signal: AbortSignal,
  work: (worker: Worker, ended: Promise<never>) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const { worker, ended } = await started(options)
  const stop = (): void => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    return await work(worker, ended)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Beside the file that asks among the sources; among the built files, which may be chunks, beside the programs. */
export function workerFile({ dirname, filename }: ImportMeta, name: string): string {
  if (filename.endsWith('.ts')) return path.join(dirname, `${name}.ts`)
  return path.join(path.basename(dirname) === 'chunks' ? path.dirname(dirname) : dirname, `${name}.js`)
}
