import { LiveError } from './live-error.ts'

/** An input of a broadcast and the SHA-256 (hex) of the stream key its encoder uses. */
export type InputDeclaration = { id: string; keySha256: string }
/** A platform's server and key, as two texts or as one. */
export type PlatformDeclaration = { id: string; url: string; key?: string | undefined }
export type Declaration = { inputs: InputDeclaration[]; platforms?: PlatformDeclaration[] | undefined }

/** Studio, field, spare, browser. */
const MAX_INPUTS = 4
export const MAX_PLATFORMS = 256

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
const digestPattern = /^[0-9a-f]{64}$/

/** Throws `bad_request`, naming the field. */
export function checkId(value: unknown, what: string): string {
  if (typeof value !== 'string' || !idPattern.test(value)) throw new LiveError('bad_request', `${what} is not an id`)
  return value
}

/** A declaration from parsed JSON. Throws `bad_request`, naming the field. */
export function readDeclaration(value: unknown): Declaration {
  const { inputs, platforms = [] } = record(value, 'the body')
  if (!Array.isArray(inputs) || inputs.length < 1 || inputs.length > MAX_INPUTS) {
    throw new LiveError('bad_request', `inputs holds 1 to ${MAX_INPUTS} inputs`)
  }
  if (!Array.isArray(platforms) || platforms.length > MAX_PLATFORMS) {
    throw new LiveError('bad_request', `platforms holds at most ${MAX_PLATFORMS} platforms`)
  }
  const declaration = { inputs: inputs.map(readInput), platforms: platforms.map(readListedPlatform) }
  requireDistinct(
    declaration.inputs.map(({ id }) => id),
    'inputs',
  )
  requireDistinct(
    declaration.inputs.map(({ keySha256 }) => keySha256),
    'keys of inputs',
  )
  requireDistinct(
    declaration.platforms.map(({ id }) => id),
    'platforms',
  )
  return declaration
}

/** `{url, key?}` from parsed JSON. Throws `bad_request`. */
export function readPlatform(value: unknown): { url: string; key?: string | undefined } {
  const { url, key } = record(value, 'the platform')
  if (typeof url !== 'string') throw new LiveError('bad_request', 'url is not a text')
  if (key !== undefined && key !== null && typeof key !== 'string')
    throw new LiveError('bad_request', 'key is not a text')
  return { url, key: key ?? undefined }
}

export function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LiveError('bad_request', `${what} is not an object`)
  }
  return { ...value }
}

function readInput(value: unknown): InputDeclaration {
  const { id, keySha256 } = record(value, 'an input')
  if (typeof keySha256 !== 'string' || !digestPattern.test(keySha256.toLowerCase())) {
    throw new LiveError('bad_request', 'keySha256 is not 64 hexadecimal digits')
  }
  return { id: checkId(id, 'an input'), keySha256: keySha256.toLowerCase() }
}

function readListedPlatform(value: unknown): PlatformDeclaration {
  const { id } = record(value, 'the platform')
  return { id: checkId(id, 'a platform'), ...readPlatform(value) }
}

function requireDistinct(values: string[], what: string): void {
  if (new Set(values).size !== values.length) throw new LiveError('bad_request', `${what} are not distinct`)
}
