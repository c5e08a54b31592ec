/** Fills the folder of pinned fonts: from what is installed on the machine, else out of Debian's packages, of which nothing but the fonts is unpacked. */
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { missingFonts, PINNED_FONTS, type PinnedFont } from './pinned-fonts.ts'

export type GatheredFonts = {
  /** Not to be had here; nothing is printed until they are. */
  readonly missing: readonly PinnedFont[]
  /** There, though other bytes than those that were proved: lines may break elsewhere. */
  readonly otherVersion: readonly string[]
}

export type GatherOptions = {
  readonly folder: string
  /** Downloads nothing. */
  readonly offline?: boolean
  /** Where installed fonts are looked for. */
  readonly systemRoot?: string
}

const run = promisify(execFile)
/** A slow line takes 49 MB in ten minutes. */
const DOWNLOAD_MS = 15 * 60_000

/** Each font is there whole or not at all; a second call at the same time does no harm. Never throws for a font that cannot be had. */
export async function gatherFonts({
  folder,
  offline = false,
  systemRoot = '/',
}: GatherOptions): Promise<GatheredFonts> {
  await mkdir(folder, { recursive: true })
  for (const font of missingFonts(folder)) {
    const installed = join(systemRoot, font.path)
    if (existsSync(installed)) await takeIn(installed, join(folder, font.file))
  }
  if (!offline) {
    const wanted = new Set(missingFonts(folder).map((font) => font.package))
    await Promise.all([...wanted].map((name) => fromPackage(name, folder).catch(() => undefined)))
    const still = new Set(missingFonts(folder).map((font) => font.package))
    if (still.size > 0) await haveLists()
    await Promise.all([...still].map((name) => fromPackage(name, folder).catch(() => undefined)))
  }
  const missing = missingFonts(folder)
  return { missing, otherVersion: await record(folder, missing) }
}

async function fromPackage(name: string, folder: string): Promise<void> {
  const draft = await mkdtemp(join(folder, '.draft-'))
  try {
    await run('apt-get', ['-o', 'Acquire::Retries=3', 'download', name], { cwd: draft, timeout: DOWNLOAD_MS })
    const archive = (await readdir(draft)).find((file) => file.endsWith('.deb'))
    if (!archive) return
    const wanted = PINNED_FONTS.filter((font) => font.package === name)
    await unpack(join(draft, archive), draft, wanted)
    for (const font of wanted) await takeIn(join(draft, font.path), join(folder, font.file))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** By way of a file: tar stops reading at the end of the archive, before what dpkg-deb still has to say. */
async function unpack(archive: string, into: string, fonts: readonly PinnedFont[]): Promise<void> {
  const unpacked = await open(`${archive}.tar`, 'w')
  try {
    const opened = spawn('dpkg-deb', ['--fsys-tarfile', archive], { stdio: ['ignore', unpacked.fd, 'ignore'] })
    await once(opened, 'close')
  } finally {
    await unpacked.close()
  }
  await run('tar', ['-x', '-f', `${archive}.tar`, '-C', into, ...fonts.map((font) => `./${font.path}`)])
}

/** A machine that was just set up has no list of packages yet; only root may fetch it. */
async function haveLists(): Promise<void> {
  if (process.getuid?.() !== 0) return
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  await run('apt-get', [...wait, 'update'], { timeout: DOWNLOAD_MS }).catch(() => undefined)
}

async function takeIn(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}.draft`
  await copyFile(from, draft)
  await rename(draft, to)
}

/** Beside the fonts, for whoever asks later with what something was printed. */
async function record(folder: string, missing: readonly PinnedFont[]): Promise<string[]> {
  const there = PINNED_FONTS.filter((font) => !missing.includes(font))
  const found = await Promise.all(
    there.map(async (font) => ({ file: font.file, sha256: await hashOf(join(folder, font.file)) })),
  )
  await writeFile(join(folder, 'gathered.json'), `${JSON.stringify({ fonts: found }, undefined, 2)}\n`)
  const proved = new Map(PINNED_FONTS.map((font) => [font.file, font.sha256]))
  return found.filter(({ file, sha256 }) => proved.get(file) !== sha256).map(({ file }) => file)
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
