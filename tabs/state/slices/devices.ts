import type { DeviceView } from '../../../src/contract/devices/devices';
import type { Slice } from '../slice';

/** The person's phones. */
export const devicesSlice: Slice<readonly DeviceView[]> = {
  initial: [],
  snapshot: (_, { devices }) => devices,
  event: (before, event) => (event.type === 'devices' ? event.devices : before),
};
