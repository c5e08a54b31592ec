import { definePersonPart, onLifeEvent, type PersonPart } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { findActivity } from './activity-queries.ts'
import { holdActivity, leaveLine } from './fill-places.ts'
import { findPlace, placesOfPerson } from './place-queries.ts'

/** What activities hold of a person. Who dies comes to nothing any more, in the same transaction. */
export function registerActivitiesPart(): void {
  definePersonPart(activitiesPart)
  onLifeEvent('death', 'activities', async (context, event) => {
    if (event.phase === 'confirmed') await leaveAll(context, event.personId)
  })
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
  erase: leaveAll,
}

/** Takes back every wish that is still open; the next in each line has the place. */
async function leaveAll(context: FlowContext, personId: string): Promise<void> {
  const places = await placesOfPerson(context.tx, personId, new Date(0))
  const open = places.filter((place) => place.state === 'waiting' || place.state === 'taken')
  for (const { id, activity_id, org_id } of open.sort((a, b) => (a.activity_id < b.activity_id ? -1 : 1)))
    await withMoreOrgs(context.tx, [org_id], async () => {
      const system = { ...context, actor: systemActor([org_id]) }
      const activity = await holdActivity(system, activity_id)
      const place = await findPlace(context.tx, id)
      if (place && (place.state === 'waiting' || place.state === 'taken')) await leaveLine(system, activity, place)
    })
}
