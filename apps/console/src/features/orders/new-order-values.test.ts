import { describe, expect, it } from 'vitest'
import { bodyOf, emptyOrder, isReady } from './new-order-values.ts'

const ID = '018f2b5e-0000-7000-8000-000000000001'
const empty = emptyOrder(ID, 'phone')

describe('a new order', () => {
  it('needs somebody, and an item or own words', () => {
    expect(isReady(empty)).toBe(false)
    expect(isReady({ ...empty, personId: ID })).toBe(false)
    expect(isReady({ ...empty, serviceId: ID })).toBe(false)
    expect(isReady({ ...empty, personId: ID, serviceId: ID })).toBe(true)
    expect(isReady({ ...empty, personId: ID, words: '灯坏了' })).toBe(true)
    expect(isReady({ ...empty, listed: false, name: '老陈', words: '灯坏了' })).toBe(true)
  })
  it('says who spoke when it was somebody else', () => {
    const asked = { ...empty, personId: ID, serviceId: ID, himself: false }
    expect(isReady(asked)).toBe(false)
    const spoken = { ...asked, speakerName: '小陈', relation: '女儿' }
    expect(isReady(spoken)).toBe(true)
    expect(bodyOf(spoken).onBehalf).toEqual({ personId: null, name: '小陈', relation: '女儿' })
    expect(bodyOf({ ...spoken, himself: true }).onBehalf).toBeNull()
  })
  it('takes one day as from and until, and none for any time', () => {
    expect(bodyOf({ ...empty, from: '2026-12-01' }).wished).toEqual({ from: '2026-12-01', until: '2026-12-01' })
    expect(bodyOf(empty).wished).toBeNull()
  })
  it('takes a name and a number where the person is not listed', () => {
    expect(bodyOf({ ...empty, listed: false, name: '老陈', contactNew: '010-1' }).person).toEqual({
      name: '老陈',
      contact: '010-1',
    })
  })
})
