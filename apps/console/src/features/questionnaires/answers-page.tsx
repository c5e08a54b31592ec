import { useParams, useSearch } from '@tanstack/react-router'
import { CHANNELS, type QuestionnaireDetail } from '@yimi/contract/questionnaire.ts'
import type { AnswerCounts, QuestionCount } from '@yimi/contract/questionnaire-answer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AnswerList } from './answer-list.tsx'
import { useAsked, useCounts } from './answers-api.ts'
import { AskedCountsView } from './asked-counts.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { useQuestionnaire } from './questionnaires-api.ts'

const T = M.questionnaires.results

export function AnswersPage() {
  const { id } = useParams({ strict: false })
  const questionnaire = useQuestionnaire(id ?? '')
  return <QueryView query={questionnaire}>{(data) => <Answers questionnaire={data} />}</QueryView>
}

function Answers({ questionnaire }: { questionnaire: QuestionnaireDetail }) {
  const [version, setVersion] = useState(questionnaire.version)
  const [taking, setTaking] = useState(false)
  const search = useSearch({ strict: false })
  const counts = useCounts(questionnaire.id, version)
  const asked = useAsked(questionnaire.id, version)
  const mayRead = useMay('answer.read')
  const mayTake = useMay('answer.export')
  return (
    <Page
      title={T.title}
      lead={`${questionnaire.title} · ${T.lead}`}
      back={{ href: `#/questionnaires/${questionnaire.id}`, words: M.questionnaires.toOne }}
      actions={mayTake && <Button onPress={() => setTaking(true)}>{T.take}</Button>}
    >
      {questionnaire.versions.length > 1 && (
        <SelectField
          name="version"
          label={T.versionPick}
          value={String(version)}
          choices={questionnaire.versions.map((one) => ({
            value: String(one.version),
            label: M.questionnaires.version(one.version),
          }))}
          onChange={(value) => setVersion(Number(value))}
        />
      )}
      <QueryView query={asked}>{(data) => <AskedCountsView counts={data} />}</QueryView>
      <QueryView query={counts}>{(data) => <Counts counts={data} />}</QueryView>
      {mayRead && <AnswerList questionnaireId={questionnaire.id} first={answerIn(search)} />}
      {taking && <ExportDialog questionnaireId={questionnaire.id} version={version} onClose={() => setTaking(false)} />}
    </Page>
  )
}

/** A need leads here with the answer it was heard from. */
function answerIn(search: Readonly<Record<string, unknown>>): string {
  return typeof search.answer === 'string' ? search.answer : ''
}

function Counts({ counts }: { counts: AnswerCounts }) {
  const channels = counts.byChannel.map(({ channel, count }) => `${CHANNELS[channel]} ${count}`).join('，')
  return (
    <>
      <p>
        <strong>{T.total(counts.answers)}</strong>
        {channels ? `（${T.channels}：${channels}）` : ''}
      </p>
      <Records
        caption={T.title}
        rows={counts.questions}
        columns={COUNT_COLUMNS}
        rowKey={(row) => `${row.group}.${row.name}`}
      />
    </>
  )
}

const COUNT_COLUMNS: Column<QuestionCount>[] = [
  { key: 'title', title: T.question, head: true, cell: (row) => `${row.group ? '　' : ''}${row.title}` },
  { key: 'asked', title: T.asked, figure: true, cell: (row) => row.asked },
  { key: 'answered', title: T.answered, figure: true, cell: (row) => row.answered },
  { key: 'not', title: T.notAnswered, figure: true, cell: (row) => row.notAnswered },
  { key: 'choices', title: T.choices, cell: (row) => <Choices question={row} /> },
]

function Choices({ question }: { question: QuestionCount }) {
  if (question.type === 'paneldynamic') return null
  if (question.options.length === 0 && question.mean === null)
    return question.type === 'comment' || question.type === 'text' ? T.words : null
  return (
    <ul className="questionnaire-choices">
      {question.mean !== null && <li>{T.mean(question.mean)}</li>}
      {question.options.map((option) => (
        <li key={option.value}>{`${option.text} ${T.share(option.count, question.asked)}`}</li>
      ))}
    </ul>
  )
}
