import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'
import { MemberRole, MembershipState } from './team.ts'

/** A volunteer on the corps's list. Who pauses or leaves says no reason; who left may come back under the same number. */
export const volunteerFlow = defineFlow({
  kind: 'volunteer',
  states: ['active', 'paused', 'left'],
  initial: 'active',
  moves: {
    /** `until`: the day on which he would like to be asked again; null: he comes back when he likes. */
    pause: {
      from: ['active'],
      to: 'paused',
      who: ['station-head', 'institute-officer', 'applicant'],
      needs: z.object({ until: Day.nullable().default(null) }),
    },
    resume: { from: ['paused'], to: 'active', who: ['station-head', 'institute-officer', 'applicant'], needs: NoNeeds },
    leave: {
      from: ['active', 'paused'],
      to: 'left',
      who: ['station-head', 'institute-officer', 'applicant', 'system'],
      needs: NoNeeds,
    },
    return: { from: ['left'], to: 'active', who: ['station-head', 'institute-officer'], needs: NoNeeds },
  },
})
export const VolunteerState = z.enum(volunteerFlow.states)
export type VolunteerState = z.output<typeof VolunteerState>

/** Half-days that suit a volunteer: `1-morning` is Monday's. */
export const AVAILABILITY_PARTS = ['morning', 'afternoon', 'evening'] as const
export const HalfDay = z.string().regex(/^[1-7]-(morning|afternoon|evening)$/)

export const AgreementKind = z.enum(['month-or-longer', 'high-risk', 'asked-for'])
/** Kinds of skill are data; `certified`: counts only with a certificate that has not run out. */
export const SkillKind = z.object({ code: z.string(), label: z.string(), certified: z.boolean() })

export const Skill = z.object({
  id: Id,
  skill: z.string(),
  label: z.string(),
  certified: z.boolean(),
  issuer: z.string(),
  issuedOn: Day.nullable(),
  expiresOn: Day.nullable(),
  fileId: Id.nullable(),
  /** Counts today: a skill, or a certificate that has not run out. */
  valid: z.boolean(),
})
export const Agreement = z.object({
  id: Id,
  kind: AgreementKind,
  signedOn: Day,
  from: Day,
  until: Day.nullable(),
  fileId: Id.nullable(),
})

/** What a list shows: nothing that is not needed to find somebody. */
export const VolunteerLine = z.object({
  id: Id,
  /** The person behind the volunteer, where others speak of persons: cards, who must not meet. */
  personId: Id,
  orgId: Id,
  orgName: z.string(),
  number: z.string(),
  name: z.string(),
  contactMasked: z.string(),
  state: VolunteerState,
  joinedOn: Day,
  identityChecked: z.boolean(),
  /** Comes of age later than today. */
  minor: z.boolean(),
  teams: z.array(z.string()),
})
export type VolunteerLine = z.output<typeof VolunteerLine>

export const Volunteer = VolunteerLine.omit({ teams: true }).extend({
  unifiedNumber: z.string(),
  identityCheckedOn: Day.nullable(),
  identityCheckedBy: z.string(),
  adultOn: Day.nullable(),
  guardian: z.string(),
  guardianConsentOn: Day.nullable(),
  availability: z.array(HalfDay),
  skills: z.array(Skill),
  agreements: z.array(Agreement),
  stays: z.array(
    z.object({
      id: Id,
      teamId: Id,
      teamName: z.string(),
      role: MemberRole,
      state: MembershipState,
      from: Day.nullable(),
      until: Day.nullable(),
    }),
  ),
  availableMoves: z.array(z.string()),
})
export type Volunteer = z.output<typeof Volunteer>

const Registration = z
  .object({
    name: line(40),
    contact: words(60).default(''),
    unifiedNumber: words(40).default(''),
    /** For whoever is under age: the day of the eighteenth birthday, and who of the guardians agreed on which day. */
    adultOn: Day.nullable().default(null),
    guardian: words(100).default(''),
    guardianConsentOn: Day.nullable().default(null),
    availability: z.array(HalfDay).max(21).default([]),
  })
  .refine((one) => one.adultOn === null || (one.guardian !== '' && one.guardianConsentOn !== null), {
    path: ['guardian'],
    message: '未成年人需要填写监护人和同意日期',
  })

export const listVolunteers = defineRoute({
  method: 'GET',
  path: '/volunteers',
  summary: 'Volunteers of my area, by number',
  capability: 'volunteer.read',
  owner: 'none',
  query: PageQuery.extend({ search: z.string().max(40).optional(), state: VolunteerState.optional() }),
  answer: pageOf(VolunteerLine).extend({ skillKinds: z.array(SkillKind) }),
})

export const getVolunteer = defineRoute({
  method: 'GET',
  path: '/volunteers/:id',
  summary: 'One volunteer with skills, agreements and stays in teams',
  capability: 'volunteer.read',
  owner: 'record',
  params: IdParams,
  answer: Volunteer,
})

export const getMyVolunteer = defineRoute({
  method: 'GET',
  path: '/my/volunteer',
  summary: 'My own record as a volunteer',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ volunteer: Volunteer.nullable() }),
})

export const registerVolunteer = defineRoute({
  method: 'POST',
  path: '/volunteers',
  summary: 'Put a person on the list of volunteers',
  capability: 'volunteer.change',
  owner: 'record',
  idempotent: true,
  body: z.intersection(Registration, z.object({ orgId: Id })),
  answer: Volunteer,
})

export const changeVolunteer = defineRoute({
  method: 'PUT',
  path: '/volunteers/:id',
  summary: 'Change unified number, availability, or the guardian’s consent',
  capability: 'volunteer.change',
  owner: 'record',
  params: IdParams,
  body: z.object({
    unifiedNumber: words(40),
    availability: z.array(HalfDay).max(21),
    adultOn: Day.nullable(),
    guardian: words(100),
    guardianConsentOn: Day.nullable(),
  }),
  answer: Volunteer,
})

export const moveVolunteer = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/moves',
  summary: 'Pause, resume, leave, come back',
  capability: 'volunteer.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    move: z.enum(['pause', 'resume', 'leave', 'return']),
    /** With `pause`. */
    until: Day.nullable().default(null),
  }),
  answer: Volunteer,
})

export const checkIdentity = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/identity-check',
  summary: 'I saw the person and the identity card, and they belong together',
  capability: 'volunteer.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Volunteer,
})

export const addSkill = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/skills',
  summary: 'Add a skill or a certificate',
  capability: 'volunteer.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    skill: z.string().max(40),
    issuer: words(60).default(''),
    issuedOn: Day.nullable().default(null),
    expiresOn: Day.nullable().default(null),
    fileId: Id.nullable().default(null),
  }),
  answer: Volunteer,
})

export const removeSkill = defineRoute({
  method: 'DELETE',
  path: '/volunteers/:id/skills/:skillId',
  summary: 'Take a skill or certificate off the record; the log keeps that it was there',
  capability: 'volunteer.change',
  owner: 'record',
  params: IdParams.extend({ skillId: Id }),
  answer: Volunteer,
})

export const addAgreement = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/agreements',
  summary: 'Keep a written agreement: of a month or longer, of high risk, or because somebody asked for it',
  capability: 'volunteer.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({
      kind: AgreementKind,
      signedOn: Day,
      from: Day,
      until: Day.nullable().default(null),
      fileId: Id.nullable().default(null),
    })
    .refine((one) => one.until === null || one.until >= one.from, {
      path: ['until'],
      message: '结束日期不能早于开始日期',
    }),
  answer: Volunteer,
})

export const applyToTeam = defineRoute({
  method: 'POST',
  path: '/my/memberships',
  summary: 'I would like to join this team',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  body: z.object({ teamId: Id }),
  answer: z.object({ volunteer: Volunteer }),
})

export const withdrawMembership = defineRoute({
  method: 'POST',
  path: '/my/memberships/:id/withdraw',
  summary: 'I take my wish back, or leave the team; no reason is asked',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: z.object({ volunteer: Volunteer }),
})
