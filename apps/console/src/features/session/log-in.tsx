import type { Me } from '@yimi/contract/session.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { M } from '../../messages.ts'
import { CodeField, EntryFault, EntryField, EntryFrame } from './entry-frame.tsx'
import { fetchHome, sendSignIn, wordsOf } from './session-api.ts'

type Home = { installation: string; telephone: string | null; demo: boolean }
type Values = { username: string; password: string; code: string }

/** Name and password, then the code where the role needs one. `expired`: pages are still open behind it. */
export function LogIn(props: { onMe: (me: Me) => void; expired?: boolean; name?: string }) {
  const [values, setValues] = useState<Values>({ username: props.name ?? '', password: '', code: '' })
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const home = useHome()
  const change = (part: Partial<Values>) => setValues((now) => ({ ...now, ...part }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFault(undefined)
    const { username, password, code } = values
    try {
      const answer = await sendSignIn({ username, password, ...(step === 'code' ? { code } : {}) })
      if (answer.step === 'code') setStep('code')
      else props.onMe(answer.me)
    } catch (cause) {
      setFault(wordsOf(cause))
      change({ code: '' })
    }
    setBusy(false)
  }

  return (
    <EntryFrame
      title={props.expired ? M.session.expired : M.session.title}
      lead={props.expired ? M.session.expiredLead : (home?.installation ?? M.session.lead)}
      overlay={props.expired ?? false}
    >
      <form onSubmit={(event) => void submit(event)}>
        {step === 'password' && <PasswordStep values={values} change={change} fixedName={props.expired ?? false} />}
        {step === 'code' && <CodeStep values={values} change={change} />}
        <EntryFault words={fault} />
        <Button kind="main" submit wide busy={busy}>
          {busy ? M.session.signingIn : M.session.signIn}
        </Button>
        {step === 'code' && (
          <Button kind="quiet" wide onPress={() => setStep('password')}>
            {M.session.back}
          </Button>
        )}
      </form>
      {home?.demo && <Notice kind="info" title={M.session.demo} />}
      <p className="entry__help">{home?.telephone ? M.session.help(home.telephone) : M.session.helpPlain}</p>
    </EntryFrame>
  )
}

type StepProps = { values: Values; change: (part: Partial<Values>) => void }

function PasswordStep({ values, change, fixedName }: StepProps & { fixedName: boolean }) {
  return (
    <>
      <EntryField
        name="username"
        label={M.session.username}
        autoComplete="username"
        autoCapitalize="none"
        value={values.username}
        readOnly={fixedName}
        onText={(username) => change({ username })}
      />
      <EntryField
        name="password"
        type="password"
        label={M.session.password}
        autoFocus={fixedName}
        autoComplete="current-password"
        value={values.password}
        onText={(password) => change({ password })}
      />
    </>
  )
}

function CodeStep({ values, change }: StepProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={place}>
      <CodeField code={values.code} onCode={(code) => change({ code })} />
    </div>
  )
}

function useHome(): Home | undefined {
  const [home, setHome] = useState<Home>()
  useEffect(() => {
    // Without an answer the page only lacks the name of the installation.
    fetchHome().then(setHome, () => undefined)
  }, [])
  return home
}
