import type { CheckedMember, listCheckedMembers } from '@yimi/contract/check-in.ts'
import { newKey } from '@yimi/contract/client.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { Count, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { usePartnerActs } from './partners-api.ts'

type MemberPage = RouteAnswer<typeof listCheckedMembers>

/** The station confirms the list, but for whoever is unticked. */
export function MemberList(props: {
  page: MemberPage
  offset: number
  onOffset: (offset: number) => void
  onJoin: (member: CheckedMember) => void
}) {
  const { page } = props
  const acts = usePartnerActs()
  const [except, setExcept] = useState<readonly string[]>([])
  const [fault, setFault] = useState<unknown>()
  const { totals } = page.checkIn
  const waiting = totals.listed - totals.confirmed
  const toggle = (id: string, ticked: boolean) =>
    setExcept(ticked ? except.filter((one) => one !== id) : [...except, id])
  const confirm = () => void acts.confirm(page.checkIn.id, [...except], newKey()).catch(setFault)
  if (page.total === 0) return <EmptyState words={M.partners.noMembers} />
  return (
    <>
      <Count total={page.total} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {waiting > 0 && page.checkIn.state === 'confirmed' && (
        <Notice
          kind="info"
          title={M.partners.confirmLead(waiting - except.length)}
          actions={
            <Button kind="main" onPress={confirm}>
              {M.partners.confirmMembers}
            </Button>
          }
        />
      )}
      <Records
        caption={M.partners.members}
        rows={page.items}
        columns={columnsOf(except, toggle, props.onJoin)}
        rowKey={(row) => row.id}
      />
      <Pager offset={props.offset} total={page.total} onOffset={props.onOffset} />
    </>
  )
}

function columnsOf(
  except: readonly string[],
  onToggle: (id: string, ticked: boolean) => void,
  onJoin: (member: CheckedMember) => void,
): Column<CheckedMember>[] {
  return [
    { key: 'name', title: M.partners.person, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'contact', title: M.partners.contact, cell: (row) => row.contactMasked || '—' },
    {
      key: 'state',
      title: M.partners.state,
      cell: (row) => (
        <StatusWord
          tone={row.state === 'joined' ? 'done' : row.state === 'listed' ? 'waiting' : 'quiet'}
          word={labelOf(M.flows.states, row.state)}
        />
      ),
    },
    {
      key: 'act',
      title: M.partners.actions,
      cell: (row) => {
        if (row.state === 'listed')
          return (
            <CheckField
              label={M.partners.confirmOne(row.name)}
              checked={!except.includes(row.id)}
              onCheck={(ticked) => onToggle(row.id, ticked)}
            />
          )
        return row.state === 'confirmed' ? <Button onPress={() => onJoin(row)}>{M.partners.recordJoin}</Button> : null
      },
    },
  ]
}
