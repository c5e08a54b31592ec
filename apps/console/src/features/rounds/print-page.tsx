import { getRouteApi } from '@tanstack/react-router'
import { newKey } from '@yimi/contract/client.ts'
import type { Round } from '@yimi/contract/round.ts'
import { type Sheet, TICKS } from '@yimi/contract/round-sheet.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useEffect, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useRound, useRoundActs } from './rounds-api.ts'

const route = getRouteApi('/rounds/$id/print')
const { paperHead } = M.rounds

/** Sheets for the printer of the browser: surname, title and door, nothing else. */
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
  const [sheets, setSheets] = useState<readonly Sheet[]>([])
  const [fault, setFault] = useState<unknown>()
  const out = round.sheetList.filter((sheet) => sheet.returnedAt === null)
  const wanted = out.filter((sheet) => sheet.printedAt === null || sheet.reprintNeeded)
  useEffect(() => {
    if (sheets.length > 0) window.print()
  }, [sheets])
  async function print(of: typeof out) {
    try {
      const { items } = await acts.print(
        round.id,
        of.map((sheet) => sheet.id),
        newKey(),
      )
      setSheets(items)
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="acts">
        {wanted.length > 0 ? (
          <Button kind="main" onPress={() => void print(wanted)}>
            {M.rounds.printAll(wanted.length)}
          </Button>
        ) : (
          <p>{M.rounds.printNone}</p>
        )}
        {out.length > 0 && <Button onPress={() => void print(out)}>{M.rounds.printAgain}</Button>}
      </div>
      <div className="print-sheets">
        {sheets.map((sheet) => (
          <PrintedSheet key={sheet.id} sheet={sheet} />
        ))}
      </div>
    </>
  )
}

function PrintedSheet({ sheet }: { sheet: Sheet }) {
  const walkers = sheet.walkers.filter((one) => one.accepted).map((one) => one.name)
  return (
    <article className="print-sheet">
      <header>
        <h2>{`${sheet.serviceName} · ${sheet.roundName}`}</h2>
        <p className="print-sheet__number">{`${paperHead.number} ${sheet.number}`}</p>
        <p>{`${sheet.area}　${paperHead.until(sheet.from, sheet.until)}`}</p>
        <p>{`${paperHead.walker} ${walkers.join('、') || '＿＿＿＿＿＿'}　${paperHead.start} ＿＿:＿＿　${paperHead.end} ＿＿:＿＿　${paperHead.returned}`}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{paperHead.door}</th>
            <th scope="col">{paperHead.whom}</th>
            {TICKS.map((tick) => (
              <th key={tick} scope="col">
                {M.rounds.ticks[tick]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.doorList.map((door) => (
            <tr key={door.id} className={door.stopped ? 'print-sheet__gone' : undefined}>
              <td>{door.position}</td>
              <td>{door.door}</td>
              <td>{door.stopped ? paperHead.gone : door.whom}</td>
              {TICKS.map((tick) => (
                <td key={tick}>{door.stopped ? '' : '□'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="print-sheet__foot">{`${sheet.instructions} ${paperHead.note}`}</p>
    </article>
  )
}
