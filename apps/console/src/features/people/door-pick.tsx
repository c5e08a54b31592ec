import { Field } from '@yimi/ui/field.tsx'
import { Select } from 'antd'
import { useState } from 'react'
import { M } from '../../messages.ts'
import { useDoors } from './people-api.ts'

/** A door of the station, found by typing it as people write it. */
export function DoorPick(props: {
  label: string
  hint?: string
  orgId: string | undefined
  value: string | null
  onPick: (dwellingId: string | null) => void
  fault?: string | undefined
}) {
  const [search, setSearch] = useState('')
  const doors = useDoors(search, props.orgId)
  return (
    <Field label={props.label} hint={props.hint ?? M.people.doorHint} fault={props.fault}>
      {(control) => (
        <Select
          {...control}
          className="pick"
          showSearch={{ filterOption: false, onSearch: setSearch }}
          allowClear
          placeholder={M.act.choose}
          value={props.value}
          options={(doors.data?.items ?? []).map((door) => ({ value: door.id, label: door.labels.join('') }))}
          onChange={(value: string | undefined) => props.onPick(value ?? null)}
        />
      )}
    </Field>
  )
}
