import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { GateState } from '@yimi/contract/flow.ts'
import type { StatusTone } from '@yimi/ui/status-word.tsx'

export const BROADCAST_TONES: Readonly<Record<BroadcastState, StatusTone>> = {
  draft: 'quiet',
  'in-review': 'waiting',
  returned: 'attention',
  rejected: 'failed',
  cleared: 'done',
  'on-air': 'live',
  ended: 'quiet',
  archived: 'quiet',
  cancelled: 'failed',
}

export const GATE_TONES: Readonly<Record<GateState, StatusTone>> = {
  open: 'waiting',
  passed: 'done',
  returned: 'attention',
  rejected: 'failed',
}
