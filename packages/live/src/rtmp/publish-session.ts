import { LiveError } from '../live-error.ts'
import { ChunkReader, defaultChunkLimits, type RtmpMessage } from './chunk-reader.ts'
import { chunkMessage, chunkStream } from './chunk-writer.ts'
import { type RandomBytes, ServerHandshake } from './handshake.ts'
import { splitAggregate } from './messages/aggregate.ts'
import { type Command, readCommand, writeCommand, writeStatus } from './messages/command.ts'
import * as control from './messages/control.ts'
import { messageType } from './messages/message-type.ts'
import { streamKeyCandidates } from './stream-key.ts'

/** Commands are small; nobody without an accepted key may make us hold more. */
const MAX_COMMAND_BYTES = 64 * 1024
/** Encoders send an acknowledged window of this size when we ask; also how often we acknowledge unless told. */
const WINDOW_BYTES = 2_500_000
const MAX_STREAMS = 8
const MAX_COMMANDS_BEFORE_PUBLISH = 64
/** ffmpeg takes this over for what it sends: a packet then comes in one piece instead of hundreds of 128 bytes. */
const SEND_CHUNK_BYTES = 60_000

export type PublishRequest = { keys: string[] }
export type PublishAnswer = { accepted: true } | { accepted: false; reason: string }

/** What the session needs from its owner. `media` gets audio, video and data messages of the accepted publisher. */
export type PublishOwner = {
  authorise(request: PublishRequest): PublishAnswer
  media(message: RtmpMessage): void
}

/**
 * The server's half of publishing: handshake, connect, createStream, publish, media. Bytes in through `receive`,
 * bytes out through `takeOutput`; no socket, clock or log.
 *
 * Phases: handshake -> dialogue -> publishing -> ended.
 */
export class PublishSession {
  #phase: 'handshake' | 'dialogue' | 'publishing' | 'ended' = 'handshake'
  #reason = ''
  readonly #owner: PublishOwner
  readonly #handshake: ServerHandshake
  readonly #reader = new ChunkReader({
    ...defaultChunkLimits,
    maxMessageBytes: MAX_COMMAND_BYTES,
    maxPendingBytes: 4 * MAX_COMMAND_BYTES,
  })
  #output: Buffer[] = []
  #app: string | undefined
  #streams = 0
  #commands = 0
  #publishedStream = 0
  #received = 0
  #acknowledged = 0
  #window = WINDOW_BYTES

  constructor(owner: PublishOwner, random: RandomBytes) {
    this.#owner = owner
    this.#handshake = new ServerHandshake(random)
  }

  get phase() {
    return this.#phase
  }

  /** Why the session ended; empty before. */
  get reason(): string {
    return this.#reason
  }

  /** Throws from the catalogue on malformed input; the session is of no use after. */
  receive(bytes: Buffer): void {
    if (this.#phase === 'ended') return
    if (this.#phase === 'handshake') {
      const step = this.#handshake.receive(bytes)
      if (step.output !== undefined) this.#output.push(step.output)
      if (!step.done) return
      this.#phase = 'dialogue'
      this.#count(step.rest)
      this.#reader.read(step.rest, (message) => this.#dispatch(message))
    } else {
      this.#count(bytes)
      this.#reader.read(bytes, (message) => this.#dispatch(message))
    }
  }

  /** What is to be sent to the encoder now, if anything. */
  takeOutput(): Buffer | undefined {
    if (this.#output.length === 0) return undefined
    const bytes = Buffer.concat(this.#output)
    this.#output = []
    return bytes
  }

  #count(bytes: Buffer): void {
    this.#received += bytes.length
    if (this.#received - this.#acknowledged < this.#window / 2) return
    this.#acknowledged = this.#received
    this.#send(control.acknowledgement(this.#received))
  }

  #dispatch(message: RtmpMessage): void {
    if (this.#phase === 'ended') return
    switch (message.type) {
      case messageType.audio:
      case messageType.video:
      case messageType.dataAmf0:
      case messageType.dataAmf3:
        this.#takeMedia(message)
        return
      case messageType.aggregate:
        for (const part of this.#phase === 'publishing' ? splitAggregate(message) : []) this.#takeMedia(part)
        return
      case messageType.commandAmf0:
      case messageType.commandAmf3:
        this.#takeCommand(readCommand(message), message.streamId)
        return
      case messageType.windowAcknowledgementSize:
        this.#window = Math.max(4096, control.readControlNumber(message))
        return
      case messageType.userControl:
        this.#takeUserControl(message)
    }
  }

  #takeMedia(message: RtmpMessage): void {
    if (this.#phase === 'publishing' && message.payload.length > 0) this.#owner.media(message)
  }

  #takeUserControl(message: RtmpMessage): void {
    const event = control.readUserControl(message)
    if (event?.event === control.userEvent.pingRequest) {
      this.#send(control.userControl(control.userEvent.pingResponse, event.value))
    }
  }

  #takeCommand(command: Command, streamId: number): void {
    this.#commands += 1
    if (this.#phase === 'dialogue' && this.#commands > MAX_COMMANDS_BEFORE_PUBLISH) {
      throw new LiveError('rtmp_limit', 'commands before publish')
    }
    switch (command.name) {
      case 'connect':
        this.#connect(command)
        return
      case 'createStream':
        this.#createStream(command)
        return
      case 'releaseStream':
      case 'FCPublish':
      case '_checkbw':
        this.#sendCommand(writeCommand(0, '_result', command.transaction, null, undefined))
        return
      case 'publish':
        this.#publish(command, streamId)
        return
      case 'play':
        this.#refuse(streamId, 'NetStream.Play.Failed', 'nothing is played from here')
        return
      case 'FCUnpublish':
      case 'deleteStream':
      case 'closeStream':
        if (this.#phase === 'publishing') this.#end('the encoder stopped')
    }
  }

  #connect(command: Command): void {
    const app = command.properties?.app
    if (this.#app !== undefined || typeof app !== 'string') throw new LiveError('rtmp_dialogue', 'connect')
    this.#app = app
    this.#send(control.windowAcknowledgementSize(WINDOW_BYTES))
    this.#send(control.setPeerBandwidth(WINDOW_BYTES))
    this.#send(control.setChunkSize(SEND_CHUNK_BYTES))
    const encoding = command.properties?.objectEncoding
    this.#sendCommand(
      writeCommand(
        0,
        '_result',
        command.transaction,
        { fmsVer: 'FMS/3,5,7,7009', capabilities: 31 },
        {
          level: 'status',
          code: 'NetConnection.Connect.Success',
          description: 'Connection succeeded.',
          objectEncoding: typeof encoding === 'number' ? encoding : 0,
        },
      ),
    )
  }

  #createStream(command: Command): void {
    if (this.#app === undefined) throw new LiveError('rtmp_dialogue', 'createStream before connect')
    if (this.#streams >= MAX_STREAMS) throw new LiveError('rtmp_limit', 'message streams')
    this.#streams += 1
    this.#sendCommand(writeCommand(0, '_result', command.transaction, null, this.#streams))
  }

  #publish(command: Command, streamId: number): void {
    if (this.#app === undefined || this.#phase !== 'dialogue') throw new LiveError('rtmp_dialogue', 'publish')
    const name = command.parameters[0]
    const answer = this.#owner.authorise({
      keys: streamKeyCandidates(this.#app, typeof name === 'string' ? name : ''),
    })
    if (!answer.accepted) {
      this.#refuse(streamId, 'NetStream.Publish.BadName', answer.reason)
      return
    }
    this.#phase = 'publishing'
    this.#publishedStream = streamId
    this.#reader.limits = defaultChunkLimits
    this.#send(control.userControl(control.userEvent.streamBegin, this.#publishedStream))
    this.#sendCommand(writeStatus(streamId, 'status', 'NetStream.Publish.Start', 'Publishing.'))
  }

  #refuse(streamId: number, code: string, reason: string): void {
    this.#sendCommand(writeStatus(streamId, 'error', code, reason))
    this.#end(reason)
  }

  #end(reason: string): void {
    this.#phase = 'ended'
    this.#reason = reason
  }

  #send(message: RtmpMessage): void {
    this.#output.push(chunkMessage(chunkStream.control, message, SEND_CHUNK_BYTES))
  }

  #sendCommand(message: RtmpMessage): void {
    // Until Set Chunk Size has gone out the encoder reads chunks of 128 bytes; it goes out with the answer to connect.
    const chunkSize = this.#app === undefined ? 128 : SEND_CHUNK_BYTES
    this.#output.push(chunkMessage(chunkStream.command, message, chunkSize))
  }
}
