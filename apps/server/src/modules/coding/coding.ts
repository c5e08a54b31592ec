import {
  codeItem,
  getCodingRound,
  listCodeFrames,
  listCodingItems,
  listCodingRounds,
  makeCodeFrame,
  startCodingRound,
} from '@yimi/contract/coding.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { framesFor, makeFrame } from './code-frames.ts'
import { giveCode } from './give-code.ts'
import { itemsFor, list, readOne } from './read-rounds.ts'
import { start } from './start-round.ts'

export { agreementOf } from './agreement.ts'
export {
  type CodableTextFamily,
  type CodableTexts,
  defineCodableTextFamily,
  defineCodableTexts,
} from './codable-texts.ts'

/** Free words sorted by two people who do not see each other's codes, how far they agree, and what they settled. */
export function codingOperations(): Operation[] {
  return [
    implement(listCodeFrames, (context, { params }) => framesFor(context, params.id)),
    implement(makeCodeFrame, makeFrame),
    implement(startCodingRound, (context, { body }) => start(context, body)),
    implement(listCodingRounds, (context, { query }) => list(context, query)),
    implement(getCodingRound, (context, { params }) => readOne(context, params.id)),
    implement(listCodingItems, itemsFor),
    implement(codeItem, giveCode),
  ]
}
