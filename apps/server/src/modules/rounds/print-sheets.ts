import type { printBirthdayCards, printSheets } from '@yimi/contract/round-print.ts'
import { type Sheet, TICKS, type TickKind } from '@yimi/contract/round-sheet.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { RoundSheet } from '@yimi/gongwen/documents/round-sheets.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readResidents } from '#modules/people/people.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct, recordActs } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { writtenDay } from '#platform/spoken-time.ts'
import { doorsOfRound } from './door-queries.ts'
import { answerSheet } from './read-sheets.ts'
import { findRounds, type RoundRow } from './round-queries.ts'
import { findSheets, lockSheet, setSheets } from './sheet-queries.ts'

export type TelephoneOf = (context: RequestContext) => Promise<string | null>

const MARKS: Readonly<Record<TickKind, string>> = {
  given: '送到',
  'not-at-home': '不在家',
  declined: '不需要',
  moved: '已搬走',
  dead: '已离世',
}

/** The sheets count as printed with the file, or not at all. */
export async function print(
  context: RequestContext,
  printing: Printing,
  { params, body }: OperationInput<typeof printSheets>,
): Promise<RouteAnswer<typeof printSheets>> {
  const round = await openPrintable(context, params.id)
  const sheets = await findSheets(context.tx, body.sheetIds)
  if (sheets.length !== new Set(body.sheetIds).size || sheets.some((sheet) => sheet.round_id !== round.id))
    throw new Refusal('not-found')
  const items: Sheet[] = []
  for (const { id } of sheets) {
    // Printed before it is read: a door that goes in between is seen as one that went after printing.
    await lockSheet(context.tx, id)
    await setSheets(context.tx, [id], { printed_at: context.now, reprint_needed: false })
    await recordAct(context, { kind: 'round-sheet', recordId: id, orgId: round.org_id, act: 'print' })
    items.push(await answerSheet(context, id))
  }
  const unit = (await orgNames(context.tx, [round.org_id], context.today)).get(round.org_id) ?? ''
  const marks = body.form === 'ticked' ? TICKS.map((tick) => MARKS[tick]) : []
  const document = { kind: 'round-sheets', sheets: items.map((sheet) => paperOf(sheet, unit, marks)) } as const
  return { items, file: await printing.print(`走单纸 ${round.name}`, document, context.now) }
}

/** Names stand on the cards because they are given to those who bear them; who is not to be gone to any more gets none. */
export async function printCards(
  context: RequestContext,
  printing: Printing,
  telephoneOf: TelephoneOf,
  { params, body }: OperationInput<typeof printBirthdayCards>,
): Promise<RouteAnswer<typeof printBirthdayCards>> {
  const round = await openPrintable(context, params.id)
  const { triggers } = await contentOf(context.tx, round.service_version_id)
  if (!triggers.some((trigger) => trigger.on === 'birthday-month')) throw new Refusal('move-not-allowed')
  const doors = (await doorsOfRound(context.tx, round.id)).filter((door) => door.stopped_at === null)
  const ids = doors.map((door) => door.person_id)
  const residents = await withMoreOrgs(context.tx, [round.org_id], () => readResidents(context, ids), { people: true })
  const unit = (await orgNames(context.tx, [round.org_id], context.today)).get(round.org_id) ?? ''
  const telephone = await telephoneOf(context)
  const cards = doors.flatMap((door) => {
    const resident = residents.get(door.person_id)
    if (!resident) return []
    const title = resident.sex === 'female' ? '女士' : resident.sex === 'male' ? '先生' : ''
    return [
      { name: resident.name, title, wishes: body.wishes, unit, telephone: telephone ? `有事请打 ${telephone}` : '' },
    ]
  })
  if (cards.length === 0) throw new Refusal('move-not-allowed')
  const sheetIds = new Set(doors.flatMap((door) => door.sheet_id ?? []))
  await recordActs(
    context,
    [...sheetIds].map((recordId) => ({ kind: 'round-sheet', recordId, orgId: round.org_id, act: 'print-cards' })),
  )
  const file = await printing.print(`生日贺卡 ${round.name}`, { kind: 'birthday-cards', cards }, context.now)
  return { cards: cards.length, file }
}

async function openPrintable(context: RequestContext, roundId: string): Promise<RoundRow> {
  const round = (await findRounds(context.tx, [roundId])).get(roundId)
  if (!round) throw new Refusal('not-found')
  context.mayOn({ orgId: round.org_id })
  if (round.state !== 'ready' && round.state !== 'walking') throw new Refusal('move-not-allowed')
  return round
}

function paperOf(sheet: Sheet, unit: string, marks: readonly string[]): RoundSheet {
  return {
    number: sheet.number,
    title: sheet.serviceName,
    round: sheet.roundName,
    unit,
    area: sheet.area,
    days: `${writtenDay(sheet.from)}至${writtenDay(sheet.until)}`,
    walkers: sheet.walkers.filter((one) => one.accepted).map((one) => one.name),
    instructions: sheet.instructions,
    marks,
    doors: sheet.doorList.map(({ position, door, whom, stopped }) => ({ position, door, whom, gone: stopped })),
  }
}
