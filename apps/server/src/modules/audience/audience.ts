import {
  enterOnSiteAudience,
  enterPlatformFigures,
  getAudience,
  readPlatformFile,
  sendBeacon,
} from '@yimi/contract/audience.ts'
import { implement, implementDirect, implementPrepared, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { countAudience } from './audience-counter.ts'
import { enterFigures, enterOnSite } from './enter-figures.ts'
import { readAudience } from './read-audience.ts'
import { readFigures } from './read-platform-file.ts'

export { audienceFigures } from './audience-figures.ts'

/** Who watches: the own page by beacons without names, platforms and the room by what is entered. */
export function audienceOperations(services: Services): Operation[] {
  const counter = countAudience(services)
  return [
    implementDirect(
      sendBeacon,
      async ({ params, body }) => {
        await counter.hear(params.id, body)
        return {}
      },
      counter.life,
    ),
    implementPrepared(
      getAudience,
      () => counter.settle(),
      (context, { params }) => readAudience(context, counter, params.id),
    ),
    implement(enterPlatformFigures, (context, input) => enterFigures(context, counter, input)),
    implement(readPlatformFile, (context, input) => readFigures(context, counter, input)),
    implement(enterOnSiteAudience, (context, input) => enterOnSite(context, counter, input)),
  ]
}
