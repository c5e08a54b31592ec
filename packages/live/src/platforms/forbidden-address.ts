import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Networks that no platform lives in (IANA special-purpose registries): own machine, LAN, metadata, multicast, … */
const forbiddenV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const forbiddenV6: [string, number][] = [
  // Unspecified, loopback, IPv4-compatible, translated; IPv4-mapped ones are judged by the address inside before this.
  ['::', 8],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const forbidden = new BlockList()
for (const [network, prefix] of forbiddenV4) forbidden.addSubnet(network, prefix, 'ipv4')
const forbiddenIn6 = new BlockList()
for (const [network, prefix] of forbiddenV6) forbiddenIn6.addSubnet(network, prefix, 'ipv6')

/** True for an address that an outbound connection must not reach, and for anything that is no address. */
export function isForbiddenAddress(address: string): boolean {
  const plain = plainAddress(address)
  if (isIPv4(plain)) return forbidden.check(plain, 'ipv4')
  return isIPv6(plain) ? forbiddenIn6.check(plain, 'ipv6') : true
}

/** An IPv4-mapped IPv6 address as the IPv4 address it is; a zone is cut off. */
function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '')
  if (!isIPv6(bare)) return bare
  const mapped = new BlockList()
  mapped.addSubnet('::ffff:0:0', 96, 'ipv6')
  if (!mapped.check(bare, 'ipv6')) return bare
  const dotted = /:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (dotted !== undefined) return dotted
  const [low = '0', high = '0'] = bare.split(':').reverse()
  const value = Number.parseInt(high || '0', 16) * 65536 + Number.parseInt(low || '0', 16)
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.')
}

/** The operator's exceptions: CIDR networks or single addresses, and host:port pairs. */
export class AllowList {
  readonly #networks = new BlockList()
  readonly #hostPorts = new Set<string>()

  constructor(entries: readonly string[]) {
    for (const entry of entries.map((text) => text.trim()).filter((text) => text !== '')) this.#add(entry)
  }

  allows(address: string, host: string, port: number): boolean {
    if (this.#hostPorts.has(`${host.toLowerCase()}:${port}`)) return true
    const plain = plainAddress(address)
    const family = isIP(plain)
    return family !== 0 && this.#networks.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }

  #add(entry: string): void {
    const [network = '', prefix] = entry.split('/')
    const family = isIP(network)
    if (family === 0) {
      this.#hostPorts.add(entry.replace(/^\[(.*)\]:/, '$1:').toLowerCase())
      return
    }
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix)
    this.#networks.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6')
  }
}
