/** Hands over to the pinned Node. */
import { spawn } from 'node:child_process'
import { pinnedNode, root } from './install.mjs'
import { whenNpmIsGone } from './npm-parents.mjs'

/**
 * Runs a program with this process's terminal; resolves with its exit code.
 * It gets a session of its own and every signal through us, so that Ctrl-C reaches it once, and an IPC channel, so that it ends when we are killed;
 * when npm alone is ended or killed, it is ended in order.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function runPinned(args) {
  const child = spawn(pinnedNode, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: true })
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => child.kill(name))
  whenNpmIsGone(() => child.kill('SIGTERM'))
  return new Promise((done) => {
    child.once('error', (fault) => {
      console.error(fault.message)
      done(1)
    })
    child.once('exit', (code, signal) => done(code ?? (signal ? 128 : 1)))
  })
}
