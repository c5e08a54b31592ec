import { isIP } from 'node:net'
import { LiveError } from '../live-error.ts'
import type { PushTarget } from '../rtmp/push-session.ts'
import { type AllowList, isForbiddenAddress } from './forbidden-address.ts'

/** Where a platform is reached, and what is said to it. `secrets` are the texts that no log or error may show. */
export type PlatformAddress = PushTarget & { secure: boolean; host: string; port: number; secrets: string[] }

export type CheckedAddress = { ip: string; family: 4 | 6 }
export type Lookup = (host: string) => Promise<CheckedAddress[]>

const MAX_CHARS = 4096
/** Shorter texts are no secret, and blotting them out would garble the platform's words. */
const MIN_SECRET_CHARS = 4
const defaultPort = { rtmp: 1935, rtmps: 443 } as const

/**
 * Reads the platform's server and stream key, given as two texts or as one. Nothing is decoded, encoded or added: the
 * key may hold `?`, `=`, `&` and blanks. Throws `address_malformed`, `address_scheme`, `address_credentials`,
 * `address_key_missing`.
 */
export function parsePlatformAddress(server: string, key?: string): PlatformAddress {
  const url = server.trim()
  const givenKey = key?.trim() ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (url.length + givenKey.length > MAX_CHARS || /[\u0000-\u001f\u007f]/.test(url + givenKey)) {
    throw new LiveError('address_malformed')
  }
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(\/.*)?$/i.exec(url)
  if (match === null) throw new LiveError('address_malformed')
  const [, schemeText = '', authority = '', path = ''] = match
  const scheme = schemeText.toLowerCase()
  if (scheme !== 'rtmp' && scheme !== 'rtmps') throw new LiveError('address_scheme')
  if (authority.includes('@')) throw new LiveError('address_credentials')
  const { host, port } = readAuthority(authority, defaultPort[scheme])
  const { app, name } = splitPath(path.slice(1), givenKey)
  const tcUrl = `${scheme}://${authority}/${app}`
  return { secure: scheme === 'rtmps', host, port, app, name, tcUrl, secrets: secretsOf(app, name) }
}

/**
 * Resolves the host once and checks every address it has; only those returned may be connected to. Throws
 * `address_unresolvable`, `address_forbidden`.
 */
export async function checkAddress(
  address: Pick<PlatformAddress, 'host' | 'port'>,
  allow: AllowList,
  lookup: Lookup,
): Promise<[CheckedAddress, ...CheckedAddress[]]> {
  const family = isIP(address.host)
  const found =
    family === 0 ? await resolveHost(address.host, lookup) : [{ ip: address.host, family: toFamily(family) }]
  for (const { ip } of found) {
    if (isForbiddenAddress(ip) && !allow.allows(ip, address.host, address.port)) {
      throw new LiveError('address_forbidden')
    }
  }
  const [first, ...rest] = found
  if (first === undefined) throw new LiveError('address_unresolvable')
  return [first, ...rest]
}

/** The text with every secret of the address blotted out. */
export function withoutSecrets(text: string, address: PlatformAddress): string {
  let clean = text
  for (const secret of address.secrets) clean = clean.replaceAll(secret, '***')
  return clean
}

function readAuthority(authority: string, fallback: number): { host: string; port: number } {
  const match = /^(?:\[([0-9a-f:.%]+)\]|([a-z0-9_.-]+))(?::(\d{1,5}))?$/i.exec(authority)
  const host = match?.[1] ?? match?.[2]
  const port = match?.[3] === undefined ? fallback : Number(match[3])
  if (host === undefined || port < 1 || port > 65535) throw new LiveError('address_malformed')
  if (match?.[1] !== undefined && isIP(host) !== 6) throw new LiveError('address_malformed')
  return { host, port }
}

/** In one text the key is what follows the last slash of the path, query included. */
function splitPath(path: string, givenKey: string): { app: string; name: string } {
  if (givenKey !== '') {
    const app = path.includes('?') ? path : path.replace(/\/+$/, '')
    if (app === '') throw new LiveError('address_malformed', 'no application')
    return { app, name: givenKey }
  }
  const mark = path.indexOf('?')
  const pathOnly = mark === -1 ? path : path.slice(0, mark)
  const slash = pathOnly.lastIndexOf('/')
  const name = slash === -1 ? '' : path.slice(slash + 1)
  if (name === '') throw new LiveError('address_key_missing')
  const app = path.slice(0, slash).replace(/\/+$/, '')
  if (app === '') throw new LiveError('address_malformed', 'no application')
  return { app, name }
}

/** The key as a whole, its path and every value of a query, longest first so that no rest of a secret stays. */
function secretsOf(app: string, name: string): string[] {
  const texts = new Set<string>(name.length >= MIN_SECRET_CHARS ? [name] : [])
  for (const text of [app, name]) {
    const [path = '', ...query] = text.split('?')
    if (text === name && path.length >= MIN_SECRET_CHARS) texts.add(path)
    for (const value of query.join('?').split('&')) {
      const secret = value.slice(value.indexOf('=') + 1)
      if (secret.length >= MIN_SECRET_CHARS) texts.add(secret)
    }
  }
  return [...texts].sort((one, other) => other.length - one.length)
}

async function resolveHost(host: string, lookup: Lookup): Promise<CheckedAddress[]> {
  try {
    return await lookup(host)
  } catch {
    throw new LiveError('address_unresolvable')
  }
}

function toFamily(family: number): 4 | 6 {
  return family === 6 ? 6 : 4
}
