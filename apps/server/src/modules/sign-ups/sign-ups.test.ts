import { createTeam } from '@yimi/contract/team.ts'
import { answerSignUp, listOpenTeams, listSignUps, signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { afterAll, expect, test } from 'vitest'
import { linkHolder, systemActor } from '#platform/access/actor.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation } from '../../testing/test-installation.ts'
import { insertSignUp, nextNumber } from './sign-up-queries.ts'
import { signUpRules } from './sign-up-rules.ts'

const installation = await createTestInstallation()
const { orgs, anonymous, services } = installation
const head = await installation.as('station-head', 'station')
afterAll(() => installation.close())

test('somebody signs up, is called back, and stands on the list with his wish for a team handed on', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const team = await officer.get(createTeam, {
    body: { orgId: orgs.institute, kind: 'environment', name: '绿手帕队', purpose: '扫楼道' },
  })
  expect((await anonymous.get(listOpenTeams, { query: { orgId: orgs.station } })).items).toEqual([
    { id: team.id, name: '绿手帕队', kindLabel: '环境服务队', purpose: '扫楼道' },
  ])
  expect((await anonymous.get(listOpenTeams, { query: { orgId: orgs.otherStation } })).items).toEqual([])
  const body = {
    orgId: orgs.station,
    teamId: team.id,
    name: '何欣',
    phone: '138-0000-5678',
    wishes: '会理发',
    availability: ['6-morning', '7-morning'],
  }
  const { number, unit } = await anonymous.get(signUpAsVolunteer, { body })
  expect(number).toMatch(/^Z\d{4}-\d{6}$/)
  expect(unit).toBe('station')
  const { rows } = await installation.admin.pool.query('select s::text as text from volunteer_sign_ups s')
  expect(rows[0].text).not.toContain('13800005678')
  const [waiting] = (await head.get(listSignUps, {})).items
  expect(waiting).toMatchObject({ number, name: '何欣', phone: '13800005678', availableMoves: ['accept', 'decline'] })
  const accepted = await head.get(answerSignUp, { params: { id: waiting?.id ?? '' }, body: { move: 'accept' } })
  expect(accepted).toMatchObject({ state: 'accepted', volunteerNumber: expect.stringMatching(/^V\d{6}$/) })
  const { rows: asked } = await installation.admin.pool.query('select state, team_id from memberships')
  expect(asked).toEqual([{ state: 'applied', team_id: team.id }])
})

test('ninety days after the answer name and telephone are gone, of those who wait they are not', async () => {
  const body = { orgId: orgs.station, name: '何欣', phone: '13800005678' }
  const { number } = await anonymous.get(signUpAsVolunteer, { body })
  const waiting = await anonymous.get(signUpAsVolunteer, { body: { ...body, name: '水静' } })
  const seen = async (wanted: string) => (await head.get(listSignUps, {})).items.find((one) => one.number === wanted)
  const params = { id: (await seen(number))?.id ?? '' }
  await head.get(answerSignUp, { params, body: { move: 'decline', reason: '住得太远' } })
  const after = async (days: number) => {
    installation.setNow(new Date(Date.now() + days * 86_400_000))
    await services.jobs.hourly.get('sign-ups')?.()
    installation.setNow(undefined)
  }
  await after(89)
  expect(await seen(number)).toMatchObject({ name: '何欣' })
  await after(91)
  expect(await seen(number)).toMatchObject({ state: 'declined', name: '', phone: '' })
  expect(await seen(waiting.number)).toMatchObject({ state: 'received', name: '水静' })
})

test('under age a guardian is named, and the days are entered when he has agreed', async () => {
  const body = { orgId: orgs.station, name: '小雨', phone: '13800005678', minor: true }
  expect((await anonymous.call(signUpAsVolunteer, { body })).json().faults).toMatchObject([{ path: ['guardian'] }])
  const { number } = await anonymous.get(signUpAsVolunteer, { body: { ...body, guardian: '何欣（母亲）' } })
  const id = (await head.get(listSignUps, {})).items.find((one) => one.number === number)?.id ?? ''
  expect((await head.call(answerSignUp, { params: { id }, body: { move: 'accept' } })).statusCode).toBe(400)
  const days = { adultOn: '2030-05-01', guardianConsentOn: '2026-11-20' }
  expect(await head.get(answerSignUp, { params: { id }, body: { move: 'accept', ...days } })).toMatchObject({
    state: 'accepted',
  })
})

test('a team of elsewhere and a unit that is none are refused', async () => {
  const body = { orgId: orgs.station, name: '何欣', phone: '13800005678' }
  expect((await anonymous.call(signUpAsVolunteer, { body: { ...body, teamId: newId() } })).statusCode).toBe(400)
  expect((await anonymous.call(signUpAsVolunteer, { body: { ...body, orgId: newId() } })).statusCode).toBe(400)
  expect((await anonymous.call(signUpAsVolunteer, { body: { ...body, phone: '12345' } })).statusCode).toBe(400)
})

test('no sequence of moves leads a wish out of its declared states', async () => {
  const held = { role: 'station-head' as const, orgId: orgs.station, area: new Set([orgs.station]) }
  const staff = { ...systemActor([orgs.station]), kind: 'account' as const, accountId: head.accountId, roles: [held] }
  await playRandomMoves(installation, signUpRules, {
    make: () =>
      inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, async (tx) => {
        const [id, now] = [newId(), services.clock.now()]
        const key = await dataKeyFor(tx, services.keyring, { kind: 'record', id }, now)
        await insertSignUp(tx, {
          id,
          org_id: orgs.station,
          number: await nextNumber(tx, '2026'),
          words_enc: null,
          key_id: key?.id ?? '',
          availability: [],
          team_id: null,
          minor: false,
          signed_up_at: now,
        })
        const holder = { tx, keyring: services.keyring, now, actor: linkHolder(orgs.station) }
        await begin(holder, signUpRules, { recordId: id, orgId: orgs.station })
        return id
      }),
    needs: { reason: '住得太远' },
    actorFor: () => staff,
  })
})
