import { describe, expect, it } from 'vitest'
import { afterReceipts, firstBatch, keepOutbox, readOutbox, type Unsent, withRecord } from './outbox.ts'

function unsent(id: string, doorId: string, state: Unsent['state'] = 'waiting'): Unsent {
  const said = { at: '2027-01-11T01:00:00.000Z', outcome: 'talked', callBackAt: null, stamp: 's' } as const
  return {
    record: { id, doorId, ...said, unchanged: true, changes: [], answer: null },
    door: '101室',
    state,
    reason: '',
  }
}
const receipt = (id: string, result: 'kept' | 'stale' | 'refused') => ({
  id,
  doorId: 'd',
  result,
  reason: result === 'kept' ? '' : '原因',
  checked: 0,
  recordedAt: '2027-01-11T01:00:00.000Z',
})

describe('the outbox', () => {
  it('comes back after the page was closed, and apart from a colleague’s at the same device', () => {
    const kept = new Map<string, string>()
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    expect(keepOutbox('me', [unsent('a', 'd')], store)).toBe(true)
    expect(readOutbox('me', store)).toHaveLength(1)
    expect(readOutbox('colleague', store)).toEqual([])
    keepOutbox('me', [], store)
    expect(kept.size).toBe(0)
  })

  it('is empty where what was kept is not readable, and says when nothing can be kept', () => {
    expect(readOutbox('me', { getItem: () => '{broken' })).toEqual([])
    const full = () => {
      throw new Error('quota')
    }
    expect(keepOutbox('me', [unsent('a', 'd')], { setItem: full, removeItem: full })).toBe(false)
  })

  it('lets go what has a receipt and keeps the rest with the reason', () => {
    const after = afterReceipts(
      [unsent('a', '1'), unsent('b', '2'), unsent('c', '3'), unsent('d', '4')],
      [receipt('a', 'kept'), receipt('b', 'stale'), receipt('c', 'refused')],
    )
    expect(after.map((item) => [item.record.id, item.state, item.reason])).toEqual([
      ['b', 'stale', '原因'],
      ['c', 'refused', '原因'],
      ['d', 'waiting', ''],
    ])
  })

  it('sends no more at once than a request takes, long answers one by one', () => {
    const long = (id: string) => {
      const answer = { id: `${id}1`, version: 1, values: { wish: '长'.repeat(150_000) }, personId: null, name: '' }
      const one = unsent(id, id)
      return { ...one, record: { ...one.record, answer } }
    }
    const many = Array.from({ length: 60 }, (_, index) => unsent(`r${index}`, `d${index}`))
    expect(firstBatch(many)).toHaveLength(50)
    expect(firstBatch([long('a'), long('b'), unsent('c', '3')]).map((item) => item.record.id)).toEqual(['a'])
  })

  it('takes the later press at a door in place of the earlier, and no refused one with it', () => {
    const items = withRecord([unsent('a', '1'), unsent('b', '1', 'refused'), unsent('c', '2')], unsent('d', '1'))
    expect(items.map((item) => item.record.id)).toEqual(['b', 'c', 'd'])
  })
})
