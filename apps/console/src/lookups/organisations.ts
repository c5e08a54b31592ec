import { useQuery } from '@tanstack/react-query'
import { listOrganisations, type Organisation } from '@yimi/contract/organisation.ts'
import { useMemo } from 'react'
import { call } from '../call.ts'
import { useSession } from '../session-context.ts'

export const organisationKeys = {
  all: ['organisations'] as const,
  tree: (on?: string) => ['organisations', 'tree', on ?? 'today'] as const,
  one: (id: string) => ['organisations', 'one', id] as const,
}

export function useOrganisations(on?: string) {
  return useQuery({
    queryKey: organisationKeys.tree(on),
    queryFn: () => call(listOrganisations, { query: on ? { on } : {} }),
  })
}

/** The units in which the session holds a role, and all below them. */
export function useMyOrganisations(): Organisation[] {
  const { me } = useSession()
  const organisations = useOrganisations()
  return useMemo(
    () =>
      areaOf(
        organisations.data?.items ?? [],
        me.assignments.map((assignment) => assignment.orgId),
      ),
    [organisations.data, me],
  )
}

/** Those named and everything below them, in the order of the list. */
export function areaOf(all: readonly Organisation[], tops: readonly string[]): Organisation[] {
  const parents = new Map(all.map((organisation) => [organisation.id, organisation.parentId]))
  return all.filter((organisation) => {
    const seen = new Set<string>()
    for (let at: string | null = organisation.id; at && !seen.has(at); at = parents.get(at) ?? null) {
      if (tops.includes(at)) return true
      seen.add(at)
    }
    return false
  })
}
