/** What can stop the program before it serves anybody. Each code has one text for the person at the terminal, Chinese first. */
const texts = {
  'platform-unsupported': [
    '这台电脑没有可用的内置数据库。请用 DATABASE_URL 指定一个 PostgreSQL 15 或更高版本。',
    'No embedded PostgreSQL for this platform. Set DATABASE_URL to a PostgreSQL 15 or later.',
  ],
  'account-missing': [
    '数据库不能用 root 运行，也没能建立系统用户。请建立该用户，或设置 DATABASE_URL。',
    'PostgreSQL refuses root and the system user could not be made. Create it, or set DATABASE_URL.',
  ],
  'folder-closed': [
    '数据库用户进不了程序或数据文件夹。请换一个文件夹，或设置 DATABASE_URL。',
    'The database user cannot enter the program or data folder. Move it, or set DATABASE_URL.',
  ],
  'database-version': [
    '数据文件夹属于另一个版本的数据库，为保护数据没有启动。',
    'The data folder belongs to another PostgreSQL version; nothing was touched.',
  ],
  'database-keys-missing': [
    '找不到数据库口令文件 keys/postgres.json，请从备份恢复它。',
    'keys/postgres.json is missing; restore it from the backup.',
  ],
  'database-failed': ['数据库没有启动成功。', 'PostgreSQL did not start.'],
  'already-running': ['这个数据文件夹已经有一米在运行。', 'Yimi already runs on this data folder.'],
  'no-free-port': ['找不到可用的端口。', 'No free port was found.'],
  'role-failed': ['程序的一部分没有启动成功。', 'A part of the program did not start.'],
} as const

export type StartFaultCode = keyof typeof texts

export class StartFault extends Error {
  readonly code: StartFaultCode

  constructor(code: StartFaultCode, detail?: string) {
    const [chinese, english] = texts[code]
    super([chinese, english, detail].filter(Boolean).join('\n'))
    this.name = 'StartFault'
    this.code = code
  }
}
