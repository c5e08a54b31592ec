import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import {
  answerSignUp,
  listOpenTeams,
  listSignUps,
  type SignUp,
  signUpAsVolunteer,
} from '@yimi/contract/volunteer-sign-up.ts'
import { findUnit, orgNames } from '#modules/organisations/organisations.ts'
import { askForTeam, registerVolunteers, volunteerNumber } from '#modules/teams/teams.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { letWordsGo } from './let-words-go.ts'
import {
  findSignUp,
  insertSignUp,
  nextNumber,
  openTeams,
  type SignUpRow,
  setVolunteer,
  signUpsPage,
} from './sign-up-queries.ts'
import { signUpRules, wordsContext, wordsOf } from './sign-up-rules.ts'

export { signUpAddresses } from './sign-up-rules.ts'
export { signUpsToday } from './sign-ups-today.ts'

/** Wishes to volunteer, from the portal: called back by the station, then put on the list. */
export function signUpOperations(
  services: Services,
  telephoneOf: (context: RequestContext) => Promise<string | null>,
): Operation[] {
  services.jobs.hourly.set('sign-ups', () => letWordsGo(services))
  return [
    implement(listOpenTeams, async ({ tx, today }, { query }) => ({ items: await openTeams(tx, query.orgId, today) })),
    implement(signUpAsVolunteer, (context, { body }) => signUp(context, telephoneOf, body)),
    implement(listSignUps, (context, { query }) => list(context, query)),
    implement(answerSignUp, answer),
  ]
}

async function signUp(
  context: RequestContext,
  telephoneOf: (context: RequestContext) => Promise<string | null>,
  given: RouteBody<typeof signUpAsVolunteer>,
): Promise<RouteAnswer<typeof signUpAsVolunteer>> {
  const { tx, keyring, now, today } = context
  const telephone = await telephoneOf(context)
  const unit = await findUnit(tx, given.orgId, today)
  if (!unit) throw new Refusal('bad-request', { faults: [{ path: ['orgId'], message: '请从列表中选择实践站' }] })
  const teams = given.teamId ? await openTeams(tx, unit.id, today) : []
  if (given.teamId && !teams.some((team) => team.id === given.teamId))
    throw new Refusal('bad-request', { faults: [{ path: ['teamId'], message: '请从列表中选择队伍' }] })
  await takeScope(tx, { role: 'yimi_app', orgs: [unit.id] })
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'record', id }, now)
  if (!key) throw new ProgramFault('a new record has no key')
  const { name, phone, wishes, guardian, guardianPhone } = given
  const number = await nextNumber(tx, today.slice(0, 4))
  await insertSignUp(tx, {
    id,
    org_id: unit.id,
    number,
    words_enc: key.seal(JSON.stringify({ name, phone, wishes, guardian, guardianPhone }), wordsContext(id)),
    key_id: key.id,
    availability: given.availability,
    team_id: given.teamId,
    minor: given.minor,
    signed_up_at: now,
  })
  await begin({ tx, keyring, now, actor: linkHolder(unit.id) }, signUpRules, { recordId: id, orgId: unit.id })
  return { number, unit: unit.name, telephone }
}

async function list(
  context: RequestContext,
  query: RouteQuery<typeof listSignUps>,
): Promise<RouteAnswer<typeof listSignUps>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await signUpsPage(context.tx, { ...query, state: query.state, orgIds })
  return { items: await answersOf(context, page.rows), total: page.total }
}

async function answer(context: RequestContext, { params, body }: OperationInput<typeof answerSignUp>): Promise<SignUp> {
  const row = await findSignUp(context.tx, params.id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  if (body.move === 'decline') {
    const { reason } = body
    await move(context, signUpRules, {
      recordId: row.id,
      orgId: row.org_id,
      move: 'decline',
      needs: { reason },
      detail: { reason },
    })
  } else {
    await move(context, signUpRules, { recordId: row.id, orgId: row.org_id, move: 'accept' })
    await putOnList(context, row, body)
  }
  const after = await findSignUp(context.tx, row.id)
  const [answered] = after ? await answersOf(context, [after]) : []
  if (!answered) throw new ProgramFault('a sign-up that was just answered is not there')
  return answered
}

/** Person and volunteer are made, and the wish for a team becomes an application to it. */
async function putOnList(
  context: RequestContext,
  row: SignUpRow,
  body: OperationInput<typeof answerSignUp>['body'],
): Promise<void> {
  const words = (await wordsOf(context.tx, context.keyring, [row])).get(row.id)
  if (row.minor && (!body.adultOn || !body.guardianConsentOn))
    throw new Refusal('bad-request', {
      faults: [{ path: ['adultOn'], message: '未成年人要填写年满十八岁的日期和监护人同意的日期' }],
    })
  const [made] = await registerVolunteers(context, row.org_id, [
    {
      name: words?.name ?? '',
      contact: words?.phone ?? '',
      availability: row.availability,
      ...(row.minor
        ? {
            adultOn: body.adultOn,
            guardian: `${words?.guardian ?? ''} ${words?.guardianPhone ?? ''}`.trim(),
            guardianConsentOn: body.guardianConsentOn,
          }
        : {}),
    },
  ])
  if (!made) throw new ProgramFault('nobody was registered')
  await setVolunteer(context.tx, row.id, made.volunteerId)
  if (row.team_id) await askForTeam(context, { ...made, orgId: row.org_id }, row.team_id)
}

async function answersOf(context: RequestContext, rows: readonly SignUpRow[]): Promise<SignUp[]> {
  const { tx, keyring, actor, today } = context
  const words = await wordsOf(tx, keyring, rows)
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const answers: SignUp[] = []
  for (const row of rows) {
    const said = words.get(row.id)
    answers.push({
      id: row.id,
      orgId: row.org_id,
      orgName: names.get(row.org_id) ?? '',
      number: row.number,
      state: row.state,
      name: said?.name ?? '',
      phone: said?.phone ?? '',
      wishes: said?.wishes ?? '',
      minor: row.minor,
      guardian: said?.guardian ?? '',
      guardianPhone: said?.guardianPhone ?? '',
      availability: row.availability,
      teamId: row.team_id,
      signedUpAt: row.signed_up_at.toISOString(),
      volunteerNumber: row.volunteer_id ? ((await volunteerNumber(context, row.volunteer_id)) ?? '') : '',
      availableMoves: availableMoves(signUpRules, row, actor),
    })
  }
  return answers
}
