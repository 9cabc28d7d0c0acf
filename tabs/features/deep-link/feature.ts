import type { Feature } from '../../ui/feature';

export const deepLink: Feature = { later: () => import('./later') };
