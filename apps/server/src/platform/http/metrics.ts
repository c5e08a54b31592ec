import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  readonly contentType: string
  text(): Promise<string>
  request(method: string, route: string, status: number, seconds: number): void
  gauge(name: string, help: string, read: () => number): void
}

/** Prometheus figures of one process; labels are route patterns and codes, never ids or names. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'yimi_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'yimi_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['route'],
    buckets: [0.01, 0.05, 0.1, 0.2, 0.4, 1, 4],
    registers: [registry],
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    request(method, route, status, elapsed) {
      requests.inc({ method, route, status: String(status) })
      seconds.observe({ route }, elapsed)
    },
    gauge(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
    },
  }
}
