import { createContext, useContext, useEffect, useState } from 'react'
import type { ReadingSettings } from '../reading/reading-settings.ts'
import { addressOf, type Place } from '../routing/place.ts'

/** After so long without a touch the screen says that it will go back, and after so long more it does. */
const QUIET_MS = 45_000
const WARNED_MS = 15_000
const MARK = 'yimi.kiosk'
const TOUCHES = ['pointerdown', 'keydown', 'input', 'wheel'] as const
const KIOSK_READING: ReadingSettings = { elder: true, size: 30, language: 'zh' }

/** Whether this tab is the screen of a station's hall: it became one by opening the kiosk's page, and stays one. */
const KioskContext = createContext(false)
export const KioskProvider = KioskContext.Provider
export function useKiosk(): boolean {
  return useContext(KioskContext)
}

export type KioskTab = {
  kiosk: boolean
  /** The quiet minute is nearly over. */
  warned: boolean
  /** Another one each time that the screen was cleared: whatever hangs on it begins anew. */
  round: number
}

/**
 * Back to the start after a quiet minute, from whichever page, and nothing that was written stays; any touch begins the
 * minute anew. `onReading` must keep its identity.
 */
export function useKioskTab(place: Place, onReading: (settings: ReadingSettings) => void): KioskTab {
  const [marked, setMarked] = useState(isMarked)
  const [warned, setWarned] = useState(false)
  const [round, setRound] = useState(0)
  const kiosk = marked || place.page === 'kiosk'
  useEffect(() => {
    if (!kiosk) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = () => {
      clearTimeout(timer)
      setWarned(false)
      timer = setTimeout(warn, QUIET_MS)
    }
    const warn = () => {
      setWarned(true)
      timer = setTimeout(clear, WARNED_MS)
    }
    const clear = () => {
      setWarned(false)
      forgetAll()
      onReading(KIOSK_READING)
      window.location.hash = addressOf({ page: 'kiosk' })
      setRound((before) => before + 1)
    }
    setMarked(true)
    mark()
    onReading(KIOSK_READING)
    for (const touch of TOUCHES) window.addEventListener(touch, begin)
    return () => {
      clearTimeout(timer)
      for (const touch of TOUCHES) window.removeEventListener(touch, begin)
    }
  }, [kiosk, onReading])
  return { kiosk, warned, round }
}

function forgetAll(): void {
  try {
    sessionStorage.clear()
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  mark()
}

function mark(): void {
  try {
    sessionStorage.setItem(MARK, 'yes')
  } catch {
    // The kiosk's own page is the kiosk's all the same.
  }
}

function isMarked(): boolean {
  try {
    return sessionStorage.getItem(MARK) === 'yes'
  } catch {
    return false
  }
}
