/** What a resident keeps in large type: what was received, paid or brought, and whom to call. */
export type Receipts = { readonly kind: 'receipts'; readonly receipts: readonly Receipt[] }

export type Receipt = {
  /** «代办收据» */
  readonly title: string
  readonly number: string
  readonly unit: string
  readonly to: string
  readonly day: string
  /** `amount`: «¥ 120.00», «2 份» or ''. */
  readonly lines: readonly { readonly what: string; readonly amount: string }[]
  /** Printed larger under the lines, or ''. */
  readonly total: string
  readonly notes: readonly string[]
  readonly telephone: string
  /** Lines to sign on: «经办人», «收件人». */
  readonly signatures: readonly string[]
}
