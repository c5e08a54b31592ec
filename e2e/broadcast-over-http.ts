import { listAccounts } from '@yimi/contract/account.ts'
import {
  addGateEvidence,
  applyForBroadcast,
  getBroadcast,
  judgeGate,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { StoredFile, uploadFile } from '@yimi/contract/file.ts'
import { createGuest, listBroadcastGuests, recordConsent } from '@yimi/contract/guest.ts'
import { listVenues } from '@yimi/contract/venue.ts'
import type { Gate } from '@yimi/contract/work-rules.ts'
import { type ApiCaller, signInAs } from './api-caller.ts'
import type { RunningYimi } from './running-yimi.ts'

export type PushTarget = { name: string; server: string; key: string }

/** Who judges which gates: one person may judge two. */
const JUDGES: readonly (readonly [string, readonly Gate[]])[] = [
  ['gate-reviewer', ['topic', 'content']],
  ['gate-reviewer-2', ['rundown', 'guest']],
  ['gate-reviewer-3', ['floor']],
]
/** The smallest bytes that pass for a recorded rehearsal. */
const REHEARSAL = Buffer.from('FLV\x01\x05rehearsal')
const DAY_MS = 86_400_000

/** In the demonstration district, over HTTP alone: a broadcast that is pushed to `targets`, applied for and passed by all gates. */
export async function clearBroadcast(
  yimi: RunningYimi,
  targets: readonly PushTarget[],
): Promise<{ id: string; channelIds: string[]; director: ApiCaller }> {
  const [officer, producer, director] = await Promise.all(
    ['institute-officer', 'producer', 'director'].map((username) => signInAs(yimi, username)),
  )
  if (!officer || !producer || !director) throw new Error('nobody signed in')
  const { items: accounts } = await officer.call(listAccounts, { query: { limit: 200 } })
  const orgId = accounts.find((account) => account.username === 'producer')?.orgId ?? ''
  const channelIds: string[] = []
  for (const target of targets) channelIds.push((await officer.call(createChannel, { body: { orgId, ...target } })).id)
  const id = await apply(producer, orgId, channelIds)
  await consentAll(producer, id)
  await bringRehearsal(yimi, producer, orgId, id)
  for (const [username, gates] of JUDGES) await pass(await signInAs(yimi, username), id, gates)
  const { state } = await director.call(getBroadcast, { params: { id } })
  if (state !== 'cleared') throw new Error(`the broadcast is ${state}`)
  return { id, channelIds, director }
}

async function apply(producer: ApiCaller, orgId: string, channelIds: string[]): Promise<string> {
  const guest = async (name: string) =>
    (
      await producer.call(createGuest, {
        body: { orgId, name, trade: '社区工作者', topics: [], contact: '13900000000' },
      })
    ).id
  const { items: venues } = await producer.call(listVenues, {})
  const started = await producer.call(startApplication, { body: { orgId, title: '停一停，接着播' } })
  const startsAt = new Date(Date.now() + 12 * DAY_MS)
  const changes = {
    purposes: ['inform' as const],
    summary: '机器坏了一部分，直播照常。',
    forms: ['interview' as const],
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
    venueId: venues[0]?.id ?? null,
    hostId: await guest('主持齐老师'),
    guests: [await guest('嘉宾路老师')],
    rundown: [{ title: '开场', seconds: 300, who: '主持人' }],
    riskPlan: '断网改用备用线路。',
    channelIds,
  }
  const params = { id: started.id }
  await producer.call(saveApplication, { params, body: { revision: started.revision, changes } })
  await producer.call(applyForBroadcast, { params })
  return started.id
}

async function consentAll(producer: ApiCaller, id: string): Promise<void> {
  const { items } = await producer.call(listBroadcastGuests, { params: { id } })
  for (const { consentId } of items)
    await producer.call(recordConsent, { params: { id: consentId }, body: { move: 'consent', how: '电话确认' } })
}

async function bringRehearsal(yimi: RunningYimi, producer: ApiCaller, orgId: string, id: string): Promise<void> {
  const body = new FormData()
  body.set('file', new Blob([REHEARSAL]), '彩排.flv')
  const { cookie } = producer
  const answer = await fetch(`${yimi.url}/api${uploadFile.path}?orgId=${orgId}`, {
    method: uploadFile.method,
    headers: { cookie },
    body,
  })
  const file = StoredFile.parse(await answer.json())
  await producer.call(addGateEvidence, { params: { id, gate: 'floor' }, body: { fileId: file.id } })
}

async function pass(reviewer: ApiCaller, id: string, gates: readonly Gate[]): Promise<void> {
  for (const gate of gates) {
    const { gateCards } = await reviewer.call(getBroadcast, { params: { id } })
    const checked = gateCards.find((card) => card.gate === gate)?.checklist.map((item) => item.id) ?? []
    await reviewer.call(judgeGate, { params: { id, gate }, body: { verdict: 'pass', checked } })
  }
}
