import {
  type Application,
  addGateEvidence,
  applyForBroadcast,
  type Broadcast,
  getBroadcast,
  judgeGate,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import type { StoredFile } from '@yimi/contract/file.ts'
import { createGuest, listBroadcastGuests, recordConsent } from '@yimi/contract/guest.ts'
import { createVenue } from '@yimi/contract/venue.ts'
import { GATES, type Gate } from '@yimi/contract/work-rules.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { plantWorkRules } from './studio.ts'

/** An institute's studio with everybody and everything that a broadcast needs. */
export type TestStudio = {
  installation: TestInstallation
  producer: TestCaller
  /** Three, as the default work rules need at least. */
  reviewers: [TestCaller, TestCaller, TestCaller]
  director: TestCaller
  venueId: string
  /** The first is used as host, the next as guest. */
  guestIds: [string, string, string]
  channelId: string
  /** A whole application; each call takes another day, so that none is in another's way. */
  application(more?: Partial<Application>): Partial<Application>
  draft(more?: Partial<Application>): Promise<Broadcast>
  applied(more?: Partial<Application>): Promise<Broadcast>
  cleared(more?: Partial<Application>): Promise<Broadcast>
  read(id: string): Promise<Broadcast>
  save(broadcast: Broadcast, changes: Partial<Application>): Promise<Broadcast>
  pass(id: string, gate: Gate, by: TestCaller): ReturnType<TestCaller['call']>
  consentAll(id: string): Promise<void>
  addRehearsal(id: string): Promise<Broadcast>
  close(): Promise<void>
}

const DAY_MS = 86_400_000

export async function createTestStudio(more: Partial<Services> = {}): Promise<TestStudio> {
  const stage = await arrangeStage(more)
  const { installation, producer, reviewers, venueId, guestIds, channelId } = stage
  let day = 0
  const studio: TestStudio = {
    ...stage,
    application(more = {}) {
      day += 1
      return { ...wholeApplication(day, { venueId, guestIds, channelId }), ...more }
    },
    async draft(more) {
      const started = await producer.get(startApplication, { body: { orgId: installation.orgs.institute } })
      return studio.save(started, studio.application(more))
    },
    async applied(more) {
      const { id } = await studio.draft(more)
      return producer.get(applyForBroadcast, { params: { id } })
    },
    async cleared(more) {
      const { id } = await studio.applied(more)
      await studio.consentAll(id)
      await studio.addRehearsal(id)
      for (const [place, gate] of GATES.entries()) {
        const answer = await studio.pass(id, gate, reviewers[Math.floor(place / 2)] ?? reviewers[0])
        if (answer.statusCode !== 200) throw new ProgramFault(answer.body)
      }
      return studio.read(id)
    },
    read: (id) => producer.get(getBroadcast, { params: { id } }),
    save: ({ id, revision }, changes) => producer.get(saveApplication, { params: { id }, body: { revision, changes } }),
    async pass(id, gate, by) {
      const card = (await studio.read(id)).gateCards.find((one) => one.gate === gate)
      const checked = card?.checklist.map((item) => item.id) ?? []
      return by.call(judgeGate, { params: { id, gate }, body: { verdict: 'pass', checked } })
    },
    async consentAll(id) {
      const { items } = await producer.get(listBroadcastGuests, { params: { id } })
      for (const { consentId, consent } of items)
        if (consent === 'asked')
          await producer.get(recordConsent, { params: { id: consentId }, body: { move: 'consent', how: '电话确认' } })
    },
    async addRehearsal(id) {
      const file = await uploadRehearsal(installation, producer)
      return producer.get(addGateEvidence, { params: { id, gate: 'floor' }, body: { fileId: file.id } })
    },
    close: () => installation.close(),
  }
  return studio
}

type Stage = Pick<
  TestStudio,
  'installation' | 'producer' | 'reviewers' | 'director' | 'venueId' | 'guestIds' | 'channelId'
>

async function arrangeStage(more: Partial<Services>): Promise<Stage> {
  const installation = await createTestInstallation(more)
  const { orgs, services } = installation
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.district] }, (tx) =>
    plantWorkRules(tx, orgs.district, new Date()),
  )
  const producer = await installation.as('producer', 'institute')
  const officer = await installation.as('institute-officer', 'institute')
  const guest = async (name: string) => (await makeGuest(producer, orgs.institute, name)).id
  const channel = await officer.get(createChannel, {
    body: { orgId: orgs.institute, name: '视频号', server: 'rtmp://push.example.com/live', key: 'key-0123456789' },
  })
  return {
    installation,
    producer,
    reviewers: [
      await installation.as('gate-reviewer', 'institute'),
      await installation.as('gate-reviewer', 'institute'),
      await installation.as('gate-reviewer', 'district'),
    ],
    director: await installation.as('director', 'institute'),
    venueId: await makeVenue(officer, orgs.institute, '红色直播间'),
    guestIds: [await guest('何欣'), await guest('𠮷永·阿里'), await guest('㛃娜')],
    channelId: channel.id,
  }
}

function wholeApplication(
  day: number,
  { venueId, guestIds, channelId }: Pick<TestStudio, 'venueId' | 'guestIds' | 'channelId'>,
): Partial<Application> {
  const startsAt = new Date(Date.now() + (day + 10) * DAY_MS)
  return {
    title: '把政策讲给邻居听',
    purposes: ['inform'],
    summary: '请社区医生讲慢病用药，现场答疑。',
    forms: ['interview', 'on-site'],
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
    venueId,
    hostId: guestIds[0],
    guests: [guestIds[1]],
    rundown: [{ title: '开场', seconds: 300, who: '主持人' }],
    riskPlan: '断网改用备用线路。',
    channelIds: [channelId],
  }
}

export async function makeVenue(by: TestCaller, orgId: string, name: string): Promise<string> {
  return (await by.get(createVenue, { body: { orgId, name, place: '一楼', seats: 40 } })).id
}

export function makeGuest(by: TestCaller, orgId: string, name: string, accountId?: string) {
  return by.get(createGuest, {
    body: {
      orgId,
      name,
      trade: '社区医生',
      topics: ['健康'],
      contact: '13800001234',
      ...(accountId ? { accountId } : {}),
    },
  })
}

export async function uploadRehearsal(
  installation: TestInstallation,
  by: TestCaller,
  orgId = installation.orgs.institute,
): Promise<StoredFile> {
  const part =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="彩排.flv"\r\n\r\nFLV\x01\x05rehearsal\r\n--b--\r\n'
  const answer = await installation.app.inject({
    method: 'POST',
    url: `/api/files?orgId=${orgId}`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    cookies: by.cookies,
    payload: Buffer.from(part),
  })
  return answer.json()
}
