import type { LostVoucher } from '../../../engine/api/lost-voucher.ts'

/** Why the signature of something installed counts no more, and what to do about it. */
export function lostVoucherWords(lost: LostVoucher): string {
  return `${reasons[lost.reason](lost)} Update it; where there is no update, remove it.`
}

const reasons: Record<LostVoucher['reason'], (lost: LostVoucher) => string> = {
  key: ({ publisher, repository }) =>
    `The key that signed it is none of ${publisher} in ${repository} any more.`,
  threshold: ({ publisher, signed, needed }) =>
    `${publisher} asks for ${needed} signatures by now, and it has ${signed}.`,
  publisher: ({ publisher, repository }) => `${repository} has no publisher ${publisher} any more.`,
}
