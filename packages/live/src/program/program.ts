import { readAudioTag, readVideoTag } from '../codecs/flv-tag.ts'
import type { RtmpMessage } from '../rtmp/chunk-reader.ts'
import { readMetadata } from '../rtmp/messages/data.ts'
import { messageType } from '../rtmp/messages/message-type.ts'
import { ProgramClock } from './clock.ts'
import { noHeaders, type Packet, type StreamHeaders } from './packet.ts'
import { PacketRing } from './ring.ts'
import { InputSelector } from './selector.ts'

/** So long sound alone is taken for a camera that has not sent its first picture yet. */
const SOUND_ONLY_AFTER_MS = 1_500

/** Inputs -> selector -> clock -> ring. Wall time is an argument. */
export class Program {
  readonly ring = new PacketRing()
  readonly selector: InputSelector
  readonly #clock = new ProgramClock()
  #headers: StreamHeaders = noHeaders
  #epoch = 0
  #onProgram: string | undefined
  #epochStart: number | undefined
  #sawPicture = false

  constructor(firstInput: string) {
    this.selector = new InputSelector(firstInput)
  }

  get headers(): StreamHeaders {
    return this.#headers
  }

  /** An encoder is on program. */
  get isRunning(): boolean {
    return this.#onProgram !== undefined
  }

  /** The publisher of an input is gone. */
  inputEnded(input: string, nowMs: number): void {
    if (input !== this.#onProgram) return
    this.#onProgram = undefined
    this.#clock.endSession(nowMs)
  }

  /** One media message of an input. Malformed metadata throws from the catalogue. */
  take(input: string, message: RtmpMessage, nowMs: number): void {
    const video = message.type === messageType.video ? readVideoTag(message.payload) : undefined
    const audio = message.type === messageType.audio ? readAudioTag(message.payload) : undefined
    if (!this.selector.takes(input, video?.key === true)) return
    if (this.#onProgram !== input) this.#join(input, nowMs)
    if (video !== undefined) {
      this.#sawPicture ||= video.config || video.key
      if (video.config) this.#setHeaders({ video: message.payload })
      this.#append('video', message, video.key, video.config)
    } else if (audio !== undefined) {
      if (audio.config) this.#setHeaders({ audio: message.payload })
      this.#append('audio', message, !audio.config && this.#isSoundOnly(message), audio.config)
    } else if (message.type === messageType.dataAmf0 || message.type === messageType.dataAmf3) {
      const metadata = readMetadata(message)
      if (metadata === undefined) return
      this.#setHeaders({ metadata })
      this.#append('data', { ...message, payload: metadata }, false, true)
    }
  }

  #join(input: string, nowMs: number): void {
    if (this.#onProgram !== undefined) this.#clock.endSession(nowMs)
    this.#clock.startSession(nowMs)
    this.#onProgram = input
    this.#epoch += 1
    this.#epochStart = undefined
    this.#sawPicture = false
  }

  #isSoundOnly(message: RtmpMessage): boolean {
    this.#epochStart ??= message.timestamp
    return !this.#sawPicture && ((message.timestamp - this.#epochStart) | 0) >= SOUND_ONLY_AFTER_MS
  }

  #setHeaders(change: Partial<StreamHeaders>): void {
    const next = { ...this.#headers, ...change }
    const isSame = sameBytes(next.metadata, this.#headers.metadata) && sameConfig(next, this.#headers)
    if (!isSame) this.#headers = next
  }

  #append(kind: Packet['kind'], message: RtmpMessage, key: boolean, config: boolean): void {
    this.ring.append({
      kind,
      timestamp: this.#clock.stamp(kind, message.timestamp),
      payload: message.payload,
      key,
      config,
      epoch: this.#epoch,
      headers: this.#headers,
    })
  }
}

/** True when a decoder set up for one can go on with the other. */
export function sameConfig(one: StreamHeaders, other: StreamHeaders): boolean {
  return sameBytes(one.video, other.video) && sameBytes(one.audio, other.audio)
}

function sameBytes(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && one.equals(other))
}
