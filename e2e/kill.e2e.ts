import { expect, test } from 'vitest'
import { killRounds, VICTIMS } from './kill-rounds.ts'

test('kill -9 of any part, singly or two together, loses and doubles nothing', async () => {
  const report = await killRounds(2, { seed: 20_261_123 })
  expect(report).toMatchObject({ kills: 2 * VICTIMS.length, lost: [], doubled: [], chainFaults: 0 })
  expect(report.acknowledged).toBeGreaterThan(2 * VICTIMS.length)
}, 300_000)
