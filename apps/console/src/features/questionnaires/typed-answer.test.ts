import { judgeAnswer } from '@yimi/contract/form-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import { expect, test } from 'vitest'
import { lineFault, nextAsked, type TypedLine } from './typed-answer.ts'

const form = Form.parse({
  title: '问卷',
  pages: [
    {
      name: 's1',
      elements: [
        {
          type: 'radiogroup',
          name: 'alone',
          title: '独居？',
          isRequired: true,
          choices: [
            { value: 'yes', text: '是' },
            { value: 'no', text: '否' },
          ],
        },
        { type: 'boolean', name: 'bell', title: '装铃？', visibleIf: "{alone} = 'yes'" },
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
        {
          type: 'paneldynamic',
          name: 'kids',
          title: '孩子',
          templateElements: [{ type: 'text', name: 'age', title: '几岁', inputType: 'number', max: 18 }],
        },
        { type: 'text', name: 'born', title: '生日', inputType: 'date' },
      ],
    },
  ],
})

/** Types the sheet from the top and says what was asked for. */
function typeIn(texts: readonly string[]) {
  const lines: TypedLine[] = []
  const codes: string[] = []
  for (const text of texts) {
    const { asked } = nextAsked(form, lines)
    if (!asked) break
    codes.push(asked.code)
    expect(lineFault(form, asked, text), `${asked.code} ${text}`).toBeUndefined()
    lines.push({ path: asked.path, text })
  }
  const { asked, values } = nextAsked(form, lines)
  return { codes, done: asked === undefined, values }
}

test('codes, enter, the next one: what is not asked is passed over, a group goes on while there is one more', () => {
  const { codes, done, values } = typeIn(['2', '13 修灯', '1', '7', '1', '３', '', '20190105'])
  expect(codes).toEqual(['1', '3', '4', '4.1', '4', '4.1', '4', '5'])
  expect(done).toBe(true)
  const whole = {
    alone: 'no',
    help: ['meal', 'other'],
    'help-Comment': '修灯',
    kids: [{ age: 7 }, { age: 3 }],
    born: '2019-01-05',
  }
  expect(values).toEqual(whole)
  expect(judgeAnswer(form, values)).toMatchObject({ faults: [], values: whole })
  expect(typeIn(['1', '1', '0', '', '']).values).toEqual({ alone: 'yes', bell: true, help: ['none'] })
})

test('what does not fit says what to type', () => {
  const { asked } = nextAsked(form, [])
  if (!asked) throw new Error('nothing is asked')
  expect(lineFault(form, asked, '3')).toBe('没有这个编号，请输入 1、2')
  expect(lineFault(form, asked, '')).toBe('这一题需要回答')
  expect(lineFault(form, asked, '是')).toBe('请输入编号 1、2')
})
