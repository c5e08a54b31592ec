import type { Sheet } from '@yimi/contract/round-sheet.ts'
import { postHours } from '#modules/hours/hours.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { onOwnSheet } from './own-sheets.ts'
import { answerSheet } from './read-sheets.ts'
import type { RoundRow } from './round-queries.ts'
import { SIGHT_HOURS } from './round-rules.ts'
import { lockSheet, type SheetRow, setSheets } from './sheet-queries.ts'
import { walkRound } from './step-round.ts'
import { walkersOf } from './walker-queries.ts'

const HOUR_MS = 3_600_000

/** One check-in and one check-out a sheet: of two walkers whoever is first. */
export function attend(context: RequestContext, sheetId: string, move: 'check-in' | 'check-out'): Promise<Sheet> {
  return onOwnSheet(context, sheetId, async (widened, { sheet }) => {
    const { tx, now } = widened
    const round = await walkRound(widened, sheet.round_id)
    const seen = await lockedSheet(widened, sheetId)
    if (move === 'check-in' && !seen.checked_in_at) {
      await setSheets(tx, [sheetId], { checked_in_at: now })
      await note(widened, seen, 'check-in')
    }
    if (move === 'check-out' && !seen.checked_out_at) {
      if (!seen.checked_in_at) throw new Refusal('move-not-allowed')
      await endWalk(widened, seen, round, { from: seen.checked_in_at, until: now })
    }
    return answerSheet(widened, sheetId)
  })
}

/** Times that stand on the paper of a sheet; what was checked out by telephone stays. */
export async function enterTimes(
  context: RequestContext,
  sheetId: string,
  walked: { from: string; until: string },
): Promise<void> {
  const sheet = await lockedSheet(context, sheetId)
  if (sheet.checked_out_at) return
  const span = { from: new Date(walked.from), until: new Date(walked.until) }
  if (span.until <= span.from)
    throw new Refusal('bad-request', { faults: [{ path: ['walked', 'until'], message: '结束时间要晚于开始时间' }] })
  await endWalk(context, sheet, await walkRound(context, sheet.round_id), span)
}

async function lockedSheet(context: RequestContext, id: string): Promise<SheetRow> {
  const sheet = await lockSheet(context.tx, id)
  if (!sheet) throw new Refusal('not-found')
  return sheet
}

async function endWalk(
  context: RequestContext,
  sheet: SheetRow,
  round: RoundRow,
  span: { from: Date; until: Date },
): Promise<void> {
  await setSheets(context.tx, [sheet.id], {
    checked_in_at: span.from,
    checked_out_at: span.until,
    sight_until: new Date(context.now.getTime() + SIGHT_HOURS * HOUR_MS),
  })
  await note(context, sheet, 'check-out')
  await postWalk(context, sheet, round, span)
}

/** The walk is what counts, never a door: each volunteer who accepted the sheet has the hours of the walk. */
async function postWalk(
  context: RequestContext,
  sheet: SheetRow,
  round: RoundRow,
  span: { from: Date; until: Date },
): Promise<void> {
  const { tx, today } = context
  const walkers = (await walkersOf(tx, [sheet.id])).filter((walker) => walker.accepted_at !== null)
  const place = (await orgNames(tx, [sheet.org_id], today)).get(sheet.org_id) ?? ''
  // A volunteer may be on the list of a unit above the station.
  await withMoreOrgs(tx, await unitsAbove(tx, sheet.org_id, today), async () => {
    const volunteers = await listedVolunteers(tx, { personIds: walkers.map((walker) => walker.person_id) })
    await postHours(
      context,
      volunteers.map(({ id, personId, orgId }) => ({
        volunteer: { id, personId, orgId },
        orgId: sheet.org_id,
        source: { kind: 'round' as const, id: sheet.id },
        ...span,
        content: `走单 ${round.name}`,
        place,
        responsibleId: round.responsible_id,
      })),
    )
  })
}

function note(context: RequestContext, sheet: SheetRow, act: string): Promise<void> {
  return recordAct(context, { kind: 'round-sheet', recordId: sheet.id, orgId: sheet.org_id, act })
}
