import { applyForBroadcast } from '@yimi/contract/broadcast.ts'
import {
  answerConsent,
  changeGuest,
  createGuest,
  eraseGuest,
  listBroadcastGuests,
  listGuests,
  makeConsentLink,
  readConsent,
  recordConsent,
  revealContact,
} from '@yimi/contract/guest.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestStudio, makeGuest, type TestStudio } from './studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterAll(() => studio.close())

test.each(['𠮷永·阿卜杜拉', '㛃娜', '欧阳·㛃𠮷'])(
  'the name %s goes round and is found by a part of it',
  async (name) => {
    const guest = await makeGuest(studio.producer, studio.installation.orgs.institute, name)
    expect(guest).toMatchObject({ name, contactMasked: '138****1234', erased: false })
    const part = [...name][0] ?? ''
    const found = await studio.producer.get(listGuests, { query: { search: part } })
    expect(found.items.map((item) => item.name)).toContain(name)
  },
)

test('a guest is found by the exact contact, and by no part of it', async () => {
  const { orgs } = studio.installation
  const body = { orgId: orgs.institute, name: '王小明', trade: '律师', topics: ['法律'], contact: '+86 139-2222-3333' }
  const guest = await studio.producer.get(createGuest, { body })
  const search = async (words: string) => {
    const { items } = await studio.producer.get(listGuests, { query: { search: words } })
    return items.map((item) => item.id)
  }
  expect(await search('13922223333')).toEqual([guest.id])
  expect(await search('22223333')).toEqual([])
  expect(await search('律师')).toEqual([guest.id])
})

test('a contact is masked, shown with a reason to whoever may, and stays when it is not given anew', async () => {
  const { orgs } = studio.installation
  const guest = await makeGuest(studio.producer, orgs.institute, '王小明')
  const params = { id: guest.id }
  const words = { name: '王晓明', trade: '医生', topics: [] }
  expect(await studio.producer.get(changeGuest, { params, body: words })).toMatchObject({
    ...words,
    contactMasked: '138****1234',
  })
  const reason = { reason: '通知彩排' }
  expect(await studio.producer.get(revealContact, { params, body: reason })).toEqual({ contact: '13800001234' })
  expect((await studio.director.call(revealContact, { params, body: reason })).statusCode).toBe(403)
  const stranger = await studio.installation.as('producer', 'otherInstitute')
  expect((await stranger.call(revealContact, { params, body: reason })).statusCode).toBe(404)
  expect((await stranger.get(listGuests, { query: {} })).items).toEqual([])
})

test('an erased guest has no name left, and every chain still checks', async () => {
  const { orgs, services } = studio.installation
  const guest = await makeGuest(studio.producer, orgs.institute, '要删除的人')
  const officer = await studio.installation.as('institute-officer', 'institute')
  const params = { id: guest.id }
  const erased = await officer.get(eraseGuest, { params, body: { reason: '本人要求' } })
  expect(erased).toMatchObject({ name: '（已删除）', trade: '', topics: [], contactMasked: '', erased: true })
  expect((await studio.producer.call(revealContact, { params, body: { reason: '看' } })).statusCode).toBe(404)
  const scope = { role: 'yimi_app' as const, orgs: Object.values(orgs) }
  expect((await inScope(services.database, scope, verifyChains)).faults).toEqual([])
})

test('the holder of a link reads what is asked and answers it; a newer link ends the older', async () => {
  const { id } = await studio.applied()
  const { anonymous } = studio.installation
  const [, guest] = (await studio.producer.get(listBroadcastGuests, { params: { id } })).items
  const params = { id: guest?.consentId ?? '' }
  const secretOf = (link: string) => link.replace('/#/consent/', '')
  const first = secretOf((await studio.producer.get(makeConsentLink, { params })).link)
  expect(await anonymous.get(readConsent, { body: { secret: first } })).toMatchObject({
    name: '𠮷永·阿里',
    title: '把政策讲给邻居听',
    state: 'asked',
  })
  const second = secretOf((await studio.producer.get(makeConsentLink, { params })).link)
  expect((await anonymous.call(readConsent, { body: { secret: first } })).json()).toMatchObject({
    code: 'link-expired',
  })
  expect(await anonymous.get(answerConsent, { body: { secret: second, move: 'consent' } })).toEqual({
    state: 'consented',
  })
  expect((await anonymous.call(answerConsent, { body: { secret: second, move: 'decline' } })).json()).toMatchObject({
    code: 'move-not-allowed',
  })
  const wrong = { secret: 'x'.repeat(43), move: 'consent' as const }
  expect((await anonymous.call(answerConsent, { body: wrong })).json()).toMatchObject({ code: 'link-expired' })
})

test('a link runs out after thirty days, and when the guest is taken out', async () => {
  const { id } = await studio.applied()
  const { anonymous } = studio.installation
  const [, guest] = (await studio.producer.get(listBroadcastGuests, { params: { id } })).items
  const { link } = await studio.producer.get(makeConsentLink, { params: { id: guest?.consentId ?? '' } })
  const body = { secret: link.replace('/#/consent/', '') }
  studio.installation.setNow(new Date(Date.now() + 31 * 86_400_000))
  expect((await anonymous.call(readConsent, { body })).statusCode).toBe(410)
  studio.installation.setNow(undefined)
  expect((await anonymous.call(readConsent, { body })).statusCode).toBe(200)
  await studio.save(await studio.read(id), { guests: [] })
  expect((await anonymous.call(readConsent, { body })).statusCode).toBe(410)
})

test('an answer on paper is entered by a producer of the area, a declined guest may be asked again', async () => {
  const { id } = await studio.draft()
  await studio.producer.get(applyForBroadcast, { params: { id } })
  const [host] = (await studio.producer.get(listBroadcastGuests, { params: { id } })).items
  const answer = (move: 'consent' | 'decline' | 'withdraw' | 'ask') =>
    studio.producer.get(recordConsent, { params: { id: host?.consentId ?? '' }, body: { move, how: '纸质' } })
  expect(await answer('decline')).toMatchObject({ consent: 'declined', availableMoves: ['consent', 'ask'] })
  expect(await answer('ask')).toMatchObject({ consent: 'asked', decidedAt: null })
  expect(await answer('consent')).toMatchObject({ consent: 'consented', part: 'host' })
})
