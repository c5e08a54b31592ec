import { exportList } from '@yimi/contract/list.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { TEAMS_LIST, VOLUNTEERS_LIST } from './corps-lists.ts'
import { defineList } from './define-list.ts'
import { takeList } from './export-list.ts'
import { RESIDENTS_LIST } from './residents-list.ts'

export { defineList, type TakenList } from './define-list.ts'

/** Lists that may be taken away as a file. The modules whose records they are define them. */
export function listOperations(): Operation[] {
  for (const list of [RESIDENTS_LIST, VOLUNTEERS_LIST, TEAMS_LIST]) defineList(list)
  return [implement(exportList, takeList)]
}
