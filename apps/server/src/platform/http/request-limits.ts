import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sessionTokenOf } from '../sessions/session-cookie.ts'
import type { AnyRoute } from './operation.ts'

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
  const token = route.capability === 'public' ? undefined : sessionTokenOf(request)
  return token ? createHash('sha256').update(token).digest('base64') : request.ip
}
