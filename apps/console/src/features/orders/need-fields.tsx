import { CANCEL_CODES, CONFIRMED_BY, type Order, REFUSAL_CODES, TRY_WAYS } from '@yimi/contract/order.ts'
import { OUTCOME_CODES, STARTED_BY } from '@yimi/contract/order-place.ts'
import { PROOF_KINDS } from '@yimi/contract/service.ts'
import { PROOF_LABELS } from '@yimi/contract/service-labels.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import type { ReactNode } from 'react'
import { labelOf } from '../../components/flow-words.ts'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { type Option, PickField, PickManyField } from '../../components/pick-field.tsx'
import { DayField, MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useServices } from '../services/services-api.ts'
import { AnswerablePick } from './answerable-pick.tsx'
import { mayBeSilent, type NeedName, type NeedValues } from './move-needs.ts'
import { OrderFind } from './order-find.tsx'

const W = M.orders.needs

type FieldProps = { move: string; order: Order; form: DialogForm<NeedValues> }

/** The field for one thing that a move asks for. */
export function NeedField({ name, ...rest }: FieldProps & { name: NeedName }) {
  return FIELDS[name](rest)
}

const FIELDS: Readonly<Record<NeedName, (props: FieldProps) => ReactNode>> = {
  words: ({ move, order, form: { values, change, fault } }) => (
    <TextAreaField
      name="words"
      label={W.wordsOf[move] ?? W.words}
      rows={3}
      maxLength={500}
      value={values.words}
      onChange={(words) => change({ words })}
      {...(mayBeSilent(move, order) ? { optional: M.act.optional } : {})}
      {...fault('words')}
    />
  ),
  body: ({ form: { values, change, fault } }) => (
    <TextField
      name="body"
      label={W.body}
      hint={W.bodyHint}
      maxLength={80}
      value={values.body}
      onChange={(body) => change({ body })}
      {...fault('body')}
    />
  ),
  reference: ({ form: { values, change, fault } }) => (
    <TextField
      name="reference"
      label={W.reference}
      optional={M.act.optional}
      maxLength={60}
      value={values.reference}
      onChange={(reference) => change({ reference })}
      {...fault('reference')}
    />
  ),
  receipt: ({ form: { values, change, fault } }) => (
    <TextField
      name="receipt"
      label={W.receipt}
      hint={W.receiptHint}
      maxLength={120}
      value={values.receipt}
      onChange={(receipt) => change({ receipt })}
      {...fault('receipt')}
    />
  ),
  code: ({ move, form }) => (
    <OneOf
      form={form}
      name="code"
      label={W.code}
      options={optionsOf(move === 'cancel' ? CANCEL_CODES : REFUSAL_CODES, M.orders.codes)}
    />
  ),
  way: ({ form }) => <OneOf form={form} name="way" label={W.way} options={optionsOf(TRY_WAYS, M.orders.ways)} />,
  by: ({ move, form }) => <OneOf form={form} name="by" label={W.byOf[move] ?? W.words} options={whoMaySay(move)} />,
  score: ({ form }) => (
    <OneOf
      form={form}
      name="score"
      label={W.score}
      options={['5', '4', '3', '2', '1'].map((value) => ({ value, label: M.orders.page.score(Number(value)) }))}
    />
  ),
  outcome: ({ form }) => (
    <OneOf form={form} name="outcome" label={W.outcome} options={optionsOf(OUTCOME_CODES, M.orders.outcomes)} />
  ),
  proof: ({ form }) => (
    <OneOf
      form={form}
      name="proof"
      label={W.proof}
      hint={W.proofHint}
      options={PROOF_KINDS.map((value) => ({ value, label: PROOF_LABELS[value].zh }))}
    />
  ),
  persons: ({ move, form: { values, change, fault } }) => (
    <NumberField
      name="persons"
      label={move === 'add-places' ? W.morePersons : W.persons}
      min={1}
      max={20}
      value={values.persons}
      onNumber={(persons) => change({ persons })}
      {...fault('persons')}
    />
  ),
  priority: ({ form: { values, change, fault } }) => (
    <NumberField
      name="priority"
      label={W.priority}
      max={9}
      value={values.priority}
      onNumber={(priority) => change({ priority })}
      {...fault('priority')}
    />
  ),
  skills: (props) => <SkillsField {...props} />,
  window: ({ form: { values, change, fault } }) => (
    <div className="field-row">
      <DayField
        label={W.from}
        value={values.window.from}
        onPick={(from) => change({ window: { from, until: from > values.window.until ? from : values.window.until } })}
        {...fault('window')}
      />
      <DayField
        label={W.until}
        value={values.window.until}
        onPick={(until) => change({ window: { ...values.window, until } })}
      />
    </div>
  ),
  slot: ({ form: { values, change, fault } }) => (
    <div className="field-row">
      <MomentField
        label={W.startsAt}
        value={values.slot.startsAt}
        onPick={(startsAt) => change({ slot: { ...values.slot, startsAt } })}
        {...fault('slot')}
      />
      <NumberField
        name="minutes"
        label={W.minutes}
        min={1}
        max={600}
        value={values.slot.minutes}
        onNumber={(minutes) => change({ slot: { ...values.slot, minutes } })}
      />
    </div>
  ),
  times: ({ move, form: { values, change, fault } }) => (
    <div className="field-row">
      <MomentField
        label={W.cameAt}
        {...(move === 'deliver' ? { hint: W.timesHint, optional: M.act.optional } : {})}
        value={values.times.from}
        onPick={(from) => change({ times: { ...values.times, from } })}
        {...fault('times')}
      />
      <MomentField
        label={W.leftAt}
        {...(move === 'deliver' ? { optional: M.act.optional } : {})}
        value={values.times.until}
        onPick={(until) => change({ times: { ...values.times, until } })}
      />
    </div>
  ),
  nobodyCame: ({ form }) => (
    <OneOf
      form={form}
      name="nobodyCame"
      label={W.nobodyCame}
      hint={W.nobodyCameHint}
      options={optionsOf(['no', 'yes'], W.cameOrNot)}
    />
  ),
  intoId: ({ order, form: { values, change, fault } }) => (
    <OrderFind
      label={W.intoId}
      hint={W.intoHint}
      not={order.id}
      value={values.intoId}
      onPick={(intoId) => change({ intoId })}
      {...fault('intoId')}
    />
  ),
  accountId: ({ order, form: { values, change, fault } }) => (
    <AnswerablePick
      label={W.accountId}
      orderId={order.id}
      value={values.accountId}
      onPick={(accountId) => change({ accountId })}
      {...fault('accountId')}
    />
  ),
  reviewOn: ({ form: { values, change, fault } }) => (
    <DayField
      label={W.reviewOn}
      value={values.reviewOn}
      onPick={(reviewOn) => change({ reviewOn })}
      {...fault('reviewOn')}
    />
  ),
}

function OneOf(props: {
  form: DialogForm<NeedValues>
  name: 'code' | 'way' | 'by' | 'score' | 'outcome' | 'proof' | 'nobodyCame'
  label: string
  hint?: string
  options: readonly Option[]
}) {
  const { form, name, label, hint, options } = props
  return (
    <PickField
      label={label}
      {...(hint ? { hint } : {})}
      value={form.values[name]}
      options={options}
      onPick={(value) => form.change({ [name]: value })}
      {...form.fault(name)}
    />
  )
}

function SkillsField({ order, form: { values, change, fault } }: FieldProps) {
  const services = useServices(order.orgId)
  const options = (services.data?.skills ?? []).map((one) => ({ value: one.code, label: one.label }))
  return (
    <PickManyField
      label={W.skills}
      optional={M.act.optional}
      values={values.skills}
      options={options}
      onPick={(skills) => change({ skills })}
      {...fault('skills')}
    />
  )
}

function whoMaySay(move: string): Option[] {
  if (move === 'start') return optionsOf(STARTED_BY, M.orders.started)
  const codes = CONFIRMED_BY.filter((one) => one !== 'automatic' && (move !== 'rate' || one !== 'grid-worker'))
  return optionsOf(codes, M.orders.confirmedBy)
}

function optionsOf(codes: readonly string[], labels: Readonly<Record<string, string>>): Option[] {
  return codes.map((value) => ({ value, label: labelOf(labels, value) }))
}
