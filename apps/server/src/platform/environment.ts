import { randomUUID } from 'node:crypto'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

/**
 * The environment of a role, as the supervisor or an operator sets it. Read once at start; every fault is listed and the
 * process does not run.
 */
const Environment = z
  .object({
    YIMI_DATA: z.string().min(1),
    YIMI_RUN_URL: z.string().startsWith('postgres'),
    /** Tells this node from all others that share the database. The supervisor makes it at each start; never configured. */
    YIMI_NODE_ID: z
      .string()
      .min(1)
      .default(() => randomUUID()),
    YIMI_HTTP_PORT: port.default(8080),
    YIMI_HTTP_HOST: z.string().default('127.0.0.1'),
    /**
     * Who ends HTTPS: `local` with a certificate of this machine's own authority, `own` with YIMI_HTTPS_CERT and
     * YIMI_HTTPS_KEY, `proxy` before this server. Without it: `own` where a certificate is named, `proxy` where one is trusted.
     */
    YIMI_HTTPS: z.enum(['local', 'own', 'proxy']).optional(),
    YIMI_HTTPS_PORT: port.default(8443),
    YIMI_HTTPS_CERT: z.string().optional(),
    YIMI_HTTPS_KEY: z.string().optional(),
    /** More names that people in the network call this machine by, separated by commas. */
    YIMI_HTTPS_NAMES: z.string().default(''),
    YIMI_RTMP_PORT: port.default(1935),
    YIMI_RTMP_HOST: z.string().default('0.0.0.0'),
    YIMI_MEDIA_PORT: port.default(8081),
    YIMI_CONTROL_PORT: port.default(8082),
    YIMI_LIVE_TOKEN: z.string().min(16),
    YIMI_EMPTY: z.stringbool().default(false),
    YIMI_DEMO_PASSWORD: z.string().min(12).optional(),
    /** Where viewers get media from, when not through this server: nginx or a CDN, `https://media.example`. */
    MEDIA_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
    /** Private addresses that platforms may have, as CIDR or host:port, separated by commas. */
    YIMI_ALLOW_PRIVATE: z.string().default(''),
    /** Addresses of proxies before this server, as CIDR, separated by commas. */
    YIMI_TRUST_PROXY: z.string().optional(),
    /** Multiplies the requests a minute that a caller may make; for measurements. */
    YIMI_RATE_LIMIT_FACTOR: z.coerce.number().min(1).default(1),
    /** Folder of the fonts that documents are printed with; the usual one is filled by itself. */
    YIMI_FONTS: z.string().optional(),
    /** Mail: `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS; both or none. */
    YIMI_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    YIMI_MAIL_FROM: z.string().min(3).optional(),
    /** Short messages: a gateway over HTTPS and its token; both or none. */
    YIMI_SMS_URL: z.url({ protocol: /^https$/ }).optional(),
    YIMI_SMS_TOKEN: z.string().min(8).optional(),
    YIMI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((given, context) => {
    const missing = (name: keyof typeof given, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    const certificate = [given.YIMI_HTTPS_CERT, given.YIMI_HTTPS_KEY].filter((file) => file !== undefined).length
    if (certificate === 1 || (given.YIMI_HTTPS === 'own' && certificate === 0))
      missing('YIMI_HTTPS_CERT', 'an own certificate needs YIMI_HTTPS_CERT and YIMI_HTTPS_KEY')
    if (given.YIMI_HTTPS === 'proxy' && !given.YIMI_TRUST_PROXY)
      missing('YIMI_TRUST_PROXY', 'behind a proxy the addresses of the proxy must be named')
  })
export type Environment = z.output<typeof Environment>

export type HttpsMode = 'local' | 'own' | 'proxy'

export function httpsModeOf(environment: Environment): HttpsMode {
  if (environment.YIMI_HTTPS) return environment.YIMI_HTTPS
  if (environment.YIMI_HTTPS_CERT) return 'own'
  return environment.YIMI_TRUST_PROXY ? 'proxy' : 'local'
}

/** @throws EnvironmentFault naming every variable that is missing or wrong */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(present)
  if (parsed.success) return parsed.data
  throw new EnvironmentFault(parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`))
}

export class EnvironmentFault extends Error {
  constructor(lines: string[]) {
    super(`环境变量有误 / the environment is not right:\n${lines.join('\n')}`)
    this.name = 'EnvironmentFault'
  }
}
