import { AAC_FRAME_SAMPLES } from '../codecs/aac.ts'
import { readAudioTag, readVideoTag } from '../codecs/flv-tag.ts'
import type { Packet, StreamHeaders } from '../program/packet.ts'
import { sameConfig } from '../program/program.ts'
import { AUDIO_TRACK, initSegment, VIDEO_TIMESCALE, VIDEO_TRACK } from './init-segment.ts'
import { mediaSegment, type Sample, type TrackRun } from './media-segment.ts'
import { readTracks, type TrackConfigs } from './tracks.ts'

/** A finished piece of the stream. `init` counts the init segments; `firstPacket` is the ring's sequence number. */
export type Segment = {
  /** Put together when first asked for: most segments of a preview nobody looks at never are. */
  readonly bytes: Buffer
  init: { number: number; bytes: Buffer }
  durationMs: number
  /** Wall time (ms) at which its first picture came in. */
  startedAt: number
  firstPacket: number
  /** Its times or its configuration do not follow from the segment before. */
  discontinuity: boolean
}

/** Length that is aimed at; the cut is on the first key frame from there on. */
const TARGET_MS = 2_000
/** Encoders round times to ms and count 29.97 as 30: a key frame this much early still ends the segment. */
const TOLERANCE_MS = 100
/** A segment without an end in sight is thrown away: 30 s or 48 MiB hold any group of pictures that is meant. */
const MAX_MS = 30_000
const MAX_BYTES = 48 * 1024 * 1024
/** Sound that is off by more than this is moved; less is rounding of ms. */
const AUDIO_DRIFT_MS = 60
/** Length of the last picture before a break. */
const LAST_PICTURE_MS = 40

type Picture = { timestamp: number; compositionMs: number; key: boolean; data: Buffer }
type Sound = { timestamp: number; data: Buffer }
type Open = {
  headers: StreamHeaders
  tracks: TrackConfigs
  epoch: number
  start: number
  newest: number
  startedAt: number
  firstPacket: number
  pictures: Picture[]
  sounds: Sound[]
  bytes: number
}

/** Packets of the program -> fMP4 segments of H.264 and AAC, cut at key frames. Wall time is an argument. */
export class Segmenter {
  #open: Open | undefined
  #init: { number: number; bytes: Buffer } | undefined
  #initHeaders: StreamHeaders | undefined
  #fragment = 0
  #discontinuity = false
  #cutNext = false
  #audioTime: number | undefined

  /** Sequence number of the first packet of the segment that is not finished yet. */
  get openSince(): number | undefined {
    return this.#open?.firstPacket
  }

  /** The next key frame ends the segment however short it is. */
  cutAtNextKey(): void {
    this.#cutNext = true
  }

  /** The segment that this packet ended, if any. */
  push(packet: Packet, sequence: number, wallMs: number): Segment | undefined {
    if (packet.config) return undefined
    let finished: Segment | undefined
    if (this.#open !== undefined && this.#open.epoch !== packet.epoch) {
      finished = this.finish()
      this.#break()
    }
    if (packet.key) finished = this.#takeKey(packet, sequence, wallMs) ?? finished
    if (this.#open !== undefined) this.#add(this.#open, packet)
    return finished
  }

  /** What is open becomes the last segment. */
  finish(): Segment | undefined {
    const open = this.#open
    if (open === undefined) return undefined
    return this.#close(open, open.newest + LAST_PICTURE_MS)
  }

  /** What is open is thrown away. */
  discard(): void {
    this.#open = undefined
    this.#break()
  }

  #takeKey(packet: Packet, sequence: number, wallMs: number): Segment | undefined {
    const open = this.#open
    const isDue =
      open === undefined ||
      this.#cutNext ||
      packet.timestamp - open.start >= TARGET_MS - TOLERANCE_MS ||
      !sameConfig(open.headers, packet.headers)
    if (!isDue) return undefined
    const finished = open === undefined ? undefined : this.#close(open, packet.timestamp)
    this.#start(packet, sequence, wallMs)
    return finished
  }

  #start(packet: Packet, sequence: number, wallMs: number): void {
    this.#cutNext = false
    const tracks = readTracks(packet.headers)
    const fits = packet.kind === 'video' ? tracks.video : tracks.audio
    if (fits === undefined) return
    this.#open = {
      headers: packet.headers,
      tracks,
      epoch: packet.epoch,
      start: packet.timestamp,
      newest: packet.timestamp,
      startedAt: wallMs,
      firstPacket: sequence,
      pictures: [],
      sounds: [],
      bytes: 0,
    }
  }

  #add(open: Open, packet: Packet): void {
    if (packet.kind === 'video' && open.tracks.video !== undefined) {
      const tag = readVideoTag(packet.payload)
      if (tag === undefined || tag.codec !== 'avc' || !tag.picture) return
      const data = packet.payload.subarray(tag.dataOffset)
      open.pictures.push({ timestamp: packet.timestamp, compositionMs: tag.compositionMs, key: tag.key, data })
    } else if (packet.kind === 'audio' && open.tracks.audio !== undefined) {
      const tag = readAudioTag(packet.payload)
      if (tag === undefined || tag.codec !== 'aac') return
      open.sounds.push({ timestamp: packet.timestamp, data: packet.payload.subarray(tag.dataOffset) })
    } else {
      return
    }
    open.newest = Math.max(open.newest, packet.timestamp)
    open.bytes += packet.payload.length
    if (open.newest - open.start > MAX_MS || open.bytes > MAX_BYTES) this.discard()
  }

  #close(open: Open, end: number): Segment {
    this.#open = undefined
    const init = this.#initFor(open)
    this.#fragment += 1
    const bytes = lazily(this.#fragment, [
      { trackId: VIDEO_TRACK, baseTime: open.start * (VIDEO_TIMESCALE / 1000), samples: videoSamples(open, end) },
      this.#audioRun(open),
    ])
    const discontinuity = this.#discontinuity
    this.#discontinuity = false
    const { startedAt, firstPacket } = open
    return {
      get bytes() {
        return bytes()
      },
      init,
      durationMs: Math.max(1, end - open.start),
      startedAt,
      firstPacket,
      discontinuity,
    }
  }

  #initFor(open: Open): { number: number; bytes: Buffer } {
    const known = this.#init
    if (known !== undefined && this.#initHeaders !== undefined && sameConfig(this.#initHeaders, open.headers))
      return known
    if (known !== undefined) {
      this.#discontinuity = true
      this.#audioTime = undefined
    }
    this.#initHeaders = open.headers
    this.#init = { number: (known?.number ?? 0) + 1, bytes: initSegment(open.tracks) }
    return this.#init
  }

  #audioRun(open: Open) {
    const rate = open.tracks.audio?.sampleRate ?? 1
    const drift = (AUDIO_DRIFT_MS * rate) / 1000
    const samples: Sample[] = []
    const startTime = open.sounds[0]?.timestamp ?? 0
    const wanted = Math.round((startTime * rate) / 1000)
    const follows = this.#audioTime !== undefined && Math.abs(wanted - this.#audioTime) <= drift
    const baseTime = follows ? (this.#audioTime ?? wanted) : wanted
    let time = baseTime
    for (const sound of open.sounds) {
      const gap = Math.round((sound.timestamp * rate) / 1000) - time
      const last = samples.at(-1)
      if (gap > drift && last !== undefined) {
        last.duration += gap
        time += gap
      }
      samples.push({ duration: AAC_FRAME_SAMPLES, compositionOffset: 0, key: true, data: sound.data })
      time += AAC_FRAME_SAMPLES
    }
    if (samples.length > 0) this.#audioTime = time
    return { trackId: AUDIO_TRACK, baseTime, samples }
  }

  #break(): void {
    this.#discontinuity = this.#init !== undefined
    this.#audioTime = undefined
  }
}

/** The segment's bytes on the first call; until then only the packets themselves are held. */
function lazily(sequence: number, runs: readonly TrackRun[]): () => Buffer {
  let waiting: readonly TrackRun[] | undefined = runs
  let bytes: Buffer | undefined
  return () => {
    if (bytes === undefined || waiting !== undefined) {
      bytes = mediaSegment(sequence, waiting ?? [])
      waiting = undefined
    }
    return bytes
  }
}

function videoSamples(open: Open, end: number): Sample[] {
  const scale = VIDEO_TIMESCALE / 1000
  return open.pictures.map((picture, index) => {
    const next = open.pictures[index + 1]?.timestamp ?? Math.max(end, picture.timestamp + 1)
    const duration = (next - picture.timestamp) * scale
    return { duration, compositionOffset: picture.compositionMs * scale, key: picture.key, data: picture.data }
  })
}
