import type { Channel } from '@yimi/contract/channel.ts'
import { CHANNEL_KINDS } from '@yimi/contract/channel.ts'
import { CHANNEL_PRESETS } from '@yimi/contract/channel-presets.ts'
import { CHANNEL_KIND_LABELS } from '@yimi/contract/labels.ts'
import { SelectField, TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type ChannelValues, useSaveChannel } from './channels-api.ts'
import { LimitFields } from './limit-fields.tsx'
import { presetLimits } from './preset-limits.ts'
import { PushFields } from './push-fields.tsx'

const NO_PRESET = ''

export function ChannelDialog({ channel, onClose }: { channel?: Channel; onClose: () => void }) {
  const save = useSaveChannel(channel)
  const first = useMyOrganisations()[0]?.id ?? null
  return (
    <FormDialog
      title={channel ? M.channels.change : M.channels.add}
      submitWords={M.act.save}
      initial={valuesOf(channel, first)}
      ready={isReady}
      onSubmit={save}
      onClose={onClose}
    >
      {(form) => (
        <>
          {!channel && (
            <>
              <OrganisationPick
                value={form.values.orgId}
                onPick={(orgId) => form.change({ orgId })}
                {...form.fault('orgId')}
              />
              <KindField form={form} />
            </>
          )}
          <TextField
            name="name"
            label={M.channels.name}
            maxLength={40}
            value={form.values.name}
            onChange={(name) => form.change({ name })}
            {...form.fault('name')}
          />
          <PresetField form={form} />
          {form.values.kind === 'push' && <PushFields form={form} channel={channel} />}
          {form.values.kind === 'push' && <LimitFields form={form} />}
          <TextAreaField
            name="checklist"
            rows={3}
            label={M.channels.checklist}
            hint={M.channels.checklistHint}
            maxLength={700}
            value={form.values.checklist}
            onChange={(checklist) => form.change({ checklist })}
            {...form.fault('checklist')}
          />
          {channel && (
            <CheckField
              label={M.channels.disableIt}
              checked={form.values.disabled}
              onCheck={(disabled) => form.change({ disabled })}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}

function valuesOf(channel: Channel | undefined, orgId: string | null): ChannelValues {
  const preset = CHANNEL_PRESETS.find((one) => one.code === channel?.preset)
  return {
    kind: channel?.kind ?? 'push',
    preset: preset?.code ?? null,
    name: channel?.name ?? '',
    server: channel?.server ?? '',
    key: '',
    sessionKey: channel?.sessionKey ?? false,
    checklist: channel?.checklist.join('\n') ?? '',
    limits: channel?.limits ?? presetLimits(null),
    limitsChecked: channel?.limits.own ?? false,
    disabled: channel?.disabled ?? false,
    orgId: channel?.orgId ?? orgId,
  }
}

function isReady(values: ChannelValues): boolean {
  const addressed = values.kind !== 'push' || values.sessionKey || values.server.trim().length >= 8
  return values.name.trim() !== '' && values.orgId !== null && addressed
}

function KindField({ form }: { form: DialogForm<ChannelValues> }) {
  return (
    <SelectField
      name="kind"
      label={M.channels.kind}
      hint={M.channels.kindHints[form.values.kind]}
      value={form.values.kind}
      choices={CHANNEL_KINDS.map((kind) => ({ value: kind, label: CHANNEL_KIND_LABELS[kind].zh }))}
      onChange={(value) => {
        const kind = CHANNEL_KINDS.find((one) => one === value)
        if (kind) form.change({ kind })
      }}
    />
  )
}

/** A preset fills in what is empty, and its figures. */
function PresetField({ form }: { form: DialogForm<ChannelValues> }) {
  const { values, change } = form
  return (
    <SelectField
      name="preset"
      label={M.channels.preset}
      value={values.preset ?? NO_PRESET}
      choices={[
        { value: NO_PRESET, label: M.channels.presetNone },
        ...CHANNEL_PRESETS.map((one) => ({ value: one.code, label: one.label })),
      ]}
      onChange={(value) => {
        const preset = CHANNEL_PRESETS.find((one) => one.code === value)
        change({
          preset: preset?.code ?? null,
          limits: presetLimits(preset?.code ?? null),
          limitsChecked: false,
          ...(preset ? { sessionKey: preset.key === 'per-session' } : {}),
          ...(preset?.server && values.server === '' ? { server: preset.server } : {}),
        })
      }}
    />
  )
}
