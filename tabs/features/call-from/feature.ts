import type { Feature } from '../../ui/feature';

export const callFrom: Feature = { later: () => import('./later') };
