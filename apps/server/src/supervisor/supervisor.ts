/** Starts PostgreSQL, the live role and the web role, keeps them running, and stops them in order. It serves nobody itself. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '../platform/database/migrate.ts'
import { outliveTerminal } from './end-with-parent.ts'
import { lockFolder } from './folder-lock.ts'
import { choosePorts, type Ports } from './free-ports.ts'
import { keepPostgres } from './keep-postgres.ts'
import { gatherPrintFonts } from './print-fonts.ts'
import { endLeftover, type KeptProcess, keepProcess } from './process-keeper.ts'
import { restartOnChange } from './restart-on-change.ts'
import { installRuntimePackages } from './runtime-packages.ts'
import { demoPassword, plantedDemoPassword, startUpText } from './start-up-text.ts'

export type Role = 'web' | 'live'

export type SupervisorOptions = {
  /** Everything the program keeps; keys in `keys/` below it, what runs in `run/`. */
  dataDir: string
  /** Never installs anything on the machine. */
  offline?: boolean
  /** Leaves the demo district out. */
  empty?: boolean
  /** Restarts the roles when a source of the server changes. */
  dev?: boolean
  roles?: readonly Role[]
  /** Started as `program --role NAME`; main.ts unless a test says otherwise. */
  program?: string
  runAs?: 'yimi' | 'nobody'
  /** Time for a clean end before SIGKILL. */
  stopGraceMs?: Readonly<Record<Role, number>>
  env?: NodeJS.ProcessEnv
  print?(text: string): void
}

export type RunningSupervisor = {
  ports: Ports
  ownerUrl: string
  /** Web, then live, then PostgreSQL; bounded by 45 s. */
  stop(): Promise<void>
}

type Stop = () => Promise<void> | void
type Supervised = {
  options: Required<SupervisorOptions>
  runDir: string
  keysDir: string
  stops: Stop[]
  children: KeptProcess[]
  signal: AbortSignal
}

// Shorter than what an init system usually waits (90 s) in sum with PostgreSQL's 20 s.
const usualStopGraceMs = { web: 8000, live: 12_000 } as const

/** For main.ts: runs until a signal asks for the end, then leaves with the right exit code. A later second signal leaves at once. */
export async function runSupervisor(options: SupervisorOptions): Promise<void> {
  outliveTerminal()
  const asked = new AbortController()
  const end = Promise.withResolvers<void>()
  let askedAt = 0
  function ask(): void {
    // npm passes the terminal's signal on, so one Ctrl-C may come twice.
    if (askedAt && Date.now() - askedAt > 2000) process.exit(130)
    if (askedAt) return
    askedAt = Date.now()
    asked.abort()
    end.resolve()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask)
  process.on('disconnect', ask)
  try {
    const running = await startSupervisor(options, asked.signal)
    await end.promise
    process.stdout.write('正在停止……\n')
    await running.stop()
    process.exit(0)
  } catch (fault) {
    if (asked.signal.aborted) process.exit(0)
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exit(1)
  }
}

/** Resolves when all roles serve. On a fault or an abort what was started is stopped again. */
export async function startSupervisor(
  given: SupervisorOptions,
  signal = new AbortController().signal,
): Promise<RunningSupervisor> {
  const options = complete(given)
  const runDir = join(options.dataDir, 'run')
  mkdirSync(runDir, { recursive: true })
  const supervised = { options, runDir, keysDir: join(options.dataDir, 'keys'), stops: [], children: [], signal }
  const stop = stopper(supervised)
  try {
    return { ...(await start(supervised)), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

async function start(supervised: Supervised): Promise<Omit<RunningSupervisor, 'stop'>> {
  const { options, runDir, stops, signal } = supervised
  const { env } = options
  stops.push(await lockFolder(options.dataDir, runDir))
  await Promise.all((['web', 'live'] as const).map((role) => endLeftover(runDir, role, options.stopGraceMs[role])))
  const httpHost = env.YIMI_HTTP_HOST || '0.0.0.0'
  const ports = await choosePorts(env, httpHost)
  const database = await openDatabase(supervised)
  signal.throwIfAborted()
  const { runUrl } = await migrate({ ownerUrl: database.ownerUrl })
  signal.throwIfAborted()
  const shared = childEnvironment(supervised, ports, httpHost)
  const roleEnv = (): NodeJS.ProcessEnv => ({ ...shared, YIMI_RUN_URL: runUrl })
  // Live first, so that it is stopped after web.
  const order = (['live', 'web'] as const).filter((role) => options.roles.includes(role))
  for (const role of order) supervised.children.push(startRole(supervised, role, roleEnv))
  const messages = await Promise.all(supervised.children.map((child) => untilReady(child, signal)))
  const lines = messages.flatMap((message) => (Array.isArray(message.lines) ? message.lines.map(String) : []))
  options.print(
    startUpText({ ports, httpHost, https: endsHttps(env), lines, password: plantedDemoPassword(options.dataDir) }),
  )
  if (options.dev) stops.push(restartOnChange(options.program, supervised.children))
  // Started last and not awaited: the pages are open already, and tell how it goes.
  void installRuntimePackages(runDir, options.offline).then((state) =>
    gatherPrintFonts(runDir, state, { folder: env.YIMI_FONTS || undefined, offline: options.offline }),
  )
  return { ports, ownerUrl: database.ownerUrl }
}

async function openDatabase({ options, keysDir, stops, children }: Supervised): Promise<{ readonly ownerUrl: string }> {
  const existing = options.env.DATABASE_URL
  if (existing) return { ownerUrl: existing }
  const postgres = await keepPostgres({
    dataDir: options.dataDir,
    keysDir,
    runAs: options.runAs,
    onDown: ({ restartInMs }) => options.print(`数据库停了，${restartInMs} 毫秒后重新启动`),
    onRestart: ({ moved }) => {
      if (moved) for (const child of children) child.bounce()
    },
  })
  stops.push(() => postgres.stop())
  return postgres
}

function startRole(supervised: Supervised, role: Role, env: () => NodeJS.ProcessEnv): KeptProcess {
  const { options, runDir, stops } = supervised
  const child = keepProcess({
    name: role,
    command: process.execPath,
    args: [options.program, '--role', role],
    env,
    runDir,
    stopGraceMs: options.stopGraceMs[role],
    onDown: ({ reason, restartInMs }) => options.print(`${role} 停了（${reason}），${restartInMs} 毫秒后重新启动`),
  })
  stops.push(() => child.stop())
  return child
}

function untilReady(child: KeptProcess, signal: AbortSignal): KeptProcess['ready'] {
  const aborted = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true })
  return Promise.race([child.ready, aborted.promise])
}

function childEnvironment({ options, runDir }: Supervised, ports: Ports, httpHost: string): NodeJS.ProcessEnv {
  // Known to this start alone, so that a process of an earlier one cannot command the engine.
  const token = randomBytes(32).toString('base64url')
  writeFileSync(join(runDir, 'live-token'), token, { mode: 0o600 })
  return {
    // glibc keeps an arena a thread, each with holes of its own: of two the web role takes 130 MB less than of sixteen.
    MALLOC_ARENA_MAX: '2',
    ...options.env,
    // Whoever owns the schema is above its policies: that log-in is for migrations and stays here.
    DATABASE_URL: undefined,
    YIMI_DATA: options.dataDir,
    // Not kept: a data folder may be copied to another machine. A role that is started again stays the same node.
    YIMI_NODE_ID: randomUUID(),
    YIMI_HTTP_HOST: httpHost,
    YIMI_HTTP_PORT: String(ports.http),
    YIMI_HTTPS_PORT: String(ports.https),
    YIMI_RTMP_PORT: String(ports.rtmp),
    YIMI_MEDIA_PORT: String(ports.media),
    YIMI_CONTROL_PORT: String(ports.control),
    YIMI_LIVE_TOKEN: token,
    YIMI_EMPTY: options.empty ? '1' : '',
    YIMI_DEMO_PASSWORD: demoPassword(options.env, options.dataDir),
  }
}

/** Behind a proxy there is no listener of our own. The roles check the settings; here it is only told. */
function endsHttps(env: NodeJS.ProcessEnv): boolean {
  return env.YIMI_HTTPS ? env.YIMI_HTTPS !== 'proxy' : Boolean(env.YIMI_HTTPS_CERT) || !env.YIMI_TRUST_PROXY
}

function stopper({ stops }: Supervised): () => Promise<void> {
  let stopped: Promise<void> | undefined
  async function stopAll(): Promise<void> {
    for (const stop of stops.toReversed()) await stop()
  }
  return () => {
    stopped ??= stopAll()
    return stopped
  }
}

function complete(options: SupervisorOptions): Required<SupervisorOptions> {
  return {
    offline: false,
    empty: false,
    dev: false,
    roles: ['web', 'live'],
    program: fileURLToPath(new URL('../main.ts', import.meta.url)),
    runAs: 'yimi',
    stopGraceMs: usualStopGraceMs,
    env: process.env,
    print: (text) => process.stdout.write(`${text}\n`),
    ...options,
    dataDir: resolve(options.dataDir),
  }
}
