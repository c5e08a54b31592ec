import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Named by their content, so they may be kept for good; the page itself is asked for each time. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** The built webs: portal at `/`, console at `/console/`. Both route behind `#`, so no other address needs an answer. */
export async function registerPages(app: FastifyInstance, root: string): Promise<void> {
  for (const [prefix, web] of [
    ['/console/', 'console'],
    ['/', 'portal'],
  ] as const) {
    await app.register(async (scope) => {
      await scope.register(fastifyStatic, {
        root: join(root, 'apps', web, 'dist'),
        prefix,
        decorateReply: false,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, path) => {
          reply.header('cache-control', path.includes(`${join('dist', 'assets')}`) ? IMMUTABLE : 'no-cache')
        },
      })
    })
  }
  app.get('/console', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/'))
}
