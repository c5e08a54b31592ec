import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { HttpsFacts } from '#platform/https/https.ts'

/** Where the same machine is reached over HTTPS, and over plain HTTP for the pages that explain it. */
export type Addresses = { https: string; http: string }

/**
 * As the reader has called the machine, where the certificate holds that name; else its first address in the network. A host
 * that is no name at all (nobody's browser sends one) is never put into a page.
 */
export function addressesFor(request: FastifyRequest, facts: HttpsFacts, httpPort: number): Addresses {
  const called = request.hostname.toLowerCase()
  const bare = called.replace(/^\[|\]$/g, '')
  const names = facts.names()
  const fits = /^[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/.test(called) && (names.length === 0 || names.includes(bare))
  const host = fits ? called : hostOf(names)
  return { https: `https://${host}${portPart(facts, request)}/`, http: `http://${host}:${httpPort}/` }
}

/** For a printed sheet: never `localhost`, which means another machine on each phone. */
export function sheetAddresses(request: FastifyRequest, facts: HttpsFacts, httpPort: number): Addresses {
  const given = addressesFor(request, facts, httpPort)
  if (!/\/\/(localhost|127\.|\[::1\])/.test(given.https)) return given
  const host = hostOf(facts.names())
  return { https: `https://${host}${portPart(facts, request)}/`, http: `http://${host}:${httpPort}/` }
}

function hostOf(names: readonly string[]): string {
  const address = names.find((name) => isIP(name) === 4 && !name.startsWith('127.'))
  return address ?? names.find((name) => isIP(name) === 0 && name !== 'localhost') ?? 'localhost'
}

function portPart({ mode, port }: HttpsFacts, request: FastifyRequest): string {
  if (mode === 'proxy') return request.port && request.protocol === 'https' ? `:${request.port}` : ''
  return port === 443 ? '' : `:${port}`
}
