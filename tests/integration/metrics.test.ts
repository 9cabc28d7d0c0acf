import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import { dial, talk } from './talk';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.close());

/** The figure of a series; what is not there counts nothing. */
async function figure(series: string): Promise<number> {
  const { text } = await product.get('/metrics');
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

const becomes = (series: string, value: number) =>
  eventually(`${series} to be ${value}`, async () => (await figure(series)) === value);

test('calls, legs, set-up times, devices and jobs are told as they are', async () => {
  const [anna, bjorn] = await product.people('anna', 'bjorn');
  const [phone, desk] = [await anna.phone(), await bjorn.phone()];
  await becomes('vaxel_devices_reachable{kind="tab"}', 2);
  await becomes('vaxel_realtime_connections', 2);
  const call = await talk(phone, desk, bjorn.extension);
  await becomes('vaxel_calls{state="talking"}', 1);
  await becomes('vaxel_legs', 2);
  await eventually(
    'the way to ring to be measured',
    async () => (await figure('vaxel_call_ringing_seconds_count')) === 1,
  );
  await becomes('vaxel_call_media_seconds_count', 2);
  expect(await figure('vaxel_call_media_seconds_sum')).toBeGreaterThan(0);
  call.a.hangUp();
  await becomes('vaxel_calls_ended_total{way="internal",result="answered",reason="hungUp"}', 1);
  const { call: nobody } = dial(phone, '1999');
  await nobody.until('ended');
  await becomes('vaxel_calls_ended_total{way="nowhere",result="unanswered",reason="unknownNumber"}', 1);
  await becomes('vaxel_calls{state="talking"}', 0);
  await becomes('vaxel_legs', 0);
  await becomes('vaxel_database_up', 1);
  await becomes('vaxel_jobs{state="failed"}', 0);
  await phone.close();
  await becomes('vaxel_devices_reachable{kind="tab"}', 1);
  expect(await figure('vaxel_device_changes_total{to="unreachable"}')).toBeGreaterThanOrEqual(1);
});

/** Names as PromQL has them; of a histogram those of its parts. */
const namesIn = (text: string): string[] => [...new Set(text.match(/\b(?:vaxel|nodejs|process)_\w+/g) ?? [])];

test.each(['ops/alerts.yml', 'ops/grafana-dashboard.json'])('%s asks for figures that there are', async (file) => {
  const asked = namesIn(readFileSync(join(process.cwd(), file), 'utf8'));
  expect(asked.length).toBeGreaterThan(5);
  const { text } = await product.get('/metrics');
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type]) => ({ name, type }));
  const there = types.flatMap(({ name, type }) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => `${name}${part}`) : [name],
  );
  expect(asked.filter((name) => !there.includes(name))).toEqual([]);
});
