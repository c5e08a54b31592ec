import { optionsOf } from '@yimi/contract/form-codes.ts'
import { type Clause, type Condition, formatCondition, parseCondition } from '@yimi/contract/form-conditions.ts'
import { OPERATORS } from '@yimi/contract/form-faults.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField } from '@yimi/ui/field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import type { Earlier } from './builder-state.ts'

const T = M.questionnaires.builder
const MOST = 5

/** «Only if …», picked from earlier questions and their answers; nobody writes an expression. */
export function ConditionFields(props: {
  visibleIf: string
  earlier: readonly Earlier[]
  onChange: (visibleIf: string) => void
}) {
  const { earlier, onChange } = props
  const condition = parseCondition(props.visibleIf) ?? { join: 'and' as const, clauses: [] }
  const put = (next: Condition) => onChange(formatCondition(next))
  const [first] = earlier
  if (!first) return <p className="y-field__hint">{T.noEarlier}</p>
  const setAt = (at: number, clause: Clause) =>
    put({ ...condition, clauses: condition.clauses.map((one, place) => (place === at ? clause : one)) })
  return (
    <fieldset className="builder__condition">
      <legend className="y-field__label">{T.condition}</legend>
      {condition.clauses.length === 0 ? <p>{T.always}</p> : <p>{T.onlyIf}</p>}
      {condition.clauses.map((clause, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no other name than their place
        <div className="builder__row" key={place}>
          <ClauseFields clause={clause} earlier={earlier} onChange={(changed) => setAt(place, changed)} />
          <Button
            kind="quiet"
            onPress={() => put({ ...condition, clauses: condition.clauses.filter((_one, at) => at !== place) })}
          >
            {T.removeClause}
          </Button>
        </div>
      ))}
      {condition.clauses.length > 1 && (
        <SelectField
          name="join"
          label={T.join}
          value={condition.join}
          choices={(['and', 'or'] as const).map((value) => ({ value, label: T.joins[value] }))}
          onChange={(join) => put({ ...condition, join: join === 'or' ? 'or' : 'and' })}
        />
      )}
      {condition.clauses.length < MOST && (
        <Button onPress={() => put({ ...condition, clauses: [...condition.clauses, firstClause(first)] })}>
          {condition.clauses.length === 0 ? T.onlyIf : T.addClause}
        </Button>
      )}
    </fieldset>
  )
}

function ClauseFields(props: { clause: Clause; earlier: readonly Earlier[]; onChange: (clause: Clause) => void }) {
  const { clause, earlier, onChange } = props
  const about = earlier.find((one) => one.question.name === clause.question)
  return (
    <>
      <SelectField
        name="question"
        label={T.conditionOf}
        value={clause.question}
        choices={earlier.map(({ question }) => ({ value: question.name, label: question.title || T.untitled }))}
        onChange={(name) => {
          const picked = earlier.find((one) => one.question.name === name)
          if (picked) onChange(firstClause(picked))
        }}
      />
      {about && (
        <SelectField
          name="operator"
          label={T.conditionIs}
          value={clause.operator}
          choices={operatorsOf(about).map((value) => ({ value, label: T.operators[value] }))}
          onChange={(picked) => {
            const operator = operatorsOf(about).find((one) => one === picked)
            if (operator) onChange(clauseWith(about, operator))
          }}
        />
      )}
      {about && <ValueField clause={clause} about={about} onChange={onChange} />}
    </>
  )
}

function ValueField(props: { clause: Clause; about: Earlier; onChange: (clause: Clause) => void }) {
  const { clause, about, onChange } = props
  if (clause.value === undefined) return null
  const options = optionsOf(about.question).map(({ value, text }) => ({ value: String(value), label: text || '—' }))
  if (typeof clause.value === 'object')
    return (
      <PickManyField
        label={T.conditionValue}
        values={clause.value}
        options={options}
        onPick={(value) => value.length > 0 && onChange({ ...clause, value })}
      />
    )
  if (about.question.type === 'text')
    return (
      <NumberField
        name="value"
        label={T.conditionValue}
        value={Number(clause.value)}
        max={1e9}
        onNumber={(value) => onChange({ ...clause, value: value ?? 0 })}
      />
    )
  return (
    <SelectField
      name="value"
      label={T.conditionValue}
      value={String(clause.value)}
      choices={options}
      onChange={(picked) => {
        const value = optionsOf(about.question).find((one) => String(one.value) === picked)?.value
        if (value !== undefined) onChange({ ...clause, value })
      }}
    />
  )
}

function operatorsOf({ question }: Earlier): readonly Clause['operator'][] {
  return OPERATORS[question.type === 'text' && question.inputType === 'number' ? 'number' : question.type]
}

function firstClause(about: Earlier): Clause {
  const [operator = 'notempty'] = operatorsOf(about)
  return clauseWith(about, operator)
}

function clauseWith({ question, inGroup }: Earlier, operator: Clause['operator']): Clause {
  const clause = { question: question.name, inGroup, operator }
  if (operator === 'empty' || operator === 'notempty') return clause
  const first = optionsOf(question)[0]?.value ?? (question.type === 'text' ? 0 : '')
  return { ...clause, value: operator === 'anyof' ? [String(first)] : first }
}
