import { z } from 'zod'
import { Day, Id, IdParams } from './ids.ts'
import { defineRoute } from './route.ts'

export const HOUSEHOLD_ROLES = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandchild: '孙辈',
  grandparent: '祖辈',
  sibling: '兄弟姐妹',
  'child-in-law': '儿媳或女婿',
  'parent-in-law': '公婆或岳父母',
  tenant: '租住人',
  carer: '照料人',
  member: '其他成员',
} as const
export type HouseholdRole = keyof typeof HOUSEHOLD_ROLES
export const HouseholdRole = z.enum(Object.keys(HOUSEHOLD_ROLES) as [HouseholdRole, ...HouseholdRole[]])

export const HouseholdMember = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  role: HouseholdRole,
  from: Day,
  until: Day.nullable(),
})

export const Household = z.object({
  id: Id,
  orgId: Id,
  dwellingId: Id,
  labels: z.array(z.string()),
  from: Day,
  until: Day.nullable(),
  members: z.array(HouseholdMember),
})
export type Household = z.output<typeof Household>

export const getHousehold = defineRoute({
  method: 'GET',
  path: '/households/:id',
  summary: 'A household with its members, past ones too',
  capability: 'person.read',
  owner: 'record',
  params: IdParams,
  answer: Household,
})

/** A household of the dwelling is joined where it has one, else founded. */
export const joinHousehold = defineRoute({
  method: 'POST',
  path: '/people/:id/household',
  summary: 'Say where a person lives, and as what; the household before ends that day',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    dwellingId: Id,
    /** Absent: the household that lives there now; null: a household of its own besides. */
    householdId: Id.nullable().optional(),
    role: HouseholdRole,
    from: Day,
  }),
  answer: Household,
})

export const leaveHousehold = defineRoute({
  method: 'POST',
  path: '/people/:id/household/leave',
  summary: 'A person no longer lives in the household, from the day',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ from: Day }),
  answer: Household,
})
