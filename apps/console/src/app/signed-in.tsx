import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { CallError } from '@yimi/contract/client.ts'
import type { Me } from '@yimi/contract/session.ts'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useMemo, useRef } from 'react'
import { onSessionEnded } from '../call.ts'
import '../styles/console.css'
import { SessionContext } from '../session-context.ts'
import { paperTheme } from '../theme.ts'
import { useLiveUpdates } from './live-updates.ts'
import { router } from './router.tsx'
import { usePageLinks } from './use-page-links.ts'

/** The console of a person who is signed in. Stays as it is while they sign in again after their session ended. */
export function SignedIn(props: { me: Me; onExpired: () => void; onSignedOut: () => void }) {
  const { me, onExpired, onSignedOut } = props
  // Whoever signs in next must find nothing of the one before.
  const queries = useMemo(newQueryClient, [])
  useEffect(() => onSessionEnded(onExpired), [onExpired])
  const firstMe = useRef(me)
  useEffect(() => {
    if (firstMe.current !== me) void queries.invalidateQueries()
    firstMe.current = me
  }, [me, queries])
  const session = useMemo(() => ({ me, onSignedOut }), [me, onSignedOut])
  useLiveUpdates(queries)
  usePageLinks()
  return (
    <ConfigProvider locale={zhCN} theme={paperTheme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <RouterProvider router={router} />
        </SessionContext>
      </QueryClientProvider>
    </ConfigProvider>
  )
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  })
}

/** Worth trying again by itself: a cut line, or a server that is recovering. */
function isPassing(error: unknown): boolean {
  return error instanceof CallError && (error.problem.status === 0 || error.problem.status >= 502)
}
