import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { ChannelTask } from '@yimi/contract/channel-task.ts'
import { CHANNEL_KIND_LABELS, CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { FinishDialog, ReopenDialog } from './finish-dialog.tsx'
import { useChannelTasks } from './matrix-api.ts'
import { SessionKeyDialog } from './session-key-dialog.tsx'

type Opened = { what: 'assign' | 'finish' | 'reopen' | 'key'; task: ChannelTask }
/** States in which a key may still be of use. */
const BEFORE_THE_END: readonly Broadcast['state'][] = ['draft', 'in-review', 'returned', 'cleared', 'on-air']

/** Every channel of the broadcast: what it still needs, who does it, and the proof that it was done. */
export function BroadcastChannels({ broadcast }: { broadcast: Broadcast }) {
  const tasks = useChannelTasks(broadcast.id)
  const [open, setOpen] = useState<Opened>()
  const about = open && { broadcast, task: open.task, onClose: () => setOpen(undefined) }
  return (
    <>
      <p className="second">{M.matrix.lead}</p>
      <QueryView query={tasks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState words={M.matrix.nothing} />
          ) : (
            <ul className="cards">
              {items.map((task) => (
                <TaskCard
                  key={task.channelId}
                  task={task}
                  takesKeys={BEFORE_THE_END.includes(broadcast.state)}
                  isOver={broadcast.state === 'ended' || broadcast.state === 'archived'}
                  onOpen={(what) => setOpen({ what, task })}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {about && open.what === 'assign' && <AssignDialog {...about} people={tasks.data?.people ?? []} />}
      {about && open.what === 'finish' && <FinishDialog {...about} />}
      {about && open.what === 'reopen' && <ReopenDialog {...about} />}
      {about && open.what === 'key' && <SessionKeyDialog {...about} />}
    </>
  )
}

function TaskCard(props: {
  task: ChannelTask
  takesKeys: boolean
  isOver: boolean
  onOpen: (what: Opened['what']) => void
}) {
  const { task, onOpen } = props
  const mayPrepare = useMay('channel.prepare')
  // A stream is confirmed when it has gone out; before that only its key is of interest.
  const mayFinish = task.doneAt === null && (task.kind !== 'push' || props.isOver)
  const act = (what: Opened['what'], words: string) => (
    <Button label={M.matrix.actOn(words, task.name)} onPress={() => onOpen(what)}>
      {words}
    </Button>
  )
  return (
    <li className="card consent">
      <div className="card__head">
        <h2>{task.name}</h2>
        <span className="second">{CHANNEL_KIND_LABELS[task.kind].zh}</span>
        <TaskState task={task} />
        {task.overdue && <StatusWord tone="failed" word={M.matrix.overdue} />}
      </div>
      <TaskFacts task={task} />
      {mayPrepare && (
        <div className="row-actions">
          {task.takesSessionKey && props.takesKeys && act('key', M.matrix.key.paste)}
          {act('assign', M.matrix.assign)}
          {mayFinish && act('finish', M.matrix.finish)}
          {task.doneAt !== null && act('reopen', M.matrix.reopen)}
        </div>
      )}
    </li>
  )
}

function TaskState({ task }: { task: ChannelTask }) {
  if (task.need) return <StatusWord tone="attention" word={CHANNEL_NEED_LABELS[task.need].zh} />
  return <StatusWord tone="done" word={task.doneAt ? M.matrix.done : M.matrix.ready} />
}

function TaskFacts({ task }: { task: ChannelTask }) {
  const due = task.dueAt && task.doneAt === null ? M.matrix.due(dayTime(task.dueAt)) : ''
  const assigned = [task.what, task.who, due].filter(Boolean).join(' · ')
  return (
    <>
      {assigned && <p>{assigned}</p>}
      {task.sessionKey && (
        <p className="second">{M.matrix.key.known(task.sessionKey.keyEnd, dayTime(task.sessionKey.expiresAt))}</p>
      )}
      {task.doneAt && <p className="second">{M.matrix.doneAt(task.doneBy ?? '', dayTime(task.doneAt))}</p>}
      {task.proof && (
        <p>
          {M.matrix.proof}{' '}
          {task.proof.address && (
            <a href={task.proof.address} target="_blank" rel="noreferrer noopener">
              {task.proof.address}
            </a>
          )}{' '}
          {task.proof.fileId && (
            <a href={`/api/files/${task.proof.fileId}/content`}>{task.proof.fileName ?? M.matrix.proof}</a>
          )}
        </p>
      )}
    </>
  )
}
