import { isIP, isIPv4, isIPv6 } from 'node:net'

/** Names that no public authority gives to anybody: whoever steals our key can forge nothing outside such a network. */
const LOCAL_DOMAINS = ['localhost', 'local', 'lan', 'internal', 'home.arpa']
/** RFC 1918, 6598 (carriers), 3927, loopback; RFC 4193, 4291. As [address, prefix length]. */
const LOCAL_NETWORKS: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
]

/** What a certificate is for: `localhost`, `192.168.1.5`. */
export type CertificateName = string
export type Constraints = { domains: readonly string[]; networks: readonly (readonly [string, number])[] }

/** Local names and networks, and besides exactly what the machine is called and addressed when its authority is made. */
export function constraintsFor(names: readonly CertificateName[]): Constraints {
  const own = names.filter((name) => !isWithin(name, { domains: LOCAL_DOMAINS, networks: LOCAL_NETWORKS }))
  return {
    domains: [...LOCAL_DOMAINS, ...own.filter((name) => isIP(name) === 0)],
    networks: [
      ...LOCAL_NETWORKS,
      ...own.filter((name) => isIP(name) !== 0).map((name) => [name, isIPv4(name) ? 32 : 128] as const),
    ],
  }
}

export function isWithin(name: CertificateName, { domains, networks }: Constraints): boolean {
  if (isIP(name) === 0) return domains.some((domain) => name === domain || name.endsWith(`.${domain}`))
  const bytes = addressBytes(name)
  return networks.some(([network, prefix]) => {
    const base = addressBytes(network)
    if (base.length !== bytes.length) return false
    const mask = maskBytes(base.length, prefix)
    return base.every((byte, index) => (byte & (mask[index] ?? 0)) === ((bytes[index] ?? 0) & (mask[index] ?? 0)))
  })
}

/** NameConstraints of RFC 5280 §4.2.1.10 with permitted subtrees alone, as DER. */
export function nameConstraintsDer({ domains, networks }: Constraints): Buffer {
  const subtrees = [
    ...domains.map((domain) => tagged(0x82, Buffer.from(domain, 'ascii'))),
    ...networks.map(([network, prefix]) => {
      const address = addressBytes(network)
      return tagged(0x87, Buffer.from([...address, ...maskBytes(address.length, prefix)]))
    }),
  ]
  const permitted = tagged(0xa0, Buffer.concat(subtrees.map((base) => tagged(0x30, base))))
  return tagged(0x30, permitted)
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function maskBytes(length: number, prefix: number): number[] {
  return Array.from({ length }, (_, index) => (0xff00 >> Math.min(8, Math.max(0, prefix - index * 8))) & 0xff)
}

/** Four or sixteen bytes. */
export function addressBytes(address: string): number[] {
  if (!isIPv6(address)) return address.split('.').map(Number)
  const [head = '', tail] = address.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const front = groups(head)
  const back = tail === undefined ? [] : groups(tail)
  const words = [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back]
  return words.flatMap((word) => [word >> 8, word & 0xff])
}
