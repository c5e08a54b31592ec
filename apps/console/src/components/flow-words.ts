import { BROADCAST_MOVE_LABELS, BROADCAST_STATE_LABELS } from '@yimi/contract/labels.ts'
import { M } from '../messages.ts'

/** The word for a code that comes as plain text; the code itself where there is none. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return labels[code] ?? code
}

/** The word for a flow's move. */
export function moveWords(kind: string, move: string): string {
  if (kind === 'broadcast' && move in BROADCAST_MOVE_LABELS) return zh(BROADCAST_MOVE_LABELS, move)
  if (kind === 'broadcast') return labelOf(M.broadcasts.history.moves, move)
  return labelOf(M.flows.moves, move)
}

/** The word for a flow's state. */
export function stateWords(kind: string, state: string): string {
  if (kind === 'broadcast') return zh(BROADCAST_STATE_LABELS, state)
  return labelOf(M.flows.states, state)
}

function zh(labels: Readonly<Record<string, { zh: string }>>, code: string): string {
  return labels[code]?.zh ?? code
}
