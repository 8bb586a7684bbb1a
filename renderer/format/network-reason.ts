import { sentence } from './words.ts'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at that address.',
  ECONNRESET: 'The connection was cut.',
  EPIPE: 'The connection was cut.',
  ENOTFOUND: 'No server of that name was found.',
  EAI_AGAIN: 'The name of the server could not be looked up.',
  ENETUNREACH: 'There is no network.',
  EHOSTUNREACH: 'No way leads to that server.',
  ETIMEDOUT: 'The server did not answer in time.',
  CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server was signed by nobody else.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server was signed by nobody known.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the server was signed by nobody known.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate belongs to another server.',
}

/** Why a host was not reached. The engine tells the system's code, or what the system said. */
export function networkReason(reason: string): string {
  // The parser has many codes for what is no HTTP.
  if (reason.startsWith('HPE_')) return 'What answers there does not speak HTTP as it should.'
  return reasons[reason] ?? sentence(reason)
}
