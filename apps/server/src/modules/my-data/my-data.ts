import {
  answerPrivacyRequest,
  askPrivacyRequest,
  exportMyData,
  getMyData,
  giveMyConsent,
  listPrivacyRequests,
  withdrawMyConsent,
  withdrawPrivacyRequest,
} from '@yimi/contract/my-data.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import { answer, list } from './desk-requests.ts'
import { consent, exportAll, read, request, takeBack, withdraw } from './own-data.ts'

export { privacyRequestAddresses } from './privacy-request-rules.ts'
export { privacyRequestsToday } from './privacy-requests-today.ts'

/** What is held about whoever asks: to see, take along, have corrected or erased, and consents to give and take back. */
export function myDataOperations(): Operation[] {
  return [
    implement(getMyData, (context) => read(context)),
    implement(exportMyData, (context) => exportAll(context)),
    implement(giveMyConsent, (context, { body }) => consent(context, body)),
    implement(withdrawMyConsent, (context, { params }) => withdraw(context, params.id)),
    implement(askPrivacyRequest, (context, { body }) => request(context, body)),
    implement(withdrawPrivacyRequest, (context, { params }) => takeBack(context, params.id)),
    implement(listPrivacyRequests, (context, { query }) => list(context, query)),
    implement(answerPrivacyRequest, answer),
  ]
}
