import { useEffect, useState } from 'react'

/**
 * The server's clock in milliseconds, running on between its answers: a studio's computer may be minutes off. Ticks four
 * times a second, so that no second is ever skipped on view.
 */
export function useServerNow(now: string | undefined): number {
  const [offset, setOffset] = useState(0)
  const [local, setLocal] = useState(Date.now)
  useEffect(() => {
    if (now) setOffset(Date.parse(now) - Date.now())
  }, [now])
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return local + offset
}
