import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { SearchField } from '../../components/search-field.tsx'
import { useFoundVolunteers } from '../../lookups/volunteers.ts'
import { M } from '../../messages.ts'

export type Chosen = { id: string; orgId: string; name: string; number: string }

/** One volunteer, found by typing. */
export function VolunteerChoice({ words, onChoose }: { words: string; onChoose: (chosen: Chosen) => void }) {
  const [search, setSearch] = useState('')
  const found = useFoundVolunteers(search)
  return (
    <>
      <SearchField label={M.hours.find} onSearch={setSearch} />
      {found.data?.items.length === 0 && <EmptyState words={M.state.nothingFound} />}
      <ul className="lines">
        {(found.data?.items ?? []).map(({ id, orgId, name, number }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong> {number}
            </span>
            <Button label={`${words}：${name || number}`} onPress={() => onChoose({ id, orgId, name, number })}>
              {words}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
