import { CallError } from '@yimi/contract/client.ts'
import type { QuestionnaireDetail, QuestionnaireLine, QuestionnaireSettings } from '@yimi/contract/questionnaire.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Field, TextField } from '@yimi/ui/field.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useQuestionnaireActs, useQuestionnaires } from './questionnaires-api.ts'
import { FIRST_SETTINGS, SettingsFields } from './settings-fields.tsx'

const T = M.questionnaires

export function QuestionnairesPage() {
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<'new' | 'file'>()
  const list = useQuestionnaires(offset)
  const mayChange = useMay('questionnaire.change')
  const actions = mayChange && (
    <>
      <Button onPress={() => setOpen('file')}>{T.importFile}</Button>
      <Button kind="main" onPress={() => setOpen('new')}>
        {T.add}
      </Button>
    </>
  )
  return (
    <Page title={T.title} lead={T.lead} actions={actions}>
      <QueryView query={list} isEmpty={(data) => data.total === 0} emptyWords={T.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={T.title} rows={data.items} columns={COLUMNS} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open && <NewDialog fromFile={open === 'file'} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

const COLUMNS: Column<QuestionnaireLine>[] = [
  {
    key: 'title',
    title: T.name,
    head: true,
    cell: (row) => <a href={`#/questionnaires/${row.id}`}>{row.title}</a>,
  },
  { key: 'org', title: T.org, cell: (row) => row.orgName },
  { key: 'version', title: T.results.version, cell: (row) => T.version(row.version) },
  { key: 'state', title: T.state, cell: (row) => <QuestionnaireState line={row} /> },
  { key: 'changed', title: T.changed, cell: (row) => dayTime(row.changedAt) },
]

export function QuestionnaireState({ line }: { line: QuestionnaireLine }) {
  if (line.closed) return <StatusWord tone="quiet" word={T.states.closed} />
  return line.version === 0 ? (
    <StatusWord tone="waiting" word={T.states.draft} />
  ) : (
    <StatusWord tone="done" word={T.states.open} />
  )
}

type NewValues = {
  orgId: string | null
  title: string
  text: string
  fileName: string
  settings: QuestionnaireSettings
}

function NewDialog(props: { fromFile: boolean; onClose: () => void }) {
  const acts = useQuestionnaireActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: NewValues = { orgId: null, title: '', text: '', fileName: '', settings: FIRST_SETTINGS }
  async function make({ title, text, settings, ...picked }: NewValues, key: string) {
    const orgId = picked.orgId ?? first
    if (!orgId) return
    const made: QuestionnaireDetail = props.fromFile
      ? await acts.importFile({ orgId, text, settings }, key).catch(withEachFault)
      : await acts.create({ orgId, title, settings }, key)
    window.location.hash = `#/questionnaires/${made.id}/edit`
  }
  return (
    <FormDialog
      title={props.fromFile ? T.importFile : T.add}
      submitWords={T.create}
      initial={initial}
      ready={(values) =>
        (values.orgId ?? first) !== null && (props.fromFile ? values.text !== '' : values.title.trim() !== '')
      }
      onSubmit={make}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          {props.fromFile ? (
            <>
              <p>{T.importLead}</p>
              <FileField onText={(text, fileName) => change({ text, fileName })} />
            </>
          ) : (
            <TextField
              name="title"
              label={T.name}
              hint={T.nameHint}
              maxLength={80}
              value={values.title}
              onChange={(title) => change({ title })}
              {...fault('title')}
            />
          )}
          <OrganisationPick value={values.orgId ?? first} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <SettingsFields
            settings={values.settings}
            identityFixed={false}
            onChange={(settings) => change({ settings })}
          />
        </>
      )}
    </FormDialog>
  )
}

function FileField({ onText }: { onText: (text: string, fileName: string) => void }) {
  return (
    <Field label={T.chooseFile}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void file.text().then((text) => onText(text, file.name))
          }}
        />
      )}
    </Field>
  )
}

/** All that is not supported, one under the other, in the place of the one sentence. */
function withEachFault(cause: unknown): never {
  if (cause instanceof CallError && cause.problem.faults)
    throw new CallError({
      ...cause.problem,
      detail: [cause.problem.title, ...cause.problem.faults.map((fault) => fault.message)].join('\n'),
    })
  throw cause
}
