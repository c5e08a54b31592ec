import type Hls from 'hls.js'

export type StreamState =
  | 'opening'
  | 'playing'
  /** Nothing has come yet; it is asked for again. */
  | 'waiting'
  /** It was there and broke off; it is asked for again. */
  | 'again'
  /** The browser wants the press of a finger once more. */
  | 'press-again'
  | 'ended'
  | 'unsupported'
  /** The program that plays could not be loaded. */
  | 'player-lost'

/** Waits before asking again; the last one is repeated. Two seconds is one segment. */
const WAITS_MS = [2_000, 3_000, 5_000, 8_000]
/** A picture that stands this long is said to be broken off. */
const STALL_MS = 5_000

/**
 * Plays a live playlist in `video`, asks again as long as it is not there or breaks off, and reports each change.
 * Call it from the press of a button. Answers the function that ends it and lets the video go.
 */
export function openStream(
  video: HTMLVideoElement,
  playlist: string,
  report: (state: StreamState) => void,
): () => void {
  const ending: (() => void)[] = []
  let closed = false
  let hasPlayed = false
  let tries = 0
  let letGo: (() => void) | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let stall: ReturnType<typeof setTimeout> | undefined

  listen('playing', () => {
    clearTimeout(stall)
    hasPlayed = true
    tries = 0
    report('playing')
  })
  listen('waiting', () => {
    clearTimeout(stall)
    stall = setTimeout(() => report(hasPlayed ? 'again' : 'waiting'), STALL_MS)
  })
  listen('ended', () => report('ended'))
  report('opening')
  void attach()

  return () => {
    closed = true
    clearTimeout(again)
    clearTimeout(stall)
    letGo?.()
    for (const end of ending) end()
  }

  function listen(event: string, handler: () => void) {
    video.addEventListener(event, handler)
    ending.push(() => video.removeEventListener(event, handler))
  }

  async function attach() {
    if (closed) return
    if (playsNatively(video)) {
      letGo = attachNative(video, playlist, askAgain)
      start()
      return
    }
    const player = await loadPlayer()
    if (closed) return
    if (!player) return report('player-lost')
    if (!player.isSupported()) return report('unsupported')
    letGo = attachPlayer(player, video, playlist, start, askAgain)
  }

  function start() {
    video.play()?.catch((fault: unknown) => {
      if (!closed && fault instanceof DOMException && fault.name === 'NotAllowedError') report('press-again')
    })
  }

  function askAgain() {
    if (closed) return
    letGo?.()
    letGo = undefined
    report(hasPlayed ? 'again' : 'waiting')
    const ms = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]
    tries += 1
    clearTimeout(again)
    again = setTimeout(attach, ms)
  }
}

/**
 * Apple's players do HLS well, and the iPhone has nothing else. Others answer «maybe» too (old Android WebViews without
 * fMP4), so wherever media source extensions are found the loaded player is the surer way.
 */
function playsNatively(video: HTMLVideoElement): boolean {
  if (video.canPlayType('application/vnd.apple.mpegurl') === '') return false
  return !('MediaSource' in window) || 'WebKitPlaybackTargetAvailabilityEvent' in window
}

async function loadPlayer(): Promise<typeof Hls | undefined> {
  try {
    return (await import('hls.js/light')).default
  } catch {
    return undefined
  }
}

function attachNative(video: HTMLVideoElement, playlist: string, onBreak: () => void): () => void {
  video.addEventListener('error', onBreak)
  video.src = playlist
  return () => {
    video.removeEventListener('error', onBreak)
    video.removeAttribute('src')
    video.load()
  }
}

function attachPlayer(
  Player: typeof Hls,
  video: HTMLVideoElement,
  playlist: string,
  onReady: () => void,
  onBreak: () => void,
): () => void {
  // A worker would be made from a blob: address, which the content security policy does not allow for scripts.
  const hls = new Player({ enableWorker: false })
  let recovered = false
  hls.on(Player.Events.MANIFEST_PARSED, onReady)
  hls.on(Player.Events.ERROR, (_event, data) => {
    if (!data.fatal) return
    if (data.type === Player.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true
      hls.recoverMediaError()
    } else onBreak()
  })
  hls.loadSource(playlist)
  hls.attachMedia(video)
  return () => hls.destroy()
}
