import { addGateEvidence, judgeGate } from '@yimi/contract/broadcast.ts'
import { CallError, newKey } from '@yimi/contract/client.ts'
import { Problem } from '@yimi/contract/errors.ts'
import { StoredFile } from '@yimi/contract/file.ts'
import type { Gate } from '@yimi/contract/work-rules.ts'
import { call, heedSessionEnd } from '../../call.ts'
import { M } from '../../messages.ts'
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

/** `fetch` tells nothing of what was sent so far; the older interface does. */
export function sendFile(
  file: File,
  orgId: string,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> {
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', `/api/files?orgId=${encodeURIComponent(orgId)}`)
  request.setRequestHeader('accept', 'application/json')
  request.upload.onprogress = (event) => onPercent(Math.floor((event.loaded / event.total) * 100))
  signal.addEventListener('abort', () => request.abort())
  return new Promise((resolve, reject) => {
    request.onload = () => {
      const answer: unknown = JSON.parse(request.responseText || 'null')
      const stored = StoredFile.safeParse(answer)
      if (request.status < 300 && stored.success) resolve(stored.data)
      else {
        const fault = faultOf(answer, request.status)
        heedSessionEnd(fault)
        reject(fault)
      }
    }
    request.onerror = () => reject(faultOf(undefined, 0))
    request.onabort = () => reject(faultOf(undefined, 0))
    request.send(form)
  })
}

function faultOf(answer: unknown, status: number): CallError {
  const problem = Problem.safeParse(answer)
  return new CallError(
    problem.success ? problem.data : { type: 'about:blank', title: M.state.lineCutAdvice, status, code: 'line-cut' },
  )
}
