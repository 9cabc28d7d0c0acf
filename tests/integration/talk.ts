import { randomUUID } from 'node:crypto';
import type { CallId } from '../../src/contract/ids';
import type { DialOptions, PhoneCall, SipPhone } from '../fakes/sip-phone';

/** Dials as the tab does, naming the call. */
export function dial(
  phone: SipPhone,
  target: string,
  options: DialOptions = {},
): { readonly id: CallId; readonly call: PhoneCall } {
  const id = randomUUID() as CallId;
  const call = phone.dial(target, { ...options, headers: [`X-Vaxel-Call: ${id}`, ...(options.headers ?? [])] });
  return { id, call };
}

export interface Talk {
  readonly id: CallId;
  readonly a: PhoneCall;
  readonly b: PhoneCall;
  /** Each hears the other's tone, now. */
  isHeard(): Promise<void>;
}

/** Two phones in an answered call with open media; the caller sends 600 Hz, the other 900 Hz. */
export async function talk(from: SipPhone, to: SipPhone, target: string): Promise<Talk> {
  const { id, call: a } = dial(from, target, { toneHz: 600 });
  const next = (): Promise<PhoneCall> =>
    to.nextCall().catch((cause: unknown) => {
      throw new Error(`no call came; the caller's is ${a.state}, refused ${JSON.stringify(a.refusal)}`, { cause });
    });
  // Calls that rang there before and were not taken still wait in the row.
  let b = await next();
  while (b.header('X-Vaxel-Call') !== id) b = await next();
  b.answer(900);
  await Promise.all([a.until('established'), b.until('established')]);
  await Promise.all([a.openMedia(), b.openMedia()]);
  return { id, a, b, isHeard: async () => void (await Promise.all([a.hearsTone(900), b.hearsTone(600)])) };
}
