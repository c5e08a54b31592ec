import { type Form, kindOf, type Question, type QuestionKind } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { M } from '../../messages.ts'
import { addQuestion, changeQuestion, earlierThan, moveQuestion, removeQuestion } from './builder-state.ts'
import { ConditionFields } from './condition-fields.tsx'
import { QuestionFields } from './question-fields.tsx'

const T = M.questionnaires.builder
const KINDS = Object.keys(T.kinds) as QuestionKind[]

export type Building = {
  form: Form
  /** The question that is open for changes. */
  open: string
  onOpen: (name: string) => void
  onForm: (form: Form) => void
}

/** A question folded to one line, or open with everything that can be said of it. */
export function QuestionCard(props: {
  question: Question
  code: string
  building: Building
  faults: readonly string[]
}) {
  const { question, building } = props
  const { form, onForm } = building
  const open = building.open === question.name
  const title = question.title || T.untitled
  return (
    <li className={open ? 'card builder__question builder__question--open' : 'card builder__question'}>
      <div className="card__head">
        {open ? (
          <h3>{`${props.code}. ${T.kinds[kindOf(question)]}`}</h3>
        ) : (
          <Button
            kind="quiet"
            label={`${props.code}. ${T.openQuestion(title)}`}
            onPress={() => building.onOpen(question.name)}
          >
            {`${props.code}. ${title}`}
          </Button>
        )}
        <span className="builder__kind">{open ? '' : T.kinds[kindOf(question)]}</span>
        <div className="row-actions">
          <Button label={`${T.up} ${title}`} onPress={() => onForm(moveQuestion(form, question.name, -1))}>
            ↑
          </Button>
          <Button label={`${T.down} ${title}`} onPress={() => onForm(moveQuestion(form, question.name, 1))}>
            ↓
          </Button>
          <Button label={`${T.remove} ${title}`} onPress={() => onForm(removeQuestion(form, question.name))}>
            {T.remove}
          </Button>
        </div>
      </div>
      {props.faults.map((fault) => (
        <p className="y-field__fault" key={fault}>
          {fault}
        </p>
      ))}
      {open && <OpenQuestion question={question} building={building} />}
      {question.type === 'paneldynamic' && <GroupQuestions group={question} code={props.code} building={building} />}
    </li>
  )
}

function OpenQuestion({ question, building }: { question: Question; building: Building }) {
  const put = (changed: Question) => building.onForm(changeQuestion(building.form, question.name, () => changed))
  return (
    <>
      <TextField
        name="title"
        label={T.question}
        value={question.title}
        maxLength={200}
        onChange={(title) => put({ ...question, title })}
      />
      <TextField
        name="description"
        label={T.about}
        value={question.description}
        maxLength={300}
        onChange={(description) => put({ ...question, description })}
      />
      <CheckField
        label={T.required}
        checked={question.isRequired}
        onCheck={(isRequired) => put({ ...question, isRequired })}
      />
      <QuestionFields question={question} put={put} />
      <ConditionFields
        visibleIf={question.visibleIf}
        earlier={earlierThan(building.form, question.name)}
        onChange={(visibleIf) => put({ ...question, visibleIf })}
      />
    </>
  )
}

function GroupQuestions(props: { group: Question & { type: 'paneldynamic' }; code: string; building: Building }) {
  const { group, building } = props
  return (
    <>
      <ol className="builder__list">
        {group.templateElements.map((one, place) => (
          <QuestionCard
            key={one.name}
            question={one}
            code={`${props.code}.${place + 1}`}
            building={building}
            faults={[]}
          />
        ))}
      </ol>
      <AddButtons
        words={T.addInGroup}
        kinds={KINDS.filter((kind) => kind !== 'paneldynamic')}
        building={building}
        to={{ group: group.name }}
      />
    </>
  )
}

/** One button a kind, in plain words. */
export function AddButtons(props: {
  words: string
  kinds?: readonly QuestionKind[]
  building: Building
  to: { section: number } | { group: string }
}) {
  const { form, onForm, onOpen } = props.building
  function add(kind: QuestionKind) {
    const next = addQuestion(form, kind, props.to)
    const before = JSON.stringify(form)
    onForm(next)
    const added = next.pages
      .flatMap((page) => page.elements)
      .flatMap((one) => (one.type === 'paneldynamic' ? [one, ...one.templateElements] : [one]))
      .find((one) => !before.includes(`"name":"${one.name}"`))
    if (added) onOpen(added.name)
  }
  return (
    <fieldset className="builder__add">
      <legend>{props.words}</legend>
      {(props.kinds ?? KINDS).map((kind) => (
        <Button key={kind} onPress={() => add(kind)}>
          {T.kinds[kind]}
        </Button>
      ))}
    </fieldset>
  )
}
