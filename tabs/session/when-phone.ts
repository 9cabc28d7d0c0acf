import type { DeviceId } from '../../src/contract/ids';
import type { SoftphoneState } from '../softphone/softphone-state';
import type { Store } from '../state/store';

/** Runs once this window is a phone that can be dialled: at once, or when its registration is through. */
export function whenPhone(state: Store<SoftphoneState>, run: (deviceId: DeviceId) => void): void {
  const ready = ({ phone, deviceId }: SoftphoneState): DeviceId | null =>
    phone.state === 'registered' ? deviceId : null;
  const now = ready(state.get());
  if (now !== null) return run(now);
  const stop = state.subscribe(() => {
    const deviceId = ready(state.get());
    if (deviceId === null) return;
    stop();
    run(deviceId);
  });
}
