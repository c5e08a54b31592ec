import { TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { HalfDaysField } from './half-days.tsx'
import type { Registration } from './volunteers-api.ts'

export type GuardedValues = Omit<Registration, 'orgId' | 'name' | 'contact'>

/** What registration and change have in common: number, times, and for a minor the guardian's consent. */
export function GuardedFields<Values extends GuardedValues>({ values, change, fault }: DialogForm<Values>) {
  const put = (part: Partial<GuardedValues>) => change(part as Partial<Values>)
  return (
    <>
      <TextField
        name="unified-number"
        label={M.volunteers.unifiedNumber}
        hint={M.volunteers.unifiedNumberHint}
        optional={M.act.optional}
        maxLength={40}
        value={values.unifiedNumber}
        onChange={(unifiedNumber) => put({ unifiedNumber })}
        {...fault('unifiedNumber')}
      />
      <HalfDaysField values={values.availability} onPick={(availability) => put({ availability })} />
      <CheckField label={M.volunteers.isMinor} checked={values.minor} onCheck={(minor) => put({ minor })} />
      {values.minor && (
        <>
          <DayField
            label={M.volunteers.adultOn}
            value={values.adultOn}
            onPick={(adultOn) => put({ adultOn })}
            {...fault('adultOn')}
          />
          <TextField
            name="guardian"
            label={M.volunteers.guardian}
            maxLength={100}
            value={values.guardian}
            onChange={(guardian) => put({ guardian })}
            {...fault('guardian')}
          />
          <DayField
            label={M.volunteers.guardianConsentOn}
            value={values.guardianConsentOn}
            onPick={(guardianConsentOn) => put({ guardianConsentOn })}
            {...fault('guardianConsentOn')}
          />
        </>
      )}
    </>
  )
}

/** A minor's guardian has said yes on a day. */
export function isGuarded(values: GuardedValues): boolean {
  return !values.minor || (values.adultOn !== '' && values.guardian.trim() !== '' && values.guardianConsentOn !== '')
}
