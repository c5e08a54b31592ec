import { askAtDoor, endDoorCard, issueDoorCard, listDoorCards, lookAtDoor } from '@yimi/contract/door.ts'
import { createTeam } from '@yimi/contract/team.ts'
import { listVolunteers, moveVolunteer } from '@yimi/contract/volunteer.ts'
import { afterAll, expect, test } from 'vitest'
import { createPerson } from '#modules/people/people.ts'
import { admitMany, registerVolunteers } from '#modules/teams/teams.ts'
import type { Actor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { asSuperuser, createTestInstallation } from '../../testing/test-installation.ts'
import { comparableWord, newCardNumber, newCardWord } from './card-words.ts'

const installation = await createTestInstallation({ rateLimitFactor: 100 })
const { orgs, services, anonymous } = installation
const head = await installation.as('station-head', 'station')
afterAll(() => installation.close())

const staff = (role: 'station-head' | 'institute-officer'): Actor => ({
  kind: 'account',
  accountId: head.accountId,
  name: '',
  roles: [{ role, orgId: orgs.institute, area: new Set([orgs.institute, orgs.station]) }],
  orgs: [orgs.station, orgs.institute],
  above: [],
  secondFactor: 'shown',
})

/** A volunteer of the station in a team of the institute above it. */
async function volunteer(name: string): Promise<string> {
  const officer = await installation.as('institute-officer', 'institute')
  const team = await officer.get(createTeam, {
    body: { orgId: orgs.institute, kind: 'environment', name: `${name}队`, purpose: '' },
  })
  return inScope(services.database, { role: 'yimi_app', orgs: [orgs.station, orgs.institute] }, async (tx) => {
    const context = { tx, keyring: services.keyring, now: services.clock.now(), actor: staff('institute-officer') }
    const personId = await createPerson(context, { orgId: orgs.station, name, contact: '13800001111' })
    const [made] = await registerVolunteers(context, orgs.station, [{ personId, name, contact: '' }])
    await admitMany(context, { id: team.id, orgId: orgs.institute }, [
      { volunteerId: made?.volunteerId ?? '', personId, orgId: orgs.station },
    ])
    return personId
  })
}

function issue(personId: string) {
  return head.get(issueDoorCard, { body: { orgId: orgs.station, personId } })
}
function ask(word: string) {
  return anonymous.get(askAtDoor, { body: { word } })
}

test('number or word in, however it is said; name, unit and team out, and nothing else of the volunteer', async () => {
  const card = await issue(await volunteer('何欣'))
  expect(card.number).toMatch(/^\d{4}-\d{4}$/)
  expect(card.word).toMatch(/^\p{Script=Han}{2} \p{Script=Han}{2} \d{2}$/u)
  for (const said of [
    card.number,
    card.number.replace('-', ''),
    card.number.replace('-', ' '),
    card.word,
    card.word.replaceAll(' ', '，'),
  ]) {
    const answer = await ask(said)
    expect(answer, said).toEqual({
      known: true,
      name: '何欣',
      unit: 'station',
      teams: ['何欣队'],
      picture: null,
      visitToday: false,
      telephone: null,
    })
  }
})

test('an unknown word is answered kindly, the same for all of them; guessing is stopped', async () => {
  await installation.admin.pool.query(`update installation set telephone = '010-6600-0000'`)
  const card = await issue(await volunteer('王小明'))
  for (const said of ['青松 石桥 09', '0000-0000', '%', "' or 1=1 --", card.word.slice(0, 5), '何欣', '王小明'])
    expect(await ask(said), said).toEqual({ known: false, telephone: '010-6600-0000' })
  for (let tries = 0; tries < 30; tries += 1) await anonymous.call(askAtDoor, { body: { word: `猜猜 ${tries}` } })
  expect((await anonymous.call(askAtDoor, { body: { word: card.word } })).statusCode).toBe(429)
})

test('a card that was replaced or ended, or whose holder has died, is unknown', async () => {
  installation.setNow(new Date(Date.now() + 2 * 3_600_000))
  const personId = await volunteer('阿依古丽')
  const first = await issue(personId)
  const second = await issue(personId)
  expect((await ask(first.word)).known).toBe(false)
  expect((await ask(second.word)).known).toBe(true)
  await head.get(endDoorCard, { params: { id: second.id } })
  expect((await ask(second.number)).known).toBe(false)
  const third = await issue(personId)
  await asSuperuser(installation.admin, (query) =>
    query(`update people set status = 'died' where id = $1`, [personId]).then(() => undefined),
  )
  expect((await ask(third.word)).known).toBe(false)
})

test('the card of a volunteer who pauses or has left opens nothing, at the door and at the desk; back again it does', async () => {
  const card = await issue(await volunteer('桂香'))
  const volunteers = (await head.get(listVolunteers, { query: { search: '桂香' } })).items
  const params = { id: volunteers[0]?.id ?? '' }
  const act = (move: 'pause' | 'resume' | 'leave' | 'return') => head.get(moveVolunteer, { params, body: { move } })
  const seen = async () => [
    (await ask(card.number)).known,
    (await head.get(lookAtDoor, { body: { word: card.word } })).items.length,
    (await head.get(lookAtDoor, { body: { word: '桂香' } })).items.length,
  ]
  expect(await seen()).toEqual([true, 1, 1])
  await act('pause')
  expect(await seen()).toEqual([false, 0, 0])
  await act('resume')
  expect(await seen()).toEqual([true, 1, 1])
  await act('leave')
  expect(await seen()).toEqual([false, 0, 0])
  await act('return')
  expect(await seen()).toEqual([true, 1, 1])
})

test('the desk finds by number, word and name inside its area; another station does not', async () => {
  const card = await issue(await volunteer('古丽娜尔'))
  const operator = await installation.as('duty-officer', 'station')
  const other = await installation.as('duty-officer', 'sibling')
  for (const word of [card.number, card.word, '娜尔']) {
    expect((await operator.get(lookAtDoor, { body: { word } })).items, word).toMatchObject([{ id: card.id }])
    expect((await other.get(lookAtDoor, { body: { word } })).items, word).toEqual([])
  }
  expect((await operator.get(listDoorCards, {})).items.map((one) => one.id)).toContain(card.id)
  const { rows } = await installation.admin.pool.query('select c::text as text from door_cards c where id = $1', [
    card.id,
  ])
  expect(rows[0].text).not.toContain(Buffer.from(card.word.slice(0, 2)).toString('hex'))
})

test('words are enough for a city, and nobody takes one for another', () => {
  const words = new Set(Array.from({ length: 2_000 }, newCardWord))
  expect(words.size).toBeGreaterThan(1_990)
  expect(new Set(Array.from({ length: 2_000 }, newCardNumber)).size).toBeGreaterThan(1_998)
  expect(comparableWord('青松·石桥，４７')).toBe('青松石桥47')
})
