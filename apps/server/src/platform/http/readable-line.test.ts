import { getPortalHome } from '@yimi/contract/public.ts'
import { getMe, signIn } from '@yimi/contract/session.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await createTestInstallation()
})
afterAll(() => installation.close())

const password = { username: 'somebody', password: 'a long password' }

test.each([
  ['from another machine over plain HTTP', { remoteAddress: '192.168.1.20' }, 403],
  [
    'through a proxy that nobody vouched for',
    { headers: { 'x-forwarded-for': '192.168.1.20', 'x-forwarded-proto': 'https' } },
    403,
  ],
])('a log-in %s is refused before the password is looked at', async (_how, more, status) => {
  const answer = await installation.app.inject({
    method: 'POST',
    url: `/api${signIn.path}`,
    payload: password,
    ...more,
  })
  expect([answer.statusCode, answer.json().code]).toEqual([status, 'https-needed'])
  expect((await installation.app.inject({ method: 'GET', url: `/api${getMe.path}`, ...more })).json().code).toBe(
    'https-needed',
  )
})

test('public pages are answered over any line', async () => {
  const answer = await installation.app.inject({
    method: 'GET',
    url: `/api${getPortalHome.path}`,
    remoteAddress: '192.168.1.20',
  })
  expect(answer.statusCode).toBe(200)
})
