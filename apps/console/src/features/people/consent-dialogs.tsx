import {
  CONSENT_PURPOSES,
  type Consent,
  ConsentEvidence,
  ConsentGiver,
  ConsentPurpose,
} from '@yimi/contract/consent.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import type { z } from 'zod'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { usePersonActions } from './people-api.ts'

const PURPOSE_OPTIONS = Object.entries(CONSENT_PURPOSES).map(([value, { label }]) => ({ value, label }))
type Values = {
  purpose: ConsentPurpose
  givenBy: z.output<typeof ConsentGiver>
  giver: string
  evidenceKind: z.output<typeof ConsentEvidence>
  evidence: string
}
type Withdrawer = keyof typeof M.people.consents.withdrawers

export function ConsentDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { consent } = usePersonActions(person.id)
  const words = M.people.consents
  const initial: Values = {
    purpose: 'home-visit',
    givenBy: person.needsGuardian ? 'guardian' : 'self',
    giver: '',
    evidenceKind: 'signed',
    evidence: '',
  }
  return (
    <FormDialog<Values>
      title={words.add}
      submitWords={words.submit}
      initial={initial}
      ready={(values) => values.givenBy === 'self' || values.giver.trim() !== ''}
      onSubmit={(values, key) => consent({ ...values, giver: values.givenBy === 'self' ? '' : values.giver }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {person.needsGuardian && <Notice kind="attention" title={words.guardian} />}
          <PickField
            label={words.purpose}
            value={values.purpose}
            options={PURPOSE_OPTIONS}
            onPick={(purpose) => change({ purpose: ConsentPurpose.catch('home-visit').parse(purpose) })}
          />
          <Notice kind="info" title={words.shownWords}>
            <p>{CONSENT_PURPOSES[values.purpose].words}</p>
          </Notice>
          <PickField
            label={words.by}
            value={values.givenBy}
            options={optionsOf(words.givers)}
            onPick={(by) => change({ givenBy: ConsentGiver.catch('self').parse(by) })}
          />
          {values.givenBy !== 'self' && (
            <TextField
              name="giver"
              label={words.giver}
              maxLength={60}
              value={values.giver}
              onChange={(giver) => change({ giver })}
              {...fault('giver')}
            />
          )}
          <PickField
            label={words.how}
            value={values.evidenceKind}
            options={optionsOf(words.kinds)}
            onPick={(kind) => change({ evidenceKind: ConsentEvidence.catch('signed').parse(kind) })}
          />
          <TextField
            name="evidence"
            label={words.evidence}
            optional={M.act.optional}
            hint={words.evidenceHint}
            maxLength={200}
            value={values.evidence}
            onChange={(evidence) => change({ evidence })}
            {...fault('evidence')}
          />
        </>
      )}
    </FormDialog>
  )
}

export function WithdrawDialog(props: { person: PersonRecord; consent: Consent; onClose: () => void }) {
  const { withdraw } = usePersonActions(props.person.id)
  const words = M.people.consents
  return (
    <FormDialog<{ by: Withdrawer }>
      title={words.withdrawTitle(CONSENT_PURPOSES[props.consent.purpose].label)}
      submitWords={words.withdraw}
      initial={{ by: 'self' }}
      onSubmit={(values, key) => withdraw(props.consent.id, { by: values.by }, key)}
      onClose={props.onClose}
    >
      {({ values, change }) => (
        <>
          <Notice kind="attention" title={words.withdrawLead} />
          <PickField
            label={words.withdrawBy}
            value={values.by}
            options={optionsOf(words.withdrawers)}
            onPick={(by) => by && by in words.withdrawers && change({ by: by as Withdrawer })}
          />
        </>
      )}
    </FormDialog>
  )
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
