import {
  closeQuestionnaire,
  createQuestionnaire,
  endQuestionnaireLink,
  getQuestionnaire,
  getQuestionnaireVersion,
  importQuestionnaire,
  listQuestionnaires,
  makeQuestionnaireLink,
  publishQuestionnaire,
  saveQuestionnaireDraft,
} from '@yimi/contract/questionnaire.ts'
import {
  answerPublicQuestionnaire,
  countAnswers,
  enterAnswer,
  exportAnswers,
  getAnswer,
  getPublicQuestionnaire,
  listAnswers,
  listMyAnswers,
  withdrawAnswer,
  withdrawMyAnswer,
  withdrawPublicAnswer,
} from '@yimi/contract/questionnaire-answer.ts'
import { printLinkPoster, printQuestionnaire } from '@yimi/contract/questionnaire-paper.ts'
import { defineCodableTextFamily } from '#modules/coding/coding.ts'
import { defineStatisticSeriesFamily } from '#modules/statistics/statistics.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { answerSeries } from './answer-series.ts'
import { answerTexts } from './answer-texts.ts'
import { close, create, importFile, publish, saveDraft } from './change-questionnaires.ts'
import { enter, withdraw } from './enter-answers.ts'
import { exportAll } from './export-answers.ts'
import { letWordsGo } from './let-words-go.ts'
import { end, makeLink } from './links.ts'
import { defineAnswerPart, list as listMine, withdraw as withdrawMine } from './my-answers.ts'
import { print, printPoster } from './print-paper.ts'
import { answer, show, type TelephoneOf, withdraw as withdrawPublic } from './public-answers.ts'
import { count, list as listAll, read } from './read-answers.ts'
import { detailOf, getReadable, list, readVersion } from './read-questionnaires.ts'

export { acceptAnswer, type GivenAnswer } from './accept-answer.ts'
export { type AnswerInSight, answerInSight } from './answer-in-sight.ts'
export { readCounts } from './count-answers.ts'
export { type FormToAsk, formToAsk, isTaken, openForm, readableVersion } from './form-to-ask.ts'
export { getUsable } from './links.ts'

/** Forms and their versions, the ways in which they are asked, and the answers. */
export function questionnaireOperations(services: Services, telephoneOf: TelephoneOf): Operation[] {
  services.jobs.hourly.set('questionnaires', () => letWordsGo(services))
  defineAnswerPart()
  defineCodableTextFamily(answerTexts)
  defineStatisticSeriesFamily(answerSeries)
  return [...formOperations(), ...paperOperations(services, telephoneOf), ...answerOperations(telephoneOf)]
}

function formOperations(): Operation[] {
  return [
    implement(listQuestionnaires, list),
    implement(createQuestionnaire, create),
    implement(importQuestionnaire, importFile),
    implement(getQuestionnaire, async (context, { params }) =>
      detailOf(context, (await getReadable(context, params.id)).id),
    ),
    implement(saveQuestionnaireDraft, saveDraft),
    implement(publishQuestionnaire, publish),
    implement(closeQuestionnaire, close),
    implement(getQuestionnaireVersion, readVersion),
    implement(makeQuestionnaireLink, makeLink),
    implement(endQuestionnaireLink, end),
  ]
}

function paperOperations({ printing }: Services, telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(printQuestionnaire, (context, input) => print(context, printing, telephoneOf, input)),
    implement(printLinkPoster, (context, input) => printPoster(context, printing, telephoneOf, input)),
  ]
}

function answerOperations(telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(getPublicQuestionnaire, (context, input) => show(context, telephoneOf, input)),
    implement(answerPublicQuestionnaire, answer),
    implement(withdrawPublicAnswer, withdrawPublic),
    implement(enterAnswer, enter),
    implement(listAnswers, listAll),
    implement(getAnswer, read),
    implement(withdrawAnswer, withdraw),
    implement(countAnswers, count),
    implement(exportAnswers, exportAll),
    implement(listMyAnswers, listMine),
    implement(withdrawMyAnswer, withdrawMine),
  ]
}
