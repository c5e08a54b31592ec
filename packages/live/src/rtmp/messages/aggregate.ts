import { ByteCursor } from '../../bytes/byte-cursor.ts'
import { LiveError } from '../../live-error.ts'
import type { RtmpMessage } from '../chunk-reader.ts'

/** One byte payloads could make hundreds of thousands of messages of one aggregate. */
const MAX_PARTS = 4096

/**
 * The messages inside an aggregate (RTMP 1.0, 7.1.6): FLV tags with a clock of their own, whose first time stands for
 * the time of the aggregate. Throws `truncated`, `rtmp_limit`.
 */
export function splitAggregate(message: RtmpMessage): RtmpMessage[] {
  const cursor = new ByteCursor(message.payload)
  const parts: RtmpMessage[] = []
  let firstTime: number | undefined
  while (cursor.remaining > 0) {
    if (parts.length >= MAX_PARTS) throw new LiveError('rtmp_limit', 'parts of an aggregate')
    const type = cursor.u8()
    const length = cursor.u24()
    const low = cursor.u24()
    const time = cursor.u8() * 2 ** 24 + low
    cursor.skip(3)
    const payload = Buffer.from(cursor.bytes(length))
    // The back pointer; the last one is missing from some encoders.
    if (cursor.remaining >= 4) cursor.skip(4)
    firstTime ??= time
    parts.push({ type, streamId: message.streamId, timestamp: (message.timestamp + time - firstTime) >>> 0, payload })
  }
  return parts
}
