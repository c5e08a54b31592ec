import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { ChannelTask } from '@yimi/contract/channel-task.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useTaskActs } from './matrix-api.ts'

/** What is to be done on one channel, by whom, until when. */
export function AssignDialog(props: { broadcast: Broadcast; task: ChannelTask; onClose: () => void }) {
  const { task } = props
  const acts = useTaskActs(props.broadcast.id, task.channelId)
  return (
    <FormDialog
      title={M.matrix.assignTitle(task.name)}
      submitWords={M.act.save}
      initial={{ what: task.what, who: task.who, dueAt: task.dueAt }}
      onSubmit={({ what, who, dueAt }, key) => acts.change({ act: 'assign', what, who: who.trim(), dueAt }, key)}
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
          <TextField
            name="who"
            label={M.matrix.who}
            maxLength={40}
            value={values.who}
            onChange={(who) => change({ who })}
            {...fault('who')}
          />
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
