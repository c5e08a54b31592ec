import { useQuery, useQueryClient } from '@tanstack/react-query'
import { changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import type { RouteAnswer, RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'

export type TaskAct = RouteInput<typeof changeChannelTask>['body']
export type PastedKey = RouteInput<typeof setSessionKey>['body']

const tasksKey = (id: string) => ['broadcast', id, 'channels'] as const

export function useChannelTasks(id: string) {
  return useQuery({ queryKey: tasksKey(id), queryFn: () => call(listChannelTasks, { params: { id } }) })
}

/** What is done on one channel of a broadcast; each answer is the whole list anew. */
export function useTaskActs(id: string, channelId: string) {
  const queries = useQueryClient()
  const params = { id, channelId }
  function keep(answer: RouteAnswer<typeof listChannelTasks>) {
    queries.setQueryData(tasksKey(id), answer)
    void queries.invalidateQueries({ queryKey: ['today'] })
  }
  return {
    change: async (body: TaskAct, key: string) => {
      keep(await call(changeChannelTask, { params, body }, { key }))
    },
    paste: async (body: PastedKey, key: string) => {
      keep(await call(setSessionKey, { params, body }, { key }))
    },
  }
}
