import { getNeed, getNeedOfOrder, hearNeed, listNeeds, moveNeed, suggestServices } from '@yimi/contract/need.ts'
import { getNeedStatistics } from '@yimi/contract/need-statistics.ts'
import { defineCodableTexts } from '#modules/coding/coding.ts'
import { defineStatisticSeries } from '#modules/statistics/statistics.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { followOrders } from './follow-order.ts'
import { hear } from './hear-need.ts'
import { moveByDesk } from './move-need.ts'
import { registerNeedPart } from './need-part.ts'
import { needSeries } from './need-series.ts'
import { countForDesk } from './need-statistics.ts'
import { needTexts } from './need-texts.ts'
import { list, ofOrder, readOne } from './read-needs.ts'
import { suggest } from './suggest-services.ts'

export { type AskedSource, defineAskedSource } from './asked-bases.ts'
export { needFigures } from './need-figures.ts'
export { needRules } from './need-rules.ts'

/** What residents lack, as it was heard: from their words to a service that they say yes to, and counted. */
export function needOperations(): Operation[] {
  registerNeedPart()
  followOrders()
  defineCodableTexts(needTexts)
  defineStatisticSeries(needSeries)
  return [
    implement(hearNeed, (context, { body }) => hear(context, body)),
    implement(listNeeds, (context, { query }) => list(context, query)),
    implement(getNeed, (context, { params }) => readOne(context, params.id)),
    implement(moveNeed, moveByDesk),
    implement(suggestServices, suggest),
    implement(getNeedOfOrder, (context, { params }) => ofOrder(context, params.id)),
    implement(getNeedStatistics, (context, { query }) => countForDesk(context, query)),
  ]
}
