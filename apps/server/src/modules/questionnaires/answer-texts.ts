import { commentName } from '@yimi/contract/form-answer.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import type { CodableTextFamily, CodableTexts } from '#modules/coding/coding.ts'
import { unitsAbove } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { answersById, answersWithWords } from './answer-queries.ts'
import { openWords } from './open-words.ts'
import { findVersion, publishedVersions, type VersionRow } from './questionnaire-queries.ts'

const FAMILY = 'answers'

type FreeQuestion = { readonly name: string; readonly title: string; readonly besideOther: string | null }

/** What was written to one question of one questionnaire, whatever its version: for two coders who may read the words. */
export const answerTexts: CodableTextFamily = {
  name: FAMILY,
  async all(context, orgId) {
    const orgIds = [orgId, ...(await unitsAbove(context.tx, orgId, context.today))]
    const newest = new Map<string, VersionRow>()
    for (const version of await publishedVersions(context.tx, orgIds))
      if (!newest.has(version.questionnaire_id)) newest.set(version.questionnaire_id, version)
    return [...newest.values()].flatMap((version) =>
      freeQuestions(version.form).map((question) => textsOf(version, question)),
    )
  },
  async called({ tx }, source) {
    const [, id = '', name = ''] = source.split(':')
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
    const version = await findVersion(tx, id, undefined)
    const question = version && freeQuestions(version.form).find((one) => one.name === name)
    return version && question && textsOf(version, question)
  },
}

/** Groups are left out: what one wrote about each of several is no one text. */
function freeQuestions(form: Form): FreeQuestion[] {
  return form.pages
    .flatMap((page) => page.elements)
    .flatMap((question): FreeQuestion[] => {
      const { name, title, type } = question
      if (type === 'comment' || (type === 'text' && question.inputType === 'text'))
        return [{ name, title, besideOther: null }]
      if ((type === 'radiogroup' || type === 'checkbox') && question.showOtherItem)
        return [{ name: commentName(name), title: `${title}（${question.otherText}）`, besideOther: name }]
      return []
    })
}

function textsOf({ questionnaire_id: questionnaireId, form }: VersionRow, question: FreeQuestion): CodableTexts {
  return {
    source: `${FAMILY}:${questionnaireId}:${question.name}`,
    label: `${form.title}：${question.title}`,
    mayRead: ({ actor }, orgId) => covers(scopeOf(actor, 'answer.words'), actor, { orgId }),
    list: ({ tx }, which) => answersWithWords(tx, { ...which, questionnaireId, ...question }),
    async words(context, ids) {
      const words = await openWords(context, await answersById(context.tx, ids))
      return new Map(
        [...words].flatMap(([id, { values }]) => {
          const text = values[question.name]
          return typeof text === 'string' && text !== '' ? [[id, text] as const] : []
        }),
      )
    },
  }
}
