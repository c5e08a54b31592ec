import type { Service } from '@yimi/contract/service.ts'
import { SERVICE_STATUS_LABELS } from '@yimi/contract/service-labels.ts'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { M } from '../../messages.ts'

/** Whether it can be had today, and until when not. */
export function ServiceState({ status }: { status: Service['status'] }) {
  const word = SERVICE_STATUS_LABELS[status.status].zh
  return (
    <StatusWord
      tone={status.status === 'active' ? 'done' : status.status === 'closed' ? 'waiting' : 'quiet'}
      word={status.until ? M.services.closedUntil(status.until) : word}
    />
  )
}
