import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A real file, encoded once and kept: 36 s, 1280x720 at 30 pictures a second, 2 Mbit/s, a key frame each 2 s, with sound. */
export async function sourceFile(): Promise<string> {
  const file = fileURLToPath(new URL('../node_modules/.cache/yimi/journey-source-1.flv', import.meta.url))
  if (existsSync(file)) return file
  mkdirSync(dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.part`
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=48000', '-t', '36', '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '60', '-keyint_min', '60'],
    ...[
      '-sc_threshold',
      '0',
      '-b:v',
      '2M',
      '-maxrate',
      '2M',
      '-bufsize',
      '4M',
      '-c:a',
      'aac',
      '-b:a',
      '96k',
      '-f',
      'flv',
      half,
    ],
  ])
  renameSync(half, file)
  return file
}
