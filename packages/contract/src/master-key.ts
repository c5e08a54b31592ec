import { z } from 'zod'
import { FreshCode } from './audit.ts'
import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'

export const MasterKeys = z.object({
  /** Newest first; the first one seals, the others only open. */
  keys: z.array(z.object({ number: z.int(), madeAt: Instant })),
  /** How many values of each column are still under an older key than the newest. */
  waiting: z.array(
    z.object({
      place: z.string(),
      values: z.int(),
      /** Not sealed anew, because nobody needs it after a day. */
      endsByItself: z.boolean(),
    }),
  ),
})
export type MasterKeys = z.output<typeof MasterKeys>

export const readMasterKeys = defineRoute({
  method: 'GET',
  path: '/master-keys',
  summary: 'Numbers of the master keys that are held, and what is still under an older one',
  capability: 'master-key.rotate',
  owner: 'none',
  answer: MasterKeys,
})

export const rotateMasterKey = defineRoute({
  method: 'POST',
  path: '/master-keys',
  summary: 'Seal under a new master key from now on; what is there is sealed anew while the program runs',
  capability: 'master-key.rotate',
  owner: 'none',
  perMinute: 10,
  body: z.object({ code: FreshCode }),
  answer: z.object({ number: z.int() }),
})

export const retireMasterKey = defineRoute({
  method: 'POST',
  path: '/master-keys/:number/retire',
  summary: 'Take an older master key out of use once nothing is under it',
  capability: 'master-key.rotate',
  owner: 'none',
  perMinute: 10,
  params: z.object({ number: z.coerce.number().int().min(1).max(65_535) }),
  body: z.object({ code: FreshCode }),
  answer: MasterKeys,
})
