import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buildCertificate } from '@yimi/live/test-certificate.ts'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { smsGateway } from './sms-gateway.ts'
import { smtpDelivery } from './smtp-delivery.ts'

const { key, cert } = buildCertificate('localhost')
const message = { id: 'n-1', to: 'li@example.org', title: '直播已取消', body: '《把政策讲给邻居听》已取消。' }
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe('mail, against a real SMTP server', () => {
  type Received = { to: string[]; text: string; secure: boolean; user: string }

  async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
    const received: Received[] = []
    const server = new SMTPServer({
      key,
      cert,
      onAuth: (given, _session, done) =>
        given.password === 'right' ? done(null, { user: given.username ?? '' }) : done(new Error('wrong')),
      onData(stream, session, done) {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          received.push({
            to: session.envelope.rcptTo.map((one) => one.address),
            text: Buffer.concat(parts).toString('utf8'),
            secure: session.secure,
            user: String(session.user ?? ''),
          })
          done()
        })
      },
      ...options,
    })
    // A client that turns away is no fault of the server.
    server.on('error', () => undefined)
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
    closers.push(() => new Promise((closed) => server.close(() => closed())))
    return { port: (server.server.address() as AddressInfo).port, received }
  }

  const from = '新时代文明实践站 <mail@example.org>'

  test.each([
    ['smtps', { secure: true }],
    ['smtp', {}],
  ])('%s goes encrypted, with the words and to this one address alone', async (scheme, options) => {
    const { port, received } = await mailServer(options)
    const mail = smtpDelivery({ url: `${scheme}://station:right@localhost:${port}`, from, ca: cert })
    expect(await mail.deliver(message)).toBe('sent')
    expect(received).toMatchObject([{ to: ['li@example.org'], secure: true, user: 'station' }])
    expect(received[0]?.text).toContain(Buffer.from(message.title).toString('base64').slice(0, 8))
    expect(received[0]?.text).toContain('Message-ID: <n-1@yimi>')
  })

  test('a server without TLS gets neither the password nor the message', async () => {
    const { port, received } = await mailServer({
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
    })
    const mail = smtpDelivery({ url: `smtp://station:right@localhost:${port}`, from, ca: cert })
    expect(await mail.deliver(message)).toBe('refused')
    expect(received).toEqual([])
  })

  test('a certificate that nobody vouches for is not trusted', async () => {
    const { port, received } = await mailServer({ secure: true })
    expect(await smtpDelivery({ url: `smtps://station:right@localhost:${port}`, from }).deliver(message)).toBe(
      'unreachable',
    )
    expect(received).toEqual([])
  })

  test.each([
    [550, 'refused'],
    [451, 'unreachable'],
  ])('an answer of %i means %s', async (responseCode, means) => {
    const { port } = await mailServer({
      secure: true,
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode })),
    })
    const mail = smtpDelivery({ url: `smtps://station:right@localhost:${port}`, from, ca: cert })
    expect(await mail.deliver(message)).toBe(means)
  })

  test('nobody there: to be tried again', async () => {
    const { port } = await mailServer()
    for (const close of closers.splice(0)) await close()
    expect(await smtpDelivery({ url: `smtps://localhost:${port}`, from }).deliver(message)).toBe('unreachable')
  })

  test('words and addresses cannot bring headers or receivers of their own', async () => {
    const { port, received } = await mailServer({ secure: true })
    const mail = smtpDelivery({ url: `smtps://station:right@localhost:${port}`, from, ca: cert })
    await mail.deliver({ ...message, title: '通知\r\nBcc: other@example.org' })
    await mail.deliver({ ...message, to: 'li@example.org, other@example.org' })
    for (const one of received) expect(one.to).not.toContain('other@example.org')
    expect(received.some((one) => /^Bcc:/m.test(one.text))).toBe(false)
  })
})

describe('short messages, against a real HTTPS gateway', () => {
  type Asked = { auth: string; body: unknown }

  async function gateway(status: number | 'hang-up' | 'redirect'): Promise<{ port: number; asked: Asked[] }> {
    const asked: Asked[] = []
    const server: Server = createServer({ key, cert }, (request, reply) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        asked.push({
          auth: request.headers.authorization ?? '',
          body: JSON.parse(Buffer.concat(parts).toString('utf8')),
        })
        if (status === 'hang-up') request.socket.destroy()
        else if (status === 'redirect') reply.writeHead(302, { location: 'https://169.254.169.254/' }).end()
        else reply.writeHead(status).end('{}')
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()))
    closers.push(
      () =>
        new Promise((closed) => {
          server.closeAllConnections()
          server.close(() => closed())
        }),
    )
    return { port: (server.address() as AddressInfo).port, asked }
  }

  const sms = { ...message, to: '13800005678' }
  const settings = (port: number) => ({
    url: `https://localhost:${port}/send`,
    token: 'gateway-token',
    allowPrivate: ['127.0.0.1', '::1'],
    ca: cert,
  })

  test.each([
    [200, 'sent'],
    [503, 'unreachable'],
    [400, 'refused'],
    ['redirect', 'refused'],
    ['hang-up', 'unclear'],
  ] as const)('an answer of %s means %s', async (status, means) => {
    const { port, asked } = await gateway(status)
    expect(await smsGateway(settings(port)).deliver(sms)).toBe(means)
    expect(asked).toEqual([
      { auth: 'Bearer gateway-token', body: { id: 'n-1', to: '13800005678', text: `【${sms.title}】${sms.body}` } },
    ])
  })

  test('a name that leads inside the network is not called', async () => {
    const { port, asked } = await gateway(200)
    expect(await smsGateway({ ...settings(port), allowPrivate: [] }).deliver(sms)).toBe('unreachable')
    expect(asked).toEqual([])
  })

  test.each([
    'http://sms.example.org/',
    'https://user:word@sms.example.org/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/',
  ])('%s is no gateway', (url) => {
    expect(() => smsGateway({ url, token: 'gateway-token', allowPrivate: [] })).toThrow(TypeError)
  })
})
