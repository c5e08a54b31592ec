import {
  aliasesOf,
  type ConfirmedLifeEvent,
  definePersonPart,
  onLifeEvent,
  type PersonPart,
  peopleGone,
  personOrg,
} from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { type NeedRow, needsOfPeople, setNeeds } from './need-queries.ts'
import { endWordsContext, needRules, wordsContext } from './need-rules.ts'

/** What needs hold of a person; and nobody proposes anything to somebody who died or moved away. */
export function registerNeedPart(): void {
  definePersonPart(needPart)
  onLifeEvent('death', 'needs', lapseForLifeEvent)
  onLifeEvent('move', 'needs', lapseForLifeEvent)
}

const needPart: PersonPart = {
  name: 'needs',
  label: '说过的需求',
  export: (context, personId) => inSightOf(context, personId, () => inClear(context, personId)),
  async holds(context, personIds) {
    return (await needsOfPeople(context.tx, personIds)).flatMap((row) => row.person_id ?? [])
  },
  erase: (context, personId) =>
    inSightOf(context, personId, async () => {
      const rows = await needsOfPeople(context.tx, await aliasesOf(context.tx, personId))
      await lapse(context, rows)
      await setNeeds(
        context.tx,
        rows.map((row) => row.id),
        { words_enc: null, end_words_enc: null },
      )
    }),
}

async function inClear(context: FlowContext, personId: string) {
  const rows = await needsOfPeople(context.tx, await aliasesOf(context.tx, personId))
  if (rows.length === 0) return undefined
  const keys = await dataKeysById(
    context.tx,
    context.keyring,
    rows.map((row) => row.key_id),
  )
  return rows.map((row) => {
    const key = keys.get(row.key_id)
    const open = (sealed: Buffer | null, place: string) => (sealed && key ? key.open(sealed, place) : '')
    return {
      heardOn: row.heard_on,
      needClass: row.need_class,
      source: row.source,
      words: open(row.words_enc, wordsContext(row.id)),
      endWords: open(row.end_words_enc, endWordsContext(row.id)),
      state: row.state,
    }
  })
}

/** The person reads and erases what is his, whoever may see the station's needs. */
async function inSightOf<T>(context: FlowContext, personId: string, work: () => Promise<T>): Promise<T> {
  const orgId = await personOrg(context.tx, personId)
  return orgId ? withMoreOrgs(context.tx, [orgId], work, { people: true }) : work()
}

async function lapseForLifeEvent(context: FlowContext, event: ConfirmedLifeEvent): Promise<void> {
  if (event.phase !== 'confirmed') return
  await withMoreOrgs(
    context.tx,
    [event.orgId],
    async () => {
      const gone = [...(await peopleGone(context.tx, event.personIds)).keys()]
      const ids = (await Promise.all(gone.map((id) => aliasesOf(context.tx, id)))).flat()
      const rows = await needsOfPeople(context.tx, ids)
      await lapse(context, rows)
    },
    { people: true },
  )
}

async function lapse(context: FlowContext, rows: readonly NeedRow[]): Promise<void> {
  for (const row of rows.filter(({ state }) => state === 'heard' || state === 'proposed'))
    await move({ ...context, actor: systemActor([row.org_id]) }, needRules, {
      recordId: row.id,
      orgId: row.org_id,
      move: 'lapse',
      needs: {},
    })
}
