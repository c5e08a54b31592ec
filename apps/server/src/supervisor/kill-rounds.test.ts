import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { allRounds, killRounds } from './fixtures/kill-rounds.ts'

const standIn = fileURLToPath(new URL('fixtures/run-stand-in.ts', import.meta.url))

test('PostgreSQL with its supervisor, web with live', async () => {
  const rounds = await killRounds(
    [
      ['postgres', 'supervisor'],
      ['web', 'live'],
    ],
    (dataDir) => [standIn, dataDir],
  )
  expect(rounds).toMatchObject([{ lost: 0 }, { lost: 0 }])
  expect(rounds.at(-1)?.acknowledged).toBeGreaterThanOrEqual(120)
}, 120_000)

test('the rounds have every target alone and every pair', () => {
  expect(new Set(allRounds.map((targets) => targets.join()))).toHaveProperty('size', 10)
})
