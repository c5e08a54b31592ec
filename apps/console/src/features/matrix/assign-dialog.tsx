import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { ChannelTask } from '@yimi/contract/channel-task.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useTaskActs } from './matrix-api.ts'

/** What is to be done on one channel, by whom, until when. */
export function AssignDialog(props: {
  broadcast: Broadcast
  task: ChannelTask
  people: readonly { id: string; name: string }[]
  onClose: () => void
}) {
  const { task, people } = props
  const acts = useTaskActs(props.broadcast.id, task.channelId)
  return (
    <FormDialog
      title={M.matrix.assignTitle(task.name)}
      submitWords={M.act.save}
      initial={{ what: task.what, who: task.whoId ? '' : task.who, whoId: task.whoId, dueAt: task.dueAt }}
      onSubmit={({ what, who, whoId, dueAt }, key) =>
        acts.change({ act: 'assign', what, who: whoId ? '' : who.trim(), whoId, dueAt }, key)
      }
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextAreaField
            name="what"
            rows={3}
            label={M.matrix.toDo}
            hint={M.matrix.toDoHint}
            maxLength={500}
            value={values.what}
            onChange={(what) => change({ what })}
            {...fault('what')}
          />
          <PickField
            label={M.matrix.who}
            hint={M.matrix.whoHint}
            value={values.whoId}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
            onPick={(whoId) => change({ whoId })}
            clearable
            {...fault('whoId')}
          />
          {values.whoId === null && (
            <TextField
              name="who"
              label={M.matrix.whoWithout}
              maxLength={40}
              value={values.who}
              onChange={(who) => change({ who })}
              {...fault('who')}
            />
          )}
          <MomentField
            label={M.matrix.dueAt}
            value={values.dueAt}
            onPick={(dueAt) => change({ dueAt })}
            {...fault('dueAt')}
          />
        </>
      )}
    </FormDialog>
  )
}
