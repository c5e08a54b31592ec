import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../fault.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered over a line that others can read, too: nothing in it is personal, neither what is asked nor the answer. */
    anyLine?: boolean
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * Passwords, sessions and personal data travel only where nobody can read along: over HTTPS, or within the machine itself.
 * Every route is refused elsewhere unless it says `anyLine`.
 */
export function guardLine(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.anyLine || !isReadableLine(request)) return
    throw new Refusal('https-needed')
  })
}

/** In a plugin: all its routes are answered over any line. */
export function allowAnyLine(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, anyLine: true }
  })
}

/** Plain HTTP that left the machine. What a proxy passed on without being trusted counts as coming from elsewhere. */
export function isReadableLine(request: FastifyRequest): boolean {
  return request.protocol !== 'https' && !isWithinMachine(request)
}

/** From this machine itself, and not passed on by a proxy of it. */
export function isWithinMachine(request: FastifyRequest): boolean {
  const forwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  return !forwarded && LOOPBACK.has(request.socket.remoteAddress ?? '')
}
