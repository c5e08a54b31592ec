import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import { Refusal } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'

/** On loopback an answer takes milliseconds; whoever waits longer waits for a dead engine. */
const TIMEOUT_MS = 1_500

/** What the web role asks of the engine, over its control API. */
export type EngineClient = {
  /** Undefined when the engine does not know the broadcast. @throws Refusal `engine-away` */
  findStatus(broadcastId: string): Promise<BroadcastStatus | undefined>
  restartPlatform(broadcastId: string, channelId: string): Promise<boolean>
}

export function engineClient(at: Services['engine']): EngineClient {
  async function ask(method: string, path: string): Promise<Response> {
    try {
      return await fetch(`${at.controlUrl}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${at.token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
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
  }
}
