import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { EvidenceField } from '../../components/evidence-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useHourActs } from './hours-api.ts'
import { type Chosen, VolunteerChoice } from './volunteer-choice.tsx'

const EMPTY = {
  volunteer: null as Chosen | null,
  orgId: null as string | null,
  from: null as string | null,
  until: null as string | null,
  content: '',
  place: '',
  why: '',
  evidence: null as { id: string; name: string } | null,
}
type Values = typeof EMPTY

/** Hours that nobody recorded on the day; somebody else approves them. */
export function LateDialog({ onClose }: { onClose: () => void }) {
  const acts = useHourActs()
  return (
    <FormDialog
      title={M.hours.addLate}
      submitWords={M.act.save}
      initial={EMPTY}
      ready={(one) =>
        Boolean(
          one.volunteer && one.orgId && one.from && one.until && one.content.trim() && one.why.trim() && one.evidence,
        )
      }
      onSubmit={async ({ volunteer, orgId, from, until, evidence, ...words }, key) => {
        if (!volunteer || !orgId || !from || !until || !evidence) return
        const body = { ...words, orgId, from, until, volunteerId: volunteer.id, evidenceFileId: evidence.id }
        await acts.enterLate(body, key)
      }}
      onClose={onClose}
    >
      {(form) => <LateFields form={form} />}
    </FormDialog>
  )
}

function LateFields({ form: { values, change, fault } }: { form: DialogForm<Values> }) {
  const { volunteer } = values
  if (!volunteer)
    return (
      <VolunteerChoice words={M.act.choose} onChoose={(chosen) => change({ volunteer: chosen, orgId: chosen.orgId })} />
    )
  return (
    <>
      <p>
        {M.hours.person}：<strong>{volunteer.name}</strong> {volunteer.number}{' '}
        <Button onPress={() => change({ volunteer: null })}>{M.act.edit}</Button>
      </p>
      <OrganisationPick
        label={M.hours.org}
        value={values.orgId}
        onPick={(orgId) => change({ orgId })}
        {...fault('orgId')}
      />
      <MomentField
        label={M.activities.from}
        value={values.from}
        onPick={(from) => change({ from })}
        {...fault('from')}
      />
      <MomentField
        label={M.activities.until}
        value={values.until}
        onPick={(until) => change({ until })}
        {...fault('until')}
      />
      <TextField
        name="content"
        label={M.hours.what}
        hint={M.hours.contentHint}
        value={values.content}
        maxLength={60}
        onChange={(content) => change({ content })}
        {...fault('content')}
      />
      <TextField
        name="place"
        label={M.hours.place}
        optional={M.act.optional}
        value={values.place}
        maxLength={60}
        onChange={(place) => change({ place })}
        {...fault('place')}
      />
      <TextField
        name="why"
        label={M.hours.whyNot}
        value={values.why}
        maxLength={300}
        onChange={(why) => change({ why })}
        {...fault('why')}
      />
      <EvidenceField
        orgId={values.orgId ?? volunteer.orgId}
        hint={M.hours.evidenceHint}
        value={values.evidence}
        onStored={(evidence) => change({ evidence })}
      />
    </>
  )
}
