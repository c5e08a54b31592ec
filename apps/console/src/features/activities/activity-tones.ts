import type { ActivityPlaceState, ActivityState } from '@yimi/contract/activity.ts'
import type { StatusTone } from '@yimi/ui/status-word.tsx'

export const ACTIVITY_TONES: Record<ActivityState, StatusTone> = {
  planned: 'quiet',
  open: 'waiting',
  closed: 'attention',
  held: 'done',
  cancelled: 'failed',
}

export const PLACE_TONES: Record<ActivityPlaceState, StatusTone> = {
  waiting: 'waiting',
  taken: 'quiet',
  attended: 'done',
  withdrawn: 'quiet',
  over: 'quiet',
  cancelled: 'failed',
}
