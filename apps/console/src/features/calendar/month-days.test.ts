import { describe, expect, it } from 'vitest'
import { daysTouched, monthAfter, monthSheet } from './month-days.ts'

describe('monthSheet', () => {
  it('holds whole weeks from Monday to Sunday', () => {
    const sheet = monthSheet('2026-11')
    expect([sheet.first, sheet.last]).toEqual(['2026-11-01', '2026-11-30'])
    expect([sheet.days[0], sheet.days.at(-1), sheet.days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  })
  it('adds no week to a month that fills its weeks', () => {
    const sheet = monthSheet('2027-02')
    expect([sheet.days[0], sheet.days.at(-1), sheet.days.length]).toEqual(['2027-02-01', '2027-02-28', 28])
  })
})

describe('monthAfter', () => {
  it('goes over the year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })
})

describe('daysTouched', () => {
  it('counts each day, and not one that begins as the stay ends', () => {
    expect(daysTouched('2026-11-30', '2026-12-01', false)).toEqual(['2026-11-30', '2026-12-01'])
    expect(daysTouched('2026-11-30', '2026-12-01', true)).toEqual(['2026-11-30'])
    expect(daysTouched('2026-11-30', '2026-11-30', false)).toEqual(['2026-11-30'])
  })
})
