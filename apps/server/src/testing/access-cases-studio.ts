import {
  enterOnSiteAudience,
  enterPlatformFigures,
  getAudience,
  readPlatformFile,
  sendBeacon,
} from '@yimi/contract/audience.ts'
import {
  addGateEvidence,
  applyForBroadcast,
  cancelBroadcast,
  getBroadcast,
  judgeGate,
  listBroadcastEvents,
  listBroadcasts,
  resubmitBroadcast,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { getCalendar } from '@yimi/contract/calendar.ts'
import { changeChannel, createChannel, listChannels, testChannel } from '@yimi/contract/channel.ts'
import { changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import { getFile, uploadFile } from '@yimi/contract/file.ts'
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
import {
  addPlatform,
  endBroadcast,
  getControlRoom,
  goOnAir,
  makeIngestKey,
  markSegment,
  removePlatform,
  restartPlatform,
} from '@yimi/contract/on-air.ts'
import { getPortalHome, getPublicBroadcast, listPublicOrganisations } from '@yimi/contract/public.ts'
import { getToday } from '@yimi/contract/today.ts'
import { bookVenue, cancelBooking, changeVenue, createVenue, listVenues } from '@yimi/contract/venue.ts'
import { changeWorkRules, getWorkRules } from '@yimi/contract/work-rules.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase, rawCase } from './access-case.ts'
import type { TestCaller } from './test-installation.ts'

const STARTS = '2027-05-04T02:00:00.000Z'
const ENDS = '2027-05-04T03:00:00.000Z'
const GUEST = { name: '林小禾', trade: '护士', topics: ['健康'], contact: '13800000001' }
const CHANNEL = { name: '视频号', server: 'rtmp://live.example.org/app', key: 'a-key-0000' }
const VENUE = { name: '活动室', place: '一层', seats: 60 }
const FLV = Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1'), Buffer.alloc(64)])

/** Who makes the station's records of the studio. */
function producer(world: AccessWorld): Promise<TestCaller> {
  return world.by('producer', 'station')
}

async function makeVenue(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(createVenue, { body: { ...VENUE, orgId: world.orgs.station } })).id
}

async function makeBooking(world: AccessWorld): Promise<string> {
  const params = { id: await makeVenue(world) }
  const body = { orgId: world.orgs.station, purpose: '排练', startsAt: STARTS, endsAt: ENDS }
  return (await (await producer(world)).get(bookVenue, { params, body })).id
}

async function makeChannel(world: AccessWorld, more: { sessionKey?: boolean } = {}): Promise<string> {
  const admin = await world.by('district-admin', 'district')
  return (await admin.get(createChannel, { body: { ...CHANNEL, ...more, orgId: world.orgs.station } })).id
}

async function makeGuest(world: AccessWorld): Promise<string> {
  return (await (await producer(world)).get(createGuest, { body: { ...GUEST, orgId: world.orgs.station } })).id
}

async function makeFile(world: AccessWorld): Promise<string> {
  const id = newId()
  await world.installation.admin.pool.query(
    `insert into files (id, org_id, name, media_type, bytes, sha256, uploaded_by, uploaded_at)
     values ($1, $2, '走场.flv', 'video/x-flv', 73, $3, $4, now())`,
    [id, world.orgs.station, Buffer.alloc(32), (await producer(world)).accountId],
  )
  return id
}

async function makeDraft(world: AccessWorld): Promise<{ id: string; revision: number }> {
  return (await producer(world)).get(startApplication, { body: { orgId: world.orgs.station, title: '试播' } })
}

async function makeApplied(world: AccessWorld): Promise<string> {
  const maker = await producer(world)
  const { id, revision } = await makeDraft(world)
  const changes = {
    purposes: ['inform' as const],
    summary: '讲一件事',
    forms: ['interview' as const],
    startsAt: STARTS,
    endsAt: ENDS,
    venueId: await makeVenue(world),
    hostId: await makeGuest(world),
    guests: [await makeGuest(world)],
    rundown: [{ title: '开场', seconds: 300, who: '主持人' }],
    riskPlan: '断线时播放备播片',
    channelIds: [await makeChannel(world)],
  }
  await maker.get(saveApplication, { params: { id }, body: { revision, changes } })
  await maker.get(applyForBroadcast, { params: { id } })
  return id
}

async function makeConsent(world: AccessWorld): Promise<string> {
  const id = await makeApplied(world)
  const { items } = await (await producer(world)).get(listBroadcastGuests, { params: { id } })
  return items[0]?.consentId ?? ''
}

async function makeConsentSecret(world: AccessWorld): Promise<string> {
  const params = { id: await makeConsent(world) }
  const { link } = await (await producer(world)).get(makeConsentLink, { params })
  return link.split('/').at(-1) ?? ''
}

async function makePublic(world: AccessWorld): Promise<string> {
  const { id } = await makeDraft(world)
  await world.installation.admin.pool.query(`update broadcasts set state = 'ended' where id = $1`, [id])
  return id
}

export const THING_CASES: readonly AccessCase[] = [
  accessCase(listVenues, {}, async (world) => ({ input: {}, canary: await makeVenue(world) })),
  accessCase(createVenue, {}, (world) => ({ input: { body: { ...VENUE, orgId: world.orgs.station } } })),
  accessCase(changeVenue, {}, async (world) => ({
    input: { params: { id: await makeVenue(world) }, body: { ...VENUE, closed: true } },
  })),
  accessCase(bookVenue, {}, async (world) => ({
    input: {
      params: { id: await makeVenue(world) },
      body: { orgId: world.orgs.station, purpose: '排练', startsAt: STARTS, endsAt: ENDS },
    },
  })),
  accessCase(cancelBooking, {}, async (world) => ({ input: { params: { id: await makeBooking(world) } } })),
  accessCase(listChannels, {}, async (world) => ({ input: {}, canary: await makeChannel(world) })),
  accessCase(createChannel, {}, (world) => ({ input: { body: { ...CHANNEL, orgId: world.orgs.station } } })),
  accessCase(changeChannel, {}, async (world) => ({
    input: { params: { id: await makeChannel(world) }, body: { ...CHANNEL, disabled: true } },
  })),
  accessCase(listFigures, {}, async (world) => {
    await makeVenue(world)
    return {
      input: { query: { names: 'venues' } },
      shows: (answer) => !/"value":0[,}]/.test(JSON.stringify(answer)),
    }
  }),
  accessCase(openFigure, {}, async (world) => ({
    canary: await makeVenue(world),
    input: { params: { name: 'venues' }, query: { limit: 200 } },
  })),
  rawCase(uploadFile, (world, caller) => {
    const boundary = '----yimi'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.flv"\r\n\r\n`
    return world.installation.app.inject({
      method: 'POST',
      url: `/api/files?orgId=${world.orgs.station}`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      cookies: caller.cookies,
      payload: Buffer.concat([Buffer.from(head), FLV, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    })
  }),
  accessCase(getFile, {}, async (world) => ({ input: { params: { id: await makeFile(world) } } })),
]

export const GUEST_CASES: readonly AccessCase[] = [
  accessCase(listGuests, {}, async (world) => ({ input: { query: { limit: 200 } }, canary: await makeGuest(world) })),
  accessCase(createGuest, {}, (world) => ({ input: { body: { ...GUEST, orgId: world.orgs.station } } })),
  accessCase(changeGuest, {}, async (world) => ({ input: { params: { id: await makeGuest(world) }, body: GUEST } })),
  accessCase(revealContact, {}, async (world) => ({
    input: { params: { id: await makeGuest(world) }, body: { reason: '联系到场' } },
  })),
  accessCase(eraseGuest, {}, async (world) => ({
    input: { params: { id: await makeGuest(world) }, body: { reason: '本人要求' } },
  })),
  accessCase(listBroadcastGuests, {}, async (world) => ({ input: { params: { id: await makeApplied(world) } } })),
  accessCase(makeConsentLink, {}, async (world) => ({ input: { params: { id: await makeConsent(world) } } })),
  accessCase(recordConsent, {}, async (world) => ({
    input: { params: { id: await makeConsent(world) }, body: { move: 'consent' as const, how: '电话' } },
  })),
  accessCase(readConsent, {}, async (world) => ({ input: { body: { secret: await makeConsentSecret(world) } } })),
  accessCase(answerConsent, {}, async (world) => ({
    input: { body: { secret: await makeConsentSecret(world), move: 'consent' as const } },
  })),
]

export const BROADCAST_CASES: readonly AccessCase[] = [
  accessCase(getWorkRules, {}, (world) => ({ input: { params: { id: world.orgs.station } } })),
  accessCase(changeWorkRules, {}, async (world) => {
    const params = { id: world.orgs.station }
    const { current } = await (await world.by('district-admin', 'district')).get(getWorkRules, { params })
    return { input: { params, body: { basedOn: current.version, content: current.content } } }
  }),
  accessCase(getCalendar, {}, async (world) => ({
    canary: await makeBooking(world),
    input: { query: { from: '2027-05-01', until: '2027-05-31' } },
  })),
  accessCase(listBroadcasts, {}, async (world) => {
    const { id } = await makeDraft(world)
    return { input: { query: { limit: 200 } }, canary: id }
  }),
  accessCase(getBroadcast, {}, async (world) => ({ input: { params: { id: (await makeDraft(world)).id } } })),
  accessCase(startApplication, {}, (world) => ({ input: { body: { orgId: world.orgs.station } } })),
  accessCase(saveApplication, { makersOnly: true }, async (world) => {
    const { id, revision } = await makeDraft(world)
    return { input: { params: { id }, body: { revision, changes: { title: '改名' } } } }
  }),
  accessCase(applyForBroadcast, { makersOnly: true, after: ['application-incomplete'] }, async (world) => ({
    input: { params: { id: (await makeDraft(world)).id } },
  })),
  accessCase(resubmitBroadcast, { makersOnly: true, after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: (await makeDraft(world)).id } },
  })),
  accessCase(cancelBroadcast, {}, async (world) => ({
    input: { params: { id: (await makeDraft(world)).id }, body: { reason: '改期' } },
  })),
  accessCase(judgeGate, {}, async (world) => ({
    input: {
      params: { id: await makeApplied(world), gate: 'topic' as const },
      body: { verdict: 'return' as const, note: '请补充' },
    },
  })),
  accessCase(addGateEvidence, { makersOnly: true }, async (world) => ({
    input: {
      params: { id: (await makeDraft(world)).id, gate: 'floor' as const },
      body: { fileId: await makeFile(world) },
    },
  })),
  accessCase(listBroadcastEvents, {}, async (world) => ({ input: { params: { id: (await makeDraft(world)).id } } })),
]

export const AIR_CASES: readonly AccessCase[] = [
  accessCase(getControlRoom, {}, async (world) => ({ input: { params: { id: await makeApplied(world) } } })),
  accessCase(makeIngestKey, {}, async (world) => ({ input: { params: { id: await makeApplied(world) } } })),
  accessCase(goOnAir, { after: ['not-cleared', 'move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeApplied(world) } },
  })),
  accessCase(endBroadcast, { after: ['engine-away', 'move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeApplied(world) } },
  })),
  accessCase(addPlatform, { after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeApplied(world), channelId: await makeChannel(world) } },
  })),
  accessCase(removePlatform, { after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeApplied(world), channelId: await makeChannel(world) } },
  })),
  accessCase(markSegment, { after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeApplied(world) }, body: { index: 0 } },
  })),
  accessCase(restartPlatform, { after: ['engine-away'] }, async (world) => ({
    input: { params: { id: await makeApplied(world), channelId: newId() } },
  })),
]

/** A broadcast of the station that has been on air. */
async function makeAired(world: AccessWorld): Promise<{ id: string; channelId: string }> {
  const { id, revision } = await makeDraft(world)
  const channelId = await makeChannel(world)
  const maker = await producer(world)
  await maker.get(saveApplication, { params: { id }, body: { revision, changes: { channelIds: [channelId] } } })
  await world.installation.admin.pool.query(
    `update broadcasts set state = 'ended', aired_from = now(), aired_until = now() where id = $1`,
    [id],
  )
  return { id, channelId }
}

export const AUDIENCE_CASES: readonly AccessCase[] = [
  accessCase(sendBeacon, {}, async (world) => ({
    input: {
      params: { id: await makePublic(world) },
      body: { viewer: 'ab'.repeat(16), playing: true, visible: true, seconds: 0 },
    },
  })),
  accessCase(getAudience, {}, async (world) => ({ input: { params: { id: (await makeAired(world)).id } } })),
  accessCase(enterPlatformFigures, {}, async (world) => {
    const { id, channelId } = await makeAired(world)
    const items = [{ channelId, views: 12, viewers: null, peak: null }]
    return { input: { params: { id }, body: { items, evidenceId: await makeFile(world) } } }
  }),
  accessCase(readPlatformFile, {}, async (world) => ({
    input: {
      params: { id: (await makeAired(world)).id },
      body: { content: Buffer.from('平台,观看人次\n某平台,12\n').toString('base64') },
    },
  })),
  accessCase(enterOnSiteAudience, {}, async (world) => ({
    input: { params: { id: (await makeAired(world)).id }, body: { people: 30 } },
  })),
]

export const MATRIX_CASES: readonly AccessCase[] = [
  accessCase(testChannel, { after: ['engine-away'] }, async (world) => ({
    input: { params: { id: await makeChannel(world) } },
  })),
  accessCase(listChannelTasks, {}, async (world) => ({ input: { params: { id: await makeApplied(world) } } })),
  accessCase(setSessionKey, {}, async (world) => ({
    input: {
      params: { id: (await makeDraft(world)).id, channelId: await makeChannel(world, { sessionKey: true }) },
      body: { key: 'for-this-one', expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    },
  })),
  accessCase(changeChannelTask, {}, async (world) => {
    const id = await makeApplied(world)
    const { items } = await (await producer(world)).get(listChannelTasks, { params: { id } })
    const params = { id, channelId: items[0]?.channelId ?? '' }
    return { input: { params, body: { act: 'assign' as const, what: '核对画面', who: '值班', dueAt: null } } }
  }),
]

export const PAGE_CASES: readonly AccessCase[] = [
  accessCase(getToday, {}, () => ({ input: {} })),
  accessCase(getPortalHome, {}, () => ({ input: {} })),
  accessCase(listPublicOrganisations, {}, () => ({ input: {} })),
  accessCase(getPublicBroadcast, {}, async (world) => ({ input: { params: { id: await makePublic(world) } } })),
]
