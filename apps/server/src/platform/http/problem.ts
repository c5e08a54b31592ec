import { ERRORS, type ErrorCode, type Fault, type Problem } from '@yimi/contract/errors.ts'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { Refusal } from '../fault.ts'

/** Database errors that are a person's business: SQLSTATE, and for constraints their name, to the catalogue. */
const BY_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '23P01': 'time-taken',
  '53100': 'storage-full',
  YF001: 'changed-meanwhile',
  YF002: 'not-found',
  YF010: 'organisation-cycle',
  '40001': 'changed-meanwhile',
  '40P01': 'changed-meanwhile',
  '57P01': 'not-ready',
  '57P02': 'not-ready',
  '57P03': 'not-ready',
  '08006': 'not-ready',
  '08003': 'not-ready',
  '53300': 'not-ready',
}
const BY_CONSTRAINT: Readonly<Record<string, ErrorCode>> = {
  questionnaire_answers_once: 'answered-already',
  needs_visit: 'not-found',
  accounts_username_key: 'name-taken',
  teams_name: 'name-taken',
  programmes_name: 'name-taken',
  volunteers_person_id_key: 'already-volunteer',
  activity_clash: 'busy-then',
  memberships_once: 'already-in-team',
  check_ins_once: 'already-checked-in',
  grids_name: 'name-taken',
  dwellings_labels: 'dwelling-taken',
  household_members_once: 'changed-meanwhile',
  consents_in_force: 'changed-meanwhile',
  order_places_once: 'place-taken',
  place_offers_open: 'changed-meanwhile',
}
const LINE_CUT = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])

/** One place turns whatever was thrown into a problem document; nothing internal leaves the server. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalFrom(error)
    if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    else request.log.info({ code: refusal.code, route: request.routeOptions.url }, 'request refused')
    return sendProblem(reply, refusal)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Refusal('not-found')))
}

export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal)))
}

export function problemOf(refusal: Refusal): Problem {
  return {
    type: `/problems/${refusal.code}`,
    title: ERRORS[refusal.code].zh,
    status: refusal.status,
    code: refusal.code,
    ...(refusal.detail ? { detail: refusal.detail } : {}),
    ...(refusal.faults ? { faults: refusal.faults } : {}),
  }
}

export function refusalFrom(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return new Refusal('internal')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : ''
  const known = BY_CONSTRAINT[constraint] ?? BY_SQLSTATE[code]
  if (known) return new Refusal(known, { cause: error })
  if (code === 'ENOSPC') return new Refusal('storage-full', { cause: error })
  if (
    LINE_CUT.has(code) ||
    /connection terminated|timeout exceeded when trying to connect|the database system is/i.test(error.message)
  )
    return new Refusal('not-ready', { cause: error })
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return new Refusal('file-too-large', { cause: error })
  if (status === 429) return new Refusal('too-many-requests', { cause: error })
  if (status >= 400 && status < 500) return new Refusal('bad-request', { cause: error })
  return new Refusal('internal', { cause: error })
}

export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    message: issue.message,
  }))
}
