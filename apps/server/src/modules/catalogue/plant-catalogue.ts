import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/database/database.ts'
import { newId } from '#platform/new-id.ts'
import { DEFAULT_SERVICES } from './default-services.ts'
import { insertConduct, insertServices, insertVersion } from './service-writes-queries.ts'

/** Puts the first words of the fourteen services in force, for the topmost organisation of a new installation. */
export async function plantCatalogue(tx: Tx, orgId: string, now: Date, from = dayOf(now)): Promise<void> {
  const services = DEFAULT_SERVICES.map((service) => ({ ...service, id: newId(), orgId }))
  await insertServices(tx, services, now)
  for (const { id, content, conduct } of services) {
    const first = { serviceId: id, orgId, version: 1, from, madeBy: null, madeAt: now }
    await insertVersion(tx, { ...first, id: newId(), content })
    await insertConduct(tx, { ...first, id: newId(), conduct })
  }
}
