import type { answerPrivacyRequest, DeskRequest, listPrivacyRequests } from '@yimi/contract/my-data.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { answersOf } from './own-data.ts'
import { findRequest, type PrivacyRequestRow, requestsPage } from './privacy-request-queries.ts'
import { privacyRequestRules } from './privacy-request-rules.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listPrivacyRequests>,
): Promise<RouteAnswer<typeof listPrivacyRequests>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await requestsPage(context.tx, { ...query, state: query.state, orgIds })
  return { items: await deskAnswers(context, page.rows), total: page.total }
}

export async function answer(
  context: RequestContext,
  { params, body }: OperationInput<typeof answerPrivacyRequest>,
): Promise<DeskRequest> {
  const row = await findRequest(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const { words } = body
  await move(context, privacyRequestRules, {
    recordId: row.id,
    orgId: row.org_id,
    move: body.move,
    needs: { words },
    detail: { words },
  })
  const after = await findRequest(context.tx, row.id)
  const [answered] = after ? await deskAnswers(context, [after]) : []
  if (!answered) throw new ProgramFault('a request that was just answered is not there')
  return answered
}

async function deskAnswers(context: RequestContext, rows: readonly PrivacyRequestRow[]): Promise<DeskRequest[]> {
  const { tx, keyring, actor, today } = context
  const orgs = [...new Set(rows.map((row) => row.org_id))]
  const ids = rows.map((row) => row.person_id)
  // Whoever answers such requests sees who asks, also where the register of residents is closed to him.
  const people = await withMoreOrgs(tx, orgs, () => readPeople(tx, keyring, ids), { people: true })
  const names = await orgNames(tx, orgs, today)
  const answers = await answersOf(context, rows)
  return rows.flatMap((row, index) => {
    const request = answers[index]
    const person = people.get(row.person_id)
    if (!request) return []
    return [
      {
        ...request,
        orgName: names.get(row.org_id) ?? '',
        personId: row.person_id,
        name: person?.name ?? '',
        contactMasked: person?.contactMasked ?? '',
        availableMoves: availableMoves(privacyRequestRules, row, actor),
      },
    ]
  })
}
