import { expect, test } from 'vitest'
import { Id } from './ids.ts'
import { newUuid } from './new-uuid.ts'

test('is an id that the server takes, each time another one', () => {
  const made = Array.from({ length: 200 }, newUuid)
  for (const one of made) expect(Id.safeParse(one).success).toBe(true)
  expect(new Set(made).size).toBe(200)
})
