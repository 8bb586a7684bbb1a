import { en } from '../locales/en.ts'
import { amountsOf, shareOf, transferRate, type Transfer } from '../stores/transfer.ts'
import { secondsLeft } from '../stores/transfer-rate.ts'
import { formatBytes, formatBytesOf, formatRate } from './bytes.ts'
import { failureWords } from './failure.ts'
import { formatTimeLeft } from './time.ts'

/** What a transfer has to say of itself, in parts that a bar, a dock and a button place differently. */
export interface TransferWords {
  /** `35.4 of 84.2 MB`, or what is going on. */
  readonly amount: string
  /** `6 s left`; empty where no time runs. */
  readonly rest: string
  /** `11.8 MB/s`; empty while nothing is measured. */
  readonly rate: string
  /** `42%`; empty where the step has no measure. */
  readonly percent: string
}

export function transferWords(transfer: Transfer): TransferWords {
  const { phase } = transfer
  const quiet = { rest: '', rate: '', percent: '' }
  switch (phase.kind) {
    case 'waiting':
      return { ...quiet, amount: `${en.transfer.waiting}, ${formatBytes(transfer.plan.download)}` }
    case 'running':
      return phase.step === 'download'
        ? downloadWords(transfer)
        : { ...quiet, amount: en.transfer.step[phase.step] }
    case 'done':
      return { ...quiet, amount: `${en.transfer.done}, ${en.change.generation(phase.receipt.generation)}` }
    case 'failed':
      return { ...quiet, amount: failureWords(phase.failure).title }
    case 'cancelled':
      return { ...quiet, amount: en.transfer.cancelled }
  }
}

function downloadWords(transfer: Transfer): TransferWords {
  const { received, total } = amountsOf(transfer)
  const share = shareOf(transfer)
  const rate = transferRate(transfer)
  const seconds = secondsLeft(rate, received, total)
  return {
    amount: formatBytesOf(received, total),
    rest: seconds === null ? en.transfer.unknownTime : formatTimeLeft(seconds),
    rate: rate === null ? '' : formatRate(rate),
    percent: share === null ? '' : en.action.percent(share),
  }
}
