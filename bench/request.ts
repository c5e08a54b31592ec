/** One list over the whole pipeline (session, rights, row-level security, schema) beside the same rows from bare Fastify. */
import { Agent, get } from 'node:http'
import { listVenues } from '@yimi/contract/venue.ts'
import Fastify from 'fastify'
import pg from 'pg'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { signInAs } from '../e2e/api-caller.ts'
import { newDataDir, startYimi } from '../e2e/running-yimi.ts'
import { machine, percentile, report } from './machine.ts'

const SECONDS = 8
const CONNECTIONS = 20
/** The limit of requests a minute would end the run after a blink. */
const NO_LIMIT = { YIMI_RATE_LIMIT_FACTOR: '10000' }

const yimi = await startYimi({ env: { ...NO_LIMIT, YIMI_LOG_LEVEL: 'silent' } })
const { cookie } = await signInAs(yimi, 'institute-officer')
const bare = await startBare()
// Turn about, so that whatever else the machine does meets both.
const ours: Run[] = []
const peers: Run[] = []
for (let turn = 0; turn < 3; turn += 1) {
  ours.push(await load(`${yimi.url}/api${listVenues.path}`, { cookie }))
  peers.push(await load(bare.url, {}))
}
await bare.close()
await yimi.stop()
yimi.remove()
const best = (runs: readonly Run[]) =>
  runs.toSorted((a, b) => b.perSecond - a.perSecond)[0] ?? { perSecond: 0, p95Ms: 0 }
const [our, peer] = [best(ours), best(peers)]
report(
  [
    machine(),
    `whole pipeline   ${our.perSecond} requests/s, p95 ${our.p95Ms} ms`,
    `bare Fastify     ${peer.perSecond} requests/s, p95 ${peer.p95Ms} ms (same rows, no session, no rights, no row-level security)`,
    `ratio            ${(our.perSecond / peer.perSecond).toFixed(2)}`,
  ],
  { bench: 'request', yimi: our, fastify: peer, ratio: our.perSecond / peer.perSecond },
)

type Run = { perSecond: number; p95Ms: number }

async function load(url: string, headers: Record<string, string>): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  const until = performance.now() + SECONDS * 1000
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const startedAt = performance.now()
        await ask(url, headers, agent)
        times.push(performance.now() - startedAt)
      }
    }),
  )
  agent.destroy()
  return { perSecond: Math.round(times.length / SECONDS), p95Ms: Math.round(percentile(times, 0.95) * 10) / 10 }
}

function ask(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((done, failed) => {
    get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`answered ${answer.statusCode}`))
      answer.resume().on('end', done)
    }).on('error', failed)
  })
}

/** The same rows by one query on a pool of the same size. */
async function startBare(): Promise<{ url: string; close(): Promise<void> }> {
  const own = newDataDir()
  const postgres = await startPostgres({ dataDir: own, keysDir: `${own}/keys` })
  await migrate({ ownerUrl: postgres.ownerUrl })
  const pool = new pg.Pool({ connectionString: postgres.adminUrl.replace(/\/[^/?]*\?/, '/yimi?'), max: 10 })
  await pool.query(
    `insert into orgs (id, kind, valid, created_at) values ('01a00000-0000-7000-8000-000000000001', 'unit', '[2020-01-01,)', now())`,
  )
  for (let index = 0; index < 3; index += 1)
    await pool.query(
      `insert into venues (id, org_id, name, place, seats) values ($1, '01a00000-0000-7000-8000-000000000001', $2, $2, 40)`,
      [`01a00000-0000-7000-8000-00000000001${index}`, `场地 ${index}`],
    )
  const app = Fastify()
  app.get('/', async () => ({
    items: (await pool.query('select id, org_id, name, place, seats, closed from venues order by name')).rows,
  }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    async close() {
      await app.close()
      await pool.end()
      await postgres.stop()
    },
  }
}
