import { useQueryClient } from '@tanstack/react-query'
import { changeGuest, createGuest, eraseGuest, type Guest, revealContact } from '@yimi/contract/guest.ts'
import { call } from '../../call.ts'

export type GuestValues = { name: string; trade: string; topics: string[]; contact: string; orgId: string | null }

/** Adds a guest, or changes the one given; an empty contact leaves the stored one. */
export function useSaveGuest(guest: Guest | undefined) {
  const queries = useQueryClient()
  return async ({ orgId, contact, ...words }: GuestValues, key: string) => {
    if (guest) {
      const body = { ...words, ...(contact.trim() ? { contact } : {}) }
      await call(changeGuest, { params: { id: guest.id }, body })
    } else if (orgId) {
      await call(createGuest, { body: { ...words, contact, orgId } }, { key })
    }
    await queries.invalidateQueries({ queryKey: ['guests'] })
  }
}

export function reveal(id: string, reason: string) {
  return call(revealContact, { params: { id }, body: { reason } })
}

export function useEraseGuest(id: string) {
  const queries = useQueryClient()
  return async (reason: string, key: string) => {
    await call(eraseGuest, { params: { id }, body: { reason } }, { key })
    await queries.invalidateQueries()
  }
}
