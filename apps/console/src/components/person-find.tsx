import { useQuery } from '@tanstack/react-query'
import { listPeople } from '@yimi/contract/person.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { Field } from '@yimi/ui/field.tsx'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { call } from '../call.ts'
import { M } from '../messages.ts'
import { useSession } from '../session-context.ts'

type Found = { value: string; label: string }
const FOUND_MAX = 10

/** Somebody found by typing part of the name: a volunteer, or a resident where the register is open to the caller. */
export function PersonFind(props: {
  label: string
  hint?: string
  fault?: string
  value: string | null
  onPick: (personId: string | null) => void
  /** Volunteers alone. */
  volunteers?: boolean
}) {
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useFound(search, props.volunteers ?? false)
  return (
    <Field
      label={props.label}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(props.fault ? { fault: props.fault } : {})}
    >
      {(control) => (
        <Select
          {...control}
          className="pick"
          showSearch={{ filterOption: false, onSearch: setTyped }}
          placeholder={M.act.choose}
          value={props.value}
          options={found}
          notFoundContent={M.state.nothingFound}
          onChange={(value: string | undefined) => props.onPick(value ?? null)}
        />
      )}
    </Field>
  )
}

function useFound(search: string, volunteersAlone: boolean): Found[] {
  const { me } = useSession()
  const people = useQuery({
    queryKey: ['people', 'find', search],
    queryFn: () => call(listPeople, { query: { search, limit: FOUND_MAX } }),
    enabled: search !== '' && !volunteersAlone && me.capabilities.includes('person.read'),
  })
  const volunteers = useQuery({
    queryKey: ['volunteers', 'find', search],
    queryFn: () => call(listVolunteers, { query: { ...(search ? { search } : {}), limit: FOUND_MAX } }),
    enabled: me.capabilities.includes('volunteer.read'),
  })
  const found = new Map<string, string>()
  for (const one of volunteers.data?.items ?? []) found.set(one.personId, `${one.name} ${one.number}`)
  for (const one of people.data?.items ?? []) found.set(one.id, `${one.name} ${one.door}`)
  return [...found].map(([value, label]) => ({ value, label }))
}
