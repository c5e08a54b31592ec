import type { IncomingMessage } from 'node:http'
import { LiveError } from '../live-error.ts'

/** 256 platforms with long keys fit. */
const MAX_BODY_BYTES = 1024 * 1024

/** Throws `body_too_large`, `bad_request`. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > MAX_BODY_BYTES) throw new LiveError('body_too_large')
    parts.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new LiveError('bad_request', 'the body is not JSON')
  }
}
