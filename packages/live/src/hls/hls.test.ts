import { describe, expect, test } from 'vitest'
import { noHeaders, type Packet, type StreamHeaders } from '../program/packet.ts'
import { answerMedia } from './media-answer.ts'
import { MediaRoom, MediaStore } from './media-store.ts'
import { renderPlaylist } from './playlist.ts'
import { type Segment, Segmenter } from './segmenter.ts'

const avc = '0164001effe1001a6764001eacd940a02ff970110000030001000003003c0f162d9601000468efbcb0fdf8f800'
const headers: StreamHeaders = {
  ...noHeaders,
  video: Buffer.from(`1700000000${avc}`, 'hex'),
  audio: Buffer.from('af001190', 'hex'),
}

describe('the segmenter', () => {
  test('cuts at the first key frame from two seconds on', () => {
    const segments = segmentsOf(pictures(0, 7000, 1000))
    expect(segments.map(({ durationMs }) => durationMs)).toEqual([2000, 2000, 2000])
    expect(segments.map(({ discontinuity }) => discontinuity)).toEqual([false, false, false])
  })

  test('waits for a key frame however long the group is', () => {
    expect(segmentsOf(pictures(0, 16_000, 5000)).map(({ durationMs }) => durationMs)).toEqual([5000, 5000, 5000])
  })

  test('a key frame that was asked for ends the segment early', () => {
    const segmenter = new Segmenter()
    const [first, ...rest] = pictures(0, 2500, 1000)
    if (first !== undefined) segmenter.push(first, 0, 0)
    segmenter.cutAtNextKey()
    const segments = rest
      .map((picture, index) => segmenter.push(picture, index + 1, 0))
      .filter((part) => part !== undefined)
    expect(segments[0]?.durationMs).toBe(1000)
  })

  test('a new session ends the segment and is marked', () => {
    const segments = segmentsOf([...pictures(0, 1000, 2000), ...pictures(9000, 14_000, 2000, { epoch: 2 })])
    expect(segments.map(({ durationMs, discontinuity }) => [durationMs, discontinuity])).toEqual([
      [1000, false],
      [2000, true],
      [2000, false],
    ])
  })

  test('a changed configuration makes a new init segment', () => {
    const other = { ...headers, audio: Buffer.from('af001210', 'hex') }
    const segments = segmentsOf([...pictures(0, 2000, 2000), ...pictures(2000, 5900, 2000, { headers: other })])
    expect(segments.map(({ init, discontinuity }) => [init.number, discontinuity])).toEqual([
      [1, false],
      [2, true],
    ])
  })

  test('boxes are whole: moof points into mdat', () => {
    const [segment] = segmentsOf(pictures(0, 2100, 2000))
    const bytes = segment?.bytes ?? Buffer.alloc(0)
    const moofLength = bytes.readUInt32BE(0)
    expect(bytes.toString('latin1', 4, 8)).toBe('moof')
    expect(bytes.toString('latin1', moofLength + 4, moofLength + 8)).toBe('mdat')
    expect(bytes.readUInt32BE(moofLength)).toBe(bytes.length - moofLength)
    expect(segment?.init.bytes.toString('latin1', 4, 8)).toBe('ftyp')
  })
})

test('a playlist as text', () => {
  const entry = { startedAt: 0, durationMs: 2000, discontinuity: false }
  const text = renderPlaylist({
    mediaSequence: 7,
    discontinuitySequence: 1,
    targetDuration: 2,
    entries: [
      { ...entry, name: 'a.m4s', initName: 'i.mp4' },
      { ...entry, name: 'b.m4s', initName: 'j.mp4', discontinuity: true },
    ],
    ended: true,
  })
  expect(text).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-DISCONTINUITY-SEQUENCE:1
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="i.mp4"
#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.000Z
#EXTINF:2.000,
a.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="j.mp4"
#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.000Z
#EXTINF:2.000,
b.m4s
#EXT-X-ENDLIST
`)
})

describe('rooms', () => {
  test('a room shows only what lies between its floor and its ceiling, and is gone a minute after its end', () => {
    const store = new MediaStore('p', 10)
    const room = new MediaRoom(store, 2)
    for (const firstPacket of [0, 2, 4, 6]) store.add(segment(firstPacket))
    expect(namesIn(room)).toEqual(['p-11.m4s', 'p-12.m4s', 'p-13.m4s'])
    expect(room.find('p-10.m4s')).toBeUndefined()
    room.end(6, 1000)
    expect(namesIn(room)).toEqual(['p-11.m4s', 'p-12.m4s'])
    expect(room.playlist()).toContain('#EXT-X-ENDLIST')
    expect([room.isGone(60_000), room.isGone(62_000)]).toEqual([false, true])
  })

  test('an engine that started anew goes on with higher numbers, and says that times begin anew', () => {
    const numbersOf = (secondsOfStart: number) => {
      const store = new MediaStore('p', secondsOfStart)
      store.add(segment(0))
      const text = new MediaRoom(store, 0).playlist() ?? ''
      return ['MEDIA-SEQUENCE', 'DISCONTINUITY-SEQUENCE'].map((name) =>
        Number(new RegExp(`-X-${name}:(\\d+)`).exec(text)?.[1]),
      )
    }
    expect(numbersOf(1_795_486_558)).toEqual([1_795_486_558, 86_558])
    expect(numbersOf(1_795_486_561)).toEqual([1_795_486_561, 86_561])
  })

  test('answers carry cache and cross-origin headers', () => {
    const store = new MediaStore('p', 0)
    store.add(segment(0))
    const room = new MediaRoom(store, 0)
    const rooms = { findPreview: (token: string) => (token === 't' ? room : undefined), findLive: () => undefined }
    const get = (url: string, method = 'GET') => answerMedia(method, url, rooms)
    expect(get('/media/preview/t/index.m3u8?x=1')).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'max-age=1' },
    })
    const immutable = { 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' }
    expect(get('/media/preview/t/p-0.m4s')).toMatchObject({ status: 200, headers: immutable })
    expect(get('/media/preview/t/p-init-1.mp4').status).toBe(200)
    const missing = ['/media/preview/u/index.m3u8', '/media/live/t/index.m3u8', '/media/preview/t/../t/p-0.m4s', '/']
    expect(missing.map((url) => get(url).status)).toEqual([404, 404, 404, 404])
    expect([get('/media/preview/t/p-0.m4s', 'POST').status, get('/', 'OPTIONS').status]).toEqual([405, 204])
  })
})

function pictures(from: number, to: number, keyEach: number, change: Partial<Packet> = {}): Packet[] {
  const packets: Packet[] = []
  for (let timestamp = from; timestamp < to; timestamp += 40) {
    const key = (timestamp - from) % keyEach === 0
    const payload = Buffer.from(`${key ? '17' : '27'}0100000000000001aa`, 'hex')
    packets.push({ kind: 'video', timestamp, payload, key, config: false, epoch: 1, headers, ...change })
    packets.push({ ...(packets.at(-1) as Packet), kind: 'audio', key: false, payload: Buffer.from('af0121', 'hex') })
  }
  return packets
}

function segmentsOf(packets: Packet[]): Segment[] {
  const segmenter = new Segmenter()
  return packets.flatMap((packet, sequence) => segmenter.push(packet, sequence, 0) ?? [])
}

function segment(firstPacket: number): Segment {
  const init = { number: 1, bytes: Buffer.from('init') }
  return { bytes: Buffer.from('media'), init, durationMs: 2000, startedAt: 0, firstPacket, discontinuity: false }
}

function namesIn(room: MediaRoom): string[] {
  return (room.playlist() ?? '').split('\n').filter((line) => line.endsWith('.m4s'))
}
