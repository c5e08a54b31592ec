import type { OrderState } from '@yimi/contract/order.ts'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { ORDER_TONES } from './order-tones.ts'
import { useOrderBoard } from './orders-api.ts'

const W = M.orders.board
type Column = NonNullable<ReturnType<typeof useOrderBoard>['data']>['columns'][number]

/** How many orders stand in each state and which clock runs out next; choosing a state narrows the table below. */
export function OrderBoard(props: {
  state: OrderState | undefined
  onChoose: (state: OrderState | undefined) => void
}) {
  const board = useOrderBoard()
  return (
    <QueryView query={board}>
      {(data) => (
        <fieldset className="order-board">
          <legend className="unseen">{W.title}</legend>
          {data.columns
            .filter((column) => column.count > 0 || column.state === props.state)
            .map((column) => (
              <BoardTile
                key={column.state}
                column={column}
                chosen={column.state === props.state}
                onPress={() => props.onChoose(column.state === props.state ? undefined : column.state)}
              />
            ))}
        </fieldset>
      )}
    </QueryView>
  )
}

function BoardTile({ column, chosen, onPress }: { column: Column; chosen: boolean; onPress: () => void }) {
  return (
    <button type="button" className="card order-board__tile" aria-pressed={chosen} onClick={onPress}>
      <StatusWord tone={ORDER_TONES[column.state]} word={M.orders.states[column.state]} />
      <span className="order-board__count">{W.count(column.count)}</span>
      {column.urgent > 0 && <StatusWord tone="failed" word={W.urgent(column.urgent)} />}
      {column.overdue > 0 && <StatusWord tone="attention" word={W.overdue(column.overdue)} />}
      {column.nextDueAt && (
        <span className="order-board__next">
          {W.next} <span className="nowrap">{spokenTime(column.nextDueAt)}</span>
        </span>
      )}
    </button>
  )
}
