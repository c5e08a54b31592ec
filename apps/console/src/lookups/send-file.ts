import { CallError } from '@yimi/contract/client.ts'
import { Problem } from '@yimi/contract/errors.ts'
import { StoredFile } from '@yimi/contract/file.ts'
import type { z } from 'zod'
import { heedSessionEnd } from '../call.ts'
import { M } from '../messages.ts'

/** Stores a file for an organisation. */
export function sendFile(
  file: File,
  orgId: string,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> {
  return postFile(`/api/files?orgId=${encodeURIComponent(orgId)}`, StoredFile, file, onPercent, signal)
}

/** Sends a file as a form. `fetch` tells nothing of what was sent so far; the older interface does. */
export function postFile<Answer extends z.ZodType>(
  url: string,
  schema: Answer,
  file: File,
  onPercent: (percent: number) => void,
  signal: AbortSignal,
): Promise<z.output<Answer>> {
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.open('POST', url)
  request.setRequestHeader('accept', 'application/json')
  request.upload.onprogress = (event) => onPercent(Math.floor((event.loaded / event.total) * 100))
  signal.addEventListener('abort', () => request.abort())
  return new Promise((resolve, reject) => {
    request.onload = () => {
      const answer: unknown = JSON.parse(request.responseText || 'null')
      const read = schema.safeParse(answer)
      if (request.status < 300 && read.success) resolve(read.data)
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
