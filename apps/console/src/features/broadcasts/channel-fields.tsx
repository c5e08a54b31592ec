import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { useChannels } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import type { ApplicationForm } from './use-autosave.ts'

export function ChannelFields({ form }: { form: ApplicationForm }) {
  const channels = useChannels()
  const chosen = form.values.channelIds
  return (
    <QueryView query={channels}>
      {({ items }) => {
        const usable = items.filter((channel) => !channel.disabled || chosen.includes(channel.id))
        if (usable.length === 0) return <EmptyState words={M.broadcasts.form.noChannels} />
        return (
          <fieldset className="ticks">
            <legend className="unseen">{FIELD_LABELS.channelIds.zh}</legend>
            {usable.map((channel) => (
              <CheckField
                key={channel.id}
                label={M.broadcasts.form.channel(channel.name, channel.orgName)}
                checked={chosen.includes(channel.id)}
                onCheck={(on) =>
                  form.change({
                    channelIds: on ? [...chosen, channel.id] : chosen.filter((id) => id !== channel.id),
                  })
                }
              />
            ))}
          </fieldset>
        )
      }}
    </QueryView>
  )
}
