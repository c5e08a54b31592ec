/** Four A6 cards on a sheet of A4, to be cut. A card never says when somebody was born. */
export type BirthdayCards = {
  readonly kind: 'birthday-cards'
  readonly cards: readonly BirthdayCard[]
}

export type BirthdayCard = {
  readonly name: string
  /** «奶奶», «先生», or ''. */
  readonly title: string
  /** One sentence a line. */
  readonly wishes: readonly string[]
  /** Who sends it. */
  readonly unit: string
  /** «有事请打 …», or ''. */
  readonly telephone: string
}
