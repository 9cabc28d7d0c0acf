import { RawSip } from '../fakes/raw-sip';
import { report } from './figure';
import { startSwitchChild } from './switch-child';

export interface RegistrationsResult {
  readonly registrationsPerSecond: number;
  /** CPU of the switch for one authenticated registration, challenge included. */
  readonly cpuMicroseconds: number;
  readonly registrations: number;
}

/** Authenticated registrations a second: challenge and answer over 50 sockets, as fast as they go. */
async function benchRegistrations({ sockets = 50, seconds = 5 } = {}): Promise<RegistrationsResult> {
  const child = await startSwitchChild(sockets);
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
  return { registrationsPerSecond: Math.round(registrations / elapsedS), cpuMicroseconds: Math.round((after.microseconds - before.microseconds) / registrations), registrations };
}

const { registrationsPerSecond, cpuMicroseconds } = await benchRegistrations();
report([
  { id: null, what: 'authenticated registrations a second at the embedded switch', value: registrationsPerSecond, unit: '1/s' },
  { id: null, what: "switch's CPU for each registration", value: Math.round(cpuMicroseconds / 10) / 100, unit: 'ms' },
]);
