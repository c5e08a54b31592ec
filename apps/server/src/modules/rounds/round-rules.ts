import { type RoundState, roundFlow } from '@yimi/contract/round.ts'
import { leaveRound } from '#modules/orders/orders.ts'
import { readReport } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules, GivenMove } from '#platform/flow/flow-rules.ts'
import { doorsOfRound, forgetReasons, placeDoors, setRemoved } from './door-queries.ts'
import { layOutSheets } from './lay-out-sheets.ts'
import { lockRounds, type RoundRow } from './round-queries.ts'
import { endSightOf, setSheets, sheetsOf } from './sheet-queries.ts'
import { deleteWalkers, walkersOf } from './walker-queries.ts'

const HOUR_MS = 3_600_000
/** After the walk a walker sees nothing more of the doors. */
export const SIGHT_HOURS = 72

type Given = GivenMove<RoundRow>

export const roundRules: FlowRules<RoundRow, RoundState, keyof typeof roundFlow.moves> = {
  plan: roundFlow,
  lock: lockRounds,
  guards: {
    prepare: async ({ context, row }) => {
      const doors = await doorsOfRound(context.tx, row.id)
      if (doors.every((door) => door.stopped_at !== null)) throw new Refusal('round-empty')
    },
    'take-apart': requireNobodyHasIt,
    cancel: requireNobodyHasIt,
    close: async ({ context, row }) => {
      const sheets = await sheetsOf(context.tx, row.id)
      const out = sheets.some(
        (sheet) => sheet.returned_at === null && (sheet.printed_at ?? sheet.checked_in_at) !== null,
      )
      if (out) throw new Refusal('sheets-not-back')
      if (await somethingToVerify(context, row.id)) throw new Refusal('doors-to-verify')
    },
  },
  effects: {
    prepare: ({ context, row, needs }) => layOutSheets(context, row, Number(needs.size)),
    'take-apart': async ({ context, row }) => {
      const ids = (await sheetsOf(context.tx, row.id)).map((sheet) => sheet.id)
      await deleteWalkers(
        context.tx,
        (await walkersOf(context.tx, ids)).map((walker) => walker.id),
      )
      await placeDoors(
        context.tx,
        (await doorsOfRound(context.tx, row.id)).map(({ id }) => ({ id, sheetId: null, position: 0 })),
      )
      await setSheets(context.tx, ids, { dropped: true })
    },
    close: async (given) => {
      const { context, row } = given
      await giveOrdersBack(given)
      await forgetReasons(context.tx, row.id)
      await endSightOf(context.tx, row.id, new Date(context.now.getTime() + SIGHT_HOURS * HOUR_MS))
    },
    cancel: async (given) => {
      const { context, row } = given
      await giveOrdersBack(given)
      const doors = await doorsOfRound(context.tx, row.id)
      await setRemoved(
        context.tx,
        doors.map((door) => door.id),
        context.now,
      )
      await endSightOf(context.tx, row.id, context.now)
    },
  },
}

async function requireNobodyHasIt({ context, row }: Given): Promise<void> {
  const sheets = await sheetsOf(context.tx, row.id)
  const walkers = await walkersOf(
    context.tx,
    sheets.map((sheet) => sheet.id),
  )
  if (sheets.some((sheet) => sheet.printed_at !== null) || walkers.some((walker) => walker.accepted_at !== null))
    throw new Refusal('sheet-out')
}

/** Nobody is sent to a door of which a death or a move is reported and not looked at yet. */
async function somethingToVerify(context: FlowContext, roundId: string): Promise<boolean> {
  for (const door of await doorsOfRound(context.tx, roundId))
    if (door.life_event_id && (await readReport(context, door.life_event_id))?.state === 'reported') return true
  return false
}

/** Orders that the walk did not bring go to whoever sends volunteers. */
async function giveOrdersBack({ context, row }: Given): Promise<void> {
  const doors = await doorsOfRound(context.tx, row.id)
  await leaveRound(context, {
    orgId: row.org_id,
    orderIds: doors.map((door) => door.order_id),
    refs: { roundId: row.id },
  })
}
