/** What the tests want from the machine, and how to get it on Debian. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const wanted = [
  { name: 'chromium', what: '浏览器测试  browser journeys', present: () => onPath('chromium') },
  { name: 'ffmpeg', what: '真实视频  real video', present: () => onPath('ffmpeg') },
  { name: 'nginx', what: '收流平台  the platforms that receive', present: () => onPath('nginx') },
  {
    name: 'libnginx-mod-rtmp',
    what: 'nginx 的 RTMP 模块  its RTMP module',
    present: () => existsSync('/usr/lib/nginx/modules/ngx_rtmp_module.so'),
  },
  {
    name: 'fonts-noto-cjk',
    what: '中文字体  Chinese fonts',
    present: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
  { name: 'poppler-utils', what: '读回打印的文件  reading what was printed', present: () => onPath('pdftotext') },
  { name: 'qpdf', what: '检查打印的文件  checking what was printed', present: () => onPath('qpdf') },
  { name: 'iproute2', what: '弱网和另一台设备的测试  bad networks, another machine', present: () => onPath('ip') },
  { name: 'libnss3-tools', what: '浏览器信任证书  trust in the browser', present: () => onPath('certutil') },
]

/** Installs what is missing as root on Debian; otherwise prints the list and ends the process. */
export function needTestPackages() {
  const missing = wanted.filter((item) => !item.present())
  if (missing.length === 0) return
  const names = missing.map((item) => item.name)
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get')) aptInstall(names)
  const still = wanted.filter((item) => !item.present())
  if (still.length === 0) return
  console.error('测试还缺这些软件，请先装好：\nThe tests need these first:')
  for (const item of still) console.error(`  ${item.name.padEnd(20)}${item.what}`)
  console.error(`\n  Debian:  apt-get install --no-install-recommends ${still.map((item) => item.name).join(' ')}`)
  process.exit(1)
}

/** @param {string[]} names */
function aptInstall(names) {
  console.log(`正在安装测试所需的软件：${names.join(' ')}  Installing what the tests need`)
  const hadNginx = onPath('nginx')
  const lock = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const done = apt([...lock, 'update']) && apt([...lock, 'install', '-y', '--no-install-recommends', ...names])
    if (done) break
    console.error(`第 ${attempt} 次没有装上  attempt ${attempt} failed`)
  }
  // Debian starts nginx when it installs it; the tests run their own, on ports of their own.
  if (!hadNginx && onPath('nginx')) stopNginx()
}

function stopNginx() {
  spawnSync('service', ['nginx', 'stop'], { stdio: 'ignore' })
  try {
    process.kill(Number(readFileSync('/run/nginx.pid', 'utf8')), 'SIGQUIT')
  } catch {
    // Not running, which is what is wanted.
  }
}

/** @param {string[]} args */
function apt(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) console.error(`${stdout ?? ''}\n${stderr ?? ''}`.split('\n').slice(-15).join('\n'))
  return status === 0
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
