/** Whether npm, which started us, is still there. npm passes a signal on to the shell between it and us, and the shell dies of it alone. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const LOOK_EVERY_MS = 500
const SHELLS = ['sh', 'dash', 'bash', 'ash', 'busybox', 'zsh', 'ksh']

// Read when this file is loaded: whoever dies during a long installation is missed already.
const before = parents()

/**
 * Calls `gone` once when npm or its shell has died. Without npm nothing is watched: whoever starts us otherwise and leaves
 * may mean us to stay.
 * @param {() => void} gone
 */
export function whenNpmIsGone(gone) {
  if (!process.env.npm_lifecycle_event) return
  const timer = setInterval(() => {
    if (parents().join() === before.join()) return
    clearInterval(timer)
    gone()
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** Our parent, and where that is a shell its parent too. */
function parents() {
  const { name, parent } = about(process.ppid)
  return SHELLS.includes(basename(name)) ? [process.ppid, parent] : [process.ppid]
}

/** @param {number} pid */
function about(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold any sign; state and parent follow it.
    const end = stat.lastIndexOf(')')
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(stat.slice(end + 2).split(' ')[1]) }
  } catch {
    return { name: '', parent: 0 }
  }
}
