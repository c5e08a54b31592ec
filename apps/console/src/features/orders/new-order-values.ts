import type { StaffChannel } from '@yimi/contract/order.ts'
import { submitOrder } from '@yimi/contract/order-desk.ts'
import type { z } from 'zod'
import type { NewOrder } from './orders-api.ts'

/** The form as it is filled in while somebody speaks. */
export type NewOrderValues = {
  orgId: string
  channel: z.output<typeof StaffChannel>
  listed: boolean
  personId: string | null
  name: string
  contactNew: string
  himself: boolean
  speakerName: string
  relation: string
  serviceId: string | null
  words: string
  from: string
  until: string
  risks: string
  contact: string
  urgent: boolean
}

export type NewOrderForm = {
  values: NewOrderValues
  change: (part: Partial<NewOrderValues>) => void
  fault: (name: string) => { fault?: string }
}

export function emptyOrder(orgId: string, channel: NewOrderValues['channel']): NewOrderValues {
  return {
    orgId,
    channel,
    listed: true,
    personId: null,
    name: '',
    contactNew: '',
    himself: true,
    speakerName: '',
    relation: '',
    serviceId: null,
    words: '',
    from: '',
    until: '',
    risks: '',
    contact: '',
    urgent: false,
  }
}

export function bodyOf(values: NewOrderValues): NewOrder {
  const { orgId, channel, serviceId, words, risks, contact, urgent, from, until } = values
  return {
    orgId,
    channel,
    serviceId,
    words,
    risks,
    contact,
    urgent,
    wished: from === '' ? null : { from, until: until === '' ? from : until },
    person: values.listed ? { id: values.personId ?? '' } : { name: values.name, contact: values.contactNew },
    onBehalf: values.himself ? null : { personId: null, name: values.speakerName, relation: values.relation },
  }
}

/** All is there: somebody, and an item or own words. */
export function isReady(values: NewOrderValues): boolean {
  const asked = values.serviceId !== null || values.words.trim().length > 1
  const spoken = values.himself || values.speakerName.trim() !== ''
  return asked && spoken && submitOrder.body?.safeParse(bodyOf(values)).success === true
}
