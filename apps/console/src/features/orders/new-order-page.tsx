import { newKey } from '@yimi/contract/client.ts'
import type { submitOrder } from '@yimi/contract/order-desk.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { faultsByField, problemWords } from '../../components/problem-words.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'
import { DangerNumbers } from './danger-numbers.tsx'
import { bodyOf, emptyOrder, isReady, type NewOrderForm, type NewOrderValues } from './new-order-values.ts'
import { WhatFields } from './new-order-what.tsx'
import { WhoFields } from './new-order-who.tsx'
import { useOrderActs } from './orders-api.ts'

const W = M.orderEntry.newOrder
type Saved = RouteAnswer<typeof submitOrder>
/** For whoever answers the telephone, types in paper or stands at a door: writes an order down while somebody speaks. */
export function NewOrderPage() {
  const organisations = useMyOrganisations()
  const { me } = useSession()
  const [saved, setSaved] = useState<Saved>()
  const walking = me.assignments.some((one) => one.role === 'grid-worker')
  const first = organisations.find((one) => one.level === 'station') ?? organisations[0]
  return (
    <Page title={W.title} lead={W.lead} back={{ href: '#/orders', words: M.orders.back }}>
      {saved && <SavedView saved={saved} onAnother={() => setSaved(undefined)} />}
      {!saved &&
        (first ? (
          <EntryForm initial={emptyOrder(first.id, walking ? 'grid-worker' : 'phone')} onSaved={setSaved} />
        ) : (
          <LoadingState words={M.state.loading} />
        ))}
    </Page>
  )
}

function EntryForm(props: { initial: NewOrderValues; onSaved: (saved: Saved) => void }) {
  const acts = useOrderActs()
  const [values, setValues] = useState(props.initial)
  const [key, setKey] = useState(newKey)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const faults = faultsByField(fault)
  const ready = isReady(values)
  const form: NewOrderForm = {
    values,
    change: (part) => {
      setKey(newKey())
      setValues((now) => ({ ...now, ...part }))
    },
    fault: (name) => (faults[name] ? { fault: faults[name] } : {}),
  }
  async function save() {
    if (busy || !ready) return
    setBusy(true)
    setFault(undefined)
    await acts.submit(bodyOf(values), key).then(props.onSaved, setFault)
    setBusy(false)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void save()
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
  }
  return (
    <form className="new-order" onSubmit={submit} onKeyDown={press} noValidate>
      {values.urgent && (
        <DangerNumbers title={W.dangerTitle} lead={W.dangerBefore} telephones={M.orders.danger.telephones} />
      )}
      <WhoFields form={form} />
      <WhatFields form={form} />
      <div className="new-order__end">
        {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
        <Button kind="main" submit busy={busy || !ready}>
          {W.save}
        </Button>
      </div>
    </form>
  )
}

/** The number to be told; where there is danger, the telephones first. */
function SavedView({ saved, onAnother }: { saved: Saved; onAnother: () => void }) {
  const { order, emergency } = saved
  return (
    <>
      {emergency && <DangerNumbers title={W.dangerTitle} lead={W.dangerLead} telephones={emergency.telephones} />}
      <Notice
        kind="done"
        title={W.saved(order.number)}
        spoken
        actions={
          <div className="acts">
            <Button kind="main" onPress={onAnother}>
              {W.another}
            </Button>
            <ButtonLink href={`#/orders/${order.id}`}>{W.open}</ButtonLink>
          </div>
        }
      >
        <p>{order.answerable ? W.savedLead(order.answerable.name, order.answerable.telephone) : W.savedNobody}</p>
      </Notice>
    </>
  )
}
