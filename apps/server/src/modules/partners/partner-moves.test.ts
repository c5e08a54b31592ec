import { applyForCheckIn, sendMembers } from '@yimi/contract/check-in.ts'
import { createClaimable } from '@yimi/contract/claimable.ts'
import { makeOffer, reserveOffer } from '@yimi/contract/lending.ts'
import { afterAll, beforeAll, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { systemActor } from '#platform/access/actor.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { checkedMemberRules, checkInRules, claimableRules, reservationRules } from './partners.ts'
import { buildCheckIn } from './partners-fixtures.ts'

const NEEDS = { reason: '不符合', words: '谢谢', result: '办好了' }
let installation: TestInstallation
let head: TestCaller
let staff: Actor

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  const { station } = installation.orgs
  const role = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  staff = { ...systemActor([station]), kind: 'account', accountId: head.accountId, roles: [role] }
})
afterAll(() => installation.close())

const actorFor = () => staff

test('no sequence of moves leads a check-in out of its declared states', async () => {
  const make = async () => {
    const name = `企业${newId().slice(-8)}`
    const body = { orgId: installation.orgs.station, name, kind: 'enterprise', contactName: '伍平', contact: '' }
    return (await head.get(applyForCheckIn, { body })).id
  }
  await playRandomMoves(installation, checkInRules, { make, needs: NEEDS, actorFor })
})

test('no sequence of moves leads a member who checked in out of its declared states', async () => {
  const id = await buildCheckIn({ contact: head, head }, installation.orgs.station)
  const make = async () => {
    await head.get(sendMembers, { params: { id }, body: { members: [{ name: '甲' }] } })
    const { rows } = await installation.admin.pool.query<{ id: string }>(
      'select id from checked_members where check_in_id = $1 order by position desc limit 1',
      [id],
    )
    return rows[0]?.id ?? ''
  }
  await playRandomMoves(installation, checkedMemberRules, { make, needs: NEEDS, actorFor })
})

test('no sequence of moves leads a reservation out of its declared states', async () => {
  const id = await buildCheckIn({ contact: head, head }, installation.orgs.station)
  const span = { startsAt: '2099-01-01T00:00:00.000Z', endsAt: '2099-12-31T00:00:00.000Z' }
  const body = { kind: 'room' as const, name: '会议室', terms: '', ...span }
  const make = async () => {
    const offer = await head.get(makeOffer, { params: { id }, body })
    const time = { purpose: '排练', ...span }
    return (await head.get(reserveOffer, { params: { id: offer.id }, body: time })).reservations[0]?.id ?? ''
  }
  await playRandomMoves(installation, reservationRules, { make, needs: NEEDS, actorFor })
})

test('no sequence of moves leads an entry of the lists out of its declared states', async () => {
  const body = { orgId: installation.orgs.station, list: 'need' as const, title: '修长椅', words: '', until: null }
  const make = async () => (await head.get(createClaimable, { body })).id
  await playRandomMoves(installation, claimableRules, { make, needs: NEEDS, actorFor })
})
