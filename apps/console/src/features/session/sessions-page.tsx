import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { deviceWords } from './device-words.ts'
import { fetchSessions, sendEndSession, sessionKeys } from './session-api.ts'

/** Where this account is signed in. */
export function SessionsPage() {
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: sessionKeys.sessions, queryFn: fetchSessions })
  const end = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await sendEndSession(id)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: sessionKeys.sessions }),
  })
  const others = sessions.data?.items.filter((session) => !session.current).map((session) => session.id) ?? []
  return (
    <Page
      title={M.session.sessions}
      lead={M.session.sessionsLead}
      actions={
        others.length > 0 && (
          <Button busy={end.isPending} onPress={() => end.mutate(others)}>
            {M.session.endOthers}
          </Button>
        )
      }
    >
      {end.error && <Notice kind="failed" title={problemWords(end.error)} spoken />}
      <QueryView query={sessions}>
        {({ items }) => (
          <Records
            caption={M.session.sessions}
            rows={items}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'device',
                title: M.session.device,
                head: true,
                cell: (row) => deviceWords(row.device) + (row.current ? ` · ${M.session.thisDevice}` : ''),
              },
              { key: 'started', title: M.session.startedAt, cell: (row) => dayTime(row.startedAt) },
              { key: 'seen', title: M.session.lastSeenAt, cell: (row) => dayTime(row.lastSeenAt) },
              {
                key: 'end',
                title: M.session.endSession,
                cell: (row) =>
                  row.current ? null : (
                    <Button busy={end.isPending} onPress={() => end.mutate([row.id])}>
                      {M.session.endSession}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
    </Page>
  )
}
