import type { ServiceSuggestion, suggestServices } from '@yimi/contract/need.ts'
import type { RouteAnswer, RouteParams, RouteQuery } from '@yimi/contract/route.ts'
import { eligibilityFault, listServicesFor, type ServiceInForce } from '#modules/catalogue/catalogue.ts'
import { personOrg } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'

/** Services that may be ordered: of the need's class first, those that the person can have before those he cannot. */
export async function suggest(
  context: RequestContext,
  { params, query }: { params: RouteParams<typeof suggestServices>; query: RouteQuery<typeof suggestServices> },
): Promise<RouteAnswer<typeof suggestServices>> {
  const orgId = params.id
  context.mayOn({ orgId })
  if (query.personId && (await personOrg(context.tx, query.personId)) !== orgId) throw new Refusal('not-found')
  const services = (await listServicesFor(context.tx, orgId, context.today)).filter(mayBeOrdered)
  const items: ServiceSuggestion[] = []
  for (const service of services) {
    const fault = query.personId ? await eligibilityFault(context, service, query.personId) : undefined
    items.push({
      serviceId: service.id,
      name: service.content.name,
      about: service.content.about,
      eligibilityWords: service.content.eligibilityWords,
      documents: service.content.documents,
      sameClass: service.content.need === query.needClass,
      why: fault?.words ?? '',
    })
  }
  const rank = (one: ServiceSuggestion) => (one.sameClass ? 0 : 2) + (one.why === '' ? 0 : 1)
  return { items: items.sort((a, b) => rank(a) - rank(b)) }
}

function mayBeOrdered({ content, status }: ServiceInForce): boolean {
  return status.status !== 'inactive' && content.triggers.some((trigger) => trigger.on === 'order')
}
