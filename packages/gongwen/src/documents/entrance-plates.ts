/** Plates for the entrances of buildings, two A5 on a sheet of A4, to be cut and hung up. */
export type EntrancePlates = { readonly kind: 'entrance-plates'; readonly plates: readonly EntrancePlate[] }

export type EntrancePlate = {
  /** «梧桐里3号楼2单元» */
  readonly entrance: string
  readonly words: readonly string[]
  readonly qr: string
  readonly unit: string
}
