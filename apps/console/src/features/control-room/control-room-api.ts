import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  addPlatform,
  endBroadcast,
  getControlRoom,
  goOnAir,
  makeIngestKey,
  markSegment,
  removePlatform,
  restartPlatform,
} from '@yimi/contract/on-air.ts'
import { call } from '../../call.ts'

const roomKey = (id: string) => ['control-room', id] as const

/** The engine's state changes by the second and is asked for by the second. */
const POLL_MS = 1_000

export function useControlRoom(id: string) {
  return useQuery({
    queryKey: roomKey(id),
    queryFn: () => call(getControlRoom, { params: { id } }),
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: true,
    retry: false,
  })
}

export function useAirActs(id: string) {
  const queries = useQueryClient()
  async function then<Answer>(act: Promise<Answer>): Promise<Answer> {
    const answer = await act
    await queries.invalidateQueries({ queryKey: roomKey(id) })
    void queries.invalidateQueries({ queryKey: ['broadcast', id] })
    return answer
  }
  return {
    start: (choice: { leaveOut: string[]; despite: string[] }, key: string) =>
      then(call(goOnAir, { params: { id }, body: choice }, { key })),
    end: (key: string) => then(call(endBroadcast, { params: { id } }, { key })),
    restart: (channelId: string) => then(call(restartPlatform, { params: { id, channelId } })),
    add: (channelId: string) => then(call(addPlatform, { params: { id, channelId } })),
    remove: (channelId: string) => then(call(removePlatform, { params: { id, channelId } })),
    goTo: (index: number) => then(call(markSegment, { params: { id }, body: { index } })),
    makeKey: (key: string) => then(call(makeIngestKey, { params: { id } }, { key })),
  }
}
