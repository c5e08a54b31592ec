import { packetHashes } from '@yimi/live/engine-e2e-fixtures.ts'
import { expect } from 'vitest'

export type Packets = { video: string[]; audio: string[] }

/** The packets of an encoder that plays `clip` again and again, this many times. */
export async function sentPackets(clip: string, times: number): Promise<Packets> {
  const { video, audio } = await packetHashes(clip)
  const repeated = (hashes: string[]) => Array.from({ length: times }, () => hashes).flat()
  return { video: repeated(video), audio: repeated(audio) }
}

/**
 * Fails unless the recording is the source, packet by packet and with no gap, from a key frame to where it ends.
 * `group`: pictures from one key frame of the source to the next. Answers what was recorded.
 */
export async function expectWholeFromKeyFrame(file: string, sent: Packets, group: number): Promise<Packets> {
  const recorded = await packetHashes(file)
  const at = sent.video.indexOf(recorded.video[0] ?? '')
  expect(at, `${file} begins with a picture of the source`).toBeGreaterThanOrEqual(0)
  expect(at % group, `${file} begins at a key frame`).toBe(0)
  expect(recorded.video).toEqual(sent.video.slice(at, at + recorded.video.length))
  expect(placeOf(recorded.audio, sent.audio), `the sound of ${file} is one run of the source’s`).toBeGreaterThanOrEqual(
    0,
  )
  return recorded
}

/** Steady tones repeat themselves, so that the first packet alone does not tell the place. */
function placeOf(part: readonly string[], all: readonly string[]): number {
  return all.findIndex((_, start) => part.every((hash, index) => all[start + index] === hash))
}
