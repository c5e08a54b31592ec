import type { z } from 'zod'
import type { Capability } from './capabilities.ts'

/**
 * One operation of the HTTP interface, shared by the server (which implements it), the webs (which call it) and the
 * OpenAPI document (which is made from it).
 *
 * `capability` names a row of the capability table; `public` needs no session, `signed-in` any session.
 * `owner` says what the capability is held against:
 *  - `none`: no single record; lists are narrowed to the caller's area;
 *  - `record`: one record; the operation must call `ctx.mayOn(record)`, and the pipeline refuses to answer if it did not;
 *  - `self`: only what belongs to the session itself.
 * `idempotent` writes take an `Idempotency-Key` header: the same key and request have one effect and one answer.
 */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `/api`, parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly capability: Capability | 'public' | 'signed-in'
  readonly owner: 'none' | 'record' | 'self'
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  readonly idempotent?: boolean
  /** Requests a minute from one address, where the usual limit is too wide: guesses, and writes without an account. */
  readonly perMinute?: number
  /** The body is `multipart/form-data` with one file; the operation reads it from the request itself. */
  readonly upload?: boolean
  /** Carries a password or the secret of a link: refused over a line that others can read. */
  readonly credentials?: boolean
  /** A public write that carries nothing about a person: answered over any line, as public reading is. */
  readonly namesNobody?: boolean
}

export function defineRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(route: Route<Params, Query, Body, Answer>): Route<Params, Query, Body, Answer> {
  return route
}

export type RouteParams<R> = R extends Route<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never
export type RouteQuery<R> = R extends Route<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never
export type RouteBody<R> = R extends Route<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never
export type RouteAnswer<R> = R extends Route<infer _P, infer _Q, infer _B, infer A> ? z.output<A> : never
/** What the caller passes: the parts that the route declares, before defaults are filled in. */
export type RouteInput<R> =
  R extends Route<infer P, infer Q, infer B, infer _A>
    ? (P extends z.ZodUndefined ? unknown : { params: z.input<P> }) &
        (Q extends z.ZodUndefined ? unknown : { query?: z.input<Q> }) &
        (B extends z.ZodUndefined
          ? unknown
          : undefined extends z.input<B>
            ? { body?: z.input<B> }
            : { body: z.input<B> })
    : never
