import type { UrgentRules } from '@yimi/contract/urgent-rules.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useSetUrgentRules, useUrgentRules } from './orders-api.ts'

const W = M.orderEntry.urgentTerms

/** How soon urgent orders are looked at, and since when. */
export function UrgentTerms({ orgId }: { orgId: string }) {
  const rules = useUrgentRules(orgId)
  const [changing, setChanging] = useState(false)
  return (
    <section aria-labelledby="urgent-terms">
      <h2 id="urgent-terms">{W.title}</h2>
      <QueryView query={rules}>
        {({ current, versions }) => (
          <>
            <p>{W.terms(current.content.lookMinutes, current.content.handleMinutes)}</p>
            <p className="second">{current.from ? W.laidDownBy(current.orgName, current.from) : W.byDefault}</p>
            {versions.length > 0 && (
              <details>
                <summary>{W.versions}</summary>
                <ul>
                  {versions.map((one) => (
                    <li key={`${one.from} ${one.content.lookMinutes} ${one.content.handleMinutes}`}>
                      {W.version(one.from ?? '', one.madeBy)}
                      {W.terms(one.content.lookMinutes, one.content.handleMinutes)}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <div className="acts">
              <Button onPress={() => setChanging(true)}>{W.layDown}</Button>
            </div>
            {changing && <TermsDialog orgId={orgId} rules={current.content} onClose={() => setChanging(false)} />}
          </>
        )}
      </QueryView>
    </section>
  )
}

type TermsProps = { orgId: string; rules: UrgentRules; onClose: () => void }

function TermsDialog({ orgId, rules, onClose }: TermsProps) {
  const set = useSetUrgentRules()
  const initial: { from: string } & Record<keyof UrgentRules, number | null> = { from: today(), ...rules }
  return (
    <FormDialog
      title={W.layDown}
      submitWords={M.act.save}
      initial={initial}
      ready={({ lookMinutes, handleMinutes }) => lookMinutes !== null && handleMinutes !== null}
      onSubmit={({ from, lookMinutes, handleMinutes }, key) =>
        set(
          orgId,
          {
            from,
            content: {
              lookMinutes: lookMinutes ?? rules.lookMinutes,
              handleMinutes: handleMinutes ?? rules.handleMinutes,
            },
          },
          key,
        )
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <DayField label={W.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <NumberField
            name="lookMinutes"
            label={W.look}
            min={5}
            max={240}
            value={values.lookMinutes}
            onNumber={(lookMinutes) => change({ lookMinutes })}
            {...fault('lookMinutes')}
          />
          <NumberField
            name="handleMinutes"
            label={W.handle}
            min={15}
            max={1440}
            value={values.handleMinutes}
            onNumber={(handleMinutes) => change({ handleMinutes })}
            {...fault('handleMinutes')}
          />
        </>
      )}
    </FormDialog>
  )
}
