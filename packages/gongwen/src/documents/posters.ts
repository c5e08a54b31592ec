/** One A4 page each, to be read from three metres: a heading, a code, and the way for whoever has no telephone to scan with. */
export type Posters = { readonly kind: 'posters'; readonly posters: readonly Poster[] }

export type Poster = {
  readonly title: string
  readonly lead: readonly string[]
  readonly qr: string
  /** Under the code: «手机扫一扫». */
  readonly qrWords: string
  /** The same address, to be typed. */
  readonly address: string
  /** For whoever does not scan: «不会扫码？请打 …». */
  readonly otherWay: string
  readonly unit: string
}
