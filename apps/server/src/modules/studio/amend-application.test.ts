import { type Application, type Broadcast, getBroadcast, saveApplication } from '@yimi/contract/broadcast.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { answerConsent, listBroadcastGuests, makeConsentLink } from '@yimi/contract/guest.ts'
import { bookVenue } from '@yimi/contract/venue.ts'
import { APPLICATION_FIELDS, type ApplicationField, GATES, type Gate } from '@yimi/contract/work-rules.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/new-id.ts'
import { DEFAULT_WORK_RULES } from './default-work-rules.ts'
import { createTestStudio, makeGuest, makeVenue, type TestStudio } from './studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterAll(() => studio.close())

function openGates(broadcast: Broadcast): Gate[] {
  return GATES.filter((gate) => broadcast.gates[gate] !== 'passed')
}

/** Each gate by the reviewer who passed it the first time, so that nobody exceeds the limit. */
async function passAgain(broadcast: Broadcast): Promise<Broadcast> {
  await studio.consentAll(broadcast.id)
  for (const gate of openGates(broadcast)) {
    const reviewer = studio.reviewers[Math.floor(GATES.indexOf(gate) / 2)] ?? studio.reviewers[0]
    const answer = await studio.pass(broadcast.id, gate, reviewer)
    expect(answer.statusCode, answer.body).toBe(200)
  }
  return studio.read(broadcast.id)
}

/** For every field a value that differs from what the application holds. */
async function otherValues(): Promise<{ [Field in ApplicationField]: Application[Field] }> {
  const { orgs } = studio.installation
  const officer = await studio.installation.as('institute-officer', 'institute')
  const channel = await officer.get(createChannel, {
    body: { orgId: orgs.institute, name: '公众号', server: 'rtmp://other.example.com/live', key: 'key-9876543210' },
  })
  const later = studio.application()
  return {
    title: '换一个主题',
    purposes: ['grow-corps'],
    summary: '换一个内容。',
    occasion: 'lantern-festival',
    series: '邻里课堂',
    episode: 7,
    forms: ['remote'],
    startsAt: new Date(Date.parse(later.startsAt ?? '') - 60_000).toISOString(),
    endsAt: later.endsAt ?? null,
    venueId: await makeVenue(officer, orgs.institute, '二号厅'),
    seats: 30,
    hostId: studio.guestIds[2],
    guests: [(await makeGuest(studio.producer, orgs.institute, '接替的嘉宾')).id],
    partners: ['社区卫生站'],
    rundown: [{ title: '只有一段', seconds: 600, who: '' }],
    riskPlan: '换一个预案。',
    channelIds: [channel.id],
  }
}

test('walked field by field: a change after all five passes opens exactly the gates of the work rules, and no other', async () => {
  let broadcast = await studio.cleared()
  const values = await otherValues()
  // The end first: it moves out of the way of the new start.
  const order: ApplicationField[] = ['endsAt', ...APPLICATION_FIELDS.filter((field) => field !== 'endsAt')]
  for (const field of order) {
    const changed = await studio.save(broadcast, { [field]: values[field] })
    expect({ field, open: openGates(changed) }).toEqual({ field, open: DEFAULT_WORK_RULES.fields[field].gates })
    expect(changed.state).toBe('in-review')
    for (const gate of openGates(changed))
      expect(changed.gateCards.find((card) => card.gate === gate)).toMatchObject({
        state: 'open',
        reopenedBy: [field],
        judgedBy: null,
        checked: [],
      })
    broadcast = await passAgain(changed)
    expect({ field, state: broadcast.state }).toEqual({ field, state: 'cleared' })
  }
  expect(broadcast.application).toEqual(values)
}, 60_000)

test('a value sent as it was is no change: no gate opens and no revision is counted', async () => {
  const broadcast = await studio.cleared()
  const { title, startsAt, guests, rundown } = broadcast.application
  const inShanghai = `${new Date(Date.parse(startsAt ?? '') + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`
  const same = await studio.save(broadcast, { title: ` ${title} `, startsAt: inShanghai, guests, rundown })
  expect(same).toMatchObject({ state: 'cleared', revision: broadcast.revision })
})

test('a replaced guest opens the guest gate, is asked anew, and the one who left is free', async () => {
  const broadcast = await studio.cleared()
  const [, left, came] = studio.guestIds
  const changed = await studio.save(broadcast, { guests: [came] })
  expect(openGates(changed)).toEqual(['guest'])
  const { items } = await studio.producer.get(listBroadcastGuests, { params: { id: broadcast.id } })
  expect(items.map((item) => [item.guestId, item.consent])).toEqual([
    [studio.guestIds[0], 'consented'],
    [came, 'asked'],
  ])
  expect((await studio.pass(broadcast.id, 'guest', studio.reviewers[1])).json()).toMatchObject({
    code: 'guest-not-consented',
  })
  const { startsAt, endsAt } = broadcast.application
  await studio.applied({ startsAt, endsAt, venueId: await otherVenue(), hostId: left, guests: [] })
})

test('whoever passed a gate and then takes part loses that pass', async () => {
  const broadcast = await studio.cleared()
  const { installation, producer } = studio
  const guest = await makeGuest(producer, installation.orgs.institute, '兼职嘉宾', studio.reviewers[0].accountId)
  const changed = await studio.save(broadcast, { guests: [guest.id] })
  expect(openGates(changed)).toEqual(['topic', 'content', 'guest'])
})

test('a consent taken back opens the guest gate of a cleared broadcast', async () => {
  const broadcast = await studio.cleared()
  const { items } = await studio.producer.get(listBroadcastGuests, { params: { id: broadcast.id } })
  const { link } = await studio.producer.get(makeConsentLink, { params: { id: items[1]?.consentId ?? '' } })
  const secret = link.replace('/#/consent/', '')
  const answer = await studio.installation.anonymous.get(answerConsent, { body: { secret, move: 'withdraw' } })
  expect(answer).toEqual({ state: 'withdrawn' })
  const after = await studio.read(broadcast.id)
  expect(after.state).toBe('in-review')
  expect(openGates(after)).toEqual(['guest'])
})

test('of two who save the same revision at once one is told, and nothing is lost', async () => {
  const draft = await studio.draft()
  const save = (changes: Partial<Application>) =>
    studio.producer.call(saveApplication, {
      params: { id: draft.id },
      body: { revision: draft.revision, changes },
    })
  const answers = await Promise.all([save({ title: '甲窗口写的' }), save({ summary: '乙窗口写的' })])
  const codes = answers.map((answer) => answer.json().code ?? 'saved').sort()
  expect(codes).toEqual(['changed-meanwhile', 'saved'])
  const after = await studio.read(draft.id)
  expect(after.revision).toBe(draft.revision + 1)
})

test('the same save with the same key is one revision', async () => {
  const draft = await studio.draft()
  const input = { params: { id: draft.id }, body: { revision: draft.revision, changes: { title: '一次' } } }
  const key = newId()
  const first = await studio.producer.get(saveApplication, input, { key })
  expect(await studio.producer.get(saveApplication, input, { key })).toEqual(first)
  expect((await studio.read(draft.id)).revision).toBe(draft.revision + 1)
})

test('a change that would leave a gap or hit a taken time is refused whole', async () => {
  const broadcast = await studio.cleared()
  const { orgs } = studio.installation
  const other = studio.application()
  const room = { orgId: orgs.institute, purpose: '会议', startsAt: other.startsAt ?? '', endsAt: other.endsAt ?? '' }
  const head = await studio.installation.as('station-head', 'institute')
  await head.get(bookVenue, { params: { id: studio.venueId }, body: room })
  const save = (changes: Partial<Application>) =>
    studio.producer.call(saveApplication, {
      params: { id: broadcast.id },
      body: { revision: broadcast.revision, changes },
    })
  const { startsAt, endsAt } = other
  expect((await save({ summary: '' })).json()).toMatchObject({ code: 'application-incomplete' })
  expect((await save({ startsAt, endsAt } as Partial<Application>)).json()).toMatchObject({ code: 'time-taken' })
  expect((await save({ guests: [newId()] })).json()).toMatchObject({
    code: 'bad-request',
    faults: [{ path: ['guests', 0] }],
  })
  expect(await studio.producer.get(getBroadcast, { params: { id: broadcast.id } })).toEqual(broadcast)
})

async function otherVenue(): Promise<string> {
  const officer = await studio.installation.as('institute-officer', 'institute')
  return makeVenue(officer, studio.installation.orgs.institute, '三号厅')
}
