import type { LegId } from '../../src/contract/ids';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import type { Device, Office } from './switch-office';

/** A call of the phone that the switch has answered. */
export async function answeredCall(
  office: Office,
  phone: SipPhone,
  number: string,
): Promise<{ call: PhoneCall; leg: LegId }> {
  const call = phone.dial(number, { toneHz: 600 });
  const { leg } = await office.next('legArrived', ({ dialled }) => dialled === number);
  office.switch.answer(leg);
  await office.next('legAnswered', (event) => event.leg === leg);
  await call.until('established');
  return { call, leg };
}

/** A phone in talk with nobody but the switch. */
export async function talkingToSwitch(
  office: Office,
  options: { withoutOffer?: boolean; headers?: string[] } = {},
): Promise<{ phone: SipPhone; call: PhoneCall; leg: LegId; device: Device }> {
  const device = office.enrol('1001');
  const phone = await office.phone(device, { extraSupported: ['timer'] });
  const call = phone.dial('1002', { toneHz: 600, ...options });
  const { leg } = await office.next('legArrived');
  office.switch.answer(leg);
  await office.next('legAnswered', (event) => event.leg === leg);
  await call.openMedia();
  return { phone, call, leg, device };
}

/** The message bodies that the phone receives in messages that begin so. */
export function bodiesTo(phone: SipPhone, first: RegExp): string[] {
  const found: string[] = [];
  phone.wire.on('received', (text) => first.test(text) && found.push(text.split('\r\n\r\n')[1] ?? ''));
  return found;
}
