/** One list over the whole pipeline (session, rights, row-level security, schema) beside the same rows from bare Fastify. */
import { rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { listVenues } from '@yimi/contract/venue.ts'
import Fastify from 'fastify'
import pg from 'pg'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { type RunningPostgres, startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { signInAs } from '../e2e/api-caller.ts'
import { newDataDir, startYimi } from '../e2e/running-yimi.ts'
import { machine, percentile, report } from './machine.ts'

const SECONDS = 8
const CONNECTIONS = 20
/** The limit of requests a minute would end the run after a blink. */
const NO_LIMIT = { YIMI_RATE_LIMIT_FACTOR: '10000' }

const yimi = await startYimi({ env: { ...NO_LIMIT, YIMI_LOG_LEVEL: 'silent' } })
try {
  const { cookie } = await signInAs(yimi, 'institute-officer')
  const bare = await startBare()
  try {
    await compare({ url: `${yimi.url}/api${listVenues.path}`, headers: { cookie } }, { url: bare.url, headers: {} })
  } finally {
    await bare.close()
  }
} finally {
  await yimi.stop()
  yimi.remove()
}

type Target = { url: string; headers: Record<string, string> }

async function compare(pipeline: Target, plain: Target): Promise<void> {
  // Turn about, so that whatever else the machine does meets both.
  const ours: Run[] = []
  const peers: Run[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await load(pipeline))
    peers.push(await load(plain))
  }
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
}

type Run = { perSecond: number; p95Ms: number }

async function load({ url, headers }: Target): Promise<Run> {
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
  try {
    return await serveBare(postgres, own)
  } catch (fault) {
    await postgres.stop()
    throw fault
  }
}

async function serveBare(postgres: RunningPostgres, own: string): Promise<{ url: string; close(): Promise<void> }> {
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
      rmSync(own, { recursive: true, force: true })
    },
  }
}
