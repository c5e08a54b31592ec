import { newKey } from '@yimi/contract/client.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { type FormEvent, useEffect, useState } from 'react'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { EntryFault, EntryField, EntryFrame, EntryNotice } from './entry-frame.tsx'
import { fetchInvitation, sendAcceptance, wordsOf } from './session-api.ts'

type Invited = Awaited<ReturnType<typeof fetchInvitation>>
type AcceptProps = { secret: string; invited: Invited; onDone: (username: string) => void }

export function Invitation({ secret }: { secret: string }) {
  const [invited, setInvited] = useState<Invited>()
  const [fault, setFault] = useState<string>()
  const [username, setUsername] = useState<string>()
  useEffect(() => {
    fetchInvitation(secret).then(setInvited, (cause: unknown) => setFault(wordsOf(cause)))
  }, [secret])
  if (fault) return <EntryNotice title={M.session.invitationTitle} words={fault} />
  if (!invited) return <EntryNotice title={M.session.invitationTitle} busy />
  if (!username) return <AcceptForm secret={secret} invited={invited} onDone={setUsername} />
  return (
    <EntryFrame title={M.session.invitationDone} lead={M.session.invitationDoneLead(username)}>
      <ButtonLink kind="main" wide href="#/">
        {M.session.toSignIn}
      </ButtonLink>
    </EntryFrame>
  )
}

function AcceptForm({ secret, invited, onDone }: AcceptProps) {
  // One key for one filling-in: after a cut line the same is sent again, after a change it is another request.
  const [values, setValues] = useState({ username: '', password: '', again: '', key: newKey() })
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<typeof values>) => setValues((now) => ({ ...now, ...part, key: newKey() }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (values.password !== values.again) return setFault(M.session.invitationDiffer)
    setBusy(true)
    setFault(undefined)
    const { username, password, key } = values
    await sendAcceptance({ secret, username, password }, key).then(
      (done) => onDone(done.username),
      (cause: unknown) => setFault(wordsOf(cause)),
    )
    setBusy(false)
  }

  return (
    <EntryFrame
      title={M.session.invitationTitle}
      lead={M.session.invitationLead(invited.name, invited.orgName, ROLE_LABELS[invited.role].zh)}
    >
      <p>{M.session.invitationUntil(dayTime(invited.expiresAt))}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <EntryField
          name="username"
          label={M.session.invitationUsername}
          hint={M.session.invitationUsernameHint}
          autoComplete="username"
          autoCapitalize="none"
          value={values.username}
          onText={(username) => change({ username })}
        />
        <EntryField
          name="password"
          type="password"
          label={M.session.invitationPassword}
          hint={M.session.invitationPasswordHint}
          autoComplete="new-password"
          minLength={12}
          value={values.password}
          onText={(password) => change({ password })}
        />
        <EntryField
          name="again"
          type="password"
          label={M.session.invitationAgain}
          autoComplete="new-password"
          value={values.again}
          onText={(again) => change({ again })}
        />
        <EntryFault words={fault} />
        <Button kind="main" submit wide busy={busy}>
          {M.session.invitationAccept}
        </Button>
      </form>
    </EntryFrame>
  )
}
