import { NEED_SOURCES, NEED_SUBJECTS, type NeedSource, type NeedSubject } from '@yimi/contract/need.ts'
import { NEED_CLASSES, type NeedClass } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { SelectField, TextAreaField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { OneChoice } from '../orders/one-choice.tsx'
import { type NewNeed, useNeedActs } from './needs-api.ts'
import { NO_YES, YesFields, type YesValues } from './yes-fields.tsx'

const W = M.needs
type Values = YesValues & {
  orgId: string | null
  subject: NeedSubject
  personId: string | null
  needClass: NeedClass
  words: string
  source: NeedSource
  heardOn: string
  saidYes: boolean
}

/** What somebody said; where he has said yes to a service already, the order goes with it. */
export function HearNeedDialog({ onClose }: { onClose: () => void }) {
  const acts = useNeedActs()
  const organisations = useMyOrganisations()
  const first = (organisations.find((one) => one.level === 'station') ?? organisations[0])?.id ?? null
  const initial: Values = {
    ...NO_YES,
    orgId: null,
    subject: 'person',
    personId: null,
    needClass: 'affairs',
    words: '',
    source: 'visit',
    heardOn: today(),
    saidYes: false,
  }
  return (
    <FormDialog
      title={W.add}
      submitWords={M.act.save}
      initial={initial}
      ready={isReady}
      onSubmit={(values, key) => acts.hear(bodyOf(values, values.orgId ?? first ?? ''), key)}
      onClose={onClose}
    >
      {(form) => <Fields form={form} orgId={form.values.orgId ?? first} />}
    </FormDialog>
  )
}

function Fields({ form, orgId }: { form: DialogForm<Values>; orgId: string | null }) {
  const { values, change, fault } = form
  return (
    <>
      <p className="quiet">{W.addLead}</p>
      <OrganisationPick value={orgId} onPick={(picked) => change({ orgId: picked, personId: null })} />
      <OneChoice
        label={W.subject}
        choices={NEED_SUBJECTS.map((value) => ({ value, label: W.subjects[value] }))}
        value={values.subject}
        onChoose={(subject) =>
          change({ subject, ...(subject === 'anonymous' ? { personId: null, saidYes: false } : {}) })
        }
      />
      {values.subject !== 'anonymous' && (
        <PersonFind
          label={W.who}
          value={values.personId}
          onPick={(personId) => change({ personId })}
          {...fault('personId')}
        />
      )}
      <OneChoice
        label={W.needClass}
        choices={NEED_CLASSES.map((value) => ({ value, label: NEED_CLASS_LABELS[value].zh }))}
        value={values.needClass}
        onChoose={(needClass) => change({ needClass })}
      />
      <TextAreaField
        name="words"
        label={W.words}
        rows={3}
        maxLength={2000}
        value={values.words}
        onChange={(words) => change({ words })}
        {...fault('words')}
      />
      <SelectField
        name="source"
        label={W.source}
        value={values.source}
        choices={NEED_SOURCES.map((value) => ({ value, label: W.sources[value] }))}
        onChange={(source) => change({ source: NEED_SOURCES.find((one) => one === source) ?? 'visit' })}
      />
      <DayField
        label={W.heardOn}
        value={values.heardOn}
        onPick={(heardOn) => change({ heardOn })}
        {...fault('heardOn')}
      />
      {values.personId && orgId && (
        <>
          <CheckField label={W.saidYes} checked={values.saidYes} onCheck={(saidYes) => change({ saidYes })} />
          {values.saidYes && (
            <YesFields
              whom={{ orgId, needClass: values.needClass, personId: values.personId }}
              values={values}
              change={change}
            />
          )}
        </>
      )}
    </>
  )
}

function isReady(values: Values): boolean {
  if (values.words.trim().length < 2) return false
  if (values.subject !== 'anonymous' && values.personId === null) return false
  return !values.saidYes || values.serviceId !== ''
}

function bodyOf(values: Values, orgId: string): NewNeed {
  const { subject, personId, needClass, words, source, heardOn } = values
  const { serviceId, how, saidBy, orderWords } = values
  return {
    ...{ orgId, subject, personId, needClass, words, source, heardOn },
    yes: values.saidYes ? { serviceId, how, saidBy, orderWords } : null,
  }
}
