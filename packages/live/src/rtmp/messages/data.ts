import { readAmf0, writeAmf0 } from '../amf0.ts'
import type { RtmpMessage } from '../chunk-reader.ts'
import { messageType } from './message-type.ts'

/** Encoders send some hundred bytes; the bytes travel to every platform. */
const MAX_METADATA_BYTES = 64 * 1024

const setDataFrame = writeAmf0('@setDataFrame')
const onMetaData = writeAmf0('onMetaData')

/**
 * The stream's metadata as bytes to be sent on (`@setDataFrame`, `onMetaData`, object), as the encoder wrote them;
 * undefined for any other data message. Throws `amf_*`, `truncated`.
 */
export function readMetadata(message: RtmpMessage): Buffer | undefined {
  const isAmf3 = message.type === messageType.dataAmf3
  const body = isAmf3 && message.payload[0] === 0 ? message.payload.subarray(1) : message.payload
  if (body.length > MAX_METADATA_BYTES) return undefined
  if (startsWith(body, onMetaData)) {
    readAmf0(body)
    return Buffer.concat([setDataFrame, body])
  }
  if (!startsWith(body, setDataFrame) || !startsWith(body.subarray(setDataFrame.length), onMetaData)) return undefined
  readAmf0(body)
  return body
}

function startsWith(bytes: Buffer, head: Buffer): boolean {
  return bytes.length >= head.length && bytes.compare(head, 0, head.length, 0, head.length) === 0
}
