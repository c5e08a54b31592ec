import { expect, test } from 'vitest'
import { runMalformedSessions } from './malformed-run.ts'

test('2,000 malformed sessions end clearly: no death, no growth in descriptors or memory', async () => {
  const result = await runMalformedSessions(2000, 1000, 20)
  expect(result).toMatchObject({ sessions: 2000, deaths: 0, takesEncoder: true })
  expect(result.kinds).toBeGreaterThanOrEqual(14)
  expect(result.descriptorGrowth).toBeLessThanOrEqual(2)
  expect(result.rssGrowthMb).toBeLessThanOrEqual(20)
}, 120_000)
