import { Form } from '@yimi/contract/questionnaire-form.ts'
import { expect, test } from 'vitest'
import { addQuestion, addSection, changeQuestion, earlierThan, moveQuestion, removeQuestion } from './builder-state.ts'

const empty = Form.parse({ title: '问卷', pages: [{ name: 's1', elements: [] }] })
const names = (form: Form) => form.pages.map((page) => page.elements.map((one) => one.name).join())

test('questions are added, changed, moved over the end of a section, and removed', () => {
  let form = addSection(addQuestion(addQuestion(empty, 'radiogroup', { section: 0 }), 'text', { section: 0 }))
  expect(names(form)).toEqual(['q1,q2', ''])
  form = changeQuestion(form, 'q2', (question) => ({ ...question, title: '几岁' }))
  expect(form.pages[0]?.elements[1]?.title).toBe('几岁')
  form = moveQuestion(form, 'q2', 1)
  expect(names(form)).toEqual(['q1', 'q2'])
  form = moveQuestion(moveQuestion(form, 'q2', -1), 'q2', -1)
  expect(names(form)).toEqual(['q2,q1', ''])
  expect(names(removeQuestion(form, 'q2'))).toEqual(['q1', ''])
  // A name that is free again is given again; one in use never.
  expect(names(addQuestion(form, 'date', { section: 1 }))).toEqual(['q2,q1', 'q3'])
})

test('within a group: its questions see those before them, the ones outside do not see in', () => {
  let form = addQuestion(addQuestion(empty, 'boolean', { section: 0 }), 'paneldynamic', { section: 0 })
  form = addQuestion(addQuestion(form, 'number', { group: 'q2' }), 'text', { group: 'q2' })
  form = addQuestion(form, 'comment', { section: 0 })
  const seen = (name: string) =>
    earlierThan(form, name).map((one) => `${one.inGroup ? 'panel.' : ''}${one.question.name}`)
  expect(seen('q4')).toEqual(['q1', 'panel.q3'])
  expect(seen('q5')).toEqual(['q1'])
  expect(names(moveQuestion(form, 'q4', -1))).toEqual(['q1,q2,q5'])
})
