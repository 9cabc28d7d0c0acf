import type { HelpAlert } from '../../../src/contract/calls/help-alerts';
import type { Slice } from '../../state/slice';

/** Who has called for help, until I have seen it. */
export const helpAlertsSlice: Slice<readonly HelpAlert[]> = {
  initial: [],
  snapshot: (_, { helpAlerts }) => helpAlerts,
  event: (before, event) => (event.type === 'helpAlerts' ? event.alerts : before),
};
