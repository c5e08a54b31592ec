import type { GateCard } from '@yimi/contract/broadcast.ts'
import { CheckField } from '../../components/check-field.tsx'
import { M } from '../../messages.ts'

/** The checklist: to tick for whoever may judge now, to read for all others. */
export function GateChecklist(props: {
  card: GateCard
  checked: readonly string[]
  onChange?: (checked: readonly string[]) => void
}) {
  const { card, checked, onChange } = props
  if (onChange) {
    return (
      <fieldset className="ticks ticks--stacked">
        <legend>{M.gates.checklist}</legend>
        {card.checklist.map((item) => (
          <CheckField
            key={item.id}
            label={item.label}
            checked={checked.includes(item.id)}
            onCheck={(on) => onChange(on ? [...checked, item.id] : checked.filter((id) => id !== item.id))}
          />
        ))}
      </fieldset>
    )
  }
  return (
    <ul className="checklist" aria-label={M.gates.checklist}>
      {card.checklist.map((item) => {
        const done = card.checked.includes(item.id)
        return (
          <li key={item.id} className={done ? 'checklist__done' : undefined}>
            {item.label}
            <span className="unseen">{done ? M.gates.checked : M.gates.notChecked}</span>
          </li>
        )
      })}
    </ul>
  )
}
