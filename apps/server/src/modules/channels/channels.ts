import { type Channel, changeChannel, createChannel, listChannels } from '@yimi/contract/channel.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { type ChannelRow, findChannels, insertChannel, updateChannel } from './channels-queries.ts'
import { readPushAddress } from './push-address.ts'

/** Push accounts on platforms. A key goes in and never comes out again, but to the live role. */
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
  const address = readPushAddress({ server: body.server, key: body.key, keepsKey: false }, allowPrivate)
  const id = newId()
  await insertChannel(context.tx, {
    id,
    org_id: body.orgId,
    name: body.name,
    server: address.server,
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
  const address = readPushAddress({ server: body.server, key: body.key, keepsKey: true }, allowPrivate)
  // Another server with the stored key would hand the key to whoever runs that server.
  if (address.key === undefined && address.server !== channel.server)
    throw new Refusal('address-refused', { faults: [{ path: ['key'], message: '换了服务器地址，请重新填写推流密钥' }] })
  const key = address.key && {
    stream_key_enc: context.keyring.seal(address.key, sealContext(channel.id)),
    key_end: address.keyEnd,
  }
  await updateChannel(context.tx, channel.id, { name, server: address.server, disabled, ...key })
  await recordAct(context, {
    kind: 'channel',
    recordId: channel.id,
    orgId: channel.org_id,
    act: disabled === channel.disabled ? 'change' : disabled ? 'disable' : 'enable',
    refs: { newKey: address.key !== undefined },
  })
  return answer(context.tx, channel.id)
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
    name: row.name,
    server: row.server,
    keyEnd: row.key_end,
    disabled: row.disabled,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
}

function sealContext(id: string): string {
  return `channel ${id}`
}
