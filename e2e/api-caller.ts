import { type CallOptions, call } from '@yimi/contract/client.ts'
import type { Route, RouteAnswer, RouteInput } from '@yimi/contract/route.ts'
import { signIn } from '@yimi/contract/session.ts'
import type { z } from 'zod'
import { DEMO_PASSWORD, type RunningYimi } from './running-yimi.ts'

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** Somebody of the demonstration district, signed in over real HTTP. */
export type ApiCaller = {
  cookie: string
  call<R extends AnyRoute>(route: R, input: RouteInput<R>, options?: CallOptions): Promise<RouteAnswer<R>>
}

export async function signInAs(yimi: RunningYimi, username: string): Promise<ApiCaller> {
  const answer = await fetch(`${yimi.url}/api${signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD, code: await yimi.demoCode(username) }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || !cookie) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`)
  return {
    cookie,
    call: (route, input, options) => call(route, input, { ...options, baseUrl: yimi.url, headers: { cookie } }),
  }
}
