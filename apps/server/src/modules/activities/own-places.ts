import type { ActivityPart } from '@yimi/contract/activity.ts'
import type { listMyActivities, OpenActivity, signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { listedVolunteers, withOrgs } from '#modules/teams/teams.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type ActivityRow, activitiesToCome, findActivity } from './activity-queries.ts'
import { enterLine, holdActivity, leaveLine, lineOf } from './fill-places.ts'
import { countPlaces, findPlace, type NewPlace, type PlaceRow, placesOf, placesOfPerson } from './place-queries.ts'
import { namesOfLeaders } from './plan-activities.ts'

/** The ways in which the caller may come: as a volunteer, as a resident, or both. */
type Parts = Partial<Record<ActivityPart, NewPlace['person'] & { units: string[] }>>

export async function listOwn(context: RequestContext): Promise<RouteAnswer<typeof listMyActivities>> {
  const parts = await partsOf(context)
  const units = unitsOf(parts)
  if (units.length === 0) return { items: [] }
  return withOrgs(context, units, async (widened) => {
    // What is over stands among the hours.
    const mine = await placesOfPerson(context.tx, context.actor.personId ?? '', context.now)
    const ids = mine.map((place) => place.activity_id)
    const rows = await activitiesToCome(context.tx, { orgIds: units, ids, now: context.now })
    return { items: await answersOf(widened, rows, parts, mine) }
  })
}

export async function signUpOwn(
  context: RequestContext,
  id: string,
  part: ActivityPart,
): Promise<RouteAnswer<typeof signUpMyself>> {
  const parts = await partsOf(context)
  const person = parts[part]
  if (!person) throw new Refusal(part === 'volunteer' ? 'not-a-volunteer' : 'not-found')
  return withOrgs(context, person.units, async (widened) => {
    const seen = await findActivity(context.tx, id)
    if (!seen || !person.units.includes(seen.org_id)) throw new Refusal('not-found')
    const activity = await holdActivity(widened, id)
    if (activity.from <= context.now) throw new Refusal('sign-up-closed')
    return enterLine(widened, activity, person)
  })
}

export async function withdrawOwn(
  context: RequestContext,
  placeId: string,
): Promise<RouteAnswer<typeof withdrawMyPlace>> {
  const seen = await findPlace(context.tx, placeId)
  if (!seen?.person_id || seen.person_id !== context.actor.personId) throw new Refusal('not-found')
  return withOrgs(context, [seen.org_id], async (widened) => {
    const activity = await holdActivity(widened, seen.activity_id)
    await leaveLine(widened, activity, (await findPlace(context.tx, placeId)) ?? seen)
    return { placeId }
  })
}

async function partsOf(context: RequestContext): Promise<Parts> {
  const { tx, keyring, actor, today } = context
  if (!actor.personId) return {}
  const { personId } = actor
  const unitsFrom = async (orgId: string) => [orgId, ...(await unitsAbove(tx, orgId, today))]
  const [volunteer] = await listedVolunteers(tx, { personIds: [personId] })
  const person = (await readPeople(tx, keyring, [personId])).get(personId)
  return {
    ...(volunteer?.active
      ? {
          volunteer: {
            personId,
            orgId: volunteer.orgId,
            volunteerId: volunteer.id,
            units: await unitsFrom(volunteer.orgId),
          },
        }
      : {}),
    ...(person?.resident && !person.erased
      ? { resident: { personId, orgId: person.orgId, volunteerId: null, units: await unitsFrom(person.orgId) } }
      : {}),
  }
}

function unitsOf(parts: Parts): string[] {
  return [...new Set(Object.values(parts).flatMap((one) => one.units))]
}

async function answersOf(
  context: RequestContext,
  rows: readonly ActivityRow[],
  parts: Parts,
  mine: readonly PlaceRow[],
): Promise<OpenActivity[]> {
  const { tx, today } = context
  const units = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const leaders = await namesOfLeaders(context, rows)
  const counts = await countPlaces(
    tx,
    rows.map((row) => row.id),
  )
  const lines = await linesOf(context, mine)
  return rows.flatMap((row) =>
    (['volunteer', 'resident'] as const).flatMap((part) => {
      const places = part === 'volunteer' ? row.volunteer_places : row.resident_places
      const place = mine.find((one) => one.activity_id === row.id && one.part === part)
      if (!place && (places === 0 || !parts[part]?.units.includes(row.org_id))) return []
      const count = counts.get(row.id)
      const taken = part === 'volunteer' ? count?.volunteers : count?.residents
      return [
        {
          id: row.id,
          orgName: units.get(row.org_id) ?? '',
          kindLabel: row.kind_label,
          shift: row.duty_id !== null,
          title: row.title,
          words: row.words,
          place: row.place,
          day: row.day,
          from: row.from.toISOString(),
          until: row.until.toISOString(),
          state: row.state,
          part,
          free: Math.max(places - (taken ?? 0), 0),
          leader: leaders.get(row.leader_id ?? '') ?? '',
          mine: place
            ? {
                placeId: place.id,
                state: place.state,
                inLine: lines.get(place.id) ?? null,
                from: place.came_at?.toISOString() ?? null,
                until: place.left_at?.toISOString() ?? null,
              }
            : null,
        },
      ]
    }),
  )
}

/** For those of the caller's places that wait: how many are before them, counting from one. */
async function linesOf(context: RequestContext, mine: readonly PlaceRow[]): Promise<Map<string, number>> {
  const lines = new Map<string, number>()
  for (const place of mine.filter((one) => one.state === 'waiting')) {
    const waiting = await placesOf(context.tx, place.activity_id, ['waiting'])
    const line = lineOf(
      place,
      waiting.filter((one) => one.part === place.part),
    )
    if (line !== null) lines.set(place.id, line)
  }
  return lines
}
