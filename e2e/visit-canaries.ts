import { createDwelling, createGrid, placeDwellings } from '@yimi/contract/ground.ts'
import { addToMyReport, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { registerPerson } from '@yimi/contract/person.ts'
import { getMe } from '@yimi/contract/session.ts'
import { assignVisitDoors, createVisitPlan, moveVisitPlan } from '@yimi/contract/visit.ts'
import { listMyVisits, recordVisits } from '@yimi/contract/visit-record.ts'
import type { Canary, World } from './canary.ts'

const DAY = '2026-01-05'

/** Words that are said at doors. */
export const VISIT_CANARIES: readonly Canary[] = [
  {
    what: 'telephone told at a door',
    words: '13655540987',
    async plant(world) {
      const { personId, doorId, stamp } = await visitedDoor(world)
      const changes = [{ kind: 'phone' as const, personId, phone: '13655540987' }]
      const said = { id: crypto.randomUUID(), doorId, stamp, at: new Date().toISOString(), outcome: 'talked' as const }
      const { receipts } = await world.clerk.call(recordVisits, { body: { records: [{ ...said, changes }] } })
      if (receipts[0]?.result !== 'kept') throw new Error(`the visit was not kept: ${receipts[0]?.reason}`)
    },
  },
  {
    what: 'details of a report, added later',
    words: '妇幼院产科七床',
    async plant({ clerk, stationId }) {
      const body = { orgId: stationId, name: '报事人', source: 'desk' as const }
      const person = await clerk.call(registerPerson, { body })
      const report = { what: 'birth' as const, happenedOn: DAY }
      const { id } = await clerk.call(reportLifeEvent, { params: { id: person.id }, body: report })
      const more = { happenedOn: DAY, words: { note: '妇幼院产科七床' } }
      await clerk.call(addToMyReport, { params: { id }, body: more })
    },
  },
]

/** A door of a running plan to which the clerk goes, with somebody behind it. */
async function visitedDoor({ clerk, stationId: orgId }: World) {
  const { personId: to } = await clerk.call(getMe, {})
  const dwelling = await clerk.call(createDwelling, { body: { orgId, labels: ['听雨巷', '9号楼', '101室'] } })
  const person = { orgId, name: '受访人', source: 'desk' as const, dwellingId: dwelling.id }
  const { id: personId } = await clerk.call(registerPerson, { body: person })
  const grid = await clerk.call(createGrid, { body: { orgId, name: '听雨巷网格' } })
  await clerk.call(placeDwellings, { body: { dwellingIds: [dwelling.id], gridId: grid.id } })
  const doorsFrom = { kind: 'census' as const, gridIds: [grid.id] }
  const plan = { orgId, name: '听雨巷走访', purpose: '看望', from: DAY, until: '2027-12-31', doorsFrom }
  const { id } = await clerk.call(createVisitPlan, { body: plan })
  await clerk.call(assignVisitDoors, { params: { id }, body: { from: null, to } })
  await clerk.call(moveVisitPlan, { params: { id }, body: { move: 'start' } })
  const { doors } = await clerk.call(listMyVisits, {})
  const door = doors.find((one) => one.planId === id)
  return { personId, doorId: door?.id ?? '', stamp: door?.stamp ?? '' }
}
