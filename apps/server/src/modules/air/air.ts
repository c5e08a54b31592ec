import {
  addPlatform,
  endBroadcast,
  getControlRoom,
  goOnAir,
  makeIngestKey,
  markSegment,
  removePlatform,
  restartPlatform,
} from '@yimi/contract/on-air.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { archiveBroadcast } from './archive-broadcast.ts'
import { putOnAir, takeOffAir } from './change-platforms.ts'
import { readControlRoom } from './control-room.ts'
import { end } from './end-broadcast.ts'
import { engineClient } from './engine-client.ts'
import { startOnAir } from './go-on-air.ts'
import { giveIngestKey } from './make-ingest-key.ts'
import { mark } from './mark-segment.ts'
import { restart } from './restart-platform.ts'
import { testChannelOperation } from './test-channel.ts'

export { keepOnAir } from './air-keeper.ts'
export { AIR_SEALED_PLACES } from './make-ingest-key.ts'

/** The engine's side of a broadcast: keys of encoders, permits, leases, and what the control room sees. */
export function airOperations(services: Services): Operation[] {
  const engine = engineClient(services.engine)
  services.jobs.effects.set('broadcast.end', archiveBroadcast(services))
  return [
    implement(getControlRoom, (context, { params }) => readControlRoom(context, services, engine, params.id)),
    implement(makeIngestKey, (context, { params }) => giveIngestKey(context, services, params.id)),
    implement(goOnAir, startOnAir),
    implement(endBroadcast, (context, { params }) => end(context, engine, params.id)),
    implement(restartPlatform, (context, { params }) => restart(context, engine, params)),
    implement(addPlatform, (context, { params }) => putOnAir(context, services.bus, params)),
    implement(removePlatform, (context, { params }) => takeOffAir(context, services.bus, params)),
    implement(markSegment, mark),
    testChannelOperation(services.database, engine),
  ]
}
