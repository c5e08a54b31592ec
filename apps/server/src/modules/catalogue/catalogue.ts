import {
  changeService,
  createService,
  getService,
  listMyOptOuts,
  listOptOuts,
  listPublicServices,
  listServices,
  setConduct,
  setMyOptOut,
  setOptOut,
  setServiceStatus,
} from '@yimi/contract/service.ts'
import { onConsentWithdrawn } from '#modules/people/people.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { changeConduct, changeWords, create, setStatus } from './change-services.ts'
import { registerOptOutPart } from './opt-out-part.ts'
import { listOf, listOwn, optOutWithConsent, set, setOwn } from './opt-outs.ts'
import { list, listPublic, readOne } from './show-services.ts'

export { eligibilityFault, eligibilityFaults } from './eligibility.ts'
export { hasOptedOut } from './opt-outs.ts'
export { plantCatalogue } from './plant-catalogue.ts'
export { contentOf, listServicesFor, type ServiceInForce, serviceOf, servicesWithTrigger } from './read-services.ts'

/** What may be ordered or comes by itself: words, conduct and status by day, for a unit and those below it. */
export function catalogueOperations(): Operation[] {
  registerOptOutPart()
  onConsentWithdrawn('any', 'service-opt-outs', optOutWithConsent)
  return [
    implement(listServices, (context, { params }) => list(context, params.id)),
    implement(getService, (context, { params }) => readOne(context, params.id, params.serviceId)),
    implement(createService, create),
    implement(changeService, changeWords),
    implement(setConduct, changeConduct),
    implement(setServiceStatus, setStatus),
    implement(listPublicServices, (context, { query }) => listPublic(context, query.orgId)),
    implement(listOptOuts, (context, { params }) => listOf(context, params.id)),
    implement(setOptOut, set),
    implement(listMyOptOuts, (context) => listOwn(context)),
    implement(setMyOptOut, setOwn),
  ]
}
