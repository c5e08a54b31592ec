import { useQuery } from '@tanstack/react-query'
import { getToday } from '@yimi/contract/today.ts'
import { call } from '../../call.ts'

export const todayKey = ['today'] as const

export function useToday() {
  // Clocks run on while nothing changes; a minute is how finely they are shown.
  return useQuery({ queryKey: todayKey, queryFn: () => call(getToday, {}), refetchInterval: 60_000 })
}
