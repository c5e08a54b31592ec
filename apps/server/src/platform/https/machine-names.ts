import { hostname, networkInterfaces } from 'node:os'
import type { CertificateName } from './name-constraints.ts'

/**
 * Whatever a browser in the same network may call this machine, and how the machine calls itself: sorted, lower case.
 * Link-local IPv6 addresses are left out: a browser takes none of them in an address.
 */
export function machineNames(more: readonly string[] = []): CertificateName[] {
  const own = hostname().toLowerCase()
  const called = isHostName(own) ? (own.includes('.') ? [own] : [own, `${own}.local`]) : []
  const names = [
    'localhost',
    '127.0.0.1',
    '::1',
    ...called,
    ...lanAddresses(),
    ...more.map((name) => name.toLowerCase()),
  ]
  return [...new Set(names)].sort()
}

/** Addresses of this machine in its networks, IPv4 first. */
export function lanAddresses(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => !one.internal && !(one.family === 'IPv6' && one.address.startsWith('fe80')))
  return [...addresses.filter((one) => one.family === 'IPv4'), ...addresses.filter((one) => one.family === 'IPv6')].map(
    (one) => one.address,
  )
}

function isHostName(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name)
}
