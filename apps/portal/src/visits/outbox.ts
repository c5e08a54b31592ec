import type { VisitReceipt, VisitRecord } from '@yimi/contract/visit-record.ts'

/** One record that has no receipt yet, with the door as a person reads it. */
export type Unsent = {
  record: VisitRecord
  door: string
  /** `waiting`: to be sent; `stale`: the door is to be looked at again; `refused`: it cannot be kept, and why. */
  state: 'waiting' | 'stale' | 'refused'
  reason: string
}

/** As many as one request takes. */
const BATCH_MAX = 50
const BATCH_CHARACTERS_MAX = 200_000
const keyOf = (workerId: string) => `yimi.visits.${workerId}`

/** What was kept on this device; what cannot be read is no reason to lose the page. */
export function readOutbox(workerId: string, store: Pick<Storage, 'getItem'> = localStorage): Unsent[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(workerId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isUnsent) : []
  } catch {
    return []
  }
}

/** Answers whether the device kept it: where it keeps nothing, the page must say so. */
export function keepOutbox(
  workerId: string,
  items: readonly Unsent[],
  store: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): boolean {
  try {
    if (items.length === 0) store.removeItem(keyOf(workerId))
    else store.setItem(keyOf(workerId), JSON.stringify(items))
    return true
  } catch {
    return false
  }
}

/** A later record of the same door that has not been sent takes the place of the earlier one. */
export function withRecord(items: readonly Unsent[], one: Unsent): Unsent[] {
  return [...items.filter((item) => item.record.doorId !== one.record.doorId || isSent(item)), one]
}

/** What has its receipt goes; what has none for a reason stays, with the reason. */
export function afterReceipts(items: readonly Unsent[], receipts: readonly VisitReceipt[]): Unsent[] {
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
  return items.flatMap((item) => {
    const receipt = byId.get(item.record.id)
    if (!receipt) return [item]
    if (receipt.result === 'kept' || receipt.result === 'older') return []
    return [{ ...item, state: receipt.result, reason: receipt.reason }]
  })
}

/** What goes in one request: those that wait, as many as it takes, and one at least. */
export function firstBatch(items: readonly Unsent[]): Unsent[] {
  const batch: Unsent[] = []
  let characters = 0
  for (const item of items.filter((one) => one.state === 'waiting').slice(0, BATCH_MAX)) {
    characters += JSON.stringify(item.record).length
    if (batch.length > 0 && characters > BATCH_CHARACTERS_MAX) break
    batch.push(item)
  }
  return batch
}

function isSent(item: Unsent): boolean {
  return item.state === 'refused'
}

function isUnsent(one: unknown): one is Unsent {
  if (typeof one !== 'object' || one === null || !('record' in one) || !('state' in one)) return false
  const { record } = one
  return typeof record === 'object' && record !== null && 'id' in record && 'doorId' in record
}
