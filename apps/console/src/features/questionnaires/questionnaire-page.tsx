import { useParams } from '@tanstack/react-router'
import { writeFormFile } from '@yimi/contract/form-file.ts'
import type { QuestionnaireDetail, VersionLine } from '@yimi/contract/questionnaire.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { saveFile } from '../../components/save-file.ts'
import { dayTime } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { LinkList } from './link-list.tsx'
import { printPaper, useQuestionnaire, useQuestionnaireActs } from './questionnaires-api.ts'
import { QuestionnaireState } from './questionnaires-page.tsx'

const T = M.questionnaires

export function QuestionnairePage() {
  const { id } = useParams({ strict: false })
  const query = useQuestionnaire(id ?? '')
  return <QueryView query={query}>{(data) => <Questionnaire questionnaire={data} />}</QueryView>
}

function Questionnaire({ questionnaire }: { questionnaire: QuestionnaireDetail }) {
  const [closing, setClosing] = useState(false)
  const acts = useQuestionnaireActs()
  const { id, closed, mayChange } = questionnaire
  const running = questionnaire.version > 0 && !closed
  const mayEnter = useMay('answer.enter')
  const mayCount = useMay('answer.count')
  return (
    <Page
      title={questionnaire.title}
      lead={`${questionnaire.orgName} · ${T.identities[questionnaire.identity]}`}
      back={{ href: '#/questionnaires', words: T.back }}
    >
      <div className="acts">
        <QuestionnaireState line={questionnaire} />
        {mayChange && <ButtonLink href={`#/questionnaires/${id}/edit`}>{T.edit}</ButtonLink>}
        {running && mayEnter && <ButtonLink href={`#/questionnaires/${id}/ask`}>{T.askNow}</ButtonLink>}
        {running && mayEnter && <ButtonLink href={`#/questionnaires/${id}/paper`}>{T.typeIn}</ButtonLink>}
        {questionnaire.version > 0 && mayCount && (
          <ButtonLink href={`#/questionnaires/${id}/answers`}>{T.answers}</ButtonLink>
        )}
        <Button
          onPress={() =>
            saveFile(`${questionnaire.title}.json`, 'application/json', writeFormFile(questionnaire.draft))
          }
        >
          {T.file}
        </Button>
        {mayChange && questionnaire.version > 0 && (
          <Button onPress={() => setClosing(true)}>{closed ? T.open : T.close}</Button>
        )}
      </div>
      {questionnaire.version > 0 && <PaperToPrint questionnaire={questionnaire} />}
      <h2>{T.links}</h2>
      <LinkList questionnaire={questionnaire} mayMake={running && mayEnter} />
      <h2>{T.versions}</h2>
      {questionnaire.versions.length === 0 ? (
        <p>{T.noVersions}</p>
      ) : (
        <Records
          caption={T.versions}
          rows={questionnaire.versions}
          columns={VERSION_COLUMNS}
          rowKey={(row) => String(row.version)}
        />
      )}
      {closing && (
        <FormDialog
          title={closed ? T.open : T.close}
          submitWords={closed ? T.open : T.close}
          initial={{}}
          onSubmit={() => acts.close(id, !closed)}
          onClose={() => setClosing(false)}
        >
          {() => <p>{T.closeLead}</p>}
        </FormDialog>
      )}
    </Page>
  )
}

/** In the name of the unit that hands it out. */
function PaperToPrint({ questionnaire: { id, version } }: { questionnaire: QuestionnaireDetail }) {
  const first = useMyOrganisations()[0]?.id ?? null
  const [picked, setPicked] = useState<string | null>(null)
  const orgId = picked ?? first
  return (
    <>
      <h2>{T.onPaper}</h2>
      <p className="quiet">{T.onPaperLead}</p>
      <OrganisationPick value={orgId} onPick={setPicked} />
      {orgId && <PrintPaper key={orgId} words={T.printPaper} make={() => printPaper(id, version, orgId)} />}
    </>
  )
}

const VERSION_COLUMNS: Column<VersionLine>[] = [
  { key: 'version', title: T.results.version, head: true, cell: (row) => T.version(row.version) },
  { key: 'note', title: T.note, cell: (row) => row.note || '—' },
  { key: 'by', title: T.publishedBy, cell: (row) => row.publishedBy },
  { key: 'at', title: T.publishedAt, cell: (row) => dayTime(row.publishedAt) },
  { key: 'state', title: T.state, cell: (row) => T.versionState(row.closedAt !== null) },
]
