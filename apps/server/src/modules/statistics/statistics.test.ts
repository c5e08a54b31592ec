import type { RouteInput } from '@yimi/contract/route.ts'
import {
  getReleaseDraft,
  listPublishedReleases,
  makeRelease,
  moveRelease,
  type Release,
  type ReleaseDraft,
  readPublishedRelease,
} from '@yimi/contract/statistic.ts'
import { givenAway, loadJudge } from '@yimi/disclosure/judge.ts'
import type { PublishableCell } from '@yimi/disclosure/withhold.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { findWorked, setWorked } from './release-queries.ts'
import { release, releaseRules } from './statistics.ts'

const NOW = new Date('2027-01-05T02:00:00.000Z')
const CLASSES = ['affairs', 'hardship', 'grief', 'joy'] as const
/** By month and unit, in the order of the classes. */
const HEARD = {
  '2026-10': { station: [31, 8, 2, 12], sibling: [22, 3, 0, 9] },
  '2026-11': { station: [27, 4, 1, 15], sibling: [19, 11, 6, 7] },
  '2026-12': { station: [40, 9, 3, 2], sibling: [25, 1, 8, 14] },
} as const
type Unit = 'station' | 'sibling'
const MONTHS = Object.keys(HEARD) as (keyof typeof HEARD)[]
const UNITS: readonly Unit[] = ['station', 'sibling']

let installation: TestInstallation
let officer: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

/** As many needs without a name as are said, written past the interface: only their number matters here. */
async function hear(month: string, unit: Unit, needClass: string, count: number): Promise<void> {
  const { database, keyring } = installation.services
  const orgId = installation.orgs[unit]
  const key = await inScope(database, { role: 'yimi_app', orgs: [orgId] }, (tx) =>
    dataKeyFor(tx, keyring, { kind: 'record', id: newId() }, NOW),
  )
  await installation.admin.pool.query(
    `insert into needs (id, org_id, subject, need_class, key_id, source, heard_on)
     select gen_random_uuid(), $1, 'anonymous', $2, $3, 'visit', $4::date + (n % 28) from generate_series(1, $5) n`,
    [orgId, needClass, key?.id, `${month}-01`, count],
  )
}

type Body = RouteInput<typeof makeRelease>['body']
const workOut = () => installation.services.jobs.rounds.get('statistics')?.() ?? Promise.resolve()

async function draft(more: Partial<Body> & Pick<Body, 'kind' | 'from'>): Promise<ReleaseDraft> {
  const made = await officer.get(makeRelease, {
    body: { orgId: installation.orgs.institute, series: 'needs', tables: ['class', 'unit-class'], ...more },
  })
  expect(made).toMatchObject({ state: 'working', tables: [] })
  await workOut()
  return officer.get(getReleaseDraft, { params: { id: made.id } })
}

async function publish(more: Parameters<typeof draft>[0]): Promise<Release> {
  const { id, state, refusal } = await draft(more)
  expect([state, refusal]).toEqual(['ready', ''])
  expect((await installation.anonymous.call(readPublishedRelease, { params: { id } })).statusCode).toBe(404)
  await officer.get(moveRelease, { params: { id }, body: { move: 'publish' } })
  return installation.anonymous.get(readPublishedRelease, { params: { id } })
}

// Before anything is written past the interface: it looks at every chain of events.
test('no sequence of moves leads a release out of its declared states', async () => {
  const { database, keyring } = installation.services
  const { station } = installation.orgs
  const head = await installation.as('station-head', 'station')
  const held = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  const staff = { ...systemActor([station]), kind: 'account' as const, accountId: head.accountId, roles: [held] }
  await playRandomMoves(installation, releaseRules, {
    make: () =>
      inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
        const id = await release(
          { tx, keyring, actor: staff, now: NOW, today: dayOf(NOW) },
          {
            ...{ orgId: station, series: newId(), title: '试', kind: 'month', from: '2026-10-01', until: '2026-10-31' },
            ...{ threshold: 5, dimensions: [], tables: [], counts: [], base: [] },
          },
        )
        const worked = (await findWorked(tx, [id])).get(id)?.worked
        if (worked) await setWorked(tx, id, worked, 0)
        return id
      }),
    needs: {},
    actorFor: ({ who }) => (who.includes('system') ? systemActor([station]) : staff),
  })
})

describe('published to everybody', () => {
  let releases: Release[]

  beforeAll(async () => {
    for (const month of MONTHS)
      for (const unit of UNITS)
        for (const [index, count] of HEARD[month][unit].entries())
          await hear(month, unit, CLASSES[index] ?? 'joy', count)
    const [first, second] = [
      await publish({ kind: 'month', from: '2026-10-01' }),
      await publish({ kind: 'month', from: '2026-11-01' }),
    ]
    // Written down late: what is out stays as it was, and the quarter adds up to it.
    await hear('2026-10', 'station', 'grief', 2)
    releases = [first, second, await publish({ kind: 'quarter', from: '2026-10-01' })]
  })

  /** The finest counts, and every cell of the releases as a sum of them; built from the script alone. */
  function asEquations() {
    const atoms = MONTHS.flatMap((month) =>
      UNITS.flatMap((unit) =>
        CLASSES.map((needClass, index) => ({
          month,
          unit: installation.orgs[unit],
          needClass,
          count: HEARD[month][unit][index] ?? 0,
        })),
      ),
    )
    const cells: PublishableCell[] = []
    const printed = new Map<string, number | null>()
    for (const one of releases)
      for (const table of one.tables)
        for (const { at, value } of table.cells) {
          const [unit, needClass] = table.name === 'class' ? ['all', at[0]] : at
          const within = atoms.flatMap((atom, place) =>
            atom.month >= one.from.slice(0, 7) &&
            atom.month <= one.until.slice(0, 7) &&
            (unit === 'all' || unit === atom.unit) &&
            (needClass === 'all' || needClass === atom.needClass)
              ? [place]
              : [],
          )
          const id = [one.id, table.name, ...at].join('|')
          cells.push({ id, atoms: within })
          printed.set(id, value)
        }
    return { counts: atoms.map((atom) => atom.count), cells, printed }
  }

  test('what is printed is true, and what is small is not printed', () => {
    const { counts, cells, printed } = asEquations()
    expect(cells).toHaveLength(3 * (5 + 3 * 5))
    for (const { id, atoms } of cells) {
      const truth = atoms.reduce((sum, atom) => sum + (counts[atom] ?? 0), 0)
      const value = printed.get(id)
      if (truth > 0 && truth < 5) expect(value, id).toBeNull()
      if (value !== null) expect(value, id).toBe(truth)
    }
    expect([...printed.values()].filter((value) => value !== null).length).toBeGreaterThan(20)
  })

  test('nobody who reads both months and the quarter works a small number out', async () => {
    const { counts, cells, printed } = asEquations()
    const withheld = new Set([...printed].flatMap(([id, value]) => (value === null ? [id] : [])))
    const judge = await loadJudge()
    expect(givenAway(judge, { counts, cells, threshold: 5 }, withheld)).toEqual([])
    // The judge would see it: with all cells printed the small ones are plain.
    expect(givenAway(judge, { counts, cells, threshold: 5 }, new Set())).not.toEqual([])
  })

  test('a percentage goes with its number', () => {
    for (const one of releases)
      for (const table of one.tables)
        for (const cell of table.cells) if (cell.value === null) expect(cell.percent).toBeNull()
    const all = releases[0]?.tables[0]?.cells.find((cell) => cell.at[0] === 'affairs')
    expect(all?.value === null ? null : all?.percent).toBe(all?.value === null ? null : 60.9)
  })

  test('anybody lists them; the withheld numbers are nowhere in what is sent', async () => {
    const { items } = await installation.anonymous.get(listPublishedReleases, { query: {} })
    expect(items.filter((one) => one.series === 'needs').map((one) => one.title)).toEqual([
      '居民需求 2026年第4季度',
      '居民需求 2026年11月',
      '居民需求 2026年10月',
    ])
    expect(JSON.stringify(releases)).not.toContain('exact')
  })

  test('whoever makes it sees why each number is left out', async () => {
    const seen = await officer.get(getReleaseDraft, { params: { id: releases[0]?.id ?? '' } })
    const small = seen.exact.filter((cell) => cell.why === 'small')
    expect(small.every((cell) => cell.value > 0 && cell.value < 5)).toBe(true)
    expect(
      seen.exact.filter((cell) => cell.why === 'shields').every((cell) => cell.value === 0 || cell.value >= 5),
    ).toBe(true)
    expect(small.length).toBeGreaterThan(0)
  })

  test('an earlier release that would give small ones away refuses the new one and names the table', async () => {
    const refused = await draft({ kind: 'month', from: '2026-10-01', threshold: 20 })
    expect(refused).toMatchObject({ state: 'refused', tables: [], availableMoves: ['discard'] })
    expect(refused.refusal).toMatch(/《各单位各类需求》.*不能发布/)
    await officer.get(moveRelease, { params: { id: refused.id }, body: { move: 'discard' } })
  })

  test('a unit below may not publish the same series beside it', async () => {
    const head = await installation.as('station-head', 'station')
    const answer = await head.call(makeRelease, {
      body: { orgId: installation.orgs.station, series: 'needs', kind: 'month', from: '2026-10-01', tables: ['class'] },
    })
    expect(answer.json()).toMatchObject({ code: 'release-elsewhere', detail: expect.stringContaining('已经发布') })
  })
})

test('with another release out meanwhile it is worked out anew', async () => {
  const [one, other] = [
    await draft({ kind: 'month', from: '2026-12-01' }),
    await draft({ kind: 'month', from: '2026-12-01' }),
  ]
  await officer.get(moveRelease, { params: { id: one.id }, body: { move: 'publish' } })
  const late = await officer.call(moveRelease, { params: { id: other.id }, body: { move: 'publish' } })
  expect(late.json().code).toBe('release-stale')
})

test('only whole periods that are over', async () => {
  const given = { orgId: installation.orgs.institute, series: 'needs', tables: ['class'] }
  for (const body of [
    { ...given, kind: 'month' as const, from: '2027-01-01' },
    { ...given, kind: 'month' as const, from: '2026-12-02' },
    { ...given, kind: 'quarter' as const, from: '2026-11-01' },
    { ...given, kind: 'year' as const, from: '2026-01-01', tables: ['nothing'] },
  ])
    expect((await officer.call(makeRelease, { body })).json().code, JSON.stringify(body)).toBe('bad-request')
})
