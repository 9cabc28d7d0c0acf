import { randomUUID } from 'node:crypto';
import type { PhoneAccount, SipPhone, SipPhoneOptions } from '../fakes/sip-phone';
import { createSipPhone } from '../fakes/sip-phone';

type Options = Partial<Omit<SipPhoneOptions, 'url' | 'account'>>;

/**
 * A SIP phone without a page on an outside number: it counts digits and has several calls, which the page's has not.
 */
export async function outsideSipPhone(url: string, number: string, options: Options = {}): Promise<SipPhone> {
  return phone(url, await enrol(`${url}/local/outside/devices`, {}, { number }), options);
}

/** The same on the desk of a person. */
export async function deskSipPhone(url: string, who: string, options: Options = {}): Promise<SipPhone> {
  return phone(url, await deskAccount(url, who), options);
}

/** Credentials of a desk phone of that person's. */
export async function deskAccount(url: string, who: string): Promise<PhoneAccount> {
  const token = await (await fetch(`${url}/local/token?as=${who}`)).text();
  return enrol(
    `${url}/api/devices`,
    { authorization: `Bearer ${token}` },
    { windowId: randomUUID(), kind: 'deskPhone', label: 'SIP phone' },
  );
}

async function enrol(address: string, headers: Record<string, string>, body: object): Promise<PhoneAccount> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`enrolment answered ${answer.status}`);
  return (await answer.json()) as PhoneAccount;
}

const phone = (url: string, account: PhoneAccount, options: Options): Promise<SipPhone> =>
  createSipPhone({ url: `${url.replace('http', 'ws')}/sip`, account, ...options });
