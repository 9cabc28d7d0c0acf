import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { createSipPhone } from '../fakes/sip-phone';
import { quantile, report, type Figure } from './figure';
import { payloadBytes } from './load-packets.part';
import { cpuMsOf } from './process-use';
import { startSwitchChild } from './switch-child';

/**
 * So many calls, of which so many are being set up at any moment: calls a second, and how long until each end has heard
 * the other's words. The ends are WebRTC, all in this process: more than some tens at a time wait for it alone.
 */
const calls = Number(process.argv[2] ?? 300);
const atOnce = Number(process.argv[3] ?? 20);
const kinds = (process.argv[4] ?? 'embedded,asterisk').split(',') as ('embedded' | 'asterisk')[];
const limitMs = 90_000;
/** Each of so many phones makes calls, and each of as many takes some. */
const phonesEach = 30;

interface Outcome {
  readonly setUp: readonly number[];
  readonly dialledMs: number;
  readonly heard: readonly number[];
  readonly ownMs: number;
  readonly switchMs: number;
  readonly rssMegabytes: number;
}

async function measure(kind: 'embedded' | 'asterisk'): Promise<Outcome> {
  const child = await startSwitchChild(2 * phonesEach, { kind });
  const phone = (at: number): Promise<SipPhone> => {
    const user = String(1000 + at);
    const account = { addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user };
    return createSipPhone({ url: child.url, account, offersCandidates: kind === 'asterisk', autoAnswer: true });
  };
  const phones = await Promise.all(Array.from({ length: 2 * phonesEach }, (_, at) => phone(at)));
  const [before, ownBefore, startMs] = [await child.cpu(), cpuMsOf(process.pid), performance.now()];
  const setUp: number[] = [];
  const heard: number[] = [];
  const ends: PhoneCall[] = [];
  const known = new Set<PhoneCall>();
  const passed = (): number => performance.now() - startMs;
  let begun = 0;
  const dial = async (): Promise<void> => {
    while (begun < calls) {
      const at = begun % phonesEach;
      begun += 1;
      const beginMs = performance.now();
      const call = phones[at]?.dial(String(1000 + phonesEach + at));
      await call?.until('established', limitMs).then(
        () => setUp.push(performance.now() - beginMs),
        () => undefined,
      );
    }
  };
  const dialling = Promise.all(Array.from({ length: atOnce }, dial)).then(passed);
  // Every end says a word now and then, and hears one of the right length.
  const words = setInterval(() => {
    for (const call of phones.flatMap((each) => each.calls)) if (!known.has(call)) listen(call);
    for (const { media } of ends) media?.sendFrame(Buffer.alloc(payloadBytes, 0xff));
  }, 100);
  function listen(call: PhoneCall): void {
    const { media } = call;
    if (media === null) return;
    known.add(call);
    ends.push(call);
    let isHeard = false;
    media.onAudio = (payload) => {
      if (isHeard || payload.length !== payloadBytes) return;
      isHeard = true;
      heard.push(passed());
    };
  }
  const dialledMs = await dialling;
  while (heard.length < 2 * calls && passed() < limitMs) await new Promise((resolve) => setTimeout(resolve, 50));
  clearInterval(words);
  const after = await child.cpu();
  const ownMs = cpuMsOf(process.pid) - ownBefore;
  await Promise.all(phones.map((each) => each.close()));
  await child.stop();
  return {
    setUp,
    dialledMs,
    heard,
    ownMs,
    switchMs: (after.microseconds - before.microseconds) / 1000,
    rssMegabytes: after.rssBytes / 1e6,
  };
}

const figures: Figure[] = [];
for (const kind of kinds) {
  const { setUp, dialledMs, heard, ownMs, switchMs, rssMegabytes } = await measure(kind);
  const figure = (what: string, value: number, unit: string): void => {
    const rounded = Math.round(value * 10) / 10;
    figures.push({ id: null, what: `${kind}, ${calls} calls, ${atOnce} at a time: ${what}`, value: rounded, unit });
  };
  figure('answered', setUp.length, `of ${calls}`);
  figure('ends that have heard the other', heard.length, `of ${2 * calls}`);
  figure('calls set up', (setUp.length / dialledMs) * 1000, '1/s');
  figure('set-up of a call, p50', quantile(setUp, 0.5), 'ms');
  figure('set-up of a call, p99', quantile(setUp, 0.99), 'ms');
  figure('the last end has heard after', Math.max(...heard), 'ms');
  figure('processor time of the ends', ownMs, 'ms');
  figure('processor time of the switch', switchMs, 'ms');
  figure('memory of the switch', rssMegabytes, 'MB');
}
report(figures);
