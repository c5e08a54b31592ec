import type { PublicService } from '@yimi/contract/service.ts'
import { describe, expect, it } from 'vitest'
import { inOrderOfAsking, NO_DRAFT, rangeOf, tokenOf, wishOf } from './ask-draft.ts'

const TODAY = '2026-11-28'

describe('a request', () => {
  it('in own words is sent without a service, one from the catalogue with the further words', () => {
    const draft = { ...NO_DRAFT, own: '灯坏了', more: '买两斤米' }
    expect(wishOf(draft, TODAY)).toMatchObject({ serviceId: null, words: '灯坏了' })
    expect(wishOf({ ...draft, serviceId: 's' }, TODAY)).toMatchObject({ serviceId: 's', words: '买两斤米' })
  })

  it('counts its weeks from the day on which it is sent', () => {
    expect(rangeOf({ when: 'this-week', day: '' }, TODAY)).toEqual({ from: TODAY, until: '2026-11-29' })
    expect(rangeOf({ when: 'next-week', day: '' }, TODAY)).toEqual({ from: '2026-11-30', until: '2026-12-06' })
    expect(rangeOf({ when: 'day', day: '2026-12-01' }, TODAY)).toEqual({ from: '2026-12-01', until: '2026-12-01' })
    expect(rangeOf({ when: 'day', day: '2026-11-27' }, TODAY)).toBeUndefined()
    expect(rangeOf({ when: 'any', day: '2026-12-01' }, TODAY)).toBeUndefined()
  })

  it('finds errands first, in the order of the catalogue', () => {
    const service = (code: string, kind: PublicService['kind']) => ({ code, kind }) as PublicService
    const services = [service('a', 'gift'), service('b', 'errand'), service('c', 'gift'), service('d', 'errand')]
    expect(inOrderOfAsking(services).map((one) => one.code)).toEqual(['b', 'd', 'a', 'c'])
  })
})

it.each([
  ['https://yimi.example/#/card/Ab%2Fc-_9', 'Ab/c-_9'],
  ['  https://10.0.0.2:8443/#/card/abc \n', 'abc'],
  ['https://yimi.example/#/entrance/0190b8a2-6f3e?of=plate', '0190b8a2-6f3e'],
  ['abc-def_9', 'abc-def_9'],
  ['', ''],
])('of what a scanner types, %s, the token is %s', (scanned, token) => {
  expect(tokenOf(scanned)).toBe(token)
})
