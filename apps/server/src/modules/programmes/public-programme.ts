import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { getPublicProgramme, listPublicProgrammes } from '@yimi/contract/programme.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { figuresOf } from './programme-figures.ts'
import { findProgramme, findProgrammes, linkedBroadcasts } from './programme-queries.ts'
import type { BroadcastReader } from './reported-broadcast.ts'

type PublicState = 'coming' | 'on-air' | 'over'

/** Read as the public, also for whoever is signed in: everybody sees the same. */
export async function readPublic(
  context: RequestContext,
  broadcasts: BroadcastReader,
  id: string,
): Promise<RouteAnswer<typeof getPublicProgramme>> {
  const { tx, now, today } = context
  await takeScope(tx, { role: 'yimi_public' })
  const row = await findProgramme(tx, id)
  if (!row) throw new Refusal('not-found')
  const found = await broadcasts(tx, await linkedBroadcasts(tx, id))
  return {
    id: row.id,
    name: row.name,
    orgName: (await orgNames(tx, [row.org_id], today)).get(row.org_id) ?? '',
    since: row.since,
    slogan: row.slogan,
    about: row.about,
    purposes: row.purposes,
    figures: await figuresOf(tx, broadcasts, { programmeId: id, now }),
    broadcasts: found.map((one) => ({
      id: one.id,
      title: one.title,
      startsAt: one.startsAt?.toISOString() ?? null,
      state: publicState(one.state),
    })),
  }
}

export async function listPublic(context: RequestContext): Promise<RouteAnswer<typeof listPublicProgrammes>> {
  const { tx, today } = context
  await takeScope(tx, { role: 'yimi_public' })
  const rows = await findProgrammes(tx)
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      slogan: row.slogan,
      orgName: names.get(row.org_id) ?? '',
    })),
  }
}

function publicState(state: BroadcastState): PublicState {
  if (state === 'on-air') return 'on-air'
  return state === 'cleared' ? 'coming' : 'over'
}
