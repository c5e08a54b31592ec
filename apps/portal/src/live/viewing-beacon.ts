import { BEACON_EVERY_SECONDS, type Beacon, CONNECTED_SECONDS, sendBeacon } from '@yimi/contract/audience.ts'
import { createPlayClock } from './play-clock.ts'
import { viewerFor } from './viewer-id.ts'

/** Where the beacon hears and speaks; a test gives its own. */
export type BeaconWorld = {
  now(): number
  visible(): boolean
  send(beacon: Beacon): void
}

/**
 * Tells the server that somebody watches, without saying who: from the first picture on every 30 s, when it starts, stops
 * or ends, and when the page is left. Answers the function that says the last word and is silent from then on.
 */
export function openBeacon(
  video: Pick<HTMLVideoElement, 'addEventListener' | 'removeEventListener'>,
  broadcastId: string,
  world: BeaconWorld = pageWorld(broadcastId),
): () => void {
  const clock = createPlayClock()
  const viewer = viewerFor(broadcastId)
  let timer: ReturnType<typeof setInterval> | undefined

  function say() {
    if (timer === undefined) return
    const seconds = clock.take(world.now(), CONNECTED_SECONDS)
    world.send({ viewer, playing: clock.running, visible: world.visible(), seconds })
  }
  function started() {
    const silent = !clock.running
    clock.run(world.now())
    timer = timer ?? setInterval(say, BEACON_EVERY_SECONDS * 1000)
    if (silent) say()
  }
  function stopped() {
    if (!clock.running) return
    clock.rest(world.now())
    say()
  }
  // A short wait for data is no pause worth a message: its time is left out of the next one.
  function waits() {
    clock.rest(world.now())
  }

  const heard = [
    ['playing', started],
    ['waiting', waits],
    ['pause', stopped],
    ['ended', stopped],
    ['emptied', stopped],
  ] as const
  for (const [event, handler] of heard) video.addEventListener(event, handler)
  // Old iPhones tell of a page that is left by `pagehide` alone; a page that comes back goes on.
  window.addEventListener('pagehide', say)
  return () => {
    for (const [event, handler] of heard) video.removeEventListener(event, handler)
    window.removeEventListener('pagehide', say)
    clock.rest(world.now())
    say()
    clearInterval(timer)
    timer = undefined
  }
}

function pageWorld(broadcastId: string): BeaconWorld {
  const address = `/api${sendBeacon.path.replace(':id', encodeURIComponent(broadcastId))}`
  return {
    now: () => performance.now(),
    visible: () => document.visibilityState !== 'hidden',
    send: (beacon) => post(address, JSON.stringify(beacon)),
  }
}

/** Nobody waits for an answer; one that is lost costs its seconds and nothing else. */
function post(address: string, body: string): void {
  const type = 'application/json'
  // Chromium 78 throws at JSON in `sendBeacon`, Firefox before 133 has no request that outlives its page: each has the other.
  if (!('keepalive' in Request.prototype) && navigator.sendBeacon(address, new Blob([body], { type }))) return
  const headers = { 'content-type': type }
  fetch(address, { method: 'POST', headers, body, keepalive: true, credentials: 'omit' }).catch(() => {})
}
