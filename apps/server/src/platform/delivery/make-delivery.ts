import { join } from 'node:path'
import type { Environment } from '../environment.ts'
import type { Deliverers } from './delivery.ts'
import { folderDelivery } from './folder-delivery.ts'
import { smsGateway } from './sms-gateway.ts'
import { smtpDelivery } from './smtp-delivery.ts'

/**
 * The ways that the environment sets up. Without a setting a demonstration writes into `outbox/` of its data folder; any other
 * installation does without that way, and a person telephones instead.
 */
export function makeDelivery(environment: Environment, demo: boolean): Deliverers {
  const { YIMI_SMTP_URL, YIMI_MAIL_FROM, YIMI_SMS_URL, YIMI_SMS_TOKEN } = environment
  const folder = join(environment.YIMI_DATA, 'outbox')
  const allowPrivate = environment.YIMI_ALLOW_PRIVATE.split(',').filter((part) => part.trim() !== '')
  const email =
    YIMI_SMTP_URL && YIMI_MAIL_FROM
      ? smtpDelivery({ url: YIMI_SMTP_URL, from: YIMI_MAIL_FROM })
      : demo
        ? folderDelivery(join(folder, 'email'))
        : undefined
  const sms =
    YIMI_SMS_URL && YIMI_SMS_TOKEN
      ? smsGateway({ url: YIMI_SMS_URL, token: YIMI_SMS_TOKEN, allowPrivate })
      : demo
        ? folderDelivery(join(folder, 'sms'))
        : undefined
  return { ...(email ? { email } : {}), ...(sms ? { sms } : {}) }
}
