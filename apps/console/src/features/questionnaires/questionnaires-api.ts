import { useQuery, useQueryClient } from '@tanstack/react-query'
import { newKey } from '@yimi/contract/client.ts'
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
} from '@yimi/contract/questionnaire.ts'
import { printLinkPoster, printQuestionnaire } from '@yimi/contract/questionnaire-paper.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const questionnairesKey = ['questionnaires'] as const

export function useQuestionnaires(offset: number) {
  return useQuery({
    queryKey: [...questionnairesKey, 'list', offset],
    queryFn: () => call(listQuestionnaires, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useQuestionnaire(id: string) {
  return useQuery({
    queryKey: [...questionnairesKey, id],
    queryFn: () => call(getQuestionnaire, { params: { id } }),
  })
}

/** The form of a version, which never changes. */
export function useVersion(id: string, version: number | undefined) {
  return useQuery({
    queryKey: [...questionnairesKey, id, 'version', version],
    queryFn: () => call(getQuestionnaireVersion, { params: { id, version: version ?? 0 } }),
    enabled: version !== undefined && version > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function printPaper(id: string, version: number, orgId: string) {
  return call(printQuestionnaire, { params: { id }, body: { version, orgId } })
}

export function printPosterOf(linkId: string) {
  return call(printLinkPoster, { params: { id: linkId } })
}

type Body<R> = RouteInput<R> extends { body: infer B } ? B : never

export function useQuestionnaireActs() {
  const queries = useQueryClient()
  const seen = () => queries.invalidateQueries({ queryKey: questionnairesKey })
  return {
    create: async (body: Body<typeof createQuestionnaire>, key: string) => {
      const made = await call(createQuestionnaire, { body }, { key })
      await seen()
      return made
    },
    importFile: async (body: Body<typeof importQuestionnaire>, key: string) => {
      const made = await call(importQuestionnaire, { body }, { key })
      await seen()
      return made
    },
    publish: async (id: string, body: Body<typeof publishQuestionnaire>, key: string) => {
      await call(publishQuestionnaire, { params: { id }, body }, { key })
      await seen()
    },
    close: async (id: string, closed: boolean) => {
      await call(closeQuestionnaire, { params: { id }, body: { closed } })
      await seen()
    },
    makeLink: async (id: string, body: Body<typeof makeQuestionnaireLink>, key: string) => {
      await call(makeQuestionnaireLink, { params: { id }, body }, { key })
      await seen()
    },
    endLink: async (linkId: string) => {
      await call(endQuestionnaireLink, { params: { id: linkId } }, { key: newKey() })
      await seen()
    },
    seen,
  }
}
