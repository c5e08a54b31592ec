import type { ApiCaller } from './api-caller.ts'
import type { RunningYimi } from './running-yimi.ts'

/**
 * Words of people that go through the interface, one row each. A new field of a person is a new row: `plant` sends it as a
 * page would, and the test then looks for `words` in everything that was written.
 */
export type Canary = { what: string; words: string; plant: (world: World) => Promise<unknown> }
export type World = {
  yimi: RunningYimi
  producer: ApiCaller
  officer: ApiCaller
  /** Of the station, who keeps its residents. */
  clerk: ApiCaller
  orgId: string
  stationId: string
}
