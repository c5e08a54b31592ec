import { acceptInvitation, readInvitation } from '@yimi/contract/account.ts'
import { CallError } from '@yimi/contract/client.ts'
import { getPortalHome } from '@yimi/contract/public.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  getMe,
  listSessions,
  type Me,
  signIn,
  signOut,
} from '@yimi/contract/session.ts'
import { call } from '../../call.ts'

export const sessionKeys = { sessions: ['sessions'] as const }

/** Works before the console itself is loaded, so these are plain calls without a cache. */
export const fetchMe = () => call(getMe, {})
export const sendSignIn = (body: { username: string; password: string; code?: string }) => call(signIn, { body })
export const sendSignOut = () => call(signOut, {})
export const fetchSessions = () => call(listSessions, {})
export const sendEndSession = (id: string) => call(endSession, { params: { id } })
export const startSecondFactor = () => call(beginSecondFactor, {})
export const sendFirstCode = (code: string) => call(confirmSecondFactor, { body: { code } })
export const sendPassword = (body: { current: string; next: string }) => call(changePassword, { body })
export const fetchInvitation = (secret: string) => call(readInvitation, { body: { secret } })
export const sendAcceptance = (body: { secret: string; username: string; password: string }, key: string) =>
  call(acceptInvitation, { body }, { key })
export const fetchHome = () => call(getPortalHome, {})

export function needsSignIn(me: Me): boolean {
  return me.secondFactor === 'missing'
}

export function needsEnrolment(me: Me): boolean {
  return me.secondFactor === 'not-enrolled'
}

/** The first fault's words where the server named fields, else what the catalogue says. */
export function wordsOf(fault: unknown): string {
  if (!(fault instanceof CallError)) return String(fault)
  return fault.problem.faults?.[0]?.message ?? fault.problem.detail ?? fault.problem.title
}
