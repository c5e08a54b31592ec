import { call } from '@yimi/contract/client.ts'
import { askAtDoor, type DoorAnswer } from '@yimi/contract/door.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'

/** A card's number or word in; name, picture and team out. Whoever asks gives nothing of himself. */
export function WhoPage() {
  const messages = useMessages()
  const words = messages.who
  const [word, setWord] = useState('')
  const [empty, setEmpty] = useState(false)
  const [answer, setAnswer] = useState<DoorAnswer>()
  const sending = useSending()

  function look(event: FormEvent) {
    event.preventDefault()
    const said = word.trim()
    setEmpty(said === '')
    setAnswer(undefined)
    if (said !== '') sending.send(() => call(askAtDoor, { body: { word: said } }), setAnswer)
  }

  return (
    <Page title={words.title}>
      <p className="lead">{words.lead}</p>
      <form onSubmit={look} noValidate>
        <TextField
          name="word"
          label={words.word}
          hint={words.wordHint}
          fault={empty ? words.fill : undefined}
          value={word}
          maxLength={40}
          onChange={setWord}
        />
        <p role="status">{sending.busy ? words.looking : ''}</p>
        <Button kind="main" submit wide busy={sending.busy}>
          {words.look}
        </Button>
      </form>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
      {answer?.known ? <KnownCard answer={answer} /> : null}
      {answer && !answer.known ? <UnknownCard telephone={answer.telephone} /> : null}
      <p className="who__never">{words.never}</p>
    </Page>
  )
}

function KnownCard(props: { answer: Extract<DoorAnswer, { known: true }> }) {
  const words = useMessages().who
  const { answer } = props
  return (
    <>
      <Notice kind="done" title={words.yes} spoken>
        <p>{words.compare}</p>
      </Notice>
      <section className="card">
        {answer.picture ? (
          <img className="who__picture" src={answer.picture} alt={words.picture(answer.name)} />
        ) : (
          <p>{words.noPicture}</p>
        )}
        <dl className="facts">
          <Fact name={words.name}>
            <strong className="receipt__code">{answer.name}</strong>
          </Fact>
          <Fact name={words.unit}>{answer.unit}</Fact>
          <Fact name={words.visitToday}>{answer.visitToday ? words.visitYes : words.visitNo}</Fact>
          {answer.teams.length > 0 ? <Fact name={words.teams}>{answer.teams.join('、')}</Fact> : null}
        </dl>
      </section>
    </>
  )
}

function UnknownCard(props: { telephone: string | null }) {
  const words = useMessages().who
  return (
    <Notice kind="attention" title={words.no} spoken>
      <p>{words.noLine}</p>
      {props.telephone ? (
        <p>
          <a className="y-button y-button--main y-button--wide" href={`tel:${props.telephone.replace(/[^\d+]/g, '')}`}>
            {words.callUs(props.telephone)}
          </a>
          {words.callLine}
        </p>
      ) : (
        <p>{words.noTelephone}</p>
      )}
    </Notice>
  )
}
