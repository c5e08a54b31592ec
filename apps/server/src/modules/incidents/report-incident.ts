import type { reportIncident } from '@yimi/contract/incident.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { findUnit, orgAbove, topUnit } from '#modules/organisations/organisations.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { begin } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertIncident, nextNumber } from './incident-queries.ts'
import { contactContext, incidentRules, namedPerson, TAKE_HOURS, wordsContext } from './incident-rules.ts'

/** Anybody reports, with or without an account. It goes to the unit above the one concerned, which itself does not see it. */
export async function report(
  context: RequestContext,
  telephoneOf: (context: RequestContext) => Promise<string | null>,
  given: RouteBody<typeof reportIncident>,
): Promise<RouteAnswer<typeof reportIncident>> {
  const { tx, keyring, now, today } = context
  const telephone = await telephoneOf(context)
  const handler = await handlerOf(context, given.aboutOrgId)
  await takeScope(tx, { role: 'yimi_app', orgs: [handler] })
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'record', id }, now)
  if (!key) throw new ProgramFault('a new record has no key')
  const number = await nextNumber(tx, today.slice(0, 4))
  const dueAt = new Date(now.getTime() + TAKE_HOURS * 3_600_000)
  await insertIncident(tx, {
    id,
    org_id: handler,
    about_org_id: given.aboutOrgId,
    number,
    kind: given.kind,
    words_enc: key.seal(given.words, wordsContext(id)),
    contact_enc: given.contact === '' ? null : key.seal(given.contact, contactContext(id)),
    key_id: key.id,
    answerable_id: (await namedPerson(tx, { org_id: handler }, today)) ?? null,
    reported_at: now,
    due_at: dueAt,
  })
  // Who reports is not kept, signed in or not, unless he leaves a contact.
  await begin({ tx, keyring, now, actor: linkHolder(handler) }, incidentRules, { recordId: id, orgId: handler })
  return { number, dueAt: dueAt.toISOString(), telephone }
}

async function handlerOf(context: RequestContext, aboutOrgId: string | null): Promise<string> {
  const { tx, today } = context
  const about = aboutOrgId ? await findUnit(tx, aboutOrgId, today) : undefined
  if (aboutOrgId && !about)
    throw new Refusal('bad-request', { faults: [{ path: ['aboutOrgId'], message: '请从列表中选择单位' }] })
  const handler = (about && (await orgAbove(tx, about.id, today))) ?? (await topUnit(tx, today))
  if (!handler) throw new Refusal('not-ready', { logText: 'no organisation yet' })
  return handler
}
