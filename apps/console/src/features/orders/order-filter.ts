import type { OrderQuery } from '@yimi/contract/order-desk.ts'
import type { OrderFilterValues } from './orders-api.ts'

/** A filter as the page holds it: without what is not set. */
export type OrderFilterState = Omit<OrderQuery, 'urgent'> & { urgent?: boolean | undefined }

/** As it is sent: a yes is a word there. */
export function filterValues({ urgent, ...rest }: OrderFilterState): OrderFilterValues {
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''))
  return urgent ? { ...set, urgent: 'true' } : set
}

export function isEmptyFilter(filter: OrderFilterState): boolean {
  return Object.keys(filterValues(filter)).length === 0
}
