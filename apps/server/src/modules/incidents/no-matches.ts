import type { addNoMatch, endNoMatch, listNoMatches } from '@yimi/contract/incident.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { dataKeyFor, dataKeysById } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { endNoMatchRow, findNoMatch, insertNoMatch, noMatchesPage } from './no-match-queries.ts'

export async function listApart(
  context: RequestContext,
  query: RouteQuery<typeof listNoMatches>,
): Promise<RouteAnswer<typeof listNoMatches>> {
  const { tx, keyring, today } = context
  const page = await noMatchesPage(tx, { ...query, orgIds: [...(context.scope?.orgs ?? [])] })
  const people = await readPeople(
    tx,
    keyring,
    page.rows.flatMap((row) => [row.first_id, row.second_id]),
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    page.rows.map((row) => row.key_id),
  )
  const makers = await accountNames(
    tx,
    page.rows.flatMap((row) => row.made_by ?? []),
  )
  const names = await orgNames(
    tx,
    page.rows.map((row) => row.org_id),
    today,
  )
  return {
    total: page.total,
    items: page.rows.map((row) => ({
      id: row.id,
      orgName: names.get(row.org_id) ?? '',
      firstName: people.get(row.first_id)?.name ?? '',
      secondName: people.get(row.second_id)?.name ?? '',
      madeBy: makers.get(row.made_by ?? '') ?? '',
      madeAt: row.made_at.toISOString(),
      reason: keys.get(row.key_id)?.open(row.reason_enc, reasonContext(row.id)) ?? '',
    })),
  }
}

export async function keepApart(
  context: RequestContext,
  { body }: OperationInput<typeof addNoMatch>,
): Promise<RouteAnswer<typeof addNoMatch>> {
  context.mayOn({ orgId: body.orgId })
  const { tx, keyring, now, actor } = context
  const found = await readPeople(tx, keyring, [body.firstId, body.secondId])
  if (found.size < 2) throw new Refusal('not-found')
  const [first = '', second = ''] = [body.firstId, body.secondId].sort()
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'record', id }, now)
  if (!key) throw new ProgramFault('a new record has no key')
  const made = await insertNoMatch(tx, {
    id,
    org_id: body.orgId,
    first_id: first,
    second_id: second,
    reason_enc: key.seal(body.reason, reasonContext(id)),
    key_id: key.id,
    made_by: actor.accountId ?? null,
    made_at: now,
  })
  if (!made) throw new Refusal('name-taken', { detail: '这两个人已经设为不匹配。' })
  await recordAct(context, {
    kind: 'no-match',
    recordId: id,
    orgId: body.orgId,
    act: 'create',
    refs: { people: [first, second] },
  })
  return { id }
}

export async function endApart(
  context: RequestContext,
  { params, body }: OperationInput<typeof endNoMatch>,
): Promise<RouteAnswer<typeof endNoMatch>> {
  const row = await findNoMatch(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  if (row.ended_at) throw new Refusal('move-not-allowed')
  await endNoMatchRow(context.tx, row.id, context.now)
  await recordAct(context, {
    kind: 'no-match',
    recordId: row.id,
    orgId: row.org_id,
    act: 'end',
    detail: { reason: body.reason },
  })
  return { id: row.id }
}

function reasonContext(id: string): string {
  return `no-match ${id} reason`
}
