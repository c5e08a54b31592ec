import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useEffect, useRef, useState } from 'react'
import { useElderMode } from '../reading/reading-settings.ts'
import type { Messages } from '../words/messages-zh.ts'
import { useMessages } from '../words/use-messages.ts'
import { LargeControls } from './large-controls.tsx'
import { openStream, type StreamState } from './open-stream.ts'
import { openBeacon } from './viewing-beacon.ts'

/**
 * The picture, after a press: what plays it is loaded only then. `playlist` null: on air but nothing to be had yet.
 * `onEnded` is called when the last picture was shown, or broke off after the broadcast was `over`.
 */
export function Player(props: {
  id: string
  playlist: string | null
  title: string
  over: boolean
  onEnded: () => void
}) {
  const [pressed, setPressed] = useState(false)
  const [state, setState] = useState<StreamState>('waiting')
  const video = useRef<HTMLVideoElement>(null)
  const { id, playlist, over, onEnded } = props
  const words = useMessages().live
  const elder = useElderMode()

  useEffect(() => {
    if (!pressed || !playlist || !video.current) return
    return openStream(video.current, playlist, setState)
  }, [pressed, playlist])

  useEffect(() => {
    if (pressed && video.current) return openBeacon(video.current, id)
  }, [pressed, id])

  const endedNow = state === 'ended' || (over && (!pressed || state === 'again' || state === 'waiting'))
  useEffect(() => {
    if (over && endedNow) onEnded()
  }, [over, endedNow, onEnded])

  return (
    <section className="player" aria-label={words.player}>
      <div className="player__frame">
        {pressed ? (
          // biome-ignore lint/a11y/useMediaCaption: a live picture has no captions yet
          <video ref={video} className="player__video" controls playsInline aria-label={props.title} />
        ) : (
          <button type="button" className="player__press" onClick={() => setPressed(true)}>
            <svg className="player__sign" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
              <path d="M16 10l22 14-22 14z" />
            </svg>
            <span>{words.play}</span>
          </button>
        )}
      </div>
      {pressed && elder ? <LargeControls video={video} /> : null}
      {pressed ? <StreamWords state={state} words={words} /> : <p className="player__cost">{words.playCost}</p>}
      <p className="player__cost">{words.noSound}</p>
      <p className="player__cost">{words.counted}</p>
    </section>
  )
}

function StreamWords(props: { state: StreamState; words: Messages['live'] }) {
  const { words, state } = props
  const again = useMessages().site.reload
  if (state === 'unsupported') return <Notice kind="failed" title={words.unsupported} spoken />
  if (state === 'player-lost') {
    const reload = <Button onPress={() => window.location.reload()}>{again}</Button>
    return <Notice kind="failed" title={words.playerLost} actions={reload} spoken />
  }
  const said = {
    opening: words.opening,
    waiting: words.waiting,
    again: words.again,
    'press-again': words.pressAgain,
    playing: '',
    ended: '',
  }[state]
  return (
    <p className="player__words" role="status">
      {said}
    </p>
  )
}
