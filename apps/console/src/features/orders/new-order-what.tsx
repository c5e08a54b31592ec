import type { Service } from '@yimi/contract/service.ts'
import { SERVICE_MEANS_LABELS } from '@yimi/contract/service-labels.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { OptionalDay } from '../people/optional-day.tsx'
import { useServices } from '../services/services-api.ts'
import type { NewOrderForm } from './new-order-values.ts'

const W = M.orderEntry.newOrder

/** What is asked for: an item or own words, when, and what whoever comes must know. */
export function WhatFields({ form }: { form: NewOrderForm }) {
  const { values, change, fault } = form
  const services = useServices(values.orgId)
  const open = (services.data?.items ?? []).filter(isOpen)
  const chosen = open.find((one) => one.id === values.serviceId)
  return (
    <section className="card">
      <h2>{W.what}</h2>
      <CheckField label={W.urgent} checked={values.urgent} onCheck={(urgent) => change({ urgent })} />
      <PickField
        label={W.service}
        hint={W.serviceHint}
        clearable
        value={values.serviceId}
        options={open.map((one) => ({ value: one.id, label: one.content.name }))}
        onPick={(serviceId) => change({ serviceId })}
        {...fault('serviceId')}
      />
      {chosen && <ServiceWords service={chosen} />}
      <TextAreaField
        name="words"
        label={W.words}
        hint={W.wordsHint}
        rows={3}
        maxLength={1000}
        value={values.words}
        onChange={(words) => change({ words })}
        {...(chosen ? { optional: M.act.optional } : {})}
        {...fault('words')}
      />
      <WishFields form={form} />
      <TextField
        name="risks"
        label={W.risks}
        optional={M.act.optional}
        hint={W.risksHint}
        maxLength={300}
        value={values.risks}
        onChange={(risks) => change({ risks })}
        {...fault('risks')}
      />
      <TextField
        name="contact"
        label={W.contact}
        optional={M.act.optional}
        hint={W.contactHint}
        inputMode="tel"
        maxLength={60}
        value={values.contact}
        onChange={(contact) => change({ contact })}
        {...fault('contact')}
      />
    </section>
  )
}

function WishFields({ form: { values, change, fault } }: { form: NewOrderForm }) {
  return (
    <fieldset className="one-choice">
      <legend>{W.wished}</legend>
      <div className="field-row">
        <OptionalDay label={W.from} value={values.from} onPick={(from) => change({ from })} {...fault('wished')} />
        <OptionalDay label={W.until} value={values.until} onPick={(until) => change({ until })} />
      </div>
    </fieldset>
  )
}

/** To be read out: who may have it, what to bring. */
function ServiceWords({ service }: { service: Service }) {
  const { eligibilityWords, documents } = service.content
  return (
    <div className="new-order__about">
      <p>{W.forWhom(eligibilityWords)}</p>
      {documents.length > 0 && <p>{W.documents(documents.join('、'))}</p>}
      {service.offeredMeans.length > 0 && (
        <p>{W.means(service.offeredMeans.map((one) => SERVICE_MEANS_LABELS[one].zh).join('、'))}</p>
      )}
    </div>
  )
}

function isOpen(service: Service): boolean {
  return service.status.status === 'active'
}
