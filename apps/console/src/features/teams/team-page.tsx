import { getRouteApi } from '@tanstack/react-router'
import { newKey } from '@yimi/contract/client.ts'
import type { Membership } from '@yimi/contract/team.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { labelOf } from '../../components/flow-words.ts'
import { Page } from '../../components/page.tsx'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AddMemberDialog } from './add-member-dialog.tsx'
import { useMembers, useTeamActs } from './teams-api.ts'

type Open = 'add' | { move: 'decline' | 'end'; member: Membership }
const route = getRouteApi('/teams/$id')

export function TeamPage() {
  const { id } = route.useParams()
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<Open>()
  const [fault, setFault] = useState<unknown>()
  const members = useMembers(id, { offset, limit: PAGE_SIZE })
  const team = members.data?.team
  const mayFind = useMay('volunteer.read')
  const mayAdmit = useMay('member.admit')
  const columns = useColumns(setOpen, setFault)
  const close = () => setOpen(undefined)
  return (
    <Page
      title={team?.name ?? M.teams.title}
      lead={team && M.teams.lead2(team.kindLabel, team.orgName, team.from)}
      back={{ href: '#/teams', words: M.teams.back }}
      actions={
        mayFind &&
        mayAdmit &&
        team?.until === null && (
          <Button kind="main" onPress={() => setOpen('add')}>
            {M.teams.addMember}
          </Button>
        )
      }
    >
      {team?.purpose && <p>{team.purpose}</p>}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={members} isEmpty={(data) => data.total === 0} emptyWords={M.teams.noMembers}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.teams.list} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open === 'add' && <AddMemberDialog teamId={id} onClose={close} />}
      {typeof open === 'object' && <AnswerDialog {...open} onClose={close} />}
    </Page>
  )
}

function AnswerDialog(props: { move: 'decline' | 'end'; member: Membership; onClose: () => void }) {
  const acts = useTeamActs()
  const { move, member } = props
  return (
    <ReasonDialog
      title={move === 'decline' ? M.teams.declineTitle(member.name) : M.teams.endTitle(member.name)}
      submitWords={move === 'decline' ? M.teams.decline : M.teams.end}
      hint={M.teams.reasonHint}
      maxLength={200}
      onSubmit={(reason, key) => acts.move(member.id, move, reason, key)}
      onClose={props.onClose}
    />
  )
}

function useColumns(onOpen: (open: Open) => void, onFault: (fault: unknown) => void): Column<Membership>[] {
  const acts = useTeamActs()
  const mayChange = useMay('team.change')
  const approve = (row: Membership) => void acts.move(row.id, 'approve', '', newKey()).catch(onFault)
  const setRole = (row: Membership) =>
    void acts.setRole(row.id, row.role === 'leader' ? 'member' : 'leader').catch(onFault)
  return [
    { key: 'name', title: M.teams.person, head: true, cell: (row) => <strong>{row.name || row.number}</strong> },
    { key: 'number', title: M.teams.number, cell: (row) => row.number },
    { key: 'contact', title: M.teams.contact, cell: (row) => row.contactMasked || '—' },
    {
      key: 'role',
      title: M.teams.role,
      cell: (row) => (
        <StatusWord
          tone={row.state === 'applied' ? 'waiting' : 'done'}
          word={row.state === 'applied' ? labelOf(M.flows.states, row.state) : M.teams.roles[row.role]}
        />
      ),
    },
    { key: 'from', title: M.teams.from, cell: (row) => row.from ?? '—' },
    {
      key: 'act',
      title: M.teams.actions,
      cell: (row) => (
        <div className="row-actions">
          {row.availableMoves.includes('approve') && <Button onPress={() => approve(row)}>{M.teams.approve}</Button>}
          {row.availableMoves.includes('decline') && (
            <Button onPress={() => onOpen({ move: 'decline', member: row })}>{M.teams.decline}</Button>
          )}
          {mayChange && row.state === 'member' && (
            <Button onPress={() => setRole(row)}>
              {row.role === 'leader' ? M.teams.makeMember : M.teams.makeLeader}
            </Button>
          )}
          {row.availableMoves.includes('end') && (
            <Button onPress={() => onOpen({ move: 'end', member: row })}>{M.teams.end}</Button>
          )}
        </div>
      ),
    },
  ]
}
