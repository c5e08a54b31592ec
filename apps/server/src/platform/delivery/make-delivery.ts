import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../environment.ts'
import type { Deliverer, Deliverers } from './delivery.ts'
import { folderDelivery } from './folder-delivery.ts'
import { smsGateway } from './sms-gateway.ts'
import { smtpDelivery } from './smtp-delivery.ts'

/**
 * The ways that the environment sets up. Without a setting a demonstration writes into `outbox/` of its data folder; any other
 * installation does without that way, and a person telephones instead.
 */
export function makeDelivery(environment: Environment): Deliverers {
  const { YIMI_DATA, YIMI_SMTP_URL, YIMI_MAIL_FROM, YIMI_SMS_URL, YIMI_SMS_TOKEN } = environment
  const allowPrivate = environment.YIMI_ALLOW_PRIVATE.split(',').filter((part) => part.trim() !== '')
  const email = YIMI_SMTP_URL && YIMI_MAIL_FROM ? smtpDelivery({ url: YIMI_SMTP_URL, from: YIMI_MAIL_FROM }) : undefined
  const sms =
    YIMI_SMS_URL && YIMI_SMS_TOKEN ? smsGateway({ url: YIMI_SMS_URL, token: YIMI_SMS_TOKEN, allowPrivate }) : undefined
  // A folder becomes a demonstration during its first start: asked each time, not at the beginning.
  const isDemo = () => existsSync(join(YIMI_DATA, 'demo'))
  return deliverersFrom(
    () => email ?? (isDemo() ? folderDelivery(join(YIMI_DATA, 'outbox/email')) : undefined),
    () => sms ?? (isDemo() ? folderDelivery(join(YIMI_DATA, 'outbox/sms')) : undefined),
  )
}

function deliverersFrom(email: () => Deliverer | undefined, sms: () => Deliverer | undefined): Deliverers {
  return {
    get email() {
      return email()
    },
    get sms() {
      return sms()
    },
  }
}
