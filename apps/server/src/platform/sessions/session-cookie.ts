import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_COOKIE, SESSION_HOURS_MAX } from './session-store.ts'

/**
 * Over HTTPS. The prefix binds browsers: only this very host can have set it, over HTTPS, for the whole site. Nobody who
 * answers plain HTTP under our name can plant one.
 */
export const SECURE_SESSION_COOKIE = '__Host-yimi_session'

/** The session's token that came over this line; one that was given over another line does not count here. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName(request)]
}

/** Sets the session's cookie, or takes it away when there is no token. */
export function setSessionCookie(reply: FastifyReply, request: FastifyRequest, token: string | undefined): void {
  const options = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: request.protocol === 'https' }
  if (token === undefined) reply.clearCookie(cookieName(request), options)
  else reply.setCookie(cookieName(request), token, { ...options, maxAge: SESSION_HOURS_MAX * 3600 })
}

function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? SECURE_SESSION_COOKIE : SESSION_COOKIE
}
