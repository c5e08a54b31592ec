import { useEffect, useState, useSyncExternalStore } from 'react'

/**
 * The hash of the address bar. `visit` counts the changes of page: 0 is the page one arrived on, and only later ones
 * take the focus.
 */
export function usePlace(): { hash: string; visit: number } {
  const hash = useSyncExternalStore(subscribe, readHash)
  const [shown, setShown] = useState({ hash, visit: 0 })
  const current = shown.hash === hash ? shown : { hash, visit: shown.visit + 1 }
  if (current !== shown) setShown(current)
  useEffect(() => {
    if (current.visit > 0) window.scrollTo(0, 0)
  }, [current.visit])
  return current
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

function readHash(): string {
  return window.location.hash
}
