import type { Sheet } from '@yimi/contract/round-sheet.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { politeName, readResidents } from '#modules/people/people.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { doorsOfSheets } from './door-queries.ts'
import { sheetLines } from './read-rounds.ts'
import { findRounds, type RoundRow } from './round-queries.ts'
import { readSheetNumber } from './sheet-number.ts'
import { findSheetByNumber, findSheets, lockSheet, type SheetRow, setSheets } from './sheet-queries.ts'

export type OpenSheet = { sheet: SheetRow; round: RoundRow }

/** @throws Refusal `not-found` for a sheet that is not there, not the caller's to see, or taken apart */
export async function openSheet(context: RequestContext, id: string): Promise<OpenSheet> {
  const [sheet] = await findSheets(context.tx, [id])
  return owned(context, sheet)
}

export async function openByNumber(context: RequestContext, typed: string): Promise<OpenSheet> {
  const number = readSheetNumber(typed)
  return owned(context, number ? await findSheetByNumber(context.tx, number) : undefined)
}

async function owned(context: RequestContext, sheet: SheetRow | undefined): Promise<OpenSheet> {
  if (!sheet) throw new Refusal('not-found')
  context.mayOn({ orgId: sheet.org_id })
  return { sheet, round: await roundOf(context, sheet) }
}

export async function roundOf(context: Pick<RequestContext, 'tx'>, sheet: SheetRow): Promise<RoundRow> {
  const round = (await findRounds(context.tx, [sheet.round_id])).get(sheet.round_id)
  if (!round) throw new Refusal('not-found')
  return round
}

/** As it stands now. Whoever calls has made sure that the caller may see it, and has the unit in sight. */
export async function answerSheet(context: RequestContext, sheetId: string): Promise<Sheet> {
  const [sheet] = await findSheets(context.tx, [sheetId])
  const [line] = sheet ? await sheetLines(context, [sheet]) : []
  if (!sheet || !line) throw new Refusal('not-found')
  const round = await roundOf(context, sheet)
  const content = await contentOf(context.tx, round.service_version_id)
  const doors = await doorsOfSheets(context.tx, [sheetId])
  const residents = await withMoreOrgs(
    context.tx,
    [sheet.org_id],
    () =>
      readResidents(
        context,
        doors.map((door) => door.person_id),
      ),
    { people: true },
  )
  return {
    ...line,
    orgId: sheet.org_id,
    roundId: round.id,
    roundName: round.name,
    serviceName: content.name,
    instructions: content.instructions,
    from: round.from_day,
    until: round.until_day,
    doorList: doors.map((door) => {
      const resident = residents.get(door.person_id)
      return {
        id: door.id,
        position: door.position,
        door: resident?.door ?? '',
        whom: politeName(resident?.name ?? '', resident?.sex ?? null),
        outcome: door.outcome,
        stopped: door.stopped_at !== null,
      }
    }),
  }
}

export async function giveBack(context: RequestContext, id: string): Promise<Sheet> {
  const { sheet, round } = await openSheet(context, id)
  await lockSheet(context.tx, id)
  if (round.state !== 'walking' && round.state !== 'ready') throw new Refusal('sheet-over')
  if (!sheet.returned_at) {
    await setSheets(context.tx, [id], { returned_at: context.now, reprint_needed: false })
    await recordAct(context, { kind: 'round-sheet', recordId: id, orgId: sheet.org_id, act: 'return' })
  }
  return answerSheet(context, id)
}
