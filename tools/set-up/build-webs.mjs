/** Builds the two webs when their sources have changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './install.mjs'

const webs = ['console', 'portal']
const sharedSources = ['packages/ui', 'packages/contract', 'packages/almanac', 'package-lock.json', 'tsconfig.json']
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

/** False when a build failed; what it said is printed. */
export async function buildWebs() {
  const stale = webs.filter(hasSources).filter((web) => !isFresh(web))
  if (stale.length === 0) return true
  console.log(`正在构建网页……  Building ${stale.join(', ')}`)
  const results = await Promise.all(stale.map(build))
  return !results.includes(false)
}

/** Builds again at each change, until `end` is called. */
export function watchWebs() {
  const children = webs.filter(hasSources).map((web) => runVite(web, ['--watch', '--logLevel', 'warn'], 'inherit'))
  return () => {
    for (const child of children) child.kill('SIGTERM')
  }
}

/** @param {string} web @returns {Promise<boolean>} */
function build(web) {
  const before = fingerprint(web)
  const child = runVite(web, ['--logLevel', 'warn'], 'pipe')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => {
      if (code === 0) remember(web, before)
      else console.error(`${web}:\n${output}`)
      done(code === 0)
    })
  })
}

/** @param {string} web @param {string[]} options @param {'inherit' | 'pipe'} stdio */
function runVite(web, options, stdio) {
  return spawn(pinnedNode, [vite, 'build', '--emptyOutDir', ...options], {
    cwd: join(root, 'apps', web),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', stdio, stdio],
  })
}

/** @param {string} web */
function hasSources(web) {
  return existsSync(join(root, 'apps', web, 'vite.config.ts'))
}

/** @param {string} web */
function isFresh(web) {
  if (!existsSync(join(root, 'apps', web, 'dist', 'index.html'))) return false
  try {
    return readFileSync(stampFile(web), 'utf8') === fingerprint(web)
  } catch {
    return false
  }
}

/** @param {string} web @param {string} value */
function remember(web, value) {
  mkdirSync(join(root, 'node_modules', '.cache', 'yimi'), { recursive: true })
  writeFileSync(stampFile(web), value)
}

/** @param {string} web */
function stampFile(web) {
  return join(root, 'node_modules', '.cache', 'yimi', `${web}.built`)
}

/**
 * Names, sizes and times of the sources; contents are not read, so that a start stays quick.
 * @param {string} web
 */
function fingerprint(web) {
  const hash = createHash('sha256')
  for (const source of [join('apps', web), ...sharedSources]) addTo(hash, source)
  return hash.digest('hex')
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  const facts = statSync(join(root, path), { throwIfNoEntry: false })
  if (!facts) return
  if (facts.isFile()) {
    hash.update(`${path} ${facts.size} ${facts.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (!['dist', 'node_modules'].includes(name) && !/\.test\.tsx?$/.test(name)) addTo(hash, join(path, name))
  }
}
