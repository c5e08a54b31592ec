import { expect, test } from 'vitest'
import { paperForm } from './form-codes.ts'
import { formatCondition, parseCondition } from './form-conditions.ts'
import { Form } from './questionnaire-form.ts'

const form = Form.parse({
  title: '问卷',
  pages: [
    {
      name: 's1',
      elements: [
        {
          type: 'checkbox',
          name: 'help',
          title: '要什么？',
          choices: [
            { value: 'meal', text: '送餐' },
            { value: 'hair', text: '理发' },
          ],
          showOtherItem: true,
          showNoneItem: true,
        },
        { type: 'rating', name: 'mood', title: '满意吗？', visibleIf: "{help} contains 'meal' or {help} empty" },
        {
          type: 'paneldynamic',
          name: 'kids',
          title: '孩子',
          maxPanelCount: 2,
          templateElements: [
            { type: 'text', name: 'age', title: '几岁', inputType: 'number' },
            { type: 'boolean', name: 'school', title: '上学？', visibleIf: '{panel.age} >= 6 and {mood} <> 5' },
          ],
        },
      ],
    },
  ],
})

test('on paper questions and choices have codes, and conditions are words', () => {
  const [help, mood, kids] = paperForm(form, 3).sections[0]?.questions ?? []
  expect(help?.options.map((one) => `${one.code} ${one.text}`)).toEqual(['1 送餐', '2 理发', '3 其他', '0 以上都没有'])
  expect(mood).toMatchObject({ code: '2', condition: '第 1 题选了「送餐」，或者第 1 题没有回答时回答', lines: 0 })
  expect(kids?.group?.times).toBe(2)
  expect(kids?.group?.questions.map((one) => [one.code, one.lines, one.condition])).toEqual([
    ['3.1', 1, ''],
    ['3.2', 0, '第 3.1 题不小于 6 ，并且第 2 题不是「5」时回答'],
  ])
})

test.each(["{a} = 'x'", "{panel.a} anyof ['x', 'y'] and {b} notempty", '{n} >= -2.5 or {n} empty or {yes} = true'])(
  'a condition reads back as it was written: %s',
  (text) => {
    const condition = parseCondition(text)
    expect(condition && formatCondition(condition)).toBe(text)
  },
)

test.each([
  'alert(1)',
  "{a} = 'x' and {b} = 'y' or {c} = 'z'",
  "({a} = 'x')",
  '{a} = {b}',
  "{a} = 'X y'",
  "iif({a} = 'x', 1, 0)",
  "{a} anyof 'x'",
  `{a} = '${'x'.repeat(40)}'`,
  Array.from({ length: 6 }, () => "{a} = 'x'").join(' and '),
  `{a} = ${'9'.repeat(5000)}`,
])('no other expression is understood: %s', (text) => {
  expect(parseCondition(text)).toBeUndefined()
})
