import { newKey } from '@yimi/contract/client.ts'
import type { Team } from '@yimi/contract/team.ts'
import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay, useSession } from '../../session-context.ts'
import { MyTeams } from './my-teams.tsx'
import { TeamDialog } from './team-dialog.tsx'
import { useMyVolunteer, useTeamActs, useTeams } from './teams-api.ts'

export function TeamsPage() {
  const [closed, setClosed] = useState(false)
  const [open, setOpen] = useState<Team | 'new'>()
  const [fault, setFault] = useState<unknown>()
  const teams = useTeams(closed)
  const mine = useMyVolunteer().data?.volunteer
  const mayChange = useMay('team.change')
  const isVolunteer = useSession().me.assignments.some((one) => one.role === 'volunteer')
  const columns = useColumns({ mine, onOpen: setOpen, onFault: setFault })
  const actions = (
    <>
      <Button onPress={() => setClosed(!closed)}>{closed ? M.teams.showRunning : M.teams.showClosed}</Button>
      {mayChange && (
        <Button kind="main" onPress={() => setOpen('new')}>
          {M.teams.add}
        </Button>
      )}
    </>
  )
  return (
    <Page title={M.teams.title} lead={M.teams.lead} actions={actions}>
      {mine && <MyTeams volunteer={mine} />}
      {mine === null && isVolunteer && <Notice kind="info" title={M.teams.notListed} />}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView
        query={teams}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={closed ? M.teams.closedNothing : M.teams.nothing}
      >
        {(data) => (
          <>
            <Count total={data.items.length} />
            <Records caption={M.teams.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
          </>
        )}
      </QueryView>
      {open && teams.data && (
        <TeamDialog
          {...(open === 'new' ? {} : { team: open })}
          kinds={teams.data.kinds}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

function useColumns(given: {
  mine: Volunteer | null | undefined
  onOpen: (team: Team) => void
  onFault: (fault: unknown) => void
}): Column<Team>[] {
  const acts = useTeamActs()
  const inside = new Set(
    (given.mine?.stays ?? []).filter((one) => ['applied', 'member'].includes(one.state)).map((one) => one.teamId),
  )
  const mayApply = (team: Team) => given.mine?.state === 'active' && team.until === null && !inside.has(team.id)
  const apply = (team: Team) => void acts.apply(team.id, newKey()).catch(given.onFault)
  return [
    {
      key: 'name',
      title: M.teams.name,
      head: true,
      cell: (row) => (
        <>
          <strong>{row.name}</strong> {row.mine && <Badge>{M.teams.mine}</Badge>}
        </>
      ),
    },
    { key: 'kind', title: M.teams.kind, cell: (row) => row.kindLabel },
    { key: 'purpose', title: M.teams.purpose, cell: (row) => row.purpose || '—' },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'members', title: M.teams.members, figure: true, cell: (row) => row.members },
    {
      key: 'state',
      title: M.teams.state,
      cell: (row) => (
        <StatusWord
          tone={row.until ? 'quiet' : 'done'}
          word={row.until ? M.teams.closedOn(row.until) : M.teams.running}
        />
      ),
    },
    {
      key: 'act',
      title: M.teams.actions,
      cell: (row) => (
        <div className="row-actions">
          {row.maySeeMembers && <ButtonLink href={`#/teams/${row.id}`}>{M.teams.list}</ButtonLink>}
          {row.mayChange && <Button onPress={() => given.onOpen(row)}>{M.act.edit}</Button>}
          {mayApply(row) && (
            <Button label={M.teams.joinOf(row.name)} onPress={() => apply(row)}>
              {M.teams.join}
            </Button>
          )}
        </div>
      ),
    },
  ]
}
