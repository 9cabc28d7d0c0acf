import { randomUUID } from 'node:crypto';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { SipPhone, SipPhoneOptions } from '../fakes/sip-phone';
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
export async function deskAccount(url: string, who: string): Promise<SipCredentials> {
  const token = await (await fetch(`${url}/local/token?as=${who}`)).text();
  return enrol(
    `${url}/api/devices`,
    { authorization: `Bearer ${token}` },
    { windowId: randomUUID(), kind: 'deskPhone', label: 'SIP phone' },
  );
}

async function enrol(address: string, headers: Record<string, string>, body: object): Promise<SipCredentials> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`enrolment answered ${answer.status}`);
  return (await answer.json()) as SipCredentials;
}

/** Registers where its switch is. */
function phone(url: string, account: SipCredentials, options: Options): Promise<SipPhone> {
  const { webSocketPath, withoutCandidates } = account;
  const address = new URL(webSocketPath, url.replace('http', 'ws')).href;
  return createSipPhone({ url: address, account, offersCandidates: !withoutCandidates, ...options });
}
