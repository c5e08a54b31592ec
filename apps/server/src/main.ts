import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EnvironmentFault, readEnvironment } from '#platform/environment.ts'

/** Compiled code is kept from start to start: a second less for each later one. Where it cannot be written, nothing is kept. */
const COMPILE_CACHE = join(import.meta.dirname, '../../../node_modules/.cache/yimi/compiled')

/** Without `--role`: the supervisor, which starts the roles below it. */
async function main(): Promise<void> {
  enableCompileCache(COMPILE_CACHE)
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      data: { type: 'string' },
      empty: { type: 'boolean', default: false },
      offline: { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
    },
  })
  // Each process loads its own part alone: a fault in a page's code must not keep the engine from starting.
  if (values.role === 'web') return (await import('./roles/web-role.ts')).runWebRole(readEnvironment(process.env))
  if (values.role === 'live') return (await import('./roles/live-role.ts')).runLiveRole(readEnvironment(process.env))
  const dataDir = values.data ?? process.env.YIMI_DATA ?? join(import.meta.dirname, '../../../data')
  const { runSupervisor } = await import('./supervisor/supervisor.ts')
  return runSupervisor({ dataDir, empty: values.empty, offline: values.offline, dev: values.dev })
}

main().catch((fault: unknown) => {
  const text =
    fault instanceof EnvironmentFault
      ? fault.message
      : fault instanceof Error
        ? (fault.stack ?? fault.message)
        : String(fault)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})
