import { Purpose } from '@yimi/contract/broadcast.ts'
import { PURPOSE_LABELS } from '@yimi/contract/labels.ts'
import type { Programme } from '@yimi/contract/programme.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickManyField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type ProgrammeValues, useSaveProgramme } from './programmes-api.ts'

export function ProgrammeDialog({ programme, onClose }: { programme?: Programme; onClose: () => void }) {
  const save = useSaveProgramme(programme)
  const first = useMyOrganisations()[0]?.id ?? null
  return (
    <FormDialog
      title={programme ? M.programmes.change : M.programmes.add}
      submitWords={M.act.save}
      initial={initialOf(programme)}
      ready={({ name, orgId }) => name.trim() !== '' && (orgId ?? first) !== null}
      onSubmit={(values, key) => save({ ...values, orgId: values.orgId ?? first }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {!programme && (
            <OrganisationPick
              label={M.programmes.owner}
              value={values.orgId ?? first}
              onPick={(orgId) => change({ orgId })}
              {...fault('orgId')}
            />
          )}
          <TextField
            name="programme-name"
            label={M.programmes.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="slogan"
            label={M.programmes.slogan}
            optional={M.act.optional}
            maxLength={60}
            value={values.slogan}
            onChange={(slogan) => change({ slogan })}
            {...fault('slogan')}
          />
          <TextAreaField
            name="about"
            label={M.programmes.about}
            optional={M.act.optional}
            rows={5}
            maxLength={1000}
            value={values.about}
            onChange={(about) => change({ about })}
            {...fault('about')}
          />
          <PickManyField
            label={M.programmes.purposes}
            optional={M.act.optional}
            values={values.purposes}
            options={Purpose.options.map((value) => ({ value, label: PURPOSE_LABELS[value].zh }))}
            onPick={(purposes) => change({ purposes: Purpose.array().parse(purposes) })}
          />
          <DayField
            label={M.programmes.since}
            value={values.since}
            onPick={(since) => change({ since })}
            {...fault('since')}
          />
          <DayField
            label={M.programmes.until}
            optional={M.act.optional}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
          <CheckField
            label={M.programmes.published}
            checked={values.published}
            onCheck={(published) => change({ published })}
          />
        </>
      )}
    </FormDialog>
  )
}

function initialOf(programme: Programme | undefined): ProgrammeValues {
  return {
    orgId: programme?.orgId ?? null,
    name: programme?.name ?? '',
    slogan: programme?.slogan ?? '',
    about: programme?.about ?? '',
    purposes: programme?.purposes ?? [],
    since: programme?.since ?? today(),
    until: programme?.until ?? '',
    published: programme?.published ?? false,
  }
}
