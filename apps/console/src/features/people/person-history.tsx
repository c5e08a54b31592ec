import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import type { PersonAct } from '@yimi/contract/person.ts'
import { Role } from '@yimi/contract/roles.ts'
import { useState } from 'react'
import { Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { usePersonActs } from './people-api.ts'

const words = M.people.history
const columns: Column<PersonAct>[] = [
  { key: 'at', title: words.columns.at, cell: (row) => dayTime(row.at) },
  { key: 'who', title: words.columns.who, cell: (row) => whoOf(row) },
  { key: 'act', title: words.columns.act, head: true, cell: (row) => words.acts[row.act] ?? row.act },
  { key: 'detail', title: words.columns.detail, cell: (row) => detailOf(row).join('；') },
]

/** Who opened the record, who changed it, and why; newest first. */
export function PersonHistory({ id }: { id: string }) {
  const [offset, setOffset] = useState(0)
  const acts = usePersonActs(id, offset)
  return (
    <section className="record-part">
      <h2>{words.title}</h2>
      <QueryView query={acts} isEmpty={(data) => data.items.length === 0} emptyWords={words.nothing}>
        {(data) => (
          <>
            <Records caption={words.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </section>
  )
}

function whoOf(act: PersonAct): string {
  const role = Role.safeParse(act.role)
  const name = act.actor || words.system
  return role.success ? `${name}（${ROLE_LABELS[role.data].zh}）` : name
}

function detailOf({ detail }: PersonAct): string[] {
  const lines: string[] = []
  if (Array.isArray(detail.fields) && !detail.before)
    lines.push(words.fields(detail.fields.map((field) => fieldWords(String(field))).join('、')))
  const before = wordsIn(detail.before)
  for (const [field, after] of Object.entries(wordsIn(detail.after)))
    lines.push(words.changed(fieldWords(field), before[field] ?? words.empty, after))
  if (typeof detail.reason === 'string' && detail.reason) lines.push(words.reason(detail.reason))
  return lines
}

function wordsIn(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {}
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, valueWords(value)]))
}

function valueWords(value: unknown): string {
  if (value === null || value === '' || value === undefined) return words.empty
  if (value === 'female' || value === 'male') return M.people.sexes[value]
  if (typeof value !== 'object') return String(value)
  const { calendar, month, day, leap } = value as {
    calendar?: string
    month?: number
    day?: number | null
    leap?: boolean
  }
  const known = calendar === 'lunar' ? M.people.birthdayKinds.lunar : M.people.birthdayKinds.solar
  return M.people.birthday.words(known, month ?? 0, day ?? null, leap ?? false)
}

function fieldWords(field: string): string {
  const known: Readonly<Record<string, string>> = { ...M.people.fields, ties: M.people.reveal.fields.ties }
  return known[field] ?? field
}
