/** A list of 100,000 residents from .xlsx (read, checked, sealed, chained, undone) beside the same rows by bare COPY, with memory. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { checkImport, getImport, ImportDetail, runImport, undoImport } from '@yimi/contract/import.ts'
import { getMe } from '@yimi/contract/session.ts'
import pg from 'pg'
import { idNumber } from '../apps/server/src/platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import { writeTable } from '../apps/server/src/platform/spreadsheets/write-table.ts'
import { startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { type ApiCaller, signInAs } from '../e2e/api-caller.ts'
import { newDataDir, type RunningYimi, startYimi } from '../e2e/running-yimi.ts'
import { machine, report } from './machine.ts'

const ROWS = Number(process.env.YIMI_BENCH_ROWS ?? 100_000)
const HEADINGS = ['姓名', '性别', '身份证号', '联系电话', '楼号', '单元', '门号', '备注']
const POLL_MS = 500

const file = await buffer(
  writeTable('xlsx', {
    title: '居民',
    watermark: '试验用名单，姓名和号码均为虚构',
    columns: HEADINGS.map((heading) => ({ heading })),
    rows: listOf(ROWS),
  }),
)
const copied = await copyBare()
const yimi = await startYimi({ env: { YIMI_LOG_LEVEL: 'silent', YIMI_RATE_LIMIT_FACTOR: '1000' } })
const clerk = await signInAs(yimi, 'duty-officer')
const me = await clerk.call(getMe, {})
const orgId = me.assignments[0]?.orgId ?? ''
const memory = watchMemory(yimi)

memory.phase('read')
const staged = await timed(() => upload(yimi, clerk, orgId))
const id = staged.value.id
memory.phase('dry run')
const check = await timed(async () => {
  await clerk.call(checkImport, { params: { id } }, { key: 'bench-check-1' })
  return settle(clerk, id)
})
memory.phase('import')
const imported = await timed(async () => {
  await clerk.call(runImport, { params: { id }, body: { withoutFaulty: true } }, { key: 'bench-import-1' })
  return settle(clerk, id)
})
memory.phase('undo')
const undone = await timed(async () => {
  await clerk.call(undoImport, { params: { id } }, { key: 'bench-undo-1' })
  return settle(clerk, id)
})
const more = memory.stop()
await yimi.stop()
yimi.remove()

const total = staged.ms + check.ms + imported.ms
report(
  [
    machine(),
    `file                     ${(file.length / 1e6).toFixed(1)} MB, ${ROWS} rows of ${HEADINGS.length} columns`,
    `upload and read          ${seconds(staged.ms)}`,
    `dry run                  ${seconds(check.ms)}, ${check.value.counts?.ready} ready, ${check.value.counts?.faulty} faulty`,
    `import, one transaction  ${seconds(imported.ms)}, ${imported.value.created} created, ${imported.value.stopped ?? 'finished'}`,
    `undo                     ${seconds(undone.ms)}, ${undone.value.withdrawn} withdrawn`,
    `bare COPY                ${seconds(copied.ms)} (the same rows as text in one table without index, key or event)`,
    `ratio                    ${(total / copied.ms).toFixed(0)} (upload, dry run and import), ${(imported.ms / copied.ms).toFixed(0)} (import)`,
    `memory of the server     ${more.beforeMb} MB before, ${more.peakMb} MB at most: ${more.peakMb - more.beforeMb} MB more`,
    `  at most in each part   ${more.phases.map(({ name, peakMb }) => `${name} ${peakMb - more.beforeMb} MB`).join(', ')} more`,
  ],
  {
    bench: 'import',
    rows: ROWS,
    stage_ms: staged.ms,
    check_ms: check.ms,
    import_ms: imported.ms,
    undo_ms: undone.ms,
    copy_ms: copied.ms,
    ratio: total / copied.ms,
    more_mb: more.peakMb - more.beforeMb,
  },
)

function* listOf(count: number): Generator<string[]> {
  const given = [...'安平静云山林和宁康乐']
  for (let index = 0; index < count; index += 1) {
    const birth = `${1935 + (index % 80)}${String((index % 12) + 1).padStart(2, '0')}${String((index % 28) + 1).padStart(2, '0')}`
    const sequence = Math.floor(index / 1680) * 2 + 1
    yield [
      `${[...'赵钱孙李周吴郑王'][index % 8]}${given[index % 10]}${given[Math.floor(index / 10) % 10]}`,
      '男',
      idNumber(birth, sequence),
      `138${String(index).padStart(8, '0')}`,
      `${(Math.floor(index / 720) % 400) + 1}号楼`,
      `${(Math.floor(index / 180) % 4) + 1}单元`,
      String(101 + (Math.floor(index / 3) % 60)),
      '',
    ]
  }
}

async function upload(to: RunningYimi, { cookie }: ApiCaller, org: string): Promise<ImportDetail> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file)]), '居民.xlsx')
  const url = `${to.url}/api/imports?orgId=${org}&kind=residents`
  const answer = await fetch(url, { method: 'POST', headers: { cookie }, body: form })
  if (!answer.ok) throw new Error(`the upload was refused: ${answer.status} ${await answer.text()}`)
  return ImportDetail.parse(await answer.json())
}

async function settle(caller: ApiCaller, importId: string): Promise<ImportDetail> {
  for (;;) {
    // A line that is cut once in half an hour is no result; a server that stays away is.
    const ask = () => caller.call(getImport, { params: { id: importId } })
    const about = await ask().catch(ask)
    if (!about.run) return about
    await new Promise((done) => setTimeout(done, POLL_MS))
  }
}

/** The same rows, as the server's own COPY reads them from a file. */
async function copyBare(): Promise<{ ms: number }> {
  const own = newDataDir()
  const postgres = await startPostgres({ dataDir: own, keysDir: `${own}/keys` })
  const path = join(own, 'rows.txt')
  writeFileSync(path, `${[...listOf(ROWS)].map((row) => row.join('\t')).join('\n')}\n`)
  chmodSync(path, 0o644)
  const client = new pg.Client({ connectionString: postgres.adminUrl })
  await client.connect()
  await client.query('create table rows (a text, b text, c text, d text, e text, f text, g text, h text)')
  const copy = await timed(() => client.query(`copy rows from '${path}'`))
  await client.end()
  await postgres.stop()
  rmSync(own, { recursive: true, force: true })
  return copy
}

type Memory = { beforeMb: number; peakMb: number; phases: { name: string; peakMb: number }[] }

/** The resident set of the web process, looked at twenty times a second. */
function watchMemory(of: RunningYimi): { phase(name: string): void; stop(): Memory } {
  const pid = of.pid('web')
  const now = () =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  const beforeMb = now()
  const phases: Memory['phases'] = []
  const timer = setInterval(() => {
    const current = phases.at(-1)
    if (current) current.peakMb = Math.max(current.peakMb, now())
  }, 50)
  return {
    phase: (name) => phases.push({ name, peakMb: now() }),
    stop() {
      clearInterval(timer)
      return { beforeMb, peakMb: Math.max(...phases.map((each) => each.peakMb)), phases }
    },
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now()
  const value = await work()
  return { value, ms: Math.round(performance.now() - startedAt) }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
