import type { Conduct, ConductVersion, ServiceVersion, StatusEntry } from '@yimi/contract/service.ts'
import { CONDUCT_LABELS, SERVICE_STATUS_LABELS } from '@yimi/contract/service-labels.ts'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime, today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { CONDUCT_KEYS } from './service-draft.ts'

type Made = { orgName: string; from: string; madeAt: string; madeBy: string }

function madeColumns<Row extends Made>(): Column<Row>[] {
  return [
    {
      key: 'from',
      title: M.services.begins,
      head: true,
      cell: (row) => (row.from > today() ? M.services.beginsLater(row.from) : row.from),
    },
    { key: 'org', title: M.services.from, cell: (row) => row.orgName },
    { key: 'made', title: M.services.made, cell: (row) => M.services.madeIs(row.madeBy, dayTime(row.madeAt)) },
  ]
}
const keyOf = (row: Made) => `${row.madeAt} ${row.orgName} ${row.from}`

export function ConductHistory({ conducts }: { conducts: readonly ConductVersion[] }) {
  const columns: Column<ConductVersion>[] = [
    ...madeColumns<ConductVersion>().slice(0, 1),
    { key: 'conduct', title: M.services.conduct, cell: (row) => conductWords(row.conduct) },
    ...madeColumns<ConductVersion>().slice(1),
  ]
  return <Records caption={M.services.conducts} rows={conducts} columns={columns} rowKey={keyOf} />
}

export function StatusHistory({ statuses }: { statuses: readonly StatusEntry[] }) {
  const columns: Column<StatusEntry>[] = [
    ...madeColumns<StatusEntry>().slice(0, 1),
    { key: 'until', title: M.services.until, cell: (row) => row.until ?? '—' },
    { key: 'status', title: M.services.status, cell: (row) => SERVICE_STATUS_LABELS[row.status].zh },
    { key: 'reason', title: M.services.reason, cell: (row) => row.reason || '—' },
    ...madeColumns<StatusEntry>().slice(1),
  ]
  return <Records caption={M.services.statuses} rows={statuses} columns={columns} rowKey={keyOf} />
}

export function VersionHistory({ versions }: { versions: readonly ServiceVersion[] }) {
  const columns: Column<ServiceVersion>[] = [
    ...madeColumns<ServiceVersion>(),
    { key: 'name', title: M.services.name, cell: (row) => row.content.name },
  ]
  return <Records caption={M.services.versions} rows={versions} columns={columns} rowKey={keyOf} />
}

function conductWords(conduct: Conduct): string {
  const on = CONDUCT_KEYS.filter((key) => conduct[key]).map((key) => CONDUCT_LABELS[key].zh)
  const isSilent = CONDUCT_KEYS.every((key) => key === 'hours' || !conduct[key])
  return isSilent ? [M.services.silent, ...on].join('、') : on.join('、')
}
