import type { PushTest } from '@yimi/live/control/test-push.ts'

/** The engine's own reasons, by how they begin; whatever is not here is the platform's own text and stays as it is. */
const ENGINE_WORDS: readonly (readonly [string, string])[] = [
  ['the name of the platform could not be resolved', '找不到这个平台的地址，请核对服务器地址和本机网络'],
  ['the platform address points at a network', '平台地址在不允许的网络内，请核对服务器地址'],
  ['not permitted any more', '播出许可已撤回或到期'],
  ['the permit was withdrawn', '播出许可已撤回'],
  ['the permit has expired', '播出许可已到期'],
  ['did not answer in time', '平台没有按时应答'],
  ['takes no more data', '平台不再接收数据，正在重新连接'],
  ['unreadable answer', '平台的应答无法识别，请核对服务器地址'],
  ['refused without a reason', '平台拒绝了连接，没有说明原因'],
  ['the platform closed the connection', '平台关闭了连接'],
  ['connect ECONNREFUSED', '平台拒绝了连接'],
  ['connect ETIMEDOUT', '连不上平台，请检查网络'],
  ['connect EHOSTUNREACH', '连不上平台，请检查网络'],
  ['connect ENETUNREACH', '连不上平台，请检查网络'],
  ['read ECONNRESET', '与平台的连接中断'],
  ['write ECONNRESET', '与平台的连接中断'],
  ['write EPIPE', '与平台的连接中断'],
]

/** RTMP's codes of refusal; what follows them is the platform's own text. */
const CODE_WORDS: Readonly<Record<string, string>> = {
  'NetStream.Publish.BadName': '平台不接受推流密钥，请核对密钥，看看是否有别人正用它推流',
  'NetStream.Publish.Denied': '平台不允许推流，请到平台后台查看',
  'NetConnection.Connect.Rejected': '平台拒绝了连接，请核对服务器地址和密钥',
  'NetConnection.Connect.InvalidApp': '平台没有这个应用名，请核对服务器地址',
  'NetConnection.Connect.Closed': '平台关闭了连接',
  'NetStream.Unpublish.Success': '平台结束了推流',
}

/** A platform's last error as people read it. */
export function spokenError(lastError: string | undefined): string | null {
  if (!lastError) return null
  const known = ENGINE_WORDS.find(([start]) => lastError.startsWith(start))
  if (known) return known[1]
  const [code = '', ...text] = lastError.split(': ')
  const meaning = CODE_WORDS[code]
  if (!meaning) return lastError
  return text.length === 0 ? meaning : `${meaning}。平台原话：${text.join(': ')}`
}

const TEST_STEPS: Readonly<Record<PushTest['reached'], string>> = {
  address: '没有连上平台',
  handshake: '连上了，但对方不是推流服务器',
  connecting: '连上了，但平台没有接受应用名',
  creating: '连上了，但平台没有接受推流',
  starting: '连上了，但平台没有接受密钥',
  taken: '连接正常，平台接受这个密钥',
}

/** What a connection test found, as people read it. */
export function spokenTest(test: PushTest): string {
  const step = TEST_STEPS[test.reached]
  const reason = test.ok ? null : spokenError(test.reason)
  return reason === null ? `${step}。` : `${step}：${reason}`
}
