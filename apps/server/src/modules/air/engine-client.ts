import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import type { PushTest } from '@yimi/live/control/test-push.ts'
import { Refusal } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'

/** On loopback an answer takes milliseconds; whoever waits longer waits for a dead engine. */
const TIMEOUT_MS = 1_500
/** The engine gives a platform 8 s to answer. */
const TEST_TIMEOUT_MS = 12_000

/** What the web role asks of the engine, over its control API. */
export type EngineClient = {
  /** Undefined when the engine does not know the broadcast. @throws Refusal `engine-away` */
  findStatus(broadcastId: string): Promise<BroadcastStatus | undefined>
  restartPlatform(broadcastId: string, channelId: string): Promise<boolean>
  /** @throws Refusal `engine-away`, `not-found`, `address-refused` */
  testPush(channelId: string): Promise<PushTest>
}

export function engineClient(at: Services['engine']): EngineClient {
  async function ask(method: string, path: string, body?: object, timeoutMs = TIMEOUT_MS): Promise<Response> {
    try {
      return await fetch(`${at.controlUrl}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${at.token}` },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (cause) {
      throw new Refusal('engine-away', { cause })
    }
  }
  return {
    async findStatus(broadcastId) {
      const answer = await ask('GET', `/broadcasts/${broadcastId}`)
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Refusal('engine-away', { logText: `engine answered ${answer.status}` })
      return (await answer.json()) as BroadcastStatus
    },
    async restartPlatform(broadcastId, channelId) {
      const answer = await ask('POST', `/broadcasts/${broadcastId}/platforms/${channelId}/restart`)
      return answer.ok
    },
    async testPush(channelId) {
      const answer = await ask('POST', '/test-push', { platform: channelId }, TEST_TIMEOUT_MS)
      if (answer.status === 404) throw new Refusal('not-found')
      if (answer.status === 422) throw new Refusal('address-refused')
      if (!answer.ok) throw new Refusal('engine-away', { logText: `engine answered ${answer.status}` })
      return (await answer.json()) as PushTest
    },
  }
}
