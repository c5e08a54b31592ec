import { z } from 'zod'
import { Id } from './ids.ts'
import { Relation } from './person-tie.ts'
import { defineRoute } from './route.ts'

/** For whom I may ask for help: myself first, then those who named me as proxy or whose guardian I am. */
export const listAskedFor = defineRoute({
  method: 'GET',
  path: '/my/asked-for',
  summary: 'For whom I may ask for help',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        /** What I am to that person; null: it is myself. */
        relation: Relation.nullable(),
        /** The unit whose catalogue holds. */
        orgId: Id,
      }),
    ),
  }),
})
