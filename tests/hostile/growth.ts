import type { Product } from '../integration/product';

/** What must not grow without end. */
export interface Size {
  readonly openSockets: number;
  readonly windows: number;
  readonly rssMegabytes: number;
  readonly devices: number;
  readonly openCalls: number;
  readonly calls: number;
  readonly history: number;
  /** Of this minute or so, as Node measures it; see the metrics. */
  readonly loopDelayP99Ms: number;
}

const gauge = (metrics: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN);

export async function sizeOf(product: Product): Promise<Size> {
  const { text } = await product.get('/metrics');
  const [rows] = await product.sql<Record<'devices' | 'open' | 'calls' | 'history', string>>(
    "select (select count(*) from device) devices, (select count(*) from call where state <> 'ended') open, " +
      '(select count(*) from call) calls, (select count(*) from history) history',
  );
  return {
    openSockets: gauge(text, 'vaxel_open_sockets'),
    windows: gauge(text, 'vaxel_realtime_connections'),
    rssMegabytes: Math.round(gauge(text, 'process_resident_memory_bytes') / 1e6),
    devices: Number(rows?.devices),
    openCalls: Number(rows?.open),
    calls: Number(rows?.calls),
    history: Number(rows?.history),
    loopDelayP99Ms: Math.round(gauge(text, 'nodejs_eventloop_lag_p99_seconds') * 1000),
  };
}
