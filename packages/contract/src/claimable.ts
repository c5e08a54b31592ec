import { z } from 'zod'
import { CheckIn } from './check-in.ts'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, line, words } from './ids.ts'
import { Offer } from './lending.ts'
import { defineRoute } from './route.ts'

/** An entry of the list of needs, resources or projects. Of two who claim it at once the first has it. */
export const claimableFlow = defineFlow({
  kind: 'claimable',
  states: ['open', 'claimed', 'done', 'withdrawn'],
  initial: 'open',
  moves: {
    claim: {
      from: ['open'],
      to: 'claimed',
      who: ['partner-contact', 'station-head', 'institute-officer', 'duty-officer'],
      needs: NoNeeds,
    },
    release: {
      from: ['claimed'],
      to: 'open',
      who: ['partner-contact', 'station-head', 'institute-officer', 'duty-officer'],
      needs: NoNeeds,
    },
    finish: {
      from: ['claimed'],
      to: 'done',
      who: ['station-head', 'institute-officer', 'duty-officer'],
      needs: z.object({ result: words(300).pipe(z.string().min(1)) }),
    },
    withdraw: {
      from: ['open', 'claimed'],
      to: 'withdrawn',
      who: ['station-head', 'institute-officer', 'duty-officer'],
      needs: NoNeeds,
    },
  },
})
export const ClaimableState = z.enum(claimableFlow.states)
export const ClaimableList = z.enum(['need', 'resource', 'project'])
export type ClaimableList = z.output<typeof ClaimableList>

export const Claimable = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  list: ClaimableList,
  title: line(60),
  words: words(500),
  until: Day.nullable(),
  state: ClaimableState,
  /** The organisation that took it on. */
  claimedBy: z.string().nullable(),
  /** Taken on by one for whom the caller acts. */
  mine: z.boolean(),
  result: z.string(),
  availableMoves: z.array(z.string()),
})
export type Claimable = z.output<typeof Claimable>

export const listClaimables = defineRoute({
  method: 'GET',
  path: '/claimables',
  summary: 'The lists of needs, resources and projects of my area',
  capability: 'claimable.read',
  owner: 'none',
  query: z.object({ list: ClaimableList.optional(), state: ClaimableState.optional() }),
  answer: z.object({ items: z.array(Claimable) }),
})

export const createClaimable = defineRoute({
  method: 'POST',
  path: '/claimables',
  summary: 'Put an entry on one of the three lists',
  capability: 'claimable.change',
  owner: 'record',
  idempotent: true,
  body: Claimable.pick({ orgId: true, list: true, title: true, words: true, until: true }),
  answer: Claimable,
})

export const moveClaimable = defineRoute({
  method: 'POST',
  path: '/claimables/:id/moves',
  summary: 'Open it again, finish it with its result, or take it off the list',
  capability: 'claimable.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['release', 'finish', 'withdraw']), result: words(300).default('') }),
  answer: Claimable,
})

export const claim = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/claims/:claimableId',
  summary: 'A checked-in organisation takes an entry on; first come, first served',
  capability: 'check-in.act',
  owner: 'record',
  idempotent: true,
  params: IdParams.extend({ claimableId: Id }),
  answer: Claimable,
})

export const releaseClaim = defineRoute({
  method: 'DELETE',
  path: '/check-ins/:id/claims/:claimableId',
  summary: 'The organisation gives an entry back',
  capability: 'check-in.act',
  owner: 'record',
  params: IdParams.extend({ claimableId: Id }),
  answer: Claimable,
})

/** All that a partner’s contact needs on one page. */
export const getMyPartnerDesk = defineRoute({
  method: 'GET',
  path: '/my/partner-desk',
  summary: 'The check-ins that I made for my organisation, with totals, what we lend and what we took on',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({
    checkIns: z.array(CheckIn.extend({ offers: z.array(Offer), claims: z.array(Claimable) })),
    /** Entries that nobody took on yet. */
    open: z.array(Claimable),
  }),
})
