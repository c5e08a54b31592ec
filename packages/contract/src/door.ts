import { z } from 'zod'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { defineRoute } from './route.ts'

/** What somebody at the door may say of himself: the number or the word printed on the volunteer's card. */
export const DoorWord = line(40)

/** Who stands at the door. Nothing here helps to find out where anybody lives. */
export const DoorAnswer = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    name: z.string(),
    unit: z.string(),
    /** Teams of the volunteer; empty while none is known. */
    teams: z.array(z.string()),
    /** `data:image/…`, when the volunteer agreed to be shown. */
    picture: z.string().nullable(),
    /** Whether a visit is arranged for today; not where. */
    visitToday: z.boolean(),
    telephone: z.string().nullable(),
  }),
  z.object({ known: z.literal(false), telephone: z.string().nullable() }),
])
export type DoorAnswer = z.output<typeof DoorAnswer>

export const askAtDoor = defineRoute({
  method: 'POST',
  path: '/door',
  summary: 'Who is at my door? A card’s number or word in, name, picture and team out',
  capability: 'public',
  owner: 'none',
  perMinute: 12,
  body: z.object({ word: DoorWord }),
  answer: DoorAnswer,
})

/** A volunteer's card: a number that rises, and two words with a number that anybody can say over the telephone. */
export const DoorCard = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  personId: Id,
  name: z.string(),
  number: z.string(),
  word: z.string(),
  hasPicture: z.boolean(),
  pictureShown: z.boolean(),
  issuedOn: Day,
  issuedAt: Instant,
})
export type DoorCard = z.output<typeof DoorCard>

export const listDoorCards = defineRoute({
  method: 'GET',
  path: '/door-cards',
  summary: 'Cards in force in my area',
  capability: 'door-card.read',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(DoorCard),
})

export const issueDoorCard = defineRoute({
  method: 'POST',
  path: '/door-cards',
  summary: 'Give somebody a card; an older one no longer counts',
  capability: 'door-card.change',
  owner: 'record',
  idempotent: true,
  body: z.object({
    orgId: Id,
    personId: Id,
    /** A picture among the files, shown when the person agreed to it. */
    pictureFileId: Id.nullable().default(null),
    pictureAgreed: z.boolean().default(false),
  }),
  answer: DoorCard,
})

export const endDoorCard = defineRoute({
  method: 'POST',
  path: '/door-cards/:id/end',
  summary: 'A card no longer counts: lost, or the person has left',
  capability: 'door-card.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ id: Id }),
})

export const lookAtDoor = defineRoute({
  method: 'POST',
  path: '/door/desk',
  summary: 'The same question for whoever answers the telephone; also by name',
  capability: 'door-card.read',
  owner: 'none',
  body: z.object({ word: DoorWord }),
  answer: z.object({ items: z.array(DoorCard) }),
})
