import type { MasterKeys, rotateMasterKey } from '@yimi/contract/master-key.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { areAllUnits } from '#platform/access/whole-installation-queries.ts'
import type { SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** Another process seals under the old key for a second after there is a new one; a request may take longer. */
const SETTLED_MS = 60_000

export async function aboutMasterKeys(
  context: RequestContext,
  services: Services,
  places: readonly SealedPlace[],
): Promise<MasterKeys> {
  await requireWhole(context)
  return about(services, places)
}

/** The event is written first; the key is made when it stands. */
export async function rotateKey(
  context: RequestContext,
  services: Services,
  sealAnew: () => void,
): Promise<RouteAnswer<typeof rotateMasterKey>> {
  await requireWhole(context)
  const number = newest(services) + 1
  await record(context, 'rotate-key', number)
  context.afterCommit(() => {
    services.keyring.rotate()
    sealAnew()
  })
  return { number }
}

/** @throws Refusal `not-found` for a key that is not held, `key-in-use` for the newest and while a value is under it */
export async function retireKey(
  context: RequestContext,
  services: Services,
  places: readonly SealedPlace[],
  number: number,
): Promise<MasterKeys> {
  await requireWhole(context)
  const held = services.keyring.held()
  const [current] = held
  if (!current || !held.some((key) => key.number === number)) throw new Refusal('not-found')
  const settled = Date.now() - current.madeAt.getTime() > SETTLED_MS
  if (number === current.number || !settled) throw new Refusal('key-in-use')
  const waiting = await waitingUnder(services, places, number + 1)
  if (waiting.some((place) => place.values > 0)) throw new Refusal('key-in-use')
  await record(context, 'retire-key', number)
  context.afterCommit(() => services.keyring.retire(number))
  const before = await about(services, places)
  return { ...before, keys: before.keys.filter((key) => key.number !== number) }
}

async function about(services: Services, places: readonly SealedPlace[]): Promise<MasterKeys> {
  return {
    keys: services.keyring.held().map((key) => ({ number: key.number, madeAt: key.madeAt.toISOString() })),
    waiting: await waitingUnder(services, places, newest(services)),
  }
}

/** Values of each place under a key older than `than`. */
function waitingUnder(
  services: Services,
  places: readonly SealedPlace[],
  than: number,
): Promise<MasterKeys['waiting']> {
  return inScope(services.database, { role: 'yimi_keys' }, async (tx: Tx) => {
    const waiting: MasterKeys['waiting'] = []
    for (const place of places) {
      const values = await place.countOlder(tx, than)
      waiting.push({ place: place.name, values, endsByItself: !place.renewSome })
    }
    return waiting
  })
}

function newest(services: Services): number {
  const [key] = services.keyring.held()
  if (!key) throw new ProgramFault('there is no master key')
  return key.number
}

/** One key covers everybody: who has the right at a unit below the top has it for no unit alone. */
async function requireWhole(context: RequestContext): Promise<void> {
  if (!(await areAllUnits(context.tx, context.scope?.orgs ?? []))) throw new Refusal('whole-installation-only')
}

async function record(context: RequestContext, act: string, number: number): Promise<void> {
  const { actor, scope } = context
  const orgId = actor.roles.find((held) => scope?.orgs.has(held.orgId))?.orgId
  if (!orgId) throw new ProgramFault('a right without an organisation')
  await recordAct(context, { kind: 'master-key', recordId: orgId, orgId, act, refs: { number } })
}
