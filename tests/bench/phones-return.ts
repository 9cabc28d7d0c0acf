import { RawSip } from '../fakes/raw-sip';
import { quantile, report } from './figure';
import { startSwitchChild } from './switch-child';

const phones = 1_000;

/**
 * From a phone's first attempt to its registration, in ms, and how often it had to try. It comes back a second or two
 * after a refusal.
 */
async function comeBack(url: string, user: string, startMs: number): Promise<{ tookMs: number; attempts: number }> {
  const account = { addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user };
  for (let attempts = 1; ; attempts += 1) {
    try {
      const raw = await RawSip.connect(url);
      const { status } = await raw.register(account);
      if (status === 200) return { tookMs: performance.now() - startMs, attempts };
      raw.close();
    } catch {
      // Refused or closed.
    }
    if (attempts === 100) throw new Error('a phone was refused a hundred times');
    await new Promise((resolve) => setTimeout(resolve, 1_000 + Math.random() * 1_000));
  }
}

/** A company behind one address, all of whose phones come back at once, as after a restart of the server. */
const child = await startSwitchChild(phones, { limits: 'usual' });
const startMs = performance.now();
const results = await Promise.all(
  Array.from({ length: phones }, (_, index) => comeBack(child.url, String(1_000 + index), startMs)),
);
await child.stop();
const tookMs = results.map((result) => result.tookMs);
report([
  {
    id: null,
    what: '1,000 phones from one address at once: half of them registered after',
    value: Math.round(quantile(tookMs, 0.5)),
    unit: 'ms',
  },
  { id: null, what: 'the last of them', value: Math.round(Math.max(...tookMs)), unit: 'ms' },
  {
    id: null,
    what: 'refused and come back, times a phone',
    value: results.reduce((sum, { attempts }) => sum + attempts - 1, 0) / phones,
    unit: '',
  },
]);
process.exit(0);
