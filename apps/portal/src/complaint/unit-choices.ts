import type { listPublicOrganisations } from '@yimi/contract/public.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { Choice } from '@yimi/ui/field.tsx'

export type Unit = RouteAnswer<typeof listPublicOrganisations>['items'][number]

/** Units in the order of the tree, each below its parent and set in by a wide blank a level. */
export function unitChoices(units: readonly Unit[]): Choice[] {
  const known = new Set(units.map((unit) => unit.id))
  const below = new Map<string | null, Unit[]>()
  for (const unit of units) {
    // A unit whose parent is not public stands at the top.
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), unit])
  }
  return branch(null, 0)

  function branch(parent: string | null, depth: number): Choice[] {
    return (below.get(parent) ?? []).flatMap((unit) => [
      { value: unit.id, label: `${'\u3000'.repeat(depth)}${unit.name}` },
      ...branch(unit.id, depth + 1),
    ])
  }
}
