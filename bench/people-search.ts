/** Residents found and read at 100,000 under row-level security and sealed words, beside names in the clear without either. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDwellings } from '../apps/server/src/modules/ground/ground.ts'
import { readLines, registerResidents } from '../apps/server/src/modules/people/people.ts'
import { findResidentIds } from '../apps/server/src/modules/people/search-queries.ts'
import { tokenGroupsOf } from '../apps/server/src/modules/people/search-tokens.ts'
import { systemActor } from '../apps/server/src/platform/access/actor.ts'
import { openKeyring } from '../apps/server/src/platform/crypto/keyring.ts'
import { openDatabase } from '../apps/server/src/platform/database/database.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { inScope } from '../apps/server/src/platform/database/scope.ts'
import type { FlowContext } from '../apps/server/src/platform/flow/flow-rules.ts'
import { newId } from '../apps/server/src/platform/new-id.ts'
import { startScratchPostgres } from '../tools/scratch-postgres.ts'
import { machine, percentile, report } from './machine.ts'

const STATIONS = 10
const PEOPLE = Number(process.env.PEOPLE ?? 100_000)
const CHUNK = 500
const AT_ONCE = 50
const ROUNDS = 20
const PAGE = { offset: 0, limit: 50 }
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const SIGNS = [
  ...'秀兰桂芳国栋建淑珍玉梅德福文斌慧敏志远素琴晓峰雅婷明哲海燕子涵立新佳怡一鸣思若小满知夏予安诺沐阳嘉禾珺喆堃',
]

const postgres = await startScratchPostgres('yimi_people')
const folder = mkdtempSync(join(tmpdir(), 'yimi-bench-'))
const { runUrl } = await migrate({ ownerUrl: postgres.ownerUrl })
const database = openDatabase({ url: runUrl, max: 10 })
const owner = openDatabase({ url: postgres.adminUrl.replace(/\/[^/?]*(?=\?|$)/, `/${postgres.database}`), max: 10 })
const keyring = openKeyring(join(folder, 'keys'))
const orgs = Array.from({ length: STATIONS }, () => newId())
for (const org of orgs)
  await owner.pool.query(`insert into orgs (id, kind, valid, created_at) values ($1, 'unit', '[2020-01-01,)', now())`, [
    org,
  ])
await owner.pool.query(
  'create table clear_people (id uuid primary key, org_id uuid, name text, tail text, sort_key text)',
)

const plantedFor = await plant()
const lines = [
  machine(),
  `registered       ${PEOPLE} residents in ${plantedFor.toFixed(0)} s, ${Math.round(PEOPLE / plantedFor)}/s`,
]
const figures: Record<string, unknown> = { bench: 'people-search', people: PEOPLE }
for (const [words, search] of [
  ['two signs of a name', '秀兰'],
  ['three initials', 'wxl'],
  ['telephone tail', '1234'],
  ['one surname', '王'],
  ['the first page', ''],
] as const) {
  const ours = await timed(() => find(search, orgs.slice(0, 1)))
  const all = await timed(() => find(search, orgs))
  const clear = await timed(() => findInClear(search))
  lines.push(
    `${words.padEnd(20)} one station ${told(ours)}, all ten ${told(all)}; in the clear, one station ${told(clear)}`,
  )
  figures[words] = { ours, all, clear }
}
report(lines, figures)
await database.close()
await owner.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

async function plant(): Promise<number> {
  const startedAt = performance.now()
  for (let from = 0; from < PEOPLE; from += CHUNK) {
    const orgId = orgs[Math.floor(from / CHUNK) % STATIONS] ?? ''
    const people = Array.from({ length: CHUNK }, (_, place) => personOf(from + place))
    await inScope(database, { role: 'yimi_app', orgs: [orgId] }, async (tx) => {
      const context: FlowContext = { tx, keyring, actor: systemActor([orgId]), now: new Date() }
      const dwellings = await ensureDwellings(context, orgId, people)
      const residents = people.map(({ labels: _labels, ...words }, place) => ({
        ...words,
        orgId,
        source: 'import' as const,
        dwellingId: dwellings[place] ?? null,
      }))
      const ids = await registerResidents(context, residents)
      await owner.pool.query(
        'insert into clear_people select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])',
        [
          ids,
          ids.map(() => orgId),
          people.map((one) => one.name),
          people.map((one) => one.contact.slice(-4)),
          people.map((one) => one.labels.join()),
        ],
      )
    })
  }
  await owner.pool.query('create index on clear_people (org_id, sort_key)')
  await owner.pool.query('vacuum analyze')
  return (performance.now() - startedAt) / 1000
}

function personOf(place: number) {
  const pick = (list: readonly string[], step: number) =>
    list[(place * step + Math.floor(place / list.length)) % list.length] ?? ''
  const name = pick(SURNAMES, 7) + pick(SIGNS, 13) + (place % 5 === 0 ? '' : pick(SIGNS, 29))
  const labels = [
    `${Math.floor(place / 4000) % 5}号院`,
    `${Math.floor(place / 400) % 40}号楼`,
    `${place % 4}单元`,
    `${Math.floor(place / 3) % 100}室`,
  ]
  return {
    name,
    contact: `138${String(place * 7919)
      .padStart(8, '0')
      .slice(-8)}`,
    birthDate: '1950-01-01',
    labels,
  }
}

async function find(search: string, scope: readonly string[]): Promise<number> {
  return inScope(database, { role: 'yimi_app', orgs: scope }, async (tx) => {
    const found = await findResidentIds(
      tx,
      {
        orgIds: scope,
        status: undefined,
        groups: tokenGroupsOf(keyring, search),
        indexes: [],
        searchedDwellings: [],
        all: search === '',
        dwellings: undefined,
      },
      PAGE,
    )
    return (await readLines({ tx, keyring, now: new Date() }, found.ids)).length
  })
}

async function findInClear(search: string): Promise<number> {
  const { rows } = await owner.pool.query(
    `select *, count(*) over () from clear_people where org_id = $1 and ($2 = '' or name like '%' || $2 || '%' or tail = $2) order by sort_key limit 50`,
    [orgs[0], search],
  )
  return rows.length
}

async function timed(work: () => Promise<number>): Promise<{ p50: number; p95: number }> {
  await work()
  const times: number[] = []
  for (let round = 0; round < ROUNDS / 5; round += 1)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const startedAt = performance.now()
        await work()
        times.push(performance.now() - startedAt)
      }),
    )
  return { p50: Math.round(percentile(times, 0.5)), p95: Math.round(percentile(times, 0.95)) }
}

function told({ p50, p95 }: { p50: number; p95: number }): string {
  return `${p50}/${p95} ms`
}
