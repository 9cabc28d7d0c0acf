import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { VaxelError } from '../contract/errors';
import { gauge, type Measure } from '../metrics/measures';

export interface Metrics {
  /** Where every part registers its own counters. */
  readonly registry: Registry;
  /** Seconds by method, route pattern and status. */
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
}

/** Prometheus metrics of one server; nothing goes into the library's global registry. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requestSeconds = new Histogram({
    name: 'vaxel_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return { registry, requestSeconds };
}

/** Adds a figure that is read when somebody asks, e.g. `vaxel_realtime_connections`. */
export function addGauge({ registry }: Metrics, name: string, help: string, read: () => number): void {
  registry.registerMetric(gauge(name, help, read));
}

/** Adds what the parts of the server have made. */
export function addMeasures({ registry }: Metrics, measures: readonly Measure[]): void {
  for (const measure of measures) registry.registerMetric(measure);
}

/**
 * `GET /metrics`: with a token, to whoever holds it; without, only to this machine directly (a proxy in front adds
 * `X-Forwarded-For` and is refused), since the figures tell when a company telephones.
 */
export function createMetricsRoute({ registry }: Metrics, token: string | null): RequestHandler {
  return async (request, response) => {
    const address = request.socket.remoteAddress ?? '';
    const direct = /^(::1|(::ffff:)?127\.)/.test(address) && request.headers['x-forwarded-for'] === undefined;
    const allowed = token === null ? direct : request.headers.authorization === `Bearer ${token}`;
    if (!allowed) throw new VaxelError('request.notFound');
    response.type(registry.contentType).send(await registry.metrics());
  };
}
