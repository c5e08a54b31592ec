import type { listResidentCards } from '@yimi/contract/order-desk.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PaperReady } from '../../components/print-paper.tsx'
import { dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useResidentCardActs, useResidentCards } from './orders-api.ts'

const W = M.orderEntry.cards
type Printed = { file: PrintedFile }
type Card = RouteAnswer<typeof listResidentCards>['items'][number]
type Open = 'issue' | { end: Card }

/** The card by which a resident asks for help; it recognises the person for that and for nothing else. */
export function ResidentCards({ person }: { person: PersonRecord }) {
  const cards = useResidentCards(person.id)
  const [open, setOpen] = useState<Open>()
  const [printed, setPrinted] = useState<Printed>()
  const items = cards.data?.items ?? []
  return (
    <section className="record-part record-part--lines">
      <div className="record-part__head">
        <h2>{W.title}</h2>
        <Button onPress={() => setOpen('issue')}>{items.length > 0 ? W.renew : W.issue}</Button>
      </div>
      <p className="second">{W.lead}</p>
      {items.length === 0 ? (
        <EmptyState words={W.none} />
      ) : (
        <ul className="lines">
          {items.map((card) => (
            <li key={card.id}>
              <span>
                <strong>{W.number(card.number)}</strong>{' '}
                <span className="quiet">{W.issuedAt(dayOf(card.issuedAt))}</span>
              </span>
              <Button onPress={() => setOpen({ end: card })}>{W.end}</Button>
            </li>
          ))}
        </ul>
      )}
      {printed && <CardPaper printed={printed} onClose={() => setPrinted(undefined)} />}
      {open && <CardDialog open={open} person={person} onPrinted={setPrinted} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function CardDialog(props: {
  open: Open
  person: PersonRecord
  onPrinted: (printed: Printed) => void
  onClose: () => void
}) {
  const { open, person } = props
  const acts = useResidentCardActs()
  const issuing = open === 'issue'
  return (
    <FormDialog
      title={issuing ? W.issueTitle(person.name) : W.endTitle}
      submitWords={issuing ? W.issue : W.end}
      danger={!issuing}
      initial={{}}
      onSubmit={async (_values, key) => {
        if (issuing) props.onPrinted(await acts.issue(person.id, key))
        else await acts.end(open.end.id, key)
      }}
      onClose={props.onClose}
    >
      {() => <p>{issuing ? W.issueNote : W.endNote}</p>}
    </FormDialog>
  )
}

/** To be printed and handed over; the code can never be read again. */
function CardPaper({ printed, onClose }: { printed: Printed; onClose: () => void }) {
  return (
    <div className="slips">
      <Notice kind="attention" title={W.once} spoken actions={<Button onPress={onClose}>{W.close}</Button>} />
      <PaperReady file={printed.file} />
    </div>
  )
}
