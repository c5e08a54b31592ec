import { expect, test } from 'vitest'
import { agreementOf } from './agreement.ts'

const pairs = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([key, count]) =>
    Array.from({ length: count }, () => [key[0] ?? '', key[1] ?? ''] as const),
  )

test('kappa is what is left of agreement when chance is taken off', () => {
  // 20 + 15 of 50 alike; by chance 25/50 · 30/50 + 25/50 · 20/50 = 0.5.
  expect(agreementOf(pairs({ AA: 20, AB: 5, BA: 10, BB: 15 }))).toEqual({
    both: 50,
    agreed: 35,
    percent: 70,
    kappa: 0.4,
  })
})

test('two who code all alike have 1, two who never do are below chance', () => {
  expect(agreementOf(pairs({ AA: 3, BB: 2 }))?.kappa).toBe(1)
  expect(agreementOf(pairs({ AB: 3, BA: 3 }))?.kappa).toBe(-1)
})

test('where both used one code for everything kappa says nothing', () => {
  expect(agreementOf(pairs({ AA: 7 }))).toEqual({ both: 7, agreed: 7, percent: 100, kappa: null })
})

test('one who saw nothing but one code has 0, however often they agree', () => {
  expect(agreementOf(pairs({ AA: 9, AB: 1 }))).toEqual({ both: 10, agreed: 9, percent: 90, kappa: 0 })
})

test('nothing coded by both gives no figure', () => {
  expect(agreementOf([])).toBeNull()
})
