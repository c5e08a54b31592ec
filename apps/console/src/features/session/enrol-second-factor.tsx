import type { Me } from '@yimi/contract/session.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type FormEvent, useState } from 'react'
import { M } from '../../messages.ts'
import { CodeField, EntryFault, EntryFrame } from './entry-frame.tsx'
import { sendFirstCode, startSecondFactor, wordsOf } from './session-api.ts'

/** The secret is made only when asked for: making it anew would end one that is being typed in. */
export function EnrolSecondFactor({ onMe }: { onMe: (me: Me) => void }) {
  const [made, setMade] = useState<{ secret: string; uri: string }>()
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function act(work: () => Promise<void>) {
    setBusy(true)
    setFault(undefined)
    await work().catch((cause: unknown) => setFault(wordsOf(cause)))
    setBusy(false)
  }
  function confirm(event: FormEvent) {
    event.preventDefault()
    void act(async () => onMe(await sendFirstCode(code)))
  }

  return (
    <EntryFrame title={M.session.enrolTitle} lead={M.session.enrolLead}>
      <ol className="entry__steps">
        <li>{M.session.enrolStep1}</li>
        <li>{M.session.enrolStep2}</li>
        <li>{M.session.enrolStep3}</li>
      </ol>
      <EntryFault words={fault} />
      {!made && (
        <Button kind="main" wide busy={busy} onPress={() => void act(async () => setMade(await startSecondFactor()))}>
          {M.session.enrolStart}
        </Button>
      )}
      {made && (
        <form onSubmit={confirm}>
          <p className="entry__secret">
            <span>{M.session.enrolSecret}</span>
            <code>{made.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
            <a href={made.uri}>{M.session.enrolLink}</a>
          </p>
          <CodeField code={code} onCode={setCode} />
          <Button kind="main" submit wide busy={busy || code.length !== 6}>
            {M.session.enrolConfirm}
          </Button>
        </form>
      )}
    </EntryFrame>
  )
}
