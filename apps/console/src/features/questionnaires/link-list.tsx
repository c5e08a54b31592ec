import type { QuestionnaireDetail, QuestionnaireLink } from '@yimi/contract/questionnaire.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QrPicture } from '../../components/qr-picture.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { printPosterOf, useQuestionnaireActs } from './questionnaires-api.ts'

const T = M.questionnaires

export function LinkList({ questionnaire, mayMake }: { questionnaire: QuestionnaireDetail; mayMake: boolean }) {
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<QuestionnaireLink>()
  const [copied, setCopied] = useState('')
  const acts = useQuestionnaireActs()
  const columns: Column<QuestionnaireLink>[] = [
    { key: 'label', title: T.linkLabel, head: true, cell: (row) => row.label || '—' },
    { key: 'kind', title: T.linkKind, cell: (row) => T.linkKinds[row.kind] },
    { key: 'org', title: T.org, cell: (row) => row.orgName },
    { key: 'until', title: T.state, cell: (row) => (row.endedAt ? T.ended : T.until(row.closesOn)) },
    {
      key: 'act',
      title: T.actions,
      cell: (row) =>
        row.endedAt === null && (
          <div className="row-actions">
            <Button onPress={() => setShown(row)}>{T.qr}</Button>
            <Button onPress={() => void copy(addressOf(row)).then(() => setCopied(row.id))}>
              {copied === row.id ? T.copied : T.copy}
            </Button>
            {mayMake && <Button onPress={() => void acts.endLink(row.id)}>{T.endLink}</Button>}
          </div>
        ),
    },
  ]
  return (
    <>
      {questionnaire.links.length === 0 ? (
        <p>{T.noLinks}</p>
      ) : (
        <Records caption={T.links} rows={questionnaire.links} columns={columns} rowKey={(row) => row.id} />
      )}
      {mayMake && (
        <p className="questionnaire-make">
          <Button onPress={() => setMaking(true)}>{T.makeLink}</Button>
        </p>
      )}
      {making && <LinkDialog questionnaireId={questionnaire.id} onClose={() => setMaking(false)} />}
      {shown && (
        <Modal
          open
          title={T.qr}
          footer={null}
          onCancel={() => setShown(undefined)}
          closable={{ 'aria-label': M.act.close }}
        >
          <div className="questionnaire-qr">
            <QrPicture rows={shown.qr} label={T.qr} />
          </div>
          <p className="questionnaire-address">{addressOf(shown)}</p>
          {mayMake && shown.kind === 'link' && <PrintPaper words={T.poster} make={() => printPosterOf(shown.id)} />}
        </Modal>
      )}
    </>
  )
}

function LinkDialog({ questionnaireId, onClose }: { questionnaireId: string; onClose: () => void }) {
  const acts = useQuestionnaireActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial = {
    orgId: null as string | null,
    kind: 'link' as 'link' | 'kiosk',
    label: '',
    opensOn: today(),
    closesOn: '',
  }
  return (
    <FormDialog
      title={T.makeLink}
      submitWords={T.makeLink}
      initial={initial}
      ready={(values) => (values.orgId ?? first) !== null}
      onSubmit={async ({ closesOn, ...rest }, key) => {
        const orgId = rest.orgId ?? first
        if (orgId) await acts.makeLink(questionnaireId, { ...rest, orgId, closesOn: closesOn || null }, key)
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <SelectField
            name="kind"
            label={T.linkKind}
            value={values.kind}
            choices={(['link', 'kiosk'] as const).map((value) => ({ value, label: T.linkKinds[value] }))}
            onChange={(kind) => change({ kind: kind === 'kiosk' ? 'kiosk' : 'link' })}
          />
          <OrganisationPick value={values.orgId ?? first} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <TextField
            name="label"
            label={T.linkLabel}
            hint={T.linkLabelHint}
            value={values.label}
            maxLength={60}
            onChange={(label) => change({ label })}
            {...fault('label')}
          />
          <TextField
            name="opensOn"
            label={T.opensOn}
            hint="2026-01-05"
            value={values.opensOn}
            maxLength={10}
            onChange={(opensOn) => change({ opensOn })}
            {...fault('opensOn')}
          />
          <TextField
            name="closesOn"
            label={T.closesOn}
            hint="2026-01-05"
            value={values.closesOn}
            maxLength={10}
            onChange={(closesOn) => change({ closesOn })}
            {...fault('closesOn')}
          />
        </>
      )}
    </FormDialog>
  )
}

function addressOf(link: QuestionnaireLink): string {
  return `${window.location.origin}${link.path}`
}

/** Over plain HTTP browsers give no clipboard: the address stands beside the code then. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard?.writeText(text)
}
