/**
 * idle: nothing to send, or not permitted. connecting: from dialling to the platform's «start». live: media is sent.
 * waiting-to-retry: the connection failed or broke. refused: the platform (or the address check) said no.
 * stopped: taken off air by a withdrawn permit or by the end.
 */
export type PlatformState = 'idle' | 'connecting' | 'live' | 'waiting-to-retry' | 'refused' | 'stopped'

export type PlatformStatus = {
  id: string
  state: PlatformState
  bitsPerSecond: number
  secondsBehind: number
  /** False while live but more than 1.5 s behind. */
  healthy: boolean
  reconnects: number
  jumps: number
  droppedPackets: number
  lastError: string | undefined
  retryAt: string | undefined
}
