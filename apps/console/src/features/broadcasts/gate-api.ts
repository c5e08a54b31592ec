import { addGateEvidence, judgeGate } from '@yimi/contract/broadcast.ts'
import { newKey } from '@yimi/contract/client.ts'
import type { Gate } from '@yimi/contract/work-rules.ts'
import { call } from '../../call.ts'
import { sendFile } from '../../lookups/send-file.ts'
import { useTakeBroadcast } from './broadcast-api.ts'

export type Verdict =
  | { verdict: 'pass'; checked: string[]; note: string }
  | { verdict: 'return' | 'reject' | 'withdraw'; note: string }

export function useGateActs(id: string, orgId: string, gate: Gate) {
  const take = useTakeBroadcast()
  return {
    judge: async (body: Verdict, key: string) => take(await call(judgeGate, { params: { id, gate }, body }, { key })),
    /** Stores the file, then attaches it to the gate. */
    addEvidence: async (file: File, onPercent: (percent: number) => void, signal: AbortSignal) => {
      const stored = await sendFile(file, orgId, onPercent, signal)
      take(await call(addGateEvidence, { params: { id, gate }, body: { fileId: stored.id } }, { key: newKey() }))
    },
  }
}
