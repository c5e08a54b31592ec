import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderSVG } from 'uqr'
import { allowAnyLine } from '#platform/http/readable-line.ts'
import type { HttpsFacts } from '#platform/https/https.ts'
import type { Authority } from '#platform/https/server-certificate.ts'
import { type Html, html, trusted } from './html.ts'
import { addressesFor, sheetAddresses } from './https-addresses.ts'
import { HTTPS_WORDS as W } from './https-words.ts'
import { sendPlainPage } from './plain-page.ts'

/** How HTTPS is set up here, and the port of plain HTTP, which the printed sheet names. */
export type HttpsSetting = { facts: HttpsFacts; httpPort: number }

/** `/trust`, its sheet for printing, and the certificate itself: open to everybody, over any line, for they come first. */
export async function registerTrustPages(app: FastifyInstance, setting: HttpsSetting): Promise<void> {
  await app.register(async (scope) => {
    allowAnyLine(scope)
    scope.get('/trust', { schema: { hide: true } }, (request, reply) => sendTrustPage(request, reply, setting))
    scope.get('/trust/sheet', { schema: { hide: true } }, (request, reply) => sendSheet(request, reply, setting))
    scope.get('/trust/yimi-ca.crt', { schema: { hide: true } }, (_request, reply) => {
      const { authority } = setting.facts
      if (!authority) return reply.callNotFound()
      // Told as what it is, not as an attachment: phones then offer to install it.
      return reply.header('cache-control', 'no-store').type('application/x-x509-ca-cert').send(authority.der)
    })
  })
}

/** Instead of a page that asks for passwords or persons, over plain HTTP from another machine. */
export function sendHttpsNeeded(
  request: FastifyRequest,
  reply: FastifyReply,
  { facts, httpPort }: HttpsSetting,
): FastifyReply {
  const { https } = addressesFor(request, facts, httpPort)
  const wanted = request.url.startsWith('/console') ? `${https}console/` : https
  const body = html`
<p>${W.needed.why}</p>
<a class="button main" href="${wanted}">${W.needed.open}<br><span>${wanted}</span></a>
${facts.authority ? html`<a class="button" href="/trust">${W.needed.trust}</a><p class="small">${W.needed.first}</p>` : html`<p class="small">${W.needed.byProxy}</p>`}
<a class="button" href="/?public=1">${W.needed.look}</a>
<p class="small">${W.needed.lookLine}${W.needed.atMachine}</p>`
  return sendPlainPage(reply, { title: W.needed.title, body, status: 403 })
}

function sendTrustPage(request: FastifyRequest, reply: FastifyReply, { facts, httpPort }: HttpsSetting): FastifyReply {
  const { https } = addressesFor(request, facts, httpPort)
  const open = html`<a class="button main" href="${https}">${W.needed.open}<br><span>${https}</span></a>`
  const { authority } = facts
  if (!authority) return sendPlainPage(reply, { title: W.trust.title, body: html`<p>${W.trust.notNeeded}</p>${open}` })
  const body = html`
<p>${W.trust.lead}</p>
<h2>${W.trust.fingerprint}</h2>
<p>${W.trust.fingerprintLine}</p>
<div class="card"><p>${W.trust.sha256}</p><code class="print">${inRows(authority.fingerprint)}</code></div>
<div class="card"><p>${W.trust.sha1}</p><code class="print">${inRows(authority.fingerprintSha1)}</code></div>
<h2>${W.trust.download}</h2>
<a class="button main" href="/trust/yimi-ca.crt">${W.trust.downloadButton}</a>
<p class="small">${W.trust.name}：${authority.name}<br>${W.trust.until}：${dayOf(authority)}</p>
<h2>${W.trust.install}</h2>
${W.steps.map(({ device, steps }) => html`<details><summary>${device}</summary><ol>${listed(steps)}</ol></details>`)}
<h2>${W.trust.done}</h2>
${open}
<p class="small">${W.trust.limits}</p>
<p class="screen"><a href="/trust/sheet">${W.trust.sheet}</a></p>`
  return sendPlainPage(reply, { title: W.trust.title, body })
}

function sendSheet(request: FastifyRequest, reply: FastifyReply, { facts, httpPort }: HttpsSetting): FastifyReply {
  const { authority } = facts
  if (!authority) return reply.redirect('/trust')
  const { https, http } = sheetAddresses(request, facts, httpPort)
  const body = html`
<p>${W.sheet.lead}</p>
<p class="small screen">${W.sheet.printHint}</p>
<div class="codes">
<div class="card">${qr(`${http}trust`)}<p><strong>${W.sheet.scanTrust}</strong><br><code>${http}trust</code></p></div>
<div class="card">${qr(https)}<p><strong>${W.sheet.scanOpen}</strong><br><code>${https}</code></p></div>
</div>
<div class="codes">
<div class="card"><p><strong>${W.sheet.check}</strong></p><code class="print">${inRows(authority.fingerprint)}</code></div>
<div class="card"><p><strong>${W.sheet.checkSha1}</strong></p><code class="print">${inRows(authority.fingerprintSha1)}</code></div>
</div>
<p class="small">${W.trust.name}：${authority.name}　${W.trust.until}：${dayOf(authority)}</p>
<div class="two">
${W.steps.map(({ device, steps }) => html`<div><h2>${device}</h2><ol>${listed(steps)}</ol></div>`)}
</div>
<p class="small">${W.sheet.help}${W.trust.limits}</p>`
  return sendPlainPage(reply, { title: W.sheet.title, body })
}

function listed(items: readonly string[]): Html[] {
  return items.map((item) => html`<li>${item}</li>`)
}

/** Eight pairs a row: a person compares row by row. */
function inRows(fingerprint: string): Html[] {
  const rows = fingerprint.match(/(?:..:?){1,8}/g) ?? []
  return rows.map(
    (row, index) => html`${index > 0 ? trusted('<br>') : ''}${row.replace(/:$/, '').replaceAll(':', ' ')}`,
  )
}

function dayOf(authority: Authority): string {
  return new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(authority.endsAt)
}

/** A picture to be scanned: drawn in the page itself, with the address written beside it for whoever cannot see it. */
function qr(text: string): Html {
  return trusted(renderSVG(text, { ecc: 'M', border: 2 }).replace('<svg', '<svg role="img" aria-label="二维码"'))
}
