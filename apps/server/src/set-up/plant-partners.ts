import { listBroadcasts } from '@yimi/contract/broadcast.ts'
import {
  applyForCheckIn,
  confirmMembers,
  listCheckedMembers,
  moveCheckIn,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import { claim, createClaimable } from '@yimi/contract/claimable.ts'
import { makeOffer, reserveOffer } from '@yimi/contract/lending.ts'
import { createProgramme, reportBroadcast } from '@yimi/contract/programme.ts'
import type { Demo } from './demo-caller.ts'
import { DEMO_CLAIMABLES, DEMO_MEMBERS, DEMO_PARTNERS, DEMO_PROGRAMME } from './demo-corps.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Of the members that many have joined: more than would tell of single persons. */
const JOINED = 8

/** A partner with members in the corps, one that lends, one that waits; and the three lists. */
export async function plantPartners(demo: Demo): Promise<void> {
  const orgId = demo.orgs.get('station-1') ?? ''
  const ids: string[] = []
  for (const [index, { until, ...partner }] of DEMO_PARTNERS.entries()) {
    // The first is the log-in of the demonstration; the others came on paper.
    const who = index === 0 ? 'partner-contact' : 'station-head'
    const { id } = await demo.call(who, applyForCheckIn, { body: { ...partner, orgId } }, `check-in-${index}`)
    ids.push(id)
    if (until === 'applied') continue
    await demo.call(
      'station-head',
      moveCheckIn,
      { params: { id }, body: { move: 'confirm' } },
      `check-in-confirm-${index}`,
    )
  }
  await plantMembers(demo, ids[0] ?? '')
  await plantOffers(demo, ids)
  for (const [index, item] of DEMO_CLAIMABLES.entries()) {
    const body = { ...item, orgId, until: null }
    const { id } = await demo.call('station-head', createClaimable, { body }, `claimable-${index}`)
    if (index !== 1) continue
    await demo.call('partner-contact', claim, { params: { id: ids[0] ?? '', claimableId: id } }, `claim-${index}`)
  }
}

async function plantMembers(demo: Demo, id: string): Promise<void> {
  const members = DEMO_MEMBERS.map((name) => ({ name }))
  await demo.call('partner-contact', sendMembers, { params: { id }, body: { members } }, 'members-send')
  await demo.call('station-head', confirmMembers, { params: { id }, body: {} }, 'members-confirm')
  const { items } = await demo.call('station-head', listCheckedMembers, { params: { id }, query: {} }, 'members-list')
  for (const [index, member] of items.slice(0, JOINED).entries())
    await demo.call(
      'station-head',
      recordJoin,
      { params: { id: member.id }, body: { how: '本人到站' } },
      `member-join-${index}`,
    )
}

async function plantOffers(demo: Demo, ids: readonly string[]): Promise<void> {
  const from = hourToday(8)
  const span = { startsAt: from.toISOString(), endsAt: new Date(from.getTime() + 120 * DAY_MS).toISOString() }
  const room = { kind: 'room' as const, name: '多功能教室', terms: '周末可用，提前一天说。', ...span }
  const van = { kind: 'vehicle' as const, name: '厢式货车', terms: '带司机，市内半天。', ...span }
  const offer = await demo.call('station-head', makeOffer, { params: { id: ids[1] ?? '' }, body: room }, 'offer-room')
  await demo.call('partner-contact', makeOffer, { params: { id: ids[0] ?? '' }, body: van }, 'offer-van')
  const startsAt = new Date(from.getTime() + 5 * DAY_MS + 6 * HOUR_MS)
  const time = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 2 * HOUR_MS).toISOString() }
  const body = { purpose: '周末四点半课堂', ...time }
  await demo.call('station-head', reserveOffer, { params: { id: offer.id }, body }, 'reserve-room')
}

/** The brand project under which the broadcasts of its series report. */
export async function plantProgramme(demo: Demo): Promise<void> {
  const orgId = demo.orgs.get('institute') ?? ''
  const body = { ...DEMO_PROGRAMME, purposes: [...DEMO_PROGRAMME.purposes], until: null, published: true, orgId }
  const { id } = await demo.call('institute-officer', createProgramme, { body }, 'programme')
  const { items } = await demo.call('producer', listBroadcasts, { query: { limit: 100 } }, 'programme-broadcasts')
  for (const broadcast of items.filter((one) => one.series === DEMO_PROGRAMME.name))
    await demo.call(
      'producer',
      reportBroadcast,
      { params: { id, broadcastId: broadcast.id } },
      `programme-${broadcast.id}`,
    )
}

/** A full hour of today in Asia/Shanghai. */
function hourToday(hour: number): Date {
  const day = new Date(Date.now() + 8 * HOUR_MS).toISOString().slice(0, 10)
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
}
