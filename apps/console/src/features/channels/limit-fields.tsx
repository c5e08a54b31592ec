import { findPreset } from '@yimi/contract/channel-presets.ts'
import { CheckField } from '../../components/check-field.tsx'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { limitsOrigin } from '../../components/limit-words.ts'
import { NumberField } from '../../components/number-field.tsx'
import { M } from '../../messages.ts'
import type { ChannelValues } from './channels-api.ts'
import { type LimitValues, presetLimits, sameLimits } from './preset-limits.ts'

/** What the platform takes, to be put right by whoever has its page before him. */
export function LimitFields({ form }: { form: DialogForm<ChannelValues> }) {
  const { values, change } = form
  const preset = findPreset(values.preset)
  const isPreset = preset !== undefined && sameLimits(values.limits, presetLimits(values.preset))
  const set = (part: Partial<LimitValues>) => change({ limits: { ...values.limits, ...part } })
  const origin = preset && limitsOrigin({ ...preset, own: false })
  return (
    <fieldset className="ticks">
      <legend>{M.limits.legend}</legend>
      <p className="second">{M.limits.lead}</p>
      <div className="field-row">
        <NumberField
          name="maxKbps"
          label={M.limits.maxKbpsField}
          value={values.limits.maxKbps}
          max={200_000}
          onNumber={(maxKbps) => set({ maxKbps })}
        />
        <NumberField
          name="maxHeight"
          label={M.limits.maxHeightField}
          value={values.limits.maxHeight}
          max={8_640}
          onNumber={(maxHeight) => set({ maxHeight })}
        />
        <NumberField
          name="keyFrameSeconds"
          label={M.limits.keyFrameField}
          value={values.limits.keyFrameSeconds}
          max={30}
          onNumber={(keyFrameSeconds) => set({ keyFrameSeconds })}
        />
      </div>
      {isPreset && origin && (
        <p className={origin.toCheck ? 'to-check' : 'second'}>
          {origin.words}{' '}
          {preset.source && (
            <a href={preset.source} target="_blank" rel="noreferrer noopener">
              {M.limits.sourceLink}
            </a>
          )}
        </p>
      )}
      {isPreset && (
        <CheckField
          label={M.limits.checked}
          checked={values.limitsChecked}
          onCheck={(limitsChecked) => change({ limitsChecked })}
        />
      )}
      {form.fault('limits').fault && <p className="y-field__fault">{form.fault('limits').fault}</p>}
    </fieldset>
  )
}
