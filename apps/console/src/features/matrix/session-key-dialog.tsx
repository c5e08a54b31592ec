import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { ChannelTask } from '@yimi/contract/channel-task.ts'
import { Field, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useTaskActs } from './matrix-api.ts'

type Values = { server: string; key: string; expiresAt: string | null }

/** Takes the key that the platform gave for this broadcast; it is never shown again. */
export function SessionKeyDialog(props: { broadcast: Broadcast; task: ChannelTask; onClose: () => void }) {
  const { broadcast, task } = props
  const acts = useTaskActs(broadcast.id, task.channelId)
  const initial: Values = { server: '', key: '', expiresAt: broadcast.endsAt }
  return (
    <FormDialog
      title={M.matrix.key.title(task.name)}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.expiresAt !== null && (values.key.trim() !== '' || values.server.trim() !== '')}
      onSubmit={async ({ server, key, expiresAt }, idempotencyKey) => {
        if (!expiresAt) return
        const pasted = { ...(server.trim() ? { server } : {}), ...(key.trim() ? { key } : {}), expiresAt }
        await acts.paste(pasted, idempotencyKey)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.matrix.key.lead}</p>
          <Field label={M.matrix.key.key} {...fault('key')}>
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
          <TextField
            name="server"
            label={M.matrix.key.server}
            hint={M.matrix.key.serverHint}
            maxLength={400}
            value={values.server}
            onChange={(server) => change({ server })}
            {...fault('server')}
          />
          <MomentField
            label={M.matrix.key.expiresAt}
            hint={M.matrix.key.expiresHint}
            value={values.expiresAt}
            onPick={(expiresAt) => change({ expiresAt })}
            {...fault('expiresAt')}
          />
        </>
      )}
    </FormDialog>
  )
}
