import type { Feature } from '../../ui/feature';

export const callPanel: Feature = { later: () => import('./later') };
