import { call } from '@yimi/contract/client.ts'
import { followComplaint } from '@yimi/contract/complaint.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { AnswerCard } from './answer-card.tsx'

type Found = { number: string; word: string; complaint: RouteAnswer<typeof followComplaint> }

/** Number and word in, the answer out. */
export function FollowPage() {
  const messages = useMessages()
  const words = messages.complaint
  const [number, setNumber] = useState('')
  const [word, setWord] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const [found, setFound] = useState<Found>()
  const sending = useSending()

  function look(event: FormEvent) {
    event.preventDefault()
    const asked = { number: number.trim(), word: word.trim() }
    setIncomplete(!asked.number || !asked.word)
    setFound(undefined)
    if (!asked.number || !asked.word) return
    sending.send(
      () => call(followComplaint, { body: asked }),
      (complaint) => setFound({ ...asked, complaint }),
    )
  }

  const missing = sending.problem?.status === 404 || sending.problem?.status === 400
  return (
    <Page title={words.followTitle}>
      <p className="lead">{words.followLine}</p>
      <form onSubmit={look} noValidate>
        <TextField
          name="number"
          label={words.number}
          hint={words.numberHint}
          fault={incomplete && !number.trim() ? words.fillBoth : undefined}
          value={number}
          maxLength={20}
          autoCapitalize="characters"
          onChange={setNumber}
        />
        <TextField
          name="word"
          label={words.followWord}
          fault={incomplete && !word.trim() ? words.fillBoth : undefined}
          value={word}
          maxLength={40}
          autoCapitalize="characters"
          onChange={setWord}
        />
        {sending.problem ? (
          <Notice kind="failed" title={words.lookFailed} spoken>
            <p>{missing ? words.unknown : problemWords(sending.problem, messages)}</p>
          </Notice>
        ) : null}
        <p role="status">{sending.busy ? words.looking : ''}</p>
        <div className="buttons">
          <Button kind="main" submit busy={sending.busy}>
            {words.look}
          </Button>
        </div>
      </form>
      {found ? <AnswerCard key={found.number} {...found} /> : null}
    </Page>
  )
}
