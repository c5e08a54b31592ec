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
import { buildLink, buildQuestionnaire, LONG_AGO, surveyForm } from '#modules/questionnaires/questionnaires-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const settings = { identity: 'anonymous' as const, oncePerPerson: false, keepDays: 365 }

async function make(world: AccessWorld, published = true): Promise<{ id: string }> {
  const head = await world.by('station-head', 'station')
  return { id: await buildQuestionnaire(head, world.orgs.station, { published }) }
}

function answerBody() {
  return { id: newId(), version: 1, answeredAt: '2026-01-05T02:00:00.000Z', values: { alone: 'no' } }
}

async function makeAnswer(world: AccessWorld): Promise<{ id: string; answerId: string }> {
  const { id } = await make(world)
  const body = { ...answerBody(), orgId: world.orgs.station, channel: 'telephone' as const }
  await (await world.by('station-head', 'station')).get(enterAnswer, { params: { id }, body })
  return { id, answerId: body.id }
}

async function makeLink(world: AccessWorld): Promise<{ id: string }> {
  const head = await world.by('station-head', 'station')
  const { id } = await make(world)
  await buildLink(head, id, world.orgs.station)
  const { links } = await head.get(getQuestionnaire, { params: { id } })
  return { id: links[0]?.id ?? '' }
}

async function makeToken(world: AccessWorld): Promise<string> {
  const { id } = await make(world)
  return buildLink(await world.by('station-head', 'station'), id, world.orgs.station)
}

export const QUESTIONNAIRE_CASES: readonly AccessCase[] = [
  accessCase(listQuestionnaires, {}, async (world) => ({ input: {}, canary: (await make(world)).id })),
  accessCase(createQuestionnaire, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, title: '问卷', settings } },
  })),
  accessCase(importQuestionnaire, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, text: JSON.stringify(surveyForm), settings } },
  })),
  accessCase(getQuestionnaire, {}, async (world) => ({ input: { params: await make(world) } })),
  accessCase(saveQuestionnaireDraft, {}, async (world) => ({
    input: { params: await make(world, false), body: { revision: 2, form: surveyForm, settings } },
  })),
  accessCase(publishQuestionnaire, {}, async (world) => ({
    input: { params: await make(world, false), body: { revision: 2, closeEarlier: false } },
  })),
  accessCase(closeQuestionnaire, {}, async (world) => ({
    input: { params: await make(world), body: { closed: true } },
  })),
  accessCase(getQuestionnaireVersion, {}, async (world) => ({
    input: { params: { ...(await make(world)), version: 1 } },
  })),
  accessCase(makeQuestionnaireLink, {}, async (world) => ({
    input: {
      params: await make(world),
      body: { orgId: world.orgs.station, kind: 'link' as const, opensOn: LONG_AGO, closesOn: null },
    },
  })),
  accessCase(endQuestionnaireLink, {}, async (world) => ({ input: { params: await makeLink(world) } })),
  accessCase(printLinkPoster, {}, async (world) => ({ input: { params: await makeLink(world) } })),
  accessCase(printQuestionnaire, {}, async (world) => ({
    input: { params: await make(world), body: { version: 1, orgId: world.orgs.station } },
  })),
  accessCase(getPublicQuestionnaire, {}, async (world) => ({ input: { params: { token: await makeToken(world) } } })),
  accessCase(answerPublicQuestionnaire, {}, async (world) => ({
    input: { params: { token: await makeToken(world) }, body: answerBody() },
  })),
  accessCase(withdrawPublicAnswer, {}, async (world) => {
    const body = answerBody()
    await world.installation.anonymous.get(answerPublicQuestionnaire, {
      params: { token: await makeToken(world) },
      body,
    })
    return { input: { params: { id: body.id } } }
  }),
  accessCase(enterAnswer, {}, async (world) => ({
    input: {
      params: await make(world),
      body: { ...answerBody(), orgId: world.orgs.station, channel: 'paper' as const },
    },
  })),
  accessCase(listAnswers, {}, async (world) => ({ input: { params: { id: (await makeAnswer(world)).id } } })),
  accessCase(getAnswer, {}, async (world) => ({ input: { params: { id: (await makeAnswer(world)).answerId } } })),
  accessCase(withdrawAnswer, {}, async (world) => ({ input: { params: { id: (await makeAnswer(world)).answerId } } })),
  accessCase(countAnswers, {}, async (world) => ({ input: { params: { id: (await makeAnswer(world)).id } } })),
  accessCase(exportAnswers, {}, async (world) => ({
    input: {
      params: { id: (await makeAnswer(world)).id },
      body: { version: 1, format: 'csv' as const, withWords: false, reason: '例行整理' },
    },
  })),
  accessCase(listMyAnswers, {}, () => ({ input: {} })),
  accessCase(withdrawMyAnswer, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
]
