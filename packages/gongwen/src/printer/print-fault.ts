/** Why something was not printed. `message` is for the log and holds no word of the document. */
export const PRINT_FAULTS = {
  'fonts-missing': 'fonts are missing in the font folder',
  'unknown-character': 'no font has a character of the document',
  'too-large': 'the document is larger than what is set at once',
  'queue-full': 'more is waiting to be printed than is held',
  'took-too-long': 'setting the document took too long',
  'worker-died': 'the process that sets documents died twice on this one',
  'not-set': 'the document could not be set',
  closed: 'the printer was closed',
} as const

export type PrintFaultCode = keyof typeof PRINT_FAULTS

export type UnknownCharacter = {
  readonly character: string
  /** «U+E123» */
  readonly codePoint: string
  /** Where in the document: «cards.3.name». */
  readonly field: string
}

export class PrintFault extends Error {
  override readonly name = 'PrintFault'
  readonly code: PrintFaultCode
  readonly unknown: UnknownCharacter | undefined
  /** For the log: files, or what the typesetter said. */
  readonly detail: string

  constructor(code: PrintFaultCode, more: { unknown?: UnknownCharacter | undefined; detail?: string } = {}) {
    super(PRINT_FAULTS[code])
    this.code = code
    this.unknown = more.unknown
    this.detail = more.detail ?? ''
  }
}
