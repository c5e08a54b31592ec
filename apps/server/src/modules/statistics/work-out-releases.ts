import { inEveryOrganisation } from '#modules/organisations/organisations.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import { move } from '#platform/flow/move.ts'
import type { Services } from '#platform/services.ts'
import { type BuiltPublication, buildPublication, type TableCell, type Tables } from './build-publication.ts'
import { printTables, type WorkedCell } from './print-tables.ts'
import {
  findRelease,
  findWaiting,
  findWorked,
  monthsFrozen,
  publishedOf,
  type ReleaseRow,
  setRelease,
  setWorked,
  type Worked,
} from './release-queries.ts'
import { releaseRules } from './release-rules.ts'
import { printedBase } from './series.ts'
import { type WithheldIds, withholdApart } from './withhold-apart.ts'

type Needed = Pick<Services, 'database' | 'keyring' | 'clock'>
type Earlier = Tables & { printed: TableCell[] }
type Prepared = { row: ReleaseRow; worked: Worked; earlier: Earlier[]; after: number; built: BuiltPublication }

/** Works out what waits, one after the other, holding no transaction meanwhile. */
export async function workOutReleases(services: Needed): Promise<void> {
  const waiting = await inEveryOrganisation(services.database, (tx) => findWaiting(tx))
  for (const { id, org_id: orgId } of waiting) {
    const inOrg = <T>(work: (tx: Tx) => Promise<T>) =>
      inScope(services.database, { role: 'yimi_app', orgs: [orgId] }, work)
    const prepared = await inOrg((tx) => prepare(tx, id))
    if (!prepared) continue
    const ids = await withholdApart(prepared.built.publication)
    await inOrg((tx) => finish(services, tx, prepared, ids))
  }
}

/** Counts of months that are out are those that were printed then: what was written down since changes nothing. */
async function prepare(tx: Tx, id: string): Promise<Prepared | undefined> {
  const row = await findRelease(tx, id)
  const given = (await findWorked(tx, [id])).get(id)?.worked
  if (!row || !given || row.state !== 'working') return undefined
  const published = await publishedOf(tx, row.org_id, row.series)
  const frozen = await monthsFrozen(tx, row.org_id, row.series)
  const workings = await findWorked(
    tx,
    published.map((one) => one.id),
  )
  const all = [...workings.values()].map(({ worked }): Earlier => ({ ...worked, printed: printedIn(worked.cells) }))
  const earlier = touching(given, all)
  const months = [...new Set([given, ...earlier].flatMap((one) => one.months))]
  const counts = months.flatMap((month) => frozen.get(month) ?? given.counts.filter((one) => one.month === month))
  return {
    row,
    worked: { ...given, counts: counts.filter((one) => given.months.includes(one.month)) },
    earlier,
    after: published.length,
    built: buildPublication(counts, given, earlier, row.threshold),
  }
}

function printedIn(cells: readonly WorkedCell[]): TableCell[] {
  return cells.filter((cell) => cell.why === null)
}

/** Releases that share a month with this one, or with one that does. */
function touching(given: Tables, all: readonly Earlier[]): Earlier[] {
  const months = new Set(given.months)
  const found = new Set<Earlier>()
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const one of all)
      if (one.months.some((month) => months.has(month))) {
        found.add(one)
        for (const month of one.months) months.add(month)
      }
  }
  return [...found]
}

async function finish(services: Needed, tx: Tx, prepared: Prepared, ids: WithheldIds | undefined): Promise<void> {
  const { row, worked, after } = prepared
  // Meanwhile it may have been dropped, or another process was quicker.
  if ((await findRelease(tx, row.id))?.state !== 'working') return
  const cells = ids ? whyOf(prepared, ids) : []
  const refusal = ids ? refusalOf(prepared, ids) : '这些表太细，十分钟内没有算完。请去掉一张表，或者改发更短的时间。'
  await setWorked(tx, row.id, { ...worked, cells }, after)
  await setRelease(tx, row.id, {
    refusal,
    printed: { base: printedBase(worked.base, row.threshold), tables: refusal ? [] : printTables(worked, cells) },
  })
  await move(
    { tx, keyring: services.keyring, actor: systemActor([row.org_id]), now: services.clock.now() },
    releaseRules,
    { recordId: row.id, orgId: row.org_id, move: refusal ? 'refuse' : 'finish', needs: {} },
  )
}

function whyOf({ built, row }: Prepared, ids: WithheldIds): WorkedCell[] {
  const withheld = new Set(ids.withheld)
  return built.cells.map(({ table, at, value, id }) => ({
    table,
    at: [...at],
    value,
    why: id === undefined || !withheld.has(id) ? null : value < row.threshold ? 'small' : 'shields',
  }))
}

/** What earlier releases narrow too far, with the table that divides the finest: without it the others may be published. */
function refusalOf({ built, worked, row }: Prepared, ids: WithheldIds): string {
  if (ids.exposed.length === 0) return ''
  const exposed = new Set(ids.exposed)
  const named = worked.tables.filter((table) =>
    built.cells.some((cell) => cell.table === table.name && cell.id !== undefined && exposed.has(cell.id)),
  )
  const finest = worked.tables.reduce((one, other) => (other.over.length > one.over.length ? other : one))
  const titles = (named.length > 0 ? named : [finest]).map((table) => `《${table.title}》`).join('、')
  return `${titles}里有不到${row.threshold}的数，凭以前发布过的数就能推出来，所以不能发布。请去掉${titles}再试；如果仍然不行，请恢复原来的最小公布数。`
}
