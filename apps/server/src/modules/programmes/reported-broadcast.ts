import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { Tx } from '#platform/database/database.ts'

/** What a programme shows of a broadcast that reports under it. */
export type ReportedBroadcast = {
  id: string
  orgId: string
  title: string
  state: BroadcastState
  startsAt: Date | null
}

/**
 * The broadcasts of these ids that the transaction may see, the newest first; in a transaction of yimi_public too. Given by
 * whoever wires the program: a programme stands below the studio.
 */
export type BroadcastReader = (tx: Tx, ids: readonly string[]) => Promise<ReportedBroadcast[]>
