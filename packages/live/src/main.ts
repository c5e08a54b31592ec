import { createEngine } from './engine.ts'
import { readEnvironment } from './environment.ts'
import { describeFault } from './live-error.ts'

/** The engine as a process of its own: configured by LIVE_* variables, one JSON line a thing that happens. */
async function main(): Promise<void> {
  const { rtmp, media, control, ...options } = readEnvironment(process.env)
  const engine = createEngine({ ...options, log })
  const listening = await engine.listen({ rtmp, media, control })
  log({ event: 'listening', ...listening })
  const stop = (signal: string) => {
    log({ event: 'stopping', signal })
    engine.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function log(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}

main().catch((fault: unknown) => {
  process.stderr.write(`${describeFault(fault)}\n`)
  process.exit(1)
})
