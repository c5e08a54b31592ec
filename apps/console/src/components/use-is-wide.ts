import { useSyncExternalStore } from 'react'

/** Below this a table does not fit. */
const query = matchMedia('(min-width: 900px)')

export function useIsWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}
