import { useEffect, useState } from 'react'

/** Words on the way, kept for this tab alone: a reload loses nothing, the next person at a shared screen finds nothing. */
export function useKeptDraft<Draft extends Record<string, unknown>>(
  key: string,
  empty: Draft,
): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => recall(key, empty))
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft))
    } catch {
      // A browser that keeps nothing: the words last as long as the page.
    }
  }, [key, draft])
  return [draft, (change) => setDraft((before) => ({ ...before, ...change }))]
}

/** What was kept, field by field; whatever an older version left otherwise is dropped. */
function recall<Draft extends Record<string, unknown>>(key: string, empty: Draft): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return empty
    const fitting = Object.entries(kept).filter(
      ([name, value]) =>
        name in empty && typeof value === typeof empty[name] && Array.isArray(value) === Array.isArray(empty[name]),
    )
    return { ...empty, ...Object.fromEntries(fitting) }
  } catch {
    return empty
  }
}
