/** Calls on a press. */
export function TelephoneButton(props: { number: string; words: string; main?: boolean }) {
  return (
    <a
      className={`y-button y-button--wide${props.main ? ' y-button--main' : ''}`}
      href={`tel:${props.number.replace(/[^\d+]/g, '')}`}
    >
      {props.words}
    </a>
  )
}
