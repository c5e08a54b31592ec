import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { RulesEditor } from './rules-editor.tsx'
import { RulesView } from './rules-view.tsx'
import { useWorkRules } from './work-rules-api.ts'

/** The rules in force for a unit; a change is a new version. */
export function WorkRulesPage() {
  const first = useMyOrganisations()[0]?.id
  const [picked, setPicked] = useState<string>()
  const [editing, setEditing] = useState(false)
  const mayChange = useMay('work-rules.change')
  const orgId = picked ?? first
  const rules = useWorkRules(orgId)
  const edit = mayChange && rules.data && !editing && (
    <Button kind="main" onPress={() => setEditing(true)}>
      {M.workRules.edit}
    </Button>
  )
  return (
    <Page title={editing ? M.workRules.editTitle : M.workRules.title} lead={M.workRules.lead} actions={edit}>
      {!editing && (
        <div className="narrow">
          <OrganisationPick value={orgId ?? null} onPick={setPicked} />
        </div>
      )}
      <QueryView query={rules}>
        {({ current, versions }) =>
          editing && orgId ? (
            <RulesEditor orgId={orgId} current={current} onDone={() => setEditing(false)} />
          ) : (
            <>
              {current.orgId !== orgId && <Notice kind="info" title={M.workRules.inherited(current.orgName)} />}
              <p className="second">
                {M.workRules.of(current.orgName, current.version)} ·{' '}
                {M.workRules.made(current.madeBy, dayTime(current.madeAt))}
              </p>
              <RulesView content={current.content} />
              <h2>{M.workRules.versions}</h2>
              <Records
                caption={M.workRules.versions}
                rows={versions}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: 'v',
                    title: M.workRules.version,
                    head: true,
                    cell: (row) => M.workRules.of(row.orgName, row.version),
                  },
                  { key: 'made', title: M.act.from, cell: (row) => M.workRules.made(row.madeBy, dayTime(row.madeAt)) },
                ]}
              />
            </>
          )
        }
      </QueryView>
    </Page>
  )
}
