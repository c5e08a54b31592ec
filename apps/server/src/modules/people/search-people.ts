import type { listPeople, PersonLine } from '@yimi/contract/person.ts'
import type { RouteQuery } from '@yimi/contract/route.ts'
import { dwellingsByDoor, dwellingsOfGrid } from '#modules/ground/ground.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { comparableContact } from './contact.ts'
import { comparableIdNumber } from './id-number.ts'
import { readLines } from './read-residents.ts'
import { contactIndexes, idNumberIndexes } from './seal-person.ts'
import { findResidentIds } from './search-queries.ts'
import { tokenGroupsOf } from './search-tokens.ts'

/** Residents in building order; found by name, initials, the telephone's tail, door, or a whole number. */
export async function searchPeople(
  context: RequestContext,
  query: RouteQuery<typeof listPeople>,
): Promise<{ items: PersonLine[]; total: number }> {
  const reach = [...(context.scope?.orgs ?? [])]
  const orgIds = query.orgId ? reach.filter((id) => id === query.orgId) : reach
  const words = query.search?.trim() ?? ''
  const found = await findResidentIds(
    context.tx,
    {
      orgIds,
      status: query.status,
      groups: tokenGroupsOf(context.keyring, words),
      indexes: indexesOf(context.keyring, words),
      searchedDwellings: (words && (await dwellingsByDoor(context.tx, orgIds, words))) || [],
      all: words === '',
      dwellings: await livingIn(context, query),
    },
    query,
  )
  return { items: await readLines(context, found.ids), total: found.total }
}

async function livingIn(
  context: RequestContext,
  query: { dwellingId?: string | undefined; gridId?: string | undefined },
): Promise<string[] | undefined> {
  if (query.dwellingId) return [query.dwellingId]
  return query.gridId ? dwellingsOfGrid(context.tx, query.gridId) : undefined
}

function indexesOf(keyring: Keyring, words: string): Buffer[] {
  const indexes: Buffer[] = []
  if (/^\d{7,}$/.test(comparableContact(words))) indexes.push(...contactIndexes(keyring, words))
  if (/^[\dA-Z]{6,18}$/.test(comparableIdNumber(words)) && /\d{4}/.test(words))
    indexes.push(...idNumberIndexes(keyring, words))
  return indexes
}
