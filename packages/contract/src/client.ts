import type { z } from 'zod'
import { type ErrorCode, Problem } from './errors.ts'
import type { Route, RouteAnswer, RouteInput } from './route.ts'

/** What the server refused, or that it could not be reached (`status` 0). `problem.detail ?? title` is fit for people. */
export class CallError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'CallError'
    this.problem = problem
  }
  is(code: ErrorCode): boolean {
    return this.problem.code === code
  }
}

export type CallOptions = {
  /** For idempotent routes: give the same key again when trying again after a cut line. Made anew when absent. */
  key?: string
  signal?: AbortSignal
  baseUrl?: string
  headers?: Record<string, string>
}

/**
 * Calls a route of the contract and answers what its schema promises.
 * @throws CallError with the server's problem document, or status 0 when the line was cut.
 */
export async function call<R extends Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>>(
  route: R,
  input: RouteInput<R>,
  options: CallOptions = {},
): Promise<RouteAnswer<R>> {
  const given = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
  const response = await send(route, urlOf(route, given, options.baseUrl ?? ''), given.body, options)
  if (response.status === 204) return undefined as RouteAnswer<R>
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new CallError(problemOf(answer, response.status))
  return answer as RouteAnswer<R>
}

async function send(route: Route, url: string, body: unknown, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers }
  if (route.idempotent) headers['idempotency-key'] = options.key ?? newKey()
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (options.signal) init.signal = options.signal
  if (body instanceof FormData) init.body = body
  else if (body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new CallError({
      type: 'about:blank',
      title: '网络不通，内容还在页面上，请稍后再试。',
      status: 0,
      code: 'line-cut',
    })
  }
}

/** A fresh idempotency key. `crypto.randomUUID` is absent on plain HTTP and in old WebViews. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function urlOf(
  route: Route,
  given: { params?: Record<string, unknown>; query?: Record<string, unknown> },
  baseUrl: string,
): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given.params?.[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one))
    else if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const tail = query.toString()
  return `${baseUrl}/api${path}${tail ? `?${tail}` : ''}`
}

function problemOf(answer: unknown, status: number): Problem {
  const parsed = Problem.safeParse(answer)
  if (parsed.success) return parsed.data
  return { type: 'about:blank', title: '系统没有正常应答，请稍后再试。', status, code: 'internal' }
}
