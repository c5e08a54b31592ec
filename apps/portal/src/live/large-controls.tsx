import { Button } from '@yimi/ui/button.tsx'
import { type RefObject, useEffect, useState } from 'react'
import { useMessages } from '../words/use-messages.ts'

/** iPhones let the video alone fill the screen, by a name of their own. */
type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void }

/** Pause and full screen as buttons of elder mode's size; the browser's own are small. */
export function LargeControls(props: { video: RefObject<AppleVideo | null> }) {
  const words = useMessages().live
  const [paused, setPaused] = useState(false)
  const { video } = props

  useEffect(() => {
    const element = video.current
    if (!element) return
    const look = () => setPaused(element.paused)
    element.addEventListener('play', look)
    element.addEventListener('pause', look)
    return () => {
      element.removeEventListener('play', look)
      element.removeEventListener('pause', look)
    }
  }, [video])

  function toggle() {
    // A refused play shows in the words below the picture, which listen to the same video.
    if (video.current?.paused) video.current.play()?.catch(() => {})
    else video.current?.pause()
  }

  function enlarge() {
    const element = video.current
    if (element?.requestFullscreen) element.requestFullscreen().catch(() => {})
    else element?.webkitEnterFullscreen?.()
  }

  return (
    <div className="player__buttons">
      <Button onPress={toggle}>{paused ? words.goOn : words.pause}</Button>
      <Button onPress={enlarge}>{words.fullScreen}</Button>
    </div>
  )
}
