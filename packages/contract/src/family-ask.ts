import { z } from 'zod'
import { ConsentPurpose } from './consent.ts'
import { Id, IdParams, line, words } from './ids.ts'
import { Sex } from './person.ts'
import { defineRoute } from './route.ts'

/** A family that may be asked whether it would like what its event could bring. Nobody is asked for more than that. */
export const FamilyAsk = z.object({
  id: Id,
  orgId: Id,
  door: z.string(),
  /** Whom one speaks with: of a birth a parent. */
  personName: z.string(),
  serviceName: z.string(),
  /** What is said before somebody agrees: one sentence a purpose. */
  consents: z.array(z.object({ purpose: ConsentPurpose, label: z.string(), words: z.string() })),
  /** A child under fourteen: a guardian answers. */
  guardian: z.boolean(),
  /** The child is not on file yet: its name is asked too. */
  childMissing: z.boolean(),
  /** What else is lacking, in words; empty: with the answer it is settled. */
  lacking: z.string(),
})
export type FamilyAsk = z.output<typeof FamilyAsk>

export const listFamilyAsks = defineRoute({
  method: 'GET',
  path: '/family-asks',
  summary: 'Families of my area who may be asked whether they want what a life event brings',
  capability: 'family.ask',
  owner: 'none',
  answer: z.object({ items: z.array(FamilyAsk) }),
})

/** `no` leaves nothing behind: neither who was asked nor what was answered. */
export const answerFamilyAsk = defineRoute({
  method: 'POST',
  path: '/family-asks/:id/answer',
  summary: 'The family agrees, and the order is made; or does not want it, and nothing is kept',
  capability: 'family.ask',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.discriminatedUnion('wants', [
    z.object({
      wants: z.literal(true),
      /** Who agreed, as in «母亲»; needed where a guardian answers. */
      giver: words(60).default(''),
      child: z
        .object({ name: line(40), sex: Sex.nullable().default(null) })
        .nullable()
        .default(null),
    }),
    z.object({ wants: z.literal(false) }),
  ]),
  answer: z.object({ orderId: Id.nullable() }),
})
