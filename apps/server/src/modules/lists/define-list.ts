import type { Capability } from '@yimi/contract/capabilities.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

/** A list that may be taken away as a file. Numbers of people stand in it masked. */
export type TakenList = {
  /** 'residents' */
  readonly name: string
  readonly label: string
  /** Asked of the organisation besides `list.export`. */
  readonly capability: Capability
  readonly columns: readonly { readonly heading: string; readonly width?: number }[]
  /** In the order in which the page shows them, at most as many as are asked for. */
  readonly rows: (context: FlowContext, orgId: string, rowsMax: number) => AsyncIterable<readonly string[]>
}

const lists = new Map<string, TakenList>()

/** Called once by each module that has lists; the same name again replaces. */
export function defineList(list: TakenList): void {
  lists.set(list.name, list)
}

export function findList(name: string): TakenList | undefined {
  return lists.get(name)
}
