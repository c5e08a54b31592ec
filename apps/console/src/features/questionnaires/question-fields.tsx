import { type Question, type SimpleQuestion, TEXT_PATTERNS } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { M } from '../../messages.ts'
import { freeName } from './builder-state.ts'

const T = M.questionnaires.builder
type Put = (question: Question) => void
type OfType<T extends Question['type']> = Extract<Question, { type: T }>

/** What one kind of question has besides its words. */
export function QuestionFields({ question, put }: { question: Question; put: Put }) {
  switch (question.type) {
    case 'radiogroup':
    case 'checkbox':
      return <ChoiceFields question={question} put={put} />
    case 'boolean':
      return (
        <div className="builder__row">
          <Words label={T.yes} value={question.labelTrue} onWords={(labelTrue) => put({ ...question, labelTrue })} />
          <Words label={T.no} value={question.labelFalse} onWords={(labelFalse) => put({ ...question, labelFalse })} />
        </div>
      )
    case 'rating':
      return <RatingFields question={question} put={put} />
    case 'text':
      return <TextFields question={question} put={put} />
    case 'comment':
      return <LengthFields question={question} put={put} />
    case 'paneldynamic':
      return (
        <div className="builder__row">
          <NumberField
            name="groupMin"
            label={T.groupMin}
            value={question.minPanelCount}
            max={20}
            onNumber={(count) => put({ ...question, minPanelCount: count ?? 0 })}
          />
          <NumberField
            name="groupMax"
            label={T.groupMax}
            value={question.maxPanelCount}
            min={1}
            max={20}
            onNumber={(count) => put({ ...question, maxPanelCount: count ?? 20 })}
          />
        </div>
      )
  }
}

function Words(props: { label: string; value: string; onWords: (words: string) => void }) {
  return <TextField name="words" label={props.label} value={props.value} maxLength={20} onChange={props.onWords} />
}

function ChoiceFields({ question, put }: { question: OfType<'radiogroup' | 'checkbox'>; put: Put }) {
  const { choices } = question
  const setText = (at: number, text: string) =>
    put({ ...question, choices: choices.map((one, place) => (place === at ? { ...one, text } : one)) })
  return (
    <>
      {choices.map((choice, place) => (
        <div className="builder__option" key={choice.value}>
          <TextField
            name={choice.value}
            label={T.option(place + 1)}
            value={choice.text}
            maxLength={100}
            onChange={(text) => setText(place, text)}
          />
          <Button
            kind="quiet"
            label={T.removeOption(place + 1)}
            onPress={() => put({ ...question, choices: choices.filter((one) => one !== choice) })}
          >
            {T.remove}
          </Button>
        </div>
      ))}
      <Button
        onPress={() => {
          const value = freeName('c', new Set(choices.map((one) => one.value)))
          put({ ...question, choices: [...choices, { value, text: '' }] })
        }}
      >
        {T.addOption}
      </Button>
      <CheckField
        label={T.other}
        checked={question.showOtherItem}
        onCheck={(showOtherItem) => put({ ...question, showOtherItem })}
      />
      <CheckField
        label={T.none}
        checked={question.showNoneItem}
        onCheck={(showNoneItem) => put({ ...question, showNoneItem })}
      />
      {question.type === 'checkbox' && <CountFields question={question} put={put} />}
    </>
  )
}

function CountFields({ question, put }: { question: OfType<'checkbox'>; put: Put }) {
  const [count] = question.validators
  const set = (min: number | null, max: number | null) => {
    const bounds = { ...(min ? { minCount: min } : {}), ...(max ? { maxCount: max } : {}) }
    put({ ...question, validators: min || max ? [{ type: 'answercount', ...bounds }] : [] })
  }
  const [least, most] = [count?.minCount ?? null, count?.maxCount ?? null]
  return (
    <div className="builder__row">
      <NumberField name="least" label={T.least} value={least} max={30} onNumber={(next) => set(next, most)} />
      <NumberField name="most" label={T.most} value={most} max={30} onNumber={(next) => set(least, next)} />
    </div>
  )
}

function RatingFields({ question, put }: { question: OfType<'rating'>; put: Put }) {
  return (
    <div className="builder__row">
      <NumberField
        name="rateMax"
        label={T.rateMax}
        value={question.rateMax}
        min={2}
        max={10}
        onNumber={(rateMax) => put({ ...question, rateMax: rateMax ?? 5 })}
      />
      <Words
        label={T.minWords}
        value={question.minRateDescription}
        onWords={(minRateDescription) => put({ ...question, minRateDescription })}
      />
      <Words
        label={T.maxWords}
        value={question.maxRateDescription}
        onWords={(maxRateDescription) => put({ ...question, maxRateDescription })}
      />
    </div>
  )
}

function TextFields({ question, put }: { question: OfType<'text'>; put: Put }) {
  if (question.inputType === 'date') return null
  if (question.inputType === 'number') {
    const { min, max, ...rest } = question
    const set = (low: unknown, high: unknown) =>
      put({
        ...rest,
        ...(typeof low === 'number' ? { min: low } : {}),
        ...(typeof high === 'number' ? { max: high } : {}),
      })
    const of = (bound: unknown) => (typeof bound === 'number' ? bound : null)
    return (
      <div className="builder__row">
        <NumberField name="min" label={T.min} value={of(min)} max={1e9} onNumber={(low) => set(low, max)} />
        <NumberField name="max" label={T.max} value={of(max)} max={1e9} onNumber={(high) => set(min, high)} />
      </div>
    )
  }
  const used = question.validators.find((one) => one.type === 'regex')
  const patterns = Object.entries(TEXT_PATTERNS).map(([value, { label }]) => ({ value, label }))
  const value = Object.entries(TEXT_PATTERNS).find(([, one]) => one.regex === used?.regex)?.[0] ?? ''
  return (
    <SelectField
      name="pattern"
      label={T.pattern}
      value={value}
      choices={[{ value: '', label: T.noPattern }, ...patterns]}
      onChange={(picked) => {
        const pattern = Object.entries(TEXT_PATTERNS).find(([name]) => name === picked)?.[1]
        const validators = pattern ? [{ type: 'regex' as const, regex: pattern.regex, text: pattern.text }] : []
        put({ ...question, validators })
      }}
    />
  )
}

function LengthFields({ question, put }: { question: OfType<'comment'> & SimpleQuestion; put: Put }) {
  const [length] = question.validators
  const set = (least: number, most: number | null) =>
    put({
      ...question,
      validators: least > 0 || most ? [{ type: 'text', minLength: least, ...(most ? { maxLength: most } : {}) }] : [],
    })
  const [least, most] = [length?.minLength || null, length?.maxLength ?? null]
  return (
    <div className="builder__row">
      <NumberField
        name="minLength"
        label={T.minLength}
        value={least}
        max={1000}
        onNumber={(next) => set(next ?? 0, most)}
      />
      <NumberField
        name="maxLength"
        label={T.maxLength}
        value={most}
        max={1000}
        onNumber={(next) => set(least ?? 0, next)}
      />
    </div>
  )
}
