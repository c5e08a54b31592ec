import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { allowAnyLine, isReadableLine } from '#platform/http/readable-line.ts'
import { type HttpsSetting, sendHttpsNeeded } from './https-pages.ts'

/** Named by their content, so they may be kept for good; the page itself is asked for each time. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/**
 * The built webs: portal at `/`, console at `/console/`. Both route behind `#`, so no other address needs an answer. Over a
 * line that others can read their documents give way to a page that says what to do; `/?public=1` opens the portal for those
 * who only look, and its forms then say the same.
 */
export async function registerPages(app: FastifyInstance, root: string, https: HttpsSetting): Promise<void> {
  await app.register(async (scope) => {
    allowAnyLine(scope)
    scope.addHook('onRequest', async (request, reply) => {
      if (isDocument(request.url) && isReadableLine(request)) return sendHttpsNeeded(request, reply, https)
    })
    await registerWebs(scope, root)
  })
}

function isDocument(url: string): boolean {
  const [path = '', query] = url.split('?')
  if (path === '/' && query === 'public=1') return false
  return path === '/console' || path.endsWith('/') || path.endsWith('.html')
}

async function registerWebs(app: FastifyInstance, root: string): Promise<void> {
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
