import type { listAuditEvents } from '@yimi/contract/audit.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { labelOf, moveWords, stateWords } from '../../components/flow-words.ts'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { type AuditFilter, useAuditEvents } from './audit-api.ts'
import { ChainCheck } from './chain-check.tsx'
import { ExportLog } from './export-log.tsx'

type Event = RouteAnswer<typeof listAuditEvents>['items'][number]
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const KINDS = ['broadcast', 'guest-consent', 'account', 'person', 'organisation', 'invitation', 'complaint'] as const

export function AuditPage() {
  const [kind, setKind] = useState<(typeof KINDS)[number]>()
  const [record, setRecord] = useState('')
  const [offset, setOffset] = useState(0)
  const filter: AuditFilter = {
    ...(kind ? { kind } : {}),
    ...(UUID.test(record.trim()) ? { recordId: record.trim() } : {}),
  }
  const events = useAuditEvents(filter, offset)
  function narrow(change: () => void) {
    change()
    setOffset(0)
  }
  return (
    <Page title={M.audit.title} lead={M.audit.lead}>
      {useMay('audit.read') && <ChainCheck />}
      {useMay('audit.export') && <ExportLog />}
      <FilterChips
        label={M.audit.kind}
        choices={KINDS.map((value) => ({ value, label: M.audit.kinds[value] }))}
        value={kind}
        onChoose={(value) => narrow(() => setKind(value))}
      />
      <div className="narrow">
        <TextField
          name="record"
          label={M.audit.recordId}
          hint={M.audit.recordHint}
          maxLength={36}
          value={record}
          onChange={(value) => narrow(() => setRecord(value))}
        />
      </div>
      <QueryView query={events} isEmpty={(data) => data.items.length === 0} emptyWords={M.audit.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records
              caption={M.audit.title}
              rows={data.items}
              rowKey={(row) => row.id}
              columns={columns((row) => narrow(() => setRecord(row.recordId)))}
            />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function columns(onOnly: (row: Event) => void): Column<Event>[] {
  return [
    { key: 'at', title: M.audit.at, cell: (row) => <span className="nowrap">{dayTime(row.at)}</span> },
    { key: 'kind', title: M.audit.kind, cell: (row) => labelOf(M.audit.kinds, row.kind) },
    { key: 'move', title: M.audit.move, head: true, cell: (row) => <strong>{moveWords(row.kind, row.move)}</strong> },
    {
      key: 'change',
      title: M.audit.change,
      cell: (row) =>
        [row.fromState, row.toState]
          .filter((state) => state !== null)
          .map((state) => stateWords(row.kind, state))
          .join(' → '),
    },
    { key: 'actor', title: M.audit.actor, cell: (row) => row.actor },
    { key: 'role', title: M.audit.role, cell: (row) => roleWords(row.role) },
    { key: 'org', title: M.audit.organisation, cell: (row) => row.orgName ?? '' },
    { key: 'hash', title: M.audit.hash, cell: (row) => <code title={row.hash}>{row.hash.slice(0, 10)}</code> },
    {
      key: 'record',
      title: M.audit.recordId,
      cell: (row) => (
        <button type="button" className="text-button" onClick={() => onOnly(row)}>
          {M.audit.onlyThis}
        </button>
      ),
    },
  ]
}

function roleWords(role: string): string {
  const known = Object.entries(ROLE_LABELS).find(([code]) => code === role)
  return known ? known[1].zh : labelOf(M.flows.roles, role)
}
