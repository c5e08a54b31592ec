/** Under whom the database runs: PostgreSQL refuses root, so root hands it to a system user, or to a user namespace where that user cannot enter the folders. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartFault } from './start-fault.ts'

export type AccountName = 'yimi' | 'nobody'

export type RunsAs = {
  uid: number | undefined
  gid: number | undefined
  /** Put before the command; empty unless a user namespace is needed. */
  wrapper: readonly string[]
}

const itself: RunsAs = { uid: undefined, gid: undefined, wrapper: [] }
// Any number but 0 serves: the namespace maps it to the caller.
const namespaceWrapper = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']

/** `folders` must be enterable and `program` executable by the account chosen. */
export function chooseAccount(name: AccountName, program: string, folders: readonly string[]): RunsAs {
  if (process.getuid?.() !== 0) return itself
  const account = findAccount(name) ?? makeAccount(name)
  if (account && canUse(account, program, folders)) return account
  const inNamespace: RunsAs = { uid: undefined, gid: undefined, wrapper: namespaceWrapper }
  if (canUse(inNamespace, program, folders)) return inNamespace
  throw account
    ? new StartFault('folder-closed', `${name}: ${dirname(program)}, ${folders.join(', ')}`)
    : new StartFault('account-missing', name)
}

function findAccount(name: AccountName): RunsAs | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid), wrapper: [] } : undefined
}

function makeAccount(name: AccountName): RunsAs | undefined {
  if (name === 'nobody') return { uid: 65534, gid: 65534, wrapper: [] }
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], {
      stdio: 'ignore',
    })
  } catch {
    return undefined
  }
  return findAccount(name)
}

function canUse(account: RunsAs, program: string, folders: readonly string[]): boolean {
  const script = 'p=$1; shift; for f in "$@"; do cd "$f" || exit 1; done; exec "$p" --version'
  const [command = 'sh', ...args] = [...account.wrapper, 'sh', '-c', script, 'sh', program, ...folders]
  const options = account.uid === undefined ? {} : { uid: account.uid, gid: account.gid ?? account.uid }
  return spawnSync(command, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}
