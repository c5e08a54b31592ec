import { newKey } from '@yimi/contract/client.ts'
import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { labelOf } from '../../components/flow-words.ts'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useTeamActs } from './teams-api.ts'

/** Which teams the volunteer is in; leaving asks for no reason. */
export function MyTeams({ volunteer }: { volunteer: Volunteer }) {
  const acts = useTeamActs()
  const [fault, setFault] = useState<unknown>()
  const running = volunteer.stays.filter((stay) => stay.state === 'applied' || stay.state === 'member')
  const withdraw = (id: string) => void acts.withdraw(id, newKey()).catch(setFault)
  return (
    <section aria-labelledby="my-teams">
      <h2 id="my-teams">{M.teams.myTeams}</h2>
      <p className="second">{M.teams.myNumber(volunteer.number)}</p>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {running.length === 0 ? (
        <EmptyState words={M.teams.noTeams} />
      ) : (
        <ul className="lines">
          {running.map((stay) => (
            <li key={stay.id}>
              <span>
                <strong>{stay.teamName}</strong>{' '}
                <StatusWord
                  tone={stay.state === 'member' ? 'done' : 'waiting'}
                  word={stay.state === 'member' ? M.teams.roles[stay.role] : labelOf(M.flows.states, stay.state)}
                />
              </span>
              <Button onPress={() => withdraw(stay.id)}>
                {stay.state === 'member' ? M.teams.leaveTeam : M.teams.withdraw}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
