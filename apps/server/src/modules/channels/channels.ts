import { type Channel, ChannelKind, changeChannel, createChannel, listChannels } from '@yimi/contract/channel.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { type SealedPlace, sealedColumn } from '#platform/crypto/sealed-place-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { limitColumns, limitsOf } from './channel-limits.ts'
import { type ChannelRow, findChannels, findTestTarget, insertChannel, updateChannel } from './channels-queries.ts'
import { type PushAddress, readPushAddress } from './push-address.ts'

export { limitsOf, limitWarnings, type SentSignal } from './channel-limits.ts'
export type { ChannelRow } from './channels-queries.ts'
export { keepTest, keepUse } from './channels-queries.ts'
export { readPushAddress } from './push-address.ts'

/** Accounts on platforms, pushed to or not. A key goes in and never comes out again, but to the live role. */
export function channelOperations(services: Pick<Services, 'allowPrivate'>): Operation[] {
  const allowPrivate = services.allowPrivate ?? []
  return [
    implement(listChannels, list),
    implement(createChannel, (context, input) => create(context, allowPrivate, input)),
    implement(changeChannel, (context, input) => change(context, allowPrivate, input)),
  ]
}

/** Names by id of the channels that the transaction may see. */
export async function channelNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findChannelsById(tx, ids)).map((row) => [row.id, row.name]))
}

export async function findChannelsById(tx: Tx, ids: readonly string[]): Promise<ChannelRow[]> {
  return ids.length === 0 ? [] : findChannels(tx, ids)
}

/** For the live role alone; no role that serves pages may read the column. */
export function openChannelKey(
  keyring: Keyring,
  row: { id: string; stream_key_enc: Buffer | null },
): string | undefined {
  return row.stream_key_enc ? keyring.open(row.stream_key_enc, sealContext(row.id)).toString('utf8') : undefined
}

/** Address and key of a channel that is pushed to, for the live role alone. */
export async function readTestTarget(
  tx: Tx,
  keyring: Keyring,
  id: string,
): Promise<{ url: string; key: string | undefined } | undefined> {
  const row = await findTestTarget(tx, id)
  return row && { url: row.server, key: openChannelKey(keyring, row) }
}

async function list(context: RequestContext): Promise<{ items: Channel[] }> {
  const above = new Set(context.actor.above)
  const rows = (await findChannels(context.tx)).filter(
    (row) => context.scope?.orgs.has(row.org_id) || above.has(row.org_id),
  )
  return { items: await answerAll(context.tx, rows) }
}

async function create(
  context: RequestContext,
  allowPrivate: readonly string[],
  { body }: OperationInput<typeof createChannel>,
): Promise<Channel> {
  context.mayOn({ orgId: body.orgId })
  const address = readAddress(body, body.kind, allowPrivate, false)
  const id = newId()
  await insertChannel(context.tx, {
    id,
    org_id: body.orgId,
    kind: body.kind,
    name: body.name,
    server: address.server,
    preset: body.preset,
    session_key: body.kind === 'push' && body.sessionKey,
    checklist: body.checklist,
    ...limitColumns(body.limits, context.today),
    key_end: address.keyEnd,
    disabled: false,
    stream_key_enc: address.key === undefined ? null : context.keyring.seal(address.key, sealContext(id)),
  })
  await recordAct(context, { kind: 'channel', recordId: id, orgId: body.orgId, act: 'create' })
  return answer(context.tx, id)
}

async function change(
  context: RequestContext,
  allowPrivate: readonly string[],
  { params, body }: OperationInput<typeof changeChannel>,
): Promise<Channel> {
  const [channel] = await findChannels(context.tx, [params.id])
  if (!channel) throw new Refusal('not-found')
  context.mayOn({ orgId: channel.org_id })
  const { name, disabled } = body
  const address = readAddress(body, ChannelKind.parse(channel.kind), allowPrivate, true)
  // Another server with the stored key would hand the key to whoever runs that server.
  if (channel.has_key && address.key === undefined && address.server !== channel.server)
    throw new Refusal('address-refused', { faults: [{ path: ['key'], message: '换了服务器地址，请重新填写推流密钥' }] })
  const key = address.key && {
    stream_key_enc: context.keyring.seal(address.key, sealContext(channel.id)),
    key_end: address.keyEnd,
  }
  await updateChannel(context.tx, channel.id, {
    name,
    server: address.server,
    preset: body.preset,
    session_key: channel.kind === 'push' && body.sessionKey,
    checklist: body.checklist,
    ...limitColumns(body.limits, dayOfLimits(channel, body.limits) ?? context.today),
    disabled,
    ...key,
  })
  await recordAct(context, {
    kind: 'channel',
    recordId: channel.id,
    orgId: channel.org_id,
    act: disabled === channel.disabled ? 'change' : disabled ? 'disable' : 'enable',
    refs: { newKey: address.key !== undefined },
  })
  return answer(context.tx, channel.id)
}

/** Figures that stay as they are keep the day on which they were entered. */
function dayOfLimits(row: ChannelRow, given: OperationInput<typeof changeChannel>['body']['limits']): string | null {
  const isSame =
    given?.maxKbps === row.max_kbps &&
    given.maxHeight === row.max_height &&
    given.keyFrameSeconds === row.key_frame_seconds
  return isSame ? row.limits_on : null
}

/** Nothing is pushed to the other kinds, and a key for them would lie about for nothing. */
function readAddress(
  body: { server: string; key?: string | undefined; sessionKey: boolean },
  kind: ChannelKind,
  allowPrivate: readonly string[],
  keepsKey: boolean,
): PushAddress {
  if (kind !== 'push') {
    if (body.key !== undefined || body.server !== '') throw new Refusal('not-pushed')
    return { server: '', key: undefined, keyEnd: null }
  }
  if (body.sessionKey && body.server === '' && body.key === undefined)
    return { server: '', key: undefined, keyEnd: null }
  return readPushAddress({ server: body.server, key: body.key, keepsKey: keepsKey || body.sessionKey }, allowPrivate)
}

async function answer(tx: Tx, id: string): Promise<Channel> {
  const [channel] = await answerAll(tx, await findChannels(tx, [id]))
  if (!channel) throw new ProgramFault('a channel gave no answer')
  return channel
}

async function answerAll(tx: Tx, rows: readonly ChannelRow[]): Promise<Channel[]> {
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    kind: ChannelKind.parse(row.kind),
    preset: row.preset,
    name: row.name,
    server: row.server,
    hasKey: row.has_key === true,
    keyEnd: row.key_end,
    sessionKey: row.session_key,
    checklist: row.checklist,
    limits: limitsOf(row),
    disabled: row.disabled,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastTest: row.last_test_at && {
      at: row.last_test_at.toISOString(),
      ok: row.last_test_ok === true,
      words: row.last_test_words ?? '',
    },
  }))
}

/** What of channels the master key covers. */
export const CHANNEL_SEALED_PLACES: readonly SealedPlace[] = [
  sealedColumn({ table: 'channels', column: 'stream_key_enc', ids: ['id'], context: sealContext }),
]

function sealContext(id: string): string {
  return `channel ${id}`
}
