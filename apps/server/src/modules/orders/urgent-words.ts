import type { getUrgentWords, setUrgentWords } from '@yimi/contract/order-desk.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { unitsAbove } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { deleteUrgentWords, putUrgentWords, urgentWordsOf } from './setting-queries.ts'

/** Used where no unit has a list of its own. Whole phrases: 一起火锅 is no fire, and 接触电脑 no shock. */
export const SHIPPED_WORDS: readonly string[] = (
  '晕倒 昏倒 昏过去 昏迷 叫不醒 没有反应了 不省人事 喘不上气 喘不过气 透不过气 呼吸困难 没有呼吸 胸口疼 胸口痛 胸痛 心口疼 心口痛 大出血 血止不住 流血不止 ' +
  '口吐白沫 抽搐 嘴歪了 半边身子不能动 噎住 卡住喉咙 触电了 电到了 着火了 失火 起火了 冒黑烟 冒浓烟 煤气味 燃气味 煤气泄漏 燃气泄漏 漏煤气 漏燃气 煤气中毒 ' +
  '爆炸了 不想活 想轻生 想自杀 要自杀 要跳楼 割腕 救命啊 喊救命 困在电梯 困在屋里 家暴 有人打我 在打人 持刀 有人砸门 在砸门 摔倒了 摔倒起不来 跌倒了 ' +
  '站不起来了 爬不起来 老人走失 老人走丢 孩子走失 孩子走丢 喝了农药 吃错药'
).split(' ')

/** What stands right before a word and says that it is not so. */
const NOT_SO = /(?:没有|没|未|不会|不再|从不|预防|防止|避免|防|以免)$/

/** Does one of the words stand in what somebody said, and is it meant? */
export function soundsUrgent(said: string, words: readonly string[]): boolean {
  const plain = said.normalize('NFKC').replace(/\s/g, '')
  return words.some((word) => {
    const sought = word.normalize('NFKC').replace(/\s/g, '')
    if (sought === '') return false
    for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1))
      if (!NOT_SO.test(plain.slice(Math.max(0, at - 3), at))) return true
    return false
  })
}

/** The list in force: the unit's own, even an empty one; else that of the nearest unit above; else the one that ships. */
export async function urgentWordsFor(tx: Tx, orgId: string, today: string): Promise<{ words: string[]; own: boolean }> {
  const above = await unitsAbove(tx, orgId, today)
  const lists = await withMoreOrgs(tx, [orgId, ...above], () => urgentWordsOf(tx, [orgId, ...above]))
  const own = lists.get(orgId)
  if (own) return { words: own, own: true }
  const nearest = above.find((id) => lists.has(id))
  return { words: nearest ? (lists.get(nearest) ?? []) : [...SHIPPED_WORDS], own: false }
}

export async function read(context: RequestContext, orgId: string): Promise<RouteAnswer<typeof getUrgentWords>> {
  context.mayOn({ orgId })
  return urgentWordsFor(context.tx, orgId, context.today)
}

export async function change(
  context: RequestContext,
  { orgId, words }: RouteBody<typeof setUrgentWords>,
): Promise<RouteAnswer<typeof setUrgentWords>> {
  context.mayOn({ orgId })
  if (words) await putUrgentWords(context.tx, orgId, [...new Set(words)], context.now)
  else await deleteUrgentWords(context.tx, orgId)
  await recordAct(context, {
    kind: 'urgent-words',
    recordId: orgId,
    orgId,
    act: 'set',
    refs: { count: words?.length ?? null },
  })
  return urgentWordsFor(context.tx, orgId, context.today)
}
