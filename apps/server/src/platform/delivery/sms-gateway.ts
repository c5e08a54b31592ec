import { lookup } from 'node:dns'
import { type RequestOptions, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AllowList, isForbiddenAddress } from '@yimi/live/platforms/forbidden-address.ts'
import type { Delivered, Deliverer } from './delivery.ts'

const TIMEOUT_MS = 15_000

export type SmsGatewaySettings = {
  /** `https://…`; takes `{ "id", "to", "text" }` by POST and answers 2xx when it has taken the message. */
  url: string
  /** Sent as `Authorization: Bearer …`. */
  token: string
  /** Private addresses that the gateway may have, as CIDR or host:port. */
  allowPrivate: readonly string[]
  ca?: string
}

/**
 * Short messages by a gateway over HTTPS. The name is resolved here, every address checked, and the connection goes to the
 * checked one; an address inside the network is refused unless it was allowed. Redirects are not followed.
 */
export function smsGateway(settings: SmsGatewaySettings): Deliverer {
  const url = new URL(settings.url)
  if (url.protocol !== 'https:' || url.username || url.password)
    throw new TypeError('the SMS gateway needs a plain https address')
  const options: RequestOptions = {
    method: 'POST',
    timeout: TIMEOUT_MS,
    lookup: checkedLookup(new AllowList(settings.allowPrivate), Number(url.port || 443)),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.token}` },
    ...(settings.ca ? { ca: settings.ca } : {}),
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allowed = new AllowList(settings.allowPrivate)
  if (isIP(host) !== 0 && isForbiddenAddress(host) && !allowed.allows(host, host, Number(url.port || 443)))
    throw new TypeError('the SMS gateway may not be an address inside the network')
  return {
    deliver: ({ id, to, title, body }) => post(url, options, JSON.stringify({ id, to, text: `【${title}】${body}` })),
  }
}

function post(url: URL, options: RequestOptions, body: string): Promise<Delivered> {
  return new Promise((settle) => {
    let handedOver = false
    const sending = request(url, options, (answer) => {
      answer.resume()
      const status = answer.statusCode ?? 0
      settle(status >= 200 && status < 300 ? 'sent' : status >= 500 || status === 429 ? 'unreachable' : 'refused')
    })
    sending.on('timeout', () => sending.destroy(new Error('the gateway does not answer')))
    sending.on('finish', () => {
      handedOver = true
    })
    sending.on('error', () => settle(handedOver ? 'unclear' : 'unreachable'))
    sending.end(body)
  })
}

function checkedLookup(allowed: AllowList, port: number): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const good = error
        ? []
        : found.filter((one) => !isForbiddenAddress(one.address) || allowed.allows(one.address, hostname, port))
      // One forbidden address among several is enough to distrust the name.
      if (error || good.length === 0 || good.length < found.length)
        callback(error ?? Object.assign(new Error('address refused'), { code: 'EADDRREFUSED' }), '', 0)
      else if (options.all) callback(null, good)
      else callback(null, good[0]?.address ?? '', good[0]?.family ?? 4)
    })
  }
}
