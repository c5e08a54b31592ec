import { useEffect, useRef } from 'react'

/** Calls `onKey` for single keys that nothing else on the page takes: no field being typed in, no dialog open, no modifier but Shift. */
export function useKeys(onKey: (key: string, event: KeyboardEvent) => void): void {
  const last = useRef(onKey)
  last.current = onKey
  useEffect(() => {
    function hear(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
      const at = event.target instanceof Element ? event.target : undefined
      if (at?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return
      if (document.querySelector('[role="dialog"]')) return
      last.current(event.key, event)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}

/** Tens reached with Shift: 1 to 9 and 0 are the first ten, with Shift the next ten. */
const WITH_KEYS = 20

/** Which platform, counted from 0, a key names; nothing for other keys. */
export function platformOfKey(event: Pick<KeyboardEvent, 'code' | 'shiftKey'>): number | undefined {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  if (digit === undefined) return undefined
  return ((Number(digit) + 9) % 10) + (event.shiftKey ? 10 : 0)
}

/** The key of a platform, counted from 0, as it is shown on its tile. */
export function keyOfPlatform(index: number): string | undefined {
  if (index >= WITH_KEYS) return undefined
  return `${index >= 10 ? '⇧' : ''}${(index + 1) % 10}`
}
