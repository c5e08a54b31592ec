import { ERRORS, type ErrorCode } from '@yimi/contract/errors.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allOperations } from '../../operations.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { Refusal } from '../fault.ts'
import { problemOf, refusalFrom } from './problem.ts'

type Schema = { type?: string; properties?: Record<string, unknown>; oneOf?: unknown[]; anyOf?: unknown[] }
type Described = {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
let installation: TestInstallation
let document: { openapi: string; paths: Record<string, Record<string, Described>> }

beforeAll(async () => {
  installation = await createTestInstallation()
  document = (await installation.app.inject('/api/openapi.json')).json()
})
afterAll(() => installation.close())

test('the document is OpenAPI 3.1 and lists every route, and no other', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  const routes = allOperations(installation.services).map(
    ({ route }) => `${route.method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`,
  )
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(listed.sort()).toEqual(routes.sort())
})

test('each route says what it is for, what it takes and what it answers', () => {
  for (const { route } of allOperations(installation.services)) {
    const name = `${route.method} ${route.path}`
    const described = document.paths[`/api${route.path.replace(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()]
    expect(described?.summary, name).toBe(route.summary)
    const schema = described?.responses['200']?.content?.['application/json']?.schema
    expect(schema?.properties ?? schema?.oneOf ?? schema?.anyOf, `${name}: answer`).toBeDefined()
    const taken = described?.parameters
      ?.filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name)
    expect(taken ?? [], name).toEqual([...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]))
    const body = route.body?.type !== 'undefined' && route.body !== undefined && !route.upload
    expect(described?.requestBody !== undefined, `${name}: body`).toBe(body)
  }
})

test('every error has words in Chinese that end, English for the log, and a status that fits', () => {
  for (const [code, entry] of Object.entries(ERRORS)) {
    expect(entry.zh, code).toMatch(/^[\p{Script=Han}].*。$/u)
    expect(entry.en, code).toMatch(/^[\x20-\x7e]+\.$/)
    expect(entry.status >= 400 && entry.status < 600, code).toBe(true)
    expect(problemOf(new Refusal(code as ErrorCode))).toEqual({
      type: `/problems/${code}`,
      title: entry.zh,
      status: entry.status,
      code,
    })
  }
  expect(new Set(Object.values(ERRORS).map((entry) => entry.zh)).size).toBe(Object.keys(ERRORS).length)
})

test('what the database refuses becomes an error of the catalogue, what nobody foresaw one that tells nothing', () => {
  const database = (code: string, constraint?: string) => Object.assign(new Error('relation x'), { code, constraint })
  expect(refusalFrom(database('23P01')).code).toBe('time-taken')
  expect(refusalFrom(database('23505', 'accounts_username_key')).code).toBe('name-taken')
  expect(refusalFrom(database('YF001')).code).toBe('changed-meanwhile')
  expect(refusalFrom(database('YF010')).code).toBe('organisation-cycle')
  expect(refusalFrom(database('53100')).code).toBe('storage-full')
  expect(refusalFrom(database('57P01')).code).toBe('not-ready')
  expect(refusalFrom(database('ECONNREFUSED')).code).toBe('not-ready')
  for (const unforeseen of [database('42P01'), new Error('x'), 'thrown words', undefined])
    expect(problemOf(refusalFrom(unforeseen))).toEqual(problemOf(new Refusal('internal')))
})
