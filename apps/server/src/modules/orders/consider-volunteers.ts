import type { DistanceBand } from '@yimi/contract/order-place.ts'
import type { ServiceContent } from '@yimi/contract/service.ts'
import { accountsWithRoles } from '#modules/accounts/accounts.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { readDwellings } from '#modules/ground/ground.ts'
import { keptApart } from '#modules/incidents/incidents.ts'
import { peopleGone, readResidents } from '#modules/people/people.ts'
import { type Fitness, fitnessOf } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { loadOfPeople, type PlaceRow, placesOf, slotsOf } from './place-queries.ts'

type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
/** The place, and whom it is for. */
type Sought = PlaceRow & { person_id: string; persons: number; trigger_kind: string | null }
/** `faults`: why not; `reasons`: what speaks for it. Both in words, for whoever asks and for the person himself. */
export type Considered = {
  personId: string
  volunteerId: string
  band: DistanceBand
  load: number
  faults: string[]
  reasons: string[]
}

const DAY_MS = 86_400_000
const LOAD_DAYS = 30
/** Whoever delivers what no volunteer may. */
const STAFF = ['station-head', 'duty-officer', 'dispatcher', 'grid-worker']
const PART_WORDS: Readonly<Record<string, string>> = { morning: '上午', afternoon: '下午', evening: '晚上' }
const DAY_WORDS = '一二三四五六日'
const BAND_WORDS: Readonly<Record<DistanceBand, string>> = {
  'same-entrance': '住同一楼门',
  'same-grid': '住同一网格',
  'same-station': '住本站',
  elsewhere: '距离不详',
}

/** Of these people, or of all volunteers of the place's station: who could take it. Expects people in sight. */
export async function considerVolunteers(
  context: Reading,
  place: Sought,
  personIds?: readonly string[],
): Promise<Considered[]> {
  const { tx, now } = context
  const today = dayOf(now)
  const content = place.service_version_id ? await contentOf(tx, place.service_version_id) : undefined
  const staff = new Set((await accountsWithRoles(tx, place.org_id, STAFF)).map((one) => one.personId))
  const listed = await fitnessOf(tx, personIds ? { personIds } : { orgIds: [place.org_id] }, today)
  const known = new Set(listed.map((one) => one.personId))
  const others = (personIds ?? (content?.deliverers.staffOnly ? [...staff] : [])).filter((id) => !known.has(id))
  const ids = [...known, ...others]
  const loads = await loadOfPeople(tx, ids, new Date(now.getTime() - LOAD_DAYS * DAY_MS))
  const apart = new Set((await keptApart(tx, [place.person_id, ...ids])).flat())
  const gone = await peopleGone(tx, ids)
  const bands = await bandsOf(context, place, ids)
  const slots = Map.groupBy(await slotsOf(tx, ids), (slot) => slot.holder_id)
  const inOrder = new Set(
    (await placesOf(tx, [place.order_id])).flatMap((one) => (one.holder_id ? [one.holder_id] : [])),
  )
  return ids.map((personId) => {
    const fitness = listed.find((one) => one.personId === personId)
    const isStaff = staff.has(personId)
    const band = bands.get(personId) ?? 'elsewhere'
    const load = loads.get(personId) ?? 0
    const faults = [
      ...(gone.has(personId) || personId === place.person_id ? ['不能由本人或已离世、迁出的人承担'] : []),
      ...(personId !== place.person_id && apart.has(personId) && apart.has(place.person_id)
        ? ['两人不宜见面，已有登记']
        : []),
      ...(inOrder.has(personId) ? ['已在这一单里'] : []),
      ...(isStaff ? [] : volunteerFaults(place, content, fitness)),
    ]
    return {
      personId,
      volunteerId: fitness?.volunteerId ?? personId,
      band,
      load,
      faults,
      reasons: reasonsFor({ place, fitness, band, load, busy: slots.get(personId)?.length ?? 0 }),
    }
  })
}

function volunteerFaults(place: Sought, content: ServiceContent | undefined, fitness: Fitness | undefined): string[] {
  if (!fitness?.active) return ['没有登记为志愿者，或已暂停服务']
  const kinds = content?.deliverers.teamKinds ?? []
  return [
    ...(content?.deliverers.staffOnly ? ['这项服务由工作人员承担'] : []),
    ...(fitness.identityChecked ? [] : ['还没有核验身份，暂不能上门']),
    ...(fitness.minor && place.persons < 2 ? ['未成年志愿者不单独上门'] : []),
    ...(place.skills.every((skill) => fitness.skills.includes(skill)) ? [] : ['缺少这项服务要求的技能或证书']),
    ...(kinds.length === 0 || kinds.some((kind) => fitness.teamKinds.includes(kind))
      ? []
      : ['不在承担这项服务的队伍里']),
    // A service that goes on for a month or more needs it in writing.
    ...(place.trigger_kind === 'recurring' && fitness.agreements.length === 0 ? ['需要先签志愿服务协议'] : []),
    ...(fitness.availability.length > 0 && freeHalfDays(place, fitness).length === 0 ? ['这段日子没有空闲时间'] : []),
  ]
}

function reasonsFor(given: {
  place: Sought
  fitness: Fitness | undefined
  band: DistanceBand
  load: number
  busy: number
}): string[] {
  const { place, fitness, band, load, busy } = given
  const free = fitness ? freeHalfDays(place, fitness) : []
  return [
    BAND_WORDS[band],
    ...(place.skills.length > 0 ? ['具备所需技能'] : []),
    free.length > 0 ? `有空：${free.slice(0, 3).join('、')}` : '没有登记空闲时间，请先问一声',
    load === 0 ? '最近一个月没有安排' : `最近一个月已安排 ${load} 次`,
    ...(busy > 0 ? [`已约好 ${busy} 个时间，约时间时请避开`] : []),
  ]
}

/** Half-days of the window that suit the volunteer, each named once: 周三上午. */
function freeHalfDays(place: Sought, { availability }: Fitness): string[] {
  const weekdays = new Set<number>()
  const last = Date.parse(place.until_day)
  for (let day = Date.parse(place.from_day); day <= last && weekdays.size < 7; day += DAY_MS)
    weekdays.add(new Date(day).getUTCDay() || 7)
  return availability.flatMap((half) => {
    const [day = '', part = ''] = half.split('-')
    return weekdays.has(Number(day)) ? [`周${DAY_WORDS[Number(day) - 1]}${PART_WORDS[part] ?? ''}`] : []
  })
}

/** How far each lives from the place, as the transaction knows them. */
export async function bandsOf(
  context: Reading,
  place: Pick<PlaceRow, 'org_id' | 'entrance_id' | 'grid_id'>,
  ids: readonly string[],
): Promise<Map<string, DistanceBand>> {
  const homes = await readResidents(context, ids)
  const doors = await readDwellings(
    context.tx,
    [...homes.values()].flatMap((one) => one.dwellingId ?? []),
  )
  return new Map(
    [...homes].map(([id, home]) => {
      const door = doors.get(home.dwellingId ?? '')
      if (place.entrance_id && door?.entranceId === place.entrance_id) return [id, 'same-entrance']
      if (place.grid_id && door?.gridId === place.grid_id) return [id, 'same-grid']
      return [id, home.orgId === place.org_id ? 'same-station' : 'elsewhere']
    }),
  )
}
