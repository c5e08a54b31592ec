import { LiveError } from '../live-error.ts'
import { type AmfObject, type AmfValue, isAmfObject } from './amf0.ts'
import { ChunkReader, type RtmpMessage } from './chunk-reader.ts'
import { chunkMessage, chunkStream } from './chunk-writer.ts'
import { ClientHandshake, type RandomBytes } from './handshake.ts'
import { type Command, readCommand, writeCommand } from './messages/command.ts'
import * as control from './messages/control.ts'
import { messageType } from './messages/message-type.ts'

/** Chunk size of what we send: OBS's own, known to be taken everywhere. */
export const PUSH_CHUNK_BYTES = 4096
/** The platform is asked to acknowledge at this step, half a second at 4 Mbit/s. */
export const ACKNOWLEDGE_BYTES = 256 * 1024

const MAX_ANSWER_BYTES = 64 * 1024
const transaction = { connect: 1, releaseStream: 2, publishFirst: 3, createStream: 4, publish: 5 } as const

/** `app`, `name` and `tcUrl` go out exactly as given. */
export type PushTarget = { app: string; name: string; tcUrl: string }

/**
 * The client's half of publishing. Bytes in through `receive`, bytes out through `takeOutput`; media is sent by the
 * owner once the phase is `publishing`, on `streamId`, in chunks of PUSH_CHUNK_BYTES.
 *
 * Phases: handshake -> connecting -> creating -> starting -> publishing; refused from any (`refusal` tells why).
 */
export class PushSession {
  #phase: 'handshake' | 'connecting' | 'creating' | 'starting' | 'publishing' | 'refused' = 'handshake'
  #refusal = ''
  readonly #target: PushTarget
  readonly #handshake: ClientHandshake
  readonly #reader = new ChunkReader({
    maxMessageBytes: MAX_ANSWER_BYTES,
    maxPendingBytes: 4 * MAX_ANSWER_BYTES,
    maxChunkStreams: 64,
  })
  #output: Buffer[] = []
  #streamId = 0
  #received = 0
  #acknowledgedByUs = 0
  #window = 2_500_000
  #lastAcknowledgement: number | undefined
  #acknowledged = 0

  constructor(target: PushTarget, random: RandomBytes) {
    this.#target = target
    this.#handshake = new ClientHandshake(random)
    this.#output.push(this.#handshake.start())
  }

  get phase() {
    return this.#phase
  }

  /** The platform's own words when it refused or closed the stream. */
  get refusal(): string {
    return this.#refusal
  }

  get streamId(): number {
    return this.#streamId
  }

  /** Bytes the platform says it has received, unwrapped; undefined until it says so for the first time. */
  get acknowledged(): number | undefined {
    return this.#lastAcknowledgement === undefined ? undefined : this.#acknowledged
  }

  /** Throws from the catalogue on malformed input; the session is of no use after. */
  receive(bytes: Buffer): void {
    let body = bytes
    if (this.#phase === 'handshake') {
      const step = this.#handshake.receive(bytes)
      if (!step.done) return
      if (step.output !== undefined) this.#output.push(step.output)
      this.#connect()
      body = step.rest
    }
    this.#received += body.length
    if (this.#received - this.#acknowledgedByUs >= this.#window / 2) {
      this.#acknowledgedByUs = this.#received
      this.#send(control.acknowledgement(this.#received))
    }
    this.#reader.read(body, (message) => this.#dispatch(message))
  }

  takeOutput(): Buffer | undefined {
    if (this.#output.length === 0) return undefined
    const bytes = Buffer.concat(this.#output)
    this.#output = []
    return bytes
  }

  /** Asks the platform to close the stream; the bytes come from `takeOutput`. */
  finish(): void {
    if (this.#phase !== 'publishing') return
    this.#sendCommand(writeCommand(0, 'FCUnpublish', 6, null, this.#target.name))
    this.#sendCommand(writeCommand(0, 'deleteStream', 7, null, this.#streamId))
  }

  #connect(): void {
    this.#phase = 'connecting'
    const { app, tcUrl } = this.#target
    const properties = { app, type: 'nonprivate', flashVer: 'FMLE/3.0 (compatible; Yimi)', swfUrl: tcUrl, tcUrl }
    const message = writeCommand(0, 'connect', transaction.connect, properties)
    // The first command goes out before our Set Chunk Size, in chunks of the default 128 bytes.
    this.#output.push(chunkMessage(chunkStream.command, message, 128))
  }

  #dispatch(message: RtmpMessage): void {
    switch (message.type) {
      case messageType.commandAmf0:
      case messageType.commandAmf3:
        this.#takeCommand(readCommand(message))
        return
      case messageType.windowAcknowledgementSize:
        this.#window = Math.max(4096, control.readControlNumber(message))
        return
      case messageType.acknowledgement:
        this.#takeAcknowledgement(control.readControlNumber(message))
        return
      case messageType.userControl: {
        const event = control.readUserControl(message)
        if (event?.event === control.userEvent.pingRequest) {
          this.#send(control.userControl(control.userEvent.pingResponse, event.value))
        }
      }
    }
  }

  #takeAcknowledgement(total: number): void {
    const step = (total - (this.#lastAcknowledgement ?? 0)) >>> 0
    // Some servers count in steps that jump back; a backward step would look like nearly 2^32.
    if (step < 2 ** 31) this.#acknowledged += step
    this.#lastAcknowledgement = total
  }

  #takeCommand(command: Command): void {
    if (command.name === '_error') {
      // releaseStream and FCPublish are courtesies: a platform that does not know them says so and goes on.
      const isCourtesy =
        command.transaction === transaction.releaseStream || command.transaction === transaction.publishFirst
      if (!isCourtesy) this.#refuse(command.parameters[0])
    } else if (command.name === 'onStatus') {
      this.#takeStatus(command.parameters[0])
    } else if (command.name === 'close') {
      this.#refuse(command.parameters[0])
    } else if (command.name === '_result') {
      this.#takeResult(command)
    }
  }

  #takeResult(command: Command): void {
    if (command.transaction === transaction.connect && this.#phase === 'connecting') {
      this.#phase = 'creating'
      this.#send(control.windowAcknowledgementSize(ACKNOWLEDGE_BYTES))
      this.#send(control.setChunkSize(PUSH_CHUNK_BYTES))
      const { name } = this.#target
      this.#sendCommand(writeCommand(0, 'releaseStream', transaction.releaseStream, null, name))
      this.#sendCommand(writeCommand(0, 'FCPublish', transaction.publishFirst, null, name))
      this.#sendCommand(writeCommand(0, 'createStream', transaction.createStream, null))
    } else if (command.transaction === transaction.createStream && this.#phase === 'creating') {
      const id = command.parameters[0]
      if (typeof id !== 'number' || id < 0 || id > 0xffffffff) throw new LiveError('rtmp_dialogue', 'stream id')
      this.#phase = 'starting'
      this.#streamId = Math.trunc(id)
      this.#sendCommand(writeCommand(this.#streamId, 'publish', transaction.publish, null, this.#target.name, 'live'))
    }
  }

  #takeStatus(value: AmfValue): void {
    if (!isAmfObject(value)) return
    const code = typeof value.code === 'string' ? value.code : ''
    if (code === 'NetStream.Publish.Start' && this.#phase === 'starting') this.#phase = 'publishing'
    else if (value.level === 'error' || isEndOfStream(code)) this.#refuse(value)
  }

  #refuse(value: AmfValue): void {
    if (this.#phase === 'refused') return
    this.#phase = 'refused'
    this.#refusal = isAmfObject(value) ? wordsOf(value) : typeof value === 'string' ? value : 'refused without a reason'
  }

  #send(message: RtmpMessage): void {
    this.#output.push(chunkMessage(chunkStream.control, message, PUSH_CHUNK_BYTES))
  }

  #sendCommand(message: RtmpMessage): void {
    this.#output.push(chunkMessage(chunkStream.command, message, PUSH_CHUNK_BYTES))
  }
}

function isEndOfStream(code: string): boolean {
  return code === 'NetStream.Unpublish.Success' || code === 'NetConnection.Connect.Closed'
}

function wordsOf(value: AmfObject): string {
  const words = [value.code, value.description].filter((part) => typeof part === 'string' && part !== '')
  return words.length === 0 ? 'refused without a reason' : words.join(': ')
}
