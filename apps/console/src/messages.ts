import { accountMessages } from './messages/account-messages.ts'
import { audienceMessages } from './messages/audience-messages.ts'
import { broadcastMessages } from './messages/broadcast-messages.ts'
import { careMessages } from './messages/care-messages.ts'
import { channelMessages } from './messages/channel-messages.ts'
import { controlRoomMessages } from './messages/control-room-messages.ts'
import { duplicateMessages } from './messages/duplicate-messages.ts'
import { gateMessages } from './messages/gate-messages.ts'
import { importMessages } from './messages/import-messages.ts'
import { matrixMessages } from './messages/matrix-messages.ts'
import { codingMessages, needMessages, releaseMessages } from './messages/need-messages.ts'
import { orderEntryMessages } from './messages/order-entry-messages.ts'
import { orderMessages } from './messages/order-messages.ts'
import { partnerMessages } from './messages/partner-messages.ts'
import { groundMessages, peopleMessages } from './messages/people-messages.ts'
import { printMessages } from './messages/print-messages.ts'
import { questionnaireMessages } from './messages/questionnaire-messages.ts'
import { recordMessages } from './messages/record-messages.ts'
import { roundMessages } from './messages/round-messages.ts'
import { serviceMessages } from './messages/service-messages.ts'
import { sessionMessages } from './messages/session-messages.ts'
import { settingsMessages } from './messages/settings-messages.ts'
import { shellMessages } from './messages/shell-messages.ts'
import { teamMessages } from './messages/team-messages.ts'
import { triggerMessages } from './messages/trigger-messages.ts'
import { visitMessages } from './messages/visit-messages.ts'
import { volunteeringMessages } from './messages/volunteering-messages.ts'

/** Every text that the console prints itself; what server and webs share stands in the contract's labels. */
export const M = {
  ...shellMessages,
  session: sessionMessages,
  accounts: accountMessages,
  broadcasts: broadcastMessages,
  audience: audienceMessages,
  gates: gateMessages,
  controlRoom: controlRoomMessages,
  duplicates: duplicateMessages,
  imports: importMessages,
  matrix: matrixMessages,
  ...channelMessages,
  ...teamMessages,
  ...serviceMessages,
  ...triggerMessages,
  ...volunteeringMessages,
  ...partnerMessages,
  ...careMessages,
  needs: needMessages,
  coding: codingMessages,
  releases: releaseMessages,
  orders: orderMessages,
  orderEntry: orderEntryMessages,
  people: peopleMessages,
  ground: groundMessages,
  print: printMessages,
  questionnaires: questionnaireMessages,
  rounds: roundMessages,
  visits: visitMessages,
  ...recordMessages,
  ...settingsMessages,
} as const
