import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { EvidenceField } from '../../components/evidence-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useSkillKinds, useVolunteerActs } from './volunteers-api.ts'

type Values = {
  skill: string
  issuer: string
  issuedOn: string
  expiresOn: string
  file: { id: string; name: string } | null
}

export function SkillDialog({ volunteer, onClose }: { volunteer: Volunteer; onClose: () => void }) {
  const acts = useVolunteerActs(volunteer.id)
  const kinds = useSkillKinds().data ?? []
  const mayUpload = useMay('file.upload')
  const certified = (code: string) => kinds.find((kind) => kind.code === code)?.certified ?? false
  const initial: Values = { skill: '', issuer: '', issuedOn: '', expiresOn: '', file: null }
  return (
    <FormDialog
      title={M.volunteers.addSkill}
      submitWords={M.act.save}
      initial={initial}
      ready={({ skill, issuer, expiresOn }) =>
        skill !== '' && (!certified(skill) || (issuer.trim() !== '' && expiresOn !== ''))
      }
      onSubmit={({ file, issuedOn, expiresOn, ...words }, key) =>
        acts.addSkill(
          { ...words, issuedOn: issuedOn || null, expiresOn: expiresOn || null, fileId: file?.id ?? null },
          key,
        )
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={M.volunteers.skill}
            {...(certified(values.skill) ? { hint: M.volunteers.needsCertificate } : {})}
            value={values.skill || null}
            options={kinds.map((kind) => ({ value: kind.code, label: kind.label }))}
            onPick={(skill) => skill && change({ skill })}
            {...fault('skill')}
          />
          {certified(values.skill) && (
            <>
              <TextField
                name="issuer"
                label={M.volunteers.issuer}
                maxLength={60}
                value={values.issuer}
                onChange={(issuer) => change({ issuer })}
                {...fault('issuer')}
              />
              <DayField
                label={M.volunteers.issuedOn}
                optional={M.act.optional}
                value={values.issuedOn}
                onPick={(issuedOn) => change({ issuedOn })}
              />
              <DayField
                label={M.volunteers.expiresOn}
                value={values.expiresOn}
                onPick={(expiresOn) => change({ expiresOn })}
                {...fault('expiresOn')}
              />
              {mayUpload && (
                <EvidenceField
                  orgId={volunteer.orgId}
                  hint={M.volunteers.evidence}
                  value={values.file}
                  onStored={(file) => change({ file })}
                />
              )}
            </>
          )}
        </>
      )}
    </FormDialog>
  )
}
