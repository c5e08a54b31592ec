import { LiveError } from '../../live-error.ts'
import type { RtmpMessage } from '../chunk-reader.ts'
import { messageType } from './message-type.ts'

/** User control events (RTMP 1.0, 7.1.7) that we send or answer. */
export const userEvent = { streamBegin: 0, pingRequest: 6, pingResponse: 7 } as const

export function setChunkSize(bytes: number): RtmpMessage {
  return control(messageType.setChunkSize, u32(bytes))
}

/** Total bytes received so far, modulo 2^32. */
export function acknowledgement(total: number): RtmpMessage {
  return control(messageType.acknowledgement, u32(total % 2 ** 32))
}

export function windowAcknowledgementSize(bytes: number): RtmpMessage {
  return control(messageType.windowAcknowledgementSize, u32(bytes))
}

/** Limit type 2 is «dynamic». */
export function setPeerBandwidth(bytes: number): RtmpMessage {
  return control(messageType.setPeerBandwidth, Buffer.concat([u32(bytes), Buffer.of(2)]))
}

export function userControl(event: number, value: number): RtmpMessage {
  return control(messageType.userControl, Buffer.concat([Buffer.of(event >> 8, event & 0xff), u32(value)]))
}

/** The number of an Acknowledgement or Window Acknowledgement Size. Throws `truncated`. */
export function readControlNumber(message: RtmpMessage): number {
  if (message.payload.length < 4) throw new LiveError('truncated')
  return message.payload.readUInt32BE(0)
}

/** Event and first value; undefined for events without one. */
export function readUserControl(message: RtmpMessage): { event: number; value: number } | undefined {
  if (message.payload.length < 6) return undefined
  return { event: message.payload.readUInt16BE(0), value: message.payload.readUInt32BE(2) }
}

function control(type: number, payload: Buffer): RtmpMessage {
  return { type, streamId: 0, timestamp: 0, payload }
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value, 0)
  return bytes
}
