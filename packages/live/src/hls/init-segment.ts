import type { AacConfig } from '../codecs/aac.ts'
import type { AvcConfig } from '../codecs/avc.ts'
import { box, fullBox, u8, u16, u32, zeroes } from './boxes.ts'
import type { TrackConfigs } from './tracks.ts'

/** Ids are fixed, so that segments need nothing of the init segment. */
export const VIDEO_TRACK = 1
export const AUDIO_TRACK = 2
/** Ticks a second of the video track. */
export const VIDEO_TIMESCALE = 90_000

const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

/** `ftyp` and `moov` of a CMAF-like fragmented file. */
export function initSegment(tracks: TrackConfigs): Buffer {
  const traks: Buffer[] = []
  const extends_: Buffer[] = []
  if (tracks.video !== undefined) {
    traks.push(videoTrack(tracks.video))
    extends_.push(fullBox('trex', 0, 0, u32(VIDEO_TRACK, 1, 0, 0, 0)))
  }
  if (tracks.audio !== undefined) {
    traks.push(audioTrack(tracks.audio))
    extends_.push(fullBox('trex', 0, 0, u32(AUDIO_TRACK, 1, 0, 0, 0)))
  }
  const header = fullBox('mvhd', 0, 0, u32(0, 0, 1000, 0, 0x10000), u16(0x100), zeroes(10), matrix, zeroes(24), u32(3))
  return Buffer.concat([
    box('ftyp', Buffer.from('iso6', 'latin1'), u32(1), Buffer.from('iso6mp41', 'latin1')),
    box('moov', header, ...traks, box('mvex', ...extends_)),
  ])
}

function videoTrack(config: AvcConfig): Buffer {
  const entry = box(
    'avc1',
    zeroes(6),
    u16(1),
    zeroes(16),
    u16(config.width, config.height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    zeroes(32),
    u16(0x18, 0xffff),
    box('avcC', config.record),
  )
  const header = trackHeader(VIDEO_TRACK, 0, config.width, config.height)
  const mediaHeader = fullBox('vmhd', 0, 1, zeroes(8))
  return box('trak', header, media(VIDEO_TIMESCALE, 'vide', mediaHeader, entry))
}

function audioTrack(config: AacConfig): Buffer {
  const entry = box(
    'mp4a',
    zeroes(6),
    u16(1),
    zeroes(8),
    u16(config.channels, 16),
    zeroes(4),
    u32((config.sampleRate % 65536) * 65536),
    elementaryStream(config.config),
  )
  const header = trackHeader(AUDIO_TRACK, 0x100, 0, 0)
  return box('trak', header, media(config.sampleRate, 'soun', fullBox('smhd', 0, 0, zeroes(4)), entry))
}

function trackHeader(id: number, volume: number, width: number, height: number): Buffer {
  const size = u32(width * 65536, height * 65536)
  return fullBox('tkhd', 0, 3, u32(0, 0, id, 0, 0), zeroes(8), u16(0, 0, volume, 0), matrix, size)
}

function media(timescale: number, handler: string, mediaHeader: Buffer, entry: Buffer): Buffer {
  // Language «und» in three packed letters.
  const header = fullBox('mdhd', 0, 0, u32(0, 0, timescale, 0), u16(0x55c4, 0))
  const handlerBox = fullBox('hdlr', 0, 0, u32(0), Buffer.from(handler, 'latin1'), zeroes(12), u8(0))
  const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)))
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  )
  return box('mdia', header, handlerBox, box('minf', mediaHeader, dataInformation, table))
}

/** `esds` (ISO/IEC 14496-14, 5.6) around an AudioSpecificConfig. */
function elementaryStream(config: Buffer): Buffer {
  const specific = descriptor(5, config)
  const decoder = descriptor(4, u8(0x40, 0x15, 0, 0, 0), u32(0, 0), specific)
  return fullBox('esds', 0, 0, descriptor(3, u16(AUDIO_TRACK), u8(0), decoder, descriptor(6, u8(2))))
}

function descriptor(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u8(tag, 0x80, 0x80, (body.length >> 7) | 0x80, body.length & 0x7f), body])
}
