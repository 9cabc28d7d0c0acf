import type { Feature } from '../../ui/feature';
import { helpAlertsSlice } from './help-alerts';

export const banners: Feature = { slice: helpAlertsSlice, later: () => import('./later') };
