import { judgeDuplicate, listDuplicates, searchDuplicates, undoDuplicate } from '@yimi/contract/duplicate.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { answerPairs } from './answer-pairs.ts'
import { judge, undo } from './judge-duplicate.ts'
import { countPairs, findPairs } from './pairs-queries.ts'
import { search } from './search-duplicates.ts'

/** Records that may be one person: found by rules, judged by people side by side, merged and taken apart again. */
export function duplicateOperations(): Operation[] {
  return [
    implement(searchDuplicates, search),
    implement(listDuplicates, async (context, { query }) => {
      const orgs = [...(context.scope?.orgs ?? [])]
      const judged = query.judged === 'yes'
      const rows = await findPairs(context.tx, orgs, { ...query, judged })
      return { items: await answerPairs(context, rows), total: await countPairs(context.tx, orgs, judged) }
    }),
    implement(judgeDuplicate, judge),
    implement(undoDuplicate, undo),
  ]
}
