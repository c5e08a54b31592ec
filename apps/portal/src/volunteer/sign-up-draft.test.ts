import { describe, expect, it } from 'vitest'
import { EMPTY_DRAFT, isMobile, missingIn, stepsFor } from './sign-up-draft.ts'

describe('the questions of a sign-up', () => {
  it('ask for a guardian only where there must be one', () => {
    expect(stepsFor({ ...EMPTY_DRAFT, age: 'adult' })).not.toContain('guardian')
    expect(stepsFor({ ...EMPTY_DRAFT, age: 'minor' })).toContain('guardian')
  })

  it('go on without what may stay empty, and not without the rest', () => {
    const held = stepsFor({ ...EMPTY_DRAFT, age: 'minor' }).filter((step) => missingIn({ ...EMPTY_DRAFT }, step))
    expect(held).toEqual(['unit', 'name', 'phone', 'age', 'guardian'])
  })

  it.each(['138 0000 5678', '+86-13800005678', '１３８００００５６７８'])('takes %s for a mobile number', (text) => {
    expect(isMobile(text)).toBe(true)
  })
  it.each(['1380000567', '010-66012345', ''])('does not take «%s»', (text) => {
    expect(isMobile(text)).toBe(false)
  })
})
