import { RawSip } from '../fakes/raw-sip';
import { report, type Figure } from './figure';
import { startSwitchChild } from './switch-child';

/** So many windows that are registered and do nothing: how soon all are, and what each costs the switch in memory. */
const windows = Number(process.argv[2] ?? 2_000);
const kinds = ['embedded', 'asterisk'] as const;
/** A browser tries again when it is not let in at once; this many try at a time. */
const atOnce = 8;

const figures: Figure[] = [];
for (const kind of kinds) {
  const child = await startSwitchChild(windows, { kind });
  const before = await child.cpu();
  const startMs = performance.now();
  const raws: RawSip[] = [];
  let next = 0;
  const come = async (): Promise<void> => {
    while (next < windows) {
      const user = String(1000 + next++);
      const raw = await RawSip.connect(child.url);
      const account = { addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user };
      const { status } = await raw.register(account);
      if (status !== 200) throw new Error(`REGISTER was answered ${status}`);
      raws.push(raw);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, come));
  const tookMs = performance.now() - startMs;
  const after = await child.cpu();
  const figure = (what: string, value: number, unit: string): void =>
    void figures.push({ id: null, what: `${kind}, ${windows} windows: ${what}`, value: Math.round(value), unit });
  figure('registered', raws.length, 'windows');
  figure('all of them within', tookMs, 'ms');
  figure('memory for each', (after.rssBytes - before.rssBytes) / windows / 1000, 'kB');
  figure('memory of the switch', after.rssBytes / 1e6, 'MB');
  for (const raw of raws) raw.close();
  await child.stop();
}
report(figures);
