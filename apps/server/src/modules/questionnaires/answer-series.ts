import { optionsOf } from '@yimi/contract/form-codes.ts'
import type { Form, Question, SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import {
  ALL,
  type Series,
  type SeriesCount,
  type SeriesDimension,
  type SeriesFamily,
} from '#modules/statistics/statistics.ts'
import { type ProfileRow, profileRows } from './answer-queries.ts'
import { publishedVersions, type VersionRow, versionById } from './questionnaire-queries.ts'

const FAMILY = 'questionnaire'
const UNIT = 'unit'
/** Leaves beside the codes of choices: shown and left empty, and never shown. */
const UNANSWERED = 'unanswered'
const NOT_ASKED = 'not-asked'

/**
 * Each published version, for those who may open no answer. One series for all its questions: their tables are of the same
 * people, and what one of them leaves out must not follow from another.
 */
export const answerSeries: SeriesFamily = {
  name: FAMILY,
  async all({ tx, scope, actor }) {
    const versions = await publishedVersions(tx, [...(scope?.orgs ?? []), ...actor.above])
    return versions.map(seriesOf)
  },
  async called({ tx }, name) {
    const [, id = ''] = name.split(':')
    const version = /^[0-9a-f-]{36}$/.test(id) ? await versionById(tx, id) : undefined
    return version && seriesOf(version)
  },
}

function seriesOf({ id, version, form }: VersionRow): Series {
  const questions = choiceQuestions(form)
  return {
    name: `${FAMILY}:${id}`,
    label: `${form.title}（第 ${version} 版）`,
    tables: [
      { name: 'answers', title: '收到的答卷', over: [UNIT] },
      ...questions.map(({ name, title }) => ({ name: `q-${name}`, title, over: [UNIT, `q-${name}`] })),
    ],
    async read({ tx }, which) {
      const rows = await profileRows(
        tx,
        id,
        questions.map((one) => one.name),
        which,
      )
      const counts = rows.map((row) => countOf(row, questions))
      const names = await orgNames(tx, which.orgs)
      const units = which.orgs.filter((org) => rows.some((row) => row.org_id === org))
      return {
        dimensions: [
          {
            ...{ name: UNIT, label: '单位', leaves: units },
            groups: [
              ...units.map((org) => ({ id: org, label: names.get(org) ?? '', leaves: [org] })),
              { id: ALL, label: '合计', leaves: units },
            ],
          },
          ...questions.map((question) => dimensionOf(question, counts)),
        ],
        counts,
        // How many were asked and did not answer stands in each table; beside it nothing of the same people is told.
        base: [],
        dependent: true,
      }
    },
  }
}

/** Each answer takes one choice of them, some, or none; of a group everybody has another number of entries. */
function choiceQuestions(form: Form): SimpleQuestion[] {
  return form.pages
    .flatMap((page) => page.elements)
    .flatMap((question: Question) =>
      question.type !== 'paneldynamic' && optionsOf(question).length > 0 ? [question] : [],
    )
}

function countOf(row: ProfileRow, questions: readonly SimpleQuestion[]): SeriesCount {
  const leaves = questions.map((question) => [`q-${question.name}`, leafOf(question, row)] as const)
  return { month: row.month, leaves: { [UNIT]: row.org_id, ...Object.fromEntries(leaves) }, count: row.answers }
}

/** The codes that were chosen, several as «1+3»: who chose the same is one leaf. */
function leafOf(question: SimpleQuestion, { choices, asked }: ProfileRow): string {
  const value = choices[question.name]
  const chosen: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  const codes = optionsOf(question).flatMap((option) => (chosen.includes(option.value) ? [option.code] : []))
  if (codes.length > 0) return codes.join('+')
  return asked[question.name] ? UNANSWERED : NOT_ASKED
}

/** Whoever was asked is the whole of it: choices (several may be chosen) and those who left it empty. */
function dimensionOf(question: SimpleQuestion, counts: readonly SeriesCount[]): SeriesDimension {
  const name = `q-${question.name}`
  const leaves = [...new Set(counts.flatMap((one) => one.leaves[name] ?? []))].sort()
  return {
    ...{ name, label: question.title, leaves },
    groups: [
      ...optionsOf(question).map(({ code, text }) => ({
        ...{ id: code, label: text },
        leaves: leaves.filter((leaf) => leaf.split('+').includes(code)),
      })),
      { id: UNANSWERED, label: '没有回答', leaves: leaves.filter((leaf) => leaf === UNANSWERED) },
      { id: ALL, label: '问到的人', leaves: leaves.filter((leaf) => leaf !== NOT_ASKED) },
    ],
  }
}
