import { call, newKey } from '@yimi/contract/client.ts'
import { listMyPlaces, type MyPlace, moveMyPlace } from '@yimi/contract/order-place.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { addressOf } from '../routing/place.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { useMessages } from '../words/use-messages.ts'

/** A volunteer who is signed in and scans the card at the door begins with it; for everybody else this is nothing. */
export function StartByCard({ token }: { token: string }) {
  const all = useMessages()
  const words = useHelpMessages()
  const places = useAnswer(askPlaces, once).value?.mine.filter((one) => one.availableMoves.indexOf('start') >= 0) ?? []
  const [started, setStarted] = useState<MyPlace>()
  const sending = useSending()
  if (started)
    return (
      <Notice kind="done" title={words.card.started} spoken>
        <ButtonLink href={addressOf({ page: 'task', id: started.id })}>{words.card.toTask}</ButtonLink>
      </Notice>
    )
  if (places.length === 0) return null
  return (
    <Notice
      kind="info"
      title={words.card.serve}
      actions={places.map((place) => (
        <Button key={place.id} busy={sending.busy} onPress={() => start(place)}>
          {words.card.start(place.serviceName || words.tasks.own, place.whom?.name ?? '')}
        </Button>
      ))}
    >
      <p>{words.card.serveLine}</p>
      {sending.problem ? (
        <p role="alert">
          {words.tasks.failed}：{problemWords(sending.problem, all)}
        </p>
      ) : null}
    </Notice>
  )

  function start(place: MyPlace) {
    const key = newKey()
    const body = { move: 'start' as const, needs: { by: 'resident-card' }, shown: token }
    sending.send(
      () => call(moveMyPlace, { params: { id: place.id }, body }, { key }),
      () => setStarted(place),
    )
  }
}

function askPlaces(signal: AbortSignal) {
  return call(listMyPlaces, {}, { signal })
}

function once() {
  return undefined
}
