import { asksComment, commentName, isShown, judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { faultWords } from '@yimi/contract/form-fault-words.ts'
import type { AnswerFault } from '@yimi/contract/form-values.ts'
import { chosenOf, lookOf, textOf, withChosen, withComment, withText } from '@yimi/contract/form-view.ts'
import type { Form, GroupQuestion, SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { FormQuestion } from '@yimi/ui/form-question.tsx'
import { M } from '../../messages.ts'

const T = M.questionnaires.enter

/** A whole form on one page: asked by telephone, and tried out while it is built. Drawn as on a telephone. */
export function FormFill(props: {
  form: Form
  values: Values
  faults: readonly AnswerFault[]
  onValues: (values: Values) => void
}) {
  const { form, values, faults, onValues } = props
  const { shown } = judgeAnswer(form, values)
  return (
    <>
      {form.pages.map((page, place) => {
        const questions = shown.filter((one) => one.section === place && !one.within)
        if (questions.length === 0) return null
        return (
          <section key={page.name}>
            {page.title && <h3>{page.title}</h3>}
            {page.description && <p>{page.description}</p>}
            {questions.map(({ question, path }) =>
              question.type === 'paneldynamic' ? (
                <GroupFill key={path} group={question} values={values} faults={faults} onValues={onValues} />
              ) : (
                <QuestionFill
                  key={path}
                  question={question}
                  values={values}
                  fault={faults.find((fault) => fault.path === path)}
                  onValues={onValues}
                />
              ),
            )}
          </section>
        )
      })}
    </>
  )
}

function QuestionFill(props: {
  question: SimpleQuestion
  values: Values
  fault: AnswerFault | undefined
  onValues: (values: Values) => void
}) {
  const { question, values, onValues } = props
  const comment = asksComment(question, values[question.name])
    ? {
        label: T.comment,
        text: textOf(values, commentName(question.name)),
        onChange: (text: string) => onValues(withComment(question, values, text)),
      }
    : undefined
  return (
    <FormQuestion
      name={question.name}
      title={question.title || M.questionnaires.builder.untitled}
      hint={question.description}
      optional={question.isRequired ? T.must : ''}
      fault={props.fault && faultWords(props.fault)}
      {...lookOf(question)}
      chosen={chosenOf(question, values)}
      text={textOf(values, question.name)}
      comment={comment}
      dateHint={T.dateHint}
      onChosen={(chosen) => onValues(withChosen(question, values, chosen))}
      onText={(text) => onValues(withText(question, values, text))}
    />
  )
}

function GroupFill(props: {
  group: GroupQuestion
  values: Values
  faults: readonly AnswerFault[]
  onValues: (values: Values) => void
}) {
  const { group, values, faults } = props
  const given = Array.isArray(values[group.name]) ? (values[group.name] as Values[]) : []
  const more = Array.from({ length: Math.max(0, group.minPanelCount - given.length) }, () => ({}))
  const entries: Values[] = [...given, ...more]
  const put = (next: readonly Values[]) => props.onValues({ ...values, [group.name]: next })
  const own = faults.find((fault) => fault.path === group.name)
  return (
    <section>
      <h3>{group.title || M.questionnaires.builder.untitled}</h3>
      {own && <p className="y-field__fault">{faultWords(own)}</p>}
      {entries.map((entry, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their place
        <section className="card" key={place} aria-label={T.entry(place + 1)}>
          <h4>{group.templateTitle || T.entry(place + 1)}</h4>
          {group.templateElements
            .filter((question) => isShown(question.visibleIf, values, entry))
            .map((question) => (
              <QuestionFill
                key={question.name}
                question={question}
                values={entry}
                fault={faults.find((fault) => fault.path === `${group.name}[${place}].${question.name}`)}
                onValues={(changed) => put(entries.map((one, at) => (at === place ? changed : one)))}
              />
            ))}
          {entries.length > group.minPanelCount && (
            <Button kind="quiet" onPress={() => put(entries.filter((_one, at) => at !== place))}>
              {T.remove(place + 1)}
            </Button>
          )}
        </section>
      ))}
      {entries.length < group.maxPanelCount && <Button onPress={() => put([...entries, {}])}>{T.add}</Button>}
    </section>
  )
}
