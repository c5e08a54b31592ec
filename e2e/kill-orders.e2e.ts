import { expect, test } from 'vitest'
import { killOrders } from './kill-orders.ts'

test('kill -9 while orders are sent, reviewed, offered and accepted loses and doubles nothing', async () => {
  const report = await killOrders({ kills: 5, seed: 20_261_128 })
  expect(report).toMatchObject({ kills: 5, lost: [], doubled: [], astray: [], chainFaults: 0 })
  expect(report.orders).toBeGreaterThan(5)
  expect(report.acknowledged).toBeGreaterThan(report.orders)
}, 240_000)
