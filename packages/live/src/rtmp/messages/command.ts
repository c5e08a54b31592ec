import { LiveError } from '../../live-error.ts'
import { type AmfObject, type AmfValue, isAmfObject, readAmf0, writeAmf0 } from '../amf0.ts'
import type { RtmpMessage } from '../chunk-reader.ts'
import { messageType } from './message-type.ts'

/** A command (RTMP 1.0, 7.2.1): `properties` is the command object, or null. */
export type Command = { name: string; transaction: number; properties: AmfObject | null; parameters: AmfValue[] }

/** Reads AMF0 commands and those sent as AMF3 (a zero byte, then AMF0). Throws `amf_*`, `truncated`. */
export function readCommand(message: RtmpMessage): Command {
  const isAmf3 = message.type === messageType.commandAmf3
  const body = isAmf3 && message.payload[0] === 0 ? message.payload.subarray(1) : message.payload
  const [name, transaction, properties, ...parameters] = readAmf0(body)
  if (typeof name !== 'string') throw new LiveError('amf_malformed', 'command without a name')
  return {
    name,
    transaction: typeof transaction === 'number' ? transaction : 0,
    properties: isAmfObject(properties) ? properties : null,
    parameters,
  }
}

export function writeCommand(streamId: number, name: string, transaction: number, ...values: AmfValue[]): RtmpMessage {
  return {
    type: messageType.commandAmf0,
    streamId,
    timestamp: 0,
    payload: writeAmf0(name, transaction, ...values),
  }
}

/** `onStatus` (RTMP 1.0, 7.2.2). */
export function writeStatus(streamId: number, level: 'status' | 'error', code: string, description: string) {
  return writeCommand(streamId, 'onStatus', 0, null, { level, code, description })
}
