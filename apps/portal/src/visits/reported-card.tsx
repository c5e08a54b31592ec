import { call, newKey } from '@yimi/contract/client.ts'
import { confirmLifeEvent, type LifeEvent, refuseLifeEvent } from '@yimi/contract/life-event.ts'
import { Button } from '@yimi/ui/button.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'

/** One report: looked into at the door or by telephone, or not so. */
export function ReportedCard({ report, onDone }: { report: LifeEvent; onDone: () => void }) {
  const messages = useMessages()
  const { reports: words, neighbours } = useVisitMessages()
  const sending = useSending()
  const params = { id: report.id }
  const confirm = (how: string) => {
    const key = newKey()
    sending.send(() => call(confirmLifeEvent, { params, body: { how } }, { key }), onDone)
  }
  const refuse = () => {
    const key = newKey()
    sending.send(() => call(refuseLifeEvent, { params, body: { reason: words.notSo } }, { key }), onDone)
  }
  const told = [report.words.toldBy, report.words.childName, report.words.note].filter((part) => part !== '')
  return (
    <article className="card">
      <h2 className="card__title">{`${report.personName} · ${neighbours.events[report.what]}`}</h2>
      <p>
        {report.door}
        <br />
        {words.by(report.reportedBy, report.happenedOn)}
      </p>
      {told.length > 0 ? <p className="words">{told.join('；')}</p> : null}
      {report.availableMoves.includes('confirm') ? (
        <div className="buttons">
          <Button kind="main" busy={sending.busy} onPress={() => confirm(words.atDoor)}>
            {words.confirmAtDoor}
          </Button>
          <Button busy={sending.busy} onPress={() => confirm(words.byPhone)}>
            {words.confirmByPhone}
          </Button>
        </div>
      ) : (
        <p>{words.another}</p>
      )}
      {report.availableMoves.includes('refuse') ? (
        <Button kind="quiet" busy={sending.busy} onPress={refuse}>
          {words.notSo}
        </Button>
      ) : null}
      {sending.problem ? <p role="alert">{problemWords(sending.problem, messages)}</p> : null}
    </article>
  )
}
