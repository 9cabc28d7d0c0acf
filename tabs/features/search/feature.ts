import type { Feature } from '../../ui/feature';

export const search: Feature = { later: () => import('./later') };
