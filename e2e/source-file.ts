import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Pictures from one key frame of the source to the next: 2 s. */
export const GROUP = 60

/**
 * A real file, encoded once and kept: 30 s, 1920x1080 at 30 pictures a second, 4 Mbit/s constant, a key frame each 2 s, with
 * sound. The quickest preset: what counts here is the size of the stream, not its beauty.
 */
export async function sourceFile(): Promise<string> {
  const file = fileURLToPath(new URL('../node_modules/.cache/yimi/journey-source-1080p.flv', import.meta.url))
  if (existsSync(file)) return file
  mkdirSync(dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.part`
  const rate = ['-b:v', '4M', '-minrate', '4M', '-maxrate', '4M', '-bufsize', '4M', '-x264-params', 'nal-hrd=cbr']
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000', '-t', '30', '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-g', String(GROUP), '-keyint_min', String(GROUP), '-sc_threshold', '0', ...rate],
    ...['-c:a', 'aac', '-b:a', '96k', '-f', 'flv', half],
  ])
  renameSync(half, file)
  return file
}
