import type { ImportStatus } from '@yimi/contract/import.ts'
import type { StatusTone } from '@yimi/ui/status-word.tsx'

export const STATUS_TONES: Readonly<Record<ImportStatus, StatusTone>> = {
  staged: 'waiting',
  checked: 'waiting',
  running: 'waiting',
  imported: 'done',
  undone: 'quiet',
  forgotten: 'quiet',
}
