import type { Wish } from '@yimi/contract/order.ts'
import type { PublicService } from '@yimi/contract/service.ts'
import { type DayRange, restOfWeek, weekAfter } from './ask-days.ts'

export const WHENS = ['this-week', 'next-week', 'day', 'any'] as const
export type When = (typeof WHENS)[number]

/** What is said on the two pages before the number; `key` and `sent`: under which key which words were sent. */
export type AskDraft = {
  step: string
  forWhom: string
  serviceId: string
  own: string
  when: string
  day: string
  more: string
  risks: string
  contact: string
  urgent: boolean
  key: string
  sent: string
}
export const NO_DRAFT: AskDraft = {
  step: 'what',
  forWhom: '',
  serviceId: '',
  own: '',
  when: 'this-week',
  day: '',
  more: '',
  risks: '',
  contact: '',
  urgent: false,
  key: '',
  sent: '',
}

/** As it is sent. */
export function wishOf(draft: AskDraft, today: string): Wish {
  return {
    serviceId: draft.serviceId || null,
    words: draft.serviceId ? draft.more : draft.own,
    wished: rangeOf(draft, today) ?? null,
    risks: draft.risks,
    contact: draft.contact,
    urgent: draft.urgent,
  }
}

/** A day that passed while the page stood open is none. */
export function rangeOf(draft: Pick<AskDraft, 'when' | 'day'>, today: string): DayRange | undefined {
  if (draft.when === 'this-week') return restOfWeek(today)
  if (draft.when === 'next-week') return weekAfter(today)
  return draft.when === 'day' && draft.day >= today ? { from: draft.day, until: draft.day } : undefined
}

/** Errands first: they are asked for all the year round, a gift has its occasion. Within each the catalogue's own order. */
export function inOrderOfAsking(services: readonly PublicService[]): PublicService[] {
  return [...services.filter((one) => one.kind === 'errand'), ...services.filter((one) => one.kind !== 'errand')]
}

/** A scanner types the whole address that the code holds, a person only what stands there. */
export function tokenOf(scanned: string): string {
  const text = scanned.trim()
  if (!/^https?:\/\//.test(text)) return text
  const [path = ''] = text.split('?')
  return decode(path.slice(path.lastIndexOf('/') + 1))
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
