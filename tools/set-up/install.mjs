/** Installs what package-lock.json names, when it is not there yet. Plain JavaScript for the machine's own Node: nothing is installed before it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The Node that npm brought; the machine's own may be too old to run TypeScript. */
export const pinnedNode = join(root, 'node_modules', '.bin', 'node')

/** @param {{ offline?: boolean }} [options] */
export function install({ offline = false } = {}) {
  if (isInstalled(root)) return
  console.log('正在安装依赖（第一次约一分钟）……  Installing dependencies (about a minute the first time)')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(offline ? ['--offline'] : [])]
  const { status } = spawnSync('npm', ['ci', ...options], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(
      '依赖没有装好。请检查网络或 npm 镜像设置后再试一次。\nDependencies were not installed; check the network or the npm registry setting and try again.',
    )
    process.exit(1)
  }
  if (!existsSync(pinnedNode)) {
    console.error(
      `没有适合这台电脑（${process.platform}-${process.arch}）的 Node。\nNo Node package for this platform.`,
    )
    process.exit(1)
  }
}

/**
 * True when what npm wrote down about node_modules is what the lock file asks for. npm writes that file last, so an installation cut short does not count.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'))
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = installed[path]
    // What other platforms need is in the lock file and never here; npm also passes over an optional package it could not get.
    if (!found) return entry.optional === true && !isForHere(entry)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * Built for this very platform. Where the C library decides as well, the sibling that fits is asked for by its user.
 * @param {{ os?: string[], cpu?: string[], libc?: string[] }} entry
 */
function isForHere({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc)
}

/** @param {string} file @returns {Record<string, any> | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
