import type { Values } from '@yimi/contract/form-answer.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import type { Question, QuestionPanelDynamicModel, SurveyModel } from 'survey-core'

/** What the form model says to an answer. `faulty` are paths as in `AnswerFault`. */
export type ModelVerdict = { accepted: boolean; values: Values; faulty: readonly string[] }

/** The library is three megabytes of source: read when the first answer comes, not when the server starts. */
export function loadModel(): Promise<typeof import('survey-core')> {
  return import('survey-core')
}

/**
 * Asks the form model about an answer without hidden values: is each of them shown, is nothing missing or wrong, and does
 * the model keep the very same when the form is finished? A fresh model each time: one that is used again keeps the number
 * of entries that somebody else's answer had.
 */
export async function askModel(form: Form, values: Values): Promise<ModelVerdict> {
  const model = newModel(await loadModel(), form)
  model.data = structuredClone(values)
  const verdict = finish(model)
  model.dispose()
  return verdict
}

export function newModel({ SurveyModel: Model }: typeof import('survey-core'), form: Form): SurveyModel {
  const model = new Model(form)
  model.clearInvisibleValues = 'onHidden'
  model.textUpdateMode = 'onTyping'
  return model
}

/** Checks all of it, finishes whether it is right or not, and says what is left. */
export function finish(model: SurveyModel): ModelVerdict {
  model.validate(true)
  const faulty = model.getAllQuestions(true).flatMap((question) => faultyPaths(question))
  model.doComplete(true)
  return { accepted: faulty.length === 0, values: structuredClone(model.data), faulty }
}

function faultyPaths(question: Question): string[] {
  const own = question.errors.length > 0 ? [question.name] : []
  if (question.getType() !== 'paneldynamic') return own
  const { panels } = question as QuestionPanelDynamicModel
  return [
    ...own,
    ...panels.flatMap((panel, place) =>
      panel.questions
        .filter((one) => one.isVisible && one.errors.length > 0)
        .map((one) => `${question.name}[${place}].${one.name}`),
    ),
  ]
}
