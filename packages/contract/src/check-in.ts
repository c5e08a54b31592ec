import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** Double check-in, first half: an organisation of elsewhere registers at a station, which confirms it. */
export const checkInFlow = defineFlow({
  kind: 'check-in',
  states: ['applied', 'confirmed', 'declined', 'ended'],
  initial: 'applied',
  moves: {
    confirm: { from: ['applied'], to: 'confirmed', who: ['station-head', 'institute-officer'], needs: NoNeeds },
    decline: {
      from: ['applied'],
      to: 'declined',
      who: ['station-head', 'institute-officer'],
      needs: z.object({ reason: words(200).pipe(z.string().min(1)) }),
    },
    end: {
      from: ['confirmed'],
      to: 'ended',
      who: ['station-head', 'institute-officer'],
      needs: z.object({ reason: words(200).pipe(z.string().min(1)) }),
    },
  },
})
export const CheckInState = z.enum(checkInFlow.states)
export type CheckInState = z.output<typeof CheckInState>

/**
 * Second half: its members, each by name. `join` is the member's own wish to enter the corps: given by the link that the
 * station hands to the person, or said to the station. The employer has no part in it.
 */
export const checkedMemberFlow = defineFlow({
  kind: 'checked-member',
  states: ['listed', 'confirmed', 'refused', 'joined', 'left'],
  initial: 'listed',
  moves: {
    confirm: { from: ['listed'], to: 'confirmed', who: ['station-head', 'institute-officer'], needs: NoNeeds },
    refuse: { from: ['listed'], to: 'refused', who: ['station-head', 'institute-officer'], needs: NoNeeds },
    join: {
      from: ['confirmed'],
      to: 'joined',
      who: ['link-holder', 'station-head', 'institute-officer'],
      needs: NoNeeds,
    },
    leave: {
      from: ['listed', 'confirmed', 'joined'],
      to: 'left',
      who: ['link-holder', 'station-head', 'institute-officer', 'system'],
      needs: NoNeeds,
    },
  },
})
export const CheckedMemberState = z.enum(checkedMemberFlow.states)

/** Totals alone, for the organisation that sent them: never who joined and who did not. */
export const MemberTotals = z.object({
  listed: z.int(),
  confirmed: z.int(),
  /** How many of the confirmed entered the corps; null while it would tell of single persons. */
  joined: z.int().nullable(),
})
export const CheckIn = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  partnerOrgId: Id.nullable(),
  name: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  appliedAt: Instant,
  /** Shown to the station alone, masked. */
  contactName: z.string(),
  contactMasked: z.string(),
  state: CheckInState,
  totals: MemberTotals,
  availableMoves: z.array(z.string()),
})
export type CheckIn = z.output<typeof CheckIn>
export const applyForCheckIn = defineRoute({
  method: 'POST',
  path: '/check-ins',
  summary: 'An organisation asks to check in at a station; on its behalf from paper, too',
  capability: 'check-in.apply',
  owner: 'record',
  idempotent: true,
  body: z.object({
    orgId: Id,
    name: line(60),
    kind: z.string().max(40),
    contactName: line(40),
    contact: words(60),
  }),
  answer: CheckIn,
})

export const listCheckIns = defineRoute({
  method: 'GET',
  path: '/check-ins',
  summary: 'Organisations that checked in, or ask to, in my area',
  capability: 'check-in.read',
  owner: 'none',
  query: PageQuery.extend({ state: CheckInState.optional() }),
  answer: pageOf(CheckIn),
})

export const moveCheckIn = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/moves',
  summary: 'Confirm, decline or end the check-in of an organisation',
  capability: 'check-in.confirm',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['confirm', 'decline', 'end']), reason: words(200).default('') }),
  answer: CheckIn,
})

export const CHECKED_MEMBERS_MAX = 2000
export const sendMembers = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/members',
  summary: 'The organisation names the members who check in: all or none of the list',
  capability: 'check-in.act',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    members: z
      .array(z.object({ name: line(40), contact: words(60).default('') }))
      .min(1)
      .max(CHECKED_MEMBERS_MAX),
  }),
  answer: MemberTotals,
})

export const CheckedMember = z.object({
  id: Id,
  name: z.string(),
  contactMasked: z.string(),
  listedOn: Day,
  state: CheckedMemberState,
})
export type CheckedMember = z.output<typeof CheckedMember>

export const listCheckedMembers = defineRoute({
  method: 'GET',
  path: '/check-ins/:id/members',
  summary: 'The members of one organisation, for the station',
  capability: 'check-in.members',
  owner: 'record',
  params: IdParams,
  query: PageQuery,
  answer: pageOf(CheckedMember).extend({ checkIn: CheckIn }),
})

export const confirmMembers = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/members/confirm',
  summary: 'Confirm the listed members, but for those named',
  capability: 'check-in.members',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ except: z.array(Id).max(CHECKED_MEMBERS_MAX).default([]) }),
  answer: MemberTotals,
})

export const makeJoinLinks = defineRoute({
  method: 'POST',
  path: '/check-ins/:id/join-links',
  summary: 'A new link for each confirmed member, shown once: the station hands it to the person, not to the employer',
  capability: 'check-in.members',
  owner: 'record',
  params: IdParams,
  answer: z.object({
    links: z.array(
      z.object({
        memberId: Id,
        name: z.string(),
        link: z.string(),
        /** The link with this installation's address as a QR code: a row of `1` (dark) and `0` each. */
        qr: z.array(z.string()),
      }),
    ),
  }),
})

export const recordJoin = defineRoute({
  method: 'POST',
  path: '/checked-members/:id/join',
  summary: 'The member told the station in person that he wishes to join the corps',
  capability: 'check-in.members',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ how: words(100).pipe(z.string().min(1)), contact: words(60).default('') }),
  answer: z.object({ number: z.string() }),
})

const Secret = z.string().min(20).max(100)
export const readJoinLink = defineRoute({
  method: 'POST',
  path: '/join/read',
  summary: 'What a member who holds the link is asked',
  capability: 'public',
  owner: 'none',
  perMinute: 60,
  credentials: true,
  body: z.object({ secret: Secret }),
  answer: z.object({
    name: z.string(),
    partnerName: z.string(),
    stationName: z.string(),
    state: CheckedMemberState,
    number: z.string().nullable(),
  }),
})

export const answerJoinLink = defineRoute({
  method: 'POST',
  path: '/join/answer',
  summary: 'Join the corps, by the member’s own wish; or leave it again',
  capability: 'public',
  owner: 'none',
  perMinute: 60,
  credentials: true,
  idempotent: true,
  body: z.object({ secret: Secret, move: z.enum(['join', 'leave']), contact: words(60).default('') }),
  answer: z.object({ state: CheckedMemberState, number: z.string().nullable() }),
})
