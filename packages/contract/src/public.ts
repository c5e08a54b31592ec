import { z } from 'zod'
import { Id, IdParams, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** A broadcast as anybody may see it: nothing before it is cleared for air. */
export const PublicBroadcast = z.object({
  id: Id,
  title: z.string(),
  orgName: z.string(),
  series: z.string(),
  episode: z.int().nullable(),
  state: z.enum(['coming', 'on-air', 'over']),
  startsAt: Instant.nullable(),
  summary: z.string(),
  rundown: z.array(z.object({ title: z.string(), seconds: z.int() })),
  /** Address of the playlist while on air. */
  playlist: z.string().nullable(),
})
export type PublicBroadcast = z.output<typeof PublicBroadcast>

export const getPortalHome = defineRoute({
  method: 'GET',
  path: '/public/home',
  summary: 'What the first page of the portal shows',
  capability: 'public',
  owner: 'none',
  answer: z.object({
    installation: z.string(),
    /** A telephone that a person answers; null: not set. */
    telephone: z.string().nullable(),
    demo: z.boolean(),
    broadcasts: z.array(PublicBroadcast),
  }),
})

export const getPublicBroadcast = defineRoute({
  method: 'GET',
  path: '/public/broadcasts/:id',
  summary: 'One broadcast for its live page',
  capability: 'public',
  owner: 'none',
  params: IdParams,
  answer: PublicBroadcast,
})

export const listPublicOrganisations = defineRoute({
  method: 'GET',
  path: '/public/organisations',
  summary: 'Names of units, to say whom a complaint is about',
  capability: 'public',
  owner: 'none',
  answer: z.object({ items: z.array(z.object({ id: Id, name: z.string(), parentId: Id.nullable() })) }),
})
