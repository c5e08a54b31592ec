/** CPU-seconds a minute of stream and memory at 1, 14 and 100 platforms, beside nginx-rtmp push and one ffmpeg tee; RTMPS at 14. */
import { loadavg } from 'node:os'
import { type Hub, startNginxHub, startTeeHub, startYimiHub } from './fanout-hubs.ts'
import { sleep, start, usageOf } from './fanout-processes.ts'
import { type Sinks, startSinks } from './fanout-sinks.ts'
import { fanoutSource } from './fanout-source.ts'
import { machine, median, report } from './machine.ts'

type Figures = { cpu_s_per_min: number; rss_mb: number }
type Row = { hub: string; name: string; platforms: number; start(sinks: Sinks): Promise<Hub> }

const windowSeconds = Number(option('--seconds') ?? 20)
const rounds = Number(option('--rounds') ?? 1)
const only = option('--only')?.split(',')
const hubs = option('--hubs')?.split(',')
const flags = option('--flags')?.split(',') ?? []
/** After every platform has begun: the group of pictures sent at once has drained, code is compiled. */
const WARM_UP_MS = 10_000
const TICK_MS = 200

const rows: Row[] = [1, 14, 100].flatMap((platforms) => {
  const yimi = (name: string, tickMs: number, tls = false): Row => ({
    hub: 'yimi',
    name: `${platforms}${name}`,
    platforms,
    start: (sinks) => startYimiHub(sinks, platforms, tickMs, { tls, flags }),
  })
  const peers: Row[] = [
    { hub: 'nginx-rtmp', name: `${platforms}`, platforms, start: (sinks) => startNginxHub(sinks, platforms) },
    { hub: 'ffmpeg-tee', name: `${platforms}`, platforms, start: (sinks) => startTeeHub(sinks, platforms) },
  ]
  const more = platforms === 14 ? [yimi('-50ms', 50), yimi('-rtmps', TICK_MS, true)] : []
  return [yimi('', TICK_MS), ...peers, ...more]
})
const wanted = rows
  .filter(({ name }) => only === undefined || only.some((one) => name === one || name.startsWith(`${one}-`)))
  .filter(({ hub }) => hubs === undefined || hubs.includes(hub))

const source = await fanoutSource()
const sinks = await startSinks()
const measured = new Map<string, Figures[]>()
for (let round = 0; round < rounds; round += 1) {
  for (const row of wanted) {
    const figures = await measure(row)
    const name = `${row.hub} ${row.name}`
    measured.set(name, [...(measured.get(name) ?? []), figures])
    console.error(`${name}  ${figures.cpu_s_per_min} s  ${figures.rss_mb} MB  load ${loadavg()[0]?.toFixed(1)}`)
  }
}
await sinks.stop()
tell()

async function measure(row: Row): Promise<Figures> {
  const hub = await row.start(sinks)
  const pushing = ['-v', 'error', '-re', '-stream_loop', '-1', '-i', source, '-c', 'copy', '-f', 'flv', hub.url]
  const encoder = start('ffmpeg', pushing)
  try {
    await everyPlatform(row, (bytes) => bytes > 0)
    await sleep(WARM_UP_MS)
    const [before, receivedBefore, startedAt] = [usageOf(hub.pid), await sinks.received(), performance.now()]
    await sleep(windowSeconds * 1000)
    const [after, received, endedAt] = [usageOf(hub.pid), await sinks.received(), performance.now()]
    const seconds = (endedAt - startedAt) / 1000
    for (const [name, bytes] of received) {
      const bitsPerSecond = ((bytes - (receivedBefore.get(name) ?? 0)) * 8) / seconds
      if (bitsPerSecond < 3_400_000) throw new Error(`${row.hub} sent ${name} only ${Math.round(bitsPerSecond)} bit/s`)
    }
    if (received.size < row.platforms) throw new Error(`${row.hub}: ${received.size} of ${row.platforms} at the end`)
    const cpu = ((after.cpuSeconds - before.cpuSeconds) * 60) / seconds
    return { cpu_s_per_min: Math.round(cpu * 100) / 100, rss_mb: Math.round(after.rssMb) }
  } finally {
    await encoder.stop()
    await hub.stop()
    await emptySinks()
  }
}

async function everyPlatform(row: Row, isThere: (bytes: number) => boolean): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    const there = [...(await sinks.received()).values()].filter(isThere).length
    if (there >= row.platforms) return
    if (performance.now() > deadline) throw new Error(`${row.hub}: only ${there} of ${row.platforms} platforms`)
    await sleep(200)
  }
}

async function emptySinks(): Promise<void> {
  for (let turn = 0; turn < 50 && (await sinks.received()).size > 0; turn += 1) await sleep(100)
}

function tell(): void {
  const middle = (hub: string, name: string): Figures | undefined => {
    const runs = measured.get(`${hub} ${name}`)
    if (runs === undefined) return undefined
    return {
      cpu_s_per_min: median(runs.map((run) => run.cpu_s_per_min)),
      rss_mb: median(runs.map((run) => run.rss_mb)),
    }
  }
  const figures: Record<string, Record<string, Figures>> = {}
  for (const { hub, name } of wanted) {
    const found = middle(hub, name)
    if (found !== undefined) figures[hub] = { ...figures[hub], [name]: found }
  }
  const ratio: Record<string, number> = {}
  for (const name of ['1', '14', '100']) {
    const [ours, theirs] = [figures.yimi?.[name], figures['nginx-rtmp']?.[name]]
    if (ours && theirs) ratio[name] = Math.round((ours.cpu_s_per_min / theirs.cpu_s_per_min) * 100) / 100
  }
  const lines = wanted.map(({ hub, name }) => {
    const found = figures[hub]?.[name]
    return `${hub.padEnd(12)}${name.padEnd(10)}${found?.cpu_s_per_min.toFixed(2).padStart(7)} s${String(found?.rss_mb).padStart(7)} MB`
  })
  report(
    [
      `${machine()}, load average ${loadavg()[0]?.toFixed(1)}, ${rounds} round(s) of ${windowSeconds} s, tick ${TICK_MS} ms`,
      'hub         platforms   CPU a minute   memory',
      ...lines,
      ...Object.entries(ratio).map(([name, value]) => `ratio to nginx-rtmp at ${name}: ${value}`),
    ],
    { bench: 'fanout', load: loadavg()[0], ...figures, ratio },
  )
}

function option(name: string): string | undefined {
  const index = process.argv.indexOf(name)
  return index < 0 ? undefined : process.argv[index + 1]
}
