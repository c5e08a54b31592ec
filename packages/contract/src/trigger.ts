import { z } from 'zod'
import { ELIGIBILITY_FAULTS } from './eligibility.ts'
import { Day, Id, IdParams, line } from './ids.ts'
import { defineRoute } from './route.ts'
import { Rhythm } from './service.ts'

/** What hinders an order now; `child-missing`: the child of a birth is not on file yet. */
export const LACKS = [...ELIGIBILITY_FAULTS, 'birthday-unclear', 'child-missing'] as const
export const Lack = z.enum(LACKS)
export type Lack = z.output<typeof Lack>

/** A month of the solar calendar, `2026-12`. */
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/** What would be made now: shown, with the number, before it is. Who does not want it is in no list. */
export const Preview = z.object({
  serviceId: Id,
  serviceName: z.string(),
  /** Orders that would be made. */
  count: z.int(),
  /** Had it on this occasion already. */
  already: z.int(),
  /** Cannot have it now: how many for which reason. */
  without: z.array(z.object({ lack: Lack, count: z.int() })),
  window: z.object({ from: Day, until: Day }),
  /** The first of those who would have it, in building order. */
  items: z.array(
    z.object({
      personId: Id,
      name: z.string(),
      door: z.string(),
      /** The day that is kept; null: only the month is known, or it is no birthday. */
      day: Day.nullable(),
    }),
  ),
})
export type Preview = z.output<typeof Preview>
/** How many of them an answer shows. */
export const PREVIEW_ITEMS_MAX = 300

/** `expected`: the number that was shown; if it is another one meanwhile nothing is made. */
const Expected = z.object({ expected: z.int().min(0) })
const Made = z.object({ made: z.int() })

export const previewBirthdays = defineRoute({
  method: 'GET',
  path: '/organisations/:id/birthday-months',
  summary: 'Whose birthday is kept in a month and who gets what, before it is made',
  capability: 'trigger.make',
  owner: 'record',
  params: IdParams,
  query: z.object({ month: Month }),
  answer: z.object({ items: z.array(Preview) }),
})

export const makeBirthdays = defineRoute({
  method: 'POST',
  path: '/organisations/:id/birthday-months',
  summary: 'Make the orders of a birthday month, all or none; twice makes nothing twice',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Expected.extend({ month: Month, serviceId: Id }),
  answer: Made,
})

export const Campaign = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  serviceId: Id,
  serviceName: z.string(),
  name: line(40),
  from: Day,
  until: Day,
  ended: z.boolean(),
  oncePer: z.enum(['household', 'person']),
  /** Orders that it brought in my area. */
  made: z.int(),
})
export type Campaign = z.output<typeof Campaign>

export const listCampaigns = defineRoute({
  method: 'GET',
  path: '/campaigns',
  summary: 'Campaigns of my area and of the units above it, those that run first',
  capability: 'campaign.read',
  owner: 'none',
  answer: z.object({ items: z.array(Campaign) }),
})

export const createCampaign = defineRoute({
  method: 'POST',
  path: '/organisations/:id/campaigns',
  summary: 'Set a campaign for a unit and those below it',
  capability: 'campaign.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({ serviceId: Id, name: line(40), from: Day, until: Day })
    .refine((body) => body.until >= body.from, { path: ['until'], message: '结束日期不能早于开始日期' }),
  answer: Campaign,
})

export const endCampaign = defineRoute({
  method: 'POST',
  path: '/campaigns/:id/end',
  summary: 'No more orders from it; those made go on',
  capability: 'campaign.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Campaign,
})

const InStation = IdParams.extend({ campaignId: Id })
export const previewCampaign = defineRoute({
  method: 'GET',
  path: '/organisations/:id/campaigns/:campaignId/orders',
  summary: 'Which doors or people of a station a campaign would reach, before it does',
  capability: 'trigger.make',
  owner: 'record',
  params: InStation,
  answer: Preview,
})

export const makeCampaign = defineRoute({
  method: 'POST',
  path: '/organisations/:id/campaigns/:campaignId/orders',
  summary: 'Make a station’s orders of a campaign, all or none; twice makes nothing twice',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: InStation,
  body: Expected,
  answer: Made,
})

/** Somebody is asked first. */
export const OrderProposal = z.object({
  id: Id,
  orgId: Id,
  personId: Id,
  personName: z.string(),
  door: z.string(),
  serviceId: Id,
  serviceName: z.string(),
  /** What is lacking now and what to do, in words; empty: nothing any more. */
  words: z.string(),
})
export type OrderProposal = z.output<typeof OrderProposal>

export const listOrderProposals = defineRoute({
  method: 'GET',
  path: '/order-proposals',
  summary: 'What life events would bring if the family were asked',
  capability: 'trigger.make',
  owner: 'none',
  answer: z.object({ items: z.array(OrderProposal) }),
})

export const acceptOrderProposal = defineRoute({
  method: 'POST',
  path: '/order-proposals/:id/accept',
  summary: 'The family wants it and what was lacking is there: make the order',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  /** Of a birth: the child, once it is on file. */
  body: z.object({ personId: Id.nullable().default(null) }),
  answer: z.object({ orderId: Id }),
})

export const dropOrderProposal = defineRoute({
  method: 'POST',
  path: '/order-proposals/:id/drop',
  summary: 'The family does not want it: nothing of it is kept',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ dropped: z.literal(true) }),
})

export const Arrangement = z.object({
  id: Id,
  serviceId: Id,
  serviceName: z.string(),
  every: Rhythm,
  from: Day,
  until: Day.nullable(),
  nextOn: Day,
  /** Why the last time brought no order; null: it did, or has not come yet. */
  lack: Lack.nullable(),
})
export type Arrangement = z.output<typeof Arrangement>
const Arrangements = z.object({ items: z.array(Arrangement) })

export const listArrangements = defineRoute({
  method: 'GET',
  path: '/people/:id/arrangements',
  summary: 'What a resident has again and again',
  capability: 'person.read',
  owner: 'record',
  params: IdParams,
  answer: Arrangements,
})

export const arrange = defineRoute({
  method: 'POST',
  path: '/people/:id/arrangements',
  summary: 'A resident has a service again and again, at the rhythm that the service allows',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({ serviceId: Id, from: Day, until: Day.nullable().default(null) })
    .refine((body) => body.until === null || body.until >= body.from, {
      path: ['until'],
      message: '结束日期不能早于开始日期',
    }),
  answer: Arrangements,
})

export const endArrangement = defineRoute({
  method: 'POST',
  path: '/people/:id/arrangements/:arrangementId/end',
  summary: 'No more orders from it; no reason is asked',
  capability: 'trigger.make',
  owner: 'record',
  idempotent: true,
  params: IdParams.extend({ arrangementId: Id }),
  answer: Arrangements,
})
