import { describe, expect, it } from 'vitest'
import { begunFrom, type KeptComplaint, NO_COMPLAINT, readKept } from './kept-complaint.ts'

describe('a kept complaint', () => {
  it('comes back with its key and its receipt', () => {
    const kept: KeptComplaint = {
      draft: { words: '路灯坏了', aboutOrgId: '', contact: '', orderNumber: '2026-ABCDEFGH' },
      sent: { key: 'k', body: '{}' },
      receipt: { number: 'T1', word: '清风', dueAt: '2026-12-01T00:00:00.000Z' },
    }
    expect(readKept(JSON.stringify(kept))).toEqual(kept)
  })

  it('goes with the number of the order it was begun from, and with none that was left from before', () => {
    const from = begunFrom('2026-ABCDEFGH', NO_COMPLAINT)
    expect(from.draft.orderNumber).toBe('2026-ABCDEFGH')
    expect(begunFrom('', from).draft.orderNumber).toBe('')
  })

  it.each([null, '', '[]', '{"draft":3,"sent":{"key":1},"receipt":{"number":""}}'])('starts empty from %s', (text) => {
    expect(readKept(text)).toEqual(NO_COMPLAINT)
  })
})
