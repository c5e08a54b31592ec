import type { Order } from '@yimi/contract/order.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { type ReactNode, useState } from 'react'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { RevealDialog } from '../people/reveal-dialog.tsx'
import { useServices } from '../services/services-api.ts'
import { isOverdue } from './order-tones.ts'

const W = M.orders.page
type Fact = readonly [name: string, value: ReactNode]

/** Who, what, when and who answers for it. */
export function OrderFacts({ order }: { order: Order }) {
  return (
    <div className="order-facts">
      <WhoCard order={order} />
      <WhatCard order={order} />
      <FactCard title={W.answerable} facts={answerableFacts(order)} />
      <FactCard title={W.when} facts={whenFacts(order)} />
    </div>
  )
}

function FactCard(props: { title: string; facts: readonly Fact[]; children?: ReactNode }) {
  return (
    <section className="card">
      <h2>{props.title}</h2>
      <dl className="facts">
        {props.facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {props.children}
    </section>
  )
}

function answerableFacts({ answerable, dueAt }: Order): Fact[] {
  const who = answerable && (
    <>
      <strong>{answerable.name}</strong>{' '}
      {answerable.telephone ? (
        <a href={`tel:${answerable.telephone}`}>{W.call(answerable.telephone)}</a>
      ) : (
        <span className="quiet">{W.noTelephone}</span>
      )}
    </>
  )
  const due = dueAt && (
    <>
      {spokenTime(dueAt)} {isOverdue(dueAt) && <StatusWord tone="failed" word={M.orders.overdue} />}
    </>
  )
  return [
    [M.orders.columns.answerable, who ?? W.noAnswerable],
    [W.due, due ?? W.noDue],
  ]
}

/** Numbers stay masked; they are opened on the person's own record, with a reason. */
function WhoCard({ order }: { order: Order }) {
  const [open, setOpen] = useState(false)
  const mayRead = useMay('person.read')
  const mayReveal = useMay('person.reveal')
  const person = <a href={`#/people/${order.personId}`}>{order.personName}</a>
  const facts: Fact[] = [
    [M.people.fields.name, mayRead ? person : order.personName],
    [M.people.fields.door, order.door || W.none],
    [W.contact, order.contactMasked || (order.silent ? W.kinAlone : W.usualContact)],
    ...(order.channel === 'trigger' ? [] : [[W.onBehalf, order.onBehalf || W.himself] as const]),
  ]
  return (
    <FactCard title={W.who} facts={facts}>
      {mayReveal && <Button onPress={() => setOpen(true)}>{W.reveal}</Button>}
      {open && <RevealDialog person={{ id: order.personId, name: order.personName }} onClose={() => setOpen(false)} />}
    </FactCard>
  )
}

function WhatCard({ order }: { order: Order }) {
  const skills = useServices(order.orgId).data?.skills ?? []
  const skillWords = order.skills.map((code) => skills.find((one) => one.code === code)?.label ?? code)
  const said = <span className="said">{order.words}</span>
  const risks = <strong className="said">{order.risks}</strong>
  const facts: Fact[] = [
    [M.orders.columns.what, order.serviceName || M.orders.ownWords],
    [W.words, order.words ? said : W.none],
    [W.risks, order.risks ? risks : W.none],
    [W.persons, order.persons],
    [W.skills, skillWords.join('、') || W.none],
    [W.priority, W.priorityWords(order.priority)],
    ...lateFacts(order),
  ]
  return <FactCard title={W.what} facts={facts} />
}

function lateFacts(order: Order): Fact[] {
  const facts: Fact[] = []
  if (order.referredTo) facts.push([W.referredTo, order.referredTo])
  if (order.bounces > 0) facts.push([M.orders.moves.bounce, W.bounces(order.bounces)])
  if (order.mergedInto) facts.push([W.mergedInto, order.mergedInto])
  if (order.reviewOn) facts.push([W.reviewOn, order.reviewOn])
  if (order.confirmedBy) facts.push([W.confirmedBy, M.orders.confirmedBy[order.confirmedBy]])
  const rated = order.rating
  if (rated) facts.push([W.rating, `${W.score(rated.score)} ${rated.words}`])
  else if (order.confirmedBy && !order.silent) facts.push([W.rating, W.noRating])
  return facts
}

function whenFacts(order: Order): Fact[] {
  const range = (days: { from: string; until: string } | null) =>
    days ? M.orders.range(days.from, days.until) : W.anyTime
  return [
    [W.submittedAt, spokenTime(order.submittedAt)],
    [W.channel, M.orders.channels[order.channel]],
    [W.wished, range(order.wished)],
    ...(order.window ? ([[W.window, range(order.window)]] as const) : []),
  ]
}
