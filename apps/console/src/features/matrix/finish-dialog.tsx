import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { ChannelTask } from '@yimi/contract/channel-task.ts'
import { UPLOAD_TYPES } from '@yimi/contract/file.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { Upload } from '@yimi/ui/upload.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { sendFile } from '../../lookups/send-file.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useTaskActs } from './matrix-api.ts'

type About = { broadcast: Broadcast; task: ChannelTask; onClose: () => void }
type Values = { checked: string[]; proofAddress: string; proofFileId: string; proofName: string }
const NOTHING: Values = { checked: [], proofAddress: '', proofFileId: '', proofName: '' }

/** Marks a channel as done: its list ticked, its proof named. */
export function FinishDialog({ broadcast, task, onClose }: About) {
  const acts = useTaskActs(broadcast.id, task.channelId)
  const needsProof = task.kind !== 'own-encoder'
  const isReady = (values: Values) =>
    task.checklist.every((item) => values.checked.includes(item)) &&
    (!needsProof || values.proofAddress.trim() !== '' || values.proofFileId !== '')
  return (
    <FormDialog
      title={M.matrix.finishTitle(task.name)}
      submitWords={M.matrix.finish}
      initial={NOTHING}
      ready={isReady}
      onSubmit={({ checked, proofAddress, proofFileId }, key) =>
        acts.change(
          {
            act: 'done',
            checked,
            proofAddress: proofAddress.trim() || null,
            proofFileId: proofFileId || null,
          },
          key,
        )
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          {task.checklist.length > 0 && <Checklist task={task} form={form} />}
          {needsProof && <p className="second">{M.matrix.proofHint}</p>}
          <Proof broadcast={broadcast} form={form} />
        </>
      )}
    </FormDialog>
  )
}

/** Takes back that it was done. */
export function ReopenDialog({ broadcast, task, onClose }: About) {
  const acts = useTaskActs(broadcast.id, task.channelId)
  return (
    <FormDialog
      title={M.matrix.reopenTitle(task.name)}
      submitWords={M.matrix.reopen}
      initial={{}}
      onSubmit={(_, key) => acts.change({ act: 'reopen' }, key)}
      onClose={onClose}
    >
      {() => <p>{M.matrix.reopenLead}</p>}
    </FormDialog>
  )
}

function Checklist({ task, form }: { task: ChannelTask; form: DialogForm<Values> }) {
  const { checked } = form.values
  return (
    <fieldset className="ticks">
      <legend>{M.matrix.checklist}</legend>
      {task.checklist.map((item) => (
        <CheckField
          key={item}
          label={item}
          checked={checked.includes(item)}
          onCheck={(on) => form.change({ checked: on ? [...checked, item] : checked.filter((one) => one !== item) })}
        />
      ))}
    </fieldset>
  )
}

function Proof({ broadcast, form }: { broadcast: Broadcast; form: DialogForm<Values> }) {
  const mayUpload = useMay('file.upload')
  const { values, change, fault } = form
  return (
    <>
      <TextField
        name="proofAddress"
        label={M.matrix.proofAddress}
        hint={M.matrix.proofAddressHint}
        maxLength={500}
        value={values.proofAddress}
        onChange={(proofAddress) => change({ proofAddress })}
        {...fault('proofAddress')}
      />
      {values.proofName && <p role="status">{M.matrix.uploaded(values.proofName)}</p>}
      {mayUpload && (
        <Upload
          words={M.matrix.upload}
          accept={UPLOAD_TYPES.join(',')}
          faultWords={problemWords}
          send={async (file, onPercent, signal) => {
            const stored = await sendFile(file, broadcast.orgId, onPercent, signal)
            change({ proofFileId: stored.id, proofName: stored.name })
          }}
        />
      )}
    </>
  )
}
