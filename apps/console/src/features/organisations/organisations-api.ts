import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createOrganisation,
  getOrganisation,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
} from '@yimi/contract/organisation.ts'
import { call } from '../../call.ts'
import { organisationKeys } from '../../lookups/organisations.ts'

export function useOrganisation(id: string) {
  return useQuery({
    queryKey: organisationKeys.one(id),
    queryFn: () => call(getOrganisation, { params: { id } }),
  })
}

export type NewOrganisation = {
  name: string
  shortName: string
  level: string | null
  kind: string
  parentId: string | null
  from: string
}

/** What can be done to the tree; every act is dated and fetches the tree anew. */
export function useOrganisationActs() {
  const queries = useQueryClient()
  async function then<Answer>(act: Promise<Answer>): Promise<Answer> {
    const answer = await act
    await queries.invalidateQueries({ queryKey: organisationKeys.all })
    return answer
  }
  return {
    create: (body: NewOrganisation, key: string) => then(call(createOrganisation, { body }, { key })),
    rename: (id: string, body: { name: string; shortName: string; from: string }, key: string) =>
      then(call(renameOrganisation, { params: { id }, body }, { key })),
    move: (id: string, body: { parentId: string; from: string }, key: string) =>
      then(call(moveOrganisation, { params: { id }, body }, { key })),
    merge: (id: string, body: { intoId: string; from: string }, key: string) =>
      then(call(mergeOrganisation, { params: { id }, body }, { key })),
  }
}
