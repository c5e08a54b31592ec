import type { Route, RouteAnswer, RouteBody, RouteParams, RouteQuery } from '@yimi/contract/route.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { covers, type Owned, type Scope } from '../access/authorise.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../database/database.ts'
import { ProgramFault, Refusal } from '../fault.ts'

/** What an operation is given: one transaction in the caller's scope, who calls, and what the capability reaches. */
export type RequestContext = {
  readonly tx: Tx
  readonly keyring: Keyring
  readonly actor: Actor
  readonly now: Date
  /** Today in Asia/Shanghai. */
  readonly today: string
  /** The reach of the route's capability; for `public` and `signed-in` routes it reaches nothing. */
  readonly scope: Scope | undefined
  /**
   * The owner rule: may the caller use the route's capability on this record?
   * @throws Refusal `not-found`, the same as for a record that is not there, so that nothing can be probed
   */
  mayOn(record: Owned): void
  /** Runs after the commit, before the answer is sent; for what the database cannot undo. */
  afterCommit(work: () => Promise<void> | void): void
  readonly request: FastifyRequest
  /** Sets or clears the session cookie with the answer. */
  setSession(token: string | undefined): void
}

export type OperationInput<R> = { params: RouteParams<R>; query: RouteQuery<R>; body: RouteBody<R> }
export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
export type Operation = {
  readonly route: AnyRoute
  /** Done before the transaction, by a caller who has the capability: what takes long must hold no connection. */
  readonly prepare?: (preparing: Preparing, input: RawInput) => Promise<unknown>
  readonly run: (context: RequestContext, input: RawInput, prepared: unknown) => Promise<unknown>
  /** Instead of all that: no transaction, nobody is asked who he is. For what comes thousands of times a minute. */
  readonly direct?: (input: RawInput) => Promise<unknown>
  /** Work of its own beside the requests: begins when the server is ready, ends before it is closed. */
  readonly life?: OperationLife
}
export type OperationLife = { start(): void; stop(): Promise<void> }
type RawInput = { params: unknown; query: unknown; body: unknown }
export type Preparing = Pick<RequestContext, 'actor' | 'scope' | 'mayOn' | 'request'>

/** Binds a route of the contract to the code that does it. */
export function implement<R extends AnyRoute>(
  route: R,
  run: (context: RequestContext, input: OperationInput<R>) => Promise<RouteAnswer<R>>,
): Operation {
  // The pipeline has checked the input against this very route's schemas; TypeScript cannot carry that through a list.
  return { route, run: (context, input) => run(context, input as OperationInput<R>) }
}

/** The same for a route whose request takes long to read: `prepare` comes first, and `run` is given what it made. */
export function implementPrepared<R extends AnyRoute, Prepared>(
  route: R,
  prepare: (preparing: Preparing, input: OperationInput<R>) => Promise<Prepared>,
  run: (context: RequestContext, input: OperationInput<R>, prepared: Prepared) => Promise<RouteAnswer<R>>,
): Operation {
  return {
    route,
    prepare: (preparing, input) => prepare(preparing, input as OperationInput<R>),
    run: (context, input, prepared) => run(context, input as OperationInput<R>, prepared as Prepared),
  }
}

/** For public routes alone: what `run` keeps, it keeps in memory until its `life` writes it. */
export function implementDirect<R extends AnyRoute>(
  route: R,
  run: (input: OperationInput<R>) => Promise<RouteAnswer<R>>,
  life: OperationLife,
): Operation {
  if (route.capability !== 'public') throw new ProgramFault(`${route.path} is not public`)
  return {
    route,
    run: () => Promise.reject(new ProgramFault(`${route.path} is answered directly`)),
    direct: (input) => run(input as OperationInput<R>),
    life,
  }
}

/** The owner rule as a check that remembers having been asked. */
export function ownerCheck(
  scope: Scope | undefined,
  actor: Actor,
): { mayOn: (record: Owned) => void; asked: () => boolean } {
  let asked = false
  return {
    mayOn(record) {
      asked = true
      if (!scope || !covers(scope, actor, record)) throw new Refusal('not-found')
    },
    asked: () => asked,
  }
}
