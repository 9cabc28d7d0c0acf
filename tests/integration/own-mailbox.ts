import { Greetings } from '../../src/contract/voicemail/greetings';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { dial } from './talk';

/** What the person's phone sends in the place of words. */
export const ownToneHz = 600;
const packetsPerSecond = 50;

export interface OwnMailbox {
  readonly call: PhoneCall;
  press(digits: string): Promise<void>;
}

/** A phone of the person's own has called *98. */
export async function callsMailbox(person: Colleague, phone: SipPhone): Promise<OwnMailbox> {
  const { id, call } = dial(phone, '*98', { toneHz: ownToneHz });
  await call.until('established');
  await call.openMedia();
  await person.untilState(id, 'active');
  return {
    call,
    async press(digits) {
      const pressed = await person.realtime.command({ name: 'call.sendDigits', callId: id, digits });
      expect(pressed).toMatchObject({ ok: true });
    },
  };
}

/** Three seconds are spoken, heard once more, and kept for all callers. */
export async function speaksGreeting(person: Colleague, { call, press }: OwnMailbox): Promise<void> {
  await press('0');
  await press('2');
  await call.hearsTone(1_000);
  const media = await call.openMedia();
  const { sent } = media.stats();
  await media.until(
    () => media.stats().sent - sent >= 3 * packetsPerSecond,
    120_000,
    () => `${media.stats().sent - sent} packets`,
  );
  await press('#');
  await call.hearsTone(ownToneHz);
  await press('9');
  const greetings = async () => Greetings.parse((await person.api('GET', '/me/greetings')).json()).greetings;
  await eventually('the greeting', async () => (await greetings()).length === 1);
  const [greeting] = await greetings();
  expect(greeting?.saidTo).toBe('all');
  expect(Math.abs((greeting?.ms ?? 0) - 3_000)).toBeLessThan(1_500);
}
