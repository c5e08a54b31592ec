import { z } from 'zod'
import { Consent, ConsentPurpose } from './consent.ts'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** What somebody asks of whoever holds data about him: answered within fifteen days (PIPL art. 50). */
export const privacyRequestFlow = defineFlow({
  kind: 'privacy-request',
  states: ['asked', 'done', 'refused', 'withdrawn'],
  initial: 'asked',
  moves: {
    fulfil: {
      from: ['asked'],
      to: 'done',
      who: ['station-head', 'duty-officer', 'institute-officer'],
      needs: z.object({ words: words(500).pipe(z.string().min(1)) }),
    },
    /** With the reason, and whom to turn to. */
    refuse: {
      from: ['asked'],
      to: 'refused',
      who: ['station-head', 'institute-officer'],
      needs: z.object({ words: words(500).pipe(z.string().min(1)) }),
    },
    withdraw: { from: ['asked'], to: 'withdrawn', who: ['applicant'], needs: NoNeeds },
  },
})
export const PrivacyRequestState = z.enum(privacyRequestFlow.states)
export type PrivacyRequestState = z.output<typeof PrivacyRequestState>
export const PrivacyRequestKind = z.enum(['correct', 'erase'])

export const PrivacyRequest = z.object({
  id: Id,
  number: z.string(),
  kind: PrivacyRequestKind,
  state: PrivacyRequestState,
  words: z.string(),
  answer: z.string(),
  askedAt: Instant,
  dueAt: Instant,
})
export type PrivacyRequest = z.output<typeof PrivacyRequest>

/** Who opened or changed something of mine: the office, not the colleague. */
export const RecordOpening = z.object({
  id: Id,
  at: Instant,
  /** Role under which it was done; `system` and `link-holder` besides. */
  role: z.string(),
  orgName: z.string(),
  act: z.string(),
  reason: z.string(),
})
export type RecordOpening = z.output<typeof RecordOpening>

export const getMyData = defineRoute({
  method: 'GET',
  path: '/my/data',
  summary: 'What is held about me, masked as colleagues see it; my consents, requests, and who opened my record',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({
    name: z.string(),
    unit: z.string(),
    contactMasked: z.string(),
    idNumberMasked: z.string(),
    birthDate: Day.nullable(),
    door: z.string(),
    /** What the station has marked, in the words of the desk. */
    marks: z.array(z.object({ label: z.string(), value: z.string(), givenOn: Day, expiresOn: Day.nullable() })),
    consents: z.array(Consent),
    /** Purposes to which one may consent and has not. */
    open: z.array(ConsentPurpose),
    openings: z.array(RecordOpening),
    requests: z.array(PrivacyRequest),
    optedOut: z.boolean(),
  }),
})

export const exportMyData = defineRoute({
  method: 'POST',
  path: '/my/data/export',
  summary: 'Everything that is held about me, in the clear, to keep',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({
    madeAt: Instant,
    parts: z.array(z.object({ name: z.string(), label: z.string(), content: z.unknown() })),
  }),
})

export const giveMyConsent = defineRoute({
  method: 'POST',
  path: '/my/consents',
  summary: 'I consent to this purpose, after its words were shown',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  body: z.object({ purpose: ConsentPurpose }),
  answer: z.object({ id: Id }),
})

export const withdrawMyConsent = defineRoute({
  method: 'POST',
  path: '/my/consents/:id/withdraw',
  summary: 'I take my consent back; what depended on it stops at once, no reason is asked',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})

export const askPrivacyRequest = defineRoute({
  method: 'POST',
  path: '/my/requests',
  summary: 'Ask that something be corrected, or that I be erased',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  body: z.object({ kind: PrivacyRequestKind, words: words(500).default('') }),
  answer: PrivacyRequest,
})

export const withdrawPrivacyRequest = defineRoute({
  method: 'POST',
  path: '/my/requests/:id/withdraw',
  summary: 'I no longer ask for it',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: PrivacyRequest,
})

/** At the desk: who asks, with a name and a masked number. */
export const DeskRequest = PrivacyRequest.extend({
  orgName: z.string(),
  personId: Id,
  name: z.string(),
  contactMasked: z.string(),
  availableMoves: z.array(z.string()),
})
export type DeskRequest = z.output<typeof DeskRequest>

export const listPrivacyRequests = defineRoute({
  method: 'GET',
  path: '/privacy-requests',
  summary: 'What people of my area ask about their data, the nearest due first',
  capability: 'privacy-request.read',
  owner: 'none',
  query: PageQuery.extend({ state: PrivacyRequestState.optional() }),
  answer: pageOf(DeskRequest),
})

export const answerPrivacyRequest = defineRoute({
  method: 'POST',
  path: '/privacy-requests/:id/answer',
  summary: 'It was done, or cannot be, with the reason',
  capability: 'privacy-request.answer',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['fulfil', 'refuse']), words: words(500).pipe(z.string().min(1)) }),
  answer: DeskRequest,
})
