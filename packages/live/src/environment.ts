import { createPublicKey } from 'node:crypto'
import { LiveError } from './live-error.ts'

export type LiveEnvironment = {
  rtmp: { host: string; port: number }
  media: { host: string; port: number }
  control: { host: string; port: number; token: string }
  permitPublicKey: string
  allowPrivate: string[]
  tickMs: number
}

/** Fewer characters could be guessed. */
const MIN_TOKEN_CHARS = 24

/** Reads LIVE_* variables. Throws `environment` with every fault at once; a value is never repeated. */
export function readEnvironment(variables: Record<string, string | undefined>): LiveEnvironment {
  const faults: string[] = []
  const port = (name: string, fallback: number) => readNumber(variables, name, fallback, 0, 65535, faults)
  const environment = {
    rtmp: { host: variables.LIVE_RTMP_HOST ?? '0.0.0.0', port: port('LIVE_RTMP_PORT', 1935) },
    media: { host: variables.LIVE_MEDIA_HOST ?? '127.0.0.1', port: port('LIVE_MEDIA_PORT', 8088) },
    control: {
      host: variables.LIVE_CONTROL_HOST ?? '127.0.0.1',
      port: port('LIVE_CONTROL_PORT', 8089),
      token: variables.LIVE_TOKEN ?? '',
    },
    // A PEM text on one line writes its line ends as \n.
    permitPublicKey: (variables.LIVE_PERMIT_PUBLIC_KEY ?? '').replaceAll('\\n', '\n'),
    allowPrivate: (variables.LIVE_ALLOW_PRIVATE ?? '').split(',').filter((entry) => entry.trim() !== ''),
    tickMs: readNumber(variables, 'LIVE_TICK_MS', 50, 10, 1000, faults),
  }
  if (environment.control.token.length < MIN_TOKEN_CHARS) {
    faults.push(`LIVE_TOKEN has fewer than ${MIN_TOKEN_CHARS} characters`)
  }
  if (!isEd25519(environment.permitPublicKey)) faults.push('LIVE_PERMIT_PUBLIC_KEY is no Ed25519 public key in PEM')
  if (faults.length > 0) throw new LiveError('environment', faults.join('; '))
  return environment
}

function readNumber(
  variables: Record<string, string | undefined>,
  name: string,
  fallback: number,
  lowest: number,
  highest: number,
  faults: string[],
): number {
  const text = variables[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    faults.push(`${name} is not a whole number from ${lowest} to ${highest}`)
  }
  return value
}

function isEd25519(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}
