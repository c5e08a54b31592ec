import type { BroadcastStatus } from './broadcast-status.ts'
import type { PlatformState } from './platforms/platform-status.ts'

/** What happens in the engine, as told to subscribers; `at` is an ISO instant. No event holds a key or token. */
export type LiveEvent =
  | { type: 'publisher-connected'; broadcast: string; input: string; at: string }
  | { type: 'publisher-gone'; broadcast: string; input: string; reason: string; at: string }
  | {
      type: 'platform-state'
      broadcast: string
      platform: string
      state: PlatformState
      lastError: string | undefined
      at: string
    }
  | { type: 'permit-changed'; broadcast: string; inForce: boolean; at: string }
  | { type: 'broadcast-ended'; broadcast: string; at: string }
  | { type: 'stats'; broadcast: string; status: BroadcastStatus; at: string }

export type LiveListener = (event: LiveEvent) => void
