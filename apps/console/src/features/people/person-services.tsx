import type { PersonRecord } from '@yimi/contract/person.ts'
import type { OptOut, Service } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { dayOf, today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { Section } from './person-sections.tsx'
import { useArrangements, useOptOuts, usePersonServiceActs, useServicesOfUnit } from './person-services-api.ts'

/** What the person has again and again, and what he does not want. */
export function PersonServices({ person }: { person: PersonRecord }) {
  const [open, setOpen] = useState<'arrange' | 'opt-out'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <ArrangementSection person={person} onAdd={() => setOpen('arrange')} />
      <OptOutSection person={person} onAdd={() => setOpen('opt-out')} />
      {open === 'arrange' && <ArrangeDialog person={person} onClose={close} />}
      {open === 'opt-out' && <OptOutDialog person={person} onClose={close} />}
    </>
  )
}

function ArrangementSection({ person, onAdd }: { person: PersonRecord; onAdd: () => void }) {
  const items = useArrangements(person.id).data?.items ?? []
  const acts = usePersonServiceActs(person.id)
  const words = M.people.arrangements
  const may = useMay('trigger.make')
  return (
    <Section
      title={words.title}
      empty={words.none}
      action={may && person.status === 'living' && <Button onPress={onAdd}>{words.add}</Button>}
    >
      {items.map((one) => (
        <li key={one.id}>
          <span>
            <strong>{one.serviceName}</strong> {words.every[one.every]}
          </span>
          <span className="quiet">
            {words.next(one.nextOn)}
            {one.lack && ` · ${words.lacked(M.triggers.lacks[one.lack])}`}
          </span>
          {may && (
            <Button label={words.endOf(one.serviceName)} onPress={() => void acts.end(one.id)}>
              {words.end}
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

function OptOutSection({ person, onAdd }: { person: PersonRecord; onAdd: () => void }) {
  const items = useOptOuts(person.id).data?.items ?? []
  const services = useServicesOfUnit(person.orgId).data?.items ?? []
  const acts = usePersonServiceActs(person.id)
  const words = M.people.optOuts
  const may = useMay('consent.change')
  return (
    <Section title={words.title} empty={words.none} action={may && <Button onPress={onAdd}>{words.add}</Button>}>
      {items.map((one) => (
        <li key={one.serviceId}>
          <strong>{one.name}</strong>
          <span className="quiet">
            {words.since(dayOf(one.since))}
            {hasAgreedSince(person, services, one) && ` · ${words.agreedSince}`}
          </span>
          {may && (
            <Button label={words.againOf(one.name)} onPress={() => void acts.setOptOut(one.serviceId, false)}>
              {words.again}
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

/** A consent on which the service stands was given after he said that he does not want it: one may ask, and no more. */
function hasAgreedSince(person: PersonRecord, services: readonly Service[], optOut: OptOut): boolean {
  const content = services.find((one) => one.id === optOut.serviceId)?.content
  const purposes = content ? [...content.eligibility.consents, content.endsWithConsent] : []
  return person.consents.some(
    (consent) => consent.inForce && consent.givenAt > optOut.since && purposes.includes(consent.purpose),
  )
}

function ArrangeDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const acts = usePersonServiceActs(person.id)
  const services = useServicesOfUnit(person.orgId).data?.items ?? []
  const words = M.people.arrangements
  const initial = { serviceId: '', from: today(), until: '' }
  return (
    <FormDialog
      title={words.add}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.serviceId !== ''}
      onSubmit={(values, key) => acts.arrange(values, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={words.service}
            value={values.serviceId || null}
            options={services
              .filter((one) => one.content.triggers.some((trigger) => trigger.on === 'recurring'))
              .map((one) => ({ value: one.id, label: one.content.name }))}
            onPick={(serviceId) => change({ serviceId: serviceId ?? '' })}
            {...fault('serviceId')}
          />
          <DayField label={words.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <DayField
            label={words.until}
            optional={M.act.optional}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
        </>
      )}
    </FormDialog>
  )
}

function OptOutDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const acts = usePersonServiceActs(person.id)
  const services = useServicesOfUnit(person.orgId).data?.items ?? []
  const words = M.people.optOuts
  return (
    <FormDialog
      title={words.add}
      submitWords={M.act.save}
      initial={{ serviceId: '' }}
      ready={(values) => values.serviceId !== ''}
      onSubmit={({ serviceId }) => acts.setOptOut(serviceId, true)}
      onClose={onClose}
    >
      {({ values, change }) => (
        <>
          <p>{words.lead}</p>
          <PickField
            label={words.service}
            value={values.serviceId || null}
            options={services.map((one) => ({ value: one.id, label: one.content.name }))}
            onPick={(serviceId) => change({ serviceId: serviceId ?? '' })}
          />
        </>
      )}
    </FormDialog>
  )
}
