import { judgeAnswer } from '@yimi/contract/form-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import { expect, test } from 'vitest'
import { faultsIn, stepsOf } from './survey-draft.ts'

const form = Form.parse({
  title: '问卷',
  pages: [
    {
      name: 's1',
      elements: [
        { type: 'boolean', name: 'alone', title: '独居？', isRequired: true },
        { type: 'boolean', name: 'bell', title: '装铃？', visibleIf: '{alone} = true' },
      ],
    },
    {
      name: 's2',
      elements: [
        {
          type: 'paneldynamic',
          name: 'kids',
          title: '孩子',
          minPanelCount: 1,
          templateElements: [{ type: 'text', name: 'age', title: '几岁', inputType: 'number', isRequired: true }],
        },
      ],
    },
  ],
})
const names = (values: object, oneEach: boolean) =>
  stepsOf(judgeAnswer(form, { ...values }), oneEach).map((step) => step.map((one) => one.path).join())

test('a section a page, or a question a page; what is not asked makes no page', () => {
  expect(names({}, false)).toEqual(['alone', 'kids'])
  expect(names({ alone: true }, false)).toEqual(['alone,bell', 'kids'])
  expect(names({ alone: true }, true)).toEqual(['alone', 'bell', 'kids'])
})

test('a fault within a group belongs to the page of the group', () => {
  const judged = judgeAnswer(form, {})
  const [first, second] = stepsOf(judged, true).map((step) => faultsIn(step, judged.faults).map((one) => one.path))
  expect(first).toEqual(['alone'])
  expect(second).toEqual(['kids[0].age'])
})
