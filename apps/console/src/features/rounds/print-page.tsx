import { getRouteApi } from '@tanstack/react-router'
import type { Round } from '@yimi/contract/round.ts'
import { Field } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useRound, useRoundActs } from './rounds-api.ts'

const route = getRouteApi('/rounds/$id/print')

/** Paper of a round: sheets with surname, title and door, and cards for birthdays. */
export function PrintPage() {
  const { id } = route.useParams()
  const round = useRound(id)
  return (
    <Page
      title={M.rounds.printTitle}
      lead={M.rounds.printLead}
      back={{ href: `#/rounds/${id}`, words: M.rounds.toRound }}
    >
      <QueryView query={round}>{(found) => <Printing round={found} />}</QueryView>
    </Page>
  )
}

function Printing({ round }: { round: Round }) {
  const acts = useRoundActs()
  const out = round.sheetList.filter((sheet) => sheet.returnedAt === null)
  const wanted = out.filter((sheet) => sheet.printedAt === null || sheet.reprintNeeded)
  // Printed once, they are no longer wanted; the file that was made stays on the page all the same.
  const [shown] = useState(wanted.length > 0 ? wanted : out)
  const [fresh] = useState(wanted.length === 0)
  const ids = shown.map((sheet) => sheet.id)
  return (
    <>
      {fresh && <p>{M.rounds.printNone}</p>}
      {ids.length > 0 && (
        <div className="acts">
          <PrintPaper
            kind="main"
            words={M.print.sheetsTicked(ids.length)}
            make={() => acts.print(round.id, ids, 'ticked')}
          />
          <PrintPaper words={M.print.sheetsSigned(ids.length)} make={() => acts.print(round.id, ids, 'signed')} />
        </div>
      )}
      {shown.length < out.length && (
        <PrintPaper
          words={M.rounds.printAgain}
          make={() =>
            acts.print(
              round.id,
              out.map((sheet) => sheet.id),
              'ticked',
            )
          }
        />
      )}
      {round.birthdays && <Cards roundId={round.id} />}
    </>
  )
}

function Cards({ roundId }: { roundId: string }) {
  const acts = useRoundActs()
  const [wishes, setWishes] = useState<string>(M.print.usualWishes)
  const sentences = wishes
    .split('\n')
    .map((wish) => wish.trim())
    .filter(Boolean)
  return (
    <section className="record-part">
      <h2>{M.print.cards}</h2>
      <p className="second">{M.print.cardsLead}</p>
      <Field label={M.print.wishes}>
        {(control) => (
          <textarea
            {...control}
            className="y-input"
            rows={4}
            value={wishes}
            onChange={(event) => setWishes(event.target.value)}
          />
        )}
      </Field>
      <PrintPaper words={M.print.cards} make={() => acts.printCards(roundId, sentences)} />
    </section>
  )
}
