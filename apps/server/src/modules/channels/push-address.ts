import { isIP } from 'node:net'
import { LiveError } from '@yimi/live/live-error.ts'
import { AllowList, isForbiddenAddress } from '@yimi/live/platforms/forbidden-address.ts'
import { parsePlatformAddress } from '@yimi/live/platforms/platform-address.ts'
import { Refusal } from '#platform/fault.ts'

/** A key of this length keeps enough secret signs when its last four are shown. */
const KEY_SHOWN_FROM = 12

/** Stands for a stored key, which is not opened here: an address is read with a key or as one with it. */
const STORED_KEY = 'stored'

const SAID: Readonly<Record<string, string>> = {
  address_scheme: '地址要以 rtmp:// 或 rtmps:// 开头',
  address_credentials: '地址里不能带用户名和密码',
  address_key_missing: '缺少推流密钥，请填写密钥，或粘贴带密钥的完整地址',
}

export type PushAddress = { server: string; key: string | undefined; keyEnd: string | null }

/**
 * Reads a platform's address, with the key apart or as its last part. With `keepsKey` and no key given, the address is the
 * server alone. Names are resolved and checked by the engine at each connection; here an address in figures is.
 * @throws Refusal `address-refused`
 */
export function readPushAddress(
  given: { server: string; key?: string | undefined; keepsKey: boolean },
  allowPrivate: readonly string[],
): PushAddress {
  const keeps = given.keepsKey && !given.key
  const address = parse(given.server, keeps ? STORED_KEY : given.key)
  const ip = address.host
  const local =
    isIP(ip) === 0 ? /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i.test(ip) : isForbiddenAddress(ip)
  if (local && !new AllowList(allowPrivate).allows(ip, address.host, address.port))
    throw refused('不能推流到本机或内部网络的地址')
  if (keeps) return { server: address.tcUrl, key: undefined, keyEnd: null }
  const key = address.name
  return { server: address.tcUrl, key, keyEnd: key.length >= KEY_SHOWN_FROM ? key.slice(-4) : null }
}

function parse(server: string, key: string | undefined) {
  try {
    return parsePlatformAddress(server, key)
  } catch (error) {
    if (!(error instanceof LiveError)) throw error
    throw refused(SAID[error.code] ?? '地址不完整，应为 rtmp://服务器/应用名 加密钥')
  }
}

function refused(message: string): Refusal {
  return new Refusal('address-refused', { faults: [{ path: ['server'], message }] })
}
