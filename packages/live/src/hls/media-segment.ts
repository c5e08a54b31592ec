import { box, fullBox, u32, u64 } from './boxes.ts'

/** One coded picture or sound frame; times in ticks of its track. */
export type Sample = { duration: number; compositionOffset: number; key: boolean; data: Buffer }
export type TrackRun = { trackId: number; baseTime: number; samples: Sample[] }

/** Sample flags (ISO/IEC 14496-12, 8.8.3.1): depends on nothing; or depends on others and is no sync sample. */
const KEY_FLAGS = 0x02000000
const OTHER_FLAGS = 0x01010000
/** data-offset, and per sample duration, size, flags, composition offset. */
const RUN_FLAGS = 0xf01
const BASE_IS_MOOF = 0x020000

/** `moof` and `mdat` with one run for each track. */
export function mediaSegment(sequence: number, runs: readonly TrackRun[]): Buffer {
  const used = runs.filter((run) => run.samples.length > 0)
  // The offsets in the runs count from the start of moof, whose length does not depend on them.
  const moofLength = movieFragment(sequence, used, 0).length
  const moof = movieFragment(sequence, used, moofLength + 8)
  const payload = used.flatMap((run) => run.samples.map((sample) => sample.data))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(
    payload.reduce((sum, data) => sum + data.length, 8),
    0,
  )
  head.write('mdat', 4, 'latin1')
  return Buffer.concat([moof, head, ...payload])
}

function movieFragment(sequence: number, runs: readonly TrackRun[], firstOffset: number): Buffer {
  let offset = firstOffset
  const fragments = runs.map((run) => {
    const fragment = trackFragment(run, offset)
    for (const sample of run.samples) offset += sample.data.length
    return fragment
  })
  return box('moof', fullBox('mfhd', 0, 0, u32(sequence)), ...fragments)
}

function trackFragment(run: TrackRun, dataOffset: number): Buffer {
  const table = Buffer.alloc(run.samples.length * 16)
  run.samples.forEach((sample, index) => {
    table.writeUInt32BE(sample.duration, index * 16)
    table.writeUInt32BE(sample.data.length, index * 16 + 4)
    table.writeUInt32BE(sample.key ? KEY_FLAGS : OTHER_FLAGS, index * 16 + 8)
    table.writeInt32BE(sample.compositionOffset, index * 16 + 12)
  })
  return box(
    'traf',
    fullBox('tfhd', 0, BASE_IS_MOOF, u32(run.trackId)),
    fullBox('tfdt', 1, 0, u64(run.baseTime)),
    // Version 1: composition offsets are signed.
    fullBox('trun', 1, RUN_FLAGS, u32(run.samples.length, dataOffset), table),
  )
}
