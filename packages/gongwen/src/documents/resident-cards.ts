/** Ten cards of the size of a bank card on a sheet of A4, to be cut. No name: who finds one learns nothing. */
export type ResidentCards = { readonly kind: 'resident-cards'; readonly cards: readonly ResidentCard[] }

export type ResidentCard = {
  /** «点单卡» */
  readonly title: string
  readonly number: string
  readonly qr: string
  readonly notes: readonly string[]
  readonly unit: string
  readonly telephone: string
}
