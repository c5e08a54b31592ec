import { packetHashes } from '@yimi/live/engine-e2e-fixtures.ts'

const VIDEO_PER_SECOND = 30
const AUDIO_PER_SECOND = 48_000 / 1024

export type RecordedRun = { seconds: number; startsAtSecond: number }

/**
 * The recording as one unbroken run of the packets of a clip that was sent over and over.
 * @throws Error naming what is missing when it is none
 */
export async function recordedRun(clip: string, recording: string): Promise<RecordedRun> {
  const [sent, kept] = await Promise.all([packetHashes(clip), packetHashes(recording)])
  const video = startOf(sent.video, kept.video)
  if (video === undefined) throw new Error(`${recording}: the pictures are no unbroken run of the source`)
  if (startOf(sent.audio, kept.audio) === undefined)
    throw new Error(`${recording}: the sound is no unbroken run of the source`)
  const [pictures, sound] = [kept.video.length / VIDEO_PER_SECOND, kept.audio.length / AUDIO_PER_SECOND]
  // Sound repeats itself more than pictures do; a run that fits and is too short has lost something all the same.
  if (Math.abs(pictures - sound) > 0.5) throw new Error(`${recording}: ${pictures} s of pictures, ${sound} s of sound`)
  return { seconds: pictures, startsAtSecond: video / VIDEO_PER_SECOND }
}

/** Where the run begins in the clip. */
function startOf(sent: readonly string[], kept: readonly string[]): number | undefined {
  const fits = (start: number) => kept.every((hash, place) => hash === sent[(start + place) % sent.length])
  const start = sent.findIndex((hash, place) => hash === kept[0] && fits(place))
  return start < 0 ? undefined : start
}
