import type { SipCredentials } from '../../../contract/devices/devices';
import type { EnrolPhone } from '../phone/sip-phone';

/** Enrols a phone of the outside world under its number. */
export function enrolOutsidePhone(number: string): EnrolPhone {
  return async (known) => {
    const body = JSON.stringify({ number, ...(known === null ? {} : { deviceId: known.deviceId }) });
    const response = await fetch('/local/outside/devices', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return (await response.json()) as SipCredentials;
  };
}
