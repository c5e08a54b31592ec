import type { ActivityPart } from '@yimi/contract/activity.ts'
import { z } from 'zod'
import { definePersonPart, type MergedPair, onLifeEvent, type PersonPart, personOrg } from '#modules/people/people.ts'
import { onVolunteerStopped } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { findActivity } from './activity-queries.ts'
import { holdActivity, leaveLine } from './fill-places.ts'
import { findPlace, type PlaceRow, placesAhead, placesOfPerson, setPerson } from './place-queries.ts'

/** What activities hold of a person. Who dies comes to nothing any more, in the same transaction. */
export function registerActivitiesPart(): void {
  definePersonPart(activitiesPart)
  onLifeEvent('death', 'activities', async (context, event) => {
    if (event.phase === 'confirmed') await leaveAll(context, event.personId)
  })
  // As a resident he may still come.
  onVolunteerStopped('activities', (context, { personId }) => leaveAll(context, personId, 'volunteer'))
}

const activitiesPart: PersonPart = {
  name: 'activities',
  label: '班次和活动',
  async export({ tx }, personId) {
    const places = await placesOfPerson(tx, personId, new Date(0))
    const lines = []
    for (const place of places) {
      const activity = await withMoreOrgs(tx, [place.org_id], () => findActivity(tx, place.activity_id))
      lines.push({
        title: activity?.title ?? '',
        day: activity?.day ?? '',
        state: place.state,
        cameAt: place.came_at?.toISOString() ?? null,
        leftAt: place.left_at?.toISOString() ?? null,
      })
    }
    return lines.length > 0 ? lines : undefined
  },
  erase: (context, personId) => leaveAll(context, personId),
  merge: movePlaces,
  unmerge: (context, pair, undo) => takePlacesBack(context, pair, undo),
}

/** Takes back every wish that is still open; the next in each line has the place. */
async function leaveAll(context: FlowContext, personId: string, part?: ActivityPart): Promise<void> {
  for (const { id, activity_id, org_id } of await placesAhead(context.tx, personId))
    await withMoreOrgs(context.tx, [org_id], async () => {
      const system = { ...context, actor: systemActor([org_id]) }
      const activity = await holdActivity(system, activity_id)
      const place = await findPlace(context.tx, id)
      if (!place || (part && (place.part !== part || place.until <= context.now))) return
      if (place.state === 'waiting' || place.state === 'taken')
        await leaveLine(system, activity, place, { stopped: true })
    })
}

/** Ids of what a merge moved, as they come back from it. */
const Moved = z.array(z.string())

/** Two records are one person: he comes once. Where both signed up for the same hours, the place of the hidden one is free again. */
async function movePlaces(context: FlowContext, { from, into }: MergedPair): Promise<string[]> {
  const { tx } = context
  const orgId = await personOrg(tx, into)
  const moved: string[] = []
  for (const { id, activity_id, org_id } of await placesAhead(tx, from))
    await withMoreOrgs(tx, [org_id], async () => {
      const system = { ...context, actor: systemActor([org_id]) }
      const activity = await holdActivity(system, activity_id)
      const place = await findPlace(tx, id)
      if (!place) return
      if (!orgId || (await isElsewhere(context, into, place))) await leaveLine(system, activity, place)
      else {
        await setPerson(tx, id, { person_id: into, person_org_id: orgId })
        moved.push(id)
      }
    })
  return moved
}

/** Does he come to something else at that time? */
async function isElsewhere({ tx }: FlowContext, personId: string, place: PlaceRow): Promise<boolean> {
  for (const { id, org_id } of await placesAhead(tx, personId)) {
    const other = await withMoreOrgs(tx, [org_id], () => findPlace(tx, id))
    if (other && other.from < place.until && place.from < other.until) return true
  }
  return false
}

async function takePlacesBack({ tx }: FlowContext, { from, into }: MergedPair, undo: unknown): Promise<void> {
  const orgId = await personOrg(tx, from)
  if (!orgId) return
  const moved = new Set(Moved.parse(undo ?? []))
  for (const { id, org_id } of await placesAhead(tx, into))
    if (moved.has(id))
      await withMoreOrgs(tx, [org_id], () => setPerson(tx, id, { person_id: from, person_org_id: orgId }))
}
