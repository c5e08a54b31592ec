import { describe, expect, it } from 'vitest'
import { z } from './schemas-unchecked.ts'

function builder(name: string) {
  const made = z[name]
  if (typeof made !== 'function') throw new TypeError(`${name} is no builder`)
  return made
}

describe('schemas without checks', () => {
  it('take every declaration the contract makes', () => {
    const words = builder('string')().trim
    expect(typeof words).toBe('function')
    expect(() => builder('object')({ a: builder('enum')(['x']), b: builder('array')(words) })).not.toThrow()
  })

  it('know a problem document from whatever else a gateway answers', () => {
    const check = builder('safeParse')
    expect(check({ type: 'about:blank', title: 'x', status: 404, code: 'not-found' })).toMatchObject({ success: true })
    for (const other of [undefined, null, 'Bad gateway', [], { error: 'x' }, { title: 3, status: 1, code: 'x' }])
      expect(check(other)).toEqual({ success: false })
  })

  it('refuse to check anything else', () => {
    for (const name of ['parse', 'parseAsync', 'safeParseAsync', 'decode']) expect(() => z[name]).toThrow(name)
  })
})
