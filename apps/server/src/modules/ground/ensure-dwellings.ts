import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { doorKeysOf, sortKeyOf } from './building-order.ts'
import { findEntrancesByLabels, insertEntrances } from './entrance-queries.ts'
import { findByLabels, insertDwellings, insertPlaces } from './ground-queries.ts'

/** A path as offices write it, half width and trimmed; what is empty falls away. */
export function cleanLabels(labels: readonly string[]): string[] {
  return labels
    .map((label) =>
      label
        .normalize('NFKC')
        .replace(/[\s/\p{Cc}]+/gu, '')
        .normalize('NFC'),
    )
    .filter((label) => label !== '')
}

/**
 * The dwellings of these paths in the station, made where they are not there yet, with their entrances; ids in the order
 * given. For hundreds at once; the same path twice is one dwelling. `gridId` counts only for those that are new.
 */
export async function ensureDwellings(
  context: FlowContext,
  orgId: string,
  wanted: readonly { labels: readonly string[]; gridId?: string | null }[],
): Promise<string[]> {
  const paths = wanted.map((one) => cleanLabels(one.labels))
  const known = new Map<string, string>()
  for (const row of await findByLabels(context.tx, orgId, paths)) known.set(row.labels.join('/'), row.id)
  const missing = new Map<string, { labels: string[]; gridId: string | null }>()
  paths.forEach((labels, place) => {
    const path = labels.join('/')
    if (!known.has(path)) missing.set(path, { labels, gridId: wanted[place]?.gridId ?? null })
  })
  const from = dayOf(context.now)
  const entrances = await ensureEntrances(
    context,
    orgId,
    [...missing.values()].map(({ labels }) => labels.slice(0, -1)),
    from,
  )
  const made = [...missing].map(([path, { labels, gridId }]) => {
    const id = newId()
    known.set(path, id)
    const { tail, numbers } = doorKeysOf(labels)
    const row = { id, org_id: orgId, labels, sort_key: sortKeyOf(labels), door_tail: tail, door_numbers: numbers }
    const entranceId = entrances.get(labels.slice(0, -1).join('/')) ?? null
    return {
      dwelling: { ...row, valid_from: from },
      place: {
        id: newId(),
        org_id: orgId,
        dwelling_id: id,
        grid_id: gridId,
        entrance_id: entranceId,
        valid_from: from,
      },
    }
  })
  await insertDwellings(
    context.tx,
    made.map((one) => one.dwelling),
  )
  await insertPlaces(
    context.tx,
    made.map((one) => one.place),
  )
  await recordActs(
    context,
    made.map(({ dwelling }) => ({ kind: 'dwelling', recordId: dwelling.id, orgId, act: 'create' })),
  )
  return paths.map((labels) => known.get(labels.join('/')) ?? '')
}

async function ensureEntrances(
  context: FlowContext,
  orgId: string,
  paths: readonly string[][],
  from: string,
): Promise<Map<string, string>> {
  const wanted = new Map(paths.filter((labels) => labels.length > 0).map((labels) => [labels.join('/'), labels]))
  const known = new Map<string, string>()
  if (wanted.size === 0) return known
  for (const row of await findEntrancesByLabels(context.tx, orgId, [...wanted.values()]))
    known.set(row.labels.join('/'), row.id)
  const made = [...wanted]
    .filter(([path]) => !known.has(path))
    .map(([path, labels]) => {
      const id = newId()
      known.set(path, id)
      return { id, org_id: orgId, labels, sort_key: sortKeyOf(labels), valid_from: from }
    })
  const inserted = await insertEntrances(context.tx, made)
  const others = made.filter(({ id }) => !inserted.has(id)).map(({ labels }) => labels)
  if (others.length > 0)
    for (const row of await findEntrancesByLabels(context.tx, orgId, others)) known.set(row.labels.join('/'), row.id)
  await recordActs(
    context,
    [...inserted].map((id) => ({ kind: 'entrance', recordId: id, orgId, act: 'create' })),
  )
  return known
}
