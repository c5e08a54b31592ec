import type { Channel } from '@yimi/contract/channel.ts'
import { Field, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type ChannelValues, useSaveChannel } from './channels-api.ts'

export function ChannelDialog({ channel, onClose }: { channel?: Channel; onClose: () => void }) {
  const save = useSaveChannel(channel)
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: ChannelValues = {
    name: channel?.name ?? '',
    server: channel?.server ?? '',
    key: '',
    disabled: channel?.disabled ?? false,
    orgId: channel?.orgId ?? first,
  }
  return (
    <FormDialog
      title={channel ? M.channels.change : M.channels.add}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.server.trim().length >= 8 && values.orgId !== null}
      onSubmit={save}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {!channel && (
            <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          )}
          <TextField
            name="name"
            label={M.channels.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="server"
            label={M.channels.server}
            hint={M.channels.serverHint}
            maxLength={400}
            value={values.server}
            onChange={(server) => change({ server })}
            {...fault('server')}
          />
          <Field
            label={M.channels.key}
            hint={channel?.keyEnd ? M.channels.keyStays : M.channels.keyHint}
            {...fault('key')}
          >
            {(control) => (
              <input
                {...control}
                className="y-input"
                type="password"
                autoComplete="new-password"
                maxLength={500}
                value={values.key}
                onChange={(event) => change({ key: event.target.value })}
              />
            )}
          </Field>
          {channel && (
            <CheckField
              label={M.channels.disableIt}
              checked={values.disabled}
              onCheck={(disabled) => change({ disabled })}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}
