import { CallError } from '@yimi/contract/client.ts'
import type { Me } from '@yimi/contract/session.ts'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { EnrolSecondFactor } from './features/session/enrol-second-factor.tsx'
import { EntryNotice } from './features/session/entry-frame.tsx'
import { Invitation } from './features/session/invitation.tsx'
import { LogIn } from './features/session/log-in.tsx'
import { fetchMe, needsEnrolment, needsSignIn } from './features/session/session-api.ts'
import { M } from './messages.ts'

const SignedIn = lazy(() => import('./app/signed-in.tsx').then((module) => ({ default: module.SignedIn })))

type Standing =
  | { kind: 'asking' }
  | { kind: 'failed'; words: string }
  | { kind: 'out' }
  /** `expired`: the session ended while pages were open; they stay behind the log-in. */
  | { kind: 'in'; me: Me; expired: boolean }

/** Decides what stands in the window: invitation, log-in, enrolment, or the console itself. */
export function Entry() {
  const [standing, setStanding] = useState<Standing>({ kind: 'asking' })
  const invitation = useInvitationSecret()
  const ask = useCallback(() => {
    setStanding({ kind: 'asking' })
    fetchMe().then(
      (me) => setStanding(needsSignIn(me) ? { kind: 'out' } : { kind: 'in', me, expired: false }),
      (fault: unknown) => setStanding(standingAfter(fault)),
    )
  }, [])
  useEffect(ask, [ask])
  const onExpired = useCallback(() => setStanding((now) => (now.kind === 'in' ? { ...now, expired: true } : now)), [])
  const onSignedOut = useCallback(() => setStanding({ kind: 'out' }), [])
  const onMe = useCallback((me: Me) => setStanding({ kind: 'in', me, expired: false }), [])

  if (invitation) return <Invitation secret={invitation} />
  if (standing.kind === 'asking') return <EntryNotice title={M.session.asking} busy />
  if (standing.kind === 'failed')
    return <EntryNotice title={M.session.askFailed} words={standing.words} onRetry={ask} />
  if (standing.kind === 'out') return <LogIn onMe={onMe} />
  if (needsEnrolment(standing.me)) return <EnrolSecondFactor onMe={onMe} />
  return (
    <Suspense fallback={<EntryNotice title={M.session.asking} busy />}>
      <div inert={standing.expired}>
        <SignedIn me={standing.me} onExpired={onExpired} onSignedOut={onSignedOut} />
      </div>
      {standing.expired && <LogIn expired onMe={onMe} name={standing.me.username} />}
    </Suspense>
  )
}

function standingAfter(fault: unknown): Standing {
  if (fault instanceof CallError && fault.problem.status === 401) return { kind: 'out' }
  return { kind: 'failed', words: fault instanceof CallError ? fault.problem.title : M.session.askFailedLead }
}

/** The secret of `#/invitation/:secret`, while that is the page. */
function useInvitationSecret(): string | undefined {
  const [hash, setHash] = useState(() => location.hash)
  useEffect(() => {
    const read = () => setHash(location.hash)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return /^#\/invitation\/([^/?#]+)$/.exec(hash)?.[1]
}
