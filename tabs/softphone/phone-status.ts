import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Store } from '../state/store';
import type { PhoneLineOptions } from './phone-line';
import type { SoftphoneState } from './softphone-state';

/** What the line tells of itself, in the state. */
export interface PhoneStatusKeeper extends Pick<PhoneLineOptions, 'onPhone' | 'onCredentials'> {
  /** STUN and TURN servers that the server gave us; empty while not enrolled. */
  iceServers(): SipCredentials['iceServers'];
}

/** @param onBack the way to the switch was broken, so that of the sound may be too */
export function keepPhoneStatus(state: Store<SoftphoneState>, onBack: () => void): PhoneStatusKeeper {
  let iceServers: SipCredentials['iceServers'] = [];
  return {
    iceServers: () => iceServers,
    onPhone(phone) {
      const back = phone.state === 'registered' && state.get().phone.state === 'reconnecting';
      state.update((value) => ({ ...value, phone }));
      if (back) onBack();
    },
    onCredentials(credentials) {
      iceServers = credentials.iceServers;
      state.update((value) => ({ ...value, deviceId: credentials.deviceId }));
    },
  };
}
