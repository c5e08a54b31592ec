import { describe, expect, it } from 'vitest'
import { type KeptComplaint, NO_COMPLAINT, readKept } from './kept-complaint.ts'

describe('a kept complaint', () => {
  it('comes back with its key and its receipt', () => {
    const kept: KeptComplaint = {
      draft: { words: '路灯坏了', aboutOrgId: '', contact: '' },
      sent: { key: 'k', body: '{}' },
      receipt: { number: 'T1', word: '清风', dueAt: '2026-12-01T00:00:00.000Z' },
    }
    expect(readKept(JSON.stringify(kept))).toEqual(kept)
  })

  it.each([null, '', '[]', '{"draft":3,"sent":{"key":1},"receipt":{"number":""}}'])('starts empty from %s', (text) => {
    expect(readKept(text)).toEqual(NO_COMPLAINT)
  })
})
