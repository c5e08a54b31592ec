import { answerFamilyAsk, listFamilyAsks } from '@yimi/contract/family-ask.ts'
import {
  acceptOrderProposal,
  arrange,
  createCampaign,
  dropOrderProposal,
  endArrangement,
  endCampaign,
  listArrangements,
  listCampaigns,
  listOrderProposals,
  makeBirthdays,
  makeCampaign,
  previewBirthdays,
  previewCampaign,
} from '@yimi/contract/trigger.ts'
import { onLifeEvent } from '#modules/people/people.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { begin, end as endOne, list as listOfPerson } from './arrangements.ts'
import { make as makeMonth, preview as previewMonth } from './birthday-months.ts'
import { bringDue } from './bring-due.ts'
import { create, end, list, make, preview } from './campaigns.ts'
import { answerAsk, listAsks } from './family-asks.ts'
import { followLifeEvent } from './life-event-orders.ts'
import { accept, drop, list as listProposals } from './proposals.ts'
import { registerTriggerPart } from './trigger-part.ts'

export { proposalsToday } from './proposals-today.ts'

/** What brings orders about without anybody asking: birthdays, life events, campaigns, arrangements. Each occasion once. */
export function triggerOperations(services: Services): Operation[] {
  registerTriggerPart()
  onLifeEvent('any', 'triggers', followLifeEvent)
  services.jobs.rounds.set('arrangements', () => bringDue(services))
  return [
    implement(previewBirthdays, previewMonth),
    implement(makeBirthdays, (context, input) => makeMonth(context, input)),
    implement(listCampaigns, (context) => list(context)),
    implement(createCampaign, (context, { params, body }) => create(context, params.id, body)),
    implement(endCampaign, (context, { params }) => end(context, params.id)),
    implement(previewCampaign, (context, { params }) => preview(context, params)),
    implement(makeCampaign, (context, input) => make(context, input)),
    implement(listOrderProposals, (context) => listProposals(context)),
    implement(acceptOrderProposal, (context, input) => accept(context, input)),
    implement(dropOrderProposal, (context, { params }) => drop(context, params.id)),
    implement(listFamilyAsks, (context) => listAsks(context)),
    implement(answerFamilyAsk, answerAsk),
    implement(listArrangements, (context, { params }) => listOfPerson(context, params.id)),
    implement(arrange, begin),
    implement(endArrangement, endOne),
  ]
}
