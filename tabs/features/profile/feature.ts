import type { Feature } from '../../ui/feature';

export const profile: Feature = { later: () => import('./later') };
