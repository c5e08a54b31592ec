import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { BROWSER_ARGS } from './people-at-screens.ts'

/** Another machine in the network: a namespace of its own, joined to this one by one cable. */
export type OtherMachine = {
  /** Address of this machine as the other one sees it. */
  hostAddress: string
  ownAddress: string
  /** Runs a program over there; answers its standard output. */
  run(program: string, ...args: string[]): string
  /** A browser over there; it keeps a home of its own, where `trust` leaves certificates. */
  openBrowser(): Promise<Browser>
  /** Puts the authority into the store of the browser, as a person does who follows the page. */
  trust(certificateFile: string): void
  remove(): void
}

/**
 * Needs root, and `ip` and `certutil`, which the set-up of the tests installs. Where the machine permits no namespaces this
 * throws: a test without one would show nothing.
 */
export function joinOtherMachine(): OtherMachine {
  const name = `yimi-${process.pid}`
  const cable = `yv${process.pid}`
  const net = `10.213.${process.pid % 256}`
  const home = mkdtempSync(join(tmpdir(), 'yimi-other-machine-'))
  try {
    ip('netns', 'add', name)
    ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
    ip('addr', 'add', `${net}.1/24`, 'dev', cable)
    ip('link', 'set', cable, 'up')
    for (const command of [`addr add ${net}.2/24 dev eth0`, 'link set eth0 up', 'link set lo up'])
      ip('-n', name, ...command.split(' '))
  } catch (cause) {
    remove(name, cable, home)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`this test makes a network namespace, which needs root and «ip netns»: ${why}`, { cause })
  }
  const run = (program: string, ...args: string[]) =>
    execFileSync('ip', ['netns', 'exec', name, program, ...args], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home },
    })
  const store = join(home, '.pki', 'nssdb')
  return {
    hostAddress: `${net}.1`,
    ownAddress: `${net}.2`,
    run,
    trust(certificateFile) {
      mkdirSync(store, { recursive: true })
      run('certutil', '-N', '--empty-password', '-d', `sql:${store}`)
      run('certutil', '-A', '-d', `sql:${store}`, '-n', 'yimi', '-t', 'C,,', '-i', certificateFile)
    },
    openBrowser() {
      const launcher = join(home, 'chromium')
      writeFileSync(launcher, `#!/bin/sh\nexec ip netns exec ${name} /usr/bin/chromium "$@"\n`)
      chmodSync(launcher, 0o755)
      return chromium.launch({ executablePath: launcher, args: BROWSER_ARGS, env: { ...process.env, HOME: home } })
    },
    remove: () => remove(name, cable, home),
  }
}

function remove(name: string, cable: string, home: string): void {
  // The one takes the other with it; what is not there any more is no fault.
  for (const args of [
    ['link', 'del', cable],
    ['netns', 'del', name],
  ]) {
    try {
      ip(...args)
    } catch {}
  }
  rmSync(home, { recursive: true, force: true })
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}
