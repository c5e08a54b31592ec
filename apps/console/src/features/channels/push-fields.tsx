import type { Channel } from '@yimi/contract/channel.ts'
import { Field, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import type { ChannelValues } from './channels-api.ts'

/** Address and key of a channel that is pushed to. */
export function PushFields({ form, channel }: { form: DialogForm<ChannelValues>; channel: Channel | undefined }) {
  const { values, change, fault } = form
  return (
    <>
      <TextField
        name="server"
        label={M.channels.server}
        hint={values.sessionKey ? M.channels.serverMayBeEmpty : M.channels.serverHint}
        maxLength={400}
        value={values.server}
        onChange={(server) => change({ server })}
        {...fault('server')}
      />
      <CheckField
        label={M.channels.sessionKey}
        checked={values.sessionKey}
        onCheck={(sessionKey) => change({ sessionKey })}
      />
      {!values.sessionKey && (
        <Field
          label={M.channels.key}
          hint={channel?.hasKey ? M.channels.keyStays : M.channels.keyHint}
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
      )}
    </>
  )
}
