import { type Broadcast, getBroadcast, judgeGate, listBroadcasts, saveApplication } from '@yimi/contract/broadcast.ts'
import { createChannel } from '@yimi/contract/channel.ts'
import { type ApiCaller, signInAs } from './api-caller.ts'
import type { RunningYimi } from './running-yimi.ts'

export type WantedChannel = { name: string; server: string }

/** Channels to these servers, by their names. All have the same stream key. */
export async function createChannels(
  yimi: RunningYimi,
  wanted: readonly WantedChannel[],
): Promise<Map<string, string>> {
  const officer = await signInAs(yimi, 'institute-officer')
  const { orgId } = await clearedOfDemonstration(officer)
  const ids = new Map<string, string>()
  for (const { name, server } of wanted)
    ids.set(name, (await officer.call(createChannel, { body: { orgId, name, server, key: 'hall' } })).id)
  return ids
}

/** The demonstration's cleared broadcast, sent to these channels instead: the gate that this opens is passed again. */
export async function clearedFor(yimi: RunningYimi, channelIds: string[]): Promise<string> {
  const producer = await signInAs(yimi, 'producer')
  const { id } = await clearedOfDemonstration(producer)
  const { revision } = await producer.call(getBroadcast, { params: { id } })
  const changed = await producer.call(saveApplication, {
    params: { id },
    body: { revision, changes: { channelIds } },
  })
  const reviewer = await signInAs(yimi, 'gate-reviewer-3')
  for (const { gate, checklist } of changed.gateCards.filter((card) => card.state !== 'passed'))
    await reviewer.call(judgeGate, {
      params: { id, gate },
      body: { verdict: 'pass', checked: checklist.map((item) => item.id), note: '' },
    })
  return id
}

async function clearedOfDemonstration(caller: ApiCaller): Promise<Pick<Broadcast, 'id' | 'orgId'>> {
  const found = (await caller.call(listBroadcasts, { query: { state: 'cleared' } })).items[0]
  if (!found) throw new Error('the demonstration has no cleared broadcast')
  return found
}
