import type { PersonLine } from '@yimi/contract/person.ts'
import { type Reading, readLines } from './read-residents.ts'
import { findResidentIds } from './search-queries.ts'

/** All residents of an organisation in building order, masked, page by page. */
export async function residentLines(
  context: Reading,
  orgId: string,
  page: { offset: number; limit: number },
): Promise<PersonLine[]> {
  const everybody = {
    status: undefined,
    groups: [],
    indexes: [],
    searchedDwellings: [],
    all: true,
    dwellings: undefined,
  }
  const { ids } = await findResidentIds(context.tx, { orgIds: [orgId], ...everybody }, page)
  return readLines(context, ids)
}
