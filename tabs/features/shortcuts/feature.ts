import type { Feature } from '../../ui/feature';

export const shortcuts: Feature = { later: () => import('./later') };
