import { Button } from '@yimi/ui/button.tsx'
import type Hls from 'hls.js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { M } from '../../messages.ts'

const RETRY_MS = 2_000

/** What the encoder sends, a few seconds late. Silent until asked: in the studio it would howl. */
export function Preview(props: {
  playlist: string | null
  over: boolean
  muted: boolean
  onMute: (muted: boolean) => void
}) {
  const { playlist, over, muted, onMute } = props
  const video = useRef<HTMLVideoElement>(null)
  const failed = usePlayback(video, playlist)
  return (
    <section className="room__panel room__preview" aria-label={M.controlRoom.preview}>
      <h2>{M.controlRoom.preview}</h2>
      {playlist ? (
        <div className="room__screen">
          <video ref={video} muted={muted} playsInline autoPlay aria-label={M.controlRoom.preview} />
          {failed && (
            <p className="room__screen-words" role="status">
              {M.controlRoom.previewFailed}
            </p>
          )}
        </div>
      ) : (
        <p className="room__screen room__screen-words">{over ? M.controlRoom.previewOver : M.controlRoom.noPreview}</p>
      )}
      {playlist && (
        <Button pressed={!muted} onPress={() => onMute(!muted)}>
          {muted ? M.controlRoom.unmute : M.controlRoom.mute} <kbd>{M.controlRoom.keyNames.sound}</kbd>
        </Button>
      )}
    </section>
  )
}

/** Plays the list in the element, and tries again for as long as it is wanted. Answers whether it fails just now. */
function usePlayback(video: RefObject<HTMLVideoElement | null>, playlist: string | null): boolean {
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try opens the same list again
  useEffect(() => {
    const element = video.current
    if (!element || !playlist) return
    let player: Hls | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    function again() {
      if (over || timer) return
      setFailed(true)
      timer = setTimeout(() => setTries((count) => count + 1), RETRY_MS)
    }
    const onPlaying = () => setFailed(false)
    element.addEventListener('playing', onPlaying)
    void open(element, playlist, again).then((opened) => {
      if (over) opened?.destroy()
      else player = opened
    }, again)
    return () => {
      over = true
      clearTimeout(timer)
      element.removeEventListener('playing', onPlaying)
      player?.destroy()
    }
  }, [video, playlist, tries])
  return failed
}

/** The player is loaded only here; browsers that play the list themselves need none. */
async function open(video: HTMLVideoElement, playlist: string, onFailed: () => void): Promise<Hls | undefined> {
  const { default: Player } = await import('hls.js/light')
  if (!Player.isSupported()) {
    video.src = playlist
    video.addEventListener('error', onFailed, { once: true })
    return undefined
  }
  const player = new Player({ liveSyncDurationCount: 1, maxBufferLength: 10, backBufferLength: 10 })
  player.on(Player.Events.ERROR, (_event, data) => {
    if (data.fatal) onFailed()
  })
  player.on(Player.Events.MANIFEST_PARSED, () => void video.play().catch(() => undefined))
  player.loadSource(playlist)
  player.attachMedia(video)
  return player
}
