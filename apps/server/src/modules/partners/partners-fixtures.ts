import { applyForCheckIn, confirmMembers, makeJoinLinks, moveCheckIn, sendMembers } from '@yimi/contract/check-in.ts'
import { newId } from '#platform/new-id.ts'
import type { TestCaller } from '../../testing/test-installation.ts'

/** An enterprise that the station confirmed. */
export async function buildCheckIn(
  who: { contact: TestCaller; head: TestCaller },
  orgId: string,
  name = `企业${newId().slice(-8)}`,
): Promise<string> {
  const body = { orgId, name, kind: 'enterprise', contactName: '伍平', contact: '13800000001' }
  const { id } = await who.contact.get(applyForCheckIn, { body })
  await who.head.get(moveCheckIn, { params: { id }, body: { move: 'confirm' } })
  return id
}

/** Its members, confirmed, each with a link: the secrets in the order of the list. */
export async function buildMembers(who: { contact: TestCaller; head: TestCaller }, id: string, count: number) {
  const members = Array.from({ length: count }, (_, index) => ({ name: `员工${index + 1}`, contact: '' }))
  await who.contact.get(sendMembers, { params: { id }, body: { members } })
  await who.head.get(confirmMembers, { params: { id }, body: {} })
  const { links } = await who.head.get(makeJoinLinks, { params: { id } })
  return links.map((one) => ({ ...one, secret: one.link.split('/').at(-1) ?? '' }))
}
