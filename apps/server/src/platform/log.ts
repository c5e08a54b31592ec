import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * JSON lines on standard output. Only what is named by the caller is written; requests are logged by their route's
 * pattern, never by their address, body or headers, so no personal word and no secret gets in (ASVS 16.2.5).
 */
export function createLog(options: { level: string; role: string }): Log {
  return pino({
    level: options.level,
    base: { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => safeError(error) },
  })
}

/** Of an error only its name, code, message of our own program, and stack; a database's detail may quote values. */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'not an error' }
  const code = 'code' in error ? String(error.code) : undefined
  const fromDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  return {
    name: error.name,
    code,
    message: fromDatabase ? `database error ${code}` : error.message,
    stack: fromDatabase ? undefined : error.stack,
  }
}
