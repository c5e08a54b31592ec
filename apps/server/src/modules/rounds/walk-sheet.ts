import type { SheetLine } from '@yimi/contract/round-sheet.ts'
import { accountsWithRoles } from '#modules/accounts/accounts.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { keptApart } from '#modules/incidents/incidents.ts'
import { forgetNotices } from '#modules/notices/notices.ts'
import { fitnessOf } from '#modules/teams/teams.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { doorsOfSheets } from './door-queries.ts'
import { sheetLines } from './read-rounds.ts'
import { type OpenSheet, openSheet } from './read-sheets.ts'
import { findSheets, lockSheet, type SheetRow } from './sheet-queries.ts'
import { deleteWalkers, insertWalker, walkersOf } from './walker-queries.ts'

/** Nobody goes to doors in a crowd. */
export const WALKERS_MAX = 2
const STAFF = ['station-head', 'duty-officer', 'dispatcher', 'grid-worker']

/** Asks somebody to walk a sheet. */
export async function offer(context: RequestContext, sheetId: string, personId: string): Promise<SheetLine> {
  const open = await openSheet(context, sheetId)
  const { sheet, round } = open
  await lockSheet(context.tx, sheetId)
  if ((round.state !== 'ready' && round.state !== 'walking') || sheet.checked_out_at || sheet.returned_at)
    throw new Refusal('sheet-over')
  const walkers = await walkersOf(context.tx, [sheetId])
  if (walkers.filter((walker) => walker.accepted_at !== null).length >= WALKERS_MAX) throw new Refusal('sheet-full')
  const faults = await walkerFaults(
    context,
    open,
    personId,
    walkers.some((walker) => walker.accepted_at !== null),
  )
  if (faults.length > 0) throw new Refusal('not-suited', { detail: `${faults.join('；')}。` })
  const row = { id: newId(), org_id: sheet.org_id, sheet_id: sheetId, person_id: personId, offered_at: context.now }
  // The log names the offer, which is gone with a decline, and never the person.
  if (await insertWalker(context.tx, row))
    await recordAct(context, {
      kind: 'round-sheet',
      recordId: sheetId,
      orgId: sheet.org_id,
      act: 'offer',
      announced: true,
      refs: { walkerId: row.id },
    })
  return answer(context, sheetId)
}

export async function endOffer(context: RequestContext, sheetId: string, walkerId: string): Promise<SheetLine> {
  const { sheet } = await openSheet(context, sheetId)
  await lockSheet(context.tx, sheetId)
  const walker = (await walkersOf(context.tx, [sheetId])).find((one) => one.id === walkerId)
  if (!walker) throw new Refusal('not-found')
  if (sheet.checked_in_at && walker.accepted_at) throw new Refusal('move-not-allowed')
  await takeOff(context, sheetId, [walker])
  return answer(context, sheetId)
}

/** Taken off with what was sent about it: nothing tells that they were asked. */
export async function takeOff(
  context: Pick<RequestContext, 'tx'>,
  sheetId: string,
  walkers: readonly { id: string; person_id: string }[],
): Promise<void> {
  await deleteWalkers(
    context.tx,
    walkers.map((walker) => walker.id),
  )
  await forgetNotices(
    context.tx,
    { kind: 'round-sheet', recordId: sheetId },
    walkers.map((walker) => walker.person_id),
  )
}

async function answer(context: RequestContext, sheetId: string): Promise<SheetLine> {
  const [line] = await sheetLines(context, await findSheets(context.tx, [sheetId]))
  if (!line) throw new Refusal('not-found')
  return line
}

/** Why this person should not go to these doors, in words that name nobody. */
async function walkerFaults(
  { tx, today }: RequestContext,
  { sheet, round }: OpenSheet,
  personId: string,
  accompanied: boolean,
): Promise<string[]> {
  const faults = await meetingFaults(tx, sheet, personId)
  const staff = await accountsWithRoles(tx, sheet.org_id, STAFF)
  if (staff.some((one) => one.personId === personId)) return faults
  const content = await contentOf(tx, round.service_version_id)
  const [fitness] = await fitnessOf(tx, { personIds: [personId] }, today)
  if (!fitness?.active) return [...faults, '没有登记为志愿者，或已暂停服务']
  const kinds = content.deliverers.teamKinds
  return [
    ...faults,
    ...(content.deliverers.staffOnly ? ['这项服务由工作人员承担'] : []),
    ...(fitness.identityChecked ? [] : ['还没有核验身份，暂不能上门']),
    ...(fitness.minor && !accompanied ? ['未成年志愿者不单独上门，请先请一位成年人接单'] : []),
    ...(kinds.length === 0 || kinds.some((kind) => fitness.teamKinds.includes(kind))
      ? []
      : ['不在承担这项服务的队伍里']),
  ]
}

async function meetingFaults(tx: RequestContext['tx'], sheet: SheetRow, personId: string): Promise<string[]> {
  const people = (await doorsOfSheets(tx, [sheet.id])).map((door) => door.person_id)
  const apart = await keptApart(tx, [personId, ...people])
  return apart.some((pair) => pair.includes(personId)) ? ['这张走单里有不宜由这位上门的住户'] : []
}
