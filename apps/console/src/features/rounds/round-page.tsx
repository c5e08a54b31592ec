import { getRouteApi } from '@tanstack/react-router'
import { newKey } from '@yimi/contract/client.ts'
import type { Round } from '@yimi/contract/round.ts'
import type { SheetLine, SheetStatus } from '@yimi/contract/round-sheet.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AskDialog, RoundMoveDialog } from './round-dialogs.tsx'
import { type RoundMoveName, useRound, useRoundActs } from './rounds-api.ts'
import { ROUND_TONES, RoundProgress } from './rounds-page.tsx'

const route = getRouteApi('/rounds/$id')
const SHEET_TONES: Readonly<Record<SheetStatus, StatusTone>> = {
  planned: 'attention',
  accepted: 'waiting',
  out: 'waiting',
  walked: 'attention',
  back: 'done',
}
const MOVES: readonly RoundMoveName[] = ['prepare', 'close', 'take-apart', 'cancel']

/** One round with its sheets; the doors stand on the sheets alone. */
export function RoundPage() {
  const { id } = route.useParams()
  const round = useRound(id)
  const [moving, setMoving] = useState<RoundMoveName>()
  const [asking, setAsking] = useState<SheetLine>()
  const mayChange = useMay('round.change')
  const data = round.data
  return (
    <Page
      title={data?.name ?? M.rounds.title}
      lead={data && `${data.serviceName} · ${data.orgName} · ${M.orders.range(data.from, data.until)}`}
      back={{ href: '#/rounds', words: M.rounds.back }}
      actions={data && mayChange && <RoundActs round={data} onMove={setMoving} />}
    >
      <QueryView query={round}>{(found) => <RoundParts round={found} onAsk={setAsking} />}</QueryView>
      {moving && data && <RoundMoveDialog round={data} move={moving} onClose={() => setMoving(undefined)} />}
      {asking && <AskDialog sheet={asking} onClose={() => setAsking(undefined)} />}
    </Page>
  )
}

function RoundActs({ round, onMove }: { round: Round; onMove: (move: RoundMoveName) => void }) {
  const moves = MOVES.filter((move) => round.availableMoves.includes(move))
  return (
    <>
      {round.sheets > 0 && (round.state === 'ready' || round.state === 'walking') && (
        <a className="y-button" href={`#/rounds/${round.id}/print`}>
          {M.rounds.print}
        </a>
      )}
      {moves.map((move) => (
        <Button key={move} kind={move === 'prepare' ? 'main' : 'plain'} onPress={() => onMove(move)}>
          {move === 'prepare' ? M.rounds.prepare : M.rounds.moves[move]}
        </Button>
      ))}
    </>
  )
}

function RoundParts({ round, onAsk }: { round: Round; onAsk: (sheet: SheetLine) => void }) {
  const [fault, setFault] = useState<unknown>()
  const columns = useSheetColumns(round, onAsk, setFault)
  return (
    <>
      <div className="round-head">
        <StatusWord tone={ROUND_TONES[round.state]} word={M.rounds.states[round.state]} />
        <RoundProgress round={round} />
        <span>{M.rounds.given(round.given)}</span>
        {round.sheets > 0 && <span>{M.rounds.sheetsBack(round.sheetsBack, round.sheets)}</span>}
      </div>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {round.sheetList.length > 0 && (
        <>
          <h2>{M.rounds.sheets}</h2>
          <Records caption={M.rounds.sheets} rows={round.sheetList} columns={columns} rowKey={(row) => row.id} />
        </>
      )}
    </>
  )
}

function useSheetColumns(
  round: Round,
  onAsk: (sheet: SheetLine) => void,
  onFault: (fault: unknown) => void,
): Column<SheetLine>[] {
  const acts = useRoundActs()
  const mayChange = useMay('round.change')
  const open = round.state === 'ready' || round.state === 'walking'
  const giveBack = (sheet: SheetLine) => void acts.giveBack(sheet.id, newKey()).catch(onFault)
  return [
    { key: 'number', title: M.rounds.sheet, head: true, cell: (row) => <strong>{row.number}</strong> },
    { key: 'area', title: M.rounds.area, cell: (row) => row.area },
    {
      key: 'status',
      title: M.rounds.status,
      cell: (row) => (
        <>
          <StatusWord tone={SHEET_TONES[row.status]} word={M.rounds.statuses[row.status]} />
          {row.reprintNeeded && <StatusWord tone="attention" word={M.rounds.reprintNeeded} />}
        </>
      ),
    },
    { key: 'walkers', title: M.rounds.walkers, cell: walkerWords },
    { key: 'done', title: M.rounds.progress, cell: (row) => M.rounds.done(row.visited, row.doors) },
    {
      key: 'acts',
      title: M.rounds.acts,
      cell: (row) =>
        open && (
          <div className="row-actions">
            {mayChange && row.checkedOutAt === null && row.returnedAt === null && (
              <Button onPress={() => onAsk(row)}>{M.rounds.ask}</Button>
            )}
            <a className="y-button" href={`#/rounds/paper/${row.number}`}>
              {M.rounds.enter}
            </a>
            {row.returnedAt === null && <Button onPress={() => giveBack(row)}>{M.rounds.returned}</Button>}
          </div>
        ),
    },
  ]
}

function walkerWords(sheet: SheetLine): string {
  if (sheet.walkers.length === 0) return M.rounds.nobody
  return sheet.walkers.map((one) => (one.accepted ? one.name : M.rounds.asked(one.name))).join('、')
}
