import { call, newKey } from '@yimi/contract/client.ts'
import type { Problem } from '@yimi/contract/errors.ts'
import { type MyPlace, moveMyPlace, type PLACE_OWN_MOVES } from '@yimi/contract/order-place.ts'
import { useSending } from '../calls/use-sending.ts'

export type PlaceMove = (typeof PLACE_OWN_MOVES)[number]
export type PlaceStep = { move: PlaceMove; needs?: Record<string, unknown>; shown?: string }

/** What the forms of a task are given, and hand on. */
export type TaskFormProps = {
  place: MyPlace
  busy: boolean
  onMake: (step: PlaceStep) => void
  onKeep: () => void
}

/** Sends one move of a place under a key of its own. */
export function usePlaceMove(): {
  busy: boolean
  problem: Problem | undefined
  move: (id: string, step: PlaceStep, onMoved: (place: MyPlace | null) => void) => void
} {
  const { busy, problem, send } = useSending()
  return {
    busy,
    problem,
    move: (id, { move, needs = {}, shown = '' }, onMoved) => {
      const key = newKey()
      send(
        () => call(moveMyPlace, { params: { id }, body: { move, needs, shown } }, { key }),
        ({ place }) => onMoved(place),
      )
    },
  }
}
