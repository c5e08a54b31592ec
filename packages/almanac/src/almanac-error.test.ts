import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ALMANAC_ERRORS, AlmanacError } from './almanac-error.ts'

describe('AlmanacError', () => {
  it('keeps the log text apart from the words for people', () => {
    const error = new AlmanacError('date-not-real', '2023-02-29')
    expect(error.message).toBe('no such day in the calendar: "2023-02-29"')
    expect(error.words).toBe('没有这一天，请核对年月日')
    expect(error.code).toBe('date-not-real')
  })

  it('has the codes that the README lists', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1])
    expect(listed).toEqual(Object.keys(ALMANAC_ERRORS))
  })
})
