import {
  addRoundOrders,
  createRound,
  getRound,
  listRoundCandidates,
  listRounds,
  moveRound,
  removeRoundDoor,
} from '@yimi/contract/round.ts'
import { printBirthdayCards, printSheets } from '@yimi/contract/round-print.ts'
import {
  answerSheet as answerSheetRoute,
  attendMySheet,
  endSheetOffer,
  enterSheet,
  findSheet,
  getMySheet,
  getSheet,
  listMySheets,
  offerSheet,
  returnSheet,
  tickMySheet,
} from '@yimi/contract/round-sheet.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import type { Services } from '#platform/services.ts'
import { attend } from './attend-sheet.ts'
import { enterPaper } from './enter-paper.ts'
import { answerOffer, listOwn, onOwnSheet, readOwn } from './own-sheets.ts'
import { addOrders, candidates, create, removeDoor } from './plan-round.ts'
import { print, printCards, type TelephoneOf } from './print-sheets.ts'
import { list, view } from './read-rounds.ts'
import { answerSheet, giveBack, openByNumber, openSheet } from './read-sheets.ts'
import { registerRoundsPart } from './rounds-part.ts'
import { moveOne } from './step-round.ts'
import { registerStoppedDoors } from './stop-doors.ts'
import { tickDoors } from './tick-doors.ts'
import { endOffer, offer } from './walk-sheet.ts'

export { roundAddresses } from './round-addresses.ts'
export { roundFigures } from './round-figures.ts'
export { roundRules } from './round-rules.ts'
export { roundsToday } from './rounds-today.ts'

/** Many orders of one service in one walk: a round, its sheets, one mark a door. */
export function roundOperations({ printing }: Services, telephoneOf: TelephoneOf): Operation[] {
  registerStoppedDoors()
  registerRoundsPart()
  return [...deskOperations(printing, telephoneOf), ...walkerOperations()]
}

function deskOperations(printing: Printing, telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(listRounds, (context, { query }) => list(context, query)),
    implement(listRoundCandidates, (context, { query }) => candidates(context, query.orgId)),
    implement(createRound, (context, { body }) => create(context, body)),
    implement(getRound, (context, { params }) => view(context, params.id)),
    implement(moveRound, moveOne),
    implement(addRoundOrders, addOrders),
    implement(removeRoundDoor, (context, { params }) => removeDoor(context, params.id)),
    implement(printSheets, (context, input) => print(context, printing, input)),
    implement(printBirthdayCards, (context, input) => printCards(context, printing, telephoneOf, input)),
    implement(getSheet, async (context, { params }) => {
      await openSheet(context, params.id)
      return answerSheet(context, params.id)
    }),
    implement(findSheet, async (context, { params }) => {
      const { sheet } = await openByNumber(context, params.number)
      return answerSheet(context, sheet.id)
    }),
    implement(offerSheet, (context, { params, body }) => offer(context, params.id, body.personId)),
    implement(endSheetOffer, (context, { params }) => endOffer(context, params.id, params.walkerId)),
    implement(enterSheet, (context, { params, body }) => enterPaper(context, params.id, body)),
    implement(returnSheet, (context, { params }) => giveBack(context, params.id)),
  ]
}

function walkerOperations(): Operation[] {
  return [
    implement(listMySheets, (context) => listOwn(context)),
    implement(getMySheet, (context, { params }) => readOwn(context, params.id)),
    implement(answerSheetRoute, answerOffer),
    implement(attendMySheet, (context, { params, body }) => attend(context, params.id, body.move)),
    implement(tickMySheet, (context, { params, body }) => tickOwn(context, params.id, body.ticks)),
  ]
}

function tickOwn(context: RequestContext, sheetId: string, ticks: Parameters<typeof tickDoors>[2]) {
  return onOwnSheet(context, sheetId, async (widened, { sheet }) => ({
    receipts: await tickDoors(widened, sheet, ticks),
    sheet: await answerSheet(widened, sheetId),
  }))
}
