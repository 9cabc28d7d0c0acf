import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { SipCredentials } from '../../contract/devices/devices';
import { placeOf } from '../../devices/enrol';
import type { DeviceId } from '../../contract/ids';
import type { OutsideExchange } from '../asterisk/outside-network';

/** Host part of the SIP addresses of the outside world. */
const outsideDomain = 'outside.vaxel';
const credentialsLastMs = 10 * 60_000;

export interface OutsidePhones {
  /** Makes a phone of the outside world, or renews the credentials of one that this server has made. */
  enrol(number: string, deviceId?: string): Promise<SipCredentials>;
  stop(): void;
}

/**
 * Phones outside the company: each window of `/local/outside` is one, enrolled under its number at the telephone
 * network, or at the company's switch where there is none.
 */
export function createOutsidePhones({
  switch: telephoneSwitch,
  clock,
}: {
  readonly switch: OutsideExchange;
  readonly clock: Clock;
}): OutsidePhones {
  /** Ends a phone's enrolment when its window does not renew it. */
  const expiry = new Map<DeviceId, () => void>();

  function forget(deviceId: DeviceId): void {
    expiry.get(deviceId)?.();
    expiry.delete(deviceId);
    telephoneSwitch.revoke(deviceId);
  }

  return {
    async enrol(number, known) {
      const deviceId =
        known !== undefined && expiry.has(known as DeviceId) ? (known as DeviceId) : (randomUUID() as DeviceId);
      const expiresAtMs = clock.nowMs() + credentialsLastMs;
      const username = deviceId;
      const password = randomBytes(24).toString('base64url');
      const { nonce } = await telephoneSwitch.enrol({
        deviceId,
        side: { kind: 'outside', number },
        user: number,
        domain: outsideDomain,
        username,
        password,
        expiresAtMs,
      });
      expiry.get(deviceId)?.();
      expiry.set(
        deviceId,
        clock.after(credentialsLastMs, () => forget(deviceId)),
      );
      return {
        deviceId,
        addressOfRecord: `sip:${number}@${outsideDomain}`,
        username,
        password,
        realm: outsideDomain,
        nonce,
        webSocketPath: placeOf(telephoneSwitch.transport),
        withoutCandidates: telephoneSwitch.capabilities.withoutCandidates,
        expiresAtMs,
        validForMs: credentialsLastMs,
        iceServers: [],
      };
    },
    stop() {
      for (const deviceId of [...expiry.keys()]) forget(deviceId);
    },
  };
}
