import { call, newKey } from '@yimi/contract/client.ts'
import { type MyPlace, sayLeftSafely } from '@yimi/contract/order-place.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useContext } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { sayMoment } from '../words/moment.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext, useMessages } from '../words/use-messages.ts'

/** Of somebody who went alone: one press when he is out again. */
export function CallIn(props: { place: MyPlace; by: string; onLeft: () => void }) {
  const all = useMessages()
  const words = useHelpMessages().tasks
  const language = useContext(LanguageContext)
  const sending = useSending()
  function say() {
    const key = newKey()
    sending.send(() => call(sayLeftSafely, { params: { id: props.place.id } }, { key }), props.onLeft)
  }
  return (
    <Notice
      kind="attention"
      title={words.alone}
      actions={
        <Button kind={props.place.state === 'in-service' ? 'plain' : 'main'} busy={sending.busy} onPress={say}>
          {words.left}
        </Button>
      }
    >
      <p>{words.aloneLine(sayMoment(props.by, language))}</p>
      {sending.problem ? (
        <p role="alert">
          {words.failed}：{problemWords(sending.problem, all)}
        </p>
      ) : null}
    </Notice>
  )
}
