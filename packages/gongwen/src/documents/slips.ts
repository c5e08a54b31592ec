/** Messages on paper, three on a sheet of A4, to be cut and handed over. */
export type Slips = { readonly kind: 'slips'; readonly slips: readonly Slip[] }

export type Slip = {
  readonly title: string
  /** «王女士», or ''. */
  readonly to: string
  readonly lines: readonly string[]
  /** A code beside the words, or ''. */
  readonly qr: string
  /** Under the code, or ''. */
  readonly qrWords: string
  readonly unit: string
  readonly telephone: string
  readonly day: string
}
