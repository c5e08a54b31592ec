/** Sheets that are walked with, numbered, doors in building order. Surname and title and nothing else of a person. */
export type RoundSheets = {
  readonly kind: 'round-sheets'
  readonly sheets: readonly RoundSheet[]
}

export type RoundSheet = {
  /** Typed in when the sheet is back. */
  readonly number: string
  /** What is brought: «生日送面条». */
  readonly title: string
  readonly round: string
  readonly unit: string
  readonly area: string
  /** «11月28日至11月30日» */
  readonly days: string
  readonly walkers: readonly string[]
  readonly instructions: string
  /** A box each at every door; none: a line on which the resident signs. */
  readonly marks: readonly string[]
  readonly doors: readonly SheetDoor[]
}

export type SheetDoor = {
  readonly position: number
  readonly door: string
  /** «王女士» */
  readonly whom: string
  /** Not to be gone to any more. */
  readonly gone: boolean
}
