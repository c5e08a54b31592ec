import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import { type Language, languageTag } from '../words/use-messages.ts'

/** Sizes of elder mode in CSS pixels at the browser's usual setting; 24 is where it starts. */
export const ELDER_SIZES = [24, 27, 30] as const
export type ElderSize = (typeof ELDER_SIZES)[number]

export type ReadingSettings = { elder: boolean; size: ElderSize; language: Language }

/** Whether elder mode is on: one task a screen. */
export const ElderContext = createContext(false)

export function useElderMode(): boolean {
  return useContext(ElderContext)
}

const KEY = 'yimi.reading'
const USUAL: ReadingSettings = { elder: false, size: 24, language: 'zh' }

/** How this person reads: remembered on the device, shown on the root element, where the style sheets look. */
export function useReadingSettings(): [ReadingSettings, (change: Partial<ReadingSettings>) => void] {
  const [settings, setSettings] = useState(recall)
  useEffect(() => {
    showOnRoot(settings)
    try {
      localStorage.setItem(KEY, JSON.stringify(settings))
    } catch {
      // A browser that keeps nothing: the setting lasts as long as the page.
    }
  }, [settings])
  const change = useCallback((part: Partial<ReadingSettings>) => setSettings((before) => ({ ...before, ...part })), [])
  return [settings, change]
}

/** Called before the first picture, so that nothing jumps. */
export function showOnRoot(settings: ReadingSettings = recall()): void {
  const root = document.documentElement
  root.lang = languageTag(settings.language)
  root.setAttribute('data-density', settings.elder ? 'elder' : 'portal')
  root.setAttribute('data-text', String(settings.size))
}

/** What was kept, whatever somebody or an older version left there. */
export function readSettings(kept: string | null): ReadingSettings {
  const fields = fieldsOf(kept)
  return {
    elder: fields.elder === true,
    size: ELDER_SIZES.find((size) => size === fields.size) ?? USUAL.size,
    language: fields.language === 'en' ? 'en' : 'zh',
  }
}

function recall(): ReadingSettings {
  try {
    return readSettings(localStorage.getItem(KEY))
  } catch {
    return USUAL
  }
}

function fieldsOf(kept: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(kept ?? '')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
