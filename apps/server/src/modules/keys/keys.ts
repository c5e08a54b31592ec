import { readMasterKeys, retireMasterKey, rotateMasterKey } from '@yimi/contract/master-key.ts'
import type { SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { aboutMasterKeys, retireKey, rotateKey } from './change-master-key.ts'
import { keepSealedAnew } from './seal-anew.ts'

/**
 * The master key, which covers every data key, secret and blind index: a new one is made while the program runs, and what is
 * there is sealed anew. `places` are all columns that it covers; `stepUp` asks for a code of the second factor.
 */
export function keyOperations(
  services: Services,
  places: readonly SealedPlace[],
  stepUp: (context: RequestContext, code: string) => Promise<void>,
): Operation[] {
  const sealAnew = keepSealedAnew(services, places)
  return [
    implement(readMasterKeys, (context) => aboutMasterKeys(context, services, places)),
    {
      ...implement(rotateMasterKey, async (context, { body }) => {
        await stepUp(context, body.code)
        return rotateKey(context, services, sealAnew.now)
      }),
      life: sealAnew.life,
    },
    implement(retireMasterKey, async (context, { params, body }) => {
      await stepUp(context, body.code)
      return retireKey(context, services, places, params.number)
    }),
  ]
}
