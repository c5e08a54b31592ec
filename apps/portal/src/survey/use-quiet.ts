import { useEffect, useRef } from 'react'

/** A screen that is everybody's begins anew when nobody has touched it for so long. */
const QUIET_MS = 90_000
const TOUCHES = ['pointerdown', 'keydown', 'input', 'wheel'] as const

export function useQuiet(watched: boolean, onQuiet: () => void): void {
  const latest = useRef(onQuiet)
  latest.current = onQuiet
  useEffect(() => {
    if (!watched) return
    let timer = setTimeout(() => latest.current(), QUIET_MS)
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current(), QUIET_MS)
    }
    for (const touch of TOUCHES) window.addEventListener(touch, touched)
    return () => {
      clearTimeout(timer)
      for (const touch of TOUCHES) window.removeEventListener(touch, touched)
    }
  }, [watched])
}
