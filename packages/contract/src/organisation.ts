import { z } from 'zod'
import { Day, Id, IdParams, line } from './ids.ts'
import { defineRoute } from './route.ts'

/** Levels are data; these are the reference's. Outside bodies and partners have none. */
export const OrgLevel = z.object({ code: z.string(), label: z.string(), rank: z.int() })
export const OrgKind = z.object({ code: z.string(), label: z.string(), outside: z.boolean() })

export const Organisation = z.object({
  id: Id,
  name: line(60),
  shortName: line(20),
  level: z.string().nullable(),
  levelLabel: z.string().nullable(),
  kind: z.string(),
  kindLabel: z.string(),
  parentId: Id.nullable(),
  /** First and last day (inclusive; null: open) of the organisation itself. */
  from: Day,
  until: Day.nullable(),
  mergedInto: Id.nullable(),
})
export type Organisation = z.output<typeof Organisation>

export const OrganisationChange = z.object({
  on: Day,
  what: z.enum(['created', 'renamed', 'moved', 'merged', 'closed']),
  name: z.string(),
  parentName: z.string().nullable(),
})

export const listOrganisations = defineRoute({
  method: 'GET',
  path: '/organisations',
  summary: 'The organisation tree as of a day (today when absent)',
  capability: 'organisation.read',
  owner: 'none',
  query: z.object({ on: Day.optional() }),
  answer: z.object({ items: z.array(Organisation), levels: z.array(OrgLevel), kinds: z.array(OrgKind) }),
})

export const getOrganisation = defineRoute({
  method: 'GET',
  path: '/organisations/:id',
  summary: 'One organisation with its history',
  capability: 'organisation.read',
  owner: 'none',
  params: IdParams,
  answer: z.object({ organisation: Organisation, history: z.array(OrganisationChange) }),
})

export const createOrganisation = defineRoute({
  method: 'POST',
  path: '/organisations',
  summary: 'Create an organisation below another, or an outside body without a parent',
  capability: 'organisation.change',
  owner: 'record',
  idempotent: true,
  body: z.object({
    name: line(60),
    shortName: line(20),
    level: z.string().nullable(),
    kind: z.string(),
    parentId: Id.nullable(),
    from: Day,
  }),
  answer: Organisation,
})

export const renameOrganisation = defineRoute({
  method: 'POST',
  path: '/organisations/:id/rename',
  summary: 'Give an organisation a new name from a day on; the old name stays in its history',
  capability: 'organisation.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ name: line(60), shortName: line(20), from: Day }),
  answer: Organisation,
})

export const moveOrganisation = defineRoute({
  method: 'POST',
  path: '/organisations/:id/move',
  summary: 'Put an organisation below another from a day on; its records keep their history',
  capability: 'organisation.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ parentId: Id, from: Day }),
  answer: Organisation,
})

export const mergeOrganisation = defineRoute({
  method: 'POST',
  path: '/organisations/:id/merge',
  summary: 'Merge an organisation into another of the same level from a day on',
  capability: 'organisation.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ intoId: Id, from: Day }),
  answer: Organisation,
})
