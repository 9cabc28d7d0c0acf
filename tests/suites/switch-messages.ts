import type { SipPhone, SipPhoneOptions } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import { messagesEvent } from '../../src/switch/waiting-messages';
import { bodiesTo } from './switch-phones';
import type { Device } from './switch-office';
import type { SuiteContext } from './switch.suite';

/** What a phone was told, whether or not it had asked: `yes 2/1`. */
function messagesTo(phone: SipPhone): () => readonly string[] {
  const bodies = bodiesTo(phone, /^NOTIFY /);
  return () =>
    bodies.flatMap((body) => {
      const [, lamp, counts] = /^Messages-Waiting: (yes|no)\r\nVoice-Message: (\d+\/\d+) \(0\/0\)/.exec(body) ?? [];
      return lamp === undefined ? [] : [`${lamp} ${counts}`];
    });
}

/** Messages that wait for a phone's person (RFC 3842). */
export function messageTests({ office }: SuiteContext): void {
  const enrolled = (): Device => office().enrol('1001', { wantsOffer: true });

  /** A phone of another make, that wants to know. */
  async function phoneOf(device: Device, options: Partial<SipPhoneOptions> = {}) {
    const { messagesUnasked } = office().switch.capabilities;
    const phone = office().unregistered(device, options);
    const told = messagesTo(phone);
    await device.enrolled;
    await phone.register();
    if (!messagesUnasked) await phone.subscribe(messagesEvent);
    const shows = (last: string): Promise<void> =>
      eventually(`${last} after ${told().join(', ')}`, async () => told().at(-1) === last);
    return { phone, told, shows };
  }

  it('are told to a phone with all of them, and no more often than once a second', async () => {
    const device = enrolled();
    const { phone, told, shows } = await phoneOf(device);
    const atMs: number[] = [];
    phone.wire.on('received', (text) => /^NOTIFY /.test(text) && atMs.push(performance.now()));
    office().switch.messages(device.id, { unheard: 2, heard: 1 });
    await shows('yes 2/1');
    for (const unheard of [1, 3, 0]) office().switch.messages(device.id, { unheard, heard: 3 });
    await shows('no 0/3');
    expect(told()).toEqual(['yes 2/1', 'no 0/3']);
    const [first = 0, second = 0] = atMs.slice(-2);
    expect(second - first).toBeGreaterThan(700);
  });

  it('are told to a phone that comes later, and once more when it has come back', async () => {
    const device = enrolled();
    office().switch.messages(device.id, { unheard: 1, heard: 0 });
    const { phone, shows } = await phoneOf(device);
    await shows('yes 1/0');
    phone.leavePage();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id);
    const again = await phoneOf(device);
    await again.shows('yes 1/0');
  });

  it('are not made up for a phone of which nothing was said', async () => {
    const [unknown, known] = [enrolled(), enrolled()];
    const [silent, other] = [await phoneOf(unknown), await phoneOf(known)];
    office().switch.messages(known.id, { unheard: 0, heard: 0 });
    await other.shows('no 0/0');
    expect(silent.told()).toEqual([]);
  });
}
