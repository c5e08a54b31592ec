import type { answerSheet as answerRoute, listMySheets, MySheet, Sheet } from '@yimi/contract/round-sheet.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { sheetLines } from './read-rounds.ts'
import { answerSheet, roundOf } from './read-sheets.ts'
import { findSheets, lockSheet, type SheetRow } from './sheet-queries.ts'
import { takeOff, WALKERS_MAX } from './walk-sheet.ts'
import { acceptWalker, type WalkerRow, walkersOf, walkingOf } from './walker-queries.ts'

type Walking = { sheet: SheetRow; walker: WalkerRow }

/** Sheets that the caller is asked for or has, as long as they are in sight. */
export async function listOwn(context: RequestContext): Promise<RouteAnswer<typeof listMySheets>> {
  const { actor, tx } = context
  const walking = actor.personId ? await walkingOf(tx, actor.personId) : []
  const items: { mine: MySheet; until: string }[] = []
  for (const sheet of await findSheets(
    tx,
    walking.map((walker) => walker.sheet_id),
  )) {
    const walker = walking.find((one) => one.sheet_id === sheet.id)
    const mine = walker && isInSight(sheet, context.now) && (await lineOf(context, { sheet, walker }))
    if (mine) items.push({ mine, until: mine.until })
  }
  return { items: items.sort((a, b) => a.until.localeCompare(b.until)).map((item) => item.mine) }
}

/** Before it is accepted: what, when and about where, without a door. */
async function lineOf(context: RequestContext, { sheet, walker }: Walking): Promise<MySheet | undefined> {
  return withMoreOrgs(context.tx, [sheet.org_id], async () => {
    const round = await roundOf(context, sheet)
    const [line] = await sheetLines(context, [sheet])
    const accepted = walker.accepted_at !== null
    const running = round.state === 'ready' || round.state === 'walking'
    if (!line || (!running && !accepted)) return undefined
    return {
      id: sheet.id,
      number: sheet.number,
      roundName: round.name,
      serviceName: (await contentOf(context.tx, round.service_version_id)).name,
      area: sheet.area,
      doors: line.doors,
      visited: line.visited,
      from: round.from_day,
      until: round.until_day,
      accepted,
      status: line.status,
    }
  })
}

/**
 * Does the work on a sheet that the caller walks, with the unit's people in sight: the operation narrows what is answered to
 * the doors of that sheet.
 * @throws Refusal `not-found` for what is not his, not accepted or out of sight
 */
export async function onOwnSheet<T>(
  context: RequestContext,
  sheetId: string,
  work: (widened: RequestContext, own: Walking) => Promise<T>,
  also: { offered?: true } = {},
): Promise<T> {
  const { actor, tx, now } = context
  const walker = actor.personId
    ? (await walkingOf(tx, actor.personId)).find((one) => one.sheet_id === sheetId)
    : undefined
  const [sheet] = walker ? await findSheets(tx, [sheetId]) : []
  if (!walker || !sheet || !isInSight(sheet, now)) throw new Refusal('not-found')
  if (walker.accepted_at === null && !also.offered) throw new Refusal('not-found')
  const widened = { ...context, actor: { ...actor, orgs: [...new Set([...actor.orgs, sheet.org_id])] } }
  return withMoreOrgs(tx, [sheet.org_id], () => work(widened, { sheet, walker }), { people: true })
}

export function readOwn(context: RequestContext, sheetId: string): Promise<Sheet> {
  return onOwnSheet(context, sheetId, (widened) => answerSheet(widened, sheetId))
}

/** Of two who accept the last place at once the first has it. A decline, or giving it back before the walk, leaves nothing. */
export async function answerOffer(
  context: RequestContext,
  { params, body }: OperationInput<typeof answerRoute>,
): Promise<RouteAnswer<typeof answerRoute>> {
  await onOwnSheet(
    context,
    params.id,
    async (widened, { walker }) => {
      const sheet = await lockSheet(widened.tx, params.id)
      if (!sheet || sheet.checked_out_at || sheet.returned_at) throw new Refusal('sheet-over')
      if (body.accept) await accept(widened, sheet, walker)
      else if (sheet.checked_in_at && walker.accepted_at) throw new Refusal('move-not-allowed')
      else await takeOff(widened, sheet.id, [walker])
    },
    { offered: true },
  )
  return listOwn(context)
}

async function accept(context: RequestContext, sheet: SheetRow, walker: WalkerRow): Promise<void> {
  const round = await roundOf(context, sheet)
  if (round.state !== 'ready' && round.state !== 'walking') throw new Refusal('sheet-over')
  const walkers = await walkersOf(context.tx, [sheet.id])
  const now = walkers.find((one) => one.id === walker.id)
  if (!now) throw new Refusal('not-found')
  if (now.accepted_at) return
  const others = walkers.filter((one) => one.accepted_at !== null).length
  if (others >= WALKERS_MAX) throw new Refusal('sheet-full')
  await acceptWalker(context.tx, walker.id, context.now)
  await recordAct(context, { kind: 'round-sheet', recordId: sheet.id, orgId: sheet.org_id, act: 'accept' })
  if (others + 1 < WALKERS_MAX) return
  const asked = walkers.filter((one) => one.accepted_at === null && one.id !== walker.id)
  await takeOff(context, sheet.id, asked)
}

function isInSight(sheet: SheetRow, now: Date): boolean {
  return sheet.sight_until === null || sheet.sight_until > now
}
