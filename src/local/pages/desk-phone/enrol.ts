import type { SipCredentials } from '../../../contract/devices/devices';
import type { EnrolPhone } from '../phone/sip-phone';

export interface DeskPhoneOwner {
  /** Name in addresses, e.g. `anna`. */
  readonly key: string;
  /** The same at each visit, so that it is the same device each time. */
  readonly deskPhoneId: string;
}

/** Enrols a desk phone as its owner; the owner's token is used for nothing else, the rest is SIP. */
export function enrolDeskPhone({ key, deskPhoneId }: DeskPhoneOwner, label: string): EnrolPhone {
  return async () => {
    const token = await fetch(`/local/token?as=${encodeURIComponent(key)}`, { cache: 'no-store' }).then(textOf);
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const body = JSON.stringify({ windowId: deskPhoneId, kind: 'deskPhone', label });
    return JSON.parse(await fetch('/api/devices', { method: 'POST', headers, body }).then(textOf)) as SipCredentials;
  };
}

async function textOf(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.text();
}
