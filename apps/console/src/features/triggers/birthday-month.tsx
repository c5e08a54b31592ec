import { Field } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { QueryView } from '../../components/query-view.tsx'
import { today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { PreviewCard } from './preview-card.tsx'
import { useBirthdays, useTriggerActs } from './triggers-api.ts'

/** Whose birthday is kept in a month. */
export function BirthdayMonth({ orgId }: { orgId: string }) {
  const [month, setMonth] = useState(today().slice(0, 7))
  const preview = useBirthdays(orgId, month)
  const acts = useTriggerActs()
  return (
    <>
      <div className="narrow">
        <Field label={M.triggers.month}>
          {(control) => (
            <input
              {...control}
              className="y-input"
              type="month"
              min={today().slice(0, 7)}
              value={month}
              onChange={(event) => event.target.value && setMonth(event.target.value)}
            />
          )}
        </Field>
      </div>
      <QueryView query={preview} isEmpty={(data) => data.items.length === 0} emptyWords={M.triggers.noBirthdayService}>
        {({ items }) =>
          items.map((one) => (
            <PreviewCard
              key={`${one.serviceId} ${month} ${one.count}`}
              preview={one}
              onMake={(expected, key) => acts.makeMonth(orgId, { month, serviceId: one.serviceId, expected }, key)}
            />
          ))
        }
      </QueryView>
    </>
  )
}
