import type { getCalendar } from '@yimi/contract/calendar.ts'
import { BROADCAST_STATE_LABELS } from '@yimi/contract/labels.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { BROADCAST_TONES } from '../../components/broadcast-tones.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { clock, dayOf, spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useGiveBack } from './calendar-api.ts'

export type Entry = RouteAnswer<typeof getCalendar>['entries'][number]

/** `11月23日 周一 18:00 – 19:30`, with the day of the end where it is another. */
export function spanOf(entry: Entry): string {
  const sameDay = dayOf(entry.startsAt) === dayOf(entry.endsAt)
  return `${spokenTime(entry.startsAt)} – ${sameDay ? clock(entry.endsAt) : spokenTime(entry.endsAt)}`
}

export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const mayBook = useMay('venue.book')
  const [giving, setGiving] = useState(false)
  if (giving) return <GiveBackDialog entry={entry} onClose={onClose} />
  return (
    <Modal open title={entry.title} footer={null} onCancel={onClose} closable={{ 'aria-label': M.act.close }}>
      <p>{spanOf(entry)}</p>
      {entry.venueName && <p>{entry.venueName}</p>}
      {entry.state && <StatusWord tone={BROADCAST_TONES[entry.state]} word={BROADCAST_STATE_LABELS[entry.state].zh} />}
      <div className="dialog-form__actions dialog-form__actions--apart">
        {entry.kind === 'broadcast' && <ButtonLink href={`#/broadcasts/${entry.id}`}>{M.act.open}</ButtonLink>}
        {entry.kind === 'booking' && mayBook && (
          <Button kind="danger" onPress={() => setGiving(true)}>
            {M.calendar.giveBack}
          </Button>
        )}
      </div>
    </Modal>
  )
}

function GiveBackDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  return (
    <FormDialog
      title={M.calendar.giveBackTitle}
      submitWords={M.calendar.giveBack}
      danger
      initial={{}}
      onSubmit={useGiveBack(entry.id)}
      onClose={onClose}
    >
      {() => <p>{M.calendar.giveBackLead(entry.title, spanOf(entry))}</p>}
    </FormDialog>
  )
}
