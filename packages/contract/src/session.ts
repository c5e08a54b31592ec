import { z } from 'zod'
import { Capability } from './capabilities.ts'
import { Id, IdParams, Instant, line } from './ids.ts'
import { Role } from './roles.ts'
import { defineRoute } from './route.ts'

/** 12 characters and more, no composition rules (ASVS 5.0 6.2.5); common passwords are refused by the server. */
export const Password = z.string().min(12).max(128)

export const Assignment = z.object({ id: Id, role: Role, orgId: Id, orgName: z.string() })

export const Me = z.object({
  accountId: Id,
  personId: Id,
  name: z.string(),
  username: z.string(),
  assignments: z.array(Assignment),
  /** What the session may do at least somewhere; pages hide what is not in it, the server decides. */
  capabilities: z.array(Capability),
  secondFactor: z.enum(['not-needed', 'shown', 'missing', 'not-enrolled']),
  demo: z.boolean(),
})
export type Me = z.output<typeof Me>

export const signIn = defineRoute({
  method: 'POST',
  path: '/session',
  summary: 'Sign in with user name (or phone) and password; `code` too where a second factor is needed',
  capability: 'public',
  owner: 'none',
  credentials: true,
  perMinute: 60,
  body: z.object({ username: line(60), password: z.string().min(1).max(128), code: z.string().max(10).optional() }),
  answer: z.discriminatedUnion('step', [
    z.object({ step: z.literal('done'), me: Me }),
    z.object({ step: z.literal('code') }),
    z.object({ step: z.literal('enrol'), me: Me }),
  ]),
})

export const signOut = defineRoute({
  method: 'DELETE',
  path: '/session',
  summary: 'End this session',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ ended: z.int() }),
})

export const getMe = defineRoute({
  method: 'GET',
  path: '/me',
  summary: 'Who this session is and what it may do',
  capability: 'signed-in',
  owner: 'self',
  answer: Me,
})

export const SessionRow = z.object({
  id: Id,
  startedAt: Instant,
  lastSeenAt: Instant,
  device: z.string(),
  current: z.boolean(),
})

export const listSessions = defineRoute({
  method: 'GET',
  path: '/me/sessions',
  summary: 'My open sessions',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(SessionRow) }),
})

export const endSession = defineRoute({
  method: 'DELETE',
  path: '/me/sessions/:id',
  summary: 'End one of my sessions',
  capability: 'signed-in',
  owner: 'self',
  params: IdParams,
  answer: z.object({ ended: z.int() }),
})

export const beginSecondFactor = defineRoute({
  method: 'POST',
  path: '/me/second-factor',
  summary: 'Make a TOTP secret; it counts once a code of it was shown',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ secret: z.string(), uri: z.string() }),
})

export const confirmSecondFactor = defineRoute({
  method: 'POST',
  path: '/me/second-factor/confirm',
  summary: 'Show the first code of the new secret',
  capability: 'signed-in',
  owner: 'self',
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  answer: Me,
})

export const changePassword = defineRoute({
  method: 'POST',
  path: '/me/password',
  summary: 'Change my password; all other sessions end',
  capability: 'signed-in',
  owner: 'self',
  body: z.object({ current: z.string().max(128), next: Password }),
  answer: z.object({ ended: z.int() }),
})
