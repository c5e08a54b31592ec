import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { aliasIds } from './consent-queries.ts'
import { tiesTo } from './tie-queries.ts'

type Reading = Pick<FlowContext, 'tx' | 'now'>

/** People who named this one as their proxy, or whose guardian he is, today; as far as the transaction sees people. */
export async function peopleActedFor(
  context: Reading,
  personId: string,
): Promise<{ personId: string; relation: string }[]> {
  const today = dayOf(context.now)
  return (await tiesTo(context.tx, personId))
    .filter((tie) => tie.kind !== 'emergency' && tie.valid_from <= today && (tie.valid_until ?? today) >= today)
    .map((tie) => ({ personId: tie.person_id, relation: tie.relation }))
}

/** In what relation the one may act for the other; undefined: he may not. */
export async function mayActFor(context: Reading, actingId: string, personId: string): Promise<string | undefined> {
  const aliases = await aliasIds(context.tx, personId)
  return (await peopleActedFor(context, actingId)).find((one) => aliases.includes(one.personId))?.relation
}
