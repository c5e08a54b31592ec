import type { submitComplaint } from '@yimi/contract/complaint.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { useEffect, useState } from 'react'
import type { SentUnder } from '../calls/send-kept.ts'

export type ComplaintDraft = { words: string; aboutOrgId: string; contact: string; orderNumber: string }
export type ComplaintReceipt = RouteAnswer<typeof submitComplaint>

/** What is being written, under which key it was sent, and the receipt once there is one. */
export type KeptComplaint = {
  draft: ComplaintDraft
  sent: SentUnder | undefined
  receipt: ComplaintReceipt | undefined
}

const KEY = 'yimi.complaint'
export const NO_COMPLAINT: KeptComplaint = {
  draft: { words: '', aboutOrgId: '', contact: '', orderNumber: '' },
  sent: undefined,
  receipt: undefined,
}

/** Kept for this tab alone: a reload loses nothing, and the next person at a shared screen finds nothing. */
export function useKeptComplaint(orderNumber: string): [KeptComplaint, (change: Partial<KeptComplaint>) => void] {
  const [kept, setKept] = useState(() => begunFrom(orderNumber, recall()))
  useEffect(() => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept))
    } catch {
      // A browser that keeps nothing: the words last as long as the page.
    }
  }, [kept])
  return [kept, (change) => setKept((before) => ({ ...before, ...change }))]
}

/** From the page of an order it goes with its number; the receipt of an earlier one makes way. Else it goes with none. */
export function begunFrom(orderNumber: string, kept: KeptComplaint): KeptComplaint {
  return {
    ...kept,
    receipt: orderNumber === '' ? kept.receipt : undefined,
    draft: { ...kept.draft, orderNumber },
  }
}

/** What was kept, whatever an older version left there. */
export function readKept(text: string | null): KeptComplaint {
  const kept = objectOf(parse(text))
  const draft = objectOf(kept.draft)
  const sent = objectOf(kept.sent)
  const receipt = objectOf(kept.receipt)
  return {
    draft: {
      words: textOf(draft.words),
      aboutOrgId: textOf(draft.aboutOrgId),
      contact: textOf(draft.contact),
      orderNumber: textOf(draft.orderNumber),
    },
    sent: sent.key && sent.body ? { key: textOf(sent.key), body: textOf(sent.body) } : undefined,
    receipt: receipt.number
      ? { number: textOf(receipt.number), word: textOf(receipt.word), dueAt: textOf(receipt.dueAt) }
      : undefined,
  }
}

function recall(): KeptComplaint {
  try {
    return readKept(sessionStorage.getItem(KEY))
  } catch {
    return NO_COMPLAINT
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
