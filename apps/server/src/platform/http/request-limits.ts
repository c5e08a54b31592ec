import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { SESSION_COOKIE } from '../sessions/session-store.ts'
import type { AnyRoute } from './operation.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * How often one caller may use one route in a minute. A whole community may sit behind one address and open the live page
 * at the same minute, so public reading is wide; public writing is what somebody would flood.
 */
export function requestsPerMinute(route: AnyRoute): number {
  if (route.perMinute !== undefined) return route.perMinute
  if (route.capability !== 'public') return 600
  return route.method === 'GET' ? 6_000 : 120
}

/**
 * A session counts for itself, so that colleagues in one office do not use up each other's share. Where none is needed the
 * address counts, whatever cookie comes along: it is not known yet whether there is such a session, and whoever guesses
 * passwords or words would make up a new one for each guess.
 */
export function callerOf(route: AnyRoute, request: FastifyRequest): string {
  const token = route.capability === 'public' ? undefined : request.cookies[SESSION_COOKIE]
  return token ? createHash('sha256').update(token).digest('base64') : request.ip
}

/** From this machine itself, and not passed on by a proxy of it. */
export function isWithinMachine(request: FastifyRequest): boolean {
  const forwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  return !forwarded && LOOPBACK.has(request.socket.remoteAddress ?? '')
}
