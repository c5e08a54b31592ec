import { createTransport } from 'nodemailer'
import type { Delivered, Deliverer } from './delivery.ts'

const TIMEOUT_MS = 15_000

export type SmtpSettings = {
  /** `smtps://user:password@host:465`, or `smtp://user:password@host:587`, which then must offer STARTTLS. */
  url: string
  /** `新时代文明实践站 <mail@example.org>` */
  from: string
  /** Certificates to trust besides those of the system, PEM. */
  ca?: string
}

/** Mail by an SMTP server. Never in clear: where the server offers no TLS, nothing is sent, not even the password. */
export function smtpDelivery({ url, from, ca }: SmtpSettings): Deliverer {
  const address = new URL(url)
  const secure = address.protocol === 'smtps:'
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure,
    ...(address.username
      ? { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } }
      : {}),
    ...(ca ? { tls: { ca } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Words come from records: they are text, never a file of this machine or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async deliver({ id, to, title, body }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject: title,
          text: body,
          messageId: `<${id}@yimi>`,
        })
        return 'sent'
      } catch (error) {
        return faultOf(error)
      }
    },
  }
}

function faultOf(error: unknown): Delivered {
  const fault = error instanceof Error ? (error as Error & { responseCode?: number; command?: string }) : undefined
  if (fault?.responseCode) return fault.responseCode >= 500 ? 'refused' : 'unreachable'
  // After DATA the server may have the message although its answer never came.
  return fault?.command === 'DATA' ? 'unclear' : 'unreachable'
}
