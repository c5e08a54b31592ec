import { call, newKey } from '@yimi/contract/client.ts'
import { CONSENT_PURPOSES } from '@yimi/contract/consent.ts'
import { giveMyConsent, withdrawMyConsent } from '@yimi/contract/my-data.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { MyData } from './use-my-data.ts'

/** One press to consent, one to withdraw. */
export function MyConsents(props: { data: MyData; onChange: () => void }) {
  const all = useMessages()
  const words = all.my
  const sending = useSending()
  const [done, setDone] = useState('')
  const inForce = props.data.consents.filter((one) => one.inForce)

  function act(request: (key: string) => Promise<unknown>, said: string) {
    const key = newKey()
    setDone('')
    sending.send(
      () => request(key),
      () => {
        setDone(said)
        props.onChange()
      },
    )
  }

  return (
    <>
      <p className="lead">{words.consentsLine}</p>
      {done ? <Notice kind="done" title={done} spoken /> : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      {inForce.map((consent) => {
        const purpose = CONSENT_PURPOSES[consent.purpose]
        return (
          <article key={consent.id} className="card">
            <h2 className="card__title">{purpose.label}</h2>
            <p>{purpose.words}</p>
            <p className="lead">
              {words.inForce} <Moment at={consent.givenAt} />
            </p>
            <Button
              busy={sending.busy}
              label={`${words.withdraw}：${purpose.label}`}
              onPress={() =>
                act(
                  (key) => call(withdrawMyConsent, { params: { id: consent.id } }, { key }),
                  words.withdrawn(purpose.label),
                )
              }
            >
              {words.withdraw}
            </Button>
          </article>
        )
      })}
      {props.data.open.length > 0 ? <h2 className="heading">{words.open}</h2> : null}
      {props.data.open.map((name) => {
        const purpose = CONSENT_PURPOSES[name]
        return (
          <article key={name} className="card">
            <h3 className="card__title">{purpose.label}</h3>
            <p>{purpose.words}</p>
            <Button
              busy={sending.busy}
              label={`${words.give}：${purpose.label}`}
              onPress={() =>
                act((key) => call(giveMyConsent, { body: { purpose: name } }, { key }), words.given(purpose.label))
              }
            >
              {words.give}
            </Button>
          </article>
        )
      })}
    </>
  )
}
