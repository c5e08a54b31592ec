import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { SearchField } from '../../components/search-field.tsx'
import { useFoundVolunteers } from '../../lookups/volunteers.ts'
import { M } from '../../messages.ts'
import { useTeamActs } from './teams-api.ts'

/** Finds a volunteer on the list and puts him into the team; several, one after another. */
export function AddMemberDialog({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const acts = useTeamActs()
  const [search, setSearch] = useState('')
  const [fault, setFault] = useState<unknown>()
  const found = useFoundVolunteers(search)
  const add = (volunteerId: string) => {
    setFault(undefined)
    void acts.add(teamId, volunteerId, newKey()).then(onClose, setFault)
  }
  return (
    <Modal open title={M.teams.addMember} footer={null} onCancel={onClose} closable={{ 'aria-label': M.act.close }}>
      <p>{M.teams.addMemberLead}</p>
      <SearchField label={M.teams.find} onSearch={setSearch} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {found.data && found.data.items.length === 0 && <EmptyState words={M.state.nothingFound} />}
      <ul className="lines">
        {(found.data?.items ?? []).map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.name}</strong> {one.number} {one.contactMasked}
            </span>
            <Button label={`${M.teams.choose}${one.name}`} onPress={() => add(one.id)}>
              {M.teams.choose}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
