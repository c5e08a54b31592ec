import type { WorkRules } from '@yimi/contract/work-rules.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { DEFAULT_WORK_RULES } from './default-work-rules.ts'
import { findRulesInForce, insertRules, rulesVersionsOf, type WorkRulesRow } from './work-rules-queries.ts'

/** Puts the first version in force, for the topmost organisation of a new installation. */
export async function plantWorkRules(tx: Tx, orgId: string, now: Date): Promise<void> {
  await insertRules(tx, { id: newId(), orgId, version: 1, content: DEFAULT_WORK_RULES, madeBy: null, madeAt: now })
}

export async function readWorkRules(
  context: RequestContext,
  orgId: string,
): Promise<{ current: WorkRules; versions: Omit<WorkRules, 'content'>[] }> {
  context.mayOn({ orgId })
  const inForce = await findRulesInForce(context.tx, orgId, context.today)
  if (!inForce) throw new Refusal('not-found', { logText: 'no work rules are in force' })
  const versions = await rulesVersionsOf(context.tx, inForce.orgId)
  const shown = await show(context.tx, versions)
  const current = shown.find((rules) => rules.id === inForce.id)
  if (!current) throw new ProgramFault('the rules in force are not among their versions')
  return { current, versions: shown.map(({ content: _content, ...rest }) => rest) }
}

/** A new version for this organisation; the first one of its own takes the place of the one from above. */
export async function changeRules(
  context: RequestContext,
  orgId: string,
  change: { basedOn: number; content: WorkRules['content'] },
): Promise<WorkRules> {
  context.mayOn({ orgId })
  const inForce = await findRulesInForce(context.tx, orgId, context.today)
  if (inForce && inForce.version !== change.basedOn) throw new Refusal('changed-meanwhile')
  const rules: WorkRulesRow = {
    id: newId(),
    orgId,
    // One more than what was compared, never what is read now: two who change at once must want the same number.
    version: (inForce?.version ?? 0) + 1,
    content: change.content,
    madeBy: context.actor.accountId ?? null,
    madeAt: context.now,
  }
  if (!(await insertRules(context.tx, rules))) throw new Refusal('changed-meanwhile')
  await recordAct(context, {
    kind: 'work-rules',
    recordId: orgId,
    orgId,
    act: 'change',
    refs: { version: rules.version, rulesId: rules.id },
  })
  const [shown] = await show(context.tx, [rules])
  if (!shown) throw new ProgramFault('a new version is not to be seen')
  return shown
}

async function show(tx: Tx, rows: readonly WorkRulesRow[]): Promise<WorkRules[]> {
  const names = await orgNames(
    tx,
    rows.map((row) => row.orgId),
  )
  const people = await accountNames(
    tx,
    rows.flatMap((row) => row.madeBy ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    orgId: row.orgId,
    orgName: names.get(row.orgId) ?? '',
    version: row.version,
    content: row.content,
    madeAt: row.madeAt.toISOString(),
    madeBy: (row.madeBy && people.get(row.madeBy)) || '系统',
  }))
}
