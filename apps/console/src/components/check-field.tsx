import type { ReactNode } from 'react'

/** A box to tick with its words beside it. */
export function CheckField(props: {
  label: ReactNode
  checked: boolean
  disabled?: boolean
  onCheck: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onCheck(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}
