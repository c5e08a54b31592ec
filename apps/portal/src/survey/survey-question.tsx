import { asksComment, commentName, type Values } from '@yimi/contract/form-answer.ts'
import { faultWords } from '@yimi/contract/form-fault-words.ts'
import type { AnswerFault } from '@yimi/contract/form-values.ts'
import { chosenOf, lookOf, textOf, withChosen, withComment, withText } from '@yimi/contract/form-view.ts'
import type { SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import { FormQuestion } from '@yimi/ui/form-question.tsx'
import { useSurveyMessages } from '../words/use-survey-messages.ts'

/** One question as it stands with these values. */
export function SurveyQuestion(props: {
  question: SimpleQuestion
  values: Values
  fault: AnswerFault | undefined
  onValues: (values: Values) => void
}) {
  const words = useSurveyMessages()
  const { question, values, onValues } = props
  const look = lookOf(question)
  const comment = asksComment(question, values[question.name])
    ? {
        label: words.comment,
        text: textOf(values, commentName(question.name)),
        onChange: (text: string) => onValues(withComment(question, values, text)),
      }
    : undefined
  return (
    <FormQuestion
      name={question.name}
      title={question.title}
      hint={question.description}
      optional={question.isRequired ? words.must : ''}
      fault={props.fault && faultWords(props.fault)}
      {...look}
      chosen={chosenOf(question, values)}
      text={textOf(values, question.name)}
      comment={comment}
      dateHint={words.dateHint}
      onChosen={(chosen) => onValues(withChosen(question, values, chosen))}
      onText={(text) => onValues(withText(question, values, text))}
    />
  )
}
