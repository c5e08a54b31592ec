import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { MobileNumber } from './phone-entry.ts'
import { defineRoute } from './route.ts'
import { HalfDay } from './volunteer.ts'

/** A wish to volunteer, from the portal or the telephone. The station calls back before anybody is on the list. */
export const volunteerSignUpFlow = defineFlow({
  kind: 'volunteer-sign-up',
  states: ['received', 'accepted', 'declined'],
  initial: 'received',
  moves: {
    accept: {
      from: ['received'],
      to: 'accepted',
      who: ['station-head', 'duty-officer', 'institute-officer'],
      needs: NoNeeds,
    },
    decline: {
      from: ['received'],
      to: 'declined',
      who: ['station-head', 'duty-officer', 'institute-officer'],
      needs: z.object({ reason: words(200).pipe(z.string().min(1)) }),
    },
  },
})
export const SignUpState = z.enum(volunteerSignUpFlow.states)
export type SignUpState = z.output<typeof SignUpState>

export const SignUpWords = z
  .object({
    name: line(40),
    phone: MobileNumber,
    wishes: words(300).default(''),
    /** Under eighteen: then a guardian is named who agrees. */
    minor: z.boolean().default(false),
    guardian: words(60).default(''),
    guardianPhone: words(30).default(''),
  })
  .refine((one) => !one.minor || one.guardian !== '', { path: ['guardian'], message: '请填写监护人姓名' })

export const listOpenTeams = defineRoute({
  method: 'GET',
  path: '/public/teams',
  summary: 'Teams that take volunteers at a station: names alone',
  capability: 'public',
  owner: 'none',
  query: z.object({ orgId: Id }),
  answer: z.object({
    items: z.array(z.object({ id: Id, name: z.string(), kindLabel: z.string(), purpose: z.string() })),
  }),
})

export const signUpAsVolunteer = defineRoute({
  method: 'POST',
  path: '/volunteer-sign-ups',
  summary: 'I would like to volunteer; the station calls back',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  credentials: true,
  perMinute: 10,
  body: z.intersection(
    SignUpWords,
    z.object({
      orgId: Id,
      teamId: Id.nullable().default(null),
      availability: z.array(HalfDay).max(21).default([]),
    }),
  ),
  answer: z.object({ number: z.string(), unit: z.string(), telephone: z.string().nullable() }),
})

export const SignUp = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  number: z.string(),
  state: SignUpState,
  name: z.string(),
  phone: z.string(),
  wishes: z.string(),
  minor: z.boolean(),
  guardian: z.string(),
  guardianPhone: z.string(),
  availability: z.array(HalfDay),
  teamId: Id.nullable(),
  signedUpAt: Instant,
  /** Number on the list, once accepted. */
  volunteerNumber: z.string(),
  availableMoves: z.array(z.string()),
})
export type SignUp = z.output<typeof SignUp>

export const listSignUps = defineRoute({
  method: 'GET',
  path: '/volunteer-sign-ups',
  summary: 'Who would like to volunteer at my station, to be called back',
  capability: 'sign-up.read',
  owner: 'none',
  query: PageQuery.extend({ state: SignUpState.optional() }),
  answer: pageOf(SignUp),
})

export const answerSignUp = defineRoute({
  method: 'POST',
  path: '/volunteer-sign-ups/:id/answer',
  summary: 'Put on the list of volunteers, with the wish for a team handed on; or decline with a reason',
  capability: 'sign-up.answer',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({
      move: z.enum(['accept', 'decline']),
      reason: words(200).default(''),
      /** Of a minor: the eighteenth birthday, and when the guardian agreed. */
      adultOn: z.iso.date().nullable().default(null),
      guardianConsentOn: z.iso.date().nullable().default(null),
    })
    .refine((one) => one.move === 'accept' || one.reason !== '', { path: ['reason'], message: '请写明原因' }),
  answer: SignUp,
})
