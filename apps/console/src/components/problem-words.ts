import { CallError } from '@yimi/contract/client.ts'
import { ERRORS, type ErrorCode } from '@yimi/contract/errors.ts'

/** What a person reads of a fault. */
export function problemWords(fault: unknown): string {
  if (!(fault instanceof CallError)) return ERRORS.internal.zh
  return fault.problem.detail ?? fault.problem.title
}

/** The words of an error code that an answer carries, such as why a gate may not be judged. */
export function codeWords(code: string): string {
  return isErrorCode(code) ? ERRORS[code].zh : code
}

/** Faults by the first name of their path; `below` leads to the part of the body that the fields stand in. */
export function faultsByField(fault: unknown, below?: string): Record<string, string> {
  if (!(fault instanceof CallError)) return {}
  const found: Record<string, string> = {}
  for (const one of fault.problem.faults ?? []) {
    const path = one.path[0] === below ? one.path.slice(1) : one.path
    found[String(path[0])] ??= one.message
  }
  return found
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS
}
