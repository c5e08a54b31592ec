import fastifyHttpProxy from '@fastify/http-proxy'
import type { FastifyInstance } from 'fastify'
import { allowAnyLine } from '#platform/http/readable-line.ts'

/** Passes `/media/*` on to the engine's own listener, for set-ups without `MEDIA_ORIGIN`. Reading only. */
export async function registerMediaRelay(app: FastifyInstance, upstream: string): Promise<void> {
  await app.register(async (scope) => {
    allowAnyLine(scope)
    await relay(scope, upstream)
  })
}

async function relay(app: FastifyInstance, upstream: string): Promise<void> {
  await app.register(fastifyHttpProxy, {
    upstream,
    prefix: '/media',
    rewritePrefix: '/media',
    httpMethods: ['GET', 'HEAD'],
    replyOptions: {
      // Cookies of the console are nobody's business behind this door.
      rewriteRequestHeaders: (_request, headers) => ({ accept: headers.accept ?? '*/*', range: headers.range }),
    },
  })
}
