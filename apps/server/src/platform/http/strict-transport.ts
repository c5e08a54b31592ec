import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'

const YEAR_SECONDS = 31_536_000

/**
 * `Strict-Transport-Security`, where browsers take it and it does no harm: over HTTPS, at a real name, at the usual port.
 * For an address they ignore it. At port 8443 it would send everybody who types the name to HTTPS at the port of plain HTTP,
 * where nobody speaks it; and with a certificate of the local authority a lost trust could no longer be explained by a page.
 */
export function demandHttps(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https' && isRealName(request.host))
      reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`)
  })
}

function isRealName(host: string): boolean {
  return (
    isIP(host) === 0 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) && !/\.(local|lan|internal|localhost)$/i.test(host)
  )
}
