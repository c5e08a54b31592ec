import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  type Application,
  addGateEvidence,
  applyForBroadcast,
  judgeGate,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { submitComplaint } from '@yimi/contract/complaint.ts'
import { uploadFile } from '@yimi/contract/file.ts'
import { createGuest, listBroadcastGuests, recordConsent } from '@yimi/contract/guest.ts'
import { endBroadcast, goOnAir } from '@yimi/contract/on-air.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { createVenue } from '@yimi/contract/venue.ts'
import { GATES, type Gate, getWorkRules } from '@yimi/contract/work-rules.ts'
import type { FastifyInstance } from 'fastify'
import { clockAt } from '#platform/clock.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import { createMetrics } from '#platform/http/metrics.ts'
import type { AnyRoute } from '#platform/http/operation.ts'
import { buildHttpServer } from '#platform/http/server.ts'
import type { Services } from '#platform/services.ts'
import { SESSION_COOKIE, startSession } from '#platform/sessions/session-store.ts'
import { allOperations } from '../operations.ts'
import type { Demo } from './demo-caller.ts'
import {
  DEMO_BROADCASTS,
  DEMO_CHANNELS,
  DEMO_GUESTS,
  DEMO_MANNED_CHANNELS,
  DEMO_RUNDOWN,
  DEMO_VENUES,
  type DemoBroadcast,
} from './demo-district.ts'
import { plantActivities } from './plant-activities.ts'
import { plantOrders } from './plant-orders.ts'
import { plantPartners, plantProgramme } from './plant-partners.ts'
import { plantResidents } from './plant-residents.ts'
import { plantRounds } from './plant-rounds.ts'
import { plantTeams } from './plant-teams.ts'

const DAY_MS = 86_400_000

/** `keylessIds`: channels whose key is pasted for each broadcast. */
type Planted = { venueId: string; guestIds: string[]; channelIds: string[]; keylessIds: string[] }

/**
 * Fills the demonstration district through the same interface that pages use, as the people whose work it is, on the days
 * on which they would have done it. Every write has a fixed key, so that a start that was cut off goes on where it stood.
 */
export async function plantDemoContent(services: Services, orgs: ReadonlyMap<string, string>): Promise<void> {
  const demo = await openDemo(services, orgs)
  try {
    const planted = await plantThings(demo)
    for (const [index, broadcast] of DEMO_BROADCASTS.entries()) await plantBroadcast(demo, planted, broadcast, index)
    demo.setNow(new Date())
    await plantResidents(services, demo)
    await plantTeams(services, demo)
    await plantActivities(demo, floorRecord('签到表'))
    demo.setNow(new Date())
    await plantPartners(demo)
    await plantProgramme(demo)
    await plantOrders(demo)
    await plantRounds(demo)
    await demo.call(
      '',
      submitComplaint,
      { body: { words: '活动室的门太重，老人推不开，建议换一扇。', aboutOrgId: orgs.get('station-1') ?? null } },
      'complaint',
    )
  } finally {
    await demo.close()
  }
}

async function plantThings(demo: Demo): Promise<Planted> {
  const org = (key: string) => demo.orgs.get(key) ?? ''
  demo.setNow(new Date(Date.now() - 30 * DAY_MS))
  const venues: string[] = []
  for (const [index, { org: key, ...venue }] of DEMO_VENUES.entries()) {
    const made = await demo.call(
      'institute-officer',
      createVenue,
      { body: { ...venue, orgId: org(key) } },
      `venue-${index}`,
    )
    venues.push(made.id)
  }
  const guestIds: string[] = []
  for (const [index, guest] of DEMO_GUESTS.entries()) {
    const made = await demo.call(
      'producer',
      createGuest,
      { body: { ...guest, topics: [...guest.topics], orgId: org('institute') } },
      `guest-${index}`,
    )
    guestIds.push(made.id)
  }
  const channelIds: string[] = []
  const keylessIds: string[] = []
  for (const [index, channel] of DEMO_CHANNELS.entries()) {
    const body = { ...channel, orgId: org('institute'), key: `demo-key-${index}-000000000000` }
    channelIds.push((await demo.call('media-officer', createChannel, { body }, `channel-${index}`)).id)
  }
  for (const [index, channel] of DEMO_MANNED_CHANNELS.entries()) {
    const body = { ...channel, checklist: [...channel.checklist], orgId: org('institute') }
    const made = await demo.call('media-officer', createChannel, { body }, `manned-channel-${index}`)
    channelIds.push(made.id)
    if (made.sessionKey) keylessIds.push(made.id)
  }
  return { venueId: venues[0] ?? '', guestIds, channelIds, keylessIds }
}

async function plantBroadcast(demo: Demo, planted: Planted, plan: DemoBroadcast, index: number): Promise<void> {
  const key = (step: string) => `broadcast-${index}-${step}`
  const startsAt = dayAt(plan.inDays, plan.startHour)
  demo.setNow(new Date(Math.min(Date.now(), startsAt.getTime()) - 3 * DAY_MS))
  const orgId = demo.orgs.get('institute') ?? ''
  const { id, revision } = await demo.call(
    'producer',
    startApplication,
    { body: { orgId, title: plan.title } },
    key('start'),
  )
  const params = { id }
  const changes = applicationOf(plan, planted, startsAt)
  await demo.call('producer', saveApplication, { params, body: { revision, changes } }, key('save'))
  if (plan.until === 'draft') return
  await demo.call('producer', applyForBroadcast, { params }, key('apply'))
  const consents = await demo.call('producer', listBroadcastGuests, { params }, key('consents'))
  for (const [place, consent] of consents.items.entries())
    await demo.call(
      'producer',
      recordConsent,
      { params: { id: consent.consentId }, body: { move: 'consent', how: '电话确认' } },
      key(`consent-${place}`),
    )
  await judge(demo, plan, id, key)
  if (plan.until !== 'archive') return
  demo.setNow(startsAt)
  await demo.call('director', goOnAir, { params, body: { leaveOut: planted.keylessIds } }, key('air'))
  demo.setNow(new Date(startsAt.getTime() + 45 * 60_000))
  await demo.call('director', endBroadcast, { params }, key('end'))
}

async function judge(demo: Demo, plan: DemoBroadcast, id: string, key: (step: string) => string): Promise<void> {
  const { content } = (
    await demo.call('producer', getWorkRules, { params: { id: demo.orgs.get('institute') ?? '' } }, key('rules'))
  ).current
  const gates: readonly Gate[] =
    plan.until === 'two-gates' ? GATES.slice(0, 2) : plan.until === 'returned' ? GATES.slice(0, 1) : GATES
  const reviewers = ['gate-reviewer', 'gate-reviewer', 'gate-reviewer-2', 'gate-reviewer-2', 'gate-reviewer-3']
  for (const [place, gate] of gates.entries()) {
    if (content.gates[gate].evidence === 'file') {
      const fileId = await demo.upload(
        'producer',
        demo.orgs.get('institute') ?? '',
        '走场记录.pdf',
        floorRecord(plan.title),
      )
      await demo.call('producer', addGateEvidence, { params: { id, gate }, body: { fileId } }, key(`evidence-${gate}`))
    }
    const checked = content.gates[gate].checklist.map((item) => item.id)
    await demo.call(
      reviewers[place] ?? '',
      judgeGate,
      { params: { id, gate }, body: { verdict: 'pass', checked } },
      key(`pass-${gate}`),
    )
  }
  if (plan.until === 'returned') {
    const body = { verdict: 'return' as const, note: '请补充练习时的安全提示，再提交一次。' }
    await demo.call('gate-reviewer-2', judgeGate, { params: { id, gate: 'content' }, body }, key('return-content'))
  }
}

function applicationOf(plan: DemoBroadcast, planted: Planted, startsAt: Date): Partial<Application> {
  return {
    title: plan.title,
    purposes: ['inform', 'grow-corps'],
    summary: plan.summary,
    occasion: plan.occasion,
    series: plan.series,
    episode: plan.episode,
    forms: ['interview', 'interaction', 'on-site'],
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 60 * 60_000).toISOString(),
    venueId: planted.venueId,
    seats: 30,
    hostId: planted.guestIds[plan.host] ?? null,
    guests: plan.guests.flatMap((index) => planted.guestIds[index] ?? []),
    partners: ['春晖社区卫生服务站'],
    rundown: DEMO_RUNDOWN,
    riskPlan: '设备备份一套；网络中断时改用手机热点；嘉宾临时不能到场时由主持人讲解。',
    channelIds: planted.channelIds,
  }
}

async function openDemo(services: Services, orgs: ReadonlyMap<string, string>): Promise<Demo> {
  let now = new Date()
  const clock = clockAt(() => now)
  const own: Services = {
    ...services,
    clock,
    jobs: { effects: new Map(), timers: new Map(), hearers: new Map(), rounds: new Map(), hourly: new Map() },
  }
  const app = await buildHttpServer({
    ...own,
    metrics: createMetrics(),
    operations: allOperations(own),
    readiness: async () => undefined,
  })
  await app.ready()
  const sessions = new Map<string, { token: string; at: number }>()
  const tokenOf = async (who: string) => {
    const known = sessions.get(who)
    if (known?.at === now.getTime()) return known.token
    const token = await inScope(services.database, { role: 'yimi_auth' }, async (tx) => {
      const account = await tx.selectFrom('accounts').select('id').where('username', '=', who).executeTakeFirstOrThrow()
      return startSession(tx, { accountId: account.id, now, secondFactor: true, device: '演示数据' })
    })
    sessions.set(who, { token, at: now.getTime() })
    return token
  }
  return {
    orgs,
    setNow: (instant) => {
      now = instant
    },
    call: async (who, route, input, key) => {
      const cookies = who ? { [SESSION_COOKIE]: await tokenOf(who) } : {}
      return answerOf(route, await inject(app, route, input as Given, `demo-${key}`, cookies))
    },
    upload: async (who, orgId, name, bytes) => {
      const form = multipart(name, bytes)
      const cookies = { [SESSION_COOKIE]: await tokenOf(who) }
      const answer = await app.inject({
        method: 'POST',
        url: '/api/files',
        query: { orgId },
        payload: Readable.from(form.body),
        headers: form.headers,
        cookies,
      })
      return answerOf(uploadFile, answer).id
    },
    close: () => app.close(),
  }
}

type Given = { params?: Record<string, string>; query?: Record<string, string>; body?: object }

function inject(app: FastifyInstance, route: AnyRoute, given: Given, key: string, cookies: Record<string, string>) {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given.params?.[name] ?? ''))
  return app.inject({
    method: route.method,
    url: `/api${path}`,
    headers: route.idempotent ? { 'idempotency-key': key } : {},
    cookies,
    ...(given.query ? { query: given.query } : {}),
    ...(given.body ? { payload: given.body } : {}),
  })
}

function answerOf<R extends AnyRoute>(route: R, answer: { statusCode: number; body: string }): RouteAnswer<R> {
  if (answer.statusCode >= 300)
    throw new ProgramFault(`demo: ${route.method} ${route.path} answered ${answer.statusCode} ${answer.body}`)
  return JSON.parse(answer.body) as RouteAnswer<R>
}

function multipart(name: string, bytes: Buffer): { headers: Record<string, string>; body: Buffer[] } {
  const boundary = `yimi${randomBytes(12).toString('hex')}`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = [Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]
  const length = body.reduce((sum, part) => sum + part.length, 0)
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(length) },
    body,
  }
}

/** The smallest PDF that viewers open: one empty page, its title saying whose record it stands for. */
function floorRecord(title: string): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ]
  const infoTitle = Buffer.from(`\uFEFF${title}`, 'utf16le').swap16().toString('hex')
  objects.push(`<</Title<${infoTitle}>>>`)
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj${object}endobj\n`
    return offset
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(
    `${text}trailer<</Size ${objects.length + 1}/Root 1 0 R/Info 4 0 R>>\nstartxref\n${start}\n%%EOF\n`,
  )
}

/** An instant on a day counted from today, at a full hour of Asia/Shanghai. */
function dayAt(inDays: number, hour: number): Date {
  const day = clockAt(() => new Date(Date.now() + inDays * DAY_MS)).today()
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
}
