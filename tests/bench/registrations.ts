import { nonceOf, RawSip } from '../fakes/raw-sip';
import { median, report, type Figure } from './figure';
import { startSwitchChild } from './switch-child';

export interface RegistrationsResult {
  readonly registrationsPerSecond: number;
  /** CPU of the switch for one authenticated registration, challenge included. */
  readonly cpuMicroseconds: number;
  readonly registrations: number;
}

/** Authenticated registrations a second: challenge and answer over 50 sockets, as fast as they go. */
async function benchRegistrations(
  kind: 'embedded' | 'asterisk',
  { sockets = 50, seconds = 5 } = {},
): Promise<RegistrationsResult> {
  const child = await startSwitchChild(sockets, { kind });
  const raws = await Promise.all(Array.from({ length: sockets }, () => RawSip.connect(child.url)));
  const before = await child.cpu();
  const startMs = performance.now();
  let registrations = 0;
  await Promise.all(
    raws.map(async (raw, index) => {
      const user = String(1000 + index);
      const account = { addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user };
      while (performance.now() - startMs < seconds * 1000) {
        const { status } = await raw.register(account);
        if (status !== 200) throw new Error(`REGISTER was answered ${status}`);
        registrations += 1;
      }
    }),
  );
  const elapsedS = (performance.now() - startMs) / 1000;
  const after = await child.cpu();
  for (const raw of raws) raw.close();
  await child.stop();
  return {
    registrationsPerSecond: Math.round(registrations / elapsedS),
    cpuMicroseconds: Math.round((after.microseconds - before.microseconds) / registrations),
    registrations,
  };
}

/**
 * How much longer one waits for the answer to a wrong password than for that to an unknown user: it must say nothing.
 * Interleaved.
 */
async function benchGuesses(kind: 'embedded' | 'asterisk', rounds = 50): Promise<number> {
  const child = await startSwitchChild(1, { kind });
  const account = { addressOfRecord: 'sip:1000@bench.vaxel', username: '1000', password: '1000' };
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, over] of [{ password: 'wrong' }, { username: 'nobody' }].entries()) {
      const raw = await RawSip.connect(child.url);
      const nonce = nonceOf(await raw.challenge(account));
      const startMs = performance.now();
      await raw.register(account, { ...over, nonce });
      times[index]?.push(performance.now() - startMs);
      raw.close();
    }
  }
  await child.stop();
  return median(times[0]) / median(times[1]);
}

const figures = async (kind: 'embedded' | 'asterisk', name: string): Promise<Figure[]> => {
  const guesses = await benchGuesses(kind);
  const { registrationsPerSecond, cpuMicroseconds } = await benchRegistrations(kind);
  return [
    {
      id: null,
      what: `authenticated registrations a second at ${name}`,
      value: registrationsPerSecond,
      unit: '1/s',
    },
    {
      id: null,
      what: `CPU of ${name} for each registration`,
      value: Math.round(cpuMicroseconds / 10) / 100,
      unit: 'ms',
    },
    {
      id: 'R3',
      what: `wrong password against unknown user at ${name}, time to the answer`,
      value: Math.round(guesses * 100) / 100,
      unit: '×',
      goal: { text: '0.5 to 2 ×', reached: guesses > 0.5 && guesses < 2 },
    },
  ];
};
report([...(await figures('embedded', 'the embedded switch')), ...(await figures('asterisk', 'Asterisk'))]);
