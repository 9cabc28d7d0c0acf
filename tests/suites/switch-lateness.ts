import type { LegId } from '../../src/contract/ids';
import type { SwitchEvent } from '../../src/switch/port';
import { startRemotePhones } from '../fakes/remote-phones';
import type { SipPhoneOptions } from '../fakes/sip-phone';
import type { Device } from './switch-office';
import type { SuiteContext } from './switch.suite';

/** Nothing else runs in this process meanwhile, as when a large job holds it up. */
function blockFor(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs;);
}

const judgements: readonly SwitchEvent['type'][] = ['deviceUnreachable', 'legStalled', 'legLost', 'legEnded'];

export function latenessTests({ office }: SuiteContext): void {
  /** In a process of their own: they go on while ours is held up. */
  let phones: Awaited<ReturnType<typeof startRemotePhones>>;
  beforeAll(async () => {
    phones = await startRemotePhones();
  });
  afterAll(() => phones.end());

  async function register(device: Device, options: Partial<SipPhoneOptions> = {}): Promise<number> {
    await device.enrolled;
    const phone = await phones.register(office().phoneOptions(device, options));
    await office().next('deviceReachable', ({ deviceId }) => deviceId === device.id);
    return phone;
  }

  async function answered(leg: LegId): Promise<void> {
    await office().next('legAnswered', (event) => event.leg === leg);
  }

  /** As `Office.talk`. */
  async function talk() {
    const [a, b] = [office().enrol('1001'), office().enrol('1002')];
    const [phoneA, phoneB] = [await register(a), await register(b)];
    const callA = await phones.dial(phoneA, '1002', 600);
    const { leg: legA } = await office().next('legArrived');
    const legB = office().dial(b);
    const callB = await phones.nextCall(phoneB);
    await phones.answer(callB, 900);
    await answered(legB);
    office().switch.answer(legA);
    office().join(legA, legB);
    await answered(legA);
    const bothHear = () => Promise.all([phones.hearsTone(callA, 900), phones.hearsTone(callB, 600)]);
    await bothHear();
    return { a, b, phoneB, legA, legB, bothHear };
  }

  it('does not blame devices for the time in which it did not listen: none is unreachable or lost', async () => {
    const { a, bothHear } = await talk();
    // One whose registration is to be renewed while we are late, and one that is just being called.
    const [renewing, called] = [office().enrol('1003'), office().enrol('1004')];
    await register(renewing, { registerSeconds: 3 });
    const phone = await register(called);
    // Shorter than we are held up.
    const probe = office().switch.probe(a.id, 3_000);
    const leg = office().dial(called);
    const since = office().events.length;
    blockFor(3_500);
    const call = await phones.nextCall(phone);
    await office().next('legRinging', (event) => event.leg === leg);
    await expect(probe).resolves.toBe(true);
    blockFor(2_500);
    await bothHear();
    await phones.answer(call, 1300);
    await answered(leg);
    await office().next('legMedia', (event) => event.leg === leg);
    await office().switch.probe(renewing.id, 5_000);
    expect(
      office()
        .events.slice(since)
        .filter(({ type }) => judgements.includes(type)),
    ).toEqual([]);
  });

  it('still notices, once it listens again, who went away meanwhile', async () => {
    const { b, phoneB, legA, legB } = await talk();
    await office().next('legMedia', ({ leg }) => leg === legB);
    await phones.freeze(phoneB);
    blockFor(2_500);
    await office().next('legStalled', ({ leg }) => leg === legB);
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === b.id);
    expect(office().count('legStalled', legA)).toBe(0);
  });
}
