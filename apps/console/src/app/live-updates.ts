import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

type Change = { topic: string; orgId: string; recordId: string }

/** First words of the query keys that a topic's first word (`broadcast.ingest-key`) makes stale; an unknown one, all. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  broadcast: ['broadcasts', 'broadcast', 'calendar', 'control-room', 'today', 'figures'],
  'guest-consent': ['broadcast', 'broadcasts', 'guests', 'today'],
  guest: ['guests', 'broadcast'],
  live: ['control-room'],
  platform: ['control-room', 'broadcast'],
  rundown: ['control-room'],
  channel: ['channels', 'broadcast', 'control-room', 'today'],
  'session-key': ['broadcast', 'control-room', 'today'],
  'channel-task': ['broadcast', 'channels', 'today'],
  venue: ['venues', 'calendar'],
  'venue-booking': ['calendar'],
  person: ['guests'],
  notice: ['notices', 'own-notices'],
  incident: ['incidents'],
  'no-match': ['no-matches'],
  'door-card': ['door-cards'],
  'volunteer-sign-up': ['sign-ups'],
  'privacy-request': ['privacy-requests'],
  order: ['orders', 'today', 'figures'],
  need: ['needs', 'figures'],
  'coding-round': ['coding'],
  'code-frame': ['coding'],
  'statistic-release': ['statistic-releases'],
  'order-place': ['orders', 'today', 'figures'],
  'resident-card': ['resident-cards'],
  service: ['services'],
  complaint: ['complaints', 'today', 'figures'],
  account: ['accounts'],
  import: ['imports', 'import'],
  'person-pair': ['duplicates'],
  invitation: ['invitations', 'accounts', 'today'],
  organisation: ['organisations'],
  'work-rules': ['work-rules'],
}

/** Many changes at once (a merger, a test) are one fetch. */
const GATHER_MS = 250

/** Hears what changed and has the pages on view fetch it again. After a gap in the line everything counts as changed. */
export function useLiveUpdates(queries: QueryClient): void {
  useEffect(() => {
    const source = new EventSource('/api/events')
    const stale = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let opened = false

    function flush() {
      timer = undefined
      const names = [...stale]
      stale.clear()
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => names.includes('*') || names.includes(String(queryKey[0])),
      })
    }
    function markStale(names: readonly string[]) {
      for (const name of names) stale.add(name)
      timer ??= setTimeout(flush, GATHER_MS)
    }
    source.onmessage = (event: MessageEvent<string>) => {
      const change = readChange(event.data)
      if (change) markStale(STALE[change.topic.split('.')[0] ?? ''] ?? ['*'])
    }
    source.onopen = () => {
      if (opened) markStale(['*'])
      opened = true
    }
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [queries])
}

function readChange(text: string): Change | undefined {
  try {
    return JSON.parse(text) as Change
  } catch {
    return undefined
  }
}
