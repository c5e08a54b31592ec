import type { enterSheet } from '@yimi/contract/round-sheet.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { enterTimes } from './attend-sheet.ts'
import { answerSheet, giveBack, openSheet } from './read-sheets.ts'
import { tickDoors } from './tick-doors.ts'

/** A sheet of paper that is typed in is back. */
export async function enterPaper(
  context: RequestContext,
  sheetId: string,
  body: RouteBody<typeof enterSheet>,
): Promise<RouteAnswer<typeof enterSheet>> {
  const { sheet } = await openSheet(context, sheetId)
  const receipts = await tickDoors(context, sheet, body.ticks)
  if (body.walked) await enterTimes(context, sheetId, body.walked)
  await giveBack(context, sheetId)
  return { receipts, sheet: await answerSheet(context, sheetId) }
}
