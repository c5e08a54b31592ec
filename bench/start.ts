/** First start on an empty data folder, later starts, and stopping; the gate is 3 s for a later start. */
import { newDataDir, startYimi } from '../e2e/running-yimi.ts'
import { machine, median, report } from './machine.ts'

const LATER_STARTS = 7

const dataDir = newDataDir()
const first = await timed(() => startYimi({ dataDir }))
const stops = [(await timed(() => first.value.stop())).ms]
const starts: number[] = []
for (let turn = 0; turn < LATER_STARTS; turn += 1) {
  const start = await timed(() => startYimi({ dataDir }))
  starts.push(start.ms)
  stops.push((await timed(() => start.value.stop())).ms)
  if (turn === LATER_STARTS - 1) start.value.remove()
}
report(
  [
    machine(),
    `first start, database made and demonstration planted  ${first.ms} ms`,
    `later start, median of ${LATER_STARTS}                       ${median(starts)} ms (${Math.min(...starts)}–${Math.max(...starts)})`,
    `stop, median                                          ${median(stops)} ms`,
  ],
  {
    bench: 'start',
    first_ms: first.ms,
    later_ms: median(starts),
    later_max_ms: Math.max(...starts),
    stop_ms: median(stops),
  },
)

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now()
  const value = await work()
  return { value, ms: Math.round(performance.now() - startedAt) }
}
