/** A questionnaire on paper: answered with a pen, typed in later by the codes beside each answer. */
export type PaperQuestionnaire = {
  readonly kind: 'questionnaire'
  readonly title: string
  /** Who asks. */
  readonly unit: string
  /** Before the first question: why it is asked, that nobody must answer, who sees it. Each entry is a paragraph. */
  readonly lead: readonly string[]
  /** Stands at the foot of each page: which questionnaire in which version, so that the right form is opened when it is typed in. */
  readonly code: string
  readonly sections: readonly PaperSection[]
  /** After the last question. */
  readonly closing: readonly string[]
  /** One form each. Empty: one form without a number, to be copied. */
  readonly copies: readonly PaperCopy[]
}

export type PaperCopy = {
  /** «0001»: typed in before the answers. */
  readonly number: string
  /** «3 号楼 2 单元 401», or '' when anybody may take the form. */
  readonly door: string
  /** Text of a QR code that opens the form on a screen, or '' for none. */
  readonly qr: string
}

export type PaperSection = {
  /** Or ''. */
  readonly title: string
  /** Under the title, or ''. */
  readonly lead: string
  readonly questions: readonly PaperQuestion[]
}

export type PaperQuestion = {
  /** «A1»: printed before the question, typed in before its answer. */
  readonly code: string
  readonly words: string
  /** Smaller, under the question, or ''. */
  readonly hint: string
  readonly answer: PaperAnswer
}

export type PaperAnswer =
  /** `atMost`: how many may be ticked; 1 is printed as «选一项», undefined as «可多选». */
  | { readonly type: 'choice'; readonly atMost?: number; readonly options: readonly PaperOption[] }
  /** Boxes for digits, then the unit. */
  | { readonly type: 'number'; readonly digits: number; readonly unit: string }
  /** Boxes for year, month and day. */
  | { readonly type: 'day' }
  | { readonly type: 'words'; readonly lines: number }
  /** Numbers to circle, with what the first and the last mean. */
  | {
      readonly type: 'scale'
      readonly from: number
      readonly to: number
      readonly first: string
      readonly last: string
    }
  /** The same few facts of several persons or things: a table with empty rows. */
  | { readonly type: 'table'; readonly columns: readonly PaperColumn[]; readonly rows: number }

export type PaperOption = {
  /** Printed beside the box and typed in. */
  readonly code: string
  readonly words: string
  /** With a line to write on after it. */
  readonly writeIn?: boolean
  /** «选这项请跳到 C1», or absent. */
  readonly goTo?: string
}

export type PaperColumn = { readonly code: string; readonly words: string; readonly options?: readonly PaperOption[] }
