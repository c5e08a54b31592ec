import { z } from 'zod'
import { Activity, ActivityPart, ActivityPlaceState } from './activity.ts'
import { Id, IdParams, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** What somebody sees who may come: how full it is, and the own place. Never who else comes. */
export const OpenActivity = Activity.pick({
  id: true,
  orgName: true,
  kindLabel: true,
  shift: true,
  title: true,
  words: true,
  place: true,
  day: true,
  from: true,
  until: true,
  state: true,
}).extend({
  part: ActivityPart,
  free: z.int(),
  leader: z.string(),
  mine: z
    .object({
      placeId: Id,
      state: ActivityPlaceState,
      /** Place in the line, from 1; null: has a place. */
      inLine: z.int().nullable(),
      from: Instant.nullable(),
      until: Instant.nullable(),
    })
    .nullable(),
})
export type OpenActivity = z.output<typeof OpenActivity>

export const listMyActivities = defineRoute({
  method: 'GET',
  path: '/my/activities',
  summary: 'Shifts and activities that I may sign up for, and those that I did',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(OpenActivity) }),
})

export const signUpMyself = defineRoute({
  method: 'POST',
  path: '/my/activities/:id/place',
  summary: 'I would like to come; whoever asks first has the place, the others wait in line',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  body: z.object({ part: ActivityPart }),
  // Short, for many may ask at once: the page reads the rest anew.
  answer: z.object({ placeId: Id, state: ActivityPlaceState, inLine: z.int().nullable() }),
})

export const withdrawMyPlace = defineRoute({
  method: 'POST',
  path: '/my/activity-places/:id/withdraw',
  summary: 'I cannot come; no reason is asked, and it is remembered against nobody',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  params: IdParams,
  answer: z.object({ placeId: Id }),
})
