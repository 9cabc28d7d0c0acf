import type { LineStates } from '../lines/line-states';
import type { DeviceRegistry } from './registry';

/** A line is offline while none of the person's devices answers. */
export function showReachable(
  devices: Pick<DeviceRegistry, 'onChange' | 'reachableOf'>,
  lineStates: Pick<LineStates, 'setReachable'>,
): void {
  devices.onChange(({ userId }) => lineStates.setReachable(userId, devices.reachableOf(userId).length > 0));
}
