import type { Feature } from '../../ui/feature';

export const activities: Feature = { later: () => import('./later') };
