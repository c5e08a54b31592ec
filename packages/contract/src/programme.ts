import { z } from 'zod'
import { BroadcastState, Purpose } from './broadcast.ts'
import { FigureValue } from './figure.ts'
import { Day, Id, IdParams, Instant, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** A brand project: the heading under which units report. */
export const Programme = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: line(40),
  since: Day,
  until: Day.nullable(),
  slogan: words(60),
  about: words(1000),
  purposes: z.array(Purpose),
  /** Shown to everybody on the portal. */
  published: z.boolean(),
})
export type Programme = z.output<typeof Programme>
const ProgrammeWords = Programme.pick({
  name: true,
  since: true,
  until: true,
  slogan: true,
  about: true,
  purposes: true,
  published: true,
})

export const ProgrammeBroadcast = z.object({
  id: Id,
  title: z.string(),
  orgName: z.string(),
  state: BroadcastState,
  startsAt: Instant.nullable(),
})

export const listProgrammes = defineRoute({
  method: 'GET',
  path: '/programmes',
  summary: 'Brand projects of my area and of the units above it',
  capability: 'programme.read',
  owner: 'none',
  answer: z.object({ items: z.array(Programme) }),
})

export const getProgramme = defineRoute({
  method: 'GET',
  path: '/programmes/:id',
  summary: 'One brand project with what reports under it in my area',
  capability: 'programme.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({
    programme: Programme,
    broadcasts: z.array(ProgrammeBroadcast),
    figures: z.array(FigureValue),
  }),
})

export const createProgramme = defineRoute({
  method: 'POST',
  path: '/programmes',
  summary: 'Begin a brand project',
  capability: 'programme.change',
  owner: 'record',
  idempotent: true,
  body: ProgrammeWords.extend({ orgId: Id }),
  answer: Programme,
})

export const changeProgramme = defineRoute({
  method: 'PUT',
  path: '/programmes/:id',
  summary: 'Change a brand project, publish it, or end it',
  capability: 'programme.change',
  owner: 'record',
  params: IdParams,
  body: ProgrammeWords,
  answer: Programme,
})

const Link = IdParams.extend({ broadcastId: Id })
export const reportBroadcast = defineRoute({
  method: 'PUT',
  path: '/programmes/:id/broadcasts/:broadcastId',
  summary: 'The broadcast reports under this brand project, and under no other',
  capability: 'programme.report',
  owner: 'record',
  params: Link,
  answer: z.object({ linked: z.boolean() }),
})

export const unreportBroadcast = defineRoute({
  method: 'DELETE',
  path: '/programmes/:id/broadcasts/:broadcastId',
  summary: 'The broadcast no longer reports under it',
  capability: 'programme.report',
  owner: 'record',
  params: Link,
  answer: z.object({ linked: z.boolean() }),
})

export const getPublicProgramme = defineRoute({
  method: 'GET',
  path: '/public/programmes/:id',
  summary: 'A published brand project, for everybody',
  capability: 'public',
  owner: 'none',
  params: IdParams,
  answer: z.object({
    id: Id,
    name: z.string(),
    orgName: z.string(),
    since: Day,
    slogan: z.string(),
    about: z.string(),
    purposes: z.array(Purpose),
    figures: z.array(FigureValue),
    broadcasts: z.array(
      z.object({
        id: Id,
        title: z.string(),
        startsAt: Instant.nullable(),
        state: z.enum(['coming', 'on-air', 'over']),
      }),
    ),
  }),
})

export const listPublicProgrammes = defineRoute({
  method: 'GET',
  path: '/public/programmes',
  summary: 'The published brand projects, by name',
  capability: 'public',
  owner: 'none',
  answer: z.object({ items: z.array(z.object({ id: Id, name: z.string(), slogan: z.string(), orgName: z.string() })) }),
})
