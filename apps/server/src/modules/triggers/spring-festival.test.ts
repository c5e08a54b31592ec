import { createCampaign, makeCampaign, previewCampaign } from '@yimi/contract/trigger.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantTestCatalogue } from '#modules/catalogue/catalogue-fixtures.ts'
import { ensureDwellings } from '#modules/ground/ground.ts'
import { registerResidents } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { idOfService } from './trigger-fixtures.ts'

/** A tenth of the reference's fortnight: what one of ten stations has. */
const HOUSEHOLDS = 270
let installation: TestInstallation

beforeAll(async () => {
  installation = await createTestInstallation()
  await plantTestCatalogue(installation)
  const { services, orgs } = installation
  const scope = { role: 'yimi_app' as const, orgs: [orgs.station] }
  const labels = Array.from({ length: HOUSEHOLDS }, (_, place) => [
    '和风里',
    `${Math.floor(place / 50) + 1}号楼`,
    `${place}室`,
  ])
  await inScope(services.database, scope, async (tx) => {
    const context = { tx, keyring: services.keyring, actor: systemActor(scope.orgs), now: services.clock.now() }
    const doors = await ensureDwellings(
      context,
      orgs.station,
      labels.map((one) => ({ labels: one })),
    )
    for (let from = 0; from < HOUSEHOLDS; from += 200)
      await registerResidents(
        context,
        doors.slice(from, from + 200).map((dwellingId, place) => ({
          orgId: orgs.station,
          name: `居民${from + place}`,
          source: 'visit' as const,
          dwellingId,
          role: 'head' as const,
        })),
      )
  })
}, 120_000)
afterAll(() => installation.close())

test('a station greets every door of a fortnight in one transaction, each with its place and its events', async () => {
  const { orgs, admin } = installation
  const officer = await installation.as('institute-officer', 'institute')
  const head = await installation.as('station-head', 'station')
  const serviceId = await idOfService(installation, 'spring-festival')
  const body = { serviceId, name: '2027年春节', from: '2027-01-25', until: '2027-02-10' }
  const { id: campaignId } = await officer.get(createCampaign, { params: { id: orgs.institute }, body })
  const params = { id: orgs.station, campaignId }
  const preview = await head.get(previewCampaign, { params })
  expect(preview.count).toBe(HOUSEHOLDS)
  expect(await head.get(makeCampaign, { params, body: { expected: preview.count } })).toEqual({ made: HOUSEHOLDS })
  const { rows } = await admin.pool.query(
    `select (select count(*)::int from orders where state = 'ready' and trigger_id = $1) as orders,
       (select count(*)::int from order_places where state = 'open') as places,
       (select count(*)::int from events where kind = 'order') as events,
       (select count(distinct subject_id)::int from trigger_marks where order_id is not null) as marks`,
    [campaignId],
  )
  expect(rows).toEqual([{ orders: HOUSEHOLDS, places: HOUSEHOLDS, events: 3 * HOUSEHOLDS, marks: HOUSEHOLDS }])
}, 300_000)
