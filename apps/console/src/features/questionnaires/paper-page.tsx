import { useParams } from '@tanstack/react-router'
import type { AnswerValues } from '@yimi/contract/answer-values.ts'
import { judgeAnswer } from '@yimi/contract/form-answer.ts'
import { newUuid } from '@yimi/contract/new-uuid.ts'
import type { QuestionnaireDetail } from '@yimi/contract/questionnaire.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { faultsByField, problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useAnswerActs } from './answers-api.ts'
import { PaperLines } from './paper-lines.tsx'
import { useQuestionnaire, useVersion } from './questionnaires-api.ts'
import { nextAsked, type TypedLine } from './typed-answer.ts'

const T = M.questionnaires.paper

export function PaperPage() {
  const { id } = useParams({ strict: false })
  const questionnaire = useQuestionnaire(id ?? '')
  return <QueryView query={questionnaire}>{(data) => <OfNewest questionnaire={data} />}</QueryView>
}

function OfNewest({ questionnaire }: { questionnaire: QuestionnaireDetail }) {
  const [version, setVersion] = useState(questionnaire.version)
  const query = useVersion(questionnaire.id, version)
  const back = { href: `#/questionnaires/${questionnaire.id}`, words: M.questionnaires.toOne }
  const open = questionnaire.versions.filter((one) => one.closedAt === null)
  return (
    <Page title={T.title} lead={`${questionnaire.title} · ${T.lead}`} back={back}>
      {open.length > 1 && (
        <label className="search-line">
          {M.questionnaires.results.versionPick}
          <select className="y-input" value={version} onChange={(event) => setVersion(Number(event.target.value))}>
            {open.map((one) => (
              <option key={one.version} value={one.version}>
                {M.questionnaires.version(one.version)}
              </option>
            ))}
          </select>
        </label>
      )}
      <QueryView query={query}>
        {(data) => (
          <Typing
            key={version}
            questionnaireId={questionnaire.id}
            form={data.form}
            version={version}
            named={data.identity === 'named'}
          />
        )}
      </QueryView>
    </Page>
  )
}

type Sheet = { id: string; name: string | undefined; lines: TypedLine[] }
const newSheet = (): Sheet => ({ id: newUuid(), name: undefined, lines: [] })

/** One sheet after the other; a sheet is sent with the last enter, and stays until the server has it. */
function Typing(props: { questionnaireId: string; form: Form; version: number; named: boolean }) {
  const { form, version } = props
  const first = useMyOrganisations()[0]?.id ?? null
  const [picked, setPicked] = useState<string | null>(null)
  const orgId = picked ?? first
  const [sheet, setSheet] = useState(newSheet)
  const [done, setDone] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const { enter } = useAnswerActs()

  async function send() {
    if (busy || !orgId) return
    setBusy(true)
    setFault(undefined)
    try {
      const judged = judgeAnswer(form, nextAsked(form, sheet.lines).values)
      const answer = {
        id: sheet.id,
        version,
        answeredAt: new Date().toISOString(),
        values: judged.values as AnswerValues,
      }
      const receipt = await enter(props.questionnaireId, { ...answer, orgId, channel: 'paper', name: sheet.name ?? '' })
      setDone((before) => [...before, receipt.number])
      setSheet(newSheet())
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  const last = done[done.length - 1]
  return (
    <>
      <OrganisationPick value={orgId} onPick={setPicked} />
      <p role="status">
        {T.count(done.length)}
        {last ? ` · ${T.last(last)}` : ''}
      </p>
      {fault !== undefined && (
        <Notice kind="failed" title={Object.values(faultsByField(fault))[0] ?? problemWords(fault)} spoken />
      )}
      <PaperLines
        key={sheet.id}
        form={form}
        needsName={props.named && sheet.name === undefined}
        lines={sheet.lines}
        busy={busy}
        onName={(name) => setSheet({ ...sheet, name })}
        onLines={(lines) => {
          setFault(undefined)
          setSheet({ ...sheet, lines })
        }}
        onSend={() => void send()}
        onAgain={() => setSheet(newSheet())}
      />
    </>
  )
}
