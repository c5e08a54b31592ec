import { type ChannelTest, testChannel } from '@yimi/contract/channel.ts'
import { findChannelsById, keepTest } from '#modules/channels/channels.ts'
import type { Database } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { implementPrepared, type Operation, type Preparing } from '#platform/http/operation.ts'
import { isOnAir } from './air-queries.ts'
import type { EngineClient } from './engine-client.ts'
import { spokenTest } from './engine-words.ts'

type Tested = { orgId: string; ok: boolean; words: string }

/** The platform may take seconds to answer: it is asked before the transaction, which then keeps what it said. */
export function testChannelOperation(database: Database, engine: EngineClient): Operation {
  return implementPrepared(
    testChannel,
    (preparing, { params }) => ask(preparing, database, engine, params.id),
    async (context, { params }, tested): Promise<ChannelTest> => {
      context.mayOn({ orgId: tested.orgId })
      const test = { at: context.now, ok: tested.ok, words: tested.words }
      await keepTest(context.tx, params.id, test)
      const refs = { ok: tested.ok }
      await recordAct(context, { kind: 'channel', recordId: params.id, orgId: tested.orgId, act: 'test', refs })
      return { ...test, at: test.at.toISOString() }
    },
  )
}

async function ask(preparing: Preparing, database: Database, engine: EngineClient, id: string): Promise<Tested> {
  const { orgs, above } = preparing.actor
  const orgId = await inScope(database, { role: 'yimi_app', orgs, above }, async (tx) => {
    const [channel] = await findChannelsById(tx, [id])
    if (!channel) throw new Refusal('not-found')
    preparing.mayOn({ orgId: channel.org_id })
    if (channel.kind !== 'push') throw new Refusal('not-pushed')
    if (!channel.has_key) throw new Refusal('channel-key-missing')
    // Platforms take one connection for a key: a second one may throw the first out.
    if (await isOnAir(tx, id)) throw new Refusal('channel-busy')
    return channel.org_id
  })
  const result = await engine.testPush(id)
  return { orgId, ok: result.ok, words: spokenTest(result) }
}
