import { newKey } from '@yimi/contract/client.ts'
import type { OrderPlaceView } from '@yimi/contract/order.ts'
import type { Suggestion } from '@yimi/contract/order-place.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { PersonFind } from '../../components/person-find.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useOrderActs, useSuggestions } from './orders-api.ts'

const W = M.orders.suggestions

/** Who could be asked, each with its reasons and in no order of merit; asking is an offer that may be declined. */
export function SuggestionsDialog({ place, onClose }: { place: OrderPlaceView; onClose: () => void }) {
  const suggestions = useSuggestions(place.id)
  const acts = useOrderActs()
  const [fault, setFault] = useState<unknown>()
  const mayFind = useMay('volunteer.read')
  const ask = (personId: string) => {
    setFault(undefined)
    void acts.offer(place.id, personId, newKey()).then(onClose, setFault)
  }
  return (
    <Modal open title={W.title} footer={null} onCancel={onClose} closable={{ 'aria-label': M.act.close }}>
      <p className="second">{W.lead}</p>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={suggestions} isEmpty={(data) => data.items.length === 0} emptyWords={W.nothing}>
        {(data) => (
          <ul className="lines order-suggestions">
            {data.items.map((one) => (
              <SuggestionLine key={one.personId} suggestion={one} onAsk={() => ask(one.personId)} />
            ))}
          </ul>
        )}
      </QueryView>
      {mayFind && <AskAnother onAsk={ask} />}
    </Modal>
  )
}

function SuggestionLine({ suggestion, onAsk }: { suggestion: Suggestion; onAsk: () => void }) {
  const { name, reasons } = suggestion
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className="order-reasons">{reasons.join('；')}</span>
      </span>
      <Button label={W.askOf(name)} onPress={onAsk}>
        {W.ask}
      </Button>
    </li>
  )
}

function AskAnother({ onAsk }: { onAsk: (personId: string) => void }) {
  const [personId, setPersonId] = useState<string | null>(null)
  return (
    <div className="search-line">
      <PersonFind label={W.other} hint={W.otherHint} volunteers value={personId} onPick={setPersonId} />
      <Button busy={personId === null} onPress={() => personId && onAsk(personId)}>
        {W.ask}
      </Button>
    </div>
  )
}
