import { ASKED_WAYS, type AskedWay, type ServiceSuggestion, YES_SAYERS, type YesSayer } from '@yimi/contract/need.ts'
import type { NeedClass } from '@yimi/contract/service.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useId } from 'react'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { OneChoice } from '../orders/one-choice.tsx'
import { useServiceSuggestions } from './needs-api.ts'

const W = M.needs.propose
export type YesValues = { serviceId: string; how: AskedWay; saidBy: YesSayer; orderWords: string }
export const NO_YES: YesValues = { serviceId: '', how: 'at-door', saidBy: 'resident', orderWords: '' }

/** Which service, how the resident was asked, who said yes: all that an order needs. */
export function YesFields(props: {
  whom: { orgId: string; needClass: NeedClass; personId: string | null }
  values: YesValues
  change: (part: Partial<YesValues>) => void
}) {
  const { values, change } = props
  return (
    <>
      <ServiceChoice whom={props.whom} value={values.serviceId} onChoose={(serviceId) => change({ serviceId })} />
      <OneChoice
        label={W.how}
        choices={ASKED_WAYS.map((value) => ({ value, label: M.needs.ways[value] }))}
        value={values.how}
        onChoose={(how) => change({ how })}
      />
      <OneChoice
        label={W.saidBy}
        choices={YES_SAYERS.map((value) => ({ value, label: M.needs.sayers[value] }))}
        value={values.saidBy}
        onChoose={(saidBy) => change({ saidBy })}
      />
      <TextAreaField
        name="order-words"
        label={W.orderWords}
        hint={W.orderWordsHint}
        rows={2}
        maxLength={1000}
        value={values.orderWords}
        onChange={(orderWords) => change({ orderWords })}
      />
    </>
  )
}

/** Those that fit first; of the others it stands beside them why not. */
export function ServiceChoice(props: {
  whom: { orgId: string; needClass: NeedClass; personId: string | null }
  value: string
  onChoose: (serviceId: string) => void
}) {
  const suggestions = useServiceSuggestions(props.whom)
  return (
    <QueryView query={suggestions} isEmpty={(data) => data.items.length === 0} emptyWords={W.none}>
      {({ items }) => (
        <>
          <ServiceGroup {...props} label={W.fits} items={items.filter((one) => one.sameClass)} />
          <ServiceGroup {...props} label={W.others} items={items.filter((one) => !one.sameClass)} />
        </>
      )}
    </QueryView>
  )
}

function ServiceGroup(props: {
  label: string
  items: readonly ServiceSuggestion[]
  value: string
  onChoose: (serviceId: string) => void
}) {
  const name = useId()
  if (props.items.length === 0) return null
  return (
    <fieldset className="suggestions">
      <legend>{props.label}</legend>
      {props.items.map((one) => (
        <label key={one.serviceId} className="check suggestions__one">
          <input
            type="radio"
            name={name}
            disabled={one.why !== ''}
            checked={props.value === one.serviceId}
            onChange={() => props.onChoose(one.serviceId)}
          />
          <span>
            <strong>{one.name}</strong> {one.eligibilityWords}
            {one.documents.length > 0 && ` ${W.documents(one.documents.join('、'))}`}
            {one.why && <span className="suggestions__why">{one.why}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
