import { LendingKind } from '@yimi/contract/lending.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { usePartnerActs } from './partners-api.ts'

type Values = { kind: string; name: string; terms: string; startsAt: string | null; endsAt: string | null }

export function OfferDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const acts = usePartnerActs()
  const initial: Values = { kind: 'room', name: '', terms: '', startsAt: null, endsAt: null }
  return (
    <FormDialog
      title={M.lending.offer}
      submitWords={M.lending.offer}
      initial={initial}
      ready={({ name, startsAt, endsAt }) => name.trim() !== '' && startsAt !== null && endsAt !== null}
      onSubmit={({ kind, startsAt, endsAt, ...words }, key) =>
        acts.offer(id, { ...words, kind: LendingKind.parse(kind), startsAt: startsAt ?? '', endsAt: endsAt ?? '' }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={M.lending.kind}
            value={values.kind}
            options={LendingKind.options.map((kind) => ({ value: kind, label: M.lending.kinds[kind] }))}
            onPick={(kind) => kind && change({ kind })}
          />
          <TextField
            name="offer-name"
            label={M.lending.name}
            maxLength={60}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="terms"
            label={M.lending.terms}
            hint={M.lending.termsHint}
            optional={M.act.optional}
            maxLength={200}
            value={values.terms}
            onChange={(terms) => change({ terms })}
            {...fault('terms')}
          />
          <MomentField
            label={M.lending.from}
            value={values.startsAt}
            onPick={(startsAt) => change({ startsAt })}
            {...fault('startsAt')}
          />
          <MomentField
            label={M.lending.until}
            value={values.endsAt}
            onPick={(endsAt) => change({ endsAt })}
            {...fault('endsAt')}
          />
        </>
      )}
    </FormDialog>
  )
}
