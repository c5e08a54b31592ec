import { isShown, type Values } from '@yimi/contract/form-answer.ts'
import { faultWords } from '@yimi/contract/form-fault-words.ts'
import type { AnswerFault } from '@yimi/contract/form-values.ts'
import type { GroupQuestion } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import { SurveyQuestion } from './survey-question.tsx'

/** The same few questions for each child, each person: one entry under the other. */
export function SurveyGroup(props: {
  group: GroupQuestion
  values: Values
  faults: readonly AnswerFault[]
  onValues: (values: Values) => void
}) {
  const words = useSurveyMessages()
  const { group, values, faults } = props
  const entries = entriesOf(values[group.name], group.minPanelCount)
  const own = faults.find((fault) => fault.path === group.name)
  function put(next: readonly Values[]) {
    const { [group.name]: _before, ...rest } = values
    props.onValues(next.length > 0 ? { ...rest, [group.name]: next } : rest)
  }
  return (
    <section>
      <h2 className="heading">{group.title}</h2>
      {group.description ? <p>{group.description}</p> : null}
      {own ? <p className="y-field__fault">{faultWords(own)}</p> : null}
      {entries.map((entry, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name than their place
        <section className="card" key={place} aria-label={words.entry(place + 1)}>
          <h3 className="card__title">{group.templateTitle || words.entry(place + 1)}</h3>
          {group.templateElements
            .filter((question) => isShown(question.visibleIf, values, entry))
            .map((question) => (
              <SurveyQuestion
                key={question.name}
                question={question}
                values={entry}
                fault={faults.find((fault) => fault.path === `${group.name}[${place}].${question.name}`)}
                onValues={(changed) => put(entries.map((one, at) => (at === place ? changed : one)))}
              />
            ))}
          {entries.length > group.minPanelCount ? (
            <Button kind="quiet" onPress={() => put(entries.filter((_one, at) => at !== place))}>
              {words.remove(place + 1)}
            </Button>
          ) : null}
        </section>
      ))}
      {entries.length < group.maxPanelCount ? (
        <Button onPress={() => put([...entries, {}])}>{words.add}</Button>
      ) : (
        <p>{words.most(group.maxPanelCount)}</p>
      )}
    </section>
  )
}

function entriesOf(value: unknown, least: number): Values[] {
  const given = Array.isArray(value) ? (value as Values[]) : []
  return [...given, ...Array.from({ length: Math.max(0, least - given.length) }, () => ({}))]
}
