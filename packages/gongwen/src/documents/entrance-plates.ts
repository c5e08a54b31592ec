/** Plates for the entrances of buildings, two A5 on a sheet of A4, to be cut and hung up. */
export type EntrancePlates = { readonly kind: 'entrance-plates'; readonly plates: readonly EntrancePlate[] }

export type EntrancePlate = {
  /** «梧桐里», «3号楼», «2单元»: a line breaks between them alone. */
  readonly entrance: readonly string[]
  readonly words: readonly string[]
  readonly qr: string
  readonly unit: string
}
