import {
  createQuestionnaire,
  makeQuestionnaireLink,
  publishQuestionnaire,
  type QuestionnaireSettings,
  saveQuestionnaireDraft,
} from '@yimi/contract/questionnaire.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import type { TestCaller } from '../../testing/test-installation.ts'

export const LONG_AGO = '2020-01-01'

/** Lives alone → since when; children, one by one; a wish in words. */
export const surveyForm = Form.parse({
  title: '居民需求问卷',
  pages: [
    {
      name: 's1',
      title: '基本情况',
      elements: [
        {
          type: 'radiogroup',
          name: 'alone',
          title: '您是一个人住吗？',
          isRequired: true,
          choices: [
            { value: 'yes', text: '是' },
            { value: 'no', text: '不是' },
          ],
        },
        { type: 'boolean', name: 'bell', title: '要装呼叫铃吗？', isRequired: true, visibleIf: "{alone} = 'yes'" },
        {
          type: 'checkbox',
          name: 'help',
          title: '希望社区帮什么？',
          choices: [
            { value: 'meal', text: '送餐' },
            { value: 'hair', text: '理发' },
          ],
          showOtherItem: true,
          showNoneItem: true,
        },
      ],
    },
    {
      name: 's2',
      title: '孩子',
      elements: [
        {
          type: 'paneldynamic',
          name: 'kids',
          title: '每个孩子',
          maxPanelCount: 5,
          templateElements: [
            { type: 'text', name: 'age', title: '几岁', inputType: 'number', min: 0, max: 18, isRequired: true },
            { type: 'boolean', name: 'school', title: '上学了吗', visibleIf: '{panel.age} >= 6' },
          ],
        },
        { type: 'comment', name: 'wish', title: '还有什么想说的？' },
      ],
    },
  ],
})

/** A questionnaire, published unless it is said otherwise; answers its id. */
export async function buildQuestionnaire(
  caller: TestCaller,
  orgId: string,
  overrides: { settings?: Partial<QuestionnaireSettings>; form?: Form; published?: boolean } = {},
): Promise<string> {
  const settings = { identity: 'anonymous' as const, oncePerPerson: false, keepDays: 365, ...overrides.settings }
  const form = overrides.form ?? surveyForm
  const { id } = await caller.get(createQuestionnaire, { body: { orgId, title: form.title, settings } })
  const params = { id }
  await caller.get(saveQuestionnaireDraft, { params, body: { revision: 1, form, settings } })
  if (overrides.published ?? true)
    await caller.get(publishQuestionnaire, { params, body: { revision: 2, note: '', closeEarlier: false } })
  return id
}

/** A link of that unit; answers its token. */
export async function buildLink(
  caller: TestCaller,
  id: string,
  orgId: string,
  kind: 'link' | 'kiosk' = 'link',
): Promise<string> {
  const body = { orgId, kind, opensOn: LONG_AGO, closesOn: null }
  const { path } = await caller.get(makeQuestionnaireLink, { params: { id }, body })
  return path.split('/survey/')[1] ?? ''
}
