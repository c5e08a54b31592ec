import type { PublicBroadcast } from '@yimi/contract/public.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { useMessages } from '../words/use-messages.ts'

export function StateBadge(props: { broadcast: Pick<PublicBroadcast, 'state' | 'startsAt'> }) {
  const words = useMessages().live
  const { state, startsAt } = props.broadcast
  if (state === 'on-air') return <Badge kind="live">{words.onAir}</Badge>
  if (state === 'over') return <Badge kind="done">{words.over}</Badge>
  // Its time has come and it is not on air yet: saying «not started» would sound like a mistake.
  const due = startsAt !== null && new Date(startsAt).getTime() <= Date.now()
  return <Badge kind="coming">{due ? words.soon : words.coming}</Badge>
}
