import { AgreementKind } from '@yimi/contract/volunteer.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useVolunteerActs } from './volunteers-api.ts'

export function AgreementDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const acts = useVolunteerActs(id)
  const day = today()
  return (
    <FormDialog
      title={M.volunteers.addAgreement}
      submitWords={M.act.save}
      initial={{ kind: 'month-or-longer', signedOn: day, from: day, until: '' }}
      onSubmit={({ kind, until, ...days }, key) =>
        acts.addAgreement({ ...days, kind: AgreementKind.parse(kind), until: until || null, fileId: null }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={M.volunteers.agreementKind}
            hint={M.volunteers.agreementHint}
            value={values.kind}
            options={AgreementKind.options.map((kind) => ({
              value: kind,
              label: M.volunteers.agreementKinds[kind],
            }))}
            onPick={(kind) => kind && change({ kind })}
          />
          <DayField
            label={M.volunteers.signedOn}
            value={values.signedOn}
            onPick={(signedOn) => change({ signedOn })}
            {...fault('signedOn')}
          />
          <DayField label={M.volunteers.fromDay} value={values.from} onPick={(from) => change({ from })} />
          <DayField
            label={M.volunteers.untilDate}
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
