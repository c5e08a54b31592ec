/** What run time wants from the machine beside Node and PostgreSQL: found out, and on Debian as root installed while the pages already work. */
import { spawn } from 'node:child_process'
import { accessSync, closeSync, constants, existsSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type SetupState = {
  state: 'installing' | 'done' | 'failed' | 'skipped'
  /** Debian package names that are missing. */
  packages: string[]
  /** Chinese, for the page; tells what works without them. */
  message: string
}

export type WantedPackage = { name: string; withoutIt: string; present(): boolean }

const usuallyWanted: readonly WantedPackage[] = [
  {
    name: 'ffmpeg',
    withoutIt: '没有 ffmpeg 时，直播、推流和回看照常，视频截图和转码暂不可用',
    present: () => onPath('ffmpeg'),
  },
  {
    name: 'fonts-noto-cjk',
    withoutIt: '没有中文字体时，网页照常，不能打印',
    present: () =>
      ['opentype', 'truetype'].some((kind) => existsSync(`/usr/share/fonts/${kind}/noto/NotoSansCJK-Regular.ttc`)),
  },
]

/** Writes `<runDir>/setup.json` now and when the state changes. Resolves when nothing more happens; never rejects. */
export async function installRuntimePackages(
  runDir: string,
  offline: boolean,
  wanted = usuallyWanted,
  mayInstall = isRootOnDebian,
): Promise<SetupState> {
  const missing = wanted.filter((item) => !item.present())
  const packages = missing.map((item) => item.name)
  const without = missing.map((item) => item.withoutIt).join('；')
  if (missing.length === 0)
    return writeSetupState(runDir, { state: 'done', packages: [], message: '运行所需的软件都已就绪。' })
  if (offline || !mayInstall()) {
    const how = offline ? '离线启动，没有安装' : '请管理员安装'
    return writeSetupState(runDir, {
      state: 'skipped',
      packages,
      message: `${how}：${packages.join('、')}。${without}。`,
    })
  }
  writeSetupState(runDir, {
    state: 'installing',
    packages,
    message: `正在安装：${packages.join('、')}。其他功能可以照常使用。`,
  })
  const installed = await install(packages, join(runDir, 'setup.log'))
  if (installed) return writeSetupState(runDir, { state: 'done', packages: [], message: '运行所需的软件都已就绪。' })
  return writeSetupState(runDir, {
    state: 'failed',
    packages,
    message: `没有装上：${packages.join('、')}，下次启动会再试。${without}。`,
  })
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get')
}

async function install(packages: readonly string[], log: string): Promise<boolean> {
  const lock = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  const options = ['-y', '--no-install-recommends']
  return (
    (await run(['apt-get', ...lock, 'update'], log)) &&
    (await run(['apt-get', ...lock, 'install', ...options, ...packages], log))
  )
}

/** In a session of its own: an installation cut short by Ctrl-C would leave the machine's package store half configured. */
function run(command: readonly string[], log: string): Promise<boolean> {
  const file = openSync(log, 'a')
  const child = spawn('nice', ['-n', '10', ...command], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', file, file],
    detached: true,
  })
  closeSync(file)
  child.unref()
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

export function writeSetupState(runDir: string, state: SetupState): SetupState {
  const file = join(runDir, 'setup.json')
  writeFileSync(`${file}.draft`, `${JSON.stringify(state)}\n`)
  renameSync(`${file}.draft`, file)
  return state
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
