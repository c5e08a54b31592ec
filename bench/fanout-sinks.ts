import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCertificate } from '@yimi/live/test-certificate.ts'
import { freePort, start } from './fanout-processes.ts'

const modules = '/usr/lib/nginx/modules'

export type Nginx = { pid: number; stop(): Promise<void> }

/** One nginx, a single process, of the given blocks. */
export async function startNginx(blocks: string, names = ['rtmp']): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'yimi-fanout-'))
  const loads = names.map((name) => `load_module ${modules}/ngx_${name}_module.so;`).join(' ')
  const asRoot = process.getuid?.() === 0 ? 'user root;' : ''
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${loads} ${asRoot} daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.txt error;
     events { worker_connections 2048; }
     ${blocks.replaceAll('FOLDER', folder)}`,
  )
  const running = start('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')])
  for (let turn = 0; !existsSync(join(folder, 'pid')); turn += 1) {
    if (turn > 200 || running.child.exitCode !== null) throw new Error(`nginx did not start: ${running.words()}`)
    await new Promise((done) => setTimeout(done, 25))
  }
  const stop = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pid: running.pid, stop }
}

export type Sinks = {
  port: number
  tlsPort: number | undefined
  /** PEM of the certificate that `tlsPort` shows for `localhost`. */
  ca: string
  /** Bytes received so far of each stream that is being published. */
  received(): Promise<Map<string, number>>
  stop(): Promise<void>
}

/** Platforms that take everything and keep nothing: an nginx-rtmp; before it, where nginx can, one that ends TLS. */
export async function startSinks(): Promise<Sinks> {
  const [port, statPort] = [await freePort(), await freePort()]
  const sink = await startNginx(
    `rtmp { server { listen 127.0.0.1:${port}; application sink { live on; } } }
     http { access_log off; client_body_temp_path FOLDER/b; proxy_temp_path FOLDER/p; fastcgi_temp_path FOLDER/f;
       uwsgi_temp_path FOLDER/u; scgi_temp_path FOLDER/s;
       server { listen 127.0.0.1:${statPort}; location / { rtmp_stat all; } } }`,
  )
  const { key, cert } = buildCertificate('localhost')
  const tls = existsSync(join(modules, 'ngx_stream_module.so')) ? await startTlsEnd(port, key, cert) : undefined
  return {
    port,
    tlsPort: tls?.port,
    ca: cert,
    received: async () => {
      const text = await (await fetch(`http://127.0.0.1:${statPort}/`)).text()
      const streams = text.split('<stream>').slice(1)
      return new Map(
        streams
          .filter((stream) => stream.includes('<publishing/>'))
          .map((stream) => [tag(stream, 'name'), Number(tag(stream, 'bytes_in'))]),
      )
    },
    stop: async () => {
      await tls?.stop()
      await sink.stop()
    },
  }
}

async function startTlsEnd(target: number, key: string, cert: string): Promise<Nginx & { port: number }> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'yimi-fanout-tls-'))
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  writeFileSync(join(folder, 'cert.pem'), cert)
  const nginx = await startNginx(
    `stream { server { listen 127.0.0.1:${port} ssl; ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
       proxy_pass 127.0.0.1:${target}; } }`,
    ['stream'],
  )
  const stop = async () => {
    await nginx.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pid: nginx.pid, port, stop }
}

function tag(text: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1] ?? ''
}
