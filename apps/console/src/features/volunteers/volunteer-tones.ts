import type { VolunteerState } from '@yimi/contract/volunteer.ts'
import type { StatusTone } from '@yimi/ui/status-word.tsx'

export const VOLUNTEER_TONES: Readonly<Record<VolunteerState, StatusTone>> = {
  active: 'done',
  paused: 'waiting',
  left: 'quiet',
}
