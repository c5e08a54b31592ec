import { OrderQuery } from '@yimi/contract/order-desk.ts'

/** A filter without what is not set. */
export function setOnly(filter: OrderQuery): OrderQuery {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
}

/** As an address names it, such as the one that a figure leads to; what is not understood narrows nothing. */
export function filterIn(search: Readonly<Record<string, unknown>>): OrderQuery {
  const words = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]))
  return OrderQuery.catch({}).parse(words)
}
