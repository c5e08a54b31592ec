import { createRound, moveRound } from '@yimi/contract/round.ts'
import { answerSheet, attendMySheet, getMySheet, offerSheet, tickMySheet } from '@yimi/contract/round-sheet.ts'
import { listServices } from '@yimi/contract/service.ts'
import { createCampaign, makeCampaign, previewCampaign } from '@yimi/contract/trigger.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { dayOf } from '#platform/clock.ts'
import type { Demo } from './demo-caller.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** About half of the doors of the first station. */
const SHEET_DOORS = 6
const MARKS = ['given', 'given', 'not-at-home'] as const

/** A greeting for every household of the first station, in one round of two sheets; a volunteer is out with the first. */
export async function plantRounds(demo: Demo): Promise<void> {
  const orgId = demo.orgs.get('station-1') ?? ''
  const services = await demo.call('station-head', listServices, { params: { id: orgId } }, 'services-of-rounds')
  const serviceId = services.items.find((one) => one.code === 'spring-festival')?.id ?? ''
  const days = { from: dayOf(new Date()), until: dayOf(new Date(Date.now() + 14 * DAY_MS)) }
  const campaign = { serviceId, name: '岁末送祝福', ...days }
  const institute = { id: demo.orgs.get('institute') ?? '' }
  const { id: campaignId } = await demo.call(
    'institute-officer',
    createCampaign,
    { params: institute, body: campaign },
    'campaign',
  )
  const params = { id: orgId, campaignId }
  const { count } = await demo.call('station-head', previewCampaign, { params }, 'campaign-preview')
  await demo.call('station-head', makeCampaign, { params, body: { expected: count } }, 'campaign-orders')
  const round = await demo.call('dispatcher', createRound, { body: { orgId, ...campaign } }, 'round')
  const prepare = { params: { id: round.id }, body: { move: 'prepare' as const, needs: { size: SHEET_DOORS } } }
  const { sheetList } = await demo.call('dispatcher', moveRound, prepare, 'round-prepare')
  const [first] = sheetList
  if (!first) return
  await walkFirst(demo, first.id)
}

async function walkFirst(demo: Demo, sheetId: string): Promise<void> {
  const params = { id: sheetId }
  const { items } = await demo.call('station-head', listVolunteers, { query: { state: 'active' } }, 'walkers')
  const personId = items.find((one) => one.name === '苏晴')?.personId ?? ''
  await demo.call('dispatcher', offerSheet, { params, body: { personId } }, 'sheet-offer')
  await demo.call('volunteer', answerSheet, { params, body: { accept: true } }, 'sheet-accept')
  await demo.call('volunteer', attendMySheet, { params, body: { move: 'check-in' } }, 'sheet-check-in')
  const { doorList } = await demo.call('volunteer', getMySheet, { params }, 'sheet')
  const at = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS).toISOString()
  // The door's own id names its mark, so that a start that was cut off sends the same marks again.
  const ticks = MARKS.flatMap((tick, place) => {
    const id = doorList[place]?.id
    return id ? [{ id, doorId: id, tick, at }] : []
  })
  await demo.call('volunteer', tickMySheet, { params, body: { ticks } }, 'sheet-ticks')
}
