import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { ComplaintReceipt } from './kept-complaint.ts'

/** Number and word, to be kept on paper or as a picture. */
export function ComplaintReceiptCard(props: { receipt: ComplaintReceipt; onAnother: () => void }) {
  const words = useMessages().complaint
  const { receipt } = props
  return (
    <>
      <Notice kind="done" title={words.doneLine} spoken />
      <dl className="facts card receipt">
        <Fact name={words.number}>
          <strong className="receipt__code">{receipt.number}</strong>
        </Fact>
        <Fact name={words.followWord}>
          <strong className="receipt__code">{receipt.word}</strong>
        </Fact>
        <Fact name={words.due}>
          <Moment at={receipt.dueAt} />
        </Fact>
      </dl>
      <div className="buttons">
        <Button kind="main" onPress={() => window.print()}>
          {words.print}
        </Button>
        <ButtonLink href={addressOf({ page: 'follow-complaint' })}>{words.toFollow}</ButtonLink>
        <Button kind="quiet" onPress={props.onAnother}>
          {words.another}
        </Button>
      </div>
    </>
  )
}
