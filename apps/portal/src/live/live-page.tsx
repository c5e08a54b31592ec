import { call } from '@yimi/contract/client.ts'
import { getPublicBroadcast, type PublicBroadcast } from '@yimi/contract/public.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { BroadcastFacts, Rundown, Summary, WhenLine } from './broadcast-words.tsx'
import { Player } from './player.tsx'

/** One broadcast: everything in words first, the picture when it is asked for. */
export function LivePage(props: { id: string }) {
  const messages = useMessages()
  const ask = useCallback(
    (signal: AbortSignal) => call(getPublicBroadcast, { params: { id: props.id } }, { signal }),
    [props.id],
  )
  const { value: broadcast, problem, refresh } = useAnswer(ask, renewMs)
  const gone = problem?.status === 404 || problem?.status === 400
  // It was public a moment ago: a gate was taken back, and nobody may see more of it for now.
  const halted = broadcast !== undefined && gone
  return (
    <Page title={broadcast?.title ?? messages.live.title}>
      {halted ? <Notice kind="attention" title={messages.live.halted} spoken /> : null}
      {broadcast && problem && !gone ? <Notice kind="attention" title={messages.live.stale} spoken /> : null}
      {broadcast ? (
        <BroadcastBody broadcast={halted ? { ...broadcast, state: 'over' } : broadcast} halted={halted} />
      ) : null}
      {!broadcast && !problem ? <LoadingState words={messages.site.loading} /> : null}
      {!broadcast && problem && gone ? <Notice kind="attention" title={messages.live.notFound} spoken /> : null}
      {!broadcast && problem && !gone ? (
        <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
      ) : null}
      {broadcast || problem ? (
        <p>
          <ButtonLink href={addressOf({ page: 'live-list' })}>{messages.live.allBroadcasts}</ButtonLink>
        </p>
      ) : null}
    </Page>
  )
}

function BroadcastBody(props: { broadcast: PublicBroadcast; halted: boolean }) {
  const { broadcast, halted } = props
  const words = useMessages().live
  return (
    <>
      {halted ? null : <WhenLine broadcast={broadcast} />}
      <Picture broadcast={broadcast} halted={halted} />
      {broadcast.state === 'coming' ? <Notice kind="info" title={words.notYetLine} /> : null}
      <BroadcastFacts broadcast={broadcast} />
      <Summary text={broadcast.summary} />
      <Rundown segments={broadcast.rundown} />
    </>
  )
}

/** A viewer is some seconds behind: who was watching sees the last pictures although the broadcast is over. */
function Picture(props: { broadcast: PublicBroadcast; halted: boolean }) {
  const { id, state, playlist, title } = props.broadcast
  const [known, setKnown] = useState(playlist)
  const [shown, setShown] = useState(state === 'on-air')
  if (playlist !== null && playlist !== known) setKnown(playlist)
  if (state === 'on-air' && !shown) setShown(true)
  const end = useCallback(() => setShown(false), [])
  const words = useMessages().live
  if (shown) return <Player id={id} playlist={known} title={title} over={state === 'over'} onEnded={end} />
  if (state !== 'over' || props.halted) return null
  return (
    <Notice kind="info" title={words.overLine} spoken>
      <p>{words.replayLine}</p>
    </Notice>
  )
}

/** How soon to ask again: seconds matter while a picture is awaited, and not at all once it is over. */
function renewMs(broadcast: PublicBroadcast): number | undefined {
  if (broadcast.state === 'over') return undefined
  if (broadcast.state === 'on-air') return broadcast.playlist ? 10_000 : 3_000
  const untilStart = broadcast.startsAt ? new Date(broadcast.startsAt).getTime() - Date.now() : Number.POSITIVE_INFINITY
  return untilStart < 600_000 ? 10_000 : 60_000
}
