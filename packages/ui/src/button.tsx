import type { MouseEvent, ReactNode } from 'react'

export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger'

type Look = { kind?: ButtonKind; wide?: boolean; children: ReactNode }

/** A button; `busy` keeps it focusable and read out, yet a second press does nothing. */
export function Button(
  props: Look & {
    onPress?: () => void
    submit?: boolean
    busy?: boolean
    pressed?: boolean
    label?: string
    describedBy?: string
  },
) {
  function press(event: MouseEvent) {
    if (props.busy) event.preventDefault()
    else props.onPress?.()
  }
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className={buttonClass(props)}
      onClick={press}
      aria-disabled={props.busy ? true : undefined}
      aria-pressed={props.pressed}
      aria-label={props.label}
      aria-describedby={props.describedBy}
    >
      {props.children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(props: Look & { href: string }) {
  return (
    <a className={buttonClass(props)} href={props.href}>
      {props.children}
    </a>
  )
}

function buttonClass(look: Look): string {
  return `y-button y-button--${look.kind ?? 'plain'}${look.wide ? ' y-button--wide' : ''}`
}
