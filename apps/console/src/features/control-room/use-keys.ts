import { useEffect, useRef } from 'react'

/** Calls `onKey` for single keys that nothing else on the page takes: no field being typed in, no dialog open, no modifier. */
export function useKeys(onKey: (key: string) => void): void {
  const last = useRef(onKey)
  last.current = onKey
  useEffect(() => {
    function hear(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
      const at = event.target instanceof Element ? event.target : undefined
      if (at?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return
      if (document.querySelector('[role="dialog"]')) return
      last.current(event.key)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}
