import { OCCASION_RULES } from '@yimi/almanac/occasion-rules.ts'
import type { Application } from '@yimi/contract/broadcast.ts'
import { FORM_LABELS, PURPOSE_LABELS } from '@yimi/contract/labels.ts'
import type { ApplicationField } from '@yimi/contract/work-rules.ts'
import { span, spokenTime } from '../../components/shanghai-time.ts'
import { useChannels, useGuests, useVenues } from '../../lookups/pools.ts'
import { useMay } from '../../session-context.ts'

export type Names = ReadonlyMap<string, string>

/** Names of what an application points to. */
export function useNames(): Names {
  const guests = useGuests({ limit: 200 }, useMay('guest.read'))
  const venues = useVenues(useMay('venue.read'))
  const channels = useChannels(useMay('channel.read'))
  const all = [...(guests.data?.items ?? []), ...(venues.data?.items ?? []), ...(channels.data?.items ?? [])]
  return new Map(all.map((one) => [one.id, one.name]))
}

export function occasionName(id: string): string {
  return OCCASION_RULES.find((rule) => rule.id === id)?.name ?? id
}

/** A field's value in words; empty text where nothing is written. */
export function fieldWords(field: ApplicationField, application: Application, names: Names): string {
  const name = (id: string) => names.get(id) ?? id.slice(0, 8)
  switch (field) {
    case 'purposes':
      return application.purposes.map((purpose) => PURPOSE_LABELS[purpose].zh).join('、')
    case 'forms':
      return application.forms.map((form) => FORM_LABELS[form].zh).join('、')
    case 'occasion':
      return application.occasion ? occasionName(application.occasion) : ''
    case 'startsAt':
    case 'endsAt': {
      const at = application[field]
      return at ? spokenTime(at) : ''
    }
    case 'venueId':
    case 'hostId': {
      const id = application[field]
      return id ? name(id) : ''
    }
    case 'guests':
    case 'channelIds':
      return application[field].map(name).join('、')
    case 'partners':
      return application.partners.join('、')
    case 'rundown':
      return application.rundown.map((part) => `${part.title} ${span(part.seconds)} ${part.who}`.trim()).join('\n')
    case 'episode':
    case 'seats':
      return application[field] === null ? '' : String(application[field])
    default:
      return application[field]
  }
}
