import { ERRORS, type ErrorCode, type Fault as FieldFault } from '@yimi/contract/errors.ts'

/** What an operation refuses, from the one catalogue. `logText` is for the log alone and must hold no personal data. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly detail: string | undefined
  readonly faults: FieldFault[] | undefined
  /** What the request wrote stays although it is refused: a wrong try is counted. */
  readonly keepsWrites: boolean
  constructor(
    code: ErrorCode,
    more: { detail?: string; faults?: FieldFault[]; logText?: string; cause?: unknown; keepsWrites?: boolean } = {},
  ) {
    super(more.logText ?? ERRORS[code].en, { cause: more.cause })
    this.name = 'Refusal'
    this.code = code
    this.status = ERRORS[code].status
    this.detail = more.detail
    this.faults = more.faults
    this.keepsWrites = more.keepsWrites ?? false
  }
}

/** For what cannot happen unless the program itself is wrong. */
export class ProgramFault extends Error {
  override readonly name = 'ProgramFault'
}
