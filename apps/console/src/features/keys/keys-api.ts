import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type MasterKeys, readMasterKeys, retireMasterKey, rotateMasterKey } from '@yimi/contract/master-key.ts'
import { call } from '../../call.ts'

const KEY = ['master-keys']
const LOOK_EVERY_MS = 3_000

/** Looked at again while values are being sealed anew. */
export function useMasterKeys() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => call(readMasterKeys, {}),
    refetchInterval: ({ state }) => (state.data && leftOf(state.data) > 0 ? LOOK_EVERY_MS : false),
  })
}

/** What is being sealed anew. */
export function leftOf({ waiting }: MasterKeys): number {
  return sumOf(waiting.filter((place) => !place.endsByItself))
}

/** What is left to run out. */
export function endingOf({ waiting }: MasterKeys): number {
  return sumOf(waiting.filter((place) => place.endsByItself))
}

function sumOf(places: MasterKeys['waiting']): number {
  return places.reduce((sum, place) => sum + place.values, 0)
}

export function useMasterKeyActs() {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: KEY })
  return {
    rotate: (code: string) => call(rotateMasterKey, { body: { code } }).then(again),
    retire: (number: number, code: string) => call(retireMasterKey, { params: { number }, body: { code } }).then(again),
  }
}
