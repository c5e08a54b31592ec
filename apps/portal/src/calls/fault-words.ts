import { CallError } from '@yimi/contract/client.ts'
import type { Problem } from '@yimi/contract/errors.ts'
import type { Messages } from '../words/messages-zh.ts'

/** The problem behind whatever a call threw; a fault of the program itself is thrown on. */
export function problemOf(fault: unknown): Problem {
  if (fault instanceof CallError) return fault.problem
  throw fault
}

/** What a person reads of it. */
export function problemWords(problem: Problem, messages: Messages): string {
  if (problem.status === 0) return messages.site.lineCut
  return problem.detail ?? problem.title
}

/** The fault of one field of the body, if the server named one; what is not in Chinese is not for people. */
export function faultOf(problem: Problem | undefined, field: string): string | undefined {
  const fault = problem?.faults?.find((one) => one.path.indexOf(field) >= 0)
  return fault && (/\p{Script=Han}/u.test(fault.message) ? fault.message : problem?.title)
}

/** Whether the same request may simply be sent again: the line was cut, or the server is just coming up. */
export function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 502 || problem.status === 503 || problem.status === 504
}
