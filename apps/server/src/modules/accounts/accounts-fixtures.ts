import { ROLES, type Role } from '@yimi/contract/roles.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { signIn } from '@yimi/contract/session.ts'
import type { LightMyRequestResponse } from 'fastify'
import { generate } from 'otplib'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { AnyRoute } from '#platform/http/operation.ts'
import { SESSION_COOKIE } from '#platform/sessions/session-store.ts'
import type { TestInstallation } from '../../testing/test-installation.ts'
import { newTotpSecret, plantAccount } from './accounts.ts'

export const PASSWORD = 'Regenschirm am Fenster 7'

/** A person with a real password (and a second factor where wanted), not signed in. */
export async function plantPerson(
  installation: TestInstallation,
  who: { username: string; role: Role; orgId: string; totp?: boolean },
): Promise<{ accountId: string; personId: string; totpSecret: string }> {
  const { database, keyring, clock } = installation.services
  const totpSecret = newTotpSecret()
  const planted = await inScope(database, { role: 'yimi_app' }, (tx) =>
    plantAccount(
      { tx, keyring, actor: systemActor([who.orgId]), now: clock.now() },
      {
        username: who.username,
        password: PASSWORD,
        name: `${ROLES.indexOf(who.role)}号`,
        role: who.role,
        orgId: who.orgId,
        ...(who.totp ? { totpSecret } : {}),
      },
    ),
  )
  return { ...planted, totpSecret }
}

export function codeAt(secret: string, instant: Date): Promise<string> {
  return generate({ secret, epoch: Math.floor(instant.getTime() / 1000) })
}

export function trySignIn(
  installation: TestInstallation,
  body: RouteInput<typeof signIn>['body'],
  token?: string,
): Promise<LightMyRequestResponse> {
  return callWith(installation, token, signIn, { body })
}

/** A call with the token of a real sign-in. */
export async function callWith<R extends AnyRoute>(
  installation: TestInstallation,
  token: string | undefined,
  route: R,
  input: RouteInput<R>,
): Promise<LightMyRequestResponse> {
  const { params, body } = input as { params?: Record<string, string>; body?: object }
  return installation.app.inject({
    method: route.method,
    url: `/api${route.path.replace(/:(\w+)/g, (_, name: string) => params?.[name] ?? '')}`,
    ...(body ? { payload: body } : {}),
    ...(token ? { cookies: { [SESSION_COOKIE]: token } } : {}),
  })
}

export function tokenOf(response: LightMyRequestResponse): string {
  return response.cookies.find((cookie) => cookie.name === SESSION_COOKIE)?.value ?? ''
}

export async function actsOf(installation: TestInstallation, recordId: string): Promise<string[]> {
  const { rows } = await installation.admin.pool.query<{ move: string }>(
    `select move from events where kind = 'account' and record_id = $1 order by seq`,
    [recordId],
  )
  return rows.map((row) => row.move)
}
