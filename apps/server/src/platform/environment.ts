import { randomUUID } from 'node:crypto'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

/**
 * The environment of a role, as the supervisor or an operator sets it. Read once at start; every fault is listed and the
 * process does not run.
 */
const Environment = z.object({
  YIMI_DATA: z.string().min(1),
  YIMI_RUN_URL: z.string().startsWith('postgres'),
  /** Tells this node from all others that share the database. The supervisor makes it at each start; never configured. */
  YIMI_NODE_ID: z
    .string()
    .min(1)
    .default(() => randomUUID()),
  YIMI_HTTP_PORT: port.default(8080),
  YIMI_HTTP_HOST: z.string().default('127.0.0.1'),
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
  /** Mail: `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS; both or none. */
  YIMI_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  YIMI_MAIL_FROM: z.string().min(3).optional(),
  /** Short messages: a gateway over HTTPS and its token; both or none. */
  YIMI_SMS_URL: z.url({ protocol: /^https$/ }).optional(),
  YIMI_SMS_TOKEN: z.string().min(8).optional(),
  YIMI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})
export type Environment = z.output<typeof Environment>

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
