import { namesOf } from '#modules/teams/teams.ts'
import type { AddressBook, Receiver } from '#platform/delivery/address-book.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { type ActivityRow, findActivity } from './activity-queries.ts'
import { findPlace, type PlaceRow, placesOf } from './place-queries.ts'

type Given = Parameters<AddressBook>[0]

/** Who signed up: all of them when it is cancelled or becomes another, one of them when he moves up in the line. */
export const activityAddresses: Readonly<Record<string, AddressBook>> = {
  activity: async (given, event) => {
    const activity = await findActivity(given.tx, event.recordId)
    if (!activity) return undefined
    const states = event.move === 'cancel' ? (['cancelled'] as const) : (['waiting', 'taken'] as const)
    const isTold = event.move === 'cancel' || (event.move === 'amend' && event.refs.told !== false)
    const places = isTold ? await placesOf(given.tx, activity.id, states) : []
    return {
      words: wordsOf(activity),
      href: `#/activities/${activity.id}`,
      receivers: { 'signed-up': await peopleOf(given, places) },
    }
  },
  'activity-place': async (given, event) => {
    const place = await findPlace(given.tx, event.recordId)
    const activity = place && (await findActivity(given.tx, place.activity_id))
    if (!place || !activity) return undefined
    return {
      words: wordsOf(activity),
      href: `#/activities/${activity.id}`,
      receivers: {
        'person-itself': await peopleOf(given, [place]),
        leader:
          event.refs.stopped === true && activity.leader_id && activity.leader_org_id
            ? [{ personId: activity.leader_id, orgId: activity.leader_org_id, name: '' }]
            : [],
      },
    }
  },
}

function wordsOf(activity: ActivityRow): Record<string, string> {
  return { title: activity.title, place: activity.place, from: spokenMoment(activity.from) }
}

async function peopleOf({ tx, keyring }: Given, places: readonly PlaceRow[]): Promise<Receiver[]> {
  const people = await namesOf(
    { tx, keyring },
    places.flatMap((place) =>
      place.person_id && place.person_org_id ? [{ personId: place.person_id, orgId: place.person_org_id }] : [],
    ),
  )
  return [...people.values()].flatMap((person) =>
    person.erased ? [] : [{ personId: person.id, orgId: person.orgId, name: person.name }],
  )
}
