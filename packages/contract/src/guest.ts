import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** A guest's (or host's) consent to one broadcast. */
export const guestConsentFlow = defineFlow({
  kind: 'guest-consent',
  states: ['asked', 'consented', 'declined', 'withdrawn'],
  initial: 'asked',
  moves: {
    consent: { from: ['asked', 'declined'], to: 'consented', who: ['link-holder', 'producer'], needs: NoNeeds },
    decline: { from: ['asked'], to: 'declined', who: ['link-holder', 'producer'], needs: NoNeeds },
    withdraw: { from: ['consented'], to: 'withdrawn', who: ['link-holder', 'producer'], needs: NoNeeds },
    ask: { from: ['declined', 'withdrawn'], to: 'asked', who: ['producer'], needs: NoNeeds },
  },
})
export const ConsentState = z.enum(guestConsentFlow.states)

/** One of the guest pool. Contact is masked (`138****5678`) unless it was revealed with a reason. */
export const Guest = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  trade: z.string(),
  topics: z.array(z.string()),
  contactMasked: z.string(),
  appearances: z.int(),
  /** The guest has an account of this installation; then that account may judge no gate of the broadcast. */
  hasAccount: z.boolean(),
  erased: z.boolean(),
})
export type Guest = z.output<typeof Guest>

export const GuestWords = z.object({
  name: line(40),
  trade: line(40),
  topics: z.array(line(30)).max(12),
  contact: words(60),
})

export const listGuests = defineRoute({
  method: 'GET',
  path: '/guests',
  summary: 'The guest pool of my area',
  capability: 'guest.read',
  owner: 'none',
  query: PageQuery.extend({ search: z.string().max(40).optional() }),
  answer: pageOf(Guest),
})

export const createGuest = defineRoute({
  method: 'POST',
  path: '/guests',
  summary: 'Add a guest to the pool',
  capability: 'guest.change',
  owner: 'record',
  idempotent: true,
  body: GuestWords.extend({ orgId: Id, accountId: Id.optional() }),
  answer: Guest,
})

export const changeGuest = defineRoute({
  method: 'PUT',
  path: '/guests/:id',
  summary: 'Change what is known of a guest; an absent contact stays as it is',
  capability: 'guest.change',
  owner: 'record',
  params: IdParams,
  body: GuestWords.partial({ contact: true }),
  answer: Guest,
})

export const revealContact = defineRoute({
  method: 'POST',
  path: '/guests/:id/contact',
  summary: 'Show a contact unmasked; the reason is kept in the audit log',
  capability: 'guest.reveal',
  owner: 'record',
  params: IdParams,
  body: z.object({ reason: line(100) }),
  answer: z.object({ contact: z.string() }),
})

export const eraseGuest = defineRoute({
  method: 'POST',
  path: '/guests/:id/erase',
  summary: 'Erase a person: the key of the personal words is destroyed, the chain of events still checks',
  capability: 'guest.erase',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(100) }),
  answer: Guest,
})

export const BroadcastGuest = z.object({
  consentId: Id,
  guestId: Id,
  name: z.string(),
  part: z.enum(['host', 'guest']),
  consent: ConsentState,
  decidedAt: Instant.nullable(),
  availableMoves: z.array(z.string()),
})

export const listBroadcastGuests = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id/guests',
  summary: 'Host and guests of a broadcast with their consent',
  capability: 'broadcast.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({ items: z.array(BroadcastGuest) }),
})

export const makeConsentLink = defineRoute({
  method: 'POST',
  path: '/guest-consents/:id/link',
  summary: 'Make a link by which the guest answers; an older one no longer works',
  capability: 'guest.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ link: z.string() }),
})

export const recordConsent = defineRoute({
  method: 'POST',
  path: '/guest-consents/:id/record',
  summary: 'Enter an answer that the guest gave on paper or by telephone',
  capability: 'guest.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['consent', 'decline', 'withdraw', 'ask']), how: line(100) }),
  answer: BroadcastGuest,
})

const LinkSecret = z.string().min(20).max(100)

export const readConsent = defineRoute({
  method: 'POST',
  path: '/guest-consents/read',
  summary: 'What the holder of a link is asked to take part in',
  capability: 'public',
  owner: 'none',
  credentials: true,
  body: z.object({ secret: LinkSecret }),
  answer: z.object({
    name: z.string(),
    title: z.string(),
    orgName: z.string(),
    startsAt: Instant.nullable(),
    state: ConsentState,
  }),
})

export const answerConsent = defineRoute({
  method: 'POST',
  path: '/guest-consents/answer',
  summary: 'The guest consents, declines or withdraws',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  credentials: true,
  body: z.object({ secret: LinkSecret, move: z.enum(['consent', 'decline', 'withdraw']) }),
  answer: z.object({ state: ConsentState }),
})
