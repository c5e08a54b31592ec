import type { Role } from '@yimi/contract/roles.ts'
import { roleHolders } from '#modules/accounts/accounts.ts'
import type { Tx } from '#platform/database/database.ts'
import { withRole } from '#platform/database/scope.ts'
import { loadOfAccounts } from './order-queries.ts'

/** Whom a wait goes to, and who hears of it when nobody acts: one after the other, from the desk upward. */
const LADDER: readonly Role[] = ['duty-officer', 'station-head', 'institute-officer', 'district-admin']
const POOL: readonly Role[] = ['dispatcher', ...LADDER]

const OFFICES: readonly Role[] = [...POOL, 'grid-worker', 'team-leader']

export type Wait = {
  orgId: string
  today: string
  /** `desk`: whoever answers residents; `pool`: whoever sends volunteers; `institute`: the unit above decides. */
  at: 'desk' | 'pool' | 'institute'
  /** How often the clock ran out: so many steps up the ladder. */
  steps?: number
  /** Never one of these. */
  not?: readonly (string | null | undefined)[]
}

/** Exactly one named person: the nearest who holds the office, and of several whoever answers for the least. */
export async function answerableFor(tx: Tx, wait: Wait): Promise<string | undefined> {
  const ladder = wait.at === 'institute' ? LADDER.slice(2) : wait.at === 'pool' ? POOL : LADDER
  const from = Math.min(wait.steps ?? 0, ladder.length - 1)
  for (const role of [...ladder.slice(from), ...ladder.slice(0, from).reverse()]) {
    const holders = await withRole(tx, 'yimi_jobs', () => roleHolders(tx, [role], wait.orgId, wait.today))
    const others = holders.filter((one) => !wait.not?.includes(one.accountId))
    const nearest = others.filter((one) => one.depth === others[0]?.depth).map((one) => one.accountId)
    const load = await loadOfAccounts(tx, nearest)
    const [first] = nearest.sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
    if (first) return first
  }
  return undefined
}

/** Everybody who may be made answerable, the nearest first. */
export async function mayAnswer(tx: Tx, orgId: string, today: string): Promise<{ accountId: string; name: string }[]> {
  const holders = await withRole(tx, 'yimi_jobs', () => roleHolders(tx, OFFICES, orgId, today))
  return [...new Map(holders.map(({ accountId, name }) => [accountId, { accountId, name }])).values()]
}

/** May this account be made answerable: does it hold an office that reaches the organisation? */
export async function holdsOffice(tx: Tx, orgId: string, today: string, accountId: string): Promise<boolean> {
  return (await mayAnswer(tx, orgId, today)).some((one) => one.accountId === accountId)
}
