import type { Form, Question } from '@yimi/contract/questionnaire-form.ts'
import type { Question as ModelQuestion, QuestionPanelDynamicModel, SurveyModel } from 'survey-core'

/** As a person does: each question in turn, and only what is shown. Says what was. */
export function fillIn(model: SurveyModel, form: Form, given: Readonly<Record<string, unknown>>): string[] {
  const shown: string[] = []
  for (const question of form.pages.flatMap((page) => page.elements)) {
    const asked = model.getQuestionByName(question.name)
    if (!asked.isVisible || !asked.page?.isVisible) continue
    shown.push(question.name)
    if (question.type === 'paneldynamic') shown.push(...fillGroup(asked, question, given[question.name]))
    else put(asked, question.name, given)
  }
  return shown
}

function fillGroup(asked: ModelQuestion, question: Question & { type: 'paneldynamic' }, given: unknown): string[] {
  const group = asked as QuestionPanelDynamicModel
  const entries = (given ?? []) as Record<string, unknown>[]
  while (group.panelCount < entries.length) group.addPanel()
  return group.panels.flatMap((panel, place) =>
    question.templateElements.flatMap(({ name }) => {
      const inner = panel.getQuestionByName(name)
      if (!inner.isVisible) return []
      put(inner, name, entries[place] ?? {})
      return [`${question.name}[${place}].${name}`]
    }),
  )
}

function put(asked: ModelQuestion, name: string, given: Readonly<Record<string, unknown>>): void {
  if (given[name] !== undefined) asked.value = given[name]
  const comment = given[`${name}-Comment`]
  if (comment !== undefined) asked.comment = comment as string
}
