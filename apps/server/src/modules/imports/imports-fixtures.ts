import type { ImportAbout, ImportDetail } from '@yimi/contract/import.ts'
import { checkImport, getImport, runImport, undoImport } from '@yimi/contract/import.ts'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { type BuiltCell, buildXlsx } from '#platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { idNumber } from '#platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'

export const HEADINGS = ['姓名', '性别', '身份证号', '联系电话', '楼号', '单元', '门号']

/** A list of residents without a fault, each behind a door of his own in threes. */
export function residentRows(count: number, from = 0): BuiltCell[][] {
  return Array.from({ length: count }, (_, place) => {
    const index = from + place
    const given = [...'安平静云山林'][index % 6]
    const birth = `19${50 + (index % 40)}0${(index % 9) + 1}${10 + (index % 18)}`
    const sequence = (Math.floor(index / 120) * 2 + 1) % 999
    return [
      `赵${given}${[...'和宁康乐'][index % 4]}`,
      '男',
      idNumber(birth, sequence),
      `138${String(index).padStart(8, '0')}`,
      String((index % 12) + 1),
      String((index % 4) + 1),
      String(101 + Math.floor(index / 3)),
    ]
  })
}

export function residentSheet(rows: readonly (readonly BuiltCell[])[]): Buffer {
  return buildXlsx([{ name: '居民', rows: [HEADINGS, ...rows] }])
}

/** Sends a file as a browser's form does. */
export function upload(
  { app }: TestInstallation,
  caller: TestCaller,
  file: { orgId: string; kind?: string; sheet?: number; name?: string; bytes: Buffer },
): Promise<LightMyRequestResponse> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name ?? '名单.xlsx')
  const query = {
    orgId: file.orgId,
    kind: file.kind ?? 'residents',
    ...(file.sheet === undefined ? {} : { sheet: String(file.sheet) }),
  }
  return sendForm(app, form, query, caller.cookies)
}

async function sendForm(
  app: TestInstallation['app'],
  form: FormData,
  query: Record<string, string>,
  cookies: Record<string, string>,
): Promise<LightMyRequestResponse> {
  const request = new Request('http://test.invalid/', { method: 'POST', body: form })
  return app.inject({
    method: 'POST',
    url: '/api/imports',
    query,
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    cookies,
  })
}

export async function stage(
  installation: TestInstallation,
  caller: TestCaller,
  bytes: Buffer,
  more: { sheet?: number; orgId?: string; kind?: string } = {},
): Promise<ImportDetail> {
  const answer = await upload(installation, caller, { orgId: installation.orgs.station, ...more, bytes })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** Waits until nothing runs on the import. */
export async function settled(caller: TestCaller, id: string): Promise<ImportDetail> {
  await expect
    .poll(() => caller.get(getImport, { params: { id } }).then((about) => about.run), { timeout: 60_000 })
    .toBeNull()
  return caller.get(getImport, { params: { id } })
}

export async function checked(caller: TestCaller, id: string): Promise<ImportAbout> {
  await caller.get(checkImport, { params: { id } })
  return settled(caller, id)
}

export async function imported(caller: TestCaller, id: string, withoutFaulty = false): Promise<ImportAbout> {
  await caller.get(runImport, { params: { id }, body: { withoutFaulty } })
  return settled(caller, id)
}

export async function undone(caller: TestCaller, id: string): Promise<ImportAbout> {
  await caller.get(undoImport, { params: { id } })
  return settled(caller, id)
}
