import { createQuestionnaire, publishQuestionnaire, saveQuestionnaireDraft } from '@yimi/contract/questionnaire.ts'
import { enterAnswer, getAnswer } from '@yimi/contract/questionnaire-answer.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import type { Canary, World } from './canary.ts'

const form = Form.parse({
  title: '走访问卷',
  pages: [{ name: 's1', elements: [{ type: 'comment', name: 'wish', title: '还有什么想说的？' }] }],
})

/** Words of people in answers. */
export const QUESTIONNAIRE_CANARIES: readonly Canary[] = [
  {
    what: 'what somebody wrote in a questionnaire: an illness',
    words: '老伴确诊阿尔茨海默',
    plant: (world) => answer(world, { values: { wish: '老伴确诊阿尔茨海默，夜里走失过' } }),
  },
  {
    what: 'name of somebody who answered',
    words: '令狐问卷珩',
    plant: (world) => answer(world, { name: '令狐问卷珩' }),
  },
  {
    what: 'name of whoever spoke for him',
    words: '宇文代答萱',
    plant: (world) => answer(world, { teller: { name: '宇文代答萱', relation: 'child' } }),
  },
]

async function answer(
  { clerk, stationId }: World,
  given: { values?: { wish: string }; name?: string; teller?: { name: string; relation: 'child' } },
): Promise<void> {
  const settings = { identity: 'named' as const, oncePerPerson: false, keepDays: 365 }
  const { id } = await clerk.call(createQuestionnaire, { body: { orgId: stationId, title: form.title, settings } })
  const params = { id }
  await clerk.call(saveQuestionnaireDraft, { params, body: { revision: 1, form, settings } })
  await clerk.call(publishQuestionnaire, { params, body: { revision: 2, closeEarlier: false } })
  const sent = { id: crypto.randomUUID(), version: 1, answeredAt: new Date().toISOString(), values: {}, ...given }
  const channel = given.teller ? ('behalf' as const) : ('telephone' as const)
  await clerk.call(enterAnswer, { params, body: { name: '甲', ...sent, orgId: stationId, channel } })
  await clerk.call(getAnswer, { params: { id: sent.id } })
}
