import { Id } from '@yimi/contract/ids.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ANONYMOUS } from '#platform/access/actor.ts'
import { authorise, covers } from '#platform/access/authorise.ts'
import { inScope, takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'
import { sessionTokenOf } from '#platform/sessions/session-cookie.ts'
import { findActor } from '#platform/sessions/session-store.ts'
import { readByteRange } from './byte-range.ts'
import { type FileRow, findFiles } from './files-queries.ts'

/**
 * `GET /api/files/:id/content`: the bytes, always as an attachment and never to be run as a page. No JSON route, because it
 * answers ranges; who may is asked as for `GET /api/files/:id`.
 */
export function registerFileContent(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { id: string } }>(
    '/api/files/:id/content',
    { schema: { hide: true }, config: { rateLimit: { max: 600, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const row = await findReadable(services, request, request.params.id)
      if (!row) throw new Refusal('not-found')
      return send(services, request, reply, row)
    },
  )
}

function findReadable(services: Services, request: FastifyRequest, id: string): Promise<FileRow | undefined> {
  return inScope(services.database, { role: 'yimi_auth' }, async (tx) => {
    const token = sessionTokenOf(request)
    const found = token && (await findActor(tx, token, services.clock.now(), services.clock.today()))
    const actor = found || ANONYMOUS
    const scope = authorise(actor, 'file.read')
    if (!Id.safeParse(id).success) return undefined
    await takeScope(tx, { role: 'yimi_app', orgs: actor.orgs, above: actor.above })
    const [row] = await findFiles(tx, [id])
    return row && covers(scope, actor, { orgId: row.org_id, ownerId: row.uploaded_by }) ? row : undefined
  })
}

async function send(services: Services, request: FastifyRequest, reply: FastifyReply, row: FileRow) {
  const size = await services.files.size(row.sha256)
  if (size === undefined) throw new Refusal('not-found', { logText: `the bytes of file ${row.id} are missing` })
  const tag = `"${row.sha256.toString('hex')}"`
  reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(row.name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-cache')
    .header('accept-ranges', 'bytes')
    .header('etag', tag)
    .type(row.media_type)
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  const wanted = request.headers['if-range'] && request.headers['if-range'] !== tag ? undefined : request.headers.range
  const range = readByteRange(wanted, size)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (!range) return reply.header('content-length', size).send(services.files.read(row.sha256))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
    .header('content-length', range.end - range.start + 1)
    .send(services.files.read(row.sha256, range))
}

/** RFC 8187: everything but the signs that need no escape. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
