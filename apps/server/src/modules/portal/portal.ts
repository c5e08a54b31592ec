import { getPortalHome, getPublicBroadcast, listPublicOrganisations } from '@yimi/contract/public.ts'
import type { Tx } from '#platform/database/database.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { findPublicBroadcast, installationRow, publicBroadcasts, publicOrganisations } from './portal-queries.ts'
import { mediaOriginFor, publicBroadcast } from './public-broadcast.ts'

/** The number that a person answers; in a transaction of yimi_public. */
export async function serviceTelephone(tx: Tx): Promise<string | null> {
  return (await installationRow(tx))?.telephone ?? null
}

/** Whoever is signed in sees here neither more nor less than anybody. */
const PUBLIC = { role: 'yimi_public' } as const

/** What anybody may see without an account, read under a database role that sees nothing else. */
export function portalOperations(services: Services): Operation[] {
  return [
    implement(getPortalHome, async ({ tx, now, today, request }) => {
      await takeScope(tx, PUBLIC)
      const installation = await installationRow(tx)
      const rows = await publicBroadcasts(tx, now, today)
      return {
        installation: installation?.name ?? '',
        telephone: installation?.telephone ?? null,
        demo: installation?.demo ?? false,
        broadcasts: rows.map((row) => publicBroadcast(row, mediaOriginFor(request, services.mediaOrigin))),
      }
    }),
    implement(getPublicBroadcast, async ({ tx, today, request }, { params }) => {
      await takeScope(tx, PUBLIC)
      const row = await findPublicBroadcast(tx, params.id, today)
      if (!row) throw new Refusal('not-found')
      return publicBroadcast(row, mediaOriginFor(request, services.mediaOrigin))
    }),
    implement(listPublicOrganisations, async ({ tx, today }) => {
      await takeScope(tx, PUBLIC)
      return { items: await publicOrganisations(tx, today) }
    }),
  ]
}
