import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { SearchField } from '../../components/search-field.tsx'
import { useFoundVolunteers } from '../../lookups/volunteers.ts'
import { M } from '../../messages.ts'

export type Leader = { id: string; name: string }

/** Somebody of the list who leads; may stay open. */
export function LeaderField({ value, onLeader }: { value: Leader | null; onLeader: (leader: Leader | null) => void }) {
  const [search, setSearch] = useState('')
  const found = useFoundVolunteers(search)
  if (value) {
    return (
      <p>
        {M.activities.leader}：<strong>{value.name}</strong>{' '}
        <Button onPress={() => onLeader(null)}>{M.activities.otherLeader}</Button>
      </p>
    )
  }
  return (
    <>
      <SearchField label={M.activities.leader} onSearch={setSearch} />
      <p className="second">{M.activities.leaderHint}</p>
      <ul className="lines">
        {(found.data?.items ?? []).map((one) => (
          <li key={one.id}>
            <span>
              <strong>{one.name}</strong> {one.number}
            </span>
            <Button
              label={`${M.activities.takeLeader}：${one.name}`}
              onPress={() => onLeader({ id: one.id, name: one.name || one.number })}
            >
              {M.activities.takeLeader}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
