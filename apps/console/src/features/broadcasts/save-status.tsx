import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { M } from '../../messages.ts'
import type { AutosaveStatus } from './autosave.ts'

const TONES: Readonly<Record<AutosaveStatus, StatusTone>> = {
  saved: 'done',
  saving: 'waiting',
  cut: 'attention',
  refused: 'failed',
  differing: 'attention',
}

/** Always in the same place: is what was typed safe? */
export function SaveStatus({ status, onRetry }: { status: AutosaveStatus; onRetry: () => void }) {
  return (
    <div className={`save-status save-status--${status}`}>
      <span role="status">
        <StatusWord tone={TONES[status]} word={M.broadcasts.save[status]} />
      </span>
      {status === 'differing' && <Button onPress={showDifference}>{M.broadcasts.save.look}</Button>}
      {status === 'cut' && <Button onPress={onRetry}>{M.broadcasts.save.retry}</Button>}
    </div>
  )
}

/** Whoever is far down the form is brought to what they must choose. */
function showDifference() {
  const button = document.querySelector<HTMLElement>('.difference button')
  button?.scrollIntoView({ block: 'center' })
  button?.focus()
}
