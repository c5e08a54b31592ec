import type { listAskedFor } from '@yimi/contract/ask.ts'
import { RELATIONS, type Relation } from '@yimi/contract/person-tie.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { peopleActedFor, peopleGone, personOrg, readPeople } from '#modules/people/people.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { inOwnArea } from './own-area.ts'

/** Myself first, then those who named me as proxy or whose guardian I am; whoever died or left is not among them. */
export async function listWhomIAskFor(context: RequestContext): Promise<RouteAnswer<typeof listAskedFor>> {
  const { tx, keyring, actor } = context
  const me = actor.personId
  if (!me) return { items: [] }
  return inOwnArea(context, async () => {
    const actedFor = (await peopleActedFor(context, me)).filter((one) => one.personId !== me)
    const ids = [...new Set([me, ...actedFor.map((one) => one.personId)])]
    const gone = await peopleGone(tx, ids)
    const people = await readPeople(tx, keyring, ids)
    const relations = new Map(actedFor.map((one) => [one.personId, one.relation]))
    const items: RouteAnswer<typeof listAskedFor>['items'] = []
    for (const personId of ids) {
      const person = people.get(personId)
      const orgId = await personOrg(tx, personId)
      if (person && !person.erased && orgId && !gone.has(personId))
        items.push({ personId, name: person.name, relation: relationOf(relations.get(personId)), orgId })
    }
    return { items }
  })
}

function relationOf(kept: string | undefined): Relation | null {
  return kept !== undefined && kept in RELATIONS ? (kept as Relation) : null
}
