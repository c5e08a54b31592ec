import { randomBytes } from 'node:crypto'
import type { BroadcastStatus, MediaStatus } from './broadcast-status.ts'
import type { Declaration } from './declaration.ts'
import { MAX_PLATFORMS } from './declaration.ts'
import { MediaRoom, MediaStore } from './hls/media-store.ts'
import { Segmenter } from './hls/segmenter.ts'
import { readTracks } from './hls/tracks.ts'
import type { Publisher, Seat } from './ingest/publisher.ts'
import { LiveError } from './live-error.ts'
import type { LiveListener } from './live-event.ts'
import type { Interlock } from './permit/interlock.ts'
import { OWN_PAGE } from './permit/permit.ts'
import type { Dial } from './platforms/connection.ts'
import { type PlatformAddress, parsePlatformAddress } from './platforms/platform-address.ts'
import { PlatformOutput } from './platforms/platform-output.ts'
import { Program } from './program/program.ts'
import { measureSignal } from './program/signal-measure.ts'
import { TickWire } from './program/wire.ts'

export type BroadcastSurroundings = {
  dial: Dial
  /** Live outputs jump when they are further behind. */
  boundMs: number
  now(): number
  emit: LiveListener
}

type Input = {
  id: string
  keySha256: string
  publisher: Publisher | undefined
  bytes: number
  measuredBytes: number
  bitsPerSecond: number
}

/** One broadcast: its inputs, program, permit, platforms, preview and own page. Ticked by the engine. */
export class Broadcast {
  readonly id: string
  readonly #around: BroadcastSurroundings
  readonly #interlock: Interlock
  readonly #program: Program
  readonly #inputs = new Map<string, Input>()
  readonly #outputs = new Map<string, { output: PlatformOutput; address: PlatformAddress }>()
  readonly #segmenter = new Segmenter()
  readonly #store: MediaStore
  #segmented = 0
  #previewToken = ''
  readonly #preview: MediaRoom
  #live: MediaRoom | undefined
  /** No packet before this one may leave but to the preview; set when a permit comes into force. */
  #floor: number | undefined
  #ended = false

  constructor(id: string, declaration: Declaration, interlock: Interlock, around: BroadcastSurroundings) {
    this.id = id
    this.#around = around
    this.#interlock = interlock
    this.#program = new Program(declaration.inputs[0]?.id ?? '')
    this.#store = new MediaStore(randomBytes(6).toString('hex'), Math.floor(around.now() / 1000))
    this.#preview = new MediaRoom(this.#store, 0)
    this.redeclare(declaration)
  }

  get previewToken(): string {
    return this.#previewToken
  }

  /** Inputs become exactly those declared; named platforms are added or replaced; the preview gets a new token. */
  redeclare(declaration: Declaration): void {
    if (this.#ended) throw new LiveError('broadcast_ended')
    const platforms = (declaration.platforms ?? []).map(({ id, url, key }) => ({
      id,
      address: parsePlatformAddress(url, key),
    }))
    const wanted = new Map(declaration.inputs.map((input) => [input.id, input.keySha256]))
    for (const input of [...this.#inputs.values()]) {
      if (wanted.get(input.id) === input.keySha256) continue
      this.#inputs.delete(input.id)
      input.publisher?.leave('the input is not declared any more')
    }
    for (const [id, keySha256] of wanted) {
      if (this.#inputs.has(id)) continue
      this.#inputs.set(id, { id, keySha256, publisher: undefined, bytes: 0, measuredBytes: 0, bitsPerSecond: 0 })
    }
    const { selector } = this.#program
    const first = declaration.inputs[0]
    if (first !== undefined && !this.#inputs.has(selector.selected)) selector.select(first.id)
    for (const { id, address } of platforms) this.#putAddress(id, address)
    this.#previewToken = randomBytes(18).toString('base64url')
  }

  /** The digests of its inputs' keys, each with the input's id. */
  inputKeys(): { input: string; keySha256: string }[] {
    return this.#ended ? [] : [...this.#inputs.values()].map(({ id, keySha256 }) => ({ input: id, keySha256 }))
  }

  /** One publisher at an input. */
  claim(inputId: string, publisher: Publisher): { seat: Seat } | { refusal: string } {
    const input = this.#inputs.get(inputId)
    if (input === undefined || this.#ended) return { refusal: 'the broadcast has ended' }
    if (input.publisher !== undefined) return { refusal: 'another encoder is already publishing with this key' }
    input.publisher = publisher
    this.#emitPublisher(inputId)
    return {
      seat: {
        media: (message) => {
          input.bytes += message.payload.length
          this.#program.take(inputId, message, this.#around.now())
        },
        release: (reason) => {
          input.publisher = undefined
          this.#program.inputEnded(inputId, this.#around.now())
          this.#emitPublisher(inputId, reason)
        },
      },
    }
  }

  /** Throws `permit_*`. */
  setPermit(token: string): void {
    if (this.#ended) throw new LiveError('broadcast_ended')
    this.#interlock.put(token, this.#around.now())
    if (this.#floor !== undefined) return
    this.#floor = this.#program.ring.end
    this.#around.emit({ type: 'permit-changed', broadcast: this.id, inForce: true, at: this.#instant() })
  }

  /** All platforms are closed and the own page ends before this returns. */
  withdrawPermit(): void {
    if (this.#interlock.withdraw()) this.#leaveAir('the permit was withdrawn')
  }

  putPlatform(id: string, url: string, key?: string): void {
    if (this.#ended) throw new LiveError('broadcast_ended')
    this.#putAddress(id, parsePlatformAddress(url, key))
  }

  removePlatform(id: string): void {
    this.#getOutput(id).stop('')
    this.#outputs.delete(id)
  }

  restartPlatform(id: string): void {
    if (this.#ended) throw new LiveError('broadcast_ended')
    this.#getOutput(id).restart()
  }

  /** What is in the ring still goes out; then platforms are closed in order and playlists get their end. */
  end(): void {
    if (this.#ended) return
    const now = this.#around.now()
    this.tick(now)
    this.#ended = true
    const last = this.#segmenter.finish()
    if (last !== undefined) this.#store.add(last)
    const wire = new TickWire(this.#program.ring)
    for (const { output } of this.#outputs.values()) output.finish(this.#outputTick(output, now, wire))
    this.#interlock.withdraw()
    this.#live?.end(this.#program.ring.end, now)
    this.#preview.end(this.#program.ring.end, now)
    for (const input of this.#inputs.values()) input.publisher?.leave('the broadcast has ended')
    this.#around.emit({ type: 'broadcast-ended', broadcast: this.id, at: this.#instant() })
  }

  tick(now: number): void {
    this.#segment(now)
    if (this.#ended) return
    if (this.#floor !== undefined && !this.#inForce(now)) this.#leaveAir('the permit has expired')
    if (this.#floor !== undefined) this.#openLiveRoom(now)
    const wire = new TickWire(this.#program.ring)
    for (const { output } of this.#outputs.values()) output.tick(this.#outputTick(output, now, wire))
  }

  /** Once a second, `elapsedMs` after the last time; the status is put together only when somebody listens. */
  measure(now: number, elapsedMs: number, isHeard: boolean): void {
    for (const { output } of this.#outputs.values()) output.measure(now)
    for (const input of this.#inputs.values()) {
      input.bitsPerSecond = Math.round(((input.bytes - input.measuredBytes) * 8000) / Math.max(1, elapsedMs))
      input.measuredBytes = input.bytes
    }
    if (isHeard && !this.#ended) {
      this.#around.emit({ type: 'stats', broadcast: this.id, status: this.status(), at: this.#instant() })
    }
  }

  findPreview(token: string): MediaRoom | undefined {
    const now = this.#around.now()
    return token === this.#previewToken && !this.#preview.isGone(now) ? this.#preview : undefined
  }

  findLive(): MediaRoom | undefined {
    return this.#live?.isGone(this.#around.now()) === false ? this.#live : undefined
  }

  status(): BroadcastStatus {
    const payload = this.#interlock.payload
    return {
      id: this.id,
      state: this.#ended ? 'ended' : 'declared',
      program: this.#program.selector.selected,
      inputs: [...this.#inputs.values()].map(({ id, publisher, bitsPerSecond }) => ({
        id,
        publishing: publisher !== undefined,
        bitsPerSecond: publisher === undefined ? 0 : bitsPerSecond,
      })),
      media: this.#mediaStatus(),
      signal: measureSignal(this.#program.ring),
      platforms: [...this.#outputs.values()].map(({ output }) => output.status()),
      permit: {
        inForce: this.#floor !== undefined && !this.#ended,
        platforms: payload?.platforms ?? [],
        notAfter: payload?.notAfter,
        lease: payload?.lease,
      },
      previewPath: `/media/preview/${this.#previewToken}/index.m3u8`,
      livePath: `/media/live/${this.id}/index.m3u8`,
      liveOpen: this.#live !== undefined && !this.#live.hasEnded,
      programSeconds: Math.round(this.#program.ring.newestTimestamp / 100) / 10,
    }
  }

  #mediaStatus(): MediaStatus {
    const { video, audio } = readTracks(this.#program.headers)
    return {
      video: video && { codec: video.codec, width: video.width, height: video.height },
      audio: audio && { codec: audio.codec, sampleRate: audio.sampleRate, channels: audio.channels },
    }
  }

  #segment(now: number): void {
    const { ring } = this.#program
    for (let sequence = Math.max(this.#segmented, ring.first); sequence < ring.end; sequence += 1) {
      const packet = ring.find(sequence)
      const segment = packet === undefined ? undefined : this.#segmenter.push(packet, sequence, now)
      if (segment !== undefined) this.#store.add(segment)
    }
    this.#segmented = ring.end
  }

  #inForce(now: number): boolean {
    return this.#interlock.payload?.platforms.some((platform) => this.#interlock.covers(platform, now)) === true
  }

  #openLiveRoom(now: number): void {
    const isCovered = this.#interlock.covers(OWN_PAGE, now)
    if (!isCovered) {
      this.#live?.end(this.#program.ring.end, now)
    } else if (this.#live === undefined || this.#live.hasEnded) {
      this.#live = new MediaRoom(this.#store, this.#program.ring.end)
      this.#segmenter.cutAtNextKey()
    }
  }

  #leaveAir(reason: string): void {
    this.#interlock.withdraw()
    this.#floor = undefined
    for (const { output } of this.#outputs.values()) output.stop(reason)
    this.#live?.end(this.#segmentedWhole(), this.#around.now())
    this.#around.emit({ type: 'permit-changed', broadcast: this.id, inForce: false, at: this.#instant() })
  }

  /** First packet that is in no finished segment: what is still open must not be shown after the permit has gone. */
  #segmentedWhole(): number {
    return this.#segmenter.openSince ?? this.#segmented
  }

  #outputTick(output: PlatformOutput, now: number, wire: TickWire) {
    const running = this.#program.isRunning
    const allowed = this.#floor !== undefined && this.#interlock.covers(output.id, now)
    return { now, allowed, running, floor: this.#floor ?? this.#program.ring.end, wire }
  }

  /** An address that has not changed leaves the platform alone. */
  #putAddress(id: string, address: PlatformAddress): void {
    const known = this.#outputs.get(id)
    if (known !== undefined && known.address.tcUrl === address.tcUrl && known.address.name === address.name) return
    if (known === undefined && this.#outputs.size >= MAX_PLATFORMS) throw new LiveError('limit_reached', 'platforms')
    known?.output.stop('')
    const output = new PlatformOutput(id, address, {
      ring: this.#program.ring,
      dial: this.#around.dial,
      boundMs: this.#around.boundMs,
      changed: (changed) => this.#emitPlatform(changed),
    })
    this.#outputs.set(id, { output, address })
  }

  #getOutput(id: string): PlatformOutput {
    const known = this.#outputs.get(id)
    if (known === undefined) throw new LiveError('platform_unknown')
    return known.output
  }

  #emitPlatform(output: PlatformOutput): void {
    const { id, state, lastError } = output.status()
    this.#around.emit({
      type: 'platform-state',
      broadcast: this.id,
      platform: id,
      state,
      lastError,
      at: this.#instant(),
    })
  }

  #emitPublisher(input: string, reason?: string): void {
    const common = { broadcast: this.id, input, at: this.#instant() }
    if (reason === undefined) this.#around.emit({ type: 'publisher-connected', ...common })
    else this.#around.emit({ type: 'publisher-gone', reason, ...common })
  }

  #instant(): string {
    return new Date(this.#around.now()).toISOString()
  }
}
