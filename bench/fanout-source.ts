import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const cacheFolder = fileURLToPath(new URL('../node_modules/.cache/yimi', import.meta.url))

/** 32 s of 1080p30, H.264 and AAC at 4.0 Mbit/s together, a key frame each 2 s; made once. */
export async function fanoutSource(): Promise<string> {
  const file = `${cacheFolder}/fanout-source-1.flv`
  if (existsSync(file)) return file
  mkdirSync(cacheFolder, { recursive: true })
  const half = `${file}.${process.pid}.part`
  await promisify(execFile)('ffmpeg', [
    // The noise keeps the encoder at the bit rate, as a camera does.
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30,noise=alls=12:allf=t'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', '32', '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'libx264', '-preset', 'superfast', '-pix_fmt', 'yuv420p', '-g', '60', '-keyint_min', '60'],
    ...['-sc_threshold', '0', '-bf', '2', '-b:v', '3860k', '-maxrate', '3860k', '-bufsize', '3860k'],
    ...['-c:a', 'aac', '-b:a', '128k', '-f', 'flv', half],
  ])
  renameSync(half, file)
  return file
}
