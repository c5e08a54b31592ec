import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newTotpSecret, plantAccount } from '#modules/accounts/accounts.ts'
import { plantCatalogue } from '#modules/catalogue/catalogue.ts'
import { plantOrganisation } from '#modules/organisations/organisations.ts'
import { plantWorkRules } from '#modules/studio/studio.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/database.ts'
import { inScope, takeScope } from '#platform/database/scope.ts'
import type { Environment } from '#platform/environment.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { DEMO_ACCOUNTS, DEMO_NAME, DEMO_ORGS, DEMO_TELEPHONE, demoTelephone } from './demo-district.ts'
import { plantDemoContent } from './plant-demo.ts'

/** Units of the demonstration stand since this day, so that what is planted in the past finds them there. */
const DEMO_SINCE = '2020-01-01'
const EMPTY_NAME = '新建实践中心'

export type Planted = { demo: boolean /** What the person at the terminal should read. */; lines: string[] }

/**
 * Fills an empty database: with the demonstration district, or (`--empty`) with one unit and one administrator. All of it in
 * one transaction; a start that is cut off leaves nothing, or only the demonstration's content to be gone on with.
 */
export async function plantFirst(services: Services, environment: Environment): Promise<Planted> {
  const installation = await inScope(services.database, { role: 'yimi_app' }, (tx) =>
    tx.selectFrom('installation').select(['demo']).executeTakeFirst(),
  )
  if (installation) return { demo: installation.demo, lines: installation.demo ? await demoLines(services) : [] }
  if (environment.YIMI_EMPTY) return { demo: false, lines: await plantEmpty(services) }
  await plantDemoDistrict(services, environment.YIMI_DEMO_PASSWORD ?? randomBytes(12).toString('base64url'))
  return { demo: true, lines: await demoLines(services) }
}

async function plantEmpty(services: Services): Promise<string[]> {
  const password = randomBytes(12).toString('base64url')
  await inScope(services.database, { role: 'yimi_app' }, async (tx) => {
    const context = contextOf(tx, services)
    await plantInstallation(tx, { name: EMPTY_NAME, demo: false, telephone: null }, context.now)
    const org = {
      name: EMPTY_NAME,
      shortName: EMPTY_NAME,
      level: 'centre',
      parentId: null,
      from: services.clock.today(),
    }
    const orgId = await plantOrganisation(context, org)
    await plantWorkRules(tx, orgId, context.now)
    await plantCatalogue(tx, orgId, context.now)
    await plantAccount(context, { username: 'admin', password, name: '首位管理员', role: 'district-admin', orgId })
  })
  const file = join(services.dataFolder, 'keys', 'first-password')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return ['首次登录  用户名 admin', `          密码 ${password}`, `          密码也在 ${file}，登录后请修改并删除`]
}

async function plantDemoDistrict(services: Services, password: string): Promise<void> {
  const secretFile = secondFactorFile(services)
  const totpSecret = existsSync(secretFile) ? readFileSync(secretFile, 'utf8').trim() : newTotpSecret()
  writeFileSync(secretFile, `${totpSecret}\n`, { mode: 0o600 })
  writeFileSync(demoFile(services), 'planting\n')
  await inScope(services.database, { role: 'yimi_app' }, async (tx) => {
    const context = contextOf(tx, services)
    await plantInstallation(tx, { name: DEMO_NAME, demo: true, telephone: DEMO_TELEPHONE }, context.now)
    const ids = new Map<string, string>()
    for (const { key, parent, ...org } of DEMO_ORGS)
      ids.set(
        key,
        await plantOrganisation(context, { ...org, parentId: (parent && ids.get(parent)) || null, from: DEMO_SINCE }),
      )
    await takeScope(tx, { role: 'yimi_app', orgs: [...ids.values()] })
    await plantWorkRules(tx, ids.get('centre') ?? '', context.now)
    await plantCatalogue(tx, ids.get('centre') ?? '', context.now, DEMO_SINCE)
    for (const [index, { org, ...account }] of DEMO_ACCOUNTS.entries()) {
      const contact = demoTelephone(account.role, index)
      await plantAccount(context, { ...account, orgId: ids.get(org) ?? '', password, totpSecret, contact })
    }
  })
}

/** Called when operations can be called: goes on with the demonstration's content until it is whole. */
export async function finishDemo(services: Services): Promise<void> {
  if (!existsSync(demoFile(services)) || readFileSync(demoFile(services), 'utf8').trim() === 'complete') return
  const rows = await inScope(services.database, { role: 'yimi_app' }, (tx) =>
    tx.selectFrom('org_versions').select(['org_id', 'name']).execute(),
  )
  const idOf = new Map(rows.map((row) => [row.name, row.org_id]))
  await plantDemoContent(services, new Map(DEMO_ORGS.map((org) => [org.key, idOf.get(org.name) ?? ''])))
  writeFileSync(demoFile(services), 'complete\n')
}

async function plantInstallation(
  tx: Tx,
  words: { name: string; demo: boolean; telephone: string | null },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('installation')
    .values({ only_one: true, id: newId(), ...words, created_at: now })
    .execute()
}

async function demoLines(services: Services): Promise<string[]> {
  const secret = existsSync(secondFactorFile(services)) ? readFileSync(secondFactorFile(services), 'utf8').trim() : ''
  return [
    `动态码密钥  ${secret}`,
    '用户名  与角色同名：producer 策划、gate-reviewer（-2、-3）审核、director 导播、',
    '        station-head 站长、district-admin 区级管理员、audit-admin 审计管理员……',
    `当前动态码  另开一个窗口：npm run demo-code -- ${services.dataFolder}`,
  ]
}

function contextOf(tx: Tx, services: Services): FlowContext {
  return { tx, keyring: services.keyring, actor: systemActor([]), now: services.clock.now() }
}

function demoFile(services: Services): string {
  return join(services.dataFolder, 'demo')
}

function secondFactorFile(services: Services): string {
  return join(services.dataFolder, 'keys', 'demo-second-factor')
}
