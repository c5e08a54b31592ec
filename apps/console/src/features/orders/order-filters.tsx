import { ORDER_CHANNELS, OrderChannel } from '@yimi/contract/order.ts'
import type { OrderQuery } from '@yimi/contract/order-desk.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useServices } from '../services/services-api.ts'
import { setOnly } from './order-filter.ts'
import { useOrderFilterActs, useOrderFilters } from './orders-api.ts'

const W = M.orders.filters
const WAITS = ['mine', 'overdue', 'unfilled'] as const
type Given = { filter: OrderQuery; onFilter: (filter: OrderQuery) => void }

/** What narrows the table, and the sets of it that this account keeps. */
export function OrderFilters({ filter, onFilter }: Given) {
  const services = useServices(useMyOrganisations()[0]?.id)
  // What was typed for another set is not left standing.
  const [sets, setSets] = useState(0)
  const onSet = (next: OrderQuery) => {
    setSets(sets + 1)
    onFilter(next)
  }
  return (
    <section aria-label={W.title}>
      <SavedFilters filter={filter} onFilter={onSet} />
      <FilterChips
        label={W.waits}
        choices={WAITS.map((value) => ({ value, label: W.waitKinds[value] }))}
        value={filter.waits}
        onChoose={(waits) => onFilter({ ...filter, waits })}
      />
      {counted(filter) && <p className="second">{W.counted(counted(filter))}</p>}
      <div className="order-filters">
        <SearchField key={sets} label={W.number} onSearch={(number) => onFilter({ ...filter, number })} />
        <PickField
          label={W.service}
          clearable
          value={filter.serviceId ?? null}
          options={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.content.name }))}
          onPick={(serviceId) => onFilter({ ...filter, serviceId: serviceId ?? undefined })}
        />
        <PickField
          label={W.channel}
          clearable
          value={filter.channel ?? null}
          options={ORDER_CHANNELS.map((value) => ({ value, label: M.orders.channels[value] }))}
          onPick={(channel) => onFilter({ ...filter, channel: OrderChannel.optional().parse(channel ?? undefined) })}
        />
        <Button
          pressed={filter.urgent === 'true'}
          onPress={() => onFilter({ ...filter, urgent: filter.urgent ? undefined : 'true' })}
        >
          {W.urgent}
        </Button>
      </div>
    </section>
  )
}

/** What a figure that led here had counted. */
function counted(filter: OrderQuery): string {
  const days = (from?: string, until?: string) => (from || until ? W.days(from ?? '', until ?? '') : '')
  return [
    filter.ownWords ? M.orders.ownWords : '',
    filter.cameFrom || filter.cameUntil ? W.came(days(filter.cameFrom, filter.cameUntil)) : '',
    filter.done ? W.done(days(filter.doneFrom, filter.doneUntil)) : '',
    filter.visited ? W.visited(days(filter.visitedFrom, filter.visitedUntil)) : '',
    filter.gridId ? W.oneGrid : '',
    filter.noGrid ? W.noGrid : '',
    filter.teamId ? W.oneTeam : '',
  ]
    .filter(Boolean)
    .join('，')
}

function SavedFilters({ filter, onFilter }: Given) {
  const saved = useOrderFilters()
  const acts = useOrderFilterActs()
  const [saving, setSaving] = useState(false)
  const empty = Object.keys(setOnly(filter)).length === 0
  const items = saved.data?.items ?? []
  if (items.length === 0 && empty) return null
  return (
    <div className="acts order-saved">
      {items.length > 0 && <span className="second">{W.saved}</span>}
      {items.map((one) => (
        <span key={one.id} className="order-saved__one">
          <Button onPress={() => onFilter(one.query)}>{one.name}</Button>
          <Button kind="quiet" label={W.remove(one.name)} onPress={() => void acts.remove(one.id)}>
            ✕
          </Button>
        </span>
      ))}
      {!empty && <Button onPress={() => setSaving(true)}>{W.save}</Button>}
      {!empty && (
        <Button kind="quiet" onPress={() => onFilter({})}>
          {W.clear}
        </Button>
      )}
      {saving && (
        <FormDialog
          title={W.saveTitle}
          submitWords={M.act.save}
          initial={{ name: '' }}
          ready={(values) => values.name.trim() !== ''}
          onSubmit={(values) => acts.save(values.name.trim(), setOnly(filter))}
          onClose={() => setSaving(false)}
        >
          {({ values, change, fault }) => (
            <TextField
              name="name"
              label={W.saveName}
              hint={W.saveHint}
              maxLength={30}
              value={values.name}
              onChange={(name) => change({ name })}
              {...fault('name')}
            />
          )}
        </FormDialog>
      )}
    </div>
  )
}
