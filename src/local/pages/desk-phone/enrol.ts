import type { SipCredentials } from '../../../contract/devices/devices';
import type { EnrolPhone } from '../phone/sip-phone';

export interface DeskPhoneOwner {
  /** Name in addresses, e.g. `anna`. */
  readonly key: string;
  /** The same at each visit, so that it is the same device each time. */
  readonly deskPhoneId: string;
}

/** Enrols the desk phone of a person; the rest is SIP. */
export function enrolDeskPhone({ key, deskPhoneId }: DeskPhoneOwner, label: string): EnrolPhone {
  return async () => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ as: key, deskPhoneId, label });
    const answer = await fetch('/local/desk-phone/devices', { method: 'POST', headers, body }).then(textOf);
    return JSON.parse(answer) as SipCredentials;
  };
}

async function textOf(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.text();
}
