import { setTimeout as delay } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { watchStalls } from './process-stall';

test('a time in which the process did nothing else is counted', async () => {
  const { measure, stop } = watchStalls();
  const registry = new Registry();
  registry.registerMetric(measure);
  await delay(150);
  const busyUntilMs = performance.now() + 600;
  while (performance.now() < busyUntilMs);
  await delay(150);
  stop();
  const text = await registry.metrics();
  const [, within = '0'] = /_bucket\{le="0\.3"\} (\d+)/.exec(text) ?? [];
  const [, all = '0'] = /_count (\d+)/.exec(text) ?? [];
  expect(Number(all) - Number(within)).toBeGreaterThanOrEqual(1);
});
