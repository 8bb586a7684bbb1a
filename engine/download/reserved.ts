import type { lookup as Lookup, LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { once } from '../base/once.ts'

/** Where no repository can be: link-local (with the metadata services of clouds), nobody, everybody, later use. */
const nobodys = once(() =>
  blockList(
    ['0.0.0.0', 8, 'ipv4'],
    ['169.254.0.0', 16, 'ipv4'],
    ['224.0.0.0', 3, 'ipv4'],
    ['::', 128, 'ipv6'],
    ['fe80::', 10, 'ipv6'],
    ['ff00::', 8, 'ipv6'],
  ),
)
const thisMachine = once(() => blockList(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']))

/** Whether a host, as an address writes it, is a number where no repository can be. */
export function isNobodys(host: string): boolean {
  return isIn(nobodys(), host.replace(/^\[(.*)\]$/, '$1'))
}

/**
 * Looks names up, but to no place that only this machine can reach: a name may lead here today and elsewhere tomorrow,
 * and whoever owns it chooses. Asked at each connection, so that nothing is decided by an earlier answer. Private networks
 * are left alone, since companies serve there.
 */
export function guardedLookup(given?: typeof Lookup): LookupFunction {
  // Most commands ask for no address.
  const lookup = given ?? process.getBuiltinModule('node:dns').lookup
  return (name, options, answer) => {
    // With an error there are none, whatever the type says.
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      const [first] = addresses
      const refused = error ?? refusalOf(name, addresses)
      if (refused !== null || first === undefined) answer(refused, '', 0)
      else if (options.all === true) answer(null, addresses)
      else answer(null, first.address, first.family)
    })
  }
}

function refusalOf(name: string, addresses: readonly LookupAddress[]): NodeJS.ErrnoException | null {
  const isHere = ({ address }: LookupAddress) => name !== 'localhost' && isIn(thisMachine(), address)
  const bad = addresses.find((one) => isIn(nobodys(), one.address) || isHere(one))
  if (bad === undefined) return null
  return Object.assign(new Error(`${name} leads to ${bad.address}`), { code: 'ERESERVED' })
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address)
  // An IPv4 address in the clothes of IPv6 is looked up as what it is by the list itself.
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function blockList(...nets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix, family] of nets) list.addSubnet(net, prefix, family)
  return list
}
